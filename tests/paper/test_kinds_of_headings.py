"""Kinds of papers by their headings: letters, older forms, two roles in one, headings broken or behind bullets."""

import pytest

from support.papers import a_line, read, sections_of, the_knowledge, told
from tuphe.core.self_rating import Level
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.reading import read_paper

LETTER = """Về ưu điểm: Tôi chấp hành chủ trương của Đảng. Họp đủ 12 kỳ.
Vận động 5 hộ hiến đất.
Về khuyết điểm: Còn nể nang trong phê bình.
Nguyên nhân: do sợ mất lòng.
Về khắc phục khuyết điểm năm trước: Năm trước tôi đi họp muộn, nay đã sửa.
Hướng phấn đấu năm 2026: Thẳng thắn góp ý.
Tự xếp loại: Hoàn thành nhiệm vụ.
Người viết
"""


def test_the_labels_of_a_letter_are_its_sections() -> None:
    paper = read(LETTER)

    assert told(paper) == {
        "I": ("Tôi chấp hành chủ trương của Đảng. Họp đủ 12 kỳ.", "Vận động 5 hộ hiến đất."),
        "II.1": ("Còn nể nang trong phê bình.",),
        "II.2": ("do sợ mất lòng.",),
        "III": ("Năm trước tôi đi họp muộn, nay đã sửa.",),
        "VI": ("Thẳng thắn góp ý.",),
    }
    assert paper.self_rating.level is Level.COMPLETED


SECTIONS = {"I": ("Họp đủ 12 kỳ.",), "II": ("Chậm báo cáo.",), "III": ("Đi muộn: đã sửa.",), "VI": ("Lập lịch.",)}


@pytest.mark.parametrize(
    "body",
    [
        """Thứ nhất: Về ưu điểm
Họp đủ 12 kỳ.
Thứ hai: Về hạn chế, khuyết điểm và nguyên nhân
Chậm báo cáo.
Thứ ba: Kết quả khắc phục hạn chế năm trước
Đi muộn: đã sửa.
Thứ tư: Phương hướng, biện pháp khắc phục
Lập lịch.
""",
        """* Ưu điểm:
- Họp đủ 12 kỳ.
* Hạn chế, khuyết điểm và nguyên nhân:
- Chậm báo cáo.
* Kết quả khắc phục hạn chế năm trước: Đi muộn: đã sửa.
* Phương hướng, biện pháp khắc phục:
- Lập lịch.
* Tự xếp loại: Hoàn thành tốt nhiệm vụ.
""",
        """I. ƯU ĐIỂM
Họp đủ 12 kỳ.
II. HẠN CHẾ, KHUYẾT ĐIỂM
VÀ NGUYÊN NHÂN
Chậm báo cáo.
III. KẾT QUẢ KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM
ĐÃ ĐƯỢC CHỈ RA Ở CÁC KỲ KIỂM ĐIỂM TRƯỚC
Đi muộn: đã sửa.
IV. PHƯƠNG HƯỚNG, BIỆN PHÁP KHẮC PHỤC
HẠN CHẾ, KHUYẾT ĐIỂM
Lập lịch.
""",
        """I. Ưu điểm
Họp đủ 12 kỳ.
II. Hạn chế, khuyết điểm
và nguyên nhân
Chậm báo cáo.
III. Kết quả khắc phục hạn chế, khuyết điểm
đã được chỉ ra
Đi muộn: đã sửa.
IV. Phương hướng, biện pháp khắc phục
hạn chế, khuyết điểm
Lập lịch.
""",
    ],
)
def test_headings_are_known_however_they_are_typed(body: str) -> None:
    assert told(read(body)) == SECTIONS


def test_lists_that_count_in_words_or_have_bullets_and_lines_in_capitals_are_no_headings() -> None:
    lists = (
        "I. Ưu điểm\n* Về công tác tuyên truyền: 12 buổi.\n* Về hoà giải: 5 vụ.\n* Về thu quỹ: đủ.\n"
        "II. Hạn chế\nThứ nhất: chậm báo cáo.\nThứ hai: ít xuống cơ sở.\nThứ ba: phương hướng chưa rõ.\n"
    )
    capitals = "I. ƯU ĐIỂM\nHỌP ĐỦ 12 KỲ\nTốt.\nII. HẠN CHẾ\nCHẬM BÁO CÁO\nIII. KẾT QUẢ KHẮC PHỤC\nĐi muộn: đã sửa.\n"

    assert list(told(read(lists))) == ["I", "II.1"]
    assert told(read(capitals)) == {
        "I": ("HỌP ĐỦ 12 KỲ", "Tốt."),
        "II.1": ("CHẬM BÁO CÁO",),
        "III": ("Đi muộn: đã sửa.",),
    }


