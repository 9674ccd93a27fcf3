"""One family of errors: each is one situation, one Vietnamese message, what to do next, one exit code.

An error never prints itself; `tuphe.cli.main` does, once. No message ever
contains the person's own text: only paths, lines, keys and ids.
"""

import re
import traceback
from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Self

from tuphe.file_names import shown


class ExitCode(IntEnum):
    """What the program tells the shell."""

    DONE = 0
    BLOCKED = 1
    USAGE = 2
    NOT_FOUND = 3
    BAD_FILE = 4
    NEEDS_TERMINAL = 5
    CONFLICT = 6
    CANNOT_WRITE = 7
    OWN_FAULT = 70  # EX_SOFTWARE of sysexits.h
    STOPPED = 130


class TuPheError(Exception):
    """Something the person has to know and can act on.

    `then` is the next step: words that end with a command of tuphe, such as “Mở lại bằng: tuphe mo-lai 2026”. Whoever
    prints the error completes that command, with `--thu-muc` where it is needed.
    """

    exit_code = ExitCode.USAGE
    always = ""
    """The message of a kind that has but one."""

    def __init__(self, message: str = "", *, then: str = "") -> None:
        super().__init__(message or self.always)
        self.message = message or self.always
        self.then = then

    def __str__(self) -> str:
        """Return the message and the next step, on one line."""
        return f"{self.message} {self.then}".rstrip()


class WrongUsage(TuPheError):
    """The command line asks for something that cannot be."""


class NotFound(TuPheError):
    """What the command is about is not there."""

    exit_code = ExitCode.NOT_FOUND


class Conflict(TuPheError):
    """Something that is locked, closed, changed meanwhile or there already prevents the command."""

    exit_code = ExitCode.CONFLICT


class NoSuchId(WrongUsage):
    """An id on the command line names nothing; the nearest ones are offered, else all."""

    def __init__(self, what: str, nearest: Sequence[str], known: Sequence[str]) -> None:
        hint = f"Gần nhất: {', '.join(nearest)}." if nearest else f"Đang có: {', '.join(map(shown, known))}."
        super().__init__(f"Không có {what} đó. {hint}")


class WhichItem(WrongUsage):
    """The words on the command line name no item, or several; those that may be meant are listed with their names."""

    def __init__(self, names: Mapping[str, str], *, fitting: bool) -> None:
        said = "Chữ này có trong tên nhiều mục." if fitting else "Không có mục nào như vậy."
        listed = "".join(f"\n- {shown(name)}: --muc {item}" for item, name in names.items())
        super().__init__(f"{said} Ghi mã của mục, hoặc chữ chỉ có trong tên mục đó:{listed}")


class NoHome(WrongUsage):
    """This user's home folder is not known, or the present folder is gone."""

    always = (
        "Không rõ dữ liệu nằm ở đâu: máy này không cho biết thư mục nhà, hoặc thư mục hiện tại không còn. "
        "Viết đủ đường dẫn, ví dụ --thu-muc /srv/tuphe, hoặc đặt biến TUPHE_THU_MUC."
    )


class ReviewNotFound(NotFound):
    """No file for that year."""

    def __init__(self, year: int, *, versions: bool = False) -> None:
        if versions:
            super().__init__(
                f"Tệp của năm {year} không còn, nhưng các bản trước vẫn được giữ.",
                then=f"Xem và lấy lại: tuphe khoi-phuc {year}",
            )
        else:
            super().__init__(f"Chưa có bản kiểm điểm năm {year}.", then=f"Bắt đầu bằng: tuphe kiem-diem {year}")


class _NotAmongCriteria(NotFound):
    """No file with that id, built in or in the folder tieu-chi of the person's own."""

    what: str
    own: str

    def __init__(self, wanted: str, known: Sequence[str]) -> None:
        # A word that is no id may be the person's own text, and is not repeated.
        named = f" “{wanted}”" if re.fullmatch("[a-z0-9-]{1,60}", wanted) else " đó"
        others = f" Đang có: {', '.join(map(shown, known))}." if known else ""
        super().__init__(
            f"Không tìm thấy {self.what}{named}.{others} {self.own} đặt trong thư mục tieu-chi;",
            then="xem: tuphe tieu-chi danh-sach",
        )


