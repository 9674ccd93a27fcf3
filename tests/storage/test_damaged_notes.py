"""A notebook that lost a part, or that two machines changed: what can be read is read, and the rest is told."""

import random
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tuphe.core.note import present_notes
from tuphe.errors import BadFile
from tuphe.storage.notes import NoteStore, sides
from tuphe.storage.toml import conflict_line

WORDS = "Hoàn thành số hoá hồ sơ ở Uỷ ban, trước hạn mười lăm ngày; được biểu dương ở Đảng uỷ"


def keep(notes: NoteStore, *texts: str) -> None:
    for day, text in enumerate(texts, 1):
        notes.append(2026, [{"ngay": date(2026, 1, day), "noi_dung": text}])


def texts_in(notes: NoteStore) -> list[str]:
    return [note.text for note in present_notes(notes.records(2026))]


def test_a_notebook_cut_short_behind_its_first_line_takes_a_shortcoming_again(
    notes: NoteStore, path: Path, remarks: list[str]
) -> None:
    shortcoming: dict[str, str | bool | date] = {"ngay": date(2026, 1, 2), "noi_dung": "Chậm 3 ngày.", "han_che": True}
    notes.append(2026, [shortcoming])
    path.write_bytes(path.read_bytes().partition(b"\n")[0])

    notes.append(2026, [shortcoming])

    assert texts_in(notes) == ["Chậm 3 ngày."]
    assert remarks == []


def test_a_hole_anywhere_takes_only_the_notes_it_lies_in(notes: NoteStore, path: Path, remarks: list[str]) -> None:
    keep(notes, *(f"{number} {WORDS}" for number in range(8)))
    whole = path.read_bytes()
    places = [found.start() for found in re.finditer(rb"\n\[\[so_tay]]", whole)] + [len(whole)]
    chance = random.Random(7391)

    for _ in range(400):
        begin = chance.randrange(len(whole))
        end = min(len(whole), begin + chance.choice([1, 1, 2, 3, 60, 200]))
        path.write_bytes(whole[:begin] + b"\0" * (end - begin) + whole[end:])
        remarks.clear()
        read = texts_in(notes)
        untouched = [f"{number} {WORDS}" for number in range(8) if places[number + 1] <= begin or end <= places[number]]
        assert [text for text in untouched if text not in read] == [], (begin, end)
        changed = [text for text in read if "�" not in text and text not in [f"{n} {WORDS}" for n in range(8)]]
        assert changed == [], (begin, end)
        assert remarks, (begin, end)
        assert all("dòng " in told for told in remarks)


def test_what_stands_behind_a_whole_note_is_left_out_and_told_with_its_own_line(
    notes: NoteStore, path: Path, remarks: list[str]
) -> None:
    keep(notes, "Một", "Hai")
    line = path.read_bytes().count(b"\n") + 1
    with path.open("ab") as file:
        file.write("chữ lạc\n".encode())

    assert texts_in(notes) == ["Một", "Hai"]
    assert [f"dòng {line}: " in told for told in remarks] == [True]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_notebook_in_another_encoding_is_refused_whole(notes: NoteStore, path: Path, encoding: str) -> None:
    keep(notes, *(f"{number} {WORDS}" for number in range(3)))
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, errors="ignore"))

    with pytest.raises(BadFile, match="UTF-8"):
        texts_in(notes)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
@pytest.mark.parametrize("style", ["merge", "diff3"])
@pytest.mark.parametrize("days", [(1, 2), (1, 1)], ids=["other days", "the same day"])
def test_what_git_could_not_merge_is_read_from_both_sides(
    tmp_path: Path, notes: NoteStore, path: Path, remarks: list[str], style: str, days: tuple[int, int]
) -> None:
    keep(notes, "một", "hai")
    base = path.read_bytes()
    sides_of: list[bytes] = []
    for day, text in zip(days, ("của máy này", "của máy kia"), strict=True):
        path.write_bytes(base)
        notes.append(2026, [{"ngay": date(2026, 3, day), "noi_dung": text}])
        sides_of.append(path.read_bytes())
    for name, content in (("ours", sides_of[0]), ("base", base), ("theirs", sides_of[1])):
        (tmp_path / name).write_bytes(content)
    merged = subprocess.run(
        ["git", "merge-file", "-p", *(["--diff3"] if style == "diff3" else []), "ours", "base", "theirs"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    ).stdout
    assert b"<<<<<<<" in merged
    path.write_bytes(merged)

    keep(notes, "ghi sau")

    assert sorted(texts_in(notes)) == sorted(["một", "hai", "của máy này", "của máy kia", "ghi sau"])
    [told] = remarks
    assert "git" in told
    line = merged[: merged.index(b"<<<<<<<")].count(b"\n") + 1
    assert f"dòng {line}:" in told


def test_both_sides_keep_every_line_where_it_was_and_a_text_with_some_of_the_marks_is_merged() -> None:
    text = "a\n<<<<<<< x\nb\n||||||| gốc\nc\n=======\nd\n>>>>>>> y\ne\n"

    assert sides(text) == ("a\n\nb\n\n\n\n\n\ne\n", "a\n\n\n\n\n\nd\n\ne\n")
    assert conflict_line(text) == 2
    for merged in ("", "=======\n", "<<<<<<< x\n>>>>>>> y\n", 'a = "<<<<<<< ======= >>>>>>>"\n'):
        assert conflict_line(merged) is None
