"""Papers: the knowledge of them that comes with the program, and the answers on a paper half taken in.

The answers are in kiem-diem/giay-….dang-nhap.toml, a file for each paper, until it is a year.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tuphe.core.form import Form
from tuphe.core.paper import PaperDraft
from tuphe.core.paper_words import Knowledge, OtherHeadings, PaperKinds, PaperWords
from tuphe.errors import BadFile
from tuphe.file_reading import is_regular
from tuphe.storage import Notify, toml
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.files import remove
from tuphe.storage.locations import built_in


def knowledge(forms: Iterable[Form], *, notify: Notify) -> Knowledge:
    """Read the data for reading and filling papers; `forms` are official or the person's own. Raises BadFile."""
    folder = built_in("papers")
    return Knowledge(
        forms=tuple(forms),
        headings=toml.read(folder / "headings.toml", OtherHeadings, notify=notify),
        words=toml.read(folder / "labels-and-phrases.toml", PaperWords, notify=notify),
        kinds=toml.read(folder / "kinds.toml", PaperKinds, notify=notify),
    )


class PaperDraftStore:
    """Keeps what was answered of papers in one folder; `paper` is the fingerprint of a paper's file."""

    def __init__(self, folder: Folder, *, notify: Notify) -> None:
        self._folder = folder
        self._notify = notify

    def load(self, paper: str) -> PaperDraft:
        """Return what was answered of a paper; nothing where it was not begun. Raises BadFile."""
        path = self._folder.path(_name(paper))
        try:
            return toml.parse(self._folder.read(_name(paper)), path, PaperDraft, notify=self._notify)
        except FileNotFoundError:
            return PaperDraft()
        except BadFile as fault:
            if fault.path != path:
                raise
            raise fault.or_else(f"Đổi tên {path.name} thì bản giấy được hỏi lại từ đầu.") from None

    def begun(self) -> str:
        """Return the path of a paper that was begun and is still there; empty where there is none."""
        names = (re.fullmatch(r"giay-(.+)\.dang-nhap\.toml", name) for name in self._folder.names("kiem-diem"))
        for name in filter(None, names):
            with suppress(BadFile):  # reported when its paper is taken in
                if (paper := self.load(name[1]).paper) and is_regular(Path(paper)):
                    return paper
        return ""

    def save(self, paper: str, draft: PaperDraft) -> None:
        """Keep what was answered of a paper so far; raises CannotWrite."""
        self._folder.write(_name(paper), toml.dump(draft))

    def drop(self, paper: str) -> None:
        """Remove the answers on a paper that has become a year, or is not to become one; raises CannotWrite."""
        with self._folder.now() as folder:
            path = folder.path(_name(paper))
            if path.exists():
                remove(path)


def _name(paper: str) -> str:
    return f"kiem-diem/giay-{paper}.dang-nhap.toml"
