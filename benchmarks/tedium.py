"""Count what a year costs the one who types it: `python benchmarks/tedium.py`.

A scripted person reads the screen of a pseudo-terminal and answers two years
to the end: the example year of 2026, after that of 2025, and the least that
is honest. What is counted: screens (another question, board or page),
questions, and keys besides the letters of the answers: those that choose,
finish, or pass on. The years come out whole, or the count is worth nothing.
Unix only: a screen needs a pseudo-terminal.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import tomli
from run import EXAMPLES, HERE, TUPHE

if TYPE_CHECKING:
    from collections.abc import Mapping

sys.path.insert(0, str(HERE.parent / "tests"))

COLUMNS, ROWS = 80, 24
PROFILE: Final = {
    "ho_ten": "Nguyễn Thị Minh",
    "ngay_sinh": "02/9/1985",
    "don_vi": "Sở Nội vụ",
    "chi_bo": "Chi bộ Văn phòng",
    "dang_bo": "Sở Nội vụ",
    "chuc_vu_dang": "Đảng viên",
    "chuc_vu_chinh_quyen": "Chuyên viên",
    "chuc_vu_doan_the": "Đoàn viên công đoàn",
    "noi_viet": "Hà Nội",
}
HEAD: Final = "| year | screens | questions | keys | texts and choices | letters |\n|---|--:|--:|--:|--:|--:|"


def least_year() -> Mapping[str, Any]:
    """The least that is honest: each item rated, a result in each section, no shortcoming, one pledge, points, level.

    The form is 2B, of whose results sections the third is for pledges of the
    year before: the first year has none.
    """
    from support.values import the_checklist
    from tuphe.core.checklist import Audience

    items = [item.id for item in the_checklist().items if item.audience is Audience.EVERYONE]
    results = {
        "lam-den-noi-den-chon": ["Hoàn thành 12/12 nhiệm vụ, đều đúng hạn."],
        "chu-dong-sang-tao": ["Số hoá 1.240 hồ sơ, xong trước hạn 15 ngày."],
    }
    return {
        "muc": [{"id": item, "muc_do": "tot", "ket_qua": results.get(item, [])} for item in items],
        "bo_sung": [
            {"id": "dieu-dang-vien-khong-duoc-lam", "noi_dung": "Tự rà ngày 20/11/2026, không vi phạm điều nào."},
            {"id": "bieu-hien-suy-thoai", "noi_dung": "Đối chiếu cùng ngày, không thấy biểu hiện nào."},
        ],
        "cam_ket": [
            {"noi_dung": "Số hoá xong 1.500 hồ sơ.", "thoi_han": date(2027, 6, 30), "linh_vuc": "nhiem-vu"},
        ],
        "tu_danh_gia": {"tieu_chi_chung": "26", "ket_qua_nhiem_vu": "55", "xep_loai": "tot"},
    }


def cost(name: str, year: Mapping[str, Any], *, after: Path | None = None) -> str:
    """Type a year in a folder of its own, which has the year before where that is given, and return its row.

    Raises RuntimeError where the year is not whole then.
    """
    from support.person import Person
    from support.screen import Screen

    person = Person(PROFILE, year)
    with TemporaryDirectory(prefix="tuphe-tedium-") as place:
        home = Path(place)
        env = {"PATH": os.environ["PATH"], "HOME": place, "TUPHE_THU_MUC": str(home / "tuphe"), "LC_ALL": "C.UTF-8"}

        def run(*words: str | Path) -> str:
            return subprocess.run([TUPHE, *words], env=env, check=True, capture_output=True, encoding="utf-8").stdout

        if after is not None:
            run("kiem-diem", "--tra-loi", after)
        for command in (["kiem-diem", "2026"], ["ho-so"]):
            person.fill_in(Screen([str(TUPHE), *command], cwd=home, env=env, columns=COLUMNS, rows=ROWS))
            if "[chưa ghi]" not in (paper := run("xuat", "2026", "--mau", "2B")):
                break
        else:
            raise RuntimeError(f"the paper is not whole:\n{paper}")
    count = person.count
    counted = (count.screens, count.questions, count.keys, count.answers, count.letters)
    return f"| {name} | {' | '.join(map(str, counted))} |"


def main() -> None:
    """Type both years and print what they cost."""
    whole = tomli.loads((EXAMPLES / "2026.toml").read_text(encoding="utf-8"))
    print(HEAD)
    print(cost("the least that is honest", least_year()))
    print(cost("the example year of 2026", whole, after=EXAMPLES / "2025.toml"))


if __name__ == "__main__":
    main()
