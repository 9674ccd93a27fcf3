"""One year with all its answers."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.asked_items import asked_items, dropped_answers
from tuphe.core.checklist import Checklist
from tuphe.core.review import Answer, Pledge, Rating, Review
from tuphe.core.self_rating import SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.tasks import Counts, Task
from tuphe.core.value import name_of
from tuphe.terminal.views.parts import bullet, entries, fields_of, indented, labelled, under_headings

_RATING_STYLES: Final = {
    Rating.EXCELLENT: "bold green",
    Rating.GOOD: "green",
    Rating.FAIR: "yellow",
    Rating.POOR: "bold red",
    Rating.NOT_APPLICABLE: "dim",
    None: "dim",
}


def review_view(
    shown: Review,
    checklist: Checklist,
    *,
    leader: bool,
    groups: Iterable[str] | None = None,
    proposal: Iterable[str] = (),
) -> RenderableType:
    """Draw one year: each item with its rating, facts and shortcomings; then everything outside the items.

    `groups` are the ids of the groups to show, None for everything; `proposal`
    says in sentences which level the points and conditions allow.
    """
    asked = asked_items(checklist, shown, leader=leader)
    closed = "" if shown.closed_on is None else f" ngày {texts.of_date(shown.closed_on)}"
    rated = sum(shown.rating(item.id) is not None for item in asked)
    answered = "lấy từ bản giấy" if shown.from_paper else f"{rated}/{len(asked)} mục · {checklist.name}"
    lines: list[RenderableType] = [
        Text.assemble(
            (f"Bản kiểm điểm năm {shown.year}", "bold"), f" · {texts.STATES[shown.state]}{closed} · {answered}"
        )
    ]
    if shown.from_paper:
        lines.append(Text("Mức độ từng mục: không có trong bản giấy.", style="dim"))
    for group in checklist.groups:
        if groups is None or group.id in groups:
            items = (item for item in group.items if item in asked)
            answers = (line for item in items for line in _answer_lines(item.name, shown.answer(item.id)))
            lines += under_headings([(group.name, answers)])
    if groups is None:
        gone = (line for answer in dropped_answers(checklist, shown) for line in _answer_lines(answer.item, answer))
        lines += under_headings([("Mục không còn trong bộ tiêu chí", gone)])
        lines += _outside_items(shown, checklist, proposal)
    return Group(*lines)


def rating_text(rating: Rating | None) -> Text:
    """A rating in words and its colour."""
    return Text(texts.of_rating(rating), style=_RATING_STYLES[rating])


def _answer_lines(name: str, answer: Answer) -> Iterator[RenderableType]:
    yield indented(
        Text.assemble((name, "bold"), ": ", (texts.of_rating(answer.rating), _RATING_STYLES[answer.rating])), 2
    )
    yield from (bullet(result, 4) for result in answer.results)
    yield from (bullet(f"{result} (để lại, không đưa vào bản giấy)", 4) for result in answer.left_off)
    for shortcoming in answer.shortcomings:
        yield from _shortcoming(shortcoming)
    if answer.note:
        yield indented(Text(f"Ghi chú riêng: {answer.note}", style="dim"), 4)


def _shortcoming(shortcoming: Shortcoming) -> Iterator[RenderableType]:
    yield indented(Text(f"! Hạn chế: {shortcoming.text}", style="yellow"), 4)
    kind = "" if shortcoming.cause_kind is None else f" ({texts.CAUSE_KINDS[shortcoming.cause_kind].lower()})"
    keys = ("nguyen_nhan", "bien_phap", "thoi_han")
    yield from fields_of(shortcoming, keys, 6, nguyen_nhan=f"Nguyên nhân{kind}")


def _outside_items(shown: Review, checklist: Checklist, proposal: Iterable[str]) -> Iterator[RenderableType]:
    """Draw what belongs to no item, part by part; a part without content has no heading."""
    outcomes = ((f"{texts.of_outcome(one.state, one.percent)}: {one.text}", one) for one in shown.outcomes)
    issues = ((one.issue, one) for one in shown.raised_issues)
    parts = (
        ("Hạn chế của cả năm", _own_shortcomings(shown, checklist)),
        ("Khắc phục hạn chế đã nêu", _follow_ups(shown, checklist)),
        ("Thực hiện cam kết đã nêu", entries(outcomes, "ket_qua", "kho_khan")),
        ("Vấn đề được gợi ý kiểm điểm", entries(issues, "giai_trinh", "nguyen_nhan", "trach_nhiem")),
        ("Điều mẫu hỏi thêm", (bullet(one.text, 2) for one in shown.form_answers)),
        ("Trách nhiệm đối với hạn chế, khuyết điểm của tập thể", _written(shown.collective.text)),
        (f"Cam kết năm {shown.year + 1}", with_days(shown.pledges)),
        (f"Nhiệm vụ năm {shown.year}", (*_counts(shown.tasks), *with_days(shown.tasks.listed))),
        ("Nhiệm vụ của đơn vị phụ trách", _counts(shown.unit_tasks)),
        ("Tự đánh giá, xếp loại", _self_rating(shown.self_rating, proposal)),
        ("Ghi chú riêng, không đưa vào bản xuất", _written(shown.note)),
        ("Đoạn gõ dở, chưa đưa vào bản kiểm điểm", (bullet(one.text, 2) for one in shown.half_typed)),
        *(
            (f"Bản giấy, phần {one.number}", (indented(Text(line), 2) for line in one.paragraphs))
            for one in shown.paper
        ),
    )
    yield from under_headings(parts)


def _own_shortcomings(shown: Review, checklist: Checklist) -> Iterator[RenderableType]:
    for own in shown.own_shortcomings:
        if own.item:
            yield indented(Text(checklist.name_of(own.item), style="bold"), 2)
        yield from _shortcoming(own)


def _follow_ups(shown: Review, checklist: Checklist) -> Iterator[RenderableType]:
    for follow_up in shown.follow_ups:
        state = texts.of_outcome(follow_up.state, follow_up.percent)
        where = f"{checklist.name_of(follow_up.item)} · " if follow_up.item else ""
        yield bullet(f"{state} · {where}{follow_up.text}" if where else f"{state}: {follow_up.text}", 2)
        keys = ("ket_qua", "kho_khan", "trach_nhiem", "bien_phap", "thoi_han")
        yield from fields_of(follow_up, keys, 4, bien_phap="Biện pháp tiếp theo")


def with_days(entries: Iterable[Pledge | Task]) -> Iterator[RenderableType]:
    """Draw each entry with the day by which it is to be done; of a task also what it brought, and when."""
    for entry in entries:
        yield bullet(entry.text + (f" (hạn {texts.of_date(entry.due)})" if entry.due else ""), 2)
        if isinstance(entry, Task):
            yield from fields_of(entry, ("san_pham",), 4)
            yield from labelled("Tiến độ", "" if entry.progress is None else texts.PROGRESS[entry.progress], 4)


def _counts(tasks: Counts) -> Iterator[RenderableType]:
    for key, name in texts.TASKS.items():
        count = getattr(tasks, name_of(tasks, key))
        yield from labelled(name.capitalize(), "" if count is None else str(count), 2)


def _self_rating(rating: SelfRating, proposal: Iterable[str]) -> Iterator[RenderableType]:
    yield from (row for name, points in texts.of_points(rating).items() for row in labelled(name, points, 2))
    yield from labelled("Trường hợp đã chọn", "; ".join(texts.CASES[case] for case in rating.cases), 2)
    yield from labelled("Mức đã chọn", "" if rating.level is None else texts.LEVELS[rating.level], 2)
    yield from (indented(Text(sentence, style="dim"), 2) for sentence in proposal)


def _written(text: str) -> Iterator[RenderableType]:
    if text:
        yield indented(Text(text), 2)
