"""The unit's own Word file: what is understood of it, and how a year is put into it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import shorten
from typing import Final

from tuphe import texts
from tuphe.core.form import BLANKS, Content, Form, FormSection
from tuphe.core.paper_words import Knowledge
from tuphe.core.profile import PROFILE_BLANKS
from tuphe.core.review import Rating, Review
from tuphe.core.tasks import counted
from tuphe.export.document import OPEN, Block, Boxes, Bullets, Document, Line, Section, Table
from tuphe.file_reading import read_bytes
from tuphe.paper.filling.boxes_to_tick import is_list
from tuphe.paper.filling.contents import Contents, Entry, Score, SectionContents
from tuphe.paper.filling.section_rooms import Room
from tuphe.paper.filling.template import Template, understood
from tuphe.paper.filling.whole_file import Report, fill
from tuphe.paper.opening import FILE_LIMIT, MISSING
from tuphe.storage.papers import knowledge
from tuphe.workspace.forms import usual_form
from tuphe.workspace.stores import Workspace

_BY_HAND: Final = "Để lại cho bạn viết tay"
_LATER: Final = "…"
"""Dots in a sentence where something is still to be written, as in the unit's own blanks."""

_PROTECTED: Final = (
    "Tệp mẫu đặt chế độ hạn chế chỉnh sửa; tệp đã điền vẫn giữ chế độ đó.",
    "Muốn sửa thêm trong Word: Xem lại (Review) › Hạn chế chỉnh sửa › Dừng bảo vệ (Stop Protection).",
)
_RATED: Final = frozenset({Content.LEVEL_BOXES, Content.GENERAL_SCORES, Content.TASK_SCORES})
"""Contents that go into boxes and points of the unit's file, not into the text of a section."""


def known(workspace: Workspace) -> Knowledge:
    """Return what is known of papers; raises BadFile."""
    return knowledge(workspace.forms.readable()[0], notify=workspace.notify)


def read_template(path: Path) -> bytes:
    """Return the bytes of a unit's own file; raises BadFile, for a missing one too."""
    return read_bytes(path, limit=FILE_LIMIT, missing=MISSING)


def filled(
    workspace: Workspace, template: Path, review: Review, form: Form, document: Document
) -> tuple[bytes, Report]:
    """Put a year into the unit's own file; `document` is the year in the person's form. Raises BadFile."""
    contents = contents_of(workspace, review, form, document)
    return fill(read_template(template), contents, known(workspace), form, path=template)


def contents_of(workspace: Workspace, review: Review, form: Form, document: Document) -> Contents:
    """Return what a year says in a form, as plain words by section."""
    annex = next((section for section in form.sections if section.annex), None)
    takes = {section.number: {part.takes for part in section.parts} for section in form.sections}
    printed = {part.words for section in form.sections for part in section.parts}
    written = (one for one in document.walk() if not one.annex and takes[one.number] - {Content.WORDS})
    rates = any(Content.LEVEL_BOXES in contents for contents in takes.values())
    return Contents(
        values=_values(workspace, review, form),
        sections=tuple(_section(one, printed) for one in written if not takes[one.number] & _RATED),
        level=review.self_rating.level if rates else None,
        scores=tuple(_scores(review)) if rates else (),
        tasks=() if annex is None else tuple(_tasks(annex, document)),
        counts_tasks=annex is not None and _counts_tasks(review, leader=workspace.is_leader),
    )


def _counts_tasks(review: Review, *, leader: bool) -> bool:
    """Whether the year has numbers of tasks that do not follow from the list of them."""
    own = review.tasks.known.items() - counted(review.tasks.listed).known.items()
    return bool(own or (leader and review.unit_tasks.known))


