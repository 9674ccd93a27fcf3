"""A year as a file brings it: how it is merged into what is saved, and what can be wrong with it."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from tuphe.core.checklist import Checklist
from tuphe.core.point_table import find_faults as table_faults
from tuphe.core.point_table import score_faults
from tuphe.core.review import Review
from tuphe.core.self_rating import SelfRating
from tuphe.core.tasks import Counts, Tasks
from tuphe.core.value import Fault, Value, each_once

Known = TypeVar("Known")

_LISTS: Final = {
    "muc": "answers",
    "bo_qua": "silenced",
    "han_che": "own_shortcomings",
    "phan": "paper",
    "khac_phuc": "follow_ups",
    "thuc_hien_cam_ket": "outcomes",
    "goi_y": "raised_issues",
    "bo_sung": "form_answers",
    "cam_ket": "pledges",
}
"""The lists of a year in which each entry is about something else, by their keys."""


def merge(saved: Review, answers: Review) -> Review:
    """Merge an answers file into a saved year: entry by entry the file wins, and leaves the rest.

    Two entries are the same when they answer the same item, the same earlier shortcoming or pledge, or have the same
    text. An entry is taken whole: an item that the file answers loses what was saved of it. The saved year keeps its
    state.
    """
    self_rating = _merged_rating(saved.self_rating, answers.self_rating)
    tables = (table for table in (answers.point_table, saved.point_table) if table is not None)
    listed = each_once((*saved.tasks.listed, *answers.tasks.listed))
    lists = {name: each_once((*getattr(saved, name), *getattr(answers, name))) for name in ("drafts", *_LISTS.values())}
    return saved.but(
        **lists,
        note=answers.note or saved.note,
        passed=tuple(dict.fromkeys((*saved.passed, *answers.passed))),
        source=answers.source or saved.source,
        due=_merged_due(saved, answers),
        collective=answers.collective if answers.collective.text else saved.collective,
        tasks=Tasks(**_merged_counts(saved.tasks, answers.tasks), listed=listed),
        unit_tasks=Counts(**_merged_counts(saved.unit_tasks, answers.unit_tasks)),
        self_rating=self_rating,
        point_table=next((table for table in tables if table.id == self_rating.table), None),
    )


def find_faults(review: Review) -> Iterator[Fault]:
    """Yield what the types cannot check: entries that occur twice, counts of tasks that contradict each other."""
    lists: dict[tuple[str, ...], Sequence[Value]] = {(key,): getattr(review, name) for key, name in _LISTS.items()}
    lists |= {("nhiem_vu", "viec"): review.tasks.listed, ("tu_danh_gia", "diem"): review.self_rating.scores}
    for where, entries in lists.items():
        first = {entry.identity: row for row, entry in reversed([*enumerate(entries)])}
        twice = (row for row, entry in enumerate(entries) if first[entry.identity] != row)
        name = ".".join(where)
        yield from (Fault((*where, row), f"[[{name}]] này đã có ở trên. Gộp hai chỗ làm một.") for row in twice)
    yield from _table_faults(review)
    if review.self_rating.scores and not review.self_rating.table:
        yield Fault(("tu_danh_gia",), "có diem của từng tiêu chí thì cần thêm bang_diem, mã của bảng điểm.")
    for table, counts in (("nhiem_vu", review.tasks), ("nhiem_vu_don_vi", review.unit_tasks)):
        for key, limit in counts.contradictions():
            yield Fault((table, key), f"trường “{key}” không được lớn hơn “{limit}”. Sửa một trong hai số.")


def _table_faults(review: Review) -> Iterator[Fault]:
    """Yield what is wrong with the table of points that a year carries, and with the year's points under it."""
    table = review.point_table
    if table is None:
        return
    if table.id != review.self_rating.table:
        sentence = "bảng điểm kèm theo năm mang mã khác mã ở tu_danh_gia.bang_diem. Sửa cho khớp, hoặc bỏ [bang_diem]."
        yield Fault(("bang_diem", "id"), sentence)
    for fault in table_faults(table):
        yield Fault(("bang_diem", *fault.path), fault.sentence)
    yield from score_faults(review.self_rating, table)


def item_faults(review: Review, checklist: Checklist) -> Iterator[Fault]:
    """Yield the items that the checklist does not have.

    An item that the checklist has lost since the year was asked is no fault;
    so ids are only checked against the version that the review names.
    """
    known = {item.id: item for item in checklist.items}
    named = (
        *((("muc", row, "id"), answer.item) for row, answer in enumerate(review.answers)),
        *((("han_che", row, "muc"), found.item) for row, found in enumerate(review.own_shortcomings) if found.item),
    )
    strangers = [(place, item) for place, item in named if item not in known]
    if strangers and review.checklist.fingerprint in ("", checklist.fingerprint()):
        for place, item in strangers:
            nearest = get_close_matches(item, known, n=3, cutoff=0.5)
            hint = f" Gần nhất: {', '.join(nearest)}." if nearest else ""
            then = "" if nearest else f"Xem: tuphe tieu-chi xem {checklist.id}"
            yield Fault(place, f"bộ tiêu chí “{checklist.id}” không có mục “{item}”.{hint}", then)


def _merged_due(saved: Review, answers: Review) -> tuple[str, ...]:
    # An item is taken whole: no question on an item that the file answers is due any more.
    taken = {answer.item for answer in answers.answers}
    left = (key for key in saved.due if not (key.startswith("muc/") and key.split("/")[1] in taken))
    return tuple(dict.fromkeys((*left, *answers.due)))


def _merged_rating(saved: SelfRating, answers: SelfRating) -> SelfRating:
    # Points by one table say nothing under another.
    kept = SelfRating(level=saved.level) if answers.table not in ("", saved.table) else saved
    # With other scores, a saved sum has to be added up anew.
    general, tasks = (None, None) if answers.scores else (kept.general_points, kept.task_points)
    return SelfRating(
        table=answers.table or kept.table,
        general_points=_first(answers.general_points, general),
        task_points=_first(answers.task_points, tasks),
        level=_first(answers.level, kept.level),
        scores=each_once((*kept.scores, *answers.scores)),
        cases=answers.cases or saved.cases,
    )


def _merged_counts(saved: Counts, answers: Counts) -> dict[str, Any]:
    counts = {name: _first(getattr(answers, name), getattr(saved, name)) for name in ("total", "done", "late", "above")}
    return {**counts, "passed": tuple(dict.fromkeys((*saved.passed, *answers.passed)))}


def _first(*candidates: Known | None) -> Known | None:
    return next((candidate for candidate in candidates if candidate is not None), None)
