"""Lists: years, checklists, tables of points, the profile, notes, places that were found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.checklist import Audience, Checklist
from tuphe.core.criteria_frame import CriteriaFrame
from tuphe.core.note import Note
from tuphe.core.point_table import PointTable
from tuphe.core.promises import Promises
from tuphe.core.search import Hit, excerpt
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM
from tuphe.terminal.views.parts import heading, indented, listing, titled

_GENERAL: Final = "Nhóm tiêu chí chung"
_TASKS: Final = "Nhóm tiêu chí về kết quả thực hiện nhiệm vụ"


def years_view(reports: Sequence[Mapping[str, Any]], *, columns: int) -> RenderableType:
    """Draw the list of years from their reports (`tuphe.reports`)."""
    return listing(
        ("Năm", "Trạng thái", "Đã trả lời", "Hạn chế", "Cam kết", "Đề xuất xếp loại"),
        [
            (
                str(one["nam"]),
                texts.STATES[one["trang_thai"]],
                _answered(one),
                str(one["han_che"]),
                str(one["cam_ket"]),
                texts.LEVELS[one["xep_loai"]] if one["xep_loai"] else "",
            )
            for one in reports
        ],
        columns=columns,
    )


def _answered(one: Mapping[str, Any]) -> str:
    if one["tu_giay"]:
        return "lấy từ bản giấy"
    closed = f"{one['da_tra_loi']}/{one['so_muc']} mục"
    left = {None: closed, 0: "đủ"}.get(one["con_thieu"], f"còn {one['con_thieu']} câu")
    return f"{left}, {one['go_do']} đoạn gõ dở" if one["go_do"] else left


def promises_view(shown: Promises, checklist: Checklist, today: date) -> RenderableType:
    """Draw what is still open: first what is past its date on the day `today`, then the rest."""
    rows = [
        *((one, f"Hạn chế · {checklist.name_of(one.item)}" if one.item else "Hạn chế") for one in shown.shortcomings),
        *((one, "Cam kết") for one in shown.pledges),
    ]
    lines: list[RenderableType] = []
    for head, wanted, style in (
        ("Đã quá hạn", True, "bold red"),
        ("Chưa khắc phục, chưa thực hiện xong", False, "bold cyan"),
    ):
        kept = [(one, what) for one, what in rows if one.overdue(today) is wanted]
        if kept:
            lines += ["", Text(f"{head}: {len(kept)}", style=style)]
        for one, what in kept:
            due = "" if one.due is None else f", hạn {texts.of_date(one.due)}"
            lines.append(indented(Text.assemble((what, "bold"), f" · nêu từ năm {one.since}{due}"), 2))
            lines.append(indented(Text(one.text), 4))
    return Group(*lines)


def catalogue_view(
    head: str,
    shown: Sequence[Checklist | PointTable | CriteriaFrame],
    *,
    columns: int,
    counted: str = "",
    sources: bool = True,
) -> RenderableType:
    """List what there is: id, name, how many items or criteria where those are `counted`, and where it comes from."""
    rows = []
    for one in shown:
        count = (
            ()
            if isinstance(one, CriteriaFrame)
            else (str(len(one.items if isinstance(one, Checklist) else one.criteria)),)
        )
        rows.append((one.id, one.name, *count, *((one.source,) if sources else ())))
    heads = (head, "Tên", *((counted,) if counted else ()), *(("Nguồn",) if sources else ()))
    return listing(heads, rows, columns=columns)


def checklist_view(shown: Checklist) -> RenderableType:
    """Draw a checklist with all that its items ask."""
    lines = titled(f"{shown.name} ({shown.id})", shown.source)
    for group in shown.groups:
        lines += heading(f"{group.name} ({group.id})")
        for item in group.items:
            leaders = " · chỉ hỏi người lãnh đạo, quản lý" if item.audience is Audience.LEADERS else ""
            lines.append(indented(Text.assemble((item.name, "bold"), (f"  {item.id}{leaders}", "dim")), 2))
            lines.append(indented(Text(item.question), 4))
            lines += [indented(Text(f"• {hint}"), 6) for hint in item.hints]
            lines += [indented(Text(f"Biểu hiện chưa tốt: {sign}", style="dim"), 6) for sign in item.signs]
            for one in item.for_posts:
                posts = "; ".join(texts.POSTS[post].lower() for post in one.posts)
                lines.append(indented(Text(f"Riêng cho {posts}:", style="dim"), 6))
                lines += [indented(Text(f"• {hint}", style="dim"), 8) for hint in one.hints]
    return Group(*lines)


def profile_view(values: Mapping[str, Any]) -> RenderableType:
    """Draw the profile, empty fields too, so that one sees what a form will leave open."""
    from rich.table import Table  # noqa: PLC0415 -- no other list here needs one of its own

    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(overflow="fold")
    for key, label in texts.PROFILE_FIELDS.items():
        value = values.get(key, "(không có)" if key in values.get("khong_co", ()) else "(để trống)")
        table.add_row(Text(label, style="dim"), Text(texts.of_date(value) if isinstance(value, date) else str(value)))
    return table


def frame_view(shown: CriteriaFrame) -> RenderableType:
    """Draw a frame of criteria: every criterion under its heading."""
    lines = titled(f"{shown.name} ({shown.id})", shown.source)
    for name, groups in (
        (f"{_GENERAL}: {GENERAL_MAXIMUM} điểm", shown.general),
        (f"{_TASKS}: {TASK_MAXIMUM} điểm", shown.tasks),
    ):
        lines += heading(name) if groups else ()
        for group in groups:
            lines.append(indented(Text(group.heading, style="bold"), 2))
            for one in group.criteria:
                part = one.startswith("- ")
                lines.append(indented(Text(one if part else f"• {one}"), 6 if part else 4))
    if shown.unconfirmed:
        lines += ["", Text("Chưa được xác nhận", style="bold yellow")]
        lines += [indented(Text(f"• {remark}"), 2) for remark in shown.unconfirmed]
    return Group(*lines)


def point_table_view(shown: PointTable) -> RenderableType:
    """Draw a table of points: its maxima, what each criterion asks for, and how the points are added up."""
    lines = titled(f"{shown.name} ({shown.id})", shown.source)
    by_percentages = "70 × trung bình các tỷ lệ" if shown.by_percentages else ""
    met_or_not = "đảm bảo thì đủ điểm, không đảm bảo thì 0" if shown.binary else ""
    for name, how, criteria in ((_GENERAL, met_or_not, shown.general), (_TASKS, by_percentages, shown.tasks)):
        lines += heading(f"{name} ({how})" if how else name)
        group = ""
        for one in criteria:
            lines += [indented(Text(one.group, style="bold"), 2)] if one.group not in ("", group) else []
            group = one.group
            unit = "%" if criteria is shown.tasks and shown.by_percentages else " điểm"
            most = f"{texts.of_number(one.maximum)}{unit}"
            lines.append(indented(Text.assemble(f"{one.name}: tối đa ", (most, "bold"), (f"  {one.id}", "dim")), 2))
            lines += [indented(Text(f"• {hint}", style="dim"), 4) for hint in one.hints]
    return Group(*lines)


def notes_view(shown: Sequence[Note], year: int, names: Mapping[str, str]) -> RenderableType:
    """Draw notes, which come by day, under their months; `names` of items and groups by id."""
    lines = titled(f"Sổ tay năm {year} · {len(shown)} ghi chép")
    for month, notes in groupby(shown, key=lambda note: note.day.month):
        lines += heading(f"Tháng {month}")
        for note in notes:
            about = names.get(note.item or note.group, note.item or note.group)
            where = f"{about}: " if about else ""
            kind = "Hạn chế · " if note.shortcoming else ""
            head = ((texts.of_day(note.day), "dim"), "  ", (kind, "yellow"), (where, "cyan"))
            lines.append(indented(Text.assemble(*head, note.text), 2))
    return Group(*lines)


def hits_view(found: Sequence[tuple[Hit, str]], words: str) -> RenderableType:
    """Draw the texts that have the words, year by year: what people call each place, and a line with the words."""
    lines = titled(f"{len(found)} chỗ")
    for year, hits in groupby(found, key=lambda one: one[0].year):
        lines += heading(f"Năm {year}")
        for hit, where in hits:
            shown = excerpt(hit.text, words)
            lines.append(indented(Text(where), 2))
            parts = (Text(shown.before), Text(shown.words, style="bold yellow"), Text(shown.after))
            lines.append(indented(Text(" ").join(part for part in parts if part), 4))
    return Group(*lines)


def template_view(name: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> RenderableType:
    """Draw what is understood of a Word file, in groups: the name of each place, and where it is or what goes there."""
    lines = titled(name)
    for group, places in groups:
        lines += heading(group)
        for place, what in dict.fromkeys(places):
            told = f" → {what}" if what and what.casefold() != place.casefold() else ""
            lines.append(indented(Text(place).append(told, style="dim"), 2))
    return Group(*lines)
