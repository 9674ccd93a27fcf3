"""Blank templates as units hand them out, each with other habits; none was made from another."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Final

from support import small_word
from support.small_word import old_field, p, r, word
from support.values import ROOT

TIMES: Final = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
SIZE: Final = '<w:sz w:val="28"/><w:szCs w:val="28"/>'
BOLD: Final = f"{TIMES}<w:b/><w:bCs/>{SIZE}"
PLAIN: Final = f"{TIMES}{SIZE}"
ITALIC: Final = f"{TIMES}<w:i/><w:iCs/>{SIZE}"
CENTRED: Final = '<w:jc w:val="center"/>'
INDENTED: Final = '<w:ind w:firstLine="567"/><w:jc w:val="both"/>'
LEADER: Final = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="9072"/></w:tabs>'
TAB: Final = f"<w:r><w:rPr>{PLAIN}</w:rPr><w:tab/></w:r>"
DOTS: Final = "." * 90
LEVELS: Final = (
    "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"
)  # fmt: skip

I_1: Final = (
    "Về phẩm chất chính trị, đạo đức, lối sống; tinh thần đoàn kết, thống nhất trong nội bộ; ý thức tổ chức kỷ luật"
)
III: Final = "Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ kiểm điểm trước"
IV: Final = "Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)"
V: Final = "Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)"
VI: Final = "Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm"

PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
)


def line(text: str, look: str = PLAIN, properties: str = INDENTED) -> str:
    """A paragraph of one run."""
    return p(r(text, look) if text else "", properties=properties)


def head(text: str) -> str:
    """A heading in bold."""
    return line(text, BOLD, f"<w:keepNext/>{INDENTED}")


def cell(*inner: str) -> str:
    """A cell of paragraphs; of plain words, one each."""
    return f"<w:tc><w:tcPr/>{''.join(one if one.startswith('<') else line(one, properties='') for one in inner)}</w:tc>"


def table(*rows: Sequence[str], borders: bool = True) -> str:
    """A table of rows of cells."""
    named = ("top", "left", "bottom", "right", "insideH", "insideV")
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in named)
    width = max(map(len, rows))
    grid = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    drawn = "".join(
        f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(one) for one in row)}</w:tr>" for row in rows
    )
    edge = f"<w:tblBorders>{sides}</w:tblBorders>" if borders else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/>{edge}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>'
    )


def symbol(code: str) -> str:
    """A letter of Wingdings."""
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    return f'<w:r><w:rPr>{fonts}</w:rPr><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'


def form_field() -> str:
    """A check box of Word's old forms."""
    return old_field('<w:name w:val="Check1"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>')


def text_field(shown: str, default: str = "") -> str:
    """A field for text of Word's old forms, and what it shows."""
    start = f'<w:default w:val="{default}"/>' if default else ""
    return old_field(f'<w:name w:val="Text1"/><w:textInput>{start}</w:textInput>', "FORMTEXT", shown)


def old_list(*entries: str) -> str:
    """A list of Word's old forms."""
    items = "".join(f'<w:listEntry w:val="{one}"/>' for one in entries)
    return old_field(f'<w:name w:val="L"/><w:ddList>{items}</w:ddList>', "FORMDROPDOWN")


def control(tag: str, title: str, placeholder: str) -> str:
    """A content control of one run that shows its placeholder."""
    named = f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:showingPlcHdr/><w:text/>'
    return small_word.control(
        named, f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{placeholder}</w:t></w:r>'
    )


PLACE: Final = ROOT / "tests" / "data" / "mau-go-tay"
FORMS: Final = {
    "tab": "2B", "lien-dong": "2B", "lanh-dao": "2A", "bang-cot": "2C", "khong-cho": "2B", "02A-2023": "02A-2023",
    "cam-ket": "cam-ket",
}  # fmt: skip

_RIGHT: Final = '<w:jc w:val="right"/>'
_NUMBERED: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LOOKS: Final = {
    "=": (BOLD, CENTRED), "~": (PLAIN, CENTRED), "*": (BOLD, INDENTED), "/": (ITALIC, INDENTED), ">": (BOLD, _RIGHT),
    "#": (BOLD, f"<w:keepNext/>{INDENTED}"), "1.": (BOLD, _NUMBERED),
    "1#": (BOLD, f'<w:keepNext/>{_NUMBERED}<w:outlineLvl w:val="0"/>'),
}  # fmt: skip
"""What stands before a line of a template that looks otherwise: a title, a heading, a hint, an automatic number.

Within a line ‖ ends a run, → is a tab up to the margin, * makes a run bold, [] is a box of Word's old forms, ⟨F0A8⟩ a
letter of Wingdings, {tag;title;placeholder} a control; ¶ is an empty line; | ends the cells of a table, ¦ of one
without borders.
"""


def _typed(row: str) -> str:
    mark, _, words = row.partition(" ")
    look, properties = _LOOKS.get(mark, (PLAIN, LEADER if "→" in row else INDENTED))
    return p(*(_run(piece, look) for piece in (words if mark in _LOOKS else row).split("‖")), properties=properties)


def _run(words: str, look: str) -> str:
    match words[:1], words[1:].rstrip("⟩}"):
        case "→", _:
            return TAB
        case "[", _:
            return form_field()
        case "⟨", code:
            return symbol(code)
        case "{", named:
            return control(*named.split(";"))
        case "*", bold:
            return r(bold, BOLD)
    return r(words, look) if words.strip("¶") else ""


def _cells(row: str) -> list[str]:
    typed = [one.strip() for one in row[1:-1].split(row[0])]
    return [cell(p(_run(one, "")) if one[:1] == "{" else line("") if one == "¶" else one) for one in typed]


def _body(name: str) -> str:
    """One of the templates in `PLACE`, typed line by line."""
    rows = (PLACE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    body = ""
    for sign, group in groupby(rows, lambda row: row[:1]):
        lines = list(group) if sign else []  # an empty line ends a table
        body += table(*map(_cells, lines), borders=sign == "|") if sign in ("|", "¦") else "".join(map(_typed, lines))
    return body


TEMPLATES: Final = {name: (form, partial(_body, name)) for name, form in FORMS.items()}
"""The form in which each is filled, and its body."""

_NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def template(name: str) -> bytes:
    """One of them as a Word file."""
    return word(_body(name) + PAGE, numbering=_NUMBERING)
