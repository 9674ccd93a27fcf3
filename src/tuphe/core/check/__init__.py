"""Soát: reading one year as an honest, careful reader would. Rules are here; their wording and words are data."""

from typing import Final, NamedTuple

from msgspec import structs

from tuphe.core.check import answers, citing, hollow, missing, paper, repeats, slips, weak_points
from tuphe.core.check.finding import Finding
from tuphe.core.check.material import Material
from tuphe.core.places import NOT_ANSWERED, bound, lists_of, with_marks

RULES: Final = (
    missing.half_typed, missing.missing_parts,
    answers.ratings, answers.shortcomings, answers.hidden,
    weak_points.among_results,
    answers.all_objective, answers.all_high, answers.undated_pledges,
    slips.placeholders,
    hollow.nothing_concrete, hollow.ready_made, hollow.says_nothing, hollow.nothing_became,
    repeats.as_last_year, repeats.in_several_items,
    citing.other_years,
    slips.doubled_words, slips.letters_of_before,
    citing.old_rules,
    paper.level, paper.wrong_form, paper.empty_header, paper.too_long, paper.decomposed,
)  # fmt: skip


class Checked(NamedTuple):
    """What was found, and what of it the person has silenced, each with its reason."""

    found: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, str], ...]


def check(material: Material) -> Checked:
    """Read one year by every rule; a code that is silenced for a place is set apart with its reason."""
    before = material.context.promises.marks
    review = bound(material.review, before)
    reasons = {(entry.code, entry.place): entry.reason for entry in review.silenced}
    lists = lists_of(review)
    findings = (one for rule in RULES for one in rule(material))
    placed = ((one, with_marks(one.place, before if one.code == NOT_ANSWERED else lists)) for one in findings)
    known = [(structs.replace(one, entry=entry), reasons.get((one.code, entry))) for one, entry in placed]
    return Checked(
        found=tuple(one for one, reason in known if reason is None),
        silenced=tuple((one, reason) for one, reason in known if reason is not None),
    )
