"""The issues that a person was asked to answer for, from section IV, each with explanation, cause, responsibility."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from tuphe.core.due_dates import OPEN
from tuphe.core.paper_words import PaperWords
from tuphe.core.review import RaisedIssue
from tuphe.paper.entries import entries_of
from tuphe.paper.labels import behind_label, sentences
from tuphe.paper.sections import Line

_NUMBERED: Final = re.compile(r"\s*(?:vấn đề|nội dung)\s*(?:thứ\s+\w+|số\s+\d{1,2}|\d{1,2})\s*[:.,-]\s*", re.IGNORECASE)
_CAUSE: Final = re.compile(r"\s*(?:nguyên nhân|lý do|do\b|vì\b)", re.IGNORECASE)
_RESPONSIBILITY: Final = re.compile(
    r"\s*(?:về\s+)?trách nhiệm|\b(?:tôi|bản thân|cá nhân) (?:(?:xin|tự|nghiêm túc|hoàn toàn|cũng) )*"
    r"(?:nhận|chịu)(?: (?:thấy|rõ|một|phần|toàn|bộ|hoàn|đầy|đủ|về|mình|đây|đó|là|có|mọi|những|hình|thức))*"
    r"(?: (?:trách nhiệm|khuyết điểm|thiếu sót|lỗi|sai|phê bình|kiểm điểm|kỷ luật)|\s*[.,;]|$)",
    re.IGNORECASE,
)


def issues_of(lines: Sequence[Line], words: PaperWords) -> tuple[RaisedIssue, ...]:
    """Return the issues of IV with what was answered.

    Lines labelled “Giải trình”, “Nguyên nhân”, “Trách nhiệm” belong to the issue before them; else the first sentence
    of a line is the issue, and each other one says by its beginning what it is.
    """
    found: list[RaisedIssue] = []
    lines = entries_of(lines, words)
    for line in lines:
        labelled = _labelled(line.text, words)
        if labelled and found:
            key, text = labelled
            found[-1] = _with(found[-1], key, text)
        elif found and line.sign != lines[0].sign and lines[0].sign:
            found[-1] = _with_sentences(found[-1], sentences(line.text), words)
        else:
            found.append(_of_text(line.text, words))
    return tuple(found)


def _labelled(text: str, words: PaperWords) -> tuple[str, str] | None:
    kinds = (("explanation", words.explanations), ("cause", words.causes), ("responsibility", words.responsibility))
    for key, labels in kinds:
        if said := behind_label(text, labels):
            return key, said.rest
    return None


def _with(issue: RaisedIssue, key: str, text: str) -> RaisedIssue:
    if not text or text == OPEN:
        return issue
    return structs.replace(issue, **{key: f"{getattr(issue, key)} {text}".strip()})


def _of_text(text: str, words: PaperWords) -> RaisedIssue:
    said = text[found.end() :] if (found := _NUMBERED.match(text)) else text
    first, *others = sentences(said)
    asked = first
    head, colon, answer = first.partition(": ")
    if colon and len(head.split()) > 6 and not others[:0] and len(answer.split()) > 5:
        asked, others = head, [answer, *others]
    return _with_sentences(RaisedIssue(issue=asked.strip()), others, words)


def _with_sentences(issue: RaisedIssue, said: Sequence[str], words: PaperWords) -> RaisedIssue:
    for one in said:
        labelled = _labelled(one, words)
        key, answer = (_about(one), one) if labelled is None or _about(one) != "explanation" else labelled
        issue = _with(issue, key, answer)
    return issue


def _about(sentence: str) -> str:
    if _RESPONSIBILITY.search(sentence) and not _CAUSE.match(sentence):
        return "responsibility"
    return "cause" if _CAUSE.match(sentence) else "explanation"
