"""What became of several earlier shortcomings told in one paragraph, and how far they are mended told in words."""

from __future__ import annotations

import pytest

from support.papers import read
from tuphe.core.review import FollowUpState

III = "III. Kết quả khắc phục hạn chế, khuyết điểm năm trước\n"
MENDED, UNDER_WAY, OPEN = FollowUpState.MENDED, FollowUpState.UNDER_WAY, FollowUpState.NOT_MENDED


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
