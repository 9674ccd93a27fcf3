"""tuphe soat: an honest year and a hollow one, what can be silenced, and what closing makes of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.conftest import Refuses
from conftest import EXAMPLES, Open
from support.pages import english, flat
from support.program import Run
from support.templates import template

YearFile = Callable[..., Path]

TODAY = "2026-11-24"
PROFILE = (
    *("ho_ten=Nguyễn Thị Mẫu", "ngay_sinh=02/02/1985", "don_vi=Sở Nội vụ", "chi_bo=Chi bộ 3", "mau=2B"),
    *("dang_bo=Đảng bộ Sở Nội vụ", "chuc_vu_dang=", "chuc_vu_chinh_quyen=Chuyên viên", "chuc_vu_doan_the="),
)


def with_years(run: Run, *years: str) -> Run:
    """Return the program with a whole profile and these example years, in November 2026."""
    run("ho-so", *(part for setting in PROFILE for part in ("--dat", setting)))
    for year in years:
        assert run("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml"), TODAY=TODAY).code == 0
    return lambda *args, **options: run(*args, **{"TODAY": TODAY, **options})


@pytest.fixture
def honest(two_years: Run) -> Run:
    """The program with both example years."""
    return with_years(two_years)


@pytest.fixture
def hollow(tuphe: Run) -> Run:
    """The program with an honest 2025 and a hollow 2026."""
    return with_years(tuphe, "2025", "hinh-thuc")


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_of_an_honest_year_nothing_is_found(honest: Run, year: str) -> None:
    result = honest("soat", year)

    assert result.code == 0
    assert result.out == f"Soát bản kiểm điểm năm {year}: không có điều gì phải sửa hay nên xem lại.\n"
    assert result.err == ""


def test_a_hollow_year_is_told_apart_at_a_glance(hollow: Run) -> None:
    result = hollow("soat", "2026")
    first, *_ = result.out.splitlines()

    assert result.code == 1
    assert first.startswith("Soát bản kiểm điểm năm 2026: 19 điều phải sửa, ")
    for line in (
        "13 Phải sửa Chưa trả lời hạn chế, cam kết đã nêu",
        "4 Phải sửa Chỗ mẫu không được để trống",
        "1 Phải sửa Mức xếp loại trái với điểm hoặc điều kiện",
        "1 Phải sửa Chỗ còn để trống trong câu",
        "Nên xem lại Kết quả không có gì cụ thể",
        "Nên xem lại Câu khuôn sáo, ai cũng dùng được",
        "2 Nên xem lại Một câu dùng cho nhiều mục",
        "1 Nên xem lại Mục nào cũng tốt, không có hạn chế",
        "1 Nên xem lại Viện dẫn văn bản đã hết hiệu lực",
    ):
        assert line in flat(result.out)
    assert "Chưa thể đề xuất mức “Hoàn thành xuất sắc nhiệm vụ” vì: hoàn thành 28/30 nhiệm vụ" in flat(result.out)


def test_of_a_year_just_begun_what_is_still_to_come_is_said_once_and_what_was_answered_is_read(
    tuphe: Run, tmp_path: Path
) -> None:
    answers = tmp_path / "vua-bat-dau.toml"
    answers.write_text(
        '[[muc]]\nid = "noi-di-doi-voi-lam"\nmuc_do = "kem"\nket_qua = ["Ký 5/8 (?) công văn."]\n', encoding="utf-8"
    )
    tuphe("kiem-diem", "2026", "--tra-loi", str(answers))

    shown, told = tuphe("soat", "2026"), tuphe("soat", "2026", "--json")

    [known] = json.loads(tuphe("danh-sach", "--json").out)["nam"]
    left = f"Còn {known['con_thieu']} câu chưa trả lời: Về nhận thức 7 · "
    assert left in flat(shown.out)
    assert left in flat(tuphe("chot", "2026").err)
    assert left.partition(":")[0] in flat(tuphe("kiem-diem", "2026", "--tra-loi", str(answers)).err)
    assert json.loads(told.out)["soat"]
    assert "Mục chưa trả lời" not in shown.out
    assert "1 điều phải sửa" in shown.out
    assert "Mức thấp mà không nêu hạn chế" in shown.out
    assert "Trả lời tiếp: tuphe kiem-diem 2026" in shown.err
    assert shown.code == 1


def test_what_is_found_fits_its_window_and_is_vietnamese(hollow: Run) -> None:
    for columns in (40, 80):
        result = hollow("soat", "2026", COLUMNS=str(columns))

        assert max(map(len, result.out.splitlines())) <= columns
        assert english(result.out + result.err) == []


def test_each_finding_has_code_place_reason_and_advice_in_json(hollow: Run) -> None:
    result = hollow("soat", "2026", "--json")
    report = json.loads(result.out)

    assert result.code == 1
    assert result.err == ""
    assert (list(report), report["nam"]) == (["nam", "soat", "bo_qua"], 2026)
    assert all(all(one[key] for key in ("ma", "cho", "noi", "ten", "ly_do", "can_lam")) for one in report["soat"])
    assert {one["muc_nghiem_trong"] for one in report["soat"]} == {"chan", "nhac"}
    [level] = [one for one in report["soat"] if one["ma"] == "xep-loai"]
    assert (level["cho"], level["noi"], level["muc_nghiem_trong"]) == ("tu_danh_gia/xep_loai", "Mức xếp loại", "chan")
    assert level["ten"] == "Mức xếp loại trái với điểm hoặc điều kiện"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("31 hộ bà con, tận nơi", "31 hộ bà con, đến nơi", "Trùng 96% với câu đã viết năm 2025."),
        ("31 hộ bà con, tận nơi", "47 hộ bà con, tận nơi", "Chỉ khác con số so với câu đã viết năm 2025."),
    ],
    ids=["nearly the same", "other figures"],
)
def test_both_texts_are_shown_with_how_near_they_are(
    honest: Run, year_file: YearFile, folder: Path, before: str, after: str, reason: str
) -> None:
    texts = [
        f"Giải thích về thủ tục cấp lại sổ cho từng hộ ở tổ dân phố, ai hỏi cũng chỉ rõ: {end}."
        for end in (before, after)
    ]
    marker = 'id = "chi-cong-vo-tu"\nmuc_do = "tot"\nket_qua = [\n'
    for year, text in zip((2025, 2026), texts, strict=True):
        saved = (folder / "kiem-diem" / f"{year}.toml").read_text(encoding="utf-8")
        assert marker in saved
        year_file(saved.replace(marker, f'{marker}    "{text}",\n'), year)

    [found] = json.loads(honest("soat", "2026", "--json").out)["soat"]

    assert (found["ma"], found["ly_do"], found["trich"]) == ("giong-nam-truoc", reason, texts)
    assert f"2025: “{texts[0]}”" in flat(honest("soat", "2026").out)


def test_one_code_is_silenced_for_one_place_with_a_reason_that_stays_in_the_file(hollow: Run, folder: Path) -> None:
    place = "muc/truyen-thong-van-hoa"
    before = json.loads(hollow("soat", "2026", "--json").out)["soat"]

    done = hollow("soat", "2026", "--bo-qua", "cao-khong-viec", "--cho", place, "--ly-do", "Năm nay không có việc này.")
    report = json.loads(hollow("soat", "2026", "--json").out)

    assert "Đã bỏ qua, lý do ghi trong tệp của năm." in done.err
    assert "1 điều đã bỏ qua" in done.err
    assert len(report["soat"]) == len(before) - 1
    assert [(one["ma"], one["cho"], one["bo_qua"]) for one in report["bo_qua"]] == [
        ("cao-khong-viec", place, "Năm nay không có việc này.")
    ]
    assert f'ma = "cao-khong-viec"\ncho = "{place}"\nly_do = "Năm nay không có việc này."' in (
        folder / "kiem-diem" / "2026.toml"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--bo-qua cao-khong-viec", "--cho CHỖ và --ly-do"),
        ("--bo-qua cao-khong-viec --cho muc/neu-guong --ly-do=", "--ly-do"),
        ("--bo-qua khong-co --cho muc/neu-guong --ly-do Vì", "tuphe soat 2026"),
    ],
)
def test_what_is_not_there_cannot_be_silenced(two_years: Run, refuses: Refuses, options: str, says: str) -> None:
    refuses("soat", "2026", *options.split(), code=2, says=(says,))


def test_letters_with_their_marks_apart_are_named_with_their_line(
    honest: Run, year_file: YearFile, folder: Path
) -> None:
    saved = (folder / "kiem-diem" / "2026.toml").read_text(encoding="utf-8")
    year_file(saved.replace("Nhận thêm", "Nhâ\u0323n thêm"), 2026)
    line = saved[: saved.index("Nhận thêm")].count("\n") + 1

    result = honest("soat", "2026")

    assert result.code == 0
    assert f"thường do dán từ nơi khác; dòng {line}." in flat(result.out)


@pytest.mark.parametrize(
    ("setting", "code", "reason"),
    [
        ("so_trang=5", "qua-dai", "Dài khoảng 6,8 trang, quá mức 5 trang ghi trong hồ sơ."),
        ("mau=02A", "sai-mau", "Hồ sơ ghi mẫu 02A của quy định trước; năm 2026 dùng mẫu 2B."),
    ],
)
def test_a_page_limit_and_a_form_of_before_in_the_profile_are_held_against_the_year(
    honest: Run, setting: str, code: str, reason: str
) -> None:
    honest("ho-so", "--dat", setting)

    [found] = json.loads(honest("soat", "2026", "--json").out)["soat"]

    assert (found["ma"], found["ly_do"]) == (code, reason)
    assert code != "qua-dai" or found["cho"] == "ho_so/so_trang"
    assert code == "qua-dai" or found["can_lam"] == "Sửa bằng: tuphe ho-so --dat mau=2B"


def test_what_is_half_typed_is_told_wherever_a_paper_is_made_and_holds_up_the_closing(
    honest: Run, year_file: YearFile, folder: Path, tmp_path: Path
) -> None:
    saved = (folder / "kiem-diem" / "2026.toml").read_text(encoding="utf-8")
    drafts = {"muc/can-kiem/han_che/moi/noi_dung": "Quên tắt", "muc/can-kiem/muc_do": "", "so_tay/a": "can"}
    typed = "".join(f'[[dang_go]]\ncau = "{key}"\nnoi_dung = "{text}"\n' for key, text in drafts.items())
    year_file(saved + typed, 2026)
    unit = tmp_path / "mau.docx"
    unit.write_bytes(template("tab"))
    told = "Không có trong bản này: 1 đoạn gõ dở. Xem từng đoạn: tuphe soat 2026"

    [found] = json.loads(honest("soat", "2026", "--json").out)["soat"]

    assert (found["ma"], found["noi"], found["trich"]) == ("go-do", "Cần, kiệm · hạn chế · nội dung", ["Quên tắt"])
    assert told in flat(honest("xuat", "2026").err)
    assert told in flat(honest("xuat", "2026", "--vao", str(unit), "-o", str(tmp_path / "nop.docx")).err)
    assert "Quên tắt" in honest("xem", "2026").out
    assert "1 đoạn gõ dở" in flat(honest("danh-sach", COLUMNS="120").out)
    refused = honest("chot", "2026")
    assert (refused.code, "Phải sửa: Đoạn gõ dở (1)" in refused.err) == (1, True)
    assert "1 đoạn gõ dở" in honest("chot", "2026", "--van-chot").err


def test_closing_shows_what_is_open_and_asks(hollow: Run, terminal: Open) -> None:
    screen = terminal("chot", "2026", TODAY=TODAY)
    screen.wait_for(
        "Soát: 19 điều phải sửa",
        "- Phải sửa: Chưa trả lời hạn chế, cam kết đã nêu (13)",
        "- Nên xem lại: Mục nào cũng tốt, không có hạn chế (1)",
    )

    screen.answer("Chốt bây giờ?", "1")

    screen.wait_for("Chưa chốt năm 2026. Xem từng điều: tuphe soat 2026")
    assert screen.finish() == 0
    assert json.loads(hollow("xem", "2026", "--json").out)["trang_thai"] == "nhap"

    screen = terminal("chot", "2026", TODAY=TODAY).answer("Chốt bây giờ?", "2")
    assert screen.finish() == 0
    assert json.loads(hollow("xem", "2026", "--json").out)["trang_thai"] == "chot"
    # Even a year of which nothing is found is closed after a question only.
    screen = terminal("chot", "2025").wait_for("Soát: không có điều gì phải sửa").answer("Chốt bây giờ?", "2")
    assert screen.wait_for("Đã chốt năm 2025.").finish() == 0


def test_what_was_silenced_by_row_is_carried_over_and_named_where_there_is_no_such_row(
    tuphe: Run, folder: Path
) -> None:
    path = folder / "kiem-diem" / "2026.toml"
    path.parent.mkdir(parents=True)
    two = '[[muc.han_che]]\nnoi_dung = "Chậm."\n[[muc.han_che]]\nnoi_dung = "Vắng."\n'
    silent = "".join(
        f'[[bo_qua]]\nma = "thieu-bien-phap"\ncho = "muc/can-kiem/han_che/{row}"\nly_do = "Lý do {row}."\n'
        for row in (2, 7)
    )
    path.write_text(f'nam = 2026\n{silent}[[muc]]\nid = "can-kiem"\nmuc_do = "kem"\n{two}', encoding="utf-8")

    said = tuphe("soat", "2026", "--json")

    assert [(one["trich"], one["bo_qua"]) for one in json.loads(said.out)["bo_qua"]] == [(["Vắng."], "Lý do 2.")]
    assert "“Lý do 7.” (ghi ở muc/can-kiem/han_che/7)" in said.err
    assert "Lý do 2" not in said.err


def test_a_reason_that_many_places_share_is_said_once(tuphe: Run, tmp_path: Path) -> None:
    answers = tmp_path / "khong-viec.toml"
    items = ("neu-guong", "can-kiem", "liem-chinh")
    rated = "".join(f'[[muc]]\nid = "{item}"\nmuc_do = "tot"\n' for item in items)
    answers.write_text(f'{rated}[[muc]]\nid = "ly-luan-thuc-tien"\nmuc_do = "xuat-sac"\n', encoding="utf-8")
    tuphe("kiem-diem", "2026", "--tra-loi", str(answers))

    shown = tuphe("soat", "2026").out

    assert shown.count("Tự xếp mức Tốt nhưng không nêu việc nào") == 1
    assert "4 mục xếp mức cao mà không nêu việc nào.\n" in shown
    assert [item for item in (*items, "ly-luan-thuc-tien") if f"muc/{item}" not in shown] == []
    assert "Tự xếp mức Xuất sắc nhưng không nêu việc nào" in shown
