"""What can be wrong with a form beyond the types: addresses, blanks, margins, and kinds of items without a section."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tuphe.core.checklist import Kind
from tuphe.core.form import BLANKS, YEAR_BLANKS, Content, Form, Part, Purpose
from tuphe.core.page_layout import Layout
from tuphe.core.profile import PROFILE_BLANKS
from tuphe.core.value import Fault

_LEAST_ROOM: Final = 20
"""Millimetres that margins must leave for letters."""


def find_faults(form: Form) -> Iterator[Fault]:
    """Yield what the types cannot check: addresses, blanks, and kinds of items that have no section, or two."""
    if form.until is not None and form.until < form.since:
        yield Fault(("den_ngay",), "den_ngay trước tu_ngay. Sửa một trong hai ngày.")
    yield from _address_faults(form)
    for where, part in _parts(form):
        if part.takes is Content.RESULTS and not part.kinds:
            yield Fault((*where, "lay"), f"“ket-qua” cần thêm loai. Chọn trong: {', '.join(Kind)}.")
        if part.takes is Content.TASKS and not part.columns:
            yield Fault((*where, "lay"), "“nhiem-vu” cần thêm cot, mỗi cột có ten, lay và rong (mm).")
    yield from _question_faults(form)
    yield from _kind_faults(form)
    yield from _blank_faults(form)
    yield from _page_faults(form.layout)


def _address_faults(form: Form) -> Iterator[Fault]:
    seen: set[str] = set()
    for row, section in enumerate(form.sections):
        if section.number in seen:
            yield Fault(("phan", row, "so"), f"phần {section.number} đã có ở trên. Mỗi phần cần một số riêng.")
        if section.parent and section.parent not in seen:
            yield Fault(("phan", row, "so"), f"phần {section.number} cần phần {section.parent} đứng trước nó.")
        seen.add(section.number)


def _question_faults(form: Form) -> Iterator[Fault]:
    known = {section.number for section in form.sections}
    seen: set[str] = set()
    for row, question in enumerate(form.questions):
        if question.id in seen:
            yield Fault(("hoi", row, "id"), f"câu hỏi “{question.id}” đã có ở trên. Mỗi câu cần một mã riêng.")
        if question.section not in known:
            yield Fault(("hoi", row, "phan"), "mẫu không có phần này. Ghi số của một phần ở [[phan]].")
        seen.add(question.id)


def _kind_faults(form: Form) -> Iterator[Fault]:
    """Yield kinds of items that two sections take, or none: a result would be printed twice, or lost."""
    if form.purpose is not Purpose.REVIEW:
        return
    taken: Counter[Kind] = Counter()
    for where, part in _parts(form):
        kinds = part.kinds if part.takes is Content.RESULTS else ()
        taken.update(kinds)
        for kind in (kind for kind in kinds if taken[kind] > 1):
            yield Fault((*where, "loai"), f"loại “{kind}” đã có ở một phần khác. Mỗi loại chỉ vào một phần.")
    if missing := [kind for kind in Kind if not taken[kind]]:
        yield Fault(("phan",), f"chưa có phần nào nhận loại: {', '.join(missing)}. Thêm vào loai của một phần.")


def _blank_faults(form: Form) -> Iterator[Fault]:
    for where, line in _lines(form):
        for blank in BLANKS.findall(line):
            if blank not in (*YEAR_BLANKS, *PROFILE_BLANKS):
                known = ", ".join((*YEAR_BLANKS, *PROFILE_BLANKS))
                yield Fault(where, f"trong ngoặc nhọn chỉ dùng: {known}.")


def _page_faults(page: Layout) -> Iterator[Fault]:
    room = min(page.width - page.left - page.right, page.height - page.top - page.bottom)
    if room < _LEAST_ROOM:
        sentence = f"lề chiếm gần hết trang. Sửa khổ giấy hoặc lề để còn ít nhất {_LEAST_ROOM} mm cho chữ."
        yield Fault(("trang",), sentence)


def _parts(form: Form) -> Iterator[tuple[tuple[str | int, ...], Part]]:
    for row, section in enumerate(form.sections):
        yield from ((("phan", row, "noi_dung", place), part) for place, part in enumerate(section.parts))


def _lines(form: Form) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from ((("tieu_de",), line) for line in form.title)
    if form.head is not None:
        yield from ((("dau_trang", "trai"), line) for line in form.head.left)
        yield ("dau_trang", "phai"), form.head.right
        yield ("dau_trang", "ngay_thang"), form.head.place_and_day
    for row, section in enumerate(form.sections):
        yield ("phan", row, "ten"), section.heading
        yield from ((("phan", row, "noi_dung", place, "chu"), part.words) for place, part in enumerate(section.parts))
    yield from ((("ky", row, "ten"), signature.name) for row, signature in enumerate(form.signatures))
