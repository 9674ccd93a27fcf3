"""A locked folder: encrypted at rest, every command works, nothing plain stays behind, nothing is lost."""

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from commands.conftest import CHANGED, NOTE
from conftest import EXAMPLES, Open
from support.locked import KEYS, KNOWN, PASSPHRASE, lock_quickly, plain_files, wait_for_the_lock_of
from support.pages import english, flat
from support.program import Run, begun
from support.screen import BACK, BOARD, CTRL_C, ENTER, PAGE
from tuphe.errors import FolderInUse
from tuphe.file_reading import SIZE_LIMIT
from tuphe.storage.files import locked as in_use

SOMEBODY_ELSE = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
SECRET = "Tỷ lệ bị trả lại còn 6,4%"
LATER = ("ghi", "Trực thay 3 buổi.", "--ngay", "2026-06-01")

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no locks of whole files")


@pytest.fixture
def before(used: Run, folder: Path) -> dict[str, bytes]:
    """A folder with years, versions, notes and a profile; every file with its content."""
    return plain_files(folder)


@pytest.fixture
def locked(used: Run, folder: Path) -> Run:
    """The program with that folder, locked."""
    lock_quickly(folder)
    return lambda *args, **options: used(*args, **{**KNOWN, **options})


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_locked_and_unlocked_it_is_byte_for_byte_as_before_and_nothing_plain_stays_meanwhile(
    used: Run, folder: Path
) -> None:
    for name in ("so-tay/2026.dang-sua.toml", "so-tay/2026 (1).toml", "kiem-diem/2026.sync-conflict-1.toml"):
        (folder / name).write_text(SECRET, encoding="utf-8")
        (folder / name).chmod(0o600)
    before = plain_files(folder)
    [versions] = (folder / "sao-luu").glob("**/2026*/")
    (versions / ".2026-11-20.toml.x1.tmp").write_text(SECRET, encoding="utf-8")

    encrypted = used("khoa", **KNOWN)

    assert encrypted.code == 0
    assert plain_files(folder) == {}
    assert len([path for path in folder.rglob("*.age") if path.name != "khoa.age"]) == len(before)
    together = b"".join(everything(folder).values())
    assert [
        words for words in (SECRET, NOTE, "Nguyễn Thị Mẫu", "lam-den-noi-den-chon") if words.encode() in together
    ] == []
    assert {oct(path.stat().st_mode & 0o077) for path in folder.rglob("*")} == {"0o0"}

    opened = used("mo-khoa", **KNOWN)

    assert opened.code == 0
    assert plain_files(folder) == before
    assert list(folder.rglob("*.age")) == []
    assert (folder / "kiem-diem" / "2025.toml").stat().st_mode & 0o777 == 0o400


def test_every_command_says_the_same_of_a_locked_folder(used: Run, folder: Path) -> None:
    reading = (
        *("xem 2026", "xem 2026 --json", "so-sanh 2026", "so-sanh 2026 --json", "xu-huong", "tim hồ sơ", "soat 2026"),
        *("xuat 2026 --dang txt", "so-tay 2026", "danh-sach", "danh-sach --json", "ho-so --json", "chan-doan"),
    )
    of_the_open_folder = {command: used(*command.split()) for command in reading}
    lock_quickly(folder)

    assert {command: used(*command.split(), **KNOWN) for command in reading} == of_the_open_folder


def test_a_locked_year_is_saved_closed_opened_and_brought_back_encrypted(locked: Run, folder: Path) -> None:
    changed = locked("kiem-diem", "--tra-loi", "-", stdin=CHANGED.replace("13 ram", "14 ram"))
    listed = locked("khoi-phuc", "2026")
    taken = locked("khoi-phuc", "2026", "--lay", "1")
    closed, opened = locked("chot", "2026", "--van-chot"), locked("mo-lai", "2026")

    assert [done.code for done in (changed, listed, taken, closed, opened)] == [0, 0, 0, 0, 0]
    assert "1 mục đổi kết quả" in listed.out
    assert "Tiết kiệm 13 ram giấy." in locked("xem", "2026").out
    assert plain_files(folder) == {}


