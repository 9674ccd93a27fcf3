"""tuphe ghi, so-tay, so-tay-sua: notes through the year."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tuphe.cli.options import AsJson, Folder, GroupId, Year
from tuphe.core.text import WRITTEN_DAY
from tuphe.names import shown

_LONGEST_NOTE: Final = 1_000_000
"""Letters: what is longer is no note but some file, or a pipe that never ends."""

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuphe.cli.stores import Stores
    from tuphe.core.note import Note
    from tuphe.storage.notes import NoteStore
    from tuphe.terminal.editor import Written


def _item_ids(incomplete: str) -> list[str]:
    return [known for known in _all_ids()[0] if known.startswith(incomplete)]


def _group_ids(incomplete: str) -> list[str]:
    return [known for known in _all_ids()[1] if known.startswith(incomplete)]


def _all_ids() -> tuple[list[str], list[str]]:
    import os
    from pathlib import Path

    from tuphe.storage.folders import data_folder
    from tuphe.storage.notes import known_ids

    chosen = os.environ.get("TUPHE_THU_MUC")
    return known_ids(data_folder(Path(chosen) if chosen else None))


def keep_note(
    text: Annotated[str, typer.Argument(metavar="NỘI_DUNG", show_default=False, help="Ghi chép; - là đầu vào chuẩn.")],
    item: Annotated[
        str | None,
        typer.Option(
            "--muc",
            metavar="MÃ",
            show_default=False,
            autocompletion=_item_ids,
            help="Mục mà ghi chép thuộc về, ví dụ chu-dong-sang-tao.",
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--nhom",
            metavar="MÃ",
            show_default=False,
            autocompletion=_group_ids,
            help="Nhóm mà ghi chép thuộc về, ví dụ hanh-dong.",
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--ngay", metavar="NGÀY", show_default=False, help=f"Ngày khác hôm nay: {WRITTEN_DAY}."),
    ] = None,
    folder: Folder = None,
) -> None:
    """Ghi một việc vào sổ tay, để đến kỳ kiểm điểm có sẵn mà dùng."""
    from tuphe.cli.seals import seal_of_folder
    from tuphe.core.text import clean
    from tuphe.errors import WrongUsage
    from tuphe.storage.folders import data_folder
    from tuphe.storage.notes import NoteStore
    from tuphe.terminal import console

    place = data_folder(folder)
    _check_ids(place, item, group)
    kept = _day(day)
    seal = seal_of_folder(place, tidied=False)  # sealing asks for no passphrase
    store = NoteStore(place, notify=console.remark, seal=seal)
    store.require_here(kept.year)
    cleaned, hidden = clean(_from_input() if text == "-" else text)
    written = cleaned.strip()
    if hidden:
        console.remark(
            "Ghi chép có ký tự điều khiển ẩn hoặc chữ không đọc được theo bảng mã UTF-8; tuphe đã bỏ các chỗ ấy.",
            "Xem lại: tuphe so-tay",
        )
    if not written:
        raise WrongUsage("Chưa có nội dung.", then='Ví dụ: tuphe ghi "Số hoá xong 1.240 hồ sơ, trước hạn 15 ngày"')
    record: dict[str, str | date] = {"ngay": kept, "muc": item or "", "nhom": group or "", "noi_dung": written}
    store.append(kept.year, [{key: value for key, value in record.items() if value}])
    console.remark(f"Đã ghi vào sổ tay năm {kept.year}.")
    if kept > date.today():
        console.remark(
            "Ngày của ghi chép này chưa đến.", f"Nếu gõ nhầm, bỏ bằng: tuphe so-tay-sua {kept.year} --hoan-tac"
        )


def show_notes(
    year: Year = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--tim", metavar="CHỮ", show_default=False, help="Chỉ ghi chép có chữ này; gõ không dấu cũng được."
        ),
    ] = None,
    item: Annotated[
        str | None, typer.Option("--muc", metavar="MÃ", show_default=False, help="Chỉ ghi chép của mục này.")
    ] = None,
    group: GroupId = None,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Xem sổ tay của một năm, theo tháng."""
    from tuphe.cli.stores import Stores
    from tuphe.core.note import matching, standing
    from tuphe.storage.notes import plain
    from tuphe.terminal import console

    stores = Stores(folder)
    wanted_year = stores.year(year)
    notes = standing(stores.notes.records(wanted_year))
    found = matching(notes, items=_wanted_ids(stores, wanted_year, item, group), words=words or "")
    if as_json:
        console.write_json({"so_tay": [{"ma": note.key, **plain(note)} for note in found]})
    elif not found:
        console.say(*_nothing(wanted_year, filtered=len(notes) > 0))
    else:
        from tuphe.terminal.views.notes import notes_view

        console.show(notes_view(found, wanted_year, _names(stores, wanted_year)))


