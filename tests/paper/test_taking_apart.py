"""What a paper says is taken apart: shortcomings, causes, remedies, what became of earlier ones, issues, tasks."""

from datetime import date

import pytest

from support.papers import read, the_knowledge, told
from tuphe.core.paper import Paper
from tuphe.core.review import FollowUpState
from tuphe.core.self_rating import Level
from tuphe.core.shortcoming import CauseKind
from tuphe.paper.reading.likeness import likeness

II = "II. Hạn chế, khuyết điểm và nguyên nhân\n"
ONE, OTHER = "Báo cáo quý nộp chậm 3 ngày.", "Ít phát biểu trong sinh hoạt chi bộ."
TWO = f"{II}1. Hạn chế, khuyết điểm\n- {ONE}\n- {OTHER}\n"


def causes(paper: Paper) -> list[str]:
    return [one.cause for one in paper.shortcomings]


def remedies(paper: Paper) -> list[str]:
    return [one.remedy for one in paper.shortcomings]


def doubted(paper: Paper) -> set[str]:
    return {doubt.place for doubt in paper.doubts if doubt.place.startswith(("han_che", "khac_phuc", "cam_ket"))}


@pytest.mark.parametrize(
    "body",
    [
        f"{TWO}2. Nguyên nhân\n- Hạn chế thứ nhất: quên lịch.\n- Hạn chế thứ hai: ngại va chạm.\n",
        f"{TWO}2. Nguyên nhân\n- Hạn chế 2: ngại va chạm.\n- Hạn chế 1: quên lịch.\n",
        f"{TWO}2. Nguyên nhân\na) quên lịch.\nb) ngại va chạm.\n",
        f"{II}- {ONE}\n+ Nguyên nhân: quên lịch.\n- {OTHER}\n+ Nguyên nhân: ngại va chạm.\n",
        f"{II}- {ONE} Nguyên nhân: quên lịch.\n- {OTHER} Nguyên nhân là do ngại va chạm.\n",
        f"{II}- Hạn chế: {ONE[:-1]}; {OTHER}\n- Nguyên nhân: quên lịch; ngại va chạm.\n",
        f"{II}| Hạn chế | Nguyên nhân |\n| {ONE} | quên lịch. |\n| {OTHER} | ngại va chạm. |\n",
    ],
)
def test_each_shortcoming_has_the_cause_that_is_its_own(body: str) -> None:
    paper = read(body)

    assert [one.text.rstrip(".") for one in paper.shortcomings] == [ONE[:-1], OTHER[:-1]]
    assert [cause.rstrip(".") for cause in causes(paper)] == ["quên lịch", "ngại va chạm"]


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        ("Chưa sắp xếp được thời gian.", "Chưa sắp xếp được thời gian."),
        (
            "- Khách quan: nhiều việc đột xuất.\n- Chủ quan: chưa chủ động.",
            "Khách quan: nhiều việc đột xuất. Chủ quan: chưa chủ động.",
        ),
    ],
)
def test_a_cause_that_fits_no_shortcoming_more_than_another_is_that_of_all_and_named_as_unsure(
    lines: str, cause: str
) -> None:
    paper = read(f"{TWO}2. Nguyên nhân\n{lines}\n")

    assert causes(paper) == [cause] * 2
    assert doubted(paper) == {"han_che/1/nguyen_nhan", "han_che/2/nguyen_nhan"}


def test_what_shares_words_that_weigh_the_same_is_as_like_in_whatever_order_they_are_counted() -> None:
    texts = [f"một{at} và hai{at} và ba{at} và {at + 10}" for at in range(50)]

    assert len({likeness(text, [text])[0] for text in texts}) == 1


def test_causes_by_kind_go_where_their_words_are() -> None:
    paper = read(
        f"{TWO}2. Nguyên nhân\n- Khách quan: mẫu báo cáo quý đổi hai lần.\n"
        "- Chủ quan: ngại phát biểu; chưa xem lịch nộp báo cáo quý.\n"
    )

    both = "Khách quan: mẫu báo cáo quý đổi hai lần. Chủ quan: chưa xem lịch nộp báo cáo quý."
    assert causes(paper) == [both, "ngại phát biểu"]
    assert [one.cause_kind for one in paper.shortcomings] == [None, CauseKind.SUBJECTIVE]
    assert doubted(paper) >= {"han_che/1/nguyen_nhan"}


