"""tuphe xuat --vao: a year goes into the unit's own Word file, which stays as it is."""

from pathlib import Path

import pytest

from commands.conftest import Refuses
from support.pages import english
from support.program import Run
from support.small_word import p, r, word
from support.templates import DOTS, LEVELS, head, line, old_list, template
from tuphe.paper.word import paragraphs_of


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The file that the cell hands out."""
    path = tmp_path / "mẫu chi bộ.docx"
    path.write_bytes(template("tab"))
    return path


@pytest.fixture
def filled(tmp_path: Path) -> list[str]:
    """The rest of a command line that fills the file of the unit by form 2B."""
    return ["--mau", "2B", "--vao", str(tmp_path / "mẫu chi bộ.docx"), "-o", str(tmp_path / "nop.docx")]


def shown(path: Path) -> list[str]:
    return [paragraph.shown for paragraph in paragraphs_of(path.read_bytes())]


def test_a_year_is_put_into_the_file_of_the_unit_and_what_is_left_is_said(
    two_years: Run, tmp_path: Path, unit: Path
) -> None:
    before = unit.read_bytes()
    two_years("ho-so", "--dat", "ho_ten=Ngô Hải Đăng", "--dat", "chi_bo=Chi bộ 3")
    output = tmp_path / "nop.docx"

    result = two_years("xuat", "2026", "--mau", "2B", "--vao", str(unit), "-o", str(output))

    assert (result.code, result.out) == (0, "")
    filled, missing = "Đã điền 9 phần", "chưa có gì để điền: Ngày sinh"
    for said in ("Đã ghi", filled, "Tệp mẫu không có chỗ cho: PL", missing, "--muc PL", "bằng: tuphe ho-so"):
        assert said in result.err
    two_years("kiem-diem", "--tra-loi", "-", stdin="nam = 2024\n[nhiem_vu]\ntong_so = 12\n")
    bare = two_years("xuat", "2024", "--mau", "2B-2025", "--vao", str(unit), "-o", str(tmp_path / "2024.docx"))
    assert "Tệp mẫu không có chỗ cho: PL (PHỤ LỤC" in bare.err
    assert "mức xếp loại. Điền hồ sơ bằng: tuphe ho-so · Trả lời tiếp bằng: tuphe kiem-diem 2024" in bare.err
    assert english(result.err) == []
    texts = shown(output)
    assert "Họ và tên: Ngô Hải Đăng" in texts
    assert "☒ Hoàn thành tốt nhiệm vụ" in texts
    assert "Điểm tiêu chí chung: 26,5/30; điểm kết quả nhiệm vụ: 57/70; tổng: 83,5/100" in texts
    assert "[chưa ghi]" not in "\n".join(texts)
    assert unit.read_bytes() == before


def test_a_form_that_is_not_for_this_person_or_year_is_said_where_it_is_named(
    two_years: Run, tmp_path: Path, unit: Path
) -> None:
    output = str(tmp_path / "nop.docx")
    two_years("ho-so", "--dat", "mau=2B")

    named = two_years("xuat", "2026", "--mau", "02B-2023", "--vao", str(unit), "-o", output)
    usual = two_years("xuat", "2026", "--vao", str(unit), "-o", output, "--ghi-de")

    unit.write_bytes(word(line(f"Tự xếp loại: {' / '.join(LEVELS)}") + head("I. Về tư tưởng chính trị") + line(DOTS)))
    pledged = two_years("xuat", "2026", "--mau", "cam-ket", "--vao", str(unit), "-o", output, "--ghi-de")

    assert "mức được chọn" not in pledged.err  # a form of pledges rates nothing
    assert "Lưu ý: mẫu 02B-2023 có hiệu lực" in named.err
    assert "Lưu ý" not in usual.err


def test_a_level_without_a_box_and_a_file_that_is_protected_are_said(
    two_years: Run, tmp_path: Path, unit: Path, filled: list[str]
) -> None:
    levels = line(f"Tự xếp loại: {' / '.join(LEVELS)}")
    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    body = line("Họ và tên: .......") + head("VI. Phương hướng, biện pháp khắc phục") + line(DOTS) + levels
    unit.write_bytes(word(body, settings=protection))

    result = two_years("xuat", "2026", *filled)
    understood = two_years("mau", "xem", str(unit))

    assert "in đậm và gạch chân mức được chọn" in result.err
    assert "vẫn giữ chế độ đó" in result.err
    assert "4 mức không có ô: gạch chân mức được chọn" in understood.out
    unit.write_bytes(word(line("Họ và tên: .......") + p(r("Tự xếp loại: "), old_list(*LEVELS))))
    assert "mức xếp loại → danh sách 4 mức" in two_years("mau", "xem", str(unit)).out


def test_what_is_still_to_be_written_is_named_and_stands_as_dots(
    tuphe: Run, tmp_path: Path, unit: Path, filled: list[str]
) -> None:
    tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n")
    unit.write_bytes(word(line("họ và tên: .......") + head("II. Hạn chế, khuyết điểm") + line(DOTS)))

    result = tuphe("xuat", "2026", *filled)

    assert shown(tmp_path / "nop.docx") == shown(unit)
    assert "Không điền thêm gì" in result.err
    for said in ("Còn chỗ chưa ghi", "chưa có gì để điền: họ và tên. Điền hồ sơ bằng: tuphe ho-so\n"):
        assert said in result.err


def test_the_file_that_the_profile_names_is_filled_wherever_one_stands_and_missed_where_it_is_gone(
    two_years: Run, refuses: Refuses, tmp_path: Path, unit: Path
) -> None:
    other = tmp_path / "thu.docx"
    refuses("ho-so", "--dat", f"mau_don_vi={other}", code=4, says=("không có tệp này",))
    other.write_bytes(word(p("Kính gửi các đồng chí")))
    refuses("ho-so", "--dat", f"mau_don_vi={other}", code=4, says=("không thấy chỗ nào",))
    two_years("ho-so", "--dat", "mau=2B", "--dat", f"mau_don_vi={unit}")
    output = tmp_path / "nop.docx"

    result = two_years("xuat", "2026", "-o", str(output))

    assert "Đã điền 9 phần" in result.err
    assert shown(output)[0] == "BẢN KIỂM ĐIỂM CÁ NHÂN NĂM 2026"
    plain = two_years("xuat", "2026", "--mau", "2B", "-o", str(output), "--ghi-de")
    assert "Đã điền" not in plain.err
    assert "Đã điền" not in two_years("xuat", "2026", "--dang", "md").err
    unit.unlink()
    refuses("xuat", "2026", "-o", "khac.docx", code=4, says=("không còn tệp đó", "tuphe ho-so --dat mau_don_vi="))
    assert two_years("ho-so", "--dat", "mau_don_vi=").code == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        *(("--mau 2B -o a.md", "không phải md"), ("--mau 2B -o a.docx --muc III", "không dùng cùng --muc")),
        *(("--mau 2B -o a.docx --chep", "không dùng cùng --chep"), ("--mau 2B", "cần một tệp")),
        ("--mau 2B -o a.docx --day-du", "không dùng cùng --day-du"),
        ("--mau 2B --dang txt -o a.txt", "không phải txt"),
        ("--mau tom-tat -o a.docx", "Chưa rõ điền theo mẫu nào"),
    ],
)
def test_what_does_not_go_with_a_file_of_the_unit_is_refused_in_a_sentence(
    two_years: Run, refuses: Refuses, unit: Path, options: str, says: str
) -> None:
    refuses("xuat", "2026", "--vao", str(unit), *options.split(), code=2, says=(says,))


def test_the_file_of_the_unit_is_never_written_over_and_another_only_when_that_is_said(
    two_years: Run, refuses: Refuses, unit: Path, filled: list[str]
) -> None:
    onto_itself = [*filled[:-1], str(unit), "--ghi-de"]
    refuses("xuat", "2026", *onto_itself, code=2, says=("trùng với tệp mẫu",))
    unit.with_name("nop.docx").write_bytes(b"cu")

    refuses("xuat", "2026", *filled, code=7, says=("đã có tệp này",))

    assert two_years("xuat", "2026", *filled, "--ghi-de").code == 0


def test_a_file_that_is_no_word_file_is_refused_and_nothing_is_written(
    two_years: Run, refuses: Refuses, unit: Path, filled: list[str]
) -> None:
    for content in (b"", b"PK\x03\x04hong", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99):
        unit.write_bytes(content)

        refuses("xuat", "2026", *filled, code=4)


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_what_is_understood_of_a_file_is_shown_place_by_place(tuphe: Run, unit: Path, columns: str) -> None:
    result = tuphe("mau", "xem", str(unit), COLUMNS=columns)

    flat = " ".join(result.out.split())
    for said in ("Họ và tên", "Sinh hoạt tại chi bộ → Chi bộ", "thay 3 dòng chờ", "mức xếp loại → 4 ô", "tổng điểm"):
        assert said in flat
    assert english(result.out) == []
