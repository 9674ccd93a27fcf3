"""Bad input: one Vietnamese sentence that says where and what to do, the right exit code, nothing changed."""

import errno
import os
import re
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Refuses, RunBytes
from conftest import EXAMPLES, Open
from support.pages import english
from support.program import Run, begun
from support.screen import CTRL_C
from support.slips import CHECKLISTS, SECRET, SYNTAX, VALUES
from tuphe.cli.failure import report
from tuphe.errors import YearLocked
from tuphe.storage.checklists import starter
from tuphe.storage.files import locked

File = Callable[..., str]
YearFile = Callable[..., Path]
OnDisk = Callable[[], dict[str, Any]]


EXAMPLE_2025 = str(EXAMPLES / "2025.toml")
EXAMPLE_2026 = str(EXAMPLES / "2026.toml")

SLIPS = {
    "a text without quotes": (SYNTAX["a text without quotes"][0], "dòng 2"),
    "an unknown table": (VALUES["an unknown table"][0], "dòng 2: "),
    "an unknown item": (VALUES["an unknown item"][0], "dòng 4: "),
    "a newer format": (f'nam = 2026\ndinh_dang = 7\nkhoa_moi = "{SECRET}"\n', "dòng 2: ghi theo định dạng 7, mới hơn"),
}
"""Some of what may be wrong in a year; tests/storage/test_toml_faults.py has all of it."""


def lines(*commands: str) -> pytest.MarkDecorator:
    """Try each of these command lines."""
    return pytest.mark.parametrize("command", commands)


# A year on the command line


@pytest.mark.parametrize("year", ["hai-nghìn", "26", "20266", "0000", "9999", "1500", "-1", "2026.5", "２０２６", ""])
def test_a_year_that_no_review_can_be_of_is_wrong_usage(refuses: Refuses, year: str) -> None:
    refuses("xem", year, code=2)


@lines("so-sanh", "xuat", "chot", "mo-lai", "kiem-diem", "so-sanh 2026 --voi")
def test_every_command_looks_at_its_year_first(two_years: Run, refuses: Refuses, command: str) -> None:
    for year in ("hai-nghìn", "9999"):
        refuses(*command.split(), year, code=2, says=("Năm phải",))


# A year that stands in a file


@pytest.mark.parametrize("year", ["20266", "1500", "-5", "9" * 30, '"2026"', "2026.5", '"hai nghìn"', "[2026]"])
def test_an_absurd_year_in_an_answers_file_is_the_files_fault(refuses: Refuses, file: File, year: str) -> None:
    name = file(f'ghi_chu = "{SECRET}"\nnam = {year}\n')

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(name, "dòng 2"))


def test_a_file_of_another_year_than_was_asked_for_or_than_its_name_is_refused(
    refuses: Refuses, file: File, year_file: YearFile
) -> None:
    name, path = file(f'nam = 2025\nghi_chu = "{SECRET}"\n'), year_file(f'nam = 2024\nghi_chu = "{SECRET}"\n')

    refuses("kiem-diem", "2026", "--tra-loi", name, code=4, says=(name, "2025", "2026"))
    refuses("xem", "2026", code=4, says=(str(path), "2024"))


# A file that is wrong inside


@pytest.mark.parametrize("slip", SLIPS)
def test_what_is_wrong_is_told_with_its_line_in_an_answers_file_on_standard_input_and_in_a_year(
    refuses: Refuses, file: File, year_file: YearFile, slip: str
) -> None:
    content, says = SLIPS[slip]
    name = file(content)

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(f"Tệp {name}, {says}",))
    refuses("kiem-diem", "--tra-loi", "-", code=4, says=(says,), stdin=content)
    path = year_file(content)
    refuses("xem", "2026", code=4, says=(f"Tệp {path}, {says}",))


@lines(
    *("xem 2026", "xem 2026 --json", "so-sanh 2026", "so-sanh 2026 --json", "so-sanh 2026 --luu-anh anh.svg"),
    *("xuat 2026", "xuat 2026 -o xuat.md", "chot 2026", "mo-lai 2026", f"kiem-diem --tra-loi {EXAMPLE_2026}"),
)
def test_no_command_touches_a_year_it_cannot_read(two_years: Run, refuses: Refuses, folder: Path, command: str) -> None:
    path = folder / "kiem-diem" / "2026.toml"
    path.write_text(f'nam = 2026\nghi_chu = "{SECRET}"\nkhoa_la = 1\n', encoding="utf-8")

    refuses(*command.split(), code=4, says=(str(path), "dòng 3", "“khoa_la”"))


