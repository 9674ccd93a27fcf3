"""Papers as other people type them, made from ours with a seed, each with what a careful reader takes from it.

The words are those of a document of ours; how they stand in the file is a person's habit: how headings are numbered,
reworded and cut, what lists begin with, which box is ticked how, where Word cut its runs.
"""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from support.small_word import control, old_field, p, parts_of, text_box, zipped
from tuphe.export.document import Block, Box, Boxes, Bullets, Document, Line, Section, Table

REWORDED: Final = {
    "Ưu điểm, kết quả đạt được": ("Ưu điểm", "Ưu điểm, kết quả", "Những ưu điểm, kết quả đạt được"),
    "Hạn chế, khuyết điểm và nguyên nhân": ("Hạn chế, nguyên nhân", "Những hạn chế, khuyết điểm và nguyên nhân"),
    "Hạn chế, khuyết điểm": ("Hạn chế", "Những hạn chế, khuyết điểm"),
    "Nguyên nhân của hạn chế, khuyết điểm": ("Nguyên nhân", "Nguyên nhân hạn chế, khuyết điểm"),
    "Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận hoặc được chỉ ra ở các kỳ kiểm "
    "điểm trước": ("Kết quả khắc phục hạn chế, khuyết điểm kỳ trước", "Khắc phục hạn chế, khuyết điểm năm trước"),
    "Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)": ("Giải trình những vấn đề được gợi ý kiểm điểm",),
    "Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)": (
        "Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể",
    ),
    "Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm": (
        "Phương hướng, biện pháp khắc phục",
        "Phương hướng và biện pháp khắc phục hạn chế",
    ),
}
"""How people put the headings of the forms."""

_NUMBERED: Final = ((".", "."), ("/", "/"), ("-", "-"), (".", ")"), ("", ""), ("auto", "auto"))
"""What stands behind the Roman and the Arabic number of a heading."""

_ENTRIES: Final = ("- ", "+ ", "* ", "• ", "– ", "", "auto")
_BOXES: Final = (
    *(("☐", "☒"), ("□", "☑"), ("[ ]", "[x]"), ("[]", "[X]"), ("( )", "(x)")),
    *(("sym", "sym"), ("control", "control"), ("field", "field")),
)
_LISTS: Final = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    # Part B counts from I again.
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)

NOTE: Final = "Hướng dẫn của cấp uỷ cấp trên."

_WHO: Final = 'w:id="1" w:author="Chi uỷ" w:date="2025-12-01T08:00:00Z"'
_DELETED: Final = f"<w:del {_WHO}><w:r><w:delText>đã xoá</w:delText></w:r></w:del>"


class Habits(NamedTuple):
    """How one person types a paper."""

    numbered: tuple[str, str] = (".", ".")
    entries: str = "- "
    boxes: tuple[str, str] = ("☐", "☒")
    fields: str = "lines"
    """Whether the fields of the head are lines, two of them in a line, cells of a table, or each two cells of one."""
    reworded: bool = False
    capitals: bool = False
    colon: bool = False
    plain_headings: bool = False
    """Not bold."""
    run_in: bool = False
    """Whether what a section says goes on behind its heading, where it is one paragraph."""
    soft_breaks: bool = False
    """Whether the entries of a list are lines of one paragraph."""
    cut_runs: bool = False
    decomposed: bool = False
    tracked: bool = False
    text_box: bool = False
    hidden: bool = False
    dots_behind: bool = False
    """Whether the dots of the blank form still stand behind what was filled in."""
    hard_spaces: bool = False
    """Whether some spaces keep their words together."""
    noted: bool = False
    """Whether there is a footnote."""


def habits_of(chance: Random) -> Habits:
    """Somebody's habits."""
    numbered = chance.choice(_NUMBERED)
    rest = {name: chance.random() < 0.4 for name in Habits._fields[4:]}
    if numbered == ("", ""):
        rest |= {"plain_headings": False, "reworded": False}
    fields = chance.choice(("lines", "table", "tabs", "cells"))
    return Habits(numbered, chance.choice(_ENTRIES), chance.choice(_BOXES), fields, **rest)


class ForeignPaper(NamedTuple):
    """A Word file, and what a careful reader takes from it."""

    parts: dict[str, str | bytes]
    habits: Habits
    shown: tuple[str, ...]
    """Its paragraphs that say something, with their numbers, in the order of the page."""

    @property
    def data(self) -> bytes:
        """The file."""
        return zipped(self.parts)


