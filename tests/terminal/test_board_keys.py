"""Whatever key is pressed on a board or a page: what stands there is kept, and no key does what it does not say."""

import random
from functools import partial
from typing import Any, Final

import pytest
from msgspec import structs
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from support import sequences
from support.amount import ALL, share
from support.boards import LABELS_OF_FIELDS, Rows, a_page, marks_on, standing_on
from support.hand import Hand, Stroke, as_seen
from support.screen import BACK, CTRL_C, DELETE, DOWN, END, ENTER, FINISH, HOME, SHIFT_TAB, SKIP, TAB, UNDO, UP
from support.sequences import EDITING, KNOWN, LISTED_ON_BOARDS, LISTED_ON_PAGES, MOVING, sent_for
from tuphe.core.board import standing_of
from tuphe.core.question import Left, Move, Opened
from tuphe.errors import AskingFailed
from tuphe.terminal import keys
from tuphe.terminal.keys import PAGE
from tuphe.terminal.prompts import Prompts

pytestmark = pytest.mark.usefixtures("nothing_left_behind")

SAVE, F1 = "\x13", "\x1bOP"
NAMES: Final = ("Mục một", "Mục hai", "Mục ba", "Mục bốn")
ENDS: Final = {CTRL_C: Move.STOP, "\x04": Move.STOP, BACK: Move.BACK, SKIP: Move.SKIP}
CONTROLS: Final = [*map(chr, range(0x20)), "\x7f"]
LETTERS: Final = ("ở", "đ", "a", " ", "0", "6", "9", "-", "vie\x7fêt\x08\x08ệt", "x\r2\r3")
PASTE: Final = "\x1b[200~dán\tvào\r\n2\x1b[201~"
ENGLISH: Final = ("search", "too small", "WARNING", "Press", "arrow", "select", "Cancelled", "Answer", "Finish with")


def board_of(**marked: str) -> Rows:
    """Four rows, of which some are answered: `board_of(hai="2")`."""
    return Rows(NAMES, {f"Mục {name}": value for name, value in marked.items()})


def on_board(rows: Rows, *strokes: Stroke, lines: int = 24) -> tuple[Any, Hand]:
    """Press keys on a board, and then stop; return how it ended."""
    hand = Hand([*strokes, CTRL_C], rows=lines)
    return hand.work_through(rows.board(), rows.mark), hand


def no_english(hand: Hand) -> bool:
    return not [row for rows, _ in hand.seen for row in rows for word in ENGLISH if word in row]


# A board


def test_on_a_board_a_key_that_is_not_listed_does_nothing() -> None:
    rows = board_of(hai="2")
    strokes = [*sequences.unlisted(LISTED_ON_BOARDS), *LETTERS, PASTE, "\x7f", "\x08", TAB, SHIFT_TAB, "\x1ba", "\x1b1"]
    outcome, hand = on_board(rows, *strokes)

    changed = [stroke for stroke, seen in zip(strokes, hand.seen[1:], strict=True) if seen != hand.seen[0]]

    assert outcome == Left(Move.STOP)
    assert set(changed) <= {*LETTERS, PASTE}
    assert rows.marked == {"Mục hai": "2"}


def test_a_number_that_a_row_does_not_have_is_told_so() -> None:
    rows = board_of()
    _, hand = on_board(rows, "8", "1")

    assert "chỉ có các số từ 1 đến 5" in "\n".join(hand.seen[1][0])
    assert rows.marked == {"Mục một": "1"}


def test_who_types_a_text_on_a_board_is_told_that_it_is_none() -> None:
    _, hand = on_board(board_of(), "t", DOWN, PASTE, DOWN, "dán vào 2", DOWN)

    screens = ["\n".join(rows) for rows, _ in hand.seen[:-1]]
    for told in screens[1::2]:
        assert keys.ASTRAY_ON_BOARD in told
        assert "1 Xuất sắc · 2 Tốt" in told
        assert "F1 các phím" in told
    for silent in screens[::2]:
        assert keys.ASTRAY not in silent


