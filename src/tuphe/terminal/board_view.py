"""How a board is drawn: rows, what is known of the one pointed at, keys, on a screen of any size."""

from typing import Any, Final, NamedTuple

from prompt_toolkit.formatted_text import StyleAndTextTuples

from tuphe.core.board import Board, leads_on
from tuphe.core.question import Kind, Question, Row
from tuphe.terminal import keys
from tuphe.terminal.columns import Line, broken, cut, joined, padded, styled, width

_NARROW: Final = 50
"""Columns below which last year's column is left out."""

_LONGEST_NUMBER: Final = "00,00"
"""The width of a number that is typed in a row."""

_LEAST_SCREEN: Final = 3
"""The fewest lines of a screen on which hints are shown page by page."""

_CURSOR: Final = "_"
"""Stands behind a number while it is typed."""


def board_lines(
    board: Board[Any], at: int, *, columns: int, lines: int, said: str, page: int, explained: bool, typed: str | None
) -> StyleAndTextTuples:
    """Return a board as styled text of at most `lines` lines of `columns` columns, the row `at` pointed at.

    `page` is how often all hints were asked for: those without room beside the rest are shown alone, one screen after
    another, and then the usual board again. `typed` is the number that is being typed in the row.

    Where there is little room, the hints are left out first, then rows scroll, then what is known already and the head
    are left out; the row, the question and the keys stay.
    """
    room = columns - 1
    question, row = board.rows[at]
    rows = _Rows(board, at, _widths(board, room), typed)
    free = _Room(max(lines - 2, 1))  # without the row itself, and the line below that a terminal keeps for its cursor
    name, text = styled("class:pointer", [_whole_name(question, row)], room), styled("", [question.text], room)
    most = free.left - len(name) - len(text)
    foot = free.take(_foot(board, question, room, said=said, explained=explained, most=most))
    name, text = free.take(name), free.take(text)
    head = list(zip(("class:part", "class:keys"), _head(board, rows.widths, room), strict=True))
    sums, known = styled("class:part", row.sums, room), styled("class:keys", row.about, room)
    bullets = (broken(f"• {hint}", room, first="  ", others="    ") for hint in (*row.basis, *question.hints))
    hints = [("class:keys", line) for lines_of_hint in bullets for line in lines_of_hint]
    fits = len(head) + len(sums) + 1 + len(known) + len(hints) <= free.left
    alone = [] if fits or free.left < _LEAST_SCREEN else _screens([*known, *hints], free.left)
    page %= max(len(alone), 1) + 1
    if page and alone:
        return joined([rows.line(at, "›"), *name, *text, *alone[page - 1], *foot])
    head, sums, gap, known = free.take(head), free.take(sums), free.take([("", "")]), free.take(known)
    others = len(board.rows) - 1
    if not alone and len(hints) <= max(free.left - others, 0):  # the key that shows more would show nothing
        foot = [(style, kept) for style, line in foot if (kept := line.removesuffix(keys.HINTS).removesuffix(" · "))]
    hints = _cut_short(hints, free.take(hints, keeping=0 if page else others), room)
    meant = _meant(board, rows.widths)
    unsaid = [meant] if head and meant not in head[0][1] else []
    meanings = free.take(styled("class:keys", unsaid, room), keeping=others)
    around = rows.around(min(others, free.left))
    return joined([*head, *around, *sums, *meanings, *gap, *name, *known, *text, *hints, *foot])


def _screens(lines: list[Line], room: int) -> list[list[Line]]:
    """Return lines in parts that fit into a room, each with its number and the key that shows the next one."""
    parts = [lines[first : first + room - 1] for first in range(0, len(lines), room - 1)]
    last = len(parts)
    then = [*(f"  {at}/{last} · ? xem tiếp" for at in range(1, last)), "  ? trở lại"]
    return [[*part, ("class:keys", line)] for part, line in zip(parts, then, strict=True)]


def _cut_short(lines: list[Line], fit: list[Line], room: int) -> list[Line]:
    """Return the lines that fit, with a sign behind the last one where there are more."""
    if not fit or len(fit) == len(lines):
        return fit
    *whole, (style, last) = fit
    last = last if width(last) <= room - 2 else cut(last, room - 2).rpartition(" ")[0]
    return [*whole, (style, f"{last} …")]


