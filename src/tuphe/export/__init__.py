"""Content once, format second: a document, and functions over it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from tuphe.export import json, markdown, text

FORMATS: Final = MappingProxyType({"md": markdown, "txt": text, "json": json})
"""Each format by its name, which is its file ending too; a new one is one module and one entry here."""
