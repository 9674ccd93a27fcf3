"""Kinds of papers that other readers wrote: other words for sections, levels by striking out, states in cells."""

import pytest
from msgspec import structs

from support.papers import a_line, lines, read, sections_of, the_knowledge, told
from support.small_word import p, r, word
from tuphe.core.review import FollowUpState
from tuphe.core.self_rating import Level
from tuphe.paper.reading.rows_by_columns import rows_by_values, state_of_cell
from tuphe.paper.reading.self_rating import rating_of
from tuphe.paper.word import paragraphs_of

BODY = "I. Ưu điểm\nTốt.\nII. Hạn chế, khuyết điểm và nguyên nhân\nChậm báo cáo quý một 5 ngày.\n"


@pytest.mark.parametrize("words", ["Tồn tại, khuyết điểm", "Những điều tự thấy còn phải sửa mình"])
def test_a_part_of_two_keeps_its_shortcomings_whatever_its_words(words: str) -> None:
    both = f"**2.1. {words}**\n- Chậm báo cáo quý một 5 ngày.\n**2.2. Nguyên nhân**\nQuên lịch."

    found = sections_of(lines(f"|x|\n**2. Hạn chế, khuyết điểm và nguyên nhân**\n{both}"))

    assert list(found.values()) == ["II", "II.1", "II.2"]


@pytest.mark.parametrize(
    "heading",
    [
        "PHẦN THỨ HAI: TỰ PHÂN LOẠI",
        "PHẦN II. TỰ PHÂN LOẠI",
        "VII. Tự xếp loại",
        "VII. Tự phân loại",
        "PHẦN B. TỰ PHÂN LOẠI",
    ],
)
def test_the_self_rating_is_no_pledge(heading: str) -> None:
    paper = read(f"{BODY}VI. Phương hướng\n- Nộp báo cáo đúng hạn.\n{heading}\nĐảng viên: HTTNV\n")

    assert told(paper)["VI"] == ("Nộp báo cáo đúng hạn.",)
    assert paper.self_rating.level is Level.GOOD


def test_lines_of_a_level_or_in_capitals_are_no_pledge_but_a_level_that_is_aimed_at_is() -> None:
    body = f"{BODY}VI. Phương hướng\n- Nộp báo cáo đúng hạn.\n"
    aim = "Phấn đấu được xếp loại đảng viên: hoàn thành xuất sắc nhiệm vụ."
    listed = f"{body}- Học xong lớp kế toán.\n- Đọc một văn bản mỗi tuần.\n"
    capitals = read(f"{listed}CHỈ TIÊU CỤ THỂ CỦA CÁ NHÂN\nViên chức: HTTNV\n")
    alone, aimed = read(f"{body}- HTTNV\n"), read(f"{body}- {aim}\n")

    assert not {"CHỈ TIÊU CỤ THỂ CỦA CÁ NHÂN", "Viên chức: HTTNV"} & {pledge.text for pledge in capitals.pledges}
    assert (told(alone)["VI"], alone.self_rating.level) == (("Nộp báo cáo đúng hạn.",), Level.GOOD)
    assert (aim in told(aimed)["VI"], aimed.self_rating.level) == (True, None)


def test_the_level_that_is_not_struck_out_is_chosen() -> None:
    levels = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ")
    struck = (r(f"{level}; ", "" if level == levels[1] else "<w:strike/>") for level in levels)
    in_line = p("Đảng viên: ", *struck) + p("Viên chức: Hoàn thành nhiệm vụ")
    by_line = [
        p(whom) + "".join(p(r(level, "" if level == chosen else "<w:dstrike/>")) for level in levels)
        for whom, chosen in (("Viên chức:", levels[0]), ("Đảng viên:", levels[1]))
    ]

    read_back = [paragraphs_of(word(body)) for body in (in_line, "".join(by_line))]

    assert (read_back[0][0].unstruck or "").strip() == "Đảng viên: Hoàn thành tốt nhiệm vụ;"
    assert [rating_of(one).rating.level for one in read_back] == [Level.GOOD] * 2


def test_the_level_of_the_employee_is_never_that_of_the_member() -> None:
    rated = rating_of(lines("Viên chức: HTXSNV"))

    assert rated.rating.level is None
    assert "đảng viên" in rated.doubt


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("Xong", FollowUpState.MENDED),
        ("100%", FollowUpState.MENDED),
        ("80%", FollowUpState.UNDER_WAY),
        ("Đang", FollowUpState.UNDER_WAY),
        ("Chưa", FollowUpState.NOT_MENDED),
        ("Đóng đủ 60 tập, lập mục lục", None),
    ],
)
def test_a_cell_of_one_word_says_a_state(value: str, state: FollowUpState | None) -> None:
    assert state_of_cell(value, the_knowledge().words) is state


def test_columns_are_known_by_their_values() -> None:
    cells = [
        ("TT", "Điều bị nhắc", "Cách sửa", "Tới đâu"),
        ("1", "Chậm báo cáo quý", "Đặt lịch nhắc hằng tuần", "Xong"),
    ]

    assert rows_by_values(cells, the_knowledge().words) == [
        {"noi_dung": "Chậm báo cáo quý", "ket_qua": "Đặt lịch nhắc hằng tuần", "tinh_trang": "Xong"}
    ]


