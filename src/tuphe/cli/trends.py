"""tuphe xu-huong: all years side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from tuphe.cli.options import AsJson, Folder, Picture, parse_year
from tuphe.cli.picture import save_picture
from tuphe.cli.stores import Stores
from tuphe.core.report import trends_report
from tuphe.core.trends import look_back
from tuphe.terminal import console
from tuphe.terminal.views.trends import trends_view


def show_trends(
    first: Annotated[
        int | None,
        typer.Option("--tu", metavar="NĂM", parser=parse_year, show_default=False, help="Từ năm này."),
    ] = None,
    last: Annotated[
        int | None,
        typer.Option("--den", metavar="NĂM", parser=parse_year, show_default=False, help="Đến hết năm này."),
    ] = None,
    as_json: AsJson = False,
    picture: Picture = None,
    folder: Folder = None,
) -> None:
    """Xem các năm bên cạnh nhau: mức độ từng mục, trung bình từng nhóm, hạn chế và cam kết."""
    stores = Stores(folder)
    years = [year for year in stores.reviews.years() if (first or year) <= year <= (last or year)]
    if not years:
        console.say("Chưa có bản kiểm điểm nào trong khoảng ấy.", "Bắt đầu bằng: tuphe kiem-diem")
        return
    reviews = [stores.reviews.load(year) for year in years]
    checklist = stores.checklist_of(reviews[-1])
    # The counts of a year rest on all before it, shown or not.
    trends = look_back(reviews, checklist, stores.earlier(years[0]))
    if as_json:
        console.write_json(trends_report(trends))
        return

    columns = 120 if picture else console.columns()
    drawing = trends_view(trends, checklist, columns=columns)
    if picture:
        save_picture(drawing, picture, "tuphe xu-huong", columns)
    else:
        console.show(drawing)
