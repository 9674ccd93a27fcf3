"""What somebody wrote, typed or pasted to do harm is asked and answered as letters: the terminal obeys tuphe alone."""

import re
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from conftest import Open
from stress.hostile import CONTROLS, HOSTILE, Filled, parcels, squeezed
from support.amount import ALL
from support.screen import BOARD, EDITOR, ENTER, FINISH, PAGE, PATIENCE, SKIP, TAB, Screen
from tuphe.core.text import clean
from tuphe.texts import PROFILE_FIELDS

FOR_TERMINALS: Final = "+".join(
    (
        *("csi", "osc-8", "osc-52", "title", "c1", "controls", "carriage", "backspace", "rich", "emoji-code", "blanks"),
        *("bidi", "zero-width", "tags", "noncharacters", "separators", "right-to-left", "wide", "marks", "long-word"),
    )
)
"""The texts that are after a terminal."""

KNOWN: Final = {
    *("2025.muc.han_che.noi_dung", "2025.muc.han_che.bien_phap", "2025.cam_ket.noi_dung", "2025.muc.ket_qua"),
    *("tieu-chi.nhom.ten", "so-tay.so_tay.noi_dung"),
    *(f"tieu-chi.nhom.muc.{key}" for key in ("ten", "cau_hoi", "goi_y", "bieu_hien")),
}
"""The places whose texts stand above a question."""

ON_ONE_PAGE: Final = KNOWN - {
    *("2025.muc.han_che.bien_phap", "2025.cam_ket.noi_dung"),
    *(f"tieu-chi.nhom.muc.{key}" for key in ("cau_hoi", "goi_y", "bieu_hien")),
}
"""Those of them that stand on an item's page, or whole on the board behind it: a board counts letters, not columns."""

HARMLESS: Final = "chữ\x01\u00a0"
"""A text that shows how prompts show a control character and a space that does not break."""

EDITING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""Keys that edit a line."""

BRIEF: Final = "\n".join(HOSTILE[name] for name in ("csi", "osc-52", "c1", "bidi", "tags"))
"""Is typed where a text is asked for once more: each of the thousands of keys takes its time."""

INTERVIEW: Final = ("kiem-diem", "2026", "--bo-tieu-chi", "rieng")

ROWS: Final = 300
"""A screen so high that the keys stand on it below the longest choices."""

OBEYED: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What a terminal obeys, but for the ends of lines."""

