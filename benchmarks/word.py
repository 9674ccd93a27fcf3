"""The Word program: the least that a Typer command which writes a Word file can be.

One command that imports docx. `run.py` compares `tuphe xuat --dang docx` with it.
"""

from __future__ import annotations

import docx  # noqa: F401  # loading it is what is measured
import typer


def write() -> None:
    """Do nothing more."""


if __name__ == "__main__":
    typer.run(write)
