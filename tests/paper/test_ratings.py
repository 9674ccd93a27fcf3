"""The level that a paper proposes, in the ways people choose one: never that of an official, never that of others."""

from collections.abc import Sequence
from itertools import chain

import pytest
from msgspec import structs

from support.papers import lines, read, the_knowledge, told
from support.small_word import p, r, word
from support.templates import LEVELS
from tuphe.core.self_rating import Level
from tuphe.paper.paragraphs import Cell, Paragraph
from tuphe.paper.reading.self_rating import RatingRead, rating_of
from tuphe.paper.reading.whole_paper import read_paper
from tuphe.paper.word import paragraphs_of

BODY = """I. Ưu điểm
Tốt.
II. Hạn chế, khuyết điểm và nguyên nhân
Chậm báo cáo quý một 5 ngày.
VI. Phương hướng
- Nộp báo cáo đúng hạn.
"""


def _level(text: str) -> Level | None:
    return rating_of(lines(text)).rating.level


LOOKS = {
    "bold": "<w:b/>",
    "underlined": '<w:u w:val="single"/>',
    "italic": "<w:i/>",
    "highlighted": '<w:highlight w:val="yellow"/>',
}

Runs = Sequence[tuple[str, str]]
"""Texts, each with the names of its looks."""


def _written(*paragraphs: Runs) -> tuple[Paragraph, ...]:
    def run(text: str, looks: str) -> str:
        drawn = r(text, "".join(LOOKS[look] for look in looks.split()))
        return drawn.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")

    return paragraphs_of(word("".join(p(*(run(*one) for one in runs)) for runs in paragraphs)))


@pytest.mark.parametrize("apart", [" / ", " - ", "; ", ", ", "\t", "\n"])
def test_the_only_level_of_a_line_that_is_set_off_is_chosen_and_none_where_all_look_alike(apart: str) -> None:
    def listed(chosen: int, look: str) -> Runs:
        runs = (((level, look if at == chosen else ""), (apart, "")) for at, level in enumerate(LEVELS))
        return [*chain.from_iterable(runs)][:-1]

    for look in (*LOOKS, "bold underlined"):
        both = [[("1. Xếp loại viên chức", "bold")], listed(0, look), [("2. Xếp loại đảng viên", "bold")]]
        alone = rating_of(_written([("Đề xuất xếp loại: ", "bold"), *listed(2, look)])).rating.level
        assert rating_of(_written(*both, listed(1, look))).rating.level is Level.GOOD, look
        assert alone in ((Level.COMPLETED, None) if look == "bold" else (Level.COMPLETED,)), look
    for bold in (0, 2, 4):
        alike = [(f"{level}{apart}", "bold" if place < bold else "") for place, level in enumerate(LEVELS)]
        assert rating_of(_written(alike)).rating.level is None


@pytest.mark.parametrize("signs", ["○◉", "◯⦿", "○●", "⚪⚫", "☐☑"])
def test_a_round_button_is_a_box(signs: str) -> None:
    listed = "\n".join(f"{signs[level == LEVELS[1]]} {level}" for level in LEVELS)

    assert _level(listed) is Level.GOOD
    assert _level(" ".join(f"{signs[level == LEVELS[2]]} {level}" for level in LEVELS)) is Level.COMPLETED
    assert _level("\n".join(f"{signs[0]} {level}" for level in LEVELS)) is None


