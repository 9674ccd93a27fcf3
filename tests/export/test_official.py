"""Official forms, filled: every section where it belongs, and nothing said that the person did not say."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from msgspec import structs

from support.documents import STAFF, alone, still_open
from support.made_up import PAPERS, tried
from support.values import ROOT, a_checklist, an_item, silent, the_checklist, the_forms
from tuphe.core.checklist import Kind
from tuphe.core.form import Content, FormSection, Part, Purpose
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.profile import Profile
from tuphe.core.promises import open_after
from tuphe.core.review import (
    Answer,
    Collective,
    FollowUp,
    FollowUpState,
    FormAnswer,
    Pledge,
    PledgeArea,
    PledgeOutcome,
    RaisedIssue,
    Rating,
    Review,
    State,
)
from tuphe.core.self_rating import Level, Score, SelfRating
from tuphe.core.shortcoming import CauseKind, Shortcoming, YearShortcoming
from tuphe.core.tasks import Progress, Task, Tasks
from tuphe.export.document import DOTS, NONE, NOT_ON_PAPER, OPEN, Boxes, Bullets, Document, Line, Section, Table
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import text
from tuphe.export.long_summary import summarise
from tuphe.export.official import fill
from tuphe.storage.checklists import read_point_table

FORMS = {form.id: form for form in the_forms()}
REVIEW_FORMS = [form.id for form in the_forms() if form.purpose is Purpose.REVIEW]

FULL = structs.replace(STAFF, party_post="Đảng viên", union_post="Đoàn viên Công đoàn", passed=())
"""A profile with every line of the head."""

OF_EACH_KIND = a_checklist([structs.replace(an_item(kind.value), kind=kind) for kind in Kind])
"""A checklist with one item of each kind, named after it."""

CONFIRMED = Review(
    year=2026,
    passed=("khac_phuc", "thuc_hien_cam_ket", "goi_y", "trach_nhiem_tap_the", "cam_ket"),
    form_answers=tuple(
        FormAnswer(question=question, text="Không có.")
        for question in ("dieu-dang-vien-khong-duoc-lam", "bieu-hien-suy-thoai")
    ),
    answers=tuple(
        Answer(item=item.id, rating=Rating.GOOD, passed=("ket_qua", "han_che")) for item in OF_EACH_KIND.items
    ),
    tasks=Tasks(listed=(Task(text="Số hoá hồ sơ.", progress=Progress.ON_TIME),)),
    self_rating=SelfRating(general_points=27.5, task_points=61, level=Level.GOOD),
)
"""A year whose owner confirmed everywhere that there is nothing."""


CAN_BE_EMPTY = {Content.RESULTS, Content.OUTCOMES, Content.SHORTCOMINGS, Content.CAUSES, Content.FOLLOW_UPS}
CAN_BE_EMPTY |= {Content.RAISED_ISSUES, Content.COLLECTIVE, Content.PLEDGES}

EMPTIABLE = [
    (form_id, section.number)
    for form_id in REVIEW_FORMS
    for section in FORMS[form_id].sections
    if CAN_BE_EMPTY & {part.takes for part in section.parts} and not FORMS[form_id].asked_in(section)
]
"""Every section of every form that may have nothing to say; one with a question of its own has an answer."""


def filled(
    form_id: str, review: Review, *, profile: Profile = FULL, previous: Review | None = None, **given: Any
) -> Document:
    """A year in one of the built-in forms; a leader's items are asked too."""
    promises = open_after([] if previous is None else [previous])
    given = {"checklist": OF_EACH_KIND, "leader": True, **given}
    return fill(FORMS[form_id], Filling(review=review, profile=profile, promises=promises, **given))


def numbered(document: Document, number: str) -> Section:
    """The section with this whole address."""
    [found] = [section for section in document.walk() if section.number == number]
    return found


def lines(document: Document, number: str) -> list[str]:
    """What a section says, without its heading, the words printed below it and its parts."""
    bare = structs.replace(numbered(document, number), sections=(), printed=())
    return text.render(alone(bare)).splitlines()[1:]


