"""Blank templates as units hand them out, each with other habits; none was made from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from support import small_word
from support.small_word import old_field, p, r, word

TIMES: Final = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
SIZE: Final = '<w:sz w:val="28"/><w:szCs w:val="28"/>'
BOLD: Final = f"{TIMES}<w:b/><w:bCs/>{SIZE}"
PLAIN: Final = f"{TIMES}{SIZE}"
ITALIC: Final = f"{TIMES}<w:i/><w:iCs/>{SIZE}"
CENTRED: Final = '<w:jc w:val="center"/>'
INDENTED: Final = '<w:ind w:firstLine="567"/><w:jc w:val="both"/>'
LEADER: Final = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="9072"/></w:tabs>'
TAB: Final = f"<w:r><w:rPr>{PLAIN}</w:rPr><w:tab/></w:r>"
DOTS: Final = "." * 90
LEVELS: Final = (
    "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"
)  # fmt: skip

I_1: Final = (
    "Về phẩm chất chính trị, đạo đức, lối sống; tinh thần đoàn kết, thống nhất trong nội bộ; ý thức tổ chức kỷ luật"
)
I_2: Final = "Việc thực hiện nhiệm vụ, quyền hạn và kết quả thực hiện các chỉ tiêu, nhiệm vụ được giao trong năm"
I_3: Final = "Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu của cá nhân theo quy định"
III: Final = "Kết quả khắc phục những hạn chế, khuyết điểm đã được chỉ ra ở các kỳ kiểm điểm trước"
IV: Final = "Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)"
V: Final = "Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)"
VI: Final = "Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm"

PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
)


def line(text: str, look: str = PLAIN, properties: str = INDENTED) -> str:
    """A paragraph of one run."""
    return p(r(text, look) if text else "", properties=properties)


def head(text: str) -> str:
    """A heading in bold."""
    return line(text, BOLD, f"<w:keepNext/>{INDENTED}")


def cell(*inner: str) -> str:
    """A cell of paragraphs; of plain words, one each."""
    return f"<w:tc><w:tcPr/>{''.join(one if one.startswith('<') else line(one, properties='') for one in inner)}</w:tc>"


def table(*rows: Sequence[str], borders: bool = True) -> str:
    """A table of rows of cells."""
    named = ("top", "left", "bottom", "right", "insideH", "insideV")
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in named)
    width = max(map(len, rows))
    grid = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    drawn = "".join(
        f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(one) for one in row)}</w:tr>" for row in rows
    )
    edge = f"<w:tblBorders>{sides}</w:tblBorders>" if borders else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/>{edge}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>'
    )


def symbol(code: str) -> str:
    """A letter of Wingdings."""
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    return f'<w:r><w:rPr>{fonts}</w:rPr><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'


def form_field() -> str:
    """A check box of Word's old forms."""
    return old_field('<w:name w:val="Check1"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>')


def text_field(shown: str, default: str = "") -> str:
    """A field for text of Word's old forms, and what it shows."""
    start = f'<w:default w:val="{default}"/>' if default else ""
    return old_field(f'<w:name w:val="Text1"/><w:textInput>{start}</w:textInput>', "FORMTEXT", shown)


def old_list(*entries: str) -> str:
    """A list of Word's old forms."""
    items = "".join(f'<w:listEntry w:val="{one}"/>' for one in entries)
    return old_field(f'<w:name w:val="L"/><w:ddList>{items}</w:ddList>', "FORMDROPDOWN")


def control(tag: str, title: str, placeholder: str) -> str:
    """A content control of one run that shows its placeholder."""
    named = f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:showingPlcHdr/><w:text/>'
    return small_word.control(
        named, f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{placeholder}</w:t></w:r>'
    )


def ruled_by_tabs() -> str:
    """Leader tabs for dots, roman numbers with a stroke, hints in italics, boxes of Wingdings, 20 before the year."""
    rows = [line("BẢN KIỂM ĐIỂM CÁ NHÂN NĂM 20__", BOLD, CENTRED)]
    labels = ("Họ và tên:", "Ngày sinh:", "Chức vụ Đảng:", "Chức vụ chính quyền:", "Đơn vị công tác:")
    rows += [p(r(label, PLAIN), TAB, properties=LEADER) for label in (*labels, "Sinh hoạt tại chi bộ:")]
    lines = p(TAB, properties=LEADER) * 3
    for number, heading, hint in (
        ("I/", "ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC", ""),
        ("1/", I_1, "Nêu ngắn gọn, có số liệu."),
        ("2/", I_2, ""),
        ("3/", I_3, ""),
        ("II/", "HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN", ""),
        ("1/", "Hạn chế, khuyết điểm", "(Nêu rõ từng hạn chế)"),
        ("2/", "Nguyên nhân của hạn chế, khuyết điểm", ""),
        ("III/", III.upper(), ""),
        ("IV/", IV.upper(), ""),
        ("V/", V.upper(), ""),
        ("VI/", VI.upper(), ""),
    ):
        rows.append(head(f"{number} {heading}"))
        rows += [line(hint, ITALIC)] if hint else []
        rows += [] if number in ("I/", "II/") else [lines]
    rows.append(head("VII/ TỰ XẾP LOẠI"))
    rows += [p(symbol("F0A8"), r(f" {level}", PLAIN), properties=INDENTED) for level in LEVELS]
    rows += [line("Điểm tiêu chí chung: ____/30; điểm kết quả nhiệm vụ: ____/70; tổng: ____/100")]
    rows += [line("NGƯỜI VIẾT BẢN KIỂM ĐIỂM", BOLD, '<w:jc w:val="right"/>'), line("", PLAIN), line("")]
    rows += [line("Ý KIẾN CỦA CHI BỘ", BOLD), lines]
    return "".join(rows)


