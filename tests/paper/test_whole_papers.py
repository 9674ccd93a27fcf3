"""Whole papers in habits of their own, as a careful reader takes them."""

from datetime import date

from support.papers import read, told
from tuphe.core.review import FollowUpState
from tuphe.core.self_rating import Level


def test_a_teachers_paper_with_headings_of_two_steps() -> None:
    paper = read(
        """|x|
**A- PHẦN TỰ KIỂM ĐIỂM**
**I- Về ưu điểm**
**1.1- Tư tưởng chính trị, đạo đức, lối sống:**
+ Học đủ 4 nghị quyết.
**1.2- Kết quả công tác chuyên môn:** Phụ trách 3 lớp.
**1.3- Thực hiện bản cam kết đầu năm:** Đạt 5/6 nội dung.
**II- Tồn tại, hạn chế và nguyên nhân**
**2.1- Tồn tại, hạn chế**
1) Hồ sơ chủ nhiệm cập nhật chưa kịp thời;
2) Phối hợp với phụ huynh lớp 6B chưa thường xuyên;
3) Chưa mạnh dạn góp ý trong họp tổ.
**2.2- Nguyên nhân**
- Đối với tồn tại 1: chưa dành thời gian cố định.
- Đối với tồn tại 2 và 3: ngại va chạm.
**III- Việc khắc phục hạn chế của năm học trước**
Chi bộ chỉ ra 2 hạn chế: (1) đi muộn: đã khắc phục; (2) chưa dùng được phần mềm: đang khắc phục, khoảng 70%.
**VI- Biện pháp khắc phục, phương hướng năm 2026**
1) Dành chiều thứ sáu cập nhật hồ sơ chủ nhiệm.
2) Gọi điện cho phụ huynh lớp 6B ít nhất 1 lần/tháng.
3) Mỗi kỳ họp tổ góp ý ít nhất 1 ý kiến.
4) Hoàn thành bồi dưỡng phần mềm trước 30/6/2026.
**B- PHẦN TỰ ĐÁNH GIÁ, XẾP LOẠI**
Tự chấm: nhóm tiêu chí chung 26/30; nhóm kết quả thực hiện nhiệm vụ 58/70; tổng 84/100.
Tự xếp loại: □ HTXSNV   ☑ HTTNV   □ HTNV
"""
    )

    assert list(told(paper)) == ["I.1", "I.2", "I.3", "II.1", "II.2", "III", "VI"]
    assert [one.cause for one in paper.shortcomings] == ["chưa dành thời gian cố định.", *["ngại va chạm."] * 2]
    assert [one.remedy.split()[0] for one in paper.shortcomings] == ["Dành", "Gọi", "Mỗi"]
    assert [(one.text, one.state, one.percent) for one in paper.follow_ups] == [
        ("đi muộn", FollowUpState.MENDED, None),
        ("chưa dùng được phần mềm", FollowUpState.UNDER_WAY, 70),
    ]
    assert [(one.text, one.due) for one in paper.pledges] == [
        ("Hoàn thành bồi dưỡng phần mềm trước 30/6/2026.", date(2026, 6, 30))
    ]
    rating = paper.self_rating
    assert (rating.general_points, rating.task_points, rating.level) == (26, 58, Level.GOOD)


def test_a_paper_whose_sections_are_rows_of_a_table() -> None:
    paper = read(
        """| TT | Nội dung | Tự kiểm điểm |
| 1 | **Phẩm chất chính trị, đạo đức, lối sống** | Giữ vững lập trường. |
| 2 | **Kết quả thực hiện nhiệm vụ** | Hoàn thành 12/14 việc. |
| 3 | **Hạn chế, khuyết điểm** | Chậm 2 việc. |
| 4 | **Nguyên nhân** | Chưa bám sát tiến độ. |
| 5 | **Kết quả khắc phục hạn chế năm trước** | Họp muộn: đã khắc phục. |
| 6 | **Phương hướng, biện pháp khắc phục** | Giao việc theo tuần; rà tiến độ thứ sáu hằng tuần. |

Điểm tự chấm: tiêu chí chung 27 điểm; kết quả nhiệm vụ 61,5 điểm.
Tự xếp loại: Hoàn thành tốt nhiệm vụ.
"""
    )

    assert told(paper)["I.2"] == ("Hoàn thành 12/14 việc.",)
    assert [(one.text, one.cause, one.remedy) for one in paper.shortcomings] == [
        ("Chậm 2 việc.", "Chưa bám sát tiến độ.", "Giao việc theo tuần; rà tiến độ thứ sáu hằng tuần.")
    ]
    assert paper.pledges == ()
    rating = paper.self_rating
    assert (rating.general_points, rating.task_points, rating.level) == (27, 61.5, Level.GOOD)