def ticked(boxes: Boxes) -> list[str]:
    return [box.label for box in boxes.boxes if box.ticked]


def boxes_of(document: Document, number: str) -> Boxes:
    [found] = [block for block in numbered(document, number).blocks if isinstance(block, Boxes)]
    return found


def table_of(document: Document, number: str) -> Table:
    [found] = [block for block in numbered(document, number).blocks if isinstance(block, Table)]
    return found


def without_confirmation(item: str, key: str) -> Review:
    """The confirmed year, in which nothing is said of one thing about one item."""
    answer = CONFIRMED.answer(item)
    kept = tuple(passed for passed in answer.passed if passed != key)
    return CONFIRMED.with_answer(structs.replace(answer, passed=kept))


def with_shortcomings(item: str, *found: Shortcoming, review: Review = CONFIRMED) -> Review:
    return review.with_answer(structs.replace(review.answer(item), shortcomings=found))


# The sections


def test_results_go_where_the_kind_of_their_item_belongs() -> None:
    answers = tuple(Answer(item=kind.value, results=(f"Việc {kind}.",)) for kind in Kind)
    review = Review(year=2026, answers=answers, state=State.CLOSED)
    leaders = ("pham-chat", "nhiem-vu", "lanh-dao", "tinh-than-trach-nhiem", "neu-guong")

    staff, leader = filled("2B-2025", review), filled("2A-2025", review)

    assert lines(staff, "A.I.1") == ["- Việc pham-chat.", "- Việc neu-guong."]
    assert lines(staff, "A.I.2") == ["- Việc nhiem-vu.", "- Việc lanh-dao.", "- Việc tinh-than-trach-nhiem."]
    assert [lines(leader, f"A.I.{row}") for row in range(1, 6)] == [[f"- Việc {kind}."] for kind in leaders]


def test_the_results_of_an_item_make_one_paragraph_and_what_does_not_apply_stands_nowhere() -> None:
    unasked = Answer(item="lanh-dao", rating=Rating.NOT_APPLICABLE, results=("Không tính.",))
    review = Review(year=2026, answers=(Answer(item="nhiem-vu", results=("Một", "Hai.", "Ba")), unasked))

    document, named = (filled("2B-2025", review, item_names=named) for named in (False, True))

    assert lines(document, "A.I.2") == ["- Một. Hai. Ba"]
    assert lines(named, "A.I.2") == ["- Tên nhiem-vu:", "  + Một", "  + Hai.", "  + Ba"]
    assert "Không tính." not in text.render(document)


def test_a_result_of_two_items_is_printed_once_but_where_a_section_has_nothing_else_and_one_kept_off_not() -> None:
    def said(*answers: Answer) -> list[list[str]]:
        document = filled("2B-2025", Review(year=2026, answers=answers))
        return [lines(document, "A.I.1")[:2], lines(document, "A.I.2")]

    read, kept_off = ("Đọc sách.",), ("Hai.",)
    twice = (
        Answer(item="pham-chat", results=("Đọc sách.", "Nộp báo cáo sớm.")),
        Answer(item="neu-guong", results=("đọc sách", "Trực thay.")),
    )

    assert said(*twice)[0] == ["- Đọc sách. Nộp báo cáo sớm.", "- Trực thay."]
    alone_there = said(Answer(item="pham-chat", results=read), Answer(item="nhiem-vu", results=read))
    assert [section[0] for section in alone_there] == ["- Đọc sách."] * 2
    assert said(Answer(item="nhiem-vu", results=("Một.",), left_off=kept_off))[1] == ["- Một."]


