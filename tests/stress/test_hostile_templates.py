"""Templates that were damaged, or made to do harm: filled or refused, never another fault, never for long."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Final

import pytest

from paper.test_filling import filled
from stress.test_hostile_papers import HOSTILE, ON_BYTES, SECONDS, _moved
from support.amount import share
from support.small_word import p, parts_of, word, zipped
from support.templates import DOTS, LEVELS, TEMPLATES, cell, control, head, line, old_list, text_field
from tuphe.errors import BadFile
from tuphe.paper.word import paragraphs_of

_NAMES: Final = list(TEMPLATES)


@pytest.mark.parametrize("seed", range(share(2000, 30)))
def test_a_damaged_template_is_filled_or_refused_and_what_is_filled_can_be_opened(seed: int) -> None:
    chance = Random(seed)
    form, body = TEMPLATES[_NAMES[seed % len(_NAMES)]]
    parts = parts_of(body())
    content = parts["word/document.xml"]
    change = _moved if seed % 3 else chance.choice(ON_BYTES)
    parts["word/document.xml"] = change(content.encode() if isinstance(content, str) else content, chance)

    with suppress(BadFile):
        written, _ = filled(zipped(parts), form=form)
        paragraphs_of(written)


def _row(inner: str) -> str:
    return f"<w:tbl><w:tr>{cell(inner) * 4000}</w:tr></w:tbl>"


_HEAD: Final = head("I. Ưu điểm, kết quả đạt được")


def _many_margins() -> bytes:
    parts = parts_of(_HEAD, header=line("Họ và tên: ........ " * 20) * 20)
    rels = str(parts["word/_rels/document.xml.rels"])
    one = rels[rels.index("<Relationship ") : rels.index("</Relationships>")]
    more = "".join(one.replace("header.xml", f"header{at}.xml") for at in range(900))
    parts |= {f"word/header{at}.xml": parts["word/header.xml"] for at in range(900)}
    return zipped(parts | {"word/_rels/document.xml.rels": rels.replace(one, one + more)})


MADE: Final[dict[str, Callable[[], bytes]]] = {
    "a hundred thousand dots": lambda: word(line("Họ và tên: ....") + line("." * 100_000) + _HEAD + line(DOTS)),
    "dots with spaces": lambda: word(_HEAD + line(". " * 50_000) + line("… " * 1900)),
    "many fields": lambda: word(line("Họ và tên: ........ Ngày sinh: ........") * 5000 + _HEAD),
    "many labels": lambda: word(line("Họ và tên:") * 5000 + _HEAD),
    "labels in one row": lambda: word(_row("Họ và tên:") + _HEAD),
    "room in one row": lambda: word(_row("") + _HEAD),
    "many controls": lambda: word(p(*[control("hoTen", "Họ và tên", "Bấm để nhập")] * 5000) + _HEAD),
    "many boxes": lambda: word(_HEAD + line(f"☐ {LEVELS[1]}") * 5000),
    "many headings": lambda: word(_HEAD * 2000),
    "many lists": lambda: word(p(*["Chức vụ Đảng: ", old_list("Đảng viên", "Bí thư")] * 3000) + _HEAD),
    "many lists of much": lambda: word(p("Chức vụ Đảng: ", old_list(*["Bí thư"] * 60_000)) * 3 + _HEAD),
    "many empty fields": lambda: word(p(*["Họ và tên: ", text_field("")] * 4000) + _HEAD),
    "a long page header": lambda: word(_HEAD, header=line("Họ và tên: ........ Ngày sinh: ........") * 5000),
    "many page headers": _many_margins,
    "much room": lambda: word(_HEAD + line(DOTS[:20]) * 5000),
}


@pytest.mark.parametrize("name", [*list(HOSTILE)[:: share(1, 3)], *MADE])
def test_a_hostile_template_does_not_take_long(name: str) -> None:
    data = (HOSTILE | MADE)[name]()
    filled(word(_HEAD + line(DOTS)))  # what is read once for all
    begun = time.process_time()

    with suppress(BadFile):
        filled(data)

    assert time.process_time() - begun < 3 * SECONDS
