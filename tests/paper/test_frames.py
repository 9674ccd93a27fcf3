"""Papers whose sections stand in tables are read as those without: one content, framed in the ways of units."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pytest

from support.papers import TITLE, lines, the_knowledge, told
from tuphe.core.paper import Paper
from tuphe.core.self_rating import Level
from tuphe.paper.paragraphs import Cell, Paragraph
from tuphe.paper.reading.whole_paper import read_paper

Rows = Iterable[tuple[str, str, tuple[str, ...]]]

PAPER: Rows = (
    ("A", "ƯU ĐIỂM, KẾT QUẢ", ()),
    ("1", "Phẩm chất chính trị, đạo đức, lối sống; tự soi, tự sửa", ("- Giữ vững lập trường.", "- Sống giản dị.")),
    ("2", "Kết quả thực hiện nhiệm vụ, chỉ tiêu được giao", ("Hoàn thành 12/14 việc.",)),
    ("3", "Thực hiện cam kết tu dưỡng, rèn luyện", ("Đăng ký 3 việc, xong 2.",)),
    ("B", "HẠN CHẾ, NGUYÊN NHÂN", ()),
    ("4", "Hạn chế, khuyết điểm", ("(1) Chậm 2 việc.", "(2) Ít xuống cơ sở.")),
    ("5", "Nguyên nhân (khách quan, chủ quan)", ("(1) Chưa bám sát tiến độ.", "(2) Ngại đi xa.")),
    ("C", "CÁC NỘI DUNG KHÁC", ()),
    ("6", "Kết quả khắc phục hạn chế đã được chỉ ra các kỳ trước", ("Họp muộn: đã khắc phục.",)),
    ("7", "Giải trình vấn đề được gợi ý", ("Không có",)),
    ("8", "Trách nhiệm đối với hạn chế của tập thể", ("Cùng chịu trách nhiệm về thu quỹ chậm.",)),
    ("9", "Phương hướng, biện pháp khắc phục", ("- Giao việc theo tuần.", "- Mỗi tháng đi cơ sở 2 ngày.")),
)
SAID = {
    "I.1": ("Giữ vững lập trường.", "Sống giản dị."),
    "I.2": ("Hoàn thành 12/14 việc.",),
    "I.3": ("Đăng ký 3 việc, xong 2.",),
    "II.1": ("Chậm 2 việc.", "Ít xuống cơ sở."),
    "II.2": ("Chưa bám sát tiến độ.", "Ngại đi xa."),
    "III": ("Họp muộn: đã khắc phục.",),
    "IV": ("Không có",),
    "V": ("Cùng chịu trách nhiệm về thu quỹ chậm.",),
    "VI": ("Giao việc theo tuần.", "Mỗi tháng đi cơ sở 2 ngày."),
}

Cells = Iterator[list[tuple[str, ...]]]
"""The rows of a table: what each cell says, line by line."""


def _three_columns(rows: Rows) -> Cells:
    yield [("TT",), ("Nội dung kiểm điểm",), ("Cá nhân tự kiểm điểm",)]
    for number, heading, texts in rows:
        yield [(number,), (heading,), texts or ("",)]


def _two_columns(rows: Rows) -> Cells:
    for number, heading, texts in rows:
        yield [(f"{number}. {heading}",), texts or ("",)]


def _two_columns_without_numbers(rows: Rows) -> Cells:
    yield [("Nội dung",), ("Tự kiểm điểm của cá nhân",)]
    for _, heading, texts in rows:
        if heading != "CÁC NỘI DUNG KHÁC":
            yield [(heading,), texts or ("",)]


def _headings_on_two_lines(rows: Rows) -> Cells:
    for number, heading, texts in rows:
        first, _, rest = heading.partition(" (")
        yield [(number,), (first, f"({rest}") if rest else (first,), texts or ("",)]


def _group_rows_of_one_cell(rows: Rows) -> Cells:
    for number, heading, texts in rows:
        yield [(number,), (heading,), texts] if texts else [(f"{number}. {heading}",)]


def _beside_what_the_cell_says(rows: Rows) -> Cells:
    yield [("STT",), ("Nội dung",), ("Cá nhân tự đánh giá",), ("Nhận xét của chi bộ",), ("Tập thể lãnh đạo",)]
    for number, heading, texts in rows:
        yield [(number,), (heading,), texts or ("",), ("Nhất trí.",), ("Đồng ý",)]


def _with_degrees_and_remarks(rows: Rows) -> Cells:
    yield [("TT",), ("Nội dung",), ("Mức độ",), ("Nội dung tự kiểm điểm",), ("Ghi chú",)]
    for number, heading, texts in rows:
        yield [(number,), (heading,), ("Tốt",) if texts else ("",), texts or ("",), ("",)]


def _below_the_fields_of_the_head(rows: Rows) -> Cells:
    yield [("",), ("Họ và tên",), ("Lò Văn Phúc",)]
    yield [("",), ("Đơn vị công tác",), ("Xí nghiệp Thuỷ nông",)]
    yield from _three_columns(rows)


def _each_line_a_row(rows: Rows) -> Cells:
    """The heading's cell goes on over the rows of its lines, as merged cells do."""
    for number, heading, texts in rows:
        yield [(number,), (heading,), texts[:1] or ("",)]
        yield from ([(), (), (text,)] for text in texts[1:])