def test_a_note_needs_no_passphrase_and_comes_out_with_the_rest(locked: Run, used: Run, folder: Path) -> None:
    noted = used(*LATER)
    shown = json.loads(locked("so-tay", "2026", "--json").out)["so_tay"]
    locked("mo-khoa")

    assert noted.code == 0
    assert [note["noi_dung"] for note in shown] == [NOTE, LATER[1]]
    assert json.loads(used("so-tay", "2026", "--json").out)["so_tay"] == shown
    assert list((folder / "so-tay").iterdir()) == [folder / "so-tay" / "2026.toml"]


@pytest.mark.parametrize(
    ("how", "code", "says"),
    [
        ("echo 'mật khẩu khác hẳn'", 6, "Mật khẩu không đúng."),
        ("", 5, "TUPHE_MAT_KHAU_LENH"),
        ("true", 2, "TUPHE_MAT_KHAU_LENH không in ra gì"),
        ("khong-co-chuong-trinh-nay", 2, "không có trên máy này"),
        ("false", 2, "báo lỗi"),
    ],
)
def test_where_the_passphrase_is_not_had_that_is_told_and_nothing_changes(
    locked: Run, folder: Path, how: str, code: int, says: str
) -> None:
    there = everything(folder)

    for command in ("xem 2026", "danh-sach", "mo-khoa", "kiem-diem --tra-loi -"):
        result = locked(*command.split(), stdin=CHANGED, TUPHE_MAT_KHAU_LENH=how)

        assert (result.code, result.out, says in result.err) == (code, "", True), (command, result.err)
        assert english(result.err) == [], command
    assert everything(folder) == there


def test_a_passphrase_is_typed_once_and_never_shown_and_asked_for_three_times(locked: Run, terminal: Open) -> None:
    screen = terminal("xem", "2026").wait_for("Mật khẩu:").type(f"nhầm rồi{ENTER}").wait_for("Mật khẩu không đúng")
    screen.type(PASSPHRASE + ENTER).wait_for("Bản kiểm điểm năm 2026")
    assert screen.finish() == 0
    assert PASSPHRASE not in screen.record
    assert screen.record.count("Mật khẩu:") == 2

    screen = terminal("xem", "2026")
    for _ in range(3):
        screen.wait_for("Mật khẩu:").type(f"nhầm rồi{ENTER}").wait_for("Mật khẩu không đúng")
    assert screen.finish() == 6


def test_locking_asks_for_the_passphrase_twice(two_years: Run, terminal: Open, folder: Path) -> None:
    (folder / "nhap.docx").write_bytes(b"PK")
    screen = (
        terminal("khoa")
        .wait_for("không được khoá: nhap.docx", "Quên mật khẩu", "Mật khẩu mới")
        .type(f"ngắn{ENTER}")
        .wait_for("cần ít nhất 8 ký tự.")
    )
    screen.wait_for("Mật khẩu mới").type(PASSPHRASE + ENTER)
    screen.wait_for("Gõ lại mật khẩu:").type(f"khác{ENTER}").wait_for("Hai lần gõ không giống nhau.")
    assert not (folder / "khoa.toml").exists()

    screen.wait_for("Mật khẩu mới").type(PASSPHRASE + ENTER)
    screen.wait_for("Gõ lại mật khẩu:").type(PASSPHRASE + ENTER).wait_for("Đã khoá 2 tệp.")

    assert screen.finish() == 0
    assert two_years("xem", "2026", **KNOWN).code == 0


def test_a_folder_is_not_locked_twice_nor_with_a_short_passphrase_and_an_open_one_not_unlocked(
    locked: Run, folder: Path
) -> None:
    there = everything(folder)

    again = locked("khoa")

    assert again.code == 2
    assert everything(folder) == there
    locked("mo-khoa")
    assert "không khoá" in locked("mo-khoa").err
    assert [locked("khoa", TUPHE_MAT_KHAU_LENH=f"echo '{words}'").code for words in ("ngắn", "")] == [2, 2]
    assert not (folder / "khoa.toml").exists()