@lines("so-sanh 2026", "xuat 2026", f"kiem-diem --tra-loi {EXAMPLE_2026}")
def test_a_year_before_that_cannot_be_read_is_named(
    two_years: Run, refuses: Refuses, folder: Path, command: str
) -> None:
    path = folder / "kiem-diem" / "2025.toml"
    path.write_text(f'nam = 2025\nghi_chu = "{SECRET}\n', encoding="utf-8")

    refuses(*command.split(), code=4, says=(str(path), "dòng 2, cột"))


@lines("ho-so --json", "ho-so --dat chi_bo=3", "xem 2026", "xuat 2026", f"kiem-diem --tra-loi {EXAMPLE_2026}")
def test_a_profile_that_cannot_be_read_is_named(two_years: Run, refuses: Refuses, folder: Path, command: str) -> None:
    path = folder / "ho-so.toml"
    path.write_text(f'ho_ten = "{SECRET}"\ndonvi = "{SECRET}"\n', encoding="utf-8")

    refuses(*command.split(), code=4, says=(str(path), "dòng 2", "“donvi”", "“don_vi”"))


# A file that is no file, or no text


def folder_at(path: Path) -> None:
    path.mkdir()


def unreadable(path: Path) -> None:
    memory = Path("/proc/self/mem")  # a plain file by its looks, and an error to read, for root as well
    if not memory.exists():
        pytest.skip("no /proc here")
    path.symlink_to(memory)


def of_100_mb(path: Path) -> None:
    with path.open("wb") as content:
        content.truncate(100_000_000)


def nothing(_: Path) -> None:
    """No file at all."""


@pytest.mark.parametrize(
    ("make", "says"),
    [
        *((folder_at, "thư mục"), (os.mkfifo, "Tệp"), (nothing, "không có tệp này"), (unreadable, "Kiểm tra")),
        (of_100_mb, "lớn"),
    ],
)
def test_what_is_no_file_to_be_read_is_named_wherever_one_is_meant(
    refuses: Refuses, tmp_path: Path, folder: Path, make: Callable[[Path], None], says: str
) -> None:
    year, profile, name = folder / "kiem-diem" / "2026.toml", folder / "ho-so.toml", "tep.toml"
    make(tmp_path / name)

    refuses("kiem-diem", "--tra-loi", name, code=4, says=(f"Tệp {name}", says))
    refuses("tieu-chi", "kiem-tra", name, code=4, says=(f"Tệp {name}", says))
    if make is nothing:
        return
    year.parent.mkdir(parents=True)
    make(year)
    refuses("xem", "2026", code=4, says=(str(year), says))
    make(profile)
    refuses("ho-so", "--json", code=4, says=(str(profile), says))


def test_more_than_can_be_read_is_refused_on_standard_input_too(refuses: Refuses) -> None:
    refuses("kiem-diem", "--tra-loi", "-", code=4, says=("lớn",), stdin=b"\0" * 3_000_000)


# Checklists


def test_a_wrong_checklist_is_named_wherever_it_is_used(refuses: Refuses, file: File, own_checklist: YearFile) -> None:
    wrong, answers = CHECKLISTS["an item id that stands twice"][0], file("nam = 2026\n")
    path, other, name = own_checklist(wrong), own_checklist(starter("rieng"), "khac"), file(wrong, "rieng.toml")

    refuses("tieu-chi", "kiem-tra", name, code=4, says=(f"Tệp {name}, dòng 12", "“a”"))
    refuses("tieu-chi", "xem", "rieng", code=4, says=(f"Tệp {path}, dòng 12", "“a”"))
    refuses("tieu-chi", "xem", "khac", code=4, says=(str(other), "tên tệp"))
    refuses("kiem-diem", "--bo-tieu-chi", "rieng", "--tra-loi", answers, code=4, says=(f"Tệp {path}, dòng 12",))


# What is not there


@lines("xem 2024", "so-sanh 2024", "so-sanh 2026 --voi 2024", "xuat 2024", "chot 2024", "mo-lai 2024")
def test_a_year_that_is_not_there_is_said_with_the_way_to_begin_it(
    two_years: Run, refuses: Refuses, command: str
) -> None:
    refuses(*command.split(), code=3, says=("2024", "tuphe kiem-diem 2024"))


