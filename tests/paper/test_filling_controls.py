"""Controls, old forms, protected files, page headers, levels without boxes and points: filled where they wait."""

import io
import zipfile
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as made
from lxml import etree
from msgspec import structs

from paper.test_filling import CONTENTS, filled, known, root_of, shown, words_of
from support.made_up import tried
from support.small_word import control, p, parts_of, r, text_box, word, zipped
from support.templates import (
    BOLD,
    DOTS,
    I_1,
    ITALIC,
    LEADER,
    LEVELS,
    PLAIN,
    TAB,
    VI,
    cell,
    form_field,
    head,
    line,
    old_list,
    symbol,
    table,
    text_field,
)  # fmt: skip
from support.values import ROOT
from tuphe.core.self_rating import Level
from tuphe.errors import BadFile
from tuphe.paper.filling.contents import Contents, Score
from tuphe.paper.filling.template import understood
from tuphe.paper.package import W

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
    beside_none = table(("<w:tc></w:tc>", cell(p(post) + p(r("Vai trò: "), post))))
    lists = beside_none + p(r("Năm "), old_list("2025", "2026")) + p(r("Chức vụ Đảng: "), prefilled)

    written, _ = filled(word(lists + II_1 + line(DOTS)))

    assert shown(written)[:4] == ["Đảng viên", "Vai trò: Đảng viên", "Năm 2026", "Chức vụ Đảng: Bí thư"]


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


LAST = head("VI. Phương hướng, biện pháp khắc phục") + line(DOTS)
IN_ONE_LINE = "Hoàn thành xuất sắc nhiệm vụ / Hoàn thành tốt nhiệm vụ / Hoàn thành nhiệm vụ / Không hoàn thành nhiệm vụ"


def set_off(data: bytes, name: str) -> list[str]:
    """The words that are marked in one way."""
    runs = (run for run in root_of(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}{name}") is not None)
    return ["".join(text.text or "" for text in run.iter(f"{W}t")) for run in runs]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    "body",
    [
        line("Tự xếp loại (khoanh tròn một mức):") + line(IN_ONE_LINE),
        line(f"Tự nhận mức (gạch chân mức phù hợp, không tẩy xoá): {IN_ONE_LINE}"),
        line(f"Đề xuất xếp loại: {IN_ONE_LINE}"),
        line("Đề nghị xếp loại:") + p(r("Hoàn thành xuất", PLAIN), r(" sắc nhiệm vụ; ", PLAIN), r(IN_ONE_LINE[30:])),
        line("Mức xếp loại:") + "".join(line(f"{at}. {one}") for at, one in zip("abcd", LEVELS, strict=True)),
    ],
)
def test_a_level_without_a_box_is_underlined_in_bold_and_the_others_are_as_before(body: str, level: Level) -> None:
    data = word(LAST + body)

    written, report = filled(data, Contents(level=level))

    chosen = LEVELS[list(Level).index(level)]
    assert "".join(set_off(written, "u")) == chosen
    assert "".join(set_off(written, "b")).endswith(chosen)
    assert shown(written) == shown(data)
    assert report.no_place == []
    assert filled(written, Contents(level=level))[0] == written


def test_where_the_file_says_so_the_levels_that_are_not_meant_are_struck_out() -> None:
    data = word(LAST + line("Xếp loại (gạch bỏ mức không chọn):") + line(IN_ONE_LINE))

    written, _ = filled(data)

    assert set_off(written, "strike") == [LEVELS[0], LEVELS[2], LEVELS[3]]
    assert filled(written)[0] == written


BOXES = [f"□ {one}" for one in LEVELS]


@pytest.mark.parametrize(
    "before", ["Chi bộ đề nghị xếp loại:", "Kết quả xếp loại năm trước liền kề:", "Thủ trưởng đánh giá, xếp loại:"]
)
@pytest.mark.parametrize("rated", ["; ".join(BOXES), "; ".join(LEVELS), "........"])
def test_levels_of_others_or_of_an_earlier_year_are_left_and_what_others_are_asked_for_is_not(
    before: str, rated: str
) -> None:
    data = word(LAST + line(f"{before} {rated}") + line("Tự xếp loại:") + "".join(map(line, BOXES)))
    asked = word(LAST + line(f"Đề nghị chi bộ xếp loại: {'; '.join(BOXES)}"))

    written, _ = filled(data)

    assert shown(data)[2] in shown(written)
    assert set_off(written, "u") == []
    assert f"☒ {LEVELS[1]}" in shown(written)
    assert f"☒ {LEVELS[1]}" in shown(filled(asked)[0])[-1]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (line(f"Căn cứ bốn mức ({IN_ONE_LINE}), cá nhân tự đánh giá."), False),
        (line(f"Các mức {IN_ONE_LINE} theo Quy định số 366-QĐ/TW."), False),
        (line("Tự xếp loại (một trong bốn mức: xuất sắc; tốt…): ......"), True),
        (line("Đề nghị xếp loại ........."), True),
        (line("Tự xếp loại:") + line(f"({IN_ONE_LINE})") + line(DOTS), True),
    ],
)
def test_levels_that_are_only_named_are_left_as_they_are_and_dots_behind_take_one_in_words(
    body: str, *, told: bool
) -> None:
    written, report = filled(word(LAST + body))

    assert set_off(written, "u") == []
    assert shown(written)[-1].endswith(LEVELS[1]) is told
    assert ("mức xếp loại" in report.no_place) is not told


