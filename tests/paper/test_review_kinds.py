"""A yearly review is told from other papers."""

import pytest

from support.papers import TITLE, lines, sections_of, the_knowledge
from tuphe.paper.header import Kind, kind_of

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