def test_a_title_behind_a_comma_is_no_label_and_a_field_ends_at_the_stop_before_one() -> None:
    title = read(f"Chức vụ Đảng: Bí thư Chi bộ, Đảng uỷ viên xã\n{BODY}").header
    post = read(f"Nghề nghiệp: bộ đội nghỉ hưu. Nay sinh hoạt ở nơi khác: Chi bộ khu phố 7.\n{BODY}").header

    assert (title["chuc_vu_dang"], "dang_bo" in title) == ("Bí thư Chi bộ, Đảng uỷ viên xã", False)
    assert post["chuc_vu_chinh_quyen"] == "bộ đội nghỉ hưu"


@pytest.mark.parametrize("words", ["HƯỚNG PHẤN ĐẤU, SỬA CHỮA", "NHỮNG VIỆC TÔI HỨA LÀM"])
def test_a_roman_number_tells_a_section_of_unknown_words(words: str) -> None:
    others = (
        f"{BODY}III. Kết quả khắc phục hạn chế, khuyết điểm\nXong.\nV. Trách nhiệm đối với hạn chế của tập thể\nCó.\n"
    )
    paper = read(f"{others}VI. {words}\n- Nộp báo cáo đúng hạn.")

    assert told(paper)["VI"] == ("Nộp báo cáo đúng hạn.",)
    assert ("phan/VI" in {doubt.place for doubt in paper.doubts}) == ("HỨA" in words)


@pytest.mark.parametrize(
    ("line", "section", "said"),
    [
        ("1/- Về tư tưởng, đạo đức, lối sống: Tôi luôn sống giản dị.", "I.1", "Tôi luôn sống giản dị."),
        ("I.3. Thực hiện cam kết: đăng ký 4 việc, làm được 3.", "I.3", "đăng ký 4 việc, làm được 3."),
    ],
)
def test_a_heading_on_the_line_of_its_text_is_no_text(line: str, section: str, said: str) -> None:
    assert told(read(f"I. Ưu điểm\n{line}\nII. Hạn chế\nChậm."))[section] == (said,)


@pytest.mark.parametrize("stop", ["", ".", ";"])
def test_a_numbered_line_above_dashes_names_their_group_only_where_it_has_no_stop(stop: str) -> None:
    listed = f"1) Nộp báo cáo chậm{stop}\n- Vắng một kỳ họp.\n2) Ngại góp ý{stop}\n- Chưa thẳng thắn.\n"

    found = read(f"I. Ưu điểm\nTốt.\nII. Hạn chế, khuyết điểm và nguyên nhân\n{listed}").shortcomings

    names = [f"Nộp báo cáo chậm{stop}\n", f"Ngại góp ý{stop}\n"] if stop else ["", ""]
    assert [one.text for one in found] == [f"{names[0]}Vắng một kỳ họp.", f"{names[1]}Chưa thẳng thắn."]


def test_a_word_of_a_state_ends_what_was_pointed_out() -> None:
    text = "Kỹ năng tiêm còn yếu: mới khắc phục được khoảng 60%, còn phải nhờ đồng nghiệp."
    heading = f"{BODY}III. Kết quả khắc phục hạn chế, khuyết điểm\n"

    partly, done = read(f"{heading}- {text}\n- Chậm nộp sổ điểm: xong.\n").follow_ups

    assert (partly.text, partly.state, partly.percent) == ("Kỹ năng tiêm còn yếu", FollowUpState.UNDER_WAY, 60)
    assert partly.results == "mới khắc phục được khoảng 60%, còn phải nhờ đồng nghiệp."
    assert (done.text, done.state) == ("Chậm nộp sổ điểm", FollowUpState.MENDED)


def test_the_head_and_the_numbers_of_a_table_of_shortcomings_are_no_content() -> None:
    table = "| TT | Hạn chế, khuyết điểm | Nguyên nhân |\n|---|---|---|\n| 1 | Chậm báo cáo quý | Quên lịch |\n"
    paper = read(f"I. Ưu điểm\nTốt.\nII. Hạn chế, khuyết điểm và nguyên nhân\n\n{table}\nVI. Phương hướng\nCố gắng.\n")

    assert told(paper)["II"] == ("Chậm báo cáo quý | Quên lịch",)
    assert [one.text for one in paper.shortcomings] == ["Chậm báo cáo quý"]


def test_sections_of_unknown_words_before_the_first_known_one_are_not_lost() -> None:
    mine = "I. Điều đáng mừng\nTốt.\nII. Điều chưa ưng ý\n- Chậm báo cáo.\nIII. Khắc phục hạn chế năm trước\nKhông.\n"
    paper = read(f"{mine}V. Trách nhiệm đối với hạn chế của tập thể\nCó.\nVI. Phương hướng\n- Nộp đúng hạn.\n")

    assert told(paper)["II"] == ("Chậm báo cáo.",)
    assert {"phan/I", "phan/II"} <= {doubt.place for doubt in paper.doubts}


def test_a_rating_right_behind_the_shortcomings_is_none_of_them() -> None:
    paper = read(
        f"{BODY}5. Tự xếp loại\n- Viên chức: Hoàn thành xuất sắc nhiệm vụ.\n- Đảng viên: Hoàn thành tốt nhiệm vụ.\n"
    )

    assert told(paper)["II"] == ("Chậm báo cáo quý một 5 ngày.",)
    assert paper.self_rating.level is Level.GOOD


def test_neither_a_bullet_nor_a_stroke_beside_a_level_chooses_it() -> None:
    levels = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Không hoàn thành nhiệm vụ")
    listed = tuple(a_line(f"- {level}", place, bold=place == 1) for place, level in enumerate(levels))
    struck = a_line(" / ".join(levels))

    assert rating_of(listed).rating.level is Level.GOOD
    assert rating_of((structs.replace(struck, unstruck=f" / {levels[1]} / "),)).rating.level is Level.GOOD
