"""The shortcomings of a paper with their causes, from section II however it is divided."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from tuphe.core.paper_words import PaperWords
from tuphe.core.value import Plain
from tuphe.paper.dates import OPEN
from tuphe.paper.entries import DUE, entries_of, is_nothing, names_a_group
from tuphe.paper.labels import (
    Labelled,
    behind_label,
    clauses,
    counted_on,
    is_introduction,
    sentences,
    split_at,
    to_which,
)
from tuphe.paper.likeness import LEAST, MOST, likeness
from tuphe.paper.marks import Mark
from tuphe.paper.sections import Line
from tuphe.paper.tables import rows_of


class Found(Plain, frozen=True, kw_only=True):
    """A shortcoming as it was read; `doubts` are what was not sure of it, by the key."""

    text: str
    causes: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    """`khach-quan`, `chu-quan`, or both."""
    remedy: str = ""
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def matter(self) -> str:
        """Everything that says what it is about."""
        return " ".join((self.text, *self.causes))

    def caused_by(self, cause: str, kind: str = "", doubt: str = "") -> "Found":
        """Return it with one cause more."""
        return structs.replace(
            self,
            causes=(*self.causes, cause),
            kinds=self.kinds | ({kind} if kind else set()),
            doubts=(*self.doubts, ("nguyen_nhan", doubt)) if doubt else self.doubts,
        )


def shortcomings_of(sections: dict[str, tuple[Line, ...]], words: PaperWords, aims: int) -> list[Found]:
    """Return the shortcomings of II or II.1 in order, with the causes that stand behind each or in II.2.

    A cause belongs to a shortcoming by its number (“Hạn chế thứ hai: …”), by standing behind it, by the order where
    there are as many causes as shortcomings, else clause by clause by the words they share; one cause alone is that
    of all. What was not said by number or place is a doubt. `aims` is how many VI has.
    """
    listed = [*sections.get("II", ()), *sections.get("II.1", ())]
    apart = entries_of(sections.get("II.2", ()), words)
    prose = [line for line in listed if not line.cells]
    found, causes = _listed(prose, words, divided=not apart)
    found += _of_tables(listed, words)
    return _with_causes(_parted(found, [*causes, *apart], aims), [*causes, *apart], words)


def _of_tables(lines: Sequence[Line], words: PaperWords) -> Iterator[Found]:
    for table in dict.fromkeys(line.table for line in lines if line.cells):
        cells = [line.cells for line in lines if line.table == table]
        for row in rows_of(cells, words.shortcoming_columns, "noi_dung"):
            due, cause = row.get("thoi_han", ""), row.get("nguyen_nhan", "")
            remedy = row.get("bien_phap", "")
            yield Found(
                text=row["noi_dung"],
                causes=(cause,) if cause else (),
                remedy=f"{remedy} (Thời hạn: {due})" if remedy and due else remedy,
            )


def _listed(lines: Sequence[Line], words: PaperWords, *, divided: bool) -> tuple[list[Found], list[Line]]:
    """Return the shortcomings, and the lines of causes that belong to none by their place.

    `divided`: causes and remedies may stand behind each shortcoming on its own line.
    """
    found: list[Found] = []
    causes: list[Line] = []
    of_causes = False
    followed = _is_each_followed(lines, words)
    main = _main_sign(lines, words)
    for row, line in enumerate(lines):
        cause, remedy = behind_label(line.text, _cause_labels(words)), behind_label(line.text, words.remedies)
        if cause is not None or line.text.rstrip(":").strip() in words.causes:
            of_causes = not (cause and cause.rest)
            if followed and found and cause and cause.rest:
                found[-1] = found[-1].caused_by(cause.rest, _kind(line.text, words))
            elif cause and cause.rest:
                causes.append(line)
        elif remedy is not None and found:
            found[-1] = structs.replace(found[-1], remedy=f"{found[-1].remedy} {remedy.rest}".strip())
        elif of_causes:
            causes.append(line)
        elif found and (due := DUE.match(line.text)):
            found[-1] = structs.replace(found[-1], remedy=f"{found[-1].remedy} (Thời hạn: {due['when']})".strip())
        elif _states_none(line, lines[row + 1 : row + 2], words):
            continue
        elif found and main and (line.sign if line.mark is not Mark.NONE else "") != main:
            found[-1] = structs.replace(found[-1], text=f"{found[-1].text}\n{line.text}")
        else:
            parts = counted_on(line.text) if line.mark is Mark.NONE or len(lines) == 1 else [line.text]
            found += (_one(part, words, divided=divided) for part in parts)
    return found, causes


def _cause_labels(words: PaperWords) -> tuple[str, ...]:
    return (*words.causes, *words.objective, *words.subjective)


def _is_each_followed(lines: Sequence[Line], words: PaperWords) -> bool:
    """Whether causes stand behind each shortcoming rather than all together at the end."""
    kinds = ["c" if behind_label(line.text, _cause_labels(words)) else "s" for line in lines]
    blocks = "".join(kind for kind, before in zip(kinds, ("", *kinds), strict=False) if kind != before)
    return blocks.count("c") > 1 or kinds.count("s") == 1


def _states_none(line: Line, following: Sequence[Line], words: PaperWords) -> bool:
    """Whether a line is no shortcoming: nothing, or only the way to those below it."""
    leads = is_introduction(line.text, following) or names_a_group(
        line, following, (*_cause_labels(words), *words.remedies)
    )
    return is_nothing(line.text, words) or leads


def _main_sign(lines: Sequence[Line], words: PaperWords) -> str:
    """Return the mark of the lines that are shortcomings themselves; empty where the first has none."""
    labels = (*_cause_labels(words), *words.remedies)
    own = (one for row, one in enumerate(lines) if not names_a_group(one, lines[row + 1 : row + 2], labels))
    first = next(own, None)
    return first.sign if first and first.mark is not Mark.NONE else ""


def _one(text: str, words: PaperWords, *, divided: bool) -> Found:
    said = to_which(text)
    labelled = behind_label(text, words.shortcomings)
    text = said.rest if said else labelled.rest if labelled else text
    if not divided:
        return Found(text=text)
    remedy = _split(text, words.remedies)
    cause = _split(remedy.before, _cause_labels(words))
    found = Found(text=cause.before, remedy=remedy.rest)
    reason = re.sub(r"\)(?=[.;]?$)", "", cause.rest) if cause.rest.count(")") > cause.rest.count("(") else cause.rest
    return found.caused_by(reason, _kind(text, words)) if reason else found


def _split(text: str, labels: Sequence[str]) -> Labelled:
    return split_at(text, labels) or Labelled(before=text, rest="")


def _parted(found: list[Found], causes: Sequence[Line], aims: int) -> list[Found]:
    """Divide the only shortcoming where its causes, or the `aims` of VI, are as many: at sentences or semicolons."""
    if len(found) != 1 or any(to_which(line.text) for line in causes):
        return found
    said = sentences(found[0].text)
    parts = said if 1 < len(said) <= aims else clauses(found[0].text)
    reasons = [clauses(one) for one in (*found[0].causes, *(line.text for line in causes))]
    as_many = len(reasons) == 1 and len(reasons[0]) == len(parts)
    if len(parts) < 2 or not (as_many or aims == len(parts) or parts is said):
        return found
    doubt = "Một đoạn nêu nhiều hạn chế, được tách theo dấu câu."
    several = [Found(text=part, doubts=(("noi_dung", doubt),)) for part in parts]
    if as_many and found[0].causes:
        return [one.caused_by(reason) for one, reason in zip(several, reasons[0], strict=True)]
    for cause in found[0].causes:
        several = [one.caused_by(cause, doubt=_FOR_ALL) for one in several]
    return several


def _kind(text: str, words: PaperWords) -> str:
    """Return the kind of a cause that its label or its brackets say; none where both are said."""
    said = to_which(text)
    label = said.kind if said else ""
    objective = behind_label(text, words.objective) is not None or "khách quan" in label.casefold()
    subjective = behind_label(text, words.subjective) is not None or "chủ quan" in label.casefold()
    objective, subjective = objective or "(khách quan)" in text, subjective or "(chủ quan)" in text
    if objective == subjective:
        return ""
    return _OBJECTIVE if objective else _SUBJECTIVE


_FOR_ALL: Final = "Một nguyên nhân chung cho các hạn chế."
_OBJECTIVE: Final = "khach-quan"
_SUBJECTIVE: Final = "chu-quan"


class _Cause(Plain, frozen=True, kw_only=True):
    text: str
    kind: str = ""
    which: tuple[int, ...] = ()
    group: int = 0


def _with_causes(found: list[Found], lines: Sequence[Line], words: PaperWords) -> list[Found]:
    causes = [cause for cause in _causes(lines, words) if cause.text != OPEN]
    if not found or not causes:
        return found
    numbered = [cause for cause in causes if cause.which and max(cause.which) <= len(found)]
    others = [cause for cause in causes if cause not in numbered]
    for cause in numbered:
        for which in cause.which:
            found[which - 1] = found[which - 1].caused_by(cause.text, cause.kind)
    open_ones = [place for place, one in enumerate(found) if not one.causes]
    if not others or not open_ones:
        return found
    grouped = any(cause.group for cause in others)
    if len(others) == len(open_ones) and not grouped:
        for place, cause in zip(open_ones, others, strict=True):
            found[place] = found[place].caused_by(cause.text, cause.kind)
        return found
    return _by_words(found, others)


def _causes(lines: Sequence[Line], words: PaperWords) -> list[_Cause]:
    """Return the causes line by line; a line “Khách quan:” alone gives its kind to those that follow."""
    found: list[_Cause] = []
    kind, group = "", 0
    for row, line in enumerate(lines):
        own = _kind(line.text if ":" in line.text else f"{line.text}:", words)
        bare = line.text.rstrip(" :.")
        leads = row + 1 < len(lines)
        if leads and own and any(bare.casefold() == one.casefold() for one in (*words.objective, *words.subjective)):
            kind, group = own, group + 1
            continue
        if is_introduction(line.text, lines[row + 1 :]):
            continue
        labelled = behind_label(line.text, (*words.objective, *words.subjective))
        group += labelled is not None
        named = behind_label(line.text, words.causes)
        said = to_which(line.text)
        text = said.rest if said else (labelled or named or Labelled(before="", rest=line.text)).rest
        found.append(_Cause(text=text, kind=own or kind, which=said.which if said else (), group=group))
    return found


def _by_words(found: list[Found], causes: Sequence[_Cause]) -> list[Found]:
    """Give each clause of the causes to the shortcomings that it shares words with, the others in order."""
    parts = [structs.replace(cause, text=part) for cause in causes for part in clauses(cause.text)][:MOST]
    if len(parts) == 1:
        doubt = "" if len(found) == 1 else _FOR_ALL
        return [one if one.causes else one.caused_by(parts[0].text, parts[0].kind, doubt) for one in found]
    if len(found) == 1:
        for cause in causes:
            found[0] = found[0].caused_by(cause.text, cause.kind)
        return found
    given = _given([one.text for one in found[:MOST]], parts)
    doubt = "Nguyên nhân viết chung, được chia theo nội dung và thứ tự."
    for part, places in zip(parts, given, strict=True):
        for place in places:
            found[place] = found[place].caused_by(part.text, part.kind, "" if found[place].doubts else doubt)
    return found


def _given(texts: Sequence[str], parts: Sequence[_Cause]) -> list[list[int]]:
    """Return for each clause which shortcomings it belongs to.

    Those that share words with it; else the first one behind the shortcoming of the clause before it in its group
    that no clause shares words with.
    """
    alike = [_those_meant(part.text, texts) for part in parts]
    taken = {place for places in alike for place in places}
    given: list[list[int]] = []
    group, last = 0, -1
    for part, places in zip(parts, alike, strict=True):
        if part.group != group:
            group, last = part.group, -1
        free = [place for place in range(last + 1, len(texts)) if place not in taken or (part.group and last < 0)]
        given.append(places or free[:1] or _nearest(part.text, texts))
        taken.update(given[-1])
        last = max(given[-1], default=last)
    return _also_given(given, texts, parts)


def _nearest(cause: str, texts: Sequence[str]) -> list[int]:
    """Return the shortcoming that shares any word with a cause that is left over; none where no one does."""
    scores = likeness(cause, texts)
    return [scores.index(max(scores))] if max(scores) > 0 else []


def _also_given(given: list[list[int]], texts: Sequence[str], parts: Sequence[_Cause]) -> list[list[int]]:
    """Give a shortcoming that is left without a cause the clause that shares a word with it, too."""
    left = set(range(len(texts))) - {place for places in given for place in places}
    for place in sorted(left):
        scores = likeness(texts[place], [part.text for part in parts])
        if max(scores) > 0:
            given[scores.index(max(scores))].append(place)
    return given


def _those_meant(cause: str, texts: Sequence[str]) -> list[int]:
    scores = likeness(cause, texts)
    return [place for place, score in enumerate(scores) if score >= LEAST]
