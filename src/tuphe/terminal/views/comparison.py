"""Two years side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.checklist import Checklist
from tuphe.core.comparison import Change, Comparison
from tuphe.core.review import Rating
from tuphe.core.trend_kinds import ShortcomingTrend, Trend
from tuphe.terminal.columns import broken, padded
from tuphe.terminal.views.parts import NARROW, bullet, heading, indented, under_headings
from tuphe.terminal.views.review import rating_text

_LONGEST_NAME: Final = 60
"""Columns for an item's name on a wide screen; beyond that the eye loses the line."""
_SIGNS: Final = {
    Trend.BETTER: "▲", Trend.SAME: "=", Trend.WORSE: "▼", Trend.NEW: "+", Trend.GONE: "-", Trend.UNANSWERED: "?",
    Trend.INCOMPARABLE: "·",
}  # fmt: skip
_SHORTCOMING_SIGNS: Final = {
    ShortcomingTrend.NEW: "+", ShortcomingTrend.CAME_BACK: "▼", ShortcomingTrend.UNDER_WAY: "=",
    ShortcomingTrend.MENDED: "▲", ShortcomingTrend.UNANSWERED: "?",
}  # fmt: skip
_TREND_STYLES: Final = {Trend.BETTER: "bold green", Trend.WORSE: "bold red", Trend.NEW: "cyan", Trend.GONE: "cyan"}
_SHORTCOMING_STYLES: Final = {
    ShortcomingTrend.CAME_BACK: "bold red",
    ShortcomingTrend.MENDED: "bold green",
    ShortcomingTrend.UNDER_WAY: "yellow",
    ShortcomingTrend.NEW: "cyan",
}


def comparison_view(
    compared: Comparison, checklist: Checklist, *, columns: int, only_changes: bool = False
) -> RenderableType:
    """Draw two years side by side for a screen of `columns`; words and signs say all that colours say."""
    changes = [
        change
        for change in compared.changes
        if not only_changes or change.trend not in (Trend.SAME, Trend.INCOMPARABLE)
    ]
    lines: list[RenderableType] = [Text(f"Năm {compared.year} so với năm {compared.year_before}", style="bold")]
    counts = [
        f"{_SIGNS[trend]} {texts.TRENDS[trend]}: {compared.count(trend)}" for trend in Trend if compared.count(trend)
    ]
    if unrated := compared.unrated_papers:
        changes = []
        year = " và ".join(map(str, unrated))
        lines.append(Text(f"Năm {year} lấy từ bản giấy: mức độ từng mục không có trong bản giấy nên không so sánh."))
        lines += _self_ratings(compared)
    else:
        lines.append(Text(("\n" if columns < NARROW else ", ").join(counts)))
    if compared.other_checklist:
        lines.append(
            Text("Bộ tiêu chí hai năm không giống nhau: một phần khác biệt là do câu hỏi, không do việc làm.", "yellow")
        )
    lines += _groups(changes, compared, checklist, columns)
    if only_changes and not changes and not compared.unrated_papers:
        lines += ["", Text("Không có mục nào thay đổi mức độ.")]
    groups = (
        ("Hạn chế, khuyết điểm", _shortcoming_lines(compared, checklist, only_changes=only_changes)),
        ("Cam kết đã nêu", _pledge_lines(compared)),
    )
    return Group(*lines, *under_headings(groups))


def _self_ratings(compared: Comparison) -> Iterator[RenderableType]:
    """Draw points and level of both years, which is what a paper has in place of ratings."""
    years = zip((compared.year_before, compared.year), compared.self_ratings, strict=True)
    said = [(year, texts.of_self_rating(mine)) for year, mine in years]
    if any(words for _, words in said):
        yield from heading("Tự đánh giá, xếp loại")
        yield from (indented(Text(f"{year}: {words or 'chưa có'}"), 2) for year, words in said)


def _groups(
    changes: Sequence[Change], compared: Comparison, checklist: Checklist, columns: int
) -> Iterator[RenderableType]:
    """Draw the items group by group, as the checklist has them; those that it no longer has come last."""
    names = {group.id: group.name for group in checklist.groups}
    for group in [*names, ""]:
        if in_group := [change for change in changes if change.group == group]:
            yield ""
            yield _group_line(compared, group, names.get(group, "Không còn trong bộ tiêu chí"))
            if columns < NARROW:
                yield _stacked(in_group, compared, checklist)
            else:
                yield _side_by_side(in_group, compared, checklist, columns)


