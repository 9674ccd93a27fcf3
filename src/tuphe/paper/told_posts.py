"""What sentences of the head say of the person: “Tôi là …, hiện là Phó Chủ tịch UBND xã, Chi uỷ viên Chi bộ 3”."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from tuphe.core.paper_words import PaperWords, ToldPosts
from tuphe.core.says_nothing import says_nothing
from tuphe.core.text import first_words
from tuphe.paper.paragraphs import Paragraph

_LONGEST: Final = 1000
"""Letters of a paragraph that are looked at: no head has longer ones."""
_LINES: Final = 100
"""Paragraphs above the first section that are looked at."""
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_]{2})\.\s+|\n")
_CLAUSE: Final = re.compile(r"\s*[,;]\s*|\s+(?:kiêm|đồng thời)\s+|\t")
_MOST_WORDS: Final = 14
"""Words of a post; what is longer tells something else."""

_CELL: Final = re.compile(
    r"(?:sinh hoạt(?: đảng)?(?: tại| ở)?|đảng viên(?: của)?|thuộc)\s+(?P<name>chi bộ\s.+)", re.IGNORECASE
)
_UNIT: Final = re.compile(r"(?:công tác|làm việc)\s+(?:tại|ở)\s*:?\s*(?P<name>.+)", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"\s+(?:(?:hiện\s+|đang\s+|và\s+)*(?:sinh hoạt|(?:công tác|làm việc)\s+(?:tại|ở))|tại|thuộc đảng"
    r"|từ (?:năm|tháng|ngày)|kể từ|với (?:nhiệm|chức))\b.*",
    re.IGNORECASE,
)
"""What follows a post, or a unit, in its clause and is not of it."""
_BEFORE: Final = re.compile(
    r"\W*(?:(?:tôi|bản thân|hiện|nay|tại|đang|được|và|là|đồng|thời|năm|\d+)\W+)*", re.IGNORECASE
)
"""What may stand before “giữ chức vụ” where the writer is meant: “Dùng cho cá nhân giữ chức vụ …” tells of nobody."""
_OTHER_TIMES: Final = re.compile(r"(?:nguyên|từng|trước|đã)\b", re.IGNORECASE)

_PARTY, _STATE, _UNION = "chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the"


def told_posts(head: Sequence[Paragraph], words: PaperWords) -> dict[str, str]:
    """Return posts, unit and cell by the profile's keys, as sentences of the head tell them.

    A sentence tells of the person where it begins with “Tôi”, or says “hiện là”, “đang giữ chức vụ” and the like. A
    post of the Party or of a mass organisation is known by how it begins; what else stands behind such words is one in
    the office, and so is what follows it and begins as a post does. What somebody was before is none.
    """
    found: dict[str, list[str]] = {}
    for paragraph in head[:_LINES]:
        for sentence in _SENTENCE.split(paragraph.text[:_LONGEST]):
            for key, value in _told(sentence.strip(" .-–+*"), words.told_posts):
                if value not in found.setdefault(key, []):
                    found[key].append(value)
    member = [value for value in found.get(_PARTY, ()) if not _begins(value, ("đảng viên",))]
    if member:
        found[_PARTY] = member
    return {key: ", ".join(values) if key.startswith("chuc_vu") else values[0] for key, values in found.items()}


def by_kind(value: str, known: ToldPosts) -> dict[str, str]:
    """Return the posts of a label for any of them by their kinds; nothing where none is of the Party or a union."""
    found: dict[str, list[str]] = {}
    for post in re.split(r"\s*[,;]\s*", value):
        found.setdefault(_kind_of(post, known, named=True, listed=False), []).append(post)
    return {key: ", ".join(posts) for key, posts in found.items()} if {*found} & {_PARTY, _UNION} else {}


def _told(sentence: str, known: ToldPosts) -> Iterator[tuple[str, str]]:
    about_oneself = telling = _begins(sentence, known.about_oneself)
    in_office = False
    for clause in filter(None, _CLAUSE.split(sentence)):
        begun = _BEFORE.match(clause)
        start = begun.end() if begun else 0
        unit = _UNIT.search(clause) if about_oneself else _UNIT.match(clause, start)
        opened = _behind_opener(clause, known, anywhere=about_oneself, telling=telling)
        telling |= bool(opened or unit)
        if not telling:
            continue
        if cell := _CELL.search(clause):
            yield "chi_bo", _capital(_BEHIND.sub("", cell["name"]))
        if unit:
            yield "don_vi", _capital(_BEHIND.sub("", unit["name"]))
        post = _BEHIND.sub("", opened or clause[start:]).strip(" .:")
        in_office |= bool(opened)
        if _OTHER_TIMES.match(clause) or len(post.split()) > _MOST_WORDS or says_nothing(post):
            in_office = False
        elif key := _kind_of(post, known, named=bool(opened), listed=in_office):
            yield key, "Đảng viên" if _begins(post, ("đảng viên",)) else _capital(post)


def _kind_of(post: str, known: ToldPosts, *, named: bool, listed: bool) -> str:
    """Return the key of a post, empty for what is none; `named`: it is said to be one, `listed`: or follows such."""
    if _begins(post, known.of_unions):
        return _UNION
    if _begins(post, known.of_party):
        return _PARTY
    return _STATE if named or (listed and _begins(post, known.in_office)) else ""


def _behind_opener(clause: str, known: ToldPosts, *, anywhere: bool, telling: bool) -> str:
    """Return what stands behind the first “hiện là” of a clause; empty where it has none.

    `anywhere`: whatever stands before it, for the sentence is about its writer; `telling`: earlier clauses told of the
    writer, so that “chức vụ” is no label.
    """
    tokens = [(found.start(), found.end()) for found in re.finditer(r"\w+", clause)]
    folded = tuple(" ".join(first_words(clause[start:end])) for start, end in tokens)
    openers = (*known.openers, *(known.openers_on if telling else ()))
    wanted = sorted(_as_words(openers), key=len, reverse=True)
    for at in range(len(tokens) if anywhere else min(len(tokens), _MOST_WORDS)):
        opener = next((one for one in wanted if folded[at : at + len(one)] == one), None)
        if opener is not None:
            behind = at + len(opener)
            meant = anywhere or _BEFORE.fullmatch(clause, 0, tokens[at][0])
            return clause[tokens[behind][0] :] if meant and behind < len(tokens) else ""
    return ""


def _begins(text: str, phrases: tuple[str, ...]) -> bool:
    said = first_words(text)
    return any(said[: len(wanted)] == wanted for wanted in _as_words(phrases))


@lru_cache(maxsize=16)
def _as_words(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(first_words, phrases))


def _capital(text: str) -> str:
    text = " ".join(text.split()).strip(" .,;:")
    return text[:1].upper() + text[1:]
