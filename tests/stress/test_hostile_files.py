"""Files whose very name, bytes, ids or length are meant to do harm: a sentence in letters, or nothing of it."""

import shutil
import time
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
import tomli_w

from stress.hostile import BARE, Filled, harm_in, squeezed
from support.amount import ALL
from support.program import Run
from tuphe.core.checklist import Checklist
from tuphe.core.form import Form
from tuphe.core.note import Notebook
from tuphe.core.point_table import PointTable
from tuphe.core.profile import Profile
from tuphe.core.review import Review
from tuphe.core.text import clean

NAME: Final = "tên\x1b[2J\x1b]52;c;QQ==\x07\u202e\x9b8m\udce1"
"""A name that a file may have on Linux, and would do harm where it is named."""

NAMING: Final = {
    "tieu-chi kiem-tra {name}.toml": 4,
    "mau kiem-tra {name}.toml": 4,
    "kiem-diem --tra-loi {name}.toml": 4,
    "kiem-diem --tra-loi {name}-khac.toml": 4,
    "tieu-chi kiem-tra {name}-dung.toml": 0,
    "mau kiem-tra {name}-dung-mau.toml": 0,
    "tieu-chi tao {name}-moi.toml": 0,
    "xuat 2026 -o {name}.md": 0,
    "xuat 2026 --mau 2B -o {name}.docx": 0,
    "xuat 2026 -o {name}.docx": 4,  # the unit's own file, which the profile names, is not there
    "so-sanh 2026 --luu-anh {name}.svg": 0,
    "soat 2026 --thu-muc {name}": 1,
    "soat 2026 --thu-muc {name} --json": 1,
    "chan-doan --thu-muc {name}": 0,
    "chan-doan --thu-muc {name} --json": 0,
    "tieu-chi danh-sach": 4,
    "mau danh-sach": 4,
    "tieu-chi xem khong-co": 3,
    "mau xem khong-co": 3,
}
"""Commands that name files, with their exit codes."""


@pytest.mark.parametrize("command", NAMING)
def test_a_name_of_a_file_is_told_in_letters(tuphe: Run, folder: Path, tmp_path: Path, command: str) -> None:
    filled = Filled("chữ")
    filled.into(folder)
    for place in (tmp_path, folder / "tieu-chi", folder / "mau"):
        (place / f"{NAME}.toml").write_text("sai = 1\n", encoding="utf-8")
    for ending, name in (("dung", "tieu-chi/rieng.toml"), ("dung-mau", "mau/rieng.toml")):
        shutil.copy(folder / name, tmp_path / f"{NAME}-{ending}.toml")
    filled.into(tmp_path / NAME)

    result = tuphe(*(part.format(name=NAME) for part in command.split()))

    assert result.code == NAMING[command], result.err
    assert harm_in(result) == []


NO_TEXT: Final = (b"\xed\xa0\x80", b"\\ud800", b"\xe9", b"\xe1\xbb", b"\x1b[2J", b"\x9b")
"""Bytes that no text file of ours may hold: surrogates, as they are and escaped, no UTF-8, half a letter, controls."""

FILES: Final[dict[str, tuple[str, type]]] = {
    "kiem-diem/2025.toml": ("so-sanh 2026", Review),
    "kiem-diem/2026.toml": ("xem 2026", Review),
    "sao-luu/kiem-diem/2026/2026-05-01T08-00-00.000000.toml": ("khoi-phuc 2026 --xem 1", Review),
    "so-tay/2026.toml": ("so-tay 2026", Notebook),
    "tieu-chi/rieng.toml": ("tieu-chi xem rieng", Checklist),
    "tieu-chi/diem.toml": ("tieu-chi xem diem", PointTable),
    "mau/rieng.toml": ("mau xem rieng", Form),
    "ho-so.toml": ("ho-so --json", Profile),
}
"""Each file with a command that reads it, and as what."""