SCORES = (
    Score(name="Phẩm chất chính trị, tư tưởng", points="5,5"),
    Score(name="Đạo đức, lối sống; trách nhiệm nêu gương", points="4,5"),
    Score(name="Chất lượng, hiệu quả công việc", points="18"),
)
POINTED = Contents(values=CONTENTS.values, scores=SCORES)


@pytest.mark.parametrize(
    "body",
    [
        line("1.1. Phẩm chất chính trị, tư tưởng: …../6 điểm")
        + line("1.2. Đạo đức, lối sống; trách nhiệm nêu gương: ...../6")
        + line("2.1. Chất lượng, hiệu quả công việc: ...../20 điểm"),
        line("a) Phẩm chất chính trị, tư tưởng (tối đa 6 điểm): ......")
        + line("b) Đạo đức, lối sống, trách nhiệm nêu gương (6 điểm): ......")
        + line("c) Chất lượng, hiệu quả công việc (20đ): ......"),
        table(
            ("TT", "Tiêu chí", "Điểm tối đa", "Cá nhân tự chấm", "Chi bộ chấm"),
            ("1", "Phẩm chất chính trị, tư tưởng", "6", "", ""),
            ("2", "Đạo đức, lối sống; trách nhiệm nêu gương", "6", "....", "...."),
            ("3", "Chất lượng, hiệu quả công việc", "20", "", ""),
        ),
    ],
)  # fmt: skip
def test_points_of_criteria_go_to_their_own_places(body: str) -> None:
    written, report = filled(word(LAST + head("B. Tự đánh giá, xếp loại") + body), POINTED)

    said = "\n".join(shown(written)[2:])
    found = [said.index(score.points) for score in SCORES]
    assert found == sorted(found)
    assert [said.count(score.points) for score in SCORES] == [1, 1, 1]
    assert "điểm của 3 tiêu chí" in report.fields
    assert not any("tiêu chí" in one and "nhóm" not in one for one in report.no_place)
    twice, second = filled(written, POINTED)
    assert twice == written
    assert not any("của" in one for one in second.no_place)


def test_criteria_that_are_met_or_not_get_a_cross_in_the_column_of_either() -> None:
    scores = (
        Score(name="Có uy tín cao", points="2", is_met=True),
        Score(name="Có tư duy đổi mới", points="0", is_met=False),
    )
    heads = ("Tiêu chí", "Đảm bảo", "Không đảm bảo", "Điểm tự chấm")
    body = table(heads, ("1.1. Có uy tín cao.", "", "", ""), ("1.2. Có tư duy đổi mới.", "", "", ""))

    written, _ = filled(word(LAST + body), Contents(scores=scores))

    assert shown(written)[-8:] == ["1.1. Có uy tín cao.", "x", "", "2", "1.2. Có tư duy đổi mới.", "", "x", "0"]


def test_totals_of_a_table_go_each_into_its_own_row_and_criteria_without_a_place_are_named() -> None:
    rows = (
        ("Phẩm chất chính trị, tư tưởng", "6", ""),
        ("Tổng điểm nhóm tiêu chí chung", "30", ""),
        ("Chất lượng, hiệu quả công việc", "20", ""),
        ("Tổng điểm nhóm kết quả thực hiện nhiệm vụ", "70", ""),
        ("Tổng cộng", "100", ""),
    )

    written, _ = filled(word(LAST + table(("Tiêu chí", "Điểm tối đa", "Tự chấm"), *rows)), POINTED)

    assert shown(written)[-13::3] == ["5,5", "26,5", "18", "57", "83,5"]
    assert "điểm từng tiêu chí" in filled(word(LAST), POINTED)[1].no_place


