"""HTML: one harmless file, whose structure is the document's and whose page is the form's."""

import re
from collections.abc import Callable

import pytest

from support.documents import (
    HOSTILE,
    a_long_paper,
    a_section,
    alone,
    everything,
    example_form,
    example_summary,
    the_form,
)
from support.html_page import Element, Page
from support.values import the_forms
from tuphe.core.form import Form
from tuphe.core.page_layout import Layout
from tuphe.export.document import Box, Boxes, Bullet, Bullets, Document, Letterhead, Line, Section, Signature, Table


def kept_with_next(page: Page, element: Element) -> bool:
    """Whether a browser keeps an element on one page with what follows it."""
    selectors = [element.name, *(f"{name}.{one}" for one in element.classes for name in ("", element.name))]
    return any("break-after: avoid" in page.style.get(selector, "") for selector in selectors)


# One harmless file


PAPERS: dict[str, Callable[[], Document]] = {
    "long": a_long_paper,
    "summary": lambda: example_summary(2026),
    "pledges": lambda: example_form(the_form("cam-ket"), 2026),
    "2023": lambda: example_form(the_form("02A-2023"), 2026),
}


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_runs_and_nothing_is_fetched(name: str) -> None:
    page = Page(PAPERS[name]())
    attributes = {name for element in page.root.walk() for name in element.attributes}

    assert page.root.find("script", "link", "img", "iframe", "object", "form", "a", "base", "svg") == []
    assert attributes <= {"lang", "charset", "class", "style"}
    assert re.findall(r"(?i)https?:|//|url\(|@import|javascript:", page.written) == []


# Every word as it was written


def test_no_text_makes_a_tag_or_an_attribute() -> None:
    def tags(text: str) -> list[object]:
        return [(element.name, element.attributes) for element in Page(everything(text)).root.walk() if element.name]

    assert [text for text in HOSTILE if tags(text) != tags(re.sub(r"[^\n ]", "x", text))] == []


# The structure of the document


@pytest.mark.parametrize("form", the_forms(), ids=lambda form: form.id)
def test_headings_are_levels_in_the_order_of_the_sections(form: Form) -> None:
    document = example_form(form, 2026)
    sections = sorted(document.walk(), key=lambda section: section.annex)

    page = Page(document)

    assert [(element.name, element.text) for element in page.body.find("h1", "h2", "h3", "h4", "h5")] == [
        ("h1", document.title),
        *((f"h{2 + section.number.count('.')}", section.title) for section in sections),
    ]


def test_lists_are_lists_within_lists() -> None:
    entries = (Bullet(Line("a"), (Line("b"), Line("c"))), Bullet(Line("d", "Nhãn")))
    page = Page(alone(a_section(Bullets(entries), Bullets((Bullet(Line("e")),), numbered=True))))

    outer, inner = page.body.find("ul")
    [numbered] = page.body.find("ol")

    assert [child.name for child in outer.children if child.name] == ["li", "li"]
    assert [element.text for element in inner.find("li")] == ["b", "c"]
    assert [element.text for element in numbered.find("li")] == ["e"]
    assert page.texts("i") == ["Nhãn:"]


def test_a_table_has_a_head_that_is_repeated_rows_that_stay_whole_and_columns_as_wide_as_the_form_says() -> None:
    page = Page(alone(a_section(Table(("Mục", "Điểm"), (("a", "1"), ("b", "2")), widths=(10, 155)))))
    [table], [head], [body] = page.body.find("table"), page.body.find("thead"), page.body.find("tbody")

    assert [element.text for element in head.find("th")] == ["Mục", "Điểm"]
    assert [[cell.text for cell in row.find("td")] for row in body.find("tr")] == [["a", "1"], ["b", "2"]]
    assert "table-header-group" in page.style["thead"]
    assert "break-inside: avoid" in page.style["tr"]
    styles = "".join(element.attributes.get("style") or "" for element in table.walk())
    assert re.findall(r"width: ?([\d.]+)mm", styles) == ["10", "155"]


def test_boxes_show_which_one_is_ticked_are_not_torn_and_each_begins_a_line_where_they_do_not_fit_on_one() -> None:
    few = (Box("Trung bình", ticked=True), Box("Kém", ticked=False))
    many = tuple(Box(f"Mức {row}: hoàn thành nhiệm vụ được giao", ticked=False) for row in range(4))

    short, long = (Page(alone(a_section(boxes))).texts("p") for boxes in (Boxes(few, "Mức"), Boxes(many)))

    assert re.findall(r"[☐☒]\s[^☐☒]+\w", "\n".join(short)) == ["☒\u00a0Trung\u00a0bình", "☐\u00a0Kém"]
    assert [text[:1] + text[2:7] for text in long] == ["☐Mức 0", "☐Mức 1", "☐Mức 2", "☐Mức 3"]


