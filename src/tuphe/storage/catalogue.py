"""Data files found by id: the built-in ones, and the person's own, which override them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from tuphe.errors import BadFile, TuPheError
from tuphe.file_reading import names_in


class Identified(Protocol):
    """A value with an id."""

    @property
    def id(self) -> str:
        """Its id, which is its file's name too."""
        ...


Entry = TypeVar("Entry", bound=Identified)


class Catalogue(Generic[Entry]):
    """The data files of one kind in a few folders; of two with one id, the one in the last folder.

    `read` reads one file; `missing` makes the error for an unknown id from
    that id and the known ones; `among` says whether a file is of this kind.
    """

    def __init__(
        self,
        places: Sequence[Path],
        read: Callable[[Path], Entry],
        *,
        missing: Callable[[str, Sequence[str]], TuPheError],
        among: Callable[[Path], bool] = lambda _: True,
    ) -> None:
        self._places = places
        self._read = read
        self._missing = missing
        self._among = among
        self._loaded: dict[str, Entry] = {}

    def paths(self) -> dict[str, Path]:
        """Return the file of each entry, by id; a file is named after its id."""
        files = (place / name for place in self._places for name in names_in(place) if name.endswith(".toml"))
        return {path.stem: path for path in files if self._among(path)}

    def load(self, entry_id: str) -> Entry:
        """Read one entry; raises BadFile, and what this catalogue has for a missing one."""
        if entry_id not in self._loaded:
            paths = self.paths()
            if entry_id not in paths:
                raise self._missing(entry_id, sorted(paths))
            entry = self._read(paths[entry_id])
            if entry.id != entry_id:
                raise BadFile(paths[entry_id], "id trong tệp khác tên tệp. Đổi tên tệp hoặc sửa id cho khớp.")
            self._loaded[entry_id] = entry
        return self._loaded[entry_id]

    def readable(self) -> tuple[list[Entry], list[TuPheError]]:
        """Return all readable entries in the order of their ids, and the errors of those that cannot be read."""
        found: list[Entry] = []
        faults: list[TuPheError] = []
        for entry_id in sorted(self.paths()):
            try:
                found.append(self.load(entry_id))
            except TuPheError as fault:
                faults.append(fault)
        return found, faults