def test_remedies_stand_behind_each_or_among_the_aims() -> None:
    behind = read(f"{II}- Báo cáo nộp chậm.\n+ Biện pháp: ghi lịch.\n+ Thời hạn: 30/6/2026\n")
    among = read(
        f"{TWO}VI. Phương hướng, biện pháp khắc phục\n- Ghi lịch báo cáo quý, nộp trước ngày 30/6/2026.\n"
        "- Phát biểu ở mọi kỳ sinh hoạt chi bộ.\n- Phấn đấu đạt danh hiệu chiến sĩ thi đua.\n"
    )

    assert [(one.remedy, one.due) for one in behind.shortcomings] == [("ghi lịch.", date(2026, 6, 30))]
    assert [(one.remedy, one.due) for one in among.shortcomings] == [
        ("Ghi lịch báo cáo quý, nộp trước ngày 30/6/2026.", date(2026, 6, 30)),
        ("Phát biểu ở mọi kỳ sinh hoạt chi bộ.", None),
    ]
    assert [pledge.text for pledge in among.pledges] == ["Phấn đấu đạt danh hiệu chiến sĩ thi đua."]


@pytest.mark.parametrize(
    ("aims", "remedies", "pledges"),
    [
        (
            ("Phát biểu ở mọi kỳ sinh hoạt chi bộ.", "Ghi lịch báo cáo quý."),
            ["Ghi lịch báo cáo quý.", "Phát biểu ở mọi kỳ sinh hoạt chi bộ."],
            [],
        ),
        (
            ("Đối với hạn chế thứ hai: nói trước.", "Đối với hạn chế thứ nhất: ghi lịch."),
            ["ghi lịch.", "nói trước."],
            [],
        ),
        (
            ("Học xong lớp tin học.", "Giúp đỡ một hộ nghèo.", "Đối với hạn chế thứ chín: sửa ngay."),
            ["", ""],
            ["Học xong lớp tin học.", "Giúp đỡ một hộ nghèo.", "sửa ngay."],
        ),
    ],
    ids=["by words", "by numbers", "none fits"],
)
def test_remedies_out_of_order_are_told_by_their_words_or_numbers(
    aims: tuple[str, ...], remedies: list[str], pledges: list[str]
) -> None:
    paper = read(f"{TWO}VI. Phương hướng\n" + "".join(f"- {aim}\n" for aim in aims))

    assert [one.remedy for one in paper.shortcomings] == remedies
    assert [pledge.text for pledge in paper.pledges] == pledges


def test_a_line_that_leads_to_others_and_one_that_ends_the_paper_are_none() -> None:
    paper = read(
        "II. Hạn chế, khuyết điểm và nguyên nhân\nBản thân còn một số hạn chế như sau:\n- Nộp báo cáo chậm.\n"
        "VI. Phương hướng\n- Nộp đúng hạn.\nTrên đây là bản tự kiểm điểm của tôi, kính mong chi bộ góp ý.\n"
    )

    assert [one.text for one in paper.shortcomings] == ["Nộp báo cáo chậm."]
    assert remedies(paper) == ["Nộp đúng hạn."]
    assert paper.left == ("Trên đây là bản tự kiểm điểm của tôi, kính mong chi bộ góp ý.",)


NOW = "năm 2025 đã khắc phục, nói 8/11 kỳ."


