"""What a year of format 1 says by row, where nothing says any more to which entry it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuphe.core.places import unbound
from tuphe.core.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuphe.core.review import Review


def unsettled_notices(review: Review) -> Iterator[str]:
    """Name what was typed or silenced there."""
    for place, words in unbound(review):
        yield (
            f"Chưa rõ “{shortened(words)}” (ghi ở {place}) thuộc ý nào; "
            f"đoạn đó vẫn nằm trong tệp của năm {review.year}."
        )
