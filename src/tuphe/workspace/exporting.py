"""What an export of a year says: in an official form, or as the summary."""

from collections.abc import Iterator
from datetime import date

from msgspec import structs

from tuphe import texts
from tuphe.core.asked_items import asked_items, dropped_answers
from tuphe.core.form import SUMMARY, Form, Purpose, named
from tuphe.core.legal_basis import in_force
from tuphe.core.review import Rating, Review
from tuphe.errors import FormNotFound, WrongUsage
from tuphe.export.document import OPEN, Document
from tuphe.export.form_blanks import Filling
from tuphe.export.official import fill
from tuphe.workspace.assessing import proposal
from tuphe.workspace.comparing import compared
from tuphe.workspace.forms import gaps, usual_form
from tuphe.workspace.stores import Workspace


def chosen_form(workspace: Workspace, year: int, name: str | None) -> Form | None:
    """Return the form to fill: the named one, else the profile's; None is the summary. Raises FormNotFound, BadFile."""
    own = workspace.profile.profile.form
    if (name or own or SUMMARY).casefold() == SUMMARY:
        return None
    if name is not None:
        meant = named(workspace.forms.called(name), name, year)
        if meant is None:
            raise FormNotFound([SUMMARY, *sorted(workspace.forms.paths())])
        return meant
    form = usual_form(workspace, year)
    if form is None:
        workspace.notify(f"tuphe không có mẫu nào của năm {year} cho hồ sơ này, nên xuất bản tóm tắt.")
    return form


def document_of(
    workspace: Workspace, review: Review, form: Form | None, *, item_names: bool = False, whole: bool = False
) -> Document:
    """Build what an export says; None is the summary, on one page or the `whole` year. `item_names` as in `Filling`."""
    filling = Filling(
        review=review,
        checklist=workspace.checklist_of(review),
        profile=workspace.profile.profile,
        promises=workspace.promises(review.year),
        table=review.point_table,
        leader=workspace.is_leader,
        item_names=item_names,
    )
    if form is not None:
        return fill(form, filling)
    from tuphe.export import long_summary, short_summary  # noqa: PLC0415 -- a form needs neither

    comparison = compared(workspace, review)
    if whole:
        return long_summary.summarise(filling, comparison)
    return short_summary.in_brief(filling, comparison, date.today())


def part_of(document: Document, name: str | None, *, heading: bool) -> Document:
    """Return one section of a document alone, with or without its heading; the whole where none is named.

    Without a heading of its own, the whole summary fits under one of a report. Raises WrongUsage.
    """
    if name is None:
        if not heading and (document.letterhead is not None or document.signatures):
            raise WrongUsage(
                "Với mẫu chính thức, --khong-tieu-de phải dùng cùng --muc. Thêm số thứ tự của phần, ví dụ --muc III."
            )
        return document if heading else structs.replace(document, title="", subtitles=(), head=())
    section = document.section(name)
    if section is None:
        sections = "\n".join(f"  {section.number}  {section.heading}" for section in document.walk())
        raise WrongUsage(f"Không có phần đó. Các phần:\n{sections}")
    return document.alone(section, heading=heading)


def unfit(workspace: Workspace, form: Form, year: int) -> Iterator[tuple[str]]:
    """Say why a form that was named may not be the one for this year and this person."""
    if not in_force([form], year):
        until = "" if form.until is None else f" đến {texts.of_date(form.until)}"
        yield (f"Lưu ý: mẫu {form.id} có hiệu lực từ {texts.of_date(form.since)}{until}, không dùng cho năm {year}.",)
    post = workspace.post
    if post is not None and post not in form.posts:
        whom = " hoặc ".join(texts.POSTS[one].lower() for one in form.posts)
        yield (f"Lưu ý: mẫu {form.id} dành cho: {whom}; hồ sơ của bạn ghi: {texts.POSTS[post].lower()}.",)


def notices_of_export(
    workspace: Workspace, review: Review, form: Form | None, document: Document, *, form_named: bool
) -> Iterator[tuple[str, ...]]:
    """Say what is open in an exported document, what is not in it, and what may be chosen otherwise.

    Each notice is a sentence with next steps.
    """
    yield from _open(workspace, review, form, document)
    if not form_named and not workspace.profile.profile.form:
        yield (
            "Hồ sơ chưa ghi mẫu nên đây là bản tóm tắt (tom-tat).",
            "Xem các mẫu: tuphe mau danh-sach",
            "Chọn một mẫu: tuphe ho-so --dat mau=2B",
        )
    yield from notices_of_year(workspace, review, form)


def notices_of_year(workspace: Workspace, review: Review, form: Form | None) -> Iterator[tuple[str, ...]]:
    """Say what of a year is not in its paper, and which level the rules allow, whatever file it is written to."""
    yield from _left_out(workspace, review, form)
    if half_typed := len(review.half_typed):
        yield f"Không có trong bản này: {half_typed} đoạn gõ dở.", f"Xem từng đoạn: tuphe soat {review.year}"
    if left_off := sum(len(answer.left_off) for answer in review.answers):
        yield f"Để lại {left_off} kết quả, không đưa vào bản này.", f"Chọn lại bằng: tuphe chon {review.year}"
    if other := proposal(workspace, review).other_choice:
        yield (other,)


def _open(workspace: Workspace, review: Review, form: Form | None, document: Document) -> Iterator[tuple[str, ...]]:
    lacking = {number for gap in gaps(workspace, review, form) for number in gap.sections}
    sections = [section.number for section in document.walk() if section.number in lacking]
    if form is None and lacking and not sections:  # in the summary on one page, no section has a number
        yield "Năm này chưa đủ để tóm tắt.", f"Xem còn thiếu gì: tuphe soat {review.year}"
    if head := document.unfilled_head():
        about_you = "Điền phần đầu bằng: tuphe ho-so" if any(line.text == OPEN for line in document.head) else ""
        yield f"Còn để trống: {', '.join(head)}.", about_you
    if sections:  # these may have some text all the same
        yield f"Còn chỗ chưa ghi ở phần {', '.join(sections)}.", f"Xem còn thiếu gì: tuphe soat {review.year}"
    asked = asked_items(workspace.checklist_of(review), review, leader=workspace.is_leader)
    if unrated := sum(review.rating(item.id) is None for item in asked):
        yield f"Còn {unrated}/{len(asked)} mục chưa trả lời.", f"Trả lời tiếp bằng: tuphe kiem-diem {review.year}"


def _left_out(workspace: Workspace, review: Review, form: Form | None) -> Iterator[tuple[str, ...]]:
    """Say which results have no place in the paper: nobody knows any more what kind of item they are of."""
    if form is not None and form.purpose is not Purpose.REVIEW:
        return
    checklist = workspace.checklist_of(review)
    left_out = [
        f"{len(answer.results)} kết quả của mục “{answer.item}”"
        for answer in dropped_answers(checklist, review)
        if answer.results and answer.rating is not Rating.NOT_APPLICABLE
    ]
    if left_out:
        yield (
            f"Không đưa vào bản này: {', '.join(left_out)}, vì không còn mục đó trong bộ tiêu chí “{checklist.id}”.",
            f"Xem: tuphe xem {review.year}",
        )
