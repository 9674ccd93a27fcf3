"""Official forms: the built-in ones, and the person's own in the folder mau."""

from functools import partial
from pathlib import Path

from tuphe.core.form import Form
from tuphe.core.form_faults import find_faults
from tuphe.core.profile import Post
from tuphe.errors import FormNotFound
from tuphe.storage import Notify, toml
from tuphe.storage.catalogue import Catalogue
from tuphe.storage.locations import built_in


class FormCatalogue(Catalogue[Form]):
    """Finds forms by id."""

    def __init__(self, folder: Path, *, notify: Notify) -> None:
        places, read = (built_in("export/forms"), folder / "mau"), partial(read_form, notify=notify)
        super().__init__(places, read, missing=lambda _, known: FormNotFound(known))

    def called(self, name: str) -> list[Form]:
        """Read the forms that a person may mean by `name`, their id or letter, and no other.

        The letters of 2023 begin with a zero, which people leave out. Raises BadFile.
        """
        meant = name.casefold().lstrip("0")
        ids = ((known, known.casefold().lstrip("0")) for known in self.paths() if meant)
        return [self.load(known) for known, folded in ids if meant in (folded, folded.partition("-")[0])]

    def post_of(self, name: str) -> Post | None:
        """Return the post that a form is for first of all, by its id or exact letter; None for an unknown one."""
        exact = [form for form in self.called(name) if name.casefold() in (form.id.casefold(), form.letter.casefold())]
        return exact[-1].posts[0] if exact and exact[-1].posts else None


def read_form(path: Path, *, notify: Notify) -> Form:
    """Read a form from any file; raises BadFile, for a missing one too."""
    return toml.read(path, Form, notify=notify, also=find_faults)
