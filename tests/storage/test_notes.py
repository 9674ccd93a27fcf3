"""so-tay/2026.toml: only ever appended to, and read whatever happened to its end."""

import codecs
import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from support.amount import share
from support.locked import KEYS, known_identity
from support.values import into
from tuphe.core.note import Note, edited, present_notes, undoing
from tuphe.errors import BadFile, CannotWrite
from tuphe.storage.encryption.conversion import encrypt_beside
from tuphe.storage.encryption.locked_folder import LockedFolder
from tuphe.storage.notes import NoteStore, plain, sides
from tuphe.storage.toml import conflict_line

SECRET = "Chuyện riêng số 7391"

OnFile = Callable[[str | bytes], None]

DAY = date(2026, 5, 2)

WRITER = """
import sys, time
from datetime import date
from pathlib import Path
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore

store, who, begin = NoteStore(Folder(Path(sys.argv[1])), notify=print), sys.argv[2], float(sys.argv[3])
time.sleep(max(0, begin - time.time()))
for row in range(5):
    text = f"người {who} dòng {row} " + "dài " * 3000
    store.append(2026, [{"ngay": date(2026, 5, 2), "noi_dung": text}, {"ngay": date(2026, 5, 2), "noi_dung": text}])
"""

WATCHED = """
import json, os, sys
from datetime import date
from pathlib import Path
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore

opened = []

def watch(event, given):
    if event == "open" and str(given[0]) == sys.argv[2]:
        opened.append(given[2])

store = NoteStore(Folder(Path(sys.argv[1])), notify=print)
sys.addaudithook(watch)
store.append(2026, [{"ngay": date(2026, 5, 2), "noi_dung": "Trực 12 ca."}])
print(json.dumps([flags & (os.O_RDONLY | os.O_WRONLY | os.O_RDWR) == os.O_WRONLY for flags in opened]))
"""


@pytest.fixture
def on_file(path: Path) -> OnFile:
    """Put the notes of 2026 on the disk as they are given."""

    def write(content: str | bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def keep(store: NoteStore, *texts: str, **fields: str | bool) -> None:
    for text in texts:
        store.append(2026, [{"ngay": DAY, "noi_dung": text, **fields}])


def texts_in(store: NoteStore) -> list[str]:
    return [record.text for record in store.records(2026)]


def test_a_notebook_says_that_it_is_newer_with_a_shortcoming(notes: NoteStore, path: Path, on_file: OnFile) -> None:
    on_file('\ufeff# tay tôi\r\n[[so_tay]]\r\nngay = 2026-05-01\r\nnoi_dung = "Cũ"\r\n'.encode())

    keep(notes, "Một")
    before = path.read_bytes()
    keep(notes, "Chậm", "Chậm nữa", han_che=True)

    assert path.read_bytes().startswith(b"dinh_dang = 2\n" + before.removeprefix(codecs.BOM_UTF8))
    assert path.read_bytes().count(b"dinh_dang") == 1
    assert [(note.text, note.shortcoming) for note in notes.records(2026)] == [
        ("Cũ", False),
        ("Một", False),
        ("Chậm", True),
        ("Chậm nữa", True),
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 or os.name == "nt"


def test_notes_from_several_shells_at_once_neither_mix_nor_get_lost(
    notes: NoteStore, folder: Path, remarks: list[str]
) -> None:
    shells, begin = range(7), time.time() + 0.7
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(who), str(begin)]) for who in shells]

    codes = [writer.wait(timeout=60) for writer in writers]

    assert set(codes) == {0}
    records = notes.records(2026)
    wanted = [f"người {who} dòng {row} " + "dài " * 3000 for who in shells for row in range(5) for _ in "ab"]
    assert sorted(record.text for record in records) == sorted(wanted)
    assert len({record.key for record in records}) == len(wanted)
    assert all(one.text == other.text for one, other in zip(records[::2], records[1::2], strict=True))
    assert remarks == []


@pytest.mark.parametrize("last", ["Sửa", "Bỏ"])
def test_a_change_or_withdrawal_cut_short_anywhere_never_becomes_another_note(
    notes: NoteStore, path: Path, on_file: OnFile, last: str
) -> None:
    keep(notes, "Một")
    [first] = notes.records(2026)
    before = path.read_bytes()
    notes.append(2026, [plain(Note(day=DAY, text="Một, lại", replaces=first.key, withdrawn=last == "Bỏ"))])
    whole = path.read_bytes()
    wrong: dict[str, object] = {}

    for end in range(len(before), len(whole) - 1):
        on_file(whole[:end])
        try:
            stands = [note.text for note in present_notes(notes.records(2026))]
        except BadFile as refused:
            stands = [str(refused)]
        if stands != ["Một"]:
            wrong[whole[len(before) : end].decode(errors="replace")] = stands

    assert wrong == {}


def test_a_fault_after_a_note_cut_short_is_told_with_the_files_own_line(notes: NoteStore, on_file: OnFile) -> None:
    on_file('[[so_tay]]\nma = "a\n\n[[so_tay]]\nngay = 2026-05-02\nnoi_dung = "Một"\nmucs = "x"\n')

    with pytest.raises(BadFile, match="dòng 7"):
        notes.records(2026)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may write everywhere")
