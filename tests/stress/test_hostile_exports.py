"""What somebody wrote to do harm stands in every export letter for letter, and adds nothing else to it."""

from __future__ import annotations

import base64
import json
import re
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from markdown_it import MarkdownIt

from stress.hostile import (
    ANSWERED,
    BARE,
    CONTROLS,
    LISTED,
    NAMES,
    ON_PAPER,
    PROMISED,
    Filled,
    flat,
    harm_in,
    parcels,
    squeezed,
)
from support.program import Run
from support.word_file import text_of
from support.word_schema import W
from tuphe.core.text import clean
from tuphe.terminal.clipboard import applescript, windows_html

SUMMARY: Final = {*NAMES, *PROMISED, *ANSWERED, *(f"ho-so.{key}" for key in ("ho_ten", "don_vi", "chi_bo"))}
OFFICIAL: Final = {
    *("tieu-chi.nhom.muc.ten", *PROMISED, *ANSWERED, *LISTED),
    *("bang-diem.tieu_chi_chung.ten", "bang-diem.ket_qua_nhiem_vu.ten"),
    *(f"ho-so.{key}" for key in ("ho_ten", "ngay_sinh", "don_vi", "chi_bo")),
    *(f"ho-so.{key}" for key in ("chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the")),
}
OWN: Final = {
    *("tieu-chi.nhom.muc.ten", *PROMISED, *ANSWERED, *LISTED),
    *("bang-diem.tieu_chi_chung.ten", "bang-diem.ket_qua_nhiem_vu.ten"),
    *(f"ho-so.{key}" for key in ("ho_ten", "don_vi", "chi_bo", "dang_bo")),
    *(f"mau.{key}" for key in ("tieu_de", "truong.nhan", "phan.ten", "phan.noi_dung.chu", "phan.noi_dung.cot.ten")),
    *(f"mau.ky.{key}" for key in ("chuc_danh", "cach_ky", "ten")),
}
HEAD: Final = {f"mau.dau_trang.{key}" for key in ("trai", "phai", "ngay_thang")}
FORMS: Final = {"tom-tat": {BARE, *SUMMARY}, "2B": {BARE, *OFFICIAL}, "rieng": {BARE, *OWN, *HEAD}}
"""Each form with the places whose texts it takes."""

OF_A_PAPER: Final[dict[str, set[str]]] = {"2B": {BARE, *ON_PAPER}, "tom-tat": {BARE}}
"""What is printed of a year that was taken from a paper: an official form has all its words, a summary the results."""

WHOLE: Final = ("--day-du", "--kem-ten-muc")
"""With these, every text has its place on the paper."""

HARMLESS: Final = Filled("chữ\nchữ")

TABLE: Final = {"table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open"}
MARKDOWN: Final = {
    *("heading_open", "paragraph_open", "bullet_list_open", "ordered_list_open", "list_item_open", *TABLE),
    *("inline", "text", "text_special", "strong_open", "em_open", "softbreak", "hardbreak"),
}
"""What a page of ours is made of when somebody reads it as Markdown."""


with_each_parcel = pytest.mark.parametrize("filled", parcels(1), indirect=True)
in_each_form = pytest.mark.parametrize("form", FORMS)


@with_each_parcel
@in_each_form
def test_markdown_is_read_as_letters_in_our_own_blocks(tuphe: Run, filled: Filled, form: str) -> None:
    result = tuphe("xuat", "2026", "--mau", form, *WHOLE, "--dang", "md")
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(result.out)
    inline = [inner for block in blocks for inner in block.children or ()]

    assert result.code == 0, result.err
    assert harm_in(result) == []
    assert {one.type for one in (*blocks, *inline) if not one.type.endswith("_close")} <= MARKDOWN
    read = "\n".join("".join(inner.content or " " for inner in block.children or ()) for block in blocks)
    assert filled.astray(read, FORMS[form], shaped=flat) == []


@with_each_parcel
@pytest.mark.parametrize("ending", ["md", "txt", "html", "json"])
def test_the_short_summary_says_letters_and_nothing_else(tuphe: Run, folder: Path, filled: Filled, ending: str) -> None:
    # It leaves texts out and tells others only in part: what they carry is what must not come through.
    result = tuphe("xuat", "2026", "--mau", "tom-tat", "--dang", ending)

    assert result.code == 0, result.err
    assert harm_in(result) == []
    if ending == "html":
        HARMLESS.into(folder)
        assert Page(result.out).tags <= Page(tuphe("xuat", "2026", "--mau", "tom-tat", "--dang", "html").out).tags


