"""Word: the page of the form's data, real styles and lists, and every word as it was written.

After a wanted change: VIET_LAI=1 python -m pytest tests/export/test_docx.py, then read the difference line by line.
"""

import io
import re
import zipfile
from itertools import pairwise
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from msgspec import structs

from support.documents import (
    HOSTILE,
    a_long_paper,
    a_section,
    alone,
    assert_as_read,
    example_form,
    example_summary,
    the_form,
)
from support.values import the_forms
from support.word_file import WordFile, child, millimetres, path, style_of, text_of, value
from support.word_schema import W, misplaced, short
from tuphe.core.form import Form
from tuphe.core.page_layout import Layout
from tuphe.export.document import (
    Block,
    Box,
    Boxes,
    Bullet,
    Bullets,
    Document,
    Letterhead,
    Line,
    Section,
    Signature,
    Table,
)

TIMES = "Times New Roman"

LISTS = Bullets((Bullet(Line("một")), Bullet(Line("hai"))), numbered=True)
SIGNED = Signature("NGƯỜI VIẾT", "(Ký)", "Lê An", "phai")


def a_short_paper() -> Document:
    """The pledges of an example year."""
    return example_form(the_form("cam-ket"), 2026)


PARTS = ("document", "styles", "numbering", "settings", "header1")
PAPERS = {"cam-ket": a_short_paper, "2B": a_long_paper}


def a_letter(*left: str) -> Document:
    """A paper with two columns at the top."""
    return Document(sections=(), letterhead=Letterhead(left, "ĐẢNG CỘNG SẢN VIỆT NAM", "Ngày …"))


def a_page(layout: Layout) -> WordFile:
    """A paper of one of everything, on a page of this layout."""
    blocks: tuple[Block, ...] = (Line("a", "Nhãn"), LISTS, Table(("Cột",), (("ô",),)), Boxes((Box("c", ticked=True),)))
    return WordFile(Document(title="Tên", sections=(Section("I", "Phần", blocks),), layout=layout))


def cells_of(file: WordFile) -> list[list[str]]:
    """The text of every cell, row by row; paragraphs of one are lines."""
    rows = file.body.iter(path("tr"))
    return [["\n".join(map(text_of, cell.iter(path("p")))) for cell in row.iter(path("tc"))] for row in rows]


# What was read and found good


@pytest.mark.parametrize("name", PAPERS)
def test_a_year_in_word_is_the_one_that_was_read(name: str) -> None:
    assert_as_read(f"{name}-docx.txt", WordFile(PAPERS[name]()).outline())


# The page, as the form's data have it


def test_another_layout_changes_page_letters_lines_lists_and_tables_without_widths() -> None:
    sides = {"top": 12, "bottom": 14, "left": 25, "right": 11}
    letters = Layout(font="Liberation Serif", size=12.5, indent=7, spacing=15.5, justified=False)

    file = a_page(structs.replace(letters, width=148.5, height=210, **sides))
    size, margins = child(file.page, "pgSz"), child(file.page, "pgMar")
    [paragraph] = file.paragraphs("BodyText")[:1]

    assert [millimetres(value(size, side)) for side in ("w", "h")] == [148.5, 210]
    assert {side: millimetres(value(margins, side)) for side in (*sides, "header")} == {**sides, "header": 6}
    assert file.fonts(child(paragraph, "r"), paragraph) == {"Liberation Serif"}
    assert file.inherited(paragraph, "rPr/sz") == file.inherited(paragraph, "rPr/szCs") == "25"
    assert millimetres(file.inherited(paragraph, "pPr/ind", "firstLine")) == 7
    assert [file.inherited(paragraph, "pPr/spacing", one) for one in ("line", "lineRule")] == ["310", "exact"]
    assert [one.inherited(paragraph, "pPr/jc") for one in (file, a_page(Layout()))] == ["left", "both"]
    assert {millimetres(value(indent, "firstLine")) for indent in file.lists.iter(path("ind"))} == {7}
    assert [millimetres(value(column, "w")) for column in file.body.iter(path("gridCol"))] == [112.5]


@pytest.mark.parametrize("font", ['A "B" & <C>', "$indent", "Chữ {đẹp}", "$"])
def test_a_font_may_be_called_anything(font: str) -> None:
    file = a_page(Layout(font=font))

    assert {value(fonts, "ascii") for fonts in child(file.defaults, "rPrDefault").iter(path("rFonts"))} == {font}


# Letters


