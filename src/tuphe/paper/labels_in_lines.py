"""The labels of a paper's head, “Họ và tên: …”: where each is, what it asks for, and the room behind it.

Reading takes the value from that room, filling puts it there.
"""

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import PaperWords
from tuphe.core.text import first_words, words_in
from tuphe.core.value import Plain
from tuphe.paper.dot_patterns import BLANK, WAITS, marked

_MEMBER: Final = first_words("viên")[0]
"""The word that turns a label into a post: “Đảng uỷ viên”."""
LONGEST: Final = 1000
"""Letters of a paragraph in which labels are looked for: no head has longer ones."""

_WITHIN: Final = re.compile(r"[\s,;()/&-]{1,4}")
"""What may come between the words of one label: “Ngày, tháng, năm sinh”, “Chức vụ (Đảng)”."""
_JOINED: Final = r"\s*(?:[,/&+(–-]|và)\s*"
"""What joins two labels of one place."""
_GAP: Final = re.compile(rf"(?:\s*\([^()]{{0,80}}\)(?=\s*(?::|\t|{BLANK}|$)))?(?P<colon>\s*:)?\s*")
"""What may come between a label and its value: “Họ và tên (viết in hoa):”."""
BIRTH: Final = ("ngay_sinh",)
_APART: Final = rf"(?:[\t;.:…_{WAITS}|\n]|[.…_{WAITS}]\s*,|\d\)|\s[-–]|\s\s)\s*$"
_UNIT: Final = r"(?i)đơn vị công tác\s*:(?!.*\b(?:bí thư|thuộc)\s*$)"
"""The forms print “Đơn vị công tác: … Chi bộ …” on one line, the second without a colon."""

_POST: Final = rf"(?i):[\s.…_{WAITS}]*[^:.…_{WAITS};\t]*\b(?:bí\s+thư|(?:uỷ|ủy)\s+viên)\s+$"


class LabelAt(Plain, frozen=True, kw_only=True):
    """A label in a line, from `start` to `end`; its value, or the place for it, is from `room` to `until`.

    `keys` are those of the profile: none for a label of another matter; several where one place answers them all, as in
    “Đơn vị, chi bộ: …” or “Chức vụ (Đảng, chính quyền): …”.
    """

    keys: tuple[str, ...]
    start: int
    end: int
    colon: bool = False
    room: int = 0
    until: int = 0


class Labels:
    """The labels that heads of papers are known to have."""

    def __init__(self, words: PaperWords) -> None:
        known: list[tuple[tuple[str, ...], str]]
        known = [(first_words(label), key) for key, labels in words.fields.items() for label in labels]
        known += [(first_words(label), "") for label in words.other_labels]
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, key in sorted(known, key=lambda entry: -len(entry[0])):
            self._known.setdefault(label[0], []).append((label, key))

    def in_line(self, text: str) -> list[LabelAt]:
        """Return the labels of a line in order: “Họ và tên: … Ngày sinh: …”.

        A label has a colon or dots behind it, or is at the beginning of the line, or behind a tab, dots, a
        semicolon, a dash or two spaces: “Bí thư Chi bộ” has none.
        """
        line = marked(text[:LONGEST])
        text = line + text[LONGEST:]
        together = (_closed(line, one) for one in _together(line, self._named(line)))
        found = [one for one in together if _stands(line, one)]
        followed = zip_longest(found, found[1:])
        return [_with_room(text, one, following.start if following else len(text)) for one, following in followed]

    def _named(self, line: str) -> Iterator[LabelAt]:
        """Yield the known labels among the words of a line; where several begin at a word, the longest."""
        found = words_in(line)
        folded, tokens = [word for word, *_ in found], [(start, end) for _, start, end in found]
        at = 0
        while at < len(tokens):
            for label, key in self._known.get(folded[at], ()):
                last = at + len(label) - 1
                apart = pairwise(tokens[at : last + 1])
                if folded[last + 1 : last + 2] == [_MEMBER] and not line[tokens[last][1] : tokens[last + 1][0]].strip():
                    continue
                if tuple(folded[at : last + 1]) == label and all(
                    _WITHIN.fullmatch(line, one[1], other[0]) for one, other in apart
                ):
                    yield LabelAt(keys=(key,) if key else (), start=tokens[at][0], end=tokens[last][1])
                    at = last
                    break
            at += 1


def _together(line: str, named: Iterator[LabelAt]) -> list[LabelAt]:
    """Return the labels, those of one place as one: “Họ tên, ngày sinh: …”."""
    found: list[LabelAt] = []
    for one in named:
        if found and found[-1].keys and one.keys and re.compile(_JOINED).fullmatch(line, found[-1].end, one.start):
            keys = tuple(dict.fromkeys((*found[-1].keys, *one.keys)))
            found[-1] = LabelAt(keys=keys, start=found[-1].start, end=one.end)
        else:
            found.append(one)
    return found


def _closed(line: str, one: LabelAt) -> LabelAt:
    """Return a label with the bracket that ends it: “Chức vụ (Đảng, đoàn thể)”, “Nơi làm việc (đơn vị công tác)”."""
    opened = "(" in line[max(one.start - bool(one.keys), 0) : one.end] and line[one.end : one.end + 1] == ")"
    return structs.replace(one, end=one.end + opened)


def _stands(line: str, one: LabelAt) -> bool:
    """Whether a known label asks for a value where it is, and is not a part of a sentence or of another value."""
    before, behind = line[: one.start], line[one.end :]
    gap = _GAP.match(behind)
    if " " not in line[one.start : one.end] and before.rstrip()[-1:].isalpha():
        return False  # “Số huy hiệu Đảng: …” asks for no post
    if gap and not gap["colon"] and re.search(_POST, before[-80:]):
        return False  # “Chức vụ Đảng: Bí thư Chi bộ ……” names the post, and has dots left over
    if gap and (behind.startswith(WAITS, gap.end()) or (one.keys == BIRTH and behind[gap.end() :][:1].isdecimal())):
        return True  # “Tôi là Lê Văn A, sinh ngày 09/3/1987”
    apart = not before.strip(" -+*•(") or re.search(_APART, before[-80:]) is not None
    if gap and gap["colon"]:
        in_brackets = bool(one.keys) and before.endswith("(")
        return apart or in_brackets or before.rstrip().endswith(",") or line[one.start].isupper()
    after_unit = one.keys == ("chi_bo",) and line[one.start].isupper() and re.search(_UNIT, before) is not None
    # A value begins behind a colon, and “Đảng” alone is a word like others.
    without = bool(one.keys) and " " in line[one.start : one.end] and not before.rstrip().endswith(":")
    return without and (apart or after_unit) and re.match(rf"[\s.…_{WAITS}]", behind or " ") is not None


def _with_room(text: str, one: LabelAt, until: int) -> LabelAt:
    gap = _GAP.match(text, one.end, until)
    room = gap.end() if gap else one.end
    return structs.replace(one, colon=bool(gap and gap["colon"]), room=room, until=until)
