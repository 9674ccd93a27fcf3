"""Papers typed loosely, made up with a seed, each with what it says: in the order and the words that people choose.

`foreign_papers` types documents of ours as others would; here nothing is ours, neither the headings nor how
shortcomings, causes, remedies, days, states, points and the level are put.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Final, NamedTuple

from tuphe.core.review import FollowUpState
from tuphe.core.self_rating import Level
from tuphe.paper.paragraphs import Cell, Paragraph
from tuphe.texts import LEVELS

MATTERS: Final = (
    ("lưu trữ hồ sơ còn chậm, mới nộp 3/5 phông", "chưa lập kế hoạch chỉnh lý", "lập kế hoạch chỉnh lý hồ sơ"),
    ("có 02 văn bản bị trả lại do sai thể thức", "không đọc kỹ quy định mới", "rà thể thức văn bản theo bảng kiểm"),
    ("chưa mạnh dạn góp ý với đồng nghiệp", "còn nể nang, sợ mất lòng", "mỗi kỳ họp tổ góp ý với đồng nghiệp một lần"),
    ("mới giải ngân 62% kế hoạch vốn", "vướng mặt bằng ở thôn Đông", "vận động 7 hộ để giải ngân hết kế hoạch vốn"),
    ("trực ban để sót một tin báo cháy", "rời vị trí không bàn giao", "bàn giao ca trực ban bằng sổ, có ký nhận"),
    ("học sinh yếu môn Hoá còn 8,5%", "chưa phân loại từ đầu năm", "phụ đạo học sinh yếu môn Hoá 2 buổi một tuần"),
)  # fmt: skip
"""Shortcoming, cause, remedy."""

HEADINGS: Final = {
    "I": ("Ưu điểm, kết quả đạt được", "Những ưu điểm chính", "Những mặt làm được", "Về ưu điểm, kết quả công tác"),
    "II": ("Hạn chế, khuyết điểm và nguyên nhân", "Những tồn tại, hạn chế", "Mặt hạn chế", "Những mặt còn hạn chế"),
    "II.1": ("Hạn chế, khuyết điểm", "Những hạn chế", "Tồn tại, hạn chế"),
    "II.2": ("Nguyên nhân", "Nguyên nhân của hạn chế, khuyết điểm", "Nguyên nhân dẫn đến hạn chế"),
    "III": ("Việc khắc phục hạn chế năm 2024", "Kết quả khắc phục những tồn tại của kỳ kiểm điểm trước"),
    "V": ("Liên hệ trách nhiệm cá nhân đối với hạn chế của chi bộ", "Trách nhiệm cá nhân trong hạn chế của tập thể"),
    "VI": ("Phương hướng phấn đấu năm 2026", "Hướng khắc phục trong thời gian tới", "Kế hoạch khắc phục hạn chế"),
    "VII": ("Tự nhận mức xếp loại chất lượng", "Tự đánh giá, xếp loại", "Đề nghị xếp loại"),
}  # fmt: skip

JUNE: Final = date(2026, 6, 30)
DAYS: Final = (
    *((f", xong {words}", JUNE) for words in ("trước ngày 30/6/2026", "trước 30.6.2026", "trong tháng 6 năm 2026")),
    *((f", {words}", JUNE) for words in ("hoàn thành trong quý II/2026", "chậm nhất là ngày 30 tháng 6 năm 2026")),
    *((f" {words}", JUNE) for words in ("(quý II/2026)", "trong 6 tháng đầu năm 2026", "(trước 30-6-2026)")),
    (" trong quý I và quý II/2026", JUNE), (", hết năm 2026 phải xong", date(2026, 12, 31)),
    (", hằng tháng báo cáo chi bộ", None), (", thường xuyên trong năm 2026", None), (" ngay từ tháng 01/2026", None),
)  # fmt: skip

MENDED, UNDER_WAY, NOT_MENDED = FollowUpState
STATES: Final = (
    (": đã khắc phục, có biên bản", MENDED, None), (" nay không còn", MENDED, None),
    (" - đã khắc phục xong", MENDED, None), (": trong năm 2025 đã khắc phục được, có biên bản", MENDED, None),
    (": khắc phục 100%", MENDED, None), (". Cơ bản đã khắc phục, còn một phòng", UNDER_WAY, None),
    (": đã có nhiều chuyển biến", UNDER_WAY, None), (": đang khắc phục, đạt khoảng 70%", UNDER_WAY, 70),
    (" (đang khắc phục, đạt 70%)", UNDER_WAY, 70),
    (". Tự đánh giá mức độ khắc phục: 70%", UNDER_WAY, 70), (": Khắc phục được 70%. Đã sửa 7/10 kho", UNDER_WAY, 70),
    (": chưa khắc phục được, chuyển sang năm 2026", NOT_MENDED, None), (": chuyển sang năm sau", NOT_MENDED, None),
)  # fmt: skip
EARLIER: Final = ("Chưa thường xuyên kiểm tra cơ sở", "Kho vật tư chưa được dán nhãn", "Nộp đảng phí muộn hai tháng")

POINTS: Final = (
    ("Nhóm tiêu chí chung: 26/30", "Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 58,5/70", "Tổng điểm: 84,5/100"),
    ("Điểm tiêu chí chung: 26 điểm; điểm kết quả thực hiện nhiệm vụ: 58,5 điểm; tổng cộng 84,5 điểm.",),
    ("Nhóm tiêu chí chung (tối đa 30 điểm): 26 điểm", "Kết quả thực hiện nhiệm vụ (tối đa 70 điểm): 58,5 điểm"),
)
PLEDGE: Final = "Có một sáng kiến được công nhận cấp cơ sở"
ORDINALS: Final = ("nhất", "hai", "ba", "tư")


class Matter(NamedTuple):
    """A shortcoming with all that the paper says of it."""

    text: str
    cause: str
    remedy: str
    due: date | None


class Said(NamedTuple):
    """A paper, and what it says."""

    paragraphs: tuple[Paragraph, ...]
    shortcomings: tuple[Matter, ...]
    follow_ups: tuple[tuple[str, FollowUpState, int | None], ...]
    level: Level
    points: tuple[float | None, float | None]


def loose_paper(seed: int) -> Said:
    """A paper; the same seed makes the same one."""
    return _Typist(Random(seed)).whole()


class _Typist:
    """Types one paper line by line."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._typed: list[Paragraph] = []
        self._numbers = chance.choice(("I.", "I/", "I -", "1.", "A."))
        self._bold = chance.random() < 0.7
        self._count = self._part = self._tables = 0
        self._remedies_told = False

    def whole(self) -> Said:
        """Type all of it."""
        for line in (
            "CHI BỘ VĂN PHÒNG",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "BẢN KIỂM ĐIỂM CÁ NHÂN NĂM 2025",
            "Họ và tên: Lê Thử",
        ):
            self._line(line)
        self._heading("I")
        self._line("- Thụ lý 312 hồ sơ, giải quyết đúng hạn 305 hồ sơ.")
        if self._chance.random() < 0.3:
            follow_ups, shortcomings = self._follow_ups(), self._shortcomings()
        else:
            shortcomings, follow_ups = self._shortcomings(), self._follow_ups()
        if self._chance.random() < 0.5:
            self._heading("V")
            self._line("Chi bộ chưa đạt chỉ tiêu kết nạp, tôi có phần trách nhiệm.")
        self._heading("VI")
        by_number = self._chance.random() < 0.5
        for row, one in enumerate(() if self._remedies_told else shortcomings):
            self._line(f"- {f'Đối với hạn chế thứ {ORDINALS[row]}: ' if by_number else ''}{one.remedy}.")
        self._line(f"- {PLEDGE}.")
        level, points = self._rating()
        self._line("An Bình, ngày 10 tháng 12 năm 2025")
        self._line("NGƯỜI TỰ KIỂM ĐIỂM")
        return Said(tuple(self._typed), shortcomings, follow_ups, level, points)

    def _shortcomings(self) -> tuple[Matter, ...]:
        chosen = self._chance.sample(MATTERS, self._chance.choice((2, 3, 4)))
        dated = ((text, cause, remedy, *self._chance.choice(DAYS)) for text, cause, remedy in chosen)
        matters = [Matter(text, cause, f"{remedy}{by}", due) for text, cause, remedy, by, due in dated]
        ways = (self._in_lists, self._in_one_paragraph, self._in_a_table, self._in_blocks)
        self._heading("II")
        return tuple(self._chance.choice(ways)(matters))

    def _in_lists(self, matters: Sequence[Matter]) -> Iterator[Matter]:
        self._heading("II.1")
        for one in matters:
            self._line(f"- {one.text[0].upper()}{one.text[1:]}.")
        yield from self._causes_apart(matters)

    def _in_one_paragraph(self, matters: Sequence[Matter]) -> Iterator[Matter]:
        self._heading("II.1")
        way = self._chance.choice(("thứ {} là ", "{} là, ", "thứ {}: "))
        words = ORDINALS if "thứ" in way else ("một", "hai", "ba", "bốn")
        told = [f"{way.format(words[row])}{one.text}" for row, one in enumerate(matters)]
        announced = f"Bản thân còn một số hạn chế sau: {'; '.join(one.text for one in matters)}."
        self._line(self._chance.choice((f"Năm qua {'; '.join(told)}.", announced)))
        yield from self._causes_apart(matters)

    def _causes_apart(self, matters: Sequence[Matter]) -> Iterator[Matter]:
        self._heading("II.2")
        match self._chance.choice(("order", "ordinal", "all")):
            case "order":
                for one in matters:
                    self._line(f"- Do {one.cause}.")
                yield from (one._replace(cause=f"do {one.cause}") for one in matters)
            case "ordinal":
                for row, one in enumerate(matters):
                    self._line(f"- Hạn chế thứ {ORDINALS[row]}: {one.cause}.")
                yield from matters
            case _:
                self._line("- Khách quan: khối lượng việc sau sáp nhập tăng.")
                self._line("- Chủ quan: chưa khoa học.")
                both = "Khách quan: khối lượng việc sau sáp nhập tăng. Chủ quan: chưa khoa học"
                yield from (one._replace(cause=both) for one in matters)

    def _in_a_table(self, matters: Sequence[Matter]) -> Iterator[Matter]:
        self._remedies_told = True
        self._line("Cụ thể như sau:")
        head = ("TT", "Tồn tại, hạn chế", "Nguyên nhân", "Giải pháp khắc phục")
        self._table([head, *((str(row), one.text, one.cause, one.remedy) for row, one in enumerate(matters, 1))])
        yield from matters

    def _in_blocks(self, matters: Sequence[Matter]) -> Iterator[Matter]:
        self._remedies_told = True
        sign, lead = self._chance.choice(("+ ", "")), self._chance.choice(("Hạn chế {}: ", "* Hạn chế thứ {}: "))
        for row, one in enumerate(matters):
            self._line(f"{lead.format(row + 1 if lead[0] == 'H' else ORDINALS[row])}{one.text}.")
            self._line(f"{sign}Nguyên nhân: {one.cause}.")
            self._line(f"{sign}Hướng khắc phục: {one.remedy}.")
        yield from matters

    def _follow_ups(self) -> tuple[tuple[str, FollowUpState, int | None], ...]:
        self._heading("III")
        told = [
            (text, *self._chance.choice(STATES))
            for text in self._chance.sample(EARLIER, self._chance.choice((1, 2, 3)))
        ]
        for text, words, _, _ in told:
            self._line(f"- {text}{words}.")
        return tuple((text, state, percent) for text, _, state, percent in told)

    def _rating(self) -> tuple[Level, tuple[float | None, float | None]]:
        self._heading("VII")
        lines = self._chance.choice((*POINTS, ("Tự chấm điểm: đạt 84,5 điểm.",), ()))
        for line in lines:
            self._line(line)
        level = self._chance.choice((Level.EXCELLENT, Level.GOOD, Level.COMPLETED))
        match self._chance.choice(("bold", "underlined", "boxes", "words", "struck")):
            case ("bold" | "underlined") as look:
                for one, words in LEVELS.items():
                    bold, underlined = (one is level and look == name for name in ("bold", "underlined"))
                    self._line(f"- {words}", bold=bold, underlined=underlined)
            case "boxes":
                for one, words in LEVELS.items():
                    self._line(f"{'☒' if one is level else '☐'} {words}")
            case "struck":
                left = " / ".join(words if one is level else "" for one, words in LEVELS.items())
                self._line(" / ".join(LEVELS.values()), unstruck=left)
            case _:
                self._line(f"Tôi tự xếp loại: {LEVELS[level]}.")
        return level, (26, 58.5) if lines in POINTS else (None, None)

    def _heading(self, section: str) -> None:
        top = "." not in section
        self._count, self._part = (self._count + 1, 0) if top else (self._count, self._part + 1)
        sign = self._numbers[1:]
        counted = {"I": ("I", "II", "III", "IV", "V", "VI", "VII"), "1": "1234567", "A": "ABCDEFG"}[self._numbers[0]]
        number = f"{counted[self._count - 1]}{sign}" if top else f"{self._count}.{self._part}."
        number = number if top or self._numbers[0] == "1" else f"{self._part}."
        self._line(f"{number} {self._chance.choice(HEADINGS[section])}", bold=self._bold)

    def _line(
        self,
        text: str,
        *,
        bold: bool = False,
        underlined: bool = False,
        unstruck: str | None = None,
        cell: Cell | None = None,
    ) -> None:
        at = len(self._typed)
        self._typed.append(
            Paragraph(position=at, text=text, bold=bold, underlined=underlined, unstruck=unstruck, cell=cell)
        )

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self._line(text, bold=row == 0, cell=Cell(table=self._tables, row=row, column=column))
        self._tables += 1
