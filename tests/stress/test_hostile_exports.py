"""What somebody wrote to do harm stands in every export letter for letter, and adds nothing else to it."""

from __future__ import annotations

import base64
import json
import re
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from stress.hostile import (
    ANSWERED,
    BARE,
    CONTROLS,
    LISTED,
    NAMES,
    ON_PAPER,
    PROMISED,
    Filled,
    harm_in,
    parcels,
    squeezed,
)
from support.pages import flat
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
STYLES: Final = ("md", "txt", "html", "json", "docx")


@with_each_parcel
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", FORMS)
def test_an_export_has_every_text_letter_for_letter_and_nothing_of_its_own_making(
    tuphe: Run, folder: Path, tmp_path: Path, filled: Filled, form: str, style: str
) -> None:
    places = FORMS[form]
    if style == "txt":  # texts that stand side by side cannot be read in one piece
        own = filled.files["mau/rieng.toml"]
        del own["dau_trang"]
        own["ky"] = [{**block, "ben": "trai"} for block in own["ky"]]
        filled.into(folder)
        places = OWN if form == "rieng" else places

    written = exported(tuphe, tmp_path, style, "--mau", form, *WHOLE)
    HARMLESS.into(folder)
    harmless = exported(tuphe, tmp_path, style, "--mau", form, *WHOLE) if style in ("html", "docx") else b""

    assert_made_of_the_same(written, harmless, style)
    assert filled.astray(read(written, style), places, shaped=SHAPED[style]) == []


@with_each_parcel
@pytest.mark.parametrize("style", STYLES)
def test_the_short_summary_says_letters_and_nothing_else(
    tuphe: Run, folder: Path, tmp_path: Path, filled: Filled, style: str
) -> None:
    # It leaves texts out and tells others only in part: what they carry is what must not come through.
    written = exported(tuphe, tmp_path, style, "--mau", "tom-tat")

    if style == "html":
        HARMLESS.into(folder)
        assert Page(written).tags <= Page(exported(tuphe, tmp_path, style, "--mau", "tom-tat")).tags


@with_each_parcel
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("form", OF_A_PAPER)
def test_a_paper_taken_in_is_exported_letter_for_letter(
    tuphe: Run, folder: Path, tmp_path: Path, filled: Filled, form: str, style: str
) -> None:
    filled.from_paper().into(folder)

    written = exported(tuphe, tmp_path, style, "--mau", form, "--day-du")

    if style == "html":
        HARMLESS.from_paper().into(folder)
        assert Page(written).tags <= Page(exported(tuphe, tmp_path, style, "--mau", form, "--day-du")).tags
    assert filled.astray(read(written, style).casefold(), OF_A_PAPER[form], shaped=SHAPED["txt"]) == []


def exported(tuphe: Run, place: Path, style: str, *options: str) -> bytes:
    """Export 2026, and return the file; nothing in it is what a terminal obeys."""
    result = tuphe("xuat", "2026", *options, "-o", f"a.{style}", "--ghi-de")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    written = (place / f"a.{style}").read_bytes()
    assert CONTROLS.findall(read(written, style)) == []
    return written


SHAPED: Final[dict[str, Callable[[str], str]]] = {
    "md": flat,
    "html": flat,
    "docx": flat,
    "json": str,
    "txt": lambda text: squeezed(text).casefold(),
}
"""What may become of spaces in an export; as plain text a title is in capitals, and narrow columns break long words."""


@cache
def read(written: bytes, style: str) -> str:
    """Return what a reader finds in an export."""
    match style:
        case "docx":
            return "\n".join(map(text_of, parts_of(written)["word/document.xml"].iter(f"{W}p")))
        case "html":
            return Page(written).text
        case "md":
            return "\n".join("".join(one.content or " " for one in block.children or ()) for block in blocks(written))
        case "json":
            return "\n".join(strings_in(json.loads(written)))
        case _:  # behind the columns at the top of an official form
            text = written.decode()
            return text.partition("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ")[2] or text


def assert_made_of_the_same(written: bytes, harmless: bytes, style: str) -> None:
    """Only our own blocks, tags, parts and elements are in an export: those of one that harmless texts are in."""
    if style == "md":
        found = blocks(written)
        inline = [inner for block in found for inner in block.children or ()]
        assert {one.type for one in (*found, *inline) if not one.type.endswith("_close")} <= MARKDOWN
    elif style == "html":
        page, other = Page(written), Page(harmless)
        assert page.tags <= other.tags
        assert re.sub('"[^"]*"', '""', page.style) == re.sub('"[^"]*"', '""', other.style)
        assert page.others == ["DOCTYPE html"]
    elif style == "docx":
        parts, others = parts_of(written), parts_of(harmless)
        assert parts.keys() == others.keys()
        for name, part in parts.items():
            if name.endswith((".rels", "[Content_Types].xml")):
                assert ET.tostring(part) == ET.tostring(others[name])
            else:
                assert names_in(part) == names_in(others[name])
        assert [part.get(f"{W}instr") for one in parts.values() for part in one.iter(f"{W}fldSimple")] == ["PAGE"]


@cache
def blocks(written: bytes) -> list[Token]:
    """Return the blocks of Markdown."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written.decode())


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

    def __init__(self, written: bytes) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[tuple[str, str | None], ...]]] = set()
        self.style = ""
        self._words: list[str] = []
        self.others: list[str] = []
        self._in_style = False
        self.feed(written.decode())
        self.close()
        self.text = "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(attrs)))
        self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        self._begin(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self._words.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    unknown_decl = handle_pi = handle_comment

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def _begin(self, tag: str) -> None:
        self._in_style = tag == "style"
        self._words.append("" if tag.strip("/") in ("b", "i") else "\n")


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
