"""Text files are read line for line; what cannot be read as a paper is refused with a sentence that says what to do."""

import codecs
import re
import resource
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from support.old_letters import in_tcvn3, in_vni
from support.small_word import p, part, parts_of, relationships, word, zipped
from tuphe.errors import BadFile, ExitCode
from tuphe.paper import opening
from tuphe.paper.opening import paragraphs_of
from tuphe.paper.paragraphs import Cell

TEXT = "BẢN KIỂM ĐIỂM\n\nI. Ưu điểm\n- Đạt 95%\n[x] Tốt"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_lines_are_paragraphs_in_every_encoding(data: bytes) -> None:
    found = paragraphs_of(data, "a.txt")

    assert [(one.position, one.text) for one in found] == list(enumerate(TEXT.replace("[x]", "☒").split("\n")))


def test_the_letters_of_an_older_windows_are_read() -> None:
    (found,) = paragraphs_of("Đảng viên được kiểm điểm".encode("cp1258", "ignore"), "a.txt")

    assert found.text.startswith("Đ")


def test_marks_of_markdown_are_look_and_numbers() -> None:
    text = "# Bản kiểm điểm\n**I. Ưu điểm**\n*hướng dẫn*\n- một **hai** a_b\n- [x] Tốt\n1. ba\n\\- bốn \\[số 1\\]"
    found = paragraphs_of(text.encode(), "a.md")

    assert [(one.text, one.number, one.bold, one.italic, one.outline) for one in found] == [
        ("Bản kiểm điểm", "", False, False, 1),
        ("I. Ưu điểm", "", True, False, 0),
        ("hướng dẫn", "", False, True, 0),
        ("một hai a_b", "-", False, False, 0),
        ("☒ Tốt", "-", False, False, 0),
        ("ba", "1.", False, False, 0),
        ("- bốn [số 1]", "", False, False, 0),
    ]


def test_rows_of_a_table_are_cells() -> None:
    found = paragraphs_of(b"+---+---+\n| a | b |\n|---|---|\n| c \\| d | |\n\n| e |", "a.md")

    assert [(one.text, one.cell) for one in found if one.cell] == [
        ("a", Cell(table=0, row=0, column=0)),
        ("b", Cell(table=0, row=0, column=1)),
        ("c | d", Cell(table=0, row=1, column=0)),
        ("", Cell(table=0, row=1, column=1)),
        ("e", Cell(table=1, row=0, column=0)),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b" \n ", "không có chữ nào"),
        (b"\x00\x01\x02a", "không đọc được chữ"),
        (b"a\n" * 5001, "dài hơn nhiều"),
        (in_tcvn3("Kết quả khắc phục những hạn chế, khuyết điểm").encode("cp1252"), "TCVN3"),
        (in_tcvn3("Kết quả khắc phục những hạn chế, khuyết điểm").encode(), "TCVN3"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        paragraphs_of(data, "a.txt")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SENTENCE = "Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ kiểm điểm trước."
WHOLE = word(p(SENTENCE) * 20)


def _with(**changed: str | bytes) -> bytes:
    """A whole file but for some parts."""
    return zipped(parts_of(p(SENTENCE)) | {f"word/{name}.xml": content for name, content in changed.items()})


def _declaring(doctype: str, text: str = "&a;") -> bytes:
    return _with(document=part("document", p(text)).replace("<w:document", f"{doctype}<w:document", 1))


def _encrypted() -> bytes:
    """A file whose every part is marked as locked, in the table of contents."""
    return re.sub(b"(PK\x01\x02.{4})(.)", lambda entry: entry[1] + bytes([entry[2][0] | 1]), WHOLE, flags=re.DOTALL)


BOMB = '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{at} "' + f"&a{at - 1};" * 10 + '">' for at in range(1, 12)
)

UTF_16 = part("document", p("x")).replace("<w:d", "<!DOCTYPE x []><w:d", 1).replace("UTF-8", "UTF-16").encode("utf-16")

