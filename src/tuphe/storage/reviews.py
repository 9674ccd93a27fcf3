"""The years of one person: kiem-diem/2026.toml, and answers files of the same shape."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from tuphe.core.places import bound
from tuphe.core.point_table import PointTable, score_faults
from tuphe.core.review import EARLIEST_YEAR, Review, State
from tuphe.core.text import is_composed
from tuphe.core.value import Fault
from tuphe.core.year_file import find_faults, item_faults
from tuphe.core.year_version import Version
from tuphe.errors import BadFile, ChecklistNotFound, PointTableNotFound, ReviewNotFound, YearClosed, YearLocked
from tuphe.file_names import shown
from tuphe.file_reading import names_in, require_here
from tuphe.storage import Notify, toml
from tuphe.storage.checklists import ChecklistCatalogue, PointTableCatalogue
from tuphe.storage.disk import RIGHTS, is_first_word_of, make_private, open_to_others, refuse_links, told_of, writing
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import locked, name_beside
from tuphe.storage.versions import VersionedFile, copies_beside, kept_versions, put_away, versions_beside


def _name(year: int) -> str:
    return f"kiem-diem/{year}.toml"


class OpenYear:
    """A year that is locked for writing: until that ends, nobody else can write it."""

    def __init__(self, review: Review | None, file: VersionedFile) -> None:
        self.review = review
        self._file = file

    def save(self, review: Review) -> None:
        """Save `review`; the year as it was when it was opened is kept as an earlier version, a closed one for good.

        Raises ChangedMeanwhile, WouldNotBeRead, CannotWrite; then the file is as before, and
        where others changed it meanwhile, `review` is kept beside it.
        """
        was_closed = self.review is not None and self.review.state is State.CLOSED
        # Sums that a table replaces are stored nowhere else.
        sums_go = self.review is not None and self.review.self_rating.in_own_sums and review.point_table is not None
        self._file.save(toml.dump(review), read_only=review.state is State.CLOSED, for_good=was_closed, always=sums_go)
        self.review = review


class ReviewStore:
    """Finds, reads and writes the years of one folder."""

    def __init__(self, folder: Folder, checklists: ChecklistCatalogue, *, notify: Notify) -> None:
        self._years = folder.root / "kiem-diem"
        self._versions = folder.root / "sao-luu" / "kiem-diem"
        self._checklists = checklists
        self._point_tables = PointTableCatalogue(folder.root, notify=notify)
        self._folder = folder
        self._notify = notify
        self._told: set[int] = set()

    def years(self) -> tuple[int, ...]:
        """The years on file, oldest first."""
        names = [re.fullmatch(r"([0-9]{4})\.toml", name) for name in self._folder.names("kiem-diem")]
        return tuple(sorted(int(name[1]) for name in names if name and int(name[1]) >= EARLIEST_YEAR))

    def lost_years(self) -> tuple[int, ...]:
        """The years whose file is gone, of which a copy beside it or an earlier version can be brought back."""
        names = (name for folder in (self._years, self._versions) for name in names_in(folder))
        matches = (re.match("[0-9]{4}(?![0-9])", name) for name in names)
        seen = {int(match[0]) for match in matches if match} - set(self.years())
        return tuple(year for year in sorted(seen) if year >= EARLIEST_YEAR and self.versions(year))

    def year_before(self, year: int) -> int | None:
        """The nearest earlier year on file."""
        return max((known for known in self.years() if known < year), default=None)

    def load(self, year: int) -> Review:
        """Read one year; raises ReviewNotFound, BadFile."""
        self._tell_copies(year)
        with self._way_back(year):
            return self._parsed(year, self._content(year))

    def read_answers(
        self, content: bytes, name: str, *, year: int | None, default: int, latest: int, checklist: str | None
    ) -> Review:
        """Read an answers file: it is like a year's file, but what only tuphe needs may be missing.

        `name` is how errors call the file. Its year must be `year`, if there is one, and at most `latest`; where the
        file has no year or checklist, those are `default` and `checklist`. Raises BadFile.
        """

        def faults(review: Review) -> Iterator[Fault]:
            """Yield what an answers file may not say, besides the faults of a year's own file."""
            if year is not None and review.year != year:
                yield Fault(("nam",), f"nam = {review.year} khác năm {year} trên dòng lệnh. Sửa cho khớp.")
            if review.year > latest:
                yield Fault(("nam",), f"năm phải từ {EARLIEST_YEAR} đến {latest}.")
            if (wanted := review.checklist.id) not in (known := self._checklists.paths()):
                yield Fault(
                    ("bo_tieu_chi", "id"), f"không có bộ tiêu chí “{wanted}”. Đang có: {', '.join(map(shown, known))}."
                )
            yield from self._given_scores(review)
            yield from self._faults(review)

        assumed: dict[str, Any] = {"nam": year or default}
        if checklist is not None:
            assumed["bo_tieu_chi"] = {"id": checklist}
        return bound(toml.parse(content, name, Review, notify=self._notify, also=faults, defaults=assumed))

    def decomposed_lines(self, year: int) -> tuple[int, ...]:
        """The lines of a year's file, counted from 1, that have letters with separate diacritics (not NFC)."""
        text = self._content(year).decode(errors="replace") if self._folder.exists(_name(year)) else ""
        if is_composed(text):
            return ()
        lines = enumerate(text.splitlines(), 1)
        return tuple(row for row, line in lines if not is_composed(line))

    def state_of(self, year: int) -> State | None:
        """The state of a year, or None when there is no file."""
        return self.load(year).state if self._folder.exists(_name(year)) else None

    @contextmanager
    def holding(self, year: int, *, closed_too: bool = False) -> Iterator[OpenYear]:
        """Lock a year for writing, from reading it to the last save.

        Raises YearLocked when another tuphe has it, YearClosed when it is
        closed (unless `closed_too`), BadFile, CannotWrite.
        """
        with self._alone(year):
            self._tell_copies(year)
            with self._way_back(year):
                file = self._file(year)
                review = None if file.content is None else self._parsed(year, file.content)
            if review is not None and review.state is State.CLOSED and not closed_too:
                raise YearClosed(year)
            if review is None and self.versions(year):
                lost = ReviewNotFound(year, versions=True)
                self._notify(lost.message, lost.then)
            yield OpenYear(review, file)

    @contextmanager
    def changing(self, year: int, *, closed_too: bool = False) -> Iterator[tuple[OpenYear, Review]]:
        """Lock a year that was read before for writing, and yield it with its review as it is now.

        Raises ReviewNotFound where its file is gone by now, and what `holding` raises.
        """
        with self.holding(year, closed_too=closed_too) as held:
            if held.review is None:
                raise ReviewNotFound(year)
            yield held, held.review

    def versions(self, year: int) -> list[Version]:
        """List what can be brought back of a year: copies beside its file, then earlier versions, newest first."""
        return [*versions_beside(self.path(year)), *kept_versions(self.kept_in(year))]

    def version(self, year: int, wanted: Version) -> Review:
        """Read one version; raises BadFile."""
        return self._parsed(year, *self._content_of(year, wanted))

    def bring_back(self, year: int, wanted: Version) -> Review:
        """Put a version in the place of a year's file and return it.

        The present one is kept, even one that cannot be read, and so are the copies beside it: they move to the earlier
        versions. Raises YearLocked, YearClosed, BadFile, ChangedMeanwhile, CannotWrite.
        """
        path = self.path(year)
        with self._alone(year):
            chosen, place = self._content_of(year, wanted)
            review = self._parsed(year, chosen, place)
            require_here(path)
            try:
                file = self._file(year)
            except BadFile:  # a folder, a pipe, a file of gigabytes: no version can be kept of that
                self._move_aside(year)
                file = self._file(year)
            with suppress(BadFile):
                if file.content is not None and self._parsed(year, file.content).state is State.CLOSED:
                    raise YearClosed(year, "Mở lại xong, số của các bản đổi; xem lại bằng khoi-phuc rồi mới lấy.")
            with self._folder.unchanged(path):
                # Before the present one is kept, which is then the newest of the list.
                put_away(copies_beside(path), self.kept_in(year))
                file.replace(chosen, read_only=review.state is State.CLOSED)
        return review

    def put_copies_away(self, year: int) -> None:
        """Move the copies beside a year's file to the earlier versions, and leave the file as it is.

        Raises YearLocked, ChangedMeanwhile, CannotWrite.
        """
        path = self.path(year)
        with self._alone(year), self._folder.unchanged(path):
            put_away(copies_beside(path), self.kept_in(year))

    @contextmanager
    def _alone(self, year: int) -> Iterator[None]:
        """Keep every other tuphe from writing a year; raises YearLocked where one has it, CannotWrite."""
        refuse_links(self._years, self._versions.parent, self._versions, self.kept_in(year))
        make_private(self._years)
        with locked(self.path(year), YearLocked(year)):
            yield

    def _move_aside(self, year: int) -> None:
        path = self.path(year)
        place = name_beside(path)
        with writing(path):
            path.rename(place)
        self._notify(f"Tệp của năm {year} không phải tệp thông thường; đã đổi tên thành {shown(place.name)}.")

    def _content_of(self, year: int, version: Version) -> tuple[bytes, Path]:
        place = (self._years if version.beside else self.kept_in(year)) / version.name
        return self._folder.decrypt(self._folder.stored(place), place), place

    def _file(self, year: int) -> VersionedFile:
        self._tell_open(self.path(year))
        versions = f"sao-luu/kiem-diem/{year}"
        return VersionedFile(self._folder, _name(year), read=partial(self._parsed, year), versions=versions)

    def path(self, year: int) -> Path:
        """Where the file of a year is, whether there is one or not."""
        return self._folder.path(_name(year))

    def kept_in(self, year: int) -> Path:
        """Where the earlier versions of a year are."""
        return self._versions / str(year)

    def _tell_copies(self, year: int) -> None:
        if year in self._told:
            return
        self._told.add(year)
        if copies := copies_beside(self.path(year)):
            names = ", ".join(shown(copy.name) for copy in copies)
            self._notify(
                f"Cùng thư mục với tệp của năm {year} có bản khác: {names}. Các bản được giữ nguyên;",
                f"xem khác ở đâu và chọn bằng: tuphe khoi-phuc {year}",
            )

    def _tell_open(self, path: Path) -> None:
        opened = open_to_others(self._folder.root, self._years, path)
        if opened is not None and is_first_word_of(opened):
            if RIGHTS in told_of(self._folder.root):  # the person can do nothing about it
                return
            mode = "700" if opened.is_dir() else "600"
            self._notify(
                f"Người khác trên máy này có thể đọc {shown(opened)}. Chặn lại bằng: chmod {mode} {shown(opened)}"
            )

    def _content(self, year: int) -> bytes:
        self._tell_open(self.path(year))
        try:
            return self._folder.read(_name(year))
        except FileNotFoundError:
            raise ReviewNotFound(year, versions=bool(self.versions(year))) from None

    @contextmanager
    def _way_back(self, year: int) -> Iterator[None]:
        """Add to an error about a year's own file how to bring back what was kept of it."""
        try:
            yield
        except BadFile as fault:
            away = not os.path.lexists(self.path(year))  # the file on the server is newer than any version
            if fault.path != self.path(year) or away or not self.versions(year):
                raise
            raise fault.or_else(then=f"Muốn lấy lại bản trước: tuphe khoi-phuc {year}") from None

    def _parsed(self, year: int, content: bytes, path: Path | None = None) -> Review:
        path = path or self.path(year)
        if not content.strip(b"\0 \t\r\n"):  # what a power cut may leave
            raise BadFile(path, "tệp rỗng. Xoá tệp này nếu muốn làm lại năm đó từ đầu.")
        review = toml.parse(content, path, Review, notify=self._notify, also=self._faults)
        if review.year != year:
            raise BadFile(path, f"ghi nam = {review.year}, khác với tên tệp. Sửa một trong hai cho khớp.")
        return self.with_table(bound(review))

    def _faults(self, review: Review) -> Iterator[Fault]:
        yield from find_faults(review)
        # Without its checklist a year can be read, but not checked against it.
        with suppress(ChecklistNotFound):
            yield from item_faults(review, self._checklists.load(review.checklist.id))

    def _given_scores(self, review: Review) -> Iterator[Fault]:
        """Yield what is wrong with the points of an answers file that does not contain its table of points."""
        mine = review.self_rating
        if not mine.table or review.point_table is not None:
            return
        table = self._kept_table(review) or self._table_of_folder(mine.table)
        if table is not None:
            yield from score_faults(mine, table)
            return
        tables = self._point_tables.paths()
        have = f" Đang có: {', '.join(map(shown, tables))}." if tables else ""
        place = ("tu_danh_gia", "bang_diem")
        yield Fault(place, f"không có bảng điểm này trong thư mục tieu-chi.{have} Đặt bảng điểm vào thư mục trước.")

    def _kept_table(self, review: Review) -> PointTable | None:
        """Return the table in the saved year, if it is the one that `review` names."""
        with suppress(ReviewNotFound, BadFile):
            table = self.load(review.year).point_table
            return table if table is not None and table.id == review.self_rating.table else None
        return None

    def _table_of_folder(self, table_id: str) -> PointTable | None:
        with suppress(PointTableNotFound):
            return self._point_tables.load(table_id)
        return None

    def with_table(self, review: Review) -> Review:
        """Return a year with the table of points that it names, as it is in the folder now, if it contains none.

        Format 1 contained none. A table that was changed since, so that the
        points do not fit it any more, is not added.
        """
        mine = review.self_rating
        if not mine.table or review.point_table is not None:
            return review
        with suppress(BadFile):
            table = self._table_of_folder(mine.table)
            if table is not None and not any(score_faults(mine, table)):
                return review.but(point_table=table)
        return review
