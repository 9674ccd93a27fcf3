"""Make the pictures of the pages from the real program: `python docs/pictures.py`.

The program runs on a pseudo-terminal in an empty folder, is fed the example
years, and what stands on the screen is drawn as SVG with the program's own
drawing of pictures. The pages of the Word file are drawn by LibreOffice and
poppler (`soffice`, `pdftoppm`), which must be installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.text import Text

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "anh"
TUPHE = [sys.executable, "-m", "tuphe"]

sys.path.insert(0, str(ROOT / "tests"))

from support.screen import CTRL_C, ENTER, UP, Screen  # noqa: E402 -- the tests' own terminal
from tuphe.terminal.console import svg  # noqa: E402

_COLOURS = {"brown": "yellow"}
"""pyte names colours after the first terminals."""


def main() -> None:
    """Draw every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = os.environ | {"TUPHE_THU_MUC": str(folder / "du-lieu")}

        def run(*args: str) -> None:
            subprocess.run([*TUPHE, *args], env=env, cwd=folder, check=True, capture_output=True)

        fields = {"ho_ten": "Nguyễn Thị Minh", "don_vi": "Sở Nội vụ", "chi_bo": "Chi bộ Văn phòng", "mau": "2B"}
        run("ho-so", *(part for key, value in fields.items() for part in ("--dat", f"{key}={value}")))
        run("kiem-diem", "--tra-loi", str(ROOT / "examples" / "2025.toml"))

        home = Screen(TUPHE, cwd=folder, env=env)
        home.wait_for("Thoát")
        save(home, "man-hinh-chinh", "tuphe")
        home.type(CTRL_C).finish()

        board = Screen([*TUPHE, "kiem-diem", "2026", "--nhom", "nhan-thuc"], cwd=folder, env=env)
        board.wait_for("0/7", "lưu và dừng")
        for rating in "223143":
            board.type(rating).rest(0.3)
        save(board, "kiem-diem", "tuphe kiem-diem 2026")
        board.type(f"{UP}{UP}{UP}{UP}{ENTER}").wait_for("Đã làm được gì?")
        board.type("Hoàn thành 41/41 nhiệm vụ được giao, tất cả đúng hạn.").wait_for("đúng hạn.")
        save(board, "ket-qua", "tuphe kiem-diem 2026")
        board.type(CTRL_C).finish()

        (folder / "du-lieu" / "kiem-diem" / "2026.toml").unlink()
        run("kiem-diem", "--tra-loi", str(ROOT / "examples" / "2026.toml"))
        (PICTURES / "so-sanh.svg").unlink(missing_ok=True)
        run("so-sanh", "2026", "--chi-thay-doi", "--luu-anh", str(PICTURES / "so-sanh.svg"))
        draw("danh-sach", ["danh-sach"], folder, env, rows=19)

        more = {"ngay_sinh": "02/02/1985", "dang_bo": "Đảng bộ Sở Nội vụ", "chuc_vu_chinh_quyen": "Chuyên viên"}
        more |= {"chuc_vu_dang": "", "chuc_vu_doan_the": ""}
        run("ho-so", *(part for key, value in more.items() for part in ("--dat", f"{key}={value}")))
        draw("soat-that-tha", ["soat", "2026"], folder, env, rows=2)
        run("xuat", "2026", "--mau", "2B", "-o", str(folder / "mau-2b.docx"))
        (folder / "du-lieu" / "kiem-diem" / "2026.toml").unlink()
        run("kiem-diem", "--tra-loi", str(ROOT / "examples" / "hinh-thuc.toml"))
        draw("soat-hinh-thuc", ["soat", "2026"], folder, env, rows=24)
        draw_pages(folder / "mau-2b.docx")


def draw(name: str, command: list[str], folder: Path, env: dict[str, str], *, rows: int) -> None:
    """Draw the first `rows` rows of what a command shows."""
    screen = Screen([*TUPHE, *command], cwd=folder, env=env, rows=500)
    screen.finish()
    save(screen, name, f"tuphe {' '.join(command)}", rows=rows)


def save(screen: Screen, name: str, title: str, *, rows: int | None = None) -> None:
    """Draw what stands on a screen, or its first `rows` rows."""
    lines = [_line(row, screen.columns) for row in screen.cells[:rows]]
    drawing = Text("\n").join(lines if rows else [line for line in lines if line.plain])
    (PICTURES / f"{name}.svg").write_text(svg(drawing, title=title, width=screen.columns), encoding="utf-8")


def draw_pages(paper: Path) -> None:
    """Draw the pages of a Word file that the pages show: the first, and the one with points and level."""
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", paper.name], cwd=paper.parent, check=True)
    pdf = paper.with_suffix(".pdf")
    said = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = said.split("\f")
    rated = next(number for number, page in enumerate(pages, 1) if "B. NỘI DUNG TỰ ĐÁNH GIÁ" in page)
    for name, page in (("trang-dau", 1), ("trang-xep-loai", rated), ("trang-phu-luc", len(pages) - 1)):
        numbers = ["-f", str(page), "-l", str(page)]
        picture = ["-gray", "-png", "-singlefile", "-r", "64", str(pdf), str(PICTURES / f"mau-2b-{name}")]
        subprocess.run(["pdftoppm", *numbers, *picture], check=True)


def _line(cells: Any, columns: int) -> Text:
    line = Text()
    for column in range(columns):
        cell = cells[column]
        colour = _COLOURS.get(cell.fg, cell.fg).replace("bright", "bright_")
        line.append(cell.data, f"{'bold ' if cell.bold else ''}{'' if colour == 'default' else colour}")
    line.rstrip()
    return line


if __name__ == "__main__":
    main()
