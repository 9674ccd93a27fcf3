"""A file that is wrong: which file, which line, what to do; and never the person's own text."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import tomli_w
from msgspec import inspect

from support.pages import english
from support.slips import CHECKLISTS, NOTE, SECRET, SYNTAX, VALUES
from support.values import silent, the_checklist
from tuphe.core.checklist import Checklist, find_faults
from tuphe.core.form import Form
from tuphe.core.note import Notebook
from tuphe.core.point_table import PointTable
from tuphe.core.profile import Profile
from tuphe.core.review import Review
from tuphe.core.value import Fault
from tuphe.core.year_file import find_faults as find_review_faults
from tuphe.core.year_file import item_faults
from tuphe.errors import BadFile, ExitCode
from tuphe.file_reading import SIZE_LIMIT
from tuphe.storage import toml


def review_faults(review: Review) -> Iterable[Fault]:
    return [*find_review_faults(review), *item_faults(review, the_checklist())]


def fault_in(
    text: str | bytes,
    kind: type = Review,
    name: str = "tep.toml",
    also: Callable[[Any], Iterable[Fault]] = review_faults,
) -> str:
    """Return what is said of a file that is wrong: in Vietnamese, without the person's text."""
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(BadFile) as refused:
        toml.parse(content, name, kind, notify=silent, also=also)
    message = str(refused.value)
    assert refused.value.exit_code is ExitCode.BAD_FILE
    assert not any(part in message for part in ("7391", "Bí", "mật", "bi-mat"))
    assert english(message) == []
    return message


@pytest.mark.parametrize("slip", [*SYNTAX, *VALUES])
def test_what_is_wrong_in_a_year_is_told_with_its_line_its_key_and_what_to_do(slip: str) -> None:
    text, line, says = (SYNTAX | VALUES)[slip]

    message = fault_in(text)

    assert f"Tệp tep.toml, dòng {line}" in message
    assert [words for words in ([says] if isinstance(says, str) else says) if words not in message] == []


def test_a_column_a_key_that_is_missing_and_too_much_are_told() -> None:
    assert "dòng 2, cột 11" in fault_in("nam = 2026\nghi_chu = abc\n")
    assert "Tệp tep.toml: thiếu trường “nam”" in fault_in(NOTE)
    assert "lớn hơn 2 MB" in fault_in(b"#" * (SIZE_LIMIT + 1))
    fault_in(f"{NOTE}nam = {'1' * 5000}\n")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"nam = 2026\n{NOTE}".encode() + b'khac = "\xff"\n', 3),
        (b"\xef\xbb\xbf" + f"nam = 2026\n{NOTE}".encode() + b"\xff\n", 3),
        (f"nam = 2026\n{NOTE}".encode("utf-16"), 1),
        (f"nam = 2026\n{NOTE}".replace("ậ", "â").encode("cp1258"), 2),
    ],
    ids=["a broken byte", "a broken byte after a byte order mark", "UTF-16", "cp1258"],
)
def test_a_file_in_another_encoding_is_told_with_its_line_and_what_to_do(content: bytes, line: int) -> None:
    message = fault_in(content)

    assert f"dòng {line}: " in message
    assert "UTF-8" in message


@pytest.mark.parametrize("depth", [100, 300, 450, 600, 2000, 100_000])
def test_a_value_or_a_table_name_nested_without_reason_is_refused(depth: int) -> None:
    fault_in(f"nam = 2026\n{NOTE}trang_thai = " + "[" * depth + "]" * depth + "\n")
    fault_in(f"nam = 2026\n{NOTE}[{'.'.join('a' * depth)}]\n")


def test_a_link_to_itself_is_told_as_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "vong.toml"
    path.symlink_to(path)

    with pytest.raises(BadFile, match="đọc"):
        toml.read(path, Review, notify=silent)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kin.toml"
    path.write_text(NOTE, encoding="utf-8")
    path.chmod(0)

    with pytest.raises(BadFile, match="quyền"):
        toml.read(path, Review, notify=silent)


