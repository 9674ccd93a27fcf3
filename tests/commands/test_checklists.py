"""tuphe tieu-chi: list, show, check, start and describe checklists; one's own beside the built-in one."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from commands.conftest import Refuses
from conftest import EXAMPLES, ROOT
from support.pages import CHECKLIST, english, flat, plain, tables
from support.program import Run

Write = Callable[..., Path]

BUILT_IN = ROOT / "checklists" / "trach-nhiem.toml"

OWN = """\
dinh_dang = 1
id = "rieng"
ten = "Bộ [riêng] của phòng"
nguon = "Quy chế số 5"

[[nhom]]
id = "mot"
ten = "Nhóm một"

[[nhom.muc]]
id = "dung-gio"
ten = "Đúng giờ [b]"
cau_hoi = "Tôi có đúng giờ :smile: không?"
goi_y = ["Mấy ngày muộn?"]
bieu_hien = ["Đến muộn."]
loai = "nhiem-vu"

[[nhom.muc]]
id = "chu-tri"
ten = "Chủ trì họp"
cau_hoi = "Tôi chủ trì họp thế nào?"
loai = "lanh-dao"
doi_tuong = "lanh-dao"
"""


# Listing and showing


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_the_list_has_the_built_in_checklist_and_ones_own_and_never_cuts_an_id_for_it_has_to_be_typed(
    tuphe: Run, own_checklist: Write, columns: int
) -> None:
    own_checklist(OWN)

    result = tuphe("tieu-chi", "danh-sach", COLUMNS=str(columns))

    assert (result.code, result.err) == (0, "")
    assert max(cell_len(line) for line in result.out.splitlines()) <= columns
    assert {"17-tieu-chi", "17-tieu-chi-thanh-hoa", "nghi-dinh-335", "phu-luc-4"} <= set(result.out.split())
    assert "trach-nhiem" in result.out
    assert "…" not in result.out
    if columns == 200:
        assert re.search(r"trach-nhiem +Trách nhiệm của cán bộ, đảng viên +34 ", result.out)
        assert "rieng Bộ [riêng] của phòng 2 Quy chế số 5" in [flat(line) for line in result.out.splitlines()]


@pytest.mark.parametrize("columns", [40, 80])
def test_a_checklist_is_shown_with_all_that_it_asks(tuphe: Run, columns: int) -> None:
    page = tuphe("tieu-chi", "xem", "trach-nhiem", COLUMNS=str(columns))

    shown = flat(page.out)
    assert (page.code, page.err) == (0, "")
    assert max(cell_len(line) for line in plain(page.out).splitlines()) <= columns
    for group in CHECKLIST["nhom"]:
        assert f"{group['ten']} ({group['id']})" in shown
        for item in group["muc"]:
            for text in (item["ten"], item["id"], item["cau_hoi"], *item["goi_y"]):
                assert text in shown


def test_a_checklist_of_ones_own_is_shown_as_it_was_written(tuphe: Run, own_checklist: Write) -> None:
    own_checklist(OWN)

    shown = flat(tuphe("tieu-chi", "xem", "rieng").out)

    for text in ("Bộ [riêng] của phòng (rieng)", "Đúng giờ [b]", "Tôi có đúng giờ :smile: không?", "Mấy ngày muộn?"):
        assert text in shown
    assert re.search(r"chu-tri · [^·]*lãnh đạo", shown)


# Checking and starting


def test_a_good_file_is_said_to_be_good_with_its_counts_and_the_name_it_needs(
    tuphe: Run, file: Callable[..., str]
) -> None:
    built_in, own = (tuphe("tieu-chi", "kiem-tra", path) for path in (str(BUILT_IN), file(OWN, "thu.toml")))

    assert (built_in.code, built_in.err, own.code) == (0, "", 0)
    assert "4 nhóm, 34 mục" in built_in.out
    assert "1 nhóm, 2 mục" in own.out
    assert "rieng.toml" in own.err


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        *(("bo-rieng.toml", "bo-rieng"), ("Phòng số 1.toml", "phong-so-1"), ("hoà_bình (2026).toml", "hoa-binh-2026")),
        *(("___.toml", None), ("a" * 80 + ".toml", None)),
    ],
)
def test_a_started_checklist_is_good_as_it_stands_and_the_line_that_checks_it_can_be_typed(
    tuphe: Run, tmp_path: Path, name: str, known_as: str | None
) -> None:
    made = tuphe("tieu-chi", "tao", name)
    checked = tuphe("tieu-chi", "kiem-tra", name)

    assert (made.code, made.out, checked.code) == (0, "", 0), checked.err
    quote = "[\"']" if " " in name else ""
    assert re.search(f"tuphe tieu-chi kiem-tra {quote}{re.escape(name)}{quote}", flat(made.err))
    assert known_as is None or tables(tmp_path / name)["id"] == known_as


# One's own


def test_a_checklist_of_ones_own_is_found_by_its_id_and_can_be_answered(
    tuphe: Run, folder: Path, own_checklist: Write
) -> None:
    own_checklist(OWN)
    answers = (
        'nam = 2026\nbo_tieu_chi.id = "rieng"\n[[muc]]\nid = "dung-gio"\nmuc_do = "tot"\nket_qua = ["Không muộn."]\n'
    )

    saved = tuphe("kiem-diem", "--tra-loi", "-", stdin=answers)

    assert saved.code == 0
    assert tables(folder / "kiem-diem" / "2026.toml")["bo_tieu_chi"]["id"] == "rieng"
    assert "Đúng giờ [b]: Tốt" in flat(tuphe("xem", "2026").out)
    assert '"so_muc": 1,' in tuphe("danh-sach", "--json").out
    assert "Nhóm một" in tuphe("xuat", "2026").out


def test_a_checklist_of_ones_own_wins_over_the_built_in_one_by_its_id(tuphe: Run, own_checklist: Write) -> None:
    own_checklist(OWN.replace('id = "rieng"', 'id = "trach-nhiem"'), name="trach-nhiem")

    listed = tuphe("tieu-chi", "danh-sach", COLUMNS="200").out
    shown = tuphe("tieu-chi", "xem", "trach-nhiem").out
    left = tuphe("kiem-diem", "--tra-loi", "-", stdin="nam = 2026\n").err

    assert "trach-nhiem Bộ [riêng] của phòng 2 Quy chế số 5 Bảng điểm" in flat(listed)
    assert "Đúng giờ [b]" in shown
    assert "Cần, kiệm" not in shown
    assert left.count(": mức độ\n") == 1


@pytest.fixture
def dropped(tuphe: Run, own_checklist: Write) -> Run:
    """The program with a year that answers an item which its checklist has lost since."""
    own_checklist(OWN.replace("chu-tri", "chu-tri-hop"))
    answers = (
        'bo_tieu_chi.id = "rieng"\n[[muc]]\nid = "dung-gio"\nmuc_do = "tot"\nket_qua = ["Không muộn ngày nào."]\n'
        '[[muc.han_che]]\nnoi_dung = "Hai lần nộp chậm."\n'
        '[[muc]]\nid = "chu-tri-hop"\nmuc_do = "tot"\nket_qua = ["Chủ trì 12 cuộc họp."]\n'
    )
    assert tuphe("kiem-diem", "2026", "--tra-loi", "-", stdin=answers).code == 0
    own_checklist(OWN.replace("dung-gio", "viec-khac").replace("chu-tri", "chu-tri-hop"))
    return tuphe


def test_a_year_goes_on_after_its_checklist_lost_an_item(dropped: Run) -> None:
    more = 'bo_tieu_chi.id = "rieng"\n[[muc]]\nid = "viec-khac"\nmuc_do = "tot"\nket_qua = ["Xong 3 việc."]\n'

    taken = dropped("kiem-diem", "2026", "--tra-loi", "-", stdin=more)
    shown = dropped("xem", "2026")

    assert (taken.code, shown.code) == (0, 0)
    for text in ("Mục không còn trong bộ tiêu chí", "Không muộn ngày nào.", "Hai lần nộp chậm.", "Xong 3 việc."):
        assert text in shown.out
    assert "dung-gio: Tốt" in shown.out
    assert '"so_muc": 2,' in dropped("danh-sach", "--json").out  # an item that a checklist lost is not counted


def test_an_export_tells_which_results_it_leaves_out_since_their_item_is_gone(dropped: Run) -> None:
    for form in ("tom-tat", "2B"):
        result = dropped("xuat", "2026", "--mau", form)

        assert "Hai lần nộp chậm." in result.out
        assert "Không muộn ngày nào." not in result.out
        assert "1 kết quả của mục “dung-gio”" in result.err
        assert "bộ tiêu chí “rieng”" in result.err
        assert "Không muộn" not in result.err
    assert "dung-gio" not in dropped("xuat", "2026", "--mau", "cam-ket").err  # which takes no results


def test_an_old_year_laid_over_a_newer_one_brings_back_no_item_that_is_gone(
    dropped: Run, tmp_path: Path, refuses: Refuses
) -> None:
    dropped("xuat", "2026", "--dang", "toml", "-o", "cu.toml")
    old = (tmp_path / "cu.toml").read_text(encoding="utf-8")
    (tmp_path / "du-lieu" / "kiem-diem" / "2026.toml").unlink()
    assert dropped("kiem-diem", "2026", "--bo-tieu-chi", "rieng", "--tra-loi", "-", stdin="").code == 0

    refuses("kiem-diem", "2026", "--tra-loi", "-", stdin=old, code=4, says=("không có mục “dung-gio”",))


def test_a_question_that_changed_is_said_beside_the_comparison(tuphe: Run, folder: Path, own_checklist: Write) -> None:
    built_in = BUILT_IN.read_text(encoding="utf-8")
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2025.toml"))
    own_checklist(built_in.replace("cau_hoi = ", 'cau_hoi = "Năm nay: " #', 1), name="trach-nhiem")
    tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / "2026.toml"))

    assert "Bộ tiêu chí hai năm không giống nhau" in flat(tuphe("so-sanh", "2026").out)
    assert "Bộ tiêu chí hai năm không giống nhau" in flat(tuphe("xuat", "2026").out)


# The schema


def _accepts(schema: Any, value: Any, definitions: Any) -> bool:
    """Hold a value against the part of JSON Schema that the description uses; any other word in it is an error."""
    schema = dict(schema)
    if "$ref" in schema:
        return _accepts(definitions[schema["$ref"].removeprefix("#/$defs/")], value, definitions)
    for aside in ("$schema", "$id", "$defs", "title", "description", "default"):
        schema.pop(aside, None)
    kinds: dict[str, type] = {"object": dict, "array": list, "string": str, "integer": int}
    rules: dict[str, Callable[[Any], bool]] = {
        "type": lambda rule: isinstance(value, kinds[rule]),
        "enum": lambda rule: value in rule,
        "const": lambda rule: value == rule,
        "minLength": lambda rule: len(value) >= rule,
        "maxLength": lambda rule: len(value) <= rule,
        "pattern": lambda rule: re.search(rule, value) is not None,
        "minItems": lambda rule: len(value) >= rule,
        "items": lambda rule: all(_accepts(rule, entry, definitions) for entry in value),
        "required": lambda rule: set(rule) <= set(value),
        "properties": lambda rule: all(
            _accepts(rule[key], entry, definitions) for key, entry in value.items() if key in rule
        ),
        "additionalProperties": lambda rule: rule or set(value) <= set(schema["properties"]),
    }
    first = schema.pop("type", None)
    return (first is None or rules["type"](first)) and all(rules[word](rule) for word, rule in schema.items())


@pytest.fixture
def accepts(tuphe: Run) -> Callable[[str], bool]:
    result = tuphe("tieu-chi", "luoc-do")
    assert (result.code, result.err) == (0, "")
    schema = json.loads(result.out)
    return lambda content: _accepts(schema, tomllib.loads(content), schema["$defs"])


def test_the_schema_accepts_what_the_program_accepts_and_says_nothing_in_english(
    accepts: Callable[[str], bool], tuphe: Run, tmp_path: Path
) -> None:
    tuphe("tieu-chi", "tao", "moi.toml")

    assert accepts(BUILT_IN.read_text(encoding="utf-8"))
    assert accepts(OWN)
    assert accepts((tmp_path / "moi.toml").read_text(encoding="utf-8"))
    schema = json.loads(tuphe("tieu-chi", "luoc-do").out)
    assert english(" ".join(one.get("description", "") for one in (schema, *schema["$defs"].values()))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        *(('ten = "Nhóm một"', 'tn = "Nhóm một"'), ('ten = "Nhóm một"', 'ten = ""')),
        *(('id = "rieng"', 'id = "Bộ riêng"'), ('loai = "nhiem-vu"', 'loai = "viec"'), ('loai = "nhiem-vu"', "")),
        ("dinh_dang = 1", "dinh_dang = 3"),
        ('goi_y = ["Mấy ngày muộn?"]', 'goi_y = "Mấy ngày muộn?"'),
        ('cau_hoi = "Tôi chủ trì họp thế nào?"', "cau_hoi = 3"),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(
    accepts: Callable[[str], bool], tuphe: Run, file: Callable[..., str], right: str, wrong: str
) -> None:
    content = OWN.replace(right, wrong)

    assert not accepts(content)
    assert tuphe("tieu-chi", "kiem-tra", file(content, "rieng.toml")).code == 4


# Tables of points to copy, and the frames of criteria


def test_ready_tables_and_frames_are_shown_with_their_origin(tuphe: Run) -> None:
    shown = flat(tuphe("tieu-chi", "xem", "nghi-dinh-335").out)
    frame = flat(tuphe("tieu-chi", "xem", "phu-luc-5").out)

    assert "Nghị định số 335/2025/NĐ-CP ngày 21/12/2025" in shown
    assert "70 × trung bình các tỷ lệ" in shown
    assert "Hoàn thành các nhiệm vụ chính trị được cấp uỷ, chi bộ phân công." in frame


def test_a_ready_table_or_checklist_is_copied_under_the_name_of_its_file_and_used_from_the_folder(
    tuphe: Run, refuses: Refuses, folder: Path, tmp_path: Path
) -> None:
    copies, says = [tmp_path / f"{name}-cua-toi.toml" for name in ("bang", "bo")], ("Không tìm thấy", "nghi-dinh-335")

    made = [
        tuphe("tieu-chi", "tao", str(copy), "--tu", source)
        for copy, source in zip(copies, ("nghi-dinh-335", "trach-nhiem"), strict=True)
    ]

    assert [one.code for one in made] == [0, 0]
    assert str(folder / "tieu-chi") in made[0].err
    assert tuphe("tieu-chi", "kiem-tra", str(copies[0])).code == 0
    assert tomllib.loads(copies[1].read_text(encoding="utf-8"))["id"] == "bo-cua-toi"
    (folder / "tieu-chi").mkdir(parents=True)
    there = folder / "tieu-chi" / ".." / "tieu-chi" / copies[0].name
    assert "Để dùng" not in tuphe("tieu-chi", "tao", str(there), "--tu", "nghi-dinh-335").err
    assert "bang-cua-toi" in tuphe("tieu-chi", "danh-sach").out.split()
    refuses("tieu-chi", "tao", str(tmp_path / "la.toml"), "--tu", "la", code=3, says=says)