def _table(*rows: tuple[str, ...]) -> list[Paragraph]:
    return [
        Paragraph(position=0, text=text, cell=Cell(table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


def test_columns_say_whose_level_is_marked_and_labels_of_which_year() -> None:
    rows = [("Mức", "Viên chức", "Đảng viên"), (LEVELS[0], "X", ""), (LEVELS[1], "", "X"), (LEVELS[2], "", "")]
    theirs = [("Mức", "Cá nhân tự xếp loại", "Chi bộ xếp loại"), (LEVELS[0], "", "X"), (LEVELS[1], "x", "")]

    for table in (rows, list(zip(*rows, strict=True)), theirs):
        assert rating_of(_table(*table)).rating.level is Level.GOOD
    assert rating_of(_table(*theirs[:2], (LEVELS[1], "", ""))).rating.level is None
    assert _level(f"Mức xếp loại năm trước: {LEVELS[0]}\nMức đề xuất năm nay: {LEVELS[1]}") is Level.GOOD


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ kết quả trên, tôi tự xếp loại chất lượng: Đảng viên hoàn thành tốt nhiệm vụ.",
        "Qua kiểm điểm, tôi tự nhận mức hoàn thành tốt nhiệm vụ trong năm.",
        "Bản thân tự đánh giá đạt mức Hoàn thành tốt nhiệm vụ, kính đề nghị chi bộ xem xét.",
        "Tôi tự xếp loại mình ở mức: Đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ.",
        "Tự nhận: HTTNV",
        "Kính đề nghị chi bộ xem xét, xếp loại tôi ở mức: Hoàn thành tốt nhiệm vụ.",
    ],
)
@pytest.mark.parametrize("heading", ["", "VII. Tự xếp loại\n", "Phần thứ năm: TỰ NHẬN XẾP LOẠI\n"])
def test_a_sentence_says_the_level(heading: str, sentence: str) -> None:
    paper = read(f"{BODY}{heading}{sentence}\nNGƯỜI TỰ KIỂM ĐIỂM\n")

    assert paper.self_rating.level is Level.GOOD
    assert told(paper)["VI"] == ("Nộp báo cáo đúng hạn.",)


@pytest.mark.parametrize("signed", ["NGƯỜI TỰ KIỂM ĐIỂM\nĐặng Văn Chữ\n", "(Ký, ghi rõ họ tên)\nĐặng Văn Chữ\n", ""])
@pytest.mark.parametrize(
    "theirs",
    [
        "Ý KIẾN CỦA CHI BỘ\nChi bộ xếp loại: Hoàn thành tốt nhiệm vụ.",
        "Nhận xét của chi uỷ: nhất trí. Xếp loại: Hoàn thành tốt nhiệm vụ",
        "Chi uỷ đề nghị xếp loại: Hoàn thành tốt nhiệm vụ",
        "Đánh giá của người đứng đầu đơn vị\nXếp loại đảng viên: Hoàn thành tốt nhiệm vụ",
        "Ý kiến của Ban Giám hiệu: xếp loại đảng viên Hoàn thành tốt nhiệm vụ.",
        "XẾP LOẠI CỦA TẬP THỂ: Hoàn thành tốt nhiệm vụ",
    ],
)
def test_what_others_say_below_is_never_taken(theirs: str, signed: str) -> None:
    own = "Tự xếp loại: Hoàn thành nhiệm vụ\n"

    assert read(f"{BODY}VII. Tự xếp loại\n{own}{signed}{theirs}\n").self_rating.level is Level.COMPLETED
    assert read(f"{BODY}VII. Tự xếp loại\n{signed}{theirs}\n").self_rating.level is None


@pytest.mark.parametrize("label", ["Đề xuất xếp loại: ", "Đảng viên: ", "Tự nhận mức "])
@pytest.mark.parametrize("apart", ["\n", "\n\n", "\n- "])
def test_the_first_of_a_list_is_not_chosen_for_its_label(label: str, apart: str) -> None:
    assert _level(label + apart.join(LEVELS)) is None
    assert _level(label + LEVELS[0]) is Level.EXCELLENT


@pytest.mark.parametrize("bullet", ["", "- ", "a) "])
def test_the_only_line_of_a_list_that_looks_otherwise_is_chosen(bullet: str) -> None:
    for look in (*LOOKS, "bold underlined"):
        listed = [[(bullet, ""), (level, look if level == LEVELS[1] else "")] for level in LEVELS]
        alike = [[(bullet, ""), (level, look)] for level in LEVELS]

        assert rating_of(_written(*listed)).rating.level is Level.GOOD, look
        assert rating_of(_written(*alike)).rating.level is None, look


@pytest.mark.parametrize(
    "line",
    [
        "Đảng viên: Hoàn thành tốt nhiệm vụ; Công chức: Hoàn thành xuất sắc nhiệm vụ",
        "Tự xếp loại: viên chức hoàn thành xuất sắc nhiệm vụ, đảng viên hoàn thành tốt nhiệm vụ.",
        "Viên chức HTXSNV - Đảng viên HTTNV",
        "Xếp loại viên chức: HTXSNV\nXếp loại đảng viên: HTTNV",
        "Xếp loại viên chức: HTXSNV\nĐảng viên, viên chức: HTTNV",
    ],
)
def test_a_line_may_name_the_levels_of_both(line: str) -> None:
    assert _level(line) is Level.GOOD


@pytest.mark.parametrize(
    ("before", "behind"),
    [("x ", ""), ("✓ ", ""), ("→ ", ""), ("", " x"), ("", " ✓"), ("", ": X"), ("", "\tx"), ("", " (x)")],
)
def test_a_mark_of_any_kind_beside_a_level_chooses_it(before: str, behind: str) -> None:
    def listed(marked: set[str]) -> str:
        return "\n".join(f"{before}{level}{behind}" if level in marked else level for level in LEVELS)

    assert _level(listed({LEVELS[1]})) is Level.GOOD
    assert _level(listed(set(LEVELS))) is None
    assert _level(listed(set())) is None


@pytest.mark.parametrize(
    "criterion",
    [
        "Kết quả hoạt động của tập thể do mình phụ trách: 12/15",
        "Đánh giá của chi bộ về việc giữ đoàn kết: tự chấm 5 điểm",
        "Kết quả lãnh đạo của cấp uỷ",
        "Căn cứ kết quả của chi bộ và của bản thân:",
    ],
)
def test_a_criterion_or_the_head_of_a_table_that_speaks_of_others_ends_nothing(criterion: str) -> None:
    body = f"{BODY}B. Tự đánh giá, xếp loại\n{criterion}\nĐề xuất xếp loại: Hoàn thành tốt nhiệm vụ\n"
    rows = (("Mức", "Cá nhân tự xếp loại", "Chi bộ xếp loại"), (LEVELS[0], "", "x"), (LEVELS[1], "x", ""))
    table = (structs.replace(one, position=100 + place) for place, one in enumerate(_table(*rows)))
    framed = read_paper((*lines(f"{BODY}VII. Tự xếp loại\n"), *table), the_knowledge(), "giay.docx")

    assert read(body).self_rating.level is framed.self_rating.level is Level.GOOD


def drawn(down: float, across: float = 60, shape: str = "ellipse", start: str = "paragraph", inner: str = "") -> str:
    """A shape of 120 by 16 points, drawn so far below and beside the beginning of its paragraph."""
    left, top = int((across - 60) * 12700), int((down - 8) * 12700)
    places = (
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{start}"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
    )
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    outline = f'<wps:wsp><wps:spPr><a:prstGeom prst="{shape}"/></wps:spPr>{inner}</wps:wsp>'
    anchor = f'<wp:anchor>{places}<wp:extent cx="1524000" cy="203200"/><a:graphic><a:graphicData uri="{wps}">'
    style = f"position:absolute;margin-left:{across - 60}pt;margin-top:{down - 8}pt;width:120pt;height:16pt"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}{outline}</a:graphicData></a:graphic>'
        f'</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:oval style="{style}"/></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def rated_in(*body: str) -> RatingRead:
    return rating_of(paragraphs_of(word("".join(body))))