@pytest.mark.parametrize(
    ("line", "text", "state", "percent", "results"),
    [
        ("- Đi muộn: đã khắc phục. Năm nay 1 lần.", "Đi muộn", "da", None, "Năm nay 1 lần."),
        ("- Đi muộn. Đã được khắc phục: năm nay 1 lần.", "Đi muộn.", "da", None, "năm nay 1 lần."),
        ("- Ngoại ngữ yếu: đang khắc phục, đạt khoảng 60%. Đang học.", "Ngoại ngữ yếu", "dang", 60, "Đang học."),
        ("- Ngoại ngữ yếu (đang khắc phục, đạt khoảng 70%).", "Ngoại ngữ yếu", "dang", 70, ""),
        ("- Ngoại ngữ yếu: mức độ khắc phục 80%.", "Ngoại ngữ yếu", "dang", 80, ""),
        ("- Chưa có sáng kiến: chưa được khắc phục. Ngại viết.", "Chưa có sáng kiến", "chua", None, "Ngại viết."),
        ("- Chưa nói được tiếng Mông: đang học.", "Chưa nói được tiếng Mông", "dang", None, ""),
        ("Hạn chế thứ nhất: , đang khắc phục, đạt 35%.", ", đang khắc phục, đạt 35%.", "dang", 35, ""),
        ("- Trễ (9,1%). Đang khắc phục, còn 6,2%.", "Trễ (9,1%).", "dang", None, "Đang khắc phục, còn 6,2%."),
        ("Đã khắc phục: đi muộn.", "đi muộn.", "da", None, ""),
        ("- 01 hạn chế đang khắc phục (khoảng 80%): số hoá hồ sơ.", "số hoá hồ sơ.", "dang", 80, ""),
        ("1. Đi muộn.\nĐã khắc phục: năm nay 1 lần.", "Đi muộn.", "da", None, "Đã khắc phục: năm nay 1 lần."),
        ("Năm 2024 ít nói, năm 2025 đã khắc phục, nói 8/11 kỳ.", "Năm 2024 ít nói", "da", None, NOW),
        ("Bị nhắc đi muộn. Tôi đặt lịch, đã khắc phục.", "Bị nhắc đi muộn.", "da", None, "Tôi đặt lịch, đã khắc phục."),
        ("Việc “thu nợ” đang khắc phục, khoảng 65%.", "Việc “thu nợ”", "dang", 65, ""),
        ("| Hạn chế | Tình trạng | Kết quả |\n| Đi muộn | Đã khắc phục | 1 lần |", "Đi muộn", "da", None, "1 lần"),
        ("| Hạn chế | Tình trạng |\n| Số hoá | Đang khắc phục (80%) |", "Số hoá", "dang", 80, ""),
    ],
)  # fmt: skip
def test_words_say_what_became_of_each(line: str, text: str, state: str, percent: int | None, results: str) -> None:
    (entry,) = read(f"III. Khắc phục hạn chế kỳ trước\n{line}\n").follow_ups

    said = entry.text, entry.state, entry.percent, entry.results
    assert said == (text, FollowUpState(f"{state}-khac-phuc"), percent, results)


@pytest.mark.parametrize("label", ["Hạn chế thứ 2 của các kỳ trước", "Hạn chế nêu trước 2", "Hạn chế năm trước thứ 2"])
def test_what_is_to_be_done_about_an_earlier_one_is_not_about_this_years(label: str) -> None:
    paper = read(
        "II. Hạn chế, khuyết điểm\n(1) Báo cáo chậm.\n(2) Họp muộn.\n"
        "III. Khắc phục hạn chế kỳ trước\n(1) Đi muộn: đã khắc phục.\n(2) Số hoá sai: đang khắc phục.\n"
        f"VI. Phương hướng, biện pháp khắc phục\n- {label}: Dò lại từng hồ sơ.\n"
    )

    assert [entry.remedy for entry in paper.follow_ups] == ["", "Dò lại từng hồ sơ."]
    assert [one.remedy for one in paper.shortcomings] == ["", ""]


def test_the_boxes_of_a_degree_and_printed_hints_are_no_words_of_a_section() -> None:
    degree = "Tự đánh giá về cấp độ thực hiện: ☐ Xuất sắc ☒ Tốt"
    rated = read(f"I. Ưu điểm\n1. Về phẩm chất chính trị, đạo đức, lối sống\nTốt. {degree}\n{degree}\n")
    hint = next(words for words in the_knowledge().hints if words.startswith("Kiểm điểm rõ"))
    hinted = read(f"III. Khắc phục hạn chế kỳ trước\n{hint}\n- Đi muộn: đã khắc phục.\n")

    assert [section.paragraphs for section in rated.sections] == [("Tốt.",)]
    assert rated.left == (degree,)
    assert [section.paragraphs for section in hinted.sections] == [("Đi muộn: đã khắc phục.",)]


