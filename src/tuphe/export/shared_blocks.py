"""Blocks that the summary and the official forms share."""

from collections.abc import Iterable, Sequence

from tuphe import texts
from tuphe.core.review import FollowUp, PledgeOutcome, RaisedIssue
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import ends_a_sentence, fold
from tuphe.export.document import OPEN, Bullet, Bullets, Line


def of_results(lead: str, results: Sequence[str]) -> Bullet:
    """List the results of one item under its label: one alone goes on the label's line."""
    alone = len(results) == 1
    return Bullet(Line(results[0], lead)) if alone else Bullet(Line("", lead), tuple(map(Line, results)))


def in_one_paragraph(results: Sequence[str]) -> str:
    """Join the results of one item as people write them: in one paragraph, each ending as a sentence does.

    Where one of them has lines of its own, each begins on a new line.
    """
    if any("\n" in result for result in results):
        return "\n".join(results)
    *before, last = results
    return " ".join((*(one if ends_a_sentence(one) else f"{one.rstrip()}." for one in before), last))


def state_of(entry: FollowUp | PledgeOutcome) -> str:
    """Name what became of an earlier shortcoming or pledge, and how far it is; OPEN while the year does not say."""
    return OPEN if entry.state is None else texts.of_outcome(entry.state, entry.percent)


def of_outcome(entry: FollowUp | PledgeOutcome) -> tuple[Line, ...]:
    """Say what was reached about an earlier shortcoming or pledge, and what hindered it."""
    return (*labelled("Kết quả", entry.results), *of_hindrance(entry))


def of_hindrance(entry: FollowUp | PledgeOutcome) -> tuple[Line, ...]:
    """Say what hindered the person, and who was responsible."""
    responsibility = entry.responsibility if isinstance(entry, FollowUp) else ""
    return (*labelled("Khó khăn, vướng mắc", entry.obstacles), *labelled("Trách nhiệm", responsibility))


def bullets(entries: Iterable[Bullet], *, numbered: bool = False) -> tuple[Bullets, ...]:
    """Return a list, or nothing while it would be empty."""
    several = tuple(entries)
    return (Bullets(several, numbered=numbered),) if several else ()


def of_raised_issues(issues: Iterable[RaisedIssue]) -> tuple[Bullets, ...]:
    """List each issue with what was answered to it; nothing where none was raised."""
    return bullets(
        Bullet(
            Line(issue.issue),
            (
                Line(issue.explanation or OPEN, "Giải trình"),
                Line(issue.cause or OPEN, "Nguyên nhân"),
                Line(issue.responsibility or OPEN, "Trách nhiệm"),
            ),
        )
        for issue in issues
    )


def next_remedy(entry: Shortcoming | FollowUp, unwritten: str = OPEN) -> str:
    """Say what is to be done about a shortcoming, and by when; `unwritten` where that is not said."""
    day = unwritten if entry.due is None else texts.of_date(entry.due)
    return dated(entry.remedy or unwritten, day)


def dated(text: str, day: str) -> str:
    """Say by when something is done, in brackets before the full stop of the sentence, if it has one."""
    whole = text.endswith(".") and not text.endswith("..")
    return f"{text[:-1]} (thời hạn: {day})." if whole else f"{text} (thời hạn: {day})"


def of_cause_kind(found: Shortcoming) -> str:
    """Name in brackets the kind of a cause, if the person chose one."""
    return "" if found.cause_kind is None else f" ({texts.CAUSE_KINDS[found.cause_kind].lower()})"


def header_line(label: str, value: str) -> Line:
    """Return a line of the header; “Chi bộ 3” needs no “Chi bộ:” before it."""
    named = fold(value).startswith(fold(label))
    return Line(value[:1].upper() + value[1:] if named else value, "" if named else label)


def labelled(label: str, text: str) -> tuple[Line, ...]:
    """Return a labelled line, or none while there is nothing to say."""
    return (Line(text, label),) if text else ()
