"""Years that are valid TOML, as large as a year may be, and made to be slow: one of each kind, the same each time."""

from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Final

from tuphe.file_reading import SIZE_LIMIT

Lines = Callable[[Random], Iterator[str]]

_HEAD: Final = "dinh_dang = 1\nnam = 2026\n"
_TAIL: Final = '[bo_tieu_chi]\nid = "trach-nhiem"\ndau_van_tay = "0123456789abcdef"\n'
_ROOM: Final = SIZE_LIMIT - len(_HEAD + _TAIL) - 200
_WORDS: Final = tuple("báo cáo nộp chậm quý hai ngày phải nhắc chưa rút kinh nghiệm hồ sơ cuộc họp".split())  # noqa: SIM905


def _entries(table: str, fields: str, *, item: str = "") -> Lines:
    """Tables of one kind, told apart by their number."""

    def lines(chance: Random) -> Iterator[str]:
        yield f'[[muc]]\nid = "{item}"\nmuc_do = "kem"\n' if item else ""
        for number in count():
            words = " ".join(chance.choices(_WORDS, k=8))
            yield f"[[{table}]]\n{fields.format(number=number, words=words)}\n"

    return lines


def _one_line(opening: str, part: str, closing: str = "", *, end: str = "", most: int = _ROOM) -> Lines:
    def lines(_chance: Random) -> Iterator[str]:
        many = most // len((part + closing).encode())
        yield f"{opening}{(part * many).rstrip(',')}{closing * many}{end}\n"

    return lines


def _one_text(part: str, *, field: str = "ket_qua = [", end: str = "]") -> Lines:
    """One text that repeats a part as long as it may."""
    return _one_line(f'[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n{field}"', part, end=f'"{end}')


def _results(text: str) -> Lines:
    """A list of results in one item."""

    def lines(chance: Random) -> Iterator[str]:
        yield '[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\nket_qua = []\n'
        for number in count():
            words = " ".join(chance.choices(_WORDS, k=8))
            result = text.format(number=number, words=words)
            yield f'[[muc]]\nid = "m{number}"\nmuc_do = "tot"\nket_qua = ["{result}"]\n'

    return lines


def _mixed(chance: Random) -> Iterator[str]:
    """As many shortcomings pointed out on paper as there are of the year, of the same few words."""
    yield '[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n'
    for number in count():
        one, other = (" ".join(chance.sample(_WORDS, k=8)) for _ in range(2))
        yield f'[[khac_phuc]]\nnoi_dung = "{one} {number}"\n[[muc.han_che]]\nnoi_dung = "{other} {number}"\n'


_SHORT: Final = 'noi_dung = "{number} chậm"'
_ALIKE: Final = 'noi_dung = "{words} {number}."'

KINDS: Final[dict[str, Lines]] = {
    "items": _entries("muc", 'id = "m{number}"'),
    "one item": _entries("muc", 'id = "can-kiem"'),
    "rated items": _entries("muc", 'id = "m{number}"\nmuc_do = "tot"'),
    "results": _results("Hoàn thành {words} {number}."),
    "short shortcomings": _entries("muc.han_che", _SHORT, item="can-kiem"),
    "alike shortcomings": _entries("muc.han_che", _ALIKE, item="can-kiem"),
    "follow-ups": _entries("khac_phuc", _ALIKE),
    "follow-ups and shortcomings": _mixed,
    "pledges": _entries("cam_ket", _ALIKE),
    "outcomes": _entries("thuc_hien_cam_ket", _SHORT),
    "issues": _entries("goi_y", 'van_de = "{words} {number}"'),
    "tasks": _entries("nhiem_vu.viec", _ALIKE),
    "drafts": _entries("dang_go", 'cau = "muc/a/{number}"\nnoi_dung = "{words}"'),
    "silenced": _entries("bo_qua", 'ma = "lap-cau"\ncho = "muc/{number}"\nly_do = "{words}"'),
    "one word": _one_text("chậm "),
    "two words": _one_text("ba hai ba "),
    "newlines": _one_text("\\n"),
    "spaces": _one_text(" "),
    "tabs and newlines": _one_text("\\t\\n"),
    "sentences": _one_text("Họp. "),
    "dots": _one_text("… "),
    "marks": _one_text("\u0323\u0301"),
    "marks out of order": _one_text("\u0301\u0323"),
    "a letter and marks": _one_text("a\u0301\u0323\u0302"),
    "one long word": _one_text("a"),
    "letters of two columns": _one_text("語"),
    "emoji": _one_text("👩\u200d👧"),
    "digits": _one_text("1 "),
    "number": _one_text("1"),
    "hyphens": _one_text("-"),
    "quotes": _one_text("\\u0022"),
    "hidden": _one_text("\u202e"),
    "escapes": _one_text("\\u0007"),
    "brackets": _one_text("[b]"),
    "open brackets": _one_text("["),
    "open prompts": _one_text("ô [chưa ghi "),
    "open quotations": _one_text("“"),
    "figures": _one_text("1,0,"),
    "private note": _one_text("Riêng. ", field="ghi_chu = ", end=""),
    "many results": _one_line('[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\nket_qua = [', '"a",', end="]"),
    "deep arrays": _one_line("x = ", "[", "]"),
    "shallow arrays": _one_line("x = ", "[", "]", most=600),
    "wide arrays": _one_line("x = [", "[],", end="]"),
    "dotted key": _one_line("", "a.", end="a = 1"),
    "dotted keys": _entries("muc", 'id = "m{number}"\na.b.c.d.e.f.g.h.i.j = 1'),
    "dotted tables": lambda _chance: (f"[a{number}.b.c.d]\n" for number in count()),
    "short tables": lambda _chance: ("[[muc]]\n" for _ in count()),
    "indented tables": lambda _chance: ("  [[muc]]\n" for _ in count()),
    "inline tables in a list": _one_line("x = [", "{a={}},", end="]"),
    "dotted apart": lambda _chance: (f"a{number} . b . c . d = 1\n" for number in count()),
    "inline tables": _one_line("x = ", "{a=", "}"),
    "empty keys": lambda _chance: (f'"{number}" = 1\n' for number in count()),
    "passed": _one_line("khong_co = [", '"I.1",', end="]"),
    "comments": _one_line("", "#\n"),
    "empty lines": _one_line("", "\n"),
}
"""What a hostile or broken program may leave in a year's file, by what it has too much of."""


def a_large_file(kind: str, seed: int = 1, size: int = SIZE_LIMIT) -> str:
    """Return a year of that kind that is as large as it may be, or as is said."""
    parts, length = [_HEAD], len(_HEAD + _TAIL)
    for part in KINDS[kind](Random(seed)):
        length += len(part.encode())
        if length > size:
            break
        parts.append(part)
    return "".join((*parts, _TAIL))
