"""The only printer: results to standard output, remarks on them to standard error."""

from __future__ import annotations

import codecs
import errno
import io
import os
import shutil
import sys
import unicodedata
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Final, TextIO

from tuphe.core.text import TONES, clean
from tuphe.terminal.columns import broken, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

_READER_GONE: Final = (errno.EPIPE, errno.EIO, *((errno.EINVAL,) if os.name == "nt" else ()))
"""The errors of writing once nobody reads any more; Windows has another number."""

_PLAIN: Final = {
    "▲": "^", "▼": "v", "·": ".", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'",
    "☐": "[ ]", "☒": "[x]", "✓": "v", "█": "#", "░": ".", "•": "-", "→": ">", "đ": "d", "Đ": "D", "›": ">",
    "○": "o", "●": "*", "×": "x", "─": "-", "▁": "_", "▃": "-", "▅": "=", "▇": "#",
}  # fmt: skip
"""What replaces a character that the terminal's encoding does not have."""

# rich's own format fetches a font from a server; this one takes what the reader has. Fonts without ề or ố come last:
# browsers put such letters together from parts, and set the marks of DejaVu Sans Mono beside the letters.
_SVG: Final = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "Cascadia Mono", "Noto Sans Mono", "Liberation Mono", Consolas, "DejaVu Sans Mono", Menlo, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class _Suggested:
    option = ""
    """The option that suggested commands need to find the same folder, such as ` --thu-muc /x`."""


def prepare_streams() -> None:
    """Make both streams write something readable for every character, whatever their encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A charmap codec does not tell its name to the handler of its errors.
            codecs.register_error(f"tuphe-{stream.encoding}", partial(_degraded, stream.encoding))
            stream.reconfigure(errors=f"tuphe-{stream.encoding}")
    # Typed or passed bytes that are no text become lone surrogates, which are removed where text comes in.
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")


def write(text: str) -> None:
    """Write a finished text to standard output, as it is."""
    _put(sys.stdout, text)


def say(text: str, *then: str) -> None:
    """Write a sentence to standard output, wrapped between words on a terminal; `then` as in `notify`."""
    write(f"{_sentence(_with_next(text, then), sys.stdout)}\n")


def lossy_encoding(text: str) -> str:
    """Name the encoding of a standard output that is no terminal and lacks letters of `text`; empty if it has all."""
    stream = sys.stdout
    if stream is None or stream.isatty():
        return ""
    letters = filter(str.isalpha, set(text))
    kept = all(_written(letter, stream) == letter for letter in letters)
    return "" if kept else stream.encoding


def write_json(plain: object) -> None:
    """Write plain values to standard output as JSON."""
    import msgspec  # noqa: PLC0415 -- slow to load

    write_utf8(msgspec.json.format(msgspec.json.encode(plain), indent=2).decode() + "\n")


def write_utf8(text: str) -> None:
    """Write a text for another program to standard output: UTF-8, whatever the terminal has."""
    stream = getattr(sys.stdout, "buffer", None)
    _put(sys.stdout, text) if stream is None else _put(stream, text.encode())


def write_bytes(content: bytes) -> None:
    """Write bytes to standard output, for another program."""
    _put(getattr(sys.stdout, "buffer", None), content)


def is_shown() -> bool:
    """Whether standard output is a terminal, where bytes that are no text would do harm."""
    return sys.stdout is not None and sys.stdout.isatty()


def suggest_with(option: str) -> None:
    """Add `option` (such as ` --thu-muc /x`, or nothing) to every command that is suggested from here on."""
    _Suggested.option = option


def notify(text: str, *then: str) -> None:
    """Say something about the result on standard error, wrapped between words on a terminal.

    `then` are next steps, each ending with a command of tuphe; empty ones are left out.
    """
    _put(sys.stderr, f"{_sentence(_with_next(text, then), sys.stderr)}\n")


def _with_next(text: str, then: Sequence[str]) -> str:
    steps = " · ".join(f"{step}{_Suggested.option}" for step in then if step)
    return f"{text} {steps}".strip()


def show(drawing: RenderableType) -> None:
    """Draw a view on standard output; into a pipe or a file, without the spaces that only fill lines up."""
    screen = _console(sys.stdout)
    if sys.stdout is not None and _written("…", sys.stdout) != "…":
        screen = _console(sys.stdout, width=screen.width - _gained(screen, drawing, sys.stdout))
    # Views break their own lines to fit: letting rich crop them takes a quarter of the time, and would lose words.
    if screen.is_terminal:
        screen.print(drawing, crop=False)
        return
    with screen.capture() as captured:
        screen.print(drawing, crop=False)
    _put(sys.stdout, "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def columns() -> int:
    """How wide the terminal is; 80 where there is none."""
    return shutil.get_terminal_size().columns


def can_ask() -> bool:
    """Whether somebody can read a question and answer it here."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


