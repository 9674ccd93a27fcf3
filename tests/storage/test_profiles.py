"""Who the review is about, kept in one file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.values import silent
from tuphe.core.profile import Post, Profile
from tuphe.errors import BadFile, ChangedMeanwhile
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.forms import FormCatalogue
from tuphe.storage.profiles import ProfileStore

WHO = Profile(name="Nguyễn Thị Mẫu", unit="Sở Nội vụ", form="2B", passed=("dang_bo",))


def test_before_anyone_is_asked_the_profile_is_empty_and_there_is_no_file(folder: Path) -> None:
    store = ProfileStore(Folder(folder), notify=silent)

    assert store.profile == Profile()
    assert not store.exists
    assert not folder.exists()


def test_a_saved_profile_is_read_as_it_was(folder: Path) -> None:
    ProfileStore(Folder(folder), notify=silent).save(WHO)

    store = ProfileStore(Folder(folder), notify=silent)

    assert store.profile == WHO
    assert store.exists


def test_the_profile_has_the_keys_that_the_file_is_known_by(folder: Path) -> None:
    ProfileStore(Folder(folder), notify=silent).save(WHO)

    assert (folder / "ho-so.toml").read_text(encoding="utf-8").startswith('dinh_dang = 1\nho_ten = "Nguyễn Thị Mẫu"\n')


def test_the_version_before_is_kept(folder: Path) -> None:
    ProfileStore(Folder(folder), notify=silent).save(Profile(name="Cũ"))

    store = ProfileStore(Folder(folder), notify=silent)
    store.save(Profile(name="Đang gõ"))
    store.save(WHO)

    [version] = (folder / "sao-luu" / "ho-so").iterdir()
    assert 'ho_ten = "Cũ"' in version.read_text(encoding="utf-8")


def test_a_profile_changed_outside_meanwhile_is_not_overwritten(folder: Path) -> None:
    store = ProfileStore(Folder(folder), notify=silent)
    store.save(WHO)
    (folder / "ho-so.toml").write_text('ho_ten = "Ngoài"\n', encoding="utf-8")

    with pytest.raises(ChangedMeanwhile):
        store.save(Profile(name="Mới"))

    assert (folder / "ho-so.toml").read_text(encoding="utf-8") == 'ho_ten = "Ngoài"\n'


@pytest.mark.parametrize("process", [4711, os.getpid()], ids=["another", "this one's number"])
def test_what_a_killed_program_left_beside_the_profile_is_swept_at_the_next_save(folder: Path, process: int) -> None:
    store = ProfileStore(Folder(folder), notify=silent)
    store.save(Profile(name="Cũ"))
    leftover = folder / f".ho-so.toml.{process}.tmp"
    leftover.write_text("dở", encoding="utf-8")

    store.save(WHO)

    assert ProfileStore(Folder(folder), notify=silent).profile == WHO
    assert not leftover.exists()


def test_a_broken_profile_is_told_and_left_untouched(folder: Path) -> None:
    folder.mkdir()
    path = folder / "ho-so.toml"
    path.write_text('hoten = "Bí mật 7391"\n', encoding="utf-8")

    with pytest.raises(BadFile, match="“ho_ten”") as refused:
        ProfileStore(Folder(folder), notify=silent)

    assert "7391" not in str(refused.value)
    assert path.read_text(encoding="utf-8") == 'hoten = "Bí mật 7391"\n'


@pytest.mark.parametrize(
    ("form", "leader"),
    [
        ("2A", True),
        ("2A-2025", True),
        ("02B", True),
        ("02B-2023", True),
        ("2B", False),
        ("2B-2025", False),
        ("2C", False),
        ("2C-2025", False),
        ("02A", False),
        ("02A-2023", False),
        ("", False),
    ],
)
def test_a_leaders_form_was_02b_until_2025_and_is_2a_since(form: str, leader: bool, tmp_path: Path) -> None:  # noqa: FBT001
    forms = FormCatalogue(tmp_path, notify=silent)

    assert (forms.post_of(form) is Post.LEADER) is leader
