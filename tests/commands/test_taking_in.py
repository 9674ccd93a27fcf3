"""tuphe nhap: last year's review from a Word or text file, kept as a year like others."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Refuses
from conftest import Open
from support.locked import KNOWN, lock_quickly, plain_files
from support.pages import flat
from support.papers import PAPER
from support.program import Run
from support.screen import BACK, CTRL_C, ENTER, FINISH, SKIP, Screen

LATE = "Nộp sổ điểm học kỳ một chậm 5 ngày so với kế hoạch của nhà trường."


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "KIEM DIEM 2025.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.fixture
def taken(tuphe: Run, paper: Path) -> Run:
    assert tuphe("nhap", str(paper), "--dong-y").code == 0
    return tuphe


def reading(terminal: Open, paper: Path, **how: Any) -> Screen:
    """Open a paper in a terminal, up to where its reading is shown."""
    return terminal("nhap", str(paper), **{"rows": 50, **how}).wait_for("Giữ những gì vừa đọc được?")


def year_on_file(tuphe: Run, year: int = 2025) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(tuphe("xem", str(year), "--json").out)
    return kept


def test_what_is_sure_is_kept_as_a_closed_year_and_the_profile_gains_what_it_lacked_or_had_half_typed(
    tuphe: Run, paper: Path, folder: Path
) -> None:
    tuphe("ho-so", "--dat", "don_vi=Trường khác")
    with (folder / "ho-so.toml").open("a", encoding="utf-8") as profile:
        typed = ("ho_ten", "chuc_vu_doan_the", "noi_viet")
        profile.writelines(f'[[dang_go]]\ncau = "ho-so/{key}"\nnoi_dung = "Tr"\n' for key in typed)
    before = paper.read_bytes()

    result = tuphe("nhap", str(paper), "--dong-y")

    assert result.code == 0
    assert "Đã nhập bản kiểm điểm năm 2025 từ bản giấy" in flat(result.err)
    kept = year_on_file(tuphe)
    assert (kept["nguon"], kept["trang_thai"]) == ("giay", "chot")
    assert kept["han_che"][0]["noi_dung"] == LATE
    known = json.loads(tuphe("ho-so", "--json").out)["ho_so"]
    assert [one["cau"] for one in known["dang_go"]] == ["ho-so/noi_viet", "ho-so/mau"]
    assert (known["ho_ten"], known["don_vi"]) == ("Trần Thị Mẫu", "Trường khác")
    assert "chuc_vu_doan_the" in known["khong_co"]
    assert paper.read_bytes() == before


def test_a_day_of_birth_that_cannot_be_is_not_taken_into_the_profile(tuphe: Run, paper: Path, refuses: Refuses) -> None:
    paper.write_text(PAPER.replace("02/9/1985", "02/9/19851"), encoding="utf-8")

    told = tuphe("nhap", str(paper), "--dong-y").err

    assert "Không đọc được ngày sinh trên bản giấy" in flat(told)
    assert "ngay_sinh" not in json.loads(tuphe("ho-so", "--json").out)["ho_so"]
    refuses("ho-so", "--dat", "ngay_sinh=02/9/19851", code=2, says=("ngay_sinh: Không đọc được ngày sinh này",))


def test_what_was_read_is_written_for_programs_and_nothing_is_kept(tuphe: Run, paper: Path, folder: Path) -> None:
    report = json.loads(tuphe("nhap", str(paper), "--json").out)

    assert (report["nam"], report["mau"]) == (2025, "2B-2025")
    assert report["han_che"][0]["thoi_han"] == "2026-05-31"
    assert report["khac_phuc"] == [
        {"noi_dung": "Chưa có sáng kiến cấp trường", "tinh_trang": "dang-khac-phuc", "phan_tram": 60}
    ]
    assert report["tu_danh_gia"] == {"tieu_chi_chung": 27, "ket_qua_nhiem_vu": 58, "xep_loai": "tot"}
    assert "goi_y" not in report
    assert not (folder / "kiem-diem").exists()


def test_a_year_that_is_there_is_never_replaced_and_its_file_is_named_with_its_whole_path(
    taken: Run, paper: Path, folder: Path, refuses: Refuses
) -> None:
    year = folder / "kiem-diem" / "2025.toml"
    before = year.read_bytes()

    refused = refuses("nhap", str(paper), "--dong-y", code=6, says=("2025", "--nam", "tuphe xem 2025"))

    assert str(year) in flat(refused.err).replace(" ", "")
    assert year.read_bytes() == before
    refuses("nhap", str(paper), code=5, says=("--dong-y",))
    assert taken("nhap", str(paper), "--nam", "2024", "--dong-y").code == 0
    assert year_on_file(taken, 2024)["nam"] == 2024


def test_a_paper_that_does_not_say_its_year_is_not_kept_unasked_and_the_one_named_tells_that_of_its_days(
    tuphe: Run, tmp_path: Path, refuses: Refuses
) -> None:
    path = tmp_path / "kiem-diem.txt"
    path.write_text(PAPER.replace("Năm 2025\n", "").replace("31/5/2026", "31/5"), encoding="utf-8")

    refuses("nhap", str(path), "--dong-y", code=2, says=("--nam",))
    named, unknown = (
        json.loads(tuphe("nhap", str(path), *year, "--json").out)["han_che"][0] for year in (("--nam", "2025"), ())
    )

    assert tuphe("danh-sach", "--json").out.count('"nam"') == 1
    assert named["thoi_han"] == "2026-05-31"
    assert "thoi_han" not in unknown


def test_what_cannot_be_taken_is_refused_with_what_to_do(tuphe: Run, tmp_path: Path, refuses: Refuses) -> None:
    blank = [line if line[:1] not in "-☐☒" else "........." for line in PAPER.splitlines()]
    for name, content, *says in (
        ("thu.txt", "GIẤY MỜI HỌP\nKính mời các đồng chí dự họp lúc 8 giờ.\n", "không phải bản kiểm điểm hằng năm"),
        ("mau.txt", "\n".join(blank).replace("Không có.", "......"), "mẫu trống", "tuphe xuat --vao"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        ("a.pdf", b"%PDF-1.7", ".docx"),
    ):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        refuses("nhap", str(tmp_path / name), "--dong-y", code=4, says=tuple(says))
    refuses("nhap", str(tmp_path / "thu.txt"), "--dong-y", "--van-nhan", code=4)
    refuses("nhap", str(tmp_path / "khong-co.docx"), "--dong-y", code=4, says=("không có tệp này",))
    refuses("nhap", "a" * 300, "--dong-y", code=4, says=("tên tệp dài quá",))
    a_folder = refuses("nhap", str(tmp_path), "--dong-y", code=4, says=("thư mục", "tên tệp Word"))
    assert "dời thư mục" not in a_folder.err
    assert json.loads(tuphe("danh-sach", "--json").out)["nam"] == []


def test_its_shortcomings_and_pledges_are_asked_for_the_year_after_and_its_post_stands_ready(
    taken: Run, terminal: Open
) -> None:
    terminal("kiem-diem", "2026").wait_for("› 1. Không giữ chức vụ lãnh đạo", "lưu và dừng").type(CTRL_C).finish()
    listed = flat(taken("danh-sach").out)
    assert "lấy từ bản giấy" in listed
    assert LATE in listed

    taken("kiem-diem", "--tra-loi", "-", stdin='nam = 2026\n[[muc]]\nid = "neu-guong"\nmuc_do = "tot"\n')

    compared = flat(taken("so-sanh", "2026").out)
    assert "mức độ từng mục không có trong bản giấy" in compared
    assert "2025: chung 27, nhiệm vụ 58, tổng 85; Hoàn thành tốt nhiệm vụ" in compared
    assert f"2025: {LATE}" in compared
    assert "Hoàn thành một sáng kiến cấp trường" in compared
    items = json.loads(taken("so-sanh", "2026", "--json").out)
    assert {one["thay_doi"] for one in items["muc"]} == {"khong-so-sanh"}
    assert items["tu_giay"] == [2025]
    assert "không có trong bản giấy" in flat(taken("xu-huong").out)
    assert "no-nam-truoc" in taken("soat", "2026", "--json").out


def test_its_words_are_found_seen_and_exported_under_their_sections(taken: Run) -> None:
    assert "Phần · I.2 · đoạn 1" in taken("tim", "ba lop bon").out
    seen = flat(taken("xem", "2025").out)
    assert "không có trong bản giấy" in seen
    assert "Chưa trả lời" not in seen

    form = taken("xuat", "2025", "--mau", "2B", "--dang", "txt").out

    first = form.index("Dự đủ 12/12 kỳ sinh hoạt chi bộ")
    assert form.index("Về phẩm chất chính trị") < first < form.index("Việc thực hiện nhiệm vụ, quyền hạn")
    assert form.count(LATE) == 1
    assert "☒ Hoàn thành tốt nhiệm vụ" in form
    assert "[chưa ghi]" not in form
    short = flat(taken("xuat", "2025", "--mau", "tom-tat", "--dang", "txt").out)
    assert "Dạy 23 tiết một tuần" in short
    assert "[chưa ghi]" not in short
    assert "[chưa ghi]" not in taken("xuat", "2025", "--mau", "tom-tat", "--day-du", "--dang", "txt").out


def test_it_is_read_through_without_what_nobody_asked_and_opened_and_closed_and_its_private_notes_stay_at_home(
    taken: Run, folder: Path
) -> None:
    codes = {one["ma"] for one in json.loads(taken("soat", "2025", "--json").out)["soat"]}
    assert not codes & {"chua-tra-loi", "thieu-phan", "phan-trong", "thieu-nguyen-nhan"}
    assert taken("mo-lai", "2025").code == 0
    path = folder / "kiem-diem" / "2025.toml"
    text = path.read_text(encoding="utf-8").replace("nam = 2025\n", 'nam = 2025\nghi_chu = "Kín."\n', 1)
    path.write_text(text, encoding="utf-8")

    exported = [taken("xuat", "2025", "--mau", form, "--dang", "txt").out for form in ("2B", "tom-tat", "cam-ket")]

    assert not any("Kín." in text for text in exported)
    assert taken("chot", "2025").code == 0
    assert year_on_file(taken)["trang_thai"] == "chot"


def test_a_shortcoming_that_stands_at_no_item_of_an_open_year_is_asked_for_its_cause(tuphe: Run) -> None:
    result = tuphe("kiem-diem", "--tra-loi", "-", stdin='nam = 2026\n[[han_che]]\nnoi_dung = "Vắng họp hai lần."\n')

    assert "nguyên nhân" in flat(result.err)
    findings = json.loads(tuphe("soat", "2026", "--json").out)["soat"]
    assert ("thieu-nguyen-nhan", "han_che/1") in {(one["ma"], one["cho"]) for one in findings}
    assert "thieu-phan" not in {one["ma"] for one in findings if one["cho"] == "han_che"}


def test_in_a_locked_folder_it_is_kept_locked(tuphe: Run, paper: Path, folder: Path) -> None:
    tuphe("ho-so", "--dat", "noi_viet=Huế")
    lock_quickly(folder)

    assert tuphe("nhap", str(paper), "--dong-y", **KNOWN).code == 0

    assert (folder / "kiem-diem" / "2025.toml.age").exists()
    assert plain_files(folder) == {}
    assert json.loads(tuphe("xem", "2025", "--json", **KNOWN).out)["nguon"] == "giay"


def test_what_was_left_aside_and_what_was_not_kept_is_named(tuphe: Run, tmp_path: Path) -> None:
    path = tmp_path / "giay.txt"
    together = PAPER.replace("nhà trường.\n- Ít phát biểu", "nhà trường; ít phát biểu").replace(
        "- Hạn chế thứ nhất: chưa sắp xếp thời gian nhập điểm hằng tuần.\n- Hạn chế thứ hai: còn",
        "- Chưa sắp xếp thời gian nhập điểm hằng tuần; còn",
    )
    path.write_text(f"{together}Nhận xét: đồng chí luôn gương mẫu.\n", encoding="utf-8")

    said = flat(tuphe("nhap", str(path), "--dong-y").err)

    assert "Không giữ vì chưa chắc: Hạn chế 1 · nội dung. Một đoạn nêu nhiều hạn chế" in said
    assert ("Để ngoài" in said) == ("đồng chí luôn gương mẫu" in said)


# In a terminal


def drafts(folder: Path) -> list[Path]:
    return list((folder / "kiem-diem").glob("giay-*"))


def test_who_stops_goes_on_there_with_the_same_paper_under_any_name(
    terminal: Open, paper: Path, folder: Path, tuphe: Run
) -> None:
    screen = reading(terminal, paper).wait_for("Ctrl-C lưu và dừng")
    screen.type(ENTER).wait_for("Hạn chế 1", "thuộc mục nào?").type("3").wait_for("cụ thể là gì?")
    screen.type(" Gõ dở").type(CTRL_C).wait_for("đều được giữ", "Chưa nhập vào năm nào")
    assert screen.finish() == 130
    assert not (folder / "kiem-diem" / "2025.toml").exists()
    [draft] = drafts(folder)
    kept = draft.read_bytes()
    draft.write_text("[[", encoding="utf-8")
    assert terminal("nhap", str(paper), rows=50).wait_for(draft.name, "Đổi tên").finish() == 4
    draft.write_bytes(kept)

    renamed = paper.rename(paper.with_name("ban khac.txt"))
    again = terminal("nhap", str(renamed), rows=50).wait_for("2 câu đã trả lời", "cụ thể là gì?", "nhà trường. Gõ dở")
    again.type(FINISH).wait_for("thuộc mục nào?").type(ENTER).wait_for("Hạn chế 2").type(ENTER)
    assert again.wait_for("Ghi thành năm 2025?").type(SKIP).wait_for("Chưa nhập vào năm nào").finish() == 130
    again = terminal("nhap", str(renamed), rows=50).wait_for("Ghi thành năm 2025?").type(ENTER)
    again.wait_for("Đã nhập bản kiểm điểm năm 2025")

    assert again.finish() == 0
    assert year_on_file(tuphe)["han_che"][0]["noi_dung"] == f"{LATE} Gõ dở"
    assert drafts(folder) == []


@pytest.mark.parametrize("then", ["kept unasked", "not kept"])
def test_a_paper_kept_unasked_or_not_kept_leaves_no_draft_of_the_questions_that_were_stopped(
    terminal: Open, paper: Path, folder: Path, tuphe: Run, then: str
) -> None:
    assert reading(terminal, paper).type(ENTER).wait_for("Hạn chế 1").type(CTRL_C).finish() == 130
    assert len(drafts(folder)) == 1

    if then == "kept unasked":
        assert tuphe("nhap", str(paper), "--dong-y").code == 0
    else:
        screen = terminal("nhap", str(paper), rows=50).wait_for("1 câu đã trả lời", "Hạn chế 1").type(BACK)
        screen.wait_for("Giữ những gì vừa đọc được?").type("3").wait_for("chưa nhập gì")
        assert screen.finish() == 130

    assert drafts(folder) == []


def test_who_gives_a_paper_up_is_asked_before_what_was_answered_is_gone_whichever_key_was_pressed_twice(
    terminal: Open, paper: Path, folder: Path
) -> None:
    screen = reading(terminal, paper).type(ENTER).wait_for("Hạn chế 1").type(ENTER).wait_for("Hạn chế 2").type(ENTER)
    screen.wait_for("Ghi thành năm 2025?").type("22").wait_for("Bỏ cả những câu đã trả lời?", "Chưa nhập vào năm nào")
    assert screen.finish() == 130
    [draft] = drafts(folder)

    again = terminal("nhap", str(paper), rows=50).wait_for("3 câu đã trả lời", "Ghi thành năm 2025?").type(BACK * 3)
    again.wait_for("Giữ những gì vừa đọc được?").type("3").wait_for("Bỏ cả những câu đã trả lời?").type(CTRL_C)
    assert again.finish() == 130
    assert draft.exists()

    last = terminal("nhap", str(paper), rows=50).wait_for("Ghi thành năm 2025?").type("2")
    assert last.wait_for("1. Bỏ hết").type("1").wait_for("chưa nhập gì").finish() == 130
    assert drafts(folder) == []


def test_a_paper_of_which_it_is_not_said_whether_it_is_kept_is_not(terminal: Open, paper: Path, folder: Path) -> None:
    assert reading(terminal, paper).type(SKIP).wait_for("Chưa nhập vào năm nào").finish() == 130
    assert not (folder / "kiem-diem" / "2025.toml").exists()


def test_in_a_terminal_enter_keeps_what_is_sure_and_each_shortcoming_finds_its_item(
    terminal: Open, paper: Path, tuphe: Run
) -> None:
    screen = reading(terminal, paper).wait_for("Đọc được từ bản giấy năm 2025")

    screen.type(ENTER).wait_for("Hạn chế 1", "thuộc mục nào?").type("4").wait_for("Hạn chế 2").type("2")
    screen.wait_for("Ghi thành năm 2025?", "Hạn chế (1 dòng)", "Bỏ: hạn chế “Ít phát biểu").type(BACK)
    screen.wait_for("Hạn chế 2").type("1").wait_for("Hạn chế (2 dòng)").type(ENTER)
    screen.wait_for("Đã nhập bản kiểm điểm năm 2025")

    assert screen.finish() == 0
    tied = [one.get("muc", "") for one in year_on_file(tuphe)["han_che"]]
    assert tied[0]
    assert not tied[1]


def test_a_part_is_mended_another_dropped_after_stopping_and_going_back(
    terminal: Open, paper: Path, tuphe: Run, folder: Path
) -> None:
    stopped = reading(terminal, paper).type(ENTER)
    stopped.wait_for("thuộc mục nào?").type(CTRL_C).wait_for("Chưa nhập vào năm nào")
    assert stopped.finish() == 130
    assert not (folder / "kiem-diem" / "2025.toml").exists()

    screen = terminal("nhap", str(paper), rows=50).wait_for("thuộc mục nào?").type(BACK)
    screen.wait_for("Giữ những gì vừa đọc được?").type("2")
    screen.wait_for("Phần đầu trang", "Giữ hay bỏ?").type("2").wait_for("Phần I.1", "Giữ, bỏ hay sửa?").type("3")
    screen.wait_for("mỗi dòng một ý").type(" Thêm.").type("\x13").wait_for("Phần I.2")
    for part in ("Phần I.3", "Phần II.1", "Phần II.2", "Phần III", "Phần IV", "Phần V", "Phần VI", "Hạn chế"):
        screen.type("1").wait_for(part, "bỏ hay sửa?")
    screen.type("2").wait_for("Khắc phục hạn chế đã nêu").type("1").wait_for("Phương hướng, cam kết").type("1")
    screen.wait_for("Tự đánh giá, xếp loại", "Giữ hay bỏ?").type("1")
    screen.wait_for("Bỏ: Phần đầu trang; hạn chế “").type(ENTER).wait_for("Đã nhập bản kiểm điểm năm 2025")

    assert screen.finish() == 0
    kept = year_on_file(tuphe)
    assert "han_che" not in kept
    assert kept["phan"][0]["doan"][0].endswith("Thêm.")
    assert "ho_ten" not in json.loads(tuphe("ho-so", "--json").out)["ho_so"]


def test_the_paper_of_another_person_is_taken_in_only_where_it_is_said_to_be_ones_own(
    terminal: Open, paper: Path, tuphe: Run, refuses: Refuses
) -> None:
    name = "Trần Thị Mẫu"
    for own in (name.upper(), "Tran Thi Mau", f"Cô {unicodedata.normalize('NFD', name)}"):
        tuphe("ho-so", "--dat", f"ho_ten={own}")
        reading(terminal, paper).type(CTRL_C).finish()
    tuphe("ho-so", "--dat", "ho_ten=Trần Văn Khác")
    refuses("nhap", str(paper), "--dong-y", code=2, says=("Họ tên trên bản giấy khác họ tên trong hồ sơ",))

    other = terminal("nhap", str(paper), rows=50).wait_for("Bản giấy mang tên khác với hồ sơ", name, "Trần Văn Khác")
    assert other.type(ENTER).wait_for("Bấm số hoặc chữ").type("2").wait_for("chưa nhập gì").finish() == 130
    assert "1985" not in tuphe("ho-so", "--json").out

    mine = terminal("nhap", str(paper), rows=50).wait_for("Bản giấy mang tên khác với hồ sơ").type("1")
    mine.wait_for("Giữ những gì vừa đọc được?").type(ENTER).wait_for("Hạn chế 1").type(ENTER).wait_for("Hạn chế 2")
    assert mine.type(ENTER).wait_for("Ghi thành năm 2025?").type(ENTER).wait_for("Đã nhập bản kiểm điểm").finish() == 0
    assert json.loads(tuphe("ho-so", "--json").out)["ho_so"]["ho_ten"] == "Trần Văn Khác"
    nobodys = paper.with_name("khong ten 2024.txt")
    nobodys.write_text(PAPER.replace(f"Họ và tên: {name}\n", "").replace("Năm 2025", "Năm 2024"), encoding="utf-8")
    assert tuphe("nhap", str(nobodys), "--dong-y").code == 0


def test_a_home_that_the_shell_left_as_a_sign_is_known_wherever_a_file_is_named(
    tuphe: Run, paper: Path, tmp_path: Path
) -> None:
    (tmp_path / "tra loi.toml").write_text('nam = 2026\n[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n', encoding="utf-8")

    assert tuphe("nhap", f"~/{paper.name}", "--dong-y").code == 0
    assert tuphe("kiem-diem", "--tra-loi", "~/tra loi.toml").code == 0
    assert tuphe("xuat", "2026", "-o", "~/ra.docx").code == 0
    assert tuphe("xuat", "2026", "--mau", "2B", "--vao", "~/ra.docx", "-o", "~/vao.docx").code == 0
    assert tuphe("xu-huong", "--luu-anh", "~/hai nam.svg").code == 0
    assert "Các phần" in tuphe("mau", "xem", "~/ra.docx").out
    assert "không có tệp này" in tuphe("ho-so", "--dat", "mau_don_vi=~nobody-here/m.docx").err

    assert {"ra.docx", "vao.docx", "hai nam.svg"} <= {one.name for one in tmp_path.iterdir()}


def test_a_paper_of_another_form_than_the_profile_leads_to_says_so(tuphe: Run, paper: Path, tmp_path: Path) -> None:
    form = json.loads(tuphe("nhap", str(paper), "--json").out)["mau"]
    for own, said in ((form[:2], False), ("2C", True)):
        tuphe("ho-so", "--dat", f"mau={own}")
        told = tuphe("nhap", str(paper), "--dong-y", TUPHE_THU_MUC=str(tmp_path / "du-lieu")).err
        (tmp_path / "du-lieu" / "kiem-diem" / "2025.toml").unlink()
        assert (f"theo hồ sơ thì năm 2025 dùng mẫu {own}-2025" in flat(told)) == said


def test_a_paper_of_the_present_year_says_that_it_is_not_of_the_one_before(tuphe: Run, paper: Path) -> None:
    for day, said in (("2025-11-25", True), ("2026-02-01", False), ("2026-11-25", False)):
        report = json.loads(tuphe("nhap", str(paper), "--json", TODAY=day).out)
        assert ("không phải của năm trước" in " ".join(report.get("canh_bao", ()))) == said


def test_what_was_read_fits_the_screen(terminal: Open, paper: Path) -> None:
    for columns in (40, 60):
        screen = reading(terminal, paper, columns=columns, rows=120)

        assert "Hạn chế (2) · chắc" in screen.shown
        assert screen.type(CTRL_C).finish() == 130


def test_in_numbered_lines_the_same_is_asked(terminal: Open, paper: Path, tuphe: Run) -> None:
    screen = reading(terminal, paper, rows=60, TERM="dumb").wait_for("> ")

    screen.type(ENTER).wait_for("Hạn chế 1").type("2" + ENTER).wait_for("Hạn chế 2").type(ENTER)
    screen.wait_for("Ghi thành năm 2025?").type(ENTER).wait_for("Đã nhập bản kiểm điểm năm 2025")

    assert screen.finish() == 0
    assert [one["noi_dung"] for one in year_on_file(tuphe)["han_che"]] == [
        "Ít phát biểu trong sinh hoạt chi bộ, cả năm mới hai lần."
    ]
