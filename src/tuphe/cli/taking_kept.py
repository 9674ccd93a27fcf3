"""A paper that was read, kept: what is sure without a question, or what the person agrees to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.core.question import Left, Move
from tuphe.core.taking import annex_rows, only_sure
from tuphe.core.text import shortened
from tuphe.errors import Stopped, WrongUsage
from tuphe.findings import of_place
from tuphe.interview.loop import conduct
from tuphe.interview.questions.paper import questions, stopping
from tuphe.interview.taking import NOT, Taking
from tuphe.terminal import console
from tuphe.terminal.views.paper import MOST_LEFT, WORDS_OF_ANNEX, paper_view
from tuphe.workspace import taking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tuphe.core.board import Board
    from tuphe.core.paper import Paper
    from tuphe.core.question import Opened, Question
    from tuphe.interview.asker import Asker, Reply
    from tuphe.workspace.stores import Workspace


def keep_what_is_sure(workspace: Workspace, paper: Paper) -> None:
    """Keep a paper without what is in doubt, and say what was left out.

    Raises WrongUsage where its year is not sure, YearExists, and what saving raises.
    """
    if any(one.place == "nam" for one in paper.doubts):
        raise WrongUsage("Bản giấy không ghi rõ là của năm nào; chưa nhập gì.", then="Ghi thêm năm: --nam 2025")
    taking.check_free(workspace, paper.year)
    checklist = workspace.usual_checklist()
    _tell(workspace, paper.year, taking.keep(workspace, only_sure(paper), paper.year))
    if annex_rows(only_sure(paper), paper.year):
        console.notify(WORDS_OF_ANNEX)
    for one in paper.doubts:
        console.notify(f"Không giữ vì chưa chắc: {of_place(one.place, checklist)}. {one.reason}")
    if paper.left:
        console.notify(f"Để ngoài {len(paper.left)} đoạn không thuộc phần nào:")
        for line in paper.left[:MOST_LEFT]:
            console.notify(f"• {shortened(line)}")
        if (more := len(paper.left) - MOST_LEFT) > 0:
            console.notify(f"… và {more} đoạn nữa")
    for notice in paper.notices:
        console.notify(notice)


def ask_and_keep(workspace: Workspace, paper: Paper, *, instead: str) -> None:
    """Show what was read, ask what of it to keep, and keep that; `instead` is the command line that does not ask.

    Raises Stopped where the person would rather not, YearExists, and what saving raises.
    """
    if paper.year:
        taking.check_free(workspace, paper.year)
    checklist = workspace.usual_checklist()
    console.show(paper_view(paper, paper.year, checklist))
    listing = partial(
        questions, checklist=checklist, leader=workspace.is_leader, check_year=partial(taking.check_free, workspace)
    )
    asking = _AsksBeforeDropping(asker(instead=instead), Taking(read=paper, paper=paper))
    try:
        answered = conduct(
            listing,
            asking.so_far,
            asker=asking,
            save=asking.heard,  # nothing is kept before all is answered
            wanted=lambda _: True,
        )
    except Stopped:
        raise Stopped(kept=False) from None
    if answered.how == NOT or not answered.paper.year:
        raise Stopped(kept=False)
    kept, items = answered.outcome()
    _tell(workspace, kept.year, taking.keep(workspace, kept, kept.year, items=items))


class _AsksBeforeDropping:
    """Asks as `asker` does; who stops once something was answered or typed is asked before it is dropped."""

    def __init__(self, asker: Asker, taking: Taking) -> None:
        self._asker = asker
        self.so_far = taking

    def heard(self, taking: Taking) -> None:
        """Remember what was answered so far."""
        self.so_far = taking

    def ask(self, question: Question[Any], *, fault: str = "", typed: str = "") -> Reply:
        """Put one question; see `tuphe.interview.asker.Asker`."""
        reply = self._asker.ask(question, fault=fault, typed=typed)
        while isinstance(reply, Left) and reply.move is Move.STOP:
            if not (self.so_far.answered or reply.typed not in ("", *question.current)):
                break
            sure = self._asker.ask(stopping(self.so_far))
            if sure == (NOT,) or (isinstance(sure, Left) and sure.move is Move.STOP):
                break
            reply = self._asker.ask(question, typed=str(reply.typed))
        return reply

    def ask_board(
        self, board: Board[Any], mark: Callable[[str, str | None], Board[Any]], *, fault: str, at: str | Opened
    ) -> Opened | Left | None:
        """Show a board; see `tuphe.interview.asker.Asker`."""
        return self._asker.ask_board(board, mark, fault=fault, at=at)


def _tell(workspace: Workspace, year: int, filled: Sequence[str]) -> None:
    console.notify(
        f"Đã nhập bản kiểm điểm năm {year} từ bản giấy, giữ như năm đã chốt. Mức độ từng mục: không có trong bản giấy.",
        f"Xem lại: tuphe xem {year}",
    )
    if filled:
        console.notify(f"Hồ sơ ghi thêm: {', '.join(texts.PROFILE_FIELDS[key] for key in filled)}.", "Sửa: tuphe ho-so")
    following = year + 1
    if following not in workspace.reviews.years() and following <= workspace.latest_year:
        console.notify(f"Hạn chế, cam kết năm {year} sẽ được hỏi lại;", f"bắt đầu: tuphe kiem-diem {following}")
