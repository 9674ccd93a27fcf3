"""tuphe xu-huong: all years side by side."""

from __future__ import annotations

from typing import Annotated

from tuphe.cli.opening import open_workspace
from tuphe.cli.options import AsJson, Folder, Picture, option, parse_year
from tuphe.cli.picture import show_or_save
from tuphe.core.trends import look_back
from tuphe.reports import trends_report
from tuphe.terminal import console
from tuphe.terminal.views.trends import trends_view


def show_trends(
    first: Annotated[int | None, option("--tu", "NĂM", "Từ năm này.", parser=parse_year)] = None,
    last: Annotated[int | None, option("--den", "NĂM", "Đến hết năm này.", parser=parse_year)] = None,
    as_json: AsJson = False,
    picture: Picture = None,
    folder: Folder = None,
) -> None:
    """Show all years side by side, or those of a span."""
    workspace = open_workspace(folder)
    years = [year for year in workspace.reviews.years() if (first or year) <= year <= (last or year)]
    if not years:
        console.say("Chưa có bản kiểm điểm nào trong khoảng đó.", "Bắt đầu bằng: tuphe kiem-diem")
        return
    reviews = [workspace.reviews.load(year) for year in years]
    checklist = workspace.checklist_of(reviews[-1])
    # The counts of a year rest on all before it, shown or not.
    trends = look_back(reviews, checklist, workspace.earlier(years[0]))
    if as_json:
        console.write_json(trends_report(trends))
        return
    show_or_save(
        lambda columns: trends_view(trends, checklist, columns=columns),
        picture,
        title="tuphe xu-huong",
        picture_columns=120,
    )
