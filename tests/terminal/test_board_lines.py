"""A board on a screen of any size: nothing is wider or longer than it, and what one answers is always in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from prompt_toolkit.utils import get_cwidth

from conftest import EXAMPLES
from support.boards import Rows
from support.made_up import tried
from tuphe.storage.checklists import read_point_table
from tuphe.terminal.board_view import board_lines
from tuphe.terminal.columns import broken, padded

WORDS = st.sampled_from(
    [
        *(
            "Trách nhiệm",
            "với",
            "Tổ quốc,",
            "né tránh, đùn đẩy",
            "2/4",
            "báo cáo\nđịnh kỳ",
            "trước\thạn",
            "số",
            "a" * 60,
        ),
        *("会议", "ｗｉｄｅ", "ｆｕｌｌ" * 20, "o\u031b\u0301i"),
    ]
)
POINT_TABLES = EXAMPLES.parent / "checklists" / "bang-diem"
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
QUESTION = "Tôi xác định rõ trách nhiệm của mình với Tổ quốc, với Đảng, với Nhân dân đến mức nào?"


def drawn(rows: Rows, pointed: int, columns: int, lines: int, **how: bool | int | str) -> list[str]:
    """The lines of a board."""
    said = str(how.pop("said", ""))
    styled = board_lines(
        rows.board(), pointed, columns=columns, lines=lines, said=said,
        page=int(how.get("page", 0)), explained=bool(how.get("explained")), typed=None,
    )  # fmt: skip
    return "".join(part[1] for part in styled).split("\n")


@st.composite
def boards(draw: st.DrawFn) -> tuple[Rows, int]:
    """Some rows, and the number of one of them."""
    names = draw(st.lists(SENTENCES, min_size=1, max_size=12, unique_by=lambda name: " ".join(name.split())))
    marked = {name: draw(st.sampled_from("12345")) for name in names if draw(st.booleans())}
    rows = Rows(
        names,
        marked,
        before=draw(st.sampled_from(["", "Không áp dụng", "Tốt"])),
        question=draw(st.sampled_from([QUESTION, "Đến nay hạn chế này đã khắc phục chưa?"])),
        hints=tuple(draw(st.lists(SENTENCES, max_size=4))),
        about=tuple(draw(st.lists(SENTENCES, max_size=2))),
        counts=draw(st.sampled_from([{}, {"kết quả": 12, "hạn chế": 1, "ghi chép": 0}])),
        lacks=draw(st.sampled_from(["", "chưa nêu hạn chế"])),
    )
    return rows, draw(st.integers(0, len(names) - 1))


@tried(60)
@given(
    made=boards(),
    columns=st.integers(40, 200),
    lines=st.integers(10, 60),
    page=st.integers(0, 3),
    explained=st.booleans(),
    said=st.sampled_from(["", "Còn 6 mục chưa chọn. Bấm Ctrl-S lần nữa để đi tiếp."]),
)
def test_whatever_the_screen_is_like_what_one_answers_is_in_sight(
    *, made: tuple[Rows, int], columns: int, lines: int, page: int, explained: bool, said: str
) -> None:
    rows, pointed = made

    shown = drawn(rows, pointed, columns, lines, page=page, explained=explained, said=said)

    assert len(shown) <= lines
    assert max(map(get_cwidth, shown)) <= columns
    assert sum(row.startswith((" › ", "!› ")) for row in shown) == 1
    words = "".join("".join(shown).split())
    if said:
        assert "".join(said.split()) in words
    else:
        assert "F1" in words
    name, question = rows.names[pointed], rows.question
    wanted = len(broken(f"{name} · 12 kết quả, 1 hạn chế (chưa nêu hạn chế)", columns - 1)) + len(
        broken(question, columns - 1)
    )
    if wanted + 5 <= lines:
        assert "".join(name.split()) in words
        assert "".join(question.split()) in words


def test_twelve_rows_stand_at_80_by_24_without_scrolling() -> None:
    rows = Rows(
        [f"Mục số {number} của nhóm này" for number in range(12)],
        before="Không áp dụng", question=QUESTION, hints=("Một gợi ý khá dài " * 3,) * 3,
        counts={"kết quả": 1, "hạn chế": 0, "ghi chép": 2},
    )  # fmt: skip

    for pointed in range(12):
        shown = drawn(rows, pointed, 80, 24)

        assert [row for row in rows.names if not any(row in line for line in shown)] == []
        assert "Ctrl-C lưu và dừng" in shown[-1]
        assert all(len(line) < 80 for line in shown)


@pytest.mark.parametrize(("columns", "years"), [(80, ["2025", "2026"]), (40, ["2026"])])
def test_last_years_answers_stand_beside_where_there_is_room(columns: int, years: list[str]) -> None:
    heads = [line.split() for line in drawn(Rows(["Mục một", "Mục hai"], before="Tốt"), 0, columns, 24)]

    assert [head[: len(years)] for head in heads if "2026" in head] == [years]


def test_rows_for_which_there_is_no_room_are_said_to_be_there() -> None:
    rows = Rows([f"Mục {number}" for number in range(1, 13)])

    signs = {at: [line[1] for line in drawn(rows, at, 80, 14) if line[3:].startswith("Mục ")] for at in (0, 6, 11)}

    assert [(one[0], one[-1]) for one in signs.values()] == [("›", "v"), ("^", "v"), ("^", "›")]


@pytest.mark.parametrize("lines", [12, 16, 20, 24, 40])
def test_hints_give_way_before_rows_and_all_of_them_stand_when_they_are_wanted(lines: int) -> None:
    rows = Rows([f"Mục số {number}" for number in range(8)], question=QUESTION, hints=("Gợi ý.",) * 4)

    usual, all_hints = (drawn(rows, 4, 80, lines, page=page) for page in (0, 1))

    assert usual == all_hints or len([row for row in usual if "Mục số" in row]) >= 8 or not _hints(usual)
    assert _hints(all_hints) >= min(4, lines - 11)
    assert any("? gợi ý" in row for row in usual) == (usual != all_hints)


@pytest.mark.parametrize("table", [path.stem for path in sorted(POINT_TABLES.glob("*.toml"))])
@pytest.mark.parametrize(("columns", "lines"), [(40, 24), (80, 24)])
def test_a_criterion_is_read_whole_however_small_the_screen(table: str, columns: int, lines: int) -> None:
    for criterion in read_point_table(POINT_TABLES / f"{table}.toml", notify=print).criteria:
        rows = Rows([criterion.name], about=(criterion.group,), hints=criterion.hints, question=QUESTION)

        usual, *pages = (drawn(rows, 0, columns, lines, page=page) for page in range(12))

        pages = pages[: pages.index(usual)] or [usual]
        own = [
            [line for line in page if len(pages) == 1 or any(line not in other for other in pages)] for page in pages
        ]
        read = " ".join(line.strip(" •") for page in own for line in page if "? xem tiếp" not in line)
        for text in (*criterion.hints, *((criterion.group,) if criterion.hints else ())):
            assert "".join(text.split()) in "".join(read.split())
        assert "".join(criterion.name.split()) in "".join("".join(usual).split())


@pytest.mark.parametrize("part", ["Về nhận thức", "Hạn chế và cam kết đã nêu", "Một nhóm " * 8])
def test_the_narrowest_screen_says_how_many_rows_are_answered(part: str) -> None:
    board = structs.replace(Rows(["Mục một", "Mục hai"], {"Mục một": "2"}).board(), part=part)

    styled = board_lines(board, 0, columns=40, lines=24, said="", page=0, explained=False, typed=None)
    title = styled[0][1]

    assert title.endswith(" · 1/2 mục")
    assert len(title) < 40


@tried(120)
@given(text=SENTENCES, room=st.integers(10, 80), lead=st.sampled_from([("", ""), ("  ", "    "), ("• ", "  ")]))
def test_a_text_is_broken_by_columns_and_no_letter_of_it_is_lost(text: str, room: int, lead: tuple[str, str]) -> None:
    first, others = lead

    lines = broken(text, room, first=first, others=others)

    assert all(get_cwidth(line) <= room for line in lines)
    led = (line.removeprefix(others if number else first) for number, line in enumerate(lines))
    assert "".join("".join(led).split()) == "".join(text.split())
    assert get_cwidth(padded(" ".join(text.split()), room)) == room


def _hints(shown: list[str]) -> int:
    return sum("• Gợi ý." in row for row in shown)


@pytest.mark.parametrize(("lines", "said"), [(24, 1), (12, 0)], ids=["room", "no room"])
def test_where_there_is_room_the_short_heads_of_the_counts_are_said_in_words(lines: int, said: int) -> None:
    rows = Rows([f"Mục {row}" for row in range(7)], counts={"kết quả": 1, "hạn chế": 0, "ghi chép": 2})

    shown = "\n".join(drawn(rows, 0, 60, lines))

    assert shown.count("KQ kết quả · HC hạn chế · GC ghi chép") == said
