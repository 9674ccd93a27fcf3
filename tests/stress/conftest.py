"""What the tests with hostile texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stress.hostile import Filled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def filled(request: pytest.FixtureRequest, folder: Path) -> Filled:
    """Files that carry the texts of a parcel, laid into the folder."""
    filled = Filled.of(request.param)
    filled.into(folder)
    return filled
