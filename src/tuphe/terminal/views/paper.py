"""What was read of a paper, part by part: how sure it is, and what was left aside."""

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.checklist import Checklist
from tuphe.core.paper import Paper
from tuphe.core.paper_section import PaperSection
from tuphe.core.self_rating import SelfRating
from tuphe.core.text import shortened
from tuphe.core.year_from_paper import annex_rows, place_in
from tuphe.findings import of_place
from tuphe.terminal.views.parts import bullet, entries, indented, labelled, under_headings
from tuphe.terminal.views.review import with_days

_BEGINNING: Final = 50
"""Letters of a section, enough to recognise it on one line."""

_MOST_LEFT: Final = 5
"""The most paragraphs of no section that are shown: enough to see what they are."""

WORDS_OF_ANNEX: Final = "Cột của phụ lục mà tuphe không có chỗ riêng được giữ nguyên chữ ở “Bản giấy, phần PL”."
"""Says where the rows of the annex are, word for word."""


def paper_view(shown: Paper, year: int, checklist: Checklist) -> RenderableType:
    """Draw what was read; `year` is the one that the paper is saved as, 0 while it is not known."""
    form = f" · mẫu {shown.form}" if shown.form else ""
    which = f"năm {year}" if year else "chưa rõ năm nào"
    lines: list[RenderableType] = [Text.assemble((f"Đọc được từ bản giấy {which}", "bold"), form)]
    for key, name, drawings in _parts(shown, year):
        if drawn := list(drawings):
            doubtful = [one for one in shown.doubts if key and place_in(one.place)[0] == key]
            sure = f"{len(doubtful)} chỗ chưa chắc" if doubtful else "chắc"
            lines += ["", Text.assemble((name, "bold cyan"), (f" · {sure}", "yellow" if doubtful else "dim"))]
            lines += drawn
    doubts = (bullet(f"{of_place(one.place, checklist)}: {one.reason}", 2) for one in shown.doubts)
    groups = (
        (f"Chưa chắc ({len(shown.doubts)})", doubts),
        (f"Để ngoài, không thuộc phần nào ({len(shown.left)} đoạn)", (bullet(line, 2) for line in left_lines(shown))),
        ("Lưu ý", (bullet(notice, 2) for notice in shown.notices)),
    )
    return Group(*lines, *under_headings(groups))


def _parts(shown: Paper, year: int) -> Iterator[tuple[str, str, Iterable[RenderableType]]]:
    """Yield the key of each part in doubts, its name, and how it is drawn."""
    shortcomings = ((one.text, one) for one in shown.shortcomings)
    follow_ups = (
        (f"{texts.of_outcome(one.state, one.percent) if one.state else 'Không rõ tình trạng'}: {one.text}", one)
        for one in shown.follow_ups
    )
    header = (row for key, value in shown.header.items() for row in labelled(texts.PROFILE_FIELDS[key], value, 2))
    yield "ho_so", "Phần đầu trang", header
    yield "phan", f"Các phần ({len(shown.sections)})", map(_section, shown.sections)
    stated = entries(shortcomings, "nguyen_nhan", "bien_phap", "thoi_han")
    yield "han_che", f"Hạn chế ({len(shown.shortcomings)})", stated
    told = entries(follow_ups, "ket_qua", "kho_khan", "trach_nhiem", "bien_phap", "thoi_han")
    yield "khac_phuc", f"Khắc phục hạn chế đã nêu ({len(shown.follow_ups)})", told
    answered = entries(((one.issue, one) for one in shown.raised_issues), "giai_trinh", "nguyen_nhan", "trach_nhiem")
    yield "goi_y", f"Vấn đề được gợi ý ({len(shown.raised_issues)})", answered
    yield "bo_sung", texts.INTERVIEW_PARTS["bo_sung"], (bullet(one.text, 2) for one in shown.form_answers)
    collective = shown.collective.text
    yield (
        "trach_nhiem_tap_the",
        "Trách nhiệm đối với hạn chế, khuyết điểm của tập thể",
        [indented(Text(collective), 2)] if collective else [],
    )
    yield "cam_ket", f"Phương hướng, cam kết ({len(shown.pledges)})", with_days(shown.pledges)
    yield "viec", f"Nhiệm vụ trong phụ lục ({len(shown.tasks)})", _tasks(shown, year)
    yield "tu_danh_gia", "Tự đánh giá, xếp loại", _rating(shown.self_rating)


def _section(shown: PaperSection) -> RenderableType:
    begin = shorten(next(iter(shown.paragraphs), ""), _BEGINNING, placeholder=" …")
    return indented(Text.assemble((shown.number, "bold"), f" · {len(shown.paragraphs)} đoạn: {begin}"), 2)


def _tasks(shown: Paper, year: int) -> Iterator[RenderableType]:
    tasks = ((task.text, task) for task in shown.tasks)
    yield from entries(tasks, "thoi_han", "tinh_hinh", "san_pham", "tien_do", "ghi_chu")
    if annex_rows(shown, year):
        yield indented(Text(WORDS_OF_ANNEX), 2)


def _rating(mine: SelfRating) -> Iterator[RenderableType]:
    yield from (row for name, points in texts.of_points(mine).items() for row in labelled(name, points, 2))
    yield from labelled("Mức", "" if mine.level is None else texts.LEVELS[mine.level], 2)


def left_lines(shown: Paper) -> list[str]:
    """Return the beginnings of the first paragraphs that were left aside, and how many more there are."""
    more = len(shown.left) - _MOST_LEFT
    return [*map(shortened, shown.left[:_MOST_LEFT]), *([f"… và {more} đoạn nữa"] if more > 0 else [])]