@pytest.mark.parametrize("found", NO_TEXT[: None if ALL else 1])
@pytest.mark.parametrize("name", FILES)
def test_bytes_that_are_no_text_get_a_sentence_that_names_the_file(
    tuphe: Run, folder: Path, name: str, found: bytes
) -> None:
    Filled("chữ").into(folder)
    broken = (folder / name).read_bytes().replace("chữ".encode(), found, 1)
    (folder / name).write_bytes(broken)

    result = tuphe(*FILES[name][0].split())

    # Of notes a record that cannot be read is told of, and hides no other.
    assert result.code in ((0, 4) if name == "so-tay/2026.toml" else (4,))
    assert str(folder / name) in result.err
    assert "Traceback" not in result.err
    assert harm_in(result) == []


HANDED_IN: Final = b"\xed\xa0\x80 \xff\xfe " + "\x1b[2J \x9b8m \u202e\x00\x08".encode()
"""Bytes that somebody may be told to paste or to pipe."""


@pytest.mark.parametrize("given", [HANDED_IN, *(HANDED_IN.split() if ALL else [])])
def test_what_is_handed_in_without_a_file_is_taken_without_its_harm(tuphe: Run, folder: Path, given: bytes) -> None:
    argument = given.replace(b"\x00", b"").decode(errors="surrogateescape")

    for result in (
        tuphe("ghi", "-", "--ngay", "2026-05-02", stdin=b"truoc " + given + b" sau"),
        tuphe("ghi", f"truoc {argument} sau", "--ngay", "2026-05-02"),
        tuphe("ho-so", "--dat", f"ho_ten=truoc {argument} sau"),
        tuphe("so-tay", "2026"),
        tuphe("so-tay", "2026", "--tim", argument),
        tuphe("ho-so", "--json"),
        tuphe("kiem-diem", "--tra-loi", "-", stdin=b'nam = 2026\nghi_chu = "' + given + b'"\n'),
        *(tuphe(*words, argument) for words in (("xem",), ("tieu-chi", "xem"), ("mau", "xem"), ("ghi", "x", "--muc"))),
        tuphe(argument),
        tuphe("xem", f"--{argument}"),
    ):
        assert result.code in (0, 2, 3, 4), result
        assert harm_in(result) == []


def test_notes_come_back_from_an_editor_without_their_harm(tuphe: Run, folder: Path, tmp_path: Path) -> None:
    filled = Filled.of("csi+osc-52+title+c1+controls+carriage+bidi+rich")
    filled.into(folder, without=("so-tay/2026.toml",))
    (tmp_path / "sua").write_text(tomli_w.dumps(filled.files["so-tay/2026.toml"]), encoding="utf-8")
    (tmp_path / "hong").write_bytes(b"[[so_tay]]\nngay = 2026-05-02\nnoi_dung = '\xed\xa0\x80'\n")

    saved = tuphe("so-tay-sua", "2026", EDITOR=f"cp {tmp_path / 'sua'}")
    refused = tuphe("so-tay-sua", "2026", EDITOR=f"cp {tmp_path / 'hong'}")
    shown = tuphe("so-tay", "2026", COLUMNS="70")

    assert (saved.code, refused.code, shown.code) == (0, 4, 0)
    assert harm_in(saved) + harm_in(refused) + harm_in(shown) == []
    assert filled.astray(shown.out, {BARE, "so-tay.so_tay.noi_dung"}, shaped=squeezed) == []


IDS: Final = ("5", "['a']", '"\\u001b[2J\\u202ea"', '"Mục A"', f'"{"a" * 61}"')
"""What may stand in a checklist in the place of an id."""


@pytest.mark.parametrize("found", IDS)
def test_ids_that_are_none_neither_harm_a_note_nor_get_into_one(tuphe: Run, folder: Path, found: str) -> None:
    (folder / "tieu-chi").mkdir(mode=0o700, parents=True)
    (folder / "tieu-chi" / "rieng.toml").write_text(
        f"nhom = [{{ id = {found}, muc = [{{ id = {found} }}] }}]\n", encoding="utf-8"
    )
    given = clean(str(tomllib.loads(f"id = {found}")["id"]))[0]

    for result in (tuphe("ghi", "Việc.", "--muc", given), tuphe("ghi", "Việc.", "--nhom", "khong-co")):
        assert result.code == 2
        assert harm_in(result) == []
    assert tuphe("ghi", "Việc.", "--muc", "can-kiem").code == 0
    assert "Việc." in tuphe("so-tay").out


