"""tuphe xuat: a year in an official form or as a summary, to paste, send or print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from tuphe import texts
from tuphe.cli.options import Folder, Year
from tuphe.cli.stores import Stores
from tuphe.core.comparison import compare
from tuphe.core.form import SUMMARY, Form, Purpose, named
from tuphe.core.review import Rating, Review, asked_items, dropped_answers
from tuphe.core.rule import in_force
from tuphe.errors import CannotWrite, FormNotFound, WrongUsage
from tuphe.export.document import OPEN, Document
from tuphe.export.formats import FORMATS, render
from tuphe.export.official import Filling, fill
from tuphe.export.summary import summarise
from tuphe.names import shown
from tuphe.storage.files import write_for_others
from tuphe.storage.toml import dump
from tuphe.terminal import console
from tuphe.terminal.clipboard import copy

_WHOLE_YEAR: Final = "toml"
"""Not a paper but the year's own file, to move it to another machine."""


def export(
    year: Year = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--mau",
            metavar="MÃ",
            show_default=False,
            help="Mẫu, như 2B, 02A-2023, cam-ket, tom-tat; mặc định theo hồ sơ, không có thì tom-tat.",
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            "--dang",
            metavar="DẠNG",
            show_default=False,
            help="md, txt, docx, html, json, hoặc toml (cả tệp của năm); mặc định theo đuôi tệp của -o, "
            "không có thì md (txt khi --chep).",
        ),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option("--muc", metavar="PHẦN", show_default=False, help="Chỉ một phần, ví dụ III, I.2 hoặc B.I."),
    ] = None,
    without_heading: Annotated[
        bool, typer.Option("--khong-tieu-de", help="Cùng với --muc: bỏ dòng tiêu đề của phần.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", metavar="TỆP", show_default=False, help="Ghi vào tệp thay vì in ra màn hình; - là đầu ra chuẩn."
        ),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--ghi-de", help="Ghi đè tệp đã có.")] = False,
    to_clipboard: Annotated[bool, typer.Option("--chep", help="Đưa vào bảng nhớ tạm để dán.")] = False,
    folder: Folder = None,
) -> None:
    """Xuất bản kiểm điểm theo mẫu hoặc bản tóm tắt: ra màn hình, tệp (Word, HTML…) hoặc bảng nhớ tạm."""
    piped = output is not None and str(output) == "-"
    if piped:
        output = None
    stores = Stores(folder)
    review = stores.reviews.load(stores.year(year))
    style = _style(style, output, to_clipboard=to_clipboard, piped=piped, year=review.year)
    if style == _WHOLE_YEAR:
        _hand_over(review, output, overwrite=overwrite, alone=section is None and form is None and not to_clipboard)
        return
    filled = _form(stores, review.year, form)
    whole = document_of(stores, review, filled)
    document = _part(whole, section, heading=not without_heading)
    written = render(document, style)
    if output is not None:
        _to_file(output, written, overwrite=overwrite)
    if to_clipboard:
        _to_clipboard(document, style, written)
    elif output is None and style in ("json", "html"):  # which say that they are UTF-8
        console.write_utf8(str(written))
    elif output is None and isinstance(written, bytes):
        console.write_bytes(written)
    elif output is None:
        _to_standard_output(str(written))
    _tell_open(stores, review, filled, document)
    _tell_left_out(stores, review, filled)
    if form is None:
        _tell_unchosen(stores)
    if other := stores.proposal(review)[1]:
        console.remark(other)


def _hand_over(review: Review, output: Path | None, *, overwrite: bool, alone: bool) -> None:
    """Give the year as its file has it, for another machine."""
    if not alone:
        raise WrongUsage("Dạng toml là cả tệp của năm, không đi cùng --mau, --muc hay --chep. Bỏ bớt một trong hai.")
    if output is None:
        console.write_utf8(dump(review).decode())
    else:
        _to_file(output, dump(review), overwrite=overwrite)
    console.remark(
        "Dạng toml có cả ghi chú riêng và câu gõ dở.", "Nạp vào máy khác bằng: tuphe kiem-diem --tra-loi TỆP.toml"
    )


def _tell_open(stores: Stores, review: Review, form: Form | None, document: Document) -> None:

    lacking = {number for gap in stores.missing(review, form) for number in gap.sections}
    sections = [section.number for section in document.walk() if section.number in lacking]
    if left := [*document.unfilled_head(), *sections]:
        about_you = "Điền phần đầu bằng: tuphe ho-so" if any(line.text == OPEN for line in document.head) else ""
        console.remark(f"Còn để trống: {', '.join(left)}.", about_you)
    asked = asked_items(stores.checklist_of(review), review, leader=stores.is_leader)
    if unrated := sum(review.rating(item.id) is None for item in asked):
        console.remark(f"Còn {unrated}/{len(asked)} mục chưa trả lời.")


def _tell_unchosen(stores: Stores) -> None:

    if not stores.profile.profile.form:
        console.remark(
            "Hồ sơ chưa ghi mẫu nên đây là bản tóm tắt (tom-tat).",
            "Xem các mẫu: tuphe mau danh-sach",
            "Chọn một mẫu: tuphe ho-so --dat mau=2B",
        )


