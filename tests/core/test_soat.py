"""Soát, held against passages as people write them: what it names deserves it, and what deserves it is named."""

from datetime import date
from typing import Any

import pytest
import tomli
from msgspec import structs

from support.corpus import (
    CODES,
    DAY,
    EXAMPLES_OF_THE_PAGE,
    Passage,
    codes_of,
    corpus,
    material,
    read,
    table,
)  # fmt: skip
from support.values import ROOT, an_example, the_checklist
from tuphe.core.check import check
from tuphe.core.check.finding import Severity
from tuphe.core.check.hollow import is_concrete
from tuphe.core.check.material import review_day
from tuphe.core.review import Pledge, Review, Silenced
from tuphe.findings import in_words

TASKS = (
    "Hoàn thành lớp bồi dưỡng chuyên viên chính trước 30/6/2027",
    "Số hoá 500 hồ sơ đất đai trong quý I",
    "Trực một cửa đủ 48 buổi",
    "Đọc và trả lời đơn thư trong 5 ngày",
)

PRECISE = 0.95
"""A finding that a sensible person would wave away does harm."""

DATA = ROOT / "tests" / "data"

FOUND = 0.9
NARROWED = {"han-che-trong-ket-qua": 0.8}
"""What a rule finds that names only what is sure."""

TUNED = corpus()

APART = tuple(read(sorted((DATA / "soat-de-rieng").glob("*.toml"))))


PAGE = (ROOT / "docs" / "soat.md").read_text(encoding="utf-8")


# Reading all passages takes seconds: a test for each set of them.


def test_of_the_passages_each_code_names_those_that_deserve_it_in_words_and_the_page_has_the_figures() -> None:
    deserving = {code for passage in TUNED for code in passage.deserved}
    assert {code for passage in TUNED for code in passage.given} <= deserving
    assert {code: named for code in sorted(deserving) if not _is_right(code, named := _named(code))} == {}

    for passage in TUNED:
        for said in in_words(passage.found, CODES, the_checklist(), 2026):
            assert "{" not in said.reason + said.advice

    given, deserved, right = (sum(counts) for counts in zip(*map(_counts, TUNED), strict=True))
    assert f"| {len(TUNED)} | {deserved} | {given} | {right} | {right / given:.0%} | {right / deserved:.0%} |" in PAGE


def _named(code: str) -> tuple[set[str], set[str]]:
    """The passages that deserve a code, and those that are given it."""
    deserved, given = ({one.name for one in TUNED if code in getattr(one, kind)} for kind in ("deserved", "given"))
    return deserved, given


def _is_right(code: str, named: tuple[set[str], set[str]]) -> bool:
    deserved, given = named
    right = len(deserved & given)
    return len(deserved) >= 2 and right >= PRECISE * len(given) and right >= NARROWED.get(code, FOUND) * len(deserved)


def test_on_passages_that_no_rule_was_tuned_to_what_it_names_is_deserved_and_most_of_that_is_named() -> None:
    given, deserved, right = (sum(counts) for counts in zip(*map(_counts, APART), strict=True))
    assert len(APART) >= 300
    assert right / given >= PRECISE
    assert right / deserved >= 0.85

    printed = [line.rsplit(maxsplit=5) for line in table(APART).splitlines()[1:]]
    assert [cells for cells in printed if f"| {' | '.join(cell.strip() for cell in cells)} |" not in PAGE] == []


def result(told: str) -> dict[str, Any]:
    """A year that says one result."""
    return {"muc": [{"id": "can-kiem", "muc_do": "tot", "ket_qua": [told]}]}


def _counts(passage: Passage) -> tuple[int, int, int]:
    return len(passage.given), len(passage.deserved), len(passage.given & passage.deserved)


@pytest.mark.parametrize("code", EXAMPLES_OF_THE_PAGE)
def test_the_page_shows_a_bad_example_that_gets_the_code_and_a_mended_one_that_does_not(code: str) -> None:
    shown = EXAMPLES_OF_THE_PAGE[code]
    bad, mended = (
        codes_of(shown[which], shown.get("Năm trước"), shown[f"Hồ sơ, {which}"]) for which in ("Chưa được", "Sửa lại")
    )

    assert code in bad
    assert code not in mended


def test_the_page_explains_every_code_in_the_order_of_the_data_with_its_name_and_severity() -> None:
    words = {"chan": "phải sửa", "nhac": "nên xem lại"}

    assert [*EXAMPLES_OF_THE_PAGE] == [code.id for code in CODES.codes]
    for code in CODES.codes:
        assert f"## {code.id}\n\n{code.name} · {words[code.severity]}\n" in PAGE


