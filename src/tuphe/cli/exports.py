"""tuphe xuat: a year as a text to paste, send or print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tuphe.cli.options import Folder, Year

if TYPE_CHECKING:
    from tuphe.export.document import Document, Section


def export(
    year: Year = None,
    form: Annotated[
        str | None, typer.Option("--mau", metavar="MÃ", show_default=False, help="Mẫu; mặc định là tom-tat.")
    ] = None,
    style: Annotated[
        str | None,
        typer.Option(
            "--dang",
            metavar="DẠNG",
            show_default=False,
            help="md, txt hoặc json; mặc định theo đuôi tệp của -o, không có thì md.",
        ),
    ] = None,
    section: Annotated[
        str | None, typer.Option("--muc", metavar="PHẦN", show_default=False, help="Chỉ một phần, ví dụ II hoặc I.2.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", metavar="TỆP", show_default=False, help="Ghi vào tệp thay vì in ra màn hình.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--ghi-de", help="Ghi đè tệp đã có.")] = False,
    to_clipboard: Annotated[bool, typer.Option("--chep", help="Đưa vào bảng nhớ tạm để dán.")] = False,
    folder: Folder = None,
) -> None:
    """Xuất bản tóm tắt, ra màn hình, ra tệp hoặc vào bảng nhớ tạm."""
    from tuphe.errors import CannotWrite, FormNotFound
    from tuphe.export import FORMATS
    from tuphe.storage.files import write_whole
    from tuphe.terminal import console

    if form not in (None, "tom-tat"):
        raise FormNotFound(["tom-tat"])
    renderer = FORMATS[_style(style, output)]
    document = _summary(year, folder)
    text = renderer.render(document) if section is None else renderer.render_section(_section(document, section))
    if output is not None:
        if output.is_file() and not overwrite:
            raise CannotWrite(output, "đã có tệp này. Thêm --ghi-de để ghi đè, hoặc chọn tên khác.")
        write_whole(output, text.encode())
        console.remark(f"Đã ghi {output}.")
    if to_clipboard:
        _to_clipboard(text)
    elif output is None and renderer is FORMATS["json"]:
        console.write_utf8(text)
    elif output is None:
        console.write(text)


def _summary(given: int | None, folder: Path | None) -> Document:
    from tuphe.cli.stores import Stores
    from tuphe.core.comparison import compare
    from tuphe.export.summary import summarise

    stores = Stores(folder)
    review = stores.reviews.load(stores.year(given))
    checklist = stores.checklist_of(review)
    before = stores.before(review.year)
    compared = None if before is None else compare(before, review, checklist)
    return summarise(review, checklist, stores.profile.profile, compared)


def _style(asked: str | None, output: Path | None) -> str:
    from tuphe.errors import WrongUsage
    from tuphe.export import FORMATS

    ending = "" if output is None else output.suffix.lstrip(".").lower()
    style = asked or ending or "md"
    if style not in FORMATS:
        raise WrongUsage(f"Chưa có dạng này. Dùng một trong các dạng: {', '.join(FORMATS)}.")
    return style


def _section(document: Document, number: str) -> Section:
    from tuphe.errors import WrongUsage

    found = {section.number.upper(): section for section in document.walk()}
    if number.upper() not in found:
        listed = "\n".join(f"  {section.number}  {section.heading}" for section in found.values())
        raise WrongUsage(f"Không có phần ấy. Các phần:\n{listed}")
    return found[number.upper()]


def _to_clipboard(text: str) -> None:
    from tuphe.errors import CannotWrite
    from tuphe.export.clipboard import copy
    from tuphe.terminal import console

    try:
        sequence = copy(text)
    except CannotWrite as failure:
        console.remark(f"{failure} Nội dung in ra dưới đây để tự chép.")
        console.write(text)
        return
    if sequence:
        console.write(sequence)
        console.remark("Đã gửi tới bảng nhớ tạm của cửa sổ dòng lệnh; nếu dán không ra, chạy lại và bỏ --chep.")
    else:
        console.remark("Đã chép vào bảng nhớ tạm.")