def circling(at: int, shape: str) -> RatingRead:
    """The levels each on its line, with a shape that hangs on one of them."""
    return rated_in(*(p(shape if row == at else "", r(level)) for row, level in enumerate(LEVELS)))


OLDER = (
    '<v:oval style="position:absolute;margin-left:1.5in;margin-top:-1pt;width:4cm;height:18pt"/>',
    '<v:shape type="#_x0000_t3" style="margin-left:0;margin-top:2pt;width:120pt;height:14pt"/>',
)
"""Circles of an older Word."""


def test_a_level_in_a_circle_drawn_by_hand_is_the_one_chosen() -> None:
    circles = [drawn(9, shape=shape) for shape in ("ellipse", "roundRect", "flowChartConnector")]
    circles += [f"<w:r><w:pict>{pict}</w:pict></w:r>" for pict in OLDER]

    for row, level in enumerate(Level):
        found = [circling(row, circle) for circle in circles]
        assert [(one.rating.level, one.doubt) for one in found] == [(level, "")] * len(circles)


@pytest.mark.parametrize(("down", "start"), [(30, "paragraph"), (-10, "paragraph"), (9, "page")])
def test_where_a_circle_lies_only_roughly_the_level_is_read_and_in_doubt(down: int, start: str) -> None:
    found = circling(1, drawn(down, start=start))

    assert found.rating.level is {30: Level.COMPLETED, -10: Level.EXCELLENT, 9: Level.GOOD}[down]
    assert "khoanh" in found.doubt


def test_of_levels_in_one_line_the_one_below_the_circle_is_read_and_in_doubt() -> None:
    in_one_line = "Xếp loại: Hoàn thành xuất sắc nhiệm vụ / Hoàn thành tốt nhiệm vụ / Hoàn thành nhiệm vụ"

    first, second = (rated_in(p(drawn(9, across=across), r(in_one_line))) for across in (120, 300))

    assert (first.rating.level, second.rating.level) == (Level.EXCELLENT, Level.GOOD)
    assert "khoanh" in first.doubt


def test_two_circles_or_a_text_box_choose_nothing() -> None:
    both = rated_in(p(drawn(9), r(LEVELS[0])), p(drawn(9), r(LEVELS[1])), p(r(LEVELS[2])))
    words = f"<wps:txbx><w:txbxContent>{p(r('Mẫu 2B'))}</w:txbxContent></wps:txbx>"
    box = circling(1, drawn(9, shape="roundRect", inner=words))
    line = circling(1, drawn(9, shape="line"))

    assert [one.rating.level for one in (both, box, line)] == [None] * 3
