"""tuphe so-sanh: a year beside the one before."""

from __future__ import annotations

from typing import Annotated

from tuphe.cli.opening import open_workspace
from tuphe.cli.options import AsJson, Folder, Picture, Year, flag, option, parse_year
from tuphe.cli.picture import show_or_save
from tuphe.reports import comparison_report
from tuphe.terminal import console
from tuphe.terminal.views.comparison import comparison_view
from tuphe.workspace.comparing import compared


def compare_years(
    year: Year = None,
    other: Annotated[
        int | None, option("--voi", "NĂM", "So với năm này, thay cho năm liền trước.", parser=parse_year)
    ] = None,
    only_changes: Annotated[bool, flag("--chi-thay-doi", "Chỉ các mục có thay đổi.")] = False,
    as_json: AsJson = False,
    picture: Picture = None,
    folder: Folder = None,
) -> None:
    """Show a year beside the one before it, or beside an earlier one."""
    workspace = open_workspace(folder)
    review = workspace.reviews.load(workspace.year(year))
    found = compared(workspace, review, other)
    if as_json:
        console.write_json(comparison_report(review.year, found))
        return
    if found is None:
        console.say(f"Năm {review.year} là năm đầu tiên có bản kiểm điểm; chưa có gì để so sánh.")
        return
    checklist = workspace.checklist_of(review)
    show_or_save(
        lambda columns: comparison_view(found, checklist, columns=columns, only_changes=only_changes),
        picture,
        title=f"tuphe so-sanh {review.year}",
        picture_columns=100,
    )
