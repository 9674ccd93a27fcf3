"""Official forms: their words as published, which one is meant, and what can be wrong with one."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from msgspec import structs

from support.values import ROOT, silent, the_forms
from tuphe import texts
from tuphe.core.checklist import Kind
from tuphe.core.comparison import SCORES
from tuphe.core.form import (
    BLANKS,
    Column,
    Content,
    Form,
    FormSection,
    Head,
    Part,
    Purpose,
    Signature,
    form_for,
    header_keys,
    named,
    usual,
)
from tuphe.core.form_faults import find_faults
from tuphe.core.legal_basis import in_force
from tuphe.core.profile import Post
from tuphe.core.text import fold
from tuphe.storage.forms import read_form

REVIEW_FORMS = [form.id for form in the_forms() if form.purpose is Purpose.REVIEW]


def the_form(form_id: str) -> Form:
    """The built-in form with that id."""
    [found] = [form for form in the_forms() if form.id == form_id]
    return found


# As published; the words of the reviews are held below


def test_the_pledge_has_the_usual_heads_and_is_of_the_coming_year() -> None:
    form = the_form("cam-ket")

    usual = ("tư tưởng chính trị", "đạo đức, lối sống", "tổ chức kỷ luật", "nhiệm vụ", "khắc phục hạn chế", "khác")
    assert form.purpose is Purpose.PLEDGE
    assert form.title == ("BẢN CAM KẾT TU DƯỠNG, RÈN LUYỆN, PHẤN ĐẤU", "Năm {nam_sau}")
    assert len(form.sections) == len(usual)
    assert all(fold(head) in fold(section.heading) for head, section in zip(usual, form.sections, strict=True))


@pytest.mark.parametrize("form", the_forms(), ids=lambda form: form.id)
def test_a_form_has_no_fault_keeps_to_the_page_of_party_documents_and_names_its_rules(form: Form) -> None:
    page = form.layout

    assert list(find_faults(form)) == []
    assert (page.width, page.height) == (210, 297)
    assert (page.top, page.bottom, page.left, page.right) == (20, 20, 30, 15)
    assert (page.font, page.size, page.indent, page.spacing) == ("Times New Roman", 14, 10, 18)
    assert page.justified
    assert form.rules
    assert form.unconfirmed
    assert re.search(r"\d", page.source)


@pytest.mark.parametrize("form_id", ["2A-2025", "2B-2025"])
def test_the_columns_of_the_annex_are_those_that_were_found_and_fit_the_page(form_id: str) -> None:
    form = the_form(form_id)

    [annex] = [section for section in form.sections if section.annex]
    [part] = annex.parts
    assert " | ".join(column.head for column in part.columns) == (
        "TT | Nội dung nhiệm vụ, công việc | Thời hạn hoàn thành | Tình hình thực hiện | Sản phẩm hoàn thành | "
        "Đánh giá tiến độ | Ghi chú"
    )
    assert sum(column.width for column in part.columns) <= form.layout.width - form.layout.left - form.layout.right


# Items and their sections


@pytest.mark.parametrize("form_id", REVIEW_FORMS)
def test_every_kind_of_item_goes_into_exactly_one_section(form_id: str) -> None:
    parts = [part for section in the_form(form_id).sections for part in section.parts]

    taken = [kind for part in parts if part.takes is Content.RESULTS for kind in part.kinds]

    assert sorted(taken) == sorted(Kind)


@pytest.mark.parametrize("form_id", ["02A-2023", "02B-2023"])
def test_boxes_of_2023_rate_the_kinds_whose_results_stand_above_them(form_id: str) -> None:
    of_results = [one.parts for one in the_form(form_id).sections if one.number.startswith("I.") and one.parts[1:]]

    assert {tuple(part.takes for part in parts) for parts in of_results} == {(Content.RESULTS, Content.RATING_BOXES)}
    assert all(results.kinds == boxes.kinds for results, boxes in of_results)


# Which form is meant


@pytest.mark.parametrize(
    ("post", "forms"),
    [
        (Post.STAFF, ("02A-2023", "2B-2025")),
        (Post.LEADER, ("02B-2023", "2A-2025")),
        (Post.OUTSIDE, ("02A-2023", "2C-2025")),
    ],
)
def test_the_post_and_the_last_day_of_the_year_decide_the_form(post: Post, forms: tuple[str, str]) -> None:
    found = [form_for(the_forms(), post, year) for year in range(2022, 2027)]

    assert [form and form.id for form in found] == [None, *[forms[0]] * 2, *[forms[1]] * 2]
    assert [form.id for form in in_force(the_forms(), 2022)] == ["cam-ket"]


def test_a_form_holds_from_its_first_to_its_last_day_and_the_newest_in_force_is_meant() -> None:
    form = structs.replace(the_form("2B-2025"), since=date(2026, 12, 31), until=date(2027, 12, 31))
    newer = structs.replace(the_form("2B-2025"), id="2B-2026", since=date(2026, 6, 1))
    forms = [the_form("2B-2025"), newer]

    meant = [named(forms, "2B", year) for year in (2025, 2026)]

    assert [year for year in range(2024, 2030) if in_force([form], year)] == [2026, 2027]
    assert [one.id for one in in_force(forms, 2026)] == ["2B-2026", "2B-2025"]
    assert [None if one is None else one.id for one in meant] == ["2B-2025", "2B-2026"]


@pytest.mark.parametrize(
    ("names", "year", "expected"),
    [
        (("2B", "2b", "2b-2025"), 2026, "2B-2025"),
        (("02a", "02a-2023"), 2024, "02A-2023"),
        (("CAM-KET",), 2026, "cam-ket"),
        # Of a year whose letters began with a zero a letter is known without it.
        (("2B",), 2024, "02B-2023"),
        # What is written out is never taken for a form of another rule.
        (("02B", "02B-2023"), 2026, "02B-2023"),
        (("2b-2025",), 2024, "2B-2025"),
        (("", "0", "B", "2", "2D", "2B-2024", "002B", "mau"), 2024, None),
        (("", "0", "B", "2", "2D", "2B-2024", "002B", "mau"), 2026, None),
    ],
)
def test_an_id_or_a_letter_in_any_case_names_a_form_in_force(
    names: tuple[str, ...], year: int, expected: str | None
) -> None:
    found = {name: form.id if (form := named(the_forms(), name, year)) else None for name in names}

    assert found == dict.fromkeys(names, expected)


@pytest.mark.parametrize(
    ("name", "post", "year", "expected"),
    [
        ("2B", Post.STAFF, 2026, "2B-2025"),
        ("2b", None, 2025, "2B-2025"),
        ("2A", Post.LEADER, 2024, "02B-2023"),
        ("2C", Post.OUTSIDE, 2024, "02A-2023"),
        ("02A", Post.STAFF, 2026, "2B-2025"),
        ("02b-2023", Post.LEADER, 2026, "2A-2025"),
        ("02A", Post.STAFF, 2024, "02A-2023"),
        ("2B", None, 2024, None),
        ("2B", Post.STAFF, 2019, None),
        ("", None, 2026, None),
    ],
)
def test_the_name_in_a_profile_holds_while_it_is_in_force_and_then_the_post_does(
    name: str, post: Post | None, year: int, expected: str | None
) -> None:
    found = usual(the_forms(), name, post, year)

    assert (found and found.id) == expected


# What can be wrong


def faults(form: Form) -> list[tuple[tuple[str | int, ...], str]]:
    return [(fault.path, fault.sentence) for fault in find_faults(form)]


def with_section(form: Form, section: FormSection) -> Form:
    """The form with one more section at its end."""
    return structs.replace(form, sections=(*form.sections, section))


def with_first(form: Form, content: Content, **changes: object) -> tuple[Form, tuple[str | int, ...]]:
    """The form with its first part that takes `content` changed, and where that part stands."""
    row, place, part = next(
        (row, place, part)
        for row, section in enumerate(form.sections)
        for place, part in enumerate(section.parts)
        if part.takes is content
    )
    section = form.sections[row]
    parts = (*section.parts[:place], structs.replace(part, **changes), *section.parts[place + 1 :])
    changed = structs.replace(section, parts=parts)
    sections = (*form.sections[:row], changed, *form.sections[row + 1 :])
    return structs.replace(form, sections=sections), ("phan", row, "noi_dung", place)


def with_margins(form: Form, **margins: float) -> Form:
    """The form with other margins."""
    return structs.replace(form, layout=structs.replace(form.layout, **margins))


STAFF, OF_2023 = the_form("2B-2025"), the_form("02A-2023")
KINDLESS, OF_RESULTS = with_first(the_form("2C-2025"), Content.RESULTS, kinds=())
BARE, OF_TASKS = with_first(STAFF, Content.TASKS, columns=())
EXAMPLES_TWICE = FormSection(number="C", heading="Thêm", parts=(Part(takes=Content.RESULTS, kinds=(Kind.EXAMPLE,)),))
FIRST, SECOND = STAFF.questions
FAULTS: dict[str, tuple[Form, tuple[str | int, ...], str]] = {
    **{
        f"{number} at the end": (
            with_section(STAFF, FormSection(number=number, heading="Lặp")),
            ("phan", 18, "so"),
            said,
        )
        for number, said in (("A.I.1", "A.I.1"), ("C.I", "C.I cần phần C "), ("A.VII.1", "A.VII.1 cần phần A.VII "))
    },
    "a section before the one it belongs to": (
        structs.replace(OF_2023, sections=(OF_2023.sections[1], OF_2023.sections[0], *OF_2023.sections[2:])),
        ("phan", 0, "so"),
        "",
    ),
    "a kind that two sections take": (
        with_section(STAFF, EXAMPLES_TWICE),
        ("phan", 18, "noi_dung", 0, "loai"),
        "“neu-guong”",
    ),
    "a last day before the first": (structs.replace(STAFF, until=date(2025, 10, 30)), ("den_ngay",), ""),
    **{
        f"margins of {margins}": (with_margins(STAFF, **margins), ("trang",), "")
        for margins in ({"left": 200, "right": 10}, {"left": 100, "right": 95}, {"top": 297})
    },
    "a table of tasks without columns": (BARE, (*OF_TASKS, "lay"), ""),
    "a question for no section": (
        structs.replace(STAFF, questions=(FIRST, structs.replace(SECOND, section="A.IX"))),
        ("hoi", 1, "phan"),
        "mẫu không có phần này",
    ),
    "a question twice": (structs.replace(STAFF, questions=(FIRST, SECOND, FIRST)), ("hoi", 2, "id"), ""),
}


@pytest.mark.parametrize(("form", "where", "said"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_form_is_named_by_its_place(form: Form, where: tuple[str | int, ...], said: str) -> None:
    [(found, sentence)] = faults(form)

    assert found == where
    assert said in sentence


def test_results_of_no_kind_are_a_fault_that_names_the_kinds_and_what_only_seems_wrong_is_none() -> None:
    (where, sentence), *_ = faults(KINDLESS)
    mended, _ = with_first(BARE, Content.TASKS, columns=(Column(head="Việc", takes="noi_dung", width=100),))
    pledge = structs.replace(the_form("cam-ket"), sections=the_form("cam-ket").sections[:1])
    narrow = with_margins(structs.replace(STAFF, until=STAFF.since), left=100, right=90)

    assert where == (*OF_RESULTS, "lay")
    assert all(kind in sentence for kind in Kind)
    assert [faults(form) for form in (mended, pledge, narrow)] == [[]] * 3


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_of_item_that_no_section_takes_is_a_fault(kind: Kind) -> None:
    def without(part: Part) -> Part:
        return structs.replace(part, kinds=tuple(one for one in part.kinds if one is not kind))

    form = the_form("2B-2025")
    sections = (structs.replace(one, parts=tuple(map(without, one.parts))) for one in form.sections)

    [(where, sentence)] = faults(structs.replace(form, sections=tuple(sections)))

    assert where == ("phan",)
    assert [one for one in Kind if one in re.findall(r"[a-z-]+", sentence)] == [kind]


def with_head(form: Form, left: str, right: str, place: str) -> Form:
    return structs.replace(form, head=Head(left=(left,), right=right, place_and_day=place))


def with_words(form: Form, words: str) -> Form:
    parts = (Part(takes=Content.WORDS, words=words),)
    return with_section(form, FormSection(number="C", heading="Thêm", parts=parts))


@pytest.mark.parametrize("blank", ["{ten}", "{}", "{NAM}"])
@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda form, line: structs.replace(form, title=(*form.title, line)), ("tieu_de",)),
        (lambda form, line: with_section(form, FormSection(number="C", heading=line)), ("phan", 18, "ten")),
        (lambda form, line: with_head(form, line, "ĐẢNG", "Ngày"), ("dau_trang", "trai")),
        (lambda form, line: with_head(form, "ĐẢNG BỘ", line, "Ngày"), ("dau_trang", "phai")),
        (lambda form, line: with_head(form, "ĐẢNG BỘ", "ĐẢNG", line), ("dau_trang", "ngay_thang")),
        (lambda form, line: structs.replace(form, signatures=(Signature(title="A", name=line),)), ("ky", 0, "ten")),
        (with_words, ("phan", 18, "noi_dung", 0, "chu")),
    ],
    ids=["title", "heading", "left of the head", "right of the head", "place and day", "signature", "words"],
)
def test_a_blank_that_nothing_fills_is_a_fault_wherever_it_stands(
    change: Callable[[Form, str], Form], where: tuple[str | int, ...], blank: str
) -> None:
    [(found, sentence)] = faults(change(the_form("2B-2025"), f"Chữ {blank} và {{nam}}"))

    assert found == where
    assert "nam, nam_truoc, nam_sau" in sentence
    assert "ho_ten" in sentence


# What a form asks beyond the checklist


def test_a_form_of_2025_asks_for_what_its_first_heading_demands_and_one_of_2023_only_hints_at_it() -> None:
    asked = {
        form.id: [(one.id, one.section) for one in form.questions if one.required]
        for form in the_forms()
        if form.questions
    }

    both = [("dieu-dang-vien-khong-duoc-lam", "A.I.1"), ("bieu-hien-suy-thoai", "A.I.1")]
    assert asked == {**dict.fromkeys(("2A-2025", "2B-2025", "2C-2025"), both), "02A-2023": [], "02B-2023": []}


@pytest.mark.parametrize(("number", "questions"), [(1, 0), (2, 2)])
def test_a_form_of_an_older_format_is_read_and_asks_what_it_asked(number: int, questions: int) -> None:
    form = read_form(ROOT / "tests" / "data" / "mau" / f"dinh-dang-{number}.toml", notify=silent)

    assert form.id == "2B-2025"
    assert len(form.questions) == questions
    assert [block.remarks for block in form.signatures] == [()] * 4


# Who the paper is about


def test_the_header_that_is_asked_for_is_that_of_the_form_with_the_place_of_writing() -> None:
    assert header_keys(the_form("2C-2025")) == ("ho_ten", "ngay_sinh", "don_vi", "chi_bo", "dang_bo", "noi_viet")
    assert header_keys(None) == ("ho_ten", "don_vi", "chi_bo")


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
