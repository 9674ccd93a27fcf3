"""The short summary (`tom-tat`): one page that goes into a report as it is.

The words are the person's, as they were written; what is left out is in the long one. Its headings have no
numbers: under a report's heading these would have to be changed.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tuphe import texts
from tuphe.core.checklist import Group
from tuphe.core.comparison import Comparison
from tuphe.core.page_layout import Layout
from tuphe.core.promises import DONE
from tuphe.core.review import FollowUp, PledgeOutcome, Rating
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM
from tuphe.core.trend_kinds import Trend
from tuphe.export.document import OPEN, Block, Bullet, Document, Line, Section
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import text
from tuphe.export.long_summary import changed_items, header_of, in_short, or_empty, title_of
from tuphe.export.shared_blocks import bullets, in_one_paragraph, state_of

MOST_LINES: Final = 55
MOST_SYLLABLES: Final = 650
"""What goes onto one page of A4 at 14 points, headings and a table among it."""

_WAYS: Final = ((3, False), (2, False), (2, True), (1, False), (1, True))
"""How many results of a group are told, and whether shortcomings and remedies only up to their first semicolon, with a
sign that there is more: the first way that fits on a page."""

_LAYOUT: Final = Layout(size=11, spacing=13, left=20, top=15, bottom=15, indent=8)
"""Smaller than an official paper: it is one page, and pasted into another."""


def in_brief(filling: Filling, comparison: Comparison | None, day: date) -> Document:
    """Build the summary of one year on one page, if what must be told leaves room for it.

    `comparison` is this year beside the nearest earlier one, None in the first year; `day` is the day of writing.
    """
    for facts, shortly in _WAYS:
        document = _told_so(filling, comparison, day, facts, shortly=shortly)
        if _fits(document):
            break
    return document


def _fits(document: Document) -> bool:
    lines = [line for line in text.render(document).splitlines() if line.strip()]
    return len(lines) <= MOST_LINES and sum(len(line.split()) for line in lines) <= MOST_SYLLABLES


def _told_so(filling: Filling, comparison: Comparison | None, day: date, facts: int, *, shortly: bool) -> Document:
    place = filling.profile.place_of_writing
    written = f"ngày {day:%d} tháng {day.month} năm {day.year}"
    who = " – ".join(line.text for line in header_of(filling))
    parts = _parts(filling, comparison, facts, shortly=shortly)
    return Document(
        title=title_of(filling),
        head=(*((Line(who),) if who else ()), Line(f"{place}, {written}" if place else written.capitalize())),
        sections=tuple(Section("", heading, blocks) for heading, blocks in parts if blocks),
        layout=_LAYOUT,
    )


def _parts(
    filling: Filling, comparison: Comparison | None, facts: int, *, shortly: bool
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield each part: its heading, and what goes under it; the first one begins with what changed."""
    review, checklist = filling.review, filling.checklist
    changes = () if comparison is None else tuple(in_short(comparison))
    groups = bullets(
        Bullet(Line(in_one_paragraph(facts_of), group.name)) for group, facts_of in _facts(filling, comparison, facts)
    )
    if review.from_paper:
        groups = bullets(
            Bullet(Line(line)) for line in filling.words_on_paper("I", below=True)[: facts * len(checklist.groups)]
        )
    yield "Kết quả đạt được", (*changes, *groups)
    said = _first_clause if shortly else str
    unwritten = filling.unwritten
    told = (
        (said(one.text), _dated(said(one.remedy or unwritten), one.due, unwritten)) for _, one in review.shortcomings
    )
    shortcomings = bullets(Bullet(Line(text, more=(Line(remedy, "Biện pháp"),))) for text, remedy in told)
    none = "han_che" in review.passed or review.has_none(checklist.items, "han_che")
    yield "Hạn chế và biện pháp", or_empty(shortcomings, left_open=not none, from_paper=review.from_paper)
    yield "Chưa khắc phục xong, chưa thực hiện xong", bullets(_still_open(filling))
    pledges = bullets(Bullet(Line(_dated(pledge.text, pledge.due, ""))) for pledge in review.pledges)
    promised = or_empty(pledges, left_open="cam_ket" not in review.passed, from_paper=review.from_paper)
    yield f"Cam kết năm {review.year + 1}", promised
    if rated := "; ".join(_points(filling)):
        yield "Tự đánh giá", (Line(f"{rated}."),)
    if comparison is not None:
        yield "Mục thay đổi mức độ", tuple(changed_items(comparison, checklist, with_words=False))


def _facts(filling: Filling, comparison: Comparison | None, facts: int) -> Iterator[tuple[Group, list[str]]]:
    """Yield the groups with the results to tell: of items that rose or fell, then of the excellent, else the first."""
    changes = () if comparison is None else comparison.changes
    changed = {change.item for change in changes if change.trend in (Trend.BETTER, Trend.WORSE)}
    results = {item.id: written for item, written in filling.results(())}
    for group in filling.checklist.groups:
        items = [item.id for item in group.items if item.id in results]
        excellent = [item for item in items if filling.review.rating(item) is Rating.EXCELLENT]
        ranked = [*(item for item in items if item in changed), *excellent] or items
        told = dict.fromkeys(results[item][0] for item in dict.fromkeys(ranked))
        # In the order of the checklist, as the year was asked.
        yield group, [*told][:facts] or [OPEN]


def _still_open(filling: Filling) -> Iterator[Bullet]:
    """Yield what earlier years left open and still is, by the name of its item: the counts are said above."""
    entries: tuple[FollowUp | PledgeOutcome, ...] = filling.promises.followed_up(filling.review)
    entries += filling.promises.kept(filling.review)
    for entry in (one for one in entries if one.state not in DONE):
        name = f"hạn chế ở mục “{filling.checklist.name_of(entry.item)}”" if entry.item else entry.text
        yield Bullet(Line(name, state_of(entry)))


def _first_clause(words: str) -> str:
    first, _, rest = words.partition(";")
    return f"{first}…" if rest.strip() else words


def _dated(words: str, due: date | None, otherwise: str) -> str:
    day = otherwise if due is None else texts.of_date(due)
    return f"{words} (hạn {day})" if day else words


def _points(filling: Filling) -> Iterator[str]:
    mine = filling.review.self_rating
    for label, points, maximum in (
        ("Tiêu chí chung", mine.general_points, GENERAL_MAXIMUM),
        ("kết quả nhiệm vụ", mine.task_points, TASK_MAXIMUM),
        ("tổng", mine.total, GENERAL_MAXIMUM + TASK_MAXIMUM),
    ):
        if points is not None:
            yield f"{label} {texts.of_number(points)}/{maximum}"
    if mine.level is not None:
        yield f"đề xuất xếp loại: {texts.LEVELS[mine.level]}"
