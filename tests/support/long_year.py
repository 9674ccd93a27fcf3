"""A short year and a long one, to see how a form behaves with little in it and with a great deal."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from support.values import ROOT, silent, the_checklist, the_forms
from tuphe.core.checklist import Audience, Item
from tuphe.core.form import Form
from tuphe.core.point_table import PointTable
from tuphe.core.profile import Profile
from tuphe.core.promises import NOTHING_OPEN
from tuphe.core.review import (
    Answer,
    ChecklistRef,
    Collective,
    FollowUp,
    FollowUpState,
    Pledge,
    PledgeArea,
    PledgeOutcome,
    PledgeState,
    RaisedIssue,
    Rating,
    Review,
)
from tuphe.core.self_rating import Level, Score, SelfRating
from tuphe.core.shortcoming import CauseKind, Shortcoming
from tuphe.core.tasks import Progress, Task, Tasks
from tuphe.export.document import Document
from tuphe.export.filling import Filling
from tuphe.export.official import fill
from tuphe.storage.checklists import read_point_table

YEAR = 2026

PERSON = Profile(
    name="Nguyễn Thị Mẫu",
    born="02/02/1985",
    unit="Phòng Quản lý lưu trữ, Sở Nội vụ",
    cell="Chi bộ 3",
    party_committee="Đảng bộ Sở Nội vụ",
    government_post="Chuyên viên",
    passed=("chuc_vu_dang", "chuc_vu_doan_the"),
)

DEEDS = (
    "lập danh mục {n} hồ sơ, đối chiếu từng tờ với bản gốc và bàn giao ngày {d}",
    "trả lời {n} yêu cầu tra cứu của cơ quan, tổ chức và công dân, trong đó {m} yêu cầu trả sớm hơn phiếu hẹn",
    "hướng dẫn {m} xã, phường lập hồ sơ điện tử; đến ngày {d} còn {k} nơi phải làm lại danh mục",
    "tham mưu {k} văn bản, văn bản cuối được ký ngày {d}, không văn bản nào phải đính chính",
    "dự {m} buổi học tập, sinh hoạt chuyên đề, nộp {k} bài thu hoạch có phần liên hệ với việc đang làm",
)
SHORTFALLS = (
    "Báo cáo quý về “{name}” nộp chậm {k} ngày, phòng phải nhắc {k} lần.",
    "Còn {n} hồ sơ liên quan đến “{name}” chưa kiểm tra lại sau khi nhập vào phần mềm; {k} hồ sơ sai ngày tháng.",
    "Chưa nêu ý kiến tại {m} cuộc họp bàn về “{name}”, sau họp mới trao đổi riêng.",
)
CAUSES = (
    "Không đặt lịch kiểm tra giữa kỳ; việc dồn vào {k} ngày cuối.\nCòn trông vào người nhắc.",
    "Phần mềm ngừng hoạt động {m} ngày trong tháng, không có bản dự phòng để làm tiếp.",
    "Ngại va chạm với người công tác lâu năm hơn; chưa chuẩn bị số liệu nên không dám phát biểu.",
)
REMEDIES = (
    "Ghi lịch tự kiểm tra vào ngày {k} hằng tháng và gửi kết quả cho Trưởng phòng.",
    "Kiểm tra lại toàn bộ {n} hồ sơ, mỗi tuần {m} hồ sơ; báo cáo phần còn lại trước ngày 25 mỗi tháng.",
    "Chuẩn bị ý kiến bằng văn bản trước mỗi cuộc họp {k} ngày.\nĐề nghị người chủ trì mời phát biểu.",
)
WITHOUT_RESULT = {"phan-bac-xuyen-tac"}


def told(sentence: str, row: int, name: str = "") -> str:
    """A sentence with numbers of its own, the same in every run."""
    return sentence.format(
        n=12 + 7 * row, m=3 + row % 9, k=2 + row % 5, d=f"{1 + row % 27:02}/{1 + row % 11:02}", name=name
    )


def the_day(row: int) -> date:
    """A day of the next year."""
    return date(YEAR + 1, 1, 31) + timedelta(days=17 * row)


@cache
def the_form(form: str = "2B-2025") -> Form:
    """One of the built-in forms."""
    return next(one for one in the_forms() if one.id == form)


@cache
def the_points() -> PointTable:
    """The example of a committee's own table of points."""
    return read_point_table(ROOT / "examples" / "bang-diem.toml", notify=silent)


def filled(review: Review, form: Form | None = None, table: PointTable | None = None) -> Document:
    """A year in 2B-2025, or in another form."""
    return fill(
        form or the_form(),
        Filling(
            review=review, checklist=the_checklist(), profile=PERSON, promises=NOTHING_OPEN, table=table, leader=False
        ),
    )


def everyones_items() -> list[Item]:
    """The thirty items that everyone is asked."""
    return [item for item in the_checklist().items if item.audience is Audience.EVERYONE]


@cache
def the_short_year() -> Review:
    """Three items with something to say, everything else confirmed as nothing."""
    told_of = {
        "lam-den-noi-den-chon": ("Hoàn thành 12/12 nhiệm vụ được giao, tất cả đúng hạn.",),
        "noi-di-doi-voi-lam": ("Làm xong 3/3 điều đã cam kết.",),
        "can-kiem": ("In hai mặt, bớt được 6 ram giấy.", "Tắt máy khi ra về."),
    }
    answers = [
        Answer(item=item.id, rating=Rating.GOOD, results=told_of[item.id], passed=("han_che",))
        if item.id in told_of
        else Answer(item=item.id, rating=Rating.GOOD, passed=("ket_qua", "han_che"))
        for item in everyones_items()
    ]
    return Review(
        year=YEAR,
        checklist=ChecklistRef(id="trach-nhiem", fingerprint=the_checklist().fingerprint()),
        answers=tuple(answers),
        passed=("khac_phuc", "thuc_hien_cam_ket", "goi_y", "trach_nhiem_tap_the", "cam_ket"),
        tasks=Tasks(total=12, done=12, late=0, above=0, passed=("viec",)),
        self_rating=SelfRating(general_points=27, task_points=60.5, level=Level.GOOD),
    )