def paper_of(document: Document, seed: int, habits: Habits | None = None) -> ForeignPaper:
    """A document of ours as somebody else would have typed it; the same seed makes the same file."""
    chance = Random(seed)
    typist = _Typist(chance, habits_of(chance) if habits is None else habits)
    body = "".join(typist.whole(document))
    note = f'<w:footnote w:id="2">{p(NOTE)}</w:footnote>'
    return ForeignPaper(parts_of(body, numbering=_LISTS, footnotes=note), typist.habits, tuple(typist.shown))


def through_libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files as LibreOffice saves them again; none where it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return {}
    given, taken = folder / "vao", folder / "ra"
    given.mkdir()
    for name, data in files.items():
        (given / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'lo').as_uri()}"
    kind = ("--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(taken))
    subprocess.run(
        [soffice, profile, *kind, *map(str, sorted(given.iterdir()))], capture_output=True, check=True, timeout=300
    )
    return {name: (taken / f"{name}.docx").read_bytes() for name in files}


class _Typist:
    """Types one paper, and keeps in `shown` what stands on it."""

    def __init__(self, chance: Random, habits: Habits) -> None:
        self.habits = habits
        self.shown: list[str] = []
        self._chance = chance
        self._list = 1

    def whole(self, document: Document) -> Iterator[str]:
        """Type all of a document."""
        if self.habits.text_box:
            yield p(text_box(self._typed("Mẫu 2B-HD KĐ.ĐG 2025")))
        if document.letterhead is not None:
            head = document.letterhead
            yield self._table([["\n".join(head.left), f"{head.right}\n{head.place_and_day}"]])
        for title in (document.title, *document.subtitles):
            yield self._typed(title, bold=True, properties='<w:jc w:val="center"/>')
        if self.habits.noted:
            reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
            yield p(self._runs("(Kèm theo Hướng dẫn số 01)"), reference)
            self.shown += ["(Kèm theo Hướng dẫn số 01)", NOTE]
        dots = "." * 12 if self.habits.dots_behind else ""
        yield from self._fields([f"{field.whole}{dots}" for field in document.head])
        for section in document.body:
            yield from self._section(section)
        for signed in document.signatures[:1]:
            yield self._table([["", f"{signed.title}\n{signed.how}\n\n\n{signed.name}"]])
        for section in document.annexes:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        alone = section.blocks[0] if len(section.blocks) == 1 and not section.sections else None
        goes_on = self.habits.run_in and isinstance(alone, Line) and "\n" not in alone.whole
        behind = alone.whole if goes_on and isinstance(alone, Line) else ""
        if section.title:
            yield self._heading(section, behind)
        for block in () if behind else section.blocks:
            yield from self._block(block)
        for inner in section.sections:
            yield from self._section(inner)

    def _fields(self, fields: list[str]) -> Iterator[str]:
        pairs = [fields[at : at + 2] for at in range(0, len(fields), 2)]
        match self.habits.fields:
            case "table":
                yield self._table([(*pair, "")[:2] for pair in pairs])
            case "cells":
                yield self._table([field.partition(": ")[::2] for field in fields])
            case "tabs":
                yield from (self._typed("\t".join(pair)) for pair in pairs)
            case _:
                yield from map(self._typed, fields)

    def _heading(self, section: Section, behind: str) -> str:
        step = "" if section.annex else section.number.rpartition(".")[2]
        title = self._reworded(section.heading)
        if not step or step in "ABC":
            self._list = 3 if step == "B" else self._list
            return self._typed(f"{step}. {title}" if step else title, bold=True)
        roman = not step.isdigit()
        sign = self.habits.numbered[0 if roman else 1]
        title = title.upper() if self.habits.capitals and roman else title
        title = f"{title.rstrip('.:')}:" if self.habits.colon or behind else title
        whole = f"{title} {behind}" if behind else title
        bold = not self.habits.plain_headings and not behind
        if sign == "auto":
            level = f'<w:numPr><w:ilvl w:val="{0 if roman else 1}"/><w:numId w:val="{self._list}"/></w:numPr>'
            return self._typed(whole, bold=bold, properties=level, number=f"{step}.")
        return self._typed(f"{step}{sign} {whole}" if sign else whole, bold=bold)

    def _reworded(self, heading: str) -> str:
        if not self.habits.reworded:
            return heading
        known = REWORDED.get(heading.rstrip(".:"))
        if known is not None:
            return self._chance.choice(known)
        short = heading.partition(";")[0]
        return short if len(short.split()) > 4 else heading

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Line():
                yield from (self._typed(line) for line in block.whole.split("\n"))
            case Bullets(entries=entries):
                yield from self._entries([line for entry in entries for line in (entry.line, *entry.below)])
            case Table(heads=heads, rows=rows):
                yield self._table([heads, *rows])
            case Boxes():
                yield from self._boxes(block)

    def _entries(self, lines: list[Line]) -> Iterator[str]:
        mark = self.habits.entries
        if mark == "auto":
            a_list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
            for line in lines:
                first, *rest = line.whole.split("\n")
                yield self._typed(first, properties=a_list, number="-")
                yield from map(self._typed, rest)
            return
        typed = [f"{mark}{line.whole}" for line in lines]
        yield from (self._typed(one) for one in (["\n".join(typed)] if self.habits.soft_breaks and mark else typed))

    def _boxes(self, block: Boxes) -> Iterator[str]:
        drawn = [f"{self._box(box)}{self._runs(f' {box.label}    ')}" for box in block.boxes]
        self._show(f"{block.lead}: " * bool(block.lead) + "    ".join(f"{box.mark} {box.label}" for box in block.boxes))
        yield p(self._runs(f"{block.lead}: ") if block.lead else "", *drawn)

    def _box(self, box: Box) -> str:
        sign = self.habits.boxes[box.ticked]
        if sign == "sym":
            return f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if box.ticked else "F0A8"}"/></w:r>'
        ticked = int(box.ticked)
        if sign == "control":
            state = f'<w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox>'
            return control(state, f"<w:r><w:t>{box.mark}</w:t></w:r>")
        if sign == "field":
            return old_field(f'<w:checkBox><w:sizeAuto/><w:default w:val="{ticked}"/></w:checkBox>', shown="")
        return f'<w:r><w:t xml:space="preserve">{sign}</w:t></w:r>'

    def _table(self, rows: Sequence[Sequence[str]]) -> str:
        drawn = "".join(
            "<w:tr>"
            + "".join(f"<w:tc>{''.join(self._typed(line) for line in cell.split(chr(10)))}</w:tc>" for cell in row)
            + "</w:tr>"
            for row in rows
        )
        grid = "<w:gridCol/>" * len(rows[0])
        width = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        return f"<w:tbl>{width}<w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>{p()}"

    def _typed(self, text: str, *, bold: bool = False, properties: str = "", number: str = "") -> str:
        self._show(f"{number} {text}" if number else text)
        return p(self._runs(text, bold=bold), properties=properties)

    def _show(self, text: str) -> None:
        if text.strip():
            self.shown.append(text)

    def _runs(self, text: str, *, bold: bool = False) -> str:
        """Type the text of a paragraph in runs, with what is tracked and hidden between them."""
        look = "<w:rPr><w:b/></w:rPr>" if bold else ""
        if self.habits.decomposed and self._chance.random() < 0.5:
            text = unicodedata.normalize("NFD", text)
        if self.habits.hard_spaces:
            text = "".join("\u00a0" if one == " " and self._chance.random() < 0.2 else one for one in text)
        runs = []
        for piece in self._pieces(text):
            letters = escape(piece, quote=False).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
            letters = letters.replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
            run = f'<w:r>{look}<w:t xml:space="preserve">{letters}</w:t></w:r>'
            tracked = self.habits.tracked and self._chance.random() < 0.1
            runs.append(f"<w:ins {_WHO}>{run}</w:ins>{_DELETED}" if tracked else run)
        if self.habits.hidden and self._chance.random() < 0.1:
            runs.append("<w:r><w:rPr><w:vanish/></w:rPr><w:t>(ghi chú ẩn)</w:t></w:r>")
        return "".join(runs)

    def _pieces(self, text: str) -> list[str]:
        if not self.habits.cut_runs or len(text) < 4:
            return [text]
        cuts = sorted(self._chance.sample(range(1, len(text)), min(len(text) // 8 + 1, len(text) - 1)))
        return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]
