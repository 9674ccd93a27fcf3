"""What the tests with hostile texts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from stress.hostile import Filled


@pytest.fixture
def filled(request: pytest.FixtureRequest, folder: Path) -> Filled:
    """Files that carry the texts of a parcel, laid into the folder."""
    filled = Filled.of(request.param)
    filled.into(folder)
    return filled
