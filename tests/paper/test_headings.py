"""Which lines of a paper are headings, in papers of every kind: by words, number, look and order."""

import unicodedata
from typing import Literal

import pytest

from support.papers import a_line, lines, read, sections_of, the_knowledge, told
from tuphe.core.self_rating import Level
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.reading.whole_paper import read_paper

III = (
    "Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận hoặc được chỉ ra ở các kỳ kiểm "
    "điểm trước"
)


@pytest.mark.parametrize("number", ["III. ", "III/ ", "III- ", "III) ", "III: ", "Phần III. ", "3. ", "3/ ", "C. ", ""])
@pytest.mark.parametrize(
    "words", [III, III.upper(), f"{III}:", "Khắc phục hạn chế kỳ trước", "KẾT QUẢ KHẮC PHỤC KHUYẾT ĐIỂM NĂM TRƯỚC"]
)
def test_a_heading_is_known_by_its_words_however_it_is_numbered(number: str, words: str) -> None:
    assert sections_of((a_line(number + words, bold=True),)) == {0: "III"}
    assert sections_of((a_line("Khắc phục hạn chế kỳ trước", number="III."),)) == {0: "III"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", ["Ưu điểm, kết quả đạt được", "Uu điểm"])
def test_marks_may_be_apart_but_not_missing(form: Literal["NFC", "NFD"], words: str) -> None:
    line = a_line(unicodedata.normalize(form, f"I. {words}"), bold=True)

    assert (0 in sections_of((line,))) == words.startswith("Ư")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có): Không có", "Không có"),
        ("IV. Giải trình vấn đề được gợi ý. Tôi giải trình hai việc.", "Tôi giải trình hai việc."),
        ("IV- Giải trình vấn đề được gợi ý\nTôi giải trình hai việc.", "Tôi giải trình hai việc."),
        ("IV. Giải trình những vấn đề được gợi ý - Việc chi chậm.", "Việc chi chậm."),
        ("IV. Giải trình vấn đề được gợi ý Việc chi chậm.", "Việc chi chậm."),
    ],
)
def test_the_text_may_go_on_behind_the_heading(line: str, rest: str) -> None:
    assert told(read(f"I. Ưu điểm\nTốt.\n{line}\n"))["IV"] == (rest,)


@pytest.mark.parametrize(
    "line",
    [
        "- Phương hướng, biện pháp khắc phục: mỗi tuần đọc hai văn bản.",
        "Kết quả khắc phục hạn chế của tôi được chi bộ ghi nhận tại kỳ họp tháng 6.",
        "1. Hạn chế, khuyết điểm trong công tác chuyên môn đã sửa xong từ tháng 3 năm 2025.",
        "Giải trình vấn đề được gợi ý xong, tôi xin rút kinh nghiệm sâu sắc trước chi bộ.",
        "Không vi phạm những điều đảng viên không được làm.",
    ],
)
def test_a_line_that_merely_begins_like_a_heading_is_none(line: str) -> None:
    before, behind = "I. Ưu điểm\nTốt.\nII. Hạn chế, khuyết điểm và nguyên nhân", "VI. Phương hướng\nCố gắng."
    body = f"{before}\n{line}\nIII. {III}\nKhông.\n{behind}"

    assert list(sections_of(lines(body)).values()) == ["I", "II", "III", "VI"]


PLEDGE = "Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu"
GOOD, II = "I. Ưu điểm\nTốt.\n", "II. Hạn chế, khuyết điểm và nguyên nhân\n"
IN_ORDER = {
    "causes behind each shortcoming are no heading": (
        f"{II}Chậm báo cáo.\nNguyên nhân: quên lịch.\nÍt nói.\nNguyên nhân: ngại va chạm.\nVI. Phương hướng\nCố gắng.",
        ["II", "VI"],
    ),
    "numbers that are shifted are told by meaning": (
        f"{GOOD}II. Khuyết điểm, hạn chế và nguyên nhân\nChậm.\nIII. Phương hướng, biện pháp khắc phục\nSửa.",
        ["I", "II", "VI"],
    ),
    "the pledge is third": (
        f"I. Ưu điểm\n1. Về phẩm chất chính trị, đạo đức, lối sống\nTốt.\n3. {PLEDGE}\nXong.",
        ["I", "I.1", "I.3"],
    ),
    "the leader's pledge is sixth": (
        f"I. Ưu điểm\n5. Trách nhiệm nêu gương của bản thân và gia đình\nCó.\n6. {PLEDGE}\nXong.",
        ["I", "I.5", "I.6"],
    ),
    "other words are told by some of them": (
        "I. Những mặt ưu điểm nổi bật\nTốt.\nII. Phần tồn tại, thiếu sót\nChậm.\nIV. Các nội dung chi bộ gợi ý\nKhông.",
        ["I", "II.1", "IV"],
    ),
    "nothing of the review comes behind the self-rating": (
        f"{GOOD}B. NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI\n{II}",
        ["I", "B"],
    ),
}


