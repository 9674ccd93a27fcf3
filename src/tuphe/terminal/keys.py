"""The keys at a prompt, and the words for them; a key that is not here types itself, or does nothing."""

from typing import Final, NamedTuple

from tuphe.terminal.columns import broken, width

# Not Alt or most function keys (terminals keep them), not Ctrl-Q (left as what starts a frozen terminal again), not
# Ctrl-B (a prefix key of tmux, as Ctrl-A is of screen: Ctrl-U does what that begins). Ctrl-S and Ctrl-Z are taken
# from the terminal (`tuphe.terminal.key_sequences`): people save and undo with them.
BACK: Final = "c-l"  # L: lùi
SKIP: Final = "c-k"  # K: khoan
EDITOR: Final = "c-e"
FINISH: Final = ("c-s", "c-x")  # X: xong
NEXT_PAGE: Final = "pagedown"
PAGE_BEFORE: Final = "pageup"
UNDO: Final = "c-z"
REDO: Final = "c-y"
CHOOSE_ALL: Final = "c-a"
CLEAR: Final = "c-u"
KEYS: Final = "f1"
KEYS_WHERE_NOTHING_IS_TYPED: Final = "?"
HINTS: Final = f"{KEYS_WHERE_NOTHING_IS_TYPED} gợi ý"
CLOSE: Final = "escape"
STOP: Final = ("c-c", "c-d", "<sigint>")  # the last is the signal, not a key

