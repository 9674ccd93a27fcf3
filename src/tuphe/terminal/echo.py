"""One line as it is typed, echoed without redrawing: what a screen reader speaks and a plain terminal can show."""

from collections.abc import Callable, Sequence
from itertools import dropwhile, takewhile
from operator import eq

from prompt_toolkit.layout.screen import Char
from prompt_toolkit.utils import get_cwidth

from tuphe.file_names import BIDI


class Echo:
    """Follows a line on the screen: letters appear as they are typed, and only what changed is written again.

    The line begins behind `prompt`, in a terminal `columns` wide. Where the cursor cannot be moved between rows
    (`dumb`) a line that would need that is written anew, on a row of its own.
    """

    def __init__(self, write: Callable[[str], None], prompt: str, *, columns: int, dumb: bool) -> None:
        self._write = write
        self._prompt = prompt
        self._columns = max(columns, 1)
        self._dumb = dumb
        self._shown: list[str] = []
        self._cursor = 0
        self._begin()

    def update(self, text: str, cursor: int) -> None:
        """Show `text`, with the cursor behind so many of its letters."""
        new = [_visible(letter) for letter in text]
        if (new, cursor) == (self._shown, self._cursor):
            return
        kept = sum(1 for _ in takewhile(bool, map(eq, self._shown, new)))
        while kept and _marks(*self._shown[kept : kept + 1], *new[kept : kept + 1]):
            kept -= 1  # a mark was added to the letter before it, or removed: that letter is written again
        if new == self._shown:
            said = self._moved(new, self._cursor, cursor)
        else:
            said = self._moved(self._shown, self._cursor, kept) + self._rest(new, kept)
            said += self._moved(new, len(new), cursor)
        if self._dumb and "\x1b" in said:
            said = f"\n{self._prompt}{''.join(new)}"
        self._write(said)
        self._shown, self._cursor = new, cursor

    def finish(self, text: str) -> None:
        """Show `text` to its end: of several lines, each on a row of its own."""
        first, *others = text.split("\n")
        self.update(first, len(first))
        for line in others:
            self._write("\n")
            self._begin()
            self.update(line, len(line))

    def _begin(self) -> None:
        self._shown, self._cursor = [], 0
        self._write(self._prompt)

    def _rest(self, new: Sequence[str], kept: int) -> str:
        """Write the letters from `kept` on over the old ones, and return to the place behind the last."""
        end, before = self._place(new, len(new)), self._place(self._shown, len(self._shown))
        over = max(before - end, 0)
        return "".join(new[kept:]) + " " * over + self._turned(end + over, " ") + self._back(end + over, end)

    def _moved(self, shown: Sequence[str], here: int, there: int) -> str:
        if there >= here:
            letters = "".join(dropwhile(_marks, shown[here:there]))  # a mark would be added twice
            following = "".join(shown[there : there + 1]) or " "
            return letters + (self._turned(self._place(shown, there), following[0]) if letters else "")
        return self._back(self._place(shown, here), self._place(shown, there))

    def _turned(self, place: int, following: str) -> str:
        """Make the cursor leave the last column: there a terminal waits for another letter before it begins a row."""
        return "" if place % self._columns else f"{following}\b"

    def _back(self, here: int, there: int) -> str:
        rows = here // self._columns - there // self._columns
        if not rows:
            return "\b" * (here - there)
        column = there % self._columns
        return f"\x1b[{rows}A\r" + (f"\x1b[{column}C" if column else "")

    def _place(self, shown: Sequence[str], letters: int) -> int:
        return get_cwidth(self._prompt) + get_cwidth("".join(shown[:letters]))


def _visible(letter: str) -> str:
    if letter in BIDI:
        return f"<{ord(letter):x}>"
    return " " if letter == "\t" else Char.display_mappings.get(letter, letter)


def _marks(*letters: str) -> bool:
    return not all(map(get_cwidth, letters))
