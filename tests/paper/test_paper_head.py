"""The head of a paper: fields, year, form; and what makes it a yearly review."""

import re

import pytest

from support.papers import TITLE, lines, read, sections_of, the_knowledge, told
from tuphe.core.paper import Paper
from tuphe.paper.reading.header import Kind, kind_of

BODY = "I. Ưu điểm, kết quả đạt được\nTốt.\nII. Hạn chế, khuyết điểm và nguyên nhân\nChậm.\n"


def head(text: str) -> Paper:
    return read(f"{text}\n{BODY}")


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Họ và tên: Lê Thị A\tNgày sinh: 09/3/1987", {"ho_ten": "Lê Thị A", "ngay_sinh": "09/3/1987"}),
        ("Họ và tên: Lê Thị A....... Ngày sinh: 02/9/1951.......", {"ho_ten": "Lê Thị A", "ngay_sinh": "02/9/1951"}),
        ("Tôi tên là: Lê Văn A - Sinh ngày: 05/5/1986", {"ho_ten": "Lê Văn A", "ngay_sinh": "05/5/1986"}),
        ("HỌ VÀ TÊN: LÊ VĂN A", {"ho_ten": "LÊ VĂN A"}),
        ("Số huy hiệu Đảng: 12345", {}),
        ("Nơi làm việc hoặc nghỉ hưu (đơn vị công tác): Trường A", {"don_vi": "Trường A"}),
        ("Họ và tên (viết in hoa): LÊ VĂN A", {"ho_ten": "LÊ VĂN A"}),
        ("Họ và tên: Lê A; sinh ngày 15-8-1979", {"ho_ten": "Lê A", "ngay_sinh": "15-8-1979"}),
        ("- Đơn vị công tác: Trạm Y tế xã\tChi bộ: Trạm Y tế", {"don_vi": "Trạm Y tế xã", "chi_bo": "Trạm Y tế"}),
        ("Đơn vị công tác: Trung tâm A Chi bộ Văn phòng", {"don_vi": "Trung tâm A", "chi_bo": "Văn phòng"}),
        ("Chức vụ Đảng: Bí thư Chi bộ", {"chuc_vu_dang": "Bí thư Chi bộ"}),
        ("Chi bộ 3", {"chi_bo": "Chi bộ 3"}),
        ("+ Đảng: Phó Bí thư\n+ Chính quyền: Không", {"chuc_vu_dang": "Phó Bí thư", "chuc_vu_chinh_quyen": "Không"}),
        ("Chức vụ: Đảng: Đảng uỷ viên; Đoàn thể: Không", {"chuc_vu_dang": "Đảng uỷ viên", "chuc_vu_doan_the": "Không"}),
        ("ĐẢNG BỘ\nSỞ A\nCHI BỘ\nTRUNG TÂM B", {"dang_bo": "SỞ A", "chi_bo": "TRUNG TÂM B"}),
        ("Chức vụ đoàn thể: [chưa ghi]", {}),
        (
            "Tôi là Lê Văn A, sinh ngày 19 tháng 5 năm 1965, vào Đảng năm 1994.",
            {"ho_ten": "Lê Văn A", "ngay_sinh": "19 tháng 5 năm 1965"},
        ),
        ("ĐẢNG BỘ XÃ A – CHI BỘ TRƯỜNG B", {"dang_bo": "XÃ A", "chi_bo": "TRƯỜNG B"}),
        ("CHI BỘ KHỐI MẶT TRẬN - ĐOÀN THỂ", {"chi_bo": "KHỐI MẶT TRẬN - ĐOÀN THỂ"}),
        ("Chức vụ, đơn vị công tác: Giáo viên, Trường B", {"chuc_vu_chinh_quyen": "Giáo viên", "don_vi": "Trường B"}),
        (
            "Chức vụ (Đảng, chính quyền): Bí thư, Trưởng phòng",
            {"chuc_vu_dang": "Bí thư", "chuc_vu_chinh_quyen": "Trưởng phòng"},
        ),
        ("Chức vụ chính quyền, đoàn thể: Tổ trưởng, giáo viên", {"chuc_vu_chinh_quyen": "Tổ trưởng, giáo viên"}),
        ("Ngày vào Đảng: 03/02/2011   Chính thức: 03/02/2012", {}),
        ("| Họ và tên | Lê Thị A |\n| Ngày sinh | 09/3/1987 |", {"ho_ten": "Lê Thị A", "ngay_sinh": "09/3/1987"}),
        # A labelled post goes before what a sentence tells.
        (
            "Chức vụ: Kế toán trưởng\nTôi hiện là Phó Giám đốc, Chi uỷ viên.",
            {"chuc_vu_chinh_quyen": "Kế toán trưởng", "chuc_vu_dang": "Chi uỷ viên"},
        ),
    ],
)
def test_fields_are_read_from_lines_with_labels(line: str, fields: dict[str, str]) -> None:
    assert head(line).header == fields