def test_parts_that_come_back_to_conduct_behind_the_work_are_counted_on() -> None:
    parts = (
        "1. Về chính trị tư tưởng",
        "2. Về đạo đức, lối sống",
        "3. Về chức trách, nhiệm vụ được giao",
        "4. Về ý thức tổ chức kỷ luật",
    )
    body = "".join(f"{part}\nĐiều {place}.\n" for place, part in enumerate(parts))
    paper = told(read(f"I. Ưu điểm\n{body}II. Hạn chế\nChậm.\nVI. Phương hướng\n1. Về đạo đức, lối sống: giữ gìn.\n"))

    assert (paper["I.1"], paper["I.2"]) == (("Điều 0.", "Điều 1.", "Điều 3."), ("Điều 2.",))
    assert paper["VI"] == ("Về đạo đức, lối sống: giữ gìn.",)


def test_what_an_employee_says_behind_the_members_rating_takes_no_part_from_the_member() -> None:
    paper = read(
        """PHẦN I. TỰ KIỂM ĐIỂM CỦA ĐẢNG VIÊN
1. Ưu điểm
a. Về tư tưởng chính trị
Kiên định.
b. Về thực hiện nhiệm vụ được giao
Dạy đủ tiết.
2. Khuyết điểm và nguyên nhân
Ít dự giờ.
3. Biện pháp khắc phục
Dự giờ 2 tiết mỗi tháng.
4. Tự nhận xếp loại đảng viên: Hoàn thành tốt nhiệm vụ
PHẦN II. TỰ ĐÁNH GIÁ CỦA VIÊN CHỨC
1. Kết quả thực hiện nhiệm vụ được giao
Dạy 500 tiết.
2. Tự xếp loại viên chức: Hoàn thành xuất sắc nhiệm vụ
Người tự đánh giá
"""
    )

    assert told(paper)["I.2"] == ("Dạy đủ tiết.",)
    assert paper.self_rating.level is Level.GOOD


def test_a_heading_is_not_joined_to_the_next_one() -> None:
    paragraphs = (
        a_line("I. ƯU ĐIỂM", 0, bold=True),
        a_line("Tốt.", 1),
        a_line("II. HẠN CHẾ", 2, bold=True),
        a_line("1. Hạn chế, khuyết điểm", 3, bold=True),
        a_line("Chậm báo cáo.", 4),
        a_line("2. Nguyên nhân", 5, bold=True),
        a_line("Quên lịch.", 6),
    )

    assert list(sections_of(paragraphs).values()) == ["I", "II", "II.1", "II.2"]
    assert list(told(read_paper(paragraphs, the_knowledge(), "giay.docx"))) == ["I", "II.1", "II.2"]


def test_a_bold_line_that_ends_with_nothing_says_so() -> None:
    paragraphs = (
        a_line("I. Ưu điểm", 0, bold=True),
        a_line("Tốt.", 1),
        a_line("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có): Không có", 2, bold=True),
        a_line("V. Trách nhiệm của cá nhân đối với hạn chế của tập thể: Không", 3, bold=True),
        a_line("VI. Phương hướng, biện pháp khắc phục", 4, bold=True),
        a_line("Lập lịch.", 5),
    )
    paper = told(read_paper(paragraphs, the_knowledge(), "giay.docx"))

    assert (paper["IV"], paper["V"]) == (("Không có",), ("Không",))


FIRST = """I. Ưu điểm, kết quả đạt được
1. Về phẩm chất chính trị, đạo đức, lối sống
Tốt.
2. Việc thực hiện cam kết tu dưỡng, rèn luyện
Xong 3/4.
II. Hạn chế, khuyết điểm và nguyên nhân
Chậm.
III. Kết quả khắc phục hạn chế năm trước
Đi muộn: đã sửa.
"""


def test_responsibility_and_the_pledge_for_next_year_are_no_parts_of_the_first_section() -> None:
    own = told(read(f"{FIRST}IV. Trách nhiệm của cá nhân\nTôi nhận.\nV. Phương hướng\nLập lịch.\n"))
    pledge = "V. Cam kết tu dưỡng, rèn luyện, phấn đấu năm 2026\nĐọc 12 văn bản.\n"
    aims = told(read(f"{FIRST}IV. Phương hướng\nLập lịch.\n{pledge}"))

    assert (own["Trách nhiệm của cá nhân"], own["I.3"]) == (("Tôi nhận.",), ("Xong 3/4.",))
    assert (aims["I.3"], aims["VI"]) == (("Xong 3/4.",), ("Lập lịch.", "Đọc 12 văn bản."))


