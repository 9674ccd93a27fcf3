"""Measure what soát finds in labelled passages: `python benchmarks/soat.py FOLDER…`.

Prints for every code how many passages deserve it, how many get it and how
many of these rightly, with precision and recall; then every passage that is
wrong, with the codes that it lacks (-) and those that it has in excess (+).
The passages of the repository are in `tests/data/soat`, those that the rules were tuned to, and in
`tests/data/soat-de-rieng`, kept apart from them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.corpus import read, table


def main() -> None:
    """Read the passages of the folders named and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    files = [path for folder in parser.parse_args().folders for path in sorted(folder.rglob("*.toml"))]
    if not files:
        parser.error("no passages there")
    passages = tuple(read(files))
    print(f"{len(passages)} passages of {len(files)} files\n")
    print(table(passages))
    for passage in passages:
        if passage.deserved != passage.given:
            lacking = [f"-{code}" for code in sorted(passage.deserved - passage.given)]
            excess = [f"+{code}" for code in sorted(passage.given - passage.deserved)]
            print(f"\n{passage.name}\n    {' '.join((*lacking, *excess))}")


if __name__ == "__main__":
    main()
