"""What was answered of a paper that is no year yet: kept at once, encrypted where the folder is, dropped in the end."""

from pathlib import Path

import pytest
from msgspec import structs

from support.locked import PASSPHRASE, lock_quickly, plain_files
from support.values import silent
from tuphe.core.draft import Draft
from tuphe.core.paper import PaperDraft, PaperReply
from tuphe.errors import BadFile
from tuphe.storage.encryption.folder import open_folder
from tuphe.storage.papers import PaperDraftStore

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
