"""Official forms: the list, and the skeleton of one."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.form import BLANKS, Content, Field, Form, FormSection, Part, Signature
from tuphe.core.page_layout import Layout
from tuphe.terminal.views.parts import bullet, indented, labelled, listing

_CONTENTS: Final = {
    Content.RESULTS: "kết quả của các mục thuộc loại",
    Content.RATING_BOXES: "ô tự đánh giá cấp độ",
    Content.OUTCOMES: "kết quả thực hiện cam kết đã nêu",
    Content.SHORTCOMINGS: "hạn chế, khuyết điểm",
    Content.CAUSES: "nguyên nhân",
    Content.FOLLOW_UPS: "kết quả khắc phục hạn chế đã nêu",
    Content.RAISED_ISSUES: "vấn đề được gợi ý kiểm điểm",
    Content.COLLECTIVE: "trách nhiệm đối với hạn chế, khuyết điểm của tập thể",
    Content.REMEDIES: "biện pháp và thời hạn",
    Content.PLEDGES: "cam kết cho năm tới",
    Content.GENERAL_SCORES: "điểm từng tiêu chí chung, nếu có bảng điểm",
    Content.TASK_SCORES: "điểm từng tiêu chí về nhiệm vụ, nếu có bảng điểm",
    Content.LEVEL_BOXES: "ô đề xuất xếp loại",
    Content.TASKS: "bảng nhiệm vụ",
}
"""What a section of a form takes, beside the words that the form prints."""

_UNCONFIRMED: Final = "(?)"
"""Behind words of a form that are not confirmed."""


def forms_view(shown: Iterable[Form], *, columns: int) -> RenderableType:
    """List forms: id, name, and the days on which they are in force."""
    return listing(
        ("Mã", "Tên", "Từ ngày", "Đến ngày"),
        [
            (one.id, one.name, texts.of_date(one.since), "" if one.until is None else texts.of_date(one.until))
            for one in shown
        ],
        columns=columns,
    )


def form_view(shown: Form) -> RenderableType:
    """Draw the skeleton of a form: for whom, on what it rests, its sections, and what is not confirmed."""
    until = "" if shown.until is None else f" đến {texts.of_date(shown.until)}"
    rules = "; ".join(f"{rule.name}, {texts.of_date(rule.day)}" for rule in shown.rules)
    lines: list[RenderableType] = [
        Text(f"{shown.name} ({shown.id})", style="bold"),
        *labelled("Dành cho", "; ".join(texts.POSTS[post].lower() for post in shown.posts), 0),
        *labelled("Căn cứ", rules, 0),
        *labelled("Hiệu lực", f"từ {texts.of_date(shown.since)}{until}", 0),
        *labelled("Trang", _page(shown.layout), 0),
        "",
        *(Text(_blank(line), style="bold") for line in shown.title),
        *(_printed(f"{field.label}: …", unconfirmed=field.unconfirmed) for field in shown.fields),
        "",
    ]
    for section in shown.sections:
        lines += _section(shown, section)
    for signature in shown.signatures:
        remarks = (f"- {remark}" for remark in signature.remarks)
        first, *others = filter(None, (signature.heading, *remarks, signature.title, signature.how))
        lines += ["", _printed(first, unconfirmed=signature.unconfirmed), *map(Text, others)]
    if shown.unconfirmed:
        lines += ["", Text("Chưa được xác nhận", style="bold yellow")]
        parts: tuple[Field | FormSection | Signature, ...] = (*shown.fields, *shown.sections, *shown.signatures)
        if any(part.unconfirmed for part in parts):
            lines.append(indented(Text(f"Chỗ có dấu {_UNCONFIRMED} ở trên là suy ra hoặc lấy theo mẫu khác."), 2))
        lines += [bullet(remark, 2) for remark in shown.unconfirmed]
    return Group(*lines)


def _section(form: Form, section: FormSection) -> Iterator[RenderableType]:
    """Yield a section's heading, what the form prints under it, and what of a year goes into it."""
    depth = section.number.count(".")
    mark = "" if section.annex else f"{section.number}. "
    heading = _printed(
        f"{mark}{_blank(section.heading)}", unconfirmed=section.unconfirmed, style="bold" if depth == 0 else ""
    )
    yield indented(heading, 2 * depth)
    for part in section.parts:
        if part.takes is Content.WORDS:
            yield indented(Text(_blank(part.words)), 2 * depth + 2)
    takes = [_taken(part) for part in section.parts if part.takes is not Content.WORDS]
    takes += [f"hỏi thêm: {asked.name}" for asked in form.asked_in(section)]
    if takes:
        yield indented(Text(f"({'; '.join(takes)})", style="dim"), 2 * depth + 2)


def _printed(words: str, *, unconfirmed: bool, style: str = "") -> Text:
    """Return words of a form, with a sign behind those that are not confirmed."""
    return Text.assemble((words, style), (f" {_UNCONFIRMED}", "yellow") if unconfirmed else "")


def _blank(line: str) -> str:
    return BLANKS.sub("…", line)


def _page(layout: Layout) -> str:
    sides = {"trên": layout.top, "dưới": layout.bottom, "trái": layout.left, "phải": layout.right}
    margins = ", ".join(f"{name} {texts.of_number(length)}" for name, length in sides.items())
    size = f"{texts.of_number(layout.width)} × {texts.of_number(layout.height)} mm"
    letters = f"{layout.font} {texts.of_number(layout.size)}, giãn dòng {texts.of_number(layout.spacing)} pt"
    return f"{size}; lề {margins} mm; {letters}"


def _taken(part: Part) -> str:
    which = ", ".join((*part.kinds, *part.areas))
    return _CONTENTS[part.takes] + (f": {which}" if which else "")
