"""Small values to test with: a checklist of a few items, a year that rates them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tuphe.core.checklist import Audience, Checklist, Group, Item, Kind
from tuphe.core.form import Form
from tuphe.core.profile import Profile
from tuphe.core.review import Answer, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.storage import Notify, toml
from tuphe.storage.checklists import read_checklist
from tuphe.storage.forms import read_form

ROOT = Path(__file__).parents[2]


OF_THE_FORM = "".join(
    f'[[bo_sung]]\nid = "{asked}"\nnoi_dung = "Không có."\n'
    for asked in ("dieu-dang-vien-khong-duoc-lam", "bieu-hien-suy-thoai")
)
"""Answers to what the forms of 2025 ask beyond the checklist, as they stand in a file."""


def an_item(item_id: str, *, leaders: bool = False, question: str = "", hints: tuple[str, ...] = ()) -> Item:
    """An item named after its id."""
    return Item(
        id=item_id,
        name=f"Tên {item_id}",
        question=question or f"Tôi làm {item_id} ở mức nào?",
        hints=hints,
        kind=Kind.TASKS,
        audience=Audience.LEADERS if leaders else Audience.EVERYONE,
    )


def a_checklist(*groups: Sequence[str | Item]) -> Checklist:
    """A checklist of groups `nhom-1`, `nhom-2`, …; an item may be given by its id alone."""
    return Checklist(
        id="thu",
        name="Bộ tiêu chí thử",
        groups=tuple(
            Group(
                id=f"nhom-{number}",
                name=f"Nhóm {number}",
                items=tuple(an_item(item) if isinstance(item, str) else item for item in items),
            )
            for number, items in enumerate(groups, 1)
        ),
    )


def a_year(year: int, ratings: Mapping[str, Rating | None] | None = None, **fields: Any) -> Review:
    """A year in which items have these ratings."""
    answers = tuple(Answer(item=item, rating=rating) for item, rating in (ratings or {}).items())
    return Review(year=year, answers=answers, **fields)


def with_shortcomings(year: int, item: str, *shortcomings: Shortcoming) -> Review:
    """A year in which one item has these shortcomings."""
    return Review(year=year, answers=(Answer(item=item, shortcomings=shortcomings),))


def said(subject: Review | Profile) -> Any:
    """What a year or a profile says, without what was only confirmed or put off."""

    def bare(plain: Any) -> Any:
        if isinstance(plain, dict):
            return {key: bare(entry) for key, entry in plain.items() if key not in ("khong_co", "dang_go", "con_hoi")}
        return [bare(entry) for entry in plain] if isinstance(plain, list) else plain

    return bare(toml.to_plain(subject))


def silent(sentence: str, /, *then: str) -> None:
    """Hear something when there should be nothing to tell."""
    raise AssertionError(sentence, *then)


def into(heard: list[str]) -> Notify:
    """Put each sentence that is told, with its next steps, into a list."""

    def notify(sentence: str, /, *then: str) -> None:
        heard.append(" ".join(filter(None, (sentence, *then))))

    return notify


@cache
def the_checklist() -> Checklist:
    """The built-in checklist, read from its file."""
    return read_checklist(ROOT / "checklists" / "trach-nhiem.toml", notify=silent)


@cache
def the_forms() -> tuple[Form, ...]:
    """The built-in forms, read from their files."""
    paths = sorted((ROOT / "src" / "tuphe" / "export" / "forms").glob("*.toml"))
    return tuple(read_form(path, notify=silent) for path in paths)


@cache
def an_example(year: int) -> Review:
    """One of the two example years."""
    return toml.read(ROOT / "examples" / f"{year}.toml", Review, notify=silent)
