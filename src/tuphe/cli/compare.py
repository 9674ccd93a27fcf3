"""tuphe so-sanh, xu-huong: a year beside the one before, and all years side by side; shown, or saved as a picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from rich.console import RenderableType

from tuphe.cli.options import AsJson, Folder, Picture, Year, flag, option, parse_year
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.trends import look_back
from tuphe.errors import CannotWrite, WrongUsage
from tuphe.file_names import shown
from tuphe.reports import comparison_report, trends_report
from tuphe.storage.files import write_for_others
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
    _show_or_save(
        lambda columns: comparison_view(found, checklist, columns=columns, only_changes=only_changes),
        picture,
        title=f"tuphe so-sanh {review.year}",
        picture_columns=100,
    )


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
    # The counts of a year depend on all years before it, shown or not.
    trends = look_back(reviews, checklist, workspace.earlier(years[0]))
    if as_json:
        console.write_json(trends_report(trends))
        return
    from tuphe.terminal.views.trends import trends_view  # noqa: PLC0415 -- so-sanh draws no table

    _show_or_save(
        lambda columns: trends_view(trends, checklist, columns=columns),
        picture,
        title="tuphe xu-huong",
        picture_columns=120,
    )


def _show_or_save(
    draw: Callable[[int], RenderableType], picture: Path | None, *, title: str, picture_columns: int
) -> None:
    """Show what `draw` makes for a number of columns, or save it as an SVG; raises WrongUsage, CannotWrite."""
    if picture is None:
        console.show(draw(console.columns()))
        return
    drawing = draw(picture_columns)
    if picture.suffix.lower() != ".svg":
        raise WrongUsage("Ảnh lưu ở dạng SVG: tên tệp phải có đuôi .svg.")
    if picture.exists():
        raise CannotWrite(picture, "đã có tệp này. Chọn tên khác.")
    write_for_others(picture, console.svg(drawing, title=title, width=picture_columns).encode())
    console.notify(f"Đã lưu ảnh {shown(picture.absolute())}.")