def test_what_is_to_be_done_next_points_to_the_earlier_shortcoming_and_does_not_say_it_again() -> None:
    entry = FollowUp(text="Sai số.", state=FollowUpState.UNDER_WAY, remedy="Dò lại.", due=date(2027, 3, 1))
    before = CONFIRMED.but(follow_ups=(FollowUp(text="Muộn.", state=FollowUpState.MENDED), entry))

    document = filled("2B-2025", before)

    assert lines(document, "A.III") == ["(1) Muộn. Đã được khắc phục.", "(2) Sai số. Đang khắc phục."]
    assert lines(document, "A.VI")[0] == "- Hạn chế thứ 2 của các kỳ trước: Dò lại (thời hạn: 01/3/2027)."


# Nothing to say, and nothing said yet


def test_an_empty_section_says_that_there_is_nothing_only_when_that_was_confirmed_and_then_nothing_is_open() -> None:
    def says(form_id: str, number: str, review: Review) -> list[Line]:
        return [block for block in numbered(filled(form_id, review), number).blocks if isinstance(block, Line)]

    assert [place for place in EMPTIABLE if says(*place, CONFIRMED) != [Line(NONE)]] == []
    assert [place for place in EMPTIABLE if says(*place, Review(year=2026)) != [Line(OPEN)]] == []
    assert [still_open(filled(form_id, CONFIRMED)) for form_id in ("2A-2025", "2B-2025", "2C-2025")] == [[]] * 3


PARTS = ("thuc_hien_cam_ket", "khac_phuc", "goi_y", "trach_nhiem_tap_the", "cam_ket")
UNSAID = {
    "character": (without_confirmation("pham-chat", "ket_qua"), ["A.I.1"]),
    "tasks done": (without_confirmation("tinh-than-trach-nhiem", "ket_qua"), ["A.I.2"]),
    "shortcomings": (without_confirmation("nhiem-vu", "han_che"), ["A.II.1", "A.II.2"]),
    **{
        name: (CONFIRMED.but(passed=tuple(one for one in PARTS if one != name)), [number])
        for name, number in zip(PARTS, ("A.I.3", "A.III", "A.IV", "A.V", "A.VI"), strict=True)
    },
    "points": (CONFIRMED.but(self_rating=SelfRating(task_points=61, level=Level.GOOD)), ["B.I.1", "B.I.2"]),
    "level": (CONFIRMED.but(self_rating=SelfRating(general_points=27.5, task_points=61)), ["B.II"]),
    "list of tasks": (CONFIRMED.but(tasks=Tasks()), ["PL"]),
}


@pytest.mark.parametrize(("review", "numbers"), UNSAID.values(), ids=UNSAID)
def test_what_was_not_said_is_named_by_its_section_and_nothing_else_is(review: Review, numbers: list[str]) -> None:
    document = filled("2B-2025", review)

    assert still_open(document) == numbers
    assert all(OPEN in text.render(alone(numbered(document, number))) for number in numbers if number != "B.II")


BAD_HABITS = "bieu-hien-suy-thoai"


def test_what_the_form_asks_itself_stands_behind_the_results_and_is_open_until_the_year_is_closed() -> None:
    review = CONFIRMED.with_answer(Answer(item="pham-chat", rating=Rating.GOOD, results=("Dự 11/11 kỳ.",)))
    said = lines(filled("2B-2025", review.with_form_answer(BAD_HABITS, "Còn nể nang một lần.")), "A.I.1")
    unsaid = CONFIRMED.with_form_answer(BAD_HABITS, "")

    assert said[-1].endswith("tự chuyển hoá”: Còn nể nang một lần.")
    long = "Ngày 05/10 đối chiếu 19 điều với việc mình làm trong năm, không vi phạm điều nào."
    assert lines(filled("2B-2025", review.with_form_answer(BAD_HABITS, long)), "A.I.1")[-1] == f"- {long}"
    assert "làm: Không có." in "\n".join(said)
    assert still_open(filled("2B-2025", unsaid)) == ["A.I.1"]
    assert OPEN in text.render(filled("2B-2025", unsaid))
    assert OPEN not in text.render(filled("2B-2025", unsaid.closed(date(2026, 12, 1))))
    assert still_open(filled("02A-2023", unsaid)) == []


