"""Controls, old forms, protected files, page headers and footers: filled where they wait, else what they were."""

import io
import zipfile

import pytest
from lxml import etree

from paper.test_filling import CONTENTS, filled, known, root_of, shown, words_of
from support.small_word import control, p, parts_of, r, text_box, word, zipped
from support.templates import DOTS, I_1, LEVELS, PLAIN, cell, head, line, old_list, table, text_field
from tuphe.core.self_rating import Level
from tuphe.errors import BadFile
from tuphe.paper.contents import Contents
from tuphe.paper.package import W
from tuphe.paper.template import understood

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
II_1 = head("II. Hạn chế, khuyết điểm và nguyên nhân") + head("1. Hạn chế, khuyết điểm")
ONE, TWO = "- Ý thứ nhất của phần II.1.", "- Ý thứ hai của phần II.1."


def listed(kind: str, *entries: str) -> str:
    """The properties of a list."""
    items = "".join(f'<w:listItem w:displayText="{one}" w:value="v{at}"/>' for at, one in enumerate(entries))
    return f"<w:showingPlcHdr/><w:{kind}>{items}</w:{kind}>"


def has(data: bytes, name: str) -> int:
    """How many elements of a name the text has."""
    return len(list(root_of(data).iter(name)))


@pytest.mark.parametrize("binding", ["<w:dataBinding ", f'<w15:dataBinding xmlns:w15="{W15}" '])
def test_what_is_bound_to_data_elsewhere_says_what_was_written_and_is_bound_no_more(binding: str) -> None:
    bound = f'<w:tag w:val="hoTen"/>{binding}w:xpath="/a/b" w:storeItemID="{{1}}"/>'
    body = p(r("Họ và tên: "), control(f"<w:showingPlcHdr/>{bound}", r("Nhập họ tên")))
    level = control(f'{bound}<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', r("☐"))

    written, _ = filled(word(body + p(level, r(f" {LEVELS[1]}")) + "".join(line(f"□ {one}") for one in LEVELS[2:])))

    assert shown(written)[:2] == ["Họ và tên: Lê Thị Hoà", f"☒ {LEVELS[1]}"]
    assert has(written, f"{W}dataBinding") + has(written, f"{{{W15}}}dataBinding") == 0


@pytest.mark.parametrize("lock", ["", "sdtLocked", "contentLocked", "sdtContentLocked"])
def test_a_control_is_filled_around_all_paragraphs_that_come_in_its_place_and_stays_locked(lock: str) -> None:
    locked = f'<w:lock w:val="{lock}"/>' if lock else ""
    name = control(f'{locked}<w:tag w:val="hoTen"/><w:showingPlcHdr/>', r("Nhập"))
    section = p(control(f'{locked}<w:tag w:val="II_1"/><w:showingPlcHdr/><w:text/>', r("Nhập")))

    written, _ = filled(word(p(r("Họ và tên: "), name) + II_1 + section + head("III. Kết quả khắc phục hạn chế")))

    first, second = root_of(written).iter(f"{W}sdt")
    assert words_of(first) == "Lê Thị Hoà"
    assert [words_of(one) for one in second.iter(f"{W}p")] == [ONE, TWO]
    assert has(written, f"{W}lock") == (2 if lock else 0)
    assert filled(written)[0] == written


@pytest.mark.parametrize("kind", ["dropDownList", "comboBox"])
def test_the_level_is_chosen_in_a_list(kind: str) -> None:
    body = p(r("Tự xếp loại: "), control(listed(kind, "Chọn mức", *LEVELS), r("Chọn một mục")))

    written, report = filled(word(II_1 + line(DOTS) + body))

    assert shown(written)[-1] == f"Tự xếp loại: {LEVELS[1]}"
    assert [one.get(f"{W}lastValue") for one in root_of(written).iter(f"{W}{kind}")] == ["v2"]
    assert "mức xếp loại" not in report.no_place
    assert filled(written)[0] == written


@pytest.mark.parametrize("level", Level)
def test_the_level_is_chosen_in_a_list_of_an_old_form(level: Level) -> None:
    body = p(r("Tự xếp loại: "), old_list("", *LEVELS))

    written, report = filled(word(II_1 + line(DOTS) + body), Contents(level=level))

    results = [one.get(f"{W}val") for one in root_of(written).iter(f"{W}result")]
    assert results == [str(list(Level).index(level) + 1)]
    assert report.no_place == []
    assert filled(written, Contents(level=level))[0] == written


