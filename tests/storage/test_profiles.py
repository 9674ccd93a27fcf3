"""Who the review is about, kept in one file."""

import os
from pathlib import Path

import pytest

from support.values import silent
from tuphe.core.profile import Post, Profile
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.forms import FormCatalogue
from tuphe.storage.profiles import ProfileStore

WHO = Profile(name="Nguyễn Thị Mẫu", unit="Sở Nội vụ", form="2B", passed=("dang_bo",))


@pytest.mark.parametrize("process", [4711, os.getpid()], ids=["another", "this one's number"])
def test_what_a_killed_program_left_beside_the_profile_is_swept_at_the_next_save(folder: Path, process: int) -> None:
    store = ProfileStore(Folder(folder), notify=silent)
    store.save(Profile(name="Cũ"))
    leftover = folder / f".ho-so.toml.{process}.tmp"
    leftover.write_text("dở", encoding="utf-8")

    store.save(WHO)

    assert ProfileStore(Folder(folder), notify=silent).profile == WHO
    assert not leftover.exists()


def test_a_leaders_form_was_02b_until_2025_and_is_2a_since(tmp_path: Path) -> None:
    forms = FormCatalogue(tmp_path, notify=silent)
    named = ("2A", "2A-2025", "02B", "02B-2023", "2B", "2B-2025", "2C", "2C-2025", "02A", "02A-2023", "")

    assert [form for form in named if forms.post_of(form) is Post.LEADER] == ["2A", "2A-2025", "02B", "02B-2023"]