@pytest.mark.parametrize(("body", "sections"), IN_ORDER.values(), ids=IN_ORDER)
def test_headings_are_told_by_meaning_and_order(body: str, sections: list[str]) -> None:
    assert list(sections_of(lines(body)).values()) == sections


CONDUCT, WORK = "1. Tư tưởng chính trị, đạo đức lối sống", "Thực hiện nhiệm vụ của"
SAID: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "one item of the form may be several of an older paper": (
        "I. Ưu điểm\n1. Về tư tưởng chính trị\nVững.\n2. Về phẩm chất đạo đức\nTốt.\n3. Về ý thức tổ chức kỷ luật\nCó.",
        {"I.1": ("Vững.", "Tốt.", "Có.")},
    ),
    "text behind a heading of unknown words is not lost": (
        f"{GOOD}II. Ý kiến, kiến nghị: Đề nghị cấp máy.\nIII. Hướng phấn đấu, biện pháp khắc phục: Sửa.",
        {"I": ("Tốt.",), "Ý kiến, kiến nghị": ("Đề nghị cấp máy.",), "VI": ("Sửa.",)},
    ),
    "parts may run on for two roles": (
        f"I. ƯU ĐIỂM\n{CONDUCT}: Tin.\n2. {WORK} viên chức: Dạy đủ.\n3. {WORK} đảng viên: Họp đủ.\nII. HẠN CHẾ\nÍt.\n",
        {"I.1": ("Tin.",), "I.2": ("Dạy đủ.", "Họp đủ."), "II.1": ("Ít.",)},
    ),
    "a plain line whose number fills a gap is a section": (
        "".join(
            f"{heading}\nĐã ghi.\n"
            for heading in (
                "1. Ưu điểm",
                "2. Tồn tại",
                "3. Nguyên nhân tồn tại",
                "4. Trách nhiệm",
                "5. Giải pháp khắc phục",
            )
        ),
        dict.fromkeys(("I", "II.1", "II.2", "Trách nhiệm", "VI"), ("Đã ghi.",)),
    ),
    "a list between two sections fills none": (
        "1. Ưu điểm\nTốt:\n1. Họp đủ 12 kỳ\n2. Nộp báo cáo đúng hạn\n3. Phương hướng\nLập lịch.\n",
        {"I": ("Tốt:", "Họp đủ 12 kỳ", "Nộp báo cáo đúng hạn"), "VI": ("Lập lịch.",)},
    ),
    "an older paper may have its parts of conduct before its merits": (
        (
            "I. ĐẶC ĐIỂM TÌNH HÌNH\nNăm 2025 đơn vị sáp nhập.\nII. KẾT QUẢ TU DƯỠNG, RÈN LUYỆN\n1. Tư tưởng chính trị\n"
            "Kiên định.\n2. Phẩm chất đạo đức, lối sống\nGiản dị.\nIII. KẾT QUẢ CÔNG TÁC\nXong 12/14.\n"
            "IV. NHỮNG TỒN TẠI, YẾU KÉM\nChậm.\nV. NGUYÊN NHÂN\nQuên.\nVI. HƯỚNG KHẮC PHỤC, PHẤN ĐẤU\nLập lịch.\n"
        ),
        {"I.1": ("Kiên định.", "Giản dị."), "I.2": ("Xong 12/14.",), "II.1": ("Chậm.",), "II.2": ("Quên.",)}
        | {"VI": ("Lập lịch.",)},
    ),
    "merits and faults may be parts of one section": (
        "I. NHẬN XÉT ƯU, KHUYẾT ĐIỂM\n1. Ưu điểm\nHọp đủ.\n2. Khuyết điểm\nChậm.\nII. PHƯƠNG HƯỚNG\nLập lịch.\n",
        {"I": ("Họp đủ.",), "II.1": ("Chậm.",), "VI": ("Lập lịch.",)},
    ),
    "a heading may go on in words of its own": (
        "I. Ưu điểm\n1. Phẩm chất chính trị, đạo đức, lối sống; tự soi, tự sửa\nTốt.\nII. Hạn chế\nChậm.\n",
        {"I.1": ("Tốt.",), "II.1": ("Chậm.",)},
    ),
}