def test_a_state_that_no_words_say_is_asked_and_nothing_is_nothing() -> None:
    paper = read("III. Khắc phục hạn chế kỳ trước\n- Tích cực tham gia sinh hoạt chuyên môn.\n")
    nothing = ("Không có.", "Không.", "Không có vấn đề nào được gợi ý kiểm điểm.", "Tôi không được gợi ý kiểm điểm.")

    assert [entry.state for entry in paper.follow_ups] == [None]
    assert doubted(paper) == {"khac_phuc/1/tinh_trang"}
    for said in nothing:
        assert read(f"IV. Giải trình những vấn đề được gợi ý\n{said}\n").raised_issues == ()


ANSWERED = ("Tôi nộp bảng chấm công ngày 28/4.", "Do thiếu lịch trực.", "Tôi nhận trách nhiệm không kiểm tra hồ sơ.")


@pytest.mark.parametrize(
    "body",
    [
        "Vấn đề 1: việc chi trả chậm. {} {} {}",
        "1. việc chi trả chậm.\n- Giải trình: {}\n- Nguyên nhân: {}\n- Trách nhiệm: {}",
    ],
)
def test_an_issue_has_explanation_cause_and_responsibility(body: str) -> None:
    (issue,) = read(f"IV. Giải trình những vấn đề được gợi ý\n{body.format(*ANSWERED)}\n").raised_issues

    assert issue.issue == "việc chi trả chậm."
    assert (issue.explanation, issue.cause, issue.responsibility) == ANSWERED


@pytest.mark.parametrize(
    ("boxes", "level"),
    [
        ("☐ Hoàn thành xuất sắc nhiệm vụ\n☒ Hoàn thành tốt nhiệm vụ\n☐ Hoàn thành nhiệm vụ", Level.GOOD),
        ("( ) Hoàn thành xuất sắc nhiệm vụ   (x) Hoàn thành tốt nhiệm vụ   ( ) Hoàn thành nhiệm vụ", Level.GOOD),
        ("[ ] Hoàn thành tốt nhiệm vụ\n[x] Hoàn thành nhiệm vụ\n[ ] Không hoàn thành nhiệm vụ", Level.COMPLETED),
        ("Hoàn thành xuất sắc nhiệm vụ\t\nHoàn thành tốt nhiệm vụ\tX\nHoàn thành nhiệm vụ\t", Level.GOOD),
        ("| Hoàn thành xuất sắc nhiệm vụ | Hoàn thành tốt nhiệm vụ |\n| X | |", Level.EXCELLENT),
        ("Tự nhận mức xếp loại: Không hoàn thành nhiệm vụ.", Level.NOT_COMPLETED),
        ("1. Viên chức: Hoàn thành tốt nhiệm vụ\n2. Đảng viên: Hoàn thành nhiệm vụ", Level.COMPLETED),
        ("☒ Hoàn thành tốt nhiệm vụ\n☒ Hoàn thành nhiệm vụ", None),
        ("☐ Hoàn thành tốt nhiệm vụ\n☐ Hoàn thành nhiệm vụ", None),
    ],
)
def test_the_level_is_what_is_ticked_or_said_above_the_signature(boxes: str, level: Level | None) -> None:
    theirs = "NGƯỜI TỰ KIỂM ĐIỂM\nMức xếp loại chất lượng đảng viên: Hoàn thành tốt nhiệm vụ\n"
    for below in ("", theirs):
        paper = read(f"I. Ưu điểm\nTốt.\nVII. Tự nhận mức xếp loại chất lượng\n{boxes}\n{below}")

        assert paper.self_rating.level is level
        assert (level is None) == any(doubt.place == "tu_danh_gia/xep_loai" for doubt in paper.doubts)


@pytest.mark.parametrize(
    "lines",
    [
        "1. Nhóm tiêu chí chung: 27/30\n2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 55,5/70\nTổng điểm: 82,5/100",
        "1. Nhóm tiêu chí chung: 27/30\t2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 55,5 điểm/70",
        "Nhóm tiêu chí chung (tối đa 30 điểm): 27 điểm\nNhóm tiêu chí kết quả thực hiện nhiệm vụ (tối đa 70): 55,5",
        "| Nhóm | Tối đa | Tự chấm |\n| Nhóm tiêu chí chung | 30 | 27 |\n| Kết quả thực hiện nhiệm vụ | 70 | 55,5 |",
    ],
)
def test_points_are_those_out_of_30_and_70(lines: str) -> None:
    rating = read(f"I. Ưu điểm\nTốt.\nB. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI\n{lines}\n").self_rating

    assert (rating.general_points, rating.task_points) == (27, 55.5)


