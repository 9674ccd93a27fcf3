"""The page of a form: paper, margins, letters, lines."""

from typing import Annotated

from msgspec import Meta, field

from tuphe.core.value import Value, Words

Millimetres = Annotated[float, Meta(ge=0, le=420)]
Points = Annotated[float, Meta(ge=6, le=72)]


class Layout(Value, frozen=True, kw_only=True):
    """The page: sizes, margins and indent in millimetres, letters and line spacing in points.

    The defaults are those of Party documents (Hướng dẫn 05-HD/VPTW of 27/5/2026).
    """

    width: Millimetres = field(name="rong", default=210)
    height: Millimetres = field(name="cao", default=297)
    top: Millimetres = field(name="le_tren", default=20)
    bottom: Millimetres = field(name="le_duoi", default=20)
    left: Millimetres = field(name="le_trai", default=30)
    right: Millimetres = field(name="le_phai", default=15)
    font: Words = field(name="phong_chu", default="Times New Roman")
    size: Points = field(name="co_chu", default=14)
    indent: Millimetres = field(name="thut_dau_dong", default=10)
    spacing: Points = field(name="gian_dong", default=18)
    justified: bool = field(name="can_deu", default=True)
    source: str = field(name="nguon", default="")
