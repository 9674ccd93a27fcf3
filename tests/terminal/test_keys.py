"""Whatever key is pressed at a prompt: what stands on the screen is kept, and no key does what it does not say."""

import random
from collections.abc import Sequence
from itertools import product
from typing import Any, Final

import pytest
from prompt_toolkit.application import create_app_session, get_app
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from support import sequences
from support.amount import ALL, share
from support.hand import Hand, as_seen, asked, move_of, text_of, typed_on
from support.screen import BACK, CTRL_C, DOWN, ENTER, FINISH, SKIP
from support.sequences import (
    EDITING,
    KEYPAD,
    KNOWN,
    LISTED_AT_CHOICES,
    LISTED_IN_LINES,
    LISTED_IN_TEXTS,
    MOVING,
    sent_for,
)
from tuphe.core.question import Kind, Move, Question
from tuphe.core.text import clean
from tuphe.errors import AskingFailed
from tuphe.terminal import keys
from tuphe.terminal.fields import secret_field

pytestmark = pytest.mark.usefixtures("nothing_left_behind")

SAVE, UNDO, REDO, F1 = "\x13", "\x1a", "\x19", "\x1bOP"
ENDS: Final = {SAVE: None, FINISH: None, CTRL_C: Move.STOP, "\x04": Move.STOP, BACK: Move.BACK, SKIP: Move.SKIP}
"""What leaves a text, and what comes of it."""

TYPED: Final = "Đã số hoá 1.240 hồ sơ"
CONTROLS: Final = [*map(chr, range(0x20)), "\x7f"]


def field(kind: Kind) -> Question[str]:
    return asked(kind, text=TYPED)


def choices(kind: str) -> Question[str]:
    match kind:
        case "choice":
            return asked(Kind.ONE)
        case "several":
            return asked(Kind.SEVERAL, current=("1", "3"))
        case "many":
            return asked(Kind.SEVERAL, current=("1", "3"), choices=12)
        case _:
            return asked(Kind.ONE, current=("4",), choices=12)


def handfuls(strokes: Sequence[str]) -> list[str]:
    """Several strokes at once, so that the screen is drawn less often; one by one where everything is tried."""
    size = 1 if ALL else 12
    return ["".join(strokes[first : first + size]) for first in range(0, len(strokes), size)]


# Keys that are not listed


@pytest.mark.parametrize(
    ("kind", "listed"), [(Kind.TEXT, LISTED_IN_TEXTS), (Kind.LINE, LISTED_IN_LINES)], ids=["text", "line"]
)
def test_where_a_text_is_typed_a_key_that_is_not_listed_does_nothing(kind: Kind, listed: set[Keys]) -> None:
    strokes = handfuls(sequences.unlisted(listed))
    hand = Hand([*strokes, FINISH])

    outcome = hand.answer(field(kind))

    assert outcome == (TYPED,)
    changed = [stroke for stroke, seen in zip(strokes, hand.seen[1:], strict=True) if seen != hand.seen[0]]
    assert changed == []


@pytest.mark.parametrize("kind", ["choice", "several", "many", "menu"])
def test_at_choices_a_key_that_is_not_listed_does_nothing(kind: str) -> None:
    strokes = [
        *handfuls(sequences.unlisted(LISTED_AT_CHOICES)),
        *"dijkqxyz\u00e2\u1ec7~-+",
        *(f"\x1b{key}" for key in "1 ?d"),
        "0",
    ]
    hand = Hand([*strokes, CTRL_C])

    outcome = hand.answer(choices(kind))

    assert move_of(outcome) is Move.STOP
    seen = [[row for row in rows if row and keys.ASTRAY not in row] for rows, _ in hand.seen]
    assert [stroke for stroke, after in zip(strokes, seen[1:], strict=True) if after != seen[0]] == []


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE, Kind.ONE, Kind.SEVERAL])
def test_a_key_that_no_terminal_sends_does_nothing(kind: Kind) -> None:
    # prompt_toolkit has more keys than sequences: those of Windows, those for its own use.
    meaningful = {Keys.SIGINT, Keys.BracketedPaste}
    rest = [key for key in Keys if (key,) not in KNOWN.values() and key not in meaningful]
    presses = [KeyPress(key, "\x1b[5;5R" if key is Keys.CPRResponse else "") for key in rest]

    outcome = Hand([CTRL_C]).answer(field(kind), ahead=presses)

    assert move_of(outcome) is Move.STOP
    assert text_of(outcome) == (TYPED if kind in (Kind.TEXT, Kind.LINE) else "")


