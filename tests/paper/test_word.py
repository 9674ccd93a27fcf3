"""A Word file is read as a person reads it, whatever it is made of: boxes and automatic numbers too."""

import pytest

from support.small_word import control, old_field, p, r, text_box, word
from tuphe.paper.box_signs import as_boxes
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


_TABLE = '<w:style w:type="table" w:styleId="Bang"><w:rPr><w:b/></w:rPr></w:style>'


@pytest.mark.parametrize(
    "beside", ["", f"{_TABLE}\n{_TABLE}", _TABLE.split(">", maxsplit=1)[0] + "/>", f"<!-- </w:style>{_TABLE} -->"]
)
def test_look_and_outline_come_from_runs_paragraphs_and_styles(beside: str) -> None:
    body = (
        _styled("De")
        + _styled("Con")
        + p(r("đậm ", "<w:b/>"), r("thường"))
        + p(r("đậm", "<w:b/>"), " ")
        + p(r("gạch", '<w:rStyle w:val="Gach"/>'))
        + p(r("không", '<w:b w:val="false"/><w:u w:val="none"/>'))
    )
    found = paragraphs_of(word(body, styles=f"{beside}{STYLES}{beside}"))

    assert [(one.bold, one.italic, one.underlined, one.outline) for one in found] == [
        (True, False, False, 2),
        (False, True, False, 3),
        (False, False, False, 0),
        (True, False, False, 0),
        (False, False, True, 0),
        (False, False, False, 0),
    ]


def test_a_page_break_parts_lines_only_where_text_stands_on_both_sides() -> None:
    new_page = '<w:r><w:br w:type="page"/></w:r>'
    found = paragraphs_of(word(p("1") + p(new_page) + p(new_page, "3") + p("4", new_page, "vẫn 4")))

    assert [one.text for one in found] == ["1", "", "3", "4\nvẫn 4"]


def test_what_a_control_asks_to_be_typed_over_is_no_text() -> None:
    def named(tag: str, inner: str, more: str = "") -> str:
        return control(f'<w:alias w:val="Ô {tag}"/><w:tag w:val="{tag}"/>{more}', inner)

    waiting = named("ngay", r("Bấm để nhập"), "<w:showingPlcHdr/>")
    body = named("khoi", p("chữ ", named("ten", r("An"))) + p("nữa")) + p("Ngày sinh: ", waiting)
    found = paragraphs_of(word(body))

    assert [one.text for one in found] == ["chữ An", "nữa", "Ngày sinh: "]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("[ ] Tốt  [x] Khá", "☐ Tốt  ☒ Khá"),
        ("[] Tốt [ X ] Khá [✓]", "☐ Tốt ☒ Khá ☒"),
        ("[x]Tốt", "☒Tốt"),
        ("Xuất sắc ( )   Tốt (x)", "Xuất sắc ☐   Tốt ☒"),
        ("- Tốt: (X);", "- Tốt: ☒;"),
        ("□ Tốt ☑ Khá ❑ Kém", "☐ Tốt ☒ Khá ☐ Kém"),
        ("\uf0a8 Tốt \uf0fe Khá", "☐ Tốt ☒ Khá"),
        *(
            (text, text)
            for text in ("hàm f(x) và g( )", "[...] trích", "[số 12/QĐ]", "(xem phụ lục)", "(x + y)", "a[ ]")
        ),
    ],
)
def test_typed_boxes_are_read_where_they_stand_as_boxes(typed: str, read: str) -> None:
    assert as_boxes(typed) == read


def _control(checked: str) -> str:
    return control(f"<w14:checkbox>{checked}</w14:checkbox>", r("?"))


def _wingdings(text: str) -> str:
    return r(text, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☒"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☒"),
        ('<w:r><w:sym w:font="Times New Roman" w:char="2610"/></w:r>', "☐"),
        (_wingdings("o"), "☐"),
        (_wingdings("\uf078"), "☒"),
        (old_field("<w:checkBox><w:default w:val='0'/></w:checkBox>"), "☐"),
        (old_field("<w:checkBox><w:default w:val='1'/></w:checkBox>"), "☒"),
        (old_field("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>"), "☐"),
        (old_field("<w:checkBox><w:checked/></w:checkBox>"), "☒"),
        (_control("<w14:checked w14:val='0'/>"), "☐"),
        (_control("<w14:checked w14:val='1'/>"), "☒"),
        (_control(""), "☐"),
    ],
)
def test_boxes_of_word_are_read_in_every_way_to_draw_them(drawn: str, read: str) -> None:
    (found,) = paragraphs_of(word(p(drawn, " Hoàn thành tốt nhiệm vụ")))

    assert found.text == f"{read} Hoàn thành tốt nhiệm vụ"


