"""Plain text and JSON: nothing is escaped, everything is there."""

import json
from typing import Any

import pytest

from support.documents import a_section, alone, example_summary
from tuphe.export.document import Document, Line, Section, Signature, Table
from tuphe.export.formats import json as json_export
from tuphe.export.formats import text


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