@pytest.mark.parametrize("name", PAPERS)
def test_every_letter_of_every_script_is_times_new_roman_and_no_theme_can_change_it(name: str) -> None:
    file = WordFile(PAPERS[name]())

    fonts = {
        font
        for root in (file.body, file.root("word/header1.xml"))
        for paragraph in root.iter(path("p"))
        for run in [*paragraph.iter(path("r")), *paragraph.iter(path("fldSimple"))]
        for font in file.fonts(run, paragraph)
    }
    named = {
        font
        for part in ("word/styles.xml", "word/numbering.xml", "word/document.xml")
        for found in file.root(part).iter(path("rFonts"))
        for font in found.attrib.values()
    }
    attributes = [attribute for name in file.parts for one in file.root(name).iter() for attribute in one.attrib]

    assert fonts == named == {TIMES}
    assert [attribute for attribute in attributes if attribute.endswith(("Theme", "themeColor"))] == []
    assert [name for name in file.parts if "theme" in name] == []
    assert b"relationships/theme" not in b"".join(file.parts.values())


def test_the_language_is_vietnamese_and_nothing_else() -> None:
    file = WordFile(a_long_paper())

    languages = [
        value(found) for part in ("styles", "document") for found in file.root(f"word/{part}.xml").iter(path("lang"))
    ]

    assert languages == ["vi-VN"]
    assert value(child(file.root("word/settings.xml"), "themeFontLang")) == "vi-VN"


def test_every_style_that_is_used_is_there() -> None:
    file = WordFile(a_long_paper())
    named = {style_of(found) for found in [*file.paragraphs(), *file.root("word/header1.xml").iter(path("p"))]}
    tables = {value(found) or "" for found in file.body.iter(path("tblStyle"))}
    others = {
        value(found) or ""
        for style in file.styles.values()
        for tag in ("basedOn", "next")
        for found in style.iter(W + tag)
    }

    assert (named | tables | others) - set(file.styles) == set()


# Headings


@pytest.mark.parametrize("form", the_forms(), ids=lambda form: form.id)
def test_headings_are_outline_levels_in_order_that_stay_with_what_they_stand_above(form: Form) -> None:
    document = example_form(form, 2026)
    file = WordFile(document)
    sections = sorted(document.walk(), key=lambda section: section.annex)

    headings = [found for found in file.paragraphs() if file.inherited(found, "pPr/outlineLvl") is not None]
    levels = [int(file.inherited(found, "pPr/outlineLvl") or 0) for found in headings]

    assert list(zip(levels, map(text_of, headings), strict=True)) == [
        (section.number.count("."), section.title) for section in sections
    ]
    assert [after for before, after in pairwise(levels) if after > before + 1] == []
    assert [text_of(found) for found in headings if not file.is_set(found, "pPr/keepNext")] == []


def test_a_label_is_italic_and_one_alone_stays_with_what_it_announces() -> None:
    entry = Bullet(Line("", "Cần, kiệm"), (Line("Tắt máy khi ra về."),))
    file = WordFile(alone(a_section(Line("Xong.", "Kết quả"), Line("", "Phương hướng"), Bullets((entry,)))))
    [first, _] = file.paragraphs("BodyText")

    kept = [text_of(found) for found in file.paragraphs() if child(found, "pPr").find(path("keepNext")) is not None]
    runs = [(text_of(run), run.find(path("rPr/i")) is not None) for run in first.iter(path("r"))]

    assert kept == ["Phương hướng:", "Cần, kiệm:"]
    assert runs == [("Kết quả: ", True), ("Xong.", False)]


# Tables and boxes


def test_the_head_of_a_table_is_repeated_no_row_is_torn_and_columns_are_as_wide_as_the_form_says() -> None:
    file = WordFile(a_long_paper())
    tables = [one for one in file.body.iter(path("tbl")) if value(child(one, "tblPr/tblStyle")) == "TableGrid"]
    [part] = [part for section in the_form().sections for part in section.parts if part.columns]

    heads = [[row.find(path("trPr/tblHeader")) is not None for row in one.iter(path("tr"))] for one in tables]
    grid = [millimetres(value(column, "w")) for column in tables[-1].iter(path("gridCol"))]
    cells = [[millimetres(value(width, "w")) for width in row.iter(path("tcW"))] for row in tables[-1].iter(path("tr"))]

    assert [len(rows) for rows in heads] == [7, 6, 6]
    assert all(rows == [True, *[False] * (len(rows) - 1)] for rows in heads)
    assert all(row.find(path("trPr/cantSplit")) is not None for row in file.body.iter(path("tr")))
    assert grid == [column.width for column in part.columns]
    assert cells == [grid] * 6


