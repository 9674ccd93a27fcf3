"""The formats: each is one function over a document, in a module of its own."""

from importlib import import_module
from types import MappingProxyType
from typing import Final

from tuphe.export.document import Document

FORMATS: Final = MappingProxyType({"md": "markdown", "txt": "text", "docx": "docx", "html": "html", "json": "json"})
"""Each format by its name, which is its file ending too, and its module; a new one is one module and one entry here."""


def render(document: Document, style: str) -> str | bytes:
    """Write a document in one of FORMATS; bytes where it is no text. Only that format's module is loaded."""
    rendered: str | bytes = import_module(f"tuphe.export.formats.{FORMATS[style]}").render(document)
    return rendered