class ChecklistNotFound(_NotAmongCriteria):
    """No checklist with that id."""

    what, own = "bộ tiêu chí", "Bộ tiêu chí riêng"


class PointTableNotFound(_NotAmongCriteria):
    """No table of points with that id."""

    what, own = "bảng điểm", "Bảng điểm"


class FormNotFound(NotFound):
    """No form with that id, built in or in the person's folder."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(
            f"Không có mẫu mang mã đó. Đang có: {', '.join(map(shown, known))}.", then="Xem: tuphe mau danh-sach"
        )


class BadFile(TuPheError):
    """A file that cannot be read as it should be; nothing was changed.

    `line` and `column` count from 1, as editors do.
    """

    exit_code = ExitCode.BAD_FILE

    def __init__(
        self, path: Path | str, sentence: str, *, line: int | None = None, column: int | None = None, then: str = ""
    ) -> None:
        what = "Đầu vào chuẩn" if str(path) == "-" else f"Tệp {shown(path)}"
        place = "" if line is None else f", dòng {line}" + ("" if column is None else f", cột {column}")
        super().__init__(f"{what}{place}: {sentence}", then=then)
        self.path = path
        self.sentence = sentence

    def or_else(self, advice: str = "", *, then: str = "") -> Self:
        """Return this error with one more way out of it: a sentence, or a command as the next step."""
        self.message = f"{self.message} {advice}".rstrip()
        self.then = then
        return self


class NotAYearlyReview(BadFile):
    """The paper is of another kind, `name`, or of none that is known; a `readable` one may be taken all the same."""

    def __init__(self, path: Path, name: str, *, readable: bool) -> None:
        what = f"đây là {name}, không phải bản kiểm điểm hằng năm" if name else "đây không phải bản kiểm điểm hằng năm"
        anyway = " Vẫn muốn nhập thì thêm --van-nhan." if readable else ""
        super().__init__(path, f"{what}; chưa nhập gì.{anyway}")


class NeedsTerminal(TuPheError):
    """Questions cannot be asked here; `instead` is the command that needs none, `setting` the setting that it needs."""

    exit_code = ExitCode.NEEDS_TERMINAL

    def __init__(self, instead: str = "", *, setting: str = "") -> None:
        otherwise = "Khi không có, dùng:"
        super().__init__(
            f"Lệnh này cần một cửa sổ dòng lệnh để hỏi và trả lời.{f' {otherwise} {setting}' if setting else ''}",
            then=f"{otherwise} {instead}" if instead else "",
        )


class YearLocked(Conflict):
    """Another tuphe has the year open."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Bản kiểm điểm năm {year} đang mở ở một cửa sổ khác của tuphe. Đóng cửa sổ đó rồi chạy lại; "
            "chưa có gì bị ghi đè."
        )


class YearClosed(Conflict):
    """The year is read-only; `advice` is what to know before it is opened again."""

    def __init__(self, year: int, advice: str = "") -> None:
        super().__init__(
            f"Bản kiểm điểm năm {year} đã chốt nên chỉ đọc, không sửa được. {advice}".rstrip(),
            then=f"Mở lại để sửa (bản đã chốt vẫn được giữ): tuphe mo-lai {year}",
        )


class YearExists(Conflict):
    """The year of a paper is there already; a paper never takes its place."""

    def __init__(self, year: int, path: Path) -> None:
        super().__init__(
            f"Năm {year} đã có trong tuphe, nên không nhập đè; tệp cũ vẫn nguyên. Nếu bản giấy là của năm khác thì "
            f"thêm --nam NĂM. Nếu muốn thay hẳn thì cất tệp {shown(path)} ra chỗ khác rồi nhập lại.",
            then=f"Xem năm đang có: tuphe xem {year}",
        )


class FolderInUse(Conflict):
    """Another tuphe is writing in the folder, locking or unlocking it, for longer than anybody waits."""

    always = "Thư mục đang được dùng ở một cửa sổ khác của tuphe. Đợi cửa sổ đó xong rồi chạy lại."


