"""What no command expects ends in one sentence too, which names the place."""

import errno
from pathlib import Path

import pytest

from tuphe.cli.failure import report


def test_a_folder_that_may_not_be_looked_into_is_named_in_letters(capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("/du-lieu/kiem-diem", Path("/du-lieu/kiem-diem"), "/a\x1b[31m"):
        code = report(PermissionError(errno.EACCES, "Permission denied", place))

        told = capsys.readouterr().err
        assert code == 7
        assert told.startswith("Không có quyền đọc hoặc ghi")
        assert "\x1b" not in told
