"""What can happen to an item or a shortcoming from one year to the next."""

from enum import StrEnum


class Trend(StrEnum):
    """What happened to an item between two years."""

    BETTER = "tien-bo"
    SAME = "giu-nguyen"
    WORSE = "giam"
    NEW = "moi"
    GONE = "khong-con"
    UNANSWERED = "chua-tra-loi"
    INCOMPARABLE = "khong-so-sanh"


class ShortcomingTrend(StrEnum):
    """What happened to a shortcoming between two years."""

    NEW = "moi"
    CAME_BACK = "tai-dien"
    UNDER_WAY = "dang-khac-phuc"
    MENDED = "da-khac-phuc"
    UNANSWERED = "chua-tra-loi"
