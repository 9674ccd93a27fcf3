"""Text: cleaned where it enters, folded where it is compared."""

from __future__ import annotations

import unicodedata

import pytest

from tuphe.core.text import clean, first_words, fold, in_order, lines_of


def likeness(one: str, other: str) -> float:
    """How alike two texts are."""
    return in_order(first_words(one), first_words(other))


def test_decomposed_letters_are_composed_and_nothing_is_said_of_it() -> None:
    typed = unicodedata.normalize("NFD", "Hoàn thành 12/12 nhiệm vụ ở Uỷ ban")

    kept, hidden = clean(typed)

    assert kept == "Hoàn thành 12/12 nhiệm vụ ở Uỷ ban"
    assert not hidden


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_every_line_end_becomes_a_line_feed_and_nothing_is_said_of_it(end: str) -> None:
    kept, hidden = clean(f"Dòng một{end}Dòng hai{end}{end}Dòng bốn")

    assert kept == "Dòng một\nDòng hai\n\nDòng bốn"
    assert not hidden


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\u061c",
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ud800",
    ],
    ids=ascii,
)
def test_a_character_that_hides_or_reorders_text_is_taken_out_and_told(character: str) -> None:
    kept, hidden = clean(f"Báo{character}cáo")

    assert kept == "Báocáo"
    assert hidden


def test_a_letter_that_was_cut_takes_no_other_letter_with_it() -> None:
    # As a system in the C locale hands over what somebody typed whose Backspace took one byte of “ô”.
    typed = (b"t\xc3" + "t đẹp".encode()).decode("ascii", "surrogateescape")

    assert clean(typed) == ("tt đẹp", True)


def test_a_letter_split_by_a_hidden_character_is_whole_again() -> None:
    kept, hidden = clean("a\u200e\u0301")

    assert kept == "á"
    assert hidden


@pytest.mark.parametrize(
    "text",
    [
        "Cột\tcột",
        "Một\nhai",
        "[số 12/QĐ] [/b] :smile: C:\\[x]",
        "“Dĩ công vi thượng” – 18,1% ✓ 👍",
        "hoà hòa uỷ ủy",
        "",
    ],
)
def test_visible_text_tabs_and_line_breaks_are_kept_as_written(text: str) -> None:
    assert clean(text) == (text, False)


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoa", "hoà"),
        ("hoá", "hoà"),
        ("tham", "thăm"),
        ("thăm", "thâm"),
        ("da", "đa"),
        ("mà", "mã"),
        ("hàng", "hạng"),
        ("trách", "trạch"),
        ("hoà hoãn", "hoàhoãn"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_six_tones_fold_to_six_words() -> None:
    assert len({fold(word) for word in ("quy", "quỳ", "quý", "quỷ", "quỹ", "quỵ")}) == 6


def test_the_same_text_in_another_spelling_is_wholly_alike() -> None:
    assert likeness("Số hoá chậm ở Uỷ ban.", "số hóa  chậm, ở Ủy ban") == 1


def test_texts_that_share_no_word_are_not_alike() -> None:
    assert likeness("Báo cáo quý nộp chậm.", "Chưa dự đủ hội nghị.") == 0


def test_nothing_is_like_a_text() -> None:
    assert likeness("", "Báo cáo nộp chậm.") == 0


def test_half_the_words_in_order_make_half_a_likeness() -> None:
    # 2 of 4 words on each side are shared: 2 * 2 / (4 + 4).
    assert likeness("báo cáo nộp chậm", "báo cáo còn thiếu") == 0.5


@pytest.mark.parametrize(("one", "other"), [("hàng", "hạng"), ("cảng", "càng"), ("trách", "trạch"), ("việc", "viếc")])
def test_words_that_differ_in_tone_alone_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) == 0


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
