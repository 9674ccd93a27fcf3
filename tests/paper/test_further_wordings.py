"""Wordings of shortcomings, causes, states and days that papers of other people have, each in a few lines."""

from datetime import date

import pytest

from support.papers import read
from tuphe.core.due_dates import due_in
from tuphe.core.review import FollowUpState

II = "II. Hạn chế, khuyết điểm và nguyên nhân\n"
III = "III. Kết quả khắc phục hạn chế, khuyết điểm năm trước\n"
VI = "VI. Phương hướng, biện pháp khắc phục\n"
MENDED, UNDER_WAY = FollowUpState.MENDED, FollowUpState.UNDER_WAY


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
def test_one_paragraph_tells_what_became_of_two_and_a_state_below_what_was_pointed_out_is_no_result(join: str) -> None:
    two = read(
        f"{III}Chi bộ góp ý tôi hút thuốc trong phòng họp, nay tôi đã bỏ hẳn từ tháng 3/2025.{join}"
        "Còn việc góp ý hay gay gắt thì đang sửa, đã đỡ được khoảng một nửa.\n"
    )
    below = read(
        f"{III}1. Quản lý xe công lỏng lẻo.\n- Tình trạng: Đang khắc phục, mức độ 90%. Đã giám sát 9/10 xe.\n"
        "2. Chưa xử lý bãi rác tạm.\n- Tình trạng: Chưa được khắc phục.\n"
    )

    assert [(one.text, one.state, one.percent) for one in two.follow_ups] == [
        ("Chi bộ góp ý tôi hút thuốc trong phòng họp", FollowUpState.MENDED, None),
        ("việc góp ý hay gay gắt", FollowUpState.UNDER_WAY, 50),
    ]
    assert [(one.text, one.percent, one.results) for one in below.follow_ups] == [
        ("Quản lý xe công lỏng lẻo.", 90, "Đã giám sát 9/10 xe."),
        ("Chưa xử lý bãi rác tạm.", None, ""),
    ]


@pytest.mark.parametrize(
    ("said", "state", "percent"),
    [
        ("đạt khoảng 70%, còn 26 mét giá chờ kinh phí.", UNDER_WAY, 70),
        ("ước đạt 70%, đã lập sổ.", UNDER_WAY, 70),
        ("đang khắc phục, đã lập sổ cho 27/45 thiết bị (60%).", UNDER_WAY, 60),
        ("đang khắc phục, tuân thủ đạt 82% theo giám sát.", UNDER_WAY, None),
        ("cơ bản đã khắc phục, còn một phòng.", UNDER_WAY, None),
        ("đã có nhiều chuyển biến.", UNDER_WAY, None),
        ("chuyển sang năm sau do lớp hoãn.", FollowUpState.NOT_MENDED, None),
        ("trong năm 2025 đã khắc phục được, có biên bản.", MENDED, None),
    ],
)
def test_more_words_say_a_state_and_a_share_of_something_else_is_none(
    said: str, state: FollowUpState, percent: int | None
) -> None:
    (entry,) = read(f"{III}- Hồ sơ lưu chưa chỉnh lý: {said}\n").follow_ups

    assert (entry.text, entry.state, entry.percent) == ("Hồ sơ lưu chưa chỉnh lý", state, percent)


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


@pytest.mark.parametrize("given", ["Tôi nhận đơn ngày 03/4", "Tôi nhận tin lúc 9 giờ", "Tôi nhận hồ sơ của hai hộ"])
@pytest.mark.parametrize(
    "owned",
    [
        "Tôi xin nhận khuyết điểm.",
        "Tôi xin nhận một phần trách nhiệm.",
        "Bản thân chịu hoàn toàn trách nhiệm.",
        "Tôi nhận đây là lỗi của mình.",
        "Tôi xin chịu.",
    ],
)
def test_owning_up_is_responsibility_and_what_somebody_was_given_is_none(given: str, owned: str) -> None:
    heading = "IV. Giải trình những vấn đề được gợi ý kiểm điểm\n"
    paper = read(f"{heading}Việc trả lời đơn của bà con chậm hai tuần. {given}, đã chuyển đi ngay. {owned}\n")

    (issue,) = paper.raised_issues
    assert (issue.explanation, issue.responsibility) == (f"{given}, đã chuyển đi ngay.", owned)


