"""What became of earlier shortcomings, from section III: its sentences, or a table with a column of states."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import PaperWords
from tuphe.core.review import FollowUp, FollowUpState
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.paper.leading_numbers import Mark
from tuphe.paper.reading.entries import is_nothing, tables_in, without_tables
from tuphe.paper.reading.percentages import mended_share, percent_of, share_in
from tuphe.paper.reading.rows_by_columns import rows_by_values, state_of_cell
from tuphe.paper.reading.section_labels import (
    behind_each,
    behind_label,
    clauses,
    counted_on,
    is_introduction,
    pattern,
    sentences,
    split_at,
    to_which,
)
from tuphe.paper.reading.sections import Line

_SINCE: Final = r"(?:\s*\(%(tu_nam)s[^()]*\))?"
"""The year since which it is open, as exports of tuphe print it."""
_HOW_FAR: Final = rf"{_SINCE}(?:,?\s*%(muc_do)s?\s*%(khoang)s?\s*%(ty_le)s)?{_SINCE}"
_STILL: Final = r"^\s*%(con)s\s+(?=%(viec)s\b)"
_ANOTHER: Final = r"(?P<still>(?:%(con_ve)s\s+)?)%(viec)s\b"
_STATE: Final = r"(?<!\w)%(tinh_trang)s(?!\w)"
_PARTLY: Final = r"\s+(?:%(hon)s\s+)*%(moi_mot_phan)s(?!\w)"
"""Words behind “đã khắc phục” that say that it is not all mended."""
_BEGINS: Final = (
    r"(?P<sign>[:.;,]|\s[-–]|→|=>|\s(?=\()|\s(?=%(nay)s\s)|\s(?=%(thi)s\s)|(?<=[”\"])(?=\s))\s*(?:[(“\"])?"
    r"(?P<lead>(?:(?:%(truoc_tinh_trang)s|%(trong_nam)s\s+\d{4})[\s:,]+)*)"
    rf"(?P<state>%(tinh_trang)s)(?!\w)(?P<far>{_HOW_FAR})(?P<colon>\s*:)?"
)
"""The beginning of a state within a line, with words that may lead to it and the share that is mended."""
_ONLY_HOW_FAR: Final = r"[\s(,]*(?:%(chi_muc_do)s\s*)*%(ty_le)s?[\s)]*"
_COUNT: Final = r"^(?:%(co)s\s+)?(?:\d{1,2}|%(may)s)\s+"
_HEAD_WORDS: Final = 12
_ENDING: Final = re.compile(r"(?P<head>.+)(?::|\s[-–]|\s\()\s*(?P<tail>[^:()]{1,60})\)?[.;\s]*", re.DOTALL)
"""A line that ends with a state alone, behind a colon or a dash or in brackets."""
_MENDED_SO_FAR: Final = (
    r"(?:%(khac_phuc_duoc)s\s*:?\s*(?:%(dat)s\s+)?|\b%(uoc_dat)s\s+|(?<=[:–-]\s)%(dat)s\s+(?=%(chung)s))"
    r"(?:%(chung)s\s+)?(?P<share>%(ty_le)s)"
)
_SUBJECT: Final = r"\s*%(viec)s\b[^,.;:()–]*"
_NOW: Final = r"[,.;:]\s*(?=(?:%(bay_gio)s|%(nam)s\s+\d{4})\b(?!\s*:))"
"""The place where a sentence turns from what was pointed out to the present state."""
_STATE_LABEL: Final = r"\s*%(nhan_tinh_trang)s\s*:"
_AFTER_STATE: Final = rf"^{_HOW_FAR}[\s.;,:)]*"
_RESULTS: Final = r"^\s*%(nhan_ket_qua)s\s*:\s*"
_NUMBERS: Final = {"hai": 2, "ba": 3, "bốn": 4, "2": 2, "3": 3, "4": 4}
_ANNOUNCED: Final = (
    rf"[^.:;]{{0,120}}?\b(?P<count>{'|'.join(_NUMBERS)})\s+%(viec)s\b[^.:;]{{0,60}}?\s*(?P<sign>\.|:|\b%(la)s\b:?)\s+"
)
"""The beginning of a paragraph that says how many shortcomings there were."""
_ORDINALS: Final = {"nhất": 1, "một": 1, "1": 1, "tư": 4, **_NUMBERS}
_BY_NUMBER: Final = (
    r"(?:^|[.;,]\s+)(?:%(dan_viec)s[\s,]+)*"
    rf"%(viec)s\s+(?:%(thu)s\s+)?(?P<which>{'|'.join(_ORDINALS)})(?!\w)[\s,:]*(?:%(thi)s\s+)?"
)
_BY_NAME: Final = r"(?:^|[.;]\s+)(?:%(dan_viec)s[\s,]+)*(?=%(viec)s\b)"


def follow_ups_of(lines: Sequence[Line], words: PaperWords) -> list[FollowUp]:
    """Return what became of each earlier shortcoming: the state and the percent by the words that say them.

    A line says first what was pointed out, then its state, then what was done: “Ít phát biểu trong sinh hoạt: đang
    khắc phục, đạt khoảng 60%. Năm nay …”. Where no words say a state, it is left open.
    """
    entries = [_of_row(row, words) for cells in tables_in(lines) for row in rows_by_values(cells, words)]
    prose = without_tables(lines)
    state: FollowUpState | None = None
    sign = next((line.sign for line in prose if _all_of(line.text, words) is None), "")
    for row, line in enumerate(prose, 1):
        below = bool(entries) and prose[0].mark is not Mark.NONE and line.sign != sign
        headed = None if below and entries[-1].state is None else _all_of(line.text, words)
        if headed is not None:
            said = clauses(line.text[headed.end :].lstrip(" :"))
            state = None if said else headed.state
            entries += (_entry(text, headed.state, line.text[: headed.end]) for text in said)
        elif is_nothing(line.text, words) or is_introduction(line.text, prose[row : row + 1]):
            continue
        elif below and state is None:
            entries[-1] = _with_more(entries[-1], line.text, words)
        else:
            entries += (_of_text(text, words, state) for text in _several(line.text, words))
    return entries


def _entry(text: str, state: FollowUpState | None, about: str, results: str = "") -> FollowUp:
    """Return an entry; its percentage comes from the text `about`, if it is under way."""
    percent = mended_share(about) if state is FollowUpState.UNDER_WAY else None
    return FollowUp(text=text, state=state, percent=percent, results=results)


def _several(text: str, words: PaperWords) -> list[str]:
    """Return the parts of a line on several shortcomings: counted ones, else one for each sentence with a new state.

    “… nay đã khắc phục. Còn việc góp ý gay gắt thì đang sửa.”
    """
    together = _told_together(text, words) or counted_on(text)
    if len(together) > 1:
        return together
    parts: list[str] = []
    for said in sentences(text):
        other = pattern(_ANOTHER, words).match(said)
        if other and parts and _stated(said, words) and _stated(parts[-1], words):
            parts.append(said[other.end("still") :])
        else:
            parts = [*parts[:-1], f"{parts[-1]} {said}"] if parts else [said]
    return [pattern(_STILL, words).sub("", one) for one in (parts if len(parts) > 1 else [text])]


def _told_together(text: str, words: PaperWords) -> list[str]:
    """Return each of several announced shortcomings with what became of it: “nộp muộn: đã khắc phục, …”.

    “Năm trước có hai hạn chế: A; B. Hạn chế thứ nhất đã …; hạn chế thứ hai …”, or “… có hai hạn chế. Về việc A, …; còn
    việc B …”. None are returned where the paragraph does not say of each, in their order, what became of it.
    """
    found = pattern(_ANNOUNCED, words).match(text)
    if found is None:
        return []
    count, rest = _NUMBERS[found["count"].casefold()], text[found.end() :]
    if found["sign"] == ".":
        named = list(pattern(_BY_NAME, words).finditer(rest))
        return behind_each(rest, named) if len(named) == count and not named[0].start() else []
    answers = list(pattern(_BY_NUMBER, words).finditer(rest))
    if [_ORDINALS[one["which"].casefold()] for one in answers] != list(range(1, count + 1)):
        return []
    listed = rest[: answers[0].start()].strip()
    by_words = (pattern(mark, words).split(listed) for mark in (r"\s+%(va)s\s+", r"\s*,\s+|\s+%(va)s\s+"))
    # A list of a known length is divided in the first way that gives as many parts.
    matters = next((parts for parts in (counted_on(listed), clauses(listed), *by_words) if len(parts) == count), [])
    return [f"{matter.strip(' .;,')}: {one}" for matter, one in zip(matters, behind_each(rest, answers), strict=False)]


class _Stated(Plain, frozen=True, kw_only=True):
    """The words of a text that say a state."""

    state: FollowUpState
    start: int
    end: int


def _stated(text: str, words: PaperWords, *, of_mending: bool = False) -> _Stated | None:
    """Return the first words of a text that say a state; of several at one place, the longest.

    `of_mending`: none, unless those are about mending.
    """
    found = pattern(_STATE, words).search(text)
    if found is None or (of_mending and not _is_of_mending(found[0])):
        return None
    return _Stated(state=_state_at(text, found.start(), found.end(), words), start=found.start(), end=found.end())


def _state_at(text: str, start: int, end: int, words: PaperWords) -> FollowUpState:
    """Return the state that the words from `start` to `end` say; “đã khắc phục được phần lớn” is not yet mended."""
    said = " ".join(text[start:end].casefold().split())
    state = next(state for state, phrases in words.states.items() if said in map(str.casefold, phrases))
    partly = state is FollowUpState.MENDED and pattern(_PARTLY, words).match(text, end)
    return FollowUpState.UNDER_WAY if partly else state


def _is_of_mending(phrase: str) -> bool:
    return "khắc phục" in phrase.casefold() or "sửa" in phrase.casefold()


def _all_of(text: str, words: PaperWords) -> _Stated | None:
    """Return the state that a line gives to all that follow: “Những hạn chế đã khắc phục:”, “Đang khắc phục: …”."""
    head, colon, _ = text.partition(":")
    if not colon or len(head.split()) > _HEAD_WORDS or "năm" in head.casefold().split()[:2]:
        return None
    stated = _stated(head, words, of_mending=True)
    if stated is None or not pattern(_ONLY_HOW_FAR, words).fullmatch(head, stated.end):
        return None
    before = fold(pattern(_COUNT, words).sub("", head[: stated.start].strip(" ,-+*")))
    whole = any(before == fold(one) for one in ("", *words.all_of_them))
    return _Stated(state=stated.state, start=0, end=len(head)) if whole else None


def _of_row(row: dict[str, str], words: PaperWords) -> FollowUp:
    how_far, results = row.get("tinh_trang", ""), row.get("ket_qua", "")
    state = state_of_cell(how_far, words)
    if state is None and (stated := _stated(how_far, words) or _stated(results, words)):
        state = stated.state
    if state is None and (far := pattern(_MENDED_SO_FAR, words).search(f"{how_far} {results}")):
        state = _by_share(percent_of(far["share"]))
    entry = _entry(row["noi_dung"], state, f"{how_far} {results}", results)
    percent = share_in(how_far) if entry.percent is None and state is FollowUpState.UNDER_WAY else entry.percent
    return structs.replace(
        entry, percent=percent, obstacles=row.get("kho_khan", ""), responsibility=row.get("trach_nhiem", "")
    )


def _by_share(percent: int) -> FollowUpState:
    return FollowUpState.MENDED if percent >= 100 else FollowUpState.UNDER_WAY


def _of_text(text: str, words: PaperWords, headed: FollowUpState | None) -> FollowUp:
    """Return the follow-up that a passage tells of; `headed` is the state that a heading gives to all below it."""
    named = to_which(text)
    text = (named.rest if named else behind_label(text, words.shortcomings)) or text
    if headed is not None:
        return _entry(text, headed, text)
    parted, ending = _parted(text, words), _ENDING.fullmatch(text)
    if parted is None and ending and (state := state_of_cell(ending["tail"], words)):
        so_far = share_in(ending["tail"]) if state is FollowUpState.UNDER_WAY else None
        return FollowUp(text=_without_lead(ending["head"], words).strip(), state=state, percent=so_far)
    if _is_told_as_one(text, words):
        return FollowUp(text=text)
    far = pattern(_MENDED_SO_FAR, words).search(text)
    if far and (parted is None or far.start() < len(parted.text)):
        said, share = _without_lead(text[: far.start()], words).rstrip(" ,;:(-–"), percent_of(far["share"])
        rest = text[far.end() :].strip()
        results = rest.lstrip(" .;:") if rest[:1] in ".;:" else text[far.start() :] if rest.strip(" .)") else ""
        parted = FollowUp(
            text=said or text, state=_by_share(share), percent=share if share < 100 else None,
            results=results.strip() if said else "",
        )  # fmt: skip
    if parted is None:
        stated = _stated(text, words, of_mending=True)
        return _entry(text, stated.state if stated else None, text)
    return _with_details(parted, words)


def _is_told_as_one(text: str, words: PaperWords) -> bool:
    """Whether a text announces several and names different states, so that it is not clear which is whose."""
    if pattern(_ANNOUNCED, words).match(text) is None:
        return False
    return len({stated.state for one in clauses(text) if (stated := _stated(one, words))}) > 1


def _without_lead(text: str, words: PaperWords) -> str:
    """Return a text without the words at its end that lead to the state and are no part of what was pointed out."""
    return pattern(r"\s*(?:%(dan_muc_do)s[\s:,]*)+$", words).sub("", text)


def _parted(text: str, words: PaperWords) -> FollowUp | None:
    """Divide a line where its state begins: behind a colon, a stop or a comma, and words that may lead to it.

    The first such place counts whose words are about mending, else the first of all.
    """
    if as_subject := _of_subject(text, words):
        return as_subject
    found = [one for one in pattern(_BEGINS, words).finditer(text) if text[: one.start()].strip()]
    mending = [one for one in found if _is_of_mending(one["state"])]
    as_label = [one for one in mending if one["state"][0].isupper() and one["colon"]]
    strong = [one for one in found if one["sign"] != ","]
    chosen = next(iter([*as_label, *mending, *strong, *found]), None)
    if chosen is None:
        return _from_now_on(text, words)
    state = _state_at(text, chosen.start("state"), chosen.end("state"), words)
    told, about = text[: chosen.start()], text[chosen.start() :]
    now = None if chosen in as_label else pattern(_NOW, words).search(told)
    if now and len(told[: now.start()].split()) > 2:
        return _entry(told[: now.start()].rstrip(), state, text[now.end() :], text[now.end() :].strip())
    first, *others = sentences(told)
    if others and chosen["sign"] == "," and chosen not in as_label:
        return _entry(first, state, about, text[text.index(others[0]) :].strip())
    entry = _entry(told.rstrip() + (chosen["sign"] if chosen["sign"] == "." else ""), state, about, _done(text, chosen))
    if state is FollowUpState.MENDED and _is_of_mending(chosen["state"]) and 0 < (share_in(chosen["far"]) or 0) < 100:
        return structs.replace(entry, state=FollowUpState.UNDER_WAY, percent=share_in(chosen["far"]))
    return entry


def _done(text: str, chosen: re.Match[str]) -> str:
    """Return what was done, as a line says behind or with its state."""
    rest = text[chosen.end() :].strip()
    labelled = (chosen["colon"] or rest.startswith(".")) and _is_of_mending(chosen["state"])
    rest = rest.lstrip(" .;,")
    begin = chosen.start("lead") if "năm" in chosen["lead"].casefold() else chosen.start("state")
    results = rest if labelled and rest else text[begin:] if rest.strip(" .;)") else ""
    if "(" in text[chosen.start() : chosen.start("state")]:
        results = re.sub(r"\)(?=[.;]?\s*$)", "", results)
    return results.strip()


def _of_subject(text: str, words: PaperWords) -> FollowUp | None:
    """Divide a sentence that says of its subject what became of it: “Việc nộp muộn đã khắc phục xong, bốn quý …”."""
    subject = pattern(_SUBJECT, words).match(text)
    stated = _stated(subject[0], words, of_mending=True) if subject else None
    if stated is None or len(text[: stated.start].split()) < 4:
        return None
    told, about = _without_lead(text[: stated.start], words).rstrip(), text[stated.start :]
    return _entry(told, _state_at(text, stated.start, stated.end, words), about, about)


def _from_now_on(text: str, words: PaperWords) -> FollowUp | None:
    """Divide a line whose state is within its last part: “…, năm 2025 tôi đã khắc phục”."""
    stated = _stated(text, words, of_mending=True)
    now = pattern(_NOW, words).search(text, 0, stated.start) if stated else None
    if stated is None or now is None or len(text[: now.start()].split()) < 3:
        return None
    return _entry(text[: now.start()].rstrip(), stated.state, text, text[now.end() :].strip())


def _with_details(entry: FollowUp, words: PaperWords) -> FollowUp:
    """Return an entry whose results are divided from its obstacles and the responsibility."""
    results, responsibility = split_at(entry.results, words.responsibility)
    results, obstacles = split_at(results, words.obstacles)
    if not responsibility and (whose := pattern(r";\s*(?=%(trach_nhiem)s\b)", words).search(obstacles)):
        obstacles, responsibility = obstacles[: whose.start()], obstacles[whose.end() :]
    return structs.replace(entry, results=results, obstacles=obstacles, responsibility=responsibility)


def _with_more(entry: FollowUp, text: str, words: PaperWords) -> FollowUp:
    """Return an entry with what a line below it adds: its state where it has none yet, and what was done."""
    text = pattern(_RESULTS, words).sub("", text)
    stated = _stated(text, words) if entry.state is None else None
    state = stated.state if stated else entry.state
    percent = entry.percent or _entry(entry.text, state, text).percent
    if stated and pattern(_STATE_LABEL, words).match(text):
        text = pattern(_AFTER_STATE, words).sub("", text[stated.end :], count=1)
    results = f"{entry.results}\n{text}".strip()
    more = _with_details(FollowUp(text=entry.text, state=state, percent=percent, results=results), words)
    return structs.replace(
        more, obstacles=more.obstacles or entry.obstacles, responsibility=more.responsibility or entry.responsibility
    )