@pytest.mark.parametrize("waiting", ['<w:tag w:val="ngaySinh"/><w:showingPlcHdr/>', "<w:showingPlcHdr/>", ""])
def test_a_control_for_a_day_knows_the_day_that_it_shows(waiting: str) -> None:
    day = f'{waiting}<w:date><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'

    written, _ = filled(word(p(r("Ngày sinh: "), control(day, r("Chọn ngày"))) + II_1 + line(DOTS)))

    assert shown(written)[0] == "Ngày sinh: 02/9/1985"
    assert [one.get(f"{W}fullDate") for one in root_of(written).iter(f"{W}date")] == ["1985-09-02T00:00:00Z"]


@pytest.mark.parametrize("more", [(), (p(text_field(r("     "))),)])
def test_a_field_of_an_old_form_is_around_the_text_of_its_section(more: tuple[str, ...]) -> None:
    body = II_1 + p(text_field(r("\u2002" * 5, PLAIN))) + "".join(more) + head("III. Kết quả khắc phục hạn chế")

    written, _ = filled(word(body))

    root = root_of(written)
    marks = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    texts = [one.text or one.get(f"{W}fldCharType") for one in root.iter(f"{W}t", f"{W}fldChar")]
    at = texts.index(ONE)
    assert texts[at - 1 : at + 3] == ["separate", ONE, TWO, "end"]
    assert filled(written)[0] == written


def test_a_protected_file_is_filled_stays_protected_and_that_is_said() -> None:
    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    parts = parts_of(p(r("Họ và tên: "), text_field(r("     "))) + II_1 + line(DOTS), settings=protection)

    written, report = filled(zipped(parts))

    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.read("word/settings.xml") == str(parts["word/settings.xml"]).encode()
    assert report.protected
    assert shown(written)[0] == "Họ và tên: Lê Thị Hoà"
    assert not filled(word(line("Họ và tên: ......")))[1].protected


def test_a_repeating_section_has_an_item_for_each_task() -> None:
    heads = "".join(f"<w:tc><w:p>{r(one)}</w:p></w:tc>" for one in ("TT", "Nội dung nhiệm vụ", "Sản phẩm"))
    row = f"<w:tr>{'<w:tc><w:p/></w:tc>' * 3}</w:tr>"
    item = control(f'<w:id w:val="7"/><w15:repeatingSectionItem xmlns:w15="{W15}"/>', row)
    around = control(f'<w:id w:val="6"/><w15:repeatingSection xmlns:w15="{W15}"/>', item)
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{heads}</w:tr>{around}</w:tbl>"

    written, _ = filled(word(II_1 + line(DOTS) + line("PHỤ LỤC") + table))

    items = list(root_of(written).iter(f"{{{W15}}}repeatingSectionItem"))
    assert len(items) == len(CONTENTS.tasks)
    assert [text for text in shown(written) if text.startswith("Việc")] == ["Việc 1", "Việc 2", "Việc 3", "Việc 4"]
    numbers = [one.get(f"{W}val") for one in root_of(written).iter(f"{W}id")]
    assert len(numbers) == len(set(numbers))


def test_what_a_field_of_an_old_form_shows_nothing_in_is_written_within_it() -> None:
    written, _ = filled(word(p(r("Họ và tên "), text_field("")) + II_1 + line(DOTS)))

    field = [
        one.get(f"{W}fldCharType") or one.text
        for one in next(root_of(written).iter(f"{W}p")).iter()
        if one.tag in (f"{W}fldChar", f"{W}t")
    ]

    assert field == ["Họ và tên ", "begin", "separate", "Lê Thị Hoà", "end"]
    assert filled(written)[0] == written


POSTS = ("Chọn chức vụ", "Bí thư", "Đảng viên")


