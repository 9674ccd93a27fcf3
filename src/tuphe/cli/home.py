"""tuphe without a command: the home screen, from which the others are run, and to which each comes back."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import typer

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.cli.workspace_opening import open_workspace, remember_passphrase
from tuphe.core.question import Choice, Kind, Left, Move, Question
from tuphe.core.standing import Standing
from tuphe.errors import AskingFailed, ExitCode, TuPheError
from tuphe.file_names import from_home, shown
from tuphe.file_reading import is_there
from tuphe.interview.reply_parsing import path_of
from tuphe.storage.locations import new_paper, papers_nearby
from tuphe.terminal import console, stopping
from tuphe.terminal.modes import let_go
from tuphe.terminal.preview import seen_at_once
from tuphe.terminal.shell_words import quoted
from tuphe.terminal.views.home import standing_lines
from tuphe.workspace.standing import standing

Run = Callable[[list[str]], int]
"""Runs a command line, without the program's name, and returns its exit code."""

_NARROW: Final = 64
"""Columns below which the command line that does the same is behind its row, not in a column of its own."""

_SECONDS_TO_OPEN: Final = 3.0
"""An opener that takes longer shows the file itself; one that cannot has said so by then."""

_LEAVE: Final = "thoat"
_OTHER_YEAR: Final = "nam-khac"

_NO_PAPER: Final = "Không có tệp này. Sửa đường dẫn, kéo thả tệp vào đây, hoặc lùi lại."

_WORDS: Final = {
    "danh-sach": "Liệt kê các năm",
    "ghi": "Ghi một việc vào sổ tay",
    "so-tay": "Xem sổ tay",
    "ho-so": "Hồ sơ của bạn",
    "xem": "Xem cả năm",
    "so-sanh": "So sánh với năm trước",
    "soat": "Soát chỗ thiếu, chung chung",
    "xuat": "Xuất ra Word",
    "mo-lai": "Mở lại để sửa",
    "chot": "Chốt: từ đó chỉ đọc",
}
"""What commands do, in the words of the menu."""

_ENDINGS: Final = (".docx", ".txt", ".md", ".doc", ".pdf")
"""Endings of papers, also of those that are refused: `nhap` says what to do with them."""


class Row(NamedTuple):
    """A row of the menu: what it does in words, and the command line that does the same."""

    name: str
    label: str
    line: str


def show_home(run: Run) -> None:
    """Show where the year stands and what can be done; run what is chosen, and come back until the person leaves."""
    remember_passphrase()
    done: set[str] = set()
    wanted: int | None = None  # None for the usual year
    usual = 0
    while not stopping.is_final():
        known = _standing(wanted)
        year = date.today().year if known is None else known.year
        usual = usual or year
        others = [] if known is None else known.other_years(usual)
        following = "danh-sach" if known is None else known.next_step(done) or _LEAVE
        chosen = _choose(
            _choices(_rows(known, year, others)), following, takes=lambda text: bool(path_of(text, _ENDINGS))
        )
        if chosen in (None, _LEAVE):
            return
        if chosen == _OTHER_YEAR:
            wanted, done = _another_year(others) or year, set()
            continue
        console.write("\n")
        code = _run(run, str(chosen), year, "" if known is None else known.half_taken)
        let_go()
        if code == ExitCode.DONE:
            done.add(str(chosen))
        # Wait until the output is read; a command that asks was read already, and a single line stays in sight.
        asked = code == ExitCode.STOPPED or (chosen in ("kiem-diem", "ghi") and code == ExitCode.DONE)
        if not asked and not _goes_on():
            return


def _standing(year: int | None) -> Standing | None:
    """Show the state of the year, or why it is not known; the menu is shown in any case."""
    console.write("\n")
    chosen = os.environ.get("TUPHE_THU_MUC")
    try:
        workspace = open_workspace(Path(chosen) if chosen else None)
        known = standing(workspace, workspace.year(year), date.today())
    except TuPheError as fault:
        console.say(fault.message, fault.then)
        known = None
    for line in () if known is None else standing_lines(known):
        console.say(line)
    console.write("\n")
    return known


def _rows(known: Standing | None, year: int, others: list[int]) -> list[Row]:
    """Return the rows of the menu: the commands that can be used now, in words and as they are typed."""
    offered = ("danh-sach", "ghi") if known is None else known.offered()
    half_taken = "" if known is None else known.half_taken
    fresh, whole = known is None or known.state is None, known is None or not known.left
    words = {
        "kiem-diem": ("Bắt đầu" if fresh else "Xem và sửa" if whole else "Làm tiếp") + " bản kiểm điểm",
        "nhap": "Nhập tiếp bản giấy" if half_taken else f"Nhập bản giấy năm {year - 1}",
        **_WORDS,
    }
    lines = {
        "nhap": f"tuphe nhap {quoted(shown(half_taken))}" if half_taken else "tuphe nhap TỆP",
        "ghi": 'tuphe ghi "…"',
        "ho-so": "tuphe ho-so",
        "danh-sach": "tuphe danh-sach",
        **({"xuat": f"tuphe xuat {year} -o {quoted(shown(new_paper(year)))}"} if "xuat" in offered else {}),
    }
    return [
        *(Row(name, words[name], lines.get(name, f"tuphe {name} {year}")) for name in offered),
        *([Row(_OTHER_YEAR, "Chọn năm khác", "tuphe danh-sach")] if others else []),
        Row(_LEAVE, "Thoát", ""),
    ]


