"""Names that Windows has no file for."""

from __future__ import annotations

import pytest

from tuphe.names import refused_by_windows


@pytest.mark.parametrize(
    "name",
    [
        *("con", "CON.txt", "con .txt", "nul.toml", "Com1", "lpt9.docx", "COM¹", "a.", "a ", "a. ."),
        *("x?.txt", "a<b", "a>b", 'a"b', "a|b", "a*b", "a:b", "a\\b", "a\x01b"),
    ],
)
def test_a_name_that_windows_refuses_is_told_with_what_to_do(name: str) -> None:
    assert refused_by_windows(name).endswith("Chọn tên khác.")


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", ".o-dia", "2026.toml", "kiểm điểm 2026 (2).docx", "console.txt", "com.txt", "com10", "lpt"),
        *("icon", "aux1.md", "a.con", "nultest"),
    ],
)
def test_every_other_name_may_be_used(name: str) -> None:
    assert refused_by_windows(name) == ""
