"""Whether a paper is a yearly review, or another kind that looks like one: told by its title and some of its words."""

from collections.abc import Collection, Sequence
from typing import Final

from tuphe.core.paper_words import Knowledge
from tuphe.core.text import spaced_words
from tuphe.core.value import Plain
from tuphe.paper.field_labels import Labels
from tuphe.paper.paragraphs import Paragraph

_TITLE_LINES: Final = 25
"""Lines at the top among which the title stands, below the columns with committee and country."""
_TITLE_WORDS: Final = 30
_SECTIONS: Final = 3
"""Known sections that make a review of a paper without its title."""


class Kind(Plain, frozen=True, kw_only=True):
    """What a paper is: a yearly review, another kind by its `name`, or neither, where nothing says what."""

    yearly: bool
    name: str = ""


def kind_of(paragraphs: Sequence[Paragraph], sections: Collection[str], knowledge: Knowledge) -> Kind:
    """Return what kind of paper this is; `sections` are the numbers of those that were found in it.

    The words of papers/kinds.toml are looked for in the title, those of the text in all of it: a plan after
    supervision that speaks of the yearly review does not become one.
    """
    title = spaced_words(" ".join(_title_lines(paragraphs, knowledge)))
    text = spaced_words("\n".join(paragraph.text for paragraph in paragraphs))
    for other in knowledge.kinds.others:
        in_title = any(spaced_words(words) in title for words in other.title)
        if in_title or any(spaced_words(words) in text for words in other.text):
            return Kind(yearly=False, name=other.name)
    tops = {number.partition(".")[0] for number in sections} & {"I", "II", "III", "IV", "V", "VI"}
    titled = any(spaced_words(words) in title for words in knowledge.kinds.titles)
    return Kind(yearly=(titled and len(tops) > 1) or len(tops) >= _SECTIONS)


def _title_lines(paragraphs: Sequence[Paragraph], knowledge: Knowledge) -> list[str]:
    labels = Labels(knowledge.words)
    said = [one.text.strip() for one in paragraphs if one.text.strip()][:_TITLE_LINES]
    writer = (row for row, text in enumerate(said) if any("ho_ten" in one.keys for one in labels.in_line(text)))
    first = next(writer, len(said))
    return [text for text in said[: max(first, 2)] if len(text.split()) <= _TITLE_WORDS]