def test_on_a_board_a_key_that_no_terminal_sends_does_nothing() -> None:
    rest = [key for key in Keys if (key,) not in KNOWN.values() and key not in (Keys.SIGINT, Keys.BracketedPaste)]
    presses = [KeyPress(key, "\x1b[5;5R" if key is Keys.CPRResponse else "") for key in rest]
    rows = board_of(hai="2")
    hand = Hand([CTRL_C])

    outcome = hand.work_through(rows.board(), rows.mark, ahead=presses)

    assert outcome == Left(Move.STOP)
    assert rows.marked == {"Mục hai": "2"}


@pytest.mark.parametrize("before", ["", "\x1b"], ids=["alone", "after Escape"])
@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_whatever_leaves_a_board_keeps_what_is_marked_there(before: str, end: str) -> None:
    rows = board_of()
    hand = Hand(["1", "4", before + end])

    outcome = hand.work_through(rows.board(), rows.mark)

    assert outcome == Left(ENDS[end])
    assert rows.marked == marks_on(hand.seen[-1][0], NAMES) == {"Mục một": "1", "Mục hai": "4"}


@pytest.mark.parametrize(
    ("strokes", "marked"),
    [
        (["1", "2"], {"một": "1", "hai": "2"}),
        (["12"], {"một": "1", "hai": "2"}),
        (["\x1bOq\x1bOr"], {"một": "1", "hai": "2"}),
        (["1", UP, "5"], {"một": "5"}),
        (["1", UP, DELETE], {}),
        (["1", "2", UNDO], {"một": "1"}),
        (["1", "2", UNDO, UNDO, UNDO], {}),
        (["1", UP, "2", UP, DELETE, UNDO], {"một": "2"}),
        (["1", UP, "2", UNDO], {"một": "1"}),
        (["1", UP, "1", UNDO], {}),
        ([UNDO, DELETE, "3"], {"một": "3"}),
        ([END, "2", "3", "4"], {"bốn": "4"}),
        ([END, UP, "2", HOME, "1"], {"ba": "2", "một": "1"}),
        (["\x1b", "\x1b2"], {}),
        ([UP, UP, DOWN, "2"], {"hai": "2"}),
        (["\x1b[3;5~", "\x1b[1;2B", "\x7f", "2"], {"một": "2"}),
    ],
    ids=str,
)
def test_keys_on_a_board_do_what_they_say(strokes: list[str], marked: dict[str, str]) -> None:
    rows = board_of()

    _, hand = on_board(rows, *strokes)

    assert rows.marked == {f"Mục {name}": value for name, value in marked.items()}
    assert marks_on(hand.seen[-1][0], NAMES) == rows.marked


def test_enter_opens_the_row_that_is_pointed_at_and_says_why_where_nothing_opens() -> None:
    rows = board_of()
    assert Hand([DOWN, ENTER]).work_through(rows.board(), rows.mark) == Opened("Mục hai")

    bare = Rows(NAMES, with_page=False)
    _, hand = on_board(bare, ENTER, "5", UP, ENTER, "2")
    said = [" ".join(" ".join(rows).split()) for rows, _ in hand.seen]

    assert "Trước hết bấm số để chọn." in said[1]
    assert "Không áp dụng: không có gì để ghi thêm." in said[4]
    assert "Mục một: đổi từ Không áp dụng sang Tốt. Ctrl-Z: trả lại lựa chọn trước." in said[5]


