"""Both example years, typed key by key, make the files that the answers files make."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from conftest import EXAMPLES
from support.screen import ENTER
from support.typist import read, type_profile, type_year

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Open
    from support.program import Run


def content(path: Path) -> dict[str, Any]:
    """A year file without what only says how far the questions went, and without private notes."""

    def bare(entry: Any) -> Any:
        if isinstance(entry, dict):
            return {key: bare(value) for key, value in entry.items() if key not in ("khong_co", "ghi_chu")}
        return [bare(value) for value in entry] if isinstance(entry, list) else entry

    kept: dict[str, Any] = bare(tomllib.loads(path.read_text(encoding="utf-8")))
    return kept


def test_two_years_typed_make_the_same_files_as_the_answers_files(
    terminal: Open, tuphe: Run, folder: Path, tmp_path: Path
) -> None:
    for year in ("2025", "2026"):
        screen = terminal("kiem-diem", year, columns=60)
        if year == "2025":
            type_profile(screen)
        type_year(screen, read(EXAMPLES / f"{year}.toml"))
        screen.type(ENTER)
        assert screen.finish() == 0, screen.shown

    for year in ("2025", "2026"):
        tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml"), TUPHE_THU_MUC=str(tmp_path / "tu-tep"))
        typed, fed = (base / "kiem-diem" / f"{year}.toml" for base in (folder, tmp_path / "tu-tep"))
        assert content(typed) == content(fed)
