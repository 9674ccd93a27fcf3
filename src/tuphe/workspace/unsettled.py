"""Drafts and silences of a year of format 1 whose entry cannot be told any more."""

from collections.abc import Iterator

from tuphe.core.places import unbound
from tuphe.core.review import Review
from tuphe.core.text import shortened


def unsettled_notices(review: Review) -> Iterator[str]:
    """Yield a sentence for each: what was typed or silenced, and that it stays in the file."""
    for place, words in unbound(review):
        yield (
            f"Chưa rõ “{shortened(words)}” (ghi ở {place}) thuộc ý nào; "
            f"đoạn đó vẫn nằm trong tệp của năm {review.year}."
        )
