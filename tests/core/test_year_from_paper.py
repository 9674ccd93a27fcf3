"""A paper becomes a year: what is sure is kept, what it says of earlier years is tied to them, nothing stands twice."""

from datetime import date

from hypothesis import given
from msgspec import structs

from support.made_up import PAPERS, tried
from support.values import a_checklist, an_item, silent, the_checklist, with_shortcomings
from tuphe.core.check.material import Material
from tuphe.core.check.repeats import as_last_year
from tuphe.core.comparison import compare
from tuphe.core.completeness import Context, missing
from tuphe.core.paper import Doubt, Paper, PaperTask
from tuphe.core.paper_section import PaperSection, Source
from tuphe.core.profile import Profile
from tuphe.core.promises import NOTHING_OPEN, open_after
from tuphe.core.review import Answer, ChecklistRef, FollowUp, FollowUpState, Pledge, Rating, Review, State
from tuphe.core.self_rating import Level, SelfRating
from tuphe.core.shortcoming import Shortcoming, YearShortcoming
from tuphe.core.tasks import Progress
from tuphe.core.trend_kinds import Trend
from tuphe.core.trends import look_back
from tuphe.core.year_from_paper import as_year, nearest_items, only_sure, to_report
from tuphe.storage import toml
from tuphe.workspace.checking import word_lists

LATE = Shortcoming(text="Nộp báo cáo chậm 3 ngày.", remedy="Chốt số liệu ngày 20.", due=date(2026, 3, 31))
ASKED = ChecklistRef(id="thu")


def year_of(paper: Paper) -> Review:
    return as_year(paper, 2025, ASKED, NOTHING_OPEN)


def test_a_paper_is_kept_as_a_closed_year_with_its_own_words() -> None:
    section = PaperSection(number="I.1", paragraphs=("Dự 12 kỳ.", " ", "Nộp 4 bài."))

    year = year_of(Paper(shortcomings=(LATE,), sections=(section,), self_rating=SelfRating(level=Level.GOOD)))

    assert (year.state, year.source, year.closed_on) == (State.CLOSED, Source.PAPER, None)
    assert year.shortcomings == (("", YearShortcoming(text=LATE.text, remedy=LATE.remedy, due=LATE.due)),)
    assert year.paper == (PaperSection(number="I.1", paragraphs=("Dự 12 kỳ.", "Nộp 4 bài.")),)
    assert year.self_rating.level is Level.GOOD


def test_what_stands_twice_on_a_paper_is_kept_once_so_that_the_year_can_be_read_again() -> None:
    twice = Paper(
        shortcomings=(LATE, LATE),
        pledges=(Pledge(text="Nộp sớm."),) * 2,
        sections=(PaperSection(number="I", paragraphs=("Một.",)), PaperSection(number="I", paragraphs=("Hai.",))),
        tasks=(PaperTask(text="Số hoá", due="31/5/2025", progress="Đúng hạn"),) * 2,
    )

    year = year_of(twice)

    assert (len(year.own_shortcomings), len(year.pledges), len(year.paper)) == (1, 1, 1)
    assert year.paper[0].paragraphs == ("Một.", "Hai.")
    [task] = year.tasks.listed
    assert (task.due, task.progress) == (date(2025, 5, 31), Progress.ON_TIME)


def test_a_shortcoming_is_tied_to_its_chosen_item_and_what_is_said_of_an_earlier_one_to_the_one_on_file() -> None:
    before = open_after([with_shortcomings(2024, "can-kiem", Shortcoming(text="Nộp báo cáo quý chậm 3 ngày."))])
    said = FollowUp(text="Nộp báo cáo chậm 3 ngày", state=FollowUpState.MENDED)

    year = as_year(Paper(shortcomings=(LATE,), follow_ups=(said,)), 2025, ASKED, before, items=("can-kiem",))

    assert [item for item, _ in year.shortcomings] == ["can-kiem"]
    assert [(entry.item, entry.text) for entry in year.follow_ups] == [("can-kiem", "Nộp báo cáo quý chậm 3 ngày.")]


def test_of_what_is_in_doubt_nothing_is_kept_unasked_and_the_rest_stays() -> None:
    places = ("han_che/1/thoi_han", "han_che/2", "han_che/9/thoi_han", "khac_phuc/1/tinh_trang", "nam")
    unsure = Paper(
        shortcomings=(LATE, Shortcoming(text="Có lẽ không phải hạn chế.")),
        follow_ups=(FollowUp(text="Vắng họp.", state=FollowUpState.MENDED),),
        self_rating=SelfRating(general_points=27, level=Level.GOOD),
        doubts=tuple(Doubt(place=place, reason="Đoán.") for place in (*places, "tu_danh_gia/xep_loai")),
    )

    sure = only_sure(unsure)

    assert sure.shortcomings == (structs.replace(LATE, due=None),)
    assert sure.follow_ups == (FollowUp(text="Vắng họp."),)
    assert sure.self_rating == SelfRating(general_points=27)


