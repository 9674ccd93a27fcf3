"""TOML read as values, where everything is checked, and values written as TOML."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import msgspec
import tomli

from tuphe.core.text import clean
from tuphe.core.value import Fault, Value
from tuphe.errors import BadFile
from tuphe.file_names import shown
from tuphe.file_reading import MISSING, SIZE_LIMIT, read_bytes, too_large
from tuphe.storage import Notify, toml_faults

UNMERGED: Final = (
    "hai máy cùng sửa tệp này và git chưa gộp xong. "
    "Giữ phần đúng, xoá các dòng <<<<<<<, ======= và >>>>>>> rồi lưu lại."
)
"""What to do about the marks that git and similar programs leave in a file that two machines changed."""

_CONFLICT: Final = r"(?m)^<<<<<<<(?: .*)?\n(?:.*\n)*?=======\r?\n(?:.*\n)*?>>>>>>>(?: |\r?$)"

_ENDLESS: Final = re.compile(r"(?<![0-9_])[0-9_]{500000}")
"""More digits in a row than any text has; for such a number the parser would take hundreds of megabytes."""

MOST_ENTRIES: Final = 20_000
"""Tables, entries of lists and lines of texts that one file may have: twenty on each of a thousand pages."""

_LISTS_TOO_MUCH: Final = "có quá nhiều ý hoặc dòng, không phải tệp của tuphe. Kiểm tra lại tên tệp."

_TABLE: Final = r"(?m)^[ \t]*\["
_ALSO_TABLES: Final = ".{"
"""Characters that make tables in TOML, also dots in keys: each table takes a kilobyte before it can be counted."""

_OF_ENTRIES: Final = "\n,[\\"
"""Every entry of a list, and every line of a text, has one of these, if only the escape of a line's end."""

Read = TypeVar("Read", bound=Value)


def read(
    path: Path, kind: type[Read], *, notify: Notify, also: Callable[[Read], Iterable[Fault]] = lambda _: ()
) -> Read:
    """Read one file as a value of `kind`; see `parse`. Raises BadFile; a missing file is one too."""
    return parse(read_bytes(path, missing=MISSING), path, kind, notify=notify, also=also)


def parse(
    content: bytes,
    path: Path | str,
    kind: type[Read],
    *,
    notify: Notify,
    also: Callable[[Read], Iterable[Fault]] = lambda _: (),
    defaults: Mapping[str, Any] = MappingProxyType({}),
    limit: int = SIZE_LIMIT,
) -> Read:
    """Turn a file's content, of at most `limit` bytes, into a value of `kind`; `path` is only named in errors.

    `notify` is told what the person should know although nothing is wrong; `also` yields what is wrong beyond the
    types; `defaults` are the values of keys that the file may leave out.
    Raises BadFile, which names the file, the line and what to do.
    """
    text = _decoded(content, path, limit)
    raw, hidden = _loaded(text, path)
    if _of_a_format(raw, kind.newest_format, text, path):
        raw["dinh_dang"] = kind.newest_format
    for key, value in defaults.items():
        raw.setdefault(key, value)
    if hidden:
        notify(f"Tệp {shown(path)} có ký tự điều khiển ẩn; tuphe đã bỏ qua các ký tự đó khi đọc.")
    try:
        value = msgspec.convert(raw, kind)
    except msgspec.ValidationError as fault:
        where, sentence = toml_faults.of_value(str(fault), raw, kind)
        raise BadFile(path, sentence, line=toml_faults.line_of(text, where)) from None
    for where, sentence, then in also(value):
        raise BadFile(path, sentence, line=toml_faults.line_of(text, where), then=then)
    return value


def _loaded(text: str, path: Path | str) -> tuple[dict[str, Any], bool]:
    """Parse TOML; return it with every text cleaned, and whether one had hidden characters. Raises BadFile."""
    try:
        raw = tomli.loads(text)
        if sum(map(text.count, _OF_ENTRIES)) > MOST_ENTRIES and _entries(raw) > MOST_ENTRIES:
            raise BadFile(path, _LISTS_TOO_MUCH)
        # In a file without escapes that is clean as a whole every text is.
        untouched = "\\" not in text and clean(text) == (text, False)
        return (raw, False) if untouched else _clean(raw)
    except ValueError as fault:
        sentence, line, column = toml_faults.of_syntax(text, fault)
        raise BadFile(path, sentence, line=line, column=column) from None
    except RecursionError:
        raise BadFile(path, "lồng nhau quá sâu, không phải tệp của tuphe. Kiểm tra lại tên tệp.") from None


