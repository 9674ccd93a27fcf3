"""Wordings of shortcomings, causes, states and days that papers of other people have, each in a few lines."""

from __future__ import annotations

from datetime import date

import pytest

from support.papers import read
from tuphe.core.due_dates import due_in
from tuphe.core.review import FollowUpState

II = "II. Hạn chế, khuyết điểm và nguyên nhân\n"
III = "III. Kết quả khắc phục hạn chế, khuyết điểm năm trước\n"
VI = "VI. Phương hướng, biện pháp khắc phục\n"


def test_a_line_that_leads_to_a_table_is_none_of_its_entries() -> None:
    paper = read(
        f"{II}Tôi thấy còn hai hạn chế như sau:\n| Hạn chế | Nguyên nhân | Biện pháp | Xong trước |\n"
        f"| Chậm báo cáo quý. | Quên lịch. | Ghi lịch. | 31/3/2026 |\n{III}Chi bộ chỉ ra năm 2024, cá nhân thực hiện:\n"
        "| Hạn chế | Tình trạng |\n| Đi muộn | Đã khắc phục |\n"
    )

    assert [(one.text, one.due) for one in paper.shortcomings] == [("Chậm báo cáo quý.", date(2026, 3, 31))]
    assert [one.text for one in paper.follow_ups] == ["Đi muộn"]


def test_a_reason_behind_a_comma_is_the_cause_and_owning_up_is_no_shortcoming() -> None:
    paper = read(
        f"{II}Ứng dụng công nghệ thông tin còn yếu, do bản thân lớn tuổi, ngại học.\n"
        "Ghi chép nghị quyết tẩy xoá; nguyên nhân là tôi chưa chuẩn bị trước.\n"
        "Những điều trên tôi tự nhận lỗi, không đổ cho hoàn cảnh.\n"
    )

    assert [(one.text.rstrip("."), one.cause) for one in paper.shortcomings] == [
        ("Ứng dụng công nghệ thông tin còn yếu", "bản thân lớn tuổi, ngại học."),
        ("Ghi chép nghị quyết tẩy xoá", "tôi chưa chuẩn bị trước."),
    ]


def test_as_many_causes_of_a_kind_as_shortcomings_are_theirs_in_order() -> None:
    paper = read(
        f"{II}1. Hạn chế, khuyết điểm\nHuy động tiền gửi đạt 91%; để khách chờ lâu; chưa nắm sản phẩm bảo lãnh.\n"
        "2. Nguyên nhân\n- Khách quan: lãi suất huy động thấp.\n"
        "- Chủ quan: chưa gọi lại người có sổ; chưa báo mở thêm cửa; ngại đọc văn bản.\n"
    )

    assert [one.text for one in paper.shortcomings] == [
        "Huy động tiền gửi đạt 91%",
        "để khách chờ lâu",
        "chưa nắm sản phẩm bảo lãnh.",
    ]
    assert [one.cause.rpartition("Chủ quan: ")[2] for one in paper.shortcomings] == [
        "chưa gọi lại người có sổ",
        "chưa báo mở thêm cửa",
        "ngại đọc văn bản.",
    ]


def test_a_paragraph_with_a_remedy_for_each_shortcoming_is_divided_before_other_aims() -> None:
    paper = read(
        f"{II}- Ít góp ý phê bình.\n- Tự học nghị quyết chưa đều.\n{VI}"
        "Mỗi kỳ góp ý phê bình một lần; mỗi tháng học một nghị quyết.\nKiểm tra 8/8 cơ sở Hội trước ngày 30/9/2026.\n"
    )

    assert [one.remedy for one in paper.shortcomings] == [
        "Mỗi kỳ góp ý phê bình một lần",
        "mỗi tháng học một nghị quyết.",
    ]
    assert [one.text for one in paper.pledges] == ["Kiểm tra 8/8 cơ sở Hội trước ngày 30/9/2026."]


