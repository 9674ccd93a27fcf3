"""A year as large as it may be, whatever is in it, is read or refused with a sentence."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from stress.large_files import KINDS, a_large_file
from support.amount import ALL, share
from support.pages import english
from support.program import Run
from tuphe.reading import SIZE_LIMIT

COMMANDS = (("xem", "2026"), ("soat", "2026"), ("so-sanh", "2026"), ("danh-sach",), ("xu-huong",), ("xuat", "2026"))


@pytest.mark.parametrize("kind", Random(5).sample(sorted(KINDS), share(len(KINDS), 4)))
def test_a_year_that_is_too_much_is_read_or_refused_with_a_sentence(kind: str, tuphe: Run, folder: Path) -> None:
    content = a_large_file(kind).encode()
    assert 1_000_000 < len(content) <= SIZE_LIMIT or kind == "shallow arrays"
    year = folder / "kiem-diem" / "2026.toml"
    year.parent.mkdir(mode=0o700, parents=True)
    year.write_bytes(content)

    for command in COMMANDS if ALL else COMMANDS[:1]:
        result = tuphe(*command)

        assert result.code in (0, 1, 4)
        assert "Traceback" not in result.err
        assert english(result.err) == []
        if result.code == 4:
            assert "2026.toml" in result.err
