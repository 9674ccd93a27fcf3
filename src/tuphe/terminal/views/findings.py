"""What soát found: counts at a glance, then each finding with its place, reason and advice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from tuphe import texts
from tuphe.core.check.finding import Severity
from tuphe.findings import SEVERITIES, WordedFinding, in_short
from tuphe.terminal.views.parts import heading, indented, titled

MOST_SHOWN: Final = 100
"""The most findings of one code: nobody reads more of the same, and --json has them all."""

_HOLLOW: Final = {"cao-khong-viec": "xếp mức cao mà không nêu việc nào", "khong-cu-the": "chỉ có lời, không có việc"}
"""What is said of items without any word on what was done, by the codes of their findings."""

_STYLES: Final = {Severity.BLOCKS: "bold red", Severity.REMINDS: "yellow"}


def findings_view(found: Sequence[WordedFinding], year: int, *, left: Sequence[tuple[str, int]] = ()) -> RenderableType:
    """Draw what was found in a year, what must be mended first.

    `left` counts by their parts the answers that are still to come; nothing else is said of those.
    """
    groups = [list(group) for _, group in groupby(found, key=lambda one: one.code)]
    lines = titled(f"Soát bản kiểm điểm năm {year}: {in_short(found)}.")
    if left:
        lines.append(Text(texts.of_unanswered(left)))
    counts = Counter(one.code for one in found)
    if hollow := [f"{texts.of_number(counts[code])} mục {what}" for code, what in _HOLLOW.items() if counts[code]]:
        lines.append(Text(f"{'; '.join(hollow)}.", style="bold yellow"))
    if groups:
        lines.append("")
    for group in groups:
        severity = group[0].severity
        count = (f"{len(group):>3}  {SEVERITIES[severity]:<12} ", _STYLES[severity])
        lines.append(indented(Text.assemble(count, group[0].name), 2))
    for group in groups:
        lines += _of_one_code(group, year)
    return Group(*lines)


def _of_one(found: WordedFinding, *, reason: str, advice: str) -> Iterator[RenderableType]:
    """Yield one finding with its place and quotes, and what is not said above for all of its kind."""
    yield indented(Text.assemble((found.where, "bold"), (f"  {found.place}", "dim")), 4)
    for line in (reason, f"→ {advice}" if advice else ""):
        if line:
            yield indented(Text(line), 6)
    for quote in found.quotes:
        when = f"{quote.year}: " if quote.year else ""
        yield indented(Text(f"{when}“{quote.text}”", style="dim"), 6)


def _of_one_code(found: Sequence[WordedFinding], year: int) -> Iterator[RenderableType]:
    """Yield the findings of one code, each with its place, quotes, and the reason and advice that are its own."""
    first = found[0]
    yield from heading(first.name)
    yield indented(
        Text.assemble((SEVERITIES[first.severity], _STYLES[first.severity]), (f" · mã {first.code}", "dim")), 2
    )
    # What is the same for several of them is said once.
    by_reason: dict[str, list[WordedFinding]] = {}
    for one in found[:MOST_SHOWN]:
        by_reason.setdefault(one.reason, []).append(one)
    same_advice = len({one.advice for one in found}) == 1
    said = [first.reason] if len(by_reason) == 1 else []
    for line in (*said, *([f"→ {first.advice}"] if same_advice else [])):
        yield indented(Text(line), 2)
    for reason, alike in by_reason.items():
        if len(alike) > 1 and not said:
            yield indented(Text(reason), 2)
        own = "" if said or len(alike) > 1 else reason
        for one in alike:
            yield from _of_one(one, reason=own, advice="" if same_advice else one.advice)
    if len(found) > MOST_SHOWN:
        more = texts.of_number(len(found) - MOST_SHOWN)
        yield indented(Text(f"… và {more} chỗ nữa. Xem hết: tuphe soat {year} --json", style="dim"), 4)