@pytest.mark.parametrize("join", [" ", "\n"])
def test_one_paragraph_tells_what_became_of_two(join: str) -> None:
    paper = read(
        f"{III}Chi bộ góp ý tôi hút thuốc trong phòng họp, nay tôi đã bỏ hẳn từ tháng 3/2025.{join}"
        "Còn việc góp ý hay gay gắt thì đang sửa, đã đỡ được khoảng một nửa.\n"
    )

    assert [(one.text, one.state, one.percent) for one in paper.follow_ups] == [
        ("Chi bộ góp ý tôi hút thuốc trong phòng họp", FollowUpState.MENDED, None),
        ("việc góp ý hay gay gắt", FollowUpState.UNDER_WAY, 50),
    ]


def test_a_state_below_what_was_pointed_out_is_no_result() -> None:
    paper = read(
        f"{III}1. Quản lý xe công lỏng lẻo.\n- Tình trạng: Đang khắc phục, mức độ 90%. Đã giám sát 9/10 xe.\n"
        "2. Chưa xử lý bãi rác tạm.\n- Tình trạng: Chưa được khắc phục.\n"
    )

    assert [(one.text, one.percent, one.results) for one in paper.follow_ups] == [
        ("Quản lý xe công lỏng lẻo.", 90, "Đã giám sát 9/10 xe."),
        ("Chưa xử lý bãi rác tạm.", None, ""),
    ]


@pytest.mark.parametrize(
    ("said", "state", "percent"),
    [
        ("đạt khoảng 70%, còn 26 mét giá chờ kinh phí.", "dang", 70),
        ("ước đạt 70%, đã lập sổ.", "dang", 70),
        ("đang khắc phục, đã lập sổ cho 27/45 thiết bị (60%).", "dang", 60),
        ("đang khắc phục, tuân thủ đạt 82% theo giám sát.", "dang", None),
        ("cơ bản đã khắc phục, còn một phòng.", "dang", None),
        ("đã có nhiều chuyển biến.", "dang", None),
        ("chuyển sang năm sau do lớp hoãn.", "chua", None),
        ("trong năm 2025 đã khắc phục được, có biên bản.", "da", None),
    ],
)
def test_more_words_say_a_state_and_a_share_of_something_else_is_none(
    said: str, state: str, percent: int | None
) -> None:
    (entry,) = read(f"{III}- Hồ sơ lưu chưa chỉnh lý: {said}\n").follow_ups

    assert (entry.text, entry.state, entry.percent) == (
        "Hồ sơ lưu chưa chỉnh lý",
        FollowUpState(f"{state}-khac-phuc"),
        percent,
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ghi lịch (quý II/2026).", date(2026, 6, 30)),
        ("Ghi lịch, thời gian hoàn thành: tháng 6/2026.", date(2026, 6, 30)),
        ("Ghi lịch, trước ngày 30 tháng 6.", date(2026, 6, 30)),
        ("Tự đọc được tin trước ngày 15-9.", date(2026, 9, 15)),
        ("Ghi lịch trong quý II và quý III/2026.", date(2026, 9, 30)),
        ("Xong trong sáu tháng đầu năm 2026.", date(2026, 6, 30)),
        ("Nộp trước 30/6/26.", date(2026, 6, 30)),
        ("Đọc báo thường xuyên trong năm 2026.", None),
        ("Theo kết luận kiểm tra (tháng 6/2025).", None),
    ],
)
def test_a_deadline_in_further_wordings(text: str, day: date | None) -> None:
    assert due_in(text, 2025).day == day


def test_a_labelled_day_leaves_nothing_of_its_label_and_a_whole_year_is_its_last_day() -> None:
    assert due_in("Ghi lịch, thời gian hoàn thành: tháng 6/2026.", 2025).text == "Ghi lịch"
    said = ("Cả năm 2026", "cả năm 2026", "Trong năm 2026", "Suốt năm 2026", "Năm 2026")
    days = [due_in(f"Góp ý hai lần mỗi quý (Thời hạn: {one})", 2025).day for one in said]
    assert days == [date(2026, 12, 31)] * len(said)


