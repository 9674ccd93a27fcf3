"""The unit's own Word file filled: the person's words in its places, in its own look, and all else as it was."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tuphe import texts
from tuphe.core.form import Form
from tuphe.core.paper_words import Knowledge
from tuphe.core.shortcoming import CauseKind
from tuphe.core.text import fold
from tuphe.paper.bare_words import bare
from tuphe.paper.filling.annex import fill_tasks
from tuphe.paper.filling.boxes_to_tick import Choice
from tuphe.paper.filling.contents import Contents, Entry, SectionContents
from tuphe.paper.filling.controls import DropDown
from tuphe.paper.filling.fields import Field
from tuphe.paper.filling.lines_and_cells import Line
from tuphe.paper.filling.points import NAMES, says_points, score_places
from tuphe.paper.filling.section_rooms import Room
from tuphe.paper.filling.section_writing import write_room
from tuphe.paper.filling.template import ANNEX, Template, as_named, understood
from tuphe.paper.heading_recognition import top_of
from tuphe.paper.looks import plain_look
from tuphe.paper.package import Element, Package, W
from tuphe.paper.styles import OFF

_APART: Final = "   "
"""Separates a value from the next label of its line, in place of the dots."""

_OWN: Final = fold(texts.CAUSE_KINDS[CauseKind.SUBJECTIVE])

_DAY: Final = r"(?:(?:(?P<ngay>\d{1,2})[/.-])?(?P<thang>\d{1,2})[/.-])?(?P<nam>\d{4})"
"""A day of birth as people write it, or only its month or year."""

_ONLY_YEAR: Final = (bare("năm sinh"), bare("sinh năm"))

_TASK_COUNTS: Final = "số nhiệm vụ được giao, hoàn thành"

_NO_POST: Final = fold("Không")

_NEAR: Final = 40
"""How many lines before and behind an empty one are searched for its look."""


class Report(Struct, kw_only=True):
    """What became of the contents, and of the file's places: each is named by its number or its words."""

    filled: list[str] = []
    fields: list[str] = []
    kept: list[str] = []
    """Sections whose place has words already."""
    no_place: list[str] = []
    """Sections, points and the like of the person's paper that the file has no place for."""
    unknown: list[str] = []
    """Fields of the file's head that the profile has nothing for."""
    nothing: list[str] = []
    """Other places of the file that the person's paper has nothing for."""
    open: list[str] = []
    """Sections in which something is still to be written."""
    left: list[str] = []
    """Places that are left for the pen."""
    marked: str = ""
    """How the level was marked where it has no box: "u" for underlined in bold, "strike" for the others struck out."""
    of_another_form: bool = False
    """Whether the file numbers its sections as another form than the person's: they are filled by their names."""
    protected: bool = False
    """Whether Word lets people write only into the places of the file."""


def fill(
    data: bytes, contents: Contents, knowledge: Knowledge, form: Form | None, *, path: object = "-"
) -> tuple[bytes, Report]:
    """Return the file with the contents in their places, and what became of them.

    `data` are the bytes of the blank file; they come back as they are where nothing in them waits.

    Raises BadFile.
    """
    template = understood(data, knowledge, form, path=path)
    filler = _Filler(template, contents)
    report = filler.run()
    margins = {name: sheet.root for name, sheet in template.margins.items() if sheet.root in filler.changed}
    return (template.package.with_text(template.sheet.root, margins) if filler.changed else data), report


def _is_protected(package: Package) -> bool:
    settings = package.related("settings")
    protection = None if settings is None else settings.find(f"{W}documentProtection")
    return protection is not None and protection.get(f"{W}enforcement", "0") not in OFF


