"""tuphe xem, so-sanh, danh-sach, chot, mo-lai: years on the screen, closed and opened."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tuphe.cli.options import AsJson, Folder, GroupId, Picture, Year, parse_year

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import RenderableType

    from tuphe.cli.stores import Stores
    from tuphe.core.comparison import Comparison
    from tuphe.core.review import Review
    from tuphe.storage.reviews import OpenYear


def show_year(year: Year = None, group: GroupId = None, as_json: AsJson = False, folder: Folder = None) -> None:
    """Xem một năm trên màn hình."""
    from tuphe.cli.options import known_id
    from tuphe.cli.stores import Stores
    from tuphe.storage.toml import to_plain
    from tuphe.terminal import console

    stores = Stores(folder)
    review = stores.reviews.load(stores.year(year))
    checklist = stores.checklist_of(review)
    known_id("nhóm", group, (known.id for known in checklist.groups))
    if as_json:
        wanted = {item.id for known in checklist.groups if group in (None, known.id) for item in known.items}
        shown = review if group is None else review.but(answers=tuple(a for a in review.answers if a.item in wanted))
        console.write_json(to_plain(shown))
        return
    from tuphe.terminal.views.review import review_view

    console.show(
        review_view(
            review,
            checklist,
            leader=stores.is_leader,
            groups=None if group is None else [group],
            proposal=() if group else stores.proposal(review)[0],
        )
    )


def compare_years(
    year: Year = None,
    other: Annotated[
        int | None,
        typer.Option(
            "--voi",
            metavar="NĂM",
            parser=parse_year,
            show_default=False,
            help="Năm trước đó đặt bên cạnh, thay cho năm liền trước.",
        ),
    ] = None,
    only_changes: Annotated[bool, typer.Option("--chi-thay-doi", help="Chỉ các mục có thay đổi.")] = False,
    as_json: AsJson = False,
    picture: Picture = None,
    folder: Folder = None,
) -> None:
    """So sánh một năm với năm liền trước."""
    from tuphe.cli.stores import Stores
    from tuphe.core.report import comparison_report
    from tuphe.terminal import console

    stores = Stores(folder)
    review = stores.reviews.load(stores.year(year))
    compared = _compared(stores, review, other)
    if as_json:
        console.write_json(comparison_report(review.year, compared))
        return
    if compared is None:
        console.say(f"Năm {review.year} là năm đầu tiên có bản kiểm điểm; chưa có gì để so sánh.")
        return
    from tuphe.terminal.views.comparison import comparison_view

    columns = 100 if picture else console.columns()
    drawing = comparison_view(compared, stores.checklist_of(review), columns=columns, only_changes=only_changes)
    if picture:
        _save_picture(drawing, picture, f"tuphe so-sanh {review.year}", columns)
    else:
        console.show(drawing)


def _compared(stores: Stores, review: Review, other: int | None) -> Comparison | None:
    """Hold a year against the one before it, or against an earlier one; None where there is none.

    What became of shortcomings and pledges is told from all years, whichever
    stands beside: it is one story.
    """
    from tuphe.core.comparison import compare, settled_after
    from tuphe.errors import WrongUsage

    if other == review.year:
        raise WrongUsage("Chọn một năm khác để so sánh.")
    before = stores.before(review.year) if other is None else stores.reviews.load(stores.year(other))
    if before is None:
        return None
    if before.year > review.year:
        raise WrongUsage(
            f"Năm đặt bên cạnh phải là năm trước năm {review.year}.",
            then=f"Muốn xem hai năm này: tuphe so-sanh {before.year} --voi {review.year}",
        )
    checklist, promises = stores.checklist_of(review), stores.promises(review.year)
    if before.year == stores.reviews.year_before(review.year):
        return compare(before, review, checklist, promises)
    return compare(before, review, checklist, promises, settled_after(before.year, stores.earlier(review.year)))


def show_trends(
    first: Annotated[
        int | None,
        typer.Option("--tu", metavar="NĂM", parser=parse_year, show_default=False, help="Từ năm này."),
    ] = None,
    last: Annotated[
        int | None,
        typer.Option("--den", metavar="NĂM", parser=parse_year, show_default=False, help="Đến hết năm này."),
    ] = None,
    as_json: AsJson = False,
    picture: Picture = None,
    folder: Folder = None,
) -> None:
    """Xem các năm bên cạnh nhau: mức độ từng mục, trung bình từng nhóm, hạn chế và cam kết."""
    from tuphe.cli.stores import Stores
    from tuphe.core.report import trends_report
    from tuphe.core.trends import look_back
    from tuphe.terminal import console

    stores = Stores(folder)
    years = [year for year in stores.reviews.years() if (first or year) <= year <= (last or year)]
    if not years:
        console.say("Chưa có bản kiểm điểm nào trong khoảng ấy.", "Bắt đầu bằng: tuphe kiem-diem")
        return
    reviews = [stores.reviews.load(year) for year in years]
    checklist = stores.checklist_of(reviews[-1])
    # The counts of a year rest on all before it, shown or not.
    trends = look_back(reviews, checklist, stores.earlier(years[0]))
    if as_json:
        console.write_json(trends_report(trends))
        return
    from tuphe.terminal.views.trends import trends_view

    columns = 120 if picture else console.columns()
    drawing = trends_view(trends, checklist, columns=columns)
    if picture:
        _save_picture(drawing, picture, "tuphe xu-huong", columns)
    else:
        console.show(drawing)


def list_years(as_json: AsJson = False, folder: Folder = None) -> None:
    """Liệt kê các năm; nêu hạn chế, cam kết chưa xong và những gì đã quá hạn."""
    from tuphe.cli.stores import Stores
    from tuphe.core.promises import open_after
    from tuphe.core.report import promises_report, year_report
    from tuphe.errors import BadFile, ChecklistNotFound, TuPheError
    from tuphe.terminal import console

    stores = Stores(folder)
    reports = []
    reviews = []
    faults: list[TuPheError] = []
    for year in stores.reviews.years():
        try:
            review = stores.reviews.load(year)
            checklist = stores.checklist_of(review)
            reports.append(year_report(review, checklist, leader=stores.is_leader, missing=_missing(stores, review)))
            reviews.append(review)
        except (BadFile, ChecklistNotFound) as fault:
            faults.append(fault)  # the other years are listed all the same
    for year in stores.reviews.lost_years():
        console.remark(f"Tệp của năm {year} không còn,", f"nhưng có bản để lấy lại: tuphe khoi-phuc {year}")
    promises, today = open_after(reviews), date.today()
    if as_json:
        console.write_json({"nam": reports, **promises_report(promises, today)})
    elif not reports and not faults:
        console.say("Chưa có bản kiểm điểm nào.", "Bắt đầu bằng: tuphe kiem-diem")
    elif reports:
        from tuphe.terminal.views.lists import promises_view, years_view

        console.show(years_view(reports, columns=console.columns()))
        console.show(promises_view(promises, checklist, today))
    for other in faults[1:]:
        console.remark(str(other))
    if faults:
        raise faults[0]


def _missing(stores: Stores, review: Review) -> int | None:
    from tuphe.core.review import State
    from tuphe.errors import BadFile

    if review.state is State.CLOSED:
        return None
    try:
        return len(stores.missing(review, stores.usual_form(review.year)))
    except BadFile:  # the year before, which the list names: what it left open is not known
        return None


def close_year(
    year: Year = None,
    anyway: Annotated[bool, typer.Option("--van-chot", help="Chốt dù soát còn nêu điều gì, không hỏi lại.")] = False,
    folder: Folder = None,
) -> None:
    """Soát rồi chốt một năm: từ đó chỉ để đọc."""
    from tuphe import texts
    from tuphe.cli.stores import Stores
    from tuphe.core.review import State
    from tuphe.terminal import console

    stores = Stores(folder)
    wanted = stores.reviews.load(stores.year(year)).year
    reopen = f"mở lại bằng: tuphe mo-lai {wanted}"
    with _held(stores, wanted) as (held, review):
        if review.state is State.CLOSED:
            since = "" if review.closed_on is None else f", ngày {texts.of_date(review.closed_on)}"
            console.remark(f"Năm {wanted} đã chốt từ trước{since}. Tệp chỉ để đọc;", reopen)
        elif anyway or _may_close(stores, review):
            held.save(review.closed(date.today()))
            console.remark(f"Đã chốt năm {wanted}. Tệp chỉ để đọc;", reopen)
        else:
            console.remark(f"Chưa chốt năm {wanted}.", f"Xem từng điều: tuphe soat {wanted}")


def reopen_year(year: Year = None, folder: Folder = None) -> None:
    """Mở lại một năm đã chốt."""
    from tuphe.cli.stores import Stores
    from tuphe.core.review import State
    from tuphe.terminal import console

    stores = Stores(folder)
    wanted = stores.reviews.load(stores.year(year)).year
    with _held(stores, wanted) as (held, review):
        if review.state is State.CLOSED:
            held.save(review.reopened())
            kept = f"sao-luu/kiem-diem/{wanted}"
            console.remark(f"Đã mở lại năm {wanted}. Bản đã chốt được giữ trong {kept}, không bị dọn đi.")
        else:
            console.remark(f"Năm {wanted} đang mở, không cần mở lại.")


def _may_close(stores: Stores, review: Review) -> bool:
    """Say what soát finds, and ask; where nobody can be asked, only what blocks stands in the way."""
    from tuphe.cli.asking import asker
    from tuphe.cli.checks import read_through
    from tuphe.findings import in_lines
    from tuphe.interview.review_screen import confirmed_closing
    from tuphe.terminal import console

    reading = read_through(stores, review)
    if reading.blocks or console.can_ask():
        asking = asker(instead=f"tuphe chot {review.year} --van-chot")
        return confirmed_closing(asking, in_lines(reading.found), review.year)
    for line in in_lines(reading.found):
        console.remark(line)
    return True


@contextmanager
def _held(stores: Stores, year: int) -> Iterator[tuple[OpenYear, Review]]:
    from tuphe.errors import ReviewNotFound

    with stores.reviews.holding(year, closed_too=True) as held:
        if held.review is None:  # gone since it was read
            raise ReviewNotFound(year)
        yield held, held.review


def _save_picture(drawing: RenderableType, path: Path, title: str, columns: int) -> None:
    from tuphe.errors import CannotWrite, WrongUsage
    from tuphe.names import shown
    from tuphe.storage.files import write_for_others
    from tuphe.terminal import console

    if path.suffix.lower() != ".svg":
        raise WrongUsage("Ảnh lưu ở dạng SVG: tên tệp phải có đuôi .svg.")
    if path.exists():
        raise CannotWrite(path, "đã có tệp này. Chọn tên khác.")
    write_for_others(path, console.svg(drawing, title=title, width=columns).encode())
    console.remark(f"Đã lưu ảnh {shown(path)}.")
