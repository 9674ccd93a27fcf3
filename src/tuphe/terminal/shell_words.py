"""A command that the person named in one line, as in EDITOR, split as their system does."""

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import Final

# Strings: each is compiled the first time it is used, on Windows alone.
_PROGRAM: Final = r'(?s)\A[ \t]*((?:[^ \t"]|"[^"]*")*)(.*)'
_PIECE: Final = r'(?s)\\\\(?=\\*")|\\"|.'
"""Two backslashes that mean one, or one that escapes a quote; else any character as it is."""


def quoted(word: str) -> str:
    """Return a word quoted for a command line; to cmd, single quotes are letters."""
    if os.name != "nt":
        return shlex.quote(word)
    if re.fullmatch(r"[\w:\\/.-]+", word):
        return word
    # Backslashes before the closing quote would escape it.
    return '"' + re.sub(r"(\\+)$", r"\1\1", word) + '"'


def split_command(line: str) -> list[str]:
    """Return the words of a command line, the first one the path of its program where that is found.

    A line that is the path of a file is that one word: a path with spaces is often set without quotes. Windows does not
    find `.cmd` and `.bat` in PATH by itself.

    Raises ValueError for a quote that is left open, and for a line without a word.
    """
    if Path(line).is_file():
        return [line]
    words = split_as_windows(line) if os.name == "nt" else shlex.split(line)
    if not words or not words[0]:
        raise ValueError("no program")
    return [shutil.which(words[0]) or words[0], *words[1:]]


def split_as_windows(line: str) -> list[str]:
    """Split a line as programs on Windows do (CommandLineToArgvW, the C library).

    Only double quotes hold words together. Backslashes escape a quote, and one another before a quote; all others, so
    those of paths, are themselves. In the program's own path none escapes.

    Raises ValueError for a quote that is left open.
    """
    [(program, rest)] = re.findall(_PROGRAM, line)
    words: list[str] = [program.replace('"', "")]
    word: str | None = None
    quoted = False
    for piece in re.findall(_PIECE, rest):
        if piece == '"':
            word, quoted = word or "", not quoted
        elif piece in " \t" and not quoted:
            words += [] if word is None else [word]
            word = None
        else:
            word = (word or "") + piece[-1]
    if quoted:
        raise ValueError("a quote is left open")
    return words if word is None else [*words, word]
