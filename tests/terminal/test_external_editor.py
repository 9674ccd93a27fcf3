"""Written in an editor: whatever the editor does, its text is taken or left where it was written, and named."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

import tuphe.terminal.external_editor
from tuphe.errors import BadFile, CannotWrite, WrongUsage
from tuphe.terminal.external_editor import edit, edit_answer

BEFORE = "Trực 12/12 ca."
WRITTEN = "Số hoá 1.240 hồ sơ,\ntrước hạn."


class Editor(Protocol):
    def __call__(self, does: str) -> None: ...


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the editor's files lie."""
    place = tmp_path / "tam"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(tuphe.terminal.external_editor, "sleep", lambda _: None)  # between two looks at what was saved
    yield place
    place.chmod(0o700)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Set an editor that runs lines of Python on the `path` it is given."""

    def choose(does: str) -> None:
        script = tmp_path / "soan.py"
        script.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{does}\n", encoding="utf-8")
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')

    return choose


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le-mark", "utf-16-be-mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_a_text_is_read_however_an_editor_marks_it(editor: Editor, temporary: Path, encoding: str, end: str) -> None:
    name, _, _mark = encoding.partition("-mark")
    content = ("\ufeff" if encoding.endswith("-mark") else "") + WRITTEN.replace("\n", end) + end
    for code in (0, 1):  # one that ends with an error is believed in what it saved
        editor(f"path.write_bytes({content!r}.encode({name!r})); sys.exit({code})")

        assert edit_answer(BEFORE) == WRITTEN

    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "saves",
    [
        f"path.write_bytes({WRITTEN!r}.encode('utf-16-le'))",
        "path.write_bytes('Truc 12 ca.'.encode('utf-16-be'))",
        "path.write_bytes(bytes(range(256)))",
        "path.write_bytes('Số'.encode('cp1258', 'replace') + b'\\xf0\\xf2')",
        "path.write_bytes(b'a' * 2_000_001)",
        "path.write_bytes(b'\\xff\\xfea')",
        "path.unlink(); path.mkdir(); (path / 'x').write_text('x')",
    ],
    ids=["UTF-16", "UTF-16 of ASCII", "binary", "another code page", "too long", "half a letter", "no file any more"],
)
def test_what_cannot_be_read_is_left_where_it_is_and_named(editor: Editor, temporary: Path, saves: str) -> None:
    editor(saves)

    with pytest.raises(BadFile) as told:
        edit(BEFORE)

    [left] = temporary.glob("*/cau-tra-loi.txt")
    assert str(left) in str(told.value)
    assert "Tệp vẫn còn" in str(told.value)


@pytest.mark.parametrize("does", ["sys.exit(1)", "path.unlink()", "os.kill(os.getpid(), 15)"])
def test_an_editor_that_fails_and_saves_nothing_changes_nothing(editor: Editor, temporary: Path, does: str) -> None:
    editor(does)

    with pytest.raises(WrongUsage, match="chưa có gì thay đổi"):
        edit(BEFORE)

    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("chosen", ["nano '", "/khong/co", "   ", "''", ""], ids=repr)
def test_an_editor_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch, temporary: Path, chosen: str) -> None:
    monkeypatch.setenv("EDITOR", chosen)
    monkeypatch.setenv("PATH", str(temporary))

    with pytest.raises(WrongUsage, match="EDITOR"):
        edit(BEFORE)

    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there it is Notepad, which is always there")
def test_vi_is_never_opened_unasked_and_one_like_nano_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("vi", "vim", "ed"):
        (tmp_path / name).write_text('#!/bin/sh\necho vi > "$1"\n', encoding="utf-8")
        (tmp_path / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("EDITOR", raising=False)

    with pytest.raises(WrongUsage, match="Cài nano, hoặc đặt biến EDITOR"):
        edit(BEFORE)
    (tmp_path / "vi").rename(tmp_path / "micro")
    assert edit(BEFORE).text == "vi"


@pytest.mark.parametrize("place", ["khong-co", "tep"])
def test_without_a_usable_temporary_folder_the_text_stays(
    editor: Editor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / place))
    editor("")

    with pytest.raises(CannotWrite, match="thư mục tạm"):
        edit(BEFORE)


def test_what_did_not_fit_into_the_temporary_folder_leaves_nothing_there(
    editor: Editor, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    editor("")

    with pytest.raises(CannotWrite, match="đã đầy"):
        edit(BEFORE)

    assert list(temporary.iterdir()) == []


def test_what_is_open_in_a_window_of_its_own_can_be_saved_there(editor: Editor, temporary: Path) -> None:
    editor("")

    assert edit_answer(BEFORE) == BEFORE

    [left] = temporary.glob("*/cau-tra-loi.txt")
    assert left.read_text(encoding="utf-8") == BEFORE


def test_a_text_is_not_removed_before_the_caller_has_it(editor: Editor, temporary: Path) -> None:
    editor(f"path.write_text({WRITTEN!r}, encoding='utf-8')")

    written = edit(BEFORE)

    assert written.path.read_text(encoding="utf-8") == WRITTEN
    written.drop()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there nobody else may enter the folder of a user")
def test_nobody_else_can_read_the_file(editor: Editor, tmp_path: Path) -> None:
    seen = tmp_path / "quyen"
    editor(
        f"pathlib.Path({str(seen)!r}).write_text("
        "f'{path.stat().st_mode & 0o777:o} {path.parent.stat().st_mode & 0o777:o}')"
    )

    edit(BEFORE).drop()

    assert seen.read_text(encoding="utf-8") == "600 700"
