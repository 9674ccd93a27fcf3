"""What `--json` writes: one object for each command, with the keys of the files.

`xem` writes what the file of the year says (`storage.toml.to_plain`); `xuat --dang json` is a format of the exports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from tuphe.core.asked_items import asked_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tuphe.core.checklist import Checklist
    from tuphe.core.comparison import Comparison
    from tuphe.core.note import Note
    from tuphe.core.promises import Open, Promises
    from tuphe.core.review import Review
    from tuphe.core.search import Hit
    from tuphe.core.trends import Trends
    from tuphe.findings import WordedFinding


def comparison_report(year: int, compared: Comparison | None) -> dict[str, Any]:
    """Return what `so-sanh` writes; `nam_truoc` is null and the lists are empty in the first year."""
    if compared is None:
        return {"nam": year, "nam_truoc": None, "muc": [], "nhom": [], "han_che": [], "cam_ket": []}
    return {
        "nam": compared.year,
        "nam_truoc": compared.year_before,
        "khac_bo_tieu_chi": compared.other_checklist,
        "tu_giay": compared.papers,
        "muc": list(to_builtins(compared.changes)),
        "nhom": list(to_builtins(compared.groups)),
        "han_che": [
            {
                "muc": one.item,
                "truoc": one.before,
                "nay": one.after,
                "thay_doi": one.trend,
                "tu_nam": one.since,
                "phan_tram": one.percent,
            }
            for one in compared.shortcomings
        ],
        "cam_ket": list(to_builtins(compared.pledges)),
    }


def trends_report(trends: Trends) -> dict[str, Any]:
    """Return what `xu-huong` writes; every list of an item or a group has one entry for each year."""
    return {
        "nam": trends.years,
        "khac_bo_tieu_chi": trends.other_checklists,
        "tu_giay": trends.papers,
        "muc": [{"id": one.item, "nhom": one.group, "muc_do": one.ratings} for one in trends.items],
        "nhom": [{"id": one.group, "trung_binh": one.averages} for one in trends.groups],
        "tung_nam": to_builtins(trends.figures),
    }


def years_report(years: Sequence[dict[str, Any]], promises: Promises, today: date) -> dict[str, Any]:
    """Return what `danh-sach` writes: a `year_report` of each year, then what is still open.

    `qua_han`: whether its date is past on the day `today`.
    """
    return {
        "nam": years,
        "han_che": [
            {"muc": one.item, "noi_dung": one.text, **_still_open(one, today)} for one in promises.shortcomings
        ],
        "cam_ket": [{"noi_dung": one.text, **_still_open(one, today)} for one in promises.pledges],
    }


def _still_open(one: Open, today: date) -> dict[str, Any]:
    return {"tu_nam": one.since, "thoi_han": one.due, "qua_han": one.overdue(today)}


def year_report(review: Review, checklist: Checklist, *, leader: bool, missing: int | None = None) -> dict[str, Any]:
    """Return what the list of years says of one: state, progress, counts, proposed level.

    `missing` is how many answers an open year still lacks; None for a closed one.
    """
    asked = asked_items(checklist, review, leader=leader)
    return {
        "nam": review.year,
        "trang_thai": review.state,
        "tu_giay": review.from_paper,
        "bo_tieu_chi": review.checklist.id,
        "da_tra_loi": sum(review.rating(item.id) is not None for item in asked),
        "so_muc": len(asked),
        "con_thieu": missing,
        "go_do": len(review.half_typed),
        "han_che": len(review.shortcomings),
        "cam_ket": len(review.pledges),
        "xep_loai": review.self_rating.level,
    }


def soat_report(
    year: int, found: Iterable[WordedFinding], silenced: Iterable[tuple[WordedFinding, str]]
) -> dict[str, Any]:
    """Return what `soat` writes: what was found, and what the person has silenced, each with the reason."""
    return {
        "nam": year,
        "soat": [_finding(one) for one in found],
        "bo_qua": [{**_finding(one), "bo_qua": reason} for one, reason in silenced],
    }


def _finding(one: WordedFinding) -> dict[str, Any]:
    return {
        "ma": one.code,
        "muc_nghiem_trong": one.severity,
        "cho": one.place,
        "noi": one.where,
        "ten": one.name,
        "ly_do": one.reason,
        "can_lam": one.advice,
        "trich": [quote.text for quote in one.quotes],
    }


def notes_report(notes: Iterable[Note]) -> dict[str, Any]:
    """Return what `so-tay` writes: each note with its key, without what is empty."""
    return {"so_tay": [{key: said for key, said in to_builtins(note).items() if said or key == "ma"} for note in notes]}


def search_report(found: Iterable[tuple[Hit, str]]) -> dict[str, Any]:
    """Return what `tim` writes: each text that has the words, with its place and what people call that."""
    return {
        "tim": [
            {
                "nam": hit.year,
                "so_tay": hit.note is not None,
                "cho": hit.note.key if hit.note else hit.place,
                "noi": where,
                "noi_dung": hit.text,
            }
            for hit, where in found
        ]
    }
