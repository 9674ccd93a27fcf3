"""What kind a file is by its first bytes, and why those that are no text of Word are not read."""

from collections.abc import Sequence
from typing import Final

from tuphe.core.old_letters import old_letters
from tuphe.errors import BadFile

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_DOCX: Final = (
    "Mở tệp bằng Word, chọn Tệp › Lưu thành (File › Save As), kiểu “Tài liệu Word (*.docx)”, rồi nhập tệp mới."
)
_EMPTY: Final = "tệp rỗng, không có gì để đọc. Kiểm tra lại tên tệp."
_DOC: Final = f"đây là tệp Word kiểu cũ (.doc), chưa đọc được. {_AS_DOCX}"
LOCKED: Final = (
    "tệp có mật khẩu nên không đọc được. Mở bằng Word, chọn Tệp › Thông tin › Bảo vệ tài liệu › Mã hoá bằng mật khẩu, "
    "xoá mật khẩu, lưu lại rồi nhập."
)
_PDF: Final = (
    "đây là tệp PDF, chưa đọc được. Nếu còn tệp Word thì nhập tệp đó; nếu không, mở PDF bằng Word (Word tự chuyển), "
    "soát lại chữ, lưu kiểu .docx rồi nhập."
)
_PICTURE: Final = "đây là ảnh chụp, không có chữ để đọc. Gõ lại hoặc nhận dạng chữ thành tệp Word rồi nhập."
_SCAN: Final = (
    "tệp chỉ có ảnh (bản quét), không có chữ để đọc. Nếu còn tệp Word gốc thì nhập tệp đó; "
    "nếu không, gõ lại hoặc nhận dạng chữ thành tệp Word."
)
TOO_LONG: Final = "tệp dài hơn nhiều so với một bản kiểm điểm. Kiểm tra lại tên tệp."
_NO_WORDS: Final = "tệp không có chữ nào. Kiểm tra lại tên tệp."
_OPEN_DOCUMENT: Final = f"đây là tệp OpenDocument (.odt), chưa đọc được. {_AS_DOCX}"
_OTHER_TEXT: Final = f"đây không phải tệp .docx (có thể là RTF, HTML hoặc XML được đổi tên). {_AS_DOCX}"
ELSEWHERE: Final = (
    "chữ của tệp nằm trong một tệp khác chèn vào, như tệp do phần mềm hay trang web xuất ra, nên chưa đọc được. "
    + _AS_DOCX
)
_OLD_LETTERS: Final = (
    "chữ trong tệp theo bảng mã cũ {0}, không phải Unicode. Chuyển bằng UniKey: chép toàn bộ chữ, bấm "
    "Ctrl+Shift+F6, chọn nguồn {0}, đích Unicode, bấm Chuyển mã, dán vào tệp mới, lưu kiểu .docx rồi nhập."
)
NOT_WORD: Final = "đây không phải tệp Word (.docx). Kiểm tra lại tên tệp."

_BEGINNINGS: Final = {
    b"%PDF": _PDF,
    **dict.fromkeys((rb"{\rtf", b"<", b"MIME-Version"), _OTHER_TEXT),
    **dict.fromkeys((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*"), _PICTURE),
}
"""The first bytes of other files that somebody may take for the paper."""

_PARAGRAPHS: Final = 5000
_CHARACTERS: Final = 300_000
"""Characters of a paper: about a hundred pages."""

_LONGEST: Final = 30_000
"""Characters of one paragraph: enough for a whole paper with line breaks instead of paragraphs."""

_SCANNED: Final = 60
"""Letters beside a picture: a head or a page number over pages that were scanned."""


def refused(data: bytes) -> str:
    """Say why a file that is no zip is not read, by its bytes; "" where nothing but its name can tell."""
    if not data:
        return _EMPTY
    if data.startswith(_OLE):  # the names of its streams are in it as UTF-16 ([MS-CFB], [MS-OFFCRYPTO])
        streams = {"EncryptedPackage": LOCKED, "WordDocument": _DOC}
        return next((said for name, said in streams.items() if name.encode("utf-16-le") in data), NOT_WORD)
    beginning = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((sentence for magic, sentence in _BEGINNINGS.items() if beginning.startswith(magic)), "")


def refused_zip(names: list[str]) -> str:
    """Say why a zip without the main part of a Word file is not read, by the names in it."""
    return _OPEN_DOCUMENT if "mimetype" in names and "content.xml" in names else NOT_WORD


def refuse_unreadable(texts: Sequence[str], path: object, *, longest: int, pictures: bool = False) -> None:
    """Refuse a paper whose paragraphs are of no use: none, pictures of them, an encoding older than Unicode.

    A paper with more words than any person reads is refused too: reading and filling are not made for it. `longest`
    is the length of the longest paragraph, with all its spaces and dots; `pictures`, whether there are any.
    """
    if len(texts) > _PARAGRAPHS or sum(map(len, texts)) > _CHARACTERS or longest > _LONGEST:
        raise BadFile(str(path), TOO_LONG)
    text = "\n".join(texts)
    letters = sum(map(str.isalnum, text))
    if pictures and letters < _SCANNED:
        raise BadFile(str(path), _SCAN)
    if not letters:
        raise BadFile(str(path), _NO_WORDS)
    if (kind := old_letters(text)) is not None:
        raise BadFile(str(path), _OLD_LETTERS.format(kind))
