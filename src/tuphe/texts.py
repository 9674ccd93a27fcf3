"""Words shared by the screen and the exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe.core.comparison import ShortcomingTrend, Trend
from tuphe.core.form import Content
from tuphe.core.levels import Measure
from tuphe.core.profile import Post
from tuphe.core.review import (
    CauseKind,
    FollowUpState,
    Level,
    PledgeField,
    PledgeState,
    Progress,
    Rating,
    State,
)

if TYPE_CHECKING:
    from datetime import date

    from tuphe.core.comparison import ShortcomingChange
    from tuphe.core.levels import Assessment, Obstacle

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

CONTENTS: Final = {
    Content.RESULTS: "kết quả của các mục thuộc loại",
    Content.RATING_BOXES: "ô tự đánh giá cấp độ",
    Content.OUTCOMES: "kết quả thực hiện cam kết đã nêu",
    Content.SHORTCOMINGS: "hạn chế, khuyết điểm",
    Content.CAUSES: "nguyên nhân",
    Content.FOLLOW_UPS: "kết quả khắc phục hạn chế đã nêu",
    Content.RAISED_ISSUES: "vấn đề được gợi ý kiểm điểm",
    Content.COLLECTIVE: "trách nhiệm đối với hạn chế của tập thể",
    Content.REMEDIES: "biện pháp và thời hạn",
    Content.PLEDGES: "cam kết cho năm tới",
    Content.GENERAL_SCORES: "điểm từng tiêu chí chung, nếu có bảng điểm",
    Content.TASK_SCORES: "điểm từng tiêu chí về nhiệm vụ, nếu có bảng điểm",
    Content.LEVEL_BOXES: "ô đề xuất xếp loại",
    Content.TASKS: "bảng nhiệm vụ",
    Content.WORDS: "dòng chữ của mẫu",
}
"""What a section of a form takes."""

POSTS: Final = {
    Post.STAFF: "Không giữ chức vụ lãnh đạo, quản lý",
    Post.LEADER: "Giữ chức vụ lãnh đạo, quản lý",
    Post.OUTSIDE: "Đảng viên không làm việc trong hệ thống chính trị",
}

PLEDGE_FIELDS: Final = {
    PledgeField.THOUGHT: "Tư tưởng chính trị",
    PledgeField.CHARACTER: "Đạo đức, lối sống",
    PledgeField.DISCIPLINE: "Ý thức tổ chức kỷ luật",
    PledgeField.TASKS: "Thực hiện nhiệm vụ",
    PledgeField.MENDING: "Khắc phục hạn chế, khuyết điểm",
    PledgeField.OTHER: "Nội dung khác",
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

STATES: Final = {State.OPEN: "Đang làm", State.CLOSED: "Đã chốt"}

TRENDS: Final = {
    Trend.BETTER: "Tiến bộ",
    Trend.SAME: "Giữ nguyên",
    Trend.WORSE: "Giảm",
    Trend.NEW: "Mới",
    Trend.GONE: "Không còn",
    Trend.UNANSWERED: "Chưa trả lời",
    Trend.INCOMPARABLE: "Không so sánh",
}

SIGNS: Final = {
    Trend.BETTER: "▲",
    Trend.SAME: "=",
    Trend.WORSE: "▼",
    Trend.NEW: "+",
    Trend.GONE: "-",
    Trend.UNANSWERED: "?",
    Trend.INCOMPARABLE: "·",
}

SHORTCOMINGS: Final = {
    ShortcomingTrend.NEW: "Mới",
    ShortcomingTrend.CAME_BACK: "Tái diễn",
    ShortcomingTrend.UNDER_WAY: "Đang khắc phục",
    ShortcomingTrend.MENDED: "Đã khắc phục",
    ShortcomingTrend.UNANSWERED: "Chưa trả lời",
}

SHORTCOMING_WORDS: Final = (
    SHORTCOMINGS[ShortcomingTrend.NEW],
    SHORTCOMINGS[ShortcomingTrend.CAME_BACK],
    FOLLOW_UPS[FollowUpState.NOT_MENDED],
    SHORTCOMINGS[ShortcomingTrend.UNDER_WAY],
    SHORTCOMINGS[ShortcomingTrend.MENDED],
    SHORTCOMINGS[ShortcomingTrend.UNANSWERED],
)
"""Every word that `of_shortcoming` has, in the order of a summary."""

SHORTCOMING_SIGNS: Final = {
    ShortcomingTrend.NEW: "+",
    ShortcomingTrend.CAME_BACK: "▼",
    ShortcomingTrend.UNDER_WAY: "=",
    ShortcomingTrend.MENDED: "▲",
    ShortcomingTrend.UNANSWERED: "?",
}

SHORT_LEVELS: Final = {
    Level.EXCELLENT: "xuất sắc",
    Level.GOOD: "tốt",
    Level.COMPLETED: "hoàn thành",
    Level.NOT_COMPLETED: "không hoàn thành",
}

TASKS: Final = {
    "tong_so": "số nhiệm vụ được giao",
    "hoan_thanh": "số nhiệm vụ hoàn thành",
    "cham_han": "số nhiệm vụ chậm hạn",
    "vuot_yeu_cau": "số nhiệm vụ vượt yêu cầu",
}

MEASURES: Final = {
    Measure.DONE: TASKS["hoan_thanh"],
    Measure.NOT_DONE: TASKS["hoan_thanh"],
    Measure.LATE: TASKS["cham_han"],
    Measure.ABOVE: TASKS["vuot_yeu_cau"],
    Measure.MENDED: "kết quả khắc phục hạn chế đã nêu",
}
"""What a year has to say so that a condition can be judged."""

FIELDS: Final = {
    "muc_do": "mức độ",
    "noi_dung": "hạn chế cụ thể",
    "nguyen_nhan": "nguyên nhân",
    "loai_nguyen_nhan": "nguyên nhân chủ quan hay khách quan",
    "bien_phap": "biện pháp",
    "thoi_han": "thời hạn",
    "tinh_trang": "đã, đang hay chưa",
    "giai_trinh": "giải trình",
    "trach_nhiem": "trách nhiệm",
    "tien_do": "tiến độ",
}
"""What a question asks for, by the last step of its key."""

PROFILE_FIELDS: Final = {
    "ho_ten": "Họ và tên",
    "ngay_sinh": "Ngày sinh",
    "don_vi": "Đơn vị công tác",
    "chi_bo": "Chi bộ",
    "dang_bo": "Đảng bộ",
    "chuc_vu_dang": "Chức vụ Đảng",
    "chuc_vu_chinh_quyen": "Chức vụ chính quyền",
    "chuc_vu_doan_the": "Chức vụ đoàn thể",
    "mau": "Mẫu bản kiểm điểm",
}


def of_shortcoming(change: ShortcomingChange) -> str:
    """Name what became of a shortcoming; one that was merely not mended has not come back."""
    if change.trend is ShortcomingTrend.CAME_BACK and change.after is None:
        return FOLLOW_UPS[FollowUpState.NOT_MENDED]
    return SHORTCOMINGS[change.trend]


def of_rating(rating: Rating | None) -> str:
    """Name a rating, or say that there is none yet."""
    return UNRATED if rating is None else RATINGS[rating]


def of_date(day: date) -> str:
    """Write a day the way papers do: 05/01/2027, 31/3/2027.

    Days below 10 and the months 1 and 2 get a leading zero (Nghị định 30/2020/NĐ-CP, phụ lục I).
    """
    month = f"{day.month:02}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02}/{month}/{day.year}"


def of_number(number: float, digits: int = 2) -> str:
    """Write a number with a decimal comma and no idle zeros: 27,5."""
    return f"{number:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",") if digits else f"{number:.0f}"


def of_assessment(found: Assessment, *, year_before: int) -> tuple[str, ...]:
    """Say in sentences which level may be proposed, and what stands in the way of each higher one."""
    unsure = ", ".join(dict.fromkeys(MEASURES[one.condition.measure] for one in found.unsure if one.condition))
    if found.total is None:
        first = "Chưa đề xuất được mức nào: chưa có đủ điểm."
    elif found.level is None:
        first = f"Chưa mức nào đủ điều kiện theo {found.rule}."
    else:
        first = f"Đề xuất: {LEVELS[found.level]}" + (f", nếu đủ cả điều kiện chưa ghi: {unsure}." if unsure else ".")
    return (first, *(_against(level, found, year_before) for level in SHORT_LEVELS if found.against(level)))


def of_other_choice(found: Assessment, chosen: Level | None, *, year_before: int) -> str:
    """Say how a chosen level differs from the one that may be proposed; empty when it does not."""
    if chosen is None or chosen is found.level:
        return ""
    if found.against(chosen):
        return f"Mức đã chọn: {LEVELS[chosen]}. {_against(chosen, found, year_before)}"
    if found.level is None:
        return ""
    return f"Mức đã chọn: {LEVELS[chosen]}. Theo {found.rule} có thể đề xuất: {LEVELS[found.level]}."


def _against(level: Level, found: Assessment, year_before: int) -> str:
    reasons = "; ".join(_reason(obstacle, year_before) for obstacle in found.against(level))
    return f"Chưa thể đề xuất {SHORT_LEVELS[level]} vì: {reasons}."


def _reason(obstacle: Obstacle, year_before: int) -> str:
    if obstacle.condition is None or obstacle.share is None:
        return f"{of_number(obstacle.points or 0)} điểm, dưới {of_number(obstacle.from_points)}"
    condition, (count, of) = obstacle.condition, (obstacle.share.count or 0, obstacle.share.of)
    match condition.measure:
        case Measure.MENDED:
            return f"{(of or 0) - count}/{of} hạn chế năm {year_before} chưa khắc phục xong"
        case Measure.ABOVE:
            return f"{count}/{of} nhiệm vụ vượt yêu cầu, cần ít nhất {of_number(condition.least)}%"
        case Measure.LATE:
            limit = f", quá {of_number(condition.most)}%" if condition.most else ""
            return f"{count}/{of} nhiệm vụ chậm hạn{limit}"
        case _:
            return f"hoàn thành {count}/{of} nhiệm vụ, cần {of_number(condition.least)}%"
