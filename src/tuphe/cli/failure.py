"""Whatever went wrong, as one Vietnamese sentence and one exit code."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from tuphe.cli.vietnamese import UsageError
from tuphe.errors import ExitCode, TuPheError, of_own_fault
from tuphe.storage.disk import reason
from tuphe.terminal import console

if TYPE_CHECKING:
    from collections.abc import Sequence


def report(error: BaseException) -> int:
    """Say what happened on standard error, and return the exit code.

    Never a traceback, never the person's text: of a fault of the program
    itself only its kind and place are told. A note on it says more.
    """
    code: int
    then = ""
    match error:
        case TuPheError():
            sentence, then, code = error.message, error.then, error.exit_code
        case UsageError() if type(error).__name__ == "NoArgsIsHelpError":
            console.write(f"{error}\n")
            return ExitCode.DONE
        case UsageError():
            sentence, code = _explain(error), ExitCode.USAGE
        case OSError():
            sentence, code = f"Không ghi được ra màn hình hoặc tệp: {reason(error)}", ExitCode.CANNOT_WRITE
        case KeyboardInterrupt():
            sentence, code = "Đã dừng; những gì đã lưu vẫn còn.", ExitCode.STOPPED
        case _:
            sentence = f"{of_own_fault(error)} Những gì đã lưu vẫn còn nguyên."
            code = ExitCode.OWN_FAULT
    console.remark(" ".join((sentence, *getattr(error, "__notes__", ()))), then)
    return code


def _explain(error: Any) -> str:
    """Say in Vietnamese what is wrong with the command line, and where to look.

    What was typed is only repeated where it is an option's or a command's
    name: the rest may be the person's own text.
    """
    ctx: Any = getattr(error, "ctx", None)
    where = ctx.command_path if ctx is not None else "tuphe"
    return f"{_sentence(error, ctx)} Xem cách dùng: {where} --help"


def _sentence(error: Any, ctx: Any) -> str:
    message = error.message or ""
    match type(error).__name__:
        case "NoSuchOption":
            options = [name for param in getattr(getattr(ctx, "command", None), "params", ()) for name in param.opts]
            name = getattr(error, "option_name", "")
            shown = f" {name}" if re.fullmatch(r"--?[a-z-]{1,20}", name) else " ấy"
            after = " Tuỳ chọn này đứng sau tên lệnh." if name == "--thu-muc" and ctx.parent is None else ""
            return f"Không có tuỳ chọn{shown}.{_nearest(name, options)}{after}"
        case "MissingParameter":
            param = getattr(error, "param", None)
            return f"Thiếu {getattr(param, 'metavar', None) or 'tham số'}: {getattr(param, 'help', None) or ''}"
        case "BadOptionUsage" if "requires" in message:
            return f"Tuỳ chọn {getattr(error, 'option_name', '')} cần một giá trị đi kèm."
        case "BadOptionUsage":
            return f"Tuỳ chọn {getattr(error, 'option_name', '')} không nhận giá trị. Bỏ phần sau dấu =."
        case "BadParameter":
            return message
    if named := re.match(r"No such command '([a-z-]+)'", message):
        commands = ctx.command.list_commands(ctx)
        return f"Không có lệnh ấy.{_nearest(named[1], commands)}"
    if message.startswith("No such command"):
        return "Không có lệnh ấy."
    if "extra argument" in message:
        return "Thừa tham số. Nội dung hay giá trị có dấu cách phải đặt trong ngoặc kép."
    if message.startswith("Missing command"):
        return "Thiếu tên lệnh."
    return "Lệnh chưa đúng."


def _nearest(given: str, known: Sequence[str]) -> str:
    found = get_close_matches(given, known, n=2)
    return f" Gần nhất: {', '.join(found)}." if found else ""