def test_a_year_as_large_as_one_may_be_is_read_and_opened_again(two_years: Run, folder: Path) -> None:
    year = folder / "kiem-diem" / "2024.toml"
    year.write_bytes(b'nam = 2024\nghi_chu = "'.ljust(SIZE_LIMIT - 2, b"a") + b'"\n')
    year.chmod(0o600)
    before = year.read_bytes()
    assert two_years("xem", "2024", "--json").code == 0
    lock_quickly(folder)

    assert two_years("xem", "2024", "--json", **KNOWN).code == 0
    assert two_years("mo-khoa", **KNOWN).code == 0
    assert year.read_bytes() == before


def test_the_files_open_with_the_age_tool_too(locked: Run, folder: Path, tmp_path: Path) -> None:
    if shutil.which("age") is None:
        pytest.skip("the age tool is not installed here")
    identity = tmp_path / "identity"
    identity.write_bytes(pyrage.passphrase.decrypt((folder / "khoa.age").read_bytes(), PASSPHRASE))

    opened = subprocess.run(
        ["age", "-d", "-i", str(identity), str(folder / "kiem-diem" / "2026.toml.age")], capture_output=True, check=True
    )

    assert SECRET in opened.stdout.decode()


def test_a_plain_file_put_into_a_locked_folder_is_encrypted_and_named_and_comes_out_of_unlocking_too(
    locked: Run, folder: Path
) -> None:
    encrypted = locked("xem", "2026").out
    stray = folder / "kiem-diem" / "2024.toml"
    stray.write_text("nam = 2024\n", encoding="utf-8")

    result = locked("xem", "2024")

    assert result.code == 0
    assert "kiem-diem/2024.toml" in result.err
    assert not stray.exists()
    notes = '[[so_tay]]\nma = "tay-1"\nngay = 2026-07-01\nnoi_dung = "Ghi tay."\n'
    (folder / "so-tay" / "2026.toml").write_text(notes, encoding="utf-8")
    year = folder / "kiem-diem" / "2026.toml"
    year.write_text(CHANGED, encoding="utf-8")

    done = locked("mo-khoa")

    assert done.code == 0
    assert stray.exists()
    assert locked("xem", "2026").out == encrypted
    assert [note["noi_dung"] for note in json.loads(locked("so-tay", "--json").out)["so_tay"]] == [NOTE, "Ghi tay."]
    [kept] = year.parent.glob("2026.chua-thay-*.toml")
    assert kept.read_text(encoding="utf-8") == CHANGED
    assert kept.name in done.err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("2019.toml.age", b"age-encryption.org/v1\n", "2019.toml.age"),
        (".2024.toml.icloud", b"bplist00", "chưa được tải về"),
    ],
    ids=["encrypted with another key", "not on this machine"],
)
def test_a_year_that_nothing_could_read_again_is_not_locked_away(
    used: Run, folder: Path, before: dict[str, bytes], name: str, content: bytes, says: str
) -> None:
    (folder / "kiem-diem" / name).write_bytes(content)

    result = used("khoa", **KNOWN)

    assert result.code == 4
    assert says in result.err
    assert plain_files(folder) == before


@pytest.mark.parametrize("command", ["xem 2026", "ghi Trực."])
def test_a_lock_that_was_killed_at_its_first_file_leaves_nothing(used: Run, folder: Path, command: str) -> None:
    (folder / ".khoa.age.k2x9q1_z.tmp").write_bytes(b"age-encryption.org/v1\n")

    assert used(*command.split()).code == 0

    assert list(folder.glob(".khoa*.tmp")) == []