def _another_year(others: list[int]) -> int | None:
    """Ask which other year the screen is to show."""
    console.write("\n")
    chosen = _choose([Choice(str(year), f"Năm {year}") for year in others], str(others[0]))
    return int(chosen) if chosen else None


def _choices(rows: list[Row]) -> list[Choice]:
    wide = console.columns() >= _NARROW
    longest = max(len(row.label) for row in rows)
    return [Choice(row.name, f"{row.label.ljust(longest) if wide else row.label}  {row.line}".rstrip()) for row in rows]


def _choose(choices: list[Choice], pointed: str, **how: Any) -> str | None:
    with seen_at_once(choices, pointed=pointed):
        from tuphe.terminal.choices import choose  # noqa: PLC0415 -- takes longer to load than all before it

        return choose(choices, pointed=pointed, lines=console.wants_lines(), **how)


def _run(run: Run, chosen: str, year: int, half_taken: str) -> int:
    if path := path_of(chosen, _ENDINGS):  # a path pasted instead of a choice
        return run(["nhap", "--", str(from_home(path))])
    match chosen:
        case "ghi":
            return _note(run)
        case "xuat":
            return _export(run, year)
        case "nhap":
            path = half_taken or _chosen_paper(year)
            return run(["nhap", "--", path]) if path else ExitCode.STOPPED
        case "danh-sach" | "ho-so":
            return run([chosen])
    return run([chosen, str(year)])


def _line(key: str, part: str, text: str, hint: str) -> Question[None]:
    """Return a question for the argument of a command."""
    return Question(
        key=key, part=part, place=key, title="", text=text, hints=(hint,), kind=Kind.LINE, record=lambda _: None
    )


def _note(run: Run) -> int:
    """Ask for a note and save it, whatever ends the question."""
    try:
        reply = asker(instead='tuphe ghi "…"').ask(
            _line("ghi", "Sổ tay", "Việc gì đáng ghi lại?", "Nêu con số, ngày tháng, tên việc.")
        )
        text = str(reply.typed) if isinstance(reply, Left) else reply[0]
    except AskingFailed as failure:
        text = str(failure.typed)
    # A dash alone would be the standard input.
    return run(["ghi", "--", text]) if text.strip() not in ("", "-") else ExitCode.STOPPED


def _chosen_paper(year: int) -> str:
    """Return the path of the paper of the year before that the person chooses or names; empty where they do neither."""
    path = ""
    # First papers named after that year; last those named after the year itself, as its exports are.
    papers = sorted(papers_nearby(), key=lambda paper: (str(year) in paper.name) - (str(year - 1) in paper.name))
    if rows := [Choice(str(paper), _row_of(paper)) for paper in papers]:
        console.say("Bản giấy năm trước là tệp nào?")
        other = Choice("", "Tệp khác: kéo thả vào đây, hoặc gõ đường dẫn")
        chosen = _choose([*rows, other], rows[0].value, typed=True)
        if chosen is None or any(chosen == row.value for row in rows):
            return chosen or ""
        path = chosen
    asking, fault = asker(instead="tuphe nhap TỆP"), ""
    question = _line(
        "nhap",
        "Bản giấy năm trước",
        "Tệp Word nào?",
        "Kéo thả tệp vào cửa sổ này, hoặc dán đường dẫn của tệp; để cả ngoặc kép cũng được.",
    )
    while True:
        try:
            reply = asking.ask(question, fault=fault, typed=path)
        except AskingFailed:  # a mere path need not be saved
            return ""
        if rows and isinstance(reply, Left) and reply.move is Move.BACK:
            return _chosen_paper(year)
        typed = "" if isinstance(reply, Left) else reply[0]
        path = path_of(typed, _ENDINGS) or typed.strip()
        if not path or is_there(file := from_home(path)):
            return path and str(file)
        fault = _NO_PAPER


def _row_of(path: Path) -> str:
    changed = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 -- shown in the person's own time
    return f"{shown(path.name)} ({texts.of_date(changed)}, {shown(path.parent.name)})"


def _export(run: Run, year: int) -> int:
    """Export the year into the person's own folder of papers, and offer to open it."""
    path = new_paper(year)
    code = run(["xuat", str(year), "-o", str(path)])
    if code == ExitCode.DONE:
        opening = [Choice("mo", "Mở tệp vừa ghi"), Choice("khong", "Không mở")]
        if _choose(opening, "mo") == "mo" and not _opens(path):
            console.say(f"Máy này không mở được tệp từ đây. Tệp ở {shown(path)}.")
    return code


def _opens(path: Path) -> bool:
    """Open a file as a double click does; an opener's own words, in English, would be printed over the menu."""
    if sys.platform == "win32":
        return not typer.launch(str(path))
    opener, seen = ["open" if sys.platform == "darwin" else "xdg-open", str(path)], subprocess.DEVNULL
    try:
        return not subprocess.Popen(opener, stdin=seen, stdout=seen, stderr=seen).wait(_SECONDS_TO_OPEN)
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _goes_on() -> bool:
    console.write("\n")
    back = [Choice("ve", "Về màn hình chính"), Choice(_LEAVE, "Thoát")]
    return _choose(back, "ve") == "ve"
