"""What is drawn: values in, rich drawings out. Nothing here prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tuphe import texts
from tuphe.core.comparison import ShortcomingTrend, Trend
from tuphe.core.question import Kind, Move
from tuphe.core.review import Rating, asked_items
from tuphe.core.text import lines_of
from tuphe.terminal.words import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from tuphe.core.checklist import Checklist
    from tuphe.core.comparison import Change, Comparison
    from tuphe.core.question import Question
    from tuphe.core.review import Answer, Review, Shortcoming

Subject = TypeVar("Subject")

_NARROW: Final = 72
"""Columns below which four columns side by side would break the names into slivers."""

_LONGEST_NAME: Final = 60
"""Columns for an item's name on a wide screen; beyond that the eye loses the line."""

_BAR: Final = 12

_RATING_STYLES: Final = {
    Rating.EXCELLENT: "bold green",
    Rating.GOOD: "green",
    Rating.FAIR: "yellow",
    Rating.POOR: "bold red",
    Rating.NOT_APPLICABLE: "dim",
    None: "dim",
}
_TREND_STYLES: Final = {Trend.BETTER: "bold green", Trend.WORSE: "bold red", Trend.NEW: "cyan", Trend.GONE: "cyan"}
_SHORTCOMING_STYLES: Final = {
    ShortcomingTrend.CAME_BACK: "bold red",
    ShortcomingTrend.MENDED: "bold green",
    ShortcomingTrend.UNDER_WAY: "yellow",
    ShortcomingTrend.NEW: "cyan",
}


def question(asked: Question[Subject], *, after: Question[Any] | None = None) -> RenderableType:
    """Draw where we are, what is known already, the question, and what to think of.

    `after` is the question before: what it showed of the same item still stands above.
    """
    same_place = after is not None and after.place == asked.place
    lines: list[RenderableType] = [] if same_place else list(_place_lines(asked))
    shown = after.context if after is not None and same_place else ()
    lines += [
        _indented(Text(line, style="dim"), 2)
        for known in asked.context
        if known not in shown
        for line in lines_of(known)
    ]
    lines.append(Text(asked.text, style="bold"))
    lines += [_indented(Text(f"• {hint}", style="dim"), 2) for hint in asked.hints]
    return Group(*lines)


def fault(sentence: str) -> RenderableType:
    """Draw why an answer was not taken."""
    return Text(f"! {sentence}", style="bold yellow")


def reply(asked: Question[Subject], given: tuple[str, ...] | Move) -> RenderableType:
    """Draw the answer just given, so that the screen reads as a record."""
    if given is Move.BACK:
        return Text("‹ Lùi lại", style="dim")
    if given is Move.SKIP:
        return Text("… Để sau", style="dim")
    words = labels(asked, given)
    return _indented(Text(words or "(để trống)", style="green" if words else "dim"), 2)


def review(shown: Review, checklist: Checklist, *, leader: bool, groups: Iterable[str] | None = None) -> RenderableType:
    """Draw one year: each item with its rating, facts and shortcomings; then all that stands outside the items.

    `groups` are the ids of the groups to show; None for everything.
    """
    asked = asked_items(checklist, shown, leader=leader)
    rated = sum(shown.rating(item.id) is not None for item in asked)
    lines: list[RenderableType] = [
        Text.assemble(
            (f"Bản kiểm điểm năm {shown.year}", "bold"),
            f" · {texts.STATES[shown.state]} · {rated}/{len(asked)} mục · {checklist.name}",
        )
    ]
    for group in checklist.groups:
        if groups is None or group.id in groups:
            lines += ["", Text(group.name, style="bold cyan")]
            for item in group.items:
                if item in asked:
                    lines += _answer_lines(item.name, shown.answer(item.id))
    if groups is None:
        known = {item.id for item in checklist.items}
        gone = [answer for answer in shown.answers if answer.item not in known]
        if gone:
            lines += ["", Text("Mục không còn trong bộ tiêu chí", style="bold cyan")]
            for answer in gone:
                lines += _answer_lines(answer.item, answer)
        lines += _outside_items(shown, checklist)
    return Group(*lines)


def comparison(
    compared: Comparison, checklist: Checklist, *, columns: int, only_changes: bool = False
) -> RenderableType:
    """Draw two years side by side for a screen of `columns`; words and signs carry all that colour does."""
    changes = [
        change
        for change in compared.changes
        if not only_changes or change.trend not in (Trend.SAME, Trend.INCOMPARABLE)
    ]
    lines: list[RenderableType] = [Text(f"Năm {compared.year} so với năm {compared.year_before}", style="bold")]
    counts = [
        f"{texts.SIGNS[trend]} {texts.TRENDS[trend]}: {compared.count(trend)}"
        for trend in Trend
        if compared.count(trend)
    ]
    lines.append(Text(" · ".join(counts)))
    if compared.other_checklist:
        lines.append(
            Text("Bộ tiêu chí hai năm không giống nhau: một phần khác biệt là do câu hỏi, không do việc làm.", "yellow")
        )
    narrow = columns < _NARROW
    names = {group.id: group.name for group in checklist.groups}
    for group in [*names, ""]:
        in_group = [change for change in changes if change.group == group]
        if in_group:
            lines += ["", _group_line(compared, group, names.get(group, "Không còn trong bộ tiêu chí"))]
            lines.append(
                _stacked(in_group, checklist) if narrow else _side_by_side(in_group, compared, checklist, columns)
            )
    if only_changes and not changes:
        lines += ["", Text("Không có mục nào thay đổi mức độ.")]
    lines += _shortcoming_lines(compared, checklist)
    lines += _pledge_lines(compared)
    return Group(*lines)


