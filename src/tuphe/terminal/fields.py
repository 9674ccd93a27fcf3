"""Fields to type into, each with the same keys for editing: a text, a line echoed by itself, a passphrase."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import OneStyleAndTextTuple, StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import (
    AfterInput,
    ConditionalProcessor,
    Processor,
    TabsProcessor,
    Transformation,
    TransformationInput,
)
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.selection import SelectionState
from prompt_toolkit.utils import get_cwidth

from tuphe.file_names import BIDI
from tuphe.terminal import keys
from tuphe.terminal.echo import Echo
from tuphe.terminal.key_sequences import bind_stop, never_saved, obey, take_without_escape

# While a text is typed or pasted, these show as other controls do (<9b>), instead of reordering the screen.
Char.display_mappings.update({letter: f"<{ord(letter):x}>" for letter in BIDI})

_PREFIX: Final = 2
"""Columns before each line of a field."""

_CLAUSE_ENDS: Final = ".,;:!?"
_ENTER: Final = ("enter", "c-j")


def text_window(buffer: Buffer, offered: str = "") -> Window:
    """Return a field as a part of a prompt, for the text in `buffer`; an empty one says what is `offered` for it."""
    usual = AfterInput(f"(để trống: {offered})", "class:keys")
    offer = ConditionalProcessor(usual, Condition(lambda: bool(offered and not buffer.text)))
    buffer.on_cursor_position_changed += Buffer.exit_selection
    return Window(
        BufferControl(buffer, input_processors=[TabsProcessor(char1=" ", char2=" "), _WordWrap(), offer]),
        height=Dimension(min=1),
        get_line_prefix=lambda line, wrapped: [("class:keys", "› " if line == wrapped == 0 else "  ")],
        wrap_lines=True,
        dont_extend_height=True,
    )


class _WordWrap(Processor):
    """Lets lines be broken between words: prompt_toolkit breaks them wherever the window ends.

    The word that would be broken is moved down by spaces that are only drawn.
    """

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the line with those spaces, and functions that map places in it to places in the text and back."""
        letters = explode_text_fragments(transformation_input.fragments)
        room = transformation_input.width - _PREFIX
        drawn: StyleAndTextTuples = []
        places: list[int] = []  # of each letter, where it is drawn
        column = 0
        for word in _words(letters):
            widths = [get_cwidth(letter[1]) for letter in word]
            visible = sum(width for letter, width in zip(word, widths, strict=True) if not letter[1].isspace())
            if column and column + visible > room >= visible:
                drawn += [("", " ")] * (room - column)
                column = 0
            places += range(len(drawn), len(drawn) + len(word))
            drawn += word
            column = (column + sum(widths)) % max(room, 1)
        return Transformation(
            drawn,
            source_to_display=lambda at: places[at] if at < len(places) else at - len(places) + len(drawn),
            display_to_source=lambda at: bisect_left(places, at),
        )


def _words(letters: Sequence[OneStyleAndTextTuple]) -> Iterator[list[OneStyleAndTextTuple]]:
    """Yield the words of a line, each with the spaces behind it."""
    word: list[OneStyleAndTextTuple] = []
    for letter in letters:
        if word and word[-1][1].isspace() and not letter[1].isspace():
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def secret_field(show: Callable[[str], None], prompt: str) -> Application[Any]:
    """Return a field of which nothing is drawn; `show` writes the `prompt`, and the keys when they are asked for.

    It ends with the text, or with KeyboardInterrupt.
    """
    bindings = text_bindings(several_lines=False)
    bind_stop(bindings)
    for key in (*_ENTER, *keys.FINISH):
        bindings.add(key, save_before=never_saved)(lambda event: event.app.exit(result=event.current_buffer.text))
    bindings.add(keys.KEYS, save_before=never_saved)(lambda _event: show(f"\n{keys.UNSEEN}\n{prompt}"))
    show(prompt)
    return _unseen(Buffer(), bindings)


def line_field(echo: Echo, text: str, *, several_lines: bool) -> Application[Any]:
    """Return a field of one line that `echo` shows, with `text` in it already.

    It ends with what was typed, and the text with which the next field begins: the last line of a paste of several
    lines can still be edited. Without `several_lines` they become one line.
    """
    buffer = Buffer(document=Document(text))
    bindings = text_bindings(several_lines=False)
    bind_stop(bindings)
    take_without_escape(bindings)

    def finish(whole: str, rest: str) -> None:
        echo.finish(whole)
        application.exit(result=(whole, rest))

    def paste(event: KeyPressEvent) -> None:
        pasted = _unified(event.data)
        buffer.insert_text(pasted if buffer.text else pasted.lstrip("\n"))
        whole, newline, last = buffer.text.rpartition("\n")
        if newline:
            finish(whole, last)

    def show(_application: Application[Any]) -> None:
        if not application.is_done:
            echo.update(buffer.text, buffer.cursor_position)

    for enter in _ENTER:
        bindings.add(enter, save_before=never_saved)(lambda _event: finish(buffer.text, ""))
    if several_lines:
        bindings.add(Keys.BracketedPaste)(paste)
    application = _unseen(buffer, bindings)
    application.after_render += show
    return application


