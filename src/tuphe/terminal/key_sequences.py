"""Keys as a person means them, from what a terminal sends: prompts obey the keys bound to them, and nothing else."""

import re
from typing import Any, Final

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, KeyPress, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.bindings.cpr import load_cpr_bindings
from prompt_toolkit.key_binding.key_processor import KeyProcessor
from prompt_toolkit.keys import Keys

from tuphe.core.question import Move
from tuphe.terminal import keys

_SECONDS_FOR_A_SEQUENCE: Final = 0.1
"""How long keys after Escape still belong to it; a person who pressed Escape needs longer for the next key."""

_KEYPAD: Final = {**dict(zip("jklmnopqrstuvwxyX", "*+,-./0123456789=", strict=True)), "M": Keys.Enter}
"""The letters that the keypad sends in application mode, after ESC O."""

_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O(?P<keypad>[!-~])|[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\))", re.DOTALL
)
"""A sequence that a terminal sends: a key, or an answer to some program (ECMA-48, 5.4 and 5.6)."""


def obey(application: Application[Any], bindings: KeyBindingsBase, *, typing: bool) -> None:
    """Make `application` know the keys in `bindings` and no other.

    prompt_toolkit adds some three hundred of its own to every application: searches, macros, ways to accept that hand
    back something else than asked. A list of those to forbid is never complete. `typing` says whether letters are text
    here, or whether several at once can only be a paste gone astray.
    """
    application.key_processor = _Obedient(merge_key_bindings([bindings, load_cpr_bindings()]), typing=typing)
    application.ttimeoutlen = _SECONDS_FOR_A_SEQUENCE
    application.timeoutlen = 0  # keys that came together are one chord; Escape alone waits for nothing


def bind_stop(bindings: KeyBindings) -> None:
    """Bind the keys that stop, which end the prompt."""
    for key in keys.STOP:
        bindings.add(key, save_before=never_saved)(lambda event: event.app.exit(exception=KeyboardInterrupt))


def bind_leaving(bindings: KeyBindings) -> None:
    """Bind the keys that go back, put off and stop, which end the prompt."""
    bind_stop(bindings)
    for key, move in ((keys.BACK, Move.BACK), (keys.SKIP, Move.SKIP)):
        bindings.add(key)(lambda event, move=move: event.app.exit(result=move))


def never_saved(_event: KeyPressEvent) -> bool:
    """Say that undoing does not stop at a key that changes no text."""
    return False


def take_without_escape(bindings: KeyBindings, *, letters: bool = False) -> None:
    """Take a key that comes with Escape as that key alone; ignore such a letter unless `letters`."""

    @bindings.add("escape", Keys.Any, save_before=never_saved)
    def feed(event: KeyPressEvent) -> None:
        """Feed the key once more, without the Escape before it."""
        if letters or isinstance(event.key_sequence[1].key, Keys):
            event.key_processor.feed(event.key_sequence[1], first=True)


class _Obedient(KeyProcessor):
    def __init__(self, bindings: KeyBindingsBase, *, typing: bool) -> None:
        self._typing = typing
        super().__init__(bindings)

    def feed_multiple(self, key_presses: list[KeyPress], first: bool = False) -> None:  # noqa: FBT001, FBT002 -- theirs
        """Feed the keys as they are understood here; letters of a paste choose nothing where there is no text."""
        presses = understood(key_presses)
        super().feed_multiple(presses if self._typing else _paste_as_one(presses), first)


def understood(presses: list[KeyPress]) -> list[KeyPress]:
    """Return as keys what the terminal sent at once.

    A sequence that prompt_toolkit does not know arrives as Escape and letters:
    from the keypad it is a digit, else it is no text that somebody typed.
    """
    came = "".join(map(_character, presses))
    meant: list[KeyPress] = []
    place = 0
    for sequence in _SEQUENCE.finditer(came):
        meant += presses[place : sequence.start()]
        meant.append(KeyPress(_KEYPAD.get(sequence["keypad"] or "", Keys.Ignore)))
        place = sequence.end()
    return meant + presses[place:]


def _character(press: KeyPress) -> str:
    if not isinstance(press.key, Keys):
        return press.key
    return {Keys.Escape: "\x1b", Keys.ControlG: "\x07"}.get(press.key, "\0")


def _paste_as_one(presses: list[KeyPress]) -> list[KeyPress]:
    """Return a text as one paste where letters are no text and the terminal does not mark what is pasted."""
    letters = [press.key for press in presses if not isinstance(press.key, Keys)]
    if len(letters) < 2 or all(letter in "0123456789,. ?" for letter in letters):
        return presses
    pasted = (Keys.Enter, Keys.ControlJ, Keys.Tab)
    rest = [press for press in presses if isinstance(press.key, Keys) and press.key not in pasted]
    return [KeyPress(Keys.BracketedPaste, "".join(letters)), *rest]
