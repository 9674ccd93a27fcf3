"""A page taken apart: its elements as a browser reads them, and the rules of its style sheet."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tuphe.export.document import Document
from tuphe.export.formats import html

VOID = {"meta", "br", "col"}
BLOCKS = {"p", "div", "ul", "ol", "li"}


class Element:
    """An element of a page with all that stands in it; a text is an element without a name."""

    def __init__(self, name: str, attributes: dict[str, str | None], words: str = "") -> None:
        self.name, self.attributes, self.words = name, attributes, words
        self.children: list[Element] = []

    def walk(self) -> "Iterator[Element]":
        """This element and all within it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, *names: str) -> "list[Element]":
        """All elements within it that are called so."""
        return [element for element in self.walk() if element.name in names]

    @property
    def classes(self) -> list[str]:
        """The classes it belongs to."""
        return (self.attributes.get("class") or "").split()

    @property
    def text(self) -> str:
        """The text that a reader sees; a `br` or a further paragraph begins a line."""
        found = "\n" if self.name == "br" else self.words
        for child in self.children:
            found += "\n" * (child.name in BLOCKS and bool(found)) + child.text
        return found


class Page(HTMLParser):
    """A page as a browser reads it: every tag that is opened is closed, in order, and nothing else is in it."""

    def __init__(self, document: Document | str) -> None:
        super().__init__()
        self.written = document if isinstance(document, str) else html.render(document)
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(self.written)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        # A browser shows the end of a line in the file as a space.
        words = data if self._open[-1].name == "style" else data.replace("\n", " ")
        self._open[-1].children.append(Element("", {}, words))

    def handle_decl(self, decl: str) -> None:
        assert decl == "DOCTYPE html"

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    unknown_decl = handle_pi = handle_comment

    @property
    def body(self) -> Element:
        """What is shown."""
        [body] = self.root.find("body")
        return body

    @property
    def style(self) -> dict[str, str]:
        """The rules of the style sheet: each selector with its declarations."""
        [style] = self.root.find("style")
        rules: dict[str, str] = {}
        for selectors, declarations in re.findall(r"([^{}]+)\{([^{}]*)[{}]", style.text):
            for selector in selectors.split(","):
                name = " ".join(selector.split())
                rules[name] = f"{rules.get(name, '')} {declarations}"
        return rules

    def texts(self, *names: str) -> list[str]:
        """What the elements called so say."""
        return [element.text for element in self.body.find(*names)]