def _entries(raw: Any) -> int:
    """Count the entries and lines of a file: each takes time to draw, compare and ask, however short it is."""
    if isinstance(raw, str):
        return raw.count("\n")
    if isinstance(raw, dict):
        return sum(map(_entries, raw.values()))
    return len(raw) + sum(map(_entries, raw)) if isinstance(raw, list) else 0


def _decoded(content: bytes, path: Path | str, limit: int) -> str:
    """Return a file's text; raises BadFile for what would be too much, or is no TOML of one person's."""
    if len(content) > limit:
        raise BadFile(path, too_large(limit))
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise BadFile(path, "không phải văn bản UTF-8. Mở tệp và lưu lại với bảng mã UTF-8.", line=line) from None
    if unmerged := conflict_line(text):  # also within a text, where it would be valid TOML
        raise BadFile(path, UNMERGED, line=unmerged)
    brackets = text.count("[") > MOST_ENTRIES and sum(1 for _ in re.finditer(_TABLE, text)) > MOST_ENTRIES
    if brackets or any(text.count(sign) > 5 * MOST_ENTRIES for sign in _ALSO_TABLES):
        raise BadFile(path, _LISTS_TOO_MUCH)
    if _ENDLESS.search(text):
        raise BadFile(path, "có một số dài quá. Sửa lại số đó.")
    return text


def conflict_line(text: str) -> int | None:
    """Return the line, counted from 1, on which the first unmerged part begins; None where there is none."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    found = re.search(_CONFLICT, text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def _of_a_format(raw: dict[str, Any], newest: int, text: str, path: Path | str) -> bool:
    """Return whether a file names a format that can be read; raises BadFile for one that cannot."""
    version = raw.get("dinh_dang")
    if not isinstance(version, int) or isinstance(version, bool):
        return False
    if 1 <= version <= newest:
        return True
    if version > newest:
        sentence = f"ghi theo định dạng {version}, mới hơn bản tuphe này. Cập nhật tuphe rồi mở lại; tệp vẫn nguyên."
    else:
        sentence = f"chưa từng có định dạng này. Ghi dinh_dang = {newest}."
    raise BadFile(path, sentence, line=toml_faults.line_of(text, ("dinh_dang",)))


def dump(value: Value) -> bytes:
    """Return a value as TOML: fields in their declared order, empty ones left out; same value, same bytes."""
    return "".join(_tables(to_plain(value), ())).encode()


def to_plain(value: Value) -> dict[str, Any]:
    """Return a value as dicts and lists with the file's keys, without its empty fields."""
    plain: dict[str, Any] = _without_empties(msgspec.to_builtins(value, builtin_types=(date,)))
    return plain


def _without_empties(plain: Any) -> Any:
    if isinstance(plain, dict):
        pruned = {key: _without_empties(entry) for key, entry in plain.items()}
        return {key: entry for key, entry in pruned.items() if entry not in (None, "", [], {})}
    if isinstance(plain, list | tuple):
        return [_without_empties(entry) for entry in plain]
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain


def _tables(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Yield a table's plain keys, then its tables and arrays of tables, each under a header of its own."""
    import tomli_w  # noqa: PLC0415 -- most commands only read

    # tomli_w puts short tables of an array on one line each; one shape for
    # all of them makes cleaner differences, so the headers are written here.
    nested = {key: entry for key, entry in table.items() if _is_table(entry)}
    plain = {key: entry for key, entry in table.items() if key not in nested}
    yield tomli_w.dumps(plain, multiline_strings=True)
    for key, entry in nested.items():
        name = ".".join((*path, key))
        if isinstance(entry, dict):
            yield f"\n[{name}]\n"
            yield from _tables(entry, (*path, key))
        else:
            for row in entry:
                yield f"\n[[{name}]]\n"
                yield from _tables(row, (*path, key))


def _is_table(entry: Any) -> bool:
    return isinstance(entry, dict) or (isinstance(entry, list) and any(isinstance(row, dict) for row in entry))


def _clean(raw: Any) -> tuple[Any, bool]:
    """Return the content of a file with every text cleaned, and whether one had hidden characters."""
    if isinstance(raw, str):
        return clean(raw)
    if not isinstance(raw, dict | list):
        return raw, False
    cleaned = [_clean(entry) for entry in (raw.values() if isinstance(raw, dict) else raw)]
    entries = [entry for entry, _ in cleaned]
    hidden = any(found for _, found in cleaned)
    return (dict(zip(raw, entries, strict=True)) if isinstance(raw, dict) else entries), hidden
