"""A file that was filled is filled again: nothing changes, whatever its author combined, and why is said."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as made
from msgspec import structs

from paper.test_filling import CONTENTS, filled, root_of, shown
from paper.test_filling_controls import IN_ONE_LINE, SCORES, listed
from support.made_up import tried
from support.small_word import control, p, r, word
from support.templates import (
    DOTS,
    I_1,
    ITALIC,
    LEADER,
    LEVELS,
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
from tuphe.paper.contents import Contents
from tuphe.paper.package import W

MADE_BY_OTHERS = sorted((ROOT / "tests" / "data").glob("mau-trong*/*.docx"))
POINTED = Contents(
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

    once, first = filled(word("".join((*parts, *rest, *end))), POINTED)
    twice, second = filled(once, POINTED)

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
    once, first = filled(word(body), POINTED)
    twice, _ = filled(once, POINTED)

    assert first.filled
    assert twice == once


@pytest.mark.parametrize("path", MADE_BY_OTHERS, ids=lambda path: path.stem)
def test_templates_of_others_are_filled_whole_and_once(path: Path) -> None:
    truth = tomli.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    values = {**POINTED.values, "chuc_vu_doan_the": "Tổ trưởng"}
    whole = Contents(values=values, sections=POINTED.sections, level=Level.GOOD)

    once, first = filled(path.read_bytes(), whole, truth["mau"])
    twice, second = filled(once, whole, truth["mau"])

    said = "\n".join(shown(once)).upper()
    named = {**values, "chung": "26,5", "nv": "57", "tong": "83,5", "chi_bo": "3"}
    for field in (*truth["truong"], *truth["diem"]):
        assert named[field["khoa"]].upper() in said
    for section in truth["phan"]:
        assert f"Ý THỨ NHẤT CỦA PHẦN {section['khoa']}" in said
    assert first.nothing in ([], ["PL"])
    assert twice == once
    assert cells_end_with_paragraphs(once)
    assert (second.filled, second.fields) == ([], [])
