"""The commands: each loads, computes, shows. Only `main` turns errors into exit codes.

A command's module is imported when that command runs, so a program of many commands starts as fast as a program of one,
and every module has its imports at the top.
"""

import gc
import os
import sys
from importlib import import_module
from itertools import chain
from types import MappingProxyType
from typing import Annotated, Any, Final, NamedTuple, NoReturn

import typer
from typer.core import TyperCommand
from typer.main import get_command

from tuphe import __version__
from tuphe.cli.vietnamese import VietnameseCommand, VietnameseGroup
from tuphe.terminal import console, stopping


class Command(NamedTuple):
    """A command: its name, `module:function` below `tuphe.cli`, and what the help pages say of it."""

    name: str
    place: str
    help: str


EVERYDAY: Final = MappingProxyType(
    {
        "Trong năm": (
            Command("ghi", "note:keep_note", "Ghi một việc vào sổ tay, để dùng khi đến kỳ kiểm điểm."),
            Command("so-tay", "notebook:show_notes", "Xem sổ tay của một năm, theo tháng."),
        ),
        "Đến kỳ kiểm điểm": (
            Command("nhap", "taking_in:take_in", "Nhập bản kiểm điểm năm trước từ tệp Word để so sánh."),
            Command("kiem-diem", "interview:conduct_interview", "Kiểm điểm một năm; lần sau làm tiếp từ chỗ đã dừng."),
            Command("so-sanh", "compare:compare_years", "So sánh một năm với năm liền trước."),
            Command("soat", "check:check_year", "Soát kỹ một năm: chỗ thiếu, chung chung, lặp, trái quy định."),
            Command("xuat", "export:export", "Xuất theo mẫu: ra màn hình, tệp (Word, HTML…), bảng nhớ tạm."),
            Command("chot", "closing:close_year", "Soát rồi chốt một năm; sau đó chỉ đọc, không sửa được."),
        ),
        "Xem lại": (
            Command("xem", "show:show_year", "Xem một năm trên màn hình."),
            Command("danh-sach", "years:list_years", "Liệt kê các năm; nêu hạn chế, cam kết còn lại, đã quá hạn."),
            Command("ho-so", "profile:edit_profile", "Ghi họ tên, đơn vị, chi bộ… cho phần đầu bản kiểm điểm."),
        ),
    }
)
"""The everyday commands, by the part of `tuphe --help` that shows them."""

OTHERS: Final = (
    Command(
        "xu-huong",
        "compare:show_trends",
        "Đối chiếu các năm: mức độ từng mục, trung bình từng nhóm, hạn chế và cam kết.",
    ),
    Command("tim", "years:find_words", "Tìm chữ trong các năm và sổ tay; gõ không dấu cũng được."),
    Command("chon", "choosing:choose_results", "Chọn kết quả đưa vào bản giấy; xem bản giấy dài mấy trang."),
    Command("mo-lai", "closing:reopen_year", "Mở lại một năm đã chốt."),
    Command(
        "so-tay-sua",
        "notebook:edit_notes",
        "Sửa, bỏ ghi chép trong trình soạn thảo của bạn; không nội dung nào mất hẳn.",
    ),
    Command("khoi-phuc", "versions:recover_year", "Liệt kê các bản trước của một năm, xem khác ở đâu, lấy lại."),
    Command(
        "khoa",
        "locking:lock_folder",
        "Khoá thư mục bằng mật khẩu: các năm, sổ tay, hồ sơ, bản sao lưu chỉ mở được khi có mật khẩu.",
    ),
    Command("mo-khoa", "locking:unlock_folder", "Mở khoá thư mục: mọi tệp trở lại như trước khi khoá."),
    Command(
        "chan-doan",
        "diagnosis:diagnose",
        "Hiện phiên bản, thư mục, bảng mã, cửa sổ dòng lệnh để gửi khi cần hỏi; không có gì riêng tư.",
    ),
    Command("tieu-chi", "data_files:checklists", "Liệt kê, xem, kiểm tra, tạo mới bộ tiêu chí và bảng điểm."),
    Command("mau", "data_files:forms", "Liệt kê, xem, kiểm tra mẫu bản kiểm điểm, bản cam kết."),
)
"""The other commands, which `tuphe --help` names in one line and `tuphe --tat-ca` shows."""

COMMANDS: Final = MappingProxyType(
    {command.name: command for command in (*chain.from_iterable(EVERYDAY.values()), *OTHERS)}
)
"""Each command by its name, in the order of the help page."""

