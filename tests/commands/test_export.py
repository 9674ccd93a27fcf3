"""tuphe xuat: the summary as a text to paste, a file, or on the clipboard."""

import base64
import json
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Refuses, RunBytes
from conftest import Open
from support.pages import NAMES, PLEDGES, english, example, flat
from support.program import Run

Clipboard = Callable[..., tuple[Path, dict[str, str]]]

FORMATS = ("md", "txt", "json")

PRIVATE = ["Chuyện xin sang phòng khác", "Nộp chi bộ trước", "không ghi tên ai", "Hỏi Trưởng phòng xem tháng 12"]


# The summary


@pytest.mark.parametrize("style", FORMATS)
def test_the_long_summary_has_everything_that_was_answered_and_nothing_private_and_changes_nothing(
    two_years: Run, on_disk: Callable[[], Any], style: str
) -> None:
    said, before = example(2026), on_disk()

    result = two_years("xuat", "2026", "--mau", "tom-tat", "--day-du", "--dang", style)

    shown = flat(result.out)
    assert (result.code, result.err) == (0, "")
    for answer in said["muc"]:
        assert NAMES[answer["id"]] in shown
        for text in answer.get("ket_qua", ()):
            assert text in shown
        for found in answer.get("han_che", ()):
            assert all(found[key] in shown for key in ("noi_dung", "nguyen_nhan", "bien_phap"))
    for follow_up in said["khac_phuc"]:
        assert follow_up["noi_dung"] in shown
        assert follow_up["ket_qua"] in shown
    for outcome in said["thuc_hien_cam_ket"]:
        assert PLEDGES[outcome["tinh_trang"]] in shown
        assert outcome["noi_dung"] in shown
    for pledge in said["cam_ket"]:
        assert pledge["noi_dung"] in shown
    for text in (*said["goi_y"][0].values(), said["trach_nhiem_tap_the"]["noi_dung"], "26,5/30", "57/70", "83,5/100"):
        assert text in shown
    for private in PRIVATE:
        assert private not in shown
    assert english(shown if style != "json" else "") == []
    assert on_disk() == before


