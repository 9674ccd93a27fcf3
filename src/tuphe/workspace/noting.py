"""One note kept, with as little loaded and read as possible: `tuphe ghi` is to take a moment."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tuphe.core.text import clean
from tuphe.errors import WrongUsage
from tuphe.storage import Notify
from tuphe.storage.encryption.folder import AskPassphrase, open_folder
from tuphe.storage.note_appending import NoteAppender


def keep(
    root: Path,
    read: Callable[[], str],
    *,
    day: date,
    item: str | None,
    group: str | None,
    shortcoming: bool = False,
    notify: Notify,
    passphrase: AskPassphrase,
) -> None:
    """Save what `read` returns as a note of `day`; it is called only once it is known that the note can be saved.

    Raises WrongUsage for a note without words, BadFile, CannotWrite.
    """
    folder = open_folder(root, passphrase=passphrase, notify=notify, tidied=False)  # encrypting needs no passphrase
    store = NoteAppender(folder)
    store.require_here(day.year)
    cleaned, hidden = clean(read())
    written = cleaned.strip()
    if hidden:
        notify(
            "Ghi chép có ký tự điều khiển ẩn hoặc chữ không đọc được theo bảng mã UTF-8; tuphe đã bỏ các chỗ đó.",
            "Xem lại: tuphe so-tay",
        )
    if not any(map(str.isalnum, written)):  # nothing, or a stray mark
        raise WrongUsage("Chưa có nội dung.", then='Ví dụ: tuphe ghi "Số hoá xong 1.240 hồ sơ, trước hạn 15 ngày"')
    record: dict[str, str | bool | date] = {
        "ngay": day,
        "muc": item or "",
        "nhom": group or "",
        "han_che": shortcoming,
        "noi_dung": written,
    }
    store.append(day.year, [{key: value for key, value in record.items() if value}])
