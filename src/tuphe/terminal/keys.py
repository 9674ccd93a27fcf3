"""What a person can do at a prompt, and how it is said; a key that is not here types itself, or does nothing."""

from __future__ import annotations

from typing import Final

from tuphe.terminal.columns import broken, width

# Not Alt or most function keys (terminals keep them), not Ctrl-Q (left as what starts a frozen terminal again),
# not Ctrl-A, Ctrl-B (prefix keys of screen and tmux). Ctrl-S and Ctrl-Z are taken from the terminal
# (`tuphe.terminal.keyboard`): people save and undo with them.
BACK: Final = "c-l"  # L: lùi
SKIP: Final = "c-k"  # K: khoan
EDITOR: Final = "c-e"
FINISH: Final = ("c-s", "c-x")  # X: xong
NEXT_PAGE: Final = "pagedown"
PAGE_BEFORE: Final = "pageup"
UNDO: Final = "c-z"
REDO: Final = "c-y"
KEYS: Final = "f1"
KEYS_WHERE_NOTHING_IS_TYPED: Final = "?"
STOP: Final = ("c-c", "c-d", "<sigint>")  # the last is the signal, not a key

CHOOSING: Final = "123456789abcdefghijklmnopqrstuvwxyz"
"""What chooses the first, the second and so on of the choices."""

_STOPS: Final = "lưu và dừng"
_ALWAYS: Final = ("F1 các phím", "Ctrl-L lùi lại", "Ctrl-K để sau", f"Ctrl-C {_STOPS}")
ONE: Final = ("Bấm số để chọn",)
ONE_OF_MANY: Final = ("Bấm số hoặc chữ ở đầu dòng để chọn",)
ARROWS: Final = ("Mũi tên rồi Enter",)
SEVERAL: Final = ("Bấm phím ở đầu dòng hoặc phím cách để đánh dấu", "Enter xong")
MANY: Final = ("Phím cách để đánh dấu", "Enter xong")
BOARD: Final = ("Enter ghi cụ thể", "Ctrl-S xong", "? gợi ý")
POINTS: Final = ("Gõ điểm rồi Enter", "Ctrl-S xong", "? gợi ý")
MET_OR_NOT: Final = ("Ctrl-S xong", "? gợi ý")
PAGE: Final = ("Ctrl-S xong", "PageDown trang sau", "Tab, Shift-Tab ô khác", "Ctrl-E soạn thảo")
LINE: Final = ("Enter xong",)
TEXT: Final = ("Ctrl-S, Ctrl-X xong", "Enter xuống dòng", "Ctrl-E trình soạn thảo")

