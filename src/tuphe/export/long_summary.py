"""The long summary (`tom-tat`, `--day-du`): the whole year under the names of the groups.

The words are the person's. Labels and headings are added, nothing else: no sentence of praise, nothing private. What is
taken from a review is named field by field here.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from tuphe import texts
from tuphe.core.checklist import Checklist, Group
from tuphe.core.comparison import Comparison
from tuphe.core.completeness import missing
from tuphe.core.review import FollowUpState, PledgeState, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.trend_kinds import Trend
from tuphe.export.document import NONE, NOT_ON_PAPER, OPEN, Block, Bullet, Document, Line, Section, Table
from tuphe.export.form_blanks import Filling
from tuphe.export.shared_blocks import (
    bullets,
    header_line,
    labelled,
    next_remedy,
    of_cause_kind,
    of_outcome,
    of_raised_issues,
    of_results,
    state_of,
)

_Part = tuple[str, tuple[Block, ...]]
"""A heading and what goes under it."""

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_STRONG: Final = frozenset({Rating.EXCELLENT, Rating.GOOD})


def summarise(filling: Filling, comparison: Comparison | None) -> Document:
    """Build the summary of one year.

    `comparison` is this year beside the nearest earlier one, None in the first year. A part with nothing in it is left
    out, unless the reader would miss it: then it says that there is nothing, or that nothing was written yet.
    """
    gaps = missing(filling.review, None, filling.context(first_year=comparison is None))
    lacking = {number for gap in gaps for number in gap.sections} | {
        gap.place.partition("/")[0] for gap in gaps if gap.sections
    }
    parts = _parts(filling, comparison, lacking)
    return Document(
        title=title_of(filling),
        head=header_of(filling),
        sections=tuple(numbered(number, *part) for number, part in zip(ROMAN, parts, strict=False)),
    )


def title_of(filling: Filling) -> str:
    """Return the title of a summary."""
    return f"Tóm tắt kiểm điểm cá nhân năm {filling.review.year}"


def header_of(filling: Filling) -> tuple[Line, ...]:
    """Return the lines on who writes; what the profile lacks is left out."""
    profile = filling.profile
    fields = (("Họ và tên", profile.name), ("Đơn vị công tác", profile.unit), ("Chi bộ", profile.cell))
    return tuple(header_line(label, value) for label, value in fields if value)


def _parts(
    filling: Filling, comparison: Comparison | None, lacking: Collection[str]
) -> Iterator[tuple[str, tuple[Block, ...], tuple[_Part, ...]]]:
    """Yield each part: its heading, what goes under it, and its own parts.

    `lacking` are the numbers of the sections that lack something, and the keys of what they lack.
    """
    review, checklist = filling.review, filling.checklist
    told = tuple(map(Line, filling.words_on_paper("I", below=True)))
    yield "Ưu điểm, kết quả đạt được", told, () if review.from_paper else tuple(_strengths(review, checklist, lacking))
    heading = "Hạn chế, khuyết điểm, nguyên nhân và biện pháp khắc phục"
    yield (heading, or_empty(_shortcomings(filling), left_open="han_che" in lacking, from_paper=review.from_paper), ())
    if comparison is not None or review.follow_ups or review.outcomes:
        before = "ở kỳ kiểm điểm trước" if comparison is None else f"năm {comparison.year_before}"
        mending, keeping = bullets(_mending(filling, again=comparison is not None)), bullets(_keeping(filling))
        inner = (
            (f"Khắc phục hạn chế, khuyết điểm {before}", or_empty(mending, left_open="khac_phuc" in lacking)),
            (f"Thực hiện cam kết đã nêu {before}", or_empty(keeping, left_open="thuc_hien_cam_ket" in lacking)),
        )
        yield f"Kết quả khắc phục hạn chế và thực hiện cam kết đã nêu {before}", (), inner
    if review.raised_issues:
        yield "Giải trình vấn đề được gợi ý kiểm điểm", of_raised_issues(review.raised_issues), ()
    if review.collective.text:
        yield "Trách nhiệm đối với hạn chế, khuyết điểm của tập thể", (Line(review.collective.text),), ()
    pledges = or_empty(_pledges(review), left_open="cam_ket" in lacking, from_paper=review.from_paper)
    yield f"Phương hướng, cam kết năm {review.year + 1}", pledges, ()
    if rated := tuple(_self_rating(review)):
        yield "Tự đánh giá, đề xuất xếp loại", rated, ()
    if comparison is not None:
        compared: tuple[Block, ...] = (*in_short(comparison), *changed_items(comparison, checklist))
        yield f"So sánh với năm {comparison.year_before}", compared, ()


def numbered(number: str, heading: str, blocks: tuple[Block, ...], inner: tuple[_Part, ...]) -> Section:
    """Return a part as a section with its number, and its own parts with theirs."""
    sections = (Section(f"{number}.{row}", name, content) for row, (name, content) in enumerate(inner, 1))
    return Section(number, heading, blocks, tuple(sections))


def or_empty(blocks: tuple[Block, ...], *, left_open: bool, from_paper: bool = False) -> tuple[Block, ...]:
    """Return the blocks; where there are none, say that there is nothing, or that nothing was written yet.

    Of a year `from_paper` nobody knows which of the two it is.
    """
    return blocks or (Line(NOT_ON_PAPER if from_paper else OPEN if left_open else NONE),)


def _strengths(review: Review, checklist: Checklist, lacking: Collection[str]) -> Iterator[_Part]:
    for row, group in enumerate(checklist.groups, 1):
        yield group.name, or_empty(tuple(_group_strengths(review, group)), left_open=f"I.{row}" in lacking)


def _group_strengths(review: Review, group: Group) -> Iterator[Block]:
    facts = []
    without_facts = []
    for item in group.items:
        answer = review.answer(item.id)
        if answer.rating is Rating.NOT_APPLICABLE:
            continue
        lead = f"{item.name} ({texts.of_rating(answer.rating)})" if answer.rating in _STRONG else item.name
        if answer.results:
            facts.append(of_results(lead, answer.results))
        elif answer.rating in _STRONG:
            without_facts.append(lead)
    yield from bullets(facts)
    if without_facts:
        yield Line("; ".join(without_facts) + ".", "Tự đánh giá" if not facts else "Các mục khác")


def _shortcomings(filling: Filling) -> tuple[Block, ...]:
    return bullets(
        Bullet(Line(one.text, filling.checklist.name_of(item)), tuple(_about(one, filling.unwritten)))
        for item, one in filling.review.shortcomings
    )


def _about(found: Shortcoming, unwritten: str) -> Iterator[Line]:
    yield Line(found.cause or unwritten, f"Nguyên nhân{of_cause_kind(found)}")
    yield Line(found.remedy or unwritten, "Biện pháp khắc phục")
    yield Line(unwritten if found.due is None else texts.of_date(found.due), "Thời hạn")


def _mending(filling: Filling, *, again: bool) -> Iterator[Bullet]:
    """Yield what became of each shortcoming stated before; `again`: whether to say which are stated once more."""
    unmended = filling.unmended
    for one in filling.account.shortcomings:
        entry, lead = one.entry, state_of(one.entry)
        if entry.item:
            lead = f"{filling.checklist.name_of(entry.item)} – {lead.lower()}"
        mended, age = entry.state is FollowUpState.MENDED, texts.of_age(one.old.since, filling.review.year)
        lead += f" ({age})" if age and not mended else ""
        if again and one.again is not None:
            lead += ", tái diễn, nêu ở phần II" if mended else ", nêu lại ở phần II"
        remedy = (Line(next_remedy(entry), "Biện pháp"),) if entry in unmended else ()
        yield Bullet(Line(entry.text, lead), (*of_outcome(entry), *remedy))


def _keeping(filling: Filling) -> Iterator[Bullet]:
    for one in filling.account.pledges:
        age = texts.of_age(one.old.since, filling.review.year)
        yield Bullet(Line(one.entry.text, state_of(one.entry) + (f" ({age})" if age else "")), of_outcome(one.entry))


def changed_items(comparison: Comparison, checklist: Checklist, *, with_words: bool = True) -> Iterator[Table]:
    """Yield the table of the items that changed, if any did; `with_words`: a column says how."""
    rows = tuple(
        (
            checklist.name_of(change.item),
            "–" if change.before is None else texts.of_rating(change.before),
            "–" if change.after is None else texts.of_rating(change.after),
            *((texts.TRENDS[change.trend],) if with_words else ()),
        )
        for change in comparison.changes
        if change.trend not in (Trend.SAME, Trend.INCOMPARABLE, Trend.UNANSWERED)
    )
    heads = ("Mục", f"Năm {comparison.year_before}", f"Năm {comparison.year}", *(("Thay đổi",) if with_words else ()))
    if rows:
        yield Table(heads, rows, () if with_words else (105, 35, 35))


def in_short(comparison: Comparison) -> Iterator[Line]:
    """Count in one paragraph what rose, fell, came back and was kept, and say where another checklist was asked."""
    words = {trend: word.lower() for trend, word in texts.TRENDS.items()} | {Trend.INCOMPARABLE: "không so sánh được"}
    items = [f"{comparison.count(trend)} mục {words[trend]}" for trend in Trend if comparison.count(trend)]
    told = ", ".join(items) or "chưa có mục nào so sánh được"
    if comparison.unrated_papers:
        told = f"mức độ từng mục năm {comparison.unrated_papers[0]} không có trong bản giấy"
    sentences = [f"So với năm {comparison.year_before}: {told}."]
    counted = Counter(texts.of_shortcoming(one.trend, one.state) for one in comparison.shortcomings)
    shortcomings = [f"{counted[word]} {word.lower()}" for word in texts.SHORTCOMING_WORDS if counted[word]]
    if shortcomings:
        sentences.append(f"Hạn chế: {', '.join(shortcomings)}.")
    if comparison.pledges:
        kept = sum(change.state is PledgeState.KEPT for change in comparison.pledges)
        sentences.append(f"Cam kết: thực hiện xong {kept}/{len(comparison.pledges)}.")
    yield Line(" ".join(sentences))
    if comparison.other_checklist:
        yield Line("Bộ tiêu chí hai năm không giống nhau: một phần khác biệt là do câu hỏi.")


def _pledges(review: Review) -> tuple[Block, ...]:
    return bullets(
        Bullet(Line(pledge.text), labelled("Thời hạn", "" if pledge.due is None else texts.of_date(pledge.due)))
        for pledge in review.pledges
    )


def _self_rating(review: Review) -> Iterator[Block]:
    mine = review.self_rating
    yield from (Line(points, name) for name, points in texts.of_points(mine).items())
    if mine.level is not None:
        yield Line(texts.LEVELS[mine.level], "Đề xuất xếp loại")
