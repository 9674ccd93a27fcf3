"""Page headers and footers, and what stands in text boxes there, are filled where they wait; else they stay."""

import io
import zipfile

import pytest
from lxml import etree

from paper.test_filling import filled, known, shown, words_of
from support.small_word import p, r, text_box, word
from support.templates import DOTS, I_1, cell, control, head, line, table
from tuphe.errors import BadFile
from tuphe.paper.package import W
from tuphe.paper.template import understood

BODY = head("I. Ưu điểm, kết quả đạt được") + head(f"1. {I_1}") + line(DOTS)


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(f"word/{name}.xml")


def lines_of(data: bytes, name: str) -> list[str]:
    """What the paragraphs of a page header or footer say."""
    return [words_of(one) for one in etree.fromstring(part_of(data, name)).iter(f"{W}p")]


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (p(r("Họ và tên: ..............  Chi bộ: ........")), ["Họ và tên: Lê Thị Hoà Chi bộ: 3"]),
        (p(r("Kiểm điểm năm 20....")), ["Kiểm điểm năm 2026"]),
        (p(r("Đơn vị: "), control("donVi", "Đơn vị", "Nhập đơn vị")), ["Đơn vị: Trường THCS Mẫu"]),
        (table(("Họ và tên", cell("")), borders=False), ["Họ và tên", "Lê Thị Hoà"]),
        (p(text_box(p(r("Họ tên: ..........")))), ["Họ tên: Lê Thị Hoà" * 2, *["Họ tên: Lê Thị Hoà"] * 2]),
    ],
)
@pytest.mark.parametrize("kind", ["header", "footer"])
def test_a_field_in_a_page_header_or_footer_is_filled(inner: str, said: list[str], kind: str) -> None:
    data = word(BODY, **{kind: inner})

    written, report = filled(data)

    assert [" ".join(one.split()) for one in lines_of(written, kind)] == said
    assert report.fields
    assert filled(written)[0] == written


def test_a_page_header_in_which_nothing_waits_keeps_its_bytes_and_unknown_dots_are_named() -> None:
    data = word(BODY, header=p(r("Mẫu 2B – Chi bộ 3 – Trang 1")), footer=p(r("Họ và tên: ..........")))

    written, _ = filled(data)
    _, unknown = filled(word(BODY, header=p(r("Số hồ sơ lưu: ......"))))

    assert part_of(written, "header") == part_of(data, "header")
    assert shown(written)[2] == "- Ý thứ nhất của phần I.1."
    assert unknown.left == ("Số hồ sơ lưu: …",)


def test_a_field_that_stands_in_the_page_header_alone_is_shown_and_no_other_file_becomes_a_review_by_it() -> None:
    header = p(r("Họ và tên: .........."))
    labels = [field.label for field in understood(word(BODY, header=header), known(), None).fields]

    assert labels == ["Họ và tên"]
    with pytest.raises(BadFile):
        understood(word(line("Giấy mời họp"), header=header), known(), None)
