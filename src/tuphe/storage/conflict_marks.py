"""The marks that git and similar programs leave in a file that two machines changed, where they could not merge it."""

from __future__ import annotations

import re
from typing import Final

UNMERGED: Final = (
    "hai máy cùng sửa tệp này và git chưa gộp xong. "
    "Giữ phần đúng, xoá các dòng <<<<<<<, ======= và >>>>>>> rồi lưu lại."
)

_CONFLICT: Final = re.compile(r"^<<<<<<<(?: .*)?\n(?:.*\n)*?=======\r?\n(?:.*\n)*?>>>>>>>(?: |\r?$)", re.MULTILINE)


def conflict_line(text: str) -> int | None:
    """Return the line, counted from 1, on which the first unmerged part begins; None where there is none."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    found = _CONFLICT.search(text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def sides(text: str) -> tuple[str, str]:
    """Return the text as each machine had it; a line of the other machine is left empty, so that none moves."""
    kept: tuple[list[str], list[str]] = ([], [])
    of: tuple[int, ...] = (0, 1)
    for line in text.split("\n"):
        mark = line.rstrip("\r")
        if of == (0, 1) and mark.startswith("<<<<<<<"):
            of, line = (0,), ""  # noqa: PLW2901 -- a mark is on neither side
        elif of == (0,) and mark.startswith("|||||||"):
            of, line = (), ""  # noqa: PLW2901
        elif len(of) < 2 and mark == "=======":
            of, line = (1,), ""  # noqa: PLW2901
        elif of == (1,) and mark.startswith(">>>>>>>"):
            of, line = (0, 1), ""  # noqa: PLW2901
        for side in (0, 1):
            kept[side].append(line if side in of else "")
    return "\n".join(kept[0]), "\n".join(kept[1])
