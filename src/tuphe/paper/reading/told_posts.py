"""What sentences of the head say of the person: “Tôi là …, hiện là Phó Chủ tịch UBND xã, Chi uỷ viên Chi bộ 3”."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tuphe.core.paper_words import PaperWords, ToldPosts
from tuphe.core.says_nothing import says_nothing
from tuphe.core.text import begins_with, first_words, words_in
from tuphe.paper.labels_in_lines import LONGEST
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.reading.section_labels import pattern

_LINES: Final = 100
"""Paragraphs above the first section that are looked at."""
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_]{2})\.\s+|\n")
_CLAUSE: Final = r"\s*[,;]\s*|\s+%(dong_thoi)s\s+|\t"
_MOST_WORDS: Final = 14
"""The most words of a post; a longer text is something else."""

_CELL: Final = r"%(thuoc)s\s+(?P<name>%(chi_bo)s\s.+)"
_UNIT: Final = r"%(cong_tac_tai)s\s*:?\s*(?P<name>.+)"
_BEHIND: Final = r"\s+(?:(?:%(hien_dang)s\s+)*%(noi_lam)s|%(sau_chuc_vu)s)\b.*"
"""Words that follow a post, or a unit, in its clause and are no part of it."""
_BEFORE: Final = r"\W*(?:(?:%(truoc_chuc_vu)s|\d+)\W+)*"
"""Words that may precede “giữ chức vụ” where the writer is meant: “Dùng cho cá nhân giữ chức vụ …” tells of nobody."""
_OTHER_TIMES: Final = r"%(truoc_kia)s\b"

_PARTY, _STATE, _UNION = "chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the"


def told_posts(head: Sequence[Paragraph], words: PaperWords) -> dict[str, str]:
    """Return posts, unit and cell by the profile's keys, as sentences of the head tell them.

    A sentence tells of the person where it begins with “Tôi”, or says “hiện là”, “đang giữ chức vụ” and the like. A
    post of the Party or of a mass organisation is known by how it begins; any other post behind such words is one in
    the office, and so is what follows it and begins as a post does. Former posts do not count.
    """
    found: dict[str, list[str]] = {}
    for paragraph in head[:_LINES]:
        for sentence in _SENTENCE.split(paragraph.text[:LONGEST]):
            for key, value in _told(sentence.strip(" .-–+*"), words):
                if value not in found.setdefault(key, []):
                    found[key].append(value)
    member = [value for value in found.get(_PARTY, ()) if not begins_with(value, ("đảng viên",))]
    if member:
        found[_PARTY] = member
    return {key: ", ".join(values) if key.startswith("chuc_vu") else values[0] for key, values in found.items()}


def by_kind(value: str, known: ToldPosts) -> dict[str, str]:
    """Return the posts of a label for any of them by their kinds; nothing where none is of the Party or a union."""
    found: dict[str, list[str]] = {}
    for post in re.split(r"\s*[,;]\s*", value):
        found.setdefault(_kind_of(post, known, named=True, listed=False), []).append(post)
    return {key: ", ".join(posts) for key, posts in found.items()} if {*found} & {_PARTY, _UNION} else {}


def _told(sentence: str, words: PaperWords) -> Iterator[tuple[str, str]]:
    """Yield what a sentence tells of the person, clause by clause: a key of the profile, and the post, unit or cell."""
    known = words.told_posts
    about_oneself = telling = begins_with(sentence, known.about_oneself)
    in_office, behind = False, pattern(_BEHIND, words)
    for clause in filter(None, pattern(_CLAUSE, words).split(sentence)):
        begun = pattern(_BEFORE, words).match(clause)
        start = begun.end() if begun else 0
        unit = pattern(_UNIT, words).search(clause) if about_oneself else pattern(_UNIT, words).match(clause, start)
        opened = _behind_opener(clause, words, anywhere=about_oneself, telling=telling)
        telling |= bool(opened or unit)
        if not telling:
            continue
        if cell := pattern(_CELL, words).search(clause):
            yield "chi_bo", _capital(behind.sub("", cell["name"]))
        if unit:
            yield "don_vi", _capital(behind.sub("", unit["name"]))
        post = behind.sub("", opened or clause[start:]).strip(" .:")
        in_office |= bool(opened)
        if pattern(_OTHER_TIMES, words).match(clause) or len(post.split()) > _MOST_WORDS or says_nothing(post):
            in_office = False
        elif key := _kind_of(post, known, named=bool(opened), listed=in_office):
            yield key, "Đảng viên" if begins_with(post, ("đảng viên",)) else _capital(post)


def _kind_of(post: str, known: ToldPosts, *, named: bool, listed: bool) -> str:
    """Return the key of a post, empty for what is no post; `named`: it is said to be one; `listed`: it follows one."""
    if begins_with(post, known.of_unions):
        return _UNION
    if begins_with(post, known.of_party):
        return _PARTY
    return _STATE if named or (listed and begins_with(post, known.in_office)) else ""


def _behind_opener(clause: str, words: PaperWords, *, anywhere: bool, telling: bool) -> str:
    """Return the text behind the first “hiện là” of a clause; empty where it has none.

    `anywhere`: whatever precedes it, as the sentence is about its writer; `telling`: earlier clauses were about the
    writer, so that “chức vụ” is no label.
    """
    tokens = words_in(clause)
    folded = tuple(word for word, *_ in tokens)
    known = words.told_posts
    openers = (*known.openers, *(known.openers_on if telling else ()))
    wanted = sorted(map(first_words, openers), key=len, reverse=True)
    for at in range(len(tokens) if anywhere else min(len(tokens), _MOST_WORDS)):
        opener = next((one for one in wanted if folded[at : at + len(one)] == one), None)
        if opener is not None:
            behind = at + len(opener)
            meant = anywhere or pattern(_BEFORE, words).fullmatch(clause, 0, tokens[at][1])
            return clause[tokens[behind][1] :] if meant and behind < len(tokens) else ""
    return ""


def _capital(text: str) -> str:
    text = " ".join(text.split()).strip(" .,;:")
    return text[:1].upper() + text[1:]
