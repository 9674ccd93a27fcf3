"""Vietnamese as it was written before Unicode: each letter as the sign of Latin-1 that stood for it."""

import unicodedata
from typing import Final

_LETTERS: Final = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3: Final = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
"""TCVN 5712:1993, VN3; other capitals are the small letters in a font of capitals."""

_TONES: Final = ("", *"\u0301\u0300\u0309\u0303\u0323")
_VNI_MARKS: Final[dict[str, dict[str, str]]] = {
    "": dict(zip(_TONES, ("", *"ùøûõï"), strict=True)),
    "\u0302": dict(zip(_TONES, "âáàåãä", strict=True)),
    "\u0306": dict(zip(_TONES, "êéèúüë", strict=True)),
}
"""Of each shape of a vowel (none, circumflex, breve): alone, acute, grave, hook, tilde, dot."""

_VNI_WHOLE: Final[dict[str, str]] = {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def in_tcvn3(text: str) -> str:
    """A text in the letters of TCVN3 (ABC)."""
    table = dict(zip(_LETTERS, _TCVN3, strict=True))
    return "".join(table.get(letter, table.get(letter.lower(), letter)) for letter in text)


def in_vni(text: str) -> str:
    """A text in the letters of VNI Windows."""
    return "".join(map(_in_vni, unicodedata.normalize("NFC", text)))


def _in_vni(letter: str) -> str:
    if (whole := _VNI_WHOLE.get(letter.lower())) is not None:
        return whole.upper() if letter.isupper() else whole
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
    shape = "".join(mark for mark in marks if mark in "\u0302\u0306")
    tone = "".join(mark for mark in marks if mark not in "\u0302\u0306\u031b")
    sign = _VNI_MARKS[shape][tone]
    return base + (sign.upper() if letter.isupper() else sign)