LEGAL = "<w:isLgl/>"


def level(at: int, shape: str, text: str, *more: str, start: str = "1") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>{"".join(more)}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def kind(number: int, *levels: str) -> str:
    """A kind of list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def a_list(number: int, of: int, *overrides: str) -> str:
    """A list of a kind."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def entry(number: int, at: int = 0) -> str:
    """A paragraph in a list."""
    return p("x", properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def numbers(body: str, numbering: str, **others: str) -> list[str]:
    """What stands before each paragraph."""
    return [one.number for one in paragraphs_of(word(body, numbering=numbering, **others))]


HEADINGS = kind(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2/"),
    level(2, "lowerLetter", "%3)"),
    level(3, "decimal", "%1.%2.%4", LEGAL),
)


def test_levels_count_on_and_begin_anew_below_the_next_of_a_higher_one() -> None:
    body = "".join(entry(1, at) for at in (0, 1, 1, 2, 2, 0, 1, 2, 3))

    assert numbers(body, HEADINGS + a_list(1, 1)) == ["I.", "1/", "2/", "a)", "b)", "II.", "1/", "a)", "2.1.1"]


def test_lists_of_one_kind_count_on_together_unless_one_begins_or_is_numbered_otherwise() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1:", start="3")}</w:lvlOverride>'
    lists = HEADINGS + a_list(1, 1) + a_list(2, 1) + a_list(3, 1, again)

    assert numbers("".join(map(entry, (1, 2, 1, 3, 3, 1))), lists) == ["I.", "II.", "III.", "V.", "VI.", "VII."]
    assert numbers(entry(2) + entry(2), HEADINGS + a_list(2, 1, own)) == ["Điều 3:", "Điều 4:"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    vanish = "<w:rPr><w:vanish/></w:rPr>"
    hidden = entry(1).replace("<w:r>", f"<w:r>{vanish}").replace("</w:numPr>", f"</w:numPr>{vanish}")

    assert [one for one in numbers(entry(1) + hidden + entry(1), HEADINGS + a_list(1, 1)) if one] == ["I.", "II."]


def test_a_bullet_is_what_its_font_shows() -> None:
    def bullet(number: int, text: str, font: str) -> str:
        fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
        return kind(number, level(0, "bullet", text).replace("</w:lvl>", f"{fonts}</w:lvl>")) + a_list(number, number)

    lists = (
        bullet(1, "\uf0b7", "Symbol")
        + bullet(2, "\uf0a8", "Wingdings")
        + bullet(3, "-", "Times New Roman")
        + bullet(4, "o", "Courier New")
    )

    assert numbers("".join(map(entry, (1, 2, 3, 4))), lists) == ["•", "☐", "-", "○"]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_can_leave_the_list() -> None:
    plain = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2/"/>'
    linked = HEADINGS.replace(plain, plain.replace("/>", '/><w:pStyle w:val="Muc"/>', 1))
    styles = (
        '<w:style w:type="paragraph" w:styleId="De"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="De"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        p("x", properties=f'<w:pStyle w:val="{style}"/>{more}')
        for style, more in (("De", ""), ("Muc", ""), ("De", '<w:numPr><w:numId w:val="0"/></w:numPr>'), ("Muc", ""))
    )

    assert numbers(body, linked + a_list(1, 1), styles=styles) == ["I.", "1/", "", "2/"]


def test_absurd_numbers_are_no_work() -> None:
    wild = kind(1, level(0, "upperRoman", "%1" * 30_000, start="999999")) + a_list(1, 1)
    lost = a_list(7, 99) + '<w:num w:numId="x"/>'

    assert all(len(one) <= 40 for one in numbers(entry(1) + entry(7) + entry(1, 70), wild + lost))
