"""A unit's own file is filled where it waits, in its own look, and stays what it was everywhere else.

After a wanted change: VIET_LAI=1 python -m pytest tests/paper/test_filling.py, then read the difference line by line.
"""

import io
import re
import zipfile
from difflib import SequenceMatcher
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as made
from lxml import etree
from msgspec import structs

from support.documents import assert_as_read
from support.made_up import tried
from support.small_word import p, parts_of, r, word, zipped
from support.templates import (
    BOLD,
    DOTS,
    I_1,
    ITALIC,
    LEADER,
    LEVELS,
    PLAIN,
    TEMPLATES,
    cell,
    control,
    form_field,
    head,
    line,
    symbol,
    table,
    template,
    text_field,
)  # fmt: skip
from support.values import silent, the_forms
from tuphe.core.paper_words import Knowledge
from tuphe.core.review import Rating
from tuphe.core.self_rating import Level
from tuphe.errors import BadFile
from tuphe.paper.filling.contents import Contents, Entry, SectionContents
from tuphe.paper.filling.whole_file import Report, fill
from tuphe.paper.package import W
from tuphe.paper.word import paragraphs_of
from tuphe.storage.papers import knowledge

NUMBERS = ("I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "II.1", "II.2", "III", "IV", "V", "VI")
CONTENTS = Contents(
    values={
        "ho_ten": "Lê Thị Hoà", "ngay_sinh": "02/9/1985", "don_vi": "Trường THCS Mẫu", "chi_bo": "Chi bộ 3",
        "dang_bo": "Xã Mẫu", "chuc_vu_dang": "Đảng viên", "chuc_vu_chinh_quyen": "Giáo viên", "noi_viet": "Xã Mẫu",
        "nam": "2026", "tieu_chi_chung": "26,5", "ket_qua_nhiem_vu": "57", "tong_diem": "83,5",
    },
    sections=tuple(
        SectionContents(
            number=number,
            heading="",
            entries=(Entry(f"Ý thứ nhất của phần {number}.", "-"), Entry(f"Ý thứ hai của phần {number}.", "-")),
            rating=Rating.GOOD if number in ("I.1", "I.2", "III") else None,
        )
        for number in NUMBERS
    ),
    level=Level.GOOD,
    tasks=tuple({"tt": str(at), "noi_dung": f"Việc {at}", "san_pham": f"Sản phẩm {at}"} for at in range(1, 5)),
)  # fmt: skip


@cache
def known() -> Knowledge:
    return knowledge(the_forms(), notify=silent)


UNDERLINED = '<w:u w:val="single"/>'
TWO_LEADERS = '<w:r><w:t>Họ và tên:</w:t><w:tab/><w:t xml:space="preserve"> Ngày sinh:</w:t><w:tab/></w:r>'
"""One run with two labels, each before a tab."""


def filled(data: bytes, contents: Contents = CONTENTS, form: str = "2B-2025") -> tuple[bytes, Report]:
    return fill(data, contents, known(), next((one for one in the_forms() if one.id.startswith(form)), None))


def shown(data: bytes) -> list[str]:
    return [paragraph.shown for paragraph in paragraphs_of(data)]


def root_of(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def words_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def paragraphs(data: bytes) -> list[bytes]:
    return [etree.tostring(one, method="c14n", exclusive=True) for one in root_of(data).iter(f"{W}p")]


def of_form(name: str) -> Contents:
    """The same for a form: a pledge has no points, no level and sections of its own."""
    if name != "cam-ket":
        return CONTENTS
    sections = tuple(
        SectionContents(number=number, heading="", entries=(Entry(f"Cam kết {number}.", "-"),))
        for number in ("I", "II", "III", "IV", "V", "VI")
    )
    return Contents(values={"ho_ten": "Lê Thị Hoà", "chi_bo": "Chi bộ 3"}, sections=sections)


# Whole templates


@pytest.mark.parametrize(("mine", "theirs"), [("2A-2025", "2B-2025"), ("2B-2025", "2A-2025"), ("2C-2025", "02B-2023")])
def test_a_file_of_another_form_is_filled_by_the_names_of_its_sections(mine: str, theirs: str) -> None:
    forms = {one.id: one for one in the_forms()}
    asked = [one.heading for one in forms[theirs].sections if one.number.removeprefix("A.") in NUMBERS]
    own = {one.heading: one.number.removeprefix("A.") for one in forms[mine].sections}
    contents = structs.replace(CONTENTS, sections=[one for one in CONTENTS.sections if one.number in own.values()])

    blank = word("".join(head(f"{at}. {one}") + line(DOTS) for at, one in enumerate(asked, 1)))
    data, report = filled(blank, contents, mine)

    texts = shown(data)
    below = {one: texts[texts.index(f"{at}. {one}") + 1] for at, one in enumerate(asked, 1)}
    named = {one: f"- Ý thứ nhất của phần {own[one]}." for one in asked if one in own}
    assert {one: below[one] for one in named} == named
    assert {below[one] for one in asked if one not in own and "lãnh đạo" in one} <= {DOTS}
    assert report.of_another_form


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_filled_as_it_was_read_and_changes_no_more(name: str) -> None:
    form = TEMPLATES[name][0]

    once, first = filled(template(name), of_form(name), form)
    twice, second = filled(once, of_form(name), form)

    lists = {key: value for key, value in structs.asdict(first).items() if isinstance(value, list)}
    told = [f"{key}: {', '.join(names)}" for key, names in lists.items()]
    assert_as_read(f"vao-{name}.txt", "\n".join([*shown(once), "", *told, ""]))
    assert twice == once
    assert (second.filled, second.fields) == ([], [])
    assert set(second.kept) == set(first.filled)


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_does_not_wait_is_the_same_as_before_letter_for_letter(name: str) -> None:
    data = template(name)
    written, _ = filled(data, of_form(name), TEMPLATES[name][0])

    before, after = paragraphs(data), paragraphs(written)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept = {block.a + at for block in blocks for at in range(block.size)}
    texts = [words_of(one) for one in root_of(data).iter(f"{W}p")]

    changed = [texts[at] for at in range(len(before)) if at not in kept]
    waits = r"[.…_]{2}|:\s*$|^\s*$|\s{6}|□|nhiệm vụ|Click or tap"  # a field form or a symbol has no letter
    assert [text for text in changed if not re.search(waits, text)] == []


def test_every_other_part_of_the_file_has_the_bytes_that_it_had() -> None:
    parts = parts_of(line("Họ và tên: ........") + head(f"I. {I_1}") + line(DOTS), styles="", numbering="")
    parts |= {"word/media/image1.png": bytes(range(256)) * 40, "docProps/thumbnail.jpeg": b"\xff\xd8anh"}

    written, _ = filled(zipped(parts))

    with zipfile.ZipFile(io.BytesIO(written)) as package:
        after = {name: package.read(name) for name in package.namelist()}
    before = {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}
    assert list(after) == list(before)
    assert {name for name in before if after[name] != before[name]} == {"word/document.xml"}


def test_a_template_of_word_becomes_a_document_and_a_file_with_macros_is_refused() -> None:
    parts = parts_of(line("Họ và tên: ........"))
    kinds = str(parts["[Content_Types].xml"])
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"

    def of_kind(kind: str) -> bytes:
        return zipped({**parts, "[Content_Types].xml": kinds.replace(usual, kind)})

    written, _ = filled(of_kind(usual.replace("document.main", "template.main")))

    with zipfile.ZipFile(io.BytesIO(written)) as package:
        assert package.read("[Content_Types].xml").decode() == kinds
    with pytest.raises(BadFile, match="macro"):
        filled(of_kind("application/vnd.ms-word.document.macroEnabled.main"))


# Fields


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (line("Họ và tên: ..............."), "Họ và tên: Lê Thị Hoà"),
        (line("Họ và tên:___________"), "Họ và tên: Lê Thị Hoà"),
        (line("Họ và tên: …….…….. Ngày sinh: …./…./……"), "Họ và tên: Lê Thị Hoà    Ngày sinh: 02/9/1985"),
        (line("- Họ và tên:          Sinh ngày:        "), "- Họ và tên: Lê Thị Hoà    Sinh ngày: 02/9/1985"),
        (p(r("Họ và tên:", BOLD), "<w:r><w:tab/></w:r>"), "Họ và tên: Lê Thị Hoà"),
        (p(r("Họ và t"), r("ên: ..."), r("....."), r("..")), "Họ và tên: Lê Thị Hoà"),
        (p(r("Họ và tên: "), control("x", "", "Bấm để nhập họ tên")), "Họ và tên: Lê Thị Hoà"),
        (p(control("hoTen", "Họ và tên", "Click or tap here to enter text.")), "Lê Thị Hoà"),
        (line("Chức vụ, đơn vị công tác: ....."), "Chức vụ, đơn vị công tác: Giáo viên, Trường THCS Mẫu"),
        (p(r("Năm kiểm điểm: "), control("nam", "", "Chọn năm")), "Năm kiểm điểm: 2026"),
        (line("CHI BỘ ............"), "CHI BỘ 3"),
        (line("CHI BỘ . . . . . . ."), "CHI BỘ 3"),
        (line("Chi bộ: _ _ _ _ _"), "Chi bộ: 3"),
        (line("Chi bộ: …. …. …."), "Chi bộ: 3"),
        (line("Chi bộ: ·········"), "Chi bộ: 3"),
        (line("Chi bộ: ---------"), "Chi bộ: 3"),
        (line("Chi bộ: - - - - - -"), "Chi bộ: 3"),
        (line("NĂM . . . . . ."), "NĂM 2026"),
        (line("ĐẢNG BỘ PHƯỜNG ........"), "ĐẢNG BỘ PHƯỜNG ........"),
        (p(r("NĂM "), r("\u00a0" * 9, UNDERLINED)), "NĂM 2026"),
        (p(r("Sinh hoạt tại chi bộ"), r(" " * 9, UNDERLINED)), "Sinh hoạt tại chi bộ 3"),
        (line("Đơn vị, chi bộ: ......"), "Đơn vị, chi bộ: Trường THCS Mẫu, Chi bộ 3"),
        (line("Chi bộ, đảng bộ: ......"), "Chi bộ, đảng bộ: Chi bộ 3, Xã Mẫu"),
        (line("Họ tên, ngày sinh: ......"), "Họ tên, ngày sinh: Lê Thị Hoà, 02/9/1985"),
        (line("Chi bộ ....., Đảng bộ ....."), "Chi bộ 3, Đảng bộ Xã Mẫu"),
        (line("Chi bộ, Đảng bộ đang sinh hoạt: ....."), "Chi bộ, Đảng bộ đang sinh hoạt: Chi bộ 3, Xã Mẫu"),
        (line("ĐẢNG BỘ XÃ ........"), "ĐẢNG BỘ XÃ MẪU"),
        (line("CHI BỘ THÔN ........"), "CHI BỘ THÔN 3"),
        (line("Đơn vị công tác (nơi cư trú): ____"), "Đơn vị công tác (nơi cư trú): Trường THCS Mẫu"),
        (line("Năm sinh: ........"), "Năm sinh: 1985"),
        (
            line("Chức vụ (Đảng, chính quyền, đoàn thể): ....."),
            "Chức vụ (Đảng, chính quyền, đoàn thể): Đảng viên, Giáo viên",
        ),
        (
            line("Chức vụ Đảng, chính quyền, đoàn thể: ....."),
            "Chức vụ Đảng, chính quyền, đoàn thể: Đảng viên, Giáo viên",
        ),
        (line("Chức vụ (chính quyền, đoàn thể): ....."), "Chức vụ (chính quyền, đoàn thể): Giáo viên"),
        (line("Chức vụ: Đảng ...... Chính quyền ......"), "Chức vụ: Đảng Đảng viên    Chính quyền Giáo viên"),
        (line("Họ và tên, chức vụ: ....."), "Họ và tên, chức vụ: Lê Thị Hoà, Giáo viên"),
        (line("Chức vụ - Đơn vị công tác: ....."), "Chức vụ - Đơn vị công tác: Giáo viên, Trường THCS Mẫu"),
        (line("Sinh ngày … tháng … năm …"), "Sinh ngày 02 tháng 9 năm 1985"),
        (line("Ngày sinh: ngày ..... tháng ..... năm 19....."), "Ngày sinh: ngày 02 tháng 9 năm 1985"),
        (line("Ngày, tháng, năm sinh: … / … / ……"), "Ngày, tháng, năm sinh: 02/9/1985"),
        (line("Ngày vào Đảng: ngày … tháng … năm ……"), "Ngày vào Đảng: ngày … tháng … năm ……"),
        (line("Ngày … tháng … năm ……"), "Ngày … tháng … năm 2026"),
        (line("Chi bộ ......, ngày … tháng … năm 20…"), "Chi bộ 3, ngày … tháng … năm 2026"),
        (p(TWO_LEADERS), "Họ và tên: Lê Thị Hoà\t Ngày sinh: 02/9/1985"),
        (p(r("Họ và tên: "), text_field(r("\u2002") * 5)), "Họ và tên: Lê Thị Hoà"),
        (p(r("Họ và tên: "), text_field(r("(ghi rõ)"), "(ghi rõ)")), "Họ và tên: Lê Thị Hoà"),
        (p(r("Họ và tên: "), text_field(r("Lê Hoà"), "(ghi rõ)")), "Họ và tên: Lê Hoà"),
        (
            p(r("ĐẢNG BỘ "), text_field(r("     ")), "<w:r><w:tab/><w:tab/><w:t>ĐẢNG CỘNG SẢN</w:t></w:r>"),
            "ĐẢNG BỘ XÃ MẪU\t\tĐẢNG CỘNG SẢN",
        ),
        (line("ĐẢNG BỘ ............"), "ĐẢNG BỘ XÃ MẪU"),
        (line("Sinh hoạt tại chi bộ: ............"), "Sinh hoạt tại chi bộ: 3"),
        (line("NĂM 20...."), "NĂM 2026"),
        (line("NĂM 202…"), "NĂM 2026"),
        (p(r("Họ và tên:"), '<w:r><w:ptab w:leader="dot" w:alignment="right"/></w:r>'), "Họ và tên: Lê Thị Hoà"),
        (line("Năm …"), "Năm 2026"),
        (line("........, ngày ..... tháng ..... năm 20...."), "Xã Mẫu, ngày ..... tháng ..... năm 2026"),
        (line("Nhận xét của chi bộ đối với đồng chí"), "Nhận xét của chi bộ đối với đồng chí"),
        (line("Mã viên chức: ........ Năm vào ngành: ......"), "Mã viên chức: ........ Năm vào ngành: ......"),
    ],
)
def test_a_field_of_the_head_is_written_where_it_waits_and_once(before: str, after: str) -> None:
    once, _ = filled(word(before + head("I. Ưu điểm") + line(DOTS)))
    twice, _ = filled(once)

    assert shown(once)[0] == after
    assert twice == once


