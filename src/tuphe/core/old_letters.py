"""Vietnamese in encodings older than Unicode, recognised by words that no Vietnamese in Unicode has.

In TCVN3 (ABC; TCVN 5712:1993) and VNI a font shows signs of Latin-1 as Vietnamese letters: “®¶ng” and “ñaûng” are
“đảng”. Read as Unicode, such words are found by no search and are like no other text.
"""

import re
from enum import StrEnum
from typing import Final


class OldLetters(StrEnum):
    """A way of writing Vietnamese before Unicode, by the name that converters give it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI Windows"


_WITHIN: Final = "®©¨»¼½¾§¡¢£¤¥¦"
_ANYWHERE: Final = "ª«¬µ¶·¸¹ß÷þ×Þ"
"""Signs that TCVN 5712:1993 (VN3) shows as letters, but for those that are letters in Unicode's Vietnamese or in VNI.

Those of `_WITHIN` never end a word: ® behind a name and ½ behind a number are no letters.
"""

_VNI: Final = "øûïåäüëØÛÏÅÄÜË"
"""The marks that VNI Windows writes behind a vowel, but for those that are letters in Unicode's Vietnamese too."""

_WORDS_OF: Final = {
    OldLetters.TCVN3: rf"\w*?(?:[A-Za-z][{_ANYWHERE}]|[{_WITHIN}{_ANYWHERE}][A-Za-zµ-ÿ]|[a-z][Ç-ÏÑ-ØÜ])",
    OldLetters.VNI: rf"\w*?(?:[aeouyôöAEOUYÔÖ][{_VNI}]|[ñÑ][aeiouyöAEIOUYÖ]|[öÖ][ôÔ])",
}
"""A word of each kind, from its beginning."""

_SIGNS: Final = f"[{_WITHIN}{_ANYWHERE}Ç-ÏÑ-ØÜ{_VNI}ñÑöÖ]"  # no word of either kind is without, most texts are
_LEADER: Final = "·{2,}+"
"""Middle dots in a row lead to a place where something is written; no word in old letters has two."""

_LEAST: Final = 2
_PART: Final = 0.2
"""The least share of words in old letters; in a text in old letters it is about half."""


def old_letters(text: str) -> OldLetters | None:
    """Return the kind of old letters that a text is in; None for Unicode, or for a word among others."""
    if re.search(_SIGNS, text) is None:
        return None
    text = re.sub(_LEADER, " ", text)
    words = len(text.split())
    found = {kind: len(re.findall(rf"(?<!\w){pattern}", text)) for kind, pattern in _WORDS_OF.items()}
    kind = max(found, key=found.__getitem__)
    return kind if found[kind] >= max(_LEAST, words * _PART) else None
