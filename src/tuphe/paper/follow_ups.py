"""What became of earlier shortcomings, from section III: its sentences, or a table with a column of states."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from tuphe.core.paper_words import PaperWords
from tuphe.core.review import FollowUp, FollowUpState
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.paper.entries import is_nothing, without_tables
from tuphe.paper.labels import behind_label, clauses, counted_on, is_introduction, sentences, split_at, to_which
from tuphe.paper.marks import Mark
from tuphe.paper.sections import Line
from tuphe.paper.shares import SHARE, mended_share, percent_of, share_in
from tuphe.paper.tables import rows_by_values, state_of_cell
from tuphe.paper.told_together import MATTER, announced, told_together

_SINCE: Final = r"(?:\s*\((?:hạn chế|khuyết điểm)\s+từ\s+năm[^()]*\))?"
"""Since when it is open, as exports of tuphe print it."""
_HOW_FAR: Final = (
    rf"{_SINCE}(?:,?\s*(?:mức độ(?:\s+khắc phục)?|đạt|được|tỷ lệ)?\s*(?:khoảng|chừng|gần|trên)?"
    rf"\s*{SHARE})?{_SINCE}"
)


class FollowUpsRead(Plain, frozen=True, kw_only=True):
    """What became of earlier shortcomings, and what was not sure: the place counted from 1, the key, why."""

    entries: tuple[FollowUp, ...] = ()
    doubts: tuple[tuple[int, str, str], ...] = ()


def follow_ups_of(lines: Sequence[Line], words: PaperWords) -> FollowUpsRead:
    """Return what became of each earlier shortcoming: the state and the percent by the words that say them.

    A line says first what was pointed out, then its state, then what was done: “Ít phát biểu trong sinh hoạt: đang
    khắc phục, đạt khoảng 60%. Năm nay …”. Where no words say a state, it is left open, as a doubt.
    """
    entries: list[FollowUp] = []
    for table in dict.fromkeys(line.table for line in lines if line.cells):
        rows = rows_by_values([line.cells for line in lines if line.table == table], words)
        entries += (_of_row(row, words) for row in rows)
    prose = without_tables(lines)
    state: FollowUpState | None = None
    sign = next((line.sign for line in prose if _all_of(line.text, words) is None), "")
    for row, line in enumerate(prose, 1):
        below = bool(entries) and prose[0].mark is not Mark.NONE and line.sign != sign
        headed = None if below and entries[-1].state is None else _all_of(line.text, words)
        if headed is not None:
            said = clauses(line.text[headed.end :].lstrip(" :"))
            state = None if said else headed.state
            percent = _percent(line.text[: headed.end], headed.state)
            entries += (FollowUp(text=text, state=headed.state, percent=percent) for text in said)
        elif is_nothing(line.text, words) or is_introduction(line.text, prose[row : row + 1]):
            continue
        elif below and state is None:
            entries[-1] = _with_more(entries[-1], line.text, words)
        else:
            entries += (_of_text(text, words, state) for text in _several(line.text, words))
    doubts = tuple(
        (place, "tinh_trang", "Không rõ tình trạng khắc phục.")
        for place, entry in enumerate(entries, 1)
        if entry.state is None
    )
    return FollowUpsRead(entries=tuple(entries), doubts=doubts)


def _several(text: str, words: PaperWords) -> list[str]:
    """Return what one line tells of several: counted ones, else from each sentence on that names another with a state.

    “… nay đã khắc phục. Còn việc góp ý gay gắt thì đang sửa.”
    """
    together = told_together(text) or counted_on(text)
    if len(together) > 1:
        return together
    parts: list[str] = []
    for said in sentences(text):
        other = _ANOTHER.match(said)
        if other and parts and _stated(said, words) and _stated(parts[-1], words):
            parts.append(said[other.end("still") :])
        else:
            parts = [*parts[:-1], f"{parts[-1]} {said}"] if parts else [said]
    return [_STILL.sub("", one) for one in (parts if len(parts) > 1 else [text])]


_STILL: Final = re.compile(rf"^\s*(?:Còn|Riêng)\s+(?={MATTER})", re.IGNORECASE)
_ANOTHER: Final = re.compile(rf"(?P<still>(?:(?:Còn|Riêng|Đối với|Về)\s+)?){MATTER}", re.IGNORECASE)


def _all_of(text: str, words: PaperWords) -> "_Stated | None":
    """Return the state that a line gives to all that follow: “Những hạn chế đã khắc phục:”, “Đang khắc phục: …”."""
    head, colon, _ = text.partition(":")
    if not colon or len(head.split()) > _HEAD_WORDS or "năm" in head.casefold().split()[:2]:
        return None
    stated = _stated(head, words)
    if stated is None or not _is_of_mending(head[stated.start : stated.end]):
        return None
    if not _ONLY_HOW_FAR.fullmatch(head, stated.end):
        return None
    before = _COUNT.sub("", fold(head[: stated.start]).strip(" ,-+*"))
    whole = any(before == fold(one) for one in ("", *words.all_of_them))
    return _Stated(state=stated.state, start=0, end=len(head)) if whole else None


_ONLY_HOW_FAR: Final = re.compile(rf"[\s(,]*(?:(?:khoảng|đạt|mức độ|được)\s*)*(?:{SHARE})?[\s)]*", re.IGNORECASE)
_COUNT: Final = re.compile(rf"^(?:{fold('có')} )?(?:\d{{1,2}}|{fold('một')}|hai|ba)\s+")
_HEAD_WORDS: Final = 12


def _of_row(row: dict[str, str], words: PaperWords) -> FollowUp:
    how_far = row.get("tinh_trang", "")
    said = f"{how_far} {row.get('ket_qua', '')}"
    state = state_of_cell(how_far, words)
    if state is None:
        stated = _stated(how_far, words) or _stated(row.get("ket_qua", ""), words)
        state = stated.state if stated else None
    if state is None and (far := _MENDED_SO_FAR.search(said)):
        state = _by_share(percent_of(far["share"]))
    percent = _percent(said if state else "", state)
    if percent is None and state is FollowUpState.UNDER_WAY:
        percent = share_in(how_far)
    return FollowUp(
        text=row["noi_dung"], state=state, percent=percent,
        results=row.get("ket_qua", ""), obstacles=row.get("kho_khan", ""), responsibility=row.get("trach_nhiem", ""),
    )  # fmt: skip


def _by_share(percent: int) -> FollowUpState:
    return FollowUpState.MENDED if percent >= 100 else FollowUpState.UNDER_WAY


class _Stated(Plain, frozen=True, kw_only=True):
    state: FollowUpState
    start: int
    end: int


def _stated(text: str, words: PaperWords) -> _Stated | None:
    """Return the first words of a text that say a state; of several at one place, the longest."""
    found = _looks(words).state.search(text)
    if found is None:
        return None
    return _Stated(state=_state_at(text, found.start(), found.end(), words), start=found.start(), end=found.end())


def _state_at(text: str, start: int, end: int, words: PaperWords) -> FollowUpState:
    """Return the state that the words from `start` to `end` say; “đã khắc phục được phần lớn” is not yet mended."""
    said = " ".join(text[start:end].casefold().split())
    state = next(state for state, phrases in words.states.items() if said in map(str.casefold, phrases))
    partly = state is FollowUpState.MENDED and _looks(words).partly.match(text, end)
    return FollowUpState.UNDER_WAY if partly else state


class _Looks(NamedTuple):
    state: re.Pattern[str]
    partly: re.Pattern[str]
    """What behind “đã khắc phục” says that it is not all."""
    begins: re.Pattern[str]
    """Where a state begins within a line, with what may lead to it and how far it is mended."""


@lru_cache(maxsize=4)
def _looks(words: PaperWords) -> _Looks:
    lead = "|".join(sorted(map(_pattern, words.before_state), key=len, reverse=True))
    states = "|".join(sorted(map(_pattern, chain(*words.states.values())), key=len, reverse=True))
    begins = (
        rf"(?P<sign>[:.;,]|\s[-–]|→|=>|\s(?=\()|\s(?=(?:đến\s+)?nay\s)|\s(?=thì\s)|(?<=[”\"])(?=\s))\s*(?:[(“\"])?"
        rf"(?P<lead>(?:(?:{lead}|(?:trong\s+)?năm\s+\d{{4}})[\s:,]+)*)"
        rf"(?P<state>{states})(?!\w)(?P<far>{_HOW_FAR})(?P<colon>\s*:)?"
    )
    partly = "|".join(map(_pattern, words.partly))
    return _Looks(
        state=re.compile(rf"(?<!\w)(?:{states})(?!\w)", re.IGNORECASE),
        partly=re.compile(rf"\s+(?:(?:được|hơn|quá|gần|khoảng|chừng)\s+)*(?:{partly})(?!\w)", re.IGNORECASE),
        begins=re.compile(begins, re.IGNORECASE),
    )


def _pattern(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))


def _of_text(text: str, words: PaperWords, headed: FollowUpState | None) -> FollowUp:
    named = to_which(text) or behind_label(text, words.shortcomings)
    text = named.rest if named and named.rest else text
    parted = _parted(text, words)
    ending = _ENDING.fullmatch(text)
    if parted is None and headed is None and ending and (state := state_of_cell(ending["tail"], words)):
        so_far = share_in(ending["tail"]) if state is FollowUpState.UNDER_WAY else None
        head = _LED.sub("", ending["head"]).strip()
        return FollowUp(text=head, state=state, percent=so_far)
    if headed is None and _is_told_as_one(text, words):
        return FollowUp(text=text)
    far = _MENDED_SO_FAR.search(text)
    if headed is None and far and (parted is None or far.start() < len(parted[0])):
        said, share = _LED.sub("", text[: far.start()]).rstrip(" ,;:(-–"), percent_of(far["share"])
        rest = text[far.end() :].strip()
        results = rest.lstrip(" .;:") if rest[:1] in ".;:" else text[far.start() :] if rest.strip(" .)") else ""
        entry = FollowUp(text=said or text, state=_by_share(share), percent=share if share < 100 else None)
        return _with_details(entry, results.strip() if said else "", words)
    if parted is None or headed is not None:
        state = headed or _alone(text, words)
        return _with_details(FollowUp(text=text, state=state, percent=_percent(text, state)), "", words)
    told, state, results, percent = parted
    return _with_details(FollowUp(text=told, state=state, percent=percent), results, words)


def _is_told_as_one(text: str, words: PaperWords) -> bool:
    """Whether a text announces several and says different states, so that nobody can tell which is whose."""
    if not announced(text):
        return False
    return len({stated.state for one in clauses(text) if (stated := _stated(one, words))}) > 1


_ENDING: Final = re.compile(r"(?P<head>.+)(?::|\s[-–]|\s\()\s*(?P<tail>[^:()]{1,60})\)?[.;\s]*", re.DOTALL)
"""A line that ends with a state alone, behind a colon or a dash or in brackets."""

_LED: Final = re.compile(
    r"\s*(?:(?:tự đánh giá|ước tính|kết quả|mức độ(?: khắc phục)?|đến nay|nay|hiện nay|bản thân|tôi|thì)[\s:,]*)+$",
    re.IGNORECASE,
)
"""What leads to how far it is mended, and is none of what was pointed out."""

_MENDED_SO_FAR: Final = re.compile(
    r"(?:(?:mức độ\s+|tỷ lệ\s+|đã\s+|mới\s+)?khắc phục(?:\s+được)?\s*:?\s*(?:đạt\s+)?|\bước\s+đạt\s+"
    r"|(?<=[:–-]\s)đạt\s+(?=khoảng|chừng))"
    rf"(?:(?:khoảng|chừng)\s+)?(?P<share>{SHARE})",
    re.IGNORECASE,
)


def _alone(text: str, words: PaperWords) -> FollowUpState | None:
    stated = _stated(text, words)
    return stated.state if stated and _is_of_mending(text[stated.start : stated.end]) else None


def _is_of_mending(phrase: str) -> bool:
    return "khắc phục" in phrase.casefold() or "sửa" in phrase.casefold()


def _parted(text: str, words: PaperWords) -> tuple[str, FollowUpState, str, int | None] | None:
    """Divide a line where its state begins: behind a colon, a stop or a comma, and words that may lead to it.

    The first such place counts whose words are about mending, else the first of all.
    """
    if as_subject := _of_subject(text, words):
        return as_subject
    found = list(_looks(words).begins.finditer(text))
    mending = [one for one in found if _is_of_mending(one["state"])]
    as_label = [one for one in mending if one["state"][0].isupper() and one["colon"]]
    strong = [one for one in found if one["sign"] != ","]
    chosen = next(iter([*as_label, *mending, *strong, *found]), None)
    if chosen is None:
        return _from_now_on(text, words)
    state = _state_at(text, chosen.start("state"), chosen.end("state"), words)
    now = None if chosen in as_label else _NOW.search(text, 0, chosen.start())
    if now and len(text[: now.start()].split()) > 2:
        percent = _percent(text[now.end() :], state)
        return text[: now.start()].rstrip(), state, text[now.end() :].strip(), percent
    first, *others = sentences(text[: chosen.start()])
    if others and chosen["sign"] == "," and chosen not in as_label:
        return first, state, text[text.index(others[0]) :].strip(), _percent(text[chosen.start() :], state)
    told = text[: chosen.start()].rstrip() + (chosen["sign"] if chosen["sign"] == "." else "")
    percent = _percent(text[chosen.start() :], state)
    if state is FollowUpState.MENDED and _is_of_mending(chosen["state"]) and 0 < (share_in(chosen["far"]) or 0) < 100:
        state, percent = FollowUpState.UNDER_WAY, share_in(chosen["far"])
    rest = text[chosen.end() :].strip()
    labelled = (chosen["colon"] or rest.startswith(".")) and _is_of_mending(chosen["state"])
    rest = rest.lstrip(" .;,")
    begin = chosen.start("lead") if "năm" in chosen["lead"].casefold() else chosen.start("state")
    results = rest if labelled and rest else text[begin:] if rest.strip(" .;)") else ""
    if "(" in text[chosen.start() : chosen.start("state")]:
        results = re.sub(r"\)(?=[.;]?\s*$)", "", results)
    return told, state, results.strip(), percent


def _of_subject(text: str, words: PaperWords) -> tuple[str, FollowUpState, str, int | None] | None:
    """Divide a sentence that says of its subject what became of it: “Việc nộp muộn đã khắc phục xong, bốn quý …”."""
    subject = _SUBJECT.match(text)
    stated = _stated(subject[0], words) if subject else None
    if stated is None or not _is_of_mending(text[stated.start : stated.end]):
        return None
    told, state = text[: stated.start], _state_at(text, stated.start, stated.end, words)
    if len(told.split()) < 4:
        return None
    return _LED.sub("", told).rstrip(), state, text[stated.start :], _percent(text[stated.start :], state)


_SUBJECT: Final = re.compile(rf"\s*{MATTER}[^,.;:()–]*", re.IGNORECASE)


def _from_now_on(text: str, words: PaperWords) -> tuple[str, FollowUpState, str, int | None] | None:
    """Divide a line whose state stands within its last part: “…, năm 2025 tôi đã khắc phục”."""
    stated = _stated(text, words)
    if stated is None or not _is_of_mending(text[stated.start : stated.end]):
        return None
    now = _NOW.search(text, 0, stated.start)
    if now is None or len(text[: now.start()].split()) < 3:
        return None
    return text[: now.start()].rstrip(), stated.state, text[now.end() :].strip(), _percent(text, stated.state)


_NOW: Final = re.compile(r"[,.;:]\s*(?=(?:đến nay|nay|năm nay|hiện nay|năm\s+\d{4})\b(?!\s*:))", re.IGNORECASE)
"""Where a sentence goes on from what was pointed out to how it is now."""


def _percent(text: str, state: FollowUpState | None) -> int | None:
    """Return how far it is mended, in percent, where that is not all of it or none."""
    return mended_share(text) if state is FollowUpState.UNDER_WAY else None


def _with_details(entry: FollowUp, results: str, words: PaperWords) -> FollowUp:
    obstacles = responsibility = ""
    if parted := split_at(results, words.responsibility):
        results, responsibility = parted.before, parted.rest
    if parted := split_at(results, words.obstacles):
        results, obstacles = parted.before, parted.rest
        if not responsibility and (whose := re.search(r";\s*(?=trách nhiệm\b)", obstacles, re.IGNORECASE)):
            obstacles, responsibility = obstacles[: whose.start()], obstacles[whose.end() :]
    return FollowUp(
        text=entry.text, state=entry.state, percent=entry.percent, results=results, obstacles=obstacles,
        responsibility=responsibility,
    )  # fmt: skip


_STATE_LABEL: Final = re.compile(r"\s*(?:tình trạng|mức độ)(?:\s+khắc phục)?\s*:", re.IGNORECASE)
_AFTER_STATE: Final = re.compile(rf"^{_HOW_FAR}[\s.;,:)]*", re.IGNORECASE)
_RESULTS: Final = re.compile(r"^\s*kết quả(?:\s+khắc phục)?\s*:\s*", re.IGNORECASE)


def _with_more(entry: FollowUp, text: str, words: PaperWords) -> FollowUp:
    """Return an entry with what a line below it adds: its state where it has none yet, and what was done."""
    text = _RESULTS.sub("", text)
    labelled = _STATE_LABEL.match(text)
    stated = _stated(text, words) if entry.state is None else None
    state = stated.state if stated else entry.state
    percent = entry.percent or _percent(text, state)
    if labelled and stated:
        text = _AFTER_STATE.sub("", text[stated.end :], count=1)
    more = _with_details(
        FollowUp(text=entry.text, state=state, percent=percent),
        f"{entry.results}\n{text}".strip(), words,
    )  # fmt: skip
    return FollowUp(
        text=more.text, state=more.state, percent=more.percent, results=more.results,
        obstacles=more.obstacles or entry.obstacles, responsibility=more.responsibility or entry.responsibility,
    )  # fmt: skip
