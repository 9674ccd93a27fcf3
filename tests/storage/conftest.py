"""Stores over an empty folder."""

from pathlib import Path

import pytest

from support.values import into
from tuphe.storage.checklists import ChecklistCatalogue
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.notes import NoteStore
from tuphe.storage.reviews import ReviewStore


@pytest.fixture
def remarks() -> list[str]:
    """What the person was told although nothing was wrong."""
    return []


@pytest.fixture
def checklists(folder: Path, remarks: list[str]) -> ChecklistCatalogue:
    return ChecklistCatalogue(folder, notify=into(remarks))


@pytest.fixture
def reviews(folder: Path, checklists: ChecklistCatalogue, remarks: list[str]) -> ReviewStore:
    return ReviewStore(Folder(folder), checklists, notify=into(remarks))


@pytest.fixture
def notes(folder: Path, remarks: list[str]) -> NoteStore:
    return NoteStore(Folder(folder), notify=into(remarks))


@pytest.fixture
def path(folder: Path) -> Path:
    """The file of the notes of 2026."""
    return folder / "so-tay" / "2026.toml"
