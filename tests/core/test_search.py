"""Words looked for: every text of a year has its place, and the line shown has the words in it."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as made

from support.made_up import tried, values
from tuphe.core.draft import Draft
from tuphe.core.note import Note
from tuphe.core.review import Answer, FollowUp, Pledge, Review
from tuphe.core.search import excerpt, hits_among, hits_in
from tuphe.core.shortcoming import Shortcoming

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
