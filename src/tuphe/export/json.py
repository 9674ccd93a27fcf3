"""JSON: for another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tuphe.export.document import Bullets, Line, Table

if TYPE_CHECKING:
    from tuphe.export.document import Block, Document, Section


def render(document: Document) -> str:
    """Write the whole document."""
    return _encoded(
        {
            "tieu_de": document.title,
            "dau": [_line(line) for line in document.head],
            "phan": [_section(section) for section in document.sections],
        }
    )


def render_section(section: Section) -> str:
    """Write one section."""
    return _encoded({"phan": [_section(section)]})


def _section(section: Section) -> dict[str, Any]:
    return {
        "so": section.number,
        "tieu_de": section.heading,
        "noi_dung": [_block(block) for block in section.blocks],
        "phan": [_section(inner) for inner in section.sections],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Line():
            return _line(block)
        case Bullets(entries=entries):
            return {
                "danh_sach": [
                    {**_line(entry.line), "kem": [_line(below) for below in entry.below]} for entry in entries
                ]
            }
        case Table(heads=heads, rows=rows):
            return {"bang": {"cot": heads, "hang": rows}}


def _line(line: Line) -> dict[str, Any]:
    return {"nhan": line.lead, "noi_dung": line.text} if line.lead else {"noi_dung": line.text}


def _encoded(plain: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n"
