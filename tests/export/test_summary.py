"""The summary: the person's words under labels, and nothing invented."""

from datetime import date

import pytest
from msgspec import structs

from support.documents import a_summary, alone, example_summary
from support.values import a_checklist, a_year, an_item
from tuphe.core.profile import Profile
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    Collective,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeOutcome,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
)
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.export.document import Document, Section
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import text
from tuphe.export.long_summary import summarise


def section(document: Document, heading: str) -> Section:
    """The only section whose heading has these words."""
    [found] = [candidate for candidate in document.walk() if heading in candidate.heading]
    return found


def lines(document: Document, heading: str) -> list[str]:
    return text.render(alone(section(document, heading))).splitlines()[1:]


def headings(document: Document) -> list[str]:
    return [found.heading for found in document.sections]


def test_strengths_stand_under_their_group_with_rating_and_fact_and_a_low_rating_is_none() -> None:
    told = (
        Answer(item="a", rating=Rating.GOOD, results=("Xong 12/12 việc.",)),
        Answer(item="c", rating=Rating.EXCELLENT, results=("Một.", "Hai.")),
    )
    rated = a_year(2026, {"a": Rating.GOOD, "b": Rating.POOR, "c": Rating.EXCELLENT})

    document, bare, empty = (a_summary(year) for year in (Review(year=2026, answers=told), rated, Review(year=2026)))

    assert lines(document, "Nhóm 1") == ["- Tên a (Tốt): Xong 12/12 việc."]
    assert lines(document, "Nhóm 2") == ["- Tên c (Xuất sắc):", "  + Một.", "  + Hai."]
    assert lines(bare, "Nhóm 1") == ["Tự đánh giá: Tên a (Tốt)."]
    assert lines(bare, "Nhóm 2") == ["Tự đánh giá: Tên c (Xuất sắc)."]
    assert lines(empty, "Nhóm 1") == ["[chưa ghi]"]


def test_a_shortcoming_stands_with_cause_remedy_and_date_or_with_what_is_still_to_be_written() -> None:
    told = Shortcoming(
        text="Báo cáo quý II chậm 3 ngày.",
        cause="Chưa phân công.",
        cause_kind=CauseKind.SUBJECTIVE,
        remedy="Phân công đầu mối.",
        due=date(2027, 3, 31),
    )
    answer = Answer(item="a", rating=Rating.FAIR, shortcomings=(told, Shortcoming(text="Chậm.")))

    document = a_summary(Review(year=2026, answers=(answer,)))

    assert lines(document, "Hạn chế, khuyết điểm, nguyên nhân") == [
        "- Tên a: Báo cáo quý II chậm 3 ngày.",
        "  + Nguyên nhân (chủ quan): Chưa phân công.",
        "  + Biện pháp khắc phục: Phân công đầu mối.",
        "  + Thời hạn: 31/3/2027",
        "- Tên a: Chậm.",
        "  + Nguyên nhân: [chưa ghi]",
        "  + Biện pháp khắc phục: [chưa ghi]",
        "  + Thời hạn: [chưa ghi]",
    ]


def test_no_shortcoming_is_said_only_when_the_person_confirmed_it() -> None:
    confirmed = Review(
        year=2026,
        answers=(
            Answer(item="a", rating=Rating.GOOD, passed=("han_che",)),
            Answer(item="b", rating=Rating.NOT_APPLICABLE),
            Answer(item="c", rating=Rating.GOOD, passed=("han_che",)),
        ),
    )
    unsaid = a_year(2026, {"a": Rating.GOOD, "b": Rating.GOOD, "c": Rating.GOOD})

    assert lines(a_summary(confirmed), "Hạn chế, khuyết điểm, nguyên nhân") == ["Không có."]
    assert lines(a_summary(unsaid), "Hạn chế, khuyết điểm, nguyên nhân") == ["[chưa ghi]"]