def years(reports: Sequence[Mapping[str, Any]]) -> RenderableType:
    """Draw the list of years from their reports (`tuphe.core.report`)."""
    return _table(
        ("Năm", "Trạng thái", "Đã trả lời", "Hạn chế", "Cam kết", "Đề xuất xếp loại"),
        [
            (
                str(one["nam"]),
                texts.STATES[one["trang_thai"]],
                f"{one['da_tra_loi']}/{one['so_muc']}",
                str(one["han_che"]),
                str(one["cam_ket"]),
                texts.LEVELS[one["xep_loai"]] if one["xep_loai"] else "",
            )
            for one in reports
        ],
    )


def checklists(rows: Sequence[Sequence[str]]) -> RenderableType:
    """Draw the list of checklists: id, name, number of items, where it comes from."""
    return _table(("Mã", "Tên", "Số mục", "Nguồn"), rows)


def checklist(shown: Checklist) -> RenderableType:
    """Draw a checklist with all that its items ask."""
    lines: list[RenderableType] = [Text(f"{shown.name} ({shown.id})", style="bold")]
    if shown.source:
        lines.append(Text(shown.source, style="dim"))
    for group in shown.groups:
        lines += ["", Text(f"{group.name} ({group.id})", style="bold cyan")]
        for item in group.items:
            leaders = " · chỉ hỏi người lãnh đạo, quản lý" if item.audience == "lanh-dao" else ""
            lines.append(_indented(Text.assemble((item.name, "bold"), (f"  {item.id}{leaders}", "dim")), 2))
            lines.append(_indented(Text(item.question), 4))
            lines += [_indented(Text(f"• {hint}"), 6) for hint in item.hints]
    return Group(*lines)


def profile(values: Mapping[str, str]) -> RenderableType:
    """Draw the profile, empty fields too, so that one sees what a form will leave open."""
    table = Table.grid(padding=(0, 2))
    for key, label in texts.PROFILE_FIELDS.items():
        table.add_row(Text(label, style="dim"), Text(values.get(key, "(để trống)")))
    return table


def _place_lines(asked: Question[Subject]) -> Iterator[RenderableType]:
    yield Rule(style="dim")
    head = Text(asked.part, style="cyan")
    if asked.position:
        number, total = asked.position
        filled = number * _BAR // total
        head.append(f" · {number}/{total} ")
        head.append("█" * filled + "░" * (_BAR - filled), style="cyan")
    yield head
    if asked.title not in ("", asked.part):
        yield Text(asked.title, style="bold")


def _answer_lines(name: str, answer: Answer) -> Iterator[RenderableType]:
    yield _indented(
        Text.assemble((name, "bold"), ": ", (texts.of_rating(answer.rating), _RATING_STYLES[answer.rating])), 2
    )
    yield from (_bullet(result, 4) for result in answer.results)
    for shortcoming in answer.shortcomings:
        yield from _shortcoming(shortcoming)
    if answer.note:
        yield _indented(Text(f"Ghi chú riêng: {answer.note}", style="dim"), 4)


def _shortcoming(shortcoming: Shortcoming) -> Iterator[RenderableType]:
    yield _indented(Text(f"! Hạn chế: {shortcoming.text}", style="yellow"), 4)
    kind = "" if shortcoming.cause_kind is None else f" ({texts.CAUSE_KINDS[shortcoming.cause_kind].lower()})"
    if shortcoming.cause:
        yield _indented(Text(f"Nguyên nhân{kind}: {shortcoming.cause}"), 6)
    if shortcoming.remedy:
        yield _indented(Text(f"Biện pháp: {shortcoming.remedy}"), 6)
    if shortcoming.due:
        yield _indented(Text(f"Thời hạn: {texts.of_date(shortcoming.due)}"), 6)


