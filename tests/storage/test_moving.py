"""Files that another program holds, or that are marked read-only: what Windows neither replaces nor removes."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.held_files import hold
from tuphe import held_files
from tuphe.errors import BadFile, CannotWrite
from tuphe.file_reading import read_bytes
from tuphe.held_files import HELD
from tuphe.storage.disk import is_link, make_private
from tuphe.storage.files import remove, write_whole

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere nothing that is open is in the way")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "2026.toml"
    path.write_bytes(b"cu\n")
    return path


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, in seconds, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(held_files, "sleep", waited.append)
    return waited


def replaced(path: Path) -> None:
    write_whole(path, b"moi\n")


USES: list[Callable[[Path], Any]] = [replaced, remove, read_bytes]


@pytest.mark.parametrize("held", [True, False], ids=["held", "forbidden"])
def test_what_is_held_is_tried_again_for_two_and_a_half_seconds_and_what_is_forbidden_is_not(
    path: Path, waits: list[float], *, held: bool
) -> None:
    fault, tries = PermissionError(13, ""), []
    if held:
        fault.winerror = 32  # type: ignore[attr-defined,unused-ignore]

    def refused() -> None:
        tries.append(1)
        raise fault

    with pytest.raises(PermissionError) as told:
        held_files.patiently(refused, path)

    assert held_files.is_held(told.value) is held
    assert sum(waits) == pytest.approx(2.5 if held else 0)
    assert len(tries) == len(waits) + 1


@on_windows
@pytest.mark.parametrize("use", USES)
def test_what_is_let_go_in_time_is_replaced_removed_and_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, use: Callable[[Path], Any]
) -> None:
    with hold(path) as let_go:
        monkeypatch.setattr(held_files, "sleep", lambda _seconds: let_go())
        use(path)

    assert not path.exists() or path.read_bytes() == (b"moi\n" if use is replaced else b"cu\n")


@on_windows
@pytest.mark.parametrize("mode", [0o400, 0o600])
@pytest.mark.parametrize("use", USES)
def test_what_stays_held_is_told_as_that_and_is_as_before(
    path: Path, waits: list[float], use: Callable[[Path], Any], mode: int
) -> None:
    path.chmod(mode)

    with hold(path), pytest.raises((BadFile, CannotWrite)) as refused:
        use(path)

    assert HELD in str(refused.value)
    assert sum(waits) == pytest.approx(2.5)
    assert path.read_bytes() == b"cu\n"
    assert path.stat().st_mode & stat.S_IWRITE == mode & stat.S_IWRITE


@pytest.mark.parametrize("use", [replaced, remove])
def test_a_read_only_file_is_replaced_and_removed(path: Path, use: Callable[[Path], Any]) -> None:
    path.chmod(0o400)

    use(path)

    assert (path.read_bytes() if path.exists() else b"") == (b"moi\n" if use is replaced else b"")


@on_windows
@pytest.mark.parametrize("name", ["con.toml", "a?.toml", "a<b.toml", "ab:c.toml", "a.", "a ", "aux"])
def test_a_name_that_windows_refuses_is_told_as_that_and_makes_nothing(tmp_path: Path, name: str) -> None:
    for use in (lambda path: write_whole(path, b""), make_private, lambda path: make_private(path / "b")):
        with pytest.raises(CannotWrite, match="Chọn tên khác"):
            use(tmp_path / name)

    assert list(tmp_path.iterdir()) == []


@on_windows
def test_a_junction_is_a_link(tmp_path: Path) -> None:
    import _winapi

    target = tmp_path / "that"
    target.mkdir()
    try:
        _winapi.CreateJunction(str(target), str(tmp_path / "noi"))  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        pytest.skip("no junctions here (Wine has none)")

    assert is_link(tmp_path / "noi")
    assert not is_link(target)
