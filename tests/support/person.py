"""A person who reads what stands on the screen and answers it from the year they have in mind.

What they read is looked up in `SCREENS` by its words; nothing here knows in which order a year is asked. So a new
screen is a new line there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from support.screen import ENTER, FINISH, PATIENCE, Screen, joined
from support.values import the_checklist, the_forms
from tuphe.texts import PROFILE_FIELDS

RATINGS: Final = ("xuat-sac", "tot", "trung-binh", "kem", "khong-ap-dung")
CAUSES: Final = ("chu-quan", "khach-quan")
FOLLOW_UPS: Final = ("da-khac-phuc", "dang-khac-phuc", "chua-khac-phuc")
PLEDGES: Final = ("da-thuc-hien", "dang-thuc-hien", "chua-thuc-hien")
FIELDS: Final = ("tu-tuong-chinh-tri", "dao-duc-loi-song", "to-chuc-ky-luat", "nhiem-vu", "khac-phuc-han-che", "khac")
PROGRESS: Final = ("truoc-han", "dung-han", "cham-han", "chua-xong")
LEVELS: Final = ("xuat-sac", "tot", "hoan-thanh", "khong-hoan-thanh")

_KEYS_SHOWN: Final = "lưuvàdừng"
"""Stands below every question once it can be answered."""

_QUIET: Final = 0.03
"""Seconds without a word from the program after which the picture is looked at."""


class Words(str):
    """What a person writes; every other stroke is a key."""

    __slots__ = ()


@dataclass
class Count:
    """What a year has cost so far."""

    screens: int = 0
    keys: int = 0
    """Strokes besides the letters of the answers."""
    questions: int = 0
    letters: int = 0

    def add(self, strokes: Sequence[str]) -> None:
        """Count what was typed at one question."""
        self.screens += 1
        self.questions += 1
        self.letters += sum(len(stroke) for stroke in strokes if isinstance(stroke, Words))
        self.keys += sum(not isinstance(stroke, Words) for stroke in strokes)


@dataclass
class Person:
    """Has a year in mind, in the shape of its file, and where in it they are."""

    profile: Mapping[str, str]
    year: Mapping[str, Any]
    picture: str = ""
    """The letters on the screen, without the spaces between them."""
    item: Any = None
    """The item that was rated last."""
    at: Any = None
    """The entry of the year that the last question was about: an item, a shortcoming, a pledge."""
    told: list[Any] = field(default_factory=list)
    """The entries of lists that were written."""
    count: Count = field(default_factory=Count)

    def fill_in(self, screen: Screen) -> None:
        """Answer what is asked until the program ends."""
        before = ""
        while words := self._read(screen, before):
            strokes = SCREENS[words](self)
            self.count.add(strokes)
            screen.type("".join(strokes))
            before = words

    def _read(self, screen: Screen, before: str) -> str:
        """Wait for another screen than the one `before`: return the words by which it is known, none at the end."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not screen.rest(_QUIET):
                return ""
            self.picture = joined(screen.shown)
            words = max(SCREENS, key=self.picture.rfind)
            place = self.picture.rfind(words)
            if place >= 0 and words != before and _KEYS_SHOWN in self.picture[place:]:
                return words
        raise AssertionError(f"nothing that can be answered stands on the screen:\n{screen.shown}")

    def take_up(self, entries: Sequence[Any], key: str = "noi_dung") -> None:
        """Turn to the one of these entries whose text stands on the screen."""
        self.at = max(entries, key=lambda entry: self.picture.rfind(joined(entry[key])))
        assert joined(self.at[key]) in self.picture

    def turn_to_next(self, entries: Sequence[Any]) -> None:
        """Turn to the next of these entries that was not written yet, to nothing where there are no more."""
        self.at = next((entry for entry in entries if not any(entry is other for other in self.told)), {})
        self.told.append(self.at)


Answer = Callable[[Person], Sequence[str]]


def one_of(values: Sequence[str], key: str) -> Answer:
    """Press the number of what the entry at hand has under `key`."""
    return lambda person: [str(values.index(person.at[key]) + 1)]


def line(key: str) -> Answer:
    """Write on one line what the entry at hand has under `key`, if anything."""
    return lambda person: [Words(person.at.get(key, "")), ENTER]


def text(key: str) -> Answer:
    """Write what the entry at hand has under `key`, if anything."""
    return lambda person: written(person.at.get(key))


def day(key: str) -> Answer:
    """Write the day that the entry at hand has under `key`."""
    return lambda person: [Words(f"{person.at[key].day}/{person.at[key].month}/{person.at[key].year}"), ENTER]


def entry(*path: str, key: str = "noi_dung") -> Answer:
    """Write the next entry of a list of the year, or that there is none."""

    def write(person: Person) -> Sequence[str]:
        entries: Any = person.year
        for name in path:
            entries = entries.get(name, {})
        person.turn_to_next(entries)
        return text(key)(person)

    return write


def number(table: str, key: str) -> Answer:
    """Write a number that a table of the year has under `key`, if any."""
    return lambda person: [Words(person.year.get(table, {}).get(key, "")), ENTER]


def written(what: str | Sequence[str] | None) -> Sequence[str]:
    """Return the strokes for a text of several lines: Enter alone where there is nothing to say."""
    if not what:
        return [ENTER]
    return [Words(what if isinstance(what, str) else ENTER.join(what)), FINISH]


def rating(item: str) -> Answer:
    """Rate an item."""

    def rate(person: Person) -> Sequence[str]:
        person.at = person.item = next(answer for answer in person.year["muc"] if answer["id"] == item)
        return one_of(RATINGS, "muc_do")(person)

    return rate


