"""Values made up by hypothesis: whatever a file may hold, in every field that its kind of value has."""

from collections.abc import Callable, Hashable, Sequence
from itertools import count
from typing import Any, Final, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as made
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec import inspect, structs

from support.amount import share
from support.values import the_checklist
from tuphe.core.checklist import Checklist, Kind
from tuphe.core.draft import Draft
from tuphe.core.form import YEAR_BLANKS, Column, Content, Field, Form, FormQuestion, FormSection, Head, Part, Signature
from tuphe.core.note import Note
from tuphe.core.page_layout import Layout
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.point_table import WHOLE, Criterion, PointTable
from tuphe.core.profile import PROFILE_BLANKS, Post, Profile
from tuphe.core.promises import open_after
from tuphe.core.review import (
    PASSED,
    Answer,
    FollowUp,
    FormAnswer,
    Pledge,
    PledgeOutcome,
    RaisedIssue,
    Review,
    Silenced,
    State,
)
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Score, SelfRating
from tuphe.core.shortcoming import Shortcoming, YearShortcoming
from tuphe.core.tasks import Counts, Task, Tasks
from tuphe.core.text import clean

Made = TypeVar("Made")
Counted = TypeVar("Counted", bound=Counts)

MOST: Final = 2
"""Entries of a list, where nothing else is said."""


def tried(times: int) -> settings:
    """Try a property with so many values, the same in every run; with TUPHE_STRESS=all with sixteen times as many."""
    return settings(
        max_examples=share(16 * times, times),
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault
    )


# Texts

MARKS: Final = (
    *(" ", "  ", "    ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\u2028"),
    *("\x00", "\x85", "\ufeff", "\u202e", "\u0301", "Kie\u0302\u0309m ", "mu\u031b\u0323c"),
    *("#", "-", "- ", "+ ", "* ", "1. ", "2) ", "> ", "---", "===", "```", "|", "| - |", ":-:", ": "),
    *("*", "**", "_", "__", "~~", "`", "\\", "[", "](", "]: ", "![", "<", "<b>", "</w:t>", "<!--", "]]>", "&", "&lt;"),
    *("&#35;", '"', "'", '"""', "'''", "{", "}", "{nam}", "[[so_tay]]\n", "[[muc]]", "noi_dung = ", "= [", "\\u0041"),
    *("một\nHai", "\nba", "bốn\n", "1.240", "tên_tệp", "Kết quả:", "[chưa ghi]", "(1)", "☒"),
    *("hoà", "hòa", "Uỷ", "đ", "ß", "ŉ", "👩‍👧"),
)
"""What one of the formats, or a comparison, may take for something else than letters."""

_SIGNS: Final = {0xE000 + place: mark for place, mark in enumerate(MARKS)}
"""A letter for each of them: a text of letters is made up much faster than a list of texts."""

ANY: Final = made.text([*map(chr, _SIGNS), *"aĂđ 1."], min_size=4, max_size=16).map(
    lambda text: text.translate(_SIGNS)
) | made.text(made.characters(), max_size=20)
"""As it may arrive, with lone surrogates and control characters."""

TEXTS: Final = ANY.map(lambda text: clean(text)[0])
WORDS: Final = TEXTS.map(lambda text: text if text.strip() else f"Việc{text}")
LABELS: Final = WORDS.map(lambda text: " ".join(text.split()))
"""Words on one line, as names and headings are."""


# Values of any kind, from what their fields may hold


def values(kind: type[Made], **given: SearchStrategy[Any]) -> SearchStrategy[Made]:
    """Make up values of a kind: each field within the limits of its type, or as `given`.

    A field that is added later is tried without anybody naming it here.
    """
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    held = {field.name: _held(field.type) for field in described.fields if field.name not in given}
    return made.builds(kind, **held, **given)


def several(
    entries: SearchStrategy[Made], *, key: Callable[[Made], Hashable] | None = None, least: int = 0, most: int = MOST
) -> SearchStrategy[tuple[Made, ...]]:
    """Make up tuples of a few entries; with a `key`, no two have the same."""
    return made.lists(entries, min_size=least, max_size=most, unique_by=key).map(tuple)


def _held(kind: inspect.Type) -> SearchStrategy[Any]:
    match kind:
        case inspect.StrType(pattern=pattern):
            return _LIKE[pattern]
        case inspect.IntType(ge=least, le=most):
            return made.integers(least, most)
        case inspect.FloatType(gt=above, ge=least, le=most):
            return made.floats(least if above is None else above, most, exclude_min=above is not None)
        case inspect.EnumType(cls=known) | inspect.LiteralType(values=known):
            return made.sampled_from(known)
        case inspect.UnionType(types=kinds):
            return made.one_of(*map(_held, kinds))
        case inspect.VarTupleType(item_type=inspect.LiteralType() | inspect.EnumType() as item, min_length=least):
            return several(_held(item), key=str, least=least or 0)
        case inspect.VarTupleType(item_type=inspect.StrType(pattern=pattern)) if pattern == PASSED:
            return several(_LIKE[pattern], key=str)
        case inspect.VarTupleType(item_type=item, min_length=least):
            return several(_held(item), least=least or 0)
        case inspect.StructType(cls=cls):
            return values(cls)
    return _SIMPLE[type(kind)]