def _group_line(compared: Comparison, group: str, name: str) -> Text:
    line = Text(name, style="bold cyan")
    change = next((change for change in compared.groups if change.group == group), None)
    if change is not None and change.before is not None and change.after is not None:
        averages = f"{texts.of_average(change.before)} → {texts.of_average(change.after)}"
        line.append(f"  điểm trung bình (thang 4): {averages}, tính trên {change.rated} mục", style="dim")
    return line


def _side_by_side(
    changes: Sequence[Change], compared: Comparison, checklist: Checklist, columns: int
) -> RenderableType:
    """Draw changes as a table of fixed widths, so that the columns of all groups are in line.

    Its lines are put together here: rich's own table takes a tenth of the command to load and draw.
    """
    rating, trend = max(map(len, texts.RATINGS.values())), max(map(len, texts.TRENDS.values())) + 2
    room = min(_LONGEST_NAME, columns - 2 * rating - trend - 8)

    def line(name: str, *cells: Text) -> Text:
        for cell in cells[:2]:
            cell.pad_right(rating - len(cell) + 2)
        return Text.assemble(f"{padded(name, room)}  ", *cells)

    heads = (str(compared.year_before), str(compared.year), "Thay đổi")
    lines = [line("Mục", *map(Text, heads))]
    lines[0].stylize("bold")
    for change in changes:
        name, *more = broken(checklist.name_of(change.item), room) or [""]
        lines += [line(name, *_both(change, compared), _trend(change.trend)), *map(Text, more)]
    return Group(*(indented(one, 2) for one in lines))


def _stacked(changes: Sequence[Change], compared: Comparison, checklist: Checklist) -> RenderableType:
    lines: list[RenderableType] = []
    for change in changes:
        lines.append(indented(Text(checklist.name_of(change.item)), 2))
        before, after = _both(change, compared)
        both = Text.assemble(before, " → ", after, "  ", _trend(change.trend))
        lines.append(indented(both, 4))
    return Group(*lines)


def _shortcoming_lines(compared: Comparison, checklist: Checklist, *, only_changes: bool) -> Iterator[RenderableType]:
    """Draw what became of each shortcoming below a line that counts them all, and so says what each sign means."""
    said = [(texts.of_shortcoming(one.trend, one.state), one) for one in compared.shortcomings]
    counts = Counter(f"{_SHORTCOMING_SIGNS[one.trend]} {word}" for word, one in said)
    if counts:
        yield indented(Text(", ".join(f"{words}: {count}" for words, count in counts.items())), 2)
    for word, change in said:
        if only_changes and change.trend is ShortcomingTrend.UNDER_WAY:
            continue
        sign = _SHORTCOMING_SIGNS[change.trend]
        label = (
            f"{sign} {word}{texts.how_far(change.state, change.percent)}",
            _SHORTCOMING_STYLES.get(change.trend, ""),
        )
        age = texts.of_age(change.since, compared.year)
        name = checklist.name_of(change.item) or "Hạn chế đã nêu"
        yield indented(Text.assemble(label, f" · {name}", (f" ({age})" if age else "", "bold")), 2)
        for year, text in ((change.stated, change.before), (compared.year, change.after)):
            if text:
                yield indented(Text(f"{year}: {text}"), 4)


def _pledge_lines(compared: Comparison) -> Iterator[RenderableType]:
    for change in compared.pledges:
        age = texts.of_age(change.since, compared.year)
        state = texts.of_outcome(change.state, change.percent)
        yield bullet(f"{state}{f' ({age})' if age else ''}: {change.text}", 2)


def _trend(trend: Trend) -> Text:
    return Text(f"{_SIGNS[trend]} {texts.TRENDS[trend]}", style=_TREND_STYLES.get(trend, ""))


def _both(change: Change, compared: Comparison) -> tuple[Text, Text]:
    # An item that one of the checklists does not have, or a paper, was not left unanswered.
    def drawn(rating: Rating | None, year: int, without: Trend) -> Text:
        """Return one year's rating; a dash where that year was not asked, which the trend `without` tells."""
        absent = change.trend is without or (rating is None and year in compared.papers)
        return Text("–", style="dim") if absent else rating_text(rating)

    return drawn(change.before, compared.year_before, Trend.NEW), drawn(change.after, compared.year, Trend.GONE)
