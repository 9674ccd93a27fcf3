"""A paper on its way to become a year: what of it the person keeps, mends and drops, until all is answered."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.review import Collective
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, SelfRating
from tuphe.core.taking import LISTS, only_sure, place_in
from tuphe.core.text import fold
from tuphe.core.value import Plain

if TYPE_CHECKING:
    from tuphe.core.paper import Paper

ALL, EACH, NOT = "giu", "tung-phan", "khong"
"""How a paper is taken in: all that is sure, part by part, not at all."""

KEEP, MEND, DROP = "giu", "sua", "bo"
"""What becomes of a part, or of a shortcoming."""

WHOLE_LIST: Final = "ca-danh-sach"
"""That the item of a shortcoming is looked for in the whole checklist."""

NO_ITEM: Final = "khong-gan"
"""That a shortcoming belongs to no item."""

TEXTS: Final = {"goi_y": "issue"}
"""The field with the text of an entry, by the key of its list, where it is not `text`."""

READ_FROM_SECTIONS: Final = ("han_che", "khac_phuc", "goi_y", "cam_ket")
"""The lists whose entries stand in the paragraphs of a section as well."""

_WHOLE: Final = ("", "text")
"""What a doubt is about where the whole entry is in doubt."""


class Taking(Plain, frozen=True, kw_only=True):
    """A paper on its way to become a year.

    `read` is the paper as it was read, `paper` as it was mended; `how` is the
    answer to the first question; `ways` says by the key of a part whether it
    is kept, mended or dropped; `tied` by the row of a shortcoming what becomes of it.
    """

    read: Paper
    paper: Paper
    how: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    tied: tuple[tuple[int, str], ...] = ()
    settled: frozenset[str] = frozenset()
    """The places in doubt that were answered."""

    def but(self, **changes: Any) -> Taking:
        """Return it with some fields changed."""
        return structs.replace(self, **changes)

    @property
    def answered(self) -> bool:
        """Whether anything would be lost if it were dropped."""
        return self.paper != self.read or bool(self.ways or self.tied or self.settled)

    def way(self, part: str) -> str:
        """What the person said of a part; kept while nothing was."""
        return dict(self.ways).get(part, KEEP)

    def tie(self, row: int) -> str:
        """What the person said of a shortcoming; empty while nothing was."""
        return dict(self.tied).get(row, "")

    def outcome(self) -> tuple[Paper, tuple[str, ...]]:
        """Return the paper as it is to be kept, and the item of each of its shortcomings, empty for none.

        What is in doubt and was passed over is not kept.
        """
        left = [one for one in self.read.doubts if one.place not in self.settled]
        whole = {
            row for one in left for key, row, name in (place_in(one.place),) if key == "han_che" and name in _WHOLE
        }
        fields = tuple(one for one in left if place_in(one.place)[:2] not in {("han_che", row) for row in whole})
        paper = only_sure(structs.replace(self.paper, doubts=fields))
        rows = [row for row, _ in enumerate(paper.shortcomings) if row not in whole and self.tie(row) != DROP]
        paper = structs.replace(paper, shortcomings=tuple(paper.shortcomings[row] for row in rows))
        for part, _ in parts_of(self.read):
            if self.way(part) == DROP:
                paper = with_lines(paper, part, ())
        ties = (tie if (tie := self.tie(row)) not in (NO_ITEM, WHOLE_LIST) else "" for row in rows)
        return paper, tuple(ties) if paper.shortcomings else ()


def parts_of(paper: Paper) -> list[tuple[str, str]]:
    """Return the key and the name of every part of a paper that says something."""
    named = (
        ("ho_so", "Phần đầu trang"),
        *((f"phan/{one.number}", f"Phần {one.number}") for one in paper.sections),
        ("han_che", "Hạn chế"),
        ("khac_phuc", "Khắc phục hạn chế đã nêu"),
        ("goi_y", "Vấn đề được gợi ý"),
        ("trach_nhiem_tap_the", "Trách nhiệm đối với hạn chế, khuyết điểm của tập thể"),
        ("cam_ket", "Phương hướng, cam kết"),
        ("viec", "Nhiệm vụ trong phụ lục"),
        ("tu_danh_gia", "Tự đánh giá, xếp loại"),
    )
    return [(part, name) for part, name in named if lines_of(paper, part)]


def lines_of(paper: Paper, part: str) -> tuple[str, ...]:
    """Return what a part says, line by line."""
    key, _, number = part.partition("/")
    mine = paper.self_rating
    match key:
        case "ho_so":
            return tuple(f"{texts.PROFILE_FIELDS[name]}: {value}" for name, value in paper.header.items())
        case "phan":
            return next((one.paragraphs for one in paper.sections if one.number == number), ())
        case "trach_nhiem_tap_the":
            return tuple(paper.collective.text.splitlines())
        case "tu_danh_gia":
            points = (
                ("Điểm tiêu chí chung", mine.general_points, GENERAL_MAXIMUM),
                ("Điểm kết quả thực hiện nhiệm vụ", mine.task_points, TASK_MAXIMUM),
            )
            level = () if mine.level is None else (f"Mức: {texts.LEVELS[mine.level]}",)
            given = (f"{name}: {texts.of_number(one)}/{most}" for name, one, most in points if one is not None)
            return (*given, *level)
    return tuple(getattr(one, TEXTS.get(key, "text")) for one in getattr(paper, LISTS[key]))


def mended(paper: Paper, part: str, lines: tuple[str, ...]) -> Paper:
    """Return a paper of which a part says these lines; what said the same elsewhere says the new words, too.

    A paragraph is often an entry of a list word for word: one is not mended without the other.
    """
    before = lines_of(paper, part)
    paper = with_lines(paper, part, lines)
    for what, start, end, into, until in SequenceMatcher(a=before, b=lines, autojunk=False).get_opcodes():
        if what == "replace" and end - start == until - into:
            for old, new in zip(before[start:end], lines[into:until], strict=True):
                paper = _entries_reworded(paper, old, new) if part not in LISTS else sections_reworded(paper, old, new)
    return paper


def sections_reworded(paper: Paper, old: str, new: str) -> Paper:
    """Return a paper whose paragraphs say the new words of an entry where they had the old ones."""
    sections = (
        structs.replace(one, paragraphs=tuple(line.replace(_bare(old), _bare(new)) for line in one.paragraphs))
        for one in paper.sections
    )
    return structs.replace(paper, sections=tuple(sections)) if _bare(old) else paper


def _entries_reworded(paper: Paper, old: str, new: str) -> Paper:
    for key in READ_FROM_SECTIONS:
        lines = (new if fold(_bare(line)) == fold(_bare(old)) else line for line in lines_of(paper, key))
        paper = with_lines(paper, key, tuple(lines))
    return paper


def _bare(text: str) -> str:
    return text.strip(" .;")


def astray(taking: Taking, number: str) -> list[tuple[str, int]]:
    """Return the entries, by list and row, that were read from a section which does not say them any more."""

    def said(paper: Paper) -> str:
        return fold(" ".join(lines_of(paper, f"phan/{number}")))

    before, now = said(taking.read), said(taking.paper)
    return [
        (key, row)
        for key in READ_FROM_SECTIONS
        for row, (old, new) in enumerate(zip(lines_of(taking.read, key), lines_of(taking.paper, key), strict=True))
        if fold(_bare(old)) in before and fold(_bare(new)) not in now
    ]


def with_lines(paper: Paper, part: str, lines: tuple[str, ...]) -> Paper:
    """Return a paper of which a part says these lines; an entry of a list keeps the rest of it, line for line."""
    key, _, number = part.partition("/")
    match key:
        case "ho_so":
            return structs.replace(paper, header={} if not lines else paper.header)
        case "phan":
            sections = (
                structs.replace(one, paragraphs=lines) if one.number == number else one for one in paper.sections
            )
            return structs.replace(paper, sections=tuple(one for one in sections if one.paragraphs))
        case "trach_nhiem_tap_the":
            return structs.replace(paper, collective=Collective(text="\n".join(lines)))
        case "tu_danh_gia":
            return structs.replace(paper, self_rating=SelfRating() if not lines else paper.self_rating)
    name = TEXTS.get(key, "text")
    entries = zip(getattr(paper, LISTS[key]), lines, strict=False)
    return structs.replace(paper, **{LISTS[key]: tuple(structs.replace(one, **{name: line}) for one, line in entries)})
