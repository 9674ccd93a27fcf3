"""Papers to export: summaries of years, forms, sections of one block; and what a reader finds in an export."""

import html
import io
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Final

from markdown_it import MarkdownIt
from msgspec import structs

from support.html_page import Element, Page
from support.values import ROOT, a_checklist, an_example, silent, the_checklist, the_forms
from support.word_file import WordFile
from tuphe.core.checklist import Checklist
from tuphe.core.comparison import Comparison, compare
from tuphe.core.form import Form
from tuphe.core.profile import Post, Profile
from tuphe.core.promises import open_after
from tuphe.core.review import Review
from tuphe.core.self_rating import Score
from tuphe.export.document import (
    OPEN,
    Block,
    Box,
    Boxes,
    Bullet,
    Bullets,
    Document,
    Letterhead,
    Line,
    Section,
    Signature,
    Table,
)
from tuphe.export.form_blanks import Filling
from tuphe.export.formats import render
from tuphe.export.long_summary import summarise
from tuphe.export.official import fill
from tuphe.export.short_summary import in_brief
from tuphe.storage.checklists import read_point_table

WHO = Profile(name="Nguyễn Thị Mẫu", unit="Phòng Quản lý lưu trữ, Sở Nội vụ", cell="Chi bộ 3")
STAFF = structs.replace(
    WHO, born="02/02/1985", party_committee="Đảng bộ Sở Nội vụ", government_post="Chuyên viên",
    passed=("chuc_vu_dang", "chuc_vu_doan_the"),
)  # fmt: skip

NASTY = [
    *("[số 12/QĐ]", "[số 12/QĐ](https://vi.vn)", "[a][b] [c]: d", "[a]: /b", "[/b]", ":smile:", "C:\\[x]"),
    *("C:\\Users\\*", "cuối dòng \\", "a\\|b", "*a*", "**a** và 2 * 3 * 4", "_b_", "__b__ tên_tệp_dài _", "# c", "#"),
    *("## c ##", "#c", "- d", "-", "-d", "+ d", "* d", "1. e", "1.", "1) e", "2026. Năm đó", "12.5 triệu"),
    *("1.240 hồ sơ", "> trích", ">5 triệu", ">", "<b>", "<b>đậm</b> <!-- x --> <https://vi.vn>", "a < b > c"),
    *("&amp;", "&#35; &copy; R&D;", "a|b", "| a | b |", "~~x~~", "~x~ ~~~", "![x](y)", "`mã` ``", "```", "---"),
    *("***", "___", "===", "=", "\\", "\\*", "https://vi.vn/a_b_c*", "Một\nHai", "Một\n# Hai", "Một\n- Hai\n- Ba"),
    *("Một\n+ Hai", "Một\n* Hai", "Một\n1. Hai\n2. Ba", "Một\n1) Hai", "Một\n> Hai", "Một\n>Hai", "Một\n---"),
    *("Một\n===", "Một\n```\nHai", "Một\n<b>\nHai", "a | b\n--- | ---\n1 | 2", "| a | b |\n|---|---|\n| 1 | 2 |"),
    *("a|b\n:-:|:-:", "Một\\\nHai"),
]
"""What people write, and what a format might read otherwise."""

HOSTILE = [
    *NASTY,
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</style><script>"),
    *("</title></head>", "<!-- <p>", "--><b>", "&amp;lt; &amp; &lt;b&gt; &nbsp;", "javascript:alert(1)", "]]>"),
    *("<w:p/>", "“trích” \"trích\" 'trích' «trích»", "[b]đậm[/b]", "📌 👩‍👩‍👧 ✅ ☐ ☒", "  hai đầu có dấu cách  "),
    *(unicodedata.normalize("NFD", "Kiểm điểm, tự phê bình"), "mười nghìn chữ, " * 625 + "hết", "mộttừdài" * 1250),
]
"""The same, with what could do harm or break a page."""


def a_summary(
    review: Review, *, before: Review | None = None, checklist: Checklist | None = None, leader: bool = False
) -> Document:
    """A summary, beside the year before when there is one."""
    asked = checklist or a_checklist(["a", "b"], ["c"])
    promises = open_after([] if before is None else [before])
    filling = Filling(review=review, checklist=asked, profile=WHO, promises=promises, leader=leader)
    return summarise(filling, None if before is None else compare(before, review, asked))


def example_filling(year: int) -> Filling:
    """What an example year fills a paper with; 2025 is the first."""
    promises = open_after([an_example(2025)] if year == 2026 else [])
    return Filling(review=an_example(year), checklist=the_checklist(), profile=WHO, promises=promises, leader=False)


def _beside_the_first(year: int) -> Comparison | None:
    return compare(an_example(2025), an_example(year), the_checklist()) if year == 2026 else None


def example_summary(year: int) -> Document:
    """The summary of an example year."""
    return summarise(example_filling(year), _beside_the_first(year))


def example_brief(year: int) -> Document:
    """An example year on one page."""
    return in_brief(example_filling(year), _beside_the_first(year), date(year, 12, 5))


def the_form(form: str = "2B-2025") -> Form:
    """One of the built-in forms."""
    return next(one for one in the_forms() if one.id == form)


