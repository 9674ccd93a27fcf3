"""The commands: each loads, computes, shows. Only `main` turns errors into exit codes."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tuphe import __version__
from tuphe.cli import checklists, exports, interviews, profiles, years
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup, explain
from tuphe.errors import ExitCode, Stopped, TuPheError
from tuphe.terminal import console

if TYPE_CHECKING:
    from types import FrameType

app = typer.Typer(
    name="tuphe",
    cls=VietnameseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Kiểm điểm cá nhân hằng năm ngay trong cửa sổ dòng lệnh. Dữ liệu chỉ nằm trên máy này.",
    epilog="Bắt đầu: tuphe kiem-diem",
)

for name, command in {
    "kiem-diem": interviews.conduct_interview,
    "xem": years.show_year,
    "so-sanh": years.compare_years,
    "xuat": exports.export,
    "chot": years.close_year,
    "mo-lai": years.reopen_year,
    "danh-sach": years.list_years,
    "ho-so": profiles.edit_profile,
}.items():
    app.command(name, cls=VietnameseCommand)(command)
app.add_typer(checklists.app, name="tieu-chi")


def _show_version(wanted: bool) -> None:
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
    console.prepare_streams()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    try:
        code = app(standalone_mode=False) or ExitCode.DONE
    except typer.TyperException as error:
        code = _complain(explain(error), ExitCode.USAGE)
    except (KeyboardInterrupt, typer.Abort):
        code = _complain(str(Stopped()), ExitCode.STOPPED)
    except TuPheError as error:
        code = _complain(str(error), error.exit_code)
    except OSError:
        raise
    sys.exit(code)


def _complain(sentence: str, code: ExitCode) -> ExitCode:
    console.remark(sentence)
    return code


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
