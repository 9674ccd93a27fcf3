"""Every command, wherever it may be run: on wide and narrow terminals, with and without colour, in other encodings."""

import json
import re
import sys
import tomllib
from itertools import product
from pathlib import Path
from typing import Final

import pytest

import tuphe.cli
from interview.conftest import FIRST_GROUP, open_lines, open_page
from stress.everything import ALL_COMMANDS, COMMANDS, ERRORS, HELP, Command, Shape
from stress.places import (
    COLOUR,
    Encoding,
    Kind,
    Place,
    Said,
    as_typed,
    copy_of,
    in_encoding,
    letters,
    run,
    too_wide,
    typing,
    words,
)
from support.amount import ALL, share
from support.screen import BOARD, CONTROL, CTRL_C, ENTER, FINISH, HOME

STREAMS: Final = [(columns, kind) for columns, kind in product((80, 40), Kind)]
OTHERS: Final = (Encoding.ASCII, Encoding.CP1258, Encoding.CP1252)
LOSSY: Final = (Encoding.ASCII, Encoding.CP1252)
"""Encodings without Vietnamese letters."""


def _tried() -> list[tuple[Command, int, Kind]]:
    """Every command on every kind of terminal, or each on one of them in turn."""
    if ALL:
        return [(command, columns, kind) for command in ALL_COMMANDS for columns, kind in STREAMS]
    some = [*(one for one in ALL_COMMANDS if one not in HELP), *HELP[:3]]
    return [(command, *STREAMS[(number * 3 + 1) % len(STREAMS)]) for number, command in enumerate(some)]


def _named(case: tuple[Command, int, Kind]) -> str:
    command, columns, kind = case
    return f"{command} [{columns} {kind.value}]"


@pytest.mark.parametrize("case", _tried(), ids=_named)
def test_a_command_reads_well_on_this_terminal_in_every_encoding(
    lived: Path, tmp_path: Path, case: tuple[Command, int, Kind]
) -> None:
    command, columns, kind = case

    def say(encoding: Encoding) -> Said:
        home = copy_of(lived, tmp_path / "nha")
        return run(*command.args, home=home, place=Place(columns, kind, encoding), stdin=command.stdin)

    plain = say(Encoding.UTF8)
    faults = _faults(plain, plain, command, columns, kind)
    for encoding in OTHERS if ALL else (OTHERS[len(str(command)) % 3],):
        faults += [f"{encoding.value}: {fault}" for fault in _faults(say(encoding), plain, command, columns, kind)]

    assert faults == []


def _faults(said: Said, plain: Said, command: Command, columns: int, kind: Kind) -> list[str]:
    """What a reader would find wrong with one run, beside the same run in UTF-8."""
    if command.shape is Shape.PROGRAM:
        return _faults_for_programs(said, plain, command)
    try:
        both = said.both
    except UnicodeDecodeError as fault:
        return [f"no text in this encoding: {fault}"]
    found: list[str] = []
    if (
        command.line.startswith("xuat")
        and command.shape is Shape.TEXT
        and kind is Kind.PIPES
        and said.encoding in LOSSY
    ):
        found, both = _without_the_remark_on_letters(both)
    if said.code != command.code:
        found.append(f"exit code {said.code} instead of {command.code}: {said.err}")
    if "Traceback" in both or not both.strip():
        found.append(f"unreadable: {both[:200]}")
    if both.count("?") != plain.both.count("?"):
        found.append(f"question marks: {[line for line in both.splitlines() if '?' in line][:3]}")
    if not command.tells_the_place:
        found += _lost(both, plain.both, said.encoding)
    if command.shape is Shape.VIEW:
        found += _too_wide(said, columns, kind)
    return found + _escapes(both, kind)


def _too_wide(said: Said, columns: int, kind: Kind) -> list[str]:
    found = []
    if kind is not Kind.PIPES or said.out.count("\n") > 1:  # a sentence alone is wrapped for a terminal only
        found += [f"wider than {columns}: {line!r}" for line in too_wide(said.out, columns)[:3]]
    if kind is not Kind.PIPES:
        found += [f"remark wider than {columns}: {line!r}" for line in too_wide(said.err, columns)[:3]]
    return found


def _without_the_remark_on_letters(text: str) -> tuple[list[str], str]:
    """What is wrong with the sentence that says that letters are lost, and the rest."""
    lines = text.splitlines()
    told = [line for line in lines if letters(line).startswith("Bangma")]
    found = [] if len(told) == 1 else [f"letters are lost, and {len(told)} sentences say so"]
    return found, "\n".join(line for line in lines if line not in told)