def test_a_value_stands_inside_the_old_form_field_that_waits_for_it() -> None:
    written, _ = filled(word(p(r("Họ và tên: "), text_field(r("\u2002") * 5)) + head("I. Ưu điểm") + line(DOTS)))

    inside = [words_of(run) for run in next(root_of(written).iter(f"{W}p")) if run.tag == f"{W}r"]
    assert [text for text in inside if text] == ["Họ và tên: ", "Lê Thị Hoà"]
    assert inside.index("Lê Thị Hoà") < len(inside) - 1  # the field's end is behind it


def test_a_field_without_a_value_keeps_its_dots_and_is_named_and_strokes_below_a_unit_wait_for_nothing() -> None:
    post, strokes = line("Chức vụ đoàn thể: ........"), line("ĐẢNG BỘ XÃ MẪU") + line("-------")
    written, report = filled(word(strokes + post + line("Họ và tên: ....")))

    assert shown(written)[1:3] == ["-------", "Chức vụ đoàn thể: ........"]
    assert (report.unknown, report.left) == (["Chức vụ đoàn thể"], ["Chức vụ đoàn thể: …"])
    assert report.nothing == []


UNIT = cell(line("ĐẢNG BỘ XÃ MẪU"), p(r("CHI BỘ"), "<w:r><w:tab/></w:r>", properties=LEADER))
ROWS = (("Họ và tên", "Ngày sinh", "Chi bộ"), ("", "", ""), ("Chức vụ Đảng", "Đơn vị:", ""), ("",) * 3)
ROWS_BELOW = [*ROWS[0], "Lê Thị Hoà", "02/9/1985", "3", *ROWS[2], "Đảng viên", "Trường THCS Mẫu"]
BESIDE = {
    "in the next cell": (
        table(("Họ và tên", "", "Ngày sinh:", "......")),
        ["Họ và tên", "Lê Thị Hoà", "Ngày sinh:", "02/9/1985"],
    ),
    "on its own leader": (
        table((UNIT, "ĐẢNG CỘNG SẢN VIỆT NAM")),
        ["ĐẢNG BỘ XÃ MẪU", "CHI BỘ 3", "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ),
    "in the row below": (table(*ROWS), ROWS_BELOW),
    "in the dotted line below": (line("1. Họ và tên:") + line(DOTS), ["1. Họ và tên:", "Lê Thị Hoà"]),
}


@pytest.mark.parametrize(("body", "filled_with"), BESIDE.values(), ids=BESIDE)
def test_a_label_is_answered_where_its_room_is(body: str, filled_with: list[str]) -> None:
    written, _ = filled(word(body + head("I. Ưu điểm")))

    assert shown(written)[: len(filled_with)] == filled_with


def test_head_place_and_year_are_written_in_the_annex_and_above_the_signature_and_not_for_others() -> None:
    dated = line(". . . . . , ngày . . . tháng . . . năm 20. . .")
    signed = line("NGƯỜI TỰ KIỂM ĐIỂM") + line("Nhận xét của chi bộ: ......") + dated
    annex = line("PHỤ LỤC") + line("Kết quả năm ......") + line("Họ và tên: ...... Chi bộ: ......")
    tasks = table(("TT", "Nhiệm vụ", "Thời hạn", "Tiến độ"), ("1", "", "", ""))
    body = head("VI. Phương hướng, biện pháp khắc phục") + line(DOTS) + dated + signed + annex + tasks

    texts = shown(filled(word(body))[0])

    at = texts.index("NGƯỜI TỰ KIỂM ĐIỂM")
    assert texts[at - 1 : at + 6] == [
        "Xã Mẫu , ngày . . . tháng . . . năm 2026",
        "NGƯỜI TỰ KIỂM ĐIỂM",
        "Nhận xét của chi bộ: ......",
        ". . . . . , ngày . . . tháng . . . năm 20. . .",
        "PHỤ LỤC",
        "Kết quả năm 2026",
        "Họ và tên: Lê Thị Hoà    Chi bộ: 3",
    ]


# Sections


def section(*below: str) -> list[str]:
    """What stands below the heading of II.1, once it is filled."""
    body = head("II. Hạn chế, khuyết điểm và nguyên nhân") + head("1. Hạn chế, khuyết điểm.") + "".join(below)
    written, _ = filled(word(body + head("2. Nguyên nhân của hạn chế, khuyết điểm.") + line(DOTS) + head("Khác")))
    texts = shown(written)
    return texts[2 : texts.index("2. Nguyên nhân của hạn chế, khuyết điểm.")]


ONE, TWO = "Ý thứ nhất của phần II.1.", "Ý thứ hai của phần II.1."


@pytest.mark.parametrize(
    ("below", "filled_with"),
    [
        ((line(DOTS), line(DOTS)), [f"- {ONE}", f"- {TWO}"]),
        ((line(""), line("")), [f"- {ONE}", f"- {TWO}"]),
        ((line("· " * 40),), [f"- {ONE}", f"- {TWO}"]),
        ((line("- " * 40),), [f"- {ONE}", f"- {TWO}"]),
        ((line("-" * 60), line("-" * 60)), [f"- {ONE}", f"- {TWO}"]),
        ((line("_ " * 40),), [f"- {ONE}", f"- {TWO}"]),
        ((line("1. " + ". " * 40), line("2. " + DOTS)), [f"1. {ONE}", f"2. {TWO}"]),
        ((line("a) ....."), line("b) .....")), [f"- {ONE}", f"- {TWO}"]),
        ((line("(nêu rõ): ....."), line(DOTS)), ["(nêu rõ): ", f"- {ONE}", f"- {TWO}"]),
        ((p(text_field(r("     "))),), [f"- {ONE}", f"- {TWO}"]),
        ((line(DOTS), line("")), [f"- {ONE}", f"- {TWO}", ""]),
        ((line("+ " + DOTS),), [f"+ {ONE}", f"+ {TWO}"]),
        ((line("(Nêu rõ từng hạn chế)", ITALIC), line(DOTS)), ["(Nêu rõ từng hạn chế)", f"- {ONE}", f"- {TWO}"]),
        ((line("Tự nêu hạn chế, có số liệu"), line(DOTS)), ["Tự nêu hạn chế, có số liệu", f"- {ONE}", f"- {TWO}"]),
        ((), [f"- {ONE}", f"- {TWO}"]),
        ((p(control("II_1", "", "Bấm để nhập")),), [f"- {ONE}", f"- {TWO}"]),
        ((line("Nhận xét của chi uỷ: " + DOTS),), [f"- {ONE}", f"- {TWO}", f"Nhận xét của chi uỷ: {DOTS}"]),
    ],
)
def test_a_section_takes_the_place_of_what_waits_below_its_heading(
    below: tuple[str, ...], filled_with: list[str]
) -> None:
    assert section(*below) == filled_with


def test_dots_behind_line_breaks_of_the_heading_are_room_and_lines_of_one_entry_are_paragraphs_with_one_mark() -> None:
    breaks = "<w:r><w:br/><w:t>........</w:t><w:br/><w:t>........</w:t></w:r>"
    entries = (Entry("Một.\nHai.", "-"), Entry("Ba.", "-"))
    contents = Contents(sections=(SectionContents(number="VI", heading="", entries=entries),))

    written, _ = filled(word(p(r("VI. Phương hướng, biện pháp khắc phục: ", BOLD), breaks)), contents)

    assert shown(written) == ["VI. Phương hướng, biện pháp khắc phục: ", "- Một.", "Hai.", "- Ba."]


def test_causes_go_where_the_file_sets_them_apart_by_kind() -> None:
    kinds = line("- Khách quan: ......") + line("- Chủ quan:") + line(DOTS)
    said = ("Hạn chế 1 (chủ quan): do tôi.", "Hạn chế 2 (khách quan): do mưa.", "Hạn chế 3: chưa rõ.")
    causes = SectionContents(number="II.2", heading="", entries=tuple(Entry(one, "-") for one in said))

    written, _ = filled(word(head("II. Nguyên nhân của hạn chế, khuyết điểm") + kinds), Contents(sections=(causes,)))

    assert shown(written)[1:] == [f"- Khách quan: {said[1]}", "- Chủ quan:", f"- {said[0]}", f"- {said[2]}"]


def test_points_and_levels_in_a_table_go_into_the_persons_own_cells() -> None:
    body = head("V. Tự đánh giá") + table(
        ("Tiêu chí", "Tối đa", "Tự chấm", "Chi bộ chấm"),
        ("Chung", "30", "", ""),
        ("Kết quả", "70", "", ""),
        ("Cộng", "100", "", ""),
    )
    levels = table(("Xếp loại", *LEVELS), ("Chi bộ", "", "", "", ""), ("Cá nhân", "", "", "", ""))

    written, report = filled(word(body + levels))

    texts = shown(written)
    assert [texts[at] for at in (7, 8, 11, 12, 15, 16)] == ["26,5", "", "57", "", "83,5", ""]
    assert texts[22:] == ["Chi bộ", "", "", "", "", "Cá nhân", "", "x", "", ""]
    assert not {"mức xếp loại", "tổng điểm"} & set(report.no_place)


@pytest.mark.parametrize(
    "text",
    [
        "Nhóm tiêu chí chung (30 điểm): @ ; nhóm kết quả thực hiện nhiệm vụ (70 điểm): @ ; tổng: @",
        "Tiêu chí chung (tối đa 30): @; kết quả thực hiện nhiệm vụ (tối đa 70): @; tổng điểm (tối đa 100): @",
        "Tiêu chí chung 30đ: @, kết quả nhiệm vụ 70đ: @, cộng 100đ: @",
        "Tiêu chí chung: @ điểm/30 điểm; kết quả: @ điểm/70 điểm; tổng: @ điểm/100 điểm",
        "Nhóm tiêu chí chung (/30 điểm): @, nhóm kết quả (/70 điểm): @, tổng cộng: @",
    ],
)
@pytest.mark.parametrize("dots", ["………", ". . . . .", "_____"])
def test_points_of_one_line_go_each_behind_its_own_name(text: str, dots: str) -> None:
    body = line("Họ và tên: ....") + head("I. Ưu điểm") + head("V. Tự đánh giá") + line(text.replace("@", dots))

    once, report = filled(word(body))
    twice, second = filled(once)

    points = iter(("26,5", "57", "83,5"))
    assert next(one for one in shown(once) if "chung" in one) == re.sub("@", lambda _: next(points), text)
    assert twice == once
    assert not {one for one in (*report.no_place, *second.no_place) if "nhóm" in one}


def test_text_has_the_look_of_the_dots_else_of_its_heading_without_what_sets_it_off() -> None:
    dotted = head("I. Ưu điểm, kết quả đạt được") + line(DOTS, '<w:sz w:val="22"/>')

    written, _ = filled(word(dotted + head("III. Kết quả khắc phục hạn chế, khuyết điểm") + p()))

    runs = root_of(written).iter(f"{W}rPr")
    looks = [etree.tostring(look, method="c14n", exclusive=True).decode() for look in runs]
    assert 'w:val="22"' in looks[1]
    assert ('w:val="28"' in looks[-1], "Times New Roman" in looks[-1], "<w:b" in looks[-1]) == (True, True, False)


def test_a_control_for_one_line_takes_a_section_in_the_look_of_its_heading() -> None:
    inner = control("II_1", "", "Bấm để nhập")
    around = inner.replace("<w:sdtContent><w:r>", "<w:sdtContent><w:p><w:r>").replace(
        "</w:r></w:sdtContent>", "</w:r></w:p></w:sdtContent>"
    )

    written, _ = filled(word(head("I. Ưu điểm, kết quả đạt được") + around + head("II. Hạn chế")))

    root = root_of(written)
    assert [len(list(root.iter(f"{W}{name}"))) for name in ("showingPlcHdr", "text", "rStyle", "sdt")] == [0, 0, 0, 1]
    assert all(run.find(f"{W}rPr/{W}rFonts") is not None for run in root.iter(f"{W}r"))


def test_lists_numbered_by_word_get_no_mark_and_marks_of_places_in_a_line_that_goes_stay_in_the_file() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    mark = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'

    numbered = root_of(filled(word(head("I. Ưu điểm, kết quả đạt được") + line(DOTS, PLAIN, number)))[0])
    marked = root_of(filled(word(head("I. Ưu điểm") + line(DOTS) + p(mark, r(DOTS)) + head("II. Hạn chế")))[0])

    assert [words_of(one) for one in numbered.iter(f"{W}p")][1] == "Ý thứ nhất của phần I.1."
    assert len(list(marked.iter(f"{W}bookmarkStart"))) == 1


def test_a_section_that_the_file_has_not_and_one_that_we_have_not_are_named() -> None:
    later = structs.replace(CONTENTS, sections=[structs.replace(one, open=True) for one in CONTENTS.sections])
    written, report = filled(word(head("I. Ưu điểm") + line(DOTS) + head("8. Tham gia công đoàn") + line(DOTS)), later)

    assert set(report.no_place) >= {"II.1", "VI"}
    assert (report.left, report.open) == (["8. Tham gia công đoàn"], [f"I.{row}" for row in range(1, 7)])
    assert shown(written)[-1] == DOTS


# Boxes


def boxes(kind: str) -> str:
    if kind == "short":
        return line("  ".join(f"□ {one}" for one in ("HTXSNV", "HTTNV", "HTNV", "Không HTNV")))
    signs = {"sign": "□ ", "square": "[ ] ", "round": "( ) ", "open": "☐ "}
    if kind in signs:
        return "".join(line(signs[kind] + level) for level in LEVELS)
    if kind == "inline":
        return line("   ".join(f"{level} ( )" for level in LEVELS))
    if kind == "cell":
        return table(*((level, "") for level in LEVELS))
    if kind == "cell box":
        return table(*(("☐", level) for level in LEVELS))
    made_by = {
        "wingdings": lambda: symbol("F0A8"),
        "font": lambda: r("\u00a8", '<w:rFonts w:ascii="Wingdings"/>'),
        "field": form_field,
    }
    return "".join(p(made_by[kind](), r(f" {level}")) for level in LEVELS)


KINDS = ("sign", "square", "round", "open", "inline", "cell", "cell box", "wingdings", "font", "field")


@pytest.mark.parametrize("level", Level)
def test_the_one_box_of_the_level_is_ticked_whatever_kind_it_is(level: Level) -> None:
    def ticked(kind: str) -> list[int]:
        body = head("II. Đề xuất xếp loại mức chất lượng:") + boxes(kind) + line("NGƯỜI TỰ KIỂM ĐIỂM") + boxes("open")
        own, _, others = "\n".join(shown(filled(word(body), Contents(level=level))[0])).partition("NGƯỜI TỰ KIỂM ĐIỂM")
        parts = re.split("HT[A-Z]+" if kind == "short" else "|".join(sorted(LEVELS, key=len, reverse=True)), own)
        return [at for at, one in enumerate(parts) if re.search(r"☒|\nx\n", one)] + [-1] * others.count("☒")

    index = list(Level).index(level)
    assert {kind: ticked(kind) for kind in (*KINDS, "short")} == {
        kind: [index + (1 if kind in ("inline", "cell") else 0)] for kind in (*KINDS, "short")
    }


# What people write


@tried(30)
@given(made.text(min_size=1, max_size=60))
def test_whatever_letters_somebody_wrote_the_file_can_be_opened_and_has_them(text: str) -> None:
    section = SectionContents(number="VI", heading="", entries=(Entry(text),))
    data = word(line("Họ và tên: ....") + head("VI. Phương hướng, biện pháp khắc phục") + line(DOTS))

    written, _ = filled(data, Contents(values={"ho_ten": text}, sections=(section,)))

    said = words_of(root_of(written))
    of_xml = [one for one in text if re.fullmatch("[\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", one)]
    assert [letter for letter in of_xml if letter not in said and not letter.isspace()] == []


@pytest.mark.parametrize("body", [line("Kính gửi các đồng chí"), cell("x") and table(("Số", "Tên"), ("1", "An")), p()])
def test_a_file_without_any_place_of_a_review_is_refused(body: str) -> None:
    with pytest.raises(BadFile, match="không thấy chỗ nào"):
        filled(word(line("Thông báo số 12 về việc họp") + body))