@contextmanager
def invited(sentence: str) -> Iterator[None]:
    """Say that standard input is being read, and how to end it, where it is typed by hand."""
    if not sys.stdin.isatty():
        yield
        return
    end = "Ctrl-Z rồi Enter" if os.name == "nt" else "Ctrl-D"
    notify(f"{sentence}. Xong thì xuống dòng rồi bấm {end}.")
    from tuphe.terminal.modes import held  # noqa: PLC0415 -- only what is typed by hand needs it

    with held(lines=True):
        yield


def wants_lines() -> bool:
    """Whether this terminal cannot redraw."""
    return os.environ.get("TERM", "") in ("dumb", "unknown")


def svg(drawing: RenderableType, *, title: str, width: int) -> str:
    """Return a view as one SVG picture, `width` columns wide, that loads nothing from the network."""
    canvas = _console(io.StringIO(), width=width, record=True, colour=True)
    canvas.print(drawing)
    return canvas.export_svg(title=title, code_format=_SVG, unique_id="tuphe")


def _sentence(text: str, stream: TextIO | None) -> str:
    # The title may name a file, and a file's name may have control sequences, or bytes that are no letters.
    visible, _ = clean(text.encode(errors="replace").decode())
    if stream is None or not stream.isatty():
        return visible
    return "\n".join(part for line in visible.splitlines() for part in broken(line, columns()) or [""])


def _console(stream: TextIO, *, width: int | None = None, record: bool = False, colour: bool | None = None) -> Console:
    from rich.console import Console  # noqa: PLC0415 -- slow to load, and most sentences need none

    # The person's text is never markup: `[b]` and `:smile:` stay as written.
    return Console(
        file=stream,
        width=width or columns(),
        height=25,  # with width and height given, rich uses them on a dumb terminal too
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        record=record,
        force_terminal=colour,
    )


def _put(stream: IO[Any] | None, text: str | bytes) -> None:
    if stream is None:  # closed before the program began
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError as fault:
        # The rest is discarded; else Python would try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        # The reader has seen enough (`| head`), or the window is closed: that is no fault. If standard error goes
        # to a full disk, nothing can be reported, and the exit code still says how the command itself went.
        if stream is not sys.stderr and fault.errno not in _READER_GONE:
            raise


def _written(text: str, stream: TextIO) -> str:
    encoding = stream.encoding
    return unicodedata.normalize("NFC", text.encode(encoding, stream.errors or "strict").decode(encoding))


def _gained(screen: Console, drawing: RenderableType, stream: TextIO) -> int:
    """Return by how many columns a line becomes too long where one letter is written as several (… as three dots)."""
    lines = screen.render_lines(drawing, pad=False)
    texts = ("".join(part.text for part in line).rstrip() for line in lines)
    return max(0, *(width(_written(text, stream)) - screen.width for text in texts))


def _degraded(encoding: str, fault: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    lost = fault.object[fault.start : fault.end]
    return "".join(_readable(character, encoding) for character in lost), fault.end


def _readable(character: str, encoding: str) -> str:
    # Windows-1258 has the Vietnamese letters, and the tones as marks of their own.
    decomposed = unicodedata.normalize("NFD", character)
    letter, marks = decomposed[0], decomposed[1:]
    tones = [mark for mark in marks if mark in TONES]
    split = unicodedata.normalize("NFC", letter + "".join(mark for mark in marks if mark not in tones)) + "".join(tones)
    with suppress(UnicodeEncodeError):
        split.encode(encoding)
        return split
    plain = _PLAIN.get(character, character)
    letters = [part for part in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(part)]
    return "".join(_PLAIN.get(letter, letter if letter.isascii() else "?") for letter in letters)


def about() -> dict[str, str]:
    """Describe this terminal for somebody who helps: encodings, width, colour."""
    return {
        "bang_ma_ra": str(getattr(sys.stdout, "encoding", None)),
        "bang_ma_vao": str(getattr(sys.stdin, "encoding", None)),
        "la_cua_so_dong_lenh": "có" if can_ask() else "không",
        "so_cot": str(columns()),
        "TERM": os.environ.get("TERM", ""),
        "NO_COLOR": "có" if os.environ.get("NO_COLOR") else "không",
    }