def example_form(form: Form, year: int) -> Document:
    """An example year in one of the official forms."""
    return fill(form, structs.replace(example_filling(year), leader=Post.LEADER in form.posts))


def a_long_paper() -> Document:
    """The second example year in 2B-2025, scored by the example of a committee's own table of points."""
    table = read_point_table(ROOT / "examples" / "bang-diem.toml", notify=silent)
    year = an_example(2026)
    scores = tuple(Score(criterion=one.id, points=one.maximum - 1) for one in (*table.general, *table.tasks))
    rated = year.but(self_rating=structs.replace(year.self_rating, table=table.id, scores=scores))
    return fill(the_form(), structs.replace(example_filling(2026), review=rated, table=table))


def alone(section: Section) -> Document:
    """A section as a document of its own."""
    return Document(sections=(section,))


def readable(document: Document, style: str) -> str:
    """Everything that somebody could find in an export, in every part of its file."""
    written = render(document, style)
    if isinstance(written, bytes):
        with zipfile.ZipFile(io.BytesIO(written)) as parts:
            written = "\n".join(parts.read(name).decode() for name in parts.namelist())
        written = re.sub(r"</w:t></w:r><w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>", "", written)
    return html.unescape(written).replace("\u00a0", " ") if style in ("docx", "html") else written


def assert_as_read(name: str, written: str) -> None:
    """An export is the one in tests/golden, which somebody read; VIET_LAI=1 writes it there, to be read."""
    golden = ROOT / "tests" / "golden" / name
    if os.environ.get("VIET_LAI"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def still_open(document: Document) -> list[str]:
    """Name what a reader finds open on the paper: lines of the head, and sections by their address."""
    return [*document.unfilled_head(), *(section.number for section in document.walk() if _is_open(section))]


def _is_open(section: Section) -> bool:
    return OPEN in section.heading or any(_waits(block) for block in section.blocks)


def _waits(block: Block) -> bool:
    match block:
        case Line():
            return OPEN in block.whole
        case Bullets(entries=entries):
            return any(_waits(line) for entry in entries for line in (entry.line, *entry.below))
        case Table(rows=rows):
            return any(OPEN in cell for row in rows for cell in row)
        case Boxes(boxes=boxes, by_hand=by_hand):
            return not by_hand and not any(box.ticked for box in boxes)


def a_section(*blocks: Block, heading: str = "Phần") -> Section:
    """A section with these blocks."""
    return Section("I", heading, blocks)


# What a reader finds in an export: its lines, one below the other, without the marks of the format

MARKDOWN: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""The reader that finds the most in a text."""

_OPENED: Final = (
    *("heading", "paragraph", "bullet_list", "ordered_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"),
)
_SHOWN: Final = {f"{name}_{end}": "" for name in ("strong", "em") for end in ("open", "close")} | {
    "softbreak": " ",
    "hardbreak": "\n",
}
"""What a document has within its paragraphs, and how a page shows it; words aside."""

_PARAGRAPHS: Final = {"p", "li", "th", "td", "h1", "h2", "h3", "h4"}


def lines_of(document: Document, style: str) -> list[str]:
    """Export a document, and read back every line that says something, with its words one space apart."""
    found = "\n".join(paragraphs_in(render(document, style), style))
    return [" ".join(line.split()) for line in found.split("\n") if line.strip()]


def paragraphs_in(written: str | bytes, style: str) -> Iterator[str]:
    """Yield what stands in an export of a paper, paragraph by paragraph; nothing but ours may be in it."""
    match style:
        case "md":
            for token in MARKDOWN.parse(str(written)):
                assert token.type == "inline" or token.type.rpartition("_")[0] in _OPENED, token.type
                yield "".join(one.content if one.type == "text" else _SHOWN[one.type] for one in token.children or ())
        case "html":
            yield from map(_shown, Page(str(written)).root.find("body"))
        case "docx":
            assert isinstance(written, bytes)
            yield from WordFile(written).texts()
        case _:
            yield str(written)


def _shown(element: Element) -> str:
    inner = element.words + "".join(map(_shown, element.children))
    if element.name == "br":
        return "\n"
    return f"\n{inner}\n" if element.name in _PARAGRAPHS else inner


def everything(*texts: str) -> Document:
    """A document that says the same texts in every place it has."""
    lines = [" ".join(text.split()) for text in texts]
    sections = (Section("I", line, _in_blocks(text, line)) for text, line in zip(texts, lines, strict=True))
    return Document(
        title=lines[0],
        subtitles=tuple(lines),
        head=tuple(one for line in lines for one in (Line(line, line), Line(line))),
        sections=(*sections, Section("PL", lines[0], annex=True)),
        letterhead=Letterhead(tuple(lines), lines[0], lines[-1]),
        signatures=tuple(Signature(line, line, line, "phai") for line in lines),
    )


def _in_blocks(text: str, line: str) -> tuple[Block, ...]:
    entries = (Bullet(Line(text), (Line(text), Line(text, line))), Bullet(Line(text, line)))
    return (
        Line(text),
        Line(text, line),
        Bullets(entries),
        Bullets((Bullet(Line(text)),), numbered=True),
        Table((line, text), ((text, line),)),
        Boxes((Box(line, ticked=True),), line),
    )