def test_a_file_that_is_read_only_is_refused_and_stays(notes: NoteStore, path: Path) -> None:
    keep(notes, "Một")
    path.chmod(0o400)

    with pytest.raises(CannotWrite, match="quyền ghi"):
        keep(notes, SECRET)

    assert texts_in(notes) == ["Một"]


def test_a_note_is_written_without_reading_the_others(folder: Path, path: Path, on_file: OnFile) -> None:
    others = b"\xff[[so_tay]\n" * 100_000
    on_file(others)

    said = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder), str(path)], capture_output=True, text=True, timeout=60, check=True
    ).stdout

    assert json.loads(said) == [True]
    assert path.read_bytes()[: len(others)] == others
    assert path.read_bytes().endswith('noi_dung = "Trực 12 ca."\n'.encode())


def test_a_key_of_a_thousand_parts_is_a_damaged_record_and_no_fault(notes: NoteStore, on_file: OnFile) -> None:
    on_file(f"[[so_tay]]\n{'.'.join(['a'] * 3000)} = 1\n")

    assert notes.records(2026) == ()


# A notebook that lost a part, or that two machines changed: what can be read is read, and the rest is told


WORDS = "Hoàn thành số hoá hồ sơ ở Uỷ ban, trước hạn mười lăm ngày; được biểu dương ở Đảng uỷ"


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


# Encrypted one by one: their order is the order in which they were written, whatever any clock says


def locked(folder: Path) -> LockedFolder:
    return LockedFolder(folder, str(known_identity().to_public()), known_identity)


@pytest.fixture
def store(folder: Path, remarks: list[str]) -> NoteStore:
    """The notes of a locked folder."""
    folder.mkdir(mode=0o700)
    for key in ("khoa.age", "khoa.toml"):
        shutil.copyfile(KEYS / key, folder / key)
    return NoteStore(locked(folder), notify=into(remarks))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """A clock that may go back, stand still, or be that of another time zone."""
    dice = random.Random(20261127)

    class Clock:
        @staticmethod
        def now() -> datetime:
            moved = timedelta(hours=dice.randrange(-14, 15) * dice.randrange(2))
            return datetime.fromisoformat("2026-11-20T10:00:00") + moved

    monkeypatch.setattr("tuphe.storage.note_appending.datetime", Clock)
    return dice


def said(store: NoteStore) -> list[str]:
    return [note.text for note in present_notes(store.records(2026))]


def test_every_edit_and_every_undo_hits_the_note_it_means(store: NoteStore, clock: random.Random) -> None:
    history: list[list[str]] = [[]]
    for row in range(share(300, 20)):
        now = present_notes(store.records(2026))
        step = clock.choice(("note", "note", "edit", "withdraw", "undo"))
        if step == "undo" and len(history) > 1:
            store.append(2026, [plain(note) for note in undoing(store.records(2026))])
            history.append(history[-2])  # undoing that again would bring it back
        elif step == "edit" and now:
            picked = clock.randrange(len(now))
            after = [
                Note(key=note.key, day=note.day, text=f"{row}" if at == picked else note.text)
                for at, note in enumerate(now)
            ]
            store.append(2026, [plain(note) for note in edited(now, after)])
            history.append([note.text for note in after])
        elif step == "withdraw" and now:
            store.append(2026, [plain(note) for note in edited(now, now[:-1])])
            history.append(history[-1][:-1])
        else:
            store.append(2026, [{"ngay": DAY, "noi_dung": f"{row}"}])
            history.append([*history[-1], f"{row}"])
        assert said(store) == history[-1], (row, step)


def test_notes_that_earlier_versions_encrypted_keep_their_order_before_all_new_ones(
    store: NoteStore, folder: Path, clock: random.Random
) -> None:
    year = folder / "so-tay" / "2026"
    year.mkdir(parents=True)
    for row, name in enumerate(("20260501T100000-ffffffff", "20260501T100001-00000000", "20991231T235959-00000000")):
        note = f'\n[[so_tay]]\nma = "cu-{row}"\nngay = 2026-05-01\nnoi_dung = "cũ {row}"\n'
        (year / f"{name}.toml.age").write_bytes(pyrage.encrypt(note.encode(), [known_identity().to_public()]))

    for row in range(12):
        store.append(2026, [{"ngay": DAY, "noi_dung": f"mới {row}"}])

    assert said(store) == [*(f"cũ {row}" for row in range(3)), *(f"mới {row}" for row in range(12))]


def test_encrypted_notes_stop_before_they_are_more_than_can_be_read(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tuphe.storage.note_appending.NOTEBOOK_LIMIT", 4000)

    def write_on() -> None:
        for row in range(100):
            store.append(2026, [{"ngay": DAY, "noi_dung": f"{row}"}])

    with pytest.raises(CannotWrite, match="16 MB"):
        write_on()

    assert len(said(store)) > 3
    assert said(store) == [f"{row}" for row in range(len(said(store)))]


def test_a_note_that_was_written_twice_is_encrypted_twice_though_one_is_there_already(
    folder: Path, store: NoteStore
) -> None:
    note = '[[so_tay]]\nngay = 2026-05-01\nnoi_dung = "Trực đêm."\n'.encode()
    path = folder / "so-tay" / "2026.toml"
    path.parent.mkdir()

    for content in (note, note + note):
        path.write_bytes(content)
        encrypt_beside(path, content, locked(folder))
    path.unlink()

    assert said(store) == ["Trực đêm.", "Trực đêm."]
