"""tuphe xuat: a year in an official form or as a summary, to paste, send or print."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final

from tuphe.cli.options import Folder, Year, flag, named_file, option
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.review import Review
from tuphe.core.value import Plain
from tuphe.errors import BadFile, CannotWrite, WrongUsage
from tuphe.export.document import Document
from tuphe.export.formats import FORMATS, render
from tuphe.file_names import shown
from tuphe.file_reading import is_regular
from tuphe.storage.files import write_for_others
from tuphe.storage.toml import dump
from tuphe.terminal import console
from tuphe.workspace.exporting import chosen_form, document_of, notices_of_export, notices_of_year, part_of, unfit
from tuphe.workspace.printing import length_of, to_pdf, word_to_pdf
from tuphe.workspace.stores import Workspace

_WORD: Final = "docx"
_PDF: Final = "pdf"
"""Not written by tuphe itself: LibreOffice makes it of the Word file."""

_WHOLE_YEAR: Final = "toml"
"""Not a paper but the year's own file, to move it to another machine."""


Template = Annotated[
    Path | None,
    option(
        "--vao",
        "MẪU.docx",
        "Điền vào tệp Word mẫu của đơn vị, cùng với -o TỆP.docx; tệp mẫu giữ nguyên.",
        callback=named_file,
    ),
]
FormName = Annotated[
    str | None,
    option("--mau", "MÃ", "Mẫu, ví dụ 2B, 02A-2023, cam-ket, tom-tat; mặc định theo hồ sơ, không có thì tom-tat."),
]
Style = Annotated[
    str | None,
    option(
        "--dang",
        "DẠNG",
        "md, txt, docx, html, json, pdf (cần LibreOffice), hoặc toml (cả tệp của năm); mặc định theo đuôi "
        "tệp của -o, không có thì md (txt khi --chep).",
    ),
]
Section = Annotated[str | None, option("--muc", "PHẦN", "Chỉ một phần, ví dụ III, I.2 hoặc B.I.")]
WithoutHeading = Annotated[
    bool,
    flag(
        "--khong-tieu-de",
        "Bỏ tiêu đề và câu hướng dẫn in sẵn của phần (dùng cùng --muc), hoặc bỏ tiêu đề của bản tóm tắt.",
    ),
]
ItemNames = Annotated[bool, flag("--kem-ten-muc", "Trong mẫu chính thức, ghi tên mục trước kết quả của mục đó.")]
WholeYear = Annotated[bool, flag("--day-du", "Bản tóm tắt đầy đủ của cả năm, thay cho bản một trang.")]
Output = Annotated[
    Path | None, option("-o", "TỆP", "Ghi vào tệp thay vì in ra màn hình; - là đầu ra chuẩn.", callback=named_file)
]
Overwrite = Annotated[bool, flag("--ghi-de", "Ghi đè tệp đã có.")]
ToClipboard = Annotated[bool, flag("--chep", "Đưa vào bảng nhớ tạm để dán.")]


class _Target(Plain, frozen=True):
    """Where a paper is written, and in which format: into the `output`, onto the clipboard, else standard output."""

    style: str
    output: Path | None
    overwrite: bool
    clipboard: bool


