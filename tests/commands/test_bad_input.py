"""Bad input: one Vietnamese sentence that says where and what to do, the right exit code, nothing changed."""

from __future__ import annotations

import os
import re
import resource
import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Refuses, RunBytes
from conftest import EXAMPLES, Open
from support.pages import english
from support.program import Run, begun
from support.screen import CTRL_C
from support.slips import CHECKLISTS, NOTE, SECRET, SYNTAX, VALUES
from tuphe.storage.files import locked

File = Callable[..., str]
YearFile = Callable[..., Path]
OnDisk = Callable[[], dict[str, Any]]

Cases = dict[str, tuple[str | bytes, tuple[str, ...]]]
"""What stands in a file, and what has to be said of it."""

EXAMPLE_2025 = str(EXAMPLES / "2025.toml")
EXAMPLE_2026 = str(EXAMPLES / "2026.toml")

ABSURD = ["hai-nghìn", "26", "20266", "0000", "9999", "1500", "-1", "2026.5", "２０２６", ""]

WRONG: Cases = {
    **{slip: (text, (f"dòng {line}", advice)) for slip, (text, line, advice) in SYNTAX.items()},
    **{slip: (text, (f"dòng {line}: ", *says)) for slip, (text, line, says) in VALUES.items()},
    "an unknown item like no other": (
        f'nam = 2026\n{NOTE}[[muc]]\nid = "xxxxxxxx"\n',
        ("dòng 4", "“xxxxxxxx”", "tuphe tieu-chi xem trach-nhiem"),
    ),
    "a newer format": (f"dinh_dang = 5\nnam = 2026\n{NOTE}", ("dòng 1", "định dạng 5", "Cập nhật")),
    "a newer format with keys of its own": (
        f'nam = 2026\ndinh_dang = 7\nkhoa_moi = "{SECRET}"\n',
        ("dòng 2", "định dạng 7", "Cập nhật"),
    ),
    "not UTF-8": (f"nam = 2026\n{NOTE}[[muc]]\n".encode() + b'id = "\xe9"\n', ("dòng 4", "UTF-8")),
    "UTF-16, as an old Notepad saves": (f"nam = 2026\n{NOTE}".encode("utf-16"), ("dòng 1", "UTF-8")),
}


def _cases(table: Cases) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("content", "says"), table.values(), ids=table.keys())


# A year on the command line


@pytest.mark.parametrize("year", ABSURD)
def test_a_year_that_no_review_can_be_of_is_wrong_usage(refuses: Refuses, year: str) -> None:
    refuses("xem", year, code=2)


@pytest.mark.parametrize(
    ("command", "year"), list(product(["so-sanh", "xuat", "chot", "mo-lai", "kiem-diem"], ["hai-nghìn", "9999"]))
)
def test_every_command_looks_at_its_year_first(refuses: Refuses, command: str, year: str) -> None:
    refuses(command, year, code=2, says=("Năm phải",))


@pytest.mark.parametrize("year", ["hai-nghìn", "9999", "1500"])
def test_the_other_year_of_a_comparison_is_looked_at_as_well(two_years: Run, refuses: Refuses, year: str) -> None:
    refuses("so-sanh", "2026", "--voi", year, code=2, says=("Năm phải",))


# A year that stands in a file


@pytest.mark.parametrize("year", ["20266", "1500", "-5", "9" * 30, '"2026"', "2026.5", '"hai nghìn"', "[2026]"])
def test_an_absurd_year_in_an_answers_file_is_the_files_fault(refuses: Refuses, file: File, year: str) -> None:
    name = file(f'ghi_chu = "{SECRET}"\nnam = {year}\n')

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(name, "dòng 2"))


def test_an_answers_file_of_another_year_is_refused(refuses: Refuses, file: File) -> None:
    name = file(f'nam = 2025\nghi_chu = "{SECRET}"\n')

    refuses("kiem-diem", "2026", "--tra-loi", name, code=4, says=(name, "2025", "2026"))


