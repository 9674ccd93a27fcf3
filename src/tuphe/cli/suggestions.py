"""What the Tab key offers behind an option, once the shell was set up for it (completion_scripts)."""

from __future__ import annotations

import os
from pathlib import Path

from tuphe.storage.locations import data_folder
from tuphe.storage.notes import known_ids


def item_ids(incomplete: str) -> list[str]:
    """Return the ids of checklists' items that begin with what is typed so far."""
    return [known for known in _all_ids()[0] if known.startswith(incomplete)]


def group_ids(incomplete: str) -> list[str]:
    """Return the ids of checklists' groups that begin with what is typed so far."""
    return [known for known in _all_ids()[1] if known.startswith(incomplete)]


def _all_ids() -> tuple[dict[str, str], dict[str, str]]:
    chosen = os.environ.get("TUPHE_THU_MUC")
    return known_ids(data_folder(Path(chosen) if chosen else None))
