"""The issues that a person was asked to answer for, from section IV, each with explanation, cause, responsibility."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from tuphe.core.due_dates_in_papers import OPEN
from tuphe.core.paper_words import PaperWords
from tuphe.core.review import RaisedIssue
from tuphe.paper.reading.entries import entries_of
from tuphe.paper.reading.section_labels import behind_label, pattern, sentences
from tuphe.paper.reading.sections import Line

_NUMBERED: Final = r"\s*(?:%(van_de_thu)s\s+\w+|%(van_de_so)s\s*\d{1,2})\s*[:.,-]\s*"
_CAUSE: Final = r"\s*%(vi)s\b"
_RESPONSIBILITY: Final = (
    r"%(trach_nhiem)s|\b%(toi)s(?:\s+%(xin)s)*\s+%(nhan_chiu)s(?:\s+%(nhan_ra)s)*(?:\s+%(loi)s|\s*[.,;]|$)"
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
        if (said := behind_label(text, labels)) is not None:
            return key, said
    return None


def _with(issue: RaisedIssue, key: str, text: str) -> RaisedIssue:
    if not text or text == OPEN:
        return issue
    return structs.replace(issue, **{key: f"{getattr(issue, key)} {text}".strip()})


def _of_text(text: str, words: PaperWords) -> RaisedIssue:
    said = text[found.end() :] if (found := pattern(_NUMBERED, words).match(text)) else text
    asked, *others = sentences(said)
    head, colon, answer = asked.partition(": ")
    if colon and len(head.split()) > 6 and len(answer.split()) > 5:
        asked, others = head, [answer, *others]
    return _with_sentences(RaisedIssue(issue=asked.strip()), others, words)


def _with_sentences(issue: RaisedIssue, said: Sequence[str], words: PaperWords) -> RaisedIssue:
    for one in said:
        labelled = _labelled(one, words)
        about = _about(one, words)
        key, answer = (about, one) if labelled is None or about != "explanation" else labelled
        issue = _with(issue, key, answer)
    return issue


def _about(sentence: str, words: PaperWords) -> str:
    if pattern(_CAUSE, words).match(sentence):
        return "cause"
    return "responsibility" if pattern(_RESPONSIBILITY, words).search(sentence) else "explanation"