def test_a_year_file_that_says_another_year_than_its_name_is_refused(refuses: Refuses, year_file: YearFile) -> None:
    path = year_file(f'nam = 2024\nghi_chu = "{SECRET}"\n', year=2026)

    refuses("xem", "2026", code=4, says=(str(path), "2024"))


# A file that is wrong inside


@_cases(WRONG)
def test_a_wrong_answers_file_is_refused_at_its_line(
    refuses: Refuses, file: File, content: str | bytes, says: tuple[str, ...]
) -> None:
    name = file(content)

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(f"Tệp {name}", *says))


SOME_OF_THEM = ("a text without quotes", "an unknown table", "an unknown item", "a newer format", "not UTF-8")


@pytest.mark.parametrize("slip", SOME_OF_THEM)
def test_a_wrong_year_file_is_refused_at_its_line(refuses: Refuses, year_file: YearFile, slip: str) -> None:
    content, says = WRONG[slip]
    path = year_file(content)

    refuses("xem", "2026", code=4, says=(f"Tệp {path}", *says))


@pytest.mark.parametrize("slip", SOME_OF_THEM[:-1])
def test_wrong_answers_on_standard_input_are_refused_at_their_line(refuses: Refuses, slip: str) -> None:
    content, says = WRONG[slip]

    refuses("kiem-diem", "--tra-loi", "-", code=4, says=says, stdin=content)


@pytest.mark.parametrize(
    "command",
    [
        ("xem", "2026"),
        ("xem", "2026", "--json"),
        ("so-sanh", "2026"),
        ("so-sanh", "2026", "--json"),
        ("so-sanh", "2026", "--luu-anh", "anh.svg"),
        ("xuat", "2026"),
        ("xuat", "2026", "-o", "xuat.md"),
        ("chot", "2026"),
        ("mo-lai", "2026"),
        ("kiem-diem", "2026", "--tra-loi", EXAMPLE_2026),
    ],
    ids=" ".join,
)
def test_no_command_touches_a_year_it_cannot_read(
    two_years: Run, refuses: Refuses, folder: Path, command: tuple[str, ...]
) -> None:
    path = folder / "kiem-diem" / "2026.toml"
    path.write_text(f'nam = 2026\nghi_chu = "{SECRET}"\nkhoa_la = 1\n', encoding="utf-8")

    refuses(*command, code=4, says=(str(path), "dòng 3", "“khoa_la”"))


@pytest.mark.parametrize(
    "command",
    [("so-sanh", "2026"), ("xuat", "2026"), ("kiem-diem", "--tra-loi", EXAMPLE_2026)],
    ids=" ".join,
)
def test_a_year_before_that_cannot_be_read_is_named(
    two_years: Run, refuses: Refuses, folder: Path, command: tuple[str, ...]
) -> None:
    path = folder / "kiem-diem" / "2025.toml"
    path.write_text(f'nam = 2025\nghi_chu = "{SECRET}\n', encoding="utf-8")

    refuses(*command, code=4, says=(str(path), "dòng 2, cột"))


@pytest.mark.parametrize(
    "command",
    [
        ("ho-so", "--json"),
        ("ho-so", "--dat", "chi_bo=Chi bộ 3"),
        ("xem", "2026"),
        ("xuat", "2026"),
        ("kiem-diem", "--tra-loi", EXAMPLE_2026),
    ],
    ids=" ".join,
)
def test_a_profile_that_cannot_be_read_is_named(
    two_years: Run, refuses: Refuses, folder: Path, command: tuple[str, ...]
) -> None:
    path = folder / "ho-so.toml"
    path.write_text(f'ho_ten = "{SECRET}"\ndonvi = "{SECRET}"\n', encoding="utf-8")

    refuses(*command, code=4, says=(str(path), "dòng 2", "“donvi”", "“don_vi”"))


# A file that is no file, or no text


def test_a_folder_is_no_answers_file(refuses: Refuses, tmp_path: Path) -> None:
    (tmp_path / "tra-loi.toml").mkdir()

    refuses("kiem-diem", "--tra-loi", "tra-loi.toml", code=4, says=("Tệp tra-loi.toml", "thư mục"))