def test_a_passphrase_takes_no_key_that_is_not_listed() -> None:
    strokes = sequences.unlisted(LISTED_IN_LINES)

    assert passphrase("".join(f"{stroke}ậ" for stroke in strokes) + ENTER) == "ậ" * len(strokes)


# Keys that are listed: what stands on the screen is kept


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE], ids=["text", "line"])
@pytest.mark.parametrize("before", ["", "\x1b"], ids=["alone", "after Escape"])
@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_whatever_leaves_a_text_keeps_what_stands_there(kind: Kind, before: str, end: str) -> None:
    hand = Hand([" trước hạn", before + end])

    outcome = hand.answer(field(kind))

    assert move_of(outcome) is ENDS[end]
    assert text_of(outcome) == typed_on(hand.seen[-1]) == f"{TYPED} trước hạn"


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE], ids=["text", "line"])
def test_after_any_two_control_keys_the_text_on_the_screen_is_kept(kind: Kind) -> None:
    pairs = list(product(CONTROLS, repeat=2))
    lost = []
    for first, second in random.Random(4).sample(pairs, share(len(pairs), 6)):
        apart, together = Hand(["x", first, second, "z", FINISH]), Hand(["x", first + second, "z", FINISH])
        one_by_one, at_once = apart.answer(field(kind)), together.answer(field(kind))
        if as_seen(text_of(one_by_one)) != typed_on(apart.seen[-1]):
            lost.append((first, second, one_by_one))
        if first == "\x1b":  # with it, some keys are others
            if as_seen(text_of(at_once)) != typed_on(together.seen[-1]):
                lost.append((first, second, at_once))
        elif (move_of(at_once), text_of(at_once)) != (move_of(one_by_one), text_of(one_by_one)):
            lost.append((first, second, at_once))

    assert lost == []


@pytest.mark.parametrize("seed", range(share(200, 2)))
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE], ids=["text", "line"])
def test_a_nervous_hand_keeps_what_stands_on_the_screen(kind: Kind, seed: int) -> None:
    dice = random.Random(seed)
    stay = [sequence for sequence, names in KNOWN.items() if not LISTED_IN_TEXTS & set(names)]
    edit = sent_for(*MOVING, *EDITING, Keys.F1)
    if kind is Kind.LINE:
        edit = [sequence for sequence in edit if KNOWN[sequence][0] not in (Keys.ControlM, Keys.ControlJ)]
    letters = ["ở", "đ", "a", " ", "1", "ệ", "vie\x7fêt\x08\x08ệt", "\x1b[200~dán\tvào\r\nhai\x1b[201~", "\x1bOq"]
    strokes = [dice.choice(dice.choice([stay, edit, edit, letters, letters])) for _ in range(30)]

    hand = Hand([*strokes, "z", dice.choice(list(ENDS))], columns=500)
    outcome = hand.answer(field(kind))

    assert as_seen(text_of(outcome)) == typed_on(hand.seen[-1])


@pytest.mark.parametrize("seed", range(share(200, 2)))
@pytest.mark.parametrize("kind", ["choice", "several", "many", "menu"])
def test_at_choices_what_is_marked_on_the_screen_is_chosen(kind: str, seed: int) -> None:
    dice = random.Random(seed)
    stay = sequences.unlisted(LISTED_AT_CHOICES)
    moves = [*sent_for(Keys.Up, Keys.Down, Keys.Home, Keys.End, Keys.F1), "?", " "]
    strokes = [dice.choice(dice.choice([stay, moves, moves])) for _ in range(30)]
    question = choices(kind)

    hand = Hand([*strokes, DOWN, ENTER, DOWN, ENTER])
    outcome = hand.answer(question)

    assert outcome == marked_on(hand.seen[-1][0], question)


def marked_on(rows: Sequence[str], question: Question[str]) -> tuple[str, ...]:
    sign = "●" if question.kind is Kind.SEVERAL else "›"
    listed = [row for row in rows if any(choice.label in row for choice in question.choices)]
    return tuple(str(place) for place, row in enumerate(listed) if sign in row[:5])