@cache
def the_long_year() -> Review:
    """Thirty items with several results each, and much of everything else."""
    return Review(
        year=YEAR,
        checklist=ChecklistRef(id="trach-nhiem", fingerprint=the_checklist().fingerprint()),
        answers=tuple(_answer(row, item) for row, item in enumerate(everyones_items())),
        follow_ups=tuple(map(_follow_up, range(10))),
        outcomes=tuple(map(_outcome, range(6))),
        raised_issues=tuple(map(_issue, range(3))),
        collective=Collective(
            text="Phòng chậm công bố danh mục dịch vụ công 14 ngày: tôi được giao rà soát 9 thủ tục, gửi muộn 5 ngày.\n"
            "Khi biết sẽ muộn, tôi không báo trước để phòng phân công lại.\n"
            "Tôi nhận một phần trách nhiệm về việc chậm ấy."
        ),
        pledges=tuple(map(_pledge, range(8))),
        tasks=Tasks(total=43, done=41, late=3, above=13, listed=tuple(map(_task, range(10)))),
        self_rating=_rated(),
    )


def _answer(row: int, item: Item) -> Answer:
    openings = ("Trong quý I,", "Sáu tháng đầu năm", "Từ tháng 7", "Trong cả năm")
    results = tuple(
        f"{opening} {told(DEEDS[(row + place) % len(DEEDS)], 4 * row + place)}."
        for place, opening in enumerate(openings[: 2 + row % 3])
    )
    if item.id in WITHOUT_RESULT:
        return Answer(item=item.id, rating=Rating.NOT_APPLICABLE, note="Không dùng mạng xã hội.")
    if row % 10 == 4:
        results = ("\n".join(results),)
    found = (_shortcoming(row, item),) if row % 5 in (0, 3) else ()
    return Answer(
        item=item.id, rating=(Rating.GOOD, Rating.EXCELLENT, Rating.FAIR)[row % 3], results=results, shortcomings=found
    )


def _shortcoming(row: int, item: Item) -> Shortcoming:
    return Shortcoming(
        text=told(SHORTFALLS[row % 3], row, item.name),
        cause=told(CAUSES[row % 3], row),
        cause_kind=CauseKind.OBJECTIVE if row % 3 == 1 else CauseKind.SUBJECTIVE,
        remedy=told(REMEDIES[row % 3], row),
        due=the_day(row),
    )


def _follow_up(row: int) -> FollowUp:
    state = list(FollowUpState)[row % 3]
    item = everyones_items()[3 * row]
    obstacles = told("Thiếu {k} người trong {m} tháng, đã báo cáo phòng.", row)
    return FollowUp(
        item=item.id,
        text=told(SHORTFALLS[(row + 1) % 3], row + 2, item.name),
        state=state,
        results=told("Đến ngày {d} đã làm xong {m} trong {n} việc phải sửa, còn lại chuyển sang quý sau.", row),
        obstacles="" if state is FollowUpState.MENDED else obstacles,
    )


def _outcome(row: int) -> PledgeOutcome:
    return PledgeOutcome(
        text=told("Mỗi tháng đến {m} xã, phường, hướng dẫn tại chỗ việc lập hồ sơ.", row),
        state=list(PledgeState)[row % 3],
        results=told("Đã đến {m} nơi, hướng dẫn {n} người; biên bản lưu tại phòng.", row),
    )


def _issue(row: int) -> RaisedIssue:
    return RaisedIssue(
        issue=told("Chi uỷ gợi ý làm rõ việc {n} hồ sơ quá hạn trả trong tháng {k}.", row),
        explanation=told("Cả {n} hồ sơ đều nhận trong tuần phần mềm ngừng.\nĐã xin lỗi {m} người bằng văn bản.", row),
        cause=told("Không có sổ giấy dự phòng; {k} người cùng nghỉ phép.", row),
        responsibility="Tôi là người phụ trách bàn nhận hồ sơ hôm ấy, nhận trách nhiệm trực tiếp.",
    )


def _pledge(row: int) -> Pledge:
    return Pledge(
        text=told("Năm sau làm xong {n} hồ sơ tồn đọng, mỗi tháng ít nhất {m} hồ sơ, báo cáo chi bộ mỗi quý.", row),
        due=None if row % 4 == 3 else the_day(2 * row),
        area=list(PledgeArea)[row % 6],
    )


def _task(row: int) -> Task:
    return Task(
        text=told("Chỉnh lý {n} mét tài liệu của khối cơ quan cấp huyện cũ, lập mục lục hồ sơ và bảng tra", row),
        due=date(YEAR, 1 + row, 28),
        product=told("{n} hồ sơ, {k} mục lục, biên bản nghiệm thu số {m}/BB-LT ngày {d}", row),
        progress=list(Progress)[row % 4],
    )


def _rated() -> SelfRating:
    general = [criterion.maximum - 0.5 for criterion in the_points().general]
    tasks = [criterion.maximum - 2 for criterion in the_points().tasks]
    criteria = (*the_points().general, *the_points().tasks)
    return SelfRating(
        table=the_points().id,
        general_points=sum(general),
        task_points=sum(tasks),
        level=Level.COMPLETED,
        scores=tuple(
            Score(criterion=criterion.id, points=points)
            for criterion, points in zip(criteria, (*general, *tasks), strict=True)
        ),
    )
