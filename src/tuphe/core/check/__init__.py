"""Soát: reading one year as an honest, careful reader would. Rules are here; their wording and words are data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tuphe.core.check import answers, paper, repeats, wording

if TYPE_CHECKING:
    from tuphe.core.check.finding import Finding
    from tuphe.core.check.material import Material

RULES: Final = (
    answers.unanswered,
    paper.missing_parts,
    paper.not_followed_up,
    answers.ratings,
    answers.shortcomings,
    answers.all_objective,
    answers.all_high,
    wording.placeholders,
    wording.ready_made,
    repeats.as_last_year,
    repeats.old_remedies,
    repeats.in_several_items,
    wording.other_years,
    wording.doubled_words,
    wording.old_rules,
    paper.level,
    paper.wrong_form,
    paper.empty_header,
    paper.too_long,
    paper.decomposed,
)


class Checked(NamedTuple):
    """What was found, and what of it the person has silenced, each with its reason."""

    found: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, str], ...]


def check(given: Material) -> Checked:
    """Read one year by every rule; a code that is silenced for a place is set apart with its reason."""
    reasons = {(entry.code, entry.place): entry.reason for entry in given.review.silenced}
    found = [finding for rule in RULES for finding in rule(given)]
    return Checked(
        tuple(finding for finding in found if (finding.code, finding.place) not in reasons),
        tuple(
            (finding, reasons[finding.code, finding.place])
            for finding in found
            if (finding.code, finding.place) in reasons
        ),
    )