def run_in() -> str:
    """No numbers; dots behind each heading on its own line; two fields a line by spaces; brackets in one line."""
    rows = [
        line("ĐẢNG UỶ XÃ ....................", PLAIN, CENTRED),
        line("BẢN TỰ KIỂM ĐIỂM", BOLD, CENTRED),
        line("NĂM ………", BOLD, CENTRED),
        line("Họ và tên:                                  Sinh ngày:                       "),
        line("Chức vụ: ______________________ Chi bộ: ____________________"),
        p(r("Đơn vị: ", PLAIN), r("..........", PLAIN), r("...............", PLAIN)),
    ]
    for heading in (I_1, I_2, I_3, "Hạn chế, khuyết điểm", "Nguyên nhân", III, IV, V, VI):
        rows.append(p(r(f"{heading}: ", BOLD), r(DOTS, PLAIN), properties=INDENTED))
        rows.append(line(DOTS))
    rows.append(line("Tự nhận mức xếp loại: ............................................."))
    rows.append(line("Người tự kiểm điểm", BOLD, '<w:jc w:val="right"/>'))
    return "".join(rows)


def for_leaders() -> str:
    """2A: parts in words, lists that begin with a plus, levels in a table that waits for an x, points in a table."""
    rows = [line("BẢN KIỂM ĐIỂM", BOLD, CENTRED), line("Năm ..........", BOLD, CENTRED)]
    rows.append(
        table(
            ("Họ và tên:", "", "Ngày sinh:", ""),
            ("Chức vụ Đảng:", "", "Chức vụ chính quyền:", ""),
            ("Đơn vị:", "", "Chi bộ:", ""),
            borders=False,
        )
    )
    wait = line("+ " + DOTS) * 2
    rows.append(head("Phần I. Ưu điểm, kết quả đạt được"))
    for at, heading in enumerate(
        (
            I_1, I_2,
            "Kết quả lãnh đạo, chỉ đạo, quản lý, điều hành",
            "Trách nhiệm trong công việc; năng động, sáng tạo, dám nghĩ, dám làm",
            "Trách nhiệm nêu gương của bản thân và gia đình", I_3,
        ),
        1,
    ):  # fmt: skip
        rows += [head(f"{at}. {heading}"), wait]
    rows.append(head("Phần II. Hạn chế, khuyết điểm và nguyên nhân"))
    rows += [head("1. Hạn chế, khuyết điểm"), wait, head("2. Nguyên nhân"), wait]
    for number, heading in (("III", III), ("IV", IV), ("V", V), ("VI", VI)):
        rows += [head(f"Phần {number}. {heading}"), wait]
    rows.append(head("B. TỰ ĐÁNH GIÁ, XẾP LOẠI"))
    rows.append(
        table(
            ("Nội dung", "Điểm tối đa", "Cá nhân tự chấm", "Chi bộ chấm"),
            ("Nhóm tiêu chí chung", "30", "", ""),
            ("Nhóm tiêu chí về kết quả thực hiện nhiệm vụ", "70", "", ""),
            ("Tổng điểm", "100", "", ""),
        )
    )
    rows.append(line("Đề xuất mức xếp loại (đánh dấu x):", BOLD))
    rows.append(table(("Mức", "Tự xếp loại", "Chi uỷ đề nghị"), *((level, "", "") for level in LEVELS)))
    rows.append(line("NGƯỜI TỰ KIỂM ĐIỂM", BOLD, '<w:jc w:val="right"/>'))
    rows.append(head("PHỤ LỤC"))
    rows.append(
        table(
            ("STT", "Nhiệm vụ", "Thời hạn", "Sản phẩm", "Tiến độ"),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("1", "", "", "", ""),
            ("2", "", "", "", ""),
            ("Cộng", "", "", "", ""),
        )
    )
    return "".join(rows)


