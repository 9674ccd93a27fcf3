"""The shortcomings of a paper with their causes, from section II however it is divided."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import PaperWords
from tuphe.paper.leading_numbers import Mark
from tuphe.paper.reading.causes import FOR_ALL, Cause, Found, kind_of, with_causes
from tuphe.paper.reading.entries import DUE, entries_of, is_nothing, names_a_group, tables_in, without_tables
from tuphe.paper.reading.rows_by_columns import rows_of
from tuphe.paper.reading.section_labels import (
    behind_label,
    by_number,
    clauses,
    counted_on,
    is_introduction,
    sentences,
    split_at,
    to_which,
    uncounted,
)
from tuphe.paper.reading.sections import Line

_ANNOUNCING: Final = re.compile(
    r"\b(?:một số|những|các|mấy|\d{1,2})\b.{0,40}\b(?:hạn chế|khuyết điểm|tồn tại|thiếu sót|mặt)\b[^:]{0,30}$",
    re.IGNORECASE,
)
_MOST_ANNOUNCING: Final = 25
_HEAD_WORDS: Final = 14
_THOSE: Final = r"(?:(?:những|các|một số|mặt|còn|về|của|hạn chế|khuyết điểm|tồn tại|thiếu sót|yếu kém|và)[\s,]*)+"
_OF_SHORTCOMINGS: Final = re.compile(
    rf"nguyên nhân\s+(?:(?:chính|chủ yếu)\s+)?(?:dẫn đến\s+)?{_THOSE}(?:(?:nêu\s+)?trên|đó|này)?"
)
_ONLY_A_NAME: Final = re.compile(_THOSE)
"""The name of the section again, as a line of its own."""
_OWNING_UP: Final = re.compile(
    r"(?:những|các|mấy)\s+(?:điều|việc|hạn chế|khuyết điểm|tồn tại|thiếu sót)(?:[\s,]+(?:khuyết điểm|hạn chế|tồn tại))?"
    r"\s+(?:(?:đã\s+)?nêu\s+)?trên\b",
    re.IGNORECASE,
)
"""“Những điều trên tôi tự nhận lỗi …” speaks of the shortcomings above, and is none."""
_BECAUSE: Final = re.compile(
    r"(?P<told>(?:\S+\s+){3,}\S+),\s+(?:là\s+)?(?:do|vì)\s+(?P<why>\S+(?:\s+\S+){2,})", re.DOTALL
)
"""“…, do bản thân chưa dành thời gian tự học.”"""
_BESIDE: Final = re.compile(
    r"\s*(?:(?:bên cạnh|ngoài|cùng với|tuy có|mặc dù có)\b[^,;.:]{1,80}\b"
    r"(?:ưu điểm|kết quả|thành tích|mặt được|mặt mạnh)\b[^,;.:]{0,40},|tuy nhiên,?)\s*"
    r"(?:(?:thì|bản thân|cá nhân|tôi|trong năm)[\s,]+)*(?:vẫn còn|cũng còn|còn|vẫn)\s+(?:có\s+)?",
    re.IGNORECASE,
)
"""“Bên cạnh những ưu điểm trên, bản thân tôi còn …; …” leads to several, and is no part of the first."""


def shortcomings_of(sections: dict[str, tuple[Line, ...]], words: PaperWords, aims: int) -> list[Found]:
    """Return the shortcomings of II or II.1 in order, with the causes behind each or in II.2.

    A cause belongs to a shortcoming by its number (“Hạn chế thứ hai: …”), by its place behind it, by the order where
    there are as many causes as shortcomings, else clause by clause by the words they share; one cause alone is that
    of all. A match that is not by number or place is a doubt. `aims` is how many aims VI has.
    """
    listed = [*sections.get("II", ()), *sections.get("II.1", ())]
    apart = entries_of(sections.get("II.2", ()), words)
    prose = without_tables(listed)
    found, causes = _listed(prose, words, divided=not apart)
    found += _of_tables(listed, words)
    said = [structs.replace(line, text=part) for line in (*causes, *apart) for part in by_number(line.text)]
    return with_causes(_parted(found, said, aims), said, words)


def _of_tables(lines: Sequence[Line], words: PaperWords) -> Iterator[Found]:
    for cells in tables_in(lines):
        for row in rows_of(cells, words.shortcoming_columns, "noi_dung"):
            due, remedy = row.get("thoi_han", ""), row.get("bien_phap", "")
            one = Found(text=row["noi_dung"], remedy=f"{remedy} (Thời hạn: {due})" if remedy and due else remedy)
            yield one.caused_by(Cause(text=row["nguyen_nhan"])) if "nguyen_nhan" in row else one


def _listed(lines: Sequence[Line], words: PaperWords, *, divided: bool) -> tuple[list[Found], list[Line]]:
    """Return the shortcomings, and the lines of causes that belong to none by their place.

    `divided`: causes and remedies may follow each shortcoming on its line.
    """
    found: list[Found] = []
    causes: list[Line] = []
    of_causes = False
    followed = _is_each_followed(lines, words)
    main = _main_sign(lines, words)
    for row, line in enumerate(lines):
        cause, remedy = behind_label(line.text, _cause_labels(words)), behind_label(line.text, words.remedies)
        if cause is not None or _heads_causes(line.text, words):
            of_causes = not cause
            if followed and found and cause:
                found[-1] = found[-1].caused_by(Cause(text=cause, kind=kind_of(line.text, words)))
            elif cause:
                causes.append(line)
        elif remedy is not None and found:
            found[-1] = structs.replace(found[-1], remedy=f"{found[-1].remedy} {remedy}".strip())
        elif of_causes:
            causes.append(line)
        elif found and (due := DUE.match(line.text)):
            found[-1] = structs.replace(found[-1], remedy=f"{found[-1].remedy} (Thời hạn: {due['when']})".strip())
        elif _states_none(line, lines[row + 1 : row + 2], words):
            continue
        elif found and main and (line.sign if line.mark is not Mark.NONE else "") != main:
            found[-1] = structs.replace(found[-1], text=f"{found[-1].text}\n{line.text}")
        else:
            found += (_one(part, words, divided=divided) for part in _several(line, lines))
    return found, causes


def _several(line: Line, lines: Sequence[Line]) -> list[str]:
    """Return the shortcomings of one line: those that it counts, or announces before a colon and parts by semicolons.

    A line with a mark of its own is an entry of a list, and has several only where it is the only line.
    """
    if line.mark is not Mark.NONE and len(lines) > 1:
        return [line.text]
    head, _, rest = line.text.partition(":")
    announced = clauses(rest) if _ANNOUNCING.search(head) and len(head.split()) <= _MOST_ANNOUNCING else []
    counted = counted_on(line.text)
    return announced if len(announced) > 1 and len(counted) == 1 else counted


def _heads_causes(text: str, words: PaperWords) -> bool:
    """Whether a line only says that causes follow: “Nguyên nhân của những hạn chế trên:”."""
    said = text.rstrip(" :.").casefold()
    leads = text.rstrip().endswith(":") and said.startswith("nguyên nhân") and len(said.split()) <= _HEAD_WORDS
    return leads or said in map(str.casefold, words.causes) or _OF_SHORTCOMINGS.fullmatch(said) is not None


def _cause_labels(words: PaperWords) -> tuple[str, ...]:
    return (*words.causes, *words.objective, *words.subjective)


def _is_each_followed(lines: Sequence[Line], words: PaperWords) -> bool:
    """Whether causes follow each shortcoming rather than all together at the end."""
    of_causes = [behind_label(line.text, _cause_labels(words)) is not None for line in lines]
    blocks = sum(one and not before for one, before in zip(of_causes, (False, *of_causes), strict=False))
    others = [line for line, one in zip(lines, of_causes, strict=True) if not one]
    return blocks > 1 or (len(others) == 1 and len(_several(others[0], lines)) == 1)


def _states_none(line: Line, following: Sequence[Line], words: PaperWords) -> bool:
    """Whether a line is no shortcoming: it says that there is none, or only introduces those below it."""
    leads = is_introduction(line.text, following) or names_a_group(
        line, following, (*_cause_labels(words), *words.remedies)
    )
    again = _ONLY_A_NAME.fullmatch(line.text.rstrip(" :.").casefold()) is not None
    return is_nothing(line.text, words) or leads or again or _OWNING_UP.match(line.text) is not None


def _main_sign(lines: Sequence[Line], words: PaperWords) -> str:
    """Return the mark of the lines that are shortcomings themselves; empty where the first has none."""
    labels = (*_cause_labels(words), *words.remedies)
    own = (one for row, one in enumerate(lines) if not names_a_group(one, lines[row + 1 : row + 2], labels))
    first = next(own, None)
    return first.sign if first and first.mark is not Mark.NONE else ""


def _one(text: str, words: PaperWords, *, divided: bool) -> Found:
    text = uncounted(text)
    said = to_which(text)
    labelled = said.rest if said else behind_label(text, words.shortcomings)
    text = text if labelled is None else labelled
    if not divided:
        return Found(text=text)
    before, remedy = split_at(text, words.remedies)
    told, cause = split_at(before, _cause_labels(words))
    if not cause and (reasoned := _BECAUSE.match(told)):
        told, cause = reasoned["told"], reasoned["why"]
    found = Found(text=told, remedy=remedy)
    reason = re.sub(r"\)(?=[.;]?$)", "", cause) if cause.count(")") > cause.count("(") else cause
    return found.caused_by(Cause(text=reason, kind=kind_of(text, words))) if reason else found


def _parted(found: list[Found], causes: Sequence[Line], aims: int) -> list[Found]:
    """Divide the only shortcoming where its causes, or the `aims` of VI, are as many: at sentences or semicolons."""
    if len(found) != 1 or any(to_which(line.text) for line in causes):
        return found
    said = sentences(found[0].text)
    beside = _BESIDE.match(found[0].text)
    parts = said if 1 < len(said) <= aims else clauses(found[0].text[beside.end() if beside else 0 :])
    reasons = [clauses(one.text) for one in chain[Cause | Line](found[0].causes, causes)]
    as_many = len(parts) in map(len, reasons)
    if len(parts) < 2 or not (as_many or aims == len(parts) or parts is said or beside):
        return found
    doubt = "Một đoạn nêu nhiều hạn chế, được tách theo dấu câu."
    several = [Found(text=part, doubts=(("noi_dung", doubt),)) for part in parts]
    if as_many and len(reasons) == 1 and found[0].causes:
        return [one.caused_by(Cause(text=reason)) for one, reason in zip(several, reasons[0], strict=True)]
    shared = [Cause(text=cause.text) for cause in found[0].causes]
    return [one.caused_by(*shared, doubt=FOR_ALL) for one in several] if shared else several