def test_every_line_of_a_text_and_of_who_it_is_about_begins_where_a_paragraph_begins() -> None:
    head, text = Line("Phòng A\nSở B", "Đơn vị"), Line("Một\nHai\nBa", "Nhãn")

    page = Page(Document(head=(head,), sections=(a_section(text),)))

    assert page.texts("p") == ["Đơn vị: Phòng A", "Sở B", "Nhãn: Một", "Hai", "Ba"]


def test_an_annex_follows_the_signatures_on_a_page_of_its_own() -> None:
    sections = (Section("PL", "PHỤ LỤC", (Line("b"),), annex=True), Section("I", "Phần", (Line("a"),)))
    page = Page(Document(sections=sections, signatures=(Signature("NGƯỜI VIẾT", "(Ký)", "Lê An", "phai"),)))
    [annex] = [element for element in page.body.find("h2") if element.text == "PHỤ LỤC"]

    assert re.findall(r"I\. Phần|NGƯỜI VIẾT|PHỤ LỤC", page.body.text) == ["I. Phần", "NGƯỜI VIẾT", "PHỤ LỤC"]
    assert any("break-before: page" in page.style[f".{name}"] for name in annex.classes)


def test_those_who_sign_side_by_side_stand_in_one_row_and_a_head_may_have_nothing_at_the_left() -> None:
    signatures = (Signature("NGƯỜI TRÁI", "", "", "trai"), Signature("NGƯỜI PHẢI", "(Ký)", "Lê An", "phai"))
    head = Letterhead((), "ĐẢNG CỘNG SẢN VIỆT NAM", "Ngày …")
    page = Page(Document(sections=(), letterhead=head, signatures=signatures))

    [top, row] = page.body.find("tr")

    assert [cell.text for cell in top.find("td")] == ["", "ĐẢNG CỘNG SẢN VIỆT NAM\nNgày …"]
    assert [[element.text.strip() for element in cell.find("p")] for cell in row.find("td")] == [
        ["NGƯỜI TRÁI", ""],
        ["NGƯỜI PHẢI", "(Ký)", "Lê An"],
    ]


# The page, as the form's data have it


def test_another_layout_changes_page_letters_and_lines() -> None:
    sides = {"top": 12, "bottom": 14, "left": 25, "right": 11}
    letters = {"font": "Arial", "size": 12.5, "indent": 7, "spacing": 15.5}
    layout = Layout(width=148.5, height=210, justified=False, **sides, **letters)  # type: ignore[arg-type]

    page = Page(Document(sections=(), layout=layout))

    assert "size: 148.5mm 210mm; margin: 12mm 11mm 14mm 25mm;" in page.style["@page"]
    assert 'font: 12.5pt/15.5pt "Arial"' in page.style["body"]
    assert ("text-indent: 7mm" in page.style["p"], "text-align: left" in page.style["p"]) == (True, True)
    assert "justify" not in page.written


@pytest.mark.parametrize(
    "font",
    ['Times"; } body { display: none', "A{b}c", "</style><script>", "{size}", "\\22 ", "a\nb", "'); x: url(//v.vn"],
)
def test_no_name_of_a_font_gets_out_of_its_quotes(font: str) -> None:
    page, usual = Page(Document(sections=(), layout=Layout(font=font))), Page(Document(sections=()))
    [style] = page.root.find("style")

    assert re.fullmatch(r"[\w -]*", style.text.partition('18pt "')[2].partition('"')[0])
    assert re.findall(r"[^\w\s-]", style.text) == re.findall(r"[^\w\s-]", usual.root.find("style")[0].text)
    assert page.root.find("script") == []


# What printing must not tear apart


def test_a_heading_and_a_label_alone_stay_with_what_they_stand_above() -> None:
    pages = {
        Page(a_long_paper()): ("h1", "h2", "h3", "h4"),
        Page(alone(a_section(Line("", "Phương hướng"), Bullets((Bullet(Line("a")),))))): ("p",),
    }

    above = [(page, element) for page, names in pages.items() for element in page.body.find(*names)]

    assert [element.text for page, element in above if not kept_with_next(page, element)] == []
    assert above[-1][1].text == "Phương hướng:"
