"""What is asked about a paper that was read: doubts one by one, parts on request, where each shortcoming belongs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from support.papers import WORDS
from support.values import a_checklist
from tuphe.core.due_dates_in_papers import due_in
from tuphe.core.paper import Doubt, Paper
from tuphe.core.paper_section import PaperSection
from tuphe.core.question import Question, Refused
from tuphe.core.review import FollowUp, FollowUpState, Pledge
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.errors import YearExists
from tuphe.interview.questions.paper import questions
from tuphe.interview.taking_in import ALL, DROP, EACH, KEEP, MEND, NO_ITEM, NOT, WHOLE_LIST, Taking, resumed

LATE = Shortcoming(text="Nộp báo cáo chậm.", remedy="Chốt số liệu.", due=date(2026, 3, 31))
ABSENT = Shortcoming(text="Vắng họp.")


def read(*doubts: str, **fields: Any) -> Taking:
    paper = Paper(
        year=2025,
        shortcomings=(LATE, ABSENT),
        doubts=tuple(Doubt(place=place, reason="Đoán.") for place in doubts),
        **fields,
    )
    return Taking(read=paper, paper=paper, words=WORDS, how=ALL)


def refuse_2024(year: int) -> None:
    if year == 2024:
        raise YearExists(year, Path("2024.toml"))


def asked(taking: Taking) -> dict[str, Question[Taking]]:
    listed = questions(taking, checklist=a_checklist(["a", "b"]), leader=False, other_name="", check_year=refuse_2024)
    return {question.key: question for question in listed}


def test_what_is_sure_is_not_asked_about() -> None:
    assert list(asked(read())) == ["cach", "han_che/0/muc", "han_che/1/muc", "xong"]


def test_nothing_more_is_asked_of_who_takes_nothing_in() -> None:
    assert list(asked(read("han_che/1/thoi_han").but(how=NOT))) == ["cach"]


@pytest.mark.parametrize("how", [ALL, EACH])
def test_one_key_drops_a_part_or_a_shortcoming_whatever_is_offered_beside_it(how: str) -> None:
    taking = read(header={"ho_ten": "An"}, pledges=(Pledge(text="Nộp sớm."),)).but(how=how)

    dropping = [one for one in asked(taking).values() if DROP in [choice.value for choice in one.choices]]

    assert len(dropping) == {ALL: 2, EACH: 5}[how]
    assert {one.choices[1].value for one in dropping} == {DROP}


def test_the_end_shows_what_is_kept_and_dropped_before_a_year_is_written() -> None:
    taking = read("cam_ket/1/thoi_han", pledges=(Pledge(text="Nộp sớm."),), header={"ho_ten": "An"}).but(how=EACH)
    taking = asked(taking)["phan/ho_so"].record((DROP,))
    taking = asked(taking)["han_che/1/muc"].record((DROP,))

    end = asked(taking)["xong"]

    assert end.context == (
        "Giữ: Hạn chế (1 dòng); Phương hướng, cam kết (1 dòng)",
        "Bỏ: Phần đầu trang; hạn chế “Vắng họp.”",
        "Để trống 1 chỗ chưa chắc, chưa trả lời.",
    )
    assert not end.answered
    assert asked(end.record((KEEP,)))["xong"].answered
    assert end.record((NOT,)).how == NOT


def test_a_day_in_doubt_is_confirmed_changed_or_emptied() -> None:
    question = asked(read("han_che/1/thoi_han"))["chua-chac/han_che/1/thoi_han"]

    assert question.current == ("31/3/2026",)
    assert "Chưa chắc: Đoán." in question.context
    for typed, due in (("31/3/2026", date(2026, 3, 31)), ("6/2026", date(2026, 6, 30)), ("", None)):
        paper, _ = question.record((typed,)).outcome()
        assert paper.shortcomings[0].due == due
    with pytest.raises(Refused):
        question.record(("hôm nào đó",))


def test_what_was_passed_over_is_not_kept() -> None:
    paper, items = read("han_che/1/thoi_han", "han_che/2", "tu_danh_gia/xep_loai").outcome()

    assert [(one.text, one.due) for one in paper.shortcomings] == [(LATE.text, None)]
    assert items == ("",)


def test_a_level_and_a_state_in_doubt_are_chosen() -> None:
    taking = read(
        "tu_danh_gia/xep_loai",
        "khac_phuc/1/tinh_trang",
        self_rating=SelfRating(level=Level.GOOD),
        follow_ups=(FollowUp(text="Vắng họp.", state=FollowUpState.MENDED),),
    )
    first, second = (
        asked(taking)[f"chua-chac/{place}"] for place in ("tu_danh_gia/xep_loai", "khac_phuc/1/tinh_trang")
    )

    assert (first.current, second.current) == (("tot",), ("da-khac-phuc",))
    rated, _ = first.record(("hoan-thanh",)).outcome()
    assert (rated.self_rating.level, rated.follow_ups[0].state) == (Level.COMPLETED, None)
    left, _ = second.record((DROP,)).outcome()
    assert left.follow_ups[0].state is None


def test_the_year_is_asked_for_where_the_paper_does_not_say_it_and_one_on_file_is_refused() -> None:
    question = asked(read("nam"))["nam"]

    assert question.record(("2023",)).paper.year == 2023
    for typed in ("2024", "năm ngoái", "20"):
        with pytest.raises(Refused):
            question.record((typed,))


def test_a_shortcoming_is_tied_dropped_or_mended_and_the_others_keep_their_items() -> None:
    taking = read()
    taking = asked(taking)["han_che/0/muc"].record((DROP,))
    taking = asked(taking)["han_che/1/muc"].record((MEND,))
    taking = asked(taking)["han_che/1/sua"].record(("Vắng họp hai lần.",))
    taking = asked(taking)["han_che/1/muc-sau-sua"].record(("b",))

    paper, items = taking.outcome()

    assert [one.text for one in paper.shortcomings] == ["Vắng họp hai lần."]
    assert items == ("b",)


def test_no_item_is_the_usual_answer() -> None:
    first = asked(read())["han_che/0/muc"]

    assert first.current == (NO_ITEM,)
    assert first.record((NO_ITEM,)).outcome()[1] == ("", "")


def test_part_by_part_lines_are_mended_in_their_places_and_a_part_is_dropped() -> None:
    sections = (PaperSection(number="I.1", paragraphs=("Một.", "Hai.")),)
    taking = read(sections=sections, pledges=(Pledge(text="Nộp sớm.", due=date(2026, 6, 30)),), header={"ho_ten": "An"})
    taking = taking.but(how=EACH)
    for part, way in (("phan/I.1", MEND), ("cam_ket", MEND), ("ho_so", DROP), ("han_che", DROP)):
        taking = asked(taking)[f"phan/{part}"].record((way,))

    assert "han_che/0/muc" not in asked(taking)
    taking = asked(taking)["sua/phan/I.1"].record(("Một.\nHai, sửa.\nBa.",))
    taking = asked(taking)["sua/cam_ket"].record(("Nộp sớm hơn.",))
    with pytest.raises(Refused):
        asked(taking)["sua/cam_ket"].record(("Một\nHai",))

    paper, items = taking.outcome()
    assert paper.sections[0].paragraphs == ("Một.", "Hai, sửa.", "Ba.")
    assert paper.pledges == (Pledge(text="Nộp sớm hơn.", due=date(2026, 6, 30)),)
    assert (paper.header, paper.shortcomings, items) == ({}, (), ())


def mending(taking: Taking, part: str, text: str) -> Taking:
    taking = asked(taking)[f"phan/{part}"].record((MEND,))
    return asked(taking)[f"sua/{part}"].record((text,))


def test_every_paragraph_of_a_part_stands_above_its_question_and_points_have_their_names() -> None:
    lines = tuple(f"Việc {row}." for row in range(9))
    taking = read(
        sections=(PaperSection(number="I.1", paragraphs=lines),),
        self_rating=SelfRating(general_points=27, task_points=55.5, level=Level.GOOD),
    ).but(how=EACH)

    assert asked(taking)["phan/phan/I.1"].context == lines
    assert asked(taking)["phan/tu_danh_gia"].context == (
        "Nhóm tiêu chí chung: 27/30",
        "Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 55,5/70",
        "Tổng điểm: 82,5/100",
        "Mức: Hoàn thành tốt nhiệm vụ",
    )


def test_a_sentence_that_stands_twice_is_mended_in_both_places() -> None:
    section = PaperSection(number="II.1", paragraphs=("Nộp báo cáo chậm", "Vắng họp."))
    taking = read(sections=(section,)).but(how=EACH)

    first = mending(taking, "phan/II.1", "Nộp báo cáo chậm hai lần.\nVắng họp.")
    second = mending(taking, "han_che", "Nộp báo cáo chậm.\nVắng họp hai lần.")

    assert [one.text for one in first.paper.shortcomings] == ["Nộp báo cáo chậm hai lần.", "Vắng họp."]
    assert second.paper.sections[0].paragraphs == ("Nộp báo cáo chậm", "Vắng họp hai lần.")


def test_where_the_new_words_of_an_entry_cannot_be_told_they_are_asked_for() -> None:
    section = PaperSection(number="II.1", paragraphs=("Còn nộp báo cáo chậm. Vắng họp.",))
    taking = mending(read(sections=(section,)).but(how=EACH), "phan/II.1", "Còn nộp báo cáo chậm. Hay nghỉ các buổi.")

    keys = [key for key in asked(taking) if key.startswith("sua-theo/")]

    assert keys == ["sua-theo/phan/II.1/han_che/2/noi_dung"]
    taking = asked(taking)[keys[0]].record(("Hay nghỉ các buổi.",))
    assert taking.paper.shortcomings[1].text == "Hay nghỉ các buổi."
    assert not [key for key in asked(taking) if key.startswith("sua-theo/")]


IN_ONE_LINE = "Nộp báo cáo chậm. Nguyên nhân: chưa có lịch. Biện pháp: chốt số liệu."
WITH_ALL = Shortcoming(text="Nộp báo cáo chậm.", cause="chưa có lịch", remedy="chốt số liệu.", due=date(2026, 3, 31))


def in_one_line() -> Taking:
    section = PaperSection(number="II.1", paragraphs=(IN_ONE_LINE,))
    paper = Paper(year=2025, shortcomings=(WITH_ALL,), sections=(section,))
    return Taking(read=paper, paper=paper, words=WORDS, how=EACH)


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("chậm.", "chậm 5 ngày.", "text", "Nộp báo cáo chậm 5 ngày."),
        ("chưa có lịch", "chưa có lịch nhập điểm", "cause", "chưa có lịch nhập điểm"),
        ("chốt số", "mỗi tháng chốt số", "remedy", "mỗi tháng chốt số liệu."),
    ],
)
def test_what_is_mended_in_a_paragraph_is_mended_in_the_cause_and_remedy_read_from_it(
    old: str, new: str, field: str, said: str
) -> None:
    taking = mending(in_one_line(), "phan/II.1", IN_ONE_LINE.replace(old, new))

    assert taking.paper.shortcomings == (structs.replace(WITH_ALL, **{field: said}),)
    assert not [key for key in asked(taking) if key.startswith("sua-theo/")]


def promising(remedy: str, due: date | None, line: str) -> Taking:
    """A paper whose VI has one line, read as a pledge and as the remedy of its shortcoming."""
    section = PaperSection(number="VI", paragraphs=(line,))
    found = Shortcoming(text="Nộp báo cáo chậm.", remedy=remedy, due=due)
    paper = Paper(
        year=2025, shortcomings=(found,), pledges=(Pledge(text=remedy, due=due),), sections=(section,), header={}
    )
    return Taking(read=paper, paper=paper, words=WORDS, how=EACH)


@pytest.mark.parametrize(
    ("remedy", "old", "new", "due"),
    [
        ("Chốt số liệu trước 31/3/2026.", "31/3/2026", "30/6/2026", date(2026, 6, 30)),
        ("Chốt số liệu trước 31/3/2026.", " trước 31/3/2026", " hằng tháng", None),
        ("Chốt số liệu (thời hạn: 31/3/2026).", "31/3/2026", "quý II/2026", date(2026, 6, 30)),
        ("Chốt số liệu hằng tháng.", "hằng tháng", "trước 15/5/2026", date(2026, 5, 15)),
        ("Chốt số liệu trước 31/3/2026.", "Chốt số liệu", "Chốt đủ số liệu", date(2026, 3, 31)),
    ],
)
def test_the_day_of_what_is_to_be_done_follows_the_words_that_are_mended(
    remedy: str, old: str, new: str, due: date | None
) -> None:
    read_of_it = due_in(remedy, 2025, WORDS)

    taking = mending(promising(read_of_it.text, read_of_it.day, remedy), "phan/VI", remedy.replace(old, new))

    assert [taking.paper.shortcomings[0].due, taking.paper.pledges[0].due] == [due, due]


def test_the_day_follows_an_entry_that_is_mended_by_itself_and_one_worded_anew() -> None:
    taking = promising("Chốt số liệu trước 31/3/2026.", date(2026, 3, 31), "Chốt số liệu trước 31/3/2026.")

    pledge = mending(taking, "cam_ket", "Chốt số liệu trước 30/6/2026.")
    line = "Tiếp tục học tập. Chốt số liệu trước 31/3/2026."
    anew = mending(
        promising("Chốt số liệu trước 31/3/2026.", date(2026, 3, 31), line),
        "phan/VI",
        "Tiếp tục học tập. Đến 30/9/2026 học xong.",
    )
    anew = asked(anew)["sua-theo/phan/VI/han_che/1/bien_phap"].record(("Đến 30/9/2026 học xong.",))

    assert pledge.paper.pledges[0].due == date(2026, 6, 30)
    assert anew.paper.shortcomings[0].due == date(2026, 9, 30)


def test_a_day_that_was_said_otherwise_than_in_the_words_stays_when_they_are_mended() -> None:
    taking = promising("Chốt số liệu.", date(2026, 3, 31), "Chốt số liệu.")

    assert mending(taking, "phan/VI", "Chốt đủ số liệu.").paper.pledges[0].due == date(2026, 3, 31)


def test_a_mended_day_without_its_year_is_asked_about() -> None:
    taking = promising("Chốt số liệu trước 31/3/2026.", date(2026, 3, 31), "Chốt số liệu trước 31/3/2026.")

    mended = mending(taking, "cam_ket", "Chốt số liệu trước ngày 30/6.")
    again = mending(mended, "cam_ket", "Chốt số liệu trước 30/6/2026.")

    assert asked(mended)["chua-chac/cam_ket/1/thoi_han"].current == ("30/6/2026",)
    assert mended.outcome()[0].pledges[0].due is None
    assert "chua-chac/cam_ket/1/thoi_han" not in asked(again)
    assert again.outcome()[0].pledges[0].due == date(2026, 6, 30)


def test_a_shortcoming_keeps_its_cause_and_remedy_however_its_sentence_is_mended() -> None:
    by_itself = asked(in_one_line())["han_che/0/muc"].record((MEND,))
    by_itself = asked(by_itself)["han_che/0/sua"].record(("Nộp muộn.",))
    for taking in (by_itself, mending(in_one_line(), "han_che", "Nộp muộn.")):
        paper, _ = taking.outcome()

        assert paper.shortcomings == (structs.replace(WITH_ALL, text="Nộp muộn."),)
        assert paper.sections[0].paragraphs == (IN_ONE_LINE.replace("Nộp báo cáo chậm", "Nộp muộn"),)


def test_a_cause_that_a_mended_paragraph_does_not_say_any_more_is_asked_for() -> None:
    taking = mending(in_one_line(), "phan/II.1", "Nộp báo cáo chậm, do quá nhiều việc. Biện pháp: chốt số liệu.")

    keys = [key for key in asked(taking) if key.startswith("sua-theo/")]

    assert keys == ["sua-theo/phan/II.1/han_che/1/nguyen_nhan"]
    assert asked(taking)[keys[0]].record(("",)).paper.shortcomings[0].cause == ""


def test_what_was_answered_is_answered_again_by_the_draft_and_what_is_asked_otherwise_now_is_not() -> None:
    taking = read("han_che/1/thoi_han")
    for key, reply in (
        ("cach", EACH), ("phan/han_che", KEEP), ("chua-chac/han_che/1/thoi_han", "6/2026"), ("han_che/1/muc", MEND),
    ):  # fmt: skip
        taking = asked(taking)[key].record((reply,))
    put_aside = asked(taking)["han_che/1/sua"].set_aside
    assert put_aside is not None
    taking = put_aside("Vắng họp ba")

    again = resumed(read("han_che/1/thoi_han").but(how=""), taking.draft, lambda so_far: asked(so_far).values())
    other = structs.replace(again.read, shortcomings=(ABSENT, LATE))
    otherwise = resumed(
        Taking(read=other, paper=other, words=WORDS), taking.draft, lambda so_far: asked(so_far).values()
    )

    assert again == taking
    assert asked(again)["han_che/1/sua"].draft == "Vắng họp ba"
    assert otherwise.paper.shortcomings == other.shortcomings
    assert otherwise.way("han_che/1") == KEEP


def test_any_item_of_the_checklist_is_found_by_its_group() -> None:
    taking = asked(read())["han_che/0/muc"].record((WHOLE_LIST,))
    group = asked(taking)["han_che/0/nhom"]

    taking = group.record((group.choices[0].value,))
    assert taking.outcome()[1][0] == ""
    item = asked(taking)[f"han_che/0/nhom/{group.choices[0].value}"]
    taking = item.record(("b",))

    assert taking.outcome()[1] == ("b", "")
    assert asked(taking)["han_che/0/muc"].current == ("b",)
