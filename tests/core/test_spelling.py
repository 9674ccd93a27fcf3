"""One way of placing tone marks in all that tuphe says: hoà, uỷ, khoẻ; and one word for one thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from support.values import ROOT, the_forms

OLD_STYLE = re.compile(r"\b\w*(?:[òóỏõọ][ae]|[ùúủũụ]y)\b", re.IGNORECASE)
"""A tone mark on the first of two final vowels: hóa, khỏe, thủy."""

KEY_AS_LOCK = re.compile(
    r"\bkhoá(?: “| này| ấy| hồ sơ| gần| =|=)|\b(?:tên|các|thiếu|không có|một) khoá\b", re.IGNORECASE
)
"""A key of a file, called by the word for locking the folder; it is a field, “trường”."""

DATA = sorted(
    path
    for folder in ("checklists", "examples", "levels", "src/tuphe/export/forms")
    for path in (ROOT / folder).rglob("*.toml")
)
CODE = sorted((ROOT / "src" / "tuphe").rglob("*.py"))


def old_style(text: str) -> list[str]:
    # Between backticks stand examples of both ways.
    return OLD_STYLE.findall(re.sub(r"`[^`\n]*`", "", text))


def strings_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_search_finds_the_old_placing_and_nothing_else() -> None:
    both = "Hóa hòa ỦY tỏa tùy thủy khỏe, hoá hoà uỷ toả tuỳ thuỷ khoẻ; hoàn toàn, quý, của, múa, Nguyễn, đoàn."

    assert old_style(both) == ["Hóa", "hòa", "ỦY", "tỏa", "tùy", "thủy", "khỏe"]


def own_words(path: Path) -> str:
    """The text of a data file without what an official paper prints, which stays as it was printed."""
    text = path.read_text(encoding="utf-8")
    for form in the_forms():
        blocks = (line for one in form.signatures for line in (one.heading, one.title, one.how, *one.remarks))
        words = (line for one in form.sections for line in (one.heading, *(part.words for part in one.parts)))
        for line in filter(None, (*blocks, *words)):
            text = text.replace(f'"{line}"', '""')
    return text


def test_data_files_place_tone_marks_one_way() -> None:
    assert {path.name: words for path in DATA if (words := old_style(own_words(path)))} == {}


def test_the_programs_words_place_tone_marks_one_way_and_lock_nothing_but_the_folder() -> None:
    words = [(path.name, text) for path in CODE for text in strings_of(path)]

    assert [said for said in words if old_style(said[1]) or KEY_AS_LOCK.search(said[1])] == []


def test_the_pages_place_tone_marks_one_way_and_call_a_key_of_a_file_as_the_program_does() -> None:
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "README.vi.md", *ROOT.glob("docs/*.md"))}

    assert {name: words for name, text in pages.items() if (words := old_style(text) + KEY_AS_LOCK.findall(text))} == {}
