"""tuphe nhap: last year's review taken in from a Word or text file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from msgspec import structs

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.cli.opening import open_workspace
from tuphe.cli.options import AsJson, Folder, parse_year
from tuphe.core.taking import only_sure, to_report
from tuphe.errors import NeedsTerminal, Stopped, WrongUsage
from tuphe.findings import of_place
from tuphe.interview.loop import conduct
from tuphe.interview.questions.paper import questions
from tuphe.interview.taking import NOT, Taking
from tuphe.terminal import console
from tuphe.terminal.views.paper import paper_view
from tuphe.workspace import taking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuphe.core.paper import Paper
    from tuphe.workspace.stores import Workspace


_INSTEAD: Final = "tuphe nhap TỆP --dong-y"


def take_in(
    path: Annotated[
        Path, typer.Argument(metavar="TỆP", show_default=False, help="Bản kiểm điểm: tệp Word (.docx), .txt hoặc .md.")
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--nam",
            metavar="NĂM",
            parser=parse_year,
            show_default=False,
            help="Năm của bản giấy, khi giấy không ghi rõ.",
        ),
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--dong-y", help="Giữ những chỗ đọc chắc, không hỏi; nói rõ chỗ nào không giữ.")
    ] = False,
    anyway: Annotated[bool, typer.Option("--van-nhan", help="Nhận cả bản kiểm điểm không phải bản hằng năm.")] = False,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Read a paper, show what was read, and keep it as a year once the person agrees."""
    asking = not (agreed or as_json)
    if asking and not console.can_ask():
        raise NeedsTerminal(_INSTEAD)
    workspace = open_workspace(folder)
    if year is not None:
        workspace.year(year)
    paper = taking.read(workspace, path, of_any_kind=anyway)
    if year is not None:
        paper = structs.replace(paper, year=year, doubts=tuple(one for one in paper.doubts if one.place != "nam"))
    if asking:
        _ask_and_keep(workspace, paper)
        return
    if agreed:
        _keep_what_is_sure(workspace, paper)
    if as_json:
        console.write_json(to_report(paper, paper.year))


def _keep_what_is_sure(workspace: Workspace, paper: Paper) -> None:
    if any(one.place == "nam" for one in paper.doubts):
        raise WrongUsage("Giấy không ghi rõ là của năm nào; chưa nhập gì.", then="Ghi thêm năm: --nam 2025")
    taking.check_free(workspace, paper.year)
    checklist = workspace.usual_checklist()
    _tell(workspace, paper.year, taking.keep(workspace, only_sure(paper), paper.year))
    for one in paper.doubts:
        console.notify(f"Không giữ vì chưa chắc: {of_place(one.place, checklist)}. {one.reason}")
    if paper.left:
        console.notify(f"Để ngoài {len(paper.left)} đoạn không thuộc phần nào.")
    for notice in paper.notices:
        console.notify(notice)


def _ask_and_keep(workspace: Workspace, paper: Paper) -> None:
    if paper.year:
        taking.check_free(workspace, paper.year)
    checklist = workspace.usual_checklist()
    console.show(paper_view(paper, paper.year, checklist))
    listing = partial(
        questions, checklist=checklist, leader=workspace.is_leader, check_year=partial(taking.check_free, workspace)
    )
    try:
        answered = conduct(
            listing,
            Taking(read=paper, paper=paper),
            asker=asker(instead=_INSTEAD),
            save=lambda _: None,  # nothing is kept before all is answered
            wanted=lambda _: True,
        )
    except Stopped:
        raise Stopped(kept=False) from None
    if answered.how == NOT or not answered.paper.year:
        raise Stopped(kept=False)
    kept, items = answered.outcome()
    _tell(workspace, kept.year, taking.keep(workspace, kept, kept.year, items=items))


def _tell(workspace: Workspace, year: int, filled: Sequence[str]) -> None:
    console.notify(
        f"Đã nhập bản kiểm điểm năm {year} từ giấy, giữ như năm đã chốt. Mức độ từng mục: không có trên giấy.",
        f"Xem lại: tuphe xem {year}",
    )
    if filled:
        console.notify(f"Hồ sơ ghi thêm: {', '.join(texts.PROFILE_FIELDS[key] for key in filled)}.", "Sửa: tuphe ho-so")
    following = year + 1
    if following not in workspace.reviews.years() and following <= workspace.latest_year:
        console.notify(f"Hạn chế, cam kết năm {year} sẽ được hỏi lại;", f"bắt đầu: tuphe kiem-diem {following}")
