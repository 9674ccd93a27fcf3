"""The notes of a year: picked, edited as one text, taken back.

An editor gets them as lines, as a person would write them: day, item, text.

    02/5 [Chủ động, linh hoạt, sáng tạo] Số hoá xong 1.240 hồ sơ.
    15/6! Báo cáo quý II chậm 3 ngày.

A mark behind the day says that it is a shortcoming. A line does not say which note it is: an unchanged line is the note
as it was, a changed one the note that had its text or else its day.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Final, NamedTuple

from msgspec import structs

from tuphe import texts
from tuphe.core.checklist import items_meant
from tuphe.core.day_parsing import parse_day
from tuphe.core.note import Note, Notebook, edited, find_faults, matching, present_notes, undoing
from tuphe.core.question import Refused
from tuphe.core.text import clean, fold
from tuphe.errors import BadFile, ChecklistNotFound, WrongUsage
from tuphe.file_names import shown
from tuphe.file_reading import NOTEBOOK_LIMIT
from tuphe.storage import toml
from tuphe.storage.note_appending import known_ids
from tuphe.storage.notes import plain
from tuphe.workspace.stores import Workspace

_HEAD: Final = """\
# Sổ tay năm {year}. Mỗi dòng một ghi chép: ngày, mục trong ngoặc vuông nếu có, nội dung. Ví dụ:
#   02/5 [chủ động] Số hoá xong 1.240 hồ sơ, trước hạn 15 ngày.
#   15/6! Báo cáo quý II chậm 3 ngày.
# Sửa chữ để sửa, xoá dòng để bỏ, viết dòng mới để thêm. Nội dung nhiều dòng thì các dòng sau thụt vào.
# Dấu “!” sau ngày: đây là một hạn chế. Dòng bắt đầu bằng dấu # không tính.

