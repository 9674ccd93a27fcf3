"""Measure what `tuphe nhap` reads of Word files that others typed: `python benchmarks/papers.py [FOLDER …]`.

Each NAME.docx has beside it NAME.toml, what a careful reader takes from it. Printed are, over all files, how much of
that is read (recall) and how much of what is read is there (precision): words in their sections, and for lists the
entries that are found (half of the words alike, as F1) and then what is said of them. Without FOLDER it reads
tests/data/giay-de-rieng, papers by somebody who did not know the rules, which were never changed for them; tests/data
has giay-la, giay-la-2 and giay-la-3 besides, papers for which they were.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import tomli

from tuphe.core.says_nothing import says_nothing
from tuphe.core.text import fold

ROOT: Final = Path(__file__).parents[1]
LISTS: Final = {
    "han_che": ("nguyen_nhan", "bien_phap", "thoi_han"),
    "khac_phuc": ("tinh_trang", "phan_tram", "ket_qua"),
    "goi_y": ("giai_trinh", "nguyen_nhan", "trach_nhiem"),
    "cam_ket": ("thoi_han",),
    "viec": ("san_pham", "thoi_han"),
}
"""The lists of a paper, and what each entry may have beside its text."""

ALIKE: Final = 0.5
"""Of the words of two entries, the share (F1) from which they are the same one."""

Tally = Counter[tuple[str, str]]
"""(what, "đúng" | "có" | "đọc") → how often."""


def read(path: Path, year: int) -> Mapping[str, Any]:
    """Return what `tuphe nhap --json` prints of a file; nothing where it refuses."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tuphe", "nhap", str(path), "--nam", str(year), "--json", "--thu-muc", folder]
        done = subprocess.run(command, capture_output=True, check=False)
    return json.loads(done.stdout) if done.stdout else {}


def words(text: object) -> Counter[str]:
    """Return the words of a text, or of paragraphs, folded."""
    whole = " ".join(map(str, text)) if isinstance(text, list) else str(text or "")
    return Counter() if says_nothing(whole) else Counter(re.findall(r"\w+", fold(whole)))


def likeness(one: object, other: object) -> float:
    """Return the F1 of the words of two texts."""
    ours, theirs = words(one), words(other)
    return 2 * (ours & theirs).total() / max((ours + theirs).total(), 1)


def count(tally: Tally, what: str, right: int, there: int, told: int) -> None:
    """Add to a kind how much is right, how much is there and how much was read."""
    tally.update({(what, "đúng"): right, (what, "có"): there, (what, "đọc"): told})


def sections(truth: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[tuple[int, int, int]]:
    """Yield words right, there and read of each section; a part that the paper does not divide is one."""
    undivided = {key for key in ("I", "II") if truth.get(key)}

    def gathered(parts: Mapping[str, Any]) -> dict[str, Counter[str]]:
        whole: dict[str, Counter[str]] = {}
        for number, paragraphs in parts.items():
            top = number.partition(".")[0]
            key = top if top in undivided else number
            whole[key] = whole.get(key, Counter()) + words(paragraphs)
        return whole

    ours, theirs = gathered(truth), gathered(told)
    for key in {*ours, *theirs}:
        there, got = ours.get(key, Counter()), theirs.get(key, Counter())
        yield (there & got).total(), there.total(), got.total()


def pairs(there: Iterable[Any], told: Iterable[Any], key: str) -> list[tuple[Any, Any]]:
    """Return the entries of both lists that are the same one, each once, the most alike first."""
    left, right = list(there), list(told)
    by_likeness = sorted(
        ((likeness(a[key], b.get(key)), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True
    )
    found: dict[int, int] = {}
    for alike, i, j in by_likeness:
        if alike >= ALIKE and i not in found and j not in found.values():
            found[i] = j
    return [(left[i], right[j]) for i, j in found.items()]


def measure(truth: Mapping[str, Any], told: Mapping[str, Any], tally: Tally) -> None:
    """Count one paper."""
    for right, there, got in sections(truth.get("phan", {}), told.get("phan", {})):
        count(tally, "phan (chữ)", right, there, got)
    for name, details in LISTS.items():
        key = "van_de" if name == "goi_y" else "noi_dung"
        ours, theirs = truth.get(name, []), told.get(name, [])
        if name == "cam_ket":  # remedies and general directions are neither right nor wrong there
            beside = [
                *(entry.get("bien_phap", "") for entry in truth.get("han_che", [])),
                *(entry["noi_dung"] for entry in truth.get("phuong_huong", [])),
            ]
            theirs = [one for one in theirs if all(likeness(one["noi_dung"], other) < ALIKE for other in beside)]
        matched = pairs(ours, theirs, key)
        count(tally, name, len(matched), len(ours), len(theirs))
        for detail in details:
            same = [(a.get(detail), b.get(detail)) for a, b in matched]
            right = sum(bool(a and b) and likeness(a, b) >= ALIKE for a, b in same)
            there = sum(bool(entry.get(detail)) for entry in ours)
            count(tally, f"{name}.{detail}", right, there, sum(bool(b) for _, b in same))
    rating = told.get("tu_danh_gia", {})
    for mine, its in (
        ("diem_chung", "tieu_chi_chung"),
        ("diem_nhiem_vu", "ket_qua_nhiem_vu"),
        ("xep_loai", "xep_loai"),
    ):
        ours, theirs = truth.get(mine), rating.get(its)
        count(tally, "điểm, mức", int(ours is not None and ours == theirs), int(bool(ours)), int(theirs is not None))
    count(tally, "mẫu", int(truth["mau"] == told.get("mau")), 1, 1)


def main() -> None:
    """Measure all papers of each folder and print a table."""
    data = ROOT / "tests" / "data"
    for folder in map(Path, sys.argv[1:] or (data / "giay-de-rieng",)):
        tally: Tally = Counter()
        files = sorted(folder.glob("*.docx"))
        for path in files:
            truth = tomli.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
            measure(truth, read(path, truth["nam"]), tally)
        print(f"{folder.name}: {len(files)} papers\n\n| | đọc được | đúng |\n|---|--:|--:|")
        for what in dict.fromkeys(what for what, _ in tally):
            right, there, got = (tally[what, kind] for kind in ("đúng", "có", "đọc"))
            shares = (f"{right / whole:.0%} ({right}/{whole})" if whole else "-" for whole in (there, got))
            print(f"| {what} | {' | '.join(shares)} |")
        print()


if __name__ == "__main__":
    main()
