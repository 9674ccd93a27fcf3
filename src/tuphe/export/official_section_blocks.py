"""The blocks on paper for each content of a section of an official form; `official` puts the whole form together.

The words are the person's; labels are added, nothing else. What is taken from a review is named field by field here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tuphe import texts
from tuphe.core.comparison import SCORES, average, nearest
from tuphe.core.form import Content, FormQuestion, FormSection, Part
from tuphe.core.point_table import Criterion
from tuphe.core.promises import DONE, TracedPledge, TracedShortcoming
from tuphe.core.remedies import area_of, remedies_of
from tuphe.core.review import FollowUp, Pledge, PledgeArea, State
from tuphe.core.self_rating import SelfRating
from tuphe.core.tasks import Counts, Progress, Task
from tuphe.core.text import fold
from tuphe.export.document import OPEN, Block, Box, Boxes, Bullet, Line, Table
from tuphe.export.form_blanks import Filling
from tuphe.export.shared_blocks import (
    bullets,
    dated,
    in_one_paragraph,
    labelled,
    next_remedy,
    of_cause_kind,
    of_hindrance,
    of_raised_issues,
    of_results,
    state_of,
)


def _results(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    mine = filling.results(part.kinds)
    if filling.item_names:
        return bullets(of_results(item.name, results) for item, results in mine)
    firsts: dict[str, str] = {}
    for item, results in filling.results(()):
        for result in results:
            firsts.setdefault(_same(result), item.id)
    once = [[one for one in results if firsts[_same(one)] == item.id] for item, results in mine]
    # A result that an earlier item has too is printed there only, unless a section would then be empty.
    several = once if any(once) else [results for _, results in mine]
    return bullets(Bullet(Line(in_one_paragraph(results))) for results in several if results)


def _same(result: str) -> str:
    """Return a key that two results share if they are the same but for their last mark."""
    return fold(result).rstrip(" .;,")


def _rating_boxes(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    ratings = [filling.review.rating(item.id) for item in filling.items(part.kinds)] if part.kinds else []
    mean = average(ratings)
    chosen = None if mean is None else nearest(mean)
    boxes = tuple(Box(texts.RATINGS[rating], score == chosen) for rating, score in SCORES.items())
    return (Boxes(boxes, "Tự đánh giá về cấp độ thực hiện", by_hand=not part.kinds),)


def _outcomes(filling: Filling, *_: object) -> Iterable[Block]:
    pledges = filling.account.pledges
    return bullets(_with_outcome(one, "cam kết", state_of(one.entry), filling) for one in pledges)


def _follow_ups(filling: Filling, *_: object) -> Iterable[Block]:
    told = ((one, _in_the_forms_words(one.entry)) for one in filling.account.shortcomings)
    return bullets((_with_outcome(one, "hạn chế", state, filling) for one, state in told), numbered=True)


def _in_the_forms_words(entry: FollowUp) -> str:
    return (
        OPEN
        if entry.state is None
        else texts.FOLLOW_UPS_IN_FORMS[entry.state] + texts.how_far(entry.state, entry.percent)
    )


def _with_outcome(one: TracedShortcoming | TracedPledge, what: str, state: str, filling: Filling) -> Bullet:
    """Say in one paragraph what was stated before, its state and age, and what was reached."""
    age = "" if one.entry.state in DONE else texts.of_age(one.old.since, filling.review.year)
    lead = state + (f" ({what} {age})" if age else "")
    return Bullet(Line(one.entry.text, more=(Line(one.entry.results, lead), *of_hindrance(one.entry))))


def _shortcomings(filling: Filling, *_: object) -> Iterable[Block]:
    return bullets((Bullet(Line(one.text)) for _, one in filling.review.shortcomings), numbered=True)


def _causes(filling: Filling, *_: object) -> Iterable[Block]:
    return bullets(
        Bullet(Line(one.cause or filling.unwritten, f"Hạn chế {row}{of_cause_kind(one)}"))
        for row, (_, one) in enumerate(filling.review.shortcomings, 1)
    )


def _remedies(filling: Filling, *_: object) -> Iterable[Block]:
    """Say what is to be done about each shortcoming, of this year and of earlier ones, by its number."""
    # By the numbers in the sections before, so that nothing is printed twice.
    earlier = {(one.entry.item, one.entry.text): row for row, one in enumerate(filling.account.shortcomings, 1)}
    own = (
        Bullet(Line(next_remedy(one, filling.unwritten), f"Hạn chế {row}"))
        for row, (_, one) in enumerate(filling.review.shortcomings, 1)
    )
    next_ones = (
        Bullet(Line(next_remedy(entry), f"Hạn chế thứ {earlier[entry.item, entry.text]} của các kỳ trước"))
        for entry in filling.unmended
        if entry.state is not None
    )
    return bullets((*own, *next_ones))


def _pledges(filling: Filling, part: Part, section: FormSection) -> Iterable[Block]:
    review = filling.review
    remedies = remedies_of(review, filling.promises)
    if part.areas:
        pledges = [pledge for pledge in review.pledges if area_of(pledge, remedies) in part.areas]
        return bullets((*map(_pledge, pledges), *(_mending(filling) if PledgeArea.MENDING in part.areas else ())))
    # The section has the remedies already, where the form asks for both in one.
    above = remedies if any(other.takes is Content.REMEDIES for other in section.parts) else {}
    pledged = bullets(_pledge(pledge) for pledge in review.pledges if pledge.text not in above)
    return (Line("", f"Phương hướng, cam kết năm {review.year + 1}"), *pledged) if pledged else ()


def _mending(filling: Filling) -> Iterable[Bullet]:
    """What is to be done next about earlier shortcomings, where no pledge has the same words."""
    pledged = {pledge.text for pledge in filling.review.pledges}
    for entry in filling.unmended:
        if entry.remedy and entry.remedy not in pledged:
            yield _pledge(Pledge(text=entry.remedy, due=entry.due))


def _pledge(pledge: Pledge) -> Bullet:
    return Bullet(Line(pledge.text if pledge.due is None else dated(pledge.text, texts.of_date(pledge.due))))


def _scores(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    table, mine = filling.table, filling.review.self_rating
    if table is None:
        return ()
    if part.takes is Content.TASK_SCORES and table.by_percentages:
        lines = tuple((one.name, _points(mine.score(one.id))) for one in table.tasks)
        how = Line("Điểm bằng 70 × trung bình các tỷ lệ trên.")
        return (Table(("Tiêu chí", "Tự chấm (%)"), lines, (135, 30)), how)
    if part.takes is Content.GENERAL_SCORES and table.binary:
        return (_ticked(table.general, mine),)
    criteria = table.general if part.takes is Content.GENERAL_SCORES else table.tasks
    rows = tuple((one.name, texts.of_number(one.maximum), _points(mine.score(one.id))) for one in criteria)
    return (Table(("Tiêu chí", "Điểm tối đa", "Tự chấm"), rows, (115, 25, 25)),)


def _ticked(criteria: Iterable[Criterion], mine: SelfRating) -> Table:
    """Return the table of criteria that are met or not, with a cross in the column of either."""
    rows = []
    for one in criteria:
        score = mine.score(one.id)
        crosses = ("x" if score else "", "x" if score == 0 else "")
        rows.append((one.name, *crosses, texts.of_number(one.maximum), _points(score)))
    return Table(("Tiêu chí", "Đảm bảo", "Không đảm bảo", "Điểm tối đa", "Tự chấm"), tuple(rows), (85, 18, 22, 20, 20))


def _points(score: float | None) -> str:
    return OPEN if score is None else texts.of_number(score)


def _level_boxes(filling: Filling, *_: object) -> Iterable[Block]:
    chosen = filling.review.self_rating.level
    return (Boxes(tuple(Box(label, level is chosen) for level, label in texts.LEVELS.items())),)


def _tasks(filling: Filling, part: Part, _section: FormSection) -> Iterable[Block]:
    tasks = filling.review.tasks
    units = tuple(_task_counts(filling.review.unit_tasks, "Tại các đơn vị phụ trách, ")) if filling.leader else ()
    counts = (*_task_counts(tasks), *units)
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


def _task_counts(tasks: Counts, whose: str = "") -> Iterable[Block]:
    if said_counts := [f"{texts.TASKS[key]}: {count}" for key, count in tasks.known.items()]:
        whole = whose + "; ".join(said_counts)
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


_FEW_WORDS: Final = 12
"""The most words of an answer that is printed behind the name of what was asked."""


def of_form_questions(filling: Filling, asked: Iterable[FormQuestion]) -> Iterable[Block]:
    """Return what was answered to a form's own questions; one that still needs an answer stays visibly open."""
    said = [(question, filling.review.form_answer(question.id)) for question in asked]
    return bullets(
        # A few words, such as “Không có”, do not say what they are about.
        Bullet(Line(text or OPEN, question.name if len(text.split()) <= _FEW_WORDS else ""))
        for question, text in said
        if text or (question.required and filling.review.state is State.OPEN)
    )


BLOCKS: Final[Mapping[Content, Callable[[Filling, Part, FormSection], Iterable[Block]]]] = {
    Content.RESULTS: _results,
    Content.RATING_BOXES: _rating_boxes,
    Content.OUTCOMES: _outcomes,
    Content.SHORTCOMINGS: _shortcomings,
    Content.CAUSES: _causes,
    Content.FOLLOW_UPS: _follow_ups,
    Content.RAISED_ISSUES: lambda filling, *_: of_raised_issues(filling.review.raised_issues),
    Content.COLLECTIVE: lambda filling, *_: labelled("", filling.review.collective.text),
    Content.REMEDIES: _remedies,
    Content.PLEDGES: _pledges,
    Content.GENERAL_SCORES: _scores,
    Content.TASK_SCORES: _scores,
    Content.LEVEL_BOXES: _level_boxes,
    Content.TASKS: _tasks,
    Content.WORDS: lambda filling, part, _: (Line(filling.filled(part.words)),),
}
"""The blocks that a section takes, by what the form says it takes."""
