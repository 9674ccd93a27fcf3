"""What a reader finds in an export: its lines, one below the other, without the marks of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

from export.html_page import Page
from export.word_file import WordFile
from tuphe.export.formats import markdown, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from export.html_page import Element
    from tuphe.export.document import Document

MARKDOWN: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""The reader that finds the most in a text."""

_OPENED: Final = (
    *("heading", "paragraph", "bullet_list", "ordered_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"),
)
_SHOWN: Final = {f"{name}_{end}": "" for name in ("strong", "em") for end in ("open", "close")} | {
    "softbreak": " ",
    "hardbreak": "\n",
}
"""What a document has within its paragraphs, and how a page shows it; words aside."""

_PARAGRAPHS: Final = {"p", "li", "th", "td", "h1", "h2", "h3", "h4"}


def lines_of(document: Document, style: str) -> list[str]:
    """Export a document, and read back every line that says something, with its words one space apart."""
    found = "\n".join(_READERS[style](document))
    return [" ".join(line.split()) for line in found.split("\n") if line.strip()]


def _in_text(document: Document) -> Iterator[str]:
    yield text.render(document)


def _in_markdown(document: Document) -> Iterator[str]:
    for token in MARKDOWN.parse(markdown.render(document)):
        assert token.type == "inline" or token.type.rpartition("_")[0] in _OPENED, token.type
        yield "".join(one.content if one.type == "text" else _SHOWN[one.type] for one in token.children or ())


def _in_html(document: Document) -> Iterator[str]:
    yield _shown(Page(document).body)


def _shown(element: Element) -> str:
    inner = element.words + "".join(map(_shown, element.children))
    if element.name == "br":
        return "\n"
    return f"\n{inner}\n" if element.name in _PARAGRAPHS else inner


def _in_word(document: Document) -> Iterator[str]:
    yield from WordFile(document).texts()


_READERS: Final = {"txt": _in_text, "md": _in_markdown, "html": _in_html, "docx": _in_word}
