"""tuphe soat: one year, read as an honest, careful reader would."""

from typing import Annotated

import typer

from tuphe.cli.options import AsJson, Folder, Year, option
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.places import bound
from tuphe.core.review import Review
from tuphe.core.text import clean
from tuphe.errors import ExitCode, WrongUsage
from tuphe.reports import soat_report
from tuphe.terminal import console
from tuphe.terminal.views.findings import findings_view
from tuphe.workspace.checking import Reading, read_through, silence
from tuphe.workspace.stores import Workspace


def check_year(
    year: Year = None,
    silenced: Annotated[str | None, option("--bo-qua", "MÃ", "Bỏ qua mã này ở một chỗ; kèm --cho, --ly-do.")] = None,
    place: Annotated[str | None, option("--cho", "CHỖ", "Chỗ bỏ qua, ghi đúng như soat nêu.")] = None,
    why: Annotated[str | None, option("--ly-do", "LÝ_DO", "Vì sao bỏ qua; được ghi vào tệp của năm.")] = None,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Show what soát finds in a year, after saving what the person silences; exit 1 where something blocks."""
    workspace = open_workspace(folder)
    review = workspace.reviews.load(workspace.year(year))
    if silenced is not None or place is not None or why is not None:
        review = _silence(workspace, review, silenced, place, why)
    workspace.tell_unsettled(bound(review, workspace.promises(review.year).marks))
    reading = read_through(workspace, review)
    if as_json:
        console.write_json(soat_report(review.year, reading.found, reading.silenced))
    else:
        _show(reading, review.year)
    if reading.blocks:
        raise typer.Exit(ExitCode.BLOCKED)


def _show(reading: Reading, year: int) -> None:
    console.show(findings_view(reading.remarks, year, left=reading.left))
    if reading.silenced:
        console.notify(f"{len(reading.silenced)} điều đã bỏ qua, có ghi lý do trong tệp của năm.")
    if reading.left:
        console.notify("", f"Trả lời tiếp: tuphe kiem-diem {year}")
    if reading.remarks:
        console.notify("", f'Bỏ qua một điều: tuphe soat {year} --bo-qua MÃ --cho CHỖ --ly-do "…"')


def _silence(workspace: Workspace, review: Review, code: str | None, place: str | None, why: str | None) -> Review:
    reason = clean(why or "")[0].strip()
    if why is not None and not reason:
        raise WrongUsage("Lý do không được để trống: --ly-do cần một câu.")
    if not (code and place and reason):
        raise WrongUsage("Bỏ qua một điều cần đủ ba tuỳ chọn: --bo-qua MÃ, --cho CHỖ và --ly-do.")
    review = silence(workspace, review, code, place, reason)
    console.notify("Đã bỏ qua, lý do ghi trong tệp của năm.")
    return review