def test_points_go_on_every_line_that_asks_for_them_and_into_the_column_for_points() -> None:
    heads = ("TT", "Tiêu chí", "Đảm bảo (x)", "Không đảm bảo (x)", "Điểm tối đa", "Điểm đạt", "Ghi chú")
    body = (
        table(heads, ("", "Cộng điểm nhóm tiêu chí chung", "", "", "30", "", ""))
        + line("1. Điểm tiêu chí chung:")
        + line("2. Điểm tiêu chí kết quả thực hiện nhiệm vụ:")
        + line("3. Tổng điểm:")
    )

    written, report = filled(word(LAST + body))
    twice, second = filled(written)

    texts = shown(written)
    assert texts[-10:-3] == ["", "Cộng điểm nhóm tiêu chí chung", "", "", "30", "26,5", ""]
    assert texts[-3:] == [
        "1. Điểm tiêu chí chung: 26,5", "2. Điểm tiêu chí kết quả thực hiện nhiệm vụ: 57", "3. Tổng điểm: 83,5",
    ]  # fmt: skip
    assert twice == written
    assert not any("điểm" in one for one in (*report.no_place, *second.no_place))


@pytest.mark.parametrize(
    "text",
    [
        "Tôi tự chấm nhóm tiêu chí chung được @ điểm, nhóm kết quả thực hiện nhiệm vụ được @ điểm, tổng cộng @ điểm.",
        "Điểm tiêu chí chung @ điểm; kết quả thực hiện nhiệm vụ đạt @ điểm; tổng số điểm là @ điểm, xếp loại @",
    ],
)
def test_points_within_a_sentence_go_behind_their_names(text: str) -> None:
    written, report = filled(word(LAST + line(text.replace("@", "......"), BOLD)))

    values = iter(("26,5", "57", "83,5", LEVELS[1]))
    assert shown(written)[-1] == "".join(part if part != "@" else next(values) for part in _parts(text))
    assert not any("điểm" in one for one in report.no_place)


def _parts(text: str) -> list[str]:
    return [one for part in text.split("@") for one in (part, "@")][:-1]


# A file that was filled is filled again: nothing changes, whatever its author combined, and why is said


MADE_BY_OTHERS = sorted((ROOT / "tests" / "data").glob("mau-trong*/*.docx"))
WHOLE = Contents(
    values=CONTENTS.values,
    sections=tuple(
        structs.replace(one, entries=one.entries[:1]) if one.number == "VI" else one for one in CONTENTS.sections
    ),
    level=CONTENTS.level,
    tasks=CONTENTS.tasks,
    scores=SCORES,
)

HEADS = (
    line("Họ và tên: ........ Ngày sinh: ..../..../......"),
    line("Sinh ngày … tháng … năm ……"),
    p(r("Họ và tên:"), TAB, properties=LEADER),
    line("Chức vụ (Đảng, chính quyền, đoàn thể): ________"),
    line("Chức vụ, đơn vị công tác: ........"),
    line("CHI BỘ . . . . . . .") + line("NĂM 20...."),
    p(r("Đơn vị: "), text_field(r("     "))),
    p(r("Đơn vị "), text_field("")),
    p(r("Chức vụ Đảng: "), old_list("Chọn", "Bí thư", "Đảng viên")),
    table(("Chức vụ Đảng", cell(p(control(listed("dropDownList", "Bí thư", "Đảng viên"), r("Chọn")))))),
    p(r("Chi bộ: "), control('<w:tag w:val="chiBo"/><w:showingPlcHdr/>', r("Bấm để nhập"))),
    table(("Họ và tên", ""), ("Ngày sinh:", "......"), ("Chi bộ", "")),
    table(("Họ và tên", "Chi bộ"), ("", "")),
    line("......, ngày ..... tháng ..... năm 20...."),
    line("Ngày vào Đảng: ngày … tháng … năm ……"),
)
ROOMS = (
    "",
    line(DOTS) * 2,
    line(""),
    line("- " + DOTS) * 2,
    line("1. " + DOTS) + line("2. " + DOTS),
    line("(Nêu rõ từng nội dung)", ITALIC) + line(DOTS),
    p(text_field(r("     "))),
    p(control('<w:tag w:val="noiDung"/><w:showingPlcHdr/><w:text/>', r("Bấm để nhập"))),
    table((cell(line("")),)),
    table((cell(p(control('<w:tag w:val="noiDung"/><w:showingPlcHdr/><w:text/>', r("Bấm để nhập")))),)),
    line("Nhận xét của chi uỷ: " + DOTS),
)
RATED = (
    "",
    "".join(line(f"□ {level}") for level in LEVELS),
    p(*(one for level in LEVELS for one in (form_field(), r(f" {level}  ")))),
    "".join(p(symbol("F0A8"), r(f" {level}")) for level in LEVELS),
    table(*((level, "") for level in LEVELS)),
    line("Tự xếp loại: ........"),
    line(f"Tự xếp loại (gạch chân một mức): {IN_ONE_LINE}"),
    line(f"Tự xếp loại (gạch bỏ mức không chọn): {IN_ONE_LINE}"),
    p(r("Tự xếp loại: "), control(listed("dropDownList", *LEVELS), r("Chọn"))),
    p(r("Tự xếp loại: "), old_list(*LEVELS)),
)
POINTS = (
    "",
    line("Tiêu chí chung: ...../30 điểm; kết quả nhiệm vụ: ...../70 điểm; tổng: ...../100 điểm"),
    line("Tôi tự chấm nhóm tiêu chí chung ..... điểm, nhóm kết quả ..... điểm, tổng cộng ..... điểm."),
    table(("Tiêu chí", "Tối đa", "Tự chấm"), ("Nhóm tiêu chí chung", "30", ""), ("Nhóm kết quả", "70", "")),
    line("1. Phẩm chất chính trị, tư tưởng: ...../6 điểm") + line("2. Chất lượng, hiệu quả công việc (20 điểm): ....."),
)
TASKS = ("", table(("TT", "Nội dung nhiệm vụ", "Thời hạn", "Sản phẩm"), ("1", "", "", ""), ("", "", "", "")))


