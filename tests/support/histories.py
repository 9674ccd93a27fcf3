"""Random histories of several years, and what they count to, told a second, plain way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from random import Random
from typing import Final

from msgspec import structs

from tuphe.core.review import Answer, FollowUp, FollowUpState, Pledge, PledgeOutcome, PledgeState, Rating, Review
from tuphe.core.shortcoming import Shortcoming
from tuphe.core.text import spaced_words

ITEMS: Final = ("noi-di-doi-voi-lam", "neu-guong", "can-kiem", "chu-dong-sang-tao")
_MATTERS: Final = (
    "Báo cáo quý {} nộp chậm {} ngày.",
    "Vắng {} buổi học nghị quyết, học bù {} buổi.",
    "Chưa góp ý ở {} kỳ họp chi bộ, mới nêu {} ý.",
    "Giải quyết chậm {} hồ sơ của dân, có {} đơn phản ánh.",
    "HỌP MUỘN",
    "Họp  muộn.",
)
_POINTS: Final = {Rating.EXCELLENT: 4, Rating.GOOD: 3, Rating.FAIR: 2, Rating.POOR: 1}


def a_text(chance: Random) -> str:
    """A text of a few that are much alike, or of the same words."""
    return chance.choice(_MATTERS).format(chance.randint(1, 3), chance.randint(1, 3))


def a_history(seed: int, *, first: int = 2019, most: int = 6) -> list[Review]:
    """Live through a few years: shortcomings recur, are followed up, forgotten, pointed out on paper; pledges too."""
    chance = Random(seed)
    lived: list[Review] = []
    seen: list[tuple[str, str]] = []
    promised: list[str] = []
    # Some years nobody wrote.
    for year in sorted(chance.sample(range(first, first + most + 2), chance.randint(2, most))):
        review = _a_year(chance, year, seen, promised)
        seen += [(item, one.text) for item, one in review.shortcomings]
        seen += [(entry.item, entry.text) for entry in review.follow_ups]
        promised += [pledge.text for pledge in review.pledges]
        lived.append(review)
    return lived


def _a_year(chance: Random, year: int, seen: Sequence[tuple[str, str]], promised: Sequence[str]) -> Review:
    def some(most: int) -> range:
        return range(chance.randint(0, most))

    def text(known: Sequence[str]) -> str:
        return chance.choice(known) if known and chance.random() < 0.5 else a_text(chance)

    texts = [text for _, text in seen]
    answers = tuple(
        Answer(
            item=item,
            rating=chance.choice([*Rating, None]),
            shortcomings=tuple(Shortcoming(text=text(texts)) for _ in some(3)),
        )
        for item in chance.sample(ITEMS, chance.randint(1, len(ITEMS)))
    )
    followed = {
        (chance.choice(seen) if seen and chance.random() < 0.8 else (chance.choice(("", *ITEMS)), a_text(chance))): None
        for _ in some(5)
    }
    outcomes = {text(promised): None for _ in some(3)}
    return Review(
        year=year,
        answers=answers,
        follow_ups=tuple(
            FollowUp(item=item, text=words, state=chance.choice([*FollowUpState, None])) for item, words in followed
        ),
        outcomes=tuple(PledgeOutcome(text=words, state=chance.choice([*PledgeState, None])) for words in outcomes),
        pledges=tuple(Pledge(text=words) for words in {text(promised): None for _ in some(3)}),
    )


@dataclass
class Counted:
    """What one year counts to, told the plain way."""

    year: int
    stated: int = 0
    new: list[tuple[str, str]] = field(default_factory=list)
    old: list[tuple[str, str, int, str, str | None]] = field(default_factory=list)
    """Item, text, since when, what became of it, and as what it stands again."""
    pledges: list[tuple[str, int, str | None]] = field(default_factory=list)
    """Text, since when, state."""
    open: list[tuple[str, str, int]] = field(default_factory=list)
    promised: list[tuple[str, int]] = field(default_factory=list)
    averages: dict[tuple[str, ...], float | None] = field(default_factory=dict)

    def became(self, what: str) -> int:
        """How many old shortcomings became that."""
        return Counter(became for _, _, _, became, _ in self.old)[what]

    def kept(self) -> int:
        """How many old pledges were kept."""
        return sum(state == "da-thuc-hien" for _, _, state in self.pledges)


def count(reviews: Sequence[Review]) -> list[Counted]:
    """Count each year, one after the other: every text compared with every other, no filter, no index."""
    counted: list[Counted] = []
    still: list[tuple[str, str, int]] = []
    promised: list[tuple[str, int]] = []
    for written in reviews:
        review = _in_words_of_now(written, [(item, text) for item, text, _ in still], [text for text, _ in promised])
        now = Counted(review.year)
        mine = [
            (answer.item, one.text)
            for answer in review.answers
            if answer.rating != "khong-ap-dung"
            for one in answer.shortcomings
        ]
        now.stated = len(mine)
        for entry in review.follow_ups:
            if not any((item, text) == (entry.item, entry.text) for item, text, _ in still):
                still = [*still, (entry.item, entry.text, review.year - 1)]
        again = paired([(item, text) for item, text, _ in still], mine)
        left = []
        for row, (item, text, since) in enumerate(still):
            said = [one.state for one in review.follow_ups if (one.item, one.text) == (item, text)]
            became = str(said[0]) if said and said[0] else "chua-tra-loi"
            if row in again or became == "chua-khac-phuc":
                now.old.append((item, text, since, "tai-dien", mine[again[row]][1] if row in again else None))
            else:
                now.old.append((item, text, since, became, None))
            if row not in again and became != "da-khac-phuc":
                left.append((item, text, since))
        for place, (item, text) in enumerate(mine):
            ages = [still[row][2] for row, new in again.items() if new == place]
            if not ages:
                now.new.append((item, text))
            left.append((item, text, min([*ages, review.year])))
        still = [
            (*what, min(age for *other, age in left if other == [*what]))
            for what in dict.fromkeys((item, text) for item, text, _ in left)
        ]
        now.open = still
        promised = _pledges(now, review, promised)
        now.promised = promised
        counted.append(now)
    return counted


def _in_words_of_now(review: Review, still: Sequence[tuple[str, str]], promised: Sequence[str]) -> Review:
    """The year whose answers to nothing that is open are about what is like it, of the same item, and has none."""
    mending = _meant(still, [(one.item, one.text) for one in review.follow_ups if one.state])
    keeping = _meant([("", text) for text in promised], [("", one.text) for one in review.outcomes if one.state])
    return structs.replace(
        review,
        follow_ups=tuple(
            structs.replace(one, text=mending.get((one.item, one.text), one.text))
            for one in review.follow_ups
            if (one.item, one.text) not in [(item, now) for (item, _), now in mending.items()]
        ),
        outcomes=tuple(
            structs.replace(one, text=keeping.get(("", one.text), one.text))
            for one in review.outcomes
            if one.text not in keeping.values()
        ),
    )


def _meant(olds: Sequence[tuple[str, str]], answered: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    lacking = [old for old in olds if old not in answered]
    strays = [one for one in answered if one not in olds]
    pairs = paired([(item or "-", text) for item, text in lacking], [(item or "-", text) for item, text in strays])
    return {strays[new]: lacking[old][1] for old, new in pairs.items()}


def _pledges(now: Counted, review: Review, promised: list[tuple[str, int]]) -> list[tuple[str, int]]:
    for outcome in review.outcomes:
        if not any(text == outcome.text for text, _ in promised):
            promised = [*promised, (outcome.text, review.year - 1)]
    open_still = []
    for text, since in promised:
        said = [one.state for one in review.outcomes if one.text == text]
        state = str(said[0]) if said and said[0] else None
        now.pledges.append((text, since, state))
        if state != "da-thuc-hien":
            open_still.append((text, since))
    again = paired([("", text) for text, _ in open_still], [("", one.text) for one in review.pledges])
    ages = {new: open_still[old][1] for old, new in again.items()}
    return [
        *(one for row, one in enumerate(open_still) if row not in again),
        *((one.text, ages.get(row, review.year)) for row, one in enumerate(review.pledges)),
    ]


def paired(earlier: Sequence[tuple[str, str]], later: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Pair what says the same: word for word first, then the likest; each once."""

    def rank(old: int, new: int) -> tuple[object, ...] | None:
        (item, text), (where, other) = earlier[old], later[new]
        words, others = spaced_words(text).split(), spaced_words(other).split()
        if item != where and "" not in (item, where):
            return None
        degree = SequenceMatcher(None, words, others, autojunk=False).ratio()
        if words == others:
            return ((item, text) != (where, other), item != where, item != "", -1.0, old, new)
        return (True, True, True, -degree, old, new) if degree >= 0.5 else None

    ranked = sorted(
        (how, old, new)
        for old in range(len(earlier))
        for new in range(len(later))
        if (how := rank(old, new)) is not None
    )
    pairs: dict[int, int] = {}
    for _, old, new in ranked:
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return pairs


def average(review: Review, items: Sequence[str]) -> float | None:
    """The average of a year's ratings of these items."""
    points = [_POINTS[answer.rating] for answer in review.answers if answer.item in items and answer.rating in _POINTS]
    return sum(points) / len(points) if points else None
