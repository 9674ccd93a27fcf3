"""Typer's own words in Vietnamese on every help page."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from typer import BadParameter, Exit, Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Mapping

UsageError: Final[Any] = BadParameter.__base__
"""Whatever is wrong with a command line; Typer gives out only one of its children by name."""

_HEADINGS: Final = {"Arguments": "Tham số", "Options": "Tuỳ chọn", "Commands": "Các lệnh"}
_HELP: Final = "Hiện trang trợ giúp này."
_COMPLETION: Final = {
    "install_completion": "Cài gợi ý khi bấm Tab cho cửa sổ dòng lệnh đang dùng, hoặc nêu tên: bash, zsh, fish…",
    "show_completion": "Hiện đoạn mã gợi ý khi bấm Tab, để tự chép vào nơi cần.",
}
_OF_COMPLETION: Final = ("--install-completion", "--show-completion")
_SHELL: Final = "tuphe.shell"


class _VietnameseHelp:
    """Rewrites what Typer writes in English on a help page."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help with Vietnamese words, printed by the console."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HELP
            option.callback = _show_help
        return option

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 -- a sentence cut short says nothing
        return (self.help or "").strip().partition("\n")[0]  # type: ignore[attr-defined]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; an error knows the command it belongs to."""
        try:
            args, ctx.meta[_SHELL] = _named_shell(args)
            return super().parse_args(ctx, args)  # type: ignore[misc,no-any-return]
        except UsageError as error:
            # Not every error of Typer's knows the command it belongs to.
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line that shows how to call the command."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(piece.strip("{}") for piece in pieces), prefix="Cách dùng: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page, with Vietnamese headings."""
        formatter.width = max(min(console.columns(), 80) - 2, 30)  # Click knows no window below 50 columns
        section, write_dl = formatter.section, formatter.write_dl
        formatter.section = lambda name: section(_HEADINGS.get(name, name))
        formatter.write_dl = lambda rows: write_dl([(_without_type(name), _in_vietnamese(text)) for name, text in rows])
        super().format_help(ctx, formatter)  # type: ignore[misc]


class VietnameseCommand(_VietnameseHelp, TyperCommand):
    """A command whose help page is Vietnamese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["help"] = kwargs.get("help") or _docstring(kwargs.get("callback"))
        super().__init__(*args, **{**kwargs, "options_metavar": "[TUỲ CHỌN]"})


class VietnameseGroup(_VietnameseHelp, TyperGroup):
    """A group of commands whose help page is Vietnamese throughout.

    `lazy` names commands that are imported when they are asked for.
    """

    lazy: Mapping[str, str] = MappingProxyType({})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "options_metavar": "[TUỲ CHỌN]", "subcommand_metavar": "LỆNH …"})

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options, Typer's own ones with Vietnamese words."""
        params = super().get_params(ctx)
        for param in params:
            if param.name in _COMPLETION:
                param.help = _COMPLETION[param.name]  # type: ignore[attr-defined]
                param.callback = _set_up_completion
        return params

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names, in the order of the table."""
        return [*self.lazy, *(name for name in super().list_commands(ctx) if name not in self.lazy)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, importing it when it is first asked for."""
        if cmd_name in self.lazy and cmd_name not in self.commands:
            self.commands[cmd_name] = _imported(cmd_name, self.lazy[cmd_name])
        return super().get_command(ctx, cmd_name)


def _imported(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(f"tuphe.cli.{module}"), attribute)
    if isinstance(found, Typer):
        return get_command(found)
    alone = Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=VietnameseCommand)(found)
    return get_command(alone)


def _without_type(name: str) -> str:
    # From 0.29 on Typer writes a type such as <path> behind a name.
    return name.partition(" <")[0]


def _in_vietnamese(text: str) -> str:
    return text.replace("[required]", "[bắt buộc]")


def _show_help(ctx: Any, _param: Any, wanted: bool) -> None:  # noqa: FBT001 -- what Typer calls
    if wanted and not ctx.resilient_parsing:
        console.write(f"{ctx.get_help()}\n")
        raise Exit


def _set_up_completion(ctx: Any, param: Any, wanted: Any) -> Any:
    if not wanted or ctx.resilient_parsing:
        return wanted
    from tuphe.cli.completion import install_for, script_for, shell_meant
    from tuphe.names import shown

    shell = shell_meant(ctx.meta.get(_SHELL))
    if param.name == "install_completion":
        place = shown(install_for(shell))
        console.remark(f"Đã cài gợi ý khi bấm Tab vào {place}. Mở lại cửa sổ dòng lệnh để dùng.")
    else:
        console.write(script_for(shell))
    raise Exit


def _named_shell(args: list[str]) -> tuple[list[str], str | None]:
    """Take the name of a shell from behind the options that set completion up, which Typer knows without one."""
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


def _docstring(callback: Any) -> str:
    """Read a command's help line from its source: Python that leaves docstrings out (-OO) has not got it."""
    import ast
    import inspect

    function = ast.parse(inspect.getsource(inspect.unwrap(callback))).body[0]
    return ast.get_docstring(function) or "" if isinstance(function, ast.FunctionDef) else ""
