"""Write the blank template that `run.py` has filled: `python benchmarks/template.py FILE`."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import docx


def write_template(path: Path) -> None:
    """Write a blank template as a unit hands it out: the form in Word, with dots where the person writes."""
    document = docx.Document()
    document.add_paragraph("BẢN KIỂM ĐIỂM CÁ NHÂN NĂM ......")
    for label in ("Họ và tên", "Ngày sinh", "Chức vụ Đảng", "Chức vụ chính quyền", "Đơn vị công tác", "Chi bộ"):
        document.add_paragraph(f"{label}: {'.' * 60}")
    form = tomllib.loads(
        (Path(__file__).resolve().parent.parent / "src/tuphe/export/forms/2B-2025.toml").read_text(encoding="utf-8")
    )
    for section in form["phan"]:
        if section["so"].startswith("A."):
            document.add_paragraph().add_run(f"{section['so'].rpartition('.')[2]}. {section['ten']}").bold = True
            if section.get("noi_dung"):
                for _ in range(3):
                    document.add_paragraph("." * 120)
    document.add_paragraph("Nhóm tiêu chí chung: ..../30; kết quả nhiệm vụ: ..../70; tổng điểm: ..../100")
    document.add_paragraph("☐ Hoàn thành xuất sắc nhiệm vụ   ☐ Hoàn thành tốt nhiệm vụ   ☐ Hoàn thành nhiệm vụ")
    document.save(str(path))


if __name__ == "__main__":
    write_template(Path(sys.argv[1]))
