"""Which paper to take in, asked from the home screen: one that lies nearby, or a path typed, pasted or dropped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.core.question import Choice, Kind, Left, Question
from tuphe.errors import AskingFailed
from tuphe.interview.parsing import path_of
from tuphe.names import shown
from tuphe.storage.locations import papers_nearby
from tuphe.terminal import console
from tuphe.terminal.menu import choose

if TYPE_CHECKING:
    from pathlib import Path

_OTHER: Final = "khac"
_ENDINGS: Final = (".docx", ".txt", ".md", ".doc", ".pdf")
"""Those that are refused too: `nhap` says what to do with them."""

_PATH: Final[Question[None]] = Question(
    key="nhap",
    part="Bản giấy năm trước",
    place="nhap",
    title="",
    text="Tệp Word nào?",
    hints=("Kéo thả tệp vào cửa sổ này, hoặc dán đường dẫn của tệp; để cả ngoặc kép cũng được.",),
    kind=Kind.LINE,
    record=lambda _: None,
)


def chosen_paper() -> str:
    """Return the path of the paper that the person chooses or names; empty where they would rather not."""
    found = papers_nearby()
    if found:
        rows = [Choice(str(path), _row(path)) for path in found]
        console.say("Bản giấy năm trước là tệp nào?")
        other = Choice(_OTHER, "Tệp khác: kéo thả vào đây, hoặc gõ đường dẫn")
        chosen = choose([*rows, other], pointed=rows[0].value, lines=console.wants_lines())
        if chosen != _OTHER:
            return chosen or ""
    try:
        reply = asker(instead="tuphe nhap TỆP").ask(_PATH)
    except AskingFailed:  # the path alone is nothing that would have to be kept
        return ""
    typed = "" if isinstance(reply, Left) else reply[0]
    return path_of(typed, _ENDINGS) or typed.strip()


def _row(path: Path) -> str:
    changed = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 -- shown in the person's own time
    return f"{shown(path.name)} ({texts.of_date(changed)}, {shown(path.parent.name)})"