"""

_INDENT: Final = "    "

_NOTE: Final = re.compile(
    r"(?P<day>\d{1,2}[/.-]\d{1,2}(?P<year>[/.-]\d{2,4})?|\d{4}-\d{2}-\d{2})(?=[\s!\[]|$)"
    r"(?P<mark>\s*!)?\s*(?:\[(?P<about>[^\]]*)\]\s*)?(?P<text>.*)"
)

EDITED: Final = "vừa sửa"
"""What errors call the text that comes from the editor."""


class Names:
    """The names of all items and of all groups by their ids."""

    def __init__(self, items: Mapping[str, str], groups: Mapping[str, str]) -> None:
        self.items = items
        self.groups = groups
        self._alike = Counter(map(fold, (*items.values(), *groups.values())))

    def label(self, note: Note) -> str:
        """Return what is in brackets for a note: a name, or an id where two have the same name or none has one."""
        named = note.item or note.group
        name = (self.items if note.item else self.groups).get(named, "")
        return name if name and self._alike[fold(name)] == 1 and "]" not in name else named


class _Line(NamedTuple):
    """A note as it is in the text; it begins on the line `number`, from 1."""

    number: int
    written: str
    day: date
    shortcoming: bool
    about: str
    text: str


def pick(
    workspace: Workspace, year: int, *, item: str | None, group: str | None, words: str
) -> tuple[tuple[Note, ...], bool]:
    """Return the notes of a year that are about an item or a group and have `words`, and whether it has any notes.

    Those about a group are those about its items too.
    """
    notes = present_notes(workspace.notes.records(year))
    items = None if item is None else [item]
    if item is None and group is not None:
        groups = workspace.checklist_for(year).groups
        items = [group, *(one.id for known in groups if known.id == group for one in known.items)]
    return matching(notes, items=items, words=words), len(notes) > 0


def names_of_ids(workspace: Workspace, year: int) -> dict[str, str]:
    """Return the name of each item and group; a year that cannot be read does not hide its notes."""
    try:
        checklist = workspace.checklist_for(year)
    except (BadFile, ChecklistNotFound) as fault:
        workspace.notify(fault.message, fault.then)
        checklist = workspace.usual_checklist()
    return {**{group.id: group.name for group in checklist.groups}, **{item.id: item.name for item in checklist.items}}


def undo(workspace: Workspace, year: int) -> None:
    """Take the last record of a year back; raises WrongUsage where there is none, BadFile, CannotWrite."""
    undone = undoing(workspace.notes.records(year))
    if not undone:
        raise WrongUsage(f"Sổ tay năm {year} chưa có gì để hoàn tác.")
    workspace.notes.append(year, [plain(note) for note in undone])


def to_edit(workspace: Workspace, year: int, notes: Sequence[Note]) -> str:
    """Return the edit that could not be saved the last time, else the notes as they are, a line each.

    Notes that the older edit lacks are put at its end: they were removed in it or
    written since, nobody can tell which, and none must be lost unseen.
    """
    store = workspace.notes
    names = Names(*known_ids(workspace.root))
    draft = store.draft(year)
    if draft is None:
        return as_lines(notes, year, names)
    place = shown(store.draft_path(year))
    workspace.notify(f"Sửa tiếp bản lần trước chưa lưu được; muốn bỏ bản đó thì xoá tệp {place} rồi chạy lại.")
    as_toml = _is_toml(draft.text)
    known = [note for note in notes if note.key in draft.keys]
    there = draft.keys if as_toml else still_there(draft.text, year, known, names)
    lacking = [note for note in notes if note.key not in there]
    if not lacking:
        return draft.text
    added = _as_toml(lacking) if as_toml else "".join(f"{written(note, names)}\n" for note in lacking)
    return f"{draft.text}\n\n# Sổ tay còn các ghi chép dưới đây; ghi chép nào không giữ thì xoá.\n{added}"


def keep_changes(workspace: Workspace, year: int, before: Sequence[Note], text: str) -> int:
    """Save what an edited text changes, and return of how many notes; raises BadFile, CannotWrite."""
    items, groups = known_ids(workspace.root)
    cleaned, hidden = clean(text)
    if hidden:
        workspace.notify("Bản vừa sửa có ký tự điều khiển ẩn; tuphe đã bỏ các ký tự đó.")
    if _is_toml(cleaned):
        after = toml.parse(
            cleaned.encode(),
            EDITED,
            Notebook,
            notify=workspace.notify,
            also=lambda notes: find_faults(notes.records, year, [*items, *groups]),
            limit=NOTEBOOK_LIMIT,
        ).records
    else:
        after = read_lines(cleaned, year, before, Names(items, groups))
    changes = edited(before, after)
    if changes:
        workspace.notes.append(year, [plain(note) for note in changes])
    return len(changes)


def _is_toml(text: str) -> bool:
    """Whether an edit is in the format of the file: tuphe 0.2 could not save it, or somebody prefers that format."""
    return re.search(r"^\[\[so_tay\]\]", text, re.MULTILINE) is not None


def _as_toml(notes: Sequence[Note]) -> str:
    # Without the format, which comes first in a file, and once.
    return toml.dump(Notebook(records=tuple(notes))).decode().partition("\n")[2]


def as_lines(notes: Sequence[Note], year: int, names: Names) -> str:
    """Return the notes of a year as lines, below a few lines that explain the format."""
    return _HEAD.format(year=year) + "".join(f"{written(note, names)}\n" for note in notes)


def written(note: Note, names: Names) -> str:
    """Return one note as text: its first line, and the other lines indented."""
    first, *others = note.text.split("\n")
    about = names.label(note)
    # Empty brackets say that the words behind them are the text of the note.
    brackets = f" [{about}]" if about or first.startswith(("[", "!")) else ""
    head = f"{texts.of_day(note.day)}{'!' if note.shortcoming else ''}{brackets} {first}"
    return "\n".join([head.rstrip(), *((_INDENT + line).rstrip() for line in others)]).rstrip()


def read_lines(text: str, year: int, before: Sequence[Note], names: Names) -> tuple[Note, ...]:
    """Return the notes that an edited text has: each with the key of the note in `before` that it is, or none.

    Raises BadFile, which names the line.
    """
    lines = [_line(number, block, year) for number, block in _blocks(text)]
    known = _paired(lines, before, names)
    return tuple(_note(line, known.get(line.number), names) for line in lines)


def still_there(text: str, year: int, before: Sequence[Note], names: Names) -> set[str]:
    """Return the keys of the notes that an edited text still has, changed or not, as far as its lines can be read."""
    lines = []
    for number, block in _blocks(text):
        with suppress(BadFile):
            lines.append(_line(number, block, year))
    paired = {note.key for note in _paired(lines, before, names).values()}
    return paired | {note.key for note in before if note.text in text}


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each note with the number of the first; an empty line within a note belongs to its text."""
    begun: list[str] = []
    number = blank = 0
    for row, line in enumerate([*text.split("\n"), "."], 1):
        if not line.strip():
            blank += 1
        elif begun and _goes_on(line):
            begun += [""] * blank + [line.rstrip()]
            blank = 0
        elif not line.startswith("#"):
            if begun:
                yield number, begun
            begun, number, blank = [line.strip()], row, 0


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the text of the note above: it is indented, and not by accident before a day."""
    return line.startswith((_INDENT, "\t")) or (line[0] == " " and not _NOTE.fullmatch(line.strip()))


def _line(number: int, lines: Sequence[str], year: int) -> _Line:
    found = _NOTE.fullmatch(lines[0])
    if found is None:
        raise _fault(number, "dòng này thiếu ngày ở đầu, ví dụ 02/5. Dòng viết tiếp ghi chép trên thì thụt vào.")
    try:
        day = parse_day(found["day"] if found["year"] or found["day"][4:5] == "-" else f"{found['day']}/{year}")
    except Refused as refusal:
        raise _fault(number, str(refusal)) from None
    if day.year != year:
        raise _fault(number, f"ngày này không thuộc năm {year}.", then="Ghi lại bằng: tuphe ghi --ngay")
    others = (line.removeprefix(_INDENT) if line.startswith(_INDENT) else line.strip() for line in lines[1:])
    text = "\n".join([found["text"], *others]).strip()
    if not text:
        raise _fault(number, "ghi chép này chưa có nội dung. Muốn bỏ thì xoá cả dòng.")
    return _Line(number, "\n".join(lines), day, found["mark"] is not None, (found["about"] or "").strip(), text)


def _paired(lines: Sequence[_Line], before: Sequence[Note], names: Names) -> dict[int, Note]:
    """Return the note of each line, by the line's number: the one that is written so, has its text, or has its day."""
    paired: dict[int, Note] = {}
    left = list(before)
    alike: tuple[tuple[Callable[[_Line], Hashable], Callable[[Note], Hashable]], ...] = (
        (lambda line: line.written, lambda note: written(note, names)),
        (lambda line: line.text, lambda note: note.text.strip()),
        (lambda line: line.day, lambda note: note.day),
    )
    for of_line, of_note in alike:
        waiting: dict[Hashable, list[Note]] = defaultdict(list)
        for note in reversed(left):
            waiting[of_note(note)].append(note)
        for line in lines:
            if line.number not in paired and waiting[of_line(line)]:
                paired[line.number] = waiting[of_line(line)].pop()
        taken = {id(note) for note in paired.values()}
        left = [note for note in left if id(note) not in taken]
    return paired