@posix
@pytest.mark.parametrize("command", ["khoa", "mo-khoa"])
def test_whoever_locks_or_unlocks_waits_for_who_does(
    locked: Run, folder: Path, environment: dict[str, str], command: str
) -> None:
    if command == "khoa":
        assert locked("mo-khoa").code == 0
    with in_use(folder / "khoa.toml", FolderInUse()):
        there = everything(folder)
        waiting = begun((command,), env=environment | KNOWN, stdin=subprocess.DEVNULL)
        wait_for_the_lock_of(waiting)
        assert everything(folder) == there

    assert waiting.wait(60) == 0


@posix
def test_a_note_written_while_the_folder_is_being_unlocked_is_kept_plain(
    locked: Run, folder: Path, environment: dict[str, str]
) -> None:
    with in_use(folder / "khoa.toml", FolderInUse()):
        writing = begun(LATER, env=environment, stdin=subprocess.DEVNULL)
        wait_for_the_lock_of(writing)
        for path in (folder / "khoa.toml", *folder.rglob("*.age")):
            path.unlink()

    assert writing.wait(60) == 0
    assert LATER[1] in (folder / "so-tay" / "2026.toml").read_text(encoding="utf-8")


def test_an_interview_on_a_locked_year_asks_once_and_saves_encrypted(locked: Run, terminal: Open, folder: Path) -> None:
    assert locked("ho-so", "--dat", "mau=2B", "--dat", "don_vi=Sở", "--dat", "chi_bo=3").code == 0
    passphrase: Any = KNOWN
    screen = terminal("kiem-diem", "2026", "--muc", "can-kiem", **passphrase)

    screen.wait_for("Đã làm được gì?", PAGE, "lưu và dừng").type(BACK).wait_for("› Cần, kiệm", BOARD).type("3")
    screen.see("Trung bình").type(CTRL_C)

    assert screen.finish() == 130
    assert "Cần, kiệm: Trung bình" in locked("xem", "2026").out
    assert plain_files(folder) == {}


def test_a_folder_in_which_a_year_is_just_being_begun_is_not_locked(used: Run, terminal: Open, folder: Path) -> None:
    used("ho-so", "--dat", "mau=2B", "--dat", "don_vi=Sở", "--dat", "chi_bo=3")
    there = plain_files(folder)
    screen = terminal("kiem-diem", "2024").wait_for("Hạn chế đã nêu", "lưu và dừng")

    refused = used("khoa", **KNOWN)

    assert refused.code == 6
    assert "năm 2024 đang mở ở một cửa sổ khác" in refused.err
    assert screen.type(CTRL_C).finish() == 130
    assert plain_files(folder) == there


def test_a_locked_folder_that_lost_its_mark_gets_it_again_and_loses_nothing(
    before: dict[str, bytes], locked: Run, folder: Path
) -> None:
    mark = (folder / "khoa.toml").read_bytes()
    (folder / "khoa.toml").unlink()

    noted = locked(*LATER)

    assert noted.code == 0
    assert "đã dựng lại tệp đó từ khoa.age" in noted.err
    assert (folder / "khoa.toml").read_bytes() == mark
    assert locked("mo-khoa").code == 0
    after = plain_files(folder)
    assert after.pop("so-tay/2026.toml").startswith(before.pop("so-tay/2026.toml"))
    assert after == before


@pytest.mark.parametrize(
    ("stray", "command"),
    [
        ("kiem-diem/2026.toml", ("xem", "2026")),
        ("kiem-diem/2026.toml", ("mo-khoa",)),
        ("so-tay/2026.toml", ("khoa",)),
        ("so-tay/2026.toml", LATER),
    ],
)
def test_what_is_encrypted_outlives_an_older_plain_file_of_its_name_where_the_mark_is_lost(
    before: dict[str, bytes], locked: Run, folder: Path, stray: str, command: tuple[str, ...]
) -> None:
    older = before[stray].replace(NOTE.encode(), b"Cu hon").replace(b"Ti\xe1\xba\xbft ki", b"Cu hon")
    assert older != before[stray]
    (folder / stray).write_bytes(older)
    (folder / "khoa.toml").unlink()

    done = locked(*command)

    assert done.code == 0, done.err
    assert (folder / "khoa.age").exists() is (command != ("mo-khoa",))
    assert locked("mo-khoa").code == 0
    after = plain_files(folder)
    for content in before.values():
        assert any(content in other for other in after.values())
    assert any(b"Cu hon" in other for other in after.values())