def _outside_items(shown: Review, checklist: Checklist) -> Iterator[RenderableType]:
    if shown.follow_ups:
        yield from _heading("Khắc phục hạn chế năm trước")
        for follow_up in shown.follow_ups:
            state = texts.UNRATED if follow_up.state is None else texts.FOLLOW_UPS[follow_up.state]
            where = f"{checklist.name_of(follow_up.item)}: " if follow_up.item else ""
            yield _bullet(f"{state}: {where}{follow_up.text}", 2)
            yield from (_indented(Text(f"Kết quả: {text}"), 4) for text in _given(follow_up.results))
            yield from (_indented(Text(f"Khó khăn: {text}"), 4) for text in _given(follow_up.obstacles))
    if shown.outcomes:
        yield from _heading("Thực hiện cam kết năm trước")
        for outcome in shown.outcomes:
            state = texts.UNRATED if outcome.state is None else texts.PLEDGES[outcome.state]
            yield _bullet(f"{state}: {outcome.text}", 2)
            yield from (_indented(Text(f"Kết quả: {text}"), 4) for text in _given(outcome.results))
    if shown.raised_issues:
        yield from _heading("Vấn đề được gợi ý kiểm điểm")
        for issue in shown.raised_issues:
            yield _bullet(issue.issue, 2)
            for label, text in (
                ("Giải trình", issue.explanation),
                ("Nguyên nhân", issue.cause),
                ("Trách nhiệm", issue.responsibility),
            ):
                yield from (_indented(Text(f"{label}: {given}"), 4) for given in _given(text))
    if shown.collective.text:
        yield from _heading("Trách nhiệm đối với hạn chế của tập thể")
        yield _indented(Text(shown.collective.text), 2)
    if shown.pledges:
        yield from _heading(f"Cam kết năm {shown.year + 1}")
        for pledge in shown.pledges:
            yield _bullet(pledge.text + (f" (hạn {texts.of_date(pledge.due)})" if pledge.due else ""), 2)
    rating = shown.self_rating
    if rating.level or rating.total is not None:
        yield from _heading("Tự đánh giá, xếp loại")
        if rating.total is not None:
            yield _indented(Text(f"Tổng điểm: {texts.of_number(rating.total)}/100"), 2)
        if rating.level:
            yield _indented(Text(f"Đề xuất: {texts.LEVELS[rating.level]}"), 2)
    if shown.note:
        yield from _heading("Ghi chú riêng, không đưa vào bản xuất")
        yield _indented(Text(shown.note), 2)


def _group_line(compared: Comparison, group: str, name: str) -> Text:
    line = Text(name, style="bold cyan")
    change = next((change for change in compared.groups if change.group == group), None)
    if change is not None and change.before is not None and change.after is not None:
        averages = f"{texts.of_number(change.before)} → {texts.of_number(change.after)}"
        line.append(f"  trung bình {averages} trên 4, {change.rated} mục có mức ở cả hai năm", style="dim")
    return line


def _side_by_side(
    changes: Sequence[Change], compared: Comparison, checklist: Checklist, columns: int
) -> RenderableType:
    # Fixed widths, so that the columns of all groups stand under each other.
    rating, trend = max(map(len, texts.RATINGS.values())), max(map(len, texts.TRENDS.values())) + 2
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("Mục", width=min(_LONGEST_NAME, columns - 2 * rating - trend - 8))
    table.add_column(str(compared.year_before), width=rating)
    table.add_column(str(compared.year), width=rating)
    table.add_column("Thay đổi", width=trend)
    for change in changes:
        table.add_row(
            Text(checklist.name_of(change.item)), _rating(change.before), _rating(change.after), _trend(change.trend)
        )
    return _indented(table, 2)


def _stacked(changes: Sequence[Change], checklist: Checklist) -> RenderableType:
    lines: list[RenderableType] = []
    for change in changes:
        lines.append(_indented(Text(checklist.name_of(change.item)), 2))
        both = Text.assemble(_rating(change.before), " → ", _rating(change.after), "  ", _trend(change.trend))
        lines.append(_indented(both, 4))
    return Group(*lines)


def _shortcoming_lines(compared: Comparison, checklist: Checklist) -> Iterator[RenderableType]:
    if not compared.shortcomings:
        return
    yield from _heading("Hạn chế, khuyết điểm")
    for change in compared.shortcomings:
        sign, word = texts.SHORTCOMING_SIGNS[change.trend], texts.SHORTCOMINGS[change.trend]
        label = (f"{sign} {word}", _SHORTCOMING_STYLES.get(change.trend, ""))
        yield _indented(Text.assemble(label, f": {checklist.name_of(change.item)}"), 2)
        for year, text in ((compared.year_before, change.before), (compared.year, change.after)):
            if text:
                yield _indented(Text(f"{year}: {text}"), 4)


def _pledge_lines(compared: Comparison) -> Iterator[RenderableType]:
    if not compared.pledges:
        return
    yield from _heading(f"Cam kết năm {compared.year_before}")
    for change in compared.pledges:
        state = texts.UNRATED if change.state is None else texts.PLEDGES[change.state]
        yield _bullet(f"{state}: {change.text}", 2)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _rating(rating: Rating | None) -> Text:
    return Text(texts.of_rating(rating), style=_RATING_STYLES[rating])


def _trend(trend: Trend) -> Text:
    return Text(f"{texts.SIGNS[trend]} {texts.TRENDS[trend]}", style=_TREND_STYLES.get(trend, ""))


def _heading(text: str) -> Iterator[RenderableType]:
    yield ""
    yield Text(text, style="bold cyan")


def _bullet(text: str, indent: int) -> RenderableType:
    return _indented(Text(f"• {text}"), indent)


def _indented(drawing: RenderableType, columns: int) -> RenderableType:
    return Padding(drawing, (0, 0, 0, columns))


def _given(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
