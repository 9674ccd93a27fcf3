"""Text: cleaned where it enters, folded where it is compared, looked for; and letters of before Unicode."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.made_up import WORDS, tried, values
from support.old_letters import in_tcvn3, in_vni
from support.values import an_example
from tuphe.core import text_index
from tuphe.core.draft import Draft
from tuphe.core.note import Note
from tuphe.core.old_letters import OldLetters, old_letters
from tuphe.core.review import Answer, FollowUp, Pledge, Review
from tuphe.core.search import excerpt, hits_among, hits_in
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import clean, first_words, fold, in_order, lines_of, spaced_words
from tuphe.core.text_index import Budget, ItemText, TextIndex, pair_up


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
        *(("hoà", "hòa"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("tuỳ", "tùy"), ("toả", "tỏa"), ("Thuỷ", "THỦY")),
        *(("số hoá tài liệu", "số hóa tài liệu"), ("Uỷ ban", "ỦY BAN"), ("ĐẢNG UỶ", "đảng ủy")),
        *(("  một\t hai\nba ", "một hai ba"), ("tiếng Việt", unicodedata.normalize("NFD", "Tiếng  Việt"))),
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


YEAR = Review(
    year=2026,
    note="Riêng: số hoá",
    answers=(
        Answer(
            item="neu-guong",
            results=("Trực 12 ca.", "Số hóa 12 hồ sơ."),
            left_off=("SỐ HOÁ sổ",),
            shortcomings=(Shortcoming(text="Số hoá chậm", remedy="Thêm máy số hoá"),),
        ),
    ),
    follow_ups=(FollowUp(item="can-kiem", text="Chậm số hoá", results="Hết chậm"),),
    pledges=(Pledge(text="Số  hoá\nhết"),),
    drafts=(Draft(question="cam_ket/moi/noi_dung", text="số hoá dở"),),
)


@pytest.mark.parametrize("words", ["số hoá", "SỐ HÓA", "so hoa"])
def test_every_text_that_has_the_words_is_found_with_its_place(words: str) -> None:
    assert [hit.place for hit in hits_in(YEAR, words)] == [
        "ghi_chu",
        "dang_go/1",
        "muc/neu-guong/ket_qua/2",
        "muc/neu-guong/de_lai/1",
        "muc/neu-guong/han_che/1",
        "muc/neu-guong/han_che/1/bien_phap",
        "khac_phuc/1",
        "cam_ket/1",
    ]


def test_codes_ids_and_words_with_other_marks_are_not_found_and_a_note_is_with_its_day() -> None:
    notes = [Note(key="a", day=date(2026, 5, 2), text="Trực 12 ca."), Note(key="b", day=date(2026, 5, 3), text="Họp")]

    assert [hit for words in ("sổ hoà", "neu-guong", "nhap") for hit in hits_in(YEAR, words)] == []
    assert [hit.note for hit in hits_among(notes, 2026, "trực")] == [notes[0]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Số hoá", ("", "Số hoá", "")),
        ("Đã\n số \n hóa xong", ("Đã", "số hóa", "xong")),
        (
            "một hai ba bốn năm sáu bảy tám chín số hoá một hai ba bốn năm sáu bảy tám chín",
            ("… hai ba bốn năm sáu bảy tám chín", "số hoá", "một hai ba bốn năm sáu bảy tám …"),
        ),
    ],
)
def test_the_line_that_is_shown_has_the_words_with_a_few_on_either_side(text: str, shown: tuple[str, str, str]) -> None:
    assert excerpt(text, "so hoa") == shown


@tried(20)
@given(values(Review), made.data())
def test_no_text_of_a_year_is_passed_over(review: Review, data: Any) -> None:
    texts = [text for answer in review.answers for text in (*answer.all_results, answer.note) if text.strip()]
    texts += [pledge.text for pledge in review.pledges] + [entry.obstacles for entry in review.follow_ups]
    if texts := [text for text in texts if text.strip()]:
        text = data.draw(made.sampled_from(texts))

        assert text in [hit.text for hit in hits_in(review, text)]
        assert msgspec.json.encode(excerpt(text, text))


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


# Which texts are alike: the filter changes nothing but the time it takes


FEW_WORDS: Final = made.lists(
    made.sampled_from(["báo", "cáo", "nộp", "chậm", "quý", "một", "hai", "ba", "3", "ngày"]), max_size=7
)
TEXTS: Final = FEW_WORDS.map(" ".join) | WORDS
LEAST: Final = made.sampled_from((0.5, 0.8, 0.9))
SAID: Final = made.lists(made.builds(ItemText, made.sampled_from(("a", "b", "")), TEXTS), max_size=7)


def by_the_rule(one: str, other: str) -> float:
    """How alike two texts are: every word compared, nothing filtered."""
    return SequenceMatcher(None, spaced_words(one).split(), spaced_words(other).split(), autojunk=False).ratio()


@tried(200)
@given(made.lists(TEXTS, max_size=8), TEXTS, LEAST)
def test_the_filter_passes_over_no_text_that_is_alike(texts: list[str], text: str, least: float) -> None:
    index = TextIndex(least, Budget())
    rows = [index.add(other) for other in texts]

    most = {like.row: like.degree for like in index.candidates(text)}
    found = {row: degree for row in most if (degree := index.degree(row, text))}

    degrees = {row: by_the_rule(other, text) for row, other in zip(rows, texts, strict=True)}
    assert found == {row: degree for row, degree in degrees.items() if degree >= least}
    assert all(degree <= most[row] for row, degree in found.items())


def paired_plainly(earlier: Sequence[ItemText], later: Sequence[ItemText], least: float) -> dict[int, int]:
    """Pair the likest first, each with each compared."""
    ranked = sorted(
        (
            earlier[old] != later[new],
            (earlier[old].item, spaced_words(earlier[old].text)) != (later[new].item, spaced_words(later[new].text)),
            bool(earlier[old].item),
            -degree,
            old,
            new,
        )
        if degree == 1
        else (True, True, True, -degree, old, new)
        for old in range(len(earlier))
        for new in range(len(later))
        if (degree := by_the_rule(earlier[old].text, later[new].text)) >= least
        and (earlier[old].item == later[new].item or "" in (earlier[old].item, later[new].item))
    )
    pairs: dict[int, int] = {}
    for *_, old, new in ranked:
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


@tried(200)
@given(SAID, SAID, LEAST)
def test_texts_find_each_other_as_if_each_were_compared_with_each(
    earlier: list[ItemText], later: list[ItemText], least: float
) -> None:
    assert pair_up(earlier, later, least) == paired_plainly(earlier, later, least)


@tried(100)
@given(SAID, SAID)
def test_each_text_stands_again_once(earlier: list[ItemText], later: list[ItemText]) -> None:
    pairs = pair_up(earlier, later, 0.5)

    assert len({*pairs.values()}) == len(pairs)
    assert all(by_the_rule(earlier[old].text, later[new].text) >= 0.5 for old, new in pairs.items())


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many words each comparison in order was of."""
    counted: list[int] = []

    def counting(one: Sequence[str], other: Sequence[str]) -> float:
        counted.append(len(one) + len(other))
        return in_order(one, other)

    monkeypatch.setattr(text_index, "in_order", counting)
    return counted


