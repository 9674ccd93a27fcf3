"""tuphe ghi, so-tay, so-tay-sua: notes through the year."""

import json
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands.conftest import Edit, Refuses
from conftest import Open, command_line
from support.pages import NAMES, english, flat, tables
from support.program import Result, Run
from support.screen import CTRL_C, CTRL_D
from support.slips import SECRET
from tuphe.core.text import WRITTEN_DAY

Stands = Callable[[], list[str]]


@pytest.fixture
def edit(tuphe: Run, editor: Callable[[str], str]) -> Edit:
    """Open the notes of 2026 in an editor that does a change."""
    return lambda change: tuphe("so-tay-sua", "2026", EDITOR=editor(change))


@pytest.fixture
def stands(tuphe: Run) -> Stands:
    """What the notes of 2026 say now."""
    return lambda: [note["noi_dung"] for note in listed(tuphe("so-tay", "2026", "--json"))]


def listed(result: Result) -> list[dict[str, Any]]:
    assert (result.code, result.err) == (0, "")
    said = json.loads(result.out)
    assert list(said) == ["so_tay"]
    notes: list[dict[str, Any]] = said["so_tay"]
    return notes


def records(folder: Path, year: int = 2026) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tables(folder / "so-tay" / f"{year}.toml")["so_tay"]
    return found


def keep(tuphe: Run, text: str, day: str = "2026-05-02", *more: str) -> None:
    assert tuphe("ghi", text, "--ngay", day, *more).code == 0


def test_a_note_is_kept_in_the_year_of_its_day_with_its_item_and_group_and_nothing_else(
    tuphe: Run, folder: Path
) -> None:
    result = tuphe("ghi", "Trực 12/12 ca.", "--muc", "neu-guong", "--nhom", "dao-duc", "--ngay", "2026-05-02")

    [record] = records(folder)
    assert (result.code, result.out) == (0, "")
    assert "Đã ghi vào sổ tay năm 2026." in result.err
    assert record.pop("ma")
    day = {"ngay": date(2026, 5, 2)}
    assert record == day | {"muc": "neu-guong", "nhom": "dao-duc", "noi_dung": "Trực 12/12 ca."}
    assert [path.name for path in folder.rglob("*") if path.suffix != ".lock"] == ["so-tay", "2026.toml"]
    keep(tuphe, "Cuối năm", "31/12/2025")
    assert [record["noi_dung"] for record in records(folder, 2025)] == ["Cuối năm"]
    assert len(records(folder)) == 1


def test_every_way_to_write_a_day_that_the_help_names_is_taken_and_without_one_it_is_today(
    tuphe: Run, folder: Path
) -> None:
    named = re.findall(r"\d+[/-]\d+[/-]\d+", WRITTEN_DAY)
    today = {"TODAY": "2026-11-27"}

    for day in named:
        keep(tuphe, f"Trực ca {day}.", day)
    assert tuphe("ghi", "Trực 12/12 ca.", **today).code == 0

    assert WRITTEN_DAY in flat(tuphe("ghi", "-h", COLUMNS="200").out)
    assert [record["ngay"] for record in records(folder)] == [*[date(2026, 12, 31)] * 2, date(2026, 11, 27)]


def test_a_note_may_come_from_the_standard_input(tuphe: Run, folder: Path) -> None:
    result = tuphe("ghi", "-", "--ngay", "2026-05-02", stdin="  Dòng một\r\nDòng hai: [b] ☑\n\n")

    assert result.code == 0
    assert [record["noi_dung"] for record in records(folder)] == ["Dòng một\nDòng hai: [b] ☑"]
    assert "bấm" not in result.err


def test_a_note_typed_at_a_terminal_is_asked_for_with_how_to_end_it(terminal: Open, folder: Path) -> None:
    screen = terminal("ghi", "-", "--ngay", "2026-05-02")

    screen.wait_for("Gõ ghi chép", "bấm Ctrl-D.").type("Trực 12/12 ca.\nKhông muộn.\n").type(CTRL_D)

    assert screen.finish() == 0
    assert [record["noi_dung"] for record in records(folder)] == ["Trực 12/12 ca.\nKhông muộn."]