def shortcoming(person: Person) -> Sequence[str]:
    """Write the next shortcoming of the item at hand, or that there is none."""
    person.turn_to_next(person.item.get("han_che", ()))
    return text("noi_dung")(person)


def outcome(entries: str, values: Sequence[str]) -> Answer:
    """Say what became of the shortcoming or pledge that stands on the screen."""

    def say(person: Person) -> Sequence[str]:
        person.take_up(person.year[entries])
        return one_of(values, "tinh_trang")(person)

    return say


def next_remedy(person: Person) -> Sequence[str]:
    """Say what is to be done next about the shortcoming that stands on the screen."""
    person.take_up(person.year["khac_phuc"])
    return text("bien_phap")(person)


def profile(key: str) -> Answer:
    """Write a field of the profile, if the person has anything to say that does not stand there already."""

    def write(person: Person) -> Sequence[str]:
        what = person.profile.get(key, "")
        return [ENTER] if person.picture.endswith(f"›{joined(what)}") else [Words(what), ENTER]

    return write


def collective(person: Person) -> Sequence[str]:
    """Write one's part in what the collective fell short of."""
    return written(person.year.get("trach_nhiem_tap_the", {}).get("noi_dung"))


def form_answer(question: str) -> Answer:
    """Answer what the form asks beyond the checklist."""
    return lambda person: written(
        next((one["noi_dung"] for one in person.year.get("bo_sung", ()) if one["id"] == question), None)
    )


def level(person: Person) -> Sequence[str]:
    """Propose a level."""
    return [str(LEVELS.index(person.year["tu_danh_gia"]["xep_loai"]) + 1)]


def press(*keys: str) -> Answer:
    """Press keys, whatever the year says."""
    return lambda _: keys


_BY_WORDS: Final[dict[str, Answer]] = {
    **{f"{label}?": profile(key) for key, label in PROFILE_FIELDS.items()},
    "Vị trí công tác?": press("1"),
    "Hạn chế này nay đã khắc phục chưa?": outcome("khac_phuc", FOLLOW_UPS),
    "Đã khắc phục được khoảng bao nhiêu phần trăm?": line("phan_tram"),
    "Đã làm được những gì để khắc phục?": text("ket_qua"),
    "Còn khó khăn, vướng mắc gì?": text("kho_khan"),
    "Trách nhiệm của bản thân về việc này?": text("trach_nhiem"),
    "Cam kết này đã thực hiện chưa?": outcome("thuc_hien_cam_ket", PLEDGES),
    "Đã thực hiện được khoảng bao nhiêu phần trăm?": line("phan_tram"),
    "Kết quả thực hiện cụ thể?": text("ket_qua"),
    "Vướng mắc ở đâu?": text("kho_khan"),
    **{item.question: rating(item.id) for item in the_checklist().items},
    "Đã làm được gì? Mỗi dòng một việc.": text("ket_qua"),
    "hạn chế, khuyết điểm nào? Không có thì để trống.": shortcoming,
    "hạn chế, khuyết điểm cụ thể là gì?": shortcoming,
    "Ở mục này còn hạn chế nào khác?": shortcoming,
    "Nguyên nhân là gì?": text("nguyen_nhan"),
    "Nguyên nhân ấy chủ yếu do đâu?": one_of(CAUSES, "loai_nguyen_nhan"),
    "Biện pháp khắc phục?": text("bien_phap"),
    "Khắc phục xong khi nào?": day("thoi_han"),
    "Bạn khẳng định": press("1"),
    **{question.text: form_answer(question.id) for form in the_forms() for question in form.questions},
    "đã được cấp có thẩm quyền kết luận": press(ENTER),
    "Đã cam kết điều gì": press(ENTER),
    "Sẽ làm gì tiếp để khắc phục?": next_remedy,
    "Được gợi ý kiểm điểm vấn đề gì?": entry("goi_y", key="van_de"),
    "Còn vấn đề nào khác": entry("goi_y", key="van_de"),
    "Giải trình?": text("giai_trinh"),
    "Nguyên nhân?": text("nguyen_nhan"),
    "Trách nhiệm của bản thân?": text("trach_nhiem"),
    "hạn chế, khuyết điểm của tập thể?": collective,
    "Đưa biện pháp nào vào cam kết": press(ENTER),
    "Phương hướng, cam kết cho năm": entry("cam_ket"),
    "Còn cam kết nào khác": entry("cam_ket"),
    "Thực hiện xong khi nào?": day("thoi_han"),
    "Thuộc phần nào của bản cam kết?": one_of(FIELDS, "linh_vuc"),
    "được giao bao nhiêu nhiệm vụ": number("nhiem_vu", "tong_so"),
    "đã hoàn thành bao nhiêu?": number("nhiem_vu", "hoan_thanh"),
    "bao nhiêu chậm hạn?": number("nhiem_vu", "cham_han"),
    "bao nhiêu vượt yêu cầu?": number("nhiem_vu", "vuot_yeu_cau"),
    "Kê nhiệm vụ nào vào phụ lục": entry("nhiem_vu", "viec"),
    "Còn nhiệm vụ nào khác": entry("nhiem_vu", "viec"),
    "Thời hạn hoàn thành?": day("thoi_han"),
    "Sản phẩm hoàn thành?": text("san_pham"),
    "Tiến độ?": one_of(PROGRESS, "tien_do"),
    "Điểm nhóm tiêu chí chung": number("tu_danh_gia", "tieu_chi_chung"),
    "Điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ": number("tu_danh_gia", "ket_qua_nhiem_vu"),
    "Đề xuất xếp loại": level,
    "Mở lại phần nào?": press(ENTER),
}
SCREENS: Final = {joined(words): answer for words, answer in _BY_WORDS.items()}
"""What is asked, by its words, and what to type there."""
