"""tuphe so-tay-sua: an edited notebook that could not be saved is kept, and taken up the next time."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Edit, Refuses
from support.locked import KNOWN, lock_quickly, plain_files
from support.pages import english, flat
from support.program import Run

BREAK = "text = text.replace('Trực 12', 'Trực 13') + '\\nhỏng [['"
MEND = "text = text.replace('hỏng [[', '')"


@pytest.fixture(params=["open", "locked"])
def in_folder(request: pytest.FixtureRequest, tuphe: Run, folder: Path) -> Run:
    """The program with one note on file, in an open folder and in a locked one."""
    assert tuphe("ghi", "Trực 12 ca.", "--ngay", "2026-05-01").code == 0
    if request.param == "locked":
        lock_quickly(folder)
        return lambda *args, **options: tuphe(*args, **{**KNOWN, **options})
    return tuphe


@pytest.fixture
def edit(in_folder: Run, editor: Callable[[str], str]) -> Edit:
    """Open the notes of 2026 in an editor that does a change."""
    return lambda change: in_folder("so-tay-sua", "2026", EDITOR=editor(change))


def stands(run: Run) -> list[str]:
    shown: list[dict[str, Any]] = json.loads(run("so-tay", "2026", "--json").out)["so_tay"]
    return [note["noi_dung"] for note in shown]


def drafts(folder: Path) -> list[Path]:
    return list((folder / "so-tay").glob("2026.dang-sua.toml*"))


def test_an_edit_that_could_not_be_saved_is_kept_and_mended_the_next_time_and_takes_out_no_note_kept_meanwhile(
    in_folder: Run, edit: Edit, folder: Path
) -> None:
    refused = edit(BREAK)
    [draft] = drafts(folder)
    plain_meanwhile = plain_files(folder)
    assert in_folder("so-tay", "2026").err == ""  # it is no copy of the notes
    in_folder("ghi", "Ghi sau đó.", "--ngay", "2026-05-02")
    again = edit("text += '\\nhỏng lần hai [['")
    mended = edit("text = text.replace('hỏng lần hai [[', '')\n" + MEND)

    assert (refused.code, again.code) == (4, 4)
    assert f"Bản vừa sửa được giữ ở {draft}. Sửa tiếp bằng: tuphe so-tay-sua 2026" in flat(refused.err)
    assert (draft.suffix == ".toml") is bool(plain_meanwhile)
    assert (mended.code, english(mended.err)) == (0, [])
    assert f"Sửa tiếp bản lần trước chưa lưu được; muốn bỏ bản đó thì xoá tệp {draft}" in flat(mended.err)
    assert "Đã lưu 1 thay đổi." in mended.err
    assert stands(in_folder) == ["Trực 13 ca.", "Ghi sau đó."]
    assert drafts(folder) == []


def test_a_note_that_the_edit_took_out_stands_at_its_end_to_be_taken_out_again(in_folder: Run, edit: Edit) -> None:
    edit("text = 'hỏng [['")

    kept = edit("assert text.index('# Sổ tay còn') < text.index('Trực 12 ca.')\n" + MEND)
    edit("text = 'hỏng [['")
    taken_out = edit("text = ''")

    assert "Không có gì thay đổi." in kept.err
    assert "Đã lưu 1 thay đổi." in taken_out.err
    assert stands(in_folder) == []


def test_it_outlives_locking_and_unlocking_and_an_editor_that_cannot_be_started(
    tuphe: Run, folder: Path, editor: Callable[[str], str], refuses: Refuses
) -> None:
    tuphe("ghi", "Trực 12 ca.", "--ngay", "2026-05-01")
    tuphe("so-tay-sua", "2026", EDITOR=editor("text += '[['"))
    lock_quickly(folder)

    locked = tuphe("so-tay-sua", "2026", EDITOR="true", **KNOWN)
    tuphe("mo-khoa", **KNOWN)
    opened = tuphe("so-tay-sua", "2026", EDITOR="true")

    assert [locked.code, opened.code] == [4, 4]
    refuses("so-tay-sua", "2026", code=2, EDITOR="false")
    assert [draft.name for draft in drafts(folder)] == ["2026.dang-sua.toml"]


def test_what_an_editor_saved_in_another_encoding_is_read_or_left_and_named(
    in_folder: Run, edit: Edit, folder: Path
) -> None:
    change = "path.write_bytes(text.replace('Trực 12', 'Trực 13').encode({!r})); sys.exit(0)"

    left = edit(change.format("utf-16-le"))
    taken = edit(change.format("utf-16"))

    assert left.code == 4
    [path] = re.findall(r"Tệp (/\S+cau-tra-loi\.txt)", left.err)
    assert "Trực 13 ca." in Path(path).read_text(encoding="utf-16-le")
    shutil.rmtree(Path(path).parent)
    assert taken.code == 0
    assert stands(in_folder) == ["Trực 13 ca."]


def test_an_edit_that_can_be_kept_nowhere_else_stays_in_the_editors_file(tuphe: Run, edit: Edit, folder: Path) -> None:
    notes = str(folder / "so-tay")
    gone = f"import shutil; shutil.rmtree({notes!r}); pathlib.Path({notes!r}).write_text('')"

    refused = edit(f"text = text.replace('Trực 12', 'Trực 13'); {gone}")

    assert refused.code in (6, 7)
    [path] = re.findall(r"Bản vừa sửa còn ở (/\S+cau-tra-loi\.txt)", refused.err)
    assert "Trực 13 ca." in Path(path).read_text(encoding="utf-8")
    shutil.rmtree(Path(path).parent)
