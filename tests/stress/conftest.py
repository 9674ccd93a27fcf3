"""What the stress shares: files with hostile texts, and a home to run commands in anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from stress.hostile import Filled
from stress.places import copy_of, make_folder


@pytest.fixture
def filled(request: pytest.FixtureRequest, folder: Path) -> Filled:
    """Files that carry the texts of a parcel, laid into the folder."""
    filled = Filled.of(request.param)
    filled.into(folder)
    return filled


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which both years, a profile, notes and bad files lie; only ever copied."""
    return make_folder(tmp_path_factory.mktemp("nha") / "nha")


@pytest.fixture
def home(lived: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return copy_of(lived, tmp_path / "nha")
