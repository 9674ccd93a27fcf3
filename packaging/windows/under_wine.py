"""What is not tried under Wine, by name, with the reason; a pytest plugin, loaded by `packaging/windows/test`."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import pytest

SKIPPED: Final = MappingProxyType(
    {
        **dict.fromkeys(
            (
                (
                    "tests/export/test_clipboard.py::"
                    "test_on_a_mac_both_flavours_arrive_and_the_text_alone_where_html_is_refused"
                ),
                "tests/export/test_clipboard.py::test_the_persons_text_is_never_an_argument_of_a_program",
            ),
            "what stands in for macOS's programs are shell scripts",
        ),
        "tests/storage/test_toml_faults.py::test_a_link_to_itself_is_told_as_unreadable": "a link is Linux's, and lost",
    }
)
"""A test, with all its values or with one of them, and why."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what Wine cannot do; a name that no test has any more is an error, so that the list stays true."""
    files = {item.nodeid.partition("::")[0] for item in items}
    unknown = {name for name in SKIPPED if name.partition("::")[0] in files}
    for item in items:
        name = item.nodeid.partition("[")[0]
        for wanted in (name, item.nodeid):
            if wanted in SKIPPED:
                item.add_marker(pytest.mark.skip(reason=f"under Wine: {SKIPPED[wanted]}"))
                unknown.discard(wanted)
    if unknown:
        raise pytest.UsageError(f"under_wine.py names tests that are not there: {', '.join(sorted(unknown))}")
