"""Papers to read: a whole one, small, or a few lines as somebody types them; and what is known beforehand."""

from functools import cache
from pathlib import Path
from typing import Final

from docx import Document

from support.values import silent, the_forms
from tuphe.core.paper import Paper
from tuphe.core.paper_words import Knowledge
from tuphe.paper.heading_recognition import known_headings
from tuphe.paper.headings import headings
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.plain_text import paragraphs_of
from tuphe.paper.reading.whole_paper import read_paper
from tuphe.storage.papers import knowledge

TITLE = "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN\nNăm 2025\n(Cá nhân không giữ chức vụ lãnh đạo, quản lý)\n"
"""The title of a paper in the form 2B of 2025."""


@cache
def the_knowledge() -> Knowledge:
    """The built-in forms and the data files of papers."""
    return knowledge(the_forms(), notify=silent)


WORDS: Final = the_knowledge().words


def lines(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a plain text, or of Markdown where it has a table."""
    return paragraphs_of(text.encode(), markdown="|" in text)


def read(body: str, *, title: str = TITLE, file_name: str = "ban-kiem-diem.docx") -> Paper:
    """What is read of a plain text below the title."""
    return read_paper(lines(f"{title}{body}"), the_knowledge(), file_name)


def sections_of(paragraphs: tuple[Paragraph, ...]) -> dict[int, str]:
    """The sections that paragraphs head, by their positions."""
    found = headings(paragraphs, known_headings(the_knowledge()))
    return {position: heading.section for position, heading in found.items()}


def told(paper: Paper) -> dict[str, tuple[str, ...]]:
    """What each section of a paper says."""
    return {section.number: section.paragraphs for section in paper.sections}


def a_line(text: str, position: int = 0, *, number: str = "", bold: bool = False) -> Paragraph:
    """One paragraph."""
    return Paragraph(position=position, text=text, number=number, bold=bold)


PAPER: Final = """\
ĐẢNG BỘ XÃ HOÀ AN
CHI BỘ TRƯỜNG TIỂU HỌC
ĐẢNG CỘNG SẢN VIỆT NAM

BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN
Năm 2025
(Cá nhân không giữ chức vụ lãnh đạo, quản lý)

Họ và tên: Trần Thị Mẫu
Ngày sinh: 02/9/1985
Chức vụ Đảng: Đảng viên
Chức vụ chính quyền: Giáo viên
Chức vụ đoàn thể: Không
Đơn vị công tác: Trường Tiểu học Hoà An
Chi bộ: Trường Tiểu học

A. NỘI DUNG KIỂM ĐIỂM
I. Ưu điểm, kết quả đạt được
1. Về phẩm chất chính trị, đạo đức, lối sống; tinh thần đoàn kết, thống nhất trong nội bộ; ý thức tổ chức kỷ luật
- Dự đủ 12/12 kỳ sinh hoạt chi bộ, nộp 4 bài thu hoạch đúng hạn trong cả năm học.
2. Việc thực hiện nhiệm vụ, quyền hạn và kết quả thực hiện các chỉ tiêu, nhiệm vụ được giao trong năm
- Dạy 23 tiết một tuần ở ba lớp bốn, cuối năm học có 92 học sinh hoàn thành chương trình.
3. Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu của cá nhân
- Đã thực hiện đủ ba việc cam kết từ đầu năm.
II. Hạn chế, khuyết điểm và nguyên nhân
1. Hạn chế, khuyết điểm
- Nộp sổ điểm học kỳ một chậm 5 ngày so với kế hoạch của nhà trường.
- Ít phát biểu trong sinh hoạt chi bộ, cả năm mới hai lần.
2. Nguyên nhân của hạn chế, khuyết điểm
- Hạn chế thứ nhất: chưa sắp xếp thời gian nhập điểm hằng tuần.
- Hạn chế thứ hai: còn ngại nói trước đông người.
III. Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ kiểm điểm trước
- Chưa có sáng kiến cấp trường: đang khắc phục, được khoảng 60%.
IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)
Không có.
V. Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)
Không có.
VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm
- Khắc phục hạn chế thứ nhất: nhập điểm vào chiều thứ sáu hằng tuần, xong trước ngày 31/5/2026.
- Khắc phục hạn chế thứ hai: chuẩn bị ý kiến trước mỗi kỳ sinh hoạt.
- Hoàn thành một sáng kiến cấp trường trước ngày 30/11/2026.
B. TỰ ĐÁNH GIÁ, XẾP LOẠI
Nhóm tiêu chí chung: 27/30 điểm
Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 58/70 điểm
☐ Hoàn thành xuất sắc nhiệm vụ
☒ Hoàn thành tốt nhiệm vụ
☐ Hoàn thành nhiệm vụ
☐ Không hoàn thành nhiệm vụ
"""


def put_word_file(path: Path, text: str) -> None:
    """Write a text as a Word file, each line a paragraph."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
