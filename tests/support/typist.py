"""Types a whole year from an answers file, question by question, as its owner would."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from support.screen import ENTER, FINISH, Screen

RATINGS = ["xuat-sac", "tot", "trung-binh", "kem", "khong-ap-dung"]
CAUSES = ["chu-quan", "khach-quan"]
FOLLOW_UPS = ["da-khac-phuc", "dang-khac-phuc", "chua-khac-phuc"]
PLEDGES = ["da-thuc-hien", "dang-thuc-hien", "chua-thuc-hien"]
FIELDS = ["tu-tuong-chinh-tri", "dao-duc-loi-song", "to-chuc-ky-luat", "nhiem-vu", "khac-phuc-han-che", "khac"]
PROGRESS = ["truoc-han", "dung-han", "cham-han", "chua-xong"]
LEVELS = ["xuat-sac", "tot", "hoan-thanh", "khong-hoan-thanh"]


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def key_of(value: str, values: list[str]) -> str:
    return str(values.index(value) + 1)


def text(written: str | list[str] | None) -> str:
    """The keys of a long answer: lines, then the key that ends it; Enter alone when there is none."""
    if not written:
        return ENTER
    lines = written if isinstance(written, list) else [written]
    return ENTER.join(lines) + FINISH


def day(date: Any) -> str:
    return f"{date.day}/{date.month}/{date.year}{ENTER}"


def type_profile(screen: Screen) -> None:
    screen.answer("Họ và tên?", f"Nguyễn Thị Minh{ENTER}")
    screen.answer("Đơn vị công tác?", f"Sở Nội vụ{ENTER}")
    screen.answer("Chi bộ?", f"Chi bộ Văn phòng{ENTER}")
    screen.answer("Vị trí công tác?", "1")


def type_last_year(screen: Screen, year: dict[str, Any]) -> None:
    for entry in year.get("khac_phuc", ()):
        screen.answer("Hạn chế này nay đã khắc phục chưa?", key_of(entry["tinh_trang"], FOLLOW_UPS))
        if entry["tinh_trang"] == "dang-khac-phuc":
            screen.answer("Đã khắc phục được khoảng bao nhiêu phần trăm?", f"{entry.get('phan_tram', '')}{ENTER}")
        screen.answer("Đã làm được những gì", text(entry.get("ket_qua")))
        if entry["tinh_trang"] != "da-khac-phuc":
            screen.answer("Còn khó khăn, vướng mắc gì?", text(entry.get("kho_khan")))
            screen.answer("Trách nhiệm của bản thân về việc này?", text(entry.get("trach_nhiem")))
    for entry in year.get("thuc_hien_cam_ket", ()):
        screen.answer("Cam kết này đã thực hiện chưa?", key_of(entry["tinh_trang"], PLEDGES))
        if entry["tinh_trang"] == "dang-thuc-hien":
            screen.answer("Đã thực hiện được khoảng bao nhiêu phần trăm?", f"{entry.get('phan_tram', '')}{ENTER}")
        screen.answer("Kết quả thực hiện cụ thể?", text(entry.get("ket_qua")))
        if entry["tinh_trang"] != "da-thuc-hien":
            screen.answer("Vướng mắc ở đâu?", text(entry.get("kho_khan")))


def type_item(screen: Screen, position: str, item: dict[str, Any]) -> None:
    """Answer one item; `position` is where it stands, as in 7/30."""
    screen.answer(position, key_of(item["muc_do"], RATINGS))
    if item["muc_do"] == "khong-ap-dung":
        return
    screen.answer("Đã làm được gì? Mỗi dòng một việc.", text(item.get("ket_qua")))
    for row, shortcoming in enumerate(item.get("han_che", ())):
        asked = "còn hạn chế nào khác?" if row else "hạn chế, khuyết điểm"
        screen.answer(asked, text(shortcoming["noi_dung"]))
        screen.answer("Nguyên nhân là gì?", text(shortcoming["nguyen_nhan"]))
        screen.answer("Nguyên nhân ấy chủ yếu do đâu?", key_of(shortcoming["loai_nguyen_nhan"], CAUSES))
        screen.answer("Biện pháp khắc phục?", text(shortcoming["bien_phap"]))
        screen.answer("Khắc phục xong khi nào?", day(shortcoming["thoi_han"]))
    screen.answer("Không có thì để trống.", ENTER)


def type_closing_parts(screen: Screen, year: dict[str, Any]) -> None:
    """Answer all that is asked after the items."""
    screen.answer("đã được cấp có thẩm quyền kết luận", ENTER)
    if not year.get("thuc_hien_cam_ket"):
        screen.answer("Đã cam kết điều gì", ENTER)
    for entry in year.get("khac_phuc", ()):
        if "bien_phap" in entry:
            screen.answer("Sẽ làm gì tiếp để khắc phục?", text(entry["bien_phap"]))
            screen.answer("Khắc phục xong khi nào?", day(entry["thoi_han"]))
    for row, issue in enumerate(year.get("goi_y", ())):
        screen.answer("Còn vấn đề nào khác" if row else "Được gợi ý kiểm điểm vấn đề gì?", text(issue["van_de"]))
        screen.answer("Giải trình?", text(issue["giai_trinh"]))
        screen.answer("Nguyên nhân?", text(issue["nguyen_nhan"]))
        screen.answer("Trách nhiệm của bản thân?", text(issue["trach_nhiem"]))
    screen.answer("Còn vấn đề nào khác" if year.get("goi_y") else "Được gợi ý kiểm điểm vấn đề gì?", ENTER)
    screen.answer("hạn chế, khuyết điểm của tập thể?", text(year["trach_nhiem_tap_the"]["noi_dung"]))
    screen.answer("Đưa biện pháp nào vào cam kết", ENTER)
    for row, pledge in enumerate(year["cam_ket"]):
        screen.answer("Còn cam kết nào khác" if row else "Phương hướng, cam kết", text(pledge["noi_dung"]))
        screen.answer("Thực hiện xong khi nào?", day(pledge["thoi_han"]))
        screen.answer("Thuộc phần nào của bản cam kết?", key_of(pledge["linh_vuc"], FIELDS))
    screen.answer("Còn cam kết nào khác", ENTER)
    type_tasks(screen, year["nhiem_vu"])
    mine = year["tu_danh_gia"]
    screen.answer("Điểm nhóm tiêu chí chung", f"{mine['tieu_chi_chung']}{ENTER}")
    screen.answer("kết quả thực hiện nhiệm vụ", f"{mine['ket_qua_nhiem_vu']}{ENTER}")
    screen.answer("Đề xuất xếp loại", key_of(mine["xep_loai"], LEVELS))


def type_tasks(screen: Screen, tasks: dict[str, Any]) -> None:
    """Answer how many tasks there were, and list those for the annex."""
    screen.answer("được giao bao nhiêu nhiệm vụ", f"{tasks['tong_so']}{ENTER}")
    screen.answer("đã hoàn thành bao nhiêu?", f"{tasks['hoan_thanh']}{ENTER}")
    screen.answer("bao nhiêu chậm hạn?", f"{tasks['cham_han']}{ENTER}")
    screen.answer("bao nhiêu vượt yêu cầu?", f"{tasks['vuot_yeu_cau']}{ENTER}")
    for row, task in enumerate(tasks["viec"]):
        screen.answer("Còn nhiệm vụ nào khác" if row else "Kê nhiệm vụ nào vào phụ lục", text(task["noi_dung"]))
        screen.answer("Thời hạn hoàn thành?", day(task["thoi_han"]))
        screen.answer("Sản phẩm hoàn thành?", text(task.get("san_pham")))
        screen.answer("Tiến độ?", key_of(task["tien_do"], PROGRESS))
    screen.answer("Còn nhiệm vụ nào khác", ENTER)


def type_year(screen: Screen, year: dict[str, Any]) -> None:
    """Answer a whole year, up to the review screen."""
    type_last_year(screen, year)
    items = year["muc"]
    for number, item in enumerate(items, 1):
        type_item(screen, f"{number}/{len(items)}", item)
    type_closing_parts(screen, year)
    screen.wait_for("Mở lại phần nào?")
