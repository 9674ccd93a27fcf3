"""A paper as a PDF, which LibreOffice makes, and the number of its pages."""

import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import structs

from tuphe import texts
from tuphe.errors import NoLibreOffice
from tuphe.export.document import Document
from tuphe.export.formats import render
from tuphe.export.page_count import estimated_pages
from tuphe.workspace.stores import Workspace

_NAMES: Final = ("soffice", "libreoffice")
_ELSEWHERE: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Where LibreOffice may be installed outside the PATH."""

_PATIENCE: Final = 120
"""Seconds; the first start of LibreOffice may take half a minute."""

_PAGE: Final = rb"/Type\s*/Page(?![a-zA-Z])"


def to_pdf(document: Document) -> bytes:
    """Return a document as a PDF that LibreOffice makes of its Word file; see `word_to_pdf`."""
    return word_to_pdf(bytes(render(document, "docx")))  # type: ignore[arg-type]  # a Word file is bytes


def word_to_pdf(content: bytes) -> bytes:
    """Return a Word file as a PDF that LibreOffice makes of it.

    Everything happens in a folder of its own, with a profile of its own: an open LibreOffice is not disturbed, and
    nothing of the text stays behind. Raises NoLibreOffice where there is none, or where it makes no PDF.
    """
    office = _libreoffice()
    if office is None:
        raise NoLibreOffice
    with tempfile.TemporaryDirectory(prefix="tuphe-") as folder:
        word = Path(folder, "ban.docx")
        word.write_bytes(content)
        settings = f"-env:UserInstallation={Path(folder, 'libreoffice').as_uri()}"
        command = [office, settings, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)]
        try:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
            return word.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise NoLibreOffice(failed=True) from None


def length_of(workspace: Workspace, document: Document, *, exactly: bool = True) -> str:
    """Say how many pages a paper takes, annexes aside, and whether that is more than the profile allows.

    LibreOffice counts them where it is there and `exactly` is wanted; else they are estimated.
    """
    counted = None
    if exactly:
        with suppress(NoLibreOffice):
            counted = len(re.findall(_PAGE, to_pdf(structs.replace(document, sections=document.body))))
    pages = estimated_pages(document) if counted is None else counted
    length = f"dài khoảng {texts.of_number(pages, 1)}" if counted is None else f"dài {counted}"
    limit, against = workspace.profile.profile.page_limit, ""
    if limit is not None:
        against = f", {'quá' if pages > limit else 'trong'} mức {limit} trang ghi trong hồ sơ"
    return f"Bản giấy {length} trang, chưa kể phụ lục{against}."


def _libreoffice() -> str | None:
    on_path = (shutil.which(name) for name in _NAMES)
    installed = (place for place in _ELSEWHERE if Path(place).is_file())
    return next((found for found in on_path if found), None) or next(installed, None)
