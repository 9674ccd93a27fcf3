"""Pipes: a reader who has seen enough is no fault, and bytes come in as the letters that they are."""

import codecs
import os
import subprocess

from support.program import Run, begun

TEXT = "Số hoá xong 1.240 hồ sơ ở Uỷ ban."


def test_a_reader_who_has_seen_enough_is_no_fault(two_years: Run, environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    running = begun(("xem", "2026"), env=environment, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)

    assert (running.communicate(timeout=60)[1], running.returncode) == (b"", 0)


def test_a_note_from_a_pipe_has_its_letters_and_where_they_had_to_be_guessed_that_is_told(process: Run) -> None:
    told = "Đã ghi vào sổ tay năm 2026.\n"
    for given, says in (
        (TEXT.encode(), told),
        (codecs.BOM_UTF8 + TEXT.encode(), told),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), told),
        ("Số hồ sơ".encode("utf-16-le"), "bảng mã utf-16-le"),
    ):
        kept = process("ghi", "-", "--ngay", "2026-05-02", stdin=given)

        assert (kept.code, says in kept.err, kept.err == told) == (0, True, says == told)
    assert process("so-tay", "2026", PYTHONIOENCODING="utf-8").out.count(TEXT) == 3


def test_answers_from_a_pipe_may_be_in_what_powershell_writes(process: Run) -> None:
    answers = f'nam = 2026\n[[cam_ket]]\nnoi_dung = "{TEXT}"\nthoi_han = 2027-06-30\n'

    assert process("kiem-diem", "--tra-loi", "-", stdin=codecs.BOM_UTF16_LE + answers.encode("utf-16-le")).code == 0

    assert TEXT in process("xem", "2026", PYTHONIOENCODING="utf-8").out


def test_no_line_of_what_goes_into_a_pipe_ends_in_spaces(two_years: Run) -> None:
    for command in ("xem", "so-sanh", "soat", "danh-sach", "xu-huong", "tieu-chi xem trach-nhiem"):
        shown = two_years(*command.split(), COLUMNS="70").out

        assert shown
        assert [line for line in shown.splitlines() if line != line.rstrip()] == [], command