def test_what_became_of_last_years_shortcomings_and_pledges_stands_one_by_one() -> None:
    stated = (Shortcoming(text="Chậm 3 ngày."), Shortcoming(text="Sai."))
    before = Review(
        year=2025,
        answers=(Answer(item="a", shortcomings=stated),),
        pledges=(Pledge(text="Nộp sớm."), Pledge(text="Học thêm.")),
    )
    late = FollowUp(
        item="a", text="Chậm 3 ngày.", state=FollowUpState.UNDER_WAY, results="Còn 1 ngày.", obstacles="Xa."
    )
    kept = PledgeOutcome(text="Nộp sớm.", state=PledgeState.KEPT, results="4/4.")

    document = a_summary(Review(year=2026, follow_ups=(late,), outcomes=(kept,)), before=before)

    assert lines(document, "Khắc phục hạn chế, khuyết điểm năm 2025") == [
        "- Tên a – đang khắc phục: Chậm 3 ngày.",
        "  + Kết quả: Còn 1 ngày.",
        "  + Khó khăn, vướng mắc: Xa.",
        "  + Biện pháp: [chưa ghi] (thời hạn: [chưa ghi])",
        "- Tên a – [chưa ghi]: Sai.",
    ]
    kept_lines = ["- Đã thực hiện: Nộp sớm.", "  + Kết quả: 4/4.", "- [chưa ghi]: Học thêm."]
    assert lines(document, "Thực hiện cam kết") == kept_lines


ON_PAPER = Review(
    year=2026,
    follow_ups=(FollowUp(text="Vắng họp.", state=FollowUpState.UNDER_WAY, percent=50, results="Vắng 1 buổi."),),
    outcomes=(PledgeOutcome(text="Nộp sớm.", state=PledgeState.KEPT, results="4/4."),),
)
"""A year that answers for what stood on the paper of the year before."""


@pytest.mark.parametrize("before", [None, Review(year=2025)])
def test_what_no_earlier_year_on_file_has_is_followed_up_too(before: Review | None) -> None:
    document = a_summary(ON_PAPER, before=before)

    assert lines(document, "Khắc phục hạn chế, khuyết điểm") == [
        "- Đang khắc phục, được khoảng 50%: Vắng họp.",
        "  + Kết quả: Vắng 1 buổi.",
        "  + Biện pháp: [chưa ghi] (thời hạn: [chưa ghi])",
    ]
    assert lines(document, "Thực hiện cam kết") == ["- Đã thực hiện: Nộp sớm.", "  + Kết quả: 4/4."]


def test_a_first_year_follows_up_what_stood_on_paper_alone() -> None:
    heading = "Kết quả khắc phục hạn chế và thực hiện cam kết đã nêu ở kỳ kiểm điểm trước"

    assert heading in headings(a_summary(ON_PAPER))
    assert [one for one in headings(a_summary(Review(year=2026))) if "2025" in one] == []


def test_the_comparison_counts_in_a_sentence_shows_what_changed_and_says_when_the_questions_were_others() -> None:
    before = a_year(2025, {"a": Rating.FAIR, "b": Rating.GOOD, "c": Rating.GOOD})
    after = a_year(2026, {"a": Rating.GOOD, "b": Rating.GOOD, "c": Rating.POOR})
    asked = [year.but(checklist=ChecklistRef(id="thu", fingerprint=str(year.year))) for year in (before, after)]

    sentence, _, *rows = lines(a_summary(after, before=before), "So sánh với năm 2025")
    others = lines(a_summary(asked[1], before=asked[0]), "So sánh với năm 2025")

    assert sentence == "So với năm 2025: 1 mục tiến bộ, 1 mục giữ nguyên, 1 mục giảm sút."
    assert [row.split() for row in rows] == [
        ["Tên", "a", "Trung", "bình", "Tốt", "Tiến", "bộ"],
        ["Tên", "c", "Tốt", "Kém", "Giảm", "sút"],
    ]
    assert any("bộ tiêu chí" in line.lower() for line in others)


