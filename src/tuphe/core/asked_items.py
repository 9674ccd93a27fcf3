"""What a checklist asks of a person in a year, and what the year answers beyond it."""

from tuphe.core.checklist import Audience, Checklist, Item
from tuphe.core.review import Answer, Review


def asked_items(checklist: Checklist, review: Review, *, leader: bool) -> tuple[Item, ...]:
    """Return the items that this person answers for: any with an answer and, in a year not from paper, those asked."""
    answered = {answer.item for answer in review.answers}
    return tuple(
        item
        for item in checklist.items
        if item.id in answered or (not review.from_paper and (leader or item.audience is Audience.EVERYONE))
    )


def dropped_answers(checklist: Checklist, review: Review) -> tuple[Answer, ...]:
    """Return the answers to items that the checklist no longer has."""
    known = {item.id for item in checklist.items}
    return tuple(answer for answer in review.answers if answer.item not in known)
