"""Files that other programs and people put between those of tuphe: known, never taken for versions, never removed."""

import os
from pathlib import Path

import pytest

from support.odd_things import lay
from support.values import silent
from tuphe.core.profile import Profile
from tuphe.core.review import Review
from tuphe.errors import BadFile
from tuphe.file_names import refused_by_windows, shown
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.profiles import ProfileStore
from tuphe.storage.reviews import ReviewStore
from tuphe.storage.versions import NEWEST_KEPT, copies_beside

FOREIGN = [
    *("~syncthing~x.toml.tmp", ".syncthing.2026-11-25T10-00-00.000000.toml.tmp", "Copy of x.toml", "x.toml"),
    *("._2026-11-25T10-00-00.000000.toml", "2026-11-25T10-00-00.000000 (1).toml", "~$x.toml", "Icon\r"),
    *("9999-99-99T99-99-99.999999.toml", "9999-12-31T23-59-59.999999.toml~", "zzz.toml", "2026-11-25.toml"),
    *("٢٠٢٦-11-25T10-00-00.000000.toml", "2026-11-25T10-00-00.1.toml", "desktop.ini", "a\nb.toml"),
    "2026-11-25T10-00-00.000000.toml.bak",
]


def lay_foreign(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in FOREIGN:
        (folder / name).write_bytes(b"khac\n")
    (folder / "thu-muc.toml").mkdir(exist_ok=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "ong.toml")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("what", ["kiem-diem/2026", "ho-so"])
def test_saves_go_on_beside_them_and_thinning_leaves_them(folder: Path, reviews: ReviewStore, what: str) -> None:
    versions = folder / "sao-luu" / what
    lay_foreign(versions)

    for number in range(NEWEST_KEPT + 5):
        if what == "ho-so":
            ProfileStore(Folder(folder), notify=silent).save(Profile(name=f"Lê {number}"))
        else:
            with reviews.holding(2026) as held:
                held.save(Review(year=2026, note=str(number)))

    assert {name for name in FOREIGN if (versions / name).read_bytes() == b"khac\n"} == set(FOREIGN)
    assert len(reviews.versions(2026)) == (NEWEST_KEPT if what != "ho-so" else 0)


@pytest.mark.parametrize("clock", ["2026-11-25T10-00-00.000000", "9999-12-31T23-59-59.999999"])
def test_a_version_from_a_clock_that_went_wrong_bars_no_save(folder: Path, reviews: ReviewStore, clock: str) -> None:
    versions = folder / "sao-luu" / "kiem-diem" / "2026"
    versions.mkdir(parents=True)
    (versions / f"{clock}.toml").write_bytes(b"nam = 2026\n")

    for number in range(3):
        with reviews.holding(2026) as held:
            held.save(Review(year=2026, note=str(number)))

    assert len(reviews.versions(2026)) == 3


def test_a_name_is_shown_on_one_line_as_letters() -> None:
    harm = (
        *("\x1b]52;c;QQ==\x07b", "\x1b]0;tên\x07", "\x1b[2J", "\u202eb", "\nTệp giả"),
        *("\tb", "\x9b8m", "\udce1", "\u2028"),
    )
    for said in map(shown, (f"a{end}" for end in harm)):
        assert said.isprintable()
        assert said.splitlines() == [said]
        assert said[0] == "a"
        assert "�" in said


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 512, b"ho_ten = [\n", b"<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n"]
)
def test_a_damaged_profile_names_a_way_back_that_works(folder: Path, content: bytes) -> None:
    for name in ("Lê An", "Lê Bình", "Lê Chi"):
        ProfileStore(Folder(folder), notify=silent).save(Profile(name=name))
    path = folder / "ho-so.toml"
    path.write_bytes(content)

    with pytest.raises(BadFile) as refused:
        ProfileStore(Folder(folder), notify=silent)

    [newest] = sorted((folder / "sao-luu" / "ho-so").iterdir())[-1:]
    assert str(newest) in str(refused.value)
    path.rename(folder / "ho-so.hong")
    newest.rename(path)
    assert ProfileStore(Folder(folder), notify=silent).profile.name == "Lê Bình"