def export(
    year: Year = None,
    *,
    form: FormName = None,
    style: Style = None,
    section: Section = None,
    without_heading: WithoutHeading = False,
    item_names: ItemNames = False,
    whole_year: WholeYear = False,
    template: Template = None,
    output: Output = None,
    overwrite: Overwrite = False,
    to_clipboard: ToClipboard = False,
    folder: Folder = None,
) -> None:
    """Export a year, then say what is open in it."""
    workspace = open_workspace(folder)
    review = workspace.reviews.load(workspace.year(year))
    output, piped = (None, True) if str(output) == "-" else (output, False)
    if template is not None and output is None:
        style = style or _WORD
    style = _style(style, output, to_clipboard=to_clipboard, piped=piped, year=review.year)
    to = _Target(style, output, overwrite, to_clipboard)
    if style == _WHOLE_YEAR:
        _hand_over(review, to, alone=section is None and form is None and not to_clipboard)
        return
    shaped = {"--muc": section, "--khong-tieu-de": without_heading, "--day-du": whole_year}
    if own := template or _unit_template(workspace, style, alone=form is None and not any(shaped.values())):
        _check_fits(own, to, {**shaped, "--chep": to_clipboard})
        _fill(workspace, review, own, form, to, item_names=item_names)
        return
    filled = chosen_form(workspace, review.year, form)
    _tell(() if filled is None or form is None else unfit(workspace, filled, review.year))
    # The sections of a summary are those of the whole year.
    whole = document_of(workspace, review, filled, item_names=item_names, whole=whole_year or section is not None)
    document = part_of(whole, section, heading=not without_heading)
    _deliver(document, to)
    if style == _PDF:
        console.notify(length_of(workspace, document))
    _tell(notices_of_export(workspace, review, filled, document, form_named=form is not None))


def _tell(said: Iterable[tuple[str, ...]]) -> None:
    """Show notices on an exported year: sentences, each with what to do next."""
    for sentence, *then in said:
        console.notify(sentence, *then)


def _unit_template(workspace: Workspace, style: str, *, alone: bool) -> Path | None:
    """Return the unit's file that the profile names, where a whole paper goes to Word; None for tuphe's own.

    Raises BadFile where that file is gone.
    """
    named = workspace.profile.profile.unit_form
    if not (named and alone and style in (_WORD, _PDF)):
        return None
    path = workspace.root / named
    if not is_regular(path):
        raise BadFile(
            path,
            "hồ sơ ghi tệp này là mẫu của đơn vị (mau_don_vi), nhưng không còn tệp đó. Để tệp lại chỗ cũ, hoặc",
            then="bỏ mẫu này khỏi hồ sơ bằng: tuphe ho-so --dat mau_don_vi=",
        )
    return path


def _fill(
    workspace: Workspace, review: Review, template: Path, form_name: str | None, to: _Target, *, item_names: bool
) -> None:
    """Put a year into the unit's own file; then say what became of its places."""
    from tuphe.workspace.filling import filled, notices  # noqa: PLC0415 -- 20 ms, that other exports do not need

    form = chosen_form(workspace, review.year, form_name)
    if form is None:
        raise WrongUsage(
            "Chưa rõ điền theo mẫu nào (2A, 2B, 2C…); bản tóm tắt không có các phần như mẫu. "
            "Thêm --mau 2B, hoặc ghi mẫu vào hồ sơ.",
            then="Ghi bằng: tuphe ho-so --dat mau=2B",
        )
    document = document_of(workspace, review, form, item_names=item_names)
    content, report = filled(workspace, template, review, form, document)
    _write(word_to_pdf(content) if to.style == _PDF else content, to)
    _tell(() if form_name is None else unfit(workspace, form, review.year))
    _tell(notices(report, document, review.year))
    _tell(notices_of_year(workspace, review, form))


def _check_fits(template: Path, to: _Target, others: Mapping[str, object]) -> None:
    """Refuse options that do not go with a unit's own file, such as any of these `others`; raises WrongUsage."""
    if to.style not in (_WORD, _PDF):
        raise WrongUsage(f"--vao ghi ra tệp Word hoặc PDF, không phải {to.style}. Đổi đuôi tệp của -o thành .docx.")
    if beside := [name for name, given in others.items() if given]:
        raise WrongUsage(f"--vao điền cả bản, không dùng cùng {', '.join(beside)}. Bỏ một trong hai.")
    if to.output is not None and _same(template, to.output):
        raise WrongUsage("Tệp ghi ra trùng với tệp mẫu, mà mẫu phải giữ nguyên. Chọn tên khác cho tệp ghi ra.")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _style(asked: str | None, output: Path | None, *, to_clipboard: bool, piped: bool, year: int) -> str:
    """Return the format to write: the one asked for, else the output's ending's, else what fits.

    Raises WrongUsage for one that is not known, or that does not fit the output.
    """
    ending = "" if output is None else output.suffix.lstrip(".").lower()
    style = asked or ending or ("txt" if to_clipboard else "md")
    known = (*FORMATS, _PDF, _WHOLE_YEAR)
    if style not in known:
        raise WrongUsage(f"Chưa có dạng này. Dùng một trong các dạng: {', '.join(known)}.")
    if {_WORD, _PDF} & {ending, style} and ending in known and ending != style:
        raise WrongUsage(f"Tệp có đuôi .{ending} mà --dang là {style}. Bỏ --dang, hoặc đổi đuôi tệp.")
    if style in (_WORD, _PDF) and output is None and not (piped and not console.is_shown()):
        raise WrongUsage(f"Dạng {style} cần một tệp:", then=f"tuphe xuat {year} -o kiem-diem-{year}.{style}")
    return style