def test_two_tables_stay_two() -> None:
    table = Table(("a",), (("b",),))

    file = WordFile(alone(a_section(table, table)))

    assert [short(element) for element in file.body] == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_boxes_that_fit_stay_on_one_line_and_others_on_one_page_each_beside_its_words() -> None:
    few = Boxes((Box("Xuất sắc", ticked=False), Box("Trung bình", ticked=True)))
    many = Boxes(tuple(Box(f"Mức {row}: hoàn thành nhiệm vụ được giao", ticked=row == 2) for row in range(3)), "Mức")

    file = WordFile(alone(a_section(few, many)))
    short, long = file.texts("BodyText")

    assert short == "☐\u00a0Xuất\u00a0sắc\u00a0\u00a0\u00a0\u00a0☒\u00a0Trung\u00a0bình"
    assert [box[:7].replace("\u00a0", " ") for box in long.split("   ")] == ["Mức: ☐ ", "☐ Mức 1", "☒ Mức 2"]
    assert child(file.paragraphs("BodyText")[-1], "pPr").find(path("keepLines")) is not None


def test_the_label_before_boxes_is_not_torn_apart_when_they_go_to_the_next_line() -> None:
    file = WordFile(example_form(the_form("02A-2023"), 2026))
    lines = [found for found in file.paragraphs() if text_of(found).startswith("Tự đánh giá về cấp độ thực hiện: ☐")]

    # A line that ends with an unbreakable group is stretched when it is justified.
    assert [file.inherited(found, "pPr/jc") for found in lines] == ["left"] * len(lines)


# The top, the foot, the page number


def test_the_right_head_is_bold_with_a_rule_under_it_and_place_and_day_are_italic() -> None:
    file = WordFile(a_letter("ĐẢNG BỘ A", "CHI BỘ B"))
    [rule] = file.paragraphs("Ruled")
    last = file.paragraphs()[-1]

    assert (text_of(rule), file.is_set(rule, "rPr/b")) == ("ĐẢNG CỘNG SẢN VIỆT NAM", True)
    assert file.inherited(rule, "pPr/pBdr/bottom") == "single"
    assert (text_of(last), last.find(path("r/rPr/i")) is not None) == ("Ngày …", True)
    assert cells_of(file) == [["ĐẢNG BỘ A\nCHI BỘ B", "ĐẢNG CỘNG SẢN VIỆT NAM\nNgày …"]]
    assert cells_of(WordFile(a_letter())) == [["", "ĐẢNG CỘNG SẢN VIỆT NAM\nNgày …"]]


def test_pages_are_numbered_from_the_second() -> None:
    file = WordFile(a_short_paper())
    header = file.root("word/header1.xml")
    [paragraph] = header.iter(path("p"))

    assert [value(found, "type") for found in file.page.iter(path("headerReference"))] == ["default"]
    assert file.page.find(path("titlePg")) is not None
    assert [value(field, "instr") for field in header.iter(path("fldSimple"))] == ["PAGE"]
    assert file.inherited(paragraph, "pPr/jc") == "center"


LAST_BLOCKS: list[Block] = [
    Line("Lời cuối."),
    Line("Một\nHai", "Nhãn"),
    Bullets((Bullet(Line("a"), (Line("b"),)),)),
    LISTS,
    Boxes((Box("Một", ticked=True), Box("Hai", ticked=False))),
    Boxes(tuple(Box(f"Mức {row}: hoàn thành nhiệm vụ được giao", ticked=False) for row in range(3))),
]


@pytest.mark.parametrize("block", LAST_BLOCKS)
def test_nobody_signs_on_a_page_with_nothing_above(block: Block) -> None:
    file = WordFile(Document(sections=(a_section(Line("Lời đầu."), block),), signatures=(SIGNED,)))
    *_, last, space, table, _page = file.body

    assert [short(element) for element in (last, space, table)] == ["p", "p", "tbl"]
    assert text_of(last)
    assert [file.is_set(found, "pPr/keepNext") for found in (last, space)] == [True, True]


def test_who_signs_alone_stays_whole_and_the_others_stay_together() -> None:
    others = tuple(Signature(f"NGƯỜI {row}", "", "", "phai") for row in range(3))
    file = WordFile(Document(sections=(a_section(Line("a")),), signatures=(SIGNED, *others)))
    rows = [list(row.iter(path("p"))) for row in file.body.iter(path("tr"))]

    kept = [all(file.is_set(found, "pPr/keepNext") for found in row) for row in rows]

    assert kept == [False, True, True, False]


def test_an_annex_follows_the_signatures_on_a_page_of_its_own() -> None:
    sections = (Section("PL", "PHỤ LỤC", (Line("b"),), annex=True), Section("I", "Phần", (Line("a"),)))
    file = WordFile(Document(sections=sections, signatures=(SIGNED,)))
    [annex] = file.paragraphs("AnnexHeading")

    in_order = ["I. Phần", SIGNED.title, "PHỤ LỤC"]
    assert [text for text in file.texts() if text in in_order] == in_order
    assert file.is_set(annex, "pPr/pageBreakBefore")