@pytest.mark.parametrize("end", [SAVE, FINISH])
def test_a_board_with_something_left_says_so_once_and_any_other_key_forgets_that(end: str) -> None:
    rows = board_of(một="1", hai="2")
    outcome, hand = on_board(rows, end, DOWN, end)
    assert outcome == Left(Move.STOP)
    said = ["Còn 2 mục chưa chọn. Bấm Ctrl-S lần nữa" in "".join(rows) for rows, _ in hand.seen]
    assert said == [False, True, False, True]

    _, hand = on_board(Rows(NAMES, {"Mục một": "4"}, lacks="chưa nêu hạn chế"), end)
    assert "chưa nêu hạn chế. Ở dòng có dấu “!”, bấm Enter" in " ".join(" ".join(hand.seen[1][0]).split())
    assert Hand([end, end]).work_through(rows.board(), rows.mark) is None

    rows.marked = dict.fromkeys(NAMES, "1")
    assert Hand([end]).work_through(rows.board(), rows.mark) is None


@pytest.mark.parametrize("other", ["x", DOWN, UP, F1, "?", "1", PASTE, UNDO, "\x7f"], ids=repr)
def test_what_would_hide_a_text_is_asked_in_the_key_line_and_only_the_same_key_does_it(other: str) -> None:
    rows = Rows(NAMES, {"Mục một": "2"}, doubts={"5": "Mục này đã ghi 2 kết quả."})
    _, hand = on_board(rows, HOME, "5")
    assert "Mục này đã ghi 2 kết quả. Bấm 5 lần nữa" in " ".join("".join(hand.seen[-1][0]).split())
    assert rows.marked == {"Mục một": "2"}

    on_board(rows, HOME, "5", other, HOME, "5")
    assert rows.marked.get("Mục một") != "5"

    rows.marked = {"Mục một": "2"}
    on_board(rows, HOME, "5", "5")
    assert rows.marked == {"Mục một": "5"}


def test_where_there_are_no_more_hints_the_key_for_them_says_so() -> None:
    for hints in ((), ("Một gợi ý.",)):
        _, hand = on_board(Rows(NAMES, hints=hints), "?", DOWN)

        assert ["không còn gợi ý nào khác" in "".join(rows) for rows, _ in hand.seen] == [False, True, False]


@pytest.mark.parametrize("seed", range(share(200, 4)))
def test_a_nervous_hand_leaves_on_a_board_what_the_screen_shows(seed: int) -> None:
    dice = random.Random(seed)
    stay = [*sequences.unlisted(LISTED_ON_BOARDS), *LETTERS, PASTE]
    work = [
        *sent_for(Keys.Up, Keys.Down, Keys.Home, Keys.End, Keys.Delete, Keys.ControlZ, Keys.F1),
        *"12345?",
        "\x1bOr",
    ]
    rows = Rows(NAMES, doubts={"5": "Mục này đã ghi 2 kết quả."})

    strokes = [dice.choice(dice.choice([stay, work, work])) for _ in range(40)]
    outcome, hand = on_board(rows, *strokes, *dice.choices(CONTROLS, k=2), UP, "3", lines=40)

    assert isinstance(outcome, Left | Opened) or outcome is None
    assert marks_on(hand.seen[-1][0], NAMES) == rows.marked or len(hand.seen) < 45
    assert no_english(hand)