def _hand_over(review: Review, to: _Target, *, alone: bool) -> None:
    """Write the year as its file has it, for another machine."""
    if not alone:
        raise WrongUsage(
            "Dạng toml là cả tệp của năm, không dùng cùng --mau, --muc hay --chep. Bỏ các tuỳ chọn đó, hoặc đổi dạng."
        )
    _write(dump(review).decode(), to)
    console.notify(
        "Dạng toml có cả ghi chú riêng và đoạn gõ dở.", "Nạp vào máy khác bằng: tuphe kiem-diem --tra-loi TỆP.toml"
    )


def _deliver(document: Document, to: _Target) -> None:
    """Write a document where it is wanted: into a file, onto the clipboard (or both), else to standard output."""
    written = to_pdf(document) if to.style == _PDF else render(document, to.style)
    if to.output is not None or not to.clipboard:
        _write(written, to)
    if to.clipboard:
        _to_clipboard(document, to.style, written)


def _write(written: str | bytes, to: _Target) -> None:
    """Write into the file that is wanted, else to standard output; raises CannotWrite."""
    if to.output is not None:
        if to.output.is_file() and not to.overwrite:
            raise CannotWrite(to.output, "đã có tệp này. Thêm --ghi-de để ghi đè, hoặc chọn tên khác.")
        write_for_others(to.output, written.encode() if isinstance(written, str) else written)
        console.notify(f"Đã ghi {shown(to.output.absolute())}.")
    elif isinstance(written, bytes):
        console.write_bytes(written)
    elif to.style in ("json", "html", _WHOLE_YEAR):  # these formats are UTF-8, and mostly say so
        console.write_utf8(written)
    else:
        _to_standard_output(written)


def _to_standard_output(text: str) -> None:
    console.write(text)
    if encoding := console.lossy_encoding(text):
        console.notify(
            f"Bảng mã {encoding} của đầu ra thiếu chữ của bản này: có chữ bị bỏ dấu hoặc bị thay. "
            "Muốn đủ chữ, thêm -o TỆP, hoặc đặt biến PYTHONIOENCODING=utf-8."
        )


def _to_clipboard(document: Document, style: str, written: str | bytes) -> None:
    """Put a document onto the clipboard, with its looks where the style has any; without a clipboard, print it."""
    from tuphe.terminal.clipboard import copy  # noqa: PLC0415 -- pyperclip is slow to load, and only --chep needs it

    rich = style in ("txt", "html", "docx", _PDF)
    text = str(render(document, "txt")) if rich else str(written)
    try:
        sequence = copy(text, str(render(document, "html")) if rich else "")
    except CannotWrite as failure:
        console.notify(f"{failure} Nội dung được in ra dưới đây để tự chép.")
        _to_standard_output(text)
        return
    if sequence:
        console.write(sequence)
        console.notify("Đã gửi tới bảng nhớ tạm của cửa sổ dòng lệnh; nếu dán không ra, chạy lại và bỏ --chep.")
    else:
        console.notify("Đã chép vào bảng nhớ tạm.")
