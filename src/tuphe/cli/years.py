"""tuphe danh-sach, tim: all years, what they leave open, and where words occur in them and in the notes."""

from datetime import date
from typing import Annotated

from tuphe.cli.options import AsJson, Folder, argument
from tuphe.cli.workspace_opening import open_workspace, tell_faults
from tuphe.core.text import clean
from tuphe.errors import WrongUsage
from tuphe.reports import search_report, years_report
from tuphe.terminal import console
from tuphe.terminal.views.lists import hits_view, promises_view, years_view
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


def find_words(
    words: Annotated[list[str], argument("CHỮ", "Chữ cần tìm.")], as_json: AsJson = False, folder: Folder = None
) -> None:
    """Show where words occur; then say what could not be read."""
    wanted = clean(" ".join(words))[0].strip()
    if not wanted:
        raise WrongUsage("Chưa có chữ cần tìm.", then='Ví dụ: tuphe tim "số hoá"')
    found = all_years.find(open_workspace(folder), wanted)
    if as_json:
        console.write_json(search_report(found.hits))
    elif found.hits:
        console.show(hits_view(found.hits, wanted))
    else:
        console.say("Không thấy chữ đó trong năm nào, sổ tay nào.")
    tell_faults(found.faults)