class WrongPassphrase(Conflict):
    """The folder is locked, and not with this passphrase."""

    always = "Mật khẩu không đúng. Chưa có gì thay đổi; chạy lại lệnh để thử lại."


class PyrageMissing(Conflict):
    """The folder is locked, and the library that encrypts and decrypts is not installed."""

    always = "Khoá, mở khoá thư mục cần thư viện pyrage. Cài vào cùng chỗ với tuphe, ví dụ: pip install pyrage"


class ChangedMeanwhile(Conflict):
    """The file on disk is no longer the one that was read."""

    happened = "Tệp {path} vừa bị sửa từ bên ngoài, nên tuphe không ghi đè."

    def __init__(self, path: Path, *, kept: Path | None = None) -> None:
        where, then = _where_it_is(path, kept)
        super().__init__(f"{self.happened.format(path=shown(path))} {where}", then=then)
        self.path = path
        self.kept = kept

    def kept_at(self, kept: Path) -> Self:
        """Return this error with the file that has the content which could not be written."""
        return type(self)(self.path, kept=kept)


class FolderLocked(ChangedMeanwhile):
    """The folder was locked since the command began."""

    happened = "Thư mục vừa được khoá ở một cửa sổ khác, nên tuphe không ghi {path}."


class FolderOpened(ChangedMeanwhile):
    """The folder was unlocked since the command began."""

    happened = "Thư mục vừa được mở khoá ở một cửa sổ khác, nên tuphe không ghi {path}."


def _where_it_is(path: Path, kept: Path | None) -> tuple[str, str]:
    """Say where the person's answers are now, and the next step."""
    if kept is None:
        return "Xem lại tệp rồi chạy lại lệnh; câu trả lời đã lưu trước đó vẫn còn.", ""
    there = f"Bản của bạn được giữ ở {shown(kept.name)}, cùng thư mục;"
    if re.match("[0-9]{4}[.]", path.name):
        return there, f"xem khác ở đâu và chọn bằng: tuphe khoi-phuc {path.name[:4]}"
    if kept.suffix == ".age":
        return f"{there} đối chiếu rồi chép phần còn thiếu,", "sau khi mở khoá: tuphe mo-khoa"
    return f"{there} đối chiếu rồi chép phần còn thiếu.", ""


class CannotWrite(TuPheError):
    """The disk, the rights or an existing file prevent writing."""

    exit_code = ExitCode.CANNOT_WRITE

    def __init__(self, path: Path | str, reason: str, *, then: str = "") -> None:
        super().__init__(f"Không ghi được {shown(path)}: {reason}", then=then)
        self.reason = reason


class NoLibreOffice(TuPheError):
    """A PDF is made by LibreOffice, which is not here or, where it `failed`, made nothing."""

    exit_code = ExitCode.CANNOT_WRITE

    def __init__(self, *, failed: bool = False) -> None:
        why = "LibreOffice không tạo được tệp." if failed else "cần LibreOffice, mà máy này không có."
        super().__init__(
            f"Chưa tạo được bản PDF: {why} Xuất ra Word rồi trong Word chọn lưu thành PDF.",
            then="tuphe xuat -o kiem-diem.docx",
        )


class WouldNotBeRead(CannotWrite):
    """What was to be saved could not be read again; nothing was replaced."""


class Stopped(TuPheError):
    """The person ended the command at a question."""

    exit_code = ExitCode.STOPPED

    def __init__(self, *, then: str = "", kept: bool = True) -> None:
        what = "câu đã trả lời và đoạn gõ dở đều được giữ" if kept else "chưa nhập gì"
        super().__init__(f"Đã dừng; {what}.", then=then)


class AskingFailed(Exception):
    """A question could not be asked to its end; the cause says why, `typed` is the text that was in the field.

    On a page it is the text of each of its fields, by their keys.
    """

    def __init__(self, typed: str | Mapping[str, str]) -> None:
        super().__init__()
        self.typed = typed


def of_own_fault(error: BaseException) -> str:
    """Say that the program itself is at fault: only the kind and the place, never the person's text."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"tuphe gặp lỗi nội bộ ({type(error).__name__}, {place.filename}:{place.lineno})."
