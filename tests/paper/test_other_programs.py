"""The same paper as other programs than Word write it: it is read, and filled, as before."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any, Final

import pytest
from lxml import etree

from paper.test_filling import CONTENTS, filled, shown
from support.amount import share
from support.papers import the_knowledge
from support.small_word import p, parts_of, r, word, zipped
from support.values import ROOT
from tuphe.core.paper import Paper
from tuphe.errors import BadFile
from tuphe.paper.package import W
from tuphe.paper.reading.whole_paper import read_paper
from tuphe.paper.word import paragraphs_of

DATA: Final = ROOT / "tests" / "data"
PAPERS: Final = ("giay-la-2/m5-02b-2023-pho-chanh-an", "giay-la-2/m1-2a-chanh-van-phong-xa")
TEMPLATES: Final = ("mau-trong-2/m9-mau-2b-tinh-o-vien", "mau-trong-2/n7-mau-2c-tab-cham")

Root = Any
"""An element: that each has a parent and a text goes without saying here."""
Parts = dict[str, str | bytes]


def parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def of_text(change: Callable[[Root], None]) -> Callable[[Parts], Parts]:
    """What changes the parts of a file by a change of the text in it."""

    def changed(given: Parts) -> Parts:
        root: Root = etree.fromstring(given["word/document.xml"])
        change(root)
        return {**given, "word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8")}

    return changed


def element(path: str, **attributes: str) -> Root:
    """An element, and those in it, by their names: the outermost has the attributes."""
    names = path.split("/")
    outer: Root
    inner: Root
    outer = inner = etree.Element(f"{W}{names[0]}", {f"{W}{key}": value for key, value in attributes.items()})
    for name in names[1:]:
        inner = etree.SubElement(inner, f"{W}{name}")
    return outer


def put_around(one: Root, outer: Root) -> None:
    one.addprevious(outer)
    inner = outer
    while len(inner):
        inner = inner[-1]
    inner.append(one)


def runs(root: Root) -> list[Root]:
    return [run for run in root.iter(f"{W}r") if run.getparent().tag == f"{W}p"]


def in_controls_of_google(root: Root) -> None:
    for at, run in enumerate(runs(root)):
        control = element("sdt/sdtContent")
        properties = element("sdtPr/tag")
        properties[0].set(f"{W}val", f"goog_rdk_{at}")
        put_around(run, control)
        control.insert(0, properties)


def in_smart_tags(root: Root) -> None:
    for run in runs(root):
        put_around(run, element("smartTag", element="place"))


def inserted_in_links(root: Root) -> None:
    for run in runs(root)[::3]:
        put_around(run, element("hyperlink/ins"))


def in_custom_xml(root: Root) -> None:
    for block in list(root[0]):
        if block.tag in (f"{W}p", f"{W}tbl"):
            put_around(block, element("customXml", element="muc"))


def cut_in_threes(root: Root) -> None:
    for text in list(root.iter(f"{W}t")):
        run, whole = text.getparent(), text.text or ""
        if len(run.findall(f"{W}t")) == 1 and len(run) - (run.find(f"{W}rPr") is not None) == 1:
            for start in range(0, len(whole), 3):
                piece: Root = etree.fromstring(etree.tostring(run))
                words = piece.find(f"{W}t")
                words.text = whole[start : start + 3]
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addprevious(piece)
                run.addprevious(element("proofErr", type="spellStart"))
            run.getparent().remove(run)


def framed(root: Root) -> None:
    """The whole paper stands in a table of one cell, in one of one cell."""
    blocks = [block for block in root[0] if block.tag != f"{W}sectPr"]
    for _ in range(2):
        table = element("tbl/tr/tc")
        table[0][0].extend([*blocks, element("p")])
        blocks = [table, element("p")]
    for at, block in enumerate(blocks):
        root[0].insert(at, block)


def set_in_frames(root: Root) -> None:
    for paragraph in list(root.iter(f"{W}p"))[:12]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            paragraph.insert(0, properties := element("pPr"))
        properties.insert(0, element("framePr", w="4000", hSpace="180", wrap="around", y="1"))


def without_styles(given: Parts) -> Parts:
    return {name: part for name, part in given.items() if name != "word/styles.xml"}


def called(names: Callable[[str], str]) -> Callable[[Parts], Parts]:
    return lambda given: {names(name): part for name, part in given.items()}


def as_kind(kind: bytes) -> Callable[[Parts], Parts]:
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    name = "[Content_Types].xml"
    return lambda given: {**given, name: bytes(given[name]).replace(usual, kind)}  # type: ignore[arg-type]


FORMS: Final[dict[str, Callable[[Parts], Parts]]] = {
    "google": of_text(in_controls_of_google),
    "smart-tag": of_text(in_smart_tags),
    "inserted-links": of_text(inserted_in_links),
    "custom-xml": of_text(in_custom_xml),
    "cut-runs": of_text(cut_in_threes),
    "one-cell": of_text(framed),
    "frames": of_text(set_in_frames),
    "no-styles": without_styles,
    "backslashes": called(lambda name: name.replace("/", "\\")),
    "capitals": called(lambda name: name.replace("word/document", "word/Document")),
    "template": as_kind(b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    "macros": as_kind(b"application/vnd.ms-word.document.macroEnabled.main+xml"),
}


def some(first: int) -> list[tuple[str, Callable[[Parts], Parts]]]:
    """Every other form from the first or the second on, for one of two files; all of them where all is tried."""
    step = share(1, 2)
    return list(FORMS.items())[first % step :: step]


def read(data: bytes) -> Paper:
    return read_paper(paragraphs_of(data), the_knowledge(), "-")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_read_the_same_however_a_program_wraps_it(name: str) -> None:
    data = (DATA / f"{name}.docx").read_bytes()
    before = read(data)

    for form, change in some(PAPERS.index(name)):
        assert read(zipped(change(parts(data)))) == before, form


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_filled_the_same_however_a_program_wraps_it(name: str) -> None:
    data = (DATA / f"{name}.docx").read_bytes()
    form = name.partition("mau-")[2].partition("-mau-")[2][:2].upper()
    written, report = filled(data, CONTENTS, form)
    before = [one for one in shown(written) if one.strip()]

    for kind, change in some(TEMPLATES.index(name)):
        if kind != "macros":
            again, same = filled(zipped(change(parts(data))), CONTENTS, form)
            assert ([one for one in shown(again) if one.strip()], same) == (before, report), kind


def test_a_file_whose_text_lies_in_another_file_within_it_is_refused_with_what_to_do() -> None:
    data = word(p(r("BẢN KIỂM ĐIỂM")) + '<w:altChunk r:id="r9"/>')

    with pytest.raises(BadFile, match="tệp khác chèn vào"):
        paragraphs_of(data)


def test_words_in_a_file_of_one_cell_are_no_words_of_a_table() -> None:
    cells: Iterable[str] = (f"<w:tc><w:p/>{p(r('Một'))}</w:tc>", f"<w:tc>{p(r('Hai'))}</w:tc>")
    one, two = (
        paragraphs_of(zipped(parts_of(f"<w:tbl><w:tr>{''.join(list(cells)[:count])}</w:tr></w:tbl>")))
        for count in (1, 2)
    )

    assert [paragraph.cell for paragraph in one] == [None, None]
    assert all(paragraph.cell for paragraph in two)