def test_a_note_is_kept_composed_and_without_hidden_characters(tuphe: Run, edit: Edit, folder: Path) -> None:
    keep(tuphe, "Số hoa\u0301 \u202exong\x07")
    tuphe("ghi", "-", "--ngay", "2026-05-02", stdin=b"a\x00\x1bb")
    assert [record["noi_dung"] for record in records(folder)] == ["Số hoá xong", "ab"]

    edit("text = text.replace('xong', 'x\\u202eong')")

    assert len(records(folder)) == 2


@pytest.mark.skipif(os.name == "nt", reason="there every byte is a letter of the code page, and that is told")
def test_bytes_that_are_no_letters_are_left_out_and_told(tuphe: Run, folder: Path) -> None:
    kept = tuphe("ghi", "-", "--ngay", "2026-05-02", stdin=b"a\xffb")

    assert "đã bỏ" in kept.err
    assert [record["noi_dung"] for record in records(folder)] == ["ab"]


def test_a_note_that_says_nothing_is_refused_with_an_example(refuses: Refuses) -> None:
    for text, stdin in (("", ""), (" \u202e\t ", ""), ("/", ""), ("-", "\n \n")):
        refuses("ghi", text, code=2, says=("tuphe ghi",), stdin=stdin)


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        *(("--muc", "chu-dong-sang-tap", "chu-dong-sang-tao"), ("--muc", "hanh-dong", "mục")),
        *(("--nhom", "hanhdong", "hanh-dong"), ("--nhom", "zzzz", "hanh-dong")),
        *(("--ngay", "2026-13-01", WRITTEN_DAY), ("--ngay", "30/2/2026", "Lịch không có ngày này")),
        *(("--ngay", " ", f"--ngay cần một ngày. Viết {WRITTEN_DAY}"), ("--ngay", "1/1/1929", "1930")),
        ("--ngay", "10101010", WRITTEN_DAY),
    ],
)
def test_a_slip_in_an_option_is_refused_with_what_is_right(
    refuses: Refuses, option: str, value: str, says: str
) -> None:
    refuses("ghi", SECRET, option, value, code=2, says=(says,))


def test_a_shortcoming_is_kept_as_one_and_shown_as_one(tuphe: Run, folder: Path) -> None:
    assert tuphe("ghi", "Báo cáo chậm 3 ngày.", "--han-che", "--ngay", "2026-05-02").code == 0

    assert "02/5 Hạn chế · Báo cáo chậm 3 ngày." in flat(tuphe("so-tay", "2026").out)
    assert json.loads(tuphe("so-tay", "2026", "--json").out)["so_tay"][0]["han_che"] is True
    assert tables(folder / "so-tay" / "2026.toml")["dinh_dang"] == 2


def test_an_item_may_be_called_by_words_of_its_name(tuphe: Run, folder: Path) -> None:
    for words in ("chủ động", "CHU DONG", "chu-dong", "sáng tạo, chủ động", "linh hoat"):
        kept = tuphe("ghi", "Trực 12 ca.", "--muc", words, "--ngay", "2026-05-02")

        assert "Mục: Chủ động, linh hoạt, sáng tạo." in kept.err, words
    assert {record["muc"] for record in records(folder)} == {"chu-dong-sang-tao"}


def test_words_of_several_names_list_those_items_and_words_of_none_list_all_or_the_nearest(
    tuphe: Run, refuses: Refuses
) -> None:
    keep(tuphe, SECRET)

    several = refuses("ghi", SECRET, "--muc", "nêu gương", code=2, says=("--muc neu-guong\n",))
    none = refuses("ghi", SECRET, "--muc", "xyz", code=2, says=("Cần, kiệm: --muc can-kiem",))

    assert "can-kiem" not in several.err
    assert len(none.err.splitlines()) == 1 + 34
    refuses("so-tay", "2026", "--muc", "neu-guonh", code=2, says=("neu-guong",))
    refuses("so-tay", "2026", "--nhom", "dao-ducc", code=2, says=("dao-duc",))


