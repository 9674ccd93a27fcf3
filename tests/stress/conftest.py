"""What the stress shares: files with hostile texts, and a home to run commands in anywhere."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from stress.hostile import Filled
from stress.places import copy_of, make_folder
from stress.strace import need_strace
from support.program import Run


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


CHANGE: Final = 'nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "xuat-sac"\nket_qua = ["Tiết kiệm 13 ram giấy."]\n'


@pytest.fixture
def ready(two_years: Run, folder: Path) -> Path:
    """A folder with two years, an earlier version, a note and a profile, for commands under strace."""
    need_strace()
    assert two_years("kiem-diem", "--tra-loi", "-", stdin=CHANGE.replace("13", "12")).code == 0
    assert two_years("ghi", "Ghi chép thứ nhất.", "--ngay", "2026-05-02").code == 0
    assert two_years("ho-so", "--dat", "ho_ten=Trần Bình").code == 0
    return folder


@pytest.fixture
def again(ready: Path, tmp_path: Path) -> Callable[[], None]:
    """Put that folder back as it is now, when this is asked for."""
    kept = tmp_path / "ban-dau"
    shutil.copytree(ready, kept)

    def restore() -> None:
        shutil.rmtree(ready, ignore_errors=True)
        shutil.copytree(kept, ready)

    return restore
