"""Several earlier shortcomings in one paragraph, behind a sentence that says how many there were."""

import re
from collections.abc import Callable
from typing import Final

from tuphe.paper.labels import clauses, counted_on

MATTER: Final = r"(?:việc|hạn chế|khuyết điểm|tồn tại|nội dung|vấn đề|thiếu sót)\b"
"""What earlier shortcomings are called."""
_NUMBERS: Final = {"hai": 2, "ba": 3, "bốn": 4, "2": 2, "3": 3, "4": 4}
_ANNOUNCED: Final = re.compile(
    rf"[^.:;]{{0,120}}?\b(?P<count>{'|'.join(_NUMBERS)})\s+{MATTER}[^.:;]{{0,60}}?\s*(?P<sign>\.|:|\blà\b:?)\s+",
    re.IGNORECASE,
)
_ORDINALS: Final = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, **{str(one): one for one in range(1, 5)}}
_BY_NUMBER: Final = re.compile(
    r"(?:^|[.;,]\s+)(?:(?:đến nay|nay|hiện nay|còn|riêng|về|đối với|trong đó)[\s,]+)*"
    rf"{MATTER}\s+(?:thứ\s+|số\s+)?(?P<which>{'|'.join(_ORDINALS)})(?!\w)[\s,:]*(?:thì\s+)?",
    re.IGNORECASE,
)
_BY_NAME: Final = re.compile(
    rf"(?:^|[.;]\s+)(?:(?:đến nay|nay|còn|riêng|về|đối với)[\s,]+)*(?P<matter>{MATTER})", re.IGNORECASE
)
_WAYS: Final[tuple[Callable[[str], list[str]], ...]] = (
    counted_on,
    clauses,
    re.compile(r"\s+và\s+").split,
    re.compile(r"\s*,\s+|\s+và\s+").split,
)
"""How a list of so and so many is divided: the first way that gives as many counts."""


def announced(text: str) -> bool:
    """Whether a paragraph begins by saying how many shortcomings there were."""
    return _ANNOUNCED.match(text) is not None


def told_together(text: str) -> list[str]:
    """Return each of the announced shortcomings with what became of it: “nộp muộn: đã khắc phục, …”.

    “Năm trước có hai hạn chế: A; B. Hạn chế thứ nhất đã …; hạn chế thứ hai …”, or “… có hai hạn chế. Về việc A, …; còn
    việc B …”. None are returned where the paragraph does not say of each, in their order, what became of it.
    """
    found = _ANNOUNCED.match(text)
    if found is None:
        return []
    count, rest = _NUMBERS[found["count"].casefold()], text[found.end() :]
    if found["sign"] == ".":
        return _by_name(rest, count)
    answers = list(_BY_NUMBER.finditer(rest))
    if [_ORDINALS[one["which"].casefold()] for one in answers] != list(range(1, count + 1)):
        return []
    listed = rest[: answers[0].start()].strip()
    matters = next((parts for way in _WAYS if len(parts := way(listed)) == count), [])
    ends = [*(one.start() for one in answers[1:]), len(rest)]
    said = (rest[one.end() : end].strip(" ;,") for one, end in zip(answers, ends, strict=True))
    return [f"{matter.strip(' .;,')}: {one}" for matter, one in zip(matters, said, strict=False)]


def _by_name(text: str, count: int) -> list[str]:
    starts = [found.start("matter") for found in _BY_NAME.finditer(text)]
    ends = [found.start() for found in _BY_NAME.finditer(text)]
    if len(starts) != count or ends[0]:
        return []
    return [text[start:end].strip(" ;,") for start, end in zip(starts, [*ends[1:], len(text)], strict=True)]
