"""tuphe danh-sach: all years, what is missing in them, and what is still promised."""

from __future__ import annotations

from datetime import date

from tuphe.cli.options import AsJson, Folder
from tuphe.cli.stores import Stores
from tuphe.core.promises import open_after
from tuphe.core.report import promises_report, year_report
from tuphe.core.review import Review, State
from tuphe.errors import BadFile, ChecklistNotFound, TuPheError
from tuphe.terminal import console
from tuphe.terminal.views.lists import promises_view, years_view


def list_years(as_json: AsJson = False, folder: Folder = None) -> None:
    """Liệt kê các năm; nêu hạn chế, cam kết chưa xong và những gì đã quá hạn."""
    stores = Stores(folder)
    reports = []
    reviews = []
    faults: list[TuPheError] = []
    for year in stores.reviews.years():
        try:
            review = stores.reviews.load(year)
            checklist = stores.checklist_of(review)
            reports.append(year_report(review, checklist, leader=stores.is_leader, missing=_missing(stores, review)))
            reviews.append(review)
        except (BadFile, ChecklistNotFound) as fault:
            faults.append(fault)  # the other years are listed all the same
    for year in stores.reviews.lost_years():
        console.remark(f"Tệp của năm {year} không còn,", f"nhưng có bản để lấy lại: tuphe khoi-phuc {year}")
    promises, today = open_after(reviews), date.today()
    if as_json:
        console.write_json({"nam": reports, **promises_report(promises, today)})
    elif not reports and not faults:
        console.say("Chưa có bản kiểm điểm nào.", "Bắt đầu bằng: tuphe kiem-diem")
    elif reports:
        console.show(years_view(reports, columns=console.columns()))
        console.show(promises_view(promises, checklist, today))
    for other in faults[1:]:
        console.remark(str(other))
    if faults:
        raise faults[0]


def _missing(stores: Stores, review: Review) -> int | None:

    if review.state is State.CLOSED:
        return None
    try:
        return len(stores.missing(review, stores.usual_form(review.year)))
    except BadFile:  # the year before, which the list names: what it left open is not known
        return None
