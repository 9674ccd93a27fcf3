"""How questions are asked on this terminal, and how items, groups and ids on a command line are looked up."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tuphe.errors import NeedsTerminal, NoSuchId, WhichItem
from tuphe.file_names import shown
from tuphe.terminal import console, stopping

if TYPE_CHECKING:
    from tuphe.interview.asker import Asker


def asker(*, instead: str, lines: bool = False) -> "Asker":
    """Return what asks questions on this terminal.

    `instead` is the command line that needs no terminal, named in the error; `lines` asks in numbered lines.
    Raises NeedsTerminal.
    """
    if not console.can_ask():
        raise NeedsTerminal(instead)
    asking: Asker
    if lines or console.wants_lines():
        from tuphe.terminal.linear import Lines  # noqa: PLC0415 -- numbered lines need no prompt_toolkit

        asking = Lines()
    else:
        from tuphe.terminal.prompts import Prompts  # noqa: PLC0415 -- numbered lines need no rich

        asking = Prompts()
    stopping.watch_console()
    return asking


def item_called(words: str | None, names: Mapping[str, str]) -> str | None:
    """Return the id of the item that is meant, None where no words are given; where it is unclear, ask in a terminal.

    `names` has the name of each item by its id.
    Raises WhichItem where nobody can be asked, KeyboardInterrupt where the person chooses none.
    """
    if words is None:
        return None
    from tuphe.core.checklist import items_meant  # noqa: PLC0415 -- a note of no item waits for no checklist

    meant = items_meant(words, names)
    if meant.only is not None:
        if meant.only != words:
            console.notify(f"Mục: {shown(names[meant.only])}.")
        return meant.only
    if not console.can_ask():
        raise WhichItem(meant.names, fitting=meant.fitting)
    from tuphe.core.question import Choice  # noqa: PLC0415 -- a note with the right id waits for no prompt
    from tuphe.terminal.choices import choose  # noqa: PLC0415 -- as above

    console.say("Chữ này có trong tên nhiều mục. Chọn một:" if meant.fitting else "Không có mục nào như vậy. Chọn một:")
    choices = [Choice(item, name) for item, name in meant.names.items()]
    chosen = choose(choices, pointed=choices[0].value, lines=console.wants_lines())
    if chosen is None:
        raise KeyboardInterrupt
    return chosen


def known_id(what: str, named: str | None, known: Iterable[str]) -> str | None:
    """Return an id as it was named, if it is known, and None where none was; the error says `what` it is.

    Raises NoSuchId with the nearest ones.
    """
    if named is not None and named not in (ids := list(known)):
        raise NoSuchId(what, get_close_matches(named, ids, n=3, cutoff=0.6), ids)
    return named


def ids_meant(root: Path, item: str | None, group: str | None) -> tuple[str | None, str | None]:
    """Return the ids of the item and the group that are meant, of any checklist of the folder or built in.

    Raises NoSuchId for a group that does not exist, and what `item_called` raises.
    """
    if item is None and group is None:
        return None, None
    from tuphe.storage.note_appending import known_ids  # noqa: PLC0415 -- it loads what writes notes

    items, groups = known_ids(root)
    return item_called(item, items), known_id("nhóm", group, groups)
