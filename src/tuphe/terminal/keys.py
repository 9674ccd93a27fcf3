"""What a person can always do, and how it is said: one key each, passed on by every terminal."""

from __future__ import annotations

from typing import Final

# Not Alt or function keys (terminals keep them), not Ctrl-S, Ctrl-Q, Ctrl-Z
# (flow and job control), not Ctrl-A, Ctrl-B (prefix keys of screen and tmux).
BACK: Final = "c-l"  # L: lùi
SKIP: Final = "c-k"  # K: khoan
EDITOR: Final = "c-e"
FINISH: Final = "c-x"  # X: xong
STOP: Final = ("c-c", "c-d", "<sigint>")  # the last is the signal, not a key

ALWAYS: Final = "Ctrl-L lùi lại · Ctrl-K để sau · Ctrl-C lưu và dừng"
ONE: Final = "Bấm số để chọn"
SEVERAL: Final = "Bấm số hoặc phím cách để đánh dấu · Enter xong"
MANY: Final = "Phím cách để đánh dấu · Enter xong"
LINE: Final = "Enter xong"
TEXT: Final = "Ctrl-X xong · Enter xuống dòng · Ctrl-E trình soạn thảo"
ARROWS: Final = "Mũi tên rồi Enter"