@pytest.mark.parametrize("slip", CHECKLISTS)
def test_a_wrong_checklist_is_told_with_its_line_its_key_and_what_to_do(slip: str) -> None:
    text, line, fragments = CHECKLISTS[slip]

    message = fault_in(text, Checklist, "rieng.toml", find_faults)

    assert ("Tệp rieng.toml: " if line is None else f"Tệp rieng.toml, dòng {line}: ") in message
    assert [fragment for fragment in fragments if fragment not in message] == []


# Every field of every file


TAKES: Final[dict[type, str]] = {
    inspect.StrType: "chuỗi", inspect.IntType: "số nguyên", inspect.FloatType: "số", inspect.DateType: "2027-03-31",
    inspect.VarTupleType: "danh sách", inspect.StructType: "bảng", inspect.BoolType: "",
}  # fmt: skip


def whole(kind: inspect.Type) -> Any:
    """Return a value of a kind that has no more than it must."""
    match kind:
        case inspect.StructType(fields=fields):
            return {field.encode_name: whole(field.type) for field in fields if field.required}
        case inspect.VarTupleType(item_type=item):
            return [whole(item)]
        case inspect.EnumType(cls=known) | inspect.LiteralType(values=known):
            return next(iter(known))
        case inspect.IntType(le=most) | inspect.FloatType(le=most):
            return most
    return date(2026, 5, 2) if isinstance(kind, inspect.DateType) else "1"


def wrong(kind: Any) -> Iterator[tuple[Any, list[str]]]:
    """Yield values that a kind does not take, each with words of what is said then."""
    match kind:
        case inspect.UnionType(types=(inner, *_)):
            yield from wrong(inner)
        case inspect.EnumType(cls=known) | inspect.LiteralType(values=known):
            yield SECRET, [word for word in known if isinstance(word, str)]
        case _:
            yield 7391 if isinstance(kind, inspect.StrType) else SECRET, [TAKES[type(kind)]]
    for bound, beyond, says in (("ge", -7391, "nhỏ hơn"), ("le", 7391, "lớn hơn")):
        if (limit := getattr(kind, bound, None)) is not None:
            yield limit + beyond, [f"{says} {limit:g}"]
    pattern = getattr(kind, "pattern", None)
    if pattern == r"\S" or getattr(kind, "min_length", None):
        yield "" if pattern else [], ["để trống"]
    elif pattern:
        yield SECRET, []


def slips(kind: inspect.Type) -> Iterator[tuple[dict[str, Any], str, list[str]]]:
    """Yield values of a kind, each with one fault in it, what stands on the line of that, and words of what is said."""
    if isinstance(kind, inspect.VarTupleType | inspect.UnionType):
        yield from slips(kind.item_type if isinstance(kind, inspect.VarTupleType) else kind.types[0])
    if not isinstance(kind, inspect.StructType):
        return
    for field in kind.fields:
        key, least = field.encode_name, whole(kind)
        for value, says in wrong(field.type):
            yield least | {key: value}, key, [f"“{key}”", *says]
        yield least | {f"{key}x": 7391}, f"{key}x", [f"“{key}x”", f"“{key}”"]
        if field.required:
            yield {name: other for name, other in least.items() if name != key}, "", [f"thiếu trường “{key}”"]
        for inner, line, says in slips(field.type):
            listed = isinstance(field.type, inspect.VarTupleType)
            yield least | {key: [inner] if listed else inner}, line, says


@pytest.mark.parametrize("kind", [Review, Profile, Notebook, Checklist, PointTable, Form])
def test_a_slip_in_any_field_is_told_with_its_line_its_key_and_what_the_field_takes(kind: type) -> None:
    for value, line, says in slips(inspect.type_info(kind)):
        text = tomli_w.dumps(value)

        message = fault_in(text, kind, also=lambda _: ())

        told = re.search(r"dòng (\d+)", message)
        found, *below = text.split("\n")[int(told[1]) - 1 if told else 0 :]
        assert told or not line, (text, message)
        assert line in (found + below[0] if found.endswith("= [") else found), (text, message)
        assert [words for words in says if words not in message] == [], (text, message)