_INTERRUPTED: Final = 130
"""What Typer returns for Ctrl-C instead of raising it."""

_ALL: Final = "tuphe.all"
"""Whether a help page shows everything."""


def load(name: str) -> Any:
    """Import a command of the table, and return it as Typer runs it."""
    command = COMMANDS[name]
    module, _, function = command.place.partition(":")
    found = getattr(import_module(f"tuphe.cli.{module}"), function)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, cls=VietnameseCommand)(found)
        found = alone
    loaded = get_command(found)
    loaded.help = command.help
    return loaded


class _Listed(VietnameseCommand):
    """A command as it is listed; its module is imported when it is asked for."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Pass the command line on to the command itself."""
        return load(str(self.name)).make_context(*args, **kwargs)


class TuPheGroup(VietnameseGroup):
    """The commands of the table, and the page that shows them."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 -- what Typer calls
        """Return the commands' names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002 -- what Typer calls
        """Return a command that imports its module when it runs."""
        return _Listed(name=cmd_name, help=COMMANDS[cmd_name].help) if cmd_name in COMMANDS else None

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, which `--tat-ca` shows, and the commands."""
        if ctx.meta.get(_ALL):
            super().format_options(ctx, formatter)
        else:
            self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the everyday commands part by part; the others too, where everything is shown."""
        parts = {**EVERYDAY, "Các lệnh khác": OTHERS} if ctx.meta.get(_ALL) else EVERYDAY
        longest = max(len(command.name) for command in chain.from_iterable(parts.values()))
        for part, commands in parts.items():
            with formatter.section(part):
                formatter.write_dl([(command.name.ljust(longest), command.help) for command in commands])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Name the commands that the short page leaves out, and say how to begin."""
        formatter.write_paragraph()
        if ctx.meta.get(_ALL):
            formatter.write_text("Bắt đầu: tuphe kiem-diem")
        else:
            formatter.write_text(f"Còn: {' '.join(command.name for command in OTHERS)}")
            formatter.write_text("Xem tất cả: tuphe --tat-ca · Bắt đầu: tuphe kiem-diem")


app = typer.Typer(
    name="tuphe",
    cls=TuPheGroup,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Kiểm điểm cá nhân hằng năm trong cửa sổ dòng lệnh. Dữ liệu chỉ ở máy này.",
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 -- what Typer calls
    if wanted:
        console.write(f"tuphe {__version__}\n")
        raise typer.Exit


def _show_all(ctx: typer.Context, wanted: bool) -> None:  # noqa: FBT001 -- what Typer calls
    if wanted and not ctx.resilient_parsing:
        ctx.meta[_ALL] = True
        console.write(f"{ctx.get_help()}\n")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Hiện số phiên bản.")
    ] = False,
    _everything: Annotated[
        bool, typer.Option("--tat-ca", callback=_show_all, is_eager=True, help="Hiện mọi lệnh và tuỳ chọn.")
    ] = False,
) -> None:
    """Show the home screen where no command is named, or the help where there is no terminal."""
    if ctx.invoked_subcommand is not None:
        return
    if console.can_ask():
        import_module("tuphe.cli.home").show_home(run)
    else:
        console.write(f"{ctx.get_help()}\n")


def main() -> NoReturn:
    """Run the program, and turn whatever happens into one sentence and one exit code."""
    if "_TUPHE_COMPLETE" in os.environ:
        os.environ["COLUMNS"] = "10000"  # a shell takes each line as an entry, and Typer would wrap descriptions
    console.prepare_streams()
    stopping.listen()
    code = run()
    gc.freeze()  # no garbage is worth collecting at the end
    sys.exit(code)


def run(args: list[str] | None = None) -> int:
    """Run the command that a command line of the home screen names, else the program's own; return its exit code.

    Whatever goes wrong becomes one sentence on standard error.
    """
    try:
        code = app(args, standalone_mode=False)
        if code == _INTERRUPTED:
            raise KeyboardInterrupt  # noqa: TRY301 -- Typer swallowed one
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- the one place where errors end
        from tuphe.cli.failure import report  # noqa: PLC0415 -- what runs well need not load it

        code = report(error, at_home=args is not None)
    _tell_of_disk()
    return int(code or 0)


def _tell_of_disk() -> None:
    disk = sys.modules.get("tuphe.storage.disk")  # a command that touched no disk did not load it
    for notice in () if disk is None else disk.untold():
        console.notify(*notice)
