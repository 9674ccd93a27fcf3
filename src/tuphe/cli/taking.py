"""tuphe nhap: last year's review taken in from a Word or text file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from tuphe.cli.opening import open_workspace
from tuphe.cli.options import AsJson, Folder, parse_year
from tuphe.core.taking import to_report
from tuphe.errors import NeedsTerminal
from tuphe.terminal import console
from tuphe.workspace import taking

_INSTEAD: Final = "tuphe nhap TỆP --dong-y"


def take_in(
    path: Annotated[
        Path, typer.Argument(metavar="TỆP", show_default=False, help="Bản kiểm điểm: tệp Word (.docx), .txt hoặc .md.")
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--nam",
            metavar="NĂM",
            parser=parse_year,
            show_default=False,
            help="Năm của bản giấy, khi bản giấy không ghi rõ.",
        ),
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--dong-y", help="Giữ những chỗ đã chắc, không hỏi; nêu rõ chỗ nào không giữ.")
    ] = False,
    anyway: Annotated[
        bool, typer.Option("--van-nhan", help="Nhập cả khi đây không phải bản kiểm điểm hằng năm.")
    ] = False,
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
    paper = taking.read(workspace, path, year=year, of_any_kind=anyway)
    if asking or agreed:
        from tuphe.cli import taking_kept  # noqa: PLC0415 -- what is only printed needs neither questions nor views

        if asking:
            taking_kept.ask_and_keep(workspace, path, paper, instead=_INSTEAD)
        else:
            taking_kept.keep_what_is_sure(workspace, path, paper)
    if as_json:
        console.write_json(to_report(paper, paper.year))
