"""How long the packed program takes to start, against a bare Typer program in the same folder, in one run.

    wine python.exe packaging/windows/startup.py FOLDER [RUNS]

FOLDER is the unpacked zip. Prints the median of each in milliseconds, and their ratio; the bound is 1.3.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

BARE = """import typer

app = typer.Typer()


@app.command()
def say(version: bool = False) -> None:
    print("bare")


app()
"""

if __name__ == "__main__":
    python = Path(sys.argv[1], "python")
    runs = int(sys.argv[2]) if sys.argv[2:] else 9
    bare = python / "packages" / "bare_typer.py"
    bare.write_text(BARE, encoding="utf-8")
    took: dict[str, list[float]] = {"bare_typer": [], "tuphe": []}
    for run in range(runs + 1):
        for module, times in took.items():
            began = time.perf_counter()
            subprocess.run(
                [python / "python.exe", "-m", module, "--version"], input=b"", capture_output=True, check=True
            )
            if run:  # the first only warms the disk
                times.append(1000 * (time.perf_counter() - began))
    bare.unlink()
    medians = {module: statistics.median(times) for module, times in took.items()}
    print({module: round(median) for module, median in medians.items()})
    print(f"ratio {medians['tuphe'] / medians['bare_typer']:.2f}")
