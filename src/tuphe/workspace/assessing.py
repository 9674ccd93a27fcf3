"""Which level a year may propose."""

from tuphe import reasons
from tuphe.core.legal_basis import in_force
from tuphe.core.level_rules import Assessment, LevelRules, assess, find_faults
from tuphe.core.review import Review
from tuphe.core.value import Plain
from tuphe.storage import Notify, toml
from tuphe.storage.locations import built_in
from tuphe.workspace.stores import Workspace


class Proposal(Plain, frozen=True):
    """Which levels the points and conditions of a year allow, in sentences."""

    sentences: tuple[str, ...] = ()
    other_choice: str = ""
    """How the chosen level differs from what they allow."""
    against_choice: str = ""
    """Why the chosen level cannot be proposed."""


def level_rules(year: int, *, notify: Notify) -> LevelRules | None:
    """Return the rules in force in a year, or None: before 2025 levels were not decided by points; raises BadFile."""
    paths = sorted(built_in("levels").glob("*.toml"))
    known = [toml.read(path, LevelRules, notify=notify, also=find_faults) for path in paths]
    return next(iter(in_force(known, year)), None)


def assessment(workspace: Workspace, review: Review) -> Assessment | None:
    """Apply the rules of the levels to a year; None before there are points or a choice, and without rules."""
    rules = level_rules(review.year, notify=workspace.notify)
    mine = review.self_rating
    if rules is None or (mine.total is None and mine.level is None):
        return None
    followed_up = workspace.promises(review.year).followed_up(review)
    return assess(review, followed_up, rules, leader=workspace.is_leader)


def proposal(workspace: Workspace, review: Review) -> Proposal:
    """Say which level a year may propose; the sentences are empty where that is not known."""
    found, chosen = assessment(workspace, review), review.self_rating.level
    if found is None:
        return Proposal()
    return Proposal(
        reasons.of_assessment(found), reasons.of_other_choice(found, chosen), reasons.against_choice(found, chosen)
    )
