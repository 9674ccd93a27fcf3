"""What soát found, in sentences: where it is, why it is named, what to do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from tuphe import texts
from tuphe.core.check.finding import Codes, Finding, Quote, Severity
from tuphe.core.checklist import Checklist
from tuphe.core.places import of_any_entry
from tuphe.core.review import Rating

SEVERITIES: Final = {Severity.BLOCKS: "Phải sửa", Severity.REMINDS: "Nên xem lại"}

_STEPS: Final = {
    **texts.FIELDS,
    "ket_qua": "kết quả",
    "de_lai": "kết quả để lại",
    "bo_sung": "Điều mẫu hỏi thêm",
    "han_che": "hạn chế",
    "kho_khan": "khó khăn",
    "ghi_chu": "ghi chú riêng",
    "dang_go": "Đoạn gõ dở",
    "bo_qua": "Bỏ qua khi soát",
    "ly_do": "lý do",
    "khac_phuc": "Khắc phục hạn chế đã nêu",
    "thuc_hien_cam_ket": "Thực hiện cam kết đã nêu",
    "goi_y": "Vấn đề được gợi ý",
    "trach_nhiem_tap_the": "Trách nhiệm đối với hạn chế, khuyết điểm của tập thể",
    "cam_ket": "Cam kết",
    "nhiem_vu": "",
    "viec": "Nhiệm vụ",
    "tu_danh_gia": "",
    "xep_loai": "Mức xếp loại",
    "ho_so": "Hồ sơ",
    "phan": "Phần",
    "phan_tram": "phần trăm",
    "nam": "Năm",
    "tep": "Tệp của năm",
    "noi_dung": "nội dung",
    "*": "",
}
"""What to call a step of a place."""


class WordedFinding(NamedTuple):
    """One finding in words.

    `place` is the path by which it can be silenced, `entry` the one under which
    that is stored, `where` is the place in words.
    """

    code: str
    severity: Severity
    name: str
    place: str
    where: str
    reason: str
    advice: str
    quotes: tuple[Quote, ...]
    entry: str = ""


def in_words(
    found: Iterable[Finding], codes: Codes, checklist: Checklist, year: int, *, option: str = ""
) -> list[WordedFinding]:
    """Put findings of one year into words: what blocks first, then by code in the order of their file.

    `option` is the option that a suggested command needs to find the same folder.
    """
    said = [_said(finding, codes, checklist, year, option) for finding in found]
    order = {code.id: row for row, code in enumerate(codes.codes)}
    return sorted(said, key=lambda one: (one.severity is Severity.REMINDS, order[one.code]))


def in_short(said: Iterable[WordedFinding]) -> str:
    """Count findings by severity, in one line."""
    severities = [one.severity for one in said]
    counts = [
        f"{severities.count(severity)} điều {label.lower()}"
        for severity, label in SEVERITIES.items()
        if severity in severities
    ]
    return ", ".join(counts) or "không có điều gì phải sửa hay nên xem lại"


def in_lines(said: Sequence[WordedFinding]) -> list[str]:
    """Count findings by severity, then by kind, each on a line: for somebody about to close the year."""
    counted = Counter((SEVERITIES[one.severity], one.name) for one in said)
    kinds = (f"- {severity}: {name} ({count})" for (severity, name), count in counted.items())
    return [f"Soát: {in_short(said)}.", *kinds]


def of_place(place: str, checklist: Checklist) -> str:
    """Name a place: an item by its name, what is inside it by kind and number."""
    first, *rest = place.split("/")
    if first == "muc" and not rest:
        return "Cả bản kiểm điểm"
    names: list[str] = []
    if first == "muc":
        names.append(checklist.name_of(rest.pop(0)))
    elif first == "bo_sung":
        rest = [first]  # the question is quoted below
    else:
        rest.insert(0, first)
    for step in of_any_entry("/".join(rest)).split("/"):
        if step.isdigit() and names:
            names[-1] = f"{names[-1]} {step}"
        elif first == "ho_so" and step in texts.PROFILE_FIELDS:
            names.append(texts.PROFILE_FIELDS[step])
        elif name := _STEPS.get(step, step):
            names.append(name)
    if first == "han_che":
        names[0] = names[0].capitalize()
    return " · ".join(names) or "Tự đánh giá"


def _said(finding: Finding, codes: Codes, checklist: Checklist, year: int, option: str) -> WordedFinding:
    """Put a finding into words: with the values that it names and, where one helps, the command to run."""
    code = codes.code(finding.code)
    values = {"nam": str(year), **finding.values}
    values |= {key: _readable(key, value, values, codes) for key, value in values.items()}
    command = f": {code.command.format_map(values)}{option}" if code.command else ""
    return WordedFinding(
        code=code.id,
        severity=code.severity,
        name=code.name,
        place=finding.place,
        where=of_place(finding.place, checklist),
        reason=code.reason.format_map(values),
        advice=f"{code.advice.format_map(values)}{command}",
        quotes=finding.quotes,
        entry=finding.entry,
    )


def _readable(key: str, value: str, values: dict[str, str], codes: Codes) -> str:
    """Return a value of a finding as a sentence shows it, by the name of its blank."""
    if words := codes.values.get(key, {}).get(value):
        return words.format_map(values)
    match key:
        case "muc_do":
            return texts.RATINGS[Rating(value)]
        case "ngay":
            return texts.of_date(date.fromisoformat(value))
        case "phan":
            return texts.FIELDS.get(value) or f"kết quả nào ở phần {value}"
        case "so_trang":
            return value.replace(".", ",")
    return value
