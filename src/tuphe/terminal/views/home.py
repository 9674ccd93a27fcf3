"""The home screen's first lines: the state of the year."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tuphe import texts
from tuphe.core.review import State
from tuphe.core.standing import Standing
from tuphe.file_names import shown

_MOST_PARTS: Final = 4
"""The most parts that are named, as many as fit on a small screen; the others are counted."""


def standing_lines(known: Standing) -> Iterator[str]:
    """Yield the state of a year, each thing on a line of its own; things without anything to say are left out."""
    if known.first:
        yield "tuphe: kiểm điểm cá nhân hằng năm, ngay trên máy này."
        yield "Chưa có bản kiểm điểm nào. Dừng lúc nào cũng được: trả lời đến đâu lưu đến đó."
    else:
        state = "chưa bắt đầu" if known.state is None else texts.STATES[known.state].lower()
        yield f"tuphe: kiểm điểm năm {known.year}, {state}"
    if known.state is State.OPEN:
        yield texts.of_unanswered(known.left, _MOST_PARTS)
    if known.state is not State.CLOSED:
        yield _days(known)
    if known.shortcomings or known.pledges:
        left = [
            *([f"{known.shortcomings} hạn chế"] if known.shortcomings else []),
            *([f"{known.pledges} cam kết"] if known.pledges else []),
        ]
        overdue = f"; {known.overdue} đã quá hạn" if known.overdue else ""
        yield f"Còn lại từ các năm trước: {', '.join(left)}{overdue}"
    if known.half_taken:
        yield f"Đang nhập dở: {shown(Path(known.half_taken).name)}"
    if known.unused_notes:
        yield f"Sổ tay: {known.unused_notes} ghi chép chưa dùng"


def _days(known: Standing) -> str:
    day = texts.of_date(known.last_day)
    if known.days_left < 0:
        return f"Đã quá ngày {day}: {-known.days_left} ngày"
    return f"Còn {known.days_left} ngày đến {day}" if known.days_left else f"Hôm nay là ngày {day}, đã đến hạn"