def test_an_unknown_checklist_or_form_is_said_with_those_there_are(
    two_years: Run, refuses: Refuses, file: File
) -> None:
    name = file(f'nam = 2024\nghi_chu = "{SECRET}"\n[bo_tieu_chi]\nid = "khong-co"\n')
    elsewhere = ("--thu-muc", "chua-co")

    refuses("tieu-chi", "xem", "trach-nhem", code=3, says=("trach-nhiem", "tuphe tieu-chi danh-sach"))
    refuses("xuat", "2026", "--mau", "99Z", code=3, says=("tom-tat",))
    refuses("kiem-diem", "--tra-loi", name, code=4, says=(name, "dòng 4", "khong-co", "trach-nhiem"))
    refuses("kiem-diem", "--bo-tieu-chi", "khong-co", "--tra-loi", file("nam = 2024\n"), code=4, says=("trach-nhiem",))
    refuses("xem", "2026", *elsewhere, code=3, says=("tuphe kiem-diem 2026",))


# Closed, held, changed meanwhile


def test_a_closed_year_takes_no_answers_and_is_not_asked_about(
    two_years: Run, refuses: Refuses, terminal: Open, folder: Path
) -> None:
    two_years("chot", "2026")
    before = (folder / "kiem-diem" / "2026.toml").read_bytes()

    refuses("kiem-diem", "--tra-loi", EXAMPLE_2026, code=6, says=("2026", "đã chốt", "tuphe mo-lai 2026"))
    assert terminal("kiem-diem", "2026").wait_for("tuphe mo-lai 2026").finish() == 6
    assert (folder / "kiem-diem" / "2026.toml").read_bytes() == before


def test_a_year_held_by_another_process_is_read_and_not_written(two_years: Run, refuses: Refuses, folder: Path) -> None:
    with locked(folder / "kiem-diem" / "2026.toml", YearLocked(2026)):
        for command in (f"kiem-diem --tra-loi {EXAMPLE_2026}", "chot 2026", "mo-lai 2026"):
            refuses(*command.split(), code=6, says=("2026", "cửa sổ khác"))
        for command in ("xem 2026", "so-sanh 2026", f"kiem-diem --tra-loi {EXAMPLE_2025}"):
            assert two_years(*command.split()).code == 0, command


# What cannot be written


def test_an_output_file_that_exists_is_kept(two_years: Run, refuses: Refuses, file: File) -> None:
    for name in ("cu.md", "cu.txt", "cu.json"):
        refuses("xuat", "2026", "-o", file(SECRET, name), code=7, says=(name, "--ghi-de"))
    refuses("so-sanh", "2026", "--luu-anh", file(SECRET, "anh.svg"), code=7, says=("anh.svg", "tên khác"))
    refuses("tieu-chi", "tao", file(SECRET, "rieng.toml"), code=7, says=("rieng.toml", "tên khác"))


def test_a_folder_is_not_written_over_and_not_offered_to_be(two_years: Run, refuses: Refuses, tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()

    refused = refuses("xuat", "2026", "--dang", "md", "-o", "ra", code=7, says=("ra", "thư mục"))
    refuses("xuat", "2026", "--dang", "md", "-o", "ra", "--ghi-de", code=7, says=("ra", "thư mục"))

    assert "--ghi-de" not in refused.err


@lines("xuat 2026 -o khong-co/ra.md", "so-sanh 2026 --luu-anh khong-co/ra.svg", "tieu-chi tao khong-co/rieng.toml")
def test_a_folder_that_is_not_there_is_not_written_into(two_years: Run, refuses: Refuses, command: str) -> None:
    refuses(*command.split(), code=7, says=("khong-co/", "thư mục"))


def test_a_file_in_the_place_of_the_folder_is_said(refuses: Refuses, file: File) -> None:
    place = file(SECRET, "tep")

    refuses("kiem-diem", "--tra-loi", EXAMPLE_2026, "--thu-muc", place, code=7, says=(place, "thư mục"))
    refuses("ho-so", "--dat", "chi_bo=3", "--thu-muc", place, code=4, says=(place,))


@pytest.mark.parametrize(
    ("command", "size"),
    [
        *(("xuat 2026 -o moi.md", 1024), ("xuat 2026 -o cu.md --ghi-de", 1024), ("tieu-chi tao moi.toml", 100)),
        *(("so-sanh 2026 --luu-anh moi.svg", 4096), ("ho-so --dat don_vi=Phòng-Văn-thư-Lưu-trữ", 30)),
        *(("chot 2026", 4096), ("kiem-diem --tra-loi moi-tra-loi.toml", 4096)),
        *((f"ghi {'Trực-' * 40} --ngay 2026-05-02", size) for size in (90, 120)),
    ],
)
def test_a_file_that_cannot_be_written_to_its_end_leaves_everything_as_it_was(
    two_years: Run, tuphe_bytes: RunBytes, on_disk: OnDisk, file: File, command: str, size: int
) -> None:
    file(SECRET, "cu.md")
    file('[[so_tay]]\nngay = 2026-05-02\nnoi_dung = "Trực 12 ca trong năm, không muộn."\n', "du-lieu/so-tay/2026.toml")
    file('nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n', "moi-tra-loi.toml")
    before = on_disk()

    done = tuphe_bytes(*command.split(), preexec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))

    said = done.stderr.decode()
    # An earlier version may have been kept by then, and a lock does no harm.
    aside = re.compile(r"sao-luu|\.lock$")
    before, after = ({at: seen for at, seen in look.items() if not aside.search(at)} for look in (before, on_disk()))
    assert (done.returncode, done.stdout) == (7, b"")
    assert "Không ghi được" in said
    assert english(said) == []
    assert "Traceback" not in said
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