def late(rows: range) -> list[ItemText]:
    """Texts that differ in a number alone."""
    return [ItemText("a", f"Nộp chậm báo cáo {row}, phải nhắc, chưa rút kinh nghiệm.") for row in rows]


def test_texts_with_few_words_in_common_or_the_same_words_are_never_compared_in_order(compared: list[int]) -> None:
    earlier = [ItemText("", f"Báo cáo {row} {row + 1} {row + 2} {row + 3} chậm.") for row in range(0, 2000, 4)]
    later = [ItemText("", f"Họp {row} {row + 1} {row + 2} {row + 3} muộn.") for row in range(8000, 10000, 4)]
    texts = late(range(300))
    again = [ItemText(item, text.upper().replace(",", " –")) for item, text in reversed(texts)]

    assert pair_up(earlier, later, 0.5) == {}
    assert pair_up(texts, again, 0.5) == {row: 299 - row for row in range(300)}
    assert compared == []


def test_texts_that_are_all_alike_are_compared_about_once_each(compared: list[int]) -> None:
    assert pair_up(late(range(66)), late(range(100, 166)), 0.5) == {row: row for row in range(66)}
    assert len(compared) <= 2 * 66


@pytest.mark.parametrize(
    "text",
    [
        lambda row: f"{row} chậm",
        lambda row: " ".join(["báo", "cáo", "nộp", "chậm", "quý", "hai"][row % 6 :] + ["ngày"] * (row % 50)),
        lambda row: "ab " * (row % 400) + f"cd {row}",
    ],
    ids=["two words", "turned", "one word"],
)
def test_texts_made_to_be_slow_are_given_up_before_they_are(
    compared: list[int], monkeypatch: pytest.MonkeyPatch, text: Callable[[int], str]
) -> None:
    monkeypatch.setattr(text_index, "Budget", lambda: Budget(20_000))
    earlier, later = ([ItemText("a", text(row)) for row in range(first, first + 400)] for first in (0, 5000))

    pair_up(earlier, later, 0.5)

    assert sum(compared) <= 20_000
