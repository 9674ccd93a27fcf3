"""Words shared by the screen and the exports, and how both write days, points and numbers."""

from collections.abc import Sequence
from datetime import date, datetime
from math import floor
from typing import Final

from tuphe.core.profile import Post
from tuphe.core.review import FollowUpState, PledgeArea, PledgeState, Rating, State
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM, Case, Level, SelfRating
from tuphe.core.shortcoming import CauseKind
from tuphe.core.tasks import Progress
from tuphe.core.trend_kinds import ShortcomingTrend, Trend

RATINGS: Final = {
    Rating.EXCELLENT: "Xuất sắc",
    Rating.GOOD: "Tốt",
    Rating.FAIR: "Trung bình",
    Rating.POOR: "Kém",
    Rating.NOT_APPLICABLE: "Không áp dụng",
}
UNRATED: Final = "Chưa trả lời"

CAUSE_KINDS: Final = {CauseKind.SUBJECTIVE: "Chủ quan", CauseKind.OBJECTIVE: "Khách quan"}

FOLLOW_UPS: Final = {
    FollowUpState.MENDED: "Đã khắc phục",
    FollowUpState.UNDER_WAY: "Đang khắc phục",
    FollowUpState.NOT_MENDED: "Chưa khắc phục",
}

PLEDGES: Final = {
    PledgeState.KEPT: "Đã thực hiện",
    PledgeState.UNDER_WAY: "Đang thực hiện",
    PledgeState.NOT_KEPT: "Chưa thực hiện",
}

FOLLOW_UPS_IN_FORMS: Final = {
    FollowUpState.MENDED: "Đã được khắc phục",
    FollowUpState.UNDER_WAY: "Đang khắc phục",
    FollowUpState.NOT_MENDED: "Chưa được khắc phục",
}
"""The words of the official forms (Hướng dẫn 43-HD/BTCTW)."""

POSTS: Final = {
    Post.STAFF: "Không giữ chức vụ lãnh đạo, quản lý",
    Post.LEADER: "Giữ chức vụ lãnh đạo, quản lý",
    Post.OUTSIDE: "Đảng viên không làm việc trong hệ thống chính trị",
}

PLEDGE_AREAS: Final = {
    PledgeArea.THOUGHT: "Tư tưởng chính trị",
    PledgeArea.CHARACTER: "Đạo đức, lối sống",
    PledgeArea.DISCIPLINE: "Ý thức tổ chức kỷ luật",
    PledgeArea.TASKS: "Thực hiện nhiệm vụ",
    PledgeArea.MENDING: "Khắc phục hạn chế, khuyết điểm",
    PledgeArea.OTHER: "Nội dung khác",
}

PROGRESS: Final = {
    Progress.EARLY: "Trước hạn",
    Progress.ON_TIME: "Đúng hạn",
    Progress.LATE: "Chậm hạn",
    Progress.NOT_DONE: "Chưa xong",
}

LEVELS: Final = {
    Level.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Level.GOOD: "Hoàn thành tốt nhiệm vụ",
    Level.COMPLETED: "Hoàn thành nhiệm vụ",
    Level.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
}

SHORTENED_LEVELS: Final = {
    "htxsnv": Level.EXCELLENT,
    "không htnv": Level.NOT_COMPLETED,
    "khtnv": Level.NOT_COMPLETED,
    "httnv": Level.GOOD,
    "htnv": Level.COMPLETED,
}
"""The levels as people shorten them."""

CASES: Final = {
    Case.DEGRADED: "bị kết luận có biểu hiện suy thoái",
    Case.DISCIPLINED: "bị kỷ luật vì vi phạm trong công vụ",
    Case.FORBIDDEN: "vi phạm những điều đảng viên không được làm",
    Case.EXAMPLE: "vi phạm quy định về nêu gương",
    Case.CORRUPTION_LED: "tham nhũng, lãng phí, tiêu cực trong phạm vi quản lý",
    Case.LOW_CONFIDENCE: "trên 50% phiếu tín nhiệm thấp",
    Case.UNITS_FAILED: "trên 50% đơn vị phụ trách không hoàn thành nhiệm vụ",
    Case.TARGETS_MISSED: "không hoàn thành 5 chỉ tiêu kinh tế - xã hội",
}
"""In short, the cases that lead to the lowest level; `levels/` has them in the words of the rule."""

STATES: Final = {State.OPEN: "Đang làm", State.CLOSED: "Đã chốt"}

TRENDS: Final = {
    Trend.BETTER: "Tiến bộ",
    Trend.SAME: "Giữ nguyên",
    Trend.WORSE: "Giảm sút",
    Trend.NEW: "Mới",
    Trend.GONE: "Không còn",
    Trend.UNANSWERED: "Chưa trả lời",
    Trend.INCOMPARABLE: "Không so sánh",
}