def edit_notes(
    year: Year = None,
    undo: Annotated[bool, typer.Option("--hoan-tac", help="Hoàn tác lần ghi, lần sửa hoặc lần bỏ gần nhất.")] = False,
    folder: Folder = None,
) -> None:
    """Sửa, bỏ ghi chép trong trình soạn thảo của bạn; không gì bị mất hẳn."""
    from tuphe.cli.stores import Stores
    from tuphe.core.note import edited, standing, undoing
    from tuphe.errors import WrongUsage
    from tuphe.storage.notes import SIZE_LIMIT, plain
    from tuphe.terminal import console
    from tuphe.terminal.editor import edit

    stores = Stores(folder)
    year = stores.year(year)
    store = stores.notes
    records = store.records(year)
    if undo:
        undone = undoing(records)
        if not undone:
            raise WrongUsage(f"Sổ tay năm {year} chưa có gì để hoàn tác.")
        store.append(year, [plain(note) for note in undone])
        console.remark("Đã hoàn tác. Chạy lại lần nữa để lấy lại.")
        return
    before = standing(records)
    written = edit(_notebook_to_edit(store, year, before), most=SIZE_LIMIT)
    try:
        changes = edited(before, _read_back(stores, year, written.text))
        if changes:
            store.append(year, [plain(note) for note in changes])
    except BaseException as failure:
        _keep_edit(store, year, written, failure)
        raise
    written.drop()
    store.drop_draft(year)
    console.remark(f"Đã lưu {len(changes)} thay đổi." if changes else "Không có gì thay đổi.")


def _read_back(stores: Stores, year: int, written: str) -> tuple[Note, ...]:
    """Read the notes as they were left in the editor.

    Raises BadFile.
    """
    from tuphe.core.note import Notebook, find_faults
    from tuphe.storage import toml
    from tuphe.storage.notes import SIZE_LIMIT, known_ids
    from tuphe.terminal import console

    items, groups = known_ids(stores.folder)
    return toml.parse(
        written.encode(),
        "vừa sửa",
        Notebook,
        notify=console.remark,
        also=lambda notes: find_faults(notes.records, year, [*items, *groups]),
        limit=SIZE_LIMIT,
    ).records


def _keep_edit(store: NoteStore, year: int, written: Written, failure: BaseException) -> None:
    """Keep an edit that could not be taken beside the notebook; where that cannot be either, in the editor's file."""
    from tuphe.errors import TuPheError
    from tuphe.terminal import console

    try:
        kept = shown(store.keep_draft(year, written.text))
    except (TuPheError, OSError):  # what the failure itself has told
        failure.add_note(f"Bản vừa sửa còn ở {written.path}")
        return
    written.drop()
    console.remark(f"Chưa lưu gì vào sổ tay. Bản vừa sửa được giữ ở {kept}.", f"Sửa tiếp bằng: tuphe so-tay-sua {year}")


