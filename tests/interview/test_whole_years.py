"""Whole years lived through the program: key by key as an answers file has it, and from note to note over two years."""

import json
from pathlib import Path
from typing import Any

import tomli_w
from msgspec import structs

from conftest import EXAMPLES, Open
from interview.conftest import Year
from support.pages import tables
from support.person import Person
from support.program import Run
from support.screen import BOARD, CTRL_C, DOWN, ENTER, FINISH, PAGE, TAB, UP
from support.values import the_checklist
from tuphe.storage import toml


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
    # Each item of which an earlier shortcoming is told, and few others: every kind of question is asked nevertheless.
    year = tables(EXAMPLES / "2026.toml") | {"bo_tieu_chi": {"id": "it-muc"}}
    told = {entry.get("muc") for entry in year["khac_phuc"]}
    groups = tuple(
        structs.replace(group, items=tuple(one for row, one in enumerate(group.items) if row < 1 or one.id in told))
        for group in the_checklist().groups
    )
    few = structs.replace(the_checklist(), id="it-muc", groups=groups)
    (folder / "tieu-chi").mkdir(parents=True)
    (folder / "tieu-chi" / "it-muc.toml").write_bytes(toml.dump(few))
    year["muc"] = [answer for answer in year["muc"] if few.item(answer["id"])]
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))

    screen = terminal("kiem-diem", "2026", "--bo-tieu-chi", "it-muc", columns=60)
    Person({"ho_ten": "Nguyễn Thị Minh"}, year).fill_in(screen)
    assert screen.finish() == 0, screen.shown

    typed = content(folder / "kiem-diem" / "2026.toml")
    (folder / "kiem-diem" / "2026.toml").unlink()
    answered = tuphe("kiem-diem", "--tra-loi", "-", stdin=tomli_w.dumps(year))
    assert answered.code == 0, answered.err
    assert typed == content(folder / "kiem-diem" / "2026.toml")


CHECKLIST = """
dinh_dang = 1
id = "ngan"
ten = "Bộ tiêu chí ngắn"
[[nhom]]
id = "viec"
ten = "Về công việc"
[[nhom.muc]]
id = "den-noi"
ten = "Đến nơi đến chốn"
cau_hoi = "Tôi theo việc đến kết quả cuối cùng ở mức nào?"
loai = "nhiem-vu"
[[nhom.muc]]
id = "gop-y"
ten = "Góp ý"
cau_hoi = "Tôi góp ý thẳng thắn ở mức nào?"
loai = "pham-chat"
"""