@pytest.mark.parametrize(
    ("gone", "put", "commands", "says"),
    [
        (
            ("khoa.toml", "khoa.age"),
            (),
            ("danh-sach", "ghi Trực.", "ho-so --dat so_trang=3", f"kiem-diem --tra-loi {EXAMPLES}/2026.toml"),
            "đã khoá mà thiếu khoa.age để mở. Lấy lại khoa.age từ bản sao",
        ),
        (("khoa.toml", "khoa.age"), ("2025", "2026"), ("khoa",), "đã khoá từ trước, bằng chìa khác"),
        (("khoa.age",), (), ("ghi Trực.", "xem 2026", "khoi-phuc 2026"), "khoa.age: thiếu tệp này"),
    ],
    ids=["no key", "no key and years put beside", "no identity"],
)
def test_where_the_key_is_gone_that_is_told_and_nothing_is_written_or_removed(
    locked: Run, folder: Path, gone: tuple[str, ...], put: tuple[str, ...], commands: tuple[str, ...], says: str
) -> None:
    for name in gone:
        (folder / name).unlink()
    for year in put:
        shutil.copyfile(EXAMPLES / f"{year}.toml", folder / "kiem-diem" / f"{year}.toml")
    before = everything(folder)

    for command in commands:
        said = locked(*command.split())

        assert (said.code, says in said.err) == (4, True), (command, said.err)
    assert locked("chan-doan").code == 0
    assert everything(folder) == before


def test_a_mark_alone_says_how_the_folder_opens_again(two_years: Run, folder: Path) -> None:
    shutil.copyfile(KEYS / "khoa.toml", folder / "khoa.toml")

    said = two_years("xem", "2026")

    assert said.code == 4
    assert "Hoặc xoá khoa.toml: chưa có tệp nào bị khoá bằng nó." in flat(said.err)


def test_copies_that_others_made_of_encrypted_files_are_told_and_come_out_with_the_rest(
    locked: Run, folder: Path
) -> None:
    copies = {
        "kiem-diem/2026.toml (1).age": "kiem-diem/2026 (1).toml",
        "kiem-diem/2026.toml.sync-conflict-20261120.age": "kiem-diem/2026.sync-conflict-20261120.toml",
        "so-tay/2026.toml (1).age": "so-tay/2026 (1).toml",
        "ho-so.toml (1).age": "ho-so (1).toml",
    }
    for name in copies:
        shutil.copyfile(folder / f"{name.partition('.')[0]}.toml.age", folder / name)

    year, notes, profile = (locked(*line.split()).err for line in ("xem 2026", "so-tay 2026", "ho-so --json"))
    listed = locked("khoi-phuc", "2026", COLUMNS="200").out
    opened = locked("mo-khoa")

    assert "2026.toml (1).age, 2026.toml.sync-conflict-20261120.age" in year
    assert "có bản khác: 2026.toml (1).age." in notes
    assert "có bản khác: ho-so.toml (1).age." in profile
    assert all("Trước hết mở khoá bằng: tuphe mo-khoa" in sentence for sentence in (notes, profile))
    assert listed.count("tệp 2026.toml") == 2
    assert opened.code == 0
    assert [name for name in copies.values() if not (folder / name).exists()] == []
    assert list(folder.rglob("*.age")) == []