def test_an_item_that_does_not_apply_or_is_a_leaders_alone_needs_nothing_to_be_confirmed() -> None:
    none = CONFIRMED.with_answer(Answer(item="lanh-dao", rating=Rating.NOT_APPLICABLE))
    review = CONFIRMED.but(answers=tuple(one for one in CONFIRMED.answers if one.item != "lanh-dao"))
    checklist = a_checklist([structs.replace(an_item(one, leaders=one is Kind.LEADERSHIP), kind=one) for one in Kind])

    assert still_open(filled("2A-2025", none)) == []
    assert still_open(filled("2B-2025", review, checklist=checklist, leader=False)) == []
    assert still_open(filled("2B-2025", review, checklist=checklist)) == ["A.I.2", "A.II.1", "A.II.2"]


LATE = with_shortcomings("nhiem-vu", Shortcoming(text="Chậm 3 ngày."))
RAISED = RaisedIssue(issue="Vì sao?", cause="Vì vậy.")
BEGUN = {
    "cause": (LATE, "A.II.2", ["- Hạn chế 1: [chưa ghi]"]),
    "remedy": (LATE, "A.VI", ["- Hạn chế 1: [chưa ghi] (thời hạn: [chưa ghi])"]),
    "follow-up": (CONFIRMED.but(follow_ups=(FollowUp(text="Sai số."),)), "A.III", ["(1) Sai số. [chưa ghi]."]),
    "pledge kept": (CONFIRMED.but(outcomes=(PledgeOutcome(text="Nộp."),)), "A.I.3", ["- Nộp. [chưa ghi]."]),
    "raised issue": (
        CONFIRMED.but(raised_issues=(RAISED,)),
        "A.IV",
        ["- Vì sao?", "  + Giải trình: [chưa ghi]", "  + Nguyên nhân: Vì vậy.", "  + Trách nhiệm: [chưa ghi]"],
    ),
}


@pytest.mark.parametrize(("review", "number", "expected"), BEGUN.values(), ids=BEGUN)
def test_an_entry_that_was_begun_shows_what_it_lacks(review: Review, number: str, expected: list[str]) -> None:
    document = filled("2B-2025", review)

    assert lines(document, number)[: len(expected)] == expected
    assert number in still_open(document)


# Shortcomings, causes, remedies


UNSAID_ALOUD = Shortcoming(
    text="Ngại góp ý.", cause="Nể nang.", cause_kind=CauseKind.SUBJECTIVE, remedy="Gửi trước.", due=date(2027, 3, 31)
)
THREE = with_shortcomings(
    "nhiem-vu",
    Shortcoming(text="Sai số.", cause="Không đối chiếu.", cause_kind=CauseKind.OBJECTIVE, remedy="Đối chiếu từng số."),
    Shortcoming(text="Nộp muộn.", cause="Dồn việc.", remedy="Lập lịch tuần.", due=date(2027, 6, 30)),
    review=with_shortcomings("pham-chat", UNSAID_ALOUD),
)
"""A year with three shortcomings at two items."""


@pytest.mark.parametrize(("form_id", "within"), [("2B-2025", "A."), ("2A-2025", "A."), ("02A-2023", "")])
def test_a_shortcoming_its_cause_and_its_remedy_have_the_same_number(form_id: str, within: str) -> None:
    document = filled(form_id, THREE)

    assert lines(document, f"{within}II.1") == ["(1) Ngại góp ý.", "(2) Sai số.", "(3) Nộp muộn."]
    assert lines(document, f"{within}II.2") == [
        "- Hạn chế 1 (chủ quan): Nể nang.",
        "- Hạn chế 2 (khách quan): Không đối chiếu.",
        "- Hạn chế 3: Dồn việc.",
    ]
    assert lines(document, f"{within}VI") == [
        "- Hạn chế 1: Gửi trước (thời hạn: 31/3/2027).",
        "- Hạn chế 2: Đối chiếu từng số (thời hạn: [chưa ghi]).",
        "- Hạn chế 3: Lập lịch tuần (thời hạn: 30/6/2027).",
    ]


