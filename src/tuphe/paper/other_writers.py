"""Who else writes on a paper, and whose turn it is where a line or the head of a column names somebody."""

import re
from typing import Final

from tuphe.paper.bare_words import words

BY_OTHERS: Final = (
    "chi uỷ", "chi bộ", "cấp uỷ", "đảng uỷ", "tập thể", "thủ trưởng", "cấp trên", "cấp có thẩm quyền", "hội đồng",
    "nhận xét của", "người đứng đầu",
)  # fmt: skip
"""Who else writes on such a paper: what waits for them is left for their pen."""

OWN_TURN: Final = rf"(?<!\w){words('tự')}(?!\w)|{words('cá nhân')}"
OTHERS_TURN: Final = "|".join(map(words, BY_OTHERS))
"""Words by which a column of a table is that of people who rate the person."""
NOT_MINE: Final = "|".join(map(words, (*BY_OTHERS, "ghi chú", "minh chứng", "nhận xét")))
"""Columns that are for others, or for something else than what a row asks."""
ASKS_OTHERS: Final = rf"{words('đề nghị')}\s+(?:{'|'.join(map(words, BY_OTHERS))})"
"""“Đề nghị chi bộ xếp loại …” is said by the person."""


def is_of_others(said: str, others: str = OTHERS_TURN) -> bool:
    """Whether bare words name `others` who write there, and not the person."""
    return re.search(others, said) is not None and re.search(OWN_TURN, said) is None