def _lost(text: str, plain: str, encoding: Encoding) -> list[str]:
    """Which letters and marks went though this encoding has them."""
    if letters(text) != letters(plain):
        return [_apart("letters", letters(text), letters(plain))]
    wanted = in_encoding(words(plain), encoding)
    return [_apart("marks", words(text), wanted)] if words(text) != wanted else []


def _faults_for_programs(said: Said, plain: Said, command: Command) -> list[str]:
    found = [] if said.code == command.code else [f"exit code {said.code} instead of {command.code}"]
    if said.raw_out != plain.raw_out and not command.tells_the_place:
        found.append("not the bytes that it writes in UTF-8")
    try:
        text = said.raw_out.decode("utf-8")
        if text.lstrip().startswith("{"):
            json.loads(text)
        elif "html" not in command.args:
            found.append(f"no JSON: {text[:80]}")
    except ValueError as fault:
        found.append(f"no UTF-8 or no JSON: {fault}")
    return found + (["escape sequences"] if b"\x1b" in said.raw_out else [])


def _escapes(text: str, kind: Kind) -> list[str]:
    if kind is Kind.COLOUR:
        return []
    if kind is Kind.NO_COLOUR:  # bold is no colour
        found = set(COLOUR.findall(text)) | {one for one in CONTROL.findall(text) if not one.endswith("m")}
    else:
        found = set(re.findall("\x1b.{0,5}", text))
    return [f"escape sequences: {sorted(found)}"] if found else []


def _apart(what: str, one: str, other: str) -> str:
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{what}: “{one[max(0, place - 15) : place + 15]}” for “{other[max(0, place - 15) : place + 15]}”"


def test_colour_shows_on_a_terminal_that_has_it(home: Path) -> None:
    said = run("so-sanh", "2026", home=home, place=Place(80, Kind.COLOUR))

    assert COLOUR.search(said.out)


def test_every_command_of_the_program_is_tried_somewhere() -> None:
    assert set(tuphe.cli.COMMANDS) - {command.args[0] for command in (*COMMANDS, *ERRORS) if command.line} == set()


SIGNS: Final = "Ê â × ÷ þ ß ¿ « » ½ … – — “ ” • → ☐ ☒ ▲ ▼ € ₫ ™ ≤ ≥ № 中 😀 ﬁ"
"""Signs and letters that one old encoding has and the next has not."""


@pytest.mark.parametrize(
    "encoding",
    ["ascii", "latin-1", "cp437", "cp850", "cp866", "cp874", "cp932", "cp1251", "cp1252", "cp1258", "koi8-r"],
)
def test_no_character_of_a_note_ends_the_program_in_an_old_encoding(home: Path, encoding: str) -> None:
    here = Place(80, Kind.PIPES)
    assert run("ghi", f"Ghi {SIGNS} hết", "--ngay", "2026-07-01", home=home, place=here).code == 0

    said = run("so-tay", "2026", home=home, place=here, env={"PYTHONIOENCODING": encoding})

    assert (said.code, said.raw_err) == (0, b"")
    shown = letters(said.raw_out.decode(encoding))
    assert "Ghi" in shown
    assert "het" in shown


PASSED: Final = "Đã nhận đủ ý kiến ở 12 xã"


@pytest.mark.parametrize(
    "args", [("ghi", PASSED), ("ghi", "-"), ("ho-so", "--dat", f"chi_bo={PASSED}"), ("xem", "--nhom", PASSED)], ids=str
)
def test_vietnamese_that_is_passed_as_utf8_is_kept_or_refused_where_the_locale_says_c(
    home: Path, args: tuple[str, ...]
) -> None:
    # A server without a locale, reached from a terminal that is UTF-8.
    said = run(*args, home=home, place=Place(80, Kind.PIPES, Encoding.ASCII), stdin=PASSED.encode())

    kept = "".join(path.read_text(encoding="utf-8") for path in (home / "du-lieu").rglob("*.toml"))
    assert (said.code, PASSED in kept) == ((2, False) if args[0] == "xem" else (0, True))


# The interview

