"""Fields to type into: a text, a line, a passphrase; each with the same few keys for editing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import TabsProcessor
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.output import DummyOutput

from tuphe.names import BIDI
from tuphe.terminal import keys
from tuphe.terminal.keyboard import obey

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.formatted_text import AnyFormattedText
    from prompt_toolkit.key_binding import KeyPressEvent

    from tuphe.terminal.echo import Echo

# While a text is typed or pasted, these show as other controls do (<9b>), instead of reordering the screen.
Char.display_mappings.update({letter: f"<{ord(letter):x}>" for letter in BIDI})

_CLAUSE_ENDS: Final = ".,;:!?"


def field(
    text: str, bindings: KeyBindings, *, hint: Callable[[], AnyFormattedText], several_lines: bool, **look: Any
) -> Application[Any]:
    """Return a field with `text` in it, and the cursor behind that.

    `bindings` say how the field is left; the keys for editing are added to them.
    """
    buffer = Buffer(document=Document(text))
    body = Window(
        BufferControl(buffer, input_processors=[TabsProcessor(char1=" ", char2=" ")]),
        height=Dimension(min=1),
        get_line_prefix=lambda line, wrapped: [("class:instruction", "› " if line == wrapped == 0 else "  ")],
        wrap_lines=True,
        dont_extend_height=True,
    )
    head = Window(FormattedTextControl(hint), dont_extend_height=True)
    application: Application[Any] = Application(
        # On a screen of one row prompt_toolkit would say in English that it is too small.
        Layout(HSplit([head, body], window_too_small=Window()), body),
        **look,
    )
    obey(application, _with_editing(bindings, several_lines=several_lines), typing=True)
    return application


def secret_field(show: Callable[[str], None], prompt: str) -> Application[Any]:
    """Return a field of which nothing is drawn; `show` writes the `prompt`, and the keys when they are asked for."""
    bindings = KeyBindings()
    for key in ("enter", "c-j", *keys.FINISH):

        @bindings.add(key, save_before=_never)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=event.current_buffer.text)

    _add_stops(bindings)

    @bindings.add(keys.KEYS, save_before=_never)
    def _(_event: KeyPressEvent) -> None:
        show(f"\n{keys.UNSEEN}\n{prompt}")

    show(prompt)
    application: Application[Any] = Application(
        Layout(Window(BufferControl(Buffer()))), output=DummyOutput(), erase_when_done=True
    )
    obey(application, _with_editing(bindings, several_lines=False), typing=True)
    return application


def line_field(echo: Echo, text: str, *, several_lines: bool) -> Application[Any]:
    """Return a field of one line that `echo` shows, with `text` in it already.

    It hands back what was typed, and what the next field is to begin with: of
    a paste of several lines the last one can still be edited. Without
    `several_lines` they become one line.
    """
    buffer = Buffer(document=Document(text))
    bindings = KeyBindings()

    @bindings.add("enter", save_before=_never)
    @bindings.add("c-j", save_before=_never)
    def _(event: KeyPressEvent) -> None:
        echo.finish(buffer.text)
        event.app.exit(result=(buffer.text, ""))

    _add_stops(bindings)

    @bindings.add("escape", Keys.Any, save_before=_never)
    def _(event: KeyPressEvent) -> None:
        # A letter with Alt says nothing to a screen reader; of a key that has a name, Escape takes nothing.
        if isinstance((press := event.key_sequence[1]).key, Keys):
            event.key_processor.feed(press, first=True)

    _with_editing(bindings, several_lines=False)
    if several_lines:

        @bindings.add(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            pasted = event.data.replace("\r\n", "\n").replace("\r", "\n")
            buffer.insert_text(pasted if buffer.text else pasted.lstrip("\n"))
            whole, newline, last = buffer.text.rpartition("\n")
            if newline:
                echo.finish(whole)
                event.app.exit(result=(whole, last))

    application: Application[Any] = Application(
        Layout(Window(BufferControl(buffer))), output=DummyOutput(), erase_when_done=True
    )

    def show(_application: Application[Any]) -> None:
        if not application.is_done:
            echo.update(buffer.text, buffer.cursor_position)

    application.after_render += show
    obey(application, bindings, typing=True)
    return application


def _add_stops(bindings: KeyBindings) -> None:
    for key in keys.STOP:

        @bindings.add(key, save_before=_never)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=KeyboardInterrupt)


def _with_editing(bindings: KeyBindings, *, several_lines: bool) -> KeyBindings:
    """Add what edits a text: typing, pasting, erasing, moving, and taking all that back."""
    _add_typing(bindings, several_lines=several_lines)
    _add_moving(bindings)

    @bindings.add(keys.UNDO, save_before=_never)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.undo()

    @bindings.add(keys.REDO, save_before=_never)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.redo()

    return bindings


def _add_typing(bindings: KeyBindings, *, several_lines: bool) -> None:
    @bindings.add(Keys.Any, save_before=_begins_a_clause)
    def _(event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        if not isinstance(key, Keys):  # a key that has a name, and is not listed, does nothing
            event.current_buffer.insert_text(key)

    @bindings.add("tab")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\t")

    @bindings.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        pasted = event.data.replace("\r\n", "\n").replace("\r", "\n")
        event.current_buffer.insert_text(pasted if several_lines else " ".join(pasted.splitlines()))

    @bindings.add("backspace", save_before=_not_repeated)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.delete_before_cursor()

    @bindings.add("delete", save_before=_not_repeated)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.delete()


def _add_moving(bindings: KeyBindings) -> None:
    for names, distance in _MOVES.items():
        _bind_move(bindings, names, distance)

    @bindings.add("up", save_before=_never)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.cursor_up()

    @bindings.add("down", save_before=_never)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.cursor_down()


def _bind_move(bindings: KeyBindings, names: tuple[str, ...], distance: Callable[[Document], int]) -> None:
    @bindings.add(*names, save_before=_never)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.cursor_position += distance(event.current_buffer.document)


def _to_word_before(text: Document) -> int:
    # prompt_toolkit's own words end at every letter with a mark; what stands between spaces does not.
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


def _never(_event: KeyPressEvent) -> bool:
    return False


def _not_repeated(event: KeyPressEvent) -> bool:
    return not event.is_repeat


def _begins_a_clause(event: KeyPressEvent) -> bool:
    """Say whether undoing stops here: before what is typed in one go, and between its clauses."""
    return not event.is_repeat or event.current_buffer.document.char_before_cursor in _CLAUSE_ENDS
