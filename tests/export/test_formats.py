"""Markdown, plain text and JSON: what is read back is what was written."""

import json
import re
from typing import Any

import pytest

from support.documents import MARKDOWN as READER
from support.documents import a_section, alone, example_summary
from tuphe.export.document import Bullet, Bullets, Document, Line, Section, Signature, Table
from tuphe.export.formats import json as json_export
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


def test_a_document_is_a_title_who_it_is_about_and_its_sections() -> None:
    document = Document(
        title="Tóm tắt năm 2026",
        head=(Line("Nguyễn Văn An", "Họ và tên"), Line("Sở Nội vụ", "Đơn vị")),
        sections=(Section("I", "Một", (Line("Chữ."),), (Section("I.1", "Trong", (Line("Khác."),)),)),),
    )

    html = READER.render(markdown.render(document))

    assert html == (
        "<h1>Tóm tắt năm 2026</h1>\n"
        "<p><strong>Họ và tên:</strong> Nguyễn Văn An<br />\n<strong>Đơn vị:</strong> Sở Nội vụ</p>\n"
        "<h2>I. Một</h2>\n<p>Chữ.</p>\n"
        "<h3>1. Trong</h3>\n<p>Khác.</p>\n"
    )


def test_the_summary_of_an_example_year_has_its_comparison_as_a_table_and_no_code_or_other_tags() -> None:
    html = READER.render(markdown.render(example_summary(2026)))

    assert html.count("<table>") == 1
    assert re.findall("<th>(.*?)</th>", html) == ["Mục", "Năm 2025", "Năm 2026", "Thay đổi"]
    assert len(re.findall("<tr>\n((?:<td>.*?</td>\n)+)</tr>", html)) == 7
    in_table = {"table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"<(\w+)", html)) == {"h1", "h2", "h3", "p", "br", "strong", "ul", "li"} | in_table


def test_columns_of_a_table_stand_under_each_other_and_a_cell_of_several_lines_on_one() -> None:
    table = Table(("Mục", "Năm 2026"), (("Cần, kiệm", "Tốt"), ("Liêm,\nchính", "Xuất sắc")))

    lines = text.render(alone(a_section(table))).splitlines()

    assert lines[1:] == ["Mục          Năm 2026", "Cần, kiệm    Tốt", "Liêm, chính  Xuất sắc"]


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


def test_a_plain_document_is_a_title_who_it_is_about_and_its_sections() -> None:
    document = Document(
        title="Tóm tắt năm 2026",
        head=(Line("Nguyễn Văn An", "Họ và tên"),),
        sections=(Section("I", "Một", (Line("Chữ."),), (Section("I.1", "Trong", (Line("Khác."),)),)),),
    )

    lines = [line for line in text.render(document).splitlines() if line]

    assert lines == ["TÓM TẮT NĂM 2026", "Họ và tên: Nguyễn Văn An", "I. Một", "Chữ.", "1. Trong", "Khác."]


def texts_in(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [raw]
    entries = [entry for key, entry in raw.items() if key != "so"] if isinstance(raw, dict) else raw
    return [text for entry in entries for text in texts_in(entry)]


@pytest.mark.parametrize("year", [2025, 2026])
def test_json_is_one_object_in_readable_letters_that_says_what_plain_text_does(year: int) -> None:
    document = example_summary(year)
    written, plain = json_export.render(document), text.render(document)

    said = texts_in(json.loads(written))

    assert f"Tóm tắt kiểm điểm cá nhân năm {year}" in written
    assert written.startswith("{")
    assert written.endswith("}\n")
    assert [one for one in said if one not in plain and one.upper() not in plain] == []
