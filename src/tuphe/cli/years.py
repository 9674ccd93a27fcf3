"""tuphe danh-sach: all years, what is missing in them, and what is still promised."""

from __future__ import annotations

from datetime import date

from tuphe.cli.opening import open_workspace, tell_faults
from tuphe.cli.options import AsJson, Folder
from tuphe.reports import years_report
from tuphe.terminal import console
from tuphe.terminal.views.lists import promises_view, years_view
from tuphe.workspace import all_years


def list_years(as_json: AsJson = False, folder: Folder = None) -> None:
    """Show all years and what they leave open; then say which could not be read."""
    workspace = open_workspace(folder)
    found = all_years.list_years(workspace)
    today = date.today()
    for year in workspace.reviews.lost_years():
        console.notify(f"Tệp của năm {year} không còn,", f"nhưng có bản để lấy lại: tuphe khoi-phuc {year}")
    if as_json:
        console.write_json(years_report(found.reports, found.promises, today))
    elif found.reports and found.checklist is not None:
        console.show(years_view(found.reports, columns=console.columns()))
        console.show(promises_view(found.promises, found.checklist, today))
    elif not found.faults:
        console.say("Chưa có bản kiểm điểm nào.", "Bắt đầu bằng: tuphe kiem-diem")
    tell_faults(found.faults)