def in_columns() -> str:
    """Sections in a table with a column of the person's and one of the chi uỷ's; local rows; form fields."""
    rows = [line("PHIẾU TỰ KIỂM ĐIỂM CỦA ĐẢNG VIÊN NĂM 20.....", BOLD, CENTRED)]
    rows.append(
        table(
            ("Họ tên", cell(p(control("hoTen", "Họ và tên", "Click or tap here to enter text.")))),
            ("Ngày, tháng, năm sinh", "………………"),
            ("Số thẻ đảng viên", "………………"),
            ("Chi bộ", ""),
        )
    )
    bodies = [("TT", "Nội dung kiểm điểm", "Cá nhân tự kiểm điểm", "Nhận xét của chi uỷ")]
    for at, heading in enumerate(
        (
            I_1,
            "Việc thực hiện quyền và nghĩa vụ của đảng viên",
            I_3,
            "Tham gia công tác dân vận ở khu phố",
            "Hạn chế, khuyết điểm",
            "Nguyên nhân của hạn chế, khuyết điểm",
            III,
            VI,
        ),
        1,
    ):
        bodies.append((str(at), heading, "", ""))
    rows.append(table(*bodies))
    rows.append(
        p(r("Tự xếp loại:   ", BOLD), *(one for level in LEVELS for one in (form_field(), r(f" {level}    ", PLAIN))))
    )
    rows.append(line("Đảng viên tự kiểm điểm", BOLD))
    return "".join(rows)


def without_room() -> str:
    """Headings alone, nothing between them; automatic numbers; a frame of one cell under one of them."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    rows = [line("BẢN KIỂM ĐIỂM CÁ NHÂN", BOLD, CENTRED), line("Họ và tên:"), line("Chi bộ:")]
    rows += [
        p(r(heading, BOLD), properties=f'<w:keepNext/>{number}<w:outlineLvl w:val="0"/>')
        for heading in ("Ưu điểm, kết quả đạt được", "Hạn chế, khuyết điểm và nguyên nhân", III, IV, V)
    ]
    rows.append(p(r(VI, BOLD), properties=number))
    rows.append(table((cell(line("")),)))
    rows.append(line("Người kiểm điểm", BOLD, '<w:jc w:val="right"/>'))
    return "".join(rows)


def of_2023() -> str:
    """02A of 2023: degrees below I.1, I.2 and III, levels twice, and the chief's own boxes below the signature."""
    boxes = line("- Tự đánh giá về cấp độ thực hiện: □ Xuất sắc  □ Tốt  □ Trung bình  □ Kém")
    wait = line("") * 2
    levels = "".join(line(f"□ {level}") for level in LEVELS)
    return "".join(
        (
            line("BẢN KIỂM ĐIỂM CÁ NHÂN", BOLD, CENTRED),
            line("Năm ......", BOLD, CENTRED),
            line("Họ và tên: ………………………… Ngày sinh: ……………………"),
            head("I. Ưu điểm, kết quả đạt được"),
            head("1. Về phẩm chất chính trị; phẩm chất đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối."),
            wait, boxes,
            head("2. Về thực hiện chức trách, nhiệm vụ được giao."), wait, boxes,
            head("3. Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm."), wait,
            head("II. Hạn chế, khuyết điểm và nguyên nhân"), head("1. Hạn chế, khuyết điểm."), wait,
            head("2. Nguyên nhân của hạn chế, khuyết điểm."), wait,
            head(f"III. {III}"), wait, boxes, head(f"IV. {IV}"), wait, head(f"V. {V}"), wait, head(f"VI. {VI}"), wait,
            head("VII. Tự nhận mức xếp loại chất lượng"),
            head("1. Xếp loại cán bộ, công chức, viên chức"), levels,
            head("2. Xếp loại đảng viên"), levels,
            line("NGƯỜI TỰ KIỂM ĐIỂM", BOLD, CENTRED),
            line("Đánh giá, xếp loại của thủ trưởng cơ quan:", BOLD), levels,
        )
    )  # fmt: skip


def pledge() -> str:
    """A pledge for the year to come."""
    wait = line(DOTS) * 2
    return "".join(
        (
            line("BẢN CAM KẾT TU DƯỠNG, RÈN LUYỆN, PHẤN ĐẤU", BOLD, CENTRED),
            line("Họ và tên: .......................... Chi bộ: ....................."),
            head("I. Về tư tưởng chính trị"), wait, head("II. Về đạo đức, lối sống"), wait,
            head("III. Về ý thức tổ chức kỷ luật"), wait, head("IV. Về thực hiện nhiệm vụ được giao"), wait,
            head("V. Khắc phục hạn chế, khuyết điểm"), wait, line("NGƯỜI CAM KẾT", BOLD, CENTRED),
        )
    )  # fmt: skip


TEMPLATES: Final[dict[str, tuple[str, Callable[[], str]]]] = {
    "tab": ("2B", ruled_by_tabs),
    "lien-dong": ("2B", run_in),
    "lanh-dao": ("2A", for_leaders),
    "bang-cot": ("2C", in_columns),
    "khong-cho": ("2B", without_room),
    "02A-2023": ("02A-2023", of_2023),
    "cam-ket": ("cam-ket", pledge),
}
"""The form in which each is filled, and its body."""

_NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def template(name: str) -> bytes:
    """One of them as a Word file."""
    return word(TEMPLATES[name][1]() + PAGE, numbering=_NUMBERING)
