"""tuphe so-sanh: a year beside the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tuphe.cli.options import AsJson, Folder, Picture, Year, parse_year
from tuphe.cli.picture import save_picture
from tuphe.cli.stores import Stores
from tuphe.core.comparison import Comparison, compare, settled_after
from tuphe.core.report import comparison_report
from tuphe.errors import WrongUsage
from tuphe.terminal import console
from tuphe.terminal.views.comparison import comparison_view

if TYPE_CHECKING:
    from tuphe.core.review import Review


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
    stores = Stores(folder)
    review = stores.reviews.load(stores.year(year))
    compared = _compared(stores, review, other)
    if as_json:
        console.write_json(comparison_report(review.year, compared))
        return
    if compared is None:
        console.say(f"Năm {review.year} là năm đầu tiên có bản kiểm điểm; chưa có gì để so sánh.")
        return

    columns = 100 if picture else console.columns()
    drawing = comparison_view(compared, stores.checklist_of(review), columns=columns, only_changes=only_changes)
    if picture:
        save_picture(drawing, picture, f"tuphe so-sanh {review.year}", columns)
    else:
        console.show(drawing)


def _compared(stores: Stores, review: Review, other: int | None) -> Comparison | None:
    """Hold a year against the one before it, or against an earlier one; None where there is none.

    What became of shortcomings and pledges is told from all years, whichever
    stands beside: it is one story.
    """
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