@pytest.mark.parametrize("key", ["1", "3", "5", "\x1bOq", "\x1bOs", "\x1bOu"])
def test_a_digit_chooses_wherever_it_stands_on_the_keyboard(key: str) -> None:
    chosen = str(int(KEYPAD.get(key[-1], key)) - 1)

    assert Hand([key]).answer(choices("choice")) == (chosen,)
    assert Hand([key, key, key, ENTER]).answer(asked(Kind.SEVERAL)) == (chosen,)
    assert Hand([key, FINISH]).answer(asked(Kind.TEXT)) == (KEYPAD.get(key[-1], key),)


@pytest.mark.parametrize("enter", [ENTER, "\n", "\x1bOM"], ids=["Enter", "line feed", "keypad"])
def test_every_enter_finishes_a_line_begins_one_in_a_text_and_takes_what_is_pointed_at(enter: str) -> None:
    assert Hand(["x", enter]).answer(asked(Kind.LINE)) == ("x",)
    assert Hand(["x", enter, "y", SAVE]).answer(asked(Kind.TEXT)) == ("x\ny",)
    assert Hand([enter, DOWN, enter]).answer(choices("choice")) == ("0",)


# What is pasted


PASTED: Final = "2. Tổng hợp\t12 xã\r\n3. Báo cáo 1\r\n"


@pytest.mark.parametrize("paste", [f"\x1b[200~{PASTED}\x1b[201~", PASTED], ids=["bracketed", "as keys"])
@pytest.mark.parametrize("kind", ["choice", "several", "many", "menu"])
def test_a_paste_at_choices_does_nothing_but_is_told(kind: str, paste: str) -> None:
    hand = Hand([paste, CTRL_C])

    outcome = hand.answer(choices(kind))

    assert move_of(outcome) is Move.STOP
    before, after = ([row for row in rows if row] for rows, _ in hand.seen[:2])
    assert "Ở đây không dùng phím đó." in "".join(after)
    assert [row for row in after if "không dùng" not in row] == before


@pytest.mark.parametrize(
    "paste", [f"\x1b[200~{PASTED}\x1b[201~", PASTED.replace("\r\n", "\r")], ids=["bracketed", "as keys"]
)
def test_a_paste_in_a_text_is_text_tabs_included(paste: str) -> None:
    assert Hand([paste, FINISH]).answer(asked(Kind.TEXT)) == ("2. Tổng hợp\t12 xã\n3. Báo cáo 1\n",)


def test_several_lines_pasted_into_a_field_of_one_line_are_one() -> None:
    outcome = Hand([f"\x1b[200~{PASTED}\x1b[201~", ENTER]).answer(asked(Kind.LINE))

    assert outcome == ("2. Tổng hợp\t12 xã 3. Báo cáo 1",)


# Input methods


LETTERS: Final = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ẠỆỰO\u0323\u0301"
)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE], ids=["text", "line"])
def test_bursts_of_backspace_and_letters_make_the_word_that_an_input_method_means(kind: Kind) -> None:
    dice = random.Random(7)
    for _ in range(share(500, 5)):
        wanted: list[str] = []
        bursts: list[str] = []
        for _burst in range(20):
            back = min(dice.randint(0, 4), len(wanted))
            letters = [dice.choice(LETTERS) for _letter in range(dice.randint(1, 4))]
            bursts.append(dice.choice("\x7f\x08") * back + "".join(letters))
            wanted = [*wanted[: len(wanted) - back], *letters]

        assert Hand(["".join(bursts), FINISH]).answer(asked(kind)) == (clean("".join(wanted))[0],)


# Editing


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ([Keys.Left], "một\nhai bxa"),
        ([Keys.Left, Keys.Right], "một\nhai bax"),
        ([Keys.ControlLeft], "một\nhai xba"),
        ([Keys.Escape, Keys.Left], "một\nhai xba"),
        ([Keys.ControlLeft, Keys.ControlLeft, Keys.ControlLeft], "xmột\nhai ba"),
        ([Keys.ControlHome, Keys.ControlRight], "một\nxhai ba"),
        ([Keys.ControlHome, Keys.ControlEnd], "một\nhai bax"),
        ([Keys.Home], "một\nxhai ba"),
        ([Keys.Home, Keys.End], "một\nhai bax"),
        ([Keys.Home, Keys.Left], "mộtx\nhai ba"),
        ([Keys.Up], "mộtx\nhai ba"),
        ([Keys.Up, Keys.Down], "một\nhai bax"),
        ([Keys.Home, Keys.Delete], "một\nxai ba"),
        ([Keys.Home, Keys.ControlH], "mộtxhai ba"),
        ([Keys.ControlI], "một\nhai ba\tx"),
    ],
    ids=str,
)
def test_a_text_is_edited_as_everywhere(names: list[Keys], left: str) -> None:
    keystrokes = "".join(sent_for(name)[0] for name in names)

    assert Hand([f"{keystrokes}x", FINISH]).answer(asked(Kind.TEXT, text="một\nhai ba")) == (left,)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE], ids=["text", "line"])
