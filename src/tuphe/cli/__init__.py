"""The commands: each loads, computes, shows. Only `main` turns errors into exit codes.

A command's module is imported when the command runs: a program of many
commands starts as fast as a program of one.
"""

from __future__ import annotations

import gc
import os
import sys
from types import MappingProxyType
from typing import Annotated, Final, NoReturn

import typer

from tuphe import __version__
from tuphe.cli.vietnamese import VietnameseGroup
from tuphe.terminal import console, stopping

COMMANDS: Final = MappingProxyType(
    {
        "kiem-diem": "interviews:conduct_interview",
        "xem": "years:show_year",
        "so-sanh": "years:compare_years",
        "xu-huong": "years:show_trends",
        "soat": "checks:check_year",
        "xuat": "exports:export",
        "chot": "years:close_year",
        "mo-lai": "years:reopen_year",
        "ghi": "notes:keep_note",
        "so-tay": "notes:show_notes",
        "so-tay-sua": "notes:edit_notes",
        "khoi-phuc": "versions:recover_year",
        "danh-sach": "years:list_years",
        "ho-so": "profiles:edit_profile",
        "khoa": "locking:lock_folder",
        "mo-khoa": "locking:unlock_folder",
        "chan-doan": "diagnosis:diagnose",
        "tieu-chi": "checklists:app",
        "mau": "forms:app",
    }
)
"""Each command by its name, with the module below `tuphe.cli` and what it holds there."""


_INTERRUPTED: Final = 130
"""What Typer returns for Ctrl-C instead of raising it."""


class TuPheGroup(VietnameseGroup):
    """The commands of the table."""

    lazy = COMMANDS


app = typer.Typer(
    name="tuphe",
    cls=TuPheGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Kiểm điểm cá nhân hằng năm ngay trong cửa sổ dòng lệnh. Dữ liệu chỉ nằm trên máy này.",
    epilog="Bắt đầu: tuphe kiem-diem",
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 -- what Typer calls
    if wanted:
        console.write(f"tuphe {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Hiện số phiên bản.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def main() -> NoReturn:
    """Run the program, and turn whatever happens into one sentence and one exit code."""
    # A short run makes little garbage; looking for it takes up to a tenth of the time (see benchmarks/).
    gc.disable()
    if "_TUPHE_COMPLETE" in os.environ:
        os.environ["COLUMNS"] = "10000"  # a shell takes each line for an entry, and Typer breaks descriptions
    console.prepare_streams()
    stopping.listen()
    try:
        code = app(standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt  # noqa: TRY301 -- Typer swallowed one
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- the one place where errors end
        from tuphe.cli.failure import report

        code = report(error)
    _tell_of_disk()
    gc.freeze()  # nothing is left to collect on the way out
    sys.exit(code)


def _tell_of_disk() -> None:
    disk = sys.modules.get("tuphe.storage.disk")  # what touched no disk did not load it
    for notice in () if disk is None else disk.untold():
        console.remark(*notice)
