"""tuphe nhap: last year's review taken in from a Word or text file."""

from pathlib import Path
from typing import Annotated, Final

from tuphe.cli.options import AsJson, Folder, argument, flag, named_file, option, parse_year
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.year_from_paper import to_report
from tuphe.errors import NeedsTerminal
from tuphe.terminal import console
from tuphe.workspace import taking_in

_INSTEAD: Final = "tuphe nhap TỆP --dong-y"


def take_in(
    path: Annotated[Path, argument("TỆP", "Bản kiểm điểm: tệp Word (.docx), .txt hoặc .md.", callback=named_file)],
    year: Annotated[
        int | None, option("--nam", "NĂM", "Năm của bản giấy, khi bản giấy không ghi rõ.", parser=parse_year)
    ] = None,
    agreed: Annotated[bool, flag("--dong-y", "Giữ những chỗ đã chắc, không hỏi; nêu rõ chỗ nào không giữ.")] = False,
    anyway: Annotated[bool, flag("--van-nhan", "Nhập cả khi đây không phải bản kiểm điểm hằng năm.")] = False,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Read a paper, show what was read, and keep it as a year once the person agrees."""
    asking = not (agreed or as_json)
    if asking and not console.can_ask():
        raise NeedsTerminal(_INSTEAD)
    workspace = open_workspace(folder)
    if year is not None:
        workspace.year(year)
    paper = taking_in.read(workspace, path, year=year, of_any_kind=anyway)
    if asking or agreed:
        from tuphe.cli import keeping_paper  # noqa: PLC0415 -- what is only printed needs neither questions nor views

        if asking:
            keeping_paper.ask_and_keep(workspace, path, paper, instead=_INSTEAD)
        else:
            keeping_paper.keep_what_is_sure(workspace, path, paper)
    if as_json:
        console.write_json(to_report(paper, paper.year))
