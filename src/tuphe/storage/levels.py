"""The rules of the levels, which come with the program."""

from tuphe.core.legal_basis import in_force
from tuphe.core.levels import LevelRules, find_faults
from tuphe.storage import Notify
from tuphe.storage.catalogue import read_entry
from tuphe.storage.locations import built_in


def level_rules(year: int, *, notify: Notify) -> LevelRules | None:
    """Return the rules in force in a year, or None: before 2025 levels were not decided by points; raises BadFile."""
    paths = sorted(built_in("levels").glob("*.toml"))
    known = [read_entry(path, LevelRules, notify=notify, also=find_faults) for path in paths]
    return next(iter(in_force(known, year)), None)