REFUSED = {
    "empty": (b"", "rỗng"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), r"kiểu cũ \(\.doc\).*Lưu thành"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "locked zip": (_encrypted(), "mật khẩu"),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), "không phải tệp Word"),
    "PDF": (b"%PDF-1.7\n...", "PDF"),
    "RTF": (rb"{\rtf1 abc}", "RTF"),
    "web page": (b"\xef\xbb\xbf<html><body>", "HTML"),
    "photograph": (b"\xff\xd8\xff\xe0....", "ảnh"),
    "words": (b"chi la chu", "không phải tệp Word"),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "odt"),
    "some zip": (zipped({"a.txt": "a"}), "không phải tệp Word"),
    "empty zip": (zipped({}), "không phải tệp Word"),
    "spreadsheet": (
        zipped({"_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}), "xl/workbook.xml": "<workbook/>"}),
        "không phải tệp Word",
    ),
    "cut": (WHOLE[: len(WHOLE) // 2], "hỏng"),
    "without its text": (zipped({"_rels/.rels": relationships({"officeDocument": "word/document.xml"})}), "hỏng"),
    "outside of the file": (zipped({"_rels/.rels": relationships({"officeDocument": "../../../etc/passwd"})}), "hỏng"),
    "no XML": (_with(document="chữ"), "hỏng"),
    "no words": (word(p("")), "không có chữ"),
    "scan": (zipped(parts_of(p("Trang 1")) | {"word/media/image1.jpeg": b"\xff\xd8\xff"}), "bản quét"),
    "TCVN3": (word(p(in_tcvn3(SENTENCE))), "TCVN3.*UniKey"),
    "VNI": (word(p(in_vni(SENTENCE))), "VNI.*UniKey"),
    "bomb": (_declaring(f"{BOMB}]>", "&a11;"), "DTD"),
    "outer entity": (_declaring('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "DTD"),
    "outer declaration": (_declaring('<!DOCTYPE x SYSTEM "https://example.vn/x.dtd">', "x"), "DTD"),
    "declared in UTF-16": (_with(document=UTF_16), "DTD"),
    "nested": (word("<w:tbl><w:tr><w:tc>" * 10_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 10_000), "hỏng"),
    "many parts": (zipped({f"{at}": "" for at in range(6000)} | parts_of(p("x"))), "quá nhiều"),
    "many elements": (word("<w:p/>" * 500_000), "quá nhiều"),
    "many attributes": (word("<w:p " + " ".join(f'a{at}=""' for at in range(500_000)) + "/>"), "quá nhiều"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_paper_is_refused(name: str) -> None:
    data, said = REFUSED[name]

    with pytest.raises(BadFile, match=f"(?s)^Tệp bản-cũ.docx: .*(?:{said}).*\\.$") as refused:
        opening.paragraphs_of(data, "bản-cũ.docx")

    assert refused.value.exit_code == ExitCode.BAD_FILE
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("name", ["bản.docx", "bản.doc", "bản.txt", "bản"])
def test_a_file_is_what_its_bytes_are_whatever_its_name(name: str) -> None:
    assert opening.paragraphs_of(WHOLE, name)[0].text == SENTENCE
    for kind in ("old Word", "PDF", "locked"):
        with pytest.raises(BadFile, match=REFUSED[kind][1]):
            opening.paragraphs_of(REFUSED[kind][0], name)


def test_what_unpacks_to_150_megabytes_is_refused_before_it_is_unpacked_whatever_size_it_says() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts_of(p("a" * 150_000_000)).items():
            package.writestr(name, content)
        size = package.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    true = packed.getvalue()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for data in (true, true.replace(size, (1000).to_bytes(4, "little"))):
        begun = time.process_time()
        with pytest.raises(BadFile, match=r"quá nhiều|hỏng"):
            opening.paragraphs_of(data, "bản.docx")
        assert time.process_time() - begun < 1

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bản.docx"
    with path.open("wb") as file:
        file.truncate(opening.FILE_LIMIT + 1)

    with pytest.raises(BadFile, match="lớn hơn 32 MB"):
        opening.read_paper(path)


def test_a_part_outside_of_the_file_is_not_opened_and_the_strict_kind_of_word_file_is_read_too() -> None:
    outer = relationships({"styles": "file:///etc/passwd"}).replace("/>", ' TargetMode="External"/>')
    parts = parts_of(p(SENTENCE), styles="") | {"word/_rels/document.xml.rels": outer}
    usual, ours = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    strict = {
        name: str(text)
        .replace(f"{usual}wordprocessingml/2006/main", f"{ours}wordprocessingml/main")
        .replace(f"{usual}officeDocument/2006/", f"{ours}officeDocument/")
        for name, text in parts_of(p(SENTENCE)).items()
    }

    for kind in (parts, strict):
        assert [one.text for one in opening.paragraphs_of(zipped(kind), "bản.docx")] == [SENTENCE]
