"""A paper read into its parts: header, sections, shortcomings and what became of earlier ones, points, level, tasks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tuphe.core.form import Form, FormQuestion
from tuphe.core.paper import Doubt, Paper
from tuphe.core.paper_section import PaperSection
from tuphe.core.paper_words import Knowledge, PaperWords
from tuphe.core.review import Collective, FollowUp, FormAnswer
from tuphe.core.text import first_words, fold, in_order
from tuphe.paper.heading_recognition import known_headings, top_of
from tuphe.paper.headings import headings
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.reading.broken_or_framed_headings import readied, unframed
from tuphe.paper.reading.entries import is_nothing
from tuphe.paper.reading.follow_ups import follow_ups_of
from tuphe.paper.reading.header import YearRead, form_of, header_fields, of_other_matters, year_of
from tuphe.paper.reading.issues import issues_of
from tuphe.paper.reading.promised import Promised, promised_of
from tuphe.paper.reading.rows_by_columns import columns_of, tasks_of
from tuphe.paper.reading.sections import Line, divided
from tuphe.paper.reading.self_rating import RatingRead, rating_of

_BY_COUNT: Final = "Tên phần viết khác các mẫu nên xếp theo số và vị trí."
_BLANK: Final = "Các phần đều trống, có thể đây là mẫu chưa điền."
_ALIKE: Final = 0.7
"""The least likeness of the words before the colon to the name of the question."""


def read_paper(paragraphs: Sequence[Paragraph], knowledge: Knowledge, file_name: str) -> Paper:
    """Return everything that a paper says, as far as it is sure, with what is not sure and what was left aside.

    The year is read from `file_name` only where the paper itself does not say it.
    """
    words = knowledge.words
    known = known_headings(knowledge)
    paragraphs = unframed(readied(paragraphs, known), known)
    parts = divided(paragraphs, headings(paragraphs, known), knowledge)
    year = year_of(parts.head, paragraphs, file_name, words)
    header = header_fields(parts.head, words)
    rated = rating_of(parts.rating)
    earlier = follow_ups_of(parts.sections.get("III", ()), words)
    promised = promised_of(parts.sections, earlier, year.year, words)
    form = form_of(parts.head, parts.headings, year.year, knowledge)
    collective = [line for line in parts.sections.get("V", ()) if not is_nothing(line.text, words)]
    return Paper(
        header=header,
        year=year.year,
        form=form,
        sections=tuple(
            PaperSection(number=number, paragraphs=tuple(_content(number, lines, words)))
            for number, lines in parts.sections.items()
            if lines
        ),
        shortcomings=promised.shortcomings,
        follow_ups=promised.follow_ups,
        raised_issues=issues_of(parts.sections.get("IV", ()), words),
        collective=Collective(text="\n".join(line.text for line in collective)),
        form_answers=form_answers_of(parts.sections, next((one for one in knowledge.forms if one.id == form), None)),
        pledges=promised.pledges,
        self_rating=rated.rating,
        tasks=tasks_of(parts.annex, words),
        doubts=tuple(_doubts(year, rated, earlier, promised, parts.counted)),
        notices=() if any(parts.sections.values()) else (_BLANK,),
        left=(
            *(text for text in parts.left if fold(text) != fold(header.get("ho_ten", ""))),
            *of_other_matters(parts.head, words),
        ),
    )


def _content(number: str, lines: Sequence[Line], words: PaperWords) -> Iterator[str]:
    """Yield the texts of the lines of a section.

    Where a table of II or VI is read into shortcomings and remedies, its head and its running numbers are left out.
    """
    heads = {line.table: columns_of(line.cells, words.shortcoming_columns) for line in reversed(lines) if line.cells}
    named: set[int] = set()
    for line in lines:
        if top_of(number) not in ("II", "VI") or not line.cells or not heads[line.table]:
            yield line.text
        elif line.table in named:
            yield " | ".join(text for text in line.cells if text and not text.strip(" .)").isdigit())
        named.add(line.table)


def _doubts(
    year: YearRead, rated: RatingRead, earlier: Sequence[FollowUp], promised: Promised, counted: Sequence[str]
) -> Iterator[Doubt]:
    if not year.year:
        yield Doubt(place="nam", reason="Không thấy năm của bản kiểm điểm.")
    elif not year.sure:
        yield Doubt(place="nam", reason="Tiêu đề không ghi rõ năm.")
    if rated.doubt:
        yield Doubt(place="tu_danh_gia/xep_loai", reason=rated.doubt)
    for place, entry in enumerate(earlier, 1):
        if entry.state is None:
            yield Doubt(place=f"khac_phuc/{place}/tinh_trang", reason="Không rõ tình trạng khắc phục.")
    yield from promised.doubts
    for number in dict.fromkeys(counted):
        yield Doubt(place=f"phan/{number}", reason=_BY_COUNT)


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