def test_from_the_first_note_to_the_closed_year_and_on_to_the_next(
    known: Run, terminal: Open, folder: Path, saved: Year
) -> None:
    (folder / "tieu-chi").mkdir()
    (folder / "tieu-chi" / "ngan.toml").write_text(CHECKLIST, encoding="utf-8")

    # 2026: two notes, the interview, the last reading, the closing
    assert known("ghi", "Trực thay 3 buổi cho đồng nghiệp.", TODAY="2026-01-12").code == 0
    assert known("ghi", "Số hoá xong 1.240 hồ sơ.", "--muc", "den-noi", TODAY="2026-05-02").code == 0
    november: Any = {"TODAY": "2026-11-25"}
    screen = terminal("kiem-diem", "--bo-tieu-chi", "ngan", **november)
    screen.answer("đã được cấp có thẩm quyền kết luận", FINISH).answer("Đã cam kết điều gì cho năm 2026?", FINISH)
    screen.answer("Ghi chép chưa thuộc mục nào", FINISH).answer("· 0/2 mục", "2" + UP + ENTER)
    screen.wait_for("● 1 02/5: Số hoá xong 1.240 hồ sơ.", PAGE)
    screen.type(FINISH).wait_for("· 1/2 mục", BOARD).type(DOWN + "3" + ENTER).wait_for("Đã làm được gì?", PAGE)
    for typed in (
        "",
        "Chỉ góp ý ở 1/11 kỳ sinh hoạt.",
        "Bản thân ngại va chạm.",
        "1",
        "Ghi sẵn một ý kiến trước mỗi kỳ.",
    ):
        screen.type(typed + TAB)
    screen.see("Khắc phục xong khi nào?").type(f"30/6/2027{FINISH}").wait_for("· 2/2 mục", BOARD).type(FINISH)
    screen.answer("Phần A.I.1 của mẫu", "2")
    screen.answer("những điều đảng viên không được làm thế nào?", f"Tự rà, không vi phạm điều nào.{FINISH}")
    screen.answer("Liên hệ các biểu hiện", f"Còn nể nang, ngại góp ý.{FINISH}")
    screen.answer("gợi ý kiểm điểm vấn đề gì?", FINISH).answer("của tập thể?", ENTER)
    screen.answer("Đưa biện pháp nào vào cam kết năm 2027?", f"1{ENTER}")
    screen.answer("Còn cam kết nào khác", FINISH).answer("Ghi nhiệm vụ nào vào phụ lục", FINISH)
    screen.answer("được giao bao nhiêu nhiệm vụ", ENTER)
    screen.answer("từ 0 đến 30?", f"25{ENTER}").see("từ 0 đến 70?").type(f"60{FINISH}")
    screen.answer("trường hợp nào dưới đây không?", ENTER).answer("Đề xuất xếp loại", "2")
    screen.wait_for("1 ghi chép của sổ tay chưa đưa vào câu trả lời nào:", "12/01: Trực thay 3 buổi")
    screen.answer("Mở lại bước nào?", ENTER).wait_for("Xuất ra Word: tuphe xuat 2026 -o", "kiem-diem-2026.docx")
    assert screen.finish() == 0

    read = known("soat", "2026", **november)
    assert read.code == 0, read.out
    assert known("xuat", "2026", "-o", "kiem-diem-2026.docx", **november).code == 0
    closing = terminal("chot", "2026", **november).answer("Chốt bây giờ?", "2").wait_for("Đã chốt năm 2026.")
    assert closing.finish() == 0
    assert saved(2026)["trang_thai"] == "chot"

    # 2027: nothing is filled in, everything that was promised comes back
    november = {"TODAY": "2027-11-25"}
    screen = terminal("kiem-diem", "2027", "--bo-tieu-chi", "ngan", **november)
    screen.wait_for("› Chỉ góp ý ở 1/11 kỳ sinh hoạt.", "Biện pháp đã nêu: Ghi sẵn một ý kiến", BOARD).type("2" + UP)
    screen.see("Đang khắc phục").type(ENTER).wait_for("bao nhiêu phần trăm?", PAGE).type(f"50{TAB}")
    screen.type(f"Góp ý ở 6/11 kỳ.{FINISH}").wait_for(BOARD).type(FINISH)
    # The remedy that was made a pledge is answered with its shortcoming.
    screen.wait_for("· 0/2 mục", "2026", "2027", BOARD)
    screen.type("1" + UP + ENTER).wait_for("Năm 2026: Tốt", "Kết quả năm 2026: Số hoá xong 1.240 hồ sơ.", PAGE)
    screen.type(CTRL_C).finish()
    assert saved(2027)["muc"] == [{"id": "den-noi", "muc_do": "xuat-sac"}]

    report = json.loads(known("so-sanh", "2027", "--json", **november).out)
    assert [(one["thay_doi"], one["phan_tram"], one["tu_nam"]) for one in report["han_che"]] == [
        ("dang-khac-phuc", 50, 2026)
    ]
    assert [one["tinh_trang"] for one in report["cam_ket"]] == ["dang-thuc-hien"]
    left = json.loads(known("danh-sach", "--json", **november).out)
    assert [(one["noi_dung"], one["qua_han"]) for one in left["han_che"]] == [("Chỉ góp ý ở 1/11 kỳ sinh hoạt.", True)]
