"""Markdown, plain text and JSON: what is read back is what was written."""

import re

import pytest

from support.documents import MARKDOWN as READER
from support.documents import a_section, alone
from tuphe.export.document import Bullet, Bullets, Document, Line, Section, Signature
from tuphe.export.formats import markdown, text


def read_back(section: Section) -> str:
    html: str = READER.render(markdown.render(alone(section)))
    return html.removeprefix("<h2>I. Phần</h2>\n")


def test_blank_lines_and_spaces_in_or_before_a_text_change_nothing_of_what_it_is() -> None:
    parted = Bullets((Bullet(Line("Một\n\nHai", "Mục")), Bullet(Line("khác"))))
    led = Bullets((Bullet(Line("\n \nMột")), Bullet(Line("Hai"))), numbered=True)

    html = read_back(a_section(parted))

    assert re.sub(r"\s", "", html) == (
        "<ul><li><p><strong>Mục:</strong>Một</p><p>Hai</p></li><li><p>khác</p></li></ul>"
    )
    assert read_back(a_section(led)) == "<ol>\n<li>Một</li>\n<li>Hai</li>\n</ol>\n"
    assert read_back(a_section(Line("    Một\n\tHai"))) == "<p>Một<br />\nHai</p>\n"


def test_what_is_bold_or_italic_stands_on_one_line_and_is_left_out_when_it_says_nothing() -> None:
    line, signature = Line("Xong.", "Kết\n\nquả"), Signature("NGƯỜI\nVIẾT\n", " ", "Lê An", "phai")

    html = READER.render(markdown.render(Document(sections=(a_section(line),), signatures=(signature,))))

    assert html.endswith("<p><strong>Kết quả:</strong> Xong.</p>\n<p><strong>NGƯỜI VIẾT</strong></p>\n<p>Lê An</p>\n")


@pytest.mark.parametrize(
    "text",
    [
        "Hoàn thành 12/12 nhiệm vụ (100%), trước hạn 15 ngày.",
        "Theo Quyết định [số 12/QĐ] – “Dĩ công vi thượng”!",
        "1.240 hồ sơ đã số hoá",
        "15.12.2025 nộp báo cáo",
        "-5% so với năm trước",
        "tên_tệp_dài.docx",
        "R&D & AT&T",
        "Kho :smile: C:\\kho",
    ],
)
def test_ordinary_writing_stays_free_of_backslashes(text: str) -> None:
    assert markdown.escape(text) == text


def test_long_lines_side_by_side_are_broken_and_do_not_meet() -> None:
    how = "(Xác lập thời điểm, ký và ghi rõ họ tên, đóng dấu)"
    signatures = (Signature("CHI UỶ", how, "Lê An", "trai"), Signature("THỦ TRƯỞNG", how, "Lê Bình", "phai"))

    lines = text.render(Document(sections=(), signatures=signatures)).splitlines()

    assert [line.split("  ")[-1].strip() for line in lines if line.strip()] == [
        "THỦ TRƯỞNG",
        "(Xác lập thời điểm, ký và ghi rõ họ",
        "tên, đóng dấu)",
        "Lê Bình",
    ]
    assert {len(line) <= 80 for line in lines} == {True}
