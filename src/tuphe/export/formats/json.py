"""JSON: for another program."""

from typing import Any

import msgspec

from tuphe.export.document import Block, Boxes, Bullets, Document, Line, Section, Signature, Table


def render(document: Document) -> str:
    """Write a document; of one section, only that section."""
    plain: dict[str, Any] = {"phan": [_section(section) for section in document.sections]}
    if document.title:
        head = document.letterhead
        top = {} if head is None else {"trai": head.left, "phai": head.right, "ngay_thang": head.place_and_day}
        signed = [_signature(one) for one in document.signatures]
        plain = {
            **({"dau_trang": top} if top else {}),
            "tieu_de": document.title,
            **({"phu_de": document.subtitles} if document.subtitles else {}),
            "dau": [_line(line) for line in document.head],
            **plain,
            **({"ky": signed} if signed else {}),
        }
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n"


def _signature(block: Signature) -> dict[str, Any]:
    above = {"nhan_xet": [_block(one) for one in block.above]} if block.above else {}
    return {**above, "chuc_danh": block.title, "cach_ky": block.how, "ten": block.name}


def _section(section: Section) -> dict[str, Any]:
    return {
        "so": section.number,
        "tieu_de": section.heading,
        "noi_dung": [_block(block) for block in section.content],
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
        case Boxes(boxes=boxes, lead=lead):
            marked = [{"noi_dung": box.label, "danh_dau": box.ticked} for box in boxes]
            return {"nhan": lead, "o": marked} if lead else {"o": marked}


def _line(line: Line) -> dict[str, Any]:
    return {
        **({"nhan": line.lead} if line.lead else {}),
        "noi_dung": line.text,
        **({"tiep": [_line(one) for one in line.more]} if line.more else {}),
    }
