"""An example year, typed key by key, makes the file that the answers file makes."""

from pathlib import Path
from typing import Any

from conftest import EXAMPLES, Open
from support.pages import tables
from support.person import Person
from support.program import Run


def content(path: Path) -> dict[str, Any]:
    """A year file without what only says how far the questions went, and without private notes."""

    def bare(entry: Any) -> Any:
        if isinstance(entry, dict):
            return {key: bare(value) for key, value in entry.items() if key not in ("khong_co", "ghi_chu")}
        return [bare(value) for value in entry] if isinstance(entry, list) else entry

    kept: dict[str, Any] = bare(tables(path))
    return kept


def test_a_year_typed_after_another_makes_the_same_file_as_its_answers_file(
    terminal: Open, tuphe: Run, folder: Path
) -> None:
    example = EXAMPLES / "2026.toml"
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))

    screen = terminal("kiem-diem", "2026", columns=60)
    Person({"ho_ten": "Nguyễn Thị Minh"}, tables(example)).fill_in(screen)
    assert screen.finish() == 0, screen.shown

    typed = content(folder / "kiem-diem" / "2026.toml")
    (folder / "kiem-diem" / "2026.toml").unlink()
    tuphe("kiem-diem", "--tra-loi", str(example))
    assert typed == content(folder / "kiem-diem" / "2026.toml")