def test_what_the_head_says_of_other_matters_is_named_among_what_is_left_aside() -> None:
    said = head("Họ và tên: Lê Thị A. Giới tính: Nữ\nNgày vào Đảng: 03/02/2011   Chính thức: 03/02/2012\nDân tộc: ……")

    assert said.left == ("Giới tính: Nữ", "Ngày vào Đảng: 03/02/2011", "Chính thức: 03/02/2012")


def test_a_paper_without_any_head_is_read() -> None:
    paper = read("I. Ưu điểm\nTốt.\nII. Hạn chế\nChậm.\n", title="")

    assert (list(told(paper)), dict(paper.header)) == (["I", "II.1"], {})


def test_the_columns_at_the_top_name_committee_cell_and_place() -> None:
    title = (
        "ĐẢNG BỘ XÃ TÂN THẠNH\tĐẢNG CỘNG SẢN VIỆT NAM\nCHI BỘ THÔN BA\tTân Thạnh, ngày 03 tháng 12 năm 2025\n" + TITLE
    )

    found = read(BODY, title=title).header

    assert found == {"dang_bo": "XÃ TÂN THẠNH", "chi_bo": "THÔN BA", "noi_viet": "Tân Thạnh"}


@pytest.mark.parametrize(
    ("title", "file_name", "year", "sure"),
    [
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nNăm 2023\n", "x.docx", 2023, True),
        ("BẢN KIỂM ĐIỂM ĐẢNG VIÊN NĂM 2022\nSinh ngày 09 tháng 3 năm 1987\n", "x.docx", 2022, True),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nHà Nội, ngày 05 tháng 12 năm 2024\n", "x.docx", 2024, False),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nHà Nội, ngày 05 tháng 01 năm 2025\n", "x.docx", 2024, False),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\n", "BẢN KIỂM ĐIỂM NĂM 2021 LE A.docx", 2021, False),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\n", "x.docx", 0, False),
    ],
)
def test_the_year_is_that_of_the_title_then_of_the_day_then_of_the_file(
    title: str, file_name: str, year: int, *, sure: bool
) -> None:
    paper = read(BODY, title=title, file_name=file_name)

    assert paper.year == year
    assert sure != any(doubt.place == "nam" for doubt in paper.doubts)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        (TITLE, "2B-2025"),
        (TITLE.replace("không giữ", "giữ"), "2A-2025"),
        (re.sub(r"\(.*\)", "(Đảng viên không làm việc trong hệ thống chính trị)", TITLE), "2C-2025"),
        ("Mẫu 02B-HD KĐ.ĐG 2023\nBẢN KIỂM ĐIỂM CÁ NHÂN\nNăm 2023\n", "02B-2023"),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nNăm 2023\n(Cá nhân không giữ chức vụ lãnh đạo, quản lý)\n", "02A-2023"),
        ("BẢN KIỂM ĐIỂM ĐẢNG VIÊN NĂM 2022\n(Cá nhân không giữ chức vụ lãnh đạo, quản lý)\n", ""),
        ("BẢN KIỂM ĐIỂM ĐẢNG VIÊN NĂM 2024\n", ""),
    ],
)  # fmt: skip
def test_the_form_is_named_only_where_the_paper_says_it(title: str, form: str) -> None:
    assert read(BODY, title=title).form == form


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Tôi tên là: Nguyễn Văn A, sinh ngày 09/3/1987, hiện là Phó Chủ tịch UBND xã, Chi uỷ viên Chi bộ Cơ quan.",
            {
                "ho_ten": "Nguyễn Văn A", "ngay_sinh": "09/3/1987", "chuc_vu_chinh_quyen": "Phó Chủ tịch UBND xã",
                "chuc_vu_dang": "Chi uỷ viên Chi bộ Cơ quan",
            },
        ),
        (
            "Tôi là Lê Thị B, sinh năm 1990, Bí thư Chi bộ thôn 2, hiện đang giữ chức vụ Trưởng thôn kiêm Thôn đội.",
            {
                "ho_ten": "Lê Thị B", "ngay_sinh": "1990", "chuc_vu_dang": "Bí thư Chi bộ thôn 2",
                "chuc_vu_chinh_quyen": "Trưởng thôn",
            },
        ),
        (
            "Tên tôi là Trần C. Hiện nay đang giữ chức vụ: Chủ tịch Hội Nông dân xã; Đảng uỷ viên.",
            {"ho_ten": "Trần C", "chuc_vu_doan_the": "Chủ tịch Hội Nông dân xã", "chuc_vu_dang": "Đảng uỷ viên"},
        ),
        (
            "Tôi là Trần Văn C, đảng viên Chi bộ 5 thuộc Đảng bộ xã, công tác tại Trường THCS Mẫu với nhiệm vụ dạy.",
            {"ho_ten": "Trần Văn C", "chi_bo": "Chi bộ 5", "chuc_vu_dang": "Đảng viên", "don_vi": "Trường THCS Mẫu"},
        ),
        (
            "Hiện công tác tại Trạm Y tế xã, chức vụ Trưởng trạm, Phó Bí thư Chi bộ, Chủ tịch Công đoàn cơ sở.",
            {
                "don_vi": "Trạm Y tế xã", "chuc_vu_chinh_quyen": "Trưởng trạm", "chuc_vu_dang": "Phó Bí thư Chi bộ",
                "chuc_vu_doan_the": "Chủ tịch Công đoàn cơ sở",
            },
        ),
        (
            "Trước đây là Bí thư Đoàn xã, hiện là cán bộ hưu trí sinh hoạt tại Chi bộ Tổ dân phố 4.",
            {"chi_bo": "Chi bộ Tổ dân phố 4", "chuc_vu_chinh_quyen": "Cán bộ hưu trí"},
        ),
        (
            "Được phân công làm Tổ trưởng tổ Tự nhiên từ năm 2021, là Chi uỷ viên phụ trách công tác kiểm tra.",
            {
                "chuc_vu_chinh_quyen": "Tổ trưởng tổ Tự nhiên",
                "chuc_vu_dang": "Chi uỷ viên phụ trách công tác kiểm tra",
            },
        ),
        ("Bản thân tôi là đảng viên, luôn cố gắng.", {"chuc_vu_dang": "Đảng viên"}),
    ],
)  # fmt: skip
def test_posts_unit_and_cell_are_read_from_sentences(sentence: str, told: dict[str, str]) -> None:
    assert head(sentence).header == told