def test_causes_that_each_name_their_shortcoming_in_one_paragraph_are_told_apart() -> None:
    body = f"{II}1. Hạn chế\n- Nộp báo cáo chậm.\n- Họp muộn.\n2. Nguyên nhân\n"

    one = read(f"{body}Hạn chế thứ nhất do máy hỏng, tôi không báo. Hạn chế thứ hai là do tôi ở xa.")
    by_letter = read(f"{body}Đối với hạn chế a: máy hỏng.\nĐối với hạn chế b: tôi ở xa.")

    assert [found.cause for found in one.shortcomings] == ["máy hỏng, tôi không báo.", "tôi ở xa."]
    assert [found.cause for found in by_letter.shortcomings] == ["máy hỏng.", "tôi ở xa."]


def test_an_annex_whose_head_has_two_rows_or_numbers_of_its_columns_is_read_by_the_more_exact_names() -> None:
    head = "| STT | Công việc | Thời hạn | Kết quả thực hiện | |\n|---|---|---|---|---|\n| | | | Sản phẩm | Tiến độ |\n"
    rows = "| (1) | (2) | (3) | (4) | (5) |\n| 1 | Giữ rừng | 30/9/2025 | 43 vụ | Đúng hạn |\n"

    [task] = read(f"I. Ưu điểm\nTốt.\n{II}1. Hạn chế\nChậm.\nPHỤ LỤC\n\n{head}{rows}").tasks

    assert (task.text, task.product, task.progress) == ("Giữ rừng", "43 vụ", "Đúng hạn")


@pytest.mark.parametrize(
    "lead",
    [
        "Bên cạnh những ưu điểm trên, bản thân tôi còn ",
        "Ngoài các kết quả đã đạt được, tôi vẫn còn ",
        "Tuy nhiên, bản thân vẫn còn ",
    ],
)
def test_several_behind_a_turn_are_told_apart_and_asked_about(lead: str) -> None:
    paper = read(f"{II}{lead}đi trực muộn 4 buổi; ghi sổ giao ca thiếu. Nguyên nhân là do nhà xa, tôi chủ quan.\n")

    assert [(one.text, one.cause) for one in paper.shortcomings] == [
        ("đi trực muộn 4 buổi", "nhà xa, tôi chủ quan."),
        ("ghi sổ giao ca thiếu.", "nhà xa, tôi chủ quan."),
    ]
    assert {"han_che/1/noi_dung", "han_che/2/noi_dung"} <= {one.place for one in paper.doubts}


@pytest.mark.parametrize("said", ["Tôi nhận đơn ngày 03/4", "Tôi nhận tin lúc 9 giờ", "Tôi nhận hồ sơ của hai hộ"])
def test_what_somebody_was_given_is_no_responsibility(said: str) -> None:
    paper = read(
        "IV. Giải trình những vấn đề được gợi ý kiểm điểm\n"
        f"Việc trả lời đơn của bà con chậm hai tuần. {said}, đã chuyển đi ngay. Tôi xin nhận một phần trách nhiệm.\n"
    )

    (issue,) = paper.raised_issues
    assert (issue.explanation, issue.responsibility) == (
        f"{said}, đã chuyển đi ngay.",
        "Tôi xin nhận một phần trách nhiệm.",
    )


@pytest.mark.parametrize(
    "said",
    [
        "Tôi xin nhận khuyết điểm.",
        "Bản thân chịu hoàn toàn trách nhiệm.",
        "Tôi nhận đây là lỗi của mình.",
        "Tôi xin chịu.",
    ],
)
def test_owning_up_is_responsibility(said: str) -> None:
    paper = read(f"IV. Giải trình những vấn đề được gợi ý kiểm điểm\nViệc trả lời đơn chậm hai tuần. {said}\n")

    assert [one.responsibility for one in paper.raised_issues] == [said]


@pytest.mark.parametrize("post", ["Bí thư Chi bộ", "Phó Bí thư Chi bộ", "Chi uỷ viên Chi bộ", "Bí thư Đảng bộ"])
def test_dots_left_behind_a_post_make_no_label_of_its_last_word(post: str) -> None:
    paper = read(f"Họ và tên: Lê Thị Mận\nChức vụ Đảng: ....{post}..............\n{II}Chưa có.\n")

    assert paper.header["chuc_vu_dang"] == post
    assert "chi_bo" not in paper.header
