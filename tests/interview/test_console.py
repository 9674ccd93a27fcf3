"""A Windows console: what it tells its programs ends a question, and what was typed there is kept."""

import sys
from pathlib import Path

import pytest

from interview.conftest import Year
from support.program import Run
from support.windows_console import CLOSED, CTRL_BREAK, Step, in_console

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a terminal sends signals")

TYPED = "Số hoá 1.240 hồ sơ,"
IN_LINES: list[Step] = [("until", "/dung"), ("type", "2\r")]


@pytest.mark.parametrize("event", [CTRL_BREAK, CLOSED], ids=["Ctrl-Break", "closed"])
@pytest.mark.parametrize("lines", [(), ("--tuyen-tinh",)], ids=["drawn", "lines"])
def test_a_text_in_a_console_that_ends_is_kept(
    known: Run, saved: Year, tmp_path: Path, environment: dict[str, str], event: int, lines: tuple[str, ...]
) -> None:
    steps: list[Step] = [("until", "Đã làm được gì?"), ("type", f"{TYPED}\rtrước hạn"), ("event", event)]
    command = [sys.executable, "-m", "tuphe", "kiem-diem", "2026", "--muc", "trach-nhiem-voi-to-quoc", *lines]
    code, _ = in_console(command, [*IN_LINES * len(lines), *steps], cwd=tmp_path, env=environment)

    assert code == 130
    assert [draft["noi_dung"] for draft in saved()["dang_go"]] == [f"{TYPED}\ntrước hạn"]
