"""A review as somebody wrote it by hand, in plain text: small, and with something in every part."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docx import Document

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
