"""A command named in one line: EDITOR, TUPHE_MAT_KHAU_LENH."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support.made_up import tried
from tuphe.terminal.shell_words import quoted, split_as_windows, split_command

WORD = st.text(st.sampled_from("ab\\\" \t'ế&"), max_size=6)
PROGRAM = st.text(st.sampled_from("ab\\ \t'ế:"), min_size=1, max_size=8).filter(lambda path: not path.endswith("\\"))


@tried(60)
@given(PROGRAM, st.lists(WORD, max_size=4))
@example("C:\\Program Files\\Notepad++\\notepad++.exe", ["-multiInst", "C:\\a b\\", '"', '\\"', ""])
def test_on_windows_every_program_and_argument_comes_out_as_it_was_quoted(program: str, arguments: list[str]) -> None:
    line = f'"{program}" {subprocess.list2cmdline(arguments)}'

    assert split_as_windows(line) == [program, *arguments]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r"notepad", ["notepad"]),
        (r"C:\Tools\e.exe -w", [r"C:\Tools\e.exe", "-w"]),
        (r'C:\"Program Files"\e.exe -w', [r"C:\Program Files\e.exe", "-w"]),
        (r'cmd /c type "C:\mật khẩu.txt"', ["cmd", "/c", "type", r"C:\mật khẩu.txt"]),
        (r"  e 'a b' ", ["e", "'a", "b'"]),
    ],
)
def test_on_windows_backslashes_of_paths_and_single_quotes_are_themselves(line: str, words: list[str]) -> None:
    assert split_as_windows(line) == words


@pytest.mark.parametrize("line", ['"C:\\Program Files\\e.exe', 'e "a b', 'e "a\\"', 'C:\\"Program Files\\e.exe'])
def test_on_windows_a_quote_left_open_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="quote"):
        split_as_windows(line)


@pytest.mark.parametrize("line", ['soan "a b', "", "  ", '""', '"" a'])
def test_a_quote_left_open_and_a_line_without_a_program_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        split_command(line)


@pytest.mark.skipif(os.name == "nt", reason="there single quotes hold nothing together")
def test_elsewhere_a_line_is_taken_apart_as_a_shell_does() -> None:
    assert split_command(r"/khong/co 'a b' \"c d\\ e") == ["/khong/co", "a b", '"c', "d\\", "e"]


def test_a_path_with_spaces_needs_no_quotes(tmp_path: Path) -> None:
    program = tmp_path / "trình soạn thảo" / "soan"
    program.parent.mkdir()
    program.touch()

    assert split_command(str(program)) == [str(program)]


def test_a_program_is_found_in_path_whatever_starts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / ("soan.cmd" if os.name == "nt" else "soan")
    program.write_text("@echo off\necho %1\n" if os.name == "nt" else '#!/bin/sh\necho "$1"\n', encoding="ascii")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    said = subprocess.run([*split_command("soan --cho"), "x"], stdout=subprocess.PIPE, check=True, text=True)

    assert said.stdout.split() == ["--cho"]


@tried(60)
@given(st.text(st.sampled_from("ab\\ '&%ế:()"), min_size=1, max_size=8))
def test_a_word_that_is_shown_as_typed_is_taken_as_that_word(word: str) -> None:
    assert split_command(f"program {quoted(word)}")[1:] == [word]


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows itself")
@tried(60)
@given(PROGRAM, st.lists(WORD, max_size=4))
def test_windows_itself_takes_the_line_apart_in_the_same_way(program: str, arguments: list[str]) -> None:
    line = f'"{program}" {subprocess.list2cmdline(arguments)}'

    assert as_the_system_does(line) == split_as_windows(line)


def as_the_system_does(line: str) -> list[str]:
    import ctypes

    take_apart = ctypes.windll.shell32.CommandLineToArgvW  # type: ignore[attr-defined,unused-ignore]
    take_apart.restype = ctypes.POINTER(ctypes.c_wchar_p)
    count = ctypes.c_int()
    words = take_apart(line, ctypes.byref(count))
    return [words[place] or "" for place in range(count.value)]
