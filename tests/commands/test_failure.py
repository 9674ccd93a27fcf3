"""What no command expects ends in one sentence too, which names the place."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tuphe.cli.failure import report


@pytest.mark.parametrize("place", ["/du-lieu/kiem-diem", Path("/du-lieu/kiem-diem")], ids=["text", "path"])
def test_a_folder_that_may_not_be_looked_into_is_named(place: str | Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = report(PermissionError(errno.EACCES, "Permission denied", place))

    assert code == 7
    assert capsys.readouterr().err.startswith("Không có quyền đọc hoặc ghi")


def test_a_name_of_a_disk_is_shown_as_letters(capsys: pytest.CaptureFixture[str]) -> None:
    report(PermissionError(errno.EACCES, "Permission denied", "/a\x1b[31m"))

    assert "\x1b" not in capsys.readouterr().err
