"""What --json says: one object with the keys of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuphe.core.review import asked_items

if TYPE_CHECKING:
    from datetime import date

    from tuphe.core.checklist import Checklist
    from tuphe.core.comparison import Comparison
    from tuphe.core.promises import OpenPledge, OpenShortcoming, Promises
    from tuphe.core.review import Review
    from tuphe.core.trends import Trends


def comparison_report(year: int, compared: Comparison | None) -> dict[str, Any]:
    """Return a comparison as plain values; `nam_truoc` is null and the lists are empty in the first year."""
    if compared is None:
        return {"nam": year, "nam_truoc": None, "muc": [], "nhom": [], "han_che": [], "cam_ket": []}
    return {
        "nam": compared.year,
        "nam_truoc": compared.year_before,
        "khac_bo_tieu_chi": compared.other_checklist,
        "muc": [
            {
                "id": change.item,
                "nhom": change.group,
                "truoc": change.before,
                "nay": change.after,
                "thay_doi": change.trend,
            }
            for change in compared.changes
        ],
        "nhom": [
            {"id": group.group, "truoc": group.before, "nay": group.after, "so_muc": group.rated}
            for group in compared.groups
        ],
        "han_che": [
            {
                "muc": change.item,
                "truoc": change.before,
                "nay": change.after,
                "thay_doi": change.trend,
                "tu_nam": change.since,
                "phan_tram": change.percent,
            }
            for change in compared.shortcomings
        ],
        "cam_ket": [
            {
                "noi_dung": change.text,
                "tinh_trang": change.state,
                "tu_nam": change.since,
                "phan_tram": change.percent,
            }
            for change in compared.pledges
        ],
    }


def trends_report(trends: Trends) -> dict[str, Any]:
    """Return many years as plain values; every list of an item or a group has one entry for each year."""
    return {
        "nam": trends.years,
        "khac_bo_tieu_chi": trends.other_checklists,
        "muc": [{"id": one.item, "nhom": one.group, "muc_do": one.ratings} for one in trends.items],
        "nhom": [{"id": one.group, "trung_binh": one.averages} for one in trends.groups],
        "tung_nam": [
            {
                "nam": one.year,
                "han_che": one.shortcomings,
                "han_che_moi": one.opened,
                "han_che_neu_lai": one.again,
                "han_che_cu": one.old,
                "da_khac_phuc": one.mended,
                "dang_khac_phuc": one.under_way,
                "tai_dien": one.came_back,
                "chua_tra_loi": one.unanswered,
                "cam_ket": one.pledges,
                "cam_ket_da_thuc_hien": one.pledges_kept,
            }
            for one in trends.figures
        ],
    }


def promises_report(promises: Promises, today: date) -> dict[str, Any]:
    """Return what is still open as plain values; `qua_han` tells what is past its date."""
    return {
        "han_che": [
            {"muc": one.item, "noi_dung": one.text, **_still_open(one, today)} for one in promises.shortcomings
        ],
        "cam_ket": [{"noi_dung": one.text, **_still_open(one, today)} for one in promises.pledges],
    }


def _still_open(one: OpenShortcoming | OpenPledge, today: date) -> dict[str, Any]:
    return {"tu_nam": one.since, "thoi_han": one.due, "qua_han": one.overdue(today)}


def year_report(review: Review, checklist: Checklist, *, leader: bool, missing: int | None = None) -> dict[str, Any]:
    """Return what the list of years says of one: state, progress, counts, proposed level.

    `missing` is how much an open year still lacks; a closed one is as it is.
    """
    asked = asked_items(checklist, review, leader=leader)
    return {
        "nam": review.year,
        "trang_thai": review.state,
        "bo_tieu_chi": review.checklist.id,
        "da_tra_loi": sum(review.rating(item.id) is not None for item in asked),
        "so_muc": len(asked),
        "con_thieu": missing,
        "han_che": len(review.shortcomings),
        "cam_ket": len(review.pledges),
        "xep_loai": review.self_rating.level,
    }