def test_shortcomings_alone_are_numbered_and_one_of_what_does_not_apply_takes_no_number() -> None:
    review = THREE.with_answer(structs.replace(THREE.answer("pham-chat"), rating=Rating.NOT_APPLICABLE))

    document = filled("2B-2025", review.but(pledges=(Pledge(text="Học thêm."),)))

    assert lines(document, "A.II.1") == ["(1) Sai số.", "(2) Nộp muộn."]
    assert lines(document, "A.II.2")[0].startswith("- Hạn chế 1 (khách quan): Không đối chiếu.")
    numbers = [(one.number, block) for one in document.walk() for block in one.blocks if isinstance(block, Bullets)]
    assert {number for number, block in numbers if block.numbered} == {"A.II.1"}


def test_pledges_stand_under_their_label_with_their_dates_and_one_that_is_a_remedy_too_once() -> None:
    made = (Pledge(text="Lập lịch tuần.", due=date(2027, 6, 30)), Pledge(text="Học thêm."))

    beside, alone_there = (lines(filled("2B-2025", year.but(pledges=made)), "A.VI") for year in (THREE, CONFIRMED))

    label, entry = "Phương hướng, cam kết năm 2027:", "Lập lịch tuần (thời hạn: 30/6/2027)."
    assert "\n".join(beside).count(entry) == 1
    assert beside[-2:] == [label, "- Học thêm."]
    assert alone_there == [label, f"- {entry}", "- Học thêm."]


# The pledge for the coming year


def test_pledges_go_under_their_heads() -> None:
    of_areas = [Pledge(text=f"Về {area}.", area=area) for area in PledgeArea if area is not PledgeArea.OTHER]
    others = [Pledge(text="Xếp rồi.", area=PledgeArea.OTHER), Pledge(text="Chưa xếp."), Pledge(text="Lập lịch tuần.")]

    document = filled("cam-ket", THREE.but(pledges=(*others[:1], *of_areas, *others[1:])))

    assert {section.number: lines(document, section.number) for section in document.walk()} == {
        "I": ["- Về tu-tuong-chinh-tri."],
        "II": ["- Về dao-duc-loi-song."],
        "III": ["- Về to-chuc-ky-luat."],
        "IV": ["- Về nhiem-vu."],
        "V": ["- Về khac-phuc-han-che.", "- Lập lịch tuần."],
        "VI": ["- Xếp rồi.", "- Chưa xếp."],
    }
    assert numbered(document, "VI").heading == "Nội dung khác"


def test_a_kind_without_a_pledge_is_left_to_the_hand_and_the_head_for_the_rest_out_where_there_is_none() -> None:
    pledged = CONFIRMED.but(pledges=(Pledge(text="Một.", area=PledgeArea.TASKS),))
    document = filled("cam-ket", pledged.but(passed=()))

    assert lines(filled("cam-ket", pledged), "I") == [DOTS]
    assert lines(filled("cam-ket", CONFIRMED), "I") == [NONE]  # where none was made each says so
    assert still_open(filled("cam-ket", pledged)) == []  # its owner said that there are no more
    assert [section.number for section in document.walk()] == ["I", "II", "III", "IV", "V"]
    assert still_open(document) == ["I", "II", "III", "V"]
    assert document.subtitles == ("Năm 2027",)


# Boxes


AVERAGES: tuple[tuple[tuple[Rating | None, ...], list[str]], ...] = (
    ((Rating.EXCELLENT, Rating.EXCELLENT, Rating.GOOD), ["Xuất sắc"]),
    ((Rating.EXCELLENT, Rating.GOOD), ["Tốt"]),
    ((Rating.GOOD, Rating.FAIR), ["Trung bình"]),
    ((Rating.FAIR, Rating.POOR), ["Kém"]),
    ((Rating.EXCELLENT, Rating.POOR), ["Trung bình"]),
    ((Rating.GOOD, Rating.NOT_APPLICABLE, None), ["Tốt"]),
    ((Rating.NOT_APPLICABLE, None), []),
)