@pytest.mark.parametrize("post", ["Bí thư Chi bộ", "Phó Bí thư Chi bộ", "Chi uỷ viên Chi bộ", "Bí thư Đảng bộ"])
def test_dots_left_behind_a_post_make_no_label_of_its_last_word(post: str) -> None:
    paper = read(f"Họ và tên: Lê Thị Mận\nChức vụ Đảng: ....{post}..............\n{II}Chưa có.\n")

    assert paper.header["chuc_vu_dang"] == post
    assert "chi_bo" not in paper.header


# What became of several earlier shortcomings told in one paragraph, and how far they are mended told in words

LATE, TYPED = "nộp báo cáo quý muộn", "chưa soạn được văn bản trên máy"
DONE = "đã khắc phục xong, bốn quý đều đúng hạn"
PARTLY = "cơ bản đã khắc phục, khoảng 85%, còn nhờ căn lề"


@pytest.mark.parametrize(
    "said",
    [
        f"Năm trước tôi có hai hạn chế: {LATE}; {TYPED}. Đến nay, hạn chế thứ nhất {DONE}; hạn chế thứ hai {PARTLY}.",
        f"Năm 2024 chi bộ nhắc tôi 2 việc: {LATE} và {TYPED}. Việc thứ nhất {DONE}. Việc thứ hai {PARTLY}.",
        f"Kỳ trước còn hai khuyết điểm là: (1) {LATE}; (2) {TYPED}. Khuyết điểm 1 {DONE}; khuyết điểm 2 {PARTLY}.",
        f"Kỳ kiểm điểm trước có hai hạn chế. Về việc {LATE}, tôi {DONE}; còn việc {TYPED} thì {PARTLY}.",
        f"Cuối năm 2024 tôi bị chỉ ra hai tồn tại. Việc {LATE} {DONE}. Việc {TYPED} đến nay {PARTLY}.",
    ],
)
def test_each_earlier_shortcoming_of_one_paragraph_has_its_own_state(said: str) -> None:
    first, second = read(f"{III}{said}\n").follow_ups

    assert "nộp báo cáo quý muộn" in first.text
    assert "chưa soạn" not in first.text
    assert "chưa soạn được văn bản trên máy" in second.text
    assert [(one.state, one.percent) for one in (first, second)] == [(MENDED, None), (UNDER_WAY, 85)]
    assert "bốn quý đều đúng hạn" in first.results
    assert "còn nhờ căn lề" in second.results


def test_a_paragraph_that_cannot_be_divided_is_asked_about() -> None:
    paper = read(
        f"{III}Năm trước tôi có ba hạn chế: nộp báo cáo muộn; ngại phát biểu. Hạn chế thứ nhất đã khắc phục; "
        "hạn chế thứ hai đang khắc phục; hạn chế thứ ba chưa khắc phục.\n"
    )

    assert [one.state for one in paper.follow_ups] == [None]
    assert "khac_phuc/1/tinh_trang" in [one.place for one in paper.doubts]


@pytest.mark.parametrize(
    ("said", "state", "percent"),
    [
        ("đã khắc phục được tám mươi phần trăm", UNDER_WAY, 80),
        ("đã khắc phục khoảng bảy mươi lăm phần trăm", UNDER_WAY, 75),
        ("đến nay đã khắc phục 80 phần trăm", UNDER_WAY, 80),
        ("đang khắc phục, đạt chừng chín mươi phần trăm", UNDER_WAY, 90),
        ("đã khắc phục một trăm phần trăm", MENDED, None),
        ("đã khắc phục được hơn một nửa", UNDER_WAY, None),
        ("mới sửa được phần lớn", UNDER_WAY, None),
        ("đã sửa được phần nào", UNDER_WAY, None),
        ("đã sửa được", MENDED, None),
    ],
)
def test_how_far_it_is_mended_may_be_told_in_words(said: str, state: FollowUpState, percent: int | None) -> None:
    (entry,) = read(f"{III}- Sổ trực ghi sót: {said}, còn hai ca phải ghi lại.\n").follow_ups

    assert (entry.text.rstrip(":"), entry.state, entry.percent) == ("Sổ trực ghi sót", state, percent)
    assert "còn hai ca phải ghi lại" in entry.results