def test_what_editors_and_killed_programs_left_is_encrypted_or_swept_and_named_and_a_stranger_only_named(
    used: Run, before: dict[str, bytes], folder: Path
) -> None:
    left = ("kiem-diem/2026.toml~", "ho-so.toml.bak", "so-tay/.2026.toml.swp", "kiem-diem/#2025.toml#")
    for name in (*left, "kiem-diem/nhap.docx", "so-tay/.2026.toml.ab12cd34.tmp"):
        (folder / name).write_text(SECRET, encoding="utf-8")

    done = used("khoa", **KNOWN)

    assert done.code == 0
    assert all(name in flat(done.err) for name in (*left, "so-tay/.2026.toml.ab12cd34.tmp"))
    assert "Không phải tệp của tuphe nên không được khoá: kiem-diem/nhap.docx." in flat(done.err)
    in_the_open = [name for name, content in everything(folder).items() if SECRET.encode() in content]
    assert in_the_open == ["kiem-diem/nhap.docx"]
    assert used("xem", "2026", **KNOWN).err == ""  # what an editor left is no copy to choose from
    assert used("mo-khoa", **KNOWN).code == 0
    assert plain_files(folder) == before
    assert all((folder / name).read_text(encoding="utf-8") == SECRET for name in left)
    assert list(folder.rglob("*.age")) == []