def test_in_a_terminal_one_of_the_items_is_chosen_and_none_keeps_nothing(terminal: Open, folder: Path) -> None:
    for key, code in ((CTRL_C, 130), ("2", 0)):
        assert not (folder / "so-tay").exists()
        screen = terminal("ghi", "Trực 12 ca.", "--muc", "nêu gương", "--ngay", "2026-05-02")
        assert screen.wait_for("2. Người đứng đầu nêu gương", "Ctrl-C thôi").type(key).finish() == code

    assert records(folder)[0]["muc"] == "neu-guong-nguoi-dung-dau"


def test_a_note_on_a_mistyped_command_line_is_not_repeated(refuses: Refuses) -> None:
    for words in (SECRET.split(), [f"-{SECRET}"], [f"--{SECRET}"], [f"- {SECRET}"], [SECRET, f"--ngay={SECRET}"]):
        refused = refuses("ghi", *words, code=2)

        assert "7391" not in refused.err, words
        assert "mật" not in refused.err, words


def test_a_note_for_which_there_is_no_place_is_refused_and_not_repeated(refuses: Refuses, folder: Path) -> None:
    folder.mkdir()
    (folder / "so-tay").write_bytes(b"")
    (folder / ".khoa.lock").touch(mode=0o600)  # which stays behind whenever something is written

    refuses("ghi", SECRET, code=7, says=("so-tay",))
    (folder / "so-tay").unlink()
    (folder / "so-tay" / "2026.toml").mkdir(parents=True)
    refuses("ghi", SECRET, "--ngay", "2026-05-02", code=7, says=("thư mục",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_item_of_ones_own_checklist_is_known(
    tuphe: Run, own_checklist: Callable[..., Path], folder: Path, encoding: str
) -> None:
    own = '[[nhom]]\nid = "rieng"\nten = "Riêng"\n[[nhom.muc]]\nid = "viec-rieng"\nten = "Việc"\n'
    own_checklist(own.encode(encoding))

    keep(tuphe, "Xong", "2026-05-02", "--muc", "viec-rieng", "--nhom", "rieng")

    assert [record["muc"] for record in records(folder)] == ["viec-rieng"]


def test_notes_are_shown_by_month_with_the_names_of_their_items_and_groups_and_without_any_how_to_begin(
    tuphe: Run, folder: Path
) -> None:
    result = tuphe("so-tay", "2026")
    assert (result.code, "chưa có ghi chép nào" in result.out, "tuphe ghi" in result.out) == (0, True, True)
    assert not folder.exists()
    keep(tuphe, "Việc tháng mười", "1/10/2026")
    keep(tuphe, "Sáng kiến [b] :smile:", "2/5/2026", "--muc", "chu-dong-sang-tao")
    keep(tuphe, "Hiến máu", "5/1/2026", "--nhom", "dao-duc")

    result = tuphe("so-tay", "2026")

    page = flat(result.out)
    assert (result.code, result.err) == (0, "")
    assert "Sổ tay năm 2026 · 3 ghi chép" in page
    months = [line for line in result.out.splitlines() if line.startswith("Tháng")]
    assert months == ["Tháng 1", "Tháng 5", "Tháng 10"]
    assert f"02/5 {NAMES['chu-dong-sang-tao']}: Sáng kiến [b] :smile:" in page
    assert page.index("Hiến máu") < page.index("Sáng kiến") < page.index("01/10 Việc tháng mười")
    assert "dao-duc" not in page


def test_notes_are_found_by_words_item_and_group(tuphe: Run, folder: Path) -> None:
    (folder / "so-tay").mkdir(parents=True)
    (folder / "so-tay" / "2026.toml").write_text(
        '[[so_tay]]\nngay = 2026-05-01\nmuc = "can-kiem"\nnoi_dung = "12 số hoá"\n'
        '[[so_tay]]\nma = "b"\nngay = 2026-05-02\nnhom = "dao-duc"\nnoi_dung = "13 số hóa"\n'
        '[[so_tay]]\nma = "c"\nngay = 2026-05-03\nnoi_dung = "Đất  đai"\n',
        encoding="utf-8",
    )

    for options, found in (
        *(("--tim hoa", [12, 13]), ("--tim HÓA", [12, 13]), ("--tim hoà", []), ("--muc can-kiem", [12])),
        *(("--nhom dao-duc", [12, 13]), ("--nhom dao-duc --tim 13", [13]), ("--muc neu-guong", [])),
    ):
        notes = listed(tuphe("so-tay", "2026", *options.split(), "--json"))
        assert [int(note["noi_dung"][:2]) for note in notes] == found, options
    shown = tuphe("so-tay", "2026", "--tim", "hồ sơ")
    assert (shown.code, "không có ghi chép nào như vậy" in shown.out, "chưa có" in shown.out) == (0, True, False)


def test_notes_as_json_have_exactly_the_keys_of_the_file_and_every_letter(tuphe: Run, folder: Path) -> None:
    nasty = 'Một [b] “x” """ba""" C:\\[x] \\u0041 \\n 👍\tcột\n\n# không\n[[so_tay]]\nma = "giả"\n= ['
    keep(tuphe, nasty, "2/5/2026", "--muc", "neu-guong", "--nhom", "dao-duc")
    keep(tuphe, "Hai", "3/5/2026")

    said = listed(tuphe("so-tay", "2026", "--json"))

    assert [note["noi_dung"] for note in said] == [nasty, "Hai"]
    assert said == [record | {"ngay": record["ngay"].isoformat()} for record in records(folder)]


def test_a_note_cut_short_is_told_and_a_bad_file_without_what_stands_in_it(
    tuphe: Run, refuses: Refuses, folder: Path
) -> None:
    keep(tuphe, "Trực 12 ca.")
    whole = (folder / "so-tay" / "2026.toml").read_bytes()
    cut = f'\n[[so_tay]]\nma = "x"\nngay = 2026-05-02\nnoi_dung = "{SECRET}'.encode()
    (folder / "so-tay" / "2026.toml").write_bytes(whole + cut)

    result = tuphe("so-tay", "2026")

    assert result.code == 0
    assert "Trực 12 ca." in result.out
    assert "dòng 7" in result.err
    assert SECRET not in result.err + result.out
    (folder / "so-tay" / "2026.toml").write_bytes(whole + f'mucs = "{SECRET}"\n'.encode())
    refuses("so-tay", "2026", code=4, says=("dòng 6", "muc"))
    refuses("so-tay", "2026", "--json", code=4, says=("dòng 6",))


def test_notes_are_changed_taken_back_and_added_in_the_editor(
    tuphe: Run, edit: Edit, folder: Path, stands: Stands
) -> None:
    for day, text in enumerate(("Giữ nguyên", "Sửa tôi", "Bỏ tôi"), 1):
        keep(tuphe, text, f"2026-05-{day:02}")
    before = (folder / "so-tay" / "2026.toml").read_bytes()

    result = edit(
        "text = text.replace('Sửa tôi', 'Đã sửa')\n"
        "text = text.replace('03/5 Bỏ tôi', '')\n"
        "text += '\\n9/5 [Người đứng đầu nêu gương] Thêm\\n    hai dòng\\n'\n"
    )

    assert result.code == 0
    assert "Đã lưu 3 thay đổi." in result.err
    assert stands() == ["Giữ nguyên", "Đã sửa", "Thêm\nhai dòng"]
    assert (folder / "so-tay" / "2026.toml").read_bytes().startswith(before)


def test_what_a_person_writes_in_the_editor_is_understood(tuphe: Run, edit: Edit, folder: Path) -> None:
    lines = "5/6 ! Chậm", "06/6/26 [chu dong]Sớm", "  7/6 [về đạo đức] Tốt", "2026-06-08 []! dấu", "9-6! [neu-guong] Mã"

    assert edit(f"text = '\\n'.join({lines})").code == 0

    notes = tables(folder / "so-tay" / "2026.toml")["so_tay"]
    assert [{key: said for key, said in note.items() if key != "ma"} for note in notes] == [
        {"ngay": date(2026, 6, 5), "han_che": True, "noi_dung": "Chậm"},
        {"ngay": date(2026, 6, 6), "muc": "chu-dong-sang-tao", "noi_dung": "Sớm"},
        {"ngay": date(2026, 6, 7), "nhom": "dao-duc", "noi_dung": "Tốt"},
        {"ngay": date(2026, 6, 8), "noi_dung": "! dấu"},
        {"ngay": date(2026, 6, 9), "muc": "neu-guong", "han_che": True, "noi_dung": "Mã"},
    ]


def test_a_changed_line_is_the_same_note_a_moved_one_is_unchanged_and_a_copy_takes_no_place(
    tuphe: Run, edit: Edit, folder: Path, stands: Stands
) -> None:
    for text in ("Một", "Hai", "Ba"):
        keep(tuphe, text)
    keys = [note["ma"] for note in tables(folder / "so-tay" / "2026.toml")["so_tay"]]

    result = edit(
        "head, one, two, three = text.rstrip().rsplit('\\n', 3)\n"
        "text = '\\n'.join([head, three, one, two.replace('Hai', 'Hai sửa')])"
    )

    assert "Đã lưu 1 thay đổi." in result.err
    assert tables(folder / "so-tay" / "2026.toml")["so_tay"][-1]["thay"] == keys[1]
    assert stands() == ["Một", "Hai sửa", "Ba"]
    edit("text += text.replace('Một', 'Bốn')")
    assert {"Một", "Bốn"} <= set(stands())


def test_an_editor_that_changes_nothing_writes_nothing_and_one_may_write_the_files_own_language(
    tuphe: Run, edit: Edit, folder: Path, stands: Stands
) -> None:
    keep(tuphe, 'Một\n"""hai"""\n\\ ba [b]')
    with (folder / "so-tay" / "2026.toml").open("a", encoding="utf-8") as file:  # by hand, without a key
        file.write('[[so_tay]]\nngay = 2026-05-03\nnoi_dung = "Việc 1\\nhai"\n')
    before = (folder / "so-tay" / "2026.toml").read_bytes()

    result = edit("pass")

    assert (result.code, result.err) == (0, "Không có gì thay đổi.\n")
    assert (folder / "so-tay" / "2026.toml").read_bytes() == before
    assert edit("text = '[[so_tay]]\\nngay = 2026-05-09\\nnoi_dung = \"Thêm\"\\n'").code == 0
    assert stands() == ["Thêm"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("text += '\\nViết thêm'", "dòng 9: dòng này thiếu ngày"),
        ("text = text.replace('02/5 [Th', '32/5 [Th')", "dòng 7: Lịch không có ngày này"),
        ("text = text.replace('02/5 [Th', '2/5/2025 [Th')", "dòng 7: ngày này không thuộc năm 2026"),
        (f"text = text.replace('{SECRET}', '')", "dòng 7: ghi chép này chưa có nội dung"),
        ("text = text.replace('[Thực hành', '[')", "dòng 7: chữ trong ngoặc vuông có ở nhiều mục"),
        ("text = text.replace('[Thực hành', '[xyz')", "dòng 7: không có mục nào"),
        ("text = '[[so_tay]]\\nnoidung = 1'", "noi_dung"),
    ],
    ids=["no day", "no such day", "another year", "no text", "several items", "no item", "toml"],
)
def test_a_broken_edit_is_refused_and_changes_nothing(
    tuphe: Run, edit: Edit, folder: Path, change: str, says: str
) -> None:
    keep(tuphe, SECRET, "2026-05-02", "--muc", "neu-guong")
    before = (folder / "so-tay" / "2026.toml").read_bytes()

    result = edit(change)

    assert (result.code, result.out) == (4, "")
    assert says in result.err
    assert SECRET not in result.err
    assert english(result.err) == []
    assert (folder / "so-tay" / "2026.toml").read_bytes() == before


def test_what_was_written_last_is_undone_and_done_again(
    tuphe: Run, edit: Edit, stands: Stands, refuses: Refuses
) -> None:
    def undone() -> list[str]:
        assert tuphe("so-tay-sua", "2026", "--hoan-tac").code == 0
        return stands()

    refuses("so-tay-sua", "2026", "--hoan-tac", code=2, says=("2026",))
    keep(tuphe, "Một", "1/5/2026")
    keep(tuphe, "Hai", "2/5/2026")

    assert [undone(), undone()] == [["Một"], ["Một", "Hai"]]
    edit("text = text.replace('Một', 'Ba')")
    assert [stands(), undone()] == [["Ba", "Hai"], ["Một", "Hai"]]
    assert "Đã lưu 2 thay đổi." in edit("text = ''").err
    assert [stands(), undone(), undone()] == [[], ["Một", "Hai"], []]


def test_a_year_that_cannot_be_read_does_not_hide_its_notes(tuphe: Run, folder: Path) -> None:
    tuphe("ghi", "Trực thay 3 buổi.", "--muc", "can-kiem", "--ngay", "2026-06-01")
    year = folder / "kiem-diem" / "2026.toml"
    year.parent.mkdir(mode=0o700)
    year.write_text("nam = \n", encoding="utf-8")

    shown = tuphe("so-tay", "2026")

    assert shown.code == 0
    assert "Cần, kiệm" in shown.out
    assert "Trực thay 3 buổi." in shown.out
    assert f"{year}, dòng 1" in shown.err


def test_a_notebook_that_grew_too_large_to_be_read_takes_no_more_notes(tuphe: Run, folder: Path) -> None:
    tuphe("ghi", "Một.", "--ngay", "2026-06-01")
    notebook = folder / "so-tay" / "2026.toml"
    os.truncate(notebook, 16 * 1024 * 1024 - 50)
    before = notebook.stat().st_size

    for shortcoming in ((), ("--han-che",)):  # the first of which is put before all notes
        refused = tuphe("ghi", "Hai.", "--ngay", "2026-06-01", *shortcoming)

        assert (refused.code, "16 MB" in refused.err, notebook.stat().st_size) == (7, True, before)


def test_a_day_that_has_not_come_is_noted_and_told(tuphe: Run) -> None:
    planned = tuphe("ghi", "Dự lớp bồi dưỡng.", "--ngay", "2026-12-01", TODAY="2026-11-20")
    done = tuphe("ghi", "Nộp báo cáo.", "--ngay", "2026-11-20", TODAY="2026-11-20")

    assert planned.code == 0
    assert "Ngày của ghi chép này chưa đến. Nếu gõ nhầm, bỏ bằng: tuphe so-tay-sua 2026 --hoan-tac" in flat(planned.err)
    assert "chưa đến" not in done.err


# Copies that others leave beside a notebook

COPY = '[[so_tay]]\nma = "kia"\nngay = 2026-05-04\nnoi_dung = "Ghi ở máy kia."\n'


@pytest.mark.parametrize("name", ["2026 (1).toml", "2026.sync-conflict-20261124-101500-ABCDEFG.toml"])
def test_a_copy_beside_the_notes_is_told_of_and_touched_by_no_command(tuphe: Run, folder: Path, name: str) -> None:
    keep(tuphe, "Trực 12 ca.")
    notebook = folder / "so-tay" / "2026.toml"
    (folder / "so-tay" / "2025 (1).toml").write_text(COPY, encoding="utf-8")  # of another year's
    assert tuphe("so-tay", "2026").err == ""
    notebook.with_name(name).write_text(COPY, encoding="utf-8")
    assert "bản khác" not in tuphe("ghi", "Thêm.", "--ngay", "2026-05-03").err  # keeping a note looks for none

    for command in ("so-tay 2026", "so-tay 2026 --json", "so-tay-sua 2026"):
        result = tuphe(*command.split(), EDITOR=command_line(sys.executable, "-c", ""))

        assert result.code == 0
        assert (
            f"Cùng thư mục với tệp {notebook} có bản khác: {name}. Tất cả được giữ nguyên, tuphe chỉ đọc 2026.toml."
        ) in result.err
        assert "chép ghi chép còn thiếu sang 2026.toml rồi xoá bản kia." in result.err
        assert english(result.err) == []
        assert "Ghi ở máy kia." not in result.out
    notebook.unlink()
    assert name in tuphe("so-tay", "2026").err
    assert notebook.with_name(name).read_text(encoding="utf-8") == COPY
