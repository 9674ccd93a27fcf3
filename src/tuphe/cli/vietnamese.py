"""Typer's own words in Vietnamese: its help pages, and what it says of a command line that is wrong.

The only module that relies on Typer's internals; it is tested with the newest Typer too (see CONTRIBUTING.md).
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from typer import Exit
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption, UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup

from tuphe.file_names import shown
from tuphe.terminal import console

_HEADINGS: Final = {"Arguments": "Tham số", "Options": "Tuỳ chọn", "Commands": "Các lệnh"}
_PLACEHOLDERS: Final = {"[OPTIONS]": "[TUỲ CHỌN]", "COMMAND [ARGS]...": "LỆNH …"}
_HELP: Final = "Hiện trang trợ giúp này."
_COMPLETION: Final = {
    "install_completion": "Cài gợi ý khi bấm Tab cho cửa sổ dòng lệnh đang dùng, hoặc nêu tên: bash, zsh, fish…",
    "show_completion": "Hiện đoạn mã gợi ý khi bấm Tab, để tự chép vào nơi cần.",
}
_OF_COMPLETION: Final = ("--install-completion", "--show-completion")
_SHELL: Final = "tuphe.shell"
_MEANT: Final = {"lich-su": "khoi-phuc", "phuc-hoi": "khoi-phuc", "ban-truoc": "khoi-phuc"}
_EXAMPLES: Final = ('tuphe ghi "Xong 12/12 báo cáo"', 'tuphe nhap "Kiểm điểm 2025.docx"', "tuphe khoi-phuc 2026")

if TYPE_CHECKING:
    _Command = TyperCommand
else:
    _Command = object


class NoSuchCommand(UsageError):
    """A name that no command of a group has."""

    def __init__(self, name: str, ctx: Any) -> None:
        super().__init__("", ctx)
        self.name = name


class _VietnameseHelp(_Command):
    """Rewrites what Typer writes in English on a help page."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help with Vietnamese words, printed by the console."""
        option: Any = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
            option.callback = _show_help
        return option

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 -- a sentence cut short says nothing
        """Return the help line whole."""
        return self.help or ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; an error knows the command it belongs to. A group alone shows its help."""
        if not args and self.no_args_is_help:
            _show_help(ctx, None, not ctx.resilient_parsing)
        try:
            args, ctx.meta[_SHELL] = _named_shell(args)
            return super().parse_args(ctx, args)
        except UsageError as error:
            # Not every error of Typer's knows the command it belongs to.
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how to call the command."""
        pieces = (_PLACEHOLDERS.get(piece, piece).strip("{}") for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page, with Vietnamese headings."""
        formatter.width = max(min(console.columns(), 80) - 2, 30)  # Click knows no window below 50 columns
        section, write_dl = formatter.section, formatter.write_dl
        formatter.section = lambda name: section(_HEADINGS.get(name, name))
        # From 0.29 on Typer writes a type such as <path> behind a name.
        formatter.write_dl = lambda rows: write_dl(
            [(name.partition(" <")[0], text.replace("[required]", "[bắt buộc]")) for name, text in rows]
        )
        super().format_help(ctx, formatter)


class VietnameseCommand(_VietnameseHelp, TyperCommand):
    """A command whose help page is Vietnamese throughout."""


class VietnameseGroup(_VietnameseHelp, TyperGroup):
    """A group of commands whose help page is Vietnamese throughout."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options, Typer's own ones with Vietnamese words."""
        params: list[Any] = super().get_params(ctx)
        for param in params:
            if param.name in _COMPLETION:
                param.help = _COMPLETION[param.name]
                param.callback = _set_up_completion
        return params

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named; raises NoSuchCommand, and what is wrong with an option in its place."""
        try:
            return super().resolve_command(ctx, args)
        except (BadOptionUsage, NoSuchOption):
            raise
        except UsageError:
            raise NoSuchCommand(args[0], ctx) from None


def explained(error: UsageError) -> str:
    """Say in Vietnamese what is wrong with a command line, and where to look.

    What was typed is only repeated where it is an option's name: the rest may be the person's own text.
    """
    where = "tuphe" if error.ctx is None else error.ctx.command_path
    return f"{_sentence(error)} Xem cách dùng: {where} --help"


def _sentence(error: Any) -> str:
    """Say what is wrong with a command line, by the kind of error that Typer raised."""
    ctx: Any = error.ctx
    command = ctx.command
    match error:
        case NoSuchCommand():
            return f"Không có lệnh đó.{_nearest(_MEANT.get(error.name, error.name), command.list_commands(ctx))}"
        case NoSuchOption():
            name = error.option_name
            named = f" {name}" if re.fullmatch(r"--?[a-z-]{1,20}", name) else " đó"
            after = " Tuỳ chọn này đứng sau tên lệnh." if name == "--thu-muc" and ctx.parent is None else ""
            known = (option for param in command.params for option in param.opts)
            return f"Không có tuỳ chọn{named}.{_nearest(name, known)}{after}"
        case MissingParameter(param=TyperArgument() as param):
            examples = (f" Ví dụ: {line}." for line in _EXAMPLES if line.startswith(f"{ctx.command_path} "))
            meant = f"{param.help}".rstrip(".")
            return f"Lệnh này cần {param.metavar} ({meant[0].lower()}{meant[1:]}).{next(examples, '')}"
        case BadOptionUsage(option_name=name) if any(
            name in param.opts and not param.is_flag for param in command.get_params(ctx)
        ):
            return f"Tuỳ chọn {error.option_name} cần một giá trị đi kèm."
        case BadOptionUsage():
            return f"Tuỳ chọn {error.option_name} không nhận giá trị. Bỏ phần sau dấu =."
        case BadParameter():
            return "Có giá trị chưa đúng."
    if isinstance(command, TyperGroup):
        return "Thiếu tên lệnh."
    return "Thừa tham số. Nội dung hay giá trị có dấu cách phải đặt trong ngoặc kép."


def _nearest(given: str, known: Iterable[str]) -> str:
    found = get_close_matches(given, list(known), n=2)
    return f" Gần nhất: {', '.join(found)}." if found else ""


def _show_help(ctx: Any, _param: Any, wanted: bool) -> None:  # noqa: FBT001 -- what Typer calls
    if wanted and not ctx.resilient_parsing:
        console.write(f"{ctx.get_help()}\n")
        raise Exit


def _set_up_completion(ctx: Any, param: Any, wanted: Any) -> Any:
    if not wanted or ctx.resilient_parsing:
        return wanted
    from tuphe.cli.completion_scripts import install_for, script_for, shell_meant  # noqa: PLC0415 -- once in the life of an installation

    shell = shell_meant(ctx.meta.get(_SHELL))
    if param.name == "install_completion":
        place = shown(install_for(shell))
        console.notify(f"Đã cài gợi ý khi bấm Tab vào {place}. Mở lại cửa sổ dòng lệnh để dùng.")
    else:
        console.write(script_for(shell))
    raise Exit


def _named_shell(args: list[str]) -> tuple[list[str], str | None]:
    """Remove the name of a shell behind the options that set completion up: Typer's options take none."""
    for position, arg in enumerate(args):
        option, equals, name = arg.partition("=")
        if option not in _OF_COMPLETION:
            continue
        if equals:
            return [*args[:position], option, *args[position + 1 :]], name
        following = args[position + 1 : position + 2]
        if following and not following[0].startswith("-"):
            return [*args[: position + 1], *args[position + 2 :]], following[0]
    return args, None
