"""tuphe ghi: one note, kept in a moment."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from tuphe.cli.asking import ids_meant
from tuphe.cli.options import Folder, argument, flag, option
from tuphe.cli.workspace_opening import folder_of, passphrase
from tuphe.core.text import WRITTEN_DAY
from tuphe.errors import WrongUsage
from tuphe.storage.locations import data_folder
from tuphe.storage.note_appending import known_ids
from tuphe.terminal import console
from tuphe.terminal.decoding import decoded
from tuphe.workspace.noting import keep

_LONGEST_NOTE: Final = 1_000_000
"""Letters: a longer text is no note but some file, or a pipe that never ends."""


def item_ids(incomplete: str) -> list[str]:
    """Offer, when Tab is pressed, the ids of checklists' items that begin with what is typed so far."""
    return [known for known in _all_ids()[0] if known.startswith(incomplete)]


def group_ids(incomplete: str) -> list[str]:
    """Offer, when Tab is pressed, the ids of checklists' groups that begin with what is typed so far."""
    return [known for known in _all_ids()[1] if known.startswith(incomplete)]


def _all_ids() -> tuple[dict[str, str], dict[str, str]]:
    chosen = os.environ.get("TUPHE_THU_MUC")
    return known_ids(data_folder(Path(chosen) if chosen else None))


Text = Annotated[str, argument("NỘI_DUNG", "Nội dung ghi chép; - là đọc từ đầu vào chuẩn.")]
Item = Annotated[
    str | None,
    option(
        "--muc", "MỤC", 'Mục của ghi chép: mã, hoặc chữ trong tên mục, ví dụ --muc "chủ động".', autocompletion=item_ids
    ),
]
Group = Annotated[str | None, option("--nhom", "MÃ", "Nhóm của ghi chép, ví dụ hanh-dong.", autocompletion=group_ids)]
Day = Annotated[str | None, option("--ngay", "NGÀY", f"Ngày của ghi chép, nếu không phải hôm nay: {WRITTEN_DAY}.")]


Shortcoming = Annotated[
    bool, flag("--han-che", "Đây là một hạn chế, khuyết điểm: đến kỳ kiểm điểm được nêu ở phần hạn chế.")
]


def keep_note(
    text: Text,
    item: Item = None,
    group: Group = None,
    shortcoming: Shortcoming = False,
    day: Day = None,
    folder: Folder = None,
) -> None:
    """Keep one note."""
    root, _ = folder_of(folder)
    item, group = ids_meant(root, item, group)
    noted = date.today()
    if day is not None:
        from tuphe.workspace.note_day import parse_note_day  # noqa: PLC0415 -- takes longer than keeping a note of today

        noted = parse_note_day(day)
    keep(
        root,
        lambda: _from_input() if text == "-" else text,
        day=noted,
        item=item,
        group=group,
        shortcoming=shortcoming,
        notify=console.notify,
        passphrase=passphrase,
    )
    console.notify(f"Đã ghi vào sổ tay năm {noted.year}.")
    if noted > date.today():
        console.notify(
            "Ngày của ghi chép này chưa đến.", f"Nếu gõ nhầm, bỏ bằng: tuphe so-tay-sua {noted.year} --hoan-tac"
        )


def _from_input() -> str:
    if sys.stdin is None:
        return ""

    most = _LONGEST_NOTE + 1
    with console.invited("Gõ ghi chép, một hoặc nhiều dòng"):
        # Typed by hand it is in the terminal's encoding; from a pipe its bytes may have any encoding.
        by_hand = sys.stdin.isatty()
        written = sys.stdin.read(most) if by_hand else decoded(sys.stdin.buffer.read(4 * most))
    if len(written) > _LONGEST_NOTE:
        raise WrongUsage("Ghi chép dài quá một triệu ký tự. Rút gọn, hoặc giữ trong một tệp riêng.")
    return written