FIVE = (
    "1. Ưu điểm",
    "2. Tồn tại, hạn chế",
    "3. Nguyên nhân tồn tại, hạn chế",
    "4. Trách nhiệm",
    "5. Giải pháp khắc phục",
)
OLDER = """I. ĐẶC ĐIỂM TÌNH HÌNH
Năm 2025 đơn vị sáp nhập.
II. KẾT QUẢ TU DƯỠNG, RÈN LUYỆN
1. Tư tưởng chính trị
Kiên định.
2. Phẩm chất đạo đức, lối sống
Giản dị.
III. KẾT QUẢ CÔNG TÁC
Xong 12/14.
IV. NHỮNG TỒN TẠI, YẾU KÉM
Chậm.
V. NGUYÊN NHÂN
Quên.
VI. HƯỚNG KHẮC PHỤC, PHẤN ĐẤU
Lập lịch.
"""
CONDUCT = "1. Phẩm chất chính trị, đạo đức, lối sống; tự soi, tự sửa"
SAID: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "a plain line whose number fills a gap is a section": (
        "".join(f"{heading}\nĐã ghi.\n" for heading in FIVE),
        dict.fromkeys(("I", "II.1", "II.2", "Trách nhiệm", "VI"), ("Đã ghi.",)),
    ),
    "a list between two sections fills none": (
        "1. Ưu điểm\nTốt:\n1. Họp đủ 12 kỳ\n2. Nộp báo cáo đúng hạn\n3. Phương hướng\nLập lịch.\n",
        {"I": ("Tốt:", "Họp đủ 12 kỳ", "Nộp báo cáo đúng hạn"), "VI": ("Lập lịch.",)},
    ),
    "an older paper may have its parts of conduct before its merits": (
        OLDER,
        {"I.1": ("Kiên định.", "Giản dị."), "I.2": ("Xong 12/14.",), "II.1": ("Chậm.",), "II.2": ("Quên.",)},
    ),
    "merits and faults may be parts of one section": (
        "I. NHẬN XÉT ƯU, KHUYẾT ĐIỂM\n1. Ưu điểm\nHọp đủ.\n2. Khuyết điểm\nChậm.\nII. PHƯƠNG HƯỚNG\nLập lịch.\n",
        {"I": ("Họp đủ.",), "II.1": ("Chậm.",), "VI": ("Lập lịch.",)},
    ),
    "a heading may go on in words of its own": (
        f"I. Ưu điểm\n{CONDUCT}\nTốt.\nII. Hạn chế\nChậm.\n",
        {"I.1": ("Tốt.",), "II.1": ("Chậm.",)},
    ),
}


@pytest.mark.parametrize(("body", "said"), SAID.values(), ids=SAID)
def test_sections_of_older_papers_are_those_of_the_form(body: str, said: dict[str, tuple[str, ...]]) -> None:
    paper = told(read(body))

    assert {number: paper[number] for number in said} == said


@pytest.mark.parametrize("number", ["", "1. ", "a) "])
@pytest.mark.parametrize("sign", [".", ":", " -"])
@pytest.mark.parametrize("words", ["Về phẩm chất đạo đức, lối sống", "Về tư tưởng chính trị, đạo đức, lối sống"])
def test_a_label_in_bold_letters_heads_the_text_behind_it(number: str, sign: str, words: str) -> None:
    label = f"{number}{words}{sign}"
    paragraphs = (
        a_line("I. Ưu điểm", 0, bold=True),
        Paragraph(position=1, text=f"{label} Tôi sống giản dị, họp đủ 12 kỳ.", set_off=(label,)),
        a_line("II. Hạn chế, khuyết điểm và nguyên nhân", 2, bold=True),
        a_line("Chậm báo cáo.", 3),
    )

    said = told(read_paper(paragraphs, the_knowledge(), "giay.docx"))
    assert said == {"I.1": ("Tôi sống giản dị, họp đủ 12 kỳ.",), "II": ("Chậm báo cáo.",)}


def test_labels_by_letters_within_a_part_are_its_text() -> None:
    paper = told(
        read(
            """I. Ưu điểm, kết quả đạt được
1. Về tư tưởng chính trị; phẩm chất đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối làm việc
a) Về tư tưởng chính trị: Kiên định.
b) Về phẩm chất đạo đức, lối sống: Giản dị.
c) Về ý thức tổ chức kỷ luật: Họp đủ.
2. Việc thực hiện chức trách, nhiệm vụ được giao
a) Công tác chuyên môn: Xong 12/14.
b) Công tác đoàn thể: Tham gia.
II. Hạn chế, khuyết điểm và nguyên nhân
Chậm.
"""
        )
    )

    assert list(paper) == ["I.1", "I.2", "II"]
    assert (len(paper["I.1"]), len(paper["I.2"])) == (3, 2)
