"""A check box of any kind is a sign in the text, and what only looks like one is not."""

import pytest

from support.small_word import control, old_field, p, r, word
from tuphe.paper.boxes import as_boxes
from tuphe.paper.word import paragraphs_of


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
