"""What a paper says is taken apart: shortcomings, causes, remedies, what became of earlier ones, issues, tasks."""

from datetime import date

import pytest

from support.papers import read, the_knowledge, told
from tuphe.core.paper import Paper
from tuphe.core.review import FollowUpState
from tuphe.core.self_rating import Level
from tuphe.core.shortcoming import CauseKind

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


@pytest.mark.parametrize("way", ["Một là, {} Hai là, {}", "(1) {} (2) {}", "Thứ nhất: {} Thứ hai: {}"])
def test_a_paragraph_that_counts_is_divided(way: str) -> None:
    paper = read(f"II. Hạn chế, khuyết điểm và nguyên nhân\n{way.format('nộp báo cáo chậm;', 'ít phát biểu.')}\n")

    assert [one.text for one in paper.shortcomings] == ["nộp báo cáo chậm", "ít phát biểu."]


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
def test_what_became_of_an_earlier_one_is_said_by_its_words(
    line: str, text: str, state: str, percent: int | None, results: str
) -> None:
    (entry,) = read(f"III. Khắc phục hạn chế kỳ trước\n{line}\n").follow_ups

    assert (entry.text, entry.state, entry.percent, entry.results) == (
        text, FollowUpState(f"{state}-khac-phuc"), percent, results,
    )  # fmt: skip


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


@pytest.mark.parametrize("way", ["Thứ nhất là {}; thứ hai là {}", "Bản thân còn một số hạn chế sau: {}; {}"])
def test_one_paragraph_that_announces_several_is_divided_and_what_stands_behind_is_for_all(way: str) -> None:
    paper = read(f"{II}{way.format('nộp báo cáo chậm', 'ít phát biểu.')}\nNguyên nhân: chưa sắp xếp được thời gian.\n")

    assert [one.text for one in paper.shortcomings] == ["nộp báo cáo chậm", "ít phát biểu."]
    assert causes(paper) == ["chưa sắp xếp được thời gian."] * 2