full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


@full_disk
@pytest.mark.parametrize(("command", "code"), [("xem 1999", 3), ("ghi Trực", 0), ("xem --gi", 2)])
def test_the_exit_code_is_right_where_errors_go_to_a_full_disk(
    environment: dict[str, str], command: str, code: int
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = begun(command.split(), env=environment, stdout=subprocess.DEVNULL, stderr=full)

    assert done.wait(60) == code


@full_disk
@lines("xem 2026", "xem 2026 --json", "xuat 2026")
def test_a_page_redirected_to_a_full_disk_is_said_not_to_be_written(
    two_years: Run, environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = begun(command.split(), stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment)
    said = done.communicate(timeout=60)[1].decode()

    assert done.returncode == 7, said
    assert "Traceback" not in said
    assert english(said) == []


# No terminal


def test_without_a_terminal_the_line_to_use_instead_is_named(refuses: Refuses) -> None:
    for option in ("", "--tuyen-tinh", "--nhom dao-duc", "--muc can-kiem"):
        refuses("kiem-diem", "2026", *option.split(), code=5, says=("tuphe kiem-diem 2026 --tra-loi",))
    refuses("ho-so", code=5, says=('tuphe ho-so --dat "ho_ten=',))


# Wrong usage


@pytest.mark.parametrize(
    ("command", "nearest"),
    [
        *(("xme", "xem"), ("kiemdiem", "kiem-diem"), ("so-sahn", "so-sanh"), ("tieu-chi danhsach", "danh-sach")),
        *(("xem --jsn", "--json"), ("kiem-diem --traloi x", "--tra-loi"), ("so-sanh --chi-thaydoi", "--chi-thay-doi")),
        *(("xuat --ghide", "--ghi-de"), ("--versio", "--version"), ("xem 2026 --nhom daoduc", "dao-duc")),
        *(("ho-so --dat hoten=x", "ho_ten"), ("lich-su", "khoi-phuc")),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(
    two_years: Run, refuses: Refuses, command: str, nearest: str
) -> None:
    refuses(*command.split(), code=2, says=(nearest,))


@pytest.mark.parametrize(
    ("command", "page"),
    [
        *(("xem --nhom", "xem"), ("xem --json=co", "xem"), ("xem 2026 2025", "xem"), ("xuat -o", "xuat")),
        *(("kiem-diem --tra-loi", "kiem-diem"), ("tieu-chi xem", "tieu-chi xem")),
    ],
)
def test_wrong_usage_names_the_help_page_of_that_very_command(refuses: Refuses, command: str, page: str) -> None:
    refuses(*command.split(), code=2, says=(f"tuphe {page} --help",))


@lines(
    *("{}", "xem {}", "xem 2026 {}", "xem 2026 --nhom {}", "--{}", "ho-so --dat {}", "ho-so --dat {}=1"),
    *("ho-so --dat hoten={}", "xuat 2026 --muc {}", "xuat 2026 --dang {}"),
)
def test_a_text_in_the_wrong_place_of_the_command_line_is_not_repeated(
    two_years: Run, refuses: Refuses, command: str
) -> None:
    refuses(*(word.format(SECRET) for word in command.split()), code=2)


def test_answers_from_a_file_do_not_go_with_a_single_item_or_group(refuses: Refuses) -> None:
    for option, name in (("--muc", "can-kiem"), ("--nhom", "dao-duc")):
        refuses("kiem-diem", option, name, "--tra-loi", EXAMPLE_2026, code=2, says=("--tra-loi", option))


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


def test_a_folder_that_may_not_be_looked_into_is_named_in_letters(capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("/du-lieu/kiem-diem", Path("/du-lieu/kiem-diem"), "/a\x1b[31m"):
        code = report(PermissionError(errno.EACCES, "Permission denied", place))

        told = capsys.readouterr().err
        assert code == 7
        assert told.startswith("Không có quyền đọc hoặc ghi")
        assert "\x1b" not in told
