"""Notes encrypted one by one: their order is the order in which they were written, whatever any clock says."""

import random
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from support.amount import share
from support.locked import KEYS, known_identity
from support.values import into
from tuphe.core.note import Note, edited, present_notes, undoing
from tuphe.errors import CannotWrite
from tuphe.storage.encryption.conversion import encrypt_beside
from tuphe.storage.encryption.locked_folder import LockedFolder
from tuphe.storage.notes import NoteStore, plain

DAY = date(2026, 5, 1)


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

    monkeypatch.setattr("tuphe.storage.new_notes.datetime", Clock)
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
    monkeypatch.setattr("tuphe.storage.new_notes.NOTEBOOK_LIMIT", 4000)

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