def save_twice(reviews: ReviewStore) -> None:
    for note in ("một", "hai"):
        with reviews.holding(2026) as held:
            held.save(Review(year=2026, note=note))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize("kind", ["folder", "fifo", "sparse", "empty", "zeros"])
def test_whatever_lies_where_a_year_was_names_the_way_back_and_that_works(
    folder: Path, reviews: ReviewStore, kind: str
) -> None:
    save_twice(reviews)
    lay(folder / "kiem-diem" / "2026.toml", kind)

    assert reviews.years() == (2026,)
    with pytest.raises(BadFile, match="tuphe khoi-phuc 2026"):
        reviews.load(2026)
    with pytest.raises(BadFile, match="tuphe khoi-phuc 2026"), reviews.holding(2026):
        pass
    reviews.bring_back(2026, reviews.versions(2026)[-1])

    assert reviews.load(2026).note == "một"


def test_a_year_that_is_still_on_a_server_is_neither_begun_anew_nor_replaced(
    folder: Path, reviews: ReviewStore
) -> None:
    save_twice(reviews)
    path = folder / "kiem-diem" / "2026.toml"
    path.rename(path.with_name(".2026.toml.icloud"))

    assert reviews.years() == (2026,)
    with pytest.raises(BadFile, match="chưa được tải về"):
        reviews.load(2026)
    with pytest.raises(BadFile, match="chưa được tải về"):
        reviews.bring_back(2026, reviews.versions(2026)[0])
    with pytest.raises(BadFile, match="chưa được tải về"), reviews.holding(2026):
        pass
    assert not path.exists()


# Copies that others leave beside a file: known by what all their names have in common


WORDS = (
    ".sync-conflict-20261124-101500-ABCDEFG",
    " (An's conflicted copy 2026-11-24)",
    " (conflicted copy 2026-11-24 101500)",
    " (còpia en conflicte 2026-11-24 101500)",
    "_Andy-PC_Nov-24-1015-2026_Conflict_1",
    "-MAY-CO-QUAN",
    " (1)",
    " - Copy",
    " 2",
    ".chua-thay-20261124T101500",
)
"""What programs and people put into the name of a copy; `copies_beside` says who does."""


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).touch()


@pytest.mark.parametrize("name", ["2026.toml", "ho-so.toml", "2026.toml.age", "ho-so.toml.age"])
def test_a_copy_is_known_whoever_named_it_and_where_the_file_itself_is_gone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    copies = [f"{path.stem}{words}{path.suffix}" for words in (*WORDS, " (2)")]
    if path.suffix == ".age":  # one that was encrypted after it was made
        copies.append(name.replace(".toml", " (3).toml"))
    put(tmp_path, name, *copies)

    assert sorted(copy.name for copy in copies_beside(path)) == sorted(copies)
    path.unlink()
    assert sorted(copy.name for copy in copies_beside(path)) == sorted(copies)


def test_another_file_is_no_copy_and_where_there_is_no_folder_there_are_none(tmp_path: Path) -> None:
    others = ("2025.toml", "20261.toml", "2025 (2026).toml", ".2026.lock", "2026.toml~", "2026.md")
    put(tmp_path, "2026.toml", *others)

    assert copies_beside(tmp_path / "2026.toml") == []
    assert copies_beside(tmp_path / "kiem-diem" / "2026.toml") == []


def test_a_name_that_windows_refuses_is_told_with_what_to_do_and_every_other_may_be_used() -> None:
    refused = (
        *("con", "CON.txt", "con .txt", "nul.toml", "Com1", "lpt9.docx", "COM¹", "a.", "a ", "a. ."),
        *("x?.txt", "a<b", "a>b", 'a"b', "a|b", "a*b", "a:b", "a\\b", "a\x01b"),
    )
    used = (
        *("", ".", "..", ".o-dia", "2026.toml", "kiểm điểm 2026 (2).docx", "console.txt", "com.txt", "com10", "lpt"),
        *("icon", "aux1.md", "a.con", "nultest"),
    )

    assert [name for name in refused if not refused_by_windows(name).endswith("Chọn tên khác.")] == []
    assert [name for name in used if refused_by_windows(name)] == []
