"""Word files that were damaged, or made to do harm: read, filled or refused, never another fault, never for long."""

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from random import Random
from typing import Final

import pytest
from lxml import etree

from paper.test_filling import filled
from stress.hostile import CONTROLS
from support.amount import share
from support.documents import example_form
from support.foreign_papers import Habits, paper_of
from support.small_word import p, parts_of, r, text_box, word, zipped
from support.templates import DOTS, LEVELS, TEMPLATES, cell, control, head, line, old_list, text_field
from support.values import silent, the_forms
from tuphe.core.paper_words import Knowledge
from tuphe.errors import BadFile
from tuphe.paper.opening import paragraphs_of
from tuphe.paper.package import W
from tuphe.paper.reading.whole_paper import read_paper
from tuphe.storage.papers import knowledge

SECONDS: Final = 4
MEGABYTES: Final = 200

_EVERY_HABIT: Final = Habits(
    numbered=("auto", "auto"), entries="auto", boxes=("control", "sym"), tracked=True, text_box=True, hidden=True
)
_LINE: Final = "Ket qua khac phuc"


def _parts(seed: int) -> dict[str, str | bytes]:
    """The parts of a file that has everything that the reader knows."""
    habits = _EVERY_HABIT if seed % 2 else None
    return dict(paper_of(example_form(the_forms()[seed % 6], 2026), seed, habits).parts)


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _changed(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(changed)


def _doubled(data: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    at = chance.randrange(len(data))
    return data[:at] + data[start:end] + data[at:]


def _without(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(200) :]


ON_BYTES: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (_cut, _changed, _doubled, _without)
VALUES: Final = ("", "-1", "0", "1", "99999999999999999999", "x", "\u0663", "%1%2%9", "begin", "end", "F0FE", "restart")


def _moved(data: bytes, chance: Random) -> bytes:
    """Move, drop, double and rename elements, and set attributes to what they never are: still XML."""
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, 40)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        match chance.randrange(5):
            case 0 if one is not root and one not in other.iterancestors() and one is not other:
                other.insert(0, one)
            case 1 if (parent := one.getparent()) is not None:
                parent.remove(one)
            case 2:
                one.tag = other.tag
            case 3 if one.attrib:
                one.set(chance.choice(list(one.attrib)), chance.choice(VALUES))
            case 4:
                etree.SubElement(one, other.tag, {f"{W}val": chance.choice(VALUES)})
    return etree.tostring(root)


@cache
def _known() -> Knowledge:
    return knowledge(the_forms(), notify=silent)


@pytest.mark.parametrize("seed", range(share(3000, 50)))
def test_a_damaged_file_gives_paragraphs_or_a_refusal(seed: int) -> None:
    chance = Random(seed)
    parts = _parts(seed)
    if seed % 3 == 0:
        data = chance.choice(ON_BYTES)(zipped(parts), chance)
    else:
        name = chance.choice([name for name in parts if name.startswith("word/")] + ["_rels/.rels"])
        content = parts[name]
        change = _moved if seed % 3 == 1 else chance.choice(ON_BYTES)
        data = zipped(parts | {name: change(content.encode() if isinstance(content, str) else content, chance)})

    with suppress(BadFile):
        read_paper(paragraphs_of(data, "bản.docx"), _known(), "bản.docx")


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


_CIRCLE: Final = "".join(
    f'<w:style w:type="paragraph" w:default="1" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
    for one, other in (("a", "b"), ("b", "a"))
)
_LISTS: Final = (
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_IN_LIST: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LONG_NUMBER: Final = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3999"/><w:numFmt w:val="upperRoman"/>'
    f'<w:lvlText w:val="{"%1" * 100_000}"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_NOTE: Final = f'<w:footnote w:id="1">{p("ghi chú " * 3_000)}</w:footnote>'
_PARAGRAPHS: Final = p(_LINE) * 4_900
_BOX: Final = "<w:p><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>"
_CONTROL: Final = "<w:sdt><w:sdtPr><w:tag w:val='a'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
_REFERENCE: Final = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_MERGED: Final = "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
_WIDE: Final = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
_LONG_TAG: Final = f'<w:sdt><w:sdtPr><w:tag w:val="{"a" * 4_000_000}"/></w:sdtPr>{p(_LINE) * 4900}</w:sdt>'
_OUTSIDE: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="x/attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>'
    '<Relationship Id="r2" Type="x/styles" Target="../../../../etc/passwd"/>'
    '<Relationship Id="r3" Type="x/numbering" Target="http://evil.example/n.xml"/></Relationships>'
)
_LEVEL: Final = "Hoàn thành tốt nhiệm vụ "
_TABLE: Final = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


def _nested(pattern: str, times: int, inner: str) -> str:
    before, _, after = pattern.partition("{}")
    return before * times + inner + after * times


HOSTILE: Final[dict[str, Callable[[], bytes]]] = {
    "tables in tables": lambda: word(_nested(_TABLE, 10_000, p(_LINE))),
    "as many tables as can be in tables": lambda: word(_nested(_TABLE, 80, p(_LINE))),
    "paragraphs in paragraphs": lambda: word(_nested("<w:p>{}</w:p>", 245, r(_LINE))),
    "text boxes in text boxes": lambda: word(_nested(_BOX, 80, p(_LINE))),
    "controls in controls": lambda: word(_nested(_CONTROL, 120, p(_LINE))),
    "rows in controls": lambda: word(f"<w:tbl>{_nested('<w:sdt>{}</w:sdt>', 240, '<w:tr/>')}</w:tbl>{p(_LINE)}"),
    "many paragraphs": lambda: word(_PARAGRAPHS),
    "many cells": lambda: word("<w:tbl>" + ("<w:tr>" + f"<w:tc>{p('a')}</w:tc>" * 20 + "</w:tr>") * 240 + "</w:tbl>"),
    "many runs in one": lambda: word(p(*[r("a", "<w:b/>")] * 29_000, _LINE)),
    "many text boxes": lambda: word(p(*[text_box(p("a"))] * 2000)),
    "many controls in one": lambda: word(p(*["<w:sdt><w:sdtPr><w:tag w:val='a'/></w:sdtPr></w:sdt>"] * 40_000, _LINE)),
    "fields without an end": lambda: word(p(*[_field("begin")] * 40_000, _LINE)),
    "fields without a beginning": lambda: word(p(*[_field("end")] * 20_000, *[_field("separate")] * 20_000, _LINE)),
    "a field over all": lambda: word(p(*[_field("begin")] * 20_000, _LINE, *[_field("end")] * 20_000) + p(_LINE) * 9),
    "styles in a circle": lambda: word(p(_LINE, properties='<w:pStyle w:val="a"/>') * 4_900, styles=_CIRCLE),
    "lists in a circle": lambda: word(p(_LINE, properties=_IN_LIST) * 4900, numbering=_LISTS, styles=_CIRCLE),
    "a number without an end": lambda: word(p(_LINE, properties=_IN_LIST) * 4_900, numbering=_LONG_NUMBER),
    "one note many times": lambda: word(p(*[_REFERENCE] * 40_000, _LINE), footnotes=_NOTE),
    "open brackets": lambda: word(p(_LINE, " [ " * 9_900)),
    "spaces": lambda: word(p(_LINE, " " * 290_000, "[")),
    "boxes": lambda: word(p(_LINE, "[x] " * 29_000)),
    "marks on a letter": lambda: word(p(_LINE, "a" + "\u0301" * 290_000)),
    "merged without a beginning": lambda: word(_MERGED + p(_LINE)),
    "a column a mile wide": lambda: word(_WIDE * 9 + p(_LINE)),
    "many namespaces": lambda: word("".join(f'<a{at}:p xmlns:a{at}="urn:{at}"/>' for at in range(90_000)) + p(_LINE)),
    "a long name": lambda: word(f"<w:{'a' * 4_000_000}/>" + p(_LINE)),
    "a long attribute": lambda: word(_LONG_TAG),
    "stylesheets of nothing": lambda: word(p(_LINE), styles="<w:style/>" * 300_000),
    "circles": lambda: word(p(_LINE) + p(*["<w:r><w:pict><v:oval/></w:pict></w:r>"] * 30_000, _LEVEL * 1000)),
    "links and macros": lambda: zipped(
        parts_of(p(_LINE)) | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0", "word/_rels/document.xml.rels": _OUTSIDE}
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_takes_neither_long_nor_much(name: str) -> None:
    data = HOSTILE[name]()
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()

    with suppress(BadFile):
        found = paragraphs_of(data, "bản.docx")
        assert any(_LINE in one.text for one in found) or len(found) > 1
        assert not any(CONTROLS.search(one.shown) for one in found)
        read_paper(found, _known(), "bản.docx")

    assert time.process_time() - begun < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1000  # kB


UNITS: Final = (
    *(" ", " . ", " [ ", ".", "a", "một hai ", "Một hai. ", "a; ", "1", "12/2024 ", "(", "a: ", "a\n", "\t "),
    *("[x] ", "- "),
    *("Nguyên nhân: a. ", "Hoàn thành tốt nhiệm vụ ", "Họ và tên: ", "ngày 12 tháng 5 năm 2025 ", "năm ", "ngày . . "),
    *("50% ", "28/30 ", "đã khắc phục ", "Hạn chế thứ nhất: ", "x ", "1.1.", "a, "),
)
"""What a paragraph may say again and again."""

SECTIONS: Final = (
    *("BẢN KIỂM ĐIỂM CÁ NHÂN", "Năm 2025", "I. Ưu điểm, kết quả đạt được", "II. Hạn chế, khuyết điểm và nguyên nhân"),
    *("1. Hạn chế, khuyết điểm", "2. Nguyên nhân", "III. Kết quả khắc phục những hạn chế, khuyết điểm"),
    *("IV. Giải trình những vấn đề được gợi ý kiểm điểm", "V. Trách nhiệm đối với hạn chế của tập thể"),
    *("VI. Phương hướng, biện pháp khắc phục", "B. TỰ ĐÁNH GIÁ, XẾP LOẠI"),
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_paragraph_that_says_one_thing_without_end_takes_no_section_long(unit: str) -> None:
    long = p(unit * (28_000 // len(unit)) + "!")
    begun = time.process_time()

    for at in range(0, len(SECTIONS), share(1, 5)):
        body = "".join(p(heading) + (long if at == row else p("Đạt.")) for row, heading in enumerate(SECTIONS))
        read_paper(paragraphs_of(word(body), "bản.docx"), _known(), "bản.docx")

    assert time.process_time() - begun < share(3, 1) * SECONDS


@pytest.mark.parametrize("control", ["&#x9b;31m", "&#x202e;", "&#x200f;", "&#xfeff;", "&#x85;"])
def test_what_a_terminal_obeys_or_reorders_is_taken_out(control: str) -> None:
    (found,) = paragraphs_of(word(p(f"Kết quả{control} khắc phục")), "bản.docx")

    assert not CONTROLS.search(found.text)


@pytest.mark.parametrize(
    "line", ["# " + " " * 29_000 + "x", "*" * 29_000, "| " * 14_000, "-" * 29_000 + "a", "\\" * 29_000]
)
@pytest.mark.parametrize("name", ["bản.txt", "bản.md"])
def test_a_hostile_line_of_text_takes_no_time(name: str, line: str) -> None:
    begun = time.process_time()

    with suppress(BadFile):
        read_paper(paragraphs_of(f"Kết quả khắc phục\n{line}".encode(), name), _known(), name)

    assert time.process_time() - begun < SECONDS


# Templates that are filled


@pytest.mark.parametrize("seed", range(share(2000, 30)))
def test_a_damaged_template_is_filled_or_refused_and_what_is_filled_can_be_opened(seed: int) -> None:
    chance = Random(seed)
    form, body = list(TEMPLATES.values())[seed % len(TEMPLATES)]
    parts = parts_of(body())
    content = parts["word/document.xml"]
    change = _moved if seed % 3 else chance.choice(ON_BYTES)
    parts["word/document.xml"] = change(content.encode() if isinstance(content, str) else content, chance)

    with suppress(BadFile):
        written, _ = filled(zipped(parts), form=form)
        paragraphs_of(written, "đã điền.docx")


def _row(inner: str) -> str:
    return f"<w:tbl><w:tr>{cell(inner) * 4000}</w:tr></w:tbl>"


_HEAD: Final = head("I. Ưu điểm, kết quả đạt được")


def _many_margins() -> bytes:
    parts = parts_of(_HEAD, header=line("Họ và tên: ........ " * 20) * 20)
    rels = str(parts["word/_rels/document.xml.rels"])
    one = rels[rels.index("<Relationship ") : rels.index("</Relationships>")]
    more = "".join(one.replace("header.xml", f"header{at}.xml") for at in range(900))
    parts |= {f"word/header{at}.xml": parts["word/header.xml"] for at in range(900)}
    return zipped(parts | {"word/_rels/document.xml.rels": rels.replace(one, one + more)})


MADE: Final[dict[str, Callable[[], bytes]]] = {
    "a hundred thousand dots": lambda: word(line("Họ và tên: ....") + line("." * 100_000) + _HEAD + line(DOTS)),
    "dots with spaces": lambda: word(_HEAD + line(". " * 50_000) + line("… " * 1900)),
    "many fields": lambda: word(line("Họ và tên: ........ Ngày sinh: ........") * 5000 + _HEAD),
    "many labels": lambda: word(line("Họ và tên:") * 5000 + _HEAD),
    "labels in one row": lambda: word(_row("Họ và tên:") + _HEAD),
    "room in one row": lambda: word(_row("") + _HEAD),
    "many controls": lambda: word(p(*[control("hoTen", "Họ và tên", "Bấm để nhập")] * 5000) + _HEAD),
    "many boxes": lambda: word(_HEAD + line(f"☐ {LEVELS[1]}") * 5000),
    "many headings": lambda: word(_HEAD * 2000),
    "many lists": lambda: word(p(*["Chức vụ Đảng: ", old_list("Đảng viên", "Bí thư")] * 3000) + _HEAD),
    "many lists of much": lambda: word(p("Chức vụ Đảng: ", old_list(*["Bí thư"] * 60_000)) * 3 + _HEAD),
    "many empty fields": lambda: word(p(*["Họ và tên: ", text_field("")] * 4000) + _HEAD),
    "a long page header": lambda: word(_HEAD, header=line("Họ và tên: ........ Ngày sinh: ........") * 5000),
    "many page headers": _many_margins,
    "much room": lambda: word(_HEAD + line(DOTS[:20]) * 5000),
}


@pytest.mark.parametrize("name", [*list(HOSTILE)[:: share(1, 3)], *MADE])
def test_a_hostile_template_does_not_take_long(name: str) -> None:
    data = (HOSTILE | MADE)[name]()
    filled(word(_HEAD + line(DOTS)))  # what is read once for all
    begun = time.process_time()

    with suppress(BadFile):
        filled(data)

    assert time.process_time() - begun < 3 * SECONDS
