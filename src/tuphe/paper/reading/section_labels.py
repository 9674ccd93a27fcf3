"""Labels within a section's lines, such as “Nguyên nhân: …”, “Hạn chế thứ hai: …”, and where sentences end."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from tuphe.core.paper_words import PaperWords
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.paper.leading_numbers import ORDINALS
from tuphe.paper.reading.percentages import SHARE

_ORDINALS: Final = {**ORDINALS, **dict(zip("abcdđe", range(1, 7), strict=True))}
_ORDINAL: Final = rf"(?:thứ\s+)?(?:số\s+)?(?:\d{{1,2}}|{'|'.join(_ORDINALS)})(?!\w)"
_WHAT: Final = (
    r"(?:những\s+|các\s+)?"
    r"(?:hạn\s+chế(?:\s*,\s*khuyết\s+điểm)?|khuyết\s+điểm|tồn\s+tại|nội\s+dung|thiếu\s+sót|vấn\s+đề|việc(?=\s+thứ)|ý)"
)
_TO_WHICH: Final = re.compile(
    r"\s*(?:(?:đối\s+với|với|về|ở|của|khắc\s+phục|cho|nguyên\s+nhân|biện\s+pháp)\s+)*"
    rf"{_WHAT}(?P<before>\s+(?:đã\s+)?nêu\s+trước|\s+(?:kỳ|năm)\s+trước)?"
    rf"\s+(?P<which>{_ORDINAL}(?:\s*(?:,|và|;|-)\s*(?:{_WHAT}\s+)?{_ORDINAL})*)"
    r"(?P<after>\s+của\s+(?:các\s+)?(?:kỳ|năm)\s+trước)?"
    r"\s*(?:\((?P<kind>[^()]{1,30})\))?\s*(?:[:,.]|\s-\s|là(?:\s+do)?\b|do\b(?=\s))\s*",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[.!?…][)\]”\"]*\s+")
_ABBREVIATED: Final = re.compile(r"\b(?:đ/c|TS|ThS|PGS|GS|Tp|TP|Th\.S|Q|P|tr|v\.v)\.$")
_STARTS: Final = re.compile(r"(?:[.;:]\s+|^)(?=\w)")
_COUNTED_ON: Final = (
    re.compile(rf"\b(?:thứ\s+)?(?P<which>{'|'.join(_ORDINALS)})\s+là\s*[:,]?\s+", re.IGNORECASE),
    re.compile(rf"\bthứ\s+(?P<which>{'|'.join(_ORDINALS)})\s*(?:là\s*)?[:,]\s*", re.IGNORECASE),
    re.compile(r"\((?P<which>\d)\)\s*"),
    re.compile(r"(?:^|(?<=[:;.,]\s))(?P<which>\d)\)\s*"),
)
"""How people count within one paragraph: “Một là, … Hai là, …”, “Thứ nhất, …”, “(1) … (2) …”."""
_COUNTED: Final = re.compile(
    rf"\s*(?:(?:thứ\s+)?(?:{'|'.join(_ORDINALS)})\s+là\s*[,:]|thứ\s+(?:{'|'.join(_ORDINALS)})\s*(?:là\b)?\s*[,:]?)\s+",
    re.IGNORECASE,
)


class ToWhich(Plain, frozen=True, kw_only=True):
    """A line that names by number what it is about: “Hạn chế thứ nhất và thứ ba (chủ quan): …”; counted from 1."""

    which: tuple[int, ...]
    earlier: bool
    """Whether shortcomings of an earlier year are meant."""
    kind: str
    rest: str


def to_which(text: str) -> ToWhich | None:
    """Return which shortcomings a line begins with by their numbers, or None where it names none."""
    found = _TO_WHICH.match(text)
    if found is None:
        return None
    said = re.findall(
        rf"\d{{1,2}}|\b(?:{'|'.join(_ORDINALS)})\b",
        re.sub(_WHAT, " ", found["which"], flags=re.IGNORECASE),
        re.IGNORECASE,
    )
    which = tuple(int(one) if one.isdigit() else _ORDINALS[one.casefold()] for one in said)
    return ToWhich(
        which=which,
        earlier=bool(found["before"] or found["after"]),
        kind=found["kind"] or "",
        rest=text[found.end() :].strip(),
    )


def by_number(text: str) -> list[str]:
    """Return the parts of a paragraph that each begin with the number of what they are about; else the whole.

    “Hạn chế thứ nhất do …. Hạn chế thứ hai là do …”; what introduces the first is left out.
    """
    starts = [found.end() for found in _STARTS.finditer(text) if to_which(text[found.end() : found.end() + 80])]
    if len(starts) < 2:
        return [text]
    return [text[start:end].strip(" ;") for start, end in pairwise((*starts, len(text)))]


@lru_cache(maxsize=128)
def pattern(wording: str, words: PaperWords) -> re.Pattern[str]:
    """Return a wording as a pattern: `%(khoang)s` in it is any phrase of `khoang` in papers/labels-and-phrases.toml."""
    return re.compile(wording % _phrases(words), re.IGNORECASE)


@lru_cache(maxsize=4)
def _phrases(words: PaperWords) -> dict[str, str]:
    """Return a pattern for each list of phrases, for the states, and for a share of a hundred."""
    lists = {**words.phrases, "tinh_trang": tuple(chain(*words.states.values()))}
    return {"ty_le": f"(?:{SHARE})", **{name: f"(?:{_any_of(phrases)})" for name, phrases in lists.items()}}


def _any_of(phrases: Iterable[str], between: str = r"\s+") -> str:
    """Return a pattern of any of these phrases, the longest that fits.

    First words that several share are in it once: a shorter pattern compiles sooner.
    """
    followed: dict[str, list[str]] = {}
    for phrase in phrases:
        word, _, rest = phrase.partition(" ")
        followed.setdefault(re.escape(word.strip(",")), []).append(rest)
    # Of two words of which one begins the other, the longer is tried first.
    tried = [word + _behind(followed[word], between) for word in sorted(followed, reverse=True)]
    return f"(?:{'|'.join(tried)})" if len(tried) > 1 else "".join(tried)


def _behind(rests: Sequence[str], between: str) -> str:
    """Return a pattern of what follows a word in the phrases that begin with it; some may end there."""
    longer = list(filter(None, rests))
    if len(longer) == len(rests) == 1:
        return between + between.join(re.escape(word.strip(",")) for word in rests[0].split())
    behind = f"{between}{_any_of(longer, between)}" if longer else ""
    return f"(?:{behind})?" if behind and len(longer) < len(rests) else behind


@lru_cache(maxsize=64)
def _first_words(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({label.split()[0].strip(",").casefold() for label in labels})


@lru_cache(maxsize=64)
def _label(labels: tuple[str, ...]) -> re.Pattern[str]:
    any_label = _any_of(labels, r"[\s,]+")
    return re.compile(
        rf"(?P<label>{any_label})(?:\s*\([^()]{{1,30}}\))?\s*(?:\d{{1,2}})?\s*"
        r"(?P<sign>:|\s[-–]\s|(?:là\s+)?(?:do|vì)\b(?=\s)|là\b(?=\s))\s*",
        re.IGNORECASE,
    )


def behind_label(text: str, labels: Iterable[str]) -> str | None:
    """Return what a line says behind one of these labels that it begins with, or None."""
    labels, text = tuple(labels), text.lstrip(" -+*•")
    # Most lines begin with none of them, and their pattern takes long to compile.
    if not text.casefold().startswith(_first_words(labels)):
        return None
    found = _label(labels).match(text)
    return None if found is None else text[found.end() :].strip()


def split_at(text: str, labels: Iterable[str]) -> tuple[str, str]:
    """Return the text before and behind the first of these labels that begins a sentence or a clause.

    Without such a label, return the whole text and an empty one.
    """
    labels, folded = tuple(labels), text.casefold()
    if not any(first in folded for first in _first_words(labels)):
        return text, ""
    for found in _label(labels).finditer(text):
        before = text[: found.start()].rstrip()
        apart = before.endswith((".", ";", "!", "?", ")", "\n")) or found["sign"] == ":"
        # “…, nguyên nhân do …” goes on behind a comma.
        reason = before.endswith((",", "(", "-", "–")) and found["sign"].casefold().endswith(("do", "vì"))
        parted = before.endswith(tuple(".;!?),-–(+")) or found["label"][0].isupper()
        if before and (apart or reason) and parted:
            return before.rstrip(" ,;-–(+"), text[found.end() :].strip()
    return text, ""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its mark, which a capital letter, a digit or a bracket follows.

    Abbreviations and the numbers of a list end no sentence.
    """
    whole = " ".join(text.split())
    parts, start = [], 0
    for found in _END.finditer(whole):
        behind, before = whole[found.end() : found.end() + 1], whole[start : found.end()].rstrip()
        starts = behind.isupper() or behind.isdigit() or behind in '“"(['
        if starts and not _ABBREVIATED.search(before) and not re.fullmatch(r"\W*\w{1,2}\W*", before):
            parts.append(before)
            start = found.end()
    return [*parts, whole[start:]] if whole[start:] else parts


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, which end with semicolons or sentences."""
    return [part.strip() for one in sentences(text) for part in _outside_brackets(one, ";") if part.strip(" .;")]


def _outside_brackets(text: str, mark: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([“") - (letter in ")]”" and depth > 0)
        if letter == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def uncounted(text: str) -> str:
    """Return a line without the words by which it is counted: “Một là, …”, “Thứ hai, …”."""
    found = _COUNTED.match(text)
    return text[found.end() :] if found else text


def counted_on(text: str) -> list[str]:
    """Return the parts of a paragraph that counts them from one on; the whole where it counts none."""
    for way in _COUNTED_ON:
        found: list[re.Match[str]] = []
        for one in way.finditer(text):
            which = one["which"].casefold()
            if (int(which) if which.isdigit() else _ORDINALS[which]) == len(found) + 1:
                found.append(one)
        if len(found) > 1:
            return behind_each(text, found)
    return [text]


def behind_each(text: str, found: Sequence[re.Match[str]]) -> list[str]:
    """Return the text behind each of these places, up to the next."""
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [text[one.end() : end].strip(" ;,") for one, end in zip(found, ends, strict=True)]


def is_introduction(text: str, following: Sequence[object]) -> bool:
    """Whether a line only introduces those that follow: it ends with a colon, or announces them (“như sau.”)."""
    leads = text.rstrip().endswith(":") or re.search(r"\b(?:như sau|sau đây|cụ thể là|cụ thể)\W*$", text) is not None
    return leads and bool(following) and len(fold(text).split()) <= 40