def _tell_left_out(stores: Stores, review: Review, form: Form | None) -> None:
    """Tell which results have no place in the paper: nobody knows any more what kind of item they are of."""
    if form is not None and form.purpose is not Purpose.REVIEW:
        return
    checklist = stores.checklist_of(review)
    left_out = [
        f"{len(answer.results)} kết quả của mục “{answer.item}”"
        for answer in dropped_answers(checklist, review)
        if answer.results and answer.rating is not Rating.NOT_APPLICABLE
    ]
    if left_out:
        console.remark(
            f"Không đưa vào bản này: {', '.join(left_out)}, vì không còn mục ấy trong bộ tiêu chí “{checklist.id}”.",
            f"Xem: tuphe xem {review.year}",
        )


def document_of(stores: Stores, review: Review, form: Form | None) -> Document:
    """Build what an export of a year says: in an official form, or as a summary where there is none."""
    checklist, profile = stores.checklist_of(review), stores.profile.profile
    leader = stores.is_leader
    if form is None:
        previous = stores.before(review.year)
        compared = None if previous is None else compare(previous, review, checklist, stores.promises(review.year))
        return summarise(review, checklist, profile, compared, leader=leader, promises=stores.promises(review.year))

    return fill(
        form,
        Filling(
            review=review,
            checklist=checklist,
            profile=profile,
            promises=stores.promises(review.year),
            table=review.point_table,
            leader=leader,
        ),
    )


def _form(stores: Stores, year: int, name: str | None) -> Form | None:
    """Return the form to fill; None means the summary."""
    own = stores.profile.profile.form
    if (name or own or SUMMARY).casefold() == SUMMARY:
        return None
    if name is None:
        form = stores.usual_form(year)
        if form is None:
            console.remark(f"tuphe không có mẫu nào của năm {year} cho hồ sơ này, nên xuất bản tóm tắt.")
        return form
    form = named(stores.forms.called(name), name, year)
    if form is None:
        raise FormNotFound([SUMMARY, *sorted(stores.forms.paths())])
    _warn_of_other_form(stores, form, year)
    return form


def _warn_of_other_form(stores: Stores, form: Form, year: int) -> None:

    if not in_force([form], year):
        until = "" if form.until is None else f" đến {texts.of_date(form.until)}"
        console.remark(
            f"Lưu ý: mẫu {form.id} có hiệu lực từ {texts.of_date(form.since)}{until}, không dùng cho năm {year}."
        )
    post = stores.post
    if post is not None and post not in form.posts:
        whom = " hoặc ".join(texts.POSTS[one].lower() for one in form.posts)
        console.remark(f"Lưu ý: mẫu {form.id} dành cho: {whom}; hồ sơ của bạn ghi: {texts.POSTS[post].lower()}.")


def _style(asked: str | None, output: Path | None, *, to_clipboard: bool, piped: bool, year: int) -> str:

    ending = "" if output is None else output.suffix.lstrip(".").lower()
    style = asked or ending or ("txt" if to_clipboard else "md")
    if style not in (*FORMATS, _WHOLE_YEAR):
        raise WrongUsage(f"Chưa có dạng này. Dùng một trong các dạng: {', '.join((*FORMATS, _WHOLE_YEAR))}.")
    if "docx" in (ending, style) and ending in FORMATS and ending != style:
        raise WrongUsage(f"Tệp có đuôi .{ending} mà --dang là {style}. Bỏ --dang, hoặc đổi đuôi tệp.")
    if style == "docx" and output is None and not (piped and not console.is_shown()):
        raise WrongUsage("Dạng docx cần một tệp:", then=f"tuphe xuat {year} -o kiem-diem-{year}.docx")
    return style


def _part(document: Document, name: str | None, *, heading: bool) -> Document:

    if name is None and not heading:
        raise WrongUsage("--khong-tieu-de đi cùng --muc. Thêm --muc với số của phần, như --muc III.")
    if name is None:
        return document
    section = document.section(name)
    if section is None:
        listed = "\n".join(f"  {section.number}  {section.heading}" for section in document.walk())
        raise WrongUsage(f"Không có phần ấy. Các phần:\n{listed}")
    return document.alone(section, heading=heading)


def _to_standard_output(text: str) -> None:

    console.write(text)
    if encoding := console.lossy_encoding(text):
        console.remark(
            f"Bảng mã {encoding} của đầu ra thiếu chữ của bản này: có chữ bị bỏ dấu hoặc bị thay. "
            "Muốn đủ chữ, thêm -o TỆP, hoặc đặt biến PYTHONIOENCODING=utf-8."
        )


def _to_file(output: Path, written: str | bytes, *, overwrite: bool) -> None:

    if output.is_file() and not overwrite:
        raise CannotWrite(output, "đã có tệp này. Thêm --ghi-de để ghi đè, hoặc chọn tên khác.")
    write_for_others(output, written.encode() if isinstance(written, str) else written)
    console.remark(f"Đã ghi {shown(output)}.")


def _to_clipboard(document: Document, style: str, written: str | bytes) -> None:

    rich = style in ("txt", "html", "docx")
    text = str(render(document, "txt")) if rich else str(written)
    try:
        sequence = copy(text, str(render(document, "html")) if rich else "")
    except CannotWrite as failure:
        console.remark(f"{failure} Nội dung in ra dưới đây để tự chép.")
        _to_standard_output(text)
        return
    if sequence:
        console.write(sequence)
        console.remark("Đã gửi tới bảng nhớ tạm của cửa sổ dòng lệnh; nếu dán không ra, chạy lại và bỏ --chep.")
    else:
        console.remark("Đã chép vào bảng nhớ tạm.")