_SIMPLE: Final = {inspect.BoolType: made.booleans(), inspect.DateType: made.dates(), inspect.NoneType: made.none()}


def _ids(letters: str) -> SearchStrategy[str]:
    return made.text(f"{letters}-", max_size=12).map(lambda text: "-".join(filter(None, text.split("-"))) or "x")


_LIKE: Final = {
    None: TEXTS,
    r"\S": WORDS,
    "^[a-z0-9]+(-[a-z0-9]+)*$": _ids("abxyz019"),
    "^([a-z0-9]+(-[a-z0-9]+)*)?$": made.just("") | _ids("abxyz019"),
    "^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$": _ids("abxABX012"),
    "^[0-9A-Z]+([.][0-9A-Z]+)*$": made.sampled_from(("I", "A.II.1", "PL", "3")),
    PASSED: made.sampled_from(("khac_phuc", "han_che", "cam_ket", "bang_diem", "truong_hop", "I", "A.II.1", "PL", "3")),
}
"""Texts that match a pattern, by the pattern."""


# What tuphe keeps


def _with_fitting_counts(tasks: Counted) -> Counted:
    names = [name for name in ("total", "done", "late", "above") if getattr(tasks, name) is not None]
    counts = sorted((getattr(tasks, name) for name in names), reverse=True)
    return structs.replace(tasks, **dict(zip(names, counts, strict=True)))


ITEMS: Final = made.sampled_from(list({(item.kind, item.audience): item.id for item in the_checklist().items}.values()))
"""A few of the built-in checklist, one of each kind, so that two years meet in some."""

PROMISED: Final = made.sampled_from(("Báo cáo quý I chậm 3 ngày.", "báo cáo quý II chậm 3 ngày", "Vắng họp.")) | WORDS
"""What is said again in another place or year: of a shortcoming, its remedy, a pledge, and what became of them."""

SHORTCOMINGS: Final = several(values(Shortcoming, text=PROMISED, remedy=made.just("") | PROMISED))
ANSWERS: Final = several(values(Answer, item=ITEMS, shortcomings=SHORTCOMINGS), key=lambda answer: answer.item)
_FOLLOW_UP: Final = values(FollowUp, item=made.just("") | ITEMS, text=PROMISED)
_OUTCOME: Final = values(PledgeOutcome, text=PROMISED)
UNIT_TASKS: Final = values(Counts).map(_with_fitting_counts)
TASKS: Final = values(Tasks, listed=several(values(Task), key=lambda task: task.text)).map(_with_fitting_counts)
UNSCORED: Final = values(SelfRating, table=made.just(""), scores=made.just(()))
SCORED: Final = values(SelfRating, table=_ids("ab1"), scores=several(values(Score), key=lambda score: score.criterion))


def reviews(self_ratings: SearchStrategy[SelfRating] = UNSCORED | SCORED) -> SearchStrategy[Review]:
    """Make up years that answer the built-in checklist."""
    return values(
        Review,
        point_table=made.none(),
        due=several(WORDS, key=str),
        drafts=several(values(Draft), key=lambda draft: draft.question),
        source=made.none(),
        answers=ANSWERS,
        own_shortcomings=several(
            values(YearShortcoming, item=made.just("") | ITEMS, text=PROMISED), key=lambda one: (one.item, one.text)
        ),
        paper=several(values(PaperSection), key=lambda section: section.number),
        silenced=several(values(Silenced), key=lambda entry: (entry.code, entry.place)),
        follow_ups=several(_FOLLOW_UP, key=lambda entry: (entry.item, entry.text)),
        outcomes=several(_OUTCOME, key=lambda entry: entry.text),
        raised_issues=several(values(RaisedIssue), key=lambda entry: entry.issue),
        form_answers=several(values(FormAnswer), key=lambda entry: entry.question),
        pledges=several(values(Pledge, text=PROMISED), key=lambda entry: entry.text),
        tasks=TASKS,
        unit_tasks=UNIT_TASKS,
        self_rating=self_ratings,
    )


REVIEWS: Final = reviews()
PAPERS: Final = REVIEWS.map(lambda review: review.but(source=Source.PAPER, state=State.CLOSED, answers=()))
"""Years as they are taken in from paper, which rates no item."""