ASKED_IN: Final = [
    Place(columns, kind, encoding)
    for encoding, columns, kind in product(Encoding, (80, 40), (Kind.COLOUR, Kind.NO_COLOUR, Kind.DUMB))
]
WRITTEN: Final = {
    Encoding.UTF8: "Đã nhận đủ 12/12 ý kiến, trước hạn.",
    Encoding.CP1258: "Đã nhận đủ 12/12 ý kiến, trước hạn.",
    Encoding.CP1252: "Hoàn thành công trình tháng 6.",
    Encoding.ASCII: "Xong 12/12 ban tin.",
}
"""What can be typed in each encoding."""


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """A home with a profile only: the interview begins with the first item."""
    fields = ("ho_ten=Trần Văn Bình", "don_vi=Sở Nội vụ", "chi_bo=Chi bộ 3", "mau=2B")
    tmp_path.joinpath("nha").mkdir()
    said = run(
        "ho-so",
        *(part for field in fields for part in ("--dat", field)),
        home=tmp_path / "nha",
        place=Place(80, Kind.PIPES),
    )
    assert said.code == 0
    return tmp_path / "nha"


def kept(home: Path) -> tuple[str, str]:
    """The rating of the first item, and its result: half-typed in numbered lines, which ask on for its page."""
    year = tomllib.loads((home / "du-lieu" / "kiem-diem" / "2026.toml").read_text(encoding="utf-8"))
    [item] = year["muc"]
    [result] = item.get("ket_qua") or [draft["noi_dung"] for draft in year["dang_go"]]
    return item["muc_do"], result


@pytest.mark.parametrize("place", ASKED_IN[:: 1 if ALL else 5], ids=str)
def test_the_interview_can_be_read_and_answered_here(known: Path, place: Place) -> None:
    lines = place.kind is Kind.DUMB
    end = "\r.\r" if lines else FINISH
    written = WRITTEN[place.encoding]
    with typing(*FIRST_GROUP, home=known, place=place) as screen:
        screen.wait_for("Trách nhiệm với Tổ quốc", "Xuất sắc", "Trung bình", "Không áp dụng", "lưu và dừng")
        screen.type(b"2\r" if lines else b"2")
        if not lines:
            screen.type(HOME + ENTER)
        screen.wait_for("Đã làm được gì? Mỗi dòng một việc.", "lùi", "để sau", "lưu và dừng")
        screen.type(as_typed(written, place.encoding) + end.encode())
        screen.wait_for("hạn chế, khuyết điểm nào" if lines else BOARD, "lưu và dừng")
        screen.type(CTRL_C)
        code = screen.finish()

    assert code == 130
    assert letters("Làm tiếp bằng: tuphe kiem-diem 2026") in letters(screen.written)
    assert kept(known) == ("tot", written)
    assert ("Traceback" in screen.written, "??" in screen.written) == (False, False)
    if place.kind is Kind.NO_COLOUR:
        assert COLOUR.findall(screen.written) == []
    if place.kind is Kind.DUMB:
        assert "\x1b" not in screen.written


@pytest.mark.parametrize("kind", [Kind.COLOUR, Kind.DUMB], ids=["questions", "lines"])
def test_vietnamese_that_is_typed_as_utf8_is_kept_where_the_locale_says_c(known: Path, kind: Kind) -> None:
    written, lines = "Đã nhận đủ 12/12 ý kiến.", kind is Kind.DUMB
    with typing(*FIRST_GROUP, home=known, place=Place(80, kind, Encoding.ASCII)) as screen:
        (open_lines if lines else open_page)(screen).type(written + ("\r.\r" if lines else FINISH))
        screen.wait_for("hạn chế, khuyết điểm nào" if lines else BOARD, "dừng")
        screen.type(CTRL_C)
        screen.finish()

    assert kept(known) == ("tot", written)


# Python's own checks


@pytest.mark.parametrize(
    "command",
    [*(one for one in ALL_COMMANDS if one not in HELP), *HELP[: share(len(HELP), 1)]][:: 1 if ALL else 4],
    ids=str,
)
def test_a_command_says_nothing_more_when_python_looks_closely(home: Path, command: Command) -> None:
    said = run(
        *command.args,
        home=home,
        place=Place(80, Kind.PIPES),
        stdin=command.stdin,
        command=(sys.executable, "-X", "dev", "-W", "error", "-m", "tuphe"),
    )

    assert said.code == command.code, said.err
    for sign in ("Warning", "Traceback", "Error", "Exception", "ignored", "lỗi nội bộ"):
        assert sign not in said.err


def test_the_interview_says_nothing_more_when_python_looks_closely(known: Path) -> None:
    closely = (sys.executable, "-X", "dev", "-W", "error", "-m", "tuphe")
    with typing(*FIRST_GROUP, home=known, place=Place(80, Kind.COLOUR), command=closely) as screen:
        open_page(screen).type(f"Trực.{FINISH}").wait_for(BOARD, "lưu và dừng").type(CTRL_C)
        assert screen.finish() == 130

    for sign in ("Warning", "Traceback", "Error", "Exception", "ignored"):
        assert sign not in screen.written
