"""tuphe soat: one year, read as an honest, careful reader would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, NamedTuple

import typer

from tuphe import reasons
from tuphe.cli.export import document_of
from tuphe.cli.options import AsJson, Folder, Year
from tuphe.cli.stores import Stores
from tuphe.core.check import check
from tuphe.core.check.finding import Finding, Severity
from tuphe.core.check.material import Material, review_day
from tuphe.core.form import named
from tuphe.core.places import settled_with, unsettled
from tuphe.core.review import Review, Silenced
from tuphe.core.scoring import table_in_use
from tuphe.core.text import clean, shortened
from tuphe.errors import ExitCode, ReviewNotFound, WrongUsage
from tuphe.export.pages import estimated_pages
from tuphe.findings import Said, in_words, report
from tuphe.storage import checks
from tuphe.storage.levels import level_rules
from tuphe.terminal import console
from tuphe.terminal.views.findings import findings_view


class Reading(NamedTuple):
    """What was found in a year, in words, and what of it the person has silenced, each with its reason."""

    found: list[Said]
    silenced: list[tuple[Said, str]]

    @property
    def blocks(self) -> bool:
        """Whether something must be mended before the paper is handed in."""
        return any(one.severity is Severity.BLOCKS for one in self.found)


def check_year(
    year: Year = None,
    silenced: Annotated[
        str | None,
        typer.Option("--bo-qua", metavar="MÃ", show_default=False, help="Bỏ qua mã này ở một chỗ; kèm --cho, --ly-do."),
    ] = None,
    place: Annotated[
        str | None, typer.Option("--cho", metavar="CHỖ", show_default=False, help="Chỗ bỏ qua, như soat hiện ra.")
    ] = None,
    why: Annotated[
        str | None,
        typer.Option("--ly-do", metavar="LÝ_DO", show_default=False, help="Vì sao bỏ qua, ghi vào tệp năm."),
    ] = None,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Soát một năm như người đọc kỹ: chỗ nào thiếu, chung chung, lặp, trái quy định."""
    stores = Stores(folder)
    review = stores.reviews.load(stores.year(year))
    if silenced is not None or place is not None or why is not None:
        review = _silence(stores, review, silenced, place, why)
    tell_unsettled(settled_with(review, stores.promises(review.year)))
    reading = read_through(stores, review)
    if as_json:
        silent = [{**entry, "bo_qua": reason} for one, reason in reading.silenced for entry in report([one])]
        console.write_json({"nam": review.year, "soat": report(reading.found), "bo_qua": silent})
    else:
        console.show(findings_view(reading.found, review.year))
        if reading.silenced:
            console.remark(f"{len(reading.silenced)} điều đã bỏ qua, có ghi lý do trong tệp của năm.")
        if reading.found:
            console.remark("", f'Bỏ qua một điều: tuphe soat {review.year} --bo-qua MÃ --cho CHỖ --ly-do "…"')
    if reading.blocks:
        raise typer.Exit(ExitCode.BLOCKED)


def tell_unsettled(review: Review) -> None:
    """Name what was typed or silenced by row, in format 1, of which nothing tells to which entry it belongs."""
    for place, words in unsettled(review):
        console.remark(
            f"Không rõ “{shortened(words)}”, ghi cho {place}, thuộc ý nào; đoạn ấy vẫn nằm trong tệp năm {review.year}."
        )


def read_through(stores: Stores, review: Review) -> Reading:
    """Read one year by every rule of soát."""
    checked = check(_material(stores, review))
    codes = checks.codes(notify=_say)
    checklist = stores.checklist_of(review)

    def said(found: Iterable[Finding]) -> list[Said]:
        return in_words(found, codes, checklist, review.year, option=stores.option)

    silenced = [(said([finding])[0], reason) for finding, reason in checked.silenced]
    return Reading(said(checked.found), silenced)


def _material(stores: Stores, review: Review) -> Material:
    profile = stores.profile.profile
    form = stores.usual_form(review.year)
    assessed = stores.assessment(review)
    against = (
        ""
        if assessed is None
        else reasons.against_choice(assessed, review.self_rating.level, year_before=stores.year_before(review.year))
    )
    return Material(
        review=review,
        checklist=stores.checklist_of(review),
        profile=profile,
        promises=stores.promises(review.year),
        lists=checks.word_lists(notify=_say),
        day=review_day(review, date.today()),
        leader=stores.is_leader,
        previous=stores.before(review.year),
        form=form,
        own_form=named(stores.forms.called(profile.form), profile.form, review.year) if profile.form else None,
        rated_by_points=level_rules(review.year, notify=_say) is not None,
        pages=None if profile.page_limit is None else estimated_pages(document_of(stores, review, form)),
        against=against,
        table=table_in_use(review, stores.point_tables.readable()[0]),
        decomposed=stores.reviews.decomposed_lines(review.year),
    )


def _silence(stores: Stores, review: Review, code: str | None, place: str | None, why: str | None) -> Review:

    reason = clean(why or "")[0].strip()
    if why is not None and not reason:
        raise WrongUsage("Lý do không được để trống: --ly-do cần một câu.")
    if not (code and place and reason):
        raise WrongUsage("Bỏ qua một điều cần đủ ba tuỳ chọn: --bo-qua MÃ, --cho CHỖ và --ly-do.")
    reading = read_through(stores, review)
    known = [*reading.found, *(one for one, _ in reading.silenced)]
    entry = next((one.entry for one in known if one.code == code and place in (one.place, one.entry)), None)
    if entry is None:
        raise WrongUsage("Không có điều nào mang mã ấy ở chỗ ấy.", then=f"Xem mã và chỗ: tuphe soat {review.year}")
    with stores.reviews.holding(review.year) as held:
        if held.review is None:  # gone since it was read
            raise ReviewNotFound(review.year)
        held.save(held.review.with_silenced(Silenced(code=code, place=entry, reason=reason)))
        console.remark("Đã bỏ qua, lý do ghi trong tệp của năm.")
        return held.review


def _say(text: str, *then: str) -> None:

    console.remark(text, *then)
