"""A Word file is read as a person reads it, whatever it is made of."""

from __future__ import annotations

import pytest

from support.small_word import p, r, text_box, word
from tuphe.paper.paragraphs import Cell, Place
from tuphe.paper.word import paragraphs_of


def shown(body: str, **others: str) -> list[str]:
    """What a person reads of a file with this body, paragraph for paragraph."""
    return [paragraph.shown for paragraph in paragraphs_of(word(body, **others))]


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        (r("Hạn c") + r("hế, khuyết ", "<w:b/>") + r("điểm"), "Hạn chế, khuyết điểm"),
        ("<w:smartTag>" + r("Bùi Quang") + "</w:smartTag>" + r(" Thịnh"), "Bùi Quang Thịnh"),
        ("<w:hyperlink>" + r("congdan@example.vn") + "</w:hyperlink>", "congdan@example.vn"),
        ("<w:r><w:t>Dòng một</w:t><w:br/><w:t>dòng hai</w:t></w:r>", "Dòng một\ndòng hai"),
        ("<w:r><w:t>Họ và tên:</w:t><w:tab/><w:t>An</w:t></w:r>", "Họ và tên:\tAn"),
        (r("Năm\u00a02025"), "Năm 2025"),
        ("<w:r><w:t> hai </w:t></w:r>" + r("ba"), "haiba"),
        (r("kiê\u0309m đie\u0302\u0309m"), "kiểm điểm"),
        ("<w:ins>" + r("thêm ") + "</w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>" + r("giữ"), "thêm giữ"),
        ("<w:moveTo>" + r("tới") + "</w:moveTo><w:moveFrom>" + r("từ") + "</w:moveFrom>", "tới"),
        (r("hiện") + r(" ẩn", "<w:vanish/>") + r(" rõ", '<w:vanish w:val="0"/>'), "hiện rõ"),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>NQ/TW</w:t></w:r>", "12-NQ/TW"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@</w:instrText></w:r><w:r><w:t>mã'
            '</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>05/12/2025</w:t></w:r><w:r>'
            '<w:fldChar w:fldCharType="end"/></w:r>' + r(" hết"),
            "05/12/2025 hết",
        ),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("không bao giờ hết"), "không bao giờ hết"),
        ("<w:r><w:ruby><w:rt>" + r("nhỏ") + "</w:rt><w:rubyBase>" + r("lớn") + "</w:rubyBase></w:ruby></w:r>", "lớn"),
    ],
)
def test_a_paragraph_says_what_is_seen_on_the_page(inner: str, read: str) -> None:
    assert shown(f"<w:p>{inner}</w:p>") == [read]


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next() -> None:
    body = p("Đoạn một ", properties="<w:rPr><w:del/></w:rPr>") + p("đoạn hai") + p("ba")

    assert shown(body) == ["Đoạn một đoạn hai", "ba"]


def test_positions_count_every_paragraph_of_the_file_also_those_that_are_not_read() -> None:
    found = paragraphs_of(word(p(text_box(p("Mẫu 2B")), "Đầu") + p("cuối")))

    assert [(one.position, one.text, one.place) for one in found] == [
        (0, "Đầu", Place.BODY),
        (1, "Mẫu 2B", Place.TEXT_BOX),
        (3, "cuối", Place.BODY),
    ]


def test_a_cell_is_named_by_where_it_begins() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"

    body = (
        "<w:tbl><w:tr>"
        + cell(p("a"), '<w:vMerge w:val="restart"/>')
        + cell(p("b"), '<w:gridSpan w:val="2"/>')
        + cell(p("c") + "<w:tbl><w:tr>" + cell(p("d")) + "</w:tr></w:tbl>")
        + "</w:tr><w:tr>"
        + cell(p("che"), "<w:vMerge/>")
        + cell(p("e"))
        + cell(p("f"))
        + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
        + cell(p("xoá"))
        + "</w:tr></w:tbl>"
    )
    found = {one.text: one.cell for one in paragraphs_of(word(body))}

    assert found == {
        "a": Cell(table=0, row=0, column=0),
        "b": Cell(table=0, row=0, column=1),
        "c": Cell(table=0, row=0, column=3),
        "d": Cell(table=1, row=0, column=0),
        "e": Cell(table=0, row=1, column=1),
        "f": Cell(table=0, row=1, column=2),
    }