# What the file says about itself


def test_the_properties_have_the_title_and_no_program_and_no_day_is_named() -> None:
    file = WordFile(a_long_paper())
    read = b"".join(file.parts.values()).lower()

    assert [(entry.tag, entry.text) for entry in file.root("docProps/core.xml")] == [
        ("{http://purl.org/dc/elements/1.1/}title", "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN, Năm 2026")
    ]
    names = (b"python", b"tuphe", b"macintosh", b"creator", b"created", b"2013-")
    assert [name for name in names if name in read] == []
    with zipfile.ZipFile(io.BytesIO(file.written)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_there_are_no_parts_but_those_that_are_needed_each_declared_and_led_to() -> None:
    file = WordFile(a_long_paper())
    own = {f"word/{name}.xml" for name in PARTS} | {"docProps/core.xml"}
    targets = {found.get("Target") for found in file.root("_rels/.rels")}
    inner = {f"word/{found.get('Target')}" for found in file.root("word/_rels/document.xml.rels")}

    assert set(file.parts) == own | {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    declared = {found.get("PartName") for found in file.root("[Content_Types].xml")} - {None}
    assert declared == {f"/{name}" for name in own}
    assert targets | inner == own


# Every word as it was written


def test_paragraphs_and_cells_are_read_back_line_for_line_with_their_spaces() -> None:
    rows = tuple((text, "khác") for text in HOSTILE)

    file = WordFile(alone(a_section(*map(Line, HOSTILE), Table(("Đầu <một>", "Đầu & hai"), rows))))

    assert file.texts("BodyText") == [line for text in HOSTILE for line in text.split("\n")]
    assert cells_of(file) == [["Đầu <một>", "Đầu & hai"], *map(list, rows)]


def test_a_title_may_be_long_and_the_lines_of_a_unit_stay_lines() -> None:
    title = "BẢN KIỂM ĐIỂM CỦA CÁ NHÂN " * 20

    file = WordFile(Document(title=title, head=(Line("Phòng A\nSở B", "Đơn vị"),), sections=()))

    assert file.texts("Title") == [title]
    assert [(entry.text or "")[:20] for entry in file.root("docProps/core.xml")] == [title[:20]]
    assert file.texts("BodyText") == ["Đơn vị: Phòng A", "Sở B"]


# One section


def test_a_section_alone_keeps_the_page_of_its_form_and_begins_with_its_first_words_without_its_heading() -> None:
    document = structs.replace(a_long_paper(), layout=Layout(left=25))
    section = document.section("A.V")
    assert section is not None

    file = WordFile(document.alone(section, heading=False))

    assert [text[:22] for text in file.texts()] == ["Đến tháng 11/2026 còn "]
    assert millimetres(value(child(file.page, "pgMar"), "left")) == 25


# What Word demands and LibreOffice forgives


def test_every_element_stands_where_word_wants_it() -> None:
    papers = (a_short_paper(), a_long_paper(), example_summary(2026))

    assert [
        found for one in papers for part in PARTS for found in misplaced(WordFile(one).root(f"word/{part}.xml"))
    ] == []


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("<pPr><jc/><spacing/></pPr>", "pPr: jc spacing, not spacing jc"),
        ("<tblPr><tblLayout/><jc/></tblPr>", "tblPr: tblLayout jc, not jc tblLayout"),
        ("<p><r/><pPr/></p>", "p: r pPr, not pPr r"),
        ("<tc><p/><tbl/></tc>", "tc does not end with p"),
        ("<rPr><bold/></rPr>", "rPr has no bold"),
    ],
)
def test_what_word_would_refuse_is_found(written: str, fault: str) -> None:
    root = ET.fromstring(re.sub(r"^<(\w+)", rf'<\1 xmlns="{W[1:-1]}"', written))

    assert fault in misplaced(root)


def lengths(element: Element) -> list[int]:
    """All lengths that an element gives in twentieths of a point."""
    return [int(number) for name in ("w", "left", "right", "firstLine") if (number := value(element, name)) is not None]


@pytest.mark.parametrize("right", ["ĐẢNG CỘNG SẢN VIỆT NAM", "Đ", "ĐẢNG CỘNG SẢN VIỆT NAM " * 5])
def test_no_length_is_negative(right: str) -> None:
    file = WordFile(Document(sections=(), letterhead=Letterhead(("A",), right, "Ngày …")))

    assert [length for element in file.body.iter() for length in lengths(element) if length < 0] == []