def test_the_report_has_sections_by_their_numbers_days_as_programs_read_them_and_nothing_empty() -> None:
    section = PaperSection(number="I.1", paragraphs=("Dự 12 kỳ.",))

    report = to_report(Paper(header={"ho_ten": "Lê An"}, sections=(section,), shortcomings=(LATE,)), 2025)

    assert report["phan"] == {"I.1": ["Dự 12 kỳ."]}
    assert report["han_che"] == [{"noi_dung": LATE.text, "bien_phap": LATE.remedy, "thoi_han": "2026-03-31"}]
    assert list(report) == ["ho_so", "nam", "mau", "phan", "han_che"]
    assert to_report(Paper(), 0) == {"nam": 0, "mau": ""}


def test_the_items_that_share_rare_words_with_a_shortcoming_are_offered_first_and_unlike_ones_not_at_all() -> None:
    checklist = a_checklist(
        [
            an_item("hop", question="Tôi dự họp chi bộ ra sao?"),
            an_item("viec", question="Tôi nộp báo cáo đúng hạn không?"),
            an_item("loi-song", question="Tôi giữ lối sống giản dị không?"),
        ]
    )

    near, far = (nearest_items(text, checklist, leader=False) for text in ("Nộp báo cáo chậm.", "Dự toán sai 3 lần."))

    assert (near[0].id, far) == ("viec", ())


# What a year from paper is to the others


def test_an_item_that_a_paper_does_not_rate_is_not_compared_and_never_counts_as_unanswered() -> None:
    paper = Review(year=2025, source=Source.PAPER, state=State.CLOSED)
    after = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD), Answer(item="b")))

    found = compare(paper, after, a_checklist(["a", "b"]))

    assert [change.trend for change in found.changes] == [Trend.INCOMPARABLE]
    assert not found.other_checklist
    assert found.unrated_papers == (2025,)
    assert [group.before for group in found.groups] == [None]


def test_no_item_is_asked_of_a_paper_where_years_stand_side_by_side() -> None:
    paper = Review(year=2025, source=Source.PAPER)
    after = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD),))

    found = look_back([paper, after], a_checklist(["a"]))

    assert (found.papers, found.other_checklists) == ((2025,), ())
    assert (found.items[0].ratings, found.items[0].asked) == ((None, Rating.GOOD), (False, True))


@tried(20)
@given(PAPERS)
def test_a_year_from_paper_lacks_nothing_and_its_file_is_read_as_it_was(year: Review) -> None:
    context = Context(checklist=the_checklist())

    assert missing(year, None, context) == ()
    assert toml.parse(toml.dump(year), "năm", Review, notify=silent) == year


def test_its_shortcomings_are_open_the_year_after() -> None:
    found = open_after([year_of(Paper(shortcomings=(LATE,), pledges=(Pledge(text="Nộp sớm."),)))])

    assert [(one.item, one.text, one.remedy, one.due) for one in found.shortcomings] == [
        ("", LATE.text, LATE.remedy, LATE.due)
    ]
    assert [one.text for one in found.pledges] == ["Nộp sớm."]


def copied(result: str, paragraph: str) -> list[str]:
    paper = Review(year=2025, source=Source.PAPER, paper=(PaperSection(number="I.2", paragraphs=(paragraph,)),))
    year = Review(year=2026, answers=(Answer(item="a", rating=Rating.GOOD, results=(result,)),))
    material = Material(
        review=year,
        context=Context(checklist=a_checklist(["a"])),
        profile=Profile(),
        lists=word_lists(notify=silent),
        day=date(2026, 11, 25),
        previous=paper,
    )
    return [finding.quotes[0].text for finding in as_last_year(material)]


def test_a_sentence_copied_from_within_a_paragraph_of_the_paper_is_found_and_other_words_are_not() -> None:
    sentence = "Luôn chủ động phối hợp với các phòng để giải quyết hồ sơ của người dân đúng hẹn"
    paragraph = f"Dự 12 kỳ sinh hoạt chi bộ. {sentence}. Nộp bốn bài thu hoạch."

    assert copied(f"{sentence}.", paragraph) == [f"{sentence}."]
    assert copied("Soạn 12 kế hoạch kiểm tra việc lưu trữ ở tám xã, phường của huyện.", paragraph) == []


def test_what_a_task_has_no_room_for_stays_in_the_papers_words_and_undone_is_never_taken_for_late() -> None:
    full = PaperTask(text="Số hoá sổ", due="31/5/2025", state="Đã xong 12 sổ", progress="Vượt", remark="Thêm 2 sổ")
    bare = PaperTask(text="Nộp báo cáo", due="20/6/2025", progress="Đúng hạn")
    undone = PaperTask(text="Viết sáng kiến", due="30/4/2025", state="Chưa hoàn thành", progress="Chậm hạn")

    [annex] = year_of(Paper(tasks=(full, bare))).paper

    rows = ("Số hoá sổ | 31/5/2025 | Đã xong 12 sổ | Vượt | Thêm 2 sổ", "Nộp báo cáo | 20/6/2025 | Đúng hạn")
    assert annex == PaperSection(number="PL", paragraphs=rows)
    assert year_of(Paper(tasks=(bare,))).paper == ()
    assert year_of(Paper(tasks=(undone,))).tasks.listed[0].progress is Progress.NOT_DONE