def test_a_mark_that_fails_ends_the_board_with_what_failed() -> None:
    def failing(_place: str, _value: str | None) -> Any:
        raise ZeroDivisionError

    outcome = Hand(["1"]).work_through(board_of().board(), failing)

    assert isinstance(outcome, AskingFailed)
    assert isinstance(outcome.__cause__, ZeroDivisionError)


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_f1_shows_the_keys_of_a_board_and_of_a_page_and_hides_them_again(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = board_of()
    at_board, at_page = (Hand([F1, F1, CTRL_C], columns=columns, rows=50) for _ in range(2))
    at_board.work_through(rows.board(), rows.mark)
    at_page.fill_in(a_page({}), lambda _: None)

    for hand, told in ((at_board, "Delete: xoá lựa chọn"), (at_page, "Tab, Shift-Tab: sang ô sau, ô trước")):
        short, long, again = (" ".join(" ".join(rows).split()) for rows, _ in hand.seen)
        assert again == short
        assert told in long
        for key in ("Ctrl-L: lùi lại một câu", "Ctrl-K: để sau, lần tới hỏi lại", "Ctrl-C, Ctrl-D: lưu và dừng", "F1"):
            assert key in long


def test_f1_on_a_page_hides_no_field_on_a_small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    at_page = Hand([F1, CTRL_C], columns=80, rows=24)

    at_page.fill_in(a_page({}), lambda _: None)

    rows = at_page.seen[1][0]
    assert [label for label in LABELS_OF_FIELDS if label not in rows] == ["Ô kể ra"]
    assert "» Ô kể ra" in rows  # the field that the keys are for
    told = " ".join(" ".join(rows).split())
    assert [key for key in PAGE.explained if key not in told] == []


@pytest.mark.parametrize("lines", range(1, 9))
def test_no_english_shows_where_the_screen_is_too_low(lines: int) -> None:
    rows = board_of()
    at_page = Hand(["a", TAB, "1", CTRL_C], rows=lines)

    _, at_board = on_board(rows, F1, "1", "?", lines=lines)
    at_page.fill_in(a_page({}), lambda _: None)

    assert no_english(at_board)
    assert no_english(at_page)
    assert rows.marked == {"Mục một": "1"}


# A board of points


POINTS: Final = {"Mục hai": "6", "Mục ba": "1,5", "Mục bốn": "70"}


def points_of(*strokes: str, **how: Any) -> tuple[Any, Rows, Hand]:
    """Press keys on a board of a row that is met or not and of three for points, and then stop."""
    rows = Rows(NAMES, numbers=POINTS, with_page=False, **how)
    outcome, hand = on_board(rows, *strokes)
    return outcome, rows, hand


@pytest.mark.parametrize(
    ("strokes", "marked"),
    [
        (["1", "5", ENTER], {"một": "1", "hai": "5"}),
        (["15,5\r"], {"một": "1", "hai": "5,5"}),
        ([DOWN, "5.5", TAB, "1", ENTER], {"hai": "5,5", "ba": "1"}),
        ([DOWN, "4", UP], {"hai": "4"}),
        ([DOWN, "4", "5", "\x7f", "\x7f", "2", DOWN], {"hai": "2"}),
        ([DOWN, "4", END, "12,75", HOME], {"hai": "4", "bốn": "12,75"}),
        ([DOWN, "4", UNDO, DOWN], {}),
        ([DOWN, "4", DOWN, UNDO], {}),
        ([DOWN, "4", DOWN, UP, "5", DOWN, UNDO, UNDO], {}),
        ([DOWN, "4", DOWN, UP, DELETE], {}),
        ([DOWN, "4", DOWN, UP, "\x7f", DOWN], {}),
        ([DOWN, "4", DOWN, UP, "\x7f", "3", DOWN], {"hai": "3"}),
        ([DOWN, "4", SHIFT_TAB, "2"], {"hai": "4", "một": "2"}),
        ([DOWN, ENTER, ENTER, "7", ENTER, ENTER], {"bốn": "7"}),
        ([DOWN, "a", " ", "-", PASTE, "3", "x", ENTER], {"hai": "3"}),
        (["\x1bOr", "\x1bOv", ENTER], {"một": "2", "hai": "6"}),
    ],
    ids=str,
)
def test_points_are_typed_in_their_row_and_saved_when_it_is_left(strokes: list[str], marked: dict[str, str]) -> None:
    _, rows, hand = points_of(*strokes)

    assert rows.marked == {f"Mục {name}": value for name, value in marked.items()}
    assert no_english(hand)


@pytest.mark.parametrize("leaving", [ENTER, TAB, UP, DOWN, END, SAVE], ids=repr)
def test_points_that_cannot_be_given_stay_where_they_are_typed_with_the_reason(leaving: str) -> None:
    outcome, rows, hand = points_of(DOWN, "65", leaving, "\x7f", ENTER)

    told = [" ".join(" ".join(rows).split()) for rows, _ in hand.seen]
    assert "Cần một số từ 0 đến 6, ví dụ 5,5." in told[3]
    assert "65_/6" in told[3]
    assert rows.marked == {"Mục hai": "6"}
    assert outcome == Left(Move.STOP)


@pytest.mark.parametrize("end", ENDS, ids=repr)
def test_whatever_leaves_a_board_of_points_takes_a_number_along_that_nobody_saved(end: str) -> None:
    rows = Rows(NAMES, numbers=POINTS)

    outcome = Hand([DOWN, "6", "5", end]).work_through(rows.board(), rows.mark)

    assert outcome == Left(ENDS[end], {"Mục hai": "65"})
    assert rows.marked == {}


def test_a_number_half_typed_another_time_goes_on() -> None:
    _, rows, hand = points_of("1", "\x7f", ENTER, drafts={"Mục hai": "65"})

    assert "65_/6" in "".join(hand.seen[1][0])
    assert rows.marked == {"Mục một": "1", "Mục hai": "6"}


def test_an_enter_too_many_stays_on_the_board_and_ctrl_s_first_says_what_is_left() -> None:
    rows = Rows(NAMES, {"Mục hai": "2"}, numbers=POINTS)
    outcome, hand = on_board(rows, ENTER, END, "70", ENTER, ENTER, SAVE)
    said = [" ".join(" ".join(rows).split()) for rows, _ in hand.seen]
    assert outcome == Left(Move.STOP)
    assert "Bấm số từ 1 đến 5 để chọn." in said[1]
    assert "Đây là dòng cuối. Bấm Ctrl-S để đi tiếp." in said[5]
    assert "Còn 2 mục chưa có điểm. Bấm Ctrl-S lần nữa" in said[6]

    rows.marked |= {"Mục một": "1", "Mục ba": "0"}
    assert Hand([END, "69", SAVE]).work_through(rows.board(), rows.mark) is None
    assert rows.marked == {"Mục một": "1", "Mục hai": "2", "Mục ba": "0", "Mục bốn": "69"}


@pytest.mark.parametrize("seed", range(share(200, 6)))
def test_a_nervous_hand_leaves_on_a_board_of_points_what_was_saved(seed: int) -> None:
    dice = random.Random(seed)
    work = [*sent_for(Keys.Up, Keys.Down, Keys.Home, Keys.End, Keys.Delete, Keys.ControlZ), *"0123456789,.?", "\x7f"]
    strokes = [dice.choice(dice.choice([LETTERS, work, work, work, [ENTER, TAB, SHIFT_TAB]])) for _ in range(40)]
    rows = Rows(NAMES, dict.fromkeys(NAMES[:2], "1"), numbers=POINTS, with_page=False)

    outcome, hand = on_board(rows, *strokes)

    assert outcome is None or outcome.move is Move.STOP
    assert no_english(hand)
    for name, most in POINTS.items():
        assert 0 <= float(rows.marked.get(name, "0").replace(",", ".")) <= float(most.replace(",", "."))


# A page


TYPED: Final = {"ke": "Số hoá 1.240 hồ sơ", "dong": "31/3/2027", "them": "Trước hạn"}


def on_page(*strokes: str, end: str = FINISH) -> tuple[dict[str, str], Hand]:
    """Press keys on a page, and leave it; return what stood in its fields by then."""
    hand = Hand([*strokes, end], columns=200, rows=60)
    outcome = hand.fill_in(a_page(TYPED), lambda _: None)
    typed: Any = outcome.typed if isinstance(outcome, Left) else standing_of(outcome)
    return dict(typed), hand


def shown_by(standing: dict[str, str]) -> dict[str, str]:
    return {key: as_seen(text) for key, text in standing.items()}


def test_on_a_page_a_key_that_is_not_listed_does_nothing_in_any_field() -> None:
    strokes = sequences.unlisted(LISTED_ON_PAGES)
    handfuls = ["".join(strokes[first : first + 12]) for first in range(0, len(strokes), 1 if ALL else 12)]
    for tabs in range(5):
        standing, hand = on_page(*[TAB] * tabs, *handfuls)

        changed = [
            stroke for stroke, seen in zip(handfuls, hand.seen[tabs + 1 :], strict=True) if seen != hand.seen[tabs]
        ]
        assert changed == []
        assert standing == {"ticks": "1\n3", "mot": "", **TYPED}


@pytest.mark.parametrize("before", ["", "\x1b"], ids=["alone", "after Escape"])
@pytest.mark.parametrize("end", [SAVE, FINISH, *ENDS], ids=repr)
def test_whatever_leaves_a_page_keeps_what_stands_in_its_fields(before: str, end: str) -> None:
    standing, hand = on_page(" nữa", TAB, "2", TAB, END, " sớm", end=before + end)

    assert standing == {
        "ticks": "1\n3",
        "mot": "2",
        **TYPED,
        "ke": TYPED["ke"] + " nữa",
        "dong": TYPED["dong"] + " sớm",
    } | {key: text for key, text in standing.items() if key in ("ke", "dong")}
    assert shown_by(standing) == standing_on(hand.seen[-1][0])
    assert "nữa" in standing["ke"]
    assert "sớm" in standing["dong"]


@pytest.mark.parametrize(
    ("strokes", "before"),
    [
        # Tab goes round the fields, and Shift-Tab back.
        (
            [HOME, "a", *[TAB] * 5, "b", SHIFT_TAB, "2", SHIFT_TAB, HOME, "c"],
            {"ke": "ab", "ticks": "1\n2\n3", "them": "c"},
        ),
        # Enter begins a line in a text, and goes on in a line and at choices.
        *(
            ([HOME, enter, TAB, enter, HOME, "x", enter, HOME, "y"], {"ke": "\n", "dong": "x", "them": "y"})
            for enter in (ENTER, "\n", "\x1bOM")
        ),
        # A paste is text in its field, tabs included, and nothing at choices.
        ([HOME, PASTE, TAB, PASTE, TAB, HOME, PASTE], {"ke": "dán\tvào\n2", "dong": "dán\tvào 2"}),
        # What is taken back is what was typed in that field.
        ([HOME, "a", TAB, TAB, HOME, "b", UNDO, SHIFT_TAB, SHIFT_TAB, UNDO], {}),
        # What is chosen once more is chosen no more.
        ([TAB, "2", "2", "1", SHIFT_TAB, SHIFT_TAB, "1", " ", DOWN, " "], {"mot": "1", "ticks": "1\n2\n3"}),
    ],
    ids=str,
)
def test_keys_on_a_page_do_what_they_say(strokes: list[str], before: dict[str, str]) -> None:
    standing, _ = on_page(*strokes)

    typed = {key: before.get(key, "") + text for key, text in TYPED.items()}
    assert standing == {"ticks": "1\n3", "mot": ""} | before | typed


@pytest.mark.parametrize(
    ("strokes", "left"),
    [
        *((erased, "") for erased in ("\x15", "\x01\x7f", "\x01" + DELETE)),
        *((erased + UNDO, TYPED["ke"]) for erased in ("\x15", "\x01\x7f")),
        ("\x01mới", "mới"),
        ("\x01" + HOME + DELETE, TYPED["ke"][1:]),
        ("\x01" + ENTER + DELETE, TYPED["ke"] + "\n"),
    ],
    ids=repr,
)
def test_all_of_a_field_is_erased_or_written_over_in_one_go(strokes: str, left: str) -> None:
    standing, _ = on_page(strokes)

    assert standing == {"ticks": "1\n3", "mot": "", **TYPED, "ke": left}


def test_escape_closes_the_keys_then_goes_back_from_a_page_on_which_nothing_was_typed() -> None:
    def left_by(*strokes: str) -> tuple[Any, list[str]]:
        hand = Hand([*strokes, CTRL_C], rows=60)
        outcome = hand.fill_in(a_page(TYPED), lambda _: None)
        return outcome.move, ["\n".join(rows) for rows, _ in hand.seen]

    left, seen = left_by(F1, "\x1b", "\x1b")
    assert (left, ["Ctrl-Z: hoàn tác" in shown for shown in seen]) == (Move.BACK, [False, True, False])
    left, seen = left_by("a", "\x1b", "b")
    assert (left, ["Ctrl-L: trở lại" in shown for shown in seen]) == (Move.STOP, [False, False, True, False])
    _, hand = on_board(board_of(), F1, "\x1b", "\x1b")
    assert ["Ctrl-Z: trả lại" in "\n".join(rows) for rows, _ in hand.seen] == [False, True, False, False]


@pytest.mark.parametrize(("key", "place"), [("\x1b[6~", "Mục ba"), ("\x1b[5~", "Mục một")])
def test_page_down_and_page_up_open_the_page_of_the_row_beside_and_a_board_comes_where_there_is_none(
    key: str, place: str
) -> None:
    rows = board_of()
    one = partial(Prompts.ask_page, page=a_page(TYPED), keep=lambda _: None, fault="", at="", typed={})
    page, beside, _, board = (hand := Hand([key, FINISH, CTRL_C])).in_turn(
        one,
        lambda prompts: prompts.ask_board(rows.board(), rows.mark, fault="", at="Mục hai"),
        one,
        lambda prompts: prompts.ask_board(rows.board(), rows.mark, fault="", at=place),
    )

    assert standing_of(page) == {"ticks": "1\n3", "mot": "", **TYPED}
    assert (beside, board) == (Opened(place), Left(Move.STOP))
    assert ["Đã lưu trang trước. Trang này: " in "".join(rows) for rows, _ in hand.seen] == [False, True, False]


def test_whenever_a_field_is_left_all_that_stands_is_kept_without_hidden_characters() -> None:
    kept: list[dict[str, str]] = []
    hidden = "\x1b[200~an\u202etoa\u0300n\x01 \x1b[201~"
    hand = Hand([HOME, hidden, TAB, "1", TAB, HOME, "b", SHIFT_TAB, CTRL_C], rows=60)

    outcome = hand.fill_in(a_page(TYPED), lambda standing: kept.append(dict(standing)))

    assert [one["ke"] for one in kept] == ["antoàn " + TYPED["ke"]] * 3
    assert kept[-1] == outcome.typed
    assert kept[-1]["dong"][0] == "b"


@pytest.mark.parametrize("seed", range(share(200, 4)))
def test_a_nervous_hand_keeps_what_stands_on_a_page(seed: int) -> None:
    dice = random.Random(seed)
    stay = [sequence for sequence, names in KNOWN.items() if not LISTED_ON_PAGES & set(names)]
    edit = [*sent_for(*MOVING, *EDITING, Keys.F1, Keys.BackTab), TAB, SHIFT_TAB]
    letters = ["ở", "đ", " ", "1", "2", "ệ", "vie\x7fêt\x08\x08ệt", PASTE, "\x1bOq"]
    strokes = [dice.choice(dice.choice([stay, edit, edit, letters, letters])) for _ in range(40)]

    strokes += [*dice.choices(CONTROLS, k=2), dice.choice("1z")]
    standing, hand = on_page(*strokes, end=dice.choice([SAVE, FINISH, *ENDS]))

    assert shown_by(standing) == standing_on(hand.seen[-1][0])
    assert no_english(hand)


def test_a_page_named_like_its_step_says_the_name_once() -> None:
    hand = Hand([CTRL_C])
    page = a_page({})

    hand.fill_in(structs.replace(page, title=page.part), lambda _: None)

    assert sum(page.part in row for row in hand.seen[0][0]) == 1
