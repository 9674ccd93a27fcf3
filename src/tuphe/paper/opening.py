"""The paper that somebody names, opened by what it is and not by what it is called."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from tuphe.errors import BadFile
from tuphe.file_reading import read_bytes
from tuphe.paper import file_kinds, plain_text, word
from tuphe.paper.paragraphs import Paragraph

FILE_LIMIT: Final = 32 * 1024 * 1024
"""Bytes of a Word file: a paper with some photographs in it."""

_MARKDOWN: Final = frozenset({".md", ".markdown"})
_TEXT: Final = frozenset({".txt", "", *_MARKDOWN})
MISSING: Final = "không có tệp này. Kiểm tra lại tên và thư mục."
_TOO_LARGE: Final = (
    f"tệp lớn hơn {FILE_LIMIT // 1024 // 1024} MB. Chép phần chữ sang một tệp Word mới, không kèm ảnh, rồi nhập tệp đó."
)


def read_paper(path: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Word or text file.

    Raises BadFile where it cannot be read, with what to do then.
    """
    with suppress(OSError):
        if path.stat().st_size > FILE_LIMIT:
            raise BadFile(path, _TOO_LARGE)
    return paragraphs_of(read_bytes(path, limit=FILE_LIMIT, missing=MISSING), path)


def paragraphs_of(data: bytes, path: Path | str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a file by its bytes; its name says whether a text is Markdown. Raises BadFile."""
    ending = Path(path).suffix.lower()
    if data.startswith(file_kinds.ZIP) or ending not in _TEXT or file_kinds.refused(data):
        return word.paragraphs_of(data, path)
    return plain_text.paragraphs_of(data, path, markdown=ending in _MARKDOWN)