def test_issues_raised_and_the_collectives_shortcomings_have_a_part_only_when_there_are_some() -> None:
    review = Review(
        year=2026,
        raised_issues=(RaisedIssue(issue="Vì sao chậm?", explanation="Số liệu muộn.", cause="Do tôi."),),
        collective=Collective(text="Phần tôi 6 ngày."),
    )

    document = a_summary(review)

    assert lines(document, "gợi ý kiểm điểm") == [
        "- Vì sao chậm?",
        "  + Giải trình: Số liệu muộn.",
        "  + Nguyên nhân: Do tôi.",
        "  + Trách nhiệm: [chưa ghi]",
    ]
    assert lines(document, "của tập thể") == ["Phần tôi 6 ngày."]
    assert len(headings(document)) == len(headings(a_summary(Review(year=2026)))) + 2


def test_pledges_for_the_coming_year_stand_with_their_dates_and_none_only_where_that_was_confirmed() -> None:
    pledges = (Pledge(text="Nộp sớm.", due=date(2027, 11, 15)), Pledge(text="Học thêm."))
    years = (Review(year=2026, pledges=pledges), Review(year=2026, passed=("cam_ket",)), Review(year=2026))

    assert [lines(a_summary(year), "cam kết năm 2027") for year in years] == [
        ["- Nộp sớm.", "  + Thời hạn: 15/11/2027", "- Học thêm."],
        ["Không có."],
        ["[chưa ghi]"],
    ]


def test_points_even_of_zero_are_written_with_a_decimal_comma_and_only_proposed() -> None:
    review = Review(year=2026, self_rating=SelfRating(general_points=27.5, task_points=60, level=Level.GOOD))
    zero = Review(year=2026, self_rating=SelfRating(general_points=0, task_points=0))

    assert lines(a_summary(review), "xếp loại") == [
        "Nhóm tiêu chí chung: 27,5/30",
        "Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 60/70",
        "Tổng điểm: 87,5/100",
        "Đề xuất xếp loại: Hoàn thành tốt nhiệm vụ",
    ]
    assert lines(a_summary(zero), "xếp loại")[-1] == "Tổng điểm: 0/100"
    assert [heading for heading in headings(a_summary(Review(year=2026))) if "xếp loại" in heading] == []


def test_who_it_is_about_stands_at_the_top_as_far_as_it_is_known() -> None:
    nobody = Filling(review=Review(year=2026), checklist=a_checklist(["a"]), profile=Profile(), leader=False)
    somebody = structs.replace(nobody, profile=Profile(name="Nguyễn Văn An", cell="Chi bộ 3"))

    known, unknown = summarise(somebody, None), summarise(nobody, None)

    assert [(line.lead, line.text) for line in known.head] == [("Họ và tên", "Nguyễn Văn An"), ("", "Chi bộ 3")]
    assert unknown.head == ()


def test_a_leaders_items_are_missed_in_the_summary_of_a_leader_alone() -> None:
    checklist = a_checklist(["a", an_item("b", leaders=True)])
    review = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD, passed=("han_che",)),))

    papers = [a_summary(review, checklist=checklist, leader=leader) for leader in (False, True)]

    said = [lines(one, "Hạn chế, khuyết điểm, nguyên nhân") for one in papers]
    assert said == [["Không có."], ["[chưa ghi]"]]


@pytest.mark.parametrize("year", [2025, 2026])
def test_sections_are_numbered_without_a_gap_and_alone_say_what_they_say_in_the_whole(year: int) -> None:
    document = example_summary(year)
    whole = text.render(document)

    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
    assert [found.number for found in document.sections] == roman[: len(document.sections)]
    for found in document.sections:
        inner = [f"{found.number}.{row}" for row in range(1, len(found.sections) + 1)]
        assert [one.number for one in found.sections] == inner
    assert all(text.render(alone(found)).strip("\n") in whole for found in document.walk())