@posix
@pytest.mark.parametrize("place", ["kiem-diem", "sao-luu", "so-tay/2026"])
def test_nothing_is_locked_through_a_link(two_years: Run, folder: Path, tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "noi-khac"
    elsewhere.mkdir()
    (elsewhere / "du-an.toml").write_text("[project]\n", encoding="utf-8")
    shutil.rmtree(folder / place, ignore_errors=True)
    (folder / place).parent.mkdir(mode=0o700, exist_ok=True)
    (folder / place).symlink_to(elsewhere)

    refused = two_years("khoa", **KNOWN)

    assert refused.code == 7
    assert "liên kết" in refused.err
    assert [path.name for path in elsewhere.iterdir()] == ["du-an.toml"]
    assert not (folder / "khoa.toml").exists()


def printed(text: str) -> dict[str, str]:
    return {"TUPHE_MAT_KHAU_LENH": f"printf '{text}'"}


def test_the_first_line_that_a_command_prints_is_the_passphrase_however_its_letters_are_written(two_years: Run) -> None:
    assert two_years("khoa", **printed(f"{PASSPHRASE}\\ntên: văn phòng\\n")).code == 0

    assert two_years("xem", "2026", **KNOWN).code == 0
    assert two_years("xem", "2026", **printed(unicodedata.normalize("NFD", PASSPHRASE))).code == 0
    assert two_years("mo-khoa", **printed(f"{PASSPHRASE}\\nghi chú khác\\n")).code == 0


def test_a_folder_locked_by_both_lines_as_it_once_was_opens(locked: Run, folder: Path) -> None:
    [identity] = [pyrage.passphrase.decrypt((folder / "khoa.age").read_bytes(), PASSPHRASE)]
    both = printed(f"{PASSPHRASE}\\ndòng hai\\n")
    (folder / "khoa.age").write_bytes(pyrage.passphrase.encrypt(identity, f"{PASSPHRASE}\ndòng hai"))

    assert locked("xem", "2026", **both).code == 0
    assert locked("xem", "2026").code == 6


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda content: content[:0], "khoa.age: tệp hỏng"),
    "cut": (lambda content: content[: len(content) // 2], "khoa.age: tệp hỏng"),
    "changed": (lambda content: content[:-1] + b"!", "khoa.age: tệp hỏng"),
    "another text": (lambda _: pyrage.passphrase.encrypt("Mật".encode(), PASSPHRASE), "khoa.age: tệp hỏng"),
    "hours of work": (lambda content: re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 30\n", content), "không đủ sức xử lý"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_an_identity_that_cannot_be_opened_is_not_called_a_wrong_passphrase(
    locked: Run, folder: Path, damage: str
) -> None:
    (change, says), identity = DAMAGE[damage], folder / "khoa.age"
    whole = identity.read_bytes()
    identity.write_bytes(change(whole))

    said = locked("xem", "2026")

    assert said.code == 4
    assert says in said.err
    assert "không đúng" not in said.err
    assert ("Lấy lại tệp từ bản sao" in said.err) is (says == "khoa.age: tệp hỏng")
    identity.write_bytes(whole)
    assert locked("xem", "2026").code == 0


def test_an_encrypted_year_that_is_damaged_is_brought_back(locked: Run, folder: Path) -> None:
    assert locked("mo-lai", "2025").code == 0
    (folder / "kiem-diem" / "2025.toml.age").write_bytes(b"hong")

    told = locked("xem", "2025")
    brought = locked("khoi-phuc", "2025", "--lay", "1")

    assert told.code == 4
    assert "Muốn lấy lại bản trước: tuphe khoi-phuc 2025" in told.err
    assert brought.code == 0
    assert locked("xem", "2025").code == 0


@pytest.mark.parametrize("name", ["kiem-diem/2025.toml.age", "so-tay/2026.toml.age", "sao-luu"])
def test_a_damaged_encrypted_file_is_set_apart_with_its_key_and_keeps_nothing_else_locked(
    before: dict[str, bytes], locked: Run, folder: Path, name: str
) -> None:
    [damaged, *_] = sorted((folder / name).rglob("*.age")) if name == "sao-luu" else [folder / name]
    damaged.chmod(0o600)
    damaged.write_bytes(damaged.read_bytes()[:-5])
    hurt, key = damaged.read_bytes(), (folder / "khoa.age").read_bytes()

    done = locked("mo-khoa")

    assert done.code == 4
    assert english(done.err) == []
    [apart] = (folder / "sao-luu" / "chua-mo-duoc").rglob(damaged.name)
    assert apart.read_bytes() == hurt
    assert str(apart) in done.err.replace("\n", "")
    [kept] = (folder / "sao-luu" / "chua-mo-duoc").rglob("khoa.age")
    assert kept.read_bytes() == key
    assert not (folder / "khoa.age").exists()
    before.pop(str(damaged.relative_to(folder).with_suffix("")))
    assert plain_files(folder) == before
    assert locked("danh-sach").code == 0
    assert locked("khoa").code == 0
    assert locked("mo-khoa").code == 0
    assert plain_files(folder) == before


def test_where_nothing_opens_nothing_is_moved(locked: Run, folder: Path) -> None:
    for path in folder.rglob("*.age"):
        if path.name != "khoa.age":
            path.chmod(0o600)
            path.write_bytes(pyrage.encrypt(b"x", [pyrage.x25519.Identity.generate().to_public()]))
    there = everything(folder)

    done = locked("mo-khoa")

    assert done.code == 4
    assert "khoa.age không mở được tệp này và mọi tệp đã khoá khác" in flat(done.err)
    assert everything(folder) == there


@pytest.mark.parametrize(
    ("mark", "command", "says"),
    [
        ("dinh_dang = \n", ("xem", "2026"), "khoa.toml, dòng 1"),
        ('dinh_dang = 1\nnguoi_nhan = "age1abc"\n', ("ghi", "Trực 12/12 ca."), "khoa.toml: chìa ghi trong tệp"),
        (f'dinh_dang = 1\nnguoi_nhan = "{SOMEBODY_ELSE}"\n', ("chot", "2026", "--van-chot"), "không khớp với khoa.age"),
    ],
    ids=["no TOML", "no key", "the key of somebody else"],
)
def test_nothing_is_encrypted_by_a_damaged_mark_and_the_mark_is_made_again(
    locked: Run, folder: Path, mark: str, command: tuple[str, ...], says: str
) -> None:
    (folder / "khoa.toml").write_text(mark, encoding="utf-8")
    before = everything(folder)

    said = locked(*command)

    assert said.code == 4
    assert says in said.err
    assert "dựng lại tệp từ khoa.age" in said.err
    assert everything(folder) == before
    (folder / "khoa.toml").unlink()
    assert locked(*command).code == 0
    assert locked("xem", "2026").code == 0
