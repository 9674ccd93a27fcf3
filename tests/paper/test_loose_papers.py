"""Papers that others type in their own order and words: all of what they say is read, and nothing is made up."""

import pytest

from support.amount import share
from support.loose_papers import PLEDGE, Matter, loose_paper
from support.papers import the_knowledge
from tuphe.core.paper import Paper
from tuphe.core.text import first_words
from tuphe.paper.reading import read_paper

SEEDS = range(share(400, 40))


def words(text: str) -> tuple[str, ...]:
    return first_words(text)


def shortcomings_of(paper: Paper) -> list[tuple[object, ...]]:
    return [(words(one.text), words(one.cause), words(one.remedy), one.due) for one in paper.shortcomings]


def as_words(one: Matter) -> tuple[object, ...]:
    return words(one.text), words(one.cause), words(one.remedy), one.due


@pytest.mark.parametrize("seed", SEEDS)
def test_a_paper_in_its_writers_own_words_is_read_whole(seed: int) -> None:
    said = loose_paper(seed)

    paper = read_paper(said.paragraphs, the_knowledge(), "giay.docx")

    assert shortcomings_of(paper) == list(map(as_words, said.shortcomings))
    assert [(words(one.text), one.state, one.percent) for one in paper.follow_ups] == [
        (words(text), state, percent) for text, state, percent in said.follow_ups
    ]
    assert [words(one.text) for one in paper.pledges] == [words(PLEDGE)]
    assert paper.self_rating.level is said.level
    assert (paper.self_rating.general_points, paper.self_rating.task_points) == said.points
    assert paper.raised_issues == ()
