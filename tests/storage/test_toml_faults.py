"""A file that is wrong: which file, which line, what to do; and never the person's own text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

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


def fault_in(text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(BadFile) as refused:
        toml.parse(content, "tep.toml", Review, notify=silent, also=review_faults)
    assert refused.value.exit_code is ExitCode.BAD_FILE
    return str(refused.value)


def keeps_the_secret(message: str) -> bool:
    return not any(part in message for part in ("7391", "Bí", "mật", "bi-mat"))


@pytest.mark.parametrize("slip", SYNTAX)
def test_broken_toml_is_told_with_its_line_and_what_to_do(slip: str) -> None:
    text, line, advice = SYNTAX[slip]

    message = fault_in(text)

    assert f"Tệp tep.toml, dòng {line}" in message
    assert advice in message
    assert keeps_the_secret(message)


def test_broken_toml_is_told_with_its_column() -> None:
    assert "dòng 2, cột 11" in fault_in("nam = 2026\nghi_chu = abc\n")


@pytest.mark.parametrize("slip", VALUES)
def test_a_wrong_value_is_told_with_its_line_its_key_and_what_to_do(slip: str) -> None:
    text, line, fragments = VALUES[slip]

    message = fault_in(text)

    assert f"Tệp tep.toml, dòng {line}: " in message
    assert [fragment for fragment in fragments if fragment not in message] == []
    assert keeps_the_secret(message)


def test_a_year_without_a_year_is_told_which_key_is_missing() -> None:
    message = fault_in(NOTE)

    assert "Tệp tep.toml: thiếu trường “nam”" in message
    assert keeps_the_secret(message)


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
    assert keeps_the_secret(message)


@pytest.mark.parametrize("depth", [100, 300, 450, 600, 2000, 100_000])
def test_a_file_nested_without_reason_is_refused(depth: int) -> None:
    message = fault_in(f"nam = 2026\n{NOTE}trang_thai = " + "[" * depth + "]" * depth + "\n")

    assert keeps_the_secret(message)


@pytest.mark.parametrize("depth", [100, 300, 450, 600, 2000, 100_000])
def test_a_table_name_nested_without_reason_is_refused(depth: int) -> None:
    message = fault_in(f"nam = 2026\n{NOTE}[{'.'.join('a' * depth)}]\n")

    assert keeps_the_secret(message)


def test_a_number_with_5000_digits_is_refused() -> None:
    message = fault_in(f"{NOTE}nam = {'1' * 5000}\n")

    assert keeps_the_secret(message)


def test_more_than_two_megabytes_are_refused_without_reading_them_as_toml() -> None:
    message = fault_in(b"#" * (SIZE_LIMIT + 1))

    assert "lớn hơn 2 MB" in message


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    with pytest.raises(BadFile, match="lớn hơn 2 MB"):
        toml.read(path, Review, notify=silent)


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="thư mục"):
        toml.read(tmp_path, Review, notify=silent)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_is_refused_without_waiting_on_it(tmp_path: Path) -> None:
    path = tmp_path / "ong.toml"
    os.mkfifo(path)

    with pytest.raises(BadFile, match="không phải tệp thông thường"):
        toml.read(path, Review, notify=silent)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kin.toml"
    path.write_text(NOTE, encoding="utf-8")
    path.chmod(0)

    with pytest.raises(BadFile, match="quyền"):
        toml.read(path, Review, notify=silent)


def test_a_link_to_itself_is_told_as_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "vong.toml"
    path.symlink_to(path)

    with pytest.raises(BadFile, match="đọc"):
        toml.read(path, Review, notify=silent)


def test_every_file_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "2026.toml"
    path.write_text(f"{NOTE}nam = 2026\nnan = 1\n", encoding="utf-8")

    with pytest.raises(BadFile) as refused:
        toml.read(path, Review, notify=silent)

    assert f"Tệp {path}, dòng 3: " in str(refused.value)


@pytest.mark.parametrize("slip", CHECKLISTS)
def test_a_wrong_checklist_is_told_with_its_line_its_key_and_what_to_do(slip: str) -> None:
    text, line, fragments = CHECKLISTS[slip]

    with pytest.raises(BadFile) as refused:
        toml.parse(text.encode(), "rieng.toml", Checklist, notify=silent, also=find_faults)

    message = str(refused.value)
    assert ("Tệp rieng.toml: " if line is None else f"Tệp rieng.toml, dòng {line}: ") in message
    assert [fragment for fragment in fragments if fragment not in message] == []
    assert keeps_the_secret(message)


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
    with pytest.raises(BadFile) as refused:
        toml.parse(text.encode(), "ho-so.toml", Profile, notify=silent)

    message = str(refused.value)
    assert f"Tệp ho-so.toml, dòng {line}: " in message
    assert fragment in message
    assert keeps_the_secret(message)
