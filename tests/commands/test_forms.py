"""tuphe mau, and tuphe xuat by an official form: which form, which part of it, and where it goes."""

import io
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Refuses
from conftest import ROOT
from support.pages import english, example, flat
from support.program import Run
from support.slips import SECRET

Write = Callable[..., object]
File = Callable[..., str]
Year = Callable[..., object]
Who = Callable[[str], None]

FORMS = ROOT / "src" / "tuphe" / "export" / "forms"
IDS = ["02A-2023", "02B-2023", "2A-2025", "2B-2025", "2C-2025", "cam-ket"]

OWN = f"""\
dinh_dang = 1
id = "rieng"
ten = "{SECRET}"
tu_ngay = 2026-01-01
tieu_de = ["BẢN RIÊNG NĂM {{nam}}"]

[[phan]]
so = "I"
ten = "Kết quả"
noi_dung = [{{ lay = "ket-qua", loai = ["pham-chat", "nhiem-vu", "lanh-dao", "tinh-than-trach-nhiem", "neu-guong"] }}]

[[phan]]
so = "II"
ten = "Bảng nhiệm vụ"

[[phan.noi_dung]]
lay = "nhiem-vu"
cot = [{{ ten = "Việc", lay = "noi_dung", rong = 100 }}]
"""

BROKEN = {
    "a number that stands twice": ('so = "II"', 'so = "I"', 13, "phần I đã có"),
    "a section without its parent": ('so = "II"', 'so = "III.1"', 13, "cần phần III"),
    "a kind that no section takes": ('"lanh-dao", ', "", 7, "lanh-dao"),
    "a blank in the title": ("{nam}", "{năm}", 5, "nam_truoc"),
    "an unknown content": ('lay = "nhiem-vu"', f'lay = "{SECRET}"', 17, "han-che"),
    "a number in small letters": ('so = "II"', 'so = "ii"', 13, "“so”"),
    "a blank with a space, which would be printed as it stands": ("{nam}", "{ nam }", 5, "nam"),
}
"""What is right, what stands there instead, on which line the fault is, and words that name it."""


@pytest.fixture
def own_form(folder: Path) -> Write:
    """Put a form of one's own where tuphe looks for it."""

    def write(content: str = OWN, name: str = "rieng") -> None:
        (folder / "mau").mkdir(parents=True, exist_ok=True)
        (folder / "mau" / f"{name}.toml").write_text(content, encoding="utf-8")

    return write


