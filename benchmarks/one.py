"""The one-command program: the least that a Typer program can be."""

from __future__ import annotations

import typer


def run() -> None:
    """Do nothing."""


if __name__ == "__main__":
    typer.run(run)
