"""Where a file is wrong, and a Vietnamese sentence for it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

import tomli
from msgspec import inspect

from tuphe.core.text import slug
from tuphe.core.value import Value

Path = tuple[str | int, ...]

_BACKSLASH: Final = "dấu \\ trong ngoặc kép phải viết hai lần, hoặc đặt chuỗi trong nháy đơn '…'."

_MOST_PARSED: Final = 3_000_000
"""Characters that are parsed in search of a line before it is given up: less than half a second."""

_STATEMENT: Final = r"""\s*(?:\[|[\w"'.-]+\s*[.=]|["'])"""
"""A line on which a statement may begin; lines within a long text seldom match."""

_DECIMAL_COMMA: Final = r"=\s*-?\d+,\d+\s*"
"""A number as written in Vietnamese: TOML rejects the comma, or within braces what follows it."""

_SYNTAX: Final = (
    ("Unterminated string", "chuỗi chưa đóng ngoặc kép. Đóng lại ở cuối chuỗi."),
    ("Expected \"'", "chuỗi chưa đóng dấu nháy. Đóng lại ở cuối chuỗi."),
    ("Expected '=' after a key", "thiếu dấu = sau tên trường. Viết tên_trường = giá trị."),
    (
        "Expected newline or end",
        "thừa chữ sau giá trị. Mỗi dòng một trường; ngày viết 2027-03-31, chuỗi trong ngoặc kép.",
    ),
    ("Expected ']", "thiếu ngoặc vuông đóng. Viết đủ [tên] hoặc [[tên]]."),
    ("Cannot overwrite a value", "trường này đã có ở trên. Giữ một chỗ, xoá chỗ kia."),
    ("Cannot declare", "bảng này đã có ở trên. Với danh sách, viết hai ngoặc, ví dụ [[muc]]."),
    ("Invalid date", "không có ngày này. Viết năm-tháng-ngày, ví dụ 2027-03-31."),
    ("Invalid hex", _BACKSLASH),
    ("Unescaped", _BACKSLASH),
    ("Invalid value", "giá trị không đúng cú pháp. Chuỗi phải nằm trong ngoặc kép; ngày viết 2027-03-31."),
    ("Unclosed array", "danh sách chưa đóng ngoặc vuông. Thêm dấu ]."),
    ("Unclosed inline table", "bảng chưa đóng ngoặc nhọn. Thêm dấu }."),
    ("Illegal character '\\n'", 'chuỗi chưa đóng ngoặc kép trên dòng này. Văn bản nhiều dòng đặt giữa ba dấu """.'),
    ("Illegal character", "có ký tự không được phép. Xoá ký tự đó."),
    ("Found invalid character", "có ký tự không được phép. Xoá ký tự đó."),
)
"""The beginnings of tomli's messages, and what a person can do about each."""

_TYPES: Final = {
    "str": "một chuỗi trong ngoặc kép",
    "int": "một số nguyên",
    "float": "một số, phần lẻ viết sau dấu chấm, ví dụ 26.5",
    "array": "một danh sách trong ngoặc vuông [ … ]",
    "object": "một bảng",
    "date": "một ngày, ví dụ 2027-03-31, không có ngoặc kép",
}

_LIMITS: Final = (
    (r"matching regex '\\S'", "không được để trống."),
    (
        r"matching regex '^[0-9A-Z]+([.]",
        "số thứ tự của phần viết bằng chữ hoa và chữ số, cách nhau bằng dấu chấm, ví dụ A.I.2.",
    ),
    ("matching regex '^[0-9A-Za-z]+(", "mã chỉ gồm chữ không dấu, chữ số và gạch nối, ví dụ “2B-2025”."),
    ("matching regex", "mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ “noi-di-doi-voi-lam”."),
    ("of length <=", "dài quá. Rút gọn lại."),
    ("of length >=", "không được để trống."),
    ("RFC3339", f"phải là {_TYPES['date']}."),
)
"""Messages of msgspec on values of the right type that are out of bounds, and our sentences."""

_ALLOWED_WORDS: Final = r"matching regex '\^\(([a-z_]+(?:\|[a-z_]+)+)\|"
"""A pattern that begins with the words that it allows."""

_AT: Final = r" - at `\$((?:\.\w+|\[\d+\])*)`\Z"
"""The end of a message of msgspec that names a place; a quoted key before it may look like one."""

_UNKNOWN: Final = "Object contains unknown field `"

_ANY_SYNTAX: Final = "không đúng cú pháp TOML. Xem lại dấu =, ngoặc kép, ngoặc vuông ở chỗ này."


def of_syntax(text: str, fault: ValueError) -> tuple[str, int | None, int | None]:
    """Say what is wrong with broken TOML, on which line, and in which column, from 1; either may be unknown."""
    if not isinstance(fault, tomli.TOMLDecodeError):
        return "có một số dài quá. Sửa lại số đó.", None, None  # the interpreter's own limit on digits has no place
    sentence = next((ours for theirs, ours in _SYNTAX if fault.msg.startswith(theirs)), _ANY_SYNTAX)
    line = text[text.rfind("\n", 0, fault.pos) + 1 :].partition("\n")[0]
    if any(number.start() < fault.colno <= number.end() + 1 for number in re.finditer(_DECIMAL_COMMA, line)):
        sentence = "trong tệp TOML, phần lẻ của số viết sau dấu chấm, ví dụ 26.5."
    if fault.pos < len(text):
        return sentence, fault.lineno, fault.colno
    # A missing closing sign is noticed at the end of the file; the person must look where the part began.
    return sentence, _Beginnings(text).unfinished(), None


def of_value(message: str, raw: Any, kind: type[Value]) -> tuple[Path, str]:
    """Return the place and a sentence for what msgspec found wrong in `raw`.

    The person's own text is never repeated: only keys and the values that are allowed.
    """
    at = re.search(_AT, message)
    problem = message[: at.start()] if at else message
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", at[1]) if at else []
    where: Path = tuple(int(row) if row else name for name, row in steps)
    if problem.startswith(_UNKNOWN):
        key = problem.removeprefix(_UNKNOWN).rpartition("`")[0]
        return (*where, key), _unknown_key(key, [field.encode_name for field in _type_at(kind, where).fields])
    place = next((step for step in reversed(where) if isinstance(step, str)), None)
    named = f"trường “{place}”: " if place else ""
    quoted = re.findall(r"`([^`]*)`", problem)
    if "missing required field" in problem:
        return where, f"thiếu trường “{quoted[0]}”. Thêm trường đó vào."
    if problem.startswith("Invalid enum value"):
        return where, named + _not_allowed(_entry_at(raw, where), _values_at(kind, where))
    if words := re.search(_ALLOWED_WORDS, problem):
        allowed = words[1].split("|")
        choice = _not_allowed(_entry_at(raw, where), allowed).removesuffix(".")
        return where, f"{named}{choice}, hoặc số thứ tự của phần trong mẫu, ví dụ I.1."
    for theirs, ours in _LIMITS:
        if theirs in problem:
            return where, named + ours
    if bounds := re.search(r"([<>]=) ([\d.]+)", problem):
        limit = f"{float(bounds[2]):g}"
        return where, f"{named}phải là số {'không lớn hơn' if bounds[1] == '<=' else 'không nhỏ hơn'} {limit}."
    if problem.startswith("Expected `array`, got `object`"):
        table = ".".join(step for step in where if isinstance(step, str))
        return where, f"{named}đây là danh sách, nên tên bảng viết trong hai ngoặc: [[{table}]]."
    expected = [_TYPES[name] for name in re.split(r" \| ", quoted[0] if quoted else "") if name in _TYPES]
    if expected:
        return where, f"{named}phải là {' hoặc '.join(expected)}."
    return where, f"{named}giá trị không đúng."


def line_of(text: str, where: Path) -> int | None:
    """Return the line, counted from 1, on which the statement at `where` begins.

    None when it cannot be found in a reasonable number of tries.
    """
    return _Beginnings(text).line_of(where) if where else None


class _Beginnings:
    """Ever longer beginnings of a text, each parsed by tomli.

    tomli keeps no positions. So the line of a statement is the one with which its entry first appears, found by
    bisection over the lines on which a statement may begin.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0, *(row for row, line in enumerate(self._lines) if row and re.match(_STATEMENT, line))]
        self._ends = [*self._starts[1:], len(self._lines)]
        self._parsed = 0

    def line_of(self, where: Path) -> int | None:
        """Return the line, from 1, on which the statement at `where` begins."""
        try:
            end = bisect_left(self._ends, True, key=lambda size: _has(self._whole(size)[1], where))
            if end == len(self._ends):
                return line_of("\n".join(self._lines), where[:-1])
            return self._whole(self._starts[end])[0] + 1
        except TimeoutError:
            return None

    def unfinished(self) -> int | None:
        """Return the line after the longest valid beginning."""
        try:
            return self._whole(len(self._lines))[0] + 1
        except TimeoutError:
            return None

    def _whole(self, size: int) -> tuple[int, Any]:
        """Return how many of the first `size` lines are whole statements, and their values."""
        for end in (row for row in reversed([0, *self._ends]) if row <= size):
            beginning = "\n".join([*self._lines[:end], ""])
            self._parsed += len(beginning)
            if self._parsed > _MOST_PARSED:
                raise TimeoutError
            try:
                return end, tomli.loads(beginning)
            except (ValueError, RecursionError):
                continue
        return 0, {}


def _has(data: Any, where: Path) -> bool:
    try:
        _entry_at(data, where)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _entry_at(data: Any, where: Path) -> Any:
    for step in where:
        data = data[step]
    return data


def _unknown_key(key: str, known: Sequence[str]) -> str:
    nearest = get_close_matches(key, known, n=1, cutoff=0.6)
    hint = f" Có phải “{nearest[0]}”?" if nearest else f" Ở đây chỉ có: {', '.join(known)}."
    # A quoted TOML key can be anything, the person's own text too.
    named = f" “{key}”" if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key) else ""
    return f"không có trường{named} trong định dạng này.{hint}"


def _not_allowed(value: object, allowed: Sequence[str]) -> str:
    nearest = get_close_matches(slug(str(value)), allowed, n=2, cutoff=0.5)
    hint = f" Gần nhất: {', '.join(nearest)}." if nearest else ""
    return f"không có giá trị đó.{hint} Chỉ dùng: {', '.join(allowed)}."


def _type_at(kind: type[Value], where: Path) -> Any:
    """Return msgspec's description of the type at a place, of one that may be None without that."""
    found: Any = inspect.type_info(kind)
    for step in (*where, None):
        if isinstance(found, inspect.UnionType):
            found = next(part for part in found.types if not isinstance(part, inspect.NoneType))
        if isinstance(step, int):
            found = found.item_type
        elif step is not None:
            found = next(field.type for field in found.fields if field.encode_name == step)
    return found


def _values_at(kind: type[Value], where: Path) -> list[str]:
    found = _type_at(kind, where)
    return [str(value) for value in getattr(found, "values", None) or [member.value for member in found.cls]]
