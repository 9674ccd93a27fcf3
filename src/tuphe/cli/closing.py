"""tuphe chot, mo-lai: a year closed, and opened again."""

from datetime import date
from typing import Annotated

import typer

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.cli.options import Folder, Year, flag
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.review import Review, State
from tuphe.errors import ExitCode
from tuphe.file_names import shown
from tuphe.interview.review_screen import confirmed_closing
from tuphe.terminal import console
from tuphe.workspace.checking import read_through
from tuphe.workspace.stores import Workspace


def close_year(
    year: Year = None,
    anyway: Annotated[bool, flag("--van-chot", "Chốt dù soát còn nêu điều phải sửa; không hỏi lại.")] = False,
    folder: Folder = None,
) -> None:
    """Read a year through, and close it unless the person would rather not."""
    workspace = open_workspace(folder)
    wanted = workspace.reviews.load(workspace.year(year)).year
    reopen = f"mở lại bằng: tuphe mo-lai {wanted}"
    with workspace.reviews.changing(wanted, closed_too=True) as (held, review):
        if review.state is State.CLOSED:
            since = "" if review.closed_on is None else f", ngày {texts.of_date(review.closed_on)}"
            console.notify(f"Năm {wanted} đã chốt từ trước{since}. Tệp chỉ đọc, không sửa được;", reopen)
        elif anyway or _may_close(workspace, review):
            held.save(review.closed(date.today()))
            console.notify(f"Đã chốt năm {wanted}. Tệp chỉ đọc, không sửa được;", reopen)
            if half_typed := len(review.half_typed):
                console.notify(f"{half_typed} đoạn gõ dở không đưa vào bản kiểm điểm, vẫn giữ trong tệp của năm.")
        else:
            console.notify(f"Chưa chốt năm {wanted}.", f"Xem từng điều: tuphe soat {wanted}")
            if not console.can_ask():
                raise typer.Exit(ExitCode.BLOCKED)


def reopen_year(year: Year = None, folder: Folder = None) -> None:
    """Open a closed year again."""
    workspace = open_workspace(folder)
    wanted = workspace.reviews.load(workspace.year(year)).year
    with workspace.reviews.changing(wanted, closed_too=True) as (held, review):
        if review.state is State.CLOSED:
            held.save(review.reopened())
            kept = shown(workspace.reviews.kept_in(wanted))
            console.notify(f"Đã mở lại năm {wanted}. Bản đã chốt vẫn được giữ trong {kept}.")
        else:
            console.notify(f"Năm {wanted} chưa chốt, không cần mở lại.")


def _may_close(workspace: Workspace, review: Review) -> bool:
    """Say what soát finds, and ask; where nobody can be asked, only blocking findings prevent it."""
    reading = read_through(workspace, review)
    if console.can_ask():
        asking = asker(instead=f"tuphe chot {review.year} --van-chot")
        return confirmed_closing(asking, reading.lines, review.year)
    for line in reading.lines:
        console.notify(line)
    return not reading.blocks
