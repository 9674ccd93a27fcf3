"""How two versions of a year differ, in words."""

from collections.abc import Callable
from datetime import date
from typing import Final

from tuphe import texts
from tuphe.core.version_difference import Difference, Fact

FACTS: Final = {
    **texts.PARTS,
    **texts.TASKS,
    **texts.FIELDS,
    "dinh_dang": "định dạng",
    "nam": "năm",
    "ngay_chot": "ngày chốt",
    "id": "mã",
    "dau_van_tay": "dấu của bộ tiêu chí",
    "cau": "câu hỏi",
    "noi_dung": "nội dung",
    "ma": "mã",
    "cho": "chỗ",
    "ly_do": "lý do",
    "ket_qua": "kết quả",
    "han_che": "hạn chế",
    "phan_tram": "phần trăm",
    "kho_khan": "khó khăn, vướng mắc",
    "goi_y": "gợi ý",
    "van_de": "vấn đề",
    "cam_ket": "cam kết",
    "linh_vuc": "phần của bản cam kết",
    "viec": "nhiệm vụ",
    "diem": "điểm",
    "ten": "tên",
    "dam_bao": "chỉ chấm đảm bảo hoặc không đảm bảo",
    "cong_ket_qua": "cách cộng điểm kết quả",
    "nhom": "nhóm",
    "toi_da": "điểm tối đa",
}
"""Words for every key that a year's file may have."""

_CODES: Final[dict[str, dict[str, str]]] = {
    key: {str(code): words for code, words in labels.items()}
    for key, labels in (
        ("trang_thai", texts.STATES),
        ("nguon", {"giay": "bản giấy"}),
        ("muc_do", texts.RATINGS),
        ("loai_nguyen_nhan", texts.CAUSE_KINDS),
        ("tinh_trang", texts.FOLLOW_UPS | texts.PLEDGES),
        ("linh_vuc", texts.PLEDGE_AREAS),
        ("tien_do", texts.PROGRESS),
        ("xep_loai", texts.LEVELS),
        ("truong_hop", texts.CASES),
        ("khong_co", texts.FIELDS | texts.PARTS | {"han_che": "hạn chế", "cam_ket": "cam kết"}),
    )
}
"""Words for the values of a file that are codes, by its keys."""

_NAMED: Final = 3
"""The most items that are named in short; further ones are counted."""


def of_difference(changes: Difference, name_of: Callable[[str], str]) -> str:
    """Say in short what another version changes, and at which items, or that it changes nothing.

    `name_of` returns the name of an item by its id.
    """
    of_items = (
        (changes.ratings, "{} mục đổi mức độ"),
        (changes.results, "{} mục đổi kết quả"),
        (len(changes.shortcomings.added), "thêm {} hạn chế"),
        (len(changes.shortcomings.gone), "bớt {} hạn chế"),
        (len(changes.shortcomings.changed), "{} hạn chế đổi nguyên nhân, biện pháp hoặc thời hạn"),
    )
    of_pledges = (
        (len(changes.pledges.added), "thêm {} cam kết"),
        (len(changes.pledges.gone), "bớt {} cam kết"),
        (len(changes.pledges.changed), "{} cam kết đổi thời hạn hoặc đổi phần của bản cam kết"),
    )
    at_items, pledged = (
        ", ".join(words.format(count) for count, words in counted if count) for counted in (of_items, of_pledges)
    )
    where = [name_of(item) for item in changes.at_items]
    more = [f"{len(where) - _NAMED} mục khác"] if len(where) > _NAMED else []
    named = f" ({'; '.join(where[:_NAMED] + more)})" if where else ""
    others = (f"đổi {texts.PARTS[part.key]}" for part in changes.others)
    said = ", ".join(filter(None, (f"{at_items}{named}", pledged, *others)))
    return said or ("chỉ khác thứ tự các ý" if changes.reordered else "không khác gì")


def of_fact(fact: Fact) -> str:
    """Say one thing that a file says: its key and value, in words where there are any."""
    key, value = fact
    said = texts.of_date(value) if isinstance(value, date) else _CODES.get(key, {}).get(str(value), str(value))
    return f"{FACTS[key]}: {said}" if key else said
