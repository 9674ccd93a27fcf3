"""All years side by side, as wide as the screen allows."""

from collections.abc import Iterable
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tuphe import texts
from tuphe.core.checklist import Checklist
from tuphe.core.comparison import nearest
from tuphe.core.review import Rating
from tuphe.core.trends import ItemTrend, Trends, YearFigures
from tuphe.terminal.views.parts import NARROW, heading, indented

_MARKS: Final = {
    Rating.EXCELLENT: ("XS", "bold green"),
    Rating.GOOD: ("T", "green"),
    Rating.FAIR: ("TB", "yellow"),
    Rating.POOR: ("K", "bold red"),
    Rating.NOT_APPLICABLE: ("–", "dim"),
}
"""A rating in a narrow cell: letters, and a colour that only repeats them."""

_GAP: Final = ("·", "dim")
_UNANSWERED: Final = ("?", "dim")

_LEGEND: Final = (
    "XS Xuất sắc, T Tốt, TB Trung bình, K Kém, – Không áp dụng, ? Chưa trả lời; dấu · là năm đó không hỏi mục này."
)

_BARS: Final = "▁▃▅▇"
_NAME: Final = 34
"""The fewest columns for the name of an item; on a narrow screen names are above their years."""

_CELL: Final = 6
"""Columns for one year, the space before it included."""


def trends_view(shown: Trends, checklist: Checklist, *, columns: int) -> RenderableType:
    """Draw years as columns: items under their groups, or the groups alone where the screen is narrow.

    Years that do not fit beside each other come in blocks, one under the
    other; more than two blocks of items are hard to compare, so only groups are shown.
    """
    narrow = columns < NARROW or len(shown.years) > 2 * ((columns - _NAME) // _CELL)
    longest = max(len(checklist.name_of(one.item)) for one in shown.items) + 3 if shown.items else _NAME
    width = 0 if narrow else min(longest, max(_NAME, columns - len(shown.years) * _CELL))
    beside = max((columns - width) // _CELL, 1)
    blocks = [slice(start, start + beside) for start in range(0, len(shown.years), beside)]
    lines: list[RenderableType] = [Text("Đối chiếu các năm", style="bold")]
    if shown.other_checklists:
        others = ", ".join(map(str, shown.other_checklists))
        lines.append(
            Text(f"Bộ tiêu chí năm {others} khác năm {shown.years[-1]}: một phần khác biệt là do câu hỏi.", "yellow")
        )
    if shown.papers:
        papers = ", ".join(map(str, shown.papers))
        lines.append(Text(f"Năm {papers} lấy từ bản giấy: mức độ từng mục không có trong bản giấy."))
    for block in blocks:
        lines += ["", _block(shown, checklist, block, width)]
    lines += heading("Hạn chế và cam kết")
    lines += [_figures_line(figures) for figures in shown.figures]
    hint = "Chỉ các nhóm; muốn xem từng mục, mở rộng cửa sổ hoặc thêm --tu, --den." if narrow else _LEGEND
    lines += ["", Text(hint, style="dim")]
    return Group(*lines)


def _block(shown: Trends, checklist: Checklist, block: slice, width: int) -> RenderableType:
    """Draw the years of one block; `width` is that of the names, nothing where only groups are shown."""
    years = [Text(str(year), style="bold") for year in shown.years[block]]
    groups = [
        (group, _averages(trend.averages[block])) for group, trend in zip(checklist.groups, shown.groups, strict=True)
    ]
    if not width:
        named = ((Text(group.name, style="cyan"), _cells(averages)) for group, averages in groups)
        return Group(_cells(years), *(line for both in named for line in both))
    drawn = Table(box=None, padding=(0, 0, 0, 1), pad_edge=False, show_header=False)
    drawn.add_column(width=width - 1, overflow="fold")
    for _ in years:
        drawn.add_column(width=_CELL - 1, justify="right")
    drawn.add_row("", *years)
    gone = Text("Không còn trong bộ tiêu chí", style="bold cyan")
    heads = [(group.id, Text(group.name, style="bold cyan"), averages) for group, averages in groups]
    for group_id, head, averages in (*heads, ("", gone, [])):
        items = [one for one in shown.items if one.group == group_id]
        if group_id or items:
            drawn.add_row(head, *averages)
        for one in items:
            drawn.add_row(indented(Text(checklist.name_of(one.item) or one.item), 2), *_ratings(one, block))
    return drawn


def _cells(cells: Iterable[Text]) -> RenderableType:
    return Text().join(Text(" " * (_CELL - cell.cell_len)).append_text(cell) for cell in cells)


def _averages(averages: Iterable[float | None]) -> list[Text]:
    return [
        Text("·", style="dim") if one is None else Text(f"{_BARS[nearest(one) - 1]}{texts.of_average(one)}")
        for one in averages
    ]


def _ratings(one: ItemTrend, block: slice) -> list[Text]:
    cells = zip(one.ratings[block], one.asked[block], strict=True)
    marks = (_MARKS[rating] if rating else _UNANSWERED if asked else _GAP for rating, asked in cells)
    return [Text(mark, style=style) for mark, style in marks]


def _figures_line(figures: YearFigures) -> RenderableType:
    """Count what a year states, what became of what earlier years stated, and the pledges kept."""
    said = [f"nêu {figures.shortcomings} hạn chế"]
    if figures.again:
        said[0] += f", trong đó {figures.opened} mới, {figures.again} nêu lại"
    elif figures.opened:
        said[0] += " mới"
    if figures.old:
        became = (
            (figures.mended, "đã khắc phục"),
            (figures.under_way, "đang khắc phục"),
            (figures.came_back, "tái diễn hoặc chưa khắc phục"),
            (figures.unanswered, "chưa trả lời"),
        )
        counted = ", ".join(f"{count} {words}" for count, words in became if count)
        said.append(f"{figures.old} hạn chế cũ: {counted}")
    if figures.pledges:
        said.append(f"thực hiện {figures.pledges_kept}/{figures.pledges} cam kết")
    return indented(Text.assemble((f"{figures.year}: ", "bold"), "; ".join(said)), 2)
