"""From the very first question of a year the way back leads to who the person is, and forward again."""

from __future__ import annotations

from conftest import Open
from support.program import Run
from support.screen import BACK, CTRL_C


def test_a_post_said_wrong_is_put_right_from_the_first_question(known: Run, terminal: Open) -> None:
    screen = terminal("kiem-diem", "2026").wait_for("kết luận hoặc chỉ ra", "lưu và dừng").type(BACK)
    screen.answer("Vị trí công tác?", "2").wait_for("kết luận hoặc chỉ ra", "lưu và dừng")

    screen.type(CTRL_C).finish()


def test_who_goes_back_from_there_too_stands_at_the_first_question_again(known: Run, terminal: Open) -> None:
    screen = terminal("kiem-diem", "2026").wait_for("kết luận hoặc chỉ ra", "lưu và dừng").type(BACK)

    screen.answer("Vị trí công tác?", BACK).answer("Họ và tên?", BACK).wait_for("kết luận hoặc chỉ ra", "lưu và dừng")

    screen.type(CTRL_C).finish()