@with_each_parcel
@in_each_form
def test_html_has_our_own_tags_and_no_others(tuphe: Run, folder: Path, filled: Filled, form: str) -> None:
    result = tuphe("xuat", "2026", "--mau", form, *WHOLE, "--dang", "html")
    HARMLESS.into(folder)
    harmless = Page(tuphe("xuat", "2026", "--mau", form, *WHOLE, "--dang", "html").out)
    page = Page(result.out)

    assert result.code == 0, result.err
    assert harm_in(result) == []
    assert page.tags <= harmless.tags
    assert re.sub('"[^"]*"', '""', page.style) == re.sub('"[^"]*"', '""', harmless.style)
    assert page.others == ["DOCTYPE html"]
    assert filled.astray(page.text, FORMS[form], shaped=flat) == []


@with_each_parcel
@in_each_form
def test_word_has_our_own_parts_and_elements_and_no_others(
    tuphe: Run, folder: Path, tmp_path: Path, filled: Filled, form: str
) -> None:
    result = tuphe("xuat", "2026", "--mau", form, *WHOLE, "-o", "a.docx")
    HARMLESS.into(folder)
    tuphe("xuat", "2026", "--mau", form, *WHOLE, "-o", "lanh.docx")
    parts, harmless = (parts_of((tmp_path / name).read_bytes()) for name in ("a.docx", "lanh.docx"))

    assert result.code == 0, result.err
    assert parts.keys() == harmless.keys()
    for name, part in parts.items():
        if name.endswith((".rels", "[Content_Types].xml")):
            assert ET.tostring(part) == ET.tostring(harmless[name])
        else:
            assert names_in(part) == names_in(harmless[name])
    fields = [part.get(f"{W}instr") for part in parts.values() for part in part.iter(f"{W}fldSimple")]
    assert fields == ["PAGE"]
    read = "\n".join(text_of(paragraph) for paragraph in parts["word/document.xml"].iter(f"{W}p"))
    assert CONTROLS.findall(read) == []
    assert filled.astray(read, FORMS[form], shaped=flat) == []


@with_each_parcel
@in_each_form
def test_json_holds_every_text_as_it_was(tuphe: Run, filled: Filled, form: str) -> None:
    result = tuphe("xuat", "2026", "--mau", form, *WHOLE, "--dang", "json")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    assert filled.astray("\n".join(strings_in(json.loads(result.out))), FORMS[form], shaped=str) == []


@with_each_parcel
@pytest.mark.parametrize(("form", "places"), [("tom-tat", {BARE, *SUMMARY}), ("2B", {BARE, *OFFICIAL}), ("rieng", OWN)])
def test_plain_text_has_every_text_letter_for_letter(
    tuphe: Run, folder: Path, filled: Filled, form: str, places: set[str]
) -> None:
    # Texts that stand side by side cannot be read in one piece.
    own = filled.files["mau/rieng.toml"]
    del own["dau_trang"]
    own["ky"] = [{**block, "ben": "trai"} for block in own["ky"]]
    filled.into(folder)

    result = tuphe("xuat", "2026", "--mau", form, *WHOLE, "--dang", "txt")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    body = result.out.partition("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ")[2] if form == "2B" else result.out
    # A title is in capitals here, and the columns in which people sign break long words.
    assert filled.astray(body.casefold(), places, shaped=lambda text: squeezed(text).casefold()) == []