@pytest.mark.parametrize(("ratings", "expected"), AVERAGES)
def test_the_boxes_of_2023_take_the_average_and_halves_go_down(
    ratings: tuple[Rating | None, ...], expected: list[str]
) -> None:
    answers = tuple(Answer(item=f"m{row}", rating=rating) for row, rating in enumerate(ratings))
    checklist = a_checklist([answer.item for answer in answers])

    boxes = boxes_of(filled("02A-2023", Review(year=2024, answers=answers), checklist=checklist), "I.2")

    assert ticked(boxes) == expected
    assert [box.label for box in boxes.boxes] == ["Xuất sắc", "Tốt", "Trung bình", "Kém"]
    assert boxes.lead == "Tự đánh giá về cấp độ thực hiện"


def test_the_boxes_of_a_section_rate_its_own_items_and_are_open_without_a_tick_unless_ticked_by_hand() -> None:
    answers = (
        Answer(item="pham-chat", rating=Rating.EXCELLENT),
        Answer(item="neu-guong", rating=Rating.EXCELLENT),
        Answer(item="nhiem-vu", rating=Rating.POOR),
    )

    document = filled("02A-2023", Review(year=2024, answers=answers))
    unrated = filled("02A-2023", CONFIRMED.but(answers=()))

    assert [ticked(boxes_of(document, number)) for number in ("I.1", "I.2", "III")] == [["Xuất sắc"], ["Kém"], []]
    assert {"I.2", "III"} & set(still_open(filled("02A-2023", CONFIRMED))) == set()
    assert {"I.2", "III"} & set(still_open(unrated)) == {"I.2"}


# Points


def test_points_stand_in_the_headings_and_the_total_below_them_and_stay_open_where_they_are_missing() -> None:
    full = filled("2B-2025", CONFIRMED)
    part = filled("2C-2025", CONFIRMED.but(self_rating=SelfRating(general_points=0, level=Level.GOOD)))

    assert numbered(full, "B.I.1").title == "1. Nhóm tiêu chí chung: 27,5/30"
    assert numbered(full, "B.I.2").title == "2. Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 61/70"
    assert [lines(full, number) for number in ("B.I.1", "B.I.2")] == [[], ["Tổng điểm: 88,5/100"]]
    assert numbered(part, "B.I.1").heading == "Nhóm tiêu chí chung: 0/30"
    assert numbered(part, "B.I.2").heading.endswith(": [chưa ghi]/70")
    assert lines(part, "B.I.2") == ["Tổng điểm: [chưa ghi]/100"]
    assert still_open(part) == ["B.I.2"]


def test_a_table_of_points_shows_each_criterion_with_its_maximum_and_its_points() -> None:
    table = read_point_table(ROOT / "examples" / "bang-diem.toml", notify=silent)
    scores = tuple(Score(criterion=one.id, points=one.maximum - 0.5) for one in table.criteria[:-1])
    rating = SelfRating(table=table.id, general_points=27, task_points=50, scores=scores, level=Level.GOOD)

    document = filled("2B-2025", CONFIRMED.but(self_rating=rating), table=table)

    general, tasks = table_of(document, "B.I.1"), table_of(document, "B.I.2")
    assert [row[0] for row in (*general.rows, *tasks.rows)] == [one.name for one in table.criteria]
    assert general.rows[0] == ("Phẩm chất chính trị, tư tưởng", "6", "5,5")
    assert tasks.rows[-1] == ("Phối hợp với đồng nghiệp, cơ quan, đơn vị khác", "5", "[chưa ghi]")
    assert still_open(document) == ["B.I.2"]


# The list of tasks