class _Filler:
    """Puts the contents into one template, place by place."""

    def __init__(self, template: Template, contents: Contents) -> None:
        self._template = template
        self._contents = contents
        self._report = Report(protected=_is_protected(template.package), of_another_form=template.is_of_another_form)
        self._edits: list[tuple[Line, int, int, str]] = []
        self.changed: set[Element] = set()
        """The roots of the parts that were changed: the main part, page headers and footers."""

    def run(self) -> Report:
        """Fill every place, and say what became of each."""
        template, report = self._template, self._report
        fields = [one.label.strip() for one in template.fields if self._put_field(one, report.unknown)]
        fields += [one.label.strip() for one in template.points if self._put_field(one, report.nothing)]
        report.no_place += self._points_without_place()
        report.fields = list(dict.fromkeys((*fields, *self._put_scores())))
        self._tick_level()
        self._write_edits()
        self._fill_sections()
        self._fill_annex()
        self.changed |= {template.sheet.root} if report.filled else set()
        report.unknown, report.nothing = list(dict.fromkeys(report.unknown)), list(dict.fromkeys(report.nothing))
        # Dots within the person's own sentences are named with their section, as is a section that is still open.
        ours = tuple(as_named(entry.text) for section in self._contents.sections for entry in section.entries)
        left = template.left_after(template.lines_of_rooms({*report.filled, *report.nothing}))
        report.left = [one for one in left if not one.endswith(ours)]
        return report

    def _choose(self, field: Field, chosen_from: DropDown, empty: list[str]) -> bool:
        """Choose from a field's list, where it has what the person's paper says; else report that it has no place.

        A field without a value is named in `empty`.
        """
        said = self._said_of(field)
        names = {fold(text) for one in said for text in (one, _behind_label(one, field.label))}
        at = next((at for at, entry in enumerate(chosen_from.entries) if fold(entry).strip(" .-") in names), -1)
        if at < 0 and said:
            self._report.no_place.append(f"{field.label} (không có trong danh sách chọn)")
        elif at < 0:
            empty.append(field.label)
        elif at != chosen_from.shown:
            chosen_from.choose(at, plain_look(field.line.letters.look))
            self.changed.add(self._template.sheet_of(field.line).root)
            return True
        return False

    def _put_field(self, field: Field, empty: list[str]) -> bool:
        """Put a value into a field, and return whether there was one; a field without one is named in `empty`."""
        if field.list is not None and not field.list.takes_words:
            return self._choose(field, field.list, empty)
        value = _behind_label(", ".join(self._said_of(field)), field.label)
        if field.kind:
            value = _behind_kind(value, field.kind)
        if not value:
            empty.append(f"{field.label} {field.kind}".strip())
            return False
        text = field.line.text
        if field.keys == ("ngay_sinh",) and bare(field.label).startswith(_ONLY_YEAR):
            value = value.rpartition("/")[2]
        if field.keys[0] in NAMES:
            value = f" {value}" if text[: field.start].endswith(":") else value
        else:
            before = " " if field.start and not text[field.start - 1].isspace() else ""
            label_follows = text[field.stop : field.stop + 2].strip()[:1].isalpha() and "." not in field.keys[0]
            behind = _APART if label_follows else ""
            value = f"{before}{value}{behind}"
        self._edits.append((field.line, field.start, field.stop, value))
        return True

    def _said_of(self, field: Field) -> Sequence[str]:
        """Return the values that a field asks for; of several posts, those that the person has."""
        values = [value for key in field.keys if (value := self._value(key))]
        held = [value for value in values if fold(value) != _NO_POST]
        return list(dict.fromkeys(held or values))

    def _value(self, key: str) -> str:
        name, _, part = key.partition(".")
        value = " ".join(self._contents.values.get(name, "").split())
        day = re.fullmatch(_DAY, value) if part else None
        return (day[part] or "") if day else "" if part else value

    def _points_without_place(self) -> Iterator[str]:
        template = self._template
        placed = {field.keys[0] for field in template.points} | template.said_points
        for key, name in NAMES.items():
            value = self._contents.values.get(key)
            if value and key not in placed and not says_points(template.sheet, template.mine, key, value):
                yield name

    def _put_scores(self) -> Iterator[str]:
        scores = self._contents.scores
        there: dict[str, bool] = {}
        for place in score_places(self._template.sheet, self._template.mine, scores):
            there[place.score.name] = bool(place.text) or there.get(place.score.name, False)
            if place.text:
                self._edits.append((place.line, place.start, place.stop, place.text))
        if written := sum(there.values()):
            yield f"điểm của {written} tiêu chí"
        if without := len(scores) - len(there):
            self._report.no_place.append(f"điểm của {without} tiêu chí" if there else "điểm từng tiêu chí")

    def _tick_level(self) -> None:
        """Mark the level in the way that the template offers: a box, dots for its name, a line under or through it."""
        level = self._contents.level
        sets = self._template.own_levels()
        if level is None:
            self._report.nothing += ["mức xếp loại"] if sets else []
        elif sets:
            for boxes in sets:
                self._tick(boxes, level)
        elif place := self._template.level_in_words():
            line, start, stop = place
            apart = " " if start and not line.text[start - 1].isspace() else ""
            self._edits.append((line, start, stop, apart + texts.LEVELS[level]))
        elif options := self._template.levels_without_boxes():
            self._report.marked = "strike" if options[0].strike else "u"
            self._tick(options, level)
        else:
            self._report.no_place.append("mức xếp loại")

    def _tick(self, boxes: Sequence[Choice], name: str) -> None:
        if any(box.is_ticked != (box.name == name) for box in boxes):
            self.changed.add(self._template.sheet.root)
        for box in reversed(boxes):
            box.set(ticked=box.name == name)

    def _write_edits(self) -> None:
        for line, start, stop, text in sorted(self._edits, key=lambda edit: (edit[0].position, edit[1]), reverse=True):
            sheet = self._template.sheet_of(line)
            line.letters.put(start, stop, text, _look_near(line, sheet.lines))
            self.changed.add(sheet.root)

    def _fill_sections(self) -> None:
        """Write each section into its room; name those without one, and those that have more to be written."""
        rooms = {room.section: room for room in self._template.rooms}
        wanted: dict[str, list[SectionContents]] = {}
        for section in self._contents.sections:
            room = _room_for(section.number, rooms)
            if room is not None:
                wanted.setdefault(room.section, []).append(section)
            elif section.entries:
                self._report.no_place.append(section.number)
        degrees = self._template.degrees()
        for number, sections in wanted.items():
            self._fill_section(rooms[number], [entry for section in sections for entry in section.entries])
            if number not in self._report.kept:
                self._report.open += [section.number for section in sections if section.open]
            if (rating := sections[0].rating) is not None:
                self._tick(degrees.get(number, ()), rating)

    def _fill_section(self, room: Room, entries: Sequence[Entry]) -> None:
        if not entries:
            self._report.nothing += [room.section] if room.waits else []
        elif all(fold(entry.text) in room.said for entry in entries) or (
            room.taken and (not room.waits or not self._template.is_fresh)
        ):
            self._report.kept.append(room.section)
        else:
            for part, of_kind in _by_kind(room, entries):
                write_room(part, of_kind)
            self._report.filled.append(room.section)

    def _fill_annex(self) -> None:
        table, tasks, counts = self._template.tasks, self._contents.tasks, self._contents.counts_tasks
        if table is None:
            self._report.no_place += [ANNEX] if tasks or counts else []
            return
        self._report.no_place += [_TASK_COUNTS] if counts else []
        if not tasks:
            self._report.nothing.append(ANNEX)
        elif table.says(tasks):
            self._report.kept.append(ANNEX)
        else:
            fill_tasks(table, tasks)
            self._report.filled.append(ANNEX)