@made.composite
def years(draw: DrawFn, most: int = 3) -> list[Review]:
    """Make up years in a row, each of which may say what became of what was open before it."""
    lived: list[Review] = []
    for review in draw(made.lists(REVIEWS, min_size=1, max_size=most)):
        now, before = review.but(year=2000 + len(lived)), open_after(lived)
        for old in before.shortcomings:
            if draw(made.booleans()):
                now = now.with_follow_up(structs.replace(draw(_FOLLOW_UP), item=old.item, text=old.text))
        for pledge in before.pledges:
            if draw(made.booleans()):
                now = now.with_outcome(structs.replace(draw(_OUTCOME), text=pledge.text))
        lived.append(now)
    return lived


PROFILES: Final = values(Profile, format=made.just(Profile.newest_format))
NOTES: Final = values(Note, key=made.just(""), replaces=made.just(""), withdrawn=made.just(False))
"""As a person keeps them: their keys are given when they are written."""


def _with_ids_of_their_own(checklist: Checklist) -> Checklist:
    number = count(1)
    return structs.replace(
        checklist,
        groups=tuple(
            structs.replace(
                group,
                id=f"{group.id}-{next(number)}",
                items=tuple(structs.replace(item, id=f"{item.id}-{next(number)}") for item in group.items),
            )
            for group in checklist.groups
        ),
    )


def _added_up(criteria: Sequence[Criterion], maximum: int, mark: str) -> tuple[Criterion, ...]:
    whole = sum(criterion.maximum for criterion in criteria)
    return tuple(
        structs.replace(criterion, id=f"{criterion.id}-{mark}{row}", maximum=criterion.maximum * maximum / whole)
        for row, criterion in enumerate(criteria)
    )


def _with_fitting_maxima(table: PointTable) -> PointTable:
    tasks = _added_up(table.tasks, TASK_MAXIMUM, "viec")
    return structs.replace(
        table,
        general=_added_up(table.general, GENERAL_MAXIMUM, "chung"),
        tasks=tuple(structs.replace(one, maximum=WHOLE) for one in tasks) if table.by_percentages else tasks,
    )


CHECKLISTS: Final = values(Checklist, format=made.just(Checklist.newest_format)).map(_with_ids_of_their_own)
_CRITERIA: Final = several(values(Criterion, maximum=made.integers(1, 30)), least=1)
POINT_TABLES: Final = values(PointTable, general=_CRITERIA, tasks=_CRITERIA).map(_with_fitting_maxima)


# Forms

_BLANKS: Final = made.sampled_from(["", *(f"{{{name}}}" for name in (*YEAR_BLANKS, *PROFILE_BLANKS))])
LINES: Final = made.tuples(WORDS.map(lambda text: text.replace("}", ")")), _BLANKS).map("".join)
"""Lines of a form: words, and a blank that the year or the profile fills."""

LAYOUTS: Final = values(
    Layout,
    width=made.floats(120, 420),
    height=made.floats(120, 420),
    **dict.fromkeys(("top", "bottom", "left", "right"), made.floats(0, 40)),
)
"""Pages with room for letters between their margins."""

_PARTS: Final = values(
    Part,
    takes=made.sampled_from([content for content in Content if content is not Content.RESULTS]),
    words=made.just("") | LINES,
    columns=several(values(Column), least=1),
)
_SECTION: Final = values(FormSection, number=made.just("I"), heading=LINES, parts=several(_PARTS))
_UNNUMBERED: Final = values(
    Form,
    posts=several(made.sampled_from(Post), key=str, least=1),
    title=several(LINES, least=1),
    fields=several(values(Field, label=LABELS)),
    head=made.none() | values(Head, left=several(LINES, least=1), right=LINES, place_and_day=LINES),
    layout=LAYOUTS,
    sections=several(_SECTION, least=1, most=4),
    questions=several(values(FormQuestion), most=2),
    signatures=several(values(Signature, name=made.just("") | LINES)),
)


@made.composite
def _forms(draw: DrawFn) -> Form:
    form = draw(_UNNUMBERED)
    numbers: list[str] = []
    for row, _ in enumerate(form.sections):
        parent = draw(made.sampled_from(["", *numbers]))
        numbers.append(f"{parent}.{row}" if parent else f"P{row}")
    taken: dict[int, list[Kind]] = {}
    for kind in Kind:
        taken.setdefault(draw(made.integers(0, len(numbers) - 1)), []).append(kind)
    sections = (
        structs.replace(
            section,
            number=number,
            parts=(*section.parts, *([Part(takes=Content.RESULTS, kinds=tuple(taken[row]))] if row in taken else [])),
        )
        for row, (number, section) in enumerate(zip(numbers, form.sections, strict=True))
    )
    until = None if form.until is None else max(form.since, form.until)
    asked = (
        structs.replace(question, section=draw(made.sampled_from(numbers)), id=f"{question.id}-{row}")
        for row, question in enumerate(form.questions)
    )
    return structs.replace(form, sections=tuple(sections), questions=tuple(asked), until=until)


FORMS: Final = _forms()
"""Forms of any shape: every kind of item has its section, every address its parent before it."""