def test_tasks_fill_the_annex_column_by_column() -> None:
    late = Task(text="Số hoá.", due=date(2026, 11, 13), product="1.310 hồ sơ", progress=Progress.LATE)
    listed = (late, Task(text="Báo cáo năm.", progress=Progress.NOT_DONE), Task(text="Chưa rõ."))

    document = filled("2B-2025", CONFIRMED.but(tasks=Tasks(total=41, done=40, late=2, above=9, listed=listed)))

    assert table_of(document, "PL").rows == (
        ("1", "Số hoá.", "13/11/2026", "Đã hoàn thành", "1.310 hồ sơ", "Chậm hạn", ""),
        ("2", "Báo cáo năm.", "", "Đang thực hiện", "", "Chưa xong", ""),
        ("3", "Chưa rõ.", "", "[chưa ghi]", "", "[chưa ghi]", ""),
    )
    assert lines(document, "PL")[0] == (
        "Số nhiệm vụ được giao: 41; số nhiệm vụ hoàn thành: 40; số nhiệm vụ chậm hạn: 2; số nhiệm vụ vượt yêu cầu: 9."
    )


# The head and the end


@pytest.mark.parametrize(
    ("cell", "shown", "line"),
    [
        ("Chi bộ 3", "CHI BỘ 3", Line("Chi bộ 3")),
        ("CHI BỘ 3", "CHI BỘ 3", Line("CHI BỘ 3")),
        ("3", "CHI BỘ 3", Line("3", "Chi bộ")),
        ("chi bộ Văn phòng", "CHI BỘ VĂN PHÒNG", Line("Chi bộ Văn phòng")),
        ("Văn phòng", "CHI BỘ VĂN PHÒNG", Line("Văn phòng", "Chi bộ")),
    ],
)
def test_the_name_of_the_cell_stands_once_at_the_top_and_in_its_line(cell: str, shown: str, line: Line) -> None:
    document = filled("2B-2025", CONFIRMED, profile=structs.replace(FULL, cell=cell))

    assert document.letterhead is not None
    assert document.letterhead.left == ("ĐẢNG BỘ SỞ NỘI VỤ", shown)
    assert document.head[-1] == line


def test_what_the_head_lacks_is_dots_and_open_lines_and_is_named_but_a_post_left_empty_on_purpose_is_none() -> None:
    bare = filled("2C-2025", CONFIRMED, profile=Profile())
    passed = ("ngay_sinh", "chuc_vu_dang", "chuc_vu_doan_the")
    partly = structs.replace(FULL, born="", party_post="", government_post="", union_post="", passed=passed)
    document = filled("2B-2025", CONFIRMED, profile=partly)

    labels = ("Họ và tên", "Ngày sinh", "Đơn vị công tác", "Chi bộ")
    assert bare.letterhead is not None
    assert bare.letterhead.left == ("ĐẢNG BỘ ………", "CHI BỘ ………")
    assert bare.head == tuple(Line(OPEN, label) for label in labels)
    assert still_open(bare) == ["ĐẢNG BỘ", "CHI BỘ", *labels]
    assert {block.name for block in bare.signatures} == {""}
    shown = {line.lead: line.text for line in document.head}
    assert (shown["Chức vụ Đảng"], shown["Chức vụ đoàn thể"]) == ("Không", "Không")
    assert (shown["Chức vụ chính quyền"], shown["Ngày sinh"]) == (OPEN, OPEN)
    assert still_open(document) == ["Ngày sinh", "Chức vụ chính quyền"]


# One section


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("A.III", ("III", "a.iii", " A.III. ")),
        ("A.I.2", ("I.2", "i.2")),
        ("A.I", ("I",)),
        ("B.I", ("B.I",)),
        ("B.I.2", ("B.I.2",)),
        ("B", ("B",)),
        ("PL", ("pl",)),
        (None, ("", " ", ".", "2", "1", "I.9", "C", "A.A.I", "VIII")),
    ],
)
def test_a_section_is_found_by_the_names_people_call_it_by(number: str | None, names: tuple[str, ...]) -> None:
    found = [filled("2B-2025", CONFIRMED).section(name) for name in names]

    assert [section and section.number for section in found] == [number] * len(names)


