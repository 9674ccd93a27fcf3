"""Measure what a locked folder costs: `python benchmarks/encryption.py`.

Encrypting and decrypting are those of a save and a reading: one year of `examples/`.
The passphrase is told once per command, and is meant to be slow.

Exits with 1 when a save costs a millisecond more, or a reading does.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

import pyrage

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR: Final = Path(__file__).resolve().parent.parent / "examples" / "2026.toml"
BOUND: Final = 1.0
"""Milliseconds."""


def milliseconds(do: Callable[[], object], runs: int) -> float:
    """Return the median of what `do` takes."""
    took = []
    for _ in range(runs):
        begin = time.perf_counter()
        do()
        took.append((time.perf_counter() - begin) * 1000)
    return median(took)


def main() -> int:
    """Measure, and print one line for each."""
    content = YEAR.read_bytes()
    identity = pyrage.x25519.Identity.generate()
    encrypted = pyrage.encrypt(content, [identity.to_public()])
    guarded = pyrage.passphrase.encrypt(str(identity).encode(), "hồ sơ của tôi 1990")
    encrypting = milliseconds(lambda: pyrage.encrypt(content, [identity.to_public()]), 500)
    decrypting = milliseconds(lambda: pyrage.decrypt(encrypted, [identity]), 500)
    telling = milliseconds(lambda: pyrage.passphrase.decrypt(guarded, "hồ sơ của tôi 1990"), 3)
    print(f"a save of {len(content):,} bytes, encrypted: {encrypting:.2f} ms more, bound {BOUND:g} ms")
    print(f"a reading of it, opened: {decrypting:.2f} ms more, bound {BOUND:g} ms")
    print(f"the passphrase, once per command: {telling:.0f} ms")
    return 0 if max(encrypting, decrypting) <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
