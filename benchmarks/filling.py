"""Measure how `tuphe xuat --vao` fills templates that others made: `python benchmarks/filling.py [FOLDER…]`.

Each NAME.docx has beside it NAME.toml, which places a careful reader sees in it; paragraphs are counted in the order of
the file, from 0. The year is examples/2026.toml. Printed is, over all files, how much of what waits has its words,
and how much of what does not wait is the same as before. Without FOLDER it fills those of tests/data
(mau-trong, -2, -3): templates made by four people who did not know the rules.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tomli
from lxml import etree

from tuphe.core.text import fold
from tuphe.paper.reading.self_rating import rating_of
from tuphe.paper.word import paragraphs_of

if TYPE_CHECKING:
    from tuphe.paper.paragraphs import Paragraph

ROOT: Final = Path(__file__).parents[1]
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROFILE: Final = {
    "ho_ten": "Lê Thị Hoà", "ngay_sinh": "02/9/1985", "don_vi": "Trường THCS Mẫu", "chi_bo": "Chi bộ 3",
    "dang_bo": "Xã Mẫu", "chuc_vu_dang": "Đảng viên", "chuc_vu_chinh_quyen": "Giáo viên", "noi_viet": "Xã Mẫu",
    "chuc_vu_doan_the": "Tổ trưởng công đoàn",
}  # fmt: skip
SAID: Final = {**PROFILE, "chi_bo": "3", "nam": "2026", "chung": "26,5", "nv": "57", "tong": "83,5"}
"""What stands in a field, by the names of the truth; the number of a cell stands behind its label."""

Tally = Counter[tuple[str, str]]
"""(what, "đúng" | "có") → how often."""


class Filled:
    """One template, and what became of it."""

    def __init__(self, template: Path, truth: Mapping[str, Any], folder: Path) -> None:
        self.truth, self._template, self._folder = truth, template, folder
        output = folder / "ra.docx"
        self._run("xuat", "2026", "--mau", truth["mau"], "--vao", str(template), "-o", str(output), "--ghi-de")
        self.before, self.after = _paragraphs(template.read_bytes()), _paragraphs(output.read_bytes())
        self._read = {one.position: one for one in paragraphs_of(output.read_bytes())}
        waits = {*truth["sua_doan"], *truth.get("tuy_y", ())}
        self.fixed = [at for at in range(len(self.before)) if at not in waits]
        blocks = SequenceMatcher(None, [self.before[at] for at in self.fixed], self.after, autojunk=False)
        self.kept = {
            self.fixed[block.a + at]: block.b + at for block in blocks.get_matching_blocks() for at in range(block.size)
        }

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "tuphe", *arguments, "--thu-muc", str(self._folder / "tuphe")]
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout

    def in_place_of(self, places: Sequence[int]) -> list[Paragraph]:
        """Return the paragraphs between what was kept before and behind these."""
        before = max((at for at in self.kept if at < places[0]), default=-1)
        behind = min((at for at in self.kept if at > places[-1]), default=len(self.before))
        first, last = self.kept.get(before, -1) + 1, self.kept.get(behind, len(self.after))
        if len(places) == 1 and last - first == behind - before - 1:
            first, last = first + places[0] - before - 1, first + places[0] - before
        return [self._read[at] for at in range(first, last) if at in self._read]

    def said_in_place_of(self, places: Sequence[int]) -> str:
        """Return what they say."""
        return fold("\n".join(one.text for one in self.in_place_of(places)))

    def sentences(self, number: str) -> list[str]:
        """Return what the person's own paper says in a section."""
        said = self._run(
            "xuat", "2026", "--mau", self.truth["mau"], "--muc", number, "--dang", "txt", "--khong-tieu-de"
        )
        lines = (re.sub(r"^\s*(?:[-+]|\(\d+\))\s+", "", line) for line in said.splitlines())
        return [fold(line) for line in lines if len(line.split()) > 3 and not re.match(r"\d\. ", line)]


def _paragraphs(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [etree.tostring(one, method="c14n", exclusive=True) for one in root.iter(f"{W}p")]


def measure(filled: Filled, tally: Tally) -> None:
    """Count one template."""
    truth = filled.truth
    tally.update({("đoạn giữ nguyên", "đúng"): len(filled.kept), ("đoạn giữ nguyên", "có"): len(filled.fixed)})
    for section in truth["phan"]:
        there = filled.said_in_place_of(section["doan"])
        for sentence in filled.sentences(section["khoa"]):
            count(tally, "câu đúng phần", good=sentence in there)
    for what, fields in (("trường phần đầu", truth["truong"]), ("điểm", truth["diem"])):
        for field in fields:
            for at in field["doan"]:
                said = rf"(?<!\d){re.escape(fold(SAID[field['khoa']]))}(?!\d)"
                count(tally, what, good=re.search(said, filled.said_in_place_of([at])) is not None)
    rated = rating_of(filled.in_place_of(truth["xep_loai"]["doan"]))
    count(tally, "mức xếp loại", good=rated.rating.level == "tot")


def count(tally: Tally, what: str, *, good: bool) -> None:
    """Count one place."""
    tally.update({(what, "đúng"): int(good), (what, "có"): 1})


def main() -> None:
    """Fill all templates of each folder and print a table of each."""
    data = ROOT / "tests" / "data"
    for folder in map(Path, sys.argv[1:]) if sys.argv[1:] else sorted(data.glob("mau-trong*")):
        tally: Tally = Counter()
        files = sorted(path for path in folder.glob("*.docx") if "sua_doan" in truth_of(path))
        for path in files:
            with tempfile.TemporaryDirectory() as place:
                begin(Path(place) / "tuphe")
                measure(Filled(path, truth_of(path), Path(place)), tally)
        print(f"{folder.name}: {len(files)} templates\n\n| | đúng |\n|---|--:|")
        for what in dict.fromkeys(what for what, _ in tally):
            right, there = tally[what, "đúng"], tally[what, "có"]
            print(f"| {what} | {right / max(there, 1):.0%} ({right}/{there}) |")


def begin(home: Path) -> None:
    """Put the year and a profile into a folder of its own."""
    (home / "kiem-diem").mkdir(parents=True, mode=0o700)
    home.chmod(0o700)
    (home / "kiem-diem" / "2026.toml").write_bytes((ROOT / "examples" / "2026.toml").read_bytes())
    said = "".join(f'{key} = "{value}"\n' for key, value in PROFILE.items())
    (home / "ho-so.toml").write_text(f"dinh_dang = 3\n{said}", encoding="utf-8")


def truth_of(path: Path) -> dict[str, Any]:
    """Return what a careful reader sees in a file."""
    return tomli.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