REVIEWS = {path.stem: tomli.loads(path.read_text(encoding="utf-8")) for path in (DATA / "ban-kiem-diem").glob("*.toml")}
"""Whole years, made up: two honest ones, an excellent one, one half and half, one pasted together."""

HONEST: dict[str, tuple[Review | dict[str, Any], Review | None]] = {
    "2025": (an_example(2025), None),
    "2026": (an_example(2026), an_example(2025)),
    **{name: (REVIEWS[name], None) for name in ("trung-thuc-y-si", "trung-thuc-ke-toan", "xuat-sac-to-truong")},
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_review_gets_nothing_but_what_its_empty_profile_lacks(name: str) -> None:
    year, before = HONEST[name]

    assert {finding.code for finding in check(material(year, before)).found} <= {"thieu-ho-so"}


def test_a_hollow_review_a_middling_and_an_excellent_one_are_told_apart_by_their_hollow_items() -> None:
    def part(name: str) -> float:
        found = [finding.place for finding in check(material(REVIEWS[name])).found if finding.code == "khong-cu-the"]
        return len(found) / len(REVIEWS[name]["muc"])

    assert part("hoi-hot-can-bo") > 0.8
    assert 0.2 < part("vua-vua-mot-cua") < 0.6
    assert part("xuat-sac-to-truong") == 0


def test_a_result_kept_off_the_paper_is_checked_like_the_others() -> None:
    year = an_example(2026)
    kept_off = year.but(answers=tuple(structs.replace(one, results=(), left_off=one.results) for one in year.answers))

    found, found_too = (check(material(one, year.but(year=2025))).found for one in (year, kept_off))

    repeated = [finding.quotes for finding in found if finding.code == "giong-nam-truoc"]
    assert len(repeated) > 20
    assert [finding.quotes for finding in found_too if finding.code == "giong-nam-truoc"] == repeated


def test_a_text_of_the_year_before_is_said_to_be_the_same_or_to_differ_in_its_figures_alone() -> None:
    def said(*results: str) -> str:
        """How much of the second result, told a year later, is the first."""
        before, now = map(result, results)
        [found] = [one for one in check(material(now, before)).found if one.code == "giong-nam-truoc"]
        return found.values["trung"]

    told = "Số hoá 1.240 hồ sơ đất đai của ba thôn, trả cho người dân trước hạn 15 ngày."
    assert said(told, told) == "phan-tram"
    assert said(told, told.replace("1.240", "1.310")) == "con-so"


def test_one_pledge_may_be_renewed_but_half_of_them_are_last_years_paper() -> None:
    def repeated(kept: int) -> int:
        """How many pledges are named where so many of four were made the year before."""
        pledges = tuple(Pledge(text=f"{task}.") for task in TASKS)
        year = Review(year=2026, pledges=pledges)
        found = check(material(year, year.but(year=2025, pledges=pledges[:kept]))).found
        return sum(finding.code == "giong-nam-truoc" for finding in found)

    assert [repeated(kept) for kept in range(5)] == [0, 0, 2, 3, 4]


def test_what_has_to_be_mended_is_named_before_what_is_better_looked_at() -> None:
    found = [
        finding for shown in EXAMPLES_OF_THE_PAGE.values() for finding in check(material(shown["Chưa được"])).found
    ]

    said = [one.severity for one in in_words(found, CODES, the_checklist(), 2026)]

    assert said == sorted(said, key=(Severity.BLOCKS, Severity.REMINDS).index)


def test_one_code_is_silenced_at_one_place_and_nowhere_else() -> None:
    nothing = {"muc": [{"id": item.id, "muc_do": "tot"} for item in the_checklist().items[:2]]}
    first, second = (finding.place for finding in check(material(nothing)).found if finding.code == "cao-khong-viec")
    reason = Silenced(code="cao-khong-viec", place=first, reason="Mới nhận việc.")

    checked = check(material(nothing, silenced=(reason,)))

    assert [(finding.place, why) for finding, why in checked.silenced] == [(first, "Mới nhận việc.")]
    assert [finding.place for finding in checked.found if finding.code == "cao-khong-viec"] == [second]


CONCRETE = (
    "Số hoá 1.180 hồ sơ.",
    "Đi cơ sở hai lần.",
    "Trực thay năm buổi.",
    "Ban hành Quyết định 37/QĐ-SNV.",
    "“Bảng tra theo tên xã mới” được công nhận.",
    "Về Mường Lát dạy chữ cho bà con.",
)
ANYBODYS = (
    "Hoàn thành tốt nhiệm vụ năm 2026.",
    "Thực hiện nghiêm Quy định 37-QĐ/TW và 19 điều đảng viên không được làm.",
    "Thực hiện Nghị quyết Trung ương 4 khoá XII, chống “tự diễn biến”.",
    "Chấp hành chủ trương của Đảng, pháp luật của Nhà nước.",
    "Một số hộ được vay vốn.",
)


def test_what_somebody_could_look_up_is_concrete_and_what_everyone_may_write_is_not() -> None:
    assert [text for text in (*CONCRETE, *ANYBODYS) if is_concrete(text, material({}).lists)] == list(CONCRETE)


OWED = (
    "Tôi có hai buổi trực ngủ quên, bảo vệ phải gọi cửa.",
    "Máy bơm số 3 cháy vì bản thân không kiểm tra dầu.",
    "Học sinh bỏ học 3 em mà tôi không hay.",
    "Sổ hộ hứa làm xong trong hè mà mới được một nửa.",
    "Tỷ lệ tiêm sởi đạt 81%, chỉ tiêu 95%.",
    "Xử lý đơn của ông Tám mất 45 ngày, quy định 30 ngày.",
    "Chuồng lợn hẹn tháng 8 xong, đến nay chưa lợp được mái.",
    "Mở 4 lớp xoá mù cho 52 người; tuy nhiên, việc theo dõi chuyên cần chưa thường xuyên.",
    "Kiểm tra 12 cơ sở, song chất lượng biên bản ở hai xã còn sơ sài.",
)
NOT_OWED = (
    "Chuồng lợn trễ hai tháng vì tôi đặt tôn thiếu; nay lợp xong, nuôi 18 con.",
    "Bà Năm quên ví ở quầy, tôi giữ lại gọi bà đến nhận.",
    "Bắt được 2 phiếu chi ghi nhầm nguồn hồi tháng 8.",
    "Tôi chưa bỏ buổi trực nào.",
    "Không đi muộn, về sớm.",
    "Người nhà nhờ xem trước đề thi, tôi không trả lời và báo trưởng phòng.",
    "Đường vào bản khó nhưng một số hộ vẫn ra họp đủ.",
    "Công tác tiêm phòng ở bản Tà chưa đạt, song việc này nay đã bù xong 60 con.",
    "Báo cáo quý chậm 3 ngày, đã nộp bù, vì tôi quên.",
    "Tôi quên sổ, tôi về lấy ngay, họp trễ 5 phút.",
    "In 3 ram giấy, định mức 5 ram.",
    "Xử lý đơn trong 12 ngày, quy định 30 ngày.",
    "Lập biên bản 2 người bỏ chốt; có người giận tôi tới giờ.",
    "[chưa ghi]",
)


def test_what_one_did_wrong_or_owes_is_a_shortcoming_and_what_was_mended_or_others_did_is_none() -> None:
    def hides(told: str) -> bool:
        return "han-che-trong-ket-qua" in codes_of(result(told))

    assert [told for told in (*OWED, *NOT_OWED) if hides(told)] == list(OWED)


def unasked(told: str) -> dict[str, Any]:
    """A year with an item that does not apply, of which something is told all the same."""
    return {"muc": [{"id": "can-kiem", "muc_do": "khong-ap-dung", "ket_qua": [told]}]}


def caused(cause: str) -> dict[str, Any]:
    """A year with a shortcoming of this cause."""
    fault = {"noi_dung": "Sổ lệch 4 số.", "nguyen_nhan": cause, "loai_nguyen_nhan": "chu-quan"}
    return {"muc": [{"id": "can-kiem", "muc_do": "trung-binh", "han_che": [fault]}]}


def followed(state: str, told: str) -> dict[str, Any]:
    """A year that tells what became of a shortcoming."""
    return {"khac_phuc": [{"noi_dung": "Đi muộn 6 buổi.", "tinh_trang": f"{state}-khac-phuc", "ket_qua": told}]}


OLD_RULE = "Trước đó lớp vẫn học Quy định số 124-QĐ/TW, "


@pytest.mark.parametrize(
    ("code", "year", "given"),
    [
        # Why an item does not apply may stand there, but no deed.
        ("khong-ap-dung-che", unasked("Không giữ chức vụ lãnh đạo, quản lý."), False),
        ("khong-ap-dung-che", unasked("Đã nghỉ hưu từ 2015; không được giao phụ trách tổ nào."), False),
        ("khong-ap-dung-che", unasked("Không giữ chức vụ lãnh đạo, nhưng có kèm 3 người mới."), True),
        ("khong-ap-dung-che", unasked("Không được giao việc này. Vẫn trực thay 4 buổi tiếp dân."), True),
        ("khong-ap-dung-che", unasked("In hai mặt, bớt được 8 ram giấy."), True),
        # A cause is whose it mostly is.
        ("do-nguoi-khac", caused("Tôi cũng có phần, nhưng chủ yếu do kế toán cũ không bàn giao sổ."), True),
        ("do-nguoi-khac", caused("Kế toán cũ bàn giao muộn, nhưng chủ yếu do tôi không đối chiếu ngay."), False),
        # A rule that is told to be gone is not cited as in force.
        ("van-ban-cu", result(f"{OLD_RULE}từ tháng 9 trạm đổi sang Quy định số 366."), False),
        ("van-ban-cu", result(f"{OLD_RULE}nay cả tổ không áp dụng nữa."), False),
        # What became of a shortcoming says what was done, or that it was not.
        ("vo-nghia", followed("da", "Đã khắc phục xong."), True),
        ("vo-nghia", followed("dang", "Đã nghiêm túc rút kinh nghiệm, có nhiều chuyển biến tích cực."), True),
        ("vo-nghia", followed("da", "Không còn đi muộn."), False),
        ("vo-nghia", followed("da", "Đã lắp máy bơm mới."), False),
        ("vo-nghia", followed("chua", "Chưa thực hiện được."), False),
    ],
)
def test_a_code_is_given_to_what_deserves_it_and_not_to_its_like(
    code: str, year: dict[str, Any], *, given: bool
) -> None:
    assert (code in codes_of(year)) is given


def test_what_has_to_be_words_and_is_none_is_named_wherever_it_stands() -> None:
    fault = {"noi_dung": "31/12/2026", "nguyen_nhan": "1", "bien_phap": "2."}
    year = {
        "muc": [{"id": "can-kiem", "muc_do": "tot", "ket_qua": ["12/12", "Z131 đạt 12/12."], "han_che": [fault]}],
        "cam_ket": [{"noi_dung": "30/6"}],
        "nhiem_vu": {"viec": [{"noi_dung": "Soạn 2 báo cáo.", "san_pham": "2"}]},
    }
    profile = {"mau": "2B", "don_vi": "Z131", "chi_bo": "3", "ngay_sinh": "02/02/1985", "chuc_vu_chinh_quyen": "26"}

    found = [one.place for one in check(material(year, profile=profile)).found if one.code == "khong-chu"]

    item = "muc/can-kiem"
    assert found == [
        *(f"{item}/{place}" for place in ("ket_qua/1", "han_che/1", "han_che/1/nguyen_nhan", "han_che/1/bien_phap")),
        *("cam_ket/1", "ho_so/chuc_vu_chinh_quyen"),
    ]


def test_what_is_said_to_be_done_or_under_way_tells_what_was_done_where_one_answers_for_it() -> None:
    pledges = [{"noi_dung": text, "thoi_han": date(2026, 6, 30)} for text in ("Đặt lịch.", "Học tiếng Thái.", "Bơi.")]
    fault = {"noi_dung": "Quên tắt đèn.", "bien_phap": "Đặt lịch.", "thoi_han": date(2026, 6, 30)}
    before = {"muc": [{"id": "can-kiem", "han_che": [fault]}], "cam_ket": pledges}
    kept = [{"noi_dung": pledge["noi_dung"], "tinh_trang": "da-thuc-hien"} for pledge in pledges[:2]]
    kept += [{"noi_dung": "Bơi.", "tinh_trang": "dang-thuc-hien"}]
    mended = {"muc": "can-kiem", "noi_dung": "Quên tắt đèn.", "tinh_trang": "da-khac-phuc"}
    half = mended | {"noi_dung": "Nói to.", "tinh_trang": "dang-khac-phuc", "phan_tram": 50}

    found = check(material({"khac_phuc": [mended, half], "thuc_hien_cam_ket": kept}, before)).found

    places = [one.place for one in found if one.code == "xong-khong-viec"]
    assert places == ["khac_phuc/1", "thuc_hien_cam_ket/2", "thuc_hien_cam_ket/3"]


@pytest.mark.parametrize(
    ("today", "closed", "day"),
    [
        (date(2026, 11, 24), None, date(2026, 11, 24)),
        (date(2027, 2, 1), None, date(2027, 2, 1)),
        (date(2028, 6, 1), None, date(2026, 12, 31)),
        (date(2028, 6, 1), date(2026, 12, 19), date(2026, 12, 19)),
    ],
)
def test_a_date_is_past_when_it_was_past_on_the_day_of_the_review(today: date, closed: date | None, day: date) -> None:
    assert review_day(Review(year=2026, closed_on=closed), today) == day


def test_a_date_on_the_day_of_the_review_is_not_past() -> None:
    said = {"noi_dung": "Chậm 3 ngày.", "nguyen_nhan": "Tôi quên.", "bien_phap": "Đặt lịch."}

    def overdue(due: date) -> bool:
        item = {"id": "can-kiem", "muc_do": "kem", "han_che": [said | {"thoi_han": due}]}
        return "qua-han" in codes_of({"muc": [item]})

    assert [overdue(day) for day in (DAY, date(2026, 11, 23))] == [False, True]