def _unseen(buffer: Buffer, bindings: KeyBindings) -> Application[Any]:
    """Return a field that prompt_toolkit does not draw."""
    buffer.on_cursor_position_changed += Buffer.exit_selection
    application: Application[Any] = Application(
        Layout(Window(BufferControl(buffer))), output=DummyOutput(), erase_when_done=True
    )
    obey(application, bindings, typing=True)
    return application


def text_bindings(*, several_lines: bool) -> KeyBindings:
    """Return the keys that edit a text: typing, pasting, erasing, moving, and undoing all that."""
    bindings = KeyBindings()
    bindings.add(Keys.Any, save_before=_begins_a_clause)(_type)
    bindings.add("tab")(lambda event: _insert(event.current_buffer, "\t"))
    bindings.add(Keys.BracketedPaste)(partial(_paste, several_lines=several_lines))
    for key, erase in (("backspace", Buffer.delete_before_cursor), ("delete", Buffer.delete)):
        bindings.add(key, save_before=lambda event: not event.is_repeat)(
            lambda event, erase=erase: event.current_buffer.cut_selection().text or erase(event.current_buffer)
        )
    bindings.add(keys.CLEAR)(lambda event: event.current_buffer.set_document(Document()))
    for names, distance in _MOVES.items():
        bindings.add(*names, save_before=never_saved)(partial(_move, distance))
    for key, act in _ACTS.items():
        bindings.add(key, save_before=never_saved)(lambda event, act=act: act(event.current_buffer))
    return bindings


def _type(event: KeyPressEvent) -> None:
    key = event.key_sequence[0].key
    if not isinstance(key, Keys):  # a named key that is not listed does nothing
        _insert(event.current_buffer, key)


def _insert(buffer: Buffer, text: str) -> None:
    """Insert a text, in place of what is chosen."""
    buffer.cut_selection()
    buffer.insert_text(text)


def choose_all(buffer: Buffer) -> None:
    """Choose the whole text, so that what is typed or pasted next takes its place."""
    buffer.cursor_position = len(buffer.text)
    buffer.selection_state = SelectionState()  # from the first letter on; it ends with the next step of the cursor


def _paste(event: KeyPressEvent, *, several_lines: bool) -> None:
    pasted = _unified(event.data)
    _insert(event.current_buffer, pasted if several_lines else " ".join(pasted.splitlines()))


def _unified(pasted: str) -> str:
    return pasted.replace("\r\n", "\n").replace("\r", "\n")


def _move(distance: Callable[[Document], int], event: KeyPressEvent) -> None:
    event.current_buffer.cursor_position += distance(event.current_buffer.document)


def _to_word_before(text: Document) -> int:
    # prompt_toolkit's own words end at every letter with a mark; those between spaces do not.
    return text.find_previous_word_beginning(WORD=True) or text.get_start_of_document_position()


def _to_word_after(text: Document) -> int:
    return text.find_next_word_beginning(WORD=True) or text.get_end_of_document_position()


_MOVES: Final[dict[tuple[str, ...], Callable[[Document], int]]] = {
    ("left",): lambda text: max(-1, text.get_start_of_document_position()),
    ("right",): lambda text: min(1, text.get_end_of_document_position()),
    ("c-left",): _to_word_before,
    ("escape", "left"): _to_word_before,
    ("c-right",): _to_word_after,
    ("escape", "right"): _to_word_after,
    ("home",): Document.get_start_of_line_position,
    ("end",): Document.get_end_of_line_position,
    ("c-home",): Document.get_start_of_document_position,
    ("c-end",): Document.get_end_of_document_position,
}
"""How far each key moves the cursor, in letters."""

_ACTS: Final[dict[str, Callable[[Buffer], None]]] = {
    "up": Buffer.cursor_up,
    "down": Buffer.cursor_down,
    keys.UNDO: Buffer.undo,
    keys.REDO: Buffer.redo,
    keys.CHOOSE_ALL: choose_all,
}


def _begins_a_clause(event: KeyPressEvent) -> bool:
    """Say whether undoing stops here: before text that is typed in one go, and between its clauses."""
    return not event.is_repeat or event.current_buffer.document.char_before_cursor in _CLAUSE_ENDS