def _values(workspace: Workspace, review: Review, form: Form) -> dict[str, str]:
    """Return the fields of the head by the profile's keys, the year, and the points that the form prints."""
    profile, mine = workspace.profile.profile, review.self_rating
    points = {"tieu_chi_chung": mine.general_points, "ket_qua_nhiem_vu": mine.task_points, "tong_diem": mine.total}
    lines = [*(one.heading for one in form.sections), *(part.words for one in form.sections for part in one.parts)]
    printed = {blank for line in lines for blank in BLANKS.findall(line)}
    values = {
        "nam": str(review.year),
        **{key: profile.value(key) or ("Không" if profile.has_none(key) else "") for key in PROFILE_BLANKS},
        **{key: texts.of_number(one) for key, one in points.items() if one is not None and key in printed},
    }
    return {key: value for key, value in values.items() if value}


def _scores(review: Review) -> Iterator[Score]:
    """Yield the points of the criteria that have any."""
    table, mine = review.point_table, review.self_rating
    for one in () if table is None else table.criteria:
        if (points := mine.score(one.id)) is not None:
            met = bool(points) if table and table.binary and one in table.general else None
            yield Score(name=one.name, points=texts.of_number(points), is_met=met)


def _section(section: Section, printed: Collection[str]) -> SectionContents:
    """Return what a section says, without the sentences that the form prints: the unit's file has its own."""
    entries = [entry for block in section.blocks for entry in _entries(block) if entry.text not in printed]
    said = [entry for entry in entries if entry.text != OPEN]
    return SectionContents(
        number=section.number.removeprefix("A."),
        heading=section.heading,
        entries=tuple(Entry(entry.text.replace(OPEN, _LATER), entry.mark) for entry in said),
        rating=next(filter(None, map(_rating, section.blocks)), None),
        open=any(OPEN in entry.text for entry in entries),
    )


def _entries(block: Block) -> Iterator[Entry]:
    if isinstance(block, Line):
        yield Entry(block.whole)
    elif isinstance(block, Bullets):
        for row, entry in enumerate(block.entries, 1):
            yield Entry(entry.line.whole, f"({row})" if block.numbered else "-")
            yield from (Entry(line.whole, "+") for line in entry.below)


def _rating(block: Block) -> Rating | None:
    """Return the degree that is ticked in a section's own boxes, those of the forms of 2023."""
    ticked = {box.label for box in block.boxes if box.ticked} if isinstance(block, Boxes) else set()
    return next((rating for rating, label in texts.RATINGS.items() if label in ticked), None)


def _tasks(annex: FormSection, document: Document) -> Iterator[Mapping[str, str]]:
    """Yield the rows of the annex by the keys of its columns."""
    keys = [column.takes for part in annex.parts for column in part.columns]
    tables = [block for section in document.annexes for block in section.blocks if isinstance(block, Table)]
    for table in tables[:1]:
        for row in table.rows:
            yield {key: cell for key, cell in zip(keys, row, strict=True) if key and cell not in ("", OPEN)}


def notices(report: Report, document: Document, year: int) -> Iterator[tuple[str, ...]]:
    """Say what became of a unit's file: each notice is a sentence with next steps."""
    named = {section.number.removeprefix("A."): section.heading for section in document.walk()}
    fields = f" và {len(report.fields)} chỗ: {', '.join(report.fields)}" if report.fields else ""
    if report.filled or report.fields:
        yield (f"Đã điền {len(report.filled)} phần{fields}.",)
    else:
        yield ("Không điền thêm gì: trong tệp không còn chỗ nào chờ điền. Muốn điền lại, dùng tệp mẫu còn trống.",)
    if report.of_another_form:
        yield (
            "Tệp mẫu không cùng mẫu với bản kiểm điểm này: nội dung được điền theo tên phần, không theo số.",
            "Chọn đúng mẫu của tệp bằng --mau; các mẫu: tuphe mau danh-sach",
        )
    if report.kept:
        yield (f"Đã có chữ sẵn nên giữ nguyên: {', '.join(_names(report.kept, named))}.",)
    if report.no_place:
        first = next((number for number in report.no_place if number in named), "")
        copy = f"Chép riêng một phần bằng: tuphe xuat {year} --muc {first} --chep" if first else ""
        yield f"Tệp mẫu không có chỗ cho: {', '.join(_names(report.no_place, named))}.", copy
    if report.open:
        yield (
            f"Còn chỗ chưa ghi, trong tệp là dấu chấm: {', '.join(report.open)}.",
            f"Viết tiếp bằng: tuphe kiem-diem {year}",
        )
    unsaid = [name for name in report.nothing if name not in report.open]
    if report.unknown or unsaid:
        yield (
            f"Tệp mẫu có chỗ mà chưa có gì để điền: {', '.join((*report.unknown, *_names(unsaid, named)))}.",
            "Điền hồ sơ bằng: tuphe ho-so" if report.unknown else "",
            f"Trả lời tiếp bằng: tuphe kiem-diem {year}" if unsaid else "",
        )
    if report.left:
        yield (f"{_BY_HAND}: {'; '.join(shorten(one, 80, placeholder=' …') for one in report.left)}.",)
    if report.marked:
        how = "gạch ngang các mức không chọn" if report.marked == "strike" else "in đậm và gạch chân mức được chọn"
        yield (f"Các mức xếp loại không có ô để đánh dấu, nên {how}.",)
    if report.protected:
        yield _PROTECTED