FRAMES = (
    *(_three_columns, _two_columns, _two_columns_without_numbers, _headings_on_two_lines, _group_rows_of_one_cell),
    *(_beside_what_the_cell_says, _with_degrees_and_remarks, _below_the_fields_of_the_head, _each_line_a_row),
)


def _framed(frame: Callable[[Rows], Cells]) -> tuple[Paragraph, ...]:
    at = count(100)
    cells = (
        Paragraph(position=next(at), text=text, cell=Cell(table=0, row=row, column=column))
        for row, texts in enumerate(frame(PAPER))
        for column, said in enumerate(texts)
        for text in said
    )
    return (*lines(TITLE), *cells)


def _read(paragraphs: tuple[Paragraph, ...]) -> Paper:
    return read_paper(paragraphs, the_knowledge(), "giay.docx")


@pytest.mark.parametrize("frame", FRAMES)
def test_a_paper_in_a_table_says_the_same_in_every_frame(frame: Callable[[Rows], Cells]) -> None:
    paper = _read(_framed(frame))

    assert told(paper) == SAID
    assert [(one.text, one.cause) for one in paper.shortcomings] == [
        ("Chậm 2 việc.", "Chưa bám sát tiến độ."),
        ("Ít xuống cơ sở.", "Ngại đi xa."),
    ]


def test_a_local_row_keeps_its_own_words_and_the_rating_its_boxes() -> None:
    rows: list[list[tuple[str, ...]]] = [
        *_three_columns(PAPER),
        [("10",), ("Điểm cộng, điểm trừ của tỉnh",), ("Không có điểm trừ.",)],
        [("11",), ("Tự xếp loại",), ("",)],
        [("",), ("Hoàn thành xuất sắc nhiệm vụ",), ("",)],
        [("",), ("Hoàn thành tốt nhiệm vụ",), ("X",)],
        [("",), ("Hoàn thành nhiệm vụ",), ("",)],
    ]
    paper = _read(_framed(lambda _: iter(rows)))

    assert told(paper) == SAID | {"Điểm cộng, điểm trừ của tỉnh": ("Không có điểm trừ.",)}
    assert paper.self_rating.level is Level.GOOD


def test_a_table_of_the_text_is_no_frame() -> None:
    rows = (("Tiêu chí", "Điểm"), ("Phẩm chất chính trị", "9"), ("Kết quả thực hiện nhiệm vụ được giao", "8"))
    before = lines(f"{TITLE}I. Ưu điểm, kết quả đạt được\n2. Kết quả thực hiện nhiệm vụ được giao\n")
    table = (
        Paragraph(position=100 + row * 2 + column, text=text, cell=Cell(table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )

    paper = _read((*before, *table, *lines("II. Hạn chế, khuyết điểm và nguyên nhân\nChậm 2 việc.\n")))

    assert told(paper)["II"] == ("Chậm 2 việc.",)
    assert any("Phẩm chất chính trị" in text for text in told(paper)["I.2"])
