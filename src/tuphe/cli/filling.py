"""tuphe xuat --vao: a year put into the unit's own Word file; then what found no place, and what waits for the pen."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from tuphe.errors import WrongUsage
from tuphe.workspace.exporting import chosen_form, document_of, notices_of_year, unfit
from tuphe.workspace.filling import filled, notices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tuphe.core.review import Review
    from tuphe.workspace.stores import Workspace

_STYLES: Final = ("docx", "pdf")


def check_fits(template: Path, style: str, output: Path | None, *, others: Iterable[str]) -> None:
    """Refuse what does not go with a unit's own file; `others` are options given beside it. Raises WrongUsage."""
    if style not in _STYLES:
        raise WrongUsage(f"--vao ghi ra tệp Word hoặc PDF, không phải {style}. Đổi đuôi tệp của -o thành .docx.")
    if said := list(others):
        raise WrongUsage(f"--vao điền cả bản, không dùng cùng {', '.join(said)}. Bỏ một trong hai.")
    if output is not None and _same(template, output):
        raise WrongUsage("Tệp ghi ra trùng với tệp mẫu, mà mẫu phải giữ nguyên. Chọn tên khác cho tệp ghi ra.")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def fill_template(
    workspace: Workspace, review: Review, template: Path, form_name: str | None, *, item_names: bool
) -> tuple[bytes, Iterator[tuple[str, ...]]]:
    """Return the unit's file filled with a year, and what there is to say of its places.

    Raises WrongUsage, FormNotFound, BadFile.
    """
    form = chosen_form(workspace, review.year, form_name)
    if form is None:
        raise WrongUsage(
            "Chưa rõ điền theo mẫu nào (2A, 2B, 2C…); bản tóm tắt không có các phần như mẫu. "
            "Thêm --mau 2B, hoặc ghi mẫu vào hồ sơ.",
            then="Ghi bằng: tuphe ho-so --dat mau=2B",
        )
    document = document_of(workspace, review, form, item_names=item_names)
    content, report = filled(workspace, template, review, form, document)
    unusual = () if form_name is None else ((notice,) for notice in unfit(workspace, form, review.year))
    return content, chain(unusual, notices(report, document, review.year), notices_of_year(workspace, review, form))
