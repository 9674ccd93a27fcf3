"""Earlier versions of a year, and how one differs from the present one."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.checklist import Checklist
from tuphe.core.version_difference import Difference, ItemDifference, PartDifference
from tuphe.core.year_version import Version
from tuphe.differences import of_difference, of_fact
from tuphe.file_names import shown
from tuphe.terminal.views.parts import heading, indented, listing, titled, under_headings


def versions_view(rows: Sequence[tuple[Version, str]], year: int, *, columns: int) -> RenderableType:
    """Draw the versions of a year, numbered from 1, each with what would change if it were brought back."""
    if not rows:
        return Text(f"Năm {year} chưa có bản nào trước bản hiện tại.")
    return listing(
        ("Số", "Ngày giờ", "Dung lượng (kB)", "Nếu lấy lại"),
        [
            (str(number), texts.of_moment(one.when) + _why(one), texts.of_number(one.size / 1000, 1), changes)
            for number, (one, changes) in enumerate(rows, 1)
        ],
        columns=columns,
    )


def difference_view(changes: Difference, version: Version, number: int, checklist: Checklist) -> RenderableType:
    """Draw what would change if a version were brought back: − goes, + comes."""
    moment = texts.of_moment(version.when)
    name_of = checklist.name_of
    lines = titled(f"Nếu lấy lại bản {number} ({moment}): {of_difference(changes, name_of)}.")
    for one in changes.items:
        lines += _item_lines(one, checklist)
    lists = (("Hạn chế", changes.shortcomings), ("Cam kết", changes.pledges))
    lines += under_headings(
        (kind, _minus_and_plus(_named(found.gone, name_of), _named(found.added, name_of))) for kind, found in lists
    )
    for kind, found in lists:
        for part in found.changed:
            where = f"{name_of(part.item)} · " if part.item else ""
            lines += _part_lines(f"{where}{kind}: {part.key}", part)
    for part in changes.others:
        lines += _part_lines(f"{texts.PARTS[part.key][0].upper()}{texts.PARTS[part.key][1:]}", part)
    return Group(*lines)


def _named(places: Iterable[tuple[str, str]], name_of: Callable[[str], str]) -> Iterator[str]:
    return (f"{name_of(item)}: {text}" if item else text for item, text in places)


def _part_lines(name: str, part: PartDifference) -> Iterator[RenderableType]:
    yield from heading(name)
    yield from _minus_and_plus(map(of_fact, part.gone), map(of_fact, part.added))


def _why(version: Version) -> str:
    return f", tệp {shown(version.name)}" if version.beside else ", bản đã chốt" if version.closed else ""


def _item_lines(one: ItemDifference, checklist: Checklist) -> Iterator[RenderableType]:
    before, after = one.before, one.after
    if before.rating is not after.rating:
        rated = f"{texts.of_rating(before.rating)} → {texts.of_rating(after.rating)}"
    else:
        rated = texts.of_rating(after.rating)
    yield from heading(f"{checklist.name_of(one.item)}: {rated}")
    yield from _minus_and_plus(one.gone, one.added)


def _minus_and_plus(gone: Iterable[str], added: Iterable[str]) -> Iterator[RenderableType]:
    yield from (indented(Text(f"- {text}", style="red"), 2) for text in gone)
    yield from (indented(Text(f"+ {text}", style="green"), 2) for text in added)