def _by_kind(room: Room, entries: Sequence[Entry]) -> Iterator[tuple[Room, list[Entry]]]:
    """Yield each room with its entries: causes go by kind, if the file has them apart; others are the person's."""
    if not room.parts:
        yield room, list(entries)
    kinds = [part.section for part in room.parts]
    for part in room.parts:
        kind_of = [next((kind for kind in kinds if f"({kind})" in fold(one.text)), _OWN) for one in entries]
        if own := [one for one, kind in zip(entries, kind_of, strict=True) if kind == part.section]:
            yield part, own


def _behind_label(value: str, label: str) -> str:
    """Return a value as it is behind its label: “Chi bộ 3” is 3 behind “Chi bộ”; in capitals where the label is."""
    words, named = value.split(), fold(label)
    same = next((n for n in range(len(words) - 1, 1, -1) if f" {named}".endswith(f" {fold(' '.join(words[:n]))}")), 0)
    shorter = " ".join(words[same:])
    return shorter.upper() if label.isupper() and len(label) > 3 else shorter


def _behind_kind(value: str, kind: str) -> str:
    """Return what follows the kind of unit that a file names: “Thôn 3” is 3 behind “thôn”; empty for another kind."""
    words = value.split()
    same = len(kind.split())
    if fold(" ".join(words[:same])) == fold(kind):
        return " ".join(words[same:])
    return value if value.isdecimal() else ""


def _room_for(number: str, rooms: dict[str, Room]) -> Room | None:
    """Return the room of a section; or of the section that it is a part of, where the file does not divide that."""
    if number in rooms:
        return rooms[number]
    whole = top_of(number)
    parted = any(other.startswith(f"{whole}.") for other in rooms)
    room = rooms.get(whole)
    return None if room is None or (parted and not room.waits) else room


def _look_near(line: Line, lines: Sequence[Line]) -> Element | None:
    """Return the look of text near a line: before it, else behind it."""
    at = line.position
    near = (*reversed(lines[max(at - _NEAR, 0) : at]), *lines[at + 1 : at + _NEAR])
    return plain_look(next((look for one in near if (look := one.letters.look) is not None), None))