@with_each_parcel
@pytest.mark.parametrize("style", ["md", "txt", "html", "json", "docx"])
@pytest.mark.parametrize("form", OF_A_PAPER)
def test_a_paper_taken_in_is_exported_letter_for_letter(
    tuphe: Run, folder: Path, tmp_path: Path, filled: Filled, form: str, style: str
) -> None:
    filled.from_paper().into(folder)

    result = tuphe("xuat", "2026", "--mau", form, "--day-du", "-o", f"a.{style}")
    written = (tmp_path / f"a.{style}").read_bytes()

    assert result.code == 0, result.err
    assert harm_in(result) == []
    if style == "docx":
        read = "\n".join(text_of(one) for one in parts_of(written)["word/document.xml"].iter(f"{W}p"))
    elif style == "html":
        HARMLESS.from_paper().into(folder)
        harmless = tuphe("xuat", "2026", "--mau", form, "--day-du", "--dang", "html").out
        assert Page(written.decode()).tags <= Page(harmless).tags
        read = Page(written.decode()).text
    elif style == "md":
        blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written.decode())
        read = "\n".join("".join(inner.content or " " for inner in block.children or ()) for block in blocks)
    else:
        read = "\n".join(strings_in(json.loads(written))) if style == "json" else written.decode()
    assert CONTROLS.findall(read) == []
    if style == "txt":  # there the columns at the top break long words, and a title is in capitals
        read = read.partition("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ")[2] or read
    assert filled.astray(read.casefold(), OF_A_PAPER[form], shaped=lambda text: squeezed(text).casefold()) == []


@with_each_parcel
def test_a_year_handed_over_is_the_year_itself_without_what_is_hidden(tuphe: Run, filled: Filled) -> None:
    result = tuphe("xuat", "2026", "--dang", "toml")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    year = filled.files["kiem-diem/2026.toml"]
    given = tomllib.loads(result.out)
    del given["bang_diem"]  # the table's own texts, hostile in the table's file
    assert given == {"dinh_dang": 4, "trang_thai": "nhap", **cleaned(year)}


def test_the_clipboard_of_a_terminal_gets_one_sequence_that_holds_the_text(tuphe: Run, folder: Path) -> None:
    Filled.of("csi+osc-8+osc-52+title+c1+controls+bidi").into(folder)
    text = tuphe("xuat", "2026", "--mau", "tom-tat", "--dang", "txt").out

    result = tuphe("xuat", "2026", "--mau", "tom-tat", "--chep", SSH_CONNECTION="10.0.0.1 22 10.0.0.2 22")

    sent = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", result.out)
    assert sent is not None
    assert base64.b64decode(sent[1]).decode() == text
    assert CONTROLS.findall(text + result.err) == []


def test_the_clipboards_of_windows_and_macos_hold_the_page_whole(tuphe: Run, folder: Path) -> None:
    Filled.of("closing+comment+quotes+dots").into(folder)
    page = tuphe("xuat", "2026", "--mau", "tom-tat", "--dang", "html").out

    framed = windows_html(page)

    start, end = (int(framed.partition(f"{name}Fragment:".encode())[2][:10]) for name in ("Start", "End"))
    assert framed.count(b"<!--StartFragment-->") == framed.count(b"<!--EndFragment-->") == 1
    assert framed[start:end].decode() == page.partition("<body>")[2].partition("</body>")[0]
    assert re.fullmatch(
        "set the clipboard to {«class utf8»:«data utf8[0-9a-f]*», «class HTML»:«data HTML[0-9a-f]*»}",
        applescript(page, page),
    )


class Page(HTMLParser):
    """What a browser finds in a page: tags with their attributes, the style sheet, texts, and whatever else."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[tuple[str, str | None], ...]]] = set()
        self.style = self.text = ""
        self.others: list[str] = []
        self._in_style = False
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(attrs)))
        self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        self._begin(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def _begin(self, tag: str) -> None:
        self._in_style = tag == "style"
        self.text += "" if tag.strip("/") in ("b", "i") else "\n"


def parts_of(paper: bytes) -> dict[str, ET.Element]:
    """Return the parts of a Word file; all of them are XML."""
    with zipfile.ZipFile(BytesIO(paper)) as packed:
        return {name: ET.fromstring(packed.read(name)) for name in packed.namelist()}


def names_in(part: ET.Element) -> set[tuple[str, str]]:
    """Return the names of elements, each with those of its attributes."""
    return {(one.tag, name) for one in part.iter() for name in ("", *one.attrib)}


def strings_in(plain: Any) -> Iterable[str]:
    """Yield all texts of plain values."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for entry in plain.values() if isinstance(plain, dict) else plain:
            yield from strings_in(entry)


def cleaned(plain: Any) -> Any:
    """Return plain values with each text as tuphe keeps it."""
    if isinstance(plain, dict):
        return {key: cleaned(entry) for key, entry in plain.items()}
    if isinstance(plain, list):
        return [cleaned(entry) for entry in plain]
    return clean(plain)[0] if isinstance(plain, str) else plain
