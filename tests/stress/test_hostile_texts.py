"""What somebody wrote to do harm stands in every export and comes out of every screen letter for letter, no more."""

import base64
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import pytest

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
from support.amount import ALL
from support.documents import paragraphs_in
from support.html_page import Page
from support.pages import flat
from support.program import Run
from support.values import silent
from support.word_file import WordFile
from support.word_schema import W
from tuphe.core.review import Review
from tuphe.storage import toml
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
WHOLE: Final = ("--day-du", "--kem-ten-muc")
"""With these, every text has its place on the paper."""

PAPERS: Final[dict[str, tuple[tuple[str, ...], set[str]]]] = {
    "tom-tat": (WHOLE, {BARE, *SUMMARY}),
    "2B": (WHOLE, {BARE, *OFFICIAL}),
    "rieng": (WHOLE, {BARE, *OWN, *HEAD}),
    # It leaves texts out and tells others only in part: what they carry is what must not come through.
    "tom-tat in short": ((), set()),
    # An official form has all the words of a year that was taken from a paper, a summary the results.
    "2B of a paper": (("--day-du",), {BARE, *ON_PAPER}),
    "tom-tat of a paper": (("--day-du",), {BARE}),
}
"""Each form with its options and the places whose texts it takes."""

HARMLESS: Final = Filled("chữ\nchữ")
with_each_parcel = pytest.mark.parametrize("filled", parcels(1), indirect=True)


@with_each_parcel
@pytest.mark.parametrize("style", ["md", "txt", "html", "json", "docx"])
@pytest.mark.parametrize("paper", PAPERS)
def test_an_export_has_every_text_letter_for_letter_and_nothing_of_its_own_making(
    tuphe: Run, folder: Path, tmp_path: Path, filled: Filled, paper: str, style: str
) -> None:
    form, of_a_paper = paper.partition(" ")[0], paper.endswith("paper")
    options, places = PAPERS[paper]
    harmless = HARMLESS
    if of_a_paper:
        filled, harmless = (one.from_paper() for one in (filled, HARMLESS))
    elif style == "txt":  # texts that stand side by side cannot be read in one piece
        own = filled.files["mau/rieng.toml"]
        del own["dau_trang"]
        own["ky"] = [{**block, "ben": "trai"} for block in own["ky"]]
        places = places - HEAD

    written = exported(tuphe, tmp_path, filled, style, "--mau", form, *options)
    if style in ("html", "docx"):
        assert_made_of_the_same(written, exported(tuphe, tmp_path, harmless, style, "--mau", form, *options), style)

    page, shaped = read(written, style), SHAPED["txt" if of_a_paper else style]
    assert not places or filled.astray(page.casefold() if of_a_paper else page, places, shaped=shaped) == []


def exported(tuphe: Run, place: Path, filled: Filled, style: str, *options: str) -> bytes:
    """Export 2026 of these files, and return the file; nothing in it is what a terminal obeys."""
    filled.into(place / "du-lieu")

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
    """Return what a reader finds in an export: of Markdown and HTML no more than a paper is made of."""
    if style == "json":
        return "\n".join(strings_in(json.loads(written)))
    found = "\n".join(paragraphs_in(written if style == "docx" else written.decode(), style))
    # Of plain text what stands behind the columns at the top of an official form.
    return (found.partition("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ")[2] if style == "txt" else "") or found


def assert_made_of_the_same(written: bytes, harmless: bytes, style: str) -> None:
    """Only our own tags, parts and elements are in an export: those of one that harmless texts are in."""
    if style == "html":
        (tags, rules, title), (others, usual, _) = (parts_of(Page(one.decode())) for one in (written, harmless))
        assert tags <= others
        assert rules == usual
        assert CONTROLS.findall(title) == []
        return
    file, other = WordFile(written), WordFile(harmless)
    assert file.parts.keys() == other.parts.keys()
    for name in file.parts:
        if name.endswith((".rels", "[Content_Types].xml")):
            assert file.parts[name] == other.parts[name]
        else:
            assert names_in(file.root(name)) == names_in(other.root(name))
    fields = [one.get(f"{W}instr") for name in file.parts for one in file.root(name).iter(f"{W}fldSimple")]
    assert fields == ["PAGE"]


def parts_of(page: Page) -> tuple[set[object], str, str]:
    """Return the tags of a page with their attributes, its style sheet without the names of fonts, and its title."""
    [style], [title] = page.root.find("style"), page.root.find("title")
    tags: set[object] = {(one.name, *one.attributes.items()) for one in page.root.walk()}
    return tags, re.sub('"[^"]*"', '""', style.text), title.text


def names_in(part: Element) -> set[tuple[str, str]]:
    """Return the names of elements, each with those of its attributes."""
    return {(one.tag, name) for one in part.iter() for name in ("", *one.attrib)}