class _Room:
    """The free lines of a screen, which the parts of a board take one after another."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, part: list[Line], *, keeping: int = 0) -> list[Line]:
        """Take and return the lines of a part that fit, while `keeping` so many lines free."""
        fits = part[: max(self.left - keeping, 0)]
        self.left -= len(fits)
        return fits


class _Widths(NamedTuple):
    """How many columns names, the earlier answers, the answers and the counts have."""

    names: int
    before: int
    now: int
    counts: int


def where_of(part: str, position: tuple[int, int] | None) -> str:
    """Name a part of the interview with its number among all parts, where that is known."""
    return f"Bước {position[0]}/{position[1]}. {part}" if position else part


def _head(board: Board[Any], widths: _Widths, room: int) -> list[str]:
    count = f" · {board.given}/{board.to_answer} {board.what}"
    title = where_of(board.part, board.rows[0][0].position)
    if width(title) + width(count) > room:  # progress in the group matters more than the part's place in the year
        title = padded(board.part, room - width(count)).rstrip()
    line = f"{'':3}{'':{widths.names}}"
    if widths.before:
        line += f" {board.heading_before:{widths.before}}"
    line += f" {board.rows[0][1].heading:{widths.now}}"
    if widths.counts:
        line += " " + "".join(f"{_short(word):>4}" for word in board.rows[0][1].counts)
    told = f"{title}{count} · {_meant(board, widths)}".removesuffix(" · ")
    return [told if width(told) <= room else f"{title}{count}", line.rstrip()]


def _meant(board: Board[Any], widths: _Widths) -> str:
    """Explain the short heads of the counts, and the sign of a row that lacks something."""
    heads = [f"{_short(word)} {word}" for word in board.rows[0][1].counts if widths.counts]
    lacking = any(question.current and row.lacks for question, row in board.rows)
    return " · ".join([*heads, *(["! còn thiếu"] if lacking else [])])


def _short(word: str) -> str:
    return "".join(part[0] for part in word.split()).upper()


def _widths(board: Board[Any], room: int) -> _Widths:
    label = max(_answer_width(question, row) for question, row in board.rows)
    before = label if board.heading_before and room >= _NARROW else 0
    counts = 4 * len(board.rows[0][1].counts) if room >= _NARROW else 0
    fixed = 3 + label + 1 + (before + 1 if before else 0) + (counts + 1 if counts else 0)
    longest = max(width(_name_of(question, row)) for question, row in board.rows)
    return _Widths(max(min(longest, room - fixed), 8), before, label, counts)


def _answer_width(question: Question[Any], row: Row[Any]) -> int:
    """Return how many columns the widest possible answer takes."""
    typed = width(f"{_LONGEST_NUMBER}{_CURSOR}/{row.most}") if question.kind is Kind.LINE else 0
    return max((width(row.heading), typed, *(width(choice.label) for choice in question.choices)))


class _Rows(NamedTuple):
    """The rows of a board, with the pointer at the row `at`; `typed` is the number being typed there, if any."""

    board: Board[Any]
    at: int
    widths: _Widths
    typed: str | None

    def around(self, others: int) -> list[Line]:
        """Return the row pointed at amid as many `others` as there is room for; ^ and v where there are more."""
        end = len(self.board.rows) - 1
        first = min(max(self.at - (others + 1) // 2, 0), end - others)
        last = first + others
        signs = {**({last: "v"} if last < end else {}), **({first: "^"} if first else {}), self.at: "›"}
        return [self.line(row, signs.get(row, " ")) for row in range(first, last + 1)]

    def line(self, at: int, sign: str) -> Line:
        """Return one row behind its sign."""
        question, row = self.board.rows[at]
        lacks = "!" if question.current and row.lacks else " "
        line = f"{lacks}{sign} {padded(_name_of(question, row), self.widths.names)}"
        if self.widths.before:
            line += f" {row.before:{self.widths.before}}"
        answer = ", ".join(question.labels(question.current)) or ("" if leads_on(question) else "·")
        if at == self.at and self.typed is not None:
            answer = f"{self.typed}{_CURSOR}"
        line += f" {f'{answer}/{row.most}' if row.most else answer:{self.widths.now}}"
        if self.widths.counts:
            line += " " + "".join(f"{count or '':>4}" for count in row.counts.values())
        return ("class:highlighted" if sign == "›" else ""), line.rstrip()


def _name_of(question: Question[Any], row: Row[Any]) -> str:
    return " ".join((row.name or question.title).split())


def _whole_name(question: Question[Any], row: Row[Any]) -> str:
    """Say what the row is about, what is written there, and what is missing."""
    written = ", ".join(f"{count} {word}" for word, count in row.counts.items() if count)
    unfinished = " · đang gõ dở" if question.draft else ""
    lacks = f" ({row.lacks})" if question.current and row.lacks else ""
    return f"{_name_of(question, row)}{f' · {written}' if written else ''}{unfinished}{lacks}"


def _foot(
    board: Board[Any], question: Question[Any], room: int, *, said: str, explained: bool, most: int
) -> list[Line]:
    """Return the lines of the choices and the keys; what is to be `said` replaces the usual keys.

    Beyond `most` lines, what is said stays whole, else the keys that choose and the one that shows the others.
    """
    choices = " · ".join(
        f"{number}\xa0{choice.label}".replace(" ", "\xa0") for number, choice in enumerate(question.choices, 1)
    )
    numbers = styled("class:keys", [choices], room)
    numbers = [(style, line.removesuffix(" ·").replace("\xa0", " ")) for style, line in numbers]
    points = keys.POINTS if question.kind is Kind.LINE else keys.MET_OR_NOT
    hint = points if board.typed else keys.BOARD
    told = styled("class:said", [said], room)
    shown = keys.hint_lines(hint._replace(usual=()) if said else hint, room, explained=explained)
    lines = [*numbers, *told, *(("class:keys", line) for line in shown)]
    if len(lines) <= most:
        return lines
    last = told or [next(line for line in lines if keys.KEYS.upper() in line[1])]
    kept = [line for line in lines[: max(most, 0)] if line not in last]
    return [*kept[: max(most - len(last), 0)], *last]