def test_what_was_erased_comes_back_and_goes_again(kind: Kind) -> None:
    erased = "\x7f" * 10

    assert Hand([f"một hai{erased}{UNDO}", FINISH]).answer(asked(kind)) == ("một hai",)
    assert Hand([f"một hai{erased}{UNDO}{REDO}x", FINISH]).answer(asked(kind)) == ("x",)
    assert Hand([UNDO * 9, FINISH]).answer(field(kind)) == (TYPED,)


def test_a_long_text_is_taken_back_clause_by_clause() -> None:
    typed = "Một việc. Hai việc, ba việc"

    assert Hand([f"{typed}{UNDO}", FINISH]).answer(asked(Kind.TEXT)) == ("Một việc. Hai việc,",)


def test_enter_leaves_only_what_is_empty_empty() -> None:
    assert Hand([ENTER]).answer(asked(Kind.TEXT)) == ("",)
    assert Hand([" ", ENTER, FINISH]).answer(asked(Kind.TEXT)) == (" \n",)


# The passphrase


def passphrase(typed: str) -> str | BaseException:
    """What is taken for a passphrase when this is typed, whole."""
    said: list[str] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe):
        pipe.send_text(typed)
        try:
            return str(secret_field(said.append, "Mật khẩu: ").run())
        except KeyboardInterrupt as stopped:
            return stopped
        finally:
            assert said[0] == "Mật khẩu: "


@pytest.mark.parametrize("before", ["", "\x1b"], ids=["alone", "after Escape"])
def test_a_passphrase_is_typed_as_a_line_is(before: str) -> None:
    listed = LISTED_IN_LINES - {Keys.ControlL, Keys.ControlK}
    for sequence in sent_for(*listed) if ALL else [sent_for(key)[0] for key in listed]:
        typed = f"mật khẩu{before}{sequence}ẩn{ENTER}"

        shown = Hand([typed]).answer(asked(Kind.LINE))
        unseen = passphrase(typed)

        if move_of(shown) is Move.STOP:
            assert isinstance(unseen, KeyboardInterrupt)
        else:
            assert unseen == text_of(shown)


def test_f1_tells_the_keys_of_a_passphrase_and_asks_on() -> None:
    said: list[str] = []
    with create_pipe_input() as pipe, create_app_session(input=pipe):
        pipe.send_text(f"một{F1}hai{ENTER}")
        typed = secret_field(said.append, "Mật khẩu: ").run()

    assert typed == "mộthai"
    assert "Enter: xong" in said[1]
    assert said[1].endswith("Mật khẩu: ")


# What a prompt hands back


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE], ids=["text", "line"])
def test_a_prompt_that_fails_or_hands_back_something_else_hands_on_the_text(kind: Kind) -> None:
    ends: list[dict[str, Any]] = [{"exception": ZeroDivisionError()}]
    ends += [{"result": reply} for reply in ("một chữ", None, 7, ("chữ", 7), ["chữ"])]
    for end in ends:
        outcome = Hand(["x", lambda end=end: get_app().exit(**end)]).answer(field(kind))  # type: ignore[misc]

        assert isinstance(outcome, AskingFailed), end
        assert outcome.typed == f"{TYPED}x"
        assert isinstance(outcome.__cause__, ZeroDivisionError if "exception" in end else TypeError), end
        assert "chữ" not in str(outcome.__cause__)


# The keys, told


