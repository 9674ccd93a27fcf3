"""Whatever went wrong, as one Vietnamese sentence and one exit code."""

from pathlib import PurePath

from typer._click.exceptions import UsageError

from tuphe.cli.vietnamese import explained
from tuphe.errors import ExitCode, Stopped, TuPheError, of_own_fault
from tuphe.file_names import shown
from tuphe.storage.disk import reason
from tuphe.terminal import console


def report(error: BaseException, *, at_home: bool = False) -> int:
    """Say what happened on standard error, and return the exit code.

    A person who stopped a command chosen `at_home` goes on there, not by a command line. Never show a traceback or the
    person's text: of a fault of the program itself only its kind and place. A note on the error says more.
    """
    code: int
    then = ""
    match error:
        case Stopped() if at_home and error.then:
            sentence, code = error.message, error.exit_code
            then = "Làm tiếp: chọn lại việc này ở màn hình chính."
        case TuPheError():
            sentence, then, code = error.message, error.then, error.exit_code
        case UsageError():
            sentence, code = explained(error), ExitCode.USAGE
        case PermissionError(filename=str() | PurePath() as name):
            sentence = f"Không có quyền đọc hoặc ghi {shown(name)}. Kiểm tra quyền của thư mục."
            code = ExitCode.CANNOT_WRITE
        case OSError():
            sentence, code = f"Không ghi được ra màn hình hoặc tệp: {reason(error)}", ExitCode.CANNOT_WRITE
        case KeyboardInterrupt():
            sentence, code = "Đã dừng; những gì đã lưu vẫn còn.", ExitCode.STOPPED
        case _:
            sentence = f"{of_own_fault(error)} Những gì đã lưu vẫn còn nguyên."
            code = ExitCode.OWN_FAULT
    console.notify(" ".join((sentence, *getattr(error, "__notes__", ()))), then)
    return code