@pytest.fixture
def who(folder: Path) -> Who:
    """Put a profile on the disk that names a form."""

    def write(form: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ho-so.toml").write_text(f'ho_ten = "Trần Văn Bình"\nmau = "{form}"\n', encoding="utf-8")

    return write


@pytest.fixture
def year(year_file: Write) -> Year:
    """Put a year on the disk of which little was said."""
    return lambda year=2026, more="": year_file(f"nam = {year}\n{more}", year)


def built_in(form_id: str) -> dict[str, Any]:
    """What the file of a built-in form says."""
    return tomllib.loads((FORMS / f"{form_id}.toml").read_text(encoding="utf-8"))


# Listing and showing


def test_the_list_has_every_built_in_form_with_its_days(tuphe: Run) -> None:
    result = tuphe("mau", "danh-sach", COLUMNS="200")

    assert (result.code, result.err) == (0, "")
    assert [line.split()[0] for line in result.out.splitlines()[1:]] == IDS
    for form_id in IDS:
        assert built_in(form_id)["ten"] in result.out
    assert re.search(r"02A-2023 .* 10/11/2023 +30/10/2025\n", result.out)
    assert re.search(r"2B-2025 .* 31/10/2025\n", result.out)
    assert english(result.out) == []


def test_a_form_is_shown_with_its_skeleton_and_all_that_is_not_confirmed(tuphe: Run) -> None:
    form = built_in("2B-2025")

    result = tuphe("mau", "xem", "2B")

    shown = flat(result.out)
    assert (result.code, result.err) == (0, "")
    assert f"{form['ten']} (2B-2025)" in shown
    assert [remark for remark in form["chua_xac_nhan"] if f"• {remark}" not in shown] == []
    headings = [re.sub(r"\{\w*\}", "…", section["ten"]) for section in form["phan"]]
    assert [heading for heading in headings if heading not in shown] == []
    assert all(f"{section['so']}. " in shown for section in form["phan"] if "phu_luc" not in section)
    assert [field["nhan"] for field in form["truong"] if f"{field['nhan']}: …" not in shown] == []
    assert [block["chuc_danh"] for block in form["ky"] if block["chuc_danh"] not in shown] == []
    assert [rule["van_ban"] for rule in form["can_cu"] if rule["van_ban"] not in shown] == []
    assert english(shown) == []


def test_a_form_is_shown_by_its_letter_or_id_in_any_case_and_for_an_unknown_one_all_are_named(
    tuphe: Run, refuses: Refuses
) -> None:
    for name, form_id in (("2a", "2A-2025"), ("02b-2023", "02B-2023"), ("02A", "02A-2023")):
        assert f"({form_id})" in flat(tuphe("mau", "xem", name).out.partition("Dành cho")[0])
    refuses("mau", "xem", "khong-co", code=3, says=("tuphe mau danh-sach", *IDS))


# Checking


def test_a_good_form_is_said_to_be_good_and_told_the_name_it_needs(tuphe: Run, file: File) -> None:
    built_in_one = tuphe("mau", "kiem-tra", str(FORMS / "2B-2025.toml"))
    own = tuphe("mau", "kiem-tra", file(OWN, "thu.toml"))

    assert (built_in_one.code, built_in_one.err) == (0, "")
    assert "đúng. 18 phần." in built_in_one.out
    assert own.code == 0
    assert "thu.toml: đúng. 2 phần." in own.out
    assert "rieng.toml" in own.err


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_form_is_refused_with_the_file_the_line_and_what_is_wrong(
    refuses: Refuses, file: File, fault: str
) -> None:
    right, wrong, line, words = BROKEN[fault]
    assert OWN.count(right) == 1
    name = file(OWN.replace(right, wrong), "mau.toml")

    result = refuses("mau", "kiem-tra", name, code=4, says=("mau.toml", words, f"dòng {line}"))

    assert "chữ thường" not in result.err


# One's own


def test_a_form_of_ones_own_is_listed_shown_and_filled(tuphe: Run, own_form: Write, year: Year) -> None:
    own_form()
    year(more='[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\nket_qua = ["Không in văn bản nội bộ."]\n')

    listed = tuphe("mau", "danh-sach", COLUMNS="200").out
    shown = tuphe("mau", "xem", "rieng").out
    exported = tuphe("xuat", "2026", "--mau", "RIENG")

    assert f"rieng     {SECRET}" in listed
    assert "II. Bảng nhiệm vụ" in shown
    assert exported.out.startswith("# BẢN RIÊNG NĂM 2026\n\n## I. Kết quả\n\n- Không in văn bản nội bộ.\n")


@pytest.mark.parametrize(("form_id", "profile"), [("2B-2025", "2B"), ("rieng", "rieng")])
def test_a_form_of_ones_own_wins_over_the_built_in_one_by_its_id_and_the_profile_finds_it(
    tuphe: Run, own_form: Write, year: Year, who: Who, form_id: str, profile: str
) -> None:
    own_form(OWN.replace('"rieng"', f'"{form_id}"'), form_id)
    who(profile)
    year()

    assert tuphe("xuat", "2026").out.startswith("# BẢN RIÊNG NĂM 2026\n")
    assert SECRET in tuphe("mau", "danh-sach", COLUMNS="200").out


def test_a_broken_form_of_ones_own_hides_no_other_and_is_refused_only_when_it_is_meant(
    tuphe: Run, refuses: Refuses, own_form: Write, year: Year, who: Who
) -> None:
    own_form(OWN.replace('so = "II"', 'so = "I"'))
    who("2B")
    year()
    fine = tuphe("xuat", "2026")
    own_form(OWN.replace('"rieng"', '"khac"'), "tep-khac-ten")
    year(2024)

    listed = tuphe("mau", "danh-sach", COLUMNS="200")
    exported = tuphe("xuat", "2024")

    assert (fine.code, "rieng.toml" in fine.err) == (0, False)
    assert listed.code == 4
    assert [line.split()[0] for line in listed.out.splitlines()[1:]] == IDS
    for said in (listed.err, exported.err):
        assert re.search(r"rieng\.toml, dòng 13: .*phần I đã có", said)
        assert "tep-khac-ten.toml" in said
        assert SECRET not in said
    assert exported.code == 0
    assert "BẢN KIỂM ĐIỂM CÁ NHÂN" in exported.out
    refuses("xuat", "2026", "--mau", "rieng", code=4, says=("rieng.toml", "dòng 13"))


# Which form an export takes


OLD, NEW = "BẢN KIỂM ĐIỂM CÁ NHÂN", "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN"
LEADER = "giữ chức vụ lãnh đạo, quản lý"


@pytest.mark.parametrize(
    ("profile", "of", "title", "whom"),
    [
        *(("2B", 2026, NEW, f"không {LEADER}"), ("2B", 2024, OLD, f"không {LEADER}")),
        *(("2A", 2024, OLD, LEADER), ("2A", 2025, NEW, LEADER), ("02A", 2026, NEW, f"không {LEADER}")),
    ],
)
def test_the_post_in_the_profile_and_the_year_decide_the_form(
    tuphe: Run, year: Year, who: Who, profile: str, of: int, title: str, whom: str
) -> None:
    who(profile)
    year(of)

    result = tuphe("xuat", str(of))

    assert result.code == 0
    assert f"\n# {title}\n\n**Năm {of}**  \n**(Cá nhân {whom})**\n" in result.out
    assert "Lưu ý" not in result.err


def test_the_summary_is_exported_where_no_form_is_named_or_of_a_year_before_all_forms_or_on_request(
    tuphe: Run, year: Year, who: Who, refuses: Refuses
) -> None:
    year()
    year(2019)
    summary = "# Tóm tắt kiểm điểm cá nhân năm 2026\n"

    assert tuphe("xuat", "2026").out.startswith(summary)
    who("tom-tat")
    assert tuphe("xuat", "2026").out.startswith(summary)
    who("2B")
    assert tuphe("xuat", "2026", "--mau", "tom-tat").out.startswith(summary)
    early = tuphe("xuat", "2019")
    assert (early.code, early.out[:9], "năm 2019" in early.err) == (0, "# Tóm tắt", True)
    refuses("xuat", "2026", "--mau", "khong-co", code=3, says=("tom-tat", *IDS))


@pytest.mark.parametrize(
    ("form", "of", "warning"),
    [
        ("2B", 2024, f"mẫu 02B-2023 dành cho: {LEADER}; hồ sơ của bạn ghi: không {LEADER}."),
        ("2B-2025", 2024, "mẫu 2B-2025 có hiệu lực từ 31/10/2025, không dùng cho năm 2024."),
        ("02A-2023", 2026, "mẫu 02A-2023 có hiệu lực từ 10/11/2023 đến 30/10/2025, không dùng cho năm 2026."),
    ],
    ids=["another post", "not yet in force", "no longer in force"],
)
def test_a_form_that_is_not_for_the_person_or_the_year_is_taken_and_the_person_is_warned(
    tuphe: Run, year: Year, who: Who, form: str, of: int, warning: str
) -> None:
    who("2B")
    year(of)

    result = tuphe("xuat", str(of), "--mau", form)

    assert result.code == 0
    assert f"Lưu ý: {warning}" in result.err
    assert f"**Năm {of}**" in result.out


def test_the_pledge_is_of_the_coming_year_and_has_the_pledges_under_their_heads(two_years: Run) -> None:
    result = two_years("xuat", "2026", "--mau", "cam-ket", "--dang", "txt")

    said = example(2026)["cam_ket"]
    assert "Năm 2027" in result.out
    assert [pledge["noi_dung"] for pledge in said if result.out.count(pledge["noi_dung"].rstrip(".")) != 1] == []
    assert re.search(r"^III\. Về ý thức tổ chức kỷ luật\n- Góp ý ở ít nhất một nửa", result.out, re.MULTILINE)
    assert "Nội dung khác" not in result.out


# What is left open, and one section alone


def test_what_is_still_to_be_written_is_said_beside_the_paper(two_years: Run, who: Who) -> None:
    who("2B")

    result = two_years("xuat", "2026", "--dang", "txt")

    [said] = [line for line in result.err.splitlines() if line.startswith("Còn để trống: ")]
    assert said == (
        "Còn để trống: ĐẢNG BỘ, CHI BỘ, Ngày sinh, Chức vụ Đảng, Chức vụ chính quyền, Chức vụ đoàn thể, "
        "Đơn vị công tác, Chi bộ. Điền phần đầu bằng: tuphe ho-so"
    )
    assert "Họ và tên: Trần Văn Bình" in result.out
    assert "Ngày sinh: [chưa ghi]" in result.out
    assert "Còn để trống" not in result.out
    assert english(result.err) == []


def test_a_section_alone_is_that_section_of_the_whole_form_with_or_without_its_heading(
    two_years: Run, refuses: Refuses
) -> None:
    sections = [f"  {section['so']}  " for section in built_in("2B-2025")["phan"]]
    refuses("xuat", "2026", "--mau", "2B", "--muc", "IX", code=2, says=("Không có phần đó", *sections))

    def text(*more: str) -> str:
        return two_years("xuat", "2026", "--mau", "2B", "--dang", "txt", *more).out

    for name, first in (
        ("III", "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận"),
        ("I.2", "2. Việc thực hiện nhiệm vụ, quyền hạn và kết quả thực hiện các chỉ tiêu"),
        ("b.i", "I. Đánh giá theo các nhóm tiêu chí"),
    ):
        assert text("--muc", name).startswith(first)
        assert text("--muc", name).strip() in text()
    heading, printed, rest = text("--muc", "III").split("\n", 2)
    assert heading.startswith("III. ")
    assert printed.startswith("Kiểm điểm rõ từng hạn chế")
    assert text("--muc", "III", "--khong-tieu-de").strip() == rest.strip()


def test_one_section_asks_only_for_what_it_lacks_itself(two_years: Run) -> None:
    filled = two_years("xuat", "2026", "--mau", "2B", "--muc", "III")
    two_years("kiem-diem", "--tra-loi", "-", stdin="nam = 2024\n")
    empty = two_years("xuat", "2024", "--mau", "2B-2025", "--muc", "III")

    assert "Còn chỗ chưa ghi" not in filled.err
    assert "Còn chỗ chưa ghi ở phần A.III." in empty.err
    assert "[chưa ghi]" in empty.out


# Files


def test_the_ending_makes_a_word_or_a_web_page_and_neither_is_written_over_unasked(
    two_years: Run, refuses: Refuses, tmp_path: Path
) -> None:
    refuses("xuat", "2026", "--dang", "docx", code=2, says=("tuphe xuat 2026 -o kiem-diem-2026.docx",))
    word = two_years("xuat", "2026", "--mau", "2B", "-o", "ra.docx")
    page = two_years("xuat", "2026", "--mau", "2B", "-o", "ra.html")
    first = (tmp_path / "ra.docx").read_bytes()
    refused = two_years("xuat", "2026", "--mau", "tom-tat", "-o", "ra.docx")

    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        text = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode()).replace("\u00a0", " ")
    web = (tmp_path / "ra.html").read_text(encoding="utf-8")
    assert (word.code, word.out, page.code, page.out) == (0, "", 0, "")
    assert f"Đã ghi {tmp_path / 'ra.docx'}." in word.err
    assert web.lower().startswith("<!doctype html>")
    for words in ("NGƯỜI TỰ KIỂM ĐIỂM", "Đạt 13/14 chỉ tiêu", "Hoàn thành tốt nhiệm vụ"):
        assert words in text
        assert words in web
    assert refused.code == 7
    assert "--ghi-de" in refused.err
    assert (tmp_path / "ra.docx").read_bytes() == first


def test_writing_over_a_file_replaces_it_whole_and_the_same_content_makes_the_same_bytes_on_another_day(
    two_years: Run, tmp_path: Path
) -> None:
    (tmp_path / "ra.docx").write_text("cũ" * 100_000, encoding="utf-8")

    result = two_years("xuat", "2026", "--mau", "2B", "-o", "ra.docx", "--ghi-de", TODAY="2026-11-24")
    two_years("xuat", "2026", "--mau", "2B", "-o", "hai.docx", TODAY="2026-12-30")

    assert result.code == 0
    assert (tmp_path / "ra.docx").read_bytes() == (tmp_path / "hai.docx").read_bytes()
