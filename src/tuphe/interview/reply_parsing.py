"""How a reply is read: a text, an entry of a list, lines of entries; points, a percentage, a count."""

from math import floor

from tuphe import texts
from tuphe.core.question import Refused
from tuphe.core.says_nothing import something
from tuphe.core.text import has_words, lines_of, shortened, unlisted


def text_of(reply: tuple[str, ...]) -> str:
    """Return the text of a reply, without the space around it."""
    return reply[0].strip() if reply else ""


def entry_of(reply: tuple[str, ...], current: str = "") -> str:
    """Return the text of a reply as one entry: without the marks of a pasted list, and none where it says “Không có”.

    A text that was not changed stays as it is. Raises Refused for a text without words.
    """
    text = text_of(reply)
    return text if text == current.strip() else _words(unlisted(text))


def entries_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, each an entry of its own. Raises Refused for a line without words."""
    return tuple(line for line in map(_words, lines_of(unlisted(text.strip()))) if line)


def _words(text: str) -> str:
    written = something(text)
    if written and not has_words(written):
        raise Refused(f"“{shortened(written)}” chưa có chữ nào. Viết bằng lời, hoặc để trống.")
    return written


def path_of(text: str, endings: tuple[str, ...]) -> str:
    """Return the path that a person typed, pasted in quotes or dropped on the window; empty where it is something else.

    PowerShell puts “& ” before a dropped file, a Mac's terminal a backslash before its spaces.
    """
    line = text.strip().removeprefix("& ").strip("\"'")
    if "\n" in line or not line.casefold().endswith(endings):
        return ""
    return line.replace("\\ ", " ") if line.startswith(("/", "~")) else line


def parse_points(text: str, maximum: float) -> float:
    """Read points from 0 to `maximum`, with a decimal comma or point; raises Refused."""
    try:
        points = float(text.replace(",", "."))
    except ValueError:
        points = -1
    if round(points, 2) != points:
        raise Refused("Điểm ghi nhiều nhất hai chữ số sau dấu phẩy.")
    if not 0 <= points <= maximum:
        # An example that a person may type as it is: of a small maximum, the maximum itself.
        example = maximum - 0.5 if maximum >= 1 else floor(maximum * 100) / 100
        raise Refused(f"Cần một số từ 0 đến {texts.of_number(maximum)}, ví dụ {texts.of_number(example)}.")
    return points


def parse_percent(text: str) -> int:
    """Read a whole number of percent, with or without the sign; raises Refused."""
    return parse_count(text.removesuffix("%").strip(), 0, 100, example=", ví dụ 60")


def parse_count(text: str, least: int, most: int, *, example: str = "") -> int:
    """Read a count; `example` is the end of the sentence that says what is needed. Raises Refused."""
    count = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else -1
    if not least <= count <= most:
        raise Refused(f"Cần một số nguyên từ {least} đến {most}{example}.")
    return count
