"""Values to TOML and back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from msgspec import inspect

from support.values import ROOT, an_example, silent
from tuphe.core.review import Answer, FollowUp, Pledge, Rating, Review
from tuphe.core.self_rating import SelfRating
from tuphe.core.shortcoming import Shortcoming
from tuphe.errors import BadFile, ExitCode
from tuphe.storage import toml

SAMPLES = sorted((ROOT / "tests" / "data").glob("dinh-dang-*/*.toml"))

NASTY = [
    "Hoàn thành “12/12” nhiệm vụ – 18,1%",
    'Ngoặc "kép", ba ngoặc """kép""" và \'đơn\'',
    "C:\\[x] [/b] :smile: [số 12/QĐ]",
    "Một\nHai\n\nBốn",
    "Xuống dòng cuối\n",
    "\nXuống dòng đầu",
    'Hai dòng\nvới """ và \\ ở giữa',
    'Dòng\nkết thúc bằng ngoặc"',
    "Dòng\nkết thúc bằng \\",
    "Cột\tcột\nhàng\thàng",
    "# không phải chú thích\n[không.phải.bảng]\nkhoa = 1",
    "   cách đầu và cuối   ",
    "👍 \u00a0 \u200b",
]


def parsed(content: bytes | str) -> Review:
    data = content.encode() if isinstance(content, str) else content
    return toml.parse(data, "tep.toml", Review, notify=silent)


def saved_and_read(review: Review) -> Review:
    return parsed(toml.dump(review))


def test_one_changed_answer_changes_only_its_own_lines() -> None:
    before = an_example(2026)
    changed = before.with_answer(Answer(item="can-kiem", rating=Rating.FAIR, results=("Còn 13 ram.",)))

    old, new = toml.dump(before).decode().splitlines(), toml.dump(changed).decode().splitlines()

    assert len(set(old) - set(new)) <= 2
    assert len(set(new) - set(old)) <= 2


def keys_of(raw: Any) -> set[str]:
    if isinstance(raw, dict):
        return set(raw) | {key for entry in raw.values() for key in keys_of(entry)}
    return {key for entry in raw for key in keys_of(entry)} if isinstance(raw, list) else set()


def encoded_keys(kind: Any) -> set[str]:
    match kind:
        case inspect.StructType():
            return {key for field in kind.fields for key in {field.encode_name, *encoded_keys(field.type)}}
        case inspect.UnionType():
            return {key for part in kind.types for key in encoded_keys(part)}
        case inspect.VarTupleType():
            return encoded_keys(kind.item_type)
        case type():
            return encoded_keys(inspect.type_info(kind))
    return set()


WRITTEN = '''\
dinh_dang = 4
nam = 2026
trang_thai = "nhap"
ghi_chu = """
Dòng một
Dòng hai"""

[bo_tieu_chi]
id = "trach-nhiem"

[[muc]]
id = "a"
muc_do = "kem"
ket_qua = [
    """
Việc một
Việc hai""",
]

[[muc.han_che]]
noi_dung = "Chậm."

[[khac_phuc]]
muc = "a"
noi_dung = "Cũ."

[[cam_ket]]
noi_dung = "Số hoá 1.240 hồ sơ “tồn”"
thoi_han = 2027-06-30

[tu_danh_gia]
tieu_chi_chung = 0
ket_qua_nhiem_vu = 0
'''


def test_a_year_is_written_as_a_person_would_and_without_what_is_empty() -> None:
    review = Review(
        year=2026,
        note="Dòng một\nDòng hai",
        answers=(
            Answer(
                item="a", rating=Rating.POOR, results=("Việc một\nViệc hai",), shortcomings=(Shortcoming(text="Chậm."),)
            ),
        ),
        follow_ups=(FollowUp(item="a", text="Cũ."),),
        pledges=(Pledge(text="Số hoá 1.240 hồ sơ “tồn”", due=date(2027, 6, 30)),),
        self_rating=SelfRating(general_points=0, task_points=0),
    )

    assert toml.dump(review).decode() == WRITTEN


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_of_every_format_is_read_and_comes_back(sample: Path) -> None:
    review = toml.read(sample, Review, notify=silent)

    assert review.year == 2026
    assert saved_and_read(review) == review


def test_a_half_typed_text_that_is_empty_does_not_bar_the_way_to_its_year() -> None:
    given = toml.parse(b'nam = 2026\n[[dang_go]]\ncau = "cam_ket"\nnoi_dung = ""\n', "năm", Review, notify=silent)

    assert toml.parse(toml.dump(given), "năm", Review, notify=silent) == given


def test_the_sample_of_format_1_says_what_its_writer_meant() -> None:
    review = toml.read(ROOT / "tests" / "data" / "dinh-dang-1" / "2026.toml", Review, notify=silent)

    assert toml.dump(review).decode() == (ROOT / "tests" / "golden" / "dinh-dang-1.toml").read_text(encoding="utf-8")


def test_a_year_of_any_format_so_far_and_one_that_names_none_is_read_and_written_in_the_newest() -> None:
    for named in ("", "dinh_dang = 1\n", "dinh_dang = 2\n", "dinh_dang = 3\n", "dinh_dang = 4\n"):
        year = parsed(f"{named}nam = 2026\n")

        assert year == Review(year=2026)
        assert toml.dump(year).startswith(b"dinh_dang = 4\n")


def test_there_is_a_sample_of_every_format_so_far_and_the_newest_has_every_key_that_a_year_can_have() -> None:
    formats = [f"dinh-dang-{number}" for number in range(1, Review.newest_format + 1)]
    sample = tomli.loads((ROOT / "tests" / "data" / formats[-1] / "2026.toml").read_text(encoding="utf-8"))

    assert {path.parent.name for path in SAMPLES} == set(formats)
    assert keys_of(sample) == encoded_keys(Review)


def test_a_newer_format_is_refused_before_anything_else_is_looked_at_and_one_that_never_was_too() -> None:
    for number in ("5", "99", "99999999999999999999999"):
        with pytest.raises(BadFile, match=f"dòng 3: .*định dạng {number}.*Cập nhật tuphe") as refused:
            parsed(f'nam = "gì đó"\nkhoa_moi = 1\ndinh_dang = {number}\n')
        assert refused.value.exit_code is ExitCode.BAD_FILE
    for number in ("0", "-1"):
        with pytest.raises(BadFile, match="dinh_dang"):
            parsed(f"dinh_dang = {number}\nnam = 2026\n")


def test_any_text_comes_back_letter_for_letter_wherever_it_stands() -> None:
    def saying(text: str) -> Review:
        entry = Answer(item="a", results=(text, text), shortcomings=(Shortcoming(text=text, cause=text),))
        return Review(year=2026, note=text, answers=(entry,), pledges=(Pledge(text=text),))

    assert [text for text in NASTY if saved_and_read(saying(text)) != saying(text)] == []