_ALWAYS_EXPLAINED: Final = (
    "Ctrl-L: lùi lại một câu",
    "Ctrl-K: để sau, lần tới hỏi lại",
    f"Ctrl-C, Ctrl-D: {_STOPS}",
)
_ARROWS_EXPLAINED: Final = "Mũi tên lên, xuống: chuyển dòng"
_CHOOSING_EXPLAINED: Final = ("F1, ?: ẩn hoặc hiện các phím", *_ALWAYS_EXPLAINED)
_EDITING_EXPLAINED: Final = (
    "Ctrl-Z: hoàn tác; Ctrl-Y: làm lại",
    "Backspace, Delete: xoá một chữ cái",
    "Ctrl-mũi tên: sang từ trước, từ sau",
    "Home, End: đầu dòng, cuối dòng",
    "Ctrl-Home, Ctrl-End: đầu đoạn, cuối đoạn",
    "F1: ẩn hoặc hiện các phím",
    *_ALWAYS_EXPLAINED,
)
_POINTS_EXPLAINED: Final = (
    "Phím số, dấu phẩy: gõ điểm; ở dòng để chọn: chọn rồi xuống dòng sau",
    "Enter, Tab: lưu điểm, xuống dòng sau",
    "Mũi tên, Home, End: lưu điểm, chuyển dòng",
    "Backspace: xoá một chữ số; Delete: xoá điểm",
    "Ctrl-S, Ctrl-X: xong, sang bước sau",
    "Ctrl-Z: trả lại điểm trước",
    "?: hiện hết gợi ý của dòng có dấu ›",
    "F1: ẩn hoặc hiện các phím",
    *_ALWAYS_EXPLAINED,
)
EXPLAINED: Final = {
    ONE: ("Phím số: chọn ngay", _ARROWS_EXPLAINED, "Enter, Ctrl-S, Ctrl-X: chọn dòng có dấu ›", *_CHOOSING_EXPLAINED),
    ONE_OF_MANY: (
        "Phím số, phím chữ: chọn ngay",
        _ARROWS_EXPLAINED,
        "Enter, Ctrl-S, Ctrl-X: chọn dòng có dấu ›",
        *_CHOOSING_EXPLAINED,
    ),
    ARROWS: (_ARROWS_EXPLAINED, "Enter, Ctrl-S, Ctrl-X: chọn dòng có dấu ›", *_CHOOSING_EXPLAINED),
    SEVERAL: (
        "Phím ở đầu dòng, phím cách: đánh dấu hoặc bỏ dấu",
        _ARROWS_EXPLAINED,
        "Enter, Ctrl-S, Ctrl-X: xong",
        *_CHOOSING_EXPLAINED,
    ),
    MANY: ("Phím cách: đánh dấu hoặc bỏ dấu", _ARROWS_EXPLAINED, "Enter, Ctrl-S, Ctrl-X: xong", *_CHOOSING_EXPLAINED),
    BOARD: (
        "Phím số: chọn rồi xuống dòng sau; Delete: xoá lựa chọn",
        "Mũi tên, Home, End: chuyển dòng",
        "Enter: ghi cụ thể cho dòng có dấu ›",
        "Ctrl-S, Ctrl-X: xong, sang bước sau",
        "Ctrl-Z: trả lại lựa chọn trước",
        "?: hiện hết gợi ý của dòng có dấu ›",
        "Dấu ở đầu dòng: ! còn thiếu; ^, v còn dòng ở trên, ở dưới",
        "F1: ẩn hoặc hiện các phím",
        *_ALWAYS_EXPLAINED,
    ),
    POINTS: _POINTS_EXPLAINED,
    MET_OR_NOT: _POINTS_EXPLAINED,
    PAGE: (
        "Ctrl-S, Ctrl-X: lưu cả trang, trở lại",
        "PageDown, PageUp: lưu cả trang, mở trang của dòng sau, dòng trước",
        "Tab, Shift-Tab: sang ô sau, ô trước",
        "Enter: xuống dòng; ở ô một dòng: sang ô sau",
        "Phím số: chọn; phím cách: đánh dấu",
        "Ctrl-E: mở trình soạn thảo cho ô đang gõ",
        "F1 lần nữa: hiện hết gợi ý của ô",
        *_EDITING_EXPLAINED,
    ),
    LINE: ("Enter, Ctrl-S, Ctrl-X: xong", *_EDITING_EXPLAINED),
    TEXT: (
        "Ctrl-S, Ctrl-X: xong",
        "Enter: xuống dòng; chưa gõ gì thì để trống",
        "Ctrl-E: mở trình soạn thảo",
        *_EDITING_EXPLAINED,
    ),
}
"""Every key of a kind of prompt, one line each, by its hint."""
ASTRAY: Final = "Ở đây không dùng phím đó."
ASTRAY_ON_BOARD: Final = f"{ASTRAY} Bấm số để chọn, Enter để ghi cụ thể; F1: các phím."
MENU_LEAVING: Final = "Ctrl-C thôi"
UNSEEN: Final = "Chữ gõ vào không hiện ra. Enter: xong; Backspace: xoá một chữ cái; Ctrl-C: dừng."


def hint_lines(hint: tuple[str, ...], room: int, *, explained: bool, most: int = 0) -> list[str]:
    """Return the lines at a prompt: the usual keys side by side, or all of them `explained`.

    Those are side by side, too, where they would take more than `most` lines, if that says a number. `room` is in
    columns; a line is broken between keys, and between the words of one only where it is longer than that.
    """
    room = max(room, 20)
    if explained:
        every = EXPLAINED[hint]
        lines = [part for line in every for part in broken(line, room, others="  ")]
        return _side_by_side(every, room) if 0 < most < len(lines) else lines
    return [line for side in (hint, _ALWAYS) for line in _side_by_side(side, room)]


def _side_by_side(keys: tuple[str, ...], room: int) -> list[str]:
    """Return lines of keys, each whole unless it is longer than a line."""
    joined = " · ".join(key if width(key) > room else key.replace(" ", "\xa0") for key in keys)
    return [line.removesuffix(" ·").removeprefix("· ").replace("\xa0", " ") for line in broken(joined, room)]


def hint_of(choices: int) -> tuple[str, ...]:
    """Return the keys that choose one of so many, in words."""
    if choices > len(CHOOSING):
        return ARROWS
    return ONE if choices <= 9 else ONE_OF_MANY


def menu_lines(hint: tuple[str, ...], room: int) -> list[str]:
    """Return the lines at a menu, where there is nothing to go back to or to put off."""
    return broken(" · ".join((*hint, MENU_LEAVING)), max(room, 20))
