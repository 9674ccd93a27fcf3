"""Letters of before Unicode are recognised, and nothing else is taken for them."""

import pytest

from support.old_letters import in_tcvn3, in_vni
from support.values import an_example
from tuphe.core.old_letters import OldLetters, old_letters

SENTENCES = (
    "Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ kiểm điểm trước.",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Chấp hành nghiêm nghị quyết, chỉ thị của Đảng; không vi phạm những điều đảng viên không được làm.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_in_old_letters_is_recognised_with_its_kind(sentence: str) -> None:
    assert old_letters(in_tcvn3(sentence)) is OldLetters.TCVN3
    assert old_letters(in_vni(sentence)) is OldLetters.VNI


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "Đã mua bản quyền Microsoft® Office©, 12½ giờ, 25°C, §5, «lưu» và Noël, naïve, señor, Köln trong một câu dài.",
        "¬ ® © µ",
        "",
        "Uỷ ban, hoá đơn, thuỷ lợi, khoẻ mạnh, quý, toà án, thuê, khuôn, lũy, hòa, tòa",
    ],
)
def test_what_is_in_unicode_is_not(text: str) -> None:
    assert old_letters(text) is None


def test_a_whole_year_is_not() -> None:
    assert old_letters(repr(an_example(2026))) is None
