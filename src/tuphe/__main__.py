"""Run tuphe: the installed program, and `python -m tuphe`.

A short run makes little garbage, and collecting it takes up to a tenth of the time (see benchmarks/): so collection
is off, from before Typer is loaded.
"""

import gc

gc.disable()

from tuphe.cli import main  # noqa: E402 -- only now

__all__ = ["main"]

if __name__ == "__main__":
    main()
