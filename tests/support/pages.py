"""Reads what the program shows, the way a person does."""

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, Final

from conftest import EXAMPLES, ROOT
from tuphe import texts

CHECKLIST: Final = tomllib.loads((ROOT / "checklists" / "trach-nhiem.toml").read_text(encoding="utf-8"))
NAMES: Final = {item["id"]: item["ten"] for group in CHECKLIST["nhom"] for item in group["muc"]}
GROUPS: Final = {group["id"]: [item["id"] for item in group["muc"]] for group in CHECKLIST["nhom"]}
EVERYONES: Final = [
    item["id"] for group in CHECKLIST["nhom"] for item in group["muc"] if item.get("doi_tuong") != "lanh-dao"
]

RATINGS: Final[dict[Any, str]] = {**texts.RATINGS, None: texts.UNRATED}
PLEDGES: Final = texts.PLEDGES
CHANGES: Final = {
    "tien-bo": "▲ Tiến bộ",
    "giu-nguyen": "= Giữ nguyên",
    "giam": "▼ Giảm sút",
    "moi": "+ Mới",
    "khong-con": "- Không còn",
    "chua-tra-loi": "? Chưa trả lời",
    "khong-so-sanh": "· Không so sánh",
}
SHORTCOMINGS: Final = {
    "moi": "Mới",
    "tai-dien": "Chưa khắc phục",  # as it is in the examples; one that was mended reads “Tái diễn”
    "dang-khac-phuc": "Đang khắc phục",
    "da-khac-phuc": "Đã khắc phục",
    "chua-tra-loi": "Chưa trả lời",
}
Row = tuple[str, str, str, str]
"""An item of the comparison as it stands on the screen: name, before, after, sign and word of the change."""

# Words that Typer, Click, Python and the system say; none of them is also a Vietnamese syllable.
_ENGLISH: Final = re.compile(
    r"\b(usage|options?|arguments?|commands?|errors?|try|missing|invalid|show|this|message|messages|exit|exits|required"
    r"|default|defaults|aborted|such|unexpected|extra|requires|takes|takes?n?|value|values|the|is|are|not|and|or|of|for"
    r"|with|was|were|you|your|please|cannot|file|files|directory|got|did|mean|possible|possibilities|supported|shell"
    r"|install|installed|completion|current|copy|customize|installation|text|path|integer|float|boolean|choice|choices"
    r"|env|var|range|traceback|warning|permission|denied|found|failed|unknown|one|only|its|has|which|what|who|when)\b",
    re.IGNORECASE,
)


def far(entry: dict[str, Any]) -> str:
    """How far something under way has come, as it stands behind its state."""
    state = str(entry.get("tinh_trang", entry.get("thay_doi")))
    under_way = state.startswith("dang-") and entry.get("phan_tram") is not None
    return f", được khoảng {entry['phan_tram']}%" if under_way else ""


def flat(text: str) -> str:
    """The words of a page without its line breaks and indents."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """A page without its colours and without spaces at the end of its lines."""
    return re.sub(r"[ \r]+$", "", re.sub(r"\x1b\[[0-9;]*m", "", text), flags=re.MULTILINE)


def english(text: str) -> list[str]:
    """The English words on a page; what has to be typed (options, commands, paths) and file formats aside."""
    ours = re.sub(r"--?[a-z][\w-]*|\S*[/\\]\S*|\S+\.\w{2,4}\b|“[^”]*”|JSON Schema", " ", text)
    return _ENGLISH.findall(ours)


def example(year: int) -> dict[str, Any]:
    """What an example file says."""
    return tomllib.loads((EXAMPLES / f"{year}.toml").read_text(encoding="utf-8"))


def tables(path: Path) -> dict[str, Any]:
    """What a TOML file says."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def compared_items(page: str) -> list[Row]:
    """Read the items of a comparison, in columns or one below the other."""
    items = re.split(r"\n(?:Hạn chế, khuyết điểm|Cam kết năm)", page, maxsplit=1)[0]
    return _from_columns(items) if re.search(r"^ *Mục .*Thay đổi", items, re.MULTILINE) else _from_stack(items)


def picture_lines(svg: str) -> str:
    """Read the lines of text in a picture, each letter in the column in which it is drawn."""
    letters: dict[str, dict[int, str]] = {}
    for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        line = text.get("clip-path")
        if line is not None:
            column = round(float(text.get("x", "0")) / 12.2)
            shown = "".join(text.itertext()).replace("\xa0", " ")
            letters.setdefault(line, {}).update(enumerate(shown, column))
    return "\n".join(
        "".join(line.get(column, " ") for column in range(max(line, default=0) + 1)).rstrip()
        for line in letters.values()
    )


def _from_columns(page: str) -> list[Row]:
    rows: list[list[str]] = []
    starts: list[int] | None = None
    for line in page.splitlines():
        if heads := re.search(r"^ *(Mục) +(\d{4}) +(\d{4}) +(Thay đổi)", line):
            starts = [heads.start(number) for number in range(1, 5)]
        elif not line.strip():
            starts = None
        elif starts is not None:
            ends = [*starts[1:], None]
            cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
            if any(cells[1:]):
                rows.append(cells)
            else:
                rows[-1][0] += f" {cells[0]}"
    return [(name, before, after, change) for name, before, after, change in rows]


def _from_stack(page: str) -> list[Row]:
    pairs: list[list[str]] = []
    for line in page.splitlines():
        if line.startswith("    ") and pairs:
            pairs[-1][1] += f" {line.strip()}"
        elif line.startswith("  "):
            if pairs and not pairs[-1][1]:
                pairs[-1][0] += f" {line.strip()}"
            else:
                pairs.append([line.strip(), ""])
    rows = []
    for name, both in pairs:
        found = re.fullmatch(r" (.+) → (.+?)  ?([▲▼=+\-?·] .+)", both)
        assert found, f"{name}: {both}"
        rows.append((name, found[1], found[2], found[3]))
    return rows