def test_an_empty_year_is_exported_without_invented_sentences(tuphe: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n")

    results = [tuphe("xuat", "2026", "--dang", style) for style in FORMATS]

    assert [(result.code, "[chưa ghi]" in result.out) for result in results] == [(0, True)] * len(FORMATS)


# Which paper, when nobody said


def test_a_summary_that_nobody_chose_says_so_and_a_paper_that_was_chosen_is_not_explained(two_years: Run) -> None:
    said = two_years("xuat", "2026").err

    assert "tom-tat" in said
    assert "tuphe mau danh-sach" in said
    assert "tuphe ho-so --dat mau=2B" in said
    assert said.count("\n") == 1
    assert english(said) == []
    for form in ("tom-tat", "2B"):
        by_option = two_years("xuat", "2026", "--mau", form).err
        two_years("ho-so", "--dat", f"mau={form}")
        assert "Hồ sơ chưa ghi mẫu" not in by_option + two_years("xuat", "2026").err
        two_years("ho-so", "--dat", "mau=")


# Files


def test_the_ending_of_the_file_decides_the_format_and_an_asked_one_wins(
    two_years: Run, tmp_path: Path, refuses: Refuses
) -> None:
    for style, name, *asked in (
        *(("md", "ra.md"), ("txt", "ra.txt"), ("json", "ra.json"), ("txt", "RA.TXT"), ("md", "Tóm tắt")),
        ("txt", "la.md", "--dang", "txt"),
    ):
        result = two_years("xuat", "2026", "-o", name, *asked)

        assert (result.code, result.out, name in result.err) == (0, "", True)
        assert (tmp_path / name).read_text(encoding="utf-8") == two_years("xuat", "2026", "--dang", style).out, name
    assert list(tmp_path.glob(".*ra*")) == []
    for wrong in ("--dang odt", "-o ra.odt", "-o ra.xyz"):
        refuses("xuat", "2026", *wrong.split(), code=2, says=FORMATS)


# One section


def _sections(tuphe: Run) -> dict[str, str]:
    """The number of each section by its heading, as the program itself numbers them."""
    pending = json.loads(tuphe("xuat", "2026", "--day-du", "--dang", "json").out)["phan"]
    found = {}
    for part in pending:
        found[part["tieu_de"]] = part["so"]
        pending += part["phan"]
    return found


@pytest.mark.parametrize("style", FORMATS)
def test_a_section_alone_is_that_section_of_the_whole(two_years: Run, style: str) -> None:
    number = next(number for heading, number in _sections(two_years).items() if heading.startswith("Hạn chế"))

    whole = two_years("xuat", "2026", "--day-du", "--dang", style).out
    alone = two_years("xuat", "2026", "--dang", style, "--muc", number).out

    if style == "json":
        assert json.loads(alone)["phan"] == [part for part in json.loads(whole)["phan"] if part["so"] == number]
    else:
        assert alone in whole
    assert "Lỡ đợt đăng ký lớp bồi dưỡng" in alone
    assert "Giải trình" not in alone


def test_every_section_and_every_part_can_be_had_alone_by_its_number_in_any_letters(
    two_years: Run, refuses: Refuses, tmp_path: Path
) -> None:
    known = _sections(two_years)
    for unknown in ("XX", "2", "I.9", "x", ""):
        listed = tuple(f"  {number}  {heading}\n" for heading, number in known.items())
        refuses("xuat", "2026", "--muc", unknown, code=2, says=listed)
    for heading, number in known.items():
        result, same = (two_years("xuat", "2026", "--dang", "txt", "--muc", it) for it in (number, number.lower()))

        assert result.code == 0
        assert result.out.splitlines()[0].endswith(heading)
        assert same.out == result.out
        if heading == "Về đạo đức":
            assert "." in number
            assert "Về hành động" not in result.out
    two_years("xuat", "2026", "--muc", "II", "-o", "ra.txt")
    text = (tmp_path / "ra.txt").read_text(encoding="utf-8")
    assert text.startswith("II. ")
    assert text == two_years("xuat", "2026", "--muc", "II", "--dang", "txt").out


# What is pasted under a report's heading


def test_a_summary_without_its_title_begins_with_what_changed_and_a_form_is_not_handed_over_so(
    two_years: Run, refuses: Refuses
) -> None:
    whole, bare = (two_years("xuat", "2026", "--dang", "txt", *more).out for more in ((), ("--khong-tieu-de",)))

    assert whole.startswith("TÓM TẮT")
    assert bare.startswith("Kết quả đạt được\nSo với năm 2025: ")
    assert whole.endswith(bare)
    refuses("xuat", "2026", "--mau", "2B", "--khong-tieu-de", code=2, says=("--muc",))


# The clipboard


@pytest.fixture
def clipboard(tmp_path: Path) -> Clipboard:
    """Put a program on the PATH that keeps what it is given, as xclip does: `file, env = clipboard()`."""

    def make(*, works: bool = True) -> tuple[Path, dict[str, str]]:
        kept = tmp_path / "bang-nho"
        programs = tmp_path / "bin"
        programs.mkdir()
        script = (
            f'#!/bin/sh\ncase "$*" in *-o*) exec /bin/cat "{kept}";; esac\nexec /bin/cat > "{kept}"\n'
            if works
            else "#!/bin/sh\necho no display >&2\nexit 1\n"
        )
        (programs / "xclip").write_text(script, encoding="utf-8")
        (programs / "xclip").chmod(0o755)
        return kept, NO_CLIPBOARD | {"PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin", "DISPLAY": ":7"}

    return make


# pyperclip itself opens /proc/version without naming an encoding.
NO_CLIPBOARD = {"PATH": "/khong-co", "DISPLAY": "", "WAYLAND_DISPLAY": "", "PYTHONWARNDEFAULTENCODING": ""}


@pytest.mark.parametrize(("more", "encoding"), [("", "cp1258"), ("--muc II", "ascii"), ("--dang txt", "utf-8")])
def test_the_text_arrives_on_the_clipboard_whatever_the_terminal_can_show(
    two_years: Run, tuphe_bytes: RunBytes, clipboard: Clipboard, more: str, encoding: str
) -> None:
    kept, env = clipboard()

    result = tuphe_bytes("xuat", "2026", *more.split(), "--chep", env=env | {"PYTHONIOENCODING": encoding})

    assert (result.returncode, result.stdout) == (0, b"")
    assert kept.read_text(encoding="utf-8") == two_years("xuat", "2026", *more.split(), "--dang", "txt").out
    assert encoding != "utf-8" or "bảng nhớ tạm" in result.stderr.decode()


@pytest.mark.parametrize("there_is_one", [False, True])
def test_without_a_clipboard_that_works_the_text_is_printed_and_that_is_said(
    two_years: Run, process: Run, clipboard: Clipboard, *, there_is_one: bool
) -> None:
    env = clipboard(works=False)[1] if there_is_one else NO_CLIPBOARD

    result = process("xuat", "2026", "--chep", **env)

    assert result.code == 0
    assert result.out == two_years("xuat", "2026", "--dang", "txt").out
    assert "bảng nhớ tạm" in result.err
    assert "Đã chép" not in result.err
    assert english(result.err) == []


@pytest.mark.parametrize(("tty", "connection"), [("/dev/pts/3", ""), ("", "10.0.0.1 5022 10.0.0.2 22")])
def test_over_ssh_the_terminal_is_asked_to_take_the_text(
    two_years: Run, terminal: Open, tty: str, connection: str
) -> None:
    screen = terminal("xuat", "2026", "--muc", "II", "--chep", SSH_TTY=tty, SSH_CONNECTION=connection, DISPLAY="")

    sent = screen.process.read().decode()

    found = re.search(r"\x1b\]52;c;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", sent)
    assert found
    assert base64.b64decode(found[1]).decode() == two_years("xuat", "2026", "--muc", "II", "--dang", "txt").out
    assert "bảng nhớ tạm" in flat(sent)
    assert two_years("xuat", "2026", "--muc", "II", "--dang", "txt").out.splitlines()[-1] not in sent


def test_over_ssh_a_text_too_long_for_a_terminal_is_printed(tuphe: Run, process: Run) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin=f'nam = 2026\n[[cam_ket]]\nnoi_dung = "{"Một việc dài. " * 8000}"\n')

    result = process("xuat", "2026", "--chep", SSH_TTY="/dev/pts/3", **NO_CLIPBOARD)

    assert result.code == 0
    assert "\x1b]52" not in result.out
    assert "Một việc dài." in result.out
    assert "bảng nhớ tạm" in result.err


