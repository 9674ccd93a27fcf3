"""Folders and files: TOML is read as values, and values are written back without losing anything."""

from typing import Protocol


class Notify(Protocol):
    """Takes what the person should read although nothing is wrong."""

    def __call__(self, sentence: str, /, *then: str) -> None:
        """Show a sentence, then next steps: each some words that end with a command of tuphe."""
        ...