@pytest.mark.parametrize(("body", "said"), SAID.values(), ids=SAID)
def test_what_stands_below_or_behind_a_heading_is_said_in_its_section(
    body: str, said: dict[str, tuple[str, ...]]
) -> None:
    assert told(read(body)) == said


def test_a_numbered_field_of_the_head_is_no_heading_and_a_blank_form_is_said_to_be_one() -> None:
    paper = read("1. Họ và tên: Lê A\n2. Nhiệm vụ được giao: giảng dạy\n3. Chi bộ: Trường B\nI. Ưu điểm\nTốt.\n")

    assert paper.header == {"ho_ten": "Lê A", "chi_bo": "Trường B"}
    assert told(paper) == {"I": ("Tốt.",)}
    assert read("I. Ưu điểm\n......\nII. Hạn chế, khuyết điểm và nguyên nhân\n......\n").notices


def test_a_local_section_keeps_its_own_words() -> None:
    conduct, local = "**1. Về phẩm chất chính trị, đạo đức, lối sống**", "**2. Giờ giảng, nghiên cứu khoa học**"
    body = f"|x|\n**I. Ưu điểm**\n{conduct}\nTốt.\n{local}\n320 giờ."

    assert list(sections_of(lines(body)).values()) == ["I", "I.1", "Giờ giảng, nghiên cứu khoa học"]


@pytest.mark.parametrize(
    "headings",
    [
        ("**1. Ưu điểm**", "**2. Khuyết điểm**", "**3. Phương hướng**"),
        ("**Ưu điểm:**", "**Khuyết điểm:**", "**Phương hướng khắc phục:**"),
        ("I. Ưu điểm", "II. Nhược điểm", "III. Hướng khắc phục"),
    ],
)
def test_a_part_of_the_form_may_be_a_section_of_an_older_paper(headings: tuple[str, str, str]) -> None:
    first, second, third = headings
    paper = read(f"|x|\n{first}\n- Tốt.\n{second}\n- Chậm.\n{third}\n- Sửa.\n")

    assert told(paper) == {"I": ("Tốt.",), "II.1": ("Chậm.",), "VI": ("Sửa.",)}


@pytest.mark.parametrize(
    "numbers",
    [
        ("I. ", "1.1 ", "1.2 ", "II. ", "2.1 ", "2.2 ", "III. ", "IV. "),
        ("A. ", "A.1. ", "A.2. ", "B. ", "B.1 ", "B.2 ", "C. ", "D. "),
        ("Phần thứ nhất. ", "(1) ", "(2) ", "Phần thứ hai. ", "(1) ", "(2) ", "Phần thứ ba. ", "Phần thứ tư. "),
        ("PHẦN MỘT: ", "a) ", "b) ", "PHẦN HAI: ", "a) ", "b) ", "PHẦN BA: ", "PHẦN BỐN: "),
        ("A.I. ", "1. ", "2. ", "A.II. ", "1. ", "2. ", "A.III. ", "A.IV. "),
        ("1./ ", "1.a) ", "1.b) ", "2./ ", "2.a) ", "2.b) ", "3./ ", "4./ "),
        ("Mục I: ", "I.1 ", "I.2 ", "Mục II: ", "II.1 ", "II.2 ", "Mục III: ", "Mục IV: "),
    ],
)
@pytest.mark.parametrize("bold", [True, False])
def test_sections_are_known_in_every_way_of_counting(numbers: tuple[str, ...], *, bold: bool) -> None:
    headings = (
        "ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC",
        "Phẩm chất chính trị, đạo đức, lối sống",
        "Việc thực hiện nhiệm vụ được giao",
        "HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN",
        "Hạn chế, khuyết điểm",
        "Nguyên nhân",
        "KẾT QUẢ KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC",
        "PHƯƠNG HƯỚNG, BIỆN PHÁP KHẮC PHỤC",
    )
    paragraphs = tuple(
        a_line(text, 2 * place + behind, bold=bold and not behind)
        for place, (number, heading) in enumerate(zip(numbers, headings, strict=True))
        for behind, text in enumerate((number + heading, "Đã họp 12/12 kỳ, nộp báo cáo đúng hạn."))
    )

    assert list(sections_of(paragraphs).values()) == ["I", "I.1", "I.2", "II", "II.1", "II.2", "III", "VI"]