# Terminals with another encoding


@pytest.mark.parametrize(
    ("command", "encoding"),
    [
        *(("xem 2026", "ascii"), ("xem 2026", "cp437"), ("xem 2024", "cp1258"), ("so-sanh 2026", "cp1258")),
        *(("danh-sach", "cp1252"), ("xuat --help", "ascii"), ("xu-huong", "ascii")),
    ],
)
def test_another_encoding_stays_readable_and_is_no_error(
    two_years: Run, tuphe_bytes: RunBytes, command: str, encoding: str
) -> None:
    usual = two_years(*command.split())

    done = tuphe_bytes(*command.split(), env={"PYTHONIOENCODING": encoding})

    assert done.returncode == usual.code
    for shown, was in ((done.stdout, usual.out), (done.stderr, usual.err)):
        page = shown.decode(encoding)
        assert page.count("?") <= was.count("?")
        assert _bare(page) == _bare(was)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_paper_that_loses_letters_on_its_way_into_a_pipe_is_told_of_once_and_a_file_loses_none(
    two_years: Run, tuphe_bytes: RunBytes, tmp_path: Path, encoding: str
) -> None:
    usual = two_years("xuat", "2026")

    done = tuphe_bytes("xuat", "2026", env={"PYTHONIOENCODING": encoding})
    tuphe_bytes("xuat", "2026", "-o", "ra.md", env={"PYTHONIOENCODING": encoding})

    assert _bare(done.stdout.decode(encoding)) == _bare(usual.out)
    [told] = done.stderr.decode(encoding).splitlines()[:-1]
    assert re.search("-o T.*PYTHONIOENCODING=utf-8", told)
    assert (tmp_path / "ra.md").read_text(encoding="utf-8") == usual.out


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_an_encoding_that_has_every_letter_is_not_spoken_of(
    two_years: Run, tuphe_bytes: RunBytes, encoding: str
) -> None:
    done = tuphe_bytes("xuat", "2026", env={"PYTHONIOENCODING": encoding})

    assert unicodedata.normalize("NFC", done.stdout.decode(encoding)) == two_years("xuat", "2026").out
    assert b"PYTHONIOENCODING" not in done.stderr.replace(b"\0", b"")


@pytest.mark.parametrize(
    "command",
    [*(f"xuat 2026 --dang {style}" for style in ("json", "html", "toml")), "xem 2026 --json", "danh-sach --json"],
)
def test_what_programs_read_is_whole_in_any_encoding(two_years: Run, tuphe_bytes: RunBytes, command: str) -> None:
    done = tuphe_bytes(*command.split(), env={"PYTHONIOENCODING": "ascii"})

    assert done.stdout.decode() == two_years(*command.split()).out
    assert b"PYTHONIOENCODING" not in done.stderr


def _bare(text: str) -> str:
    """The letters and digits of a text without their marks, which is what a poor terminal has to show at least."""
    known = text.translate(str.maketrans("đĐ▼", "dDv"))
    letters = [one for one in unicodedata.normalize("NFD", known) if not unicodedata.combining(one)]
    return flat(re.sub(r"[^A-Za-z0-9]+", " ", "".join(letters)))
