"""What tests type at leaves the machine as it was."""

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture
def nothing_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An editor that changes nothing; and signals that go where they went before."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    heard = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, before in heard.items():
        signal.signal(number, before)
