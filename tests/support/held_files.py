"""A file held open as another program does: only Windows keeps others from it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_READ, _OPEN_EXISTING = 0x80000000, 3
NOBODY, READERS = 0, 1


@contextmanager
def hold(path: Path, *, sharing: int = NOBODY) -> Iterator[Callable[[], None]]:
    """Keep others from a file, or with READERS from writing to it, as Word does; yield what lets it go earlier."""
    import _winapi

    handles = [_winapi.CreateFile(str(path), _READ, sharing, 0, _OPEN_EXISTING, 0, 0)]  # type: ignore[attr-defined,unused-ignore]

    def let_go() -> None:
        while handles:
            _winapi.CloseHandle(handles.pop())  # type: ignore[attr-defined,unused-ignore]

    try:
        yield let_go
    finally:
        let_go()
