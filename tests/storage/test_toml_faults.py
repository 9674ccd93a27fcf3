"""A file that is wrong: which file, which line, what to do; and never the person's own text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from support.pages import english
from support.slips import CHECKLISTS, NOTE, SECRET, SYNTAX, VALUES
from support.values import silent, the_checklist
from tuphe.core.checklist import Checklist, find_faults
from tuphe.core.profile import Profile
from tuphe.core.review import Review
from tuphe.core.value import Fault
from tuphe.core.year_file import find_faults as find_review_faults
from tuphe.core.year_file import item_faults
from tuphe.errors import BadFile, ExitCode
from tuphe.reading import SIZE_LIMIT
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


@pytest.mark.parametrize(
    ("text", "line", "fragment"),
    [
        (f'don_vi = "{SECRET}"\nhoten = "{SECRET}"\n', 2, "“ho_ten”"),
        (f'don_vi = "{SECRET}"\nchucvu_dang = "x"\n', 2, "“chuc_vu_dang”"),
        (f'don_vi = ["{SECRET}"]\n', 1, "“don_vi”"),
        (f'don_vi = "{SECRET}"\nngay_sinh = 1980-09-02\n', 2, "“ngay_sinh”"),
    ],
)
def test_a_wrong_profile_is_told_with_its_line_and_its_key(text: str, line: int, fragment: str) -> None:
    assert re.search(f"Tệp ho-so.toml, dòng {line}: .*{fragment}", fault_in(text, Profile, "ho-so.toml", lambda _: ()))