def _names(numbers: Iterable[str], named: Mapping[str, str]) -> list[str]:
    """Return section numbers with the first words of their headings, other names as they are."""
    return [
        f"{number} ({shorten(named[number], 50, placeholder=' …')})" if number in named else number
        for number in numbers
    ]


def understood_of(workspace: Workspace, path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what is understood of a unit's file, in groups: each place by its name, and where it is or what it takes.

    Raises BadFile.
    """
    form = usual_form(workspace, workspace.latest_year)
    found = understood(read_template(path), known(workspace), form, path=path)
    names = {**texts.PROFILE_FIELDS, "nam": "năm kiểm điểm"}
    groups = {
        "Phần đầu": [(one.label.strip(), ", ".join(_asked(one.keys, names))) for one in found.fields],
        "Các phần": [
            (f"{room.section}. {shorten(found.headings[room.head.position].words, 60, placeholder=' …')}", _where(room))
            for room in found.own_rooms
        ],
        "Điểm, mức, phụ lục": list(_rated(found)),
        _BY_HAND: [(shorten(one, 80, placeholder=" …"), "") for one in found.left()],
    }
    return [(name, rows) for name, rows in groups.items() if rows]


def _asked(keys: Iterable[str], names: Mapping[str, str]) -> Iterator[str]:
    """Yield in words what a field asks for; where a day has three blanks, whether it is day, month or year."""
    parts = {"ngay": "ngày", "thang": "tháng", "nam": "năm"}
    for key in keys:
        name, _, part = key.partition(".")
        yield f"{names[name]} ({parts[part]})" if part else names[name]


def _where(room: Room) -> str:
    """Say where the text of a section goes."""
    if room.beside:
        return "vào ô bên cạnh hoặc bên dưới"
    if room.lines:
        return f"thay {len(room.lines)} dòng chờ"
    if room.dots is not None:
        return "sau tên phần, thay dấu chấm"
    return "đã có chữ, giữ nguyên" if room.taken else "thêm dòng ngay dưới tên phần"


def _rated(found: Template) -> Iterator[tuple[str, str]]:
    asked = Counter(one.label for one in found.points)
    yield from ((label, f"{places} chỗ" if places > 1 else "") for label, places in asked.items())
    for choices in found.own_levels():
        yield "mức xếp loại", f"danh sách {len(choices)} mức" if is_list(choices) else f"{len(choices)} ô"
    if not found.own_levels() and found.level_in_words() is not None:
        yield "mức xếp loại", "ghi bằng chữ"
    elif options := found.levels_without_boxes():
        how = "gạch bỏ các mức không chọn" if options[0].strike else "gạch chân mức được chọn"
        yield "mức xếp loại", f"{len(options)} mức không có ô: {how}"
    yield from ((f"cấp độ ở phần {number}", f"{len(boxes)} ô") for number, boxes in found.degrees().items())
    if found.tasks is not None:
        heads = (head for head, key in zip(found.tasks.heads, found.tasks.columns, strict=True) if key)
        yield f"bảng nhiệm vụ: {', '.join(heads)}", f"{len(found.tasks.rows)} dòng trống, thiếu thì thêm dòng"
