"""Where a file is wrong, and how to say it in Vietnamese."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import get_close_matches
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import tomli

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuphe.core.value import Value

Path = tuple[str | int, ...]

_MOST_PARSES: Final = 400
"""How often a text is parsed in search of a line before the line is left unsaid."""

_SYNTAX: Final = {
    "Unterminated string": 'chuỗi chưa đóng ngoặc kép. Thêm dấu " vào cuối chuỗi.',
    "Expected '=' after a key": "thiếu dấu = sau tên khoá.",
    "Cannot overwrite a value": "khoá này đã có ở trên. Giữ một chỗ, xoá chỗ kia.",
    "Cannot declare": "bảng này đã khai ở trên. Với danh sách, viết hai ngoặc: [[muc]].",
    "Invalid value": "giá trị không đúng cú pháp TOML. Chuỗi phải nằm trong ngoặc kép; ngày viết 2027-03-31.",
    "Unclosed array": "danh sách chưa đóng ngoặc vuông.",
    "Illegal character '\\n'": 'chuỗi chưa đóng ngoặc kép trên dòng này. Văn bản nhiều dòng đặt giữa ba dấu """.',
    "Illegal character": "có ký tự không được phép.",
    "Found invalid character": "có ký tự không được phép.",
    "Unescaped '\\'": "dấu \\ trong ngoặc kép phải viết \\\\, hoặc dùng ngoặc đơn '…'.",
}
"""What tomli says, by how it begins, and what a person can do about it."""

_TYPES: Final = {
    "str": "một chuỗi trong ngoặc kép",
    "int": "một số nguyên",
    "float": "một số",
    "array": "một danh sách trong ngoặc vuông [ … ]",
    "object": "một bảng",
    "date": "một ngày viết như 2027-03-31, không có ngoặc kép",
}


def of_syntax(text: str, fault: tomli.TOMLDecodeError) -> tuple[int, int | None, str]:
    """Return line, column (both from 1; the column may be unknown) and a sentence for broken TOML."""
    sentence = next(
        (ours for theirs, ours in _SYNTAX.items() if fault.msg.startswith(theirs)), "không đúng cú pháp TOML."
    )
    if fault.msg.startswith("Unterminated string"):
        # tomli points at the end of the file; the person must look at the start.
        lines = text.split("\n")
        return _whole_lines(lines, len(lines), count())[0] + 1, None, sentence
    return fault.lineno, fault.colno, sentence


def of_value(message: str, raw: Any, kind: type[Value]) -> tuple[Path, str]:
    """Return the place and a sentence for what msgspec found wrong in `raw`.

    The person's own text is never repeated: only keys and the values that are allowed.
    """
    problem, _, at = message.partition(" - at `$")
    where: Path = tuple(int(row) if row else key for key, row in re.findall(r"\.([\w-]+)|\[(\d+)\]", at))
    key = next((step for step in reversed(where) if isinstance(step, str)), None)
    named = f"khoá “{key}”: " if key else ""
    quoted = re.findall(r"`([^`]*)`", problem)
    if "unknown field" in problem:
        return (*where, quoted[0]), _unknown_key(quoted[0], _keys_at(kind, where))
    if "missing required field" in problem:
        return where, f"thiếu khoá “{quoted[0]}”. Thêm khoá ấy vào."
    if problem.startswith("Invalid enum value"):
        return where, named + _not_allowed(_entry_at(raw, where), _values_at(kind, where))
    if "matching regex" in problem:
        return where, f"{named}mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, như “noi-di-doi-voi-lam”."
    if "of length <=" in problem:
        return where, f"{named}dài quá. Rút gọn lại."
    if "of length >=" in problem:
        return where, f"{named}không được để trống."
    if bounds := re.search(r"([<>]=) ([\d.]+)", problem):
        limit = f"{float(bounds[2]):g}"
        return where, f"{named}phải là số {'không lớn hơn' if bounds[1] == '<=' else 'không nhỏ hơn'} {limit}."
    if "RFC3339" in problem:
        return where, f"{named}phải là {_TYPES['date']}."
    expected = [_TYPES[name] for name in re.split(r" \| ", quoted[0] if quoted else "") if name in _TYPES]
    if expected:
        return where, f"{named}phải là {' hoặc '.join(expected)}."
    return where, f"{named}giá trị không đúng."


def line_of(text: str, where: Path) -> int | None:
    """Return the line, counted from 1, on which the statement at `where` begins.

    tomli keeps no positions, so it is asked again, with ever closer beginnings
    of the text, when the place first appears. None when it cannot be found in
    a reasonable number of tries.
    """
    lines = text.split("\n")
    tries = count()

    def appears(size: int) -> bool:
        whole, data = _whole_lines(lines, size, tries)
        return whole > 0 and _has(data, where)

    if not where:
        return None
    try:
        size = bisect_left(range(len(lines) + 1), True, key=appears)
        if size > len(lines):
            return line_of(text, where[:-1])
        return _whole_lines(lines, size - 1, tries)[0] + 1
    except TimeoutError:
        return None


def _whole_lines(lines: Sequence[str], size: int, tries: count[int]) -> tuple[int, Any]:
    """Return how many of the first `size` lines are whole statements, and what they say."""
    for whole in range(size, 0, -1):
        if next(tries) > _MOST_PARSES:
            raise TimeoutError
        try:
            return whole, tomli.loads("\n".join(lines[:whole]) + "\n")
        except tomli.TOMLDecodeError:
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
    nearest = get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f" Có phải “{nearest[0]}”?" if nearest else f" Ở đây chỉ có: {', '.join(known)}."
    # A quoted TOML key can hold anything, the person's own text too.
    named = f" “{key}”" if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key) else ""
    return f"không có khoá{named} trong định dạng này.{hint}"


def _not_allowed(given: object, allowed: Sequence[str]) -> str:
    nearest = get_close_matches(str(given), allowed, n=2, cutoff=0.5)
    hint = f" Gần nhất: {', '.join(nearest)}." if nearest else ""
    return f"không có giá trị ấy. Chỉ dùng: {', '.join(allowed)}.{hint}"


def _type_at(kind: type[Value], where: Path) -> Any:
    from msgspec import inspect

    found: Any = inspect.type_info(kind)
    for step in where:
        found = _unwrapped(found)
        if isinstance(step, int):
            found = found.item_type
        else:
            found = next(field.type for field in found.fields if field.encode_name == step)
    return _unwrapped(found)


def _unwrapped(found: Any) -> Any:
    from msgspec import inspect

    if isinstance(found, inspect.UnionType):
        return next(part for part in found.types if not isinstance(part, inspect.NoneType))
    return found


def _keys_at(kind: type[Value], where: Path) -> list[str]:
    return [field.encode_name for field in _type_at(kind, where).fields]


def _values_at(kind: type[Value], where: Path) -> list[str]:
    found = _type_at(kind, where)
    return [str(value) for value in getattr(found, "values", None) or [member.value for member in found.cls]]
