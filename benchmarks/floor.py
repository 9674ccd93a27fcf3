"""The floor program: the least that a Typer command which draws a table can be.

One command, the libraries that tuphe reads its files with, and a rich table
of 34 rows, about as long as a year. `run.py` compares tuphe with it.
"""

from __future__ import annotations

import msgspec  # noqa: F401  # loading it is what is measured
import tomli  # noqa: F401
import typer


def show() -> None:
    """Print the table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Mục", "2025", "2026", "Thay đổi")
    for number in range(34):
        table.add_row(f"Mục {number}", "Tốt", "Tốt", "= Giữ nguyên")
    Console().print(table)


if __name__ == "__main__":
    typer.run(show)
