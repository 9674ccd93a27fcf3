"""A text file is read line for line."""

import codecs

import pytest

from support.old_letters import in_tcvn3
from tuphe.errors import BadFile
from tuphe.paper.opening import paragraphs_of
from tuphe.paper.paragraphs import Cell

TEXT = "BẢN KIỂM ĐIỂM\n\nI. Ưu điểm\n- Đạt 95%\n[x] Tốt"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_lines_are_paragraphs_in_every_encoding(data: bytes) -> None:
    found = paragraphs_of(data, "a.txt")

    assert [(one.position, one.text) for one in found] == list(enumerate(TEXT.replace("[x]", "☒").split("\n")))


def test_the_letters_of_an_older_windows_are_read() -> None:
    (found,) = paragraphs_of("Đảng viên được kiểm điểm".encode("cp1258", "ignore"), "a.txt")

    assert found.text.startswith("Đ")


def test_marks_of_markdown_are_look_and_numbers() -> None:
    text = "# Bản kiểm điểm\n**I. Ưu điểm**\n*hướng dẫn*\n- một **hai** a_b\n- [x] Tốt\n1. ba\n\\- bốn \\[số 1\\]"
    found = paragraphs_of(text.encode(), "a.md")

    assert [(one.text, one.number, one.bold, one.italic, one.outline) for one in found] == [
        ("Bản kiểm điểm", "", False, False, 1),
        ("I. Ưu điểm", "", True, False, 0),
        ("hướng dẫn", "", False, True, 0),
        ("một hai a_b", "-", False, False, 0),
        ("☒ Tốt", "-", False, False, 0),
        ("ba", "1.", False, False, 0),
        ("- bốn [số 1]", "", False, False, 0),
    ]


def test_rows_of_a_table_are_cells() -> None:
    found = paragraphs_of(b"+---+---+\n| a | b |\n|---|---|\n| c \\| d | |\n\n| e |", "a.md")

    assert [(one.text, one.cell) for one in found if one.cell] == [
        ("a", Cell(table=0, row=0, column=0)),
        ("b", Cell(table=0, row=0, column=1)),
        ("c | d", Cell(table=0, row=1, column=0)),
        ("", Cell(table=0, row=1, column=1)),
        ("e", Cell(table=1, row=0, column=0)),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b" \n ", "không có chữ nào"),
        (b"\x00\x01\x02a", "không đọc được chữ"),
        (b"a\n" * 5001, "dài hơn nhiều"),
        (in_tcvn3("Kết quả khắc phục những hạn chế, khuyết điểm").encode("cp1252"), "TCVN3"),
        (in_tcvn3("Kết quả khắc phục những hạn chế, khuyết điểm").encode(), "TCVN3"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        paragraphs_of(data, "a.txt")