def cells_end_with_paragraphs(data: bytes) -> bool:
    """Whether every cell is one that Word opens."""
    return all(cell[-1].tag == f"{W}p" for cell in root_of(data).iter(f"{W}tc"))


@tried(30)
@given(
    heads=made.lists(made.sampled_from(HEADS), min_size=1, max_size=5),
    rooms=made.lists(made.sampled_from(ROOMS), min_size=4, max_size=4),
    rated=made.sampled_from(RATED),
    points=made.sampled_from(POINTS),
    tasks=made.sampled_from(TASKS),
    behind=made.sampled_from(("", ": " + DOTS, f" (nêu rõ): {DOTS}")),
)
def test_a_second_run_changes_nothing_and_says_why(
    heads: list[str], rooms: list[str], rated: str, points: str, tasks: str, behind: str
) -> None:
    first_titles = ("II. Hạn chế, khuyết điểm và nguyên nhân", f"1. Hạn chế, khuyết điểm{behind}", "2. Nguyên nhân")
    titles = (*first_titles, f"VI. {VI}{behind}")
    parts = (*heads, head("I. Ưu điểm"), head(f"1. {I_1}"), rooms[0], head(titles[0]), head(titles[1]), rooms[1])
    rest = (head(titles[2]), rooms[2], head(titles[3]), rooms[3], head("VII. Tự đánh giá"), points, rated)
    end = (line("NGƯỜI TỰ KIỂM ĐIỂM"), line("PHỤ LỤC"), tasks)

    once, first = filled(word("".join((*parts, *rest, *end))), WHOLE)
    twice, second = filled(once, WHOLE)

    assert twice == once
    assert cells_end_with_paragraphs(once)
    assert (second.filled, second.fields) == ([], [])
    assert set(second.kept) == set(first.filled)


@pytest.mark.parametrize(
    "body",
    [
        table(("Họ và tên", "", "Chức vụ đoàn thể", "")) + head("I. Ưu điểm") + line(DOTS),
        table(("TT", "Nội dung", "Tự đánh giá", "Ghi chú"), ("1", I_1, "", ""), ("2", VI, "", "")),
        table(("TT", "Nội dung", "", "Minh chứng"), ("1", I_1, "", ""), ("2", VI, "", "")),
    ],
)
def test_a_farther_cell_waits_for_something_else(body: str) -> None:
    once, first = filled(word(body), WHOLE)
    twice, _ = filled(once, WHOLE)

    assert first.filled
    assert twice == once


@pytest.mark.parametrize("path", MADE_BY_OTHERS, ids=lambda path: path.stem)
def test_templates_of_others_are_filled_whole_and_once(path: Path) -> None:
    truth = tomli.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    values = {**WHOLE.values, "chuc_vu_doan_the": "Tổ trưởng"}
    whole = Contents(values=values, sections=WHOLE.sections, level=Level.GOOD)

    once, first = filled(path.read_bytes(), whole, truth["mau"])
    twice, second = filled(once, whole, truth["mau"])

    said = "\n".join(shown(once)).upper()
    named = {**values, "chung": "26,5", "nv": "57", "tong": "83,5", "chi_bo": "3"}
    for field in (*truth["truong"], *truth["diem"]):
        assert named[field["khoa"]].upper() in said
    for section in truth["phan"]:
        assert f"Ý THỨ NHẤT CỦA PHẦN {section['khoa']}" in said
    assert first.unknown + first.nothing in ([], ["PL"])
    assert twice == once
    assert cells_end_with_paragraphs(once)
    assert (second.filled, second.fields) == ([], [])