@pytest.mark.parametrize("number", ["A.I.2", "A.III", "B.II", "PL"])
def test_a_section_alone_is_all_there_is_and_can_go_without_its_heading(number: str) -> None:
    document = filled("2B-2025", CONFIRMED)
    section = numbered(document, number)

    headed, bare = (document.alone(section, heading=heading) for heading in (True, False))

    assert headed.sections == (section,)
    assert (headed.title, headed.head, headed.letterhead, headed.signatures) == ("", (), None, ())
    assert section.heading in text.render(headed)
    assert bare.sections == (structs.replace(section, heading="", printed=()),)
    assert section.heading not in text.render(bare)
    open_year = filled("2B-2025", Review(year=2026), profile=Profile())
    inner = [one for one in still_open(open_year) if one.startswith(number)]
    assert still_open(open_year.alone(numbered(open_year, number), heading=True)) == inner


def test_a_head_that_may_be_left_out_stays_while_anything_stands_under_it() -> None:
    inner = FormSection(number="X.1", heading="Trong", parts=(Part(takes=Content.COLLECTIVE),), optional=True)
    outer = FormSection(number="X", heading="Ngoài", optional=True)
    form = structs.replace(FORMS["2B-2025"], sections=(outer, inner))
    year = Review(year=2026, collective=Collective(text="Chậm 14 ngày."))
    filling = Filling(review=year, checklist=OF_EACH_KIND, profile=FULL, leader=False)

    [section] = fill(form, filling).sections

    assert (section.heading, [one.heading for one in section.sections]) == ("Ngoài", ["Trong"])
    assert fill(form, structs.replace(filling, review=Review(year=2026))).sections == ()


# A year taken in from paper: its own words under their sections, whatever the form


USUAL: dict[str, Any] = {"checklist": the_checklist(), "profile": Profile(), "leader": False}


def lines_of(document: Document) -> list[str]:
    return [block.text for section in document.walk() for block in section.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("form_id", REVIEW_FORMS)
@tried(3)
@given(year=PAPERS)
def test_every_paragraph_of_the_paper_is_exported_once(form_id: str, year: Review) -> None:
    written = lines_of(filled(form_id, year, **USUAL))

    for section in year.paper:
        for paragraph in section.paragraphs:
            assert written.count(paragraph) >= 1


def paper(*sections: PaperSection, shortcomings: tuple[YearShortcoming, ...] = ()) -> Review:
    return Review(
        year=2025, state=State.CLOSED, source=Source.PAPER, paper=sections, own_shortcomings=shortcomings
    )  # fmt: skip


@pytest.mark.parametrize("form_id", REVIEW_FORMS)
def test_the_words_stand_under_their_section_and_what_was_read_of_it_is_not_said_twice(form_id: str) -> None:
    late = "Nộp báo cáo chậm."
    year = paper(
        PaperSection(number="I.1", paragraphs=("Dự 12 kỳ.",)),
        PaperSection(number="II", paragraphs=(late,)),
        PaperSection(number="Ý kiến riêng", paragraphs=("Xin đi học.",)),
        shortcomings=(YearShortcoming(text=late),),
    )

    document = filled(form_id, year, **USUAL)

    first = document.section("I.1")
    assert first is not None
    assert Line("Dự 12 kỳ.") in first.blocks
    assert lines_of(document).count(late) == 1
    assert "Ý kiến riêng" in [section.heading for section in document.walk()]
    assert OPEN not in lines_of(document)
    assert NOT_ON_PAPER in lines_of(document)


def test_where_the_paper_has_no_words_what_was_read_stands_in_their_place() -> None:
    document = filled("2B-2025", paper(shortcomings=(YearShortcoming(text="Nộp báo cáo chậm."),)), **USUAL)

    assert document.section("II.1") is not None
    assert "Nộp báo cáo chậm." in str(document.section("II.1"))


@tried(8)
@given(PAPERS)
def test_the_long_summary_of_a_paper_leaves_nothing_open_that_was_never_asked(year: Review) -> None:
    assert OPEN not in lines_of(summarise(Filling(review=year, **USUAL), None))