def test_tasks_are_rows_by_the_names_of_the_columns() -> None:
    paper = read(
        "I. Ưu điểm\nTốt.\nNGƯỜI TỰ KIỂM ĐIỂM\nPHỤ LỤC\n| STT | Nhiệm vụ | Thời hạn | Kết quả, sản phẩm | Tiến độ |\n"
        "| I | Việc thường xuyên | | | |\n| 1 | Tiêm chủng | 31/12/2025 | 1.751 trẻ | Đúng hạn |\n"
    )

    assert [(one.text, one.due, one.product, one.progress) for one in paper.tasks] == [
        ("Tiêm chủng", "31/12/2025", "1.751 trẻ", "Đúng hạn")
    ]


def test_what_the_form_asks_beyond_the_checklist_is_answered_where_the_paper_names_it() -> None:
    said = "Liên hệ các biểu hiện suy thoái, “tự diễn biến”, “tự chuyển hoá”: không có biểu hiện nào."
    paper = read(
        "I. Ưu điểm, kết quả đạt được\n1. Về phẩm chất chính trị, đạo đức, lối sống\n- Học đủ 4 nghị quyết.\n"
        f"- {said}\n- Những điều đảng viên không được làm tôi không vi phạm.\nII. Hạn chế\n- Nộp báo cáo chậm.\n"
    )

    assert [(one.question, one.text) for one in paper.form_answers] == [
        ("bieu-hien-suy-thoai", "không có biểu hiện nào.")
    ]
    assert said in told(paper)["I.1"]


@pytest.mark.parametrize(
    "said",
    [
        *("Một là, {}; Hai là, {}", "(1) {}; (2) {}", "Thứ nhất: {}; Thứ hai: {}"),
        *("Thứ nhất là {}; thứ hai là {}", "Bản thân còn một số hạn chế sau: {}; {}"),
    ],
)
def test_one_paragraph_that_counts_or_announces_several_is_divided_and_what_stands_behind_is_for_all(said: str) -> None:
    paper = read(f"{II}{said.format('nộp báo cáo chậm', 'ít phát biểu.')}\nNguyên nhân: chưa sắp xếp được thời gian.\n")

    assert [one.text for one in paper.shortcomings] == ["nộp báo cáo chậm", "ít phát biểu."]
    assert causes(paper) == ["chưa sắp xếp được thời gian."] * 2


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
        ("đã khắc phục được tám mươi phần trăm, còn hai ca phải ghi lại.", UNDER_WAY, 80),
        ("đã khắc phục khoảng bảy mươi lăm phần trăm, còn hai ca phải ghi lại.", UNDER_WAY, 75),
        ("đến nay đã khắc phục 80 phần trăm, còn hai ca phải ghi lại.", UNDER_WAY, 80),
        ("đang khắc phục, đạt chừng chín mươi phần trăm, còn hai ca phải ghi lại.", UNDER_WAY, 90),
        ("đã khắc phục một trăm phần trăm, còn hai ca phải ghi lại.", MENDED, None),
        ("đã khắc phục được hơn một nửa, còn hai ca phải ghi lại.", UNDER_WAY, None),
        ("mới sửa được phần lớn, còn hai ca phải ghi lại.", UNDER_WAY, None),
        ("đã sửa được phần nào, còn hai ca phải ghi lại.", UNDER_WAY, None),
        ("đã sửa được, còn hai ca phải ghi lại.", MENDED, None),
    ],
)
def test_more_words_say_a_state_and_how_far_it_is_mended_and_a_share_of_something_else_is_none(
    said: str, state: FollowUpState, percent: int | None
) -> None:
    (entry,) = read(f"{III}- Hồ sơ lưu chưa chỉnh lý: {said}\n").follow_ups

    assert (entry.text, entry.state, entry.percent) == ("Hồ sơ lưu chưa chỉnh lý", state, percent)
    assert "," not in said or said.rpartition(", ")[2] in entry.results


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