@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LINE, "choice", "several", "many", "menu"])
def test_f1_shows_every_key_and_hides_them_again(
    kind: Kind | str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    question = choices(kind) if isinstance(kind, str) else field(kind)
    hand = Hand([F1, F1, CTRL_C], columns=columns, rows=30)

    hand.answer(question)

    short, long, again = (" ".join(" ".join(rows).split()) for rows, _ in hand.seen)
    assert again == short
    assert "Ctrl-C lưu và dừng" in short
    assert "F1 các phím" in short
    for key in ("Ctrl-L: lùi lại một câu", "Ctrl-K: để sau, lần tới hỏi lại", "Ctrl-C, Ctrl-D: lưu và dừng", "F1"):
        assert key in long
    if kind is Kind.TEXT:
        assert "Ctrl-S, Ctrl-X xong · Enter xuống dòng" in short or columns == 40
        assert "Ctrl-Z: hoàn tác" in long


@pytest.mark.parametrize("rows", range(1, 7))
@pytest.mark.parametrize("kind", [Kind.TEXT, "choice"])
def test_no_english_shows_where_the_screen_is_too_low(kind: Kind | str, rows: int) -> None:
    hand = Hand([F1, "1", CTRL_C], rows=rows)

    hand.answer(choices(kind) if isinstance(kind, str) else field(kind))

    assert not [row for screen, _ in hand.seen for row in screen if "too small" in row]


@pytest.mark.parametrize("kind", ["several", "many", "menu"])
def test_on_a_low_screen_the_keys_stay_in_sight_and_so_does_what_is_pointed_at(kind: str) -> None:
    hand = Hand([DOWN, DOWN, CTRL_C], rows=8)

    hand.answer(choices(kind))

    for rows, _ in hand.seen:
        assert any("F1 các phím" in row for row in rows)
        assert any(row.startswith(" ›") for row in rows)


@pytest.mark.parametrize("explained", [False, True])
@pytest.mark.parametrize("columns", [20, 32, 36, 40, 80])
def test_the_lines_of_keys_are_broken_between_words(columns: int, *, explained: bool) -> None:
    for hint in (value for value in vars(keys).values() if isinstance(value, keys.Hint)):
        lines = keys.hint_lines(hint, columns, explained=explained)

        told = hint.explained if explained else hint.usual
        assert max(map(len, lines)) <= columns
        assert {word for part in told for word in part.split()} <= {word for line in lines for word in line.split()}
        if columns > 30 and not explained:
            said = {part for line in lines for part in line.split(" · ")}
            assert set(hint.usual) < said or len(max(hint.usual, key=len)) > columns


def test_enter_where_nothing_is_chosen_says_how_to_choose() -> None:
    hand = Hand([ENTER, DOWN, CTRL_C])

    hand.answer(asked(Kind.ONE, choices=3))

    before, after, moved = (" ".join(rows) for rows, _ in hand.seen)
    assert "Bấm số hoặc chữ ở đầu dòng" not in before
    assert "Chưa chọn. Bấm số hoặc chữ ở đầu dòng" in after
    assert "› 1." in moved


@pytest.mark.parametrize("kind", ["one", "answered", "several", "menu"])
def test_a_key_that_does_nothing_at_choices_is_told_so_until_one_does(kind: str) -> None:
    question = {
        "one": asked(Kind.ONE, choices=3),
        "answered": asked(Kind.ONE, choices=3, current=("2",)),
        "several": asked(Kind.SEVERAL, choices=3),
        "menu": asked(Kind.ONE, choices=3, current=("2",)),
    }[kind]
    hand = Hand(["t", DOWN, "9", "\x7f", DOWN, "\x1b[200~2 dán vào\x1b[201~", DOWN, "2 dán vào", CTRL_C])

    hand.answer(question)

    before, letter, moved, digit, rubbed_out, again, pasted, once_more, burst = (
        " ".join(rows) for rows, _ in hand.seen
    )
    for told in (letter, digit, rubbed_out, pasted, burst):
        assert "Ở đây không dùng phím đó." in told
        assert "F1 các phím" in told
    for silent in (before, moved, again, once_more):
        assert "không dùng" not in silent


@pytest.mark.parametrize("finish", [SAVE, FINISH], ids=["Ctrl-S", "Ctrl-X"])
def test_what_ends_a_text_ends_choices_too(finish: str) -> None:
    assert Hand([" ", finish]).answer(asked(Kind.SEVERAL, choices=3)) == ("0",)
    assert Hand([finish, DOWN, finish]).answer(asked(Kind.ONE, choices=3)) == ("0",)
