"""What --json says: one object with the keys of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuphe.core.review import asked_items

if TYPE_CHECKING:
    from tuphe.core.checklist import Checklist
    from tuphe.core.comparison import Comparison
    from tuphe.core.review import Review


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
            {"muc": change.item, "truoc": change.before, "nay": change.after, "thay_doi": change.trend}
            for change in compared.shortcomings
        ],
        "cam_ket": [{"noi_dung": change.text, "tinh_trang": change.state} for change in compared.pledges],
    }


def year_report(review: Review, checklist: Checklist, *, leader: bool) -> dict[str, Any]:
    """Return what the list of years says of one: state, progress, counts, proposed level."""
    asked = asked_items(checklist, review, leader=leader)
    return {
        "nam": review.year,
        "trang_thai": review.state,
        "bo_tieu_chi": review.checklist.id,
        "da_tra_loi": sum(review.rating(item.id) is not None for item in asked),
        "so_muc": len(asked),
        "han_che": len(review.shortcomings),
        "cam_ket": len(review.pledges),
        "xep_loai": review.self_rating.level,
    }
