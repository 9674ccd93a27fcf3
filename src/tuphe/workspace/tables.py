"""The text of a file with a table that a person names in an answer."""

from __future__ import annotations

import codecs
from pathlib import Path

from tuphe.core.text import clean
from tuphe.errors import BadFile
from tuphe.reading import read_bytes


def table_text(path: str) -> str:
    """Return the text of a file as Excel saves it: UTF-8, or UTF-16 with its mark.

    Raises BadFile.
    """
    file = Path(path).expanduser()
    try:
        content = read_bytes(file)
        encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        return clean(content.decode(encoding))[0]
    except FileNotFoundError:
        raise BadFile(file, "không có tệp này. Kiểm tra lại đường dẫn.") from None
    except UnicodeError:
        sentence = "không phải văn bản UTF-8. Trong Excel, lưu lại (Save As) với loại “CSV UTF-8”."
        raise BadFile(file, sentence) from None
