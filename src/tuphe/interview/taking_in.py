"""A paper that is becoming a year: what the person keeps, mends and drops of it, until all is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from typing import Any, Final
from zlib import crc32

from msgspec import field, structs

from tuphe import texts
from tuphe.core.due_dates_in_papers import NO_YEAR, due_in
from tuphe.core.paper import Doubt, Paper, PaperDraft, PaperReply
from tuphe.core.paper_words import PaperWords
from tuphe.core.question import Question, Refused
from tuphe.core.review import Collective
from tuphe.core.self_rating import SelfRating
from tuphe.core.text import fold
from tuphe.core.value import Plain
from tuphe.core.year_from_paper import LISTS, only_sure, place_in, value_at, with_value

ALL, EACH, NOT = "giu", "tung-phan", "khong"
"""The ways to take a paper in: all that is sure, part by part, not at all."""

KEEP, MEND, DROP = "giu", "sua", "bo"
"""What can become of a part, or of a shortcoming."""

WHOLE_LIST: Final = "ca-danh-sach"
"""The choice to look for the item of a shortcoming in the whole checklist."""

NO_ITEM: Final = "khong-gan"
"""The choice that a shortcoming belongs to no item."""

TEXTS: Final = {"goi_y": "issue"}
"""The field with the text of an entry, by the key of its list, where it is not `text`."""

READ_FROM_SECTIONS: Final = {
    "han_che": ("noi_dung", "nguyen_nhan", "bien_phap"),
    "khac_phuc": ("noi_dung", "ket_qua", "kho_khan", "trach_nhiem", "bien_phap"),
    "goi_y": ("van_de", "giai_trinh", "nguyen_nhan", "trach_nhiem"),
    "bo_sung": ("noi_dung",),
    "cam_ket": ("noi_dung",),
}
"""The lists whose entries are also in the paragraphs of a section, each with the names of its text fields."""

_WHOLE: Final = ("", "text")
"""The field of a doubt about a whole entry."""


class Taking(Plain, frozen=True, kw_only=True):
    """A paper that is becoming a year.

    `read` is the paper as it was read, `paper` as it was mended; `words` are those that it was read by; `how` is the
    answer to the first question; `said` has, by the key of the question, what becomes of a part or a shortcoming, and
    the item of a shortcoming.
    """

    read: Paper
    paper: Paper
    words: PaperWords
    how: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    """The places in doubt that were answered."""
    draft: PaperDraft = PaperDraft()
    """The replies that led here: given again to the same questions, they lead to the same."""

    def but(self, **changes: Any) -> "Taking":
        """Return a copy with some fields changed."""
        return structs.replace(self, **changes)

    def saying(self, said: Mapping[str, str]) -> "Taking":
        """Return a copy with more answers of the person."""
        return self.but(said={**self.said, **said})

    def way(self, part: str) -> str:
        """What the person decided about a part; it is kept while nothing was decided."""
        return self.said.get(part, KEEP)

    def tie(self, row: int) -> str:
        """The item that the person gave a shortcoming; empty while none was given."""
        return self.said.get(f"han_che/{row}/muc", "")

    def outcome(self) -> tuple[Paper, tuple[str, ...]]:
        """Return the paper as it is to be stored, and the item of each of its shortcomings, empty for none.

        What is in doubt and was passed over is left out.
        """
        left = [one for one in self.paper.doubts if one.place not in self.settled]
        whole = {
            row for one in left for key, row, name in (place_in(one.place),) if key == "han_che" and name in _WHOLE
        }
        fields = tuple(one for one in left if place_in(one.place)[:2] not in {("han_che", row) for row in whole})
        paper = only_sure(structs.replace(self.paper, doubts=fields))
        rows = [row for row, _ in enumerate(paper.shortcomings) if row not in whole and self.tie(row) != DROP]
        paper = structs.replace(paper, shortcomings=tuple(paper.shortcomings[row] for row in rows))
        for part, _ in parts_of(self.read):
            if self.way(part) == DROP:
                paper = with_lines(paper, part, ())
        ties = (tie if (tie := self.tie(row)) not in (NO_ITEM, WHOLE_LIST) else "" for row in rows)
        return paper, tuple(ties) if paper.shortcomings else ()


def remembered(taking: Taking, question: Question[Taking]) -> Question[Taking]:
    """Return a question whose reply, or half-typed text, goes into the draft as well."""

    def record(reply: tuple[str, ...]) -> Taking:
        """Record the reply as the question does, and in the draft; raises Refused."""
        said = PaperReply(question=question.key, fingerprint=_fingerprint(question), values=reply)
        return question.record(reply).but(draft=taking.draft.replied(said))

    def set_aside(text: str) -> Taking:
        return taking.but(draft=taking.draft.with_typed(question.key, text)) if text.strip() else taking

    typed = taking.draft.typed_for(question.key)
    return structs.replace(question, record=record, set_aside=set_aside, draft=typed)


def resumed(taking: Taking, draft: PaperDraft, listing: Callable[[Taking], Iterable[Question[Taking]]]) -> Taking:
    """Return a paper with the answers of an earlier time; replies to questions that have changed since are left out."""
    for one in draft.replies:
        same = (question for question in listing(taking) if question.key == one.question)
        question = next((question for question in same if _fingerprint(question) == one.fingerprint), None)
        if question is not None:
            with suppress(Refused):  # such as a year that has been saved meanwhile
                taking = question.record(one.values)
    return taking.but(draft=structs.replace(taking.draft, typed=draft.typed))


def _fingerprint(question: Question[Taking]) -> str:
    return f"{crc32(chr(10).join((question.text, *question.context)).encode()):08x}"


def parts_of(paper: Paper) -> list[tuple[str, str]]:
    """Return the key and the name of every part of a paper that says something."""
    named = (
        ("ho_so", "Phần đầu trang"),
        *((f"phan/{one.number}", f"Phần {one.number}") for one in paper.sections),
        ("han_che", "Hạn chế"),
        ("khac_phuc", "Khắc phục hạn chế đã nêu"),
        ("goi_y", "Vấn đề được gợi ý"),
        ("bo_sung", texts.INTERVIEW_PARTS["bo_sung"]),
        ("trach_nhiem_tap_the", "Trách nhiệm đối với hạn chế, khuyết điểm của tập thể"),
        ("cam_ket", "Phương hướng, cam kết"),
        ("viec", "Nhiệm vụ trong phụ lục"),
        ("tu_danh_gia", "Tự đánh giá, xếp loại"),
    )
    return [(part, name) for part, name in named if lines_of(paper, part)]


def lines_of(paper: Paper, part: str) -> tuple[str, ...]:
    """Return what a part says, line by line."""
    key, _, number = part.partition("/")
    mine = paper.self_rating
    match key:
        case "ho_so":
            return tuple(f"{texts.PROFILE_FIELDS[name]}: {value}" for name, value in paper.header.items())
        case "phan":
            return next((one.paragraphs for one in paper.sections if one.number == number), ())
        case "trach_nhiem_tap_the":
            return tuple(paper.collective.text.splitlines())
        case "tu_danh_gia":
            level = {} if mine.level is None else {"Mức": texts.LEVELS[mine.level]}
            return tuple(f"{name}: {said}" for name, said in {**texts.of_points(mine), **level}.items())
    return tuple(getattr(one, TEXTS.get(key, "text")) for one in getattr(paper, LISTS[key]))


def mended(paper: Paper, part: str, lines: tuple[str, ...], words: PaperWords) -> Paper:
    """Return a paper with these lines in a part; the same words elsewhere in the paper change with them.

    A paragraph is often an entry of a list word for word, or a shortcoming with its cause and remedy: mending
    one of them mends the others.
    """
    before = lines_of(paper, part)
    paper = with_lines(paper, part, lines)
    for row, (old, new) in enumerate(zip(before, lines, strict=False), 1) if part in LISTS else ():
        paper = _with_day(paper, f"{part}/{row}/noi_dung", old, new, words)
    for what, start, end, into, until in SequenceMatcher(a=before, b=lines, autojunk=False).get_opcodes():
        if what == "replace" and end - start == until - into:
            for old, new in zip(before[start:end], lines[into:until], strict=True):
                in_a_list = part in LISTS
                paper = sections_reworded(paper, old, new) if in_a_list else _entries_reworded(paper, old, new, words)
    return paper


def sections_reworded(paper: Paper, old: str, new: str) -> Paper:
    """Return a paper whose paragraphs have the new words of an entry where they had the old ones."""
    sections = (
        structs.replace(one, paragraphs=tuple(line.replace(_bare(old), _bare(new)) for line in one.paragraphs))
        for one in paper.sections
    )
    return structs.replace(paper, sections=tuple(sections)) if _bare(old) else paper


def _entries_reworded(paper: Paper, old: str, new: str, words: PaperWords) -> Paper:
    for place in _places(paper):
        carried = carried_over(value_at(paper, place), old, new)
        if carried:
            paper = with_words(paper, place, carried, words)
            if due_in(carried, paper.year, words).day is None:  # “(thời hạn: …)” is in the line, and not in the entry
                paper = _with_day(paper, place, old, new, words)
    return paper


_PROMISED: Final = ("bien_phap", "cam_ket")
"""The field, and the list, whose words may name a due date."""


def with_words(paper: Paper, place: str, text: str, words: PaperWords) -> Paper:
    """Return a paper with another text at a place; its due date changes with it, if the old text named that date."""
    before = value_at(paper, place)
    return _with_day(with_value(paper, place, text), place, before or "", text, words)


def _with_day(paper: Paper, place: str, old: str, new: str, words: PaperWords) -> Paper:
    """Return a paper with the due date that new words of an entry name, where its date came from the old words.

    A date whose year is not written is in doubt, as it is when the paper is read.
    """
    part, row, field = place.split("/")
    if not {part, field} & {*_PROMISED}:
        return paper
    at = f"{part}/{row}/thoi_han"
    before, now = (due_in(text, paper.year, words, whole_year=part != "cam_ket") for text in (old, new))
    same = (before.day, before.guessed) == (now.day, now.guessed)
    if same or before.day != value_at(paper, at):
        return paper
    doubts = tuple(one for one in paper.doubts if one.place != at)
    doubts += (Doubt(place=at, reason=NO_YEAR),) if now.guessed else ()
    return structs.replace(with_value(paper, at, now.day), doubts=doubts)


def _places(paper: Paper) -> list[str]:
    return [
        f"{key}/{row}/{field}"
        for key, fields in READ_FROM_SECTIONS.items()
        for row, _ in enumerate(lines_of(paper, key), 1)
        for field in fields
    ]


def carried_over(said: str, old: str, new: str) -> str:
    """Return the new words of a text that was read from a line, once the line is reworded.

    They are empty where the text is not in the line, or where a change crosses its beginning or end, so that it
    cannot be told from the words beside it.
    """
    before, after = old.split(), new.split()
    words, theirs = _folded(said.split()), _folded(before)
    starts = range(len(theirs) - len(words) + 1) if words else ()
    start = next((place for place in starts if theirs[place : place + len(words)] == words), None)
    if start is None:
        return ""
    changes = SequenceMatcher(a=theirs, b=_folded(after), autojunk=False).get_opcodes()
    first = next(_moved(start, change) for change in changes if change[1] <= start <= change[2])
    last = next(_moved(start + len(words), one) for one in reversed(changes) if one[1] <= start + len(words) <= one[2])
    kept = any(what == "equal" and begin < start + len(words) and end > start for what, begin, end, _, _ in changes)
    if first is None or last is None or not (kept or len(words) == len(before)):
        return ""
    carried = " ".join(after[first:last])
    carried = carried[:1].upper() + carried[1:] if said[:1].isupper() else carried
    return carried if said.endswith(_STOPS) else carried.rstrip("".join(_STOPS))


_STOPS: Final = (".", ";", ",", ")")


def _moved(place: int, change: tuple[str, int, int, int, int]) -> int | None:
    """Return where a place between two words is after a change, None where it was within the changed words."""
    what, start, end, into, until = change
    if what == "equal":
        return into + place - start
    return until if place == end else into if place == start else None


def _folded(words: Sequence[str]) -> list[str]:
    return [fold(word).strip(" .,;:()") for word in words]


def _bare(text: str) -> str:
    return text.strip(" .;")


def astray(taking: Taking, number: str) -> list[str]:
    """Return the places whose text was read from a section that no longer has this text."""

    def said(paper: Paper) -> str:
        return fold(" ".join(lines_of(paper, f"phan/{number}")))

    def stands(text: str, within: str) -> bool:
        # Causes of several lines are one text, with a semicolon between two.
        return bool(text) and all(fold(_bare(part)) in within for part in text.split("; "))

    before, now = said(taking.read), said(taking.paper)
    return [
        place
        for place in _places(taking.paper)
        if stands(value_at(taking.read, place), before) and not stands(value_at(taking.paper, place), now)
    ]


def with_lines(paper: Paper, part: str, lines: tuple[str, ...]) -> Paper:
    """Return a paper with these lines in a part; each entry of a list keeps its other fields."""
    key, _, number = part.partition("/")
    match key:
        case "ho_so":
            return structs.replace(paper, header={} if not lines else paper.header)
        case "phan":
            sections = (
                structs.replace(one, paragraphs=lines) if one.number == number else one for one in paper.sections
            )
            return structs.replace(paper, sections=tuple(one for one in sections if one.paragraphs))
        case "trach_nhiem_tap_the":
            return structs.replace(paper, collective=Collective(text="\n".join(lines)))
        case "tu_danh_gia":
            return structs.replace(paper, self_rating=SelfRating() if not lines else paper.self_rating)
    name = TEXTS.get(key, "text")
    entries = zip(getattr(paper, LISTS[key]), lines, strict=False)
    return structs.replace(paper, **{LISTS[key]: tuple(structs.replace(one, **{name: line}) for one, line in entries)})
