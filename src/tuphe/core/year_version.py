"""An earlier version of a year, as it is listed."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Version(Struct, frozen=True, kw_only=True):
    """One file of a year to choose from, by its `name`.

    `when` it was kept, or last changed; `size` in bytes; `beside` for a copy in the same folder as the year's file, as
    synchronising programs leave them; `closed` for a year as it was closed.
    """

    name: str
    when: datetime
    size: int
    beside: bool = False
    closed: bool = False
