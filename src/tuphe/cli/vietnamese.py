"""Typer's own words in Vietnamese: help pages, completion, wrong usage."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer import Context, TyperException

_HEADINGS: Final = {"Arguments": "Tham số", "Options": "Tuỳ chọn", "Commands": "Các lệnh"}
_HELP: Final = "Hiện trang trợ giúp này."
_COMPLETION: Final = {
    "install_completion": "Cài gợi ý khi bấm Tab cho cửa sổ lệnh đang dùng.",
    "show_completion": "Hiện đoạn mã gợi ý khi bấm Tab, để tự chép vào nơi cần.",
}


class _VietnameseHelp:
    """Rewrites what Typer writes in English on a help page."""

    def get_help_option(self, ctx: Context) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HELP
        return option

    def format_usage(self, ctx: Context, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Cách dùng: ")

    def format_help(self, ctx: Context, formatter: Any) -> None:
        section, write_dl = formatter.section, formatter.write_dl
        formatter.section = lambda name: section(_HEADINGS.get(name, name))
        formatter.write_dl = lambda rows: write_dl([(name, _in_vietnamese(text)) for name, text in rows])
        super().format_help(ctx, formatter)  # type: ignore[misc]


class VietnameseCommand(_VietnameseHelp, TyperCommand):
    """A command whose help page is Vietnamese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "options_metavar": "[TUỲ CHỌN]"})


class VietnameseGroup(_VietnameseHelp, TyperGroup):
    """A group of commands whose help page is Vietnamese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "options_metavar": "[TUỲ CHỌN]", "subcommand_metavar": "LỆNH …"})

    def get_params(self, ctx: Context) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            if param.name in _COMPLETION:
                param.help = _COMPLETION[param.name]  # type: ignore[attr-defined]
        return params


def explain(error: TyperException) -> str:
    """Say in Vietnamese what is wrong with the command line, and where to look.

    What was typed is only repeated where it is an option's or a command's
    name: the rest may be the person's own text.
    """
    ctx = getattr(error, "ctx", None)
    where = ctx.command_path if ctx is not None else "tuphe"
    return f"{_sentence(error, ctx)} Xem cách dùng: {where} --help"


def _sentence(error: TyperException, ctx: Context | None) -> str:
    message = error.message or ""
    match type(error).__name__:
        case "NoSuchOption":
            options = [name for param in getattr(getattr(ctx, "command", None), "params", ()) for name in param.opts]
            return f"Không có tuỳ chọn ấy.{_nearest(getattr(error, 'option_name', ''), options)}"
        case "MissingParameter":
            param = getattr(error, "param", None)
            return f"Thiếu {getattr(param, 'metavar', None) or 'tham số'}."
        case "BadOptionUsage" if "requires" in message:
            return f"Tuỳ chọn {getattr(error, 'option_name', '')} cần một giá trị đi kèm."
        case "BadOptionUsage":
            return f"Tuỳ chọn {getattr(error, 'option_name', '')} không nhận giá trị."
        case "BadParameter":
            return message
    if named := re.match(r"No such command '([a-z-]+)'", message):
        commands = getattr(getattr(ctx, "command", None), "commands", {})
        return f"Không có lệnh ấy.{_nearest(named[1], list(commands))}"
    if message.startswith("No such command"):
        return "Không có lệnh ấy."
    if "extra argument" in message:
        return "Thừa tham số. Nội dung có dấu cách phải đặt trong ngoặc kép."
    if message.startswith("Missing command"):
        return "Thiếu tên lệnh."
    return "Lệnh chưa đúng."


def _nearest(given: str, known: Sequence[str]) -> str:
    found = get_close_matches(given, known, n=2)
    return f" Gần nhất: {', '.join(found)}." if found else ""


def _in_vietnamese(text: str) -> str:
    return text.replace("[required]", "[bắt buộc]")