def test_a_folder_is_no_year_file(refuses: Refuses, folder: Path) -> None:
    path = folder / "kiem-diem" / "2026.toml"
    path.mkdir(parents=True)

    refuses("xem", "2026", code=4, says=(str(path), "thư mục"))


def test_a_named_pipe_is_no_answers_file(refuses: Refuses, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tra-loi.toml")

    refuses("kiem-diem", "--tra-loi", "tra-loi.toml", code=4, says=("Tệp tra-loi.toml",))


def test_an_answers_file_that_is_not_there_is_named(refuses: Refuses) -> None:
    refuses("kiem-diem", "--tra-loi", "khong-co.toml", code=4, says=("Tệp khong-co.toml", "không có tệp này"))


def test_a_file_that_the_system_cannot_read_is_named(refuses: Refuses, tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")  # a plain file by its looks, and an error to read, for root as well
    if not memory.exists():
        pytest.skip("no /proc here")
    (tmp_path / "tra-loi.toml").symlink_to(memory)

    refuses("kiem-diem", "--tra-loi", "tra-loi.toml", code=4, says=("Tệp tra-loi.toml", "Kiểm tra"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(refuses: Refuses, file: File, tmp_path: Path) -> None:
    name = file(f'nam = 2026\nghi_chu = "{SECRET}"\n')
    (tmp_path / name).chmod(0)

    result = refuses("kiem-diem", "--tra-loi", name, code=4)

    assert "quyền" in result.err


@pytest.mark.parametrize("how", ["answers", "standard input", "year", "profile", "checklist"])
def test_a_file_of_100_mb_is_refused_unread(
    refuses: Refuses, tuphe_bytes: RunBytes, tmp_path: Path, folder: Path, how: str
) -> None:
    big = {"year": folder / "kiem-diem" / "2026.toml", "profile": folder / "ho-so.toml"}.get(how, tmp_path / "to.toml")
    big.parent.mkdir(parents=True, exist_ok=True)
    with big.open("wb") as content:
        content.truncate(100_000_000)

    match how:
        case "answers":
            refuses("kiem-diem", "--tra-loi", "to.toml", code=4, says=("to.toml", "lớn"))
        case "year":
            refuses("xem", "2026", code=4, says=(str(big), "lớn"))
        case "profile":
            refuses("ho-so", "--json", code=4, says=(str(big), "lớn"))
        case "checklist":
            refuses("tieu-chi", "kiem-tra", "to.toml", code=4, says=("to.toml", "lớn"))
        case "standard input":
            refuses("kiem-diem", "--tra-loi", "-", code=4, says=("lớn",), stdin=b"\0" * 3_000_000)


# Checklists


HEAD = 'dinh_dang = 1\nid = "rieng"\nten = "Bộ riêng"\n'
GROUP = '[[nhom]]\nid = "mot"\nten = "Nhóm một"\n'
GOOD_ITEM = '[[nhom.muc]]\nid = "can-kiem"\nten = "Cần, kiệm"\ncau_hoi = "Tôi…?"\nloai = "pham-chat"\n'


@pytest.mark.parametrize("slip", [*CHECKLISTS, "no TOML"])
def test_a_wrong_checklist_is_refused_at_its_line(refuses: Refuses, file: File, slip: str) -> None:
    text, line, says = CHECKLISTS.get(slip, (f"{HEAD}goi_y = [{SECRET}]\n", 4, ("ngoặc kép",)))
    name = file(text, "rieng.toml")

    refuses("tieu-chi", "kiem-tra", name, code=4, says=(f"Tệp {name}", *([f"dòng {line}"] if line else ()), *says))


@pytest.mark.parametrize(
    "command",
    [
        ("tieu-chi", "xem", "rieng"),
        ("kiem-diem", "--bo-tieu-chi", "rieng", "--tra-loi", "tra-loi.toml"),
    ],
    ids=" ".join,
)
def test_a_wrong_checklist_of_ones_own_is_named_wherever_it_is_used(
    refuses: Refuses, file: File, own_checklist: YearFile, command: tuple[str, ...]
) -> None:
    path = own_checklist(HEAD + GROUP + GOOD_ITEM * 2)
    file("nam = 2026\n")

    refuses(*command, code=4, says=(str(path), "dòng 13", "“can-kiem”"))


def test_a_checklist_under_another_name_than_its_id_is_refused(refuses: Refuses, own_checklist: YearFile) -> None:
    path = own_checklist(HEAD + GROUP + GOOD_ITEM, name="khac")

    refuses("tieu-chi", "xem", "khac", code=4, says=(str(path), "tên tệp"))


def test_a_checklist_that_is_not_there_or_is_a_folder_is_named(refuses: Refuses) -> None:
    refuses("tieu-chi", "kiem-tra", "khong-co.toml", code=4, says=("khong-co.toml", "không có tệp này"))
    refuses("tieu-chi", "kiem-tra", ".", code=4, says=("thư mục",))


# What is not there


@pytest.mark.parametrize(
    "command",
    [
        ("xem", "2024"),
        ("so-sanh", "2024"),
        ("so-sanh", "2026", "--voi", "2024"),
        ("xuat", "2024"),
        ("chot", "2024"),
        ("mo-lai", "2024"),
    ],
    ids=" ".join,
)
def test_a_year_that_is_not_there_is_said_with_the_way_to_begin_it(
    two_years: Run, refuses: Refuses, command: tuple[str, ...]
) -> None:
    refuses(*command, code=3, says=("2024", "tuphe kiem-diem 2024"))


def test_a_year_is_not_there_in_a_folder_that_is_not_there(refuses: Refuses) -> None:
    refuses("xem", "2026", code=3, says=("tuphe kiem-diem 2026",))
    refuses("chot", "2026", code=3, says=("tuphe kiem-diem 2026",))


def test_an_unknown_checklist_is_said_with_those_there_are(refuses: Refuses) -> None:
    refuses("tieu-chi", "xem", "trach-nhem", code=3, says=("trach-nhiem", "tuphe tieu-chi danh-sach"))


def test_answers_to_an_unknown_checklist_are_refused_by_file_and_line(refuses: Refuses, file: File) -> None:
    name = file(f'nam = 2026\nghi_chu = "{SECRET}"\n[bo_tieu_chi]\nid = "khong-co"\n')

    result = refuses("kiem-diem", "--tra-loi", name, code=4, says=("khong-co", "trach-nhiem"))

    assert name in result.err
    assert "dòng 4" in result.err


def test_answers_under_another_checklist_than_the_command_line_names_are_refused(
    tuphe: Run, file: File, folder: Path
) -> None:
    name = file('nam = 2026\n[bo_tieu_chi]\nid = "trach-nhiem"\n')

    result = tuphe("kiem-diem", "--bo-tieu-chi", "khong-co", "--tra-loi", name)

    assert result.code in (2, 3, 4)
    assert not folder.exists()


def test_an_unknown_form_is_said_with_those_there_are(two_years: Run, refuses: Refuses) -> None:
    refuses("xuat", "2026", "--mau", "99Z", code=3, says=("tom-tat",))


# Closed, held, changed meanwhile


def test_a_closed_year_takes_no_answers(two_years: Run, refuses: Refuses) -> None:
    two_years("chot", "2026")

    refuses("kiem-diem", "--tra-loi", EXAMPLE_2026, code=6, says=("2026", "đã chốt", "tuphe mo-lai 2026"))


def test_a_closed_year_is_not_asked_about(two_years: Run, terminal: Open, folder: Path) -> None:
    two_years("chot", "2026")
    before = (folder / "kiem-diem" / "2026.toml").read_bytes()

    screen = terminal("kiem-diem", "2026")
    screen.wait_for("tuphe mo-lai 2026")

    assert screen.finish() == 6
    assert (folder / "kiem-diem" / "2026.toml").read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [("kiem-diem", "--tra-loi", EXAMPLE_2026), ("chot", "2026"), ("mo-lai", "2026")],
    ids=" ".join,
)
def test_a_year_held_by_another_process_is_not_written(
    two_years: Run, refuses: Refuses, folder: Path, command: tuple[str, ...]
) -> None:
    with locked(folder / "kiem-diem" / "2026.toml"):
        refuses(*command, code=6, says=("2026", "cửa sổ khác"))


def test_a_year_held_by_another_process_can_be_read(two_years: Run, folder: Path) -> None:
    with locked(folder / "kiem-diem" / "2026.toml"):
        assert two_years("xem", "2026").code == 0
        assert two_years("so-sanh", "2026").code == 0
        assert two_years("kiem-diem", "--tra-loi", EXAMPLE_2025).code == 0


def test_a_year_open_in_an_interview_is_not_written_from_another_window(
    two_years: Run, terminal: Open, refuses: Refuses
) -> None:
    two_years("ho-so", "--dat", "mau=2B", "--dat", "ho_ten=An", "--dat", "don_vi=Sở", "--dat", "chi_bo=3")
    terminal("kiem-diem", "2026").wait_for("lưu và dừng")

    refuses("chot", "2026", code=6, says=("2026", "cửa sổ khác"))


# What cannot be written


def test_an_output_file_that_exists_is_kept(two_years: Run, refuses: Refuses, file: File) -> None:
    for name in ("cu.md", "cu.txt", "cu.json"):
        file(SECRET, name)

        refuses("xuat", "2026", "-o", name, code=7, says=(name, "--ghi-de"))


def test_a_picture_and_a_checklist_that_exist_are_kept(two_years: Run, refuses: Refuses, file: File) -> None:
    refuses("so-sanh", "2026", "--luu-anh", file(SECRET, "anh.svg"), code=7, says=("anh.svg", "tên khác"))
    refuses("tieu-chi", "tao", file(SECRET, "rieng.toml"), code=7, says=("rieng.toml", "tên khác"))


def test_a_folder_is_not_written_over_and_not_offered_to_be(two_years: Run, refuses: Refuses, tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()

    refused = refuses("xuat", "2026", "--dang", "md", "-o", "ra", code=7, says=("ra", "thư mục"))
    refuses("xuat", "2026", "--dang", "md", "-o", "ra", "--ghi-de", code=7, says=("ra", "thư mục"))

    assert "--ghi-de" not in refused.err


@pytest.mark.parametrize(
    "command",
    [
        ("xuat", "2026", "-o", "khong-co/ra.md"),
        ("so-sanh", "2026", "--luu-anh", "khong-co/ra.svg"),
        ("tieu-chi", "tao", "khong-co/rieng.toml"),
    ],
    ids=" ".join,
)
def test_a_folder_that_is_not_there_is_not_written_into(
    two_years: Run, refuses: Refuses, command: tuple[str, ...]
) -> None:
    refuses(*command, code=7, says=("khong-co/", "thư mục"))


def test_a_file_in_the_place_of_the_folder_is_said(refuses: Refuses, file: File) -> None:
    place = file(SECRET, "tep")

    refuses("kiem-diem", "--tra-loi", EXAMPLE_2026, "--thu-muc", place, code=7, says=(place, "thư mục"))
    refuses("ho-so", "--dat", "chi_bo=3", "--thu-muc", place, code=4, says=(place,))


def _at_most(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    ("command", "size"),
    [
        (("xuat", "2026", "-o", "moi.md"), 1024),
        (("xuat", "2026", "-o", "cu.md", "--ghi-de"), 1024),
        (("so-sanh", "2026", "--luu-anh", "moi.svg"), 4096),
        (("tieu-chi", "tao", "moi.toml"), 100),
        (("ho-so", "--dat", "chi_bo=Chi bộ Phòng Quản lý Văn thư, Lưu trữ"), 30),
        (("chot", "2026"), 4096),
        (("kiem-diem", "--tra-loi", "moi-tra-loi.toml"), 4096),
    ],
    ids=str,
)
def test_a_file_that_cannot_be_written_to_its_end_leaves_everything_as_it_was(
    two_years: Run, tuphe_bytes: RunBytes, on_disk: OnDisk, file: File, command: tuple[str, ...], size: int
) -> None:
    file(SECRET, "cu.md")
    file('nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n', "moi-tra-loi.toml")
    before = on_disk()

    done = tuphe_bytes(*command, preexec=_at_most(size))

    said = done.stderr.decode()
    # An earlier version may have been kept by then, and a lock does no harm.
    aside = re.compile(r"sao-luu|\.lock$")
    before, after = ({at: seen for at, seen in look.items() if not aside.search(at)} for look in (before, on_disk()))
    assert done.returncode == 7
    assert "Không ghi được" in said
    assert english(said) == []
    assert "Traceback" not in said
    assert done.stdout == b""
    assert after == before
    assert [place for place in on_disk() if place.endswith(".tmp")] == []


@pytest.mark.parametrize("free", [0, 4096, 12288, 20480])
def test_on_a_full_disk_the_year_stays_as_it_was(tuphe: Run, small_disk: Path, file: File, free: int) -> None:
    name = file('nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n')
    there = {"TUPHE_THU_MUC": str(small_disk / "du-lieu")}
    assert tuphe("kiem-diem", "--tra-loi", EXAMPLE_2026, **there).code == 0
    year = small_disk / "du-lieu" / "kiem-diem" / "2026.toml"
    before = year.read_bytes()
    _fill(small_disk / "day", free=free)

    result = tuphe("kiem-diem", "--tra-loi", name, **there)

    assert result.code == 7
    assert "đã đầy" in result.err
    assert year.read_bytes() == before
    assert list(small_disk.rglob("*.tmp")) == []
    assert [kept.read_bytes() for kept in small_disk.rglob("sao-luu/**/*.toml")] in ([], [before])


def _fill(path: Path, *, free: int) -> None:
    with path.open("wb", buffering=0) as rest:
        try:
            while True:
                rest.write(b"x" * 4096)
        except OSError:
            rest.truncate(rest.tell() - free)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(("args", "code"), [(("xem", "1999"), 3), (("ghi", "Trực 12 ca."), 0), (("xem", "--gi"), 2)])
def test_the_exit_code_is_right_where_errors_go_to_a_full_disk(
    environment: dict[str, str], args: tuple[str, ...], code: int
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = begun(args, env=environment, stdout=subprocess.DEVNULL, stderr=full)

    assert done.wait(60) == code


@pytest.mark.parametrize(
    "command", [("xem", "2026"), ("xem", "2026", "--json"), ("so-sanh", "2026"), ("xuat", "2026")], ids=" ".join
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_page_redirected_to_a_full_disk_is_said_not_to_be_written(
    two_years: Run, environment: dict[str, str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = begun(command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment)
    said = done.communicate(timeout=60)[1].decode()

    assert done.returncode == 7, said
    assert "Traceback" not in said
    assert english(said) == []


# No terminal


def test_without_a_terminal_the_interview_names_the_line_to_use_instead(refuses: Refuses) -> None:
    refuses("kiem-diem", "2026", code=5, says=("tuphe kiem-diem 2026 --tra-loi",))


@pytest.mark.parametrize("option", [("--tuyen-tinh",), ("--nhom", "dao-duc"), ("--muc", "can-kiem")], ids=" ".join)
def test_without_a_terminal_no_kind_of_asking_works(refuses: Refuses, option: tuple[str, ...]) -> None:
    refuses("kiem-diem", "2026", *option, code=5, says=("tuphe kiem-diem 2026 --tra-loi",))


def test_without_a_terminal_the_profile_names_the_line_to_use_instead(refuses: Refuses) -> None:
    refuses("ho-so", code=5, says=('tuphe ho-so --dat "ho_ten=',))


# Wrong usage


@pytest.mark.parametrize(
    ("command", "nearest"),
    [
        (("xme",), "xem"),
        (("kiemdiem",), "kiem-diem"),
        (("so-sahn",), "so-sanh"),
        (("tieu-chi", "danhsach"), "danh-sach"),
        (("xem", "--jsn"), "--json"),
        (("kiem-diem", "--traloi", "x"), "--tra-loi"),
        (("so-sanh", "--chi-thaydoi"), "--chi-thay-doi"),
        (("xuat", "--ghide"), "--ghi-de"),
        (("--versio",), "--version"),
        (("xem", "2026", "--nhom", "daoduc"), "dao-duc"),
        (("ho-so", "--dat", "hoten=x"), "ho_ten"),
    ],
    ids=str,
)
def test_a_wrong_name_is_answered_with_the_nearest(
    two_years: Run, refuses: Refuses, command: tuple[str, ...], nearest: str
) -> None:
    refuses(*command, code=2, says=(nearest,))


@pytest.mark.parametrize(
    ("command", "page"),
    [
        (("xem", "--nhom"), "tuphe xem --help"),
        (("xem", "--json=co"), "tuphe xem --help"),
        (("xem", "2026", "2025"), "tuphe xem --help"),
        (("kiem-diem", "--tra-loi"), "tuphe kiem-diem --help"),
        (("xuat", "-o"), "tuphe xuat --help"),
        (("so-sanh", "--luu-anh"), "tuphe so-sanh --help"),
        (("tieu-chi", "xem"), "tuphe tieu-chi xem --help"),
        (("tieu-chi", "kiem-tra"), "tuphe tieu-chi kiem-tra --help"),
    ],
    ids=str,
)
def test_wrong_usage_names_the_help_page_of_that_very_command(
    refuses: Refuses, command: tuple[str, ...], page: str
) -> None:
    refuses(*command, code=2, says=(page,))


@pytest.mark.parametrize(
    "command",
    [
        (SECRET,),
        ("xem", SECRET),
        ("xem", "2026", SECRET),
        ("xem", "2026", "--nhom", SECRET),
        (f"--{SECRET}",),
        ("ho-so", "--dat", SECRET),
        ("ho-so", "--dat", f"{SECRET}=1"),
        ("ho-so", "--dat", f"hoten={SECRET}"),
        ("xuat", "2026", "--muc", SECRET),
        ("xuat", "2026", "--dang", SECRET),
    ],
    ids=str,
)
def test_a_text_in_the_wrong_place_of_the_command_line_is_not_repeated(
    two_years: Run, refuses: Refuses, command: tuple[str, ...]
) -> None:
    refuses(*command, code=2)


def test_answers_from_a_file_do_not_go_with_a_single_item(refuses: Refuses) -> None:
    refuses("kiem-diem", "--muc", "can-kiem", "--tra-loi", EXAMPLE_2026, code=2, says=("--tra-loi", "--muc"))
    refuses("kiem-diem", "--nhom", "dao-duc", "--tra-loi", EXAMPLE_2026, code=2, says=("--tra-loi", "--nhom"))


def test_an_unknown_item_or_group_is_not_asked_about(terminal: Open, folder: Path) -> None:
    group = terminal("kiem-diem", "2026", "--nhom", "daoduc").wait_for("dao-duc")
    item = terminal("kiem-diem", "2026", "--muc", "can-kim").wait_for("Không có mục nào như vậy", "1. Cần, kiệm")
    item.wait_for("Ctrl-C thôi").type(CTRL_C)

    assert (group.finish(), item.finish()) == (2, 130)
    assert not (folder / "kiem-diem" / "2026.toml").exists()


def test_a_list_shows_what_can_be_read_and_names_what_cannot(two_years: Run, folder: Path) -> None:
    (folder / "kiem-diem" / "2025.toml").write_text(f'nam = 2025\nghi_chi = "{SECRET}"\n', encoding="utf-8")
    (folder / "tieu-chi").mkdir()
    (folder / "tieu-chi" / "rieng.toml").write_text("x = 1\n", encoding="utf-8")

    years, checklists = two_years("danh-sach"), two_years("tieu-chi", "danh-sach")

    assert (years.code, checklists.code) == (4, 4)
    assert "2026" in years.out
    assert "2025.toml, dòng 2" in years.err
    assert "trach-nhiem" in checklists.out
    assert "rieng.toml, dòng 1" in checklists.err
    assert SECRET not in years.out + years.err