SHORTCOMINGS: Final = {
    ShortcomingTrend.NEW: "Mới",
    ShortcomingTrend.CAME_BACK: "Tái diễn",
    ShortcomingTrend.UNDER_WAY: "Đang khắc phục",
    ShortcomingTrend.MENDED: "Đã khắc phục",
    ShortcomingTrend.UNANSWERED: "Chưa trả lời",
}

STATED_AGAIN: Final = "Đang khắc phục, nêu lại"
"""Of a shortcoming that is under way and is stated again: it is counted among those that came back."""

SHORTCOMING_WORDS: Final = (
    SHORTCOMINGS[ShortcomingTrend.NEW],
    SHORTCOMINGS[ShortcomingTrend.CAME_BACK],
    FOLLOW_UPS[FollowUpState.NOT_MENDED],
    STATED_AGAIN,
    SHORTCOMINGS[ShortcomingTrend.UNDER_WAY],
    SHORTCOMINGS[ShortcomingTrend.MENDED],
    SHORTCOMINGS[ShortcomingTrend.UNANSWERED],
)
"""Every word that `of_shortcoming` has, in the order of a summary."""

TASKS: Final = {
    "tong_so": "số nhiệm vụ được giao",
    "hoan_thanh": "số nhiệm vụ hoàn thành",
    "cham_han": "số nhiệm vụ chậm hạn",
    "vuot_yeu_cau": "số nhiệm vụ vượt yêu cầu",
}

PARTS: Final = {
    "trang_thai": "trạng thái",
    "nguon": "nguồn",
    "phan": "các phần của bản giấy",
    "khac_phuc": "kết quả khắc phục",
    "thuc_hien_cam_ket": "kết quả thực hiện cam kết",
    "goi_y": "vấn đề được gợi ý",
    "trach_nhiem_tap_the": "trách nhiệm đối với hạn chế, khuyết điểm của tập thể",
    "bo_sung": "điều mẫu hỏi thêm",
    "de_lai": "kết quả để lại, không đưa vào bản giấy",
    "nhiem_vu": "nhiệm vụ",
    "nhiem_vu_don_vi": "nhiệm vụ của đơn vị phụ trách",
    "tu_danh_gia": "điểm hoặc mức xếp loại",
    "ghi_chu": "ghi chú riêng",
    "dang_go": "đoạn gõ dở hoặc câu để sau",
    "con_hoi": "các câu còn chờ trả lời",
    "bo_qua": "điều bỏ qua khi soát",
    "bo_tieu_chi": "bộ tiêu chí",
    "bang_diem": "bảng điểm",
    "khong_co": "các câu đã trả lời là không có",
}
"""The parts of a year outside its items, by the file's keys."""

INTERVIEW_PARTS: Final = {
    "khac_phuc": "Hạn chế và cam kết đã nêu",
    "thuc_hien_cam_ket": "Hạn chế và cam kết đã nêu",
    "phan": "Phần còn trống của mẫu",
    "han_che": "Phần còn trống của mẫu",
    "bo_sung": "Điều mẫu hỏi thêm",
    "bien_phap": "Biện pháp tiếp tục khắc phục hạn chế đã nêu",
    "goi_y": "Vấn đề được gợi ý kiểm điểm",
    "trach_nhiem_tap_the": "Trách nhiệm đối với hạn chế, khuyết điểm của tập thể",
    "cam_ket": "Phương hướng, cam kết",
    "nhiem_vu": "Nhiệm vụ trong năm",
    "nhiem_vu_don_vi": "Nhiệm vụ trong năm",
    "tu_danh_gia": "Tự đánh giá, xếp loại",
}
"""The parts of the interview beside the groups, in its order, by the first step of their questions' keys.

Those on what is done next about an earlier shortcoming are under `bien_phap`.
"""

FIELDS: Final = {
    "muc": "mục",
    "so": "phần",
    "doan": "đoạn",
    "muc_do": "mức độ",
    "san_pham": "sản phẩm",
    "nguyen_nhan": "nguyên nhân",
    "loai_nguyen_nhan": "nguyên nhân chủ quan hay khách quan",
    "bien_phap": "biện pháp",
    "thoi_han": "thời hạn",
    "tinh_trang": "tình trạng",
    "giai_trinh": "giải trình",
    "trach_nhiem": "trách nhiệm của cá nhân",
    "tien_do": "tiến độ",
    "bang_diem": "bảng điểm",
    "tieu_chi_chung": "điểm nhóm tiêu chí chung",
    "ket_qua_nhiem_vu": "điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ",
    "truong_hop": "trường hợp xếp loại mức thấp nhất",
    "xep_loai": "mức xếp loại",
}
"""What a question asks for, by the last step of its key."""

_ENTRIES: Final = {"muc": "hạn chế cụ thể", "han_che": "hạn chế cụ thể", "cam_ket": "nội dung cam kết"}
"""What a question on the text of an entry asks for, by the first step of its key."""

