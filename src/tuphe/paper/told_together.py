"""Several earlier shortcomings in one paragraph, behind a sentence that says how many there were."""

from typing import Final

from tuphe.core.paper_words import PaperWords
from tuphe.paper.labels import clauses, counted_on, pattern

_NUMBERS: Final = {"hai": 2, "ba": 3, "bốn": 4, "2": 2, "3": 3, "4": 4}
_ANNOUNCED: Final = (
    rf"[^.:;]{{0,120}}?\b(?P<count>{'|'.join(_NUMBERS)})\s+%(viec)s\b[^.:;]{{0,60}}?\s*(?P<sign>\.|:|\b%(la)s\b:?)\s+"
)
_ORDINALS: Final = {"nhất": 1, "một": 1, "1": 1, "tư": 4, **_NUMBERS}
_BY_NUMBER: Final = (
    r"(?:^|[.;,]\s+)(?:%(dan_viec)s[\s,]+)*"
    rf"%(viec)s\s+(?:%(thu)s\s+)?(?P<which>{'|'.join(_ORDINALS)})(?!\w)[\s,:]*(?:%(thi)s\s+)?"
)
_BY_NAME: Final = r"(?:^|[.;]\s+)(?:%(dan_viec)s[\s,]+)*(?P<matter>%(viec)s\b)"


def announced(text: str, words: PaperWords) -> bool:
    """Whether a paragraph begins by saying how many shortcomings there were."""
    return pattern(_ANNOUNCED, words).match(text) is not None


def told_together(text: str, words: PaperWords) -> list[str]:
    """Return each of the announced shortcomings with what became of it: “nộp muộn: đã khắc phục, …”.

    “Năm trước có hai hạn chế: A; B. Hạn chế thứ nhất đã …; hạn chế thứ hai …”, or “… có hai hạn chế. Về việc A, …; còn
    việc B …”. None are returned where the paragraph does not say of each, in their order, what became of it.
    """
    found = pattern(_ANNOUNCED, words).match(text)
    if found is None:
        return []
    count, rest = _NUMBERS[found["count"].casefold()], text[found.end() :]
    if found["sign"] == ".":
        return _by_name(rest, count, words)
    answers = list(pattern(_BY_NUMBER, words).finditer(rest))
    if [_ORDINALS[one["which"].casefold()] for one in answers] != list(range(1, count + 1)):
        return []
    listed = rest[: answers[0].start()].strip()
    by_words = (pattern(mark, words).split(listed) for mark in (r"\s+%(va)s\s+", r"\s*,\s+|\s+%(va)s\s+"))
    # A list of so and so many is divided in the first way that gives as many.
    matters = next((parts for parts in (counted_on(listed), clauses(listed), *by_words) if len(parts) == count), [])
    ends = [*(one.start() for one in answers[1:]), len(rest)]
    said = (rest[one.end() : end].strip(" ;,") for one, end in zip(answers, ends, strict=True))
    return [f"{matter.strip(' .;,')}: {one}" for matter, one in zip(matters, said, strict=False)]


def _by_name(text: str, count: int, words: PaperWords) -> list[str]:
    found = list(pattern(_BY_NAME, words).finditer(text))
    if len(found) != count or found[0].start():
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [text[one.start("matter") : end].strip(" ;,") for one, end in zip(found, ends, strict=True)]