def _note(line: _Line, known: Note | None, names: Names) -> Note:
    """Return the note of a line; where the line is unchanged, the note is too, with what a line cannot show."""
    if known is not None and written(known, names) == line.written:
        return known
    unchanged = known is not None and names.label(known) == line.about
    item, group = (known.item, known.group) if known is not None and unchanged else _about(line, names)
    said = Note(day=line.day, item=item, group=group, shortcoming=line.shortcoming, text=line.text)
    return said if known is None else structs.replace(said, key=known.key)


def _about(line: _Line, names: Names) -> tuple[str, str]:
    """Return the item and the group that the words in brackets mean."""
    if not line.about:
        return "", ""
    wanted = fold(line.about)
    for known, kind in ((names.items, 0), (names.groups, 1)):
        named = [one for one, name in known.items() if one == line.about or fold(name) == wanted]
        if len(named) == 1:
            return ("", named[0]) if kind else (named[0], "")
    meant = items_meant(line.about, names.items)
    if meant.only is None:
        problem = "chữ trong ngoặc vuông có ở nhiều mục" if meant.fitting else "không có mục nào như trong ngoặc vuông"
        raise _fault(line.number, f"{problem}. Ghi đủ tên mục.", then="Xem: tuphe tieu-chi xem trach-nhiem")
    return meant.only, ""


def _fault(line: int, sentence: str, *, then: str = "") -> BadFile:
    return BadFile(EDITED, sentence, line=line, then=then)
