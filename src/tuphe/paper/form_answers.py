"""What a paper answers to the questions that its form asks beyond the checklist, where it says which it answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tuphe.core.form import Form, FormQuestion
from tuphe.core.review import FormAnswer
from tuphe.core.text import first_words, in_order
from tuphe.paper.sections import Line

_ALIKE: Final = 0.7
"""How like the question's name the words before the colon are at least."""


def form_answers_of(sections: Mapping[str, Sequence[Line]], form: Form | None) -> tuple[FormAnswer, ...]:
    """Return the answers to a form's own questions: a line that names one before its colon answers that.

    “Việc thực hiện những điều đảng viên không được làm: tôi không vi phạm điều nào.” An answer without the words of
    its question is only a paragraph of its section.
    """
    questions = () if form is None else form.questions
    return tuple(
        FormAnswer(question=question.id, text=answer)
        for question in questions
        if (answer := "\n".join(_answers(question, sections.get(question.section.removeprefix("A."), ()))))
    )


def _answers(question: FormQuestion, lines: Iterable[Line]) -> Iterator[str]:
    name = first_words(question.name)
    for line in lines:
        head, _, answer = line.text.partition(":")
        if answer.strip() and in_order(first_words(head), name) >= _ALIKE:
            yield answer.strip()
