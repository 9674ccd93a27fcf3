"""Levels without boxes, and points: of single criteria, in tables, within sentences."""

import pytest

from paper.test_filling import CONTENTS, filled, root_of, shown
from support.small_word import p, r, word
from support.templates import BOLD, DOTS, LEVELS, PLAIN, head, line, table
from tuphe.core.self_rating import Level
from tuphe.paper.contents import Contents, Score
from tuphe.paper.package import W

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