@pytest.mark.parametrize(
    "line",
    [
        "(Dùng cho cá nhân giữ chức vụ lãnh đạo, quản lý)",
        "Dùng cho đảng viên giữ chức vụ lãnh đạo, quản lý",
        "Kính gửi: Bí thư Chi bộ, Chủ tịch Công đoàn",
        "Đồng chí được phân công giúp đỡ, Chi uỷ viên",
    ],
)
def test_lines_that_tell_of_others_give_no_post(line: str) -> None:
    header = head(f"Họ và tên: Trần Văn C\n{line}").header

    assert header == {"ho_ten": "Trần Văn C"}


@pytest.mark.parametrize(
    ("line", "posts"),
    [
        (
            "Chức vụ: Phó Bí thư Chi bộ, Phó Hiệu trưởng; Chủ tịch Công đoàn trường",
            {
                "chuc_vu_dang": "Phó Bí thư Chi bộ", "chuc_vu_chinh_quyen": "Phó Hiệu trưởng",
                "chuc_vu_doan_the": "Chủ tịch Công đoàn trường",
            },
        ),
        ("Chức vụ: Bí thư Chi bộ", {"chuc_vu_dang": "Bí thư Chi bộ"}),
        ("Chức vụ: Phó Giám đốc, Thẩm phán", {"chuc_vu_chinh_quyen": "Phó Giám đốc, Thẩm phán"}),
        (
            "Chức vụ (Đảng, chính quyền, đoàn thể): Hiệu trưởng, Chi uỷ viên",
            {"chuc_vu_dang": "Chi uỷ viên", "chuc_vu_chinh_quyen": "Hiệu trưởng"},
        ),
        (
            "Chức vụ chính quyền, đoàn thể: Viên chức; Uỷ viên BCH Công đoàn",
            {"chuc_vu_chinh_quyen": "Viên chức", "chuc_vu_doan_the": "Uỷ viên BCH Công đoàn"},
        ),
        ("Chức vụ chính quyền: Bí thư thường trực", {"chuc_vu_chinh_quyen": "Bí thư thường trực"}),
    ],
)  # fmt: skip
def test_posts_behind_one_label_are_told_apart(line: str, posts: dict[str, str]) -> None:
    assert head(line).header == posts