@pytest.mark.parametrize(
    "line", ["1.5 tỷ đồng đã giải ngân.", "8.3 được nghỉ.", "Đ.c Hoà góp ý.", "2.1 hộ", "1.204 Hộ đã nhận."]
)
def test_a_number_that_says_something_stays(line: str) -> None:
    assert told(read(f"I. Ưu điểm\n{line}\nII. Hạn chế\nChậm.\n"))["I"] == (line,)


@pytest.mark.parametrize(
    "hint",
    [
        "(Gợi ý: Cá nhân nêu ngắn gọn lập trường tư tưởng, việc học tập nghị quyết.)",
        "(Nêu rõ số lượng, chất lượng, tiến độ từng việc; tránh viết chung chung).",
        "(Hướng dẫn: mỗi nội dung không quá 5 dòng)",
        "(Phần này không quá nửa trang.)",
        "(Lưu ý đối chiếu với các biểu hiện suy thoái)",
    ],
)
def test_what_guides_the_writer_is_no_text(hint: str) -> None:
    body = f"I. Ưu điểm\n{hint}\nHọp 12/12 kỳ.\n(Có biên bản kèm theo.)\nII. Hạn chế\nChậm.\n"

    assert told(read(body))["I"] == ("Họp 12/12 kỳ.", "(Có biên bản kèm theo.)")


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


def typed(*headings: str) -> str:
    """A paper with these headings."""
    said = ("Họp đủ 12 kỳ.", "Chậm báo cáo.", "Đi muộn: đã sửa.", "Lập lịch.")
    return "".join(f"{heading}\n{text}\n" for heading, text in zip(headings, said, strict=True))


BULLETED = (
    "* Ưu điểm:\n- Họp đủ 12 kỳ.\n* Hạn chế, khuyết điểm và nguyên nhân:\n- Chậm báo cáo.\n"
    "* Kết quả khắc phục hạn chế năm trước: Đi muộn: đã sửa.\n* Phương hướng, biện pháp khắc phục:\n- Lập lịch.\n"
    "* Tự xếp loại: Hoàn thành tốt nhiệm vụ.\n"
)
LONGER = "III. Kết quả khắc phục hạn chế, khuyết điểm\nđã được chỉ ra"


@pytest.mark.parametrize(
    "body",
    [
        typed(
            "Thứ nhất: Về ưu điểm", "Thứ hai: Về hạn chế, khuyết điểm và nguyên nhân",
            "Thứ ba: Kết quả khắc phục hạn chế năm trước", "Thứ tư: Phương hướng, biện pháp khắc phục",
        ),
        BULLETED,
        typed(
            "I. ƯU ĐIỂM", "II. HẠN CHẾ, KHUYẾT ĐIỂM\nVÀ NGUYÊN NHÂN", f"{LONGER} ở các kỳ kiểm điểm trước".upper(),
            "IV. PHƯƠNG HƯỚNG, BIỆN PHÁP KHẮC PHỤC\nHẠN CHẾ, KHUYẾT ĐIỂM",
        ),
        typed(
            "I. Ưu điểm", "II. Hạn chế, khuyết điểm\nvà nguyên nhân", LONGER,
            "IV. Phương hướng, biện pháp khắc phục\nhạn chế, khuyết điểm",
        ),
    ],
)  # fmt: skip
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
    shortcomings = "**1. Hạn chế, khuyết điểm**\nChậm báo cáo.\n**2. Nguyên nhân**\nQuên lịch.\n"
    body = f"|x|\n**I. ƯU ĐIỂM**\nTốt.\n**II. HẠN CHẾ**\n{shortcomings}"

    assert list(sections_of(lines(body)).values()) == ["I", "II", "II.1", "II.2"]
    assert list(told(read(body))) == ["I", "II.1", "II.2"]


def test_a_bold_line_that_ends_with_nothing_says_so() -> None:
    issues = "**IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có): Không có**"
    collective = "**V. Trách nhiệm của cá nhân đối với hạn chế của tập thể: Không**"
    aims = "**VI. Phương hướng, biện pháp khắc phục**\nLập lịch."
    paper = told(read(f"|x|\n**I. Ưu điểm**\nTốt.\n{issues}\n{collective}\n{aims}"))

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