@pytest.mark.parametrize(
    "chosen_from",
    [
        old_list(*POSTS),
        control(listed("dropDownList", *POSTS), r("Chọn một mục")),
        control(listed("dropDownList", *POSTS).replace("<w:showingPlcHdr/>", ""), r("Chọn chức vụ")),
        control(listed("comboBox", *POSTS), r("Chọn một mục")),
    ],
)
@pytest.mark.parametrize("in_table", [False, True])
def test_a_field_of_the_head_is_chosen_in_its_list(chosen_from: str, *, in_table: bool) -> None:
    labelled = table(("Chức vụ Đảng", cell(p(chosen_from)))) if in_table else p(r("Chức vụ Đảng: "), chosen_from)

    written, report = filled(word(labelled + II_1 + line(DOTS)))

    assert " ".join(shown(written)[: 1 + in_table]).replace(":", "") == "Chức vụ Đảng Đảng viên"
    assert report.fields == ["Chức vụ Đảng"]
    assert filled(written)[0] == written


def test_a_list_is_known_by_its_own_name_the_year_is_chosen_too_and_nothing_anew() -> None:
    post = control(f'<w:tag w:val="chucVuDang"/>{listed("dropDownList", *POSTS)}', r("Chọn một mục"))
    prefilled = control(listed("dropDownList", *POSTS).replace("<w:showingPlcHdr/>", ""), r("Bí thư"))
    lists = p(r("Vai trò: "), post) + p(r("Năm "), old_list("2025", "2026")) + p(r("Chức vụ Đảng: "), prefilled)

    written, _ = filled(word(lists + II_1 + line(DOTS)))

    assert shown(written)[:3] == ["Vai trò: Đảng viên", "Năm 2026", "Chức vụ Đảng: Bí thư"]


@pytest.mark.parametrize("kind", ["dropDownList", "ddList"])
def test_a_list_without_what_the_person_is_stays_as_it_was_and_is_named(kind: str) -> None:
    entries = ("Bí thư", "Phó Bí thư")
    chosen_from = old_list(*entries) if kind == "ddList" else control(listed(kind, *entries), r("Chọn một mục"))
    data = word(p(r("Chức vụ Đảng: "), chosen_from) + II_1 + line(DOTS))

    written, report = filled(data)

    assert shown(written)[0] == shown(data)[0]
    assert "Chức vụ Đảng (không có trong danh sách chọn)" in report.no_place


WAITING = p(control('<w:tag w:val="II_1"/><w:showingPlcHdr/><w:text/>', r("Bấm để nhập")))
"""A paragraph that is a control for the text of a section."""


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([("1. Hạn chế, khuyết điểm", f"<w:tc><w:tcPr/>{WAITING}</w:tc>"), ("2. Nguyên nhân", "")], True),
        ([(f"<w:tc><w:tcPr/>{head('1. Hạn chế, khuyết điểm')}{WAITING}</w:tc>",)], False),
        ([(f"<w:tc><w:tcPr/>{head('1. Hạn chế, khuyết điểm')}{WAITING}{head('2. Nguyên nhân')}</w:tc>",)], True),
    ],
)
def test_a_cell_ends_with_a_paragraph_and_keeps_its_control_where_one_can_be(
    rows: list[tuple[str, ...]], *, kept: bool
) -> None:
    written, _ = filled(word(head("II. Hạn chế, khuyết điểm và nguyên nhân") + table(*rows)))

    assert all(one[-1].tag == f"{W}p" for one in root_of(written).iter(f"{W}tc"))
    assert [one for one in shown(written) if "phần II.1" in one] == [ONE, TWO]
    around = [[words_of(inner) for inner in one.iter(f"{W}p")] for one in root_of(written).iter(f"{W}sdt")]
    assert around == ([[ONE, TWO]] if kept else [])
    assert filled(written)[0] == written


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
        (
            p(
                r("Đơn vị: "),
                control('<w:alias w:val="Đơn vị"/><w:tag w:val="donVi"/><w:showingPlcHdr/>', r("Nhập đơn vị")),
            ),
            ["Đơn vị: Trường THCS Mẫu"],
        ),
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
    assert unknown.left == ["Số hồ sơ lưu: …"]


def test_a_field_that_stands_in_the_page_header_alone_is_shown_and_no_other_file_becomes_a_review_by_it() -> None:
    header = p(r("Họ và tên: .........."))
    labels = [field.label for field in understood(word(BODY, header=header), known(), None).fields]

    assert labels == ["Họ và tên"]
    with pytest.raises(BadFile):
        understood(word(line("Giấy mời họp"), header=header), known(), None)