@pytest.mark.parametrize(
    "line",
    [
        "Vào Đảng ngày 03 tháng 02 năm 2015, chính thức ngày 03 tháng 02 năm 2016.",
        "Được kết nạp Đảng ngày 3 tháng 2 năm 2010",
        "Tuyển dụng ngày 01 tháng 9 năm 2008",
        "(Theo Nghị quyết số 04, ngày 10 tháng 12 năm 2024)",
        "Kết nạp Đảng năm 2005",
    ],
)
def test_a_day_of_something_else_is_neither_where_nor_when_it_was_written(line: str) -> None:
    paper = read(f"BẢN KIỂM ĐIỂM CÁ NHÂN\n{line}\n{BODY}Xã Mẫu, ngày 05 tháng 12 năm 2025", title="")

    assert paper.year == 2025
    assert "noi_viet" not in paper.header


SECTIONS = "I. Ưu điểm\nTốt.\nII. Hạn chế, khuyết điểm và nguyên nhân\nChậm.\n"


def kind(text: str) -> Kind:
    paragraphs = lines(text)
    return kind_of(paragraphs, set(sections_of(paragraphs).values()), the_knowledge())


@pytest.mark.parametrize(
    "title",
    [TITLE, "BẢN KIỂM ĐIỂM ĐẢNG VIÊN VÀ TỰ NHẬN XÉT,\nĐÁNH GIÁ VIÊN CHỨC NĂM 2024\n", "BẢN TỰ KIỂM ĐIỂM NĂM 2025\n"],
)
def test_a_yearly_review_is_one(title: str) -> None:
    assert kind(f"{title}Họ và tên: Lê A\n{SECTIONS}") == Kind(yearly=True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("BẢN TỰ KIỂM ĐIỂM ĐẢNG VIÊN\nVề việc chuyển sinh hoạt Đảng", "bản tự kiểm điểm khi chuyển sinh hoạt đảng"),
        ("BẢN TỰ KIỂM ĐIỂM\ncủa đảng viên dự bị", "bản tự kiểm điểm của đảng viên dự bị (Mẫu 10-KNĐ)"),
        (
            "BẢN KIỂM ĐIỂM CÁ NHÂN\nVề trách nhiệm liên quan đến Kết luận thanh tra số 12/KL-TT",
            "bản kiểm điểm theo vụ việc, sau thanh tra, kiểm tra, giám sát",
        ),
        ("KẾ HOẠCH\nKhắc phục hạn chế sau giám sát", "kế hoạch khắc phục sau giám sát, kiểm điểm"),
        ("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI TẬP THỂ\nNăm 2025", "bản kiểm điểm của tập thể"),
        ("BẢN CAM KẾT TU DƯỠNG, RÈN LUYỆN, PHẤN ĐẤU\nNăm 2026", "bản cam kết tu dưỡng, rèn luyện, phấn đấu"),
    ],
)
def test_another_kind_is_named(title: str, name: str) -> None:
    assert kind(f"{title}\nHọ và tên: Lê A\n{SECTIONS}") == Kind(yearly=False, name=name)


def test_what_has_no_sections_is_no_review_and_words_of_another_kind_in_the_persons_text_make_none() -> None:
    invitation, note = "Kính gửi các đồng chí,\nMời họp lúc 8 giờ.\n", "BẢN KIỂM ĐIỂM\nEm xin hứa không tái phạm.\n"
    said = "Năm nay tôi làm kế hoạch khắc phục sau giám sát và chuyển sinh hoạt đảng.\n"

    assert kind(invitation) == kind(note) == Kind(yearly=False)
    assert kind(f"{TITLE}Họ và tên: Lê A\n{SECTIONS}{said}").yearly
