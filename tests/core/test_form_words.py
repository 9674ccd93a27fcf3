"""Every line that an official form prints, held word by word against what was found of it (tests/data/loi-van)."""

from collections.abc import Iterator

import pytest

from support.values import ROOT, the_forms
from tuphe import texts
from tuphe.core.comparison import SCORES
from tuphe.core.form import BLANKS, Content, Form, FormSection, Purpose

WORDS = ROOT / "tests" / "data" / "loi-van"
FORMS = [form for form in the_forms() if form.purpose is Purpose.REVIEW]

LEVELS = "  ".join(f"☐ {level}" for level in texts.LEVELS.values())
RATINGS = "Tự đánh giá về cấp độ thực hiện: " + "  ".join(f"☐ {texts.RATINGS[rating]}" for rating in SCORES)


def printed(form: Form) -> Iterator[str]:
    """The lines of a form as they stand on paper, a question mark before what is not confirmed."""
    yield from (BLANKS.sub("…", line) for line in form.title)
    yield from (_marked(f"{field.label}: …", unconfirmed=field.unconfirmed) for field in form.fields)
    for section in form.sections:
        yield from _of_section(section)
    for block in form.signatures:
        remarks = (f"- {remark}" for remark in block.remarks)
        for line in filter(None, (block.heading, *remarks, block.title, block.how)):
            yield _marked(line, unconfirmed=block.unconfirmed)


def _of_section(section: FormSection) -> Iterator[str]:
    number = "" if section.annex else f"{section.number.rpartition('.')[2]}. "
    yield _marked(number + BLANKS.sub("…", section.heading), unconfirmed=section.unconfirmed)
    for part in section.parts:
        if part.takes is Content.WORDS:
            yield _marked(BLANKS.sub("…", part.words), unconfirmed=section.unconfirmed)
        elif part.takes is Content.LEVEL_BOXES:
            yield LEVELS
        elif part.takes is Content.RATING_BOXES:
            yield RATINGS


def _marked(line: str, *, unconfirmed: bool) -> str:
    return f"? {line}" if unconfirmed else line


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_form_prints_the_words_that_were_found_and_marks_those_that_are_not_confirmed(form: Form) -> None:
    found = (WORDS / f"{form.id}.txt").read_text(encoding="utf-8").splitlines()

    assert list(printed(form)) == [line for line in found if not line.startswith("#")]


def test_no_form_goes_unchecked_and_each_names_where_its_words_were_found() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in WORDS.glob("*.txt")}

    assert set(files) == {form.id for form in FORMS}
    assert [name for name, text in files.items() if "# Nguồn: " not in text] == []


@pytest.mark.parametrize("form", the_forms(), ids=lambda form: form.id)
def test_quotes_are_straight_in_what_a_form_prints_and_curved_in_what_tuphe_says(form: Form) -> None:
    asked = [words for one in form.questions for words in (one.name, one.text, *one.hints)]
    own = [form.name, *form.unconfirmed, *asked]

    assert [line for line in printed(form) if "“" in line or "”" in line] == []
    assert [line for line in own if '"' in line] == []