def _notebook_to_edit(store: NoteStore, year: int, notes: Sequence[Note]) -> str:
    """Return the edit that could not be saved the last time, else the notes as they stand.

    Notes that the older edit lacks are put at its end: nobody can tell whether
    they were taken out of it or kept since, and none must be taken out unseen.
    """
    from tuphe.core.note import Notebook
    from tuphe.storage import toml
    from tuphe.terminal import console

    draft = store.draft(year)
    if draft is None:
        return toml.dump(Notebook(records=tuple(notes))).decode()
    place = shown(store.draft_path(year))
    console.remark(f"Sửa tiếp bản lần trước chưa lưu được; muốn bỏ bản ấy thì xoá tệp {place} rồi chạy lại.")
    lacking = tuple(note for note in notes if f'"{note.key}"' not in draft)
    if not lacking:
        return draft
    head = "# Sổ tay còn các ghi chép dưới đây; ghi chép nào không giữ thì xoá."
    return f"{draft}\n\n{head}\n{toml.dump(Notebook(records=lacking)).decode()}"


def _from_input() -> str:
    from tuphe.errors import WrongUsage

    if sys.stdin is None:
        return ""
    from tuphe.terminal import console
    from tuphe.terminal.given import decoded

    most = _LONGEST_NOTE + 1
    with console.invited("Gõ ghi chép, một hoặc nhiều dòng"):
        # Typed by hand it is in the terminal's encoding; from a pipe it is bytes of who knows which.
        by_hand = sys.stdin.isatty()
        written = sys.stdin.read(most) if by_hand else decoded(sys.stdin.buffer.read(4 * most))
    if len(written) > _LONGEST_NOTE:
        raise WrongUsage("Ghi chép dài quá một triệu chữ. Cắt bớt, hoặc giữ trong một tệp riêng.")
    return written


def _check_ids(place: Path, item: str | None, group: str | None) -> None:
    if item is None and group is None:
        return
    from tuphe.cli.options import known_id
    from tuphe.storage.notes import known_ids

    items, groups = known_ids(place)
    known_id("mục", item, items)
    known_id("nhóm", group, groups)


def _day(given: str | None) -> date:
    if given is None:
        return date.today()
    from tuphe.core.question import Refused
    from tuphe.core.review import EARLIEST_YEAR
    from tuphe.errors import WrongUsage
    from tuphe.interview.questions.shapes import parse_day

    if not given.strip():
        raise WrongUsage(f"--ngay cần một ngày. Viết {WRITTEN_DAY}.")
    try:
        day = parse_day(given.strip())
    except Refused as refusal:
        raise WrongUsage(str(refusal)) from None
    if not EARLIEST_YEAR <= day.year <= date.today().year + 1:
        raise WrongUsage(f"Năm phải từ {EARLIEST_YEAR} đến {date.today().year + 1}.")
    return day


def _wanted_ids(stores: Stores, year: int, item: str | None, group: str | None) -> list[str] | None:
    if item is None and group is None:
        return None
    _check_ids(stores.folder, item, group)
    if item is not None:
        return [item]
    checklist = stores.checklist_for(year)
    inner = [one.id for known in checklist.groups if known.id == group for one in known.items]
    return [str(group), *inner]


def _names(stores: Stores, year: int) -> dict[str, str]:
    from tuphe.core.review import ChecklistRef
    from tuphe.errors import BadFile, ChecklistNotFound
    from tuphe.terminal import console

    try:
        checklist = stores.checklist_for(year)
    except (BadFile, ChecklistNotFound) as fault:  # a year that cannot be read does not hide its notes
        console.remark(fault.message, fault.then)
        checklist = stores.checklists.load(ChecklistRef().id)
    return {
        **{group.id: group.name for group in checklist.groups},
        **{item.id: item.name for item in checklist.items},
    }


def _nothing(year: int, *, filtered: bool) -> tuple[str, ...]:
    if filtered:
        return (f"Sổ tay năm {year} không có ghi chép nào như vậy.",)
    return f"Sổ tay năm {year} chưa có ghi chép nào.", 'Ghi bằng: tuphe ghi "…"'
