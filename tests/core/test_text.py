"""Text: cleaned where it enters, folded where it is compared."""

import unicodedata

import pytest

from tuphe.core.text import clean, first_words, fold, in_order, lines_of


def likeness(one: str, other: str) -> float:
    """How alike two texts are."""
    return in_order(first_words(one), first_words(other))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Hoàn thành ở Uỷ ban"), "Hoàn thành ở Uỷ ban"),
        ("Dòng một\r\nDòng hai\r\rDòng bốn", "Dòng một\nDòng hai\n\nDòng bốn"),
        *[(text,) * 2 for text in ("Cột\tcột", "Một\nhai", "[số 12/QĐ] :smile: C:\\[x]", "“Dĩ” – ✓ 👍", "hòa uỷ", "")],
    ],
)
def test_letters_and_line_ends_are_put_in_one_form_and_nothing_is_said_of_it(typed: str, kept: str) -> None:
    assert clean(typed) == (kept, False)


@pytest.mark.parametrize(
    "character", "\x00\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\ud800", ids=ascii
)
def test_a_character_that_hides_or_reorders_text_is_taken_out_and_told(character: str) -> None:
    assert clean(f"Báo{character}cáo") == ("Báocáo", True)
    assert clean(f"a{character}\u0301") == ("á", True)


def test_a_letter_that_was_cut_takes_no_other_letter_with_it() -> None:
    # As a system in the C locale hands over what somebody typed whose Backspace took one byte of “ô”.
    typed = (b"t\xc3" + "t đẹp".encode()).decode("ascii", "surrogateescape")

    assert clean(typed) == ("tt đẹp", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("khoẻ", "khỏe"),
        ("tuỳ", "tùy"),
        ("toả", "tỏa"),
        ("Thuỷ", "THỦY"),
        ("số hoá tài liệu", "số hóa tài liệu"),
        ("Uỷ ban", "ỦY BAN"),
        ("ĐẢNG UỶ", "đảng ủy"),
        ("  một\t hai\nba ", "một hai ba"),
        ("tiếng Việt", unicodedata.normalize("NFD", "Tiếng  Việt")),
    ],
)
def test_case_spaces_and_the_place_of_a_tone_mark_fold_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert len({fold(word) for word in ("quy", "quỳ", "quý", "quỷ", "quỹ", "quỵ")}) == 6
    pairs = [("hoa", "hoà"), ("hoá", "hoà"), ("tham", "thăm"), ("thăm", "thâm"), ("da", "đa"), ("hoà hoãn", "hoàhoãn")]
    assert [pair for pair in pairs if fold(pair[0]) == fold(pair[1])] == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Số hoá chậm ở Uỷ ban.", "số hóa  chậm, ở Ủy ban", 1),
        ("Báo cáo quý nộp chậm.", "Chưa dự đủ hội nghị.", 0),
        ("", "Báo cáo nộp chậm.", 0),
        ("báo cáo nộp chậm", "báo cáo còn thiếu", 0.5),  # 2 of 4 words on each side: 2 * 2 / (4 + 4)
        ("hàng cảng trách việc", "hạng càng trạch viếc", 0),  # they differ in tone alone
    ],
)
def test_texts_are_alike_by_the_words_that_they_share_in_order(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == alike


def test_sentences_on_different_matters_are_hardly_alike_though_their_letters_are() -> None:
    late = "Báo cáo quý II nộp chậm 3 ngày vì không có người tổng hợp."
    absent = "Vắng hai hội nghị học tập nghị quyết, chưa học bù."

    assert likeness(late, absent) < 0.2


def test_lines_that_say_nothing_are_left_out() -> None:
    assert lines_of("  Một \n\n \t\nHai\n") == ("Một", "Hai")


def test_a_word_without_end_is_folded_in_one_pass() -> None:
    # Looking for a tone behind each of its letters would take hours.
    assert fold("A" * 1_000_000) == "a" * 1_000_000


def test_texts_that_say_one_word_again_and_again_are_compared_by_their_first_page() -> None:
    assert likeness("chậm " * 100_000, "chậm " * 100_000 + "hẳn") == 1