PROFILE_FIELDS: Final = {
    "ho_ten": "Họ và tên",
    "ngay_sinh": "Ngày sinh",
    "don_vi": "Đơn vị công tác",
    "chi_bo": "Chi bộ",
    "dang_bo": "Đảng bộ",
    "chuc_vu_dang": "Chức vụ Đảng",
    "chuc_vu_chinh_quyen": "Chức vụ chính quyền",
    "chuc_vu_doan_the": "Chức vụ đoàn thể",
    "noi_viet": "Nơi viết",
    "han_nop": "Hạn nộp",
    "mau": "Mẫu bản kiểm điểm",
    "mau_don_vi": "Tệp mẫu của đơn vị",
    "so_trang": "Số trang tối đa",
}


def of_question(key: str) -> str:
    """Name what a question asks for; empty where only its own words can."""
    steps = key.split("/")
    return _ENTRIES.get(steps[0], "") if steps[-1] == "noi_dung" else FIELDS.get(steps[-1], "")


def of_unanswered(left: Sequence[tuple[str, int]], most: int | None = None) -> str:
    """Say how many questions nobody has answered, by the parts of the interview; those beyond `most` parts together."""
    if not left:
        return "Đã đủ câu trả lời."
    others = [count for _, count in left[len(left[:most]) :]]
    parts = [f"{part} {count}" for part, count in left[:most]]
    parts += [f"{len(others)} bước khác: {sum(others)}"] if others else []
    return f"Còn {of_number(sum(count for _, count in left))} câu chưa trả lời: {' · '.join(parts)}."


def of_shortcoming(trend: ShortcomingTrend, state: FollowUpState | None) -> str:
    """Name what became of a shortcoming; one that is not mended yet has not come back, though it is stated again."""
    if trend is ShortcomingTrend.CAME_BACK and state is FollowUpState.UNDER_WAY:
        return STATED_AGAIN
    if trend is ShortcomingTrend.CAME_BACK and state is FollowUpState.NOT_MENDED:
        return FOLLOW_UPS[state]
    return SHORTCOMINGS[trend]


def of_age(since: int, year: int) -> str:
    """Say since when something is open and in which year of it `year` is; nothing while last year was its first."""
    return f"từ năm {since}, năm thứ {year - since + 1}" if year - since > 1 else ""


def of_outcome(state: FollowUpState | PledgeState | None, percent: int | None) -> str:
    """Name what became of a shortcoming or a pledge, and how far it is mended or kept."""
    return UNRATED if state is None else f"{(FOLLOW_UPS | PLEDGES)[state]}{how_far(state, percent)}"


def of_rating(rating: Rating | None) -> str:
    """Name a rating, or say that there is none yet."""
    return UNRATED if rating is None else RATINGS[rating]


def of_self_rating(mine: SelfRating) -> str:
    """Say points and level in one line; nothing while there are none."""
    parts = (("chung", mine.general_points), ("nhiệm vụ", mine.task_points), ("tổng", mine.total))
    points = [f"{name} {of_number(one)}" for name, one in parts if one is not None]
    return "; ".join(filter(None, (", ".join(points), "" if mine.level is None else LEVELS[mine.level])))


def how_far(state: FollowUpState | PledgeState | None, percent: int | None) -> str:
    """Say how much of something under way is done, to follow its state; nothing where nobody said.

    A percentage that was given before the state changed stays in the year, in case the change is taken back.
    """
    under_way = state in (FollowUpState.UNDER_WAY, PledgeState.UNDER_WAY)
    return f", được khoảng {percent}%" if under_way and percent is not None else ""


def of_moment(moment: datetime) -> str:
    """Write a moment the way papers write a day, with the hour: 24/11/2026 09:05."""
    return f"{of_date(moment)} {moment:%H:%M}"


def of_date(day: date) -> str:
    """Write a day the way papers do: 05/01/2027, 31/3/2027."""
    return f"{of_day(day)}/{day.year}"


def of_day(day: date) -> str:
    """Write a day without its year: 05/01, 31/3.

    Days below 10 and the months 1 and 2 get a leading zero (Nghị định 30/2020/NĐ-CP, phụ lục I).
    """
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02}/{month}"


def of_average(mean: float) -> str:
    """Write an average of ratings, the same everywhere: 2,86. Halves of a hundredth go up, as at school."""
    return of_number(floor(mean * 100 + 0.5) / 100)


def of_points(rating: SelfRating) -> dict[str, str]:
    """Write the points that are given, out of how many, by what they are for: both parts and their sum."""
    given = {
        "Nhóm tiêu chí chung": (rating.general_points, GENERAL_MAXIMUM),
        "Nhóm tiêu chí về kết quả thực hiện nhiệm vụ": (rating.task_points, TASK_MAXIMUM),
        "Tổng điểm": (rating.total, GENERAL_MAXIMUM + TASK_MAXIMUM),
    }
    return {name: f"{of_number(points)}/{most}" for name, (points, most) in given.items() if points is not None}


def of_number(number: float, digits: int = 2) -> str:
    """Write a number with a decimal comma and without trailing zeros: 27,5."""
    return f"{number:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",") if digits else f"{number:.0f}"
