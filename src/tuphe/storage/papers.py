"""What is known of papers, which comes with the program."""

from collections.abc import Iterable

from tuphe.core.form import Form
from tuphe.core.paper_words import Knowledge, OtherHeadings, PaperKinds, PaperWords
from tuphe.storage import Notify, toml
from tuphe.storage.locations import built_in


def knowledge(forms: Iterable[Form], *, notify: Notify) -> Knowledge:
    """Read the data files that papers are read and filled by; `forms` are the official ones, and the person's own.

    Raises BadFile.
    """
    folder = built_in("papers")
    return Knowledge(
        forms=tuple(forms),
        headings=toml.read(folder / "headings.toml", OtherHeadings, notify=notify),
        words=toml.read(folder / "words.toml", PaperWords, notify=notify),
        kinds=toml.read(folder / "kinds.toml", PaperKinds, notify=notify),
    )