def strings_in(plain: Any) -> Iterable[str]:
    """Yield all texts of plain values."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for entry in plain.values() if isinstance(plain, dict) else plain:
            yield from strings_in(entry)


@with_each_parcel
def test_a_year_handed_over_is_the_year_itself_without_what_is_hidden(tuphe: Run, folder: Path, filled: Filled) -> None:
    result = tuphe("xuat", "2026", "--dang", "toml")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    given = toml.parse(result.out.encode(), "-", Review, notify=silent)
    kept = toml.read(folder / "kiem-diem" / "2026.toml", Review, notify=lambda *_: None)
    assert given.point_table is not None  # the table's own texts, hostile in the table's file
    assert given.but(point_table=None) == kept


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


PROFILE: Final = {
    *("ho-so.ho_ten", "ho-so.ngay_sinh", "ho-so.don_vi", "ho-so.chi_bo", "ho-so.dang_bo", "ho-so.mau"),
    *("ho-so.chuc_vu_dang", "ho-so.chuc_vu_chinh_quyen", "ho-so.chuc_vu_doan_the", "ho-so.noi_viet"),
    "ho-so.mau_don_vi",
}
FORM: Final = {
    *("mau.ten", "mau.tieu_de", "mau.can_cu.van_ban", "mau.chua_xac_nhan", "mau.trang.phong_chu"),
    *("mau.truong.nhan", "mau.phan.ten", "mau.hoi.ten", "mau.ky.chuc_danh"),
}
OF_THE_YEAR: Final = {f"2026.han_che.{key}" for key in ("noi_dung", "nguyen_nhan", "bien_phap")}
"""Places of the shortcomings that stand under the year itself."""
IN_AN_ITEM: Final = {"2026.muc.ghi_chu", "2026.muc.de_lai"}

SCREENS: Final = {
    "xem 2026": {BARE, "tieu-chi.ten", "2026.ghi_chu", *IN_AN_ITEM, *NAMES, *PROMISED, *ANSWERED, *LISTED, *ON_PAPER},
    "so-sanh 2026": {BARE, "2026.muc.han_che.noi_dung", "2026.han_che.noi_dung", *NAMES, *PROMISED},
    "so-sanh 2026 --voi 2024": {BARE, *NAMES},
    "xu-huong": {"tieu-chi.nhom.ten"},
    "danh-sach": {
        *(BARE, "2026.muc.han_che.noi_dung", "2026.han_che.noi_dung", "2026.cam_ket.noi_dung"),
        "tieu-chi.nhom.muc.ten",
    },
    "so-tay 2026": {BARE, "so-tay.so_tay.noi_dung", "tieu-chi.nhom.muc.ten"},
    "ho-so --dat so_trang=9": PROFILE,
    "khoi-phuc 2026 --xem 1": {
        *("ban-cu.muc.ket_qua", "ban-cu.muc.han_che.noi_dung", "ban-cu.cam_ket.noi_dung"),
        *("2026.muc.ket_qua", "2026.muc.han_che.noi_dung", "2026.cam_ket.noi_dung", "tieu-chi.nhom.muc.ten"),
    },
    "tieu-chi danh-sach": {"tieu-chi.ten", "tieu-chi.nguon", "bang-diem.ten", "bang-diem.nguon"},
    "tieu-chi xem rieng": {
        *(BARE, "tieu-chi.ten", "tieu-chi.nguon", *NAMES),
        *(f"tieu-chi.nhom.muc.{key}" for key in ("cau_hoi", "goi_y", "bieu_hien")),
    },
    "tieu-chi xem diem": {
        *("bang-diem.ten", "bang-diem.nguon", "bang-diem.tieu_chi_chung.ten", "bang-diem.ket_qua_nhiem_vu.ten")
    },
    "mau danh-sach": {"mau.ten"},
    "mau xem rieng": FORM,
}
"""Each screen with the places whose texts it shows."""


OTHERS: Final = {
    "soat 2026": 1,  # quotes no more than the beginning of a text
    "khoi-phuc 2026": 0,
    "chot 2026 --van-chot": 0,
    "kiem-diem --tra-loi du-lieu/kiem-diem/2026.toml": 0,
    "tieu-chi kiem-tra du-lieu/tieu-chi/rieng.toml": 0,
    "tieu-chi kiem-tra du-lieu/tieu-chi/diem.toml": 0,
    "mau kiem-tra du-lieu/mau/rieng.toml": 0,
    "so-tay-sua 2026 --hoan-tac": 0,
    "xem 2026 --json": 0,
    "so-sanh 2026 --json": 0,
    "xu-huong --json": 0,
    "soat 2026 --json": 1,
    "danh-sach --json": 0,
    "so-tay 2026 --json": 0,
    "ho-so --json": 0,
    "xuat 2026 -o ra.docx": 4,  # the unit's own file that the profile names is not there
}
"""What else reads the files, with its exit code."""

OF_A_PAPER: Final = {
    "xem 2026": {BARE, "2026.ghi_chu", "2026.cam_ket.noi_dung", *OF_THE_YEAR, *ON_PAPER},
    "so-sanh 2026": {BARE, "2026.han_che.noi_dung", *PROMISED},
    "danh-sach": {BARE, "2026.han_che.noi_dung", "2026.cam_ket.noi_dung"},
    "xu-huong": {"tieu-chi.nhom.ten"},
}
"""The same for a year that was taken from a paper."""

WITH_COLUMNS: Final = ("so-sanh 2026", "xu-huong", "ho-so --dat so_trang=9", "tieu-chi danh-sach", "mau danh-sach")
"""Screens on which texts stand side by side."""

LONG: Final = "ŵ" * 300
"""A word of a letter that tuphe never writes by itself."""


PICTURE: Final = {"svg", "style", "defs", "clipPath", "rect", "circle", "g", "text"}
PICTURE_ATTRIBUTES: Final = {
    *("viewBox", "id", "class", "x", "y", "width", "height", "rx", "cx", "cy", "r", "fill", "stroke", "stroke-width"),
    *("transform", "clip-path", "text-anchor", "textLength"),
}
"""What a picture is made of; nothing in it runs or is fetched."""


with_each_parcel = pytest.mark.parametrize("filled", parcels(1), indirect=True)


@with_each_parcel
@pytest.mark.parametrize(
    ("screen", "places", "on_paper"),
    [*((*shown, False) for shown in SCREENS.items()), *((*shown, True) for shown in OF_A_PAPER.items())],
    ids=lambda given: given if isinstance(given, str) else "of a paper" if given is True else "",
)
def test_a_narrow_screen_shows_every_text_letter_for_letter(
    tuphe: Run, folder: Path, filled: Filled, screen: str, places: set[str], *, on_paper: bool
) -> None:
    if on_paper:
        filled.from_paper().into(folder)

    # There texts stand one below the other, so that each can be read in one piece.
    result = tuphe(*screen.split(), COLUMNS="70")

    assert result.code == 0, result.err
    assert harm_in(result) == []
    assert filled.astray(result.out, places, shaped=squeezed) == []


@with_each_parcel
@pytest.mark.parametrize("command", OTHERS)
def test_whatever_else_is_said_is_letters_and_nothing_else(tuphe: Run, filled: Filled, command: str) -> None:
    result = tuphe(*command.split())

    assert result.code == OTHERS[command], result.err
    assert harm_in(result) == []


@with_each_parcel
@pytest.mark.parametrize("command", ["so-sanh 2026", "xu-huong"])
def test_a_picture_is_drawn_letters_and_nothing_else(tuphe: Run, tmp_path: Path, filled: Filled, command: str) -> None:
    result = tuphe(*command.split(), "--luu-anh", "anh.svg")

    assert result.code == 0, result.err
    elements = list(ET.parse(tmp_path / "anh.svg").getroot().iter())
    values = [value for element in elements for value in element.attrib.values()]
    drawn = squeezed("".join("".join(one.itertext()) for one in elements if one.tag.endswith("}text")))
    assert {one.tag.rpartition("}")[2] for one in elements} <= PICTURE
    assert {name for one in elements for name in one.attrib} <= PICTURE_ATTRIBUTES
    assert [value for value in values if "url" in value and not re.fullmatch(r"url\(#tuphe-[a-z0-9-]+\)", value)] == []
    assert CONTROLS.findall(drawn) == []
    if command == "so-sanh 2026":
        # In the table before it the lines of a long name stand between those of other columns.
        listed = drawn.partition("Hạnchế,khuyếtđiểm")[2]
        assert filled.astray(listed, {BARE, "2026.muc.han_che.noi_dung", *PROMISED}, shaped=squeezed) == []


@pytest.mark.parametrize("columns", ["40", "80", "200"] if ALL else ["80"])
@pytest.mark.parametrize("screen", SCREENS if ALL else WITH_COLUMNS)
def test_a_word_longer_than_the_screen_is_broken_not_cut(tuphe: Run, folder: Path, screen: str, columns: str) -> None:
    Filled(LONG).into(folder)

    result = tuphe(*screen.split(), COLUMNS=columns)

    assert result.code == 0, result.err
    assert divmod(result.out.count(LONG[0]), len(LONG))[1] == 0
    assert max(map(len, result.out.splitlines())) <= int(columns)