DRAWING: Final = {
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[J", "\x1b[K", "\x08", "\x1b[1;33m", "\x1b[0;33;1m"),
    *("\x1b[0;34m", "\x1b[1m", "\x1b[2m"),
}
"""How prompts move the cursor and wipe what is behind it, as the length of a text asks for; the colour of a notice,
and that of a control character shown as ^[ while it is typed, where a field is drawn between two keys;
bold and pale, of a name and a line above what is longer than a page shows itself."""


class Hand(NamedTuple):
    """The keys with which one answers prompts, or lines where nothing is redrawn."""

    options: tuple[str, ...]
    term: str
    no_tick: str
    skip: str
    editor: str
    end: str
    asked_again: tuple[str, ...]
    after: str
    """What ends a number."""


PROMPTS: Final = Hand((), "xterm-256color", ENTER, SKIP, EDITOR, FINISH, ("lưu và dừng",), "")
LINES: Final = Hand(
    ("--tuyen-tinh",), "dumb", f"0{ENTER}", f"/sau{ENTER}", f"/soan{ENTER}", f"{ENTER}.{ENTER}", (), ENTER
)

SILENT: Final[dict[str, Any]] = {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8", "PYTHONCOERCECLOCALE": "0"}
"""In an encoding other than the locale's readline is left out; where the terminal does not echo either, all that is on
the screen is tuphe's own. (Readline echoes what is typed as it is: harm that somebody types is their own.)"""


def typed(text: str) -> str:
    """A text as it is typed in lines, without keys that edit a line."""
    text = EDITING.sub("", text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))
    return f"{text}\n.\n".replace("\n", ENTER)


_MOST: Final = 200
"""Answers to all that is asked of a year, and a few more."""


def replies(text: str) -> dict[str, list[str]]:
    """What to answer in lines to a question that is found by its words: the first time, then again; the last goes on.

    Where none of these words stand, the kind of the question decides: a text is given wherever one is asked for.
    """
    whole, given = typed(text), typed(BRIEF)
    one, two, three, none = (f"{number}{ENTER}" for number in (1, 2, 3, 0))
    return {
        "Đến nay hạn chế này đã khắc phục chưa?": [two, one],
        "khoảng bao nhiêu phần trăm?": [f"{HOSTILE['c1']}{HOSTILE['bidi']}{ENTER}"],
        "Cần một số nguyên từ 0 đến 100": [f"60{ENTER}"],
        "Đã làm được những gì để khắc phục?": [given, ENTER],
        "Cam kết này đã thực hiện chưa?": [three, one],
        "Kết quả thực hiện cụ thể?": [given, ENTER],
        "2. Tốt": [three, two],
        "Đưa ghi chép nào của sổ tay vào kết quả?": [one, none],
        "Đã làm được gì? Mỗi dòng một việc.": [whole, ENTER],
        "Nguyên nhân là gì?": [whole],
        "Ở mục này có hạn chế, khuyết điểm nào?": [ENTER],
        "nào khác": [ENTER],
        "Chấm điểm theo bảng điểm nào?": [one],
        "được giao bao nhiêu nhiệm vụ": [one],
        "Tự chấm bao nhiêu điểm": [f"25{ENTER}"],
        "Mở lại bước nào?": [two, ENTER],
        "Mở lại mục nào?": [f"/lui{ENTER}"],
    }


BY_KIND: Final = {
    "Gõ số rồi Enter": f"2{ENTER}",
    "Gõ các số": f"0{ENTER}",
    "Gõ nhiều dòng": typed(BRIEF),
    "Gõ rồi Enter": ENTER,
}
"""What to answer to any other question, by how it says that it is answered."""


def talk(screen: Screen, given: dict[str, list[str]], *, last: str, others: Mapping[str, str]) -> int:
    """Answer whatever is asked up to the last answer to the `last` question, and return the exit code."""
    known = {squeezed(question): answers for question, answers in given.items()}
    for _ in range(_MOST):
        news = screen.wait_for("lưu và dừng").news
        asked = max(known, key=news.rfind)
        if asked not in news:
            screen.type(next(keys for way, keys in others.items() if squeezed(way) in news))
            continue
        more = len(known[asked]) > 1
        screen.type(known[asked].pop(0) if more else known[asked][0])
        if asked == squeezed(last) and not more:
            return screen.finish()
    raise AssertionError(f"still asked after {_MOST} answers:\n{screen.shown}")


PAGES: Final = {
    "Nguyên nhân chủ quan hay khách quan": "1",
    "Thời hạn": "31/3/2027",
    "Đưa ghi chép nào của sổ tay vào kết quả?": "2",
}
"""What is typed into a field of a page that takes no text, by its label; every other one takes one."""


def work_through(screen: Screen, text: str) -> int:
    """Fill in the page that stands there, rate its row on the board behind it, leave, and return the exit code."""
    screen.wait_for(PAGE, "lưu và dừng")
    _fill_in(screen, text)
    screen.wait_for(BOARD, "lưu và dừng").type("3").wait_for("Trung bình").type(FINISH)
    if screen.rest():  # something is left on the board: the row below has no rating
        screen.again(FINISH)
    return screen.finish()


def _fill_in(screen: Screen, text: str) -> None:
    """Type into each field of a page, by its label, round to the first, and leave it."""
    first = here = _field(screen)
    while True:
        screen.type(PAGES.get(here.removeprefix("» "), f"\x1b[200~{text}\x1b[201~")).type(TAB)
        here = _field(screen, but=here)
        if here == first:
            break
    screen.type(FINISH)


def _field(screen: Screen, *, but: str = "") -> str:
    """Wait for the keys to be for a field, another than `but`, and return its label."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        screen.rest(0.005)
        if (labels := [row for row in screen.shown.splitlines() if row.startswith("» ")]) not in ([], [but]):
            return labels[-1]
    raise AssertionError(f"the keys are for no other field than “{but}”:\n{screen.shown}")


def obeyed(screen: Screen) -> set[str]:
    """What the terminal was told to do; how far a cursor went does not matter."""
    return {re.sub(r"\d+(?=[A-D]$)", "", sequence) for sequence in OBEYED.findall(screen.written)}


def assert_shows_letters_alone(hostile: Screen, harmless: Screen) -> None:
    """The terminal was told nothing that it is not told with harmless texts, and nothing reorders its letters."""
    assert obeyed(hostile) <= obeyed(harmless) | DRAWING
    # A cursor goes back; marks without width are only on the screen until an answer is taken.
    assert CONTROLS.findall(re.sub("[\r\x08\ufeff\ufffe\uffff]", "", hostile.record)) == []


with_each_hand = pytest.mark.parametrize("hand", [PROMPTS, LINES], ids=["prompts", "lines"])


@pytest.mark.parametrize("texts", [FOR_TERMINALS, *(parcels(3) if ALL else [])])
@with_each_hand
def test_an_interview_shows_letters_alone(terminal: Open, folder: Path, hand: Hand, texts: str) -> None:
    screens = []
    for filled in (Filled(HARMLESS), Filled.of(texts)):
        filled.into(folder, without=("kiem-diem/2024.toml", "kiem-diem/2026.toml"))
        (folder / "kiem-diem" / "2026.toml").unlink(missing_ok=True)
        if hand is PROMPTS:
            screens.append(terminal(*INTERVIEW, "--muc", "muc-mot", rows=ROWS))
            assert work_through(screens[-1], filled.text) == 0
        else:
            screens.append(terminal(*INTERVIEW, *hand.options, rows=ROWS, **SILENT))
            screens[-1].process.setecho(False)
            assert talk(screens[-1], replies(filled.text), last="Mở lại bước nào?", others=BY_KIND) == 0
    harmless, hostile = screens

    assert_shows_letters_alone(hostile, harmless)
    assert filled.missing(hostile.record, ON_ONE_PAGE if hand is PROMPTS else KNOWN) == []
    year = tomllib.loads((folder / "kiem-diem" / "2026.toml").read_text(encoding="utf-8"))
    assert squeezed(year["muc"][0]["han_che"][0]["nguyen_nhan"]) == squeezed(clean(filled.text)[0])


@with_each_hand
def test_questions_on_the_profile_show_letters_alone(terminal: Open, folder: Path, hand: Hand) -> None:
    asked = {f"{label}?": [ENTER] for label in PROFILE_FIELDS.values()}
    screens = []
    for filled in (Filled(HARMLESS), Filled.of(FOR_TERMINALS)):
        filled.into(folder)
        screens.append(terminal("ho-so", rows=ROWS, TERM=hand.term))
        given = asked | {"Ngày sinh?": [hand.skip], "Vị trí công tác?": [f"1{hand.after}"]}
        assert talk(screens[-1], given, last=[*asked][-1], others={}) == 0
    harmless, hostile = screens

    assert_shows_letters_alone(hostile, harmless)


@with_each_hand
def test_an_editor_hands_letters_over(terminal: Open, folder: Path, tmp_path: Path, hand: Hand) -> None:
    Filled(HARMLESS).into(folder, without=("kiem-diem/2026.toml",))
    screens = []
    for text in (HARMLESS, Filled.of(FOR_TERMINALS).text):
        (folder / "kiem-diem" / "2026.toml").unlink(missing_ok=True)
        screens.append(edited(terminal, tmp_path, hand, text.replace("\0", "").encode()))
    harmless, hostile = screens

    assert_shows_letters_alone(hostile, harmless)
    year = tomllib.loads((folder / "kiem-diem" / "2026.toml").read_text(encoding="utf-8"))
    assert squeezed("".join(own_results(year))) == squeezed(clean(text)[0])


@with_each_hand
def test_bytes_that_are_no_text_are_no_answer(terminal: Open, folder: Path, tmp_path: Path, hand: Hand) -> None:
    Filled("chữ").into(folder, without=("kiem-diem/2026.toml",))

    screen = edited(terminal, tmp_path, hand, b"a\xed\xa0\x80\xff\n", typed=b"b\xed\xa0\x80c\xff")

    assert "không phải văn bản UTF-8" in screen.record
    assert "Traceback" not in screen.record
    year = tomllib.loads((folder / "kiem-diem" / "2026.toml").read_text(encoding="utf-8"))
    assert own_results(year) == ["bc"]


def own_results(year: dict[str, Any]) -> list[str]:
    """The results of the first item but for those of its notes, which come ticked."""
    return [result for result in year["muc"][0]["ket_qua"] if "so-tay.so_tay" not in result]


def edited(terminal: Open, folder: Path, hand: Hand, content: bytes, typed: bytes = b"") -> Screen:
    """Answer for one item in an editor that always saves `content`, and type the rest by hand."""
    (folder / "viet").write_bytes(content)
    screen = terminal(*INTERVIEW, "--muc", "muc-mot", *hand.options, rows=ROWS, EDITOR=f"cp {folder / 'viet'}")
    if hand is LINES:
        screen.answer("2. Tốt", f"2{ENTER}").answer("sổ tay vào kết quả?", hand.no_tick)
    screen.answer("Đã làm được gì?", hand.editor)
    # Pages come back with what was saved; lines take it, unless the editor failed.
    if typed or hand is PROMPTS:
        failed = ["không phải văn bản"] if typed else []
        screen.wait_for(*failed, *hand.asked_again).type(typed + hand.end.encode())
    if hand is PROMPTS:
        screen.wait_for(BOARD, "lưu và dừng").type("2").type(FINISH)
        if screen.rest():
            screen.again(FINISH)
    else:
        screen.answer("có hạn chế, khuyết điểm nào?", ENTER)
    assert screen.finish() == 0
    return screen