LONG: Final = {
    "one word": "a" * 40_000,
    "one word again and again": "a " * 20_000,
    "a tone on every letter": "à" * 40_000,
    "short lines": "a\n" * 3_500,  # five of them come near the bound on lines
    "short sentences": "Ab c. " * 7_000,
}
"""Texts of twenty pages that are slow to look through for whoever looks twice."""

SLOWEST: Final = [
    ("one word again and again", "soat 2026"),
    ("one word", "so-sanh 2026"),
    ("short lines", "xuat 2026 --mau 2B -o a.docx"),
]

SECONDS: Final = 10
"""Of the processor's time: whatever grows with the square of the length takes longer."""


@pytest.mark.parametrize(("kind", "command"), [*product(LONG, [command for _, command in SLOWEST])] if ALL else SLOWEST)
def test_a_long_text_does_not_take_long(tuphe: Run, folder: Path, kind: str, command: str) -> None:
    (folder / "kiem-diem").mkdir(mode=0o700, parents=True)
    for year in (2025, 2026):
        text = f"{LONG[kind]} {year}"
        shortcoming = {"noi_dung": text, "nguyen_nhan": text, "bien_phap": text}
        answer = {"id": "can-kiem", "muc_do": "kem", "ket_qua": [text, f"{text} nữa"], "han_che": [shortcoming]}
        path = folder / "kiem-diem" / f"{year}.toml"
        path.write_text(tomli_w.dumps({"nam": year, "muc": [answer]}), encoding="utf-8")
    begun = time.process_time()

    result = tuphe(*command.split())

    assert result.code in (0, 1), result.err
    assert time.process_time() - begun < SECONDS


def test_a_table_of_points_of_any_name_is_only_said_to_be_missing(tuphe: Run, folder: Path) -> None:
    filled = Filled("chữ")
    filled.files["kiem-diem/2026.toml"]["tu_danh_gia"]["bang_diem"] = "../\x1b[2J\u202e"
    filled.into(folder)

    for command in (
        "xem 2026",
        "soat 2026",
        "xuat 2026 --mau rieng",
        "kiem-diem --tra-loi du-lieu/kiem-diem/2026.toml",
    ):
        result = tuphe(*command.split())

        assert result.code in (0, 1, 3, 4)
        assert harm_in(result) == []


ELSEWHERE: Final = (".bang_diem.", ".tu_danh_gia.bang_diem")
"""A year's own copy of its table has the texts of the table's file, which are hostile there; and it names that file."""


@pytest.mark.parametrize("name", FILES)
def test_every_text_that_a_file_may_hold_is_hostile_here(name: str) -> None:
    kept = Filled("chữ").files[name]
    kind = FILES[name][1]
    msgspec.convert(kept, kind)

    texts = [place for place in texts_in(msgspec.inspect.type_info(kind)) if not place.startswith(ELSEWHERE)]
    assert [place for place in texts if "⟦" not in str(at(kept, place))] == []


def texts_in(kind: msgspec.inspect.Type, place: str = "") -> Iterator[str]:
    """Yield the places in which a value of a kind may hold whatever somebody wrote: ids and the like have a pattern."""
    match kind:
        case msgspec.inspect.StructType(fields=fields):
            for field in fields:
                yield from texts_in(field.type, f"{place}.{field.encode_name}")
        case msgspec.inspect.VarTupleType(item_type=inner) | msgspec.inspect.UnionType(types=(inner, *_)):
            yield from texts_in(inner, place)
        case msgspec.inspect.StrType(pattern=None | r"\S"):
            yield place


def at(value: Any, place: str) -> list[Any]:
    """Return what stands at a place of plain values, in each entry of a list on the way."""
    found = [value]
    for key in place.split(".")[1:]:
        entries = [entry for one in found for entry in (one if isinstance(one, list) else [one])]
        found = [entry[key] for entry in entries if key in entry]
    return found
