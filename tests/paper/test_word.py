"""A Word file is read as a person reads it, whatever it is made of."""

import pytest

from support.small_word import control, old_field, p, r, text_box, word
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


def test_what_a_style_hides_or_a_deleted_mark_parts_is_not_seen_and_no_line_is_longer_than_a_page_is_wide() -> None:
    joined = p("Đoạn một ", properties="<w:rPr><w:del/></w:rPr>") + p("đoạn hai") + p("ba")

    assert shown(joined) == ["Đoạn một đoạn hai", "ba"]
    assert shown(p("hiện", r(" ẩn", '<w:rStyle w:val="An"/>')), styles=STYLES) == ["hiện"]
    assert shown(p("." * 5000, " " * 9000, "x")) == ["." * 200 + " " * 200 + "x"]


def test_a_list_of_an_old_form_shows_its_chosen_entry() -> None:
    chosen = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Tốt"/><w:listEntry w:val="Khá"/></w:ddList>'

    assert shown(p("Mức: ", old_field(chosen, "FORMDROPDOWN"))) == ["Mức: Khá"]


def test_positions_count_every_paragraph_of_the_file_and_a_note_follows_its_own_once() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    line = f'<w:footnote w:type="separator" w:id="0">{p("—")}</w:footnote>'
    notes = f'{line}<w:footnote w:id="2">{p("ghi chú")}</w:footnote>'
    boxed = paragraphs_of(word(p(text_box(p("Mẫu 2B")), "Đầu") + p("cuối")))
    noted = paragraphs_of(word(p("a", reference) + p("b", reference), footnotes=notes))

    assert [[(one.position, one.text, one.place) for one in found] for found in (boxed, noted)] == [
        [(0, "Đầu", Place.BODY), (1, "Mẫu 2B", Place.TEXT_BOX), (3, "cuối", Place.BODY)],
        [(0, "a", Place.BODY), (0, "ghi chú", Place.FOOTNOTE), (1, "b", Place.BODY)],
    ]


def test_a_cell_is_named_by_where_it_begins() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"

    body = (
        "<w:tbl><w:tr>"
        + cell(p("a"), '<w:vMerge w:val="restart"/>')
        + cell(p("b"), '<w:gridSpan w:val="2"/>')
        + cell(p("c") + "<w:tbl><w:tr>" + cell(p("d")) + cell(p("g")) + "</w:tr></w:tbl>")
        + "</w:tr><w:tr>"
        + cell(p("che"), "<w:vMerge/>")
        + cell(p("e"))
        + cell(p("f"), "<w:vMerge/>")
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
        "g": Cell(table=1, row=0, column=1),
        "e": Cell(table=0, row=1, column=1),
        "f": Cell(table=0, row=1, column=2),
    }


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Thuong"/>'
    '<w:style w:type="paragraph" w:styleId="De"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="De"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    '<w:rPr><w:b w:val="0"/><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Trang"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gach"><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
)


def _styled(style: str) -> str:
    return p("x", properties=f'<w:pStyle w:val="{style}"/>')


def test_look_and_outline_come_from_runs_paragraphs_and_styles() -> None:
    body = (
        _styled("De")
        + _styled("Con")
        + p(r("đậm ", "<w:b/>"), r("thường"))
        + p(r("đậm", "<w:b/>"), " ")
        + p(r("gạch", '<w:rStyle w:val="Gach"/>'), properties='<w:jc w:val="center"/>')
        + p(r("không", '<w:b w:val="false"/><w:u w:val="none"/>'))
    )
    found = paragraphs_of(word(body, styles=STYLES))

    assert [(one.bold, one.italic, one.underlined, one.centred, one.outline) for one in found] == [
        (True, False, False, True, 2),
        (False, True, False, True, 3),
        (False, False, False, False, 0),
        (True, False, False, False, 0),
        (False, False, True, True, 0),
        (False, False, False, False, 0),
    ]


def test_a_page_begins_behind_each_kind_of_break() -> None:
    new_page = '<w:r><w:br w:type="page"/></w:r>'
    section = '<w:sectPr><w:type w:val="{}"/></w:sectPr>'
    body = (
        p("1")
        + p(new_page)
        + p("2")
        + p(new_page, "3")
        + p("4", new_page, "vẫn 4")
        + p("5", properties="<w:pageBreakBefore/>")
        + _styled("Trang")
        + p("6", properties=section.format("continuous"))
        + p("7", properties=section.format("nextPage"))
        + p("8")
    )
    found = paragraphs_of(word(body, styles=STYLES))

    assert [one.text for one in found if one.new_page] == ["2", "3", "5", "x", "8"]


def test_a_control_is_named_and_what_it_asks_to_be_typed_over_is_no_text() -> None:
    def named(tag: str, inner: str, more: str = "") -> str:
        return control(f'<w:alias w:val="Ô {tag}"/><w:tag w:val="{tag}"/>{more}', inner)

    waiting = named("ngay", r("Bấm để nhập"), "<w:showingPlcHdr/>")
    body = named("khoi", p("chữ ", named("ten", r("An"))) + p("nữa")) + p("Ngày sinh: ", waiting)
    found = paragraphs_of(word(body))

    assert [(one.text, [(each.tag, each.title, each.waiting) for each in one.controls]) for one in found] == [
        ("chữ An", [("khoi", "Ô khoi", False), ("ten", "Ô ten", False)]),
        ("nữa", [("khoi", "Ô khoi", False)]),
        ("Ngày sinh: ", [("ngay", "Ô ngay", True)]),
    ]