CHOOSING: Final = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys that choose the first, the second choice and so on."""

_STOPS: Final = "lưu và dừng"
_ALWAYS: Final = ("F1 các phím", "Ctrl-L lùi lại", "Ctrl-K để sau", f"Ctrl-C {_STOPS}")
_ALWAYS_EXPLAINED: Final = ("Ctrl-L: lùi lại một câu", "Ctrl-K: để sau, lần tới hỏi lại", f"Ctrl-C, Ctrl-D: {_STOPS}")
_ARROWS_EXPLAINED: Final = "Mũi tên lên, xuống: chuyển dòng"
_ENTER_CHOOSES: Final = "Enter, Ctrl-S, Ctrl-X: chọn dòng có dấu ›"
_ENTER_ENDS: Final = "Enter, Ctrl-S, Ctrl-X: xong"
_F1_EXPLAINED: Final = "F1: ẩn hoặc hiện các phím; Esc: ẩn"
_CHOOSING_EXPLAINED: Final = ("F1, ?: ẩn hoặc hiện các phím; Esc: ẩn", *_ALWAYS_EXPLAINED)
_EDITING_EXPLAINED: Final = (
    "Ctrl-Z: hoàn tác; Ctrl-Y: làm lại",
    "Backspace, Delete: xoá một chữ cái",
    "Ctrl-A rồi Delete, hoặc Ctrl-U: xoá cả ô",
    "Ctrl-mũi tên: sang từ trước, từ sau",
    "Home, End; Ctrl-Home, Ctrl-End: đầu, cuối dòng; đầu, cuối đoạn",
)
_ALONE_EXPLAINED: Final = (*_EDITING_EXPLAINED, _F1_EXPLAINED, *_ALWAYS_EXPLAINED)
_ON_BOARDS_EXPLAINED: Final = ("?: hiện hết gợi ý của dòng có dấu ›", _F1_EXPLAINED, *_ALWAYS_EXPLAINED)
_POINTS_EXPLAINED: Final = (
    "Phím số, dấu phẩy: gõ điểm; ở dòng để chọn: chọn rồi xuống dòng sau",
    "Enter, Tab: lưu điểm, xuống dòng sau",
    "Mũi tên, Home, End: lưu điểm, chuyển dòng",
    "Backspace: xoá một chữ số; Delete: xoá điểm",
    "Ctrl-S, Ctrl-X: sang bước sau; còn thiếu thì nhắc trước",
    "Ctrl-Z: trả lại điểm trước",
    *_ON_BOARDS_EXPLAINED,
)


class Hint(NamedTuple):
    """The keys of a kind of prompt in words: the usual ones, and every one of them, a line each."""

    usual: tuple[str, ...]
    explained: tuple[str, ...]


ONE: Final = Hint(("Bấm số để chọn",), ("Phím số: chọn ngay", _ARROWS_EXPLAINED, _ENTER_CHOOSES, *_CHOOSING_EXPLAINED))
ONE_OF_MANY: Final = Hint(
    ("Bấm số hoặc chữ ở đầu dòng để chọn",),
    ("Phím số, phím chữ: chọn ngay", _ARROWS_EXPLAINED, _ENTER_CHOOSES, *_CHOOSING_EXPLAINED),
)
ARROWS: Final = Hint(("Mũi tên rồi Enter",), (_ARROWS_EXPLAINED, _ENTER_CHOOSES, *_CHOOSING_EXPLAINED))
SEVERAL: Final = Hint(
    ("Bấm phím ở đầu dòng hoặc phím cách để đánh dấu", "Enter xong"),
    ("Phím ở đầu dòng, phím cách: đánh dấu hoặc bỏ dấu", _ARROWS_EXPLAINED, _ENTER_ENDS, *_CHOOSING_EXPLAINED),
)
MANY: Final = Hint(
    ("Phím cách để đánh dấu", "Enter xong"),
    ("Phím cách: đánh dấu hoặc bỏ dấu", _ARROWS_EXPLAINED, _ENTER_ENDS, *_CHOOSING_EXPLAINED),
)
BOARD: Final = Hint(
    ("Enter ghi cụ thể", "Ctrl-S đi tiếp", HINTS),
    (
        "Phím số: chọn rồi xuống dòng sau; Delete: xoá lựa chọn",
        "Mũi tên, Home, End: chuyển dòng",
        "Enter: ghi cụ thể cho dòng có dấu ›",
        "Ctrl-S, Ctrl-X: sang bước sau; còn thiếu thì nhắc trước",
        "Ctrl-Z: trả lại lựa chọn trước",
        "Dấu ở đầu dòng: ! còn thiếu; ^, v còn dòng ở trên, ở dưới",
        *_ON_BOARDS_EXPLAINED,
    ),
)
POINTS: Final = Hint(("Gõ điểm rồi Enter", "Ctrl-S đi tiếp", HINTS), _POINTS_EXPLAINED)
MET_OR_NOT: Final = Hint(("Ctrl-S đi tiếp", HINTS), _POINTS_EXPLAINED)
PAGE: Final = Hint(
    ("Ctrl-S xong", "PageDown mục sau", "Tab, Shift-Tab ô khác", "Ctrl-E soạn thảo"),
    (
        "Ctrl-S, Ctrl-X: lưu cả trang rồi đóng",
        "Esc: đóng trang chưa gõ gì",
        "PageDown, PageUp: lưu cả trang, sang mục sau, mục trước",
        "Tab, Shift-Tab: sang ô sau, ô trước",
        "Enter: xuống dòng; ở ô một dòng: sang ô sau",
        "Phím số: chọn; phím cách: đánh dấu",
        "Ctrl-E: mở trình soạn thảo cho ô đang gõ",
        *_EDITING_EXPLAINED,
        "F1: hiện các phím; lần nữa: hết gợi ý của ô; Esc: ẩn",
        *_ALWAYS_EXPLAINED,
    ),
)
LINE: Final = Hint(("Enter xong",), (_ENTER_ENDS, *_ALONE_EXPLAINED))
TEXT: Final = Hint(
    ("Ctrl-S, Ctrl-X xong", "Enter xuống dòng", "Ctrl-E trình soạn thảo"),
    (
        "Ctrl-S, Ctrl-X: xong",
        "Enter: xuống dòng; chưa gõ gì thì để trống",
        "Ctrl-E: mở trình soạn thảo",
        *_ALONE_EXPLAINED,
    ),
)

ASTRAY: Final = "Ở đây không dùng phím đó."
ASTRAY_ON_BOARD: Final = f"{ASTRAY} Bấm số để chọn, Enter để ghi cụ thể; F1: các phím."
_ON_MENUS: Final = ("F1 các phím", "Ctrl-C thôi")
_MENU_EXPLAINED: Final = (
    _ARROWS_EXPLAINED,
    "Enter: chọn dòng có dấu ›",
    _F1_EXPLAINED,
    "Ctrl-C, Ctrl-D: thôi, không chọn dòng nào",
)
UNSEEN: Final = "Chữ gõ vào không hiện ra. Enter: xong; Backspace: xoá một chữ cái; Ctrl-C: dừng."


def hint_lines(hint: Hint, room: int, *, explained: bool, most: int = 0) -> list[str]:
    """Return the lines at a prompt: the usual keys side by side, or all of them `explained`.

    All keys are side by side, too, where they would take more than `most` lines, unless `most` is 0. `room` is in
    columns; a line is broken between keys, and between the words of one only where it is longer than that.
    """
    room = max(room, 20)
    if explained:
        lines = [part for line in hint.explained for part in broken(line, room, others="  ")]
        return _side_by_side(hint.explained, room) if 0 < most < len(lines) else lines
    return [line for side in (hint.usual, _ALWAYS) for line in _side_by_side(side, room)]


def _side_by_side(keys: tuple[str, ...], room: int) -> list[str]:
    """Return lines of keys, each whole unless it is longer than a line."""
    joined = " · ".join(key if width(key) > room else key.replace(" ", "\xa0") for key in keys)
    return [line.removesuffix(" ·").removeprefix("· ").replace("\xa0", " ") for line in broken(joined, room)]


def hint_of(choices: int) -> Hint:
    """Return the keys that choose one of so many, in words."""
    if choices > len(CHOOSING):
        return ARROWS
    return ONE if choices <= 9 else ONE_OF_MANY


def menu_lines(hint: Hint, room: int, *, explained: bool = False) -> list[str]:
    """Return the lines at a menu, where there is nothing to go back to or to put off; all keys where `explained`."""
    if explained:
        every = dict.fromkeys((hint.explained[0], *_MENU_EXPLAINED))
        return [part for line in every for part in broken(line, max(room, 20), others="  ")]
    return broken(" · ".join((*hint.usual, *_ON_MENUS)), max(room, 20))
