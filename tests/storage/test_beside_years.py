"""What is kept beside the years: who the review is about, and what was answered of a paper that is no year yet."""

import os
from pathlib import Path

import pytest
from msgspec import structs

from support.locked import PASSPHRASE, lock_quickly, plain_files
from support.values import silent
from tuphe.core.draft import Draft
from tuphe.core.paper import PaperDraft, PaperReply
from tuphe.core.profile import Post, Profile
from tuphe.errors import BadFile
from tuphe.storage.encryption.folder import Folder, open_folder
from tuphe.storage.forms import FormCatalogue
from tuphe.storage.papers import PaperDraftStore
from tuphe.storage.profiles import ProfileStore

FIRST = PaperReply(question="cach", fingerprint="00000000", values=("giu",))
AGAIN = PaperReply(question="cach", fingerprint="00000000", values=("tung-phan",))
HALF = PaperDraft(replies=(FIRST,), typed=(Draft(question="han_che/0/sua", text="Nộp chậm"),))


def store(folder: Path) -> PaperDraftStore:
    opened = open_folder(folder, passphrase=lambda: [PASSPHRASE], notify=silent)
    return PaperDraftStore(opened, notify=silent)


@pytest.mark.parametrize("locked", [False, True])
def test_a_draft_is_kept_whole_and_then_dropped_locked_or_not(folder: Path, *, locked: bool) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "ho-so.toml").write_text('dinh_dang = 1\nho_ten = "Lê An"\n', encoding="utf-8")
    if locked:
        lock_quickly(folder)

    store(folder).save("abc", HALF)

    assert store(folder).load("abc") == HALF
    assert store(folder).load("khac") == PaperDraft()
    assert any("Nộp chậm".encode() in content for content in plain_files(folder).values()) is not locked
    store(folder).drop("abc")
    assert list((folder / "kiem-diem").glob("giay-*")) == []


def test_a_paper_that_was_begun_is_known_while_it_lies_there(folder: Path, tmp_path: Path) -> None:
    paper = tmp_path / "kiem diem.docx"
    store(folder).save("abc", HALF)
    assert store(folder).begun() == ""
    store(folder).save("abd", structs.replace(HALF, paper=str(paper)))
    assert store(folder).begun() == ""
    paper.touch()

    (folder / "kiem-diem" / "giay-aaa.dang-nhap.toml").write_text("[[", encoding="utf-8")
    assert store(folder).begun() == str(paper)


def test_a_damaged_draft_is_named_with_the_way_to_begin_anew(folder: Path) -> None:
    store(folder).save("abc", HALF)
    (folder / "kiem-diem" / "giay-abc.dang-nhap.toml").write_text("[[", encoding="utf-8")

    with pytest.raises(BadFile, match="Đổi tên"):
        store(folder).load("abc")


def test_a_reply_takes_the_place_of_what_was_typed_and_of_the_reply_just_before_to_the_same_question() -> None:
    typed = PaperDraft().with_typed("cach", "gõ dở")

    assert typed.typed_for("cach") == "gõ dở"
    assert typed.replied(FIRST) == PaperDraft(replies=(FIRST,))
    assert typed.replied(FIRST).replied(AGAIN) == PaperDraft(replies=(AGAIN,))


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
