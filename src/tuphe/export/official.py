"""An official form, filled: which of its sections takes what is the form's data, how it is put is here.

The words are the person's. Labels and the form's headings are added, nothing
else. What is taken from a review and a profile is named field by field here.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from tuphe import texts
from tuphe.core.comparison import SCORES, average, nearest
from tuphe.core.completeness import NEVER_EMPTY, Around, missing
from tuphe.core.form import BLANKS, YEAR_BLANKS, Content
from tuphe.core.remedies import area_of, next_remedies, remedies_of
from tuphe.core.review import Pledge, PledgeArea, Rating, State, asked_items
from tuphe.core.tasks import Progress
from tuphe.core.text import fold
from tuphe.export.document import (
    DOTS,
    NONE,
    OPEN,
    Box,
    Boxes,
    Bullet,
    Bullets,
    Document,
    Letterhead,
    Line,
    Section,
    Signature,
    Table,
)
from tuphe.export.parts import of_cause_kind, of_next_remedy, of_raised_issues, said, who

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from tuphe.core.checklist import Checklist, Item, Kind
    from tuphe.core.form import Form, FormSection, Head, Part
    from tuphe.core.profile import Profile
    from tuphe.core.promises import Promises
    from tuphe.core.review import Answer, FollowUp, PledgeOutcome, Review
    from tuphe.core.scoring import Criterion, PointTable
    from tuphe.core.tasks import Task, Tasks
    from tuphe.export.document import Block


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling:
    """All that a form is filled from.

    `promises` are those that earlier years left open; `table` is the
    committee's own table of points that the year was scored by, None when
    there is none.
    """

    review: Review
    checklist: Checklist
    profile: Profile
    promises: Promises
    table: PointTable | None
    leader: bool

    @property
    def around(self) -> Around:
        """What completeness holds the year against."""
        return Around(
            checklist=self.checklist, promises=self.promises, leader=self.leader, by_points=False, table=self.table
        )

    @property
    def unmended(self) -> tuple[FollowUp, ...]:
        """The earlier shortcomings with a next remedy; one is only asked of a year that is still open."""
        entries = [entry for _, entry in next_remedies(self.review, self.promises)]
        return tuple(entry for entry in entries if entry.remedy or self.review.state is State.OPEN)

    def items(self, kinds: Sequence[Kind]) -> list[Item]:
        """The items asked of this person that a section takes; of all kinds when it names none."""
        asked = asked_items(self.checklist, self.review, leader=self.leader)
        return [item for item in asked if not kinds or item.kind in kinds]


_BESIDE: Final = frozenset({Content.RATING_BOXES, Content.LEVEL_BOXES, Content.WORDS})
"""What stands beside an answer, and does not make up for one."""


def fill(form: Form, filling: Filling) -> Document:
    """Build the document of one year in an official form.

    A section with nothing in it says so only where the person confirmed that
    there is nothing; else it stays visibly open.
    """
    open_sections = {number for gap in missing(filling.review, form, filling.around) for number in gap.sections}
    title, *subtitles = (_filled(line, filling) for line in form.title)
    return Document(
        title=title,
        subtitles=tuple(subtitles),
        letterhead=None if form.head is None else _letterhead(form.head, filling),
        head=tuple(who(field.label, _of_profile(filling, field.key)) for field in form.fields),
        sections=tuple(_sections(form, "", filling, open_sections)),
        signatures=tuple(
            Signature(block.title, block.how, _filled(block.name, filling, otherwise=""), block.side)
            for block in form.signatures
        ),
        layout=form.layout,
    )


def _sections(form: Form, parent: str, filling: Filling, open_sections: Collection[str]) -> Iterable[Section]:
    for section in form.sections:
        if section.parent == parent:
            blocks = _blocks(section, filling, left_open=section.number in open_sections)
            inner = tuple(_sections(form, section.number, filling, open_sections))
            if blocks or inner or not section.optional:
                heading = _filled(section.heading, filling)
                yield Section(section.number, heading, blocks, inner, annex=section.annex)


def _blocks(section: FormSection, filling: Filling, *, left_open: bool) -> tuple[Block, ...]:
    taken = [(part.takes, tuple(_TAKES[part.takes](filling, part, section))) for part in section.parts]
    beside = tuple(block for takes, blocks in taken if takes in _BESIDE for block in blocks)
    blocks = tuple(block for _, blocks in taken for block in blocks)
    if len(blocks) > len(beside) or section.optional or not any(takes in NEVER_EMPTY for takes, _ in taken):
        return blocks
    return (Line(OPEN if left_open else NONE), *blocks)


# The top of the page


def _letterhead(head: Head, filling: Filling) -> Letterhead:
    return Letterhead(
        tuple(_headline(line, filling) for line in head.left),
        _filled(head.right, filling),
        _filled(head.place_and_day, filling, otherwise=DOTS),
    )


def _headline(line: str, filling: Filling) -> str:
    label = BLANKS.split(line)[0].strip()
    filled = _filled(line, filling, otherwise=DOTS).removeprefix(label).strip()
    # “Chi bộ 3” needs no “CHI BỘ” before it.
    whole = filled if label and fold(filled).startswith(fold(label)) else f"{label} {filled}"
    return whole.strip().upper()


def _filled(line: str, filling: Filling, *, otherwise: str | None = None) -> str:
    # What the profile lacks is filled in by hand, as at the top of the page: the year is not the less whole.
    def put(blank: re.Match[str]) -> str:
        empty = (OPEN if blank[1] in YEAR_BLANKS else DOTS) if otherwise is None else otherwise
        return _of_blank(blank[1], filling) or empty

    return BLANKS.sub(put, line)


def _of_blank(blank: str, filling: Filling) -> str:
    year, mine = filling.review.year, filling.review.self_rating
    numbers: dict[str, float | None] = {
        "tieu_chi_chung": mine.general_points,
        "ket_qua_nhiem_vu": mine.task_points,
        "tong_diem": mine.total,
    }
    if blank in numbers:
        points = numbers[blank]
        return "" if points is None else texts.of_number(points)
    years = {"nam": year, "nam_truoc": year - 1, "nam_sau": year + 1}
    return str(years[blank]) if blank in years else _profile_values(filling.profile)[blank]


def _of_profile(filling: Filling, key: str) -> str:
    value = _profile_values(filling.profile)[key]
    confirmed = key in filling.profile.passed and key.startswith("chuc_vu_")
    return value or ("Không" if confirmed else OPEN)


def _profile_values(profile: Profile) -> dict[str, str]:
    return {
        "ho_ten": profile.name,
        "ngay_sinh": profile.born,
        "don_vi": profile.unit,
        "chi_bo": profile.cell,
        "dang_bo": profile.party_committee,
        "chuc_vu_dang": profile.party_post,
        "chuc_vu_chinh_quyen": profile.government_post,
        "chuc_vu_doan_the": profile.union_post,
    }


# What the sections take


def _results(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    answers = [(item, filling.review.answer(item.id)) for item in filling.items(part.kinds)]
    found = [
        _result(item, answer)
        for item, answer in answers
        if answer.results and answer.rating is not Rating.NOT_APPLICABLE
    ]
    return (Bullets(tuple(found)),) if found else ()


def _result(item: Item, answer: Answer) -> Bullet:
    match answer.results:
        case (only,):
            return Bullet(Line(only, item.name))
        case several:
            return Bullet(Line("", item.name), tuple(Line(result) for result in several))


def _rating_boxes(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    ratings = [filling.review.rating(item.id) for item in filling.items(part.kinds)] if part.kinds else []
    mean = average(ratings)
    chosen = None if mean is None else nearest(mean)
    boxes = tuple(Box(texts.RATINGS[rating], score == chosen) for rating, score in SCORES.items())
    return (Boxes(boxes, "Tự đánh giá về cấp độ thực hiện", by_hand=not part.kinds),)


def _outcomes(filling: Filling, *_: object) -> Iterable[Block]:
    return _listed(_outcome(entry, filling) for entry in filling.promises.kept(filling.review))


def _outcome(entry: PledgeOutcome, filling: Filling) -> Bullet:
    state = OPEN if entry.state is None else texts.of_pledge(entry.state, entry.percent)
    return Bullet(
        Line(entry.text, state + _age("cam kết", entry, filling)),
        (*said("Kết quả", entry.results), *said("Khó khăn, vướng mắc", entry.obstacles)),
    )


def _age(what: str, entry: FollowUp | PledgeOutcome, filling: Filling) -> str:
    since = filling.promises.since(entry)
    age = "" if since is None else texts.of_age(since, filling.review.year)
    return f" ({what} {age})" if age else ""


def _shortcomings(filling: Filling, *_: object) -> Iterable[Block]:
    return _listed((Bullet(Line(one.text)) for _, one in filling.review.shortcomings), numbered=True)


def _causes(filling: Filling, *_: object) -> Iterable[Block]:
    return _listed(
        Bullet(Line(one.cause or OPEN, f"Hạn chế {row}{of_cause_kind(one)}"))
        for row, (_, one) in enumerate(filling.review.shortcomings, 1)
    )


def _follow_ups(filling: Filling, *_: object) -> Iterable[Block]:
    return _listed(_follow_up(entry, filling) for entry in filling.promises.followed_up(filling.review))


def _follow_up(entry: FollowUp, filling: Filling) -> Bullet:
    state = OPEN if entry.state is None else texts.FOLLOW_UPS_IN_FORMS[entry.state] + texts.how_far(entry.percent)
    return Bullet(
        Line(entry.text, state + _age("hạn chế", entry, filling)),
        (
            *said("Kết quả", entry.results),
            *said("Khó khăn, vướng mắc", entry.obstacles),
            *said("Trách nhiệm", entry.responsibility),
        ),
    )


def _raised_issues(filling: Filling, *_: object) -> Iterable[Block]:
    return (of_raised_issues(filling.review.raised_issues),) if filling.review.raised_issues else ()


def _collective(filling: Filling, *_: object) -> Iterable[Block]:
    return (Line(filling.review.collective.text),) if filling.review.collective.text else ()


def _remedies(filling: Filling, *_: object) -> Iterable[Block]:
    yield from _listed(
        Bullet(Line(_dated(one.remedy or OPEN, OPEN if one.due is None else texts.of_date(one.due)), f"Hạn chế {row}"))
        for row, (_, one) in enumerate(filling.review.shortcomings, 1)
    )
    yield from _listed(
        Bullet(Line(entry.text, f"Hạn chế nêu trước, {texts.FOLLOW_UPS_IN_FORMS[entry.state].lower()}"), (plan,))
        for entry in filling.unmended
        if entry.state is not None
        for plan in of_next_remedy(entry)
    )


def _pledges(filling: Filling, part: Part, section: FormSection) -> Iterable[Block]:
    review = filling.review
    remedies = remedies_of(review, filling.promises)
    if part.areas:
        pledges = [pledge for pledge in review.pledges if area_of(pledge, remedies) in part.areas]
        return _listed((*map(_pledge, pledges), *(_mending(filling) if PledgeArea.MENDING in part.areas else ())))
    # A remedy stands in the same section already, where the form asks for both in one.
    above = remedies if any(other.takes is Content.REMEDIES for other in section.parts) else {}
    listed = tuple(_listed(_pledge(pledge) for pledge in review.pledges if pledge.text not in above))
    return (Line("", f"Phương hướng, cam kết năm {review.year + 1}"), *listed) if listed else ()


def _mending(filling: Filling) -> Iterable[Bullet]:
    """What is to be done next about earlier shortcomings, where that is not pledged in so many words."""
    pledged = {pledge.text for pledge in filling.review.pledges}
    for entry in filling.unmended:
        if entry.remedy and entry.remedy not in pledged:
            yield _pledge(Pledge(text=entry.remedy, due=entry.due))


def _pledge(pledge: Pledge) -> Bullet:
    return Bullet(Line(pledge.text if pledge.due is None else _dated(pledge.text, texts.of_date(pledge.due))))


def _listed(entries: Iterable[Bullet], *, numbered: bool = False) -> Iterable[Block]:
    bullets = tuple(entries)
    return (Bullets(bullets, numbered=numbered),) if bullets else ()


def _dated(text: str, day: str) -> str:
    return f"{text} (Thời hạn: {day})"


def _general_scores(filling: Filling, *_: object) -> Iterable[Block]:
    return _scores(filling, () if filling.table is None else filling.table.general)


def _task_scores(filling: Filling, *_: object) -> Iterable[Block]:
    return _scores(filling, () if filling.table is None else filling.table.tasks)


def _scores(filling: Filling, criteria: tuple[Criterion, ...]) -> Iterable[Block]:
    if not criteria:
        return ()
    mine = filling.review.self_rating
    points = [mine.score(criterion.id) for criterion in criteria]
    rows = tuple(
        (criterion.name, texts.of_number(criterion.maximum), OPEN if score is None else texts.of_number(score))
        for criterion, score in zip(criteria, points, strict=True)
    )
    return (Table(("Tiêu chí", "Điểm tối đa", "Tự chấm"), rows, (115, 25, 25)),)


def _level_boxes(filling: Filling, *_: object) -> Iterable[Block]:
    chosen = filling.review.self_rating.level
    return (Boxes(tuple(Box(label, level is chosen) for level, label in texts.LEVELS.items())),)


def _tasks(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    tasks = filling.review.tasks
    counts = tuple(_task_counts(tasks))
    if not tasks.listed:
        return counts if not counts or "viec" in tasks.passed else (Line(OPEN), *counts)
    rows = [_task_cells(row, task) for row, task in enumerate(tasks.listed, 1)]
    return (
        *counts,
        Table(
            tuple(column.head for column in part.columns),
            tuple(tuple(cells.get(column.takes, "") for column in part.columns) for cells in rows),
            tuple(column.width for column in part.columns),
        ),
    )


def _task_counts(tasks: Tasks) -> Iterable[Block]:
    counts = {"tong_so": tasks.total, "hoan_thanh": tasks.done, "cham_han": tasks.late, "vuot_yeu_cau": tasks.above}
    said_counts = [f"{texts.TASKS[key]}: {count}" for key, count in counts.items() if count is not None]
    if said_counts:
        whole = "; ".join(said_counts)
        yield Line(f"{whole[0].upper()}{whole[1:]}.")


def _task_cells(row: int, task: Task) -> dict[str, str]:
    done = {Progress.NOT_DONE: "Đang thực hiện", None: OPEN}.get(task.progress, "Đã hoàn thành")
    return {
        "tt": str(row),
        "noi_dung": task.text,
        "thoi_han": "" if task.due is None else texts.of_date(task.due),
        "tinh_hinh": done,
        "san_pham": task.product,
        "tien_do": OPEN if task.progress is None else texts.PROGRESS[task.progress],
    }


def _words(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    return (Line(_filled(part.words, filling)),)


_TAKES: Final[Mapping[Content, Callable[[Filling, Part, FormSection], Iterable[Block]]]] = MappingProxyType(
    {
        Content.RESULTS: _results,
        Content.RATING_BOXES: _rating_boxes,
        Content.OUTCOMES: _outcomes,
        Content.SHORTCOMINGS: _shortcomings,
        Content.CAUSES: _causes,
        Content.FOLLOW_UPS: _follow_ups,
        Content.RAISED_ISSUES: _raised_issues,
        Content.COLLECTIVE: _collective,
        Content.REMEDIES: _remedies,
        Content.PLEDGES: _pledges,
        Content.GENERAL_SCORES: _general_scores,
        Content.TASK_SCORES: _task_scores,
        Content.LEVEL_BOXES: _level_boxes,
        Content.TASKS: _tasks,
        Content.WORDS: _words,
    }
)
