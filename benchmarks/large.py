"""Measure what much writing costs, and what files made to be slow may: `python benchmarks/large.py`.

Each time is set against the floor program's, in one run, as in `run.py`. What
is written is made up, the same in every run.

Exits with 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import tomli
from run import HERE, TUPHE, Program, Row, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from run import Sample

sys.path.insert(0, str(HERE.parent / "tests"))

MEMORY_LIMIT: Final = 200.0
"""Megabytes of 1,000,000 bytes."""

_FIRST: Final = (
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
)
_LAST: Final = ("a", "ă", "ân", "ơ", "em", "iên", "oai", "ương", "uyết", "ôi")
_SYLLABLES: Final = [first + last for first in _FIRST for last in _LAST]
_EVERY: Final = ("danh-sach", "so-sanh", "soat", "xu-huong", "xem", "xuat", "xuat --mau 2B -o a.docx --ghi-de")


def a_sentence(chance: Random, words: int) -> str:
    """Words that Vietnamese might have."""
    return f"{' '.join(chance.choices(_SYLLABLES, k=words)).capitalize()}."


def items() -> list[str]:
    """The ids of the built-in checklist."""
    checklist = tomli.loads((HERE.parent / "checklists" / "trach-nhiem.toml").read_text(encoding="utf-8"))
    return [item["id"] for group in checklist["nhom"] for item in group["muc"]]


def write(home: Path, year: int, lines: Iterable[str]) -> None:
    """Put a year on the disk."""
    folder = home / "tuphe" / "kiem-diem"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{year}.toml"
    path.write_text(f"dinh_dang = 1\nnam = {year}\n{''.join(lines)}", encoding="utf-8")
    path.chmod(0o600)


def sixty_years(home: Path) -> None:
    """Write 60 years with 66 shortcomings each, none of them mended, no two alike."""
    chance, asked = Random(60), items()
    for year in range(1967, 2027):
        entries: dict[str, list[str]] = {item: [] for item in asked}
        for row in range(66):
            entries[asked[row % len(asked)]].append(_shortcoming(a_sentence(chance, 12), year))
        write(home, year, (f'\n[[muc]]\nid = "{item}"\nmuc_do = "kem"\n{"".join(of)}' for item, of in entries.items()))


def twenty_years(home: Path) -> None:
    """Write 20 years that leave five shortcomings and five pledges open each."""
    chance = Random(20)
    for year in range(2007, 2027):
        low = "".join(
            f'\n[[muc]]\nid = "{item}"\nmuc_do = "kem"\n{_shortcoming(a_sentence(chance, 20), year)}'
            for item in items()[:5]
        )
        pledges = "".join(
            f'\n[[cam_ket]]\nnoi_dung = "{a_sentence(chance, 15)}"\nthoi_han = {year + 1}-06-30\n' for _ in range(5)
        )
        write(home, year, (low, pledges))


def two_long_years(home: Path) -> None:
    """Write two years of 760 kB: half of the second stands in the first, word for word or with a word changed."""
    chance, asked = Random(760), items()
    before = {item: [a_sentence(chance, 25) for _ in range(120)] for item in asked}
    after = {
        item: [chance.choice((text, text.replace(" ", " không ", 1), a_sentence(chance, 25))) for text in texts]
        for item, texts in before.items()
    }
    for year, texts in ((2025, before), (2026, after)):
        write(
            home,
            year,
            (
                f'\n[[muc]]\nid = "{item}"\nmuc_do = "kem"\nket_qua = [{", ".join(map(_quoted, of[:60]))}]\n'
                + "".join(_shortcoming(text, year) for text in of[60:])
                for item, of in texts.items()
            ),
        )


def _quoted(text: str) -> str:
    return f'"{text}"'


def _shortcoming(text: str, year: int) -> str:
    return (
        f'\n[[muc.han_che]]\nnoi_dung = "{text}"\nnguyen_nhan = "Chưa chủ động."\nloai_nguyen_nhan = "chu-quan"\n'
        f'bien_phap = "Lập lịch."\nthoi_han = {year + 1}-03-31\n'
    )


def large_files(place: Path) -> dict[str, Program]:
    """Return a command for each kind of file that is as large as it may be, in a folder of its own."""
    from stress.large_files import KINDS, a_large_file

    found = {}
    for number, kind in enumerate(KINDS):
        home = place / f"large-{number}"
        write(home, 2025, ())
        path = home / "tuphe" / "kiem-diem" / "2026.toml"
        path.write_text(a_large_file(kind), encoding="utf-8")
        path.chmod(0o600)
        for command in ("soat", "xem"):
            found[f"{command}, {kind}"] = Program([TUPHE, command, "2026"], home, exits=(0, 1, 4))
    return found


def programs(place: Path) -> dict[str, Program]:
    """Return the programs that take turns; what they work on is put below `place`."""
    homes = {name: place / name for name in ("sixty", "twenty", "two", "empty")}
    for home in homes.values():
        home.mkdir()
    sixty_years(homes["sixty"])
    twenty_years(homes["twenty"])
    two_long_years(homes["two"])
    return {
        "floor program": Program([sys.executable, HERE / "floor.py"], homes["empty"]),
        **{
            f"60 years of 66 shortcomings: `tuphe {command}`": Program(
                [TUPHE, *command.split()], homes["sixty"], exits=(0, 1)
            )
            for command in _EVERY
        },
        "20 years with 10 promises open each: `tuphe danh-sach`": Program([TUPHE, "danh-sach"], homes["twenty"]),
        "two years of 760 kB: `tuphe soat`": Program([TUPHE, "soat"], homes["two"], exits=(0, 1)),
    }


def report(medians: Mapping[str, Sample], large: Mapping[str, Sample]) -> list[Row]:
    """Set what was measured against the bounds; of files made to be slow, the slowest and the largest."""
    floor = medians["floor program"].ms
    slowest = max(large, key=lambda name: large[name].ms)
    took = {
        **{name: (sample.ms, _bound(name)) for name, sample in medians.items() if name != "floor program"},
        f"the slowest of {len(large)} with a file of 2 MB: `{slowest}`": (large[slowest].ms, 25.0),
    }
    rows = [
        Row(name, f"{ms:.0f}", "`floor program`", f"{floor:.0f}", ratio=ms / floor, bound=bound)
        for name, (ms, bound) in took.items()
    ]
    biggest = max(large, key=lambda name: large[name].megabytes)
    peak = large[biggest].megabytes
    named = f"the most memory of them: `{biggest}`"
    limit = f"{MEMORY_LIMIT:g} MB"
    return [*rows, Row(named, f"{peak:.1f} MB", "a fixed limit", limit, ratio=peak / MEMORY_LIMIT, bound=1.0)]


def _bound(name: str) -> float:
    return 15.0 if name.startswith("60") else 25.0 if name.startswith("two") else 3.0


def main() -> int:
    """Measure, print the table."""
    parser = argparse.ArgumentParser(description="Measure what much writing costs.")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each program (default: 5)")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="tuphe-benchmarks-") as temporary:
        place = Path(temporary)
        medians = measure(programs(place), asked.runs)
        # Of these, once is enough: nobody minds a few milliseconds where there is a second.
        large = {name: program.run() for name, program in large_files(place).items()}
        rows = report(medians, large)
    print(Row.head, *rows, sep="\n")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
