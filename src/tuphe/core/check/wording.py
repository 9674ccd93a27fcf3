"""Rules on empty words: ready-made phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.check.evidence import is_concrete
from tuphe.core.check.finding import Finding, found_at
from tuphe.core.check.passages import passages
from tuphe.core.check.sentences import contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.check.material import Material


def ready_made(material: Material) -> Iterator[Finding]:
    """Yield texts that have a ready-made phrase and nothing of the person's own."""
    for passage in passages(material.review):
        phrase = contains(passage.text, material.lists.ready_made)
        if phrase is not None and not is_concrete(passage.text, material.lists):
            yield found_at(passage, "cau-san", cum_tu=phrase)