def test_shortcomings_in_groups_and_causes_as_a_section_of_their_own() -> None:
    paper = read(
        """|x|
**II. HẠN CHẾ, KHUYẾT ĐIỂM**
**1. Trong công tác chuyên môn**
- Soạn giáo án điện tử chậm.
- Chưa dự giờ đủ số tiết.
**2. Trong sinh hoạt chi bộ**
- Ít phát biểu.
**III. NGUYÊN NHÂN**
1. Nguyên nhân khách quan
- Trường thiếu máy tính.
2. Nguyên nhân chủ quan
- Ngại học cái mới khi soạn giáo án.
- Rụt rè, ngại phát biểu.
**IV. KẾT QUẢ KHẮC PHỤC**
- Năm học trước còn đi muộn 3 buổi; năm nay không còn.
**V. PHƯƠNG HƯỚNG KHẮC PHỤC**
1. Soạn giáo án điện tử trước 3 ngày.
2. Mỗi kỳ sinh hoạt chi bộ phát biểu 1 ý kiến.
"""
    )

    assert list(told(paper)) == ["II.1", "II.2", "III", "VI"]
    assert [one.text for one in paper.shortcomings] == [
        "Soạn giáo án điện tử chậm.",
        "Chưa dự giờ đủ số tiết.",
        "Ít phát biểu.",
    ]
    assert [one.remedy for one in paper.shortcomings] == [
        "Soạn giáo án điện tử trước 3 ngày.",
        "",
        "Mỗi kỳ sinh hoạt chi bộ phát biểu 1 ý kiến.",
    ]
    assert [(one.text, one.state) for one in paper.follow_ups] == [
        ("Năm học trước còn đi muộn 3 buổi", FollowUpState.MENDED)
    ]


def test_two_matters_in_one_sentence_and_aims_in_one_paragraph() -> None:
    paper = read(
        """II. HẠN CHẾ, KHUYẾT ĐIỂM
Chậm đổi mới phương pháp; thỉnh thoảng nóng tính với đồng nghiệp.
VI. PHƯƠNG HƯỚNG
Trong thời gian tới, bản thân sẽ: học xong khoá tin học trong quý II/2026; kiềm chế tính nóng, lắng nghe đồng nghiệp.
"""
    )

    assert [(one.text, one.remedy) for one in paper.shortcomings] == [
        ("Chậm đổi mới phương pháp", "học xong khoá tin học trong quý II/2026"),
        ("thỉnh thoảng nóng tính với đồng nghiệp.", "kiềm chế tính nóng, lắng nghe đồng nghiệp."),
    ]
    assert {doubt.place for doubt in paper.doubts} >= {"han_che/1/noi_dung", "han_che/2/noi_dung"}


def test_remedies_behind_each_leave_the_aims_to_the_pledges() -> None:
    paper = read(
        """II. HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN
Hạn chế thứ nhất: giải ngân chậm.
Nguyên nhân: chưa đôn đốc.
Biện pháp: giao ban tuần.
Hạn chế thứ hai: còn 3 đơn thư quá hạn.
Nguyên nhân: chưa kiểm tra sổ.
Biện pháp: kiểm tra sổ hằng tuần.
VI. PHƯƠNG HƯỚNG
Tiếp tục nâng cao phẩm chất.
Hoàn thành quy chế trước ngày 28/02/2026.
"""
    )

    assert [one.remedy for one in paper.shortcomings] == ["giao ban tuần.", "kiểm tra sổ hằng tuần."]
    assert [one.text for one in paper.pledges] == [
        "Tiếp tục nâng cao phẩm chất.",
        "Hoàn thành quy chế trước ngày 28/02/2026.",
    ]


def test_headings_within_the_aims_are_no_aims() -> None:
    paper = read(
        """|x|
**VI. Phương hướng**
**1. Phương hướng chung**
- Tiếp tục nâng cao phẩm chất.
**2. Biện pháp khắc phục hạn chế, khuyết điểm**
- Nộp báo cáo đúng hạn.
"""
    )

    assert list(told(paper)) == ["VI"]
    assert [one.text for one in paper.pledges] == ["Tiếp tục nâng cao phẩm chất.", "Nộp báo cáo đúng hạn."]


def test_earlier_shortcomings_with_lines_of_labels() -> None:
    paper = read(
        """|x|
**III. Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở kỳ kiểm điểm trước**

1. Hạn chế: Chậm ban hành kết luận.

Kết quả: Đang khắc phục, năm 2025 còn 2/5 cuộc chậm. Tự đánh giá mức độ khắc phục: 60%.

Khó khăn: thiếu người.

2. Hạn chế: Ít đối thoại với công chức.

Kết quả: Đã khắc phục; tổ chức 4 buổi đối thoại.
"""
    )

    assert [(one.text, one.state, one.percent, one.obstacles) for one in paper.follow_ups] == [
        ("Chậm ban hành kết luận.", FollowUpState.UNDER_WAY, 60, "thiếu người."),
        ("Ít đối thoại với công chức.", FollowUpState.MENDED, None, ""),
    ]


def test_no_clause_of_a_cause_is_lost() -> None:
    paper = read(
        """|x|
II. Hạn chế, khuyết điểm và nguyên nhân
1. Hạn chế, khuyết điểm
- Kết luận thanh tra 2 cuộc ban hành chậm.
- Chưa học xong lớp cao cấp lý luận.
2. Nguyên nhân
*Về khách quan:* khối lượng hồ sơ lớn; 1 thành viên đoàn nghỉ ốm.
*Về chủ quan:* chưa lập kế hoạch chi tiết từng cuộc thanh tra; chưa sắp xếp thời gian học.
"""
    )

    assert [one.cause for one in paper.shortcomings] == [
        "Khách quan: khối lượng hồ sơ lớn; Chủ quan: chưa lập kế hoạch chi tiết từng cuộc thanh tra",
        "Khách quan: 1 thành viên đoàn nghỉ ốm. Chủ quan: chưa sắp xếp thời gian học.",
    ]
