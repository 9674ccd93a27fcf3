"""A person who reads what stands on the screen and answers it from the year they have in mind.

What is asked is known by its words (`ASKED`), how it is answered by the keys that are named below it (`_strokes`):
a question by itself, a field of a page, or a row of a board. Nothing here knows in which order a year is asked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from support.screen import BOARD, DOWN, ENTER, FINISH, HOME, PAGE, PAGE_DOWN, PATIENCE, TAB, Screen, joined
from support.values import the_checklist, the_forms
from tuphe.core.review import FollowUpState, PledgeArea, PledgeState, Rating
from tuphe.core.self_rating import Level
from tuphe.core.shortcoming import CauseKind
from tuphe.texts import PROFILE_FIELDS, PROGRESS

_ON_A_BOARD: Final = joined(BOARD)
_ON_A_PAGE: Final = joined(PAGE)
_SEVERAL_LINES: Final = joined("Enter xuống dòng")
_AGAIN: Final = joined("Bấm Ctrl-S lần nữa để đi tiếp")
_ANSWERED: Final = re.compile(joined(r"\d+/\d+ (?:mục|hạn chế|cam kết)"))
_KEYS: Final = joined("lưu và dừng")
"""Stands below whatever can be answered now."""

_QUIET: Final = 0.005
"""Seconds between two looks at the same picture."""

_FEW: Final = 2
"""Rows with something to write of which each page is opened on the way: two keys each, and no way back to the first."""

_NOTHING: Final[Mapping[str, Any]] = {}


class Words(str):
    """What a person writes; every other stroke is a key."""

    __slots__ = ()


class Said(NamedTuple):
    """What a person has to say to a question."""

    text: str = ""
    choice: int = 0
    """The number of a choice, from 1."""
    more: bool = False
    """Whether they have something to say further down on the same page."""


class Asked(NamedTuple):
    """A question: what the person says to it, and what they see it is about."""

    say: Callable[[Person], Said]
    about: Callable[[Person], Any] = lambda person: person.at
    rows: Callable[[Person], Sequence[Any]] = lambda person: [person.at]
    """What the rows are about, where it stands on a board."""
    texts: tuple[str, ...] = ()
    """What is written on the page of a row."""
    opens_first: bool = False
    """Whether the page of a row can be opened before the row is answered."""
    last: bool = False
    """Whether it is the last row of a board of points, which is left from there."""


@dataclass
class Count:
    """What a year has cost so far."""

    screens: int = 0
    questions: int = 0
    keys: int = 0
    """Strokes besides the letters of the answers."""
    answers: int = 0
    """Texts and choices: each takes one key at least, to end it or to make it."""
    letters: int = 0


@dataclass
class Person:
    """Has a year in mind, in the shape of its file, and where in it they are."""

    profile: Mapping[str, str]
    year: Mapping[str, Any]
    picture: str = ""
    """The letters on the screen, without the spaces between them."""
    at: Any = None
    """What the question is about: an item, a shortcoming, a pledge."""
    item: Any = None
    """The item that is written about."""
    written: list[tuple[Any, str]] = field(default_factory=list)
    """What was written already: entries, and which of their texts."""
    chosen: list[Any] = field(default_factory=list)
    """The entries of boards that were answered."""
    rows: Sequence[Any] = ()
    """The entries on the board behind the page that stands there."""
    to_write: list[Any] = field(default_factory=list)
    """Those of them that have something to write."""
    turned: bool = False
    """Whether a key was pressed for the page of another row."""
    from_top: bool = False
    """Whether the row is looked for from the first one on."""
    count: Count = field(default_factory=Count)

    def fill_in(self, screen: Screen) -> None:
        """Answer what is asked until the program ends."""
        before: tuple[object, ...] = ()
        strokes: Sequence[str]
        stays = False
        while words := self._read(screen, before):
            self.count.screens += not stays
            if words == _AGAIN:
                screen.rest(0.5)  # a press that comes sooner than one can read counts for none
                strokes, stays = [FINISH], False
            else:
                strokes, stays = self._strokes(ASKED[words], self.picture[self.picture.rfind(words) :])
            self.count.keys += sum(not isinstance(stroke, Words) for stroke in strokes)
            self.count.answers += sum(isinstance(stroke, Words) or stroke.isdigit() for stroke in strokes)
            self.count.letters += sum(len(stroke) for stroke in strokes if isinstance(stroke, Words))
            before = self._seen(words)
            screen.type("".join(f"\x1b[200~{stroke}\x1b[201~" if "\t" in stroke[:-1] else stroke for stroke in strokes))

    def _seen(self, words: str) -> tuple[object, ...]:
        """Return what tells a question from the one before: its words, what it is about, rows answered on its board."""
        return words, id(ASKED[words].about(self)), *_ANSWERED.findall(self.picture)[-1:]

    def _read(self, screen: Screen, before: tuple[object, ...]) -> str:
        """Wait for another question than the one `before`: return the words by which it is known, none at the end."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not screen.rest(_QUIET):
                return ""
            self.picture = joined(screen.shown)
            words = _lowest(self.picture)
            below = self.picture[self.picture.rfind(words) :]
            if _ON_A_PAGE in below:
                words = _lowest(joined(screen.shown.rpartition("\n\n")[2])) or _lowest(joined(screen.bold))
                if self.turned and not self._sees_another(joined(screen.bold)):
                    continue
            if words and (_KEYS in below or words == _AGAIN) and self._seen(words) != before:
                self.at = ASKED[words].about(self)
                return words
        raise AssertionError(f"nothing that can be answered stands on the screen:\n{screen.shown}")

    def _strokes(self, asked: Asked, keys: str) -> tuple[Sequence[str], bool]:
        """Return what to type where these keys are named, and whether the screen stays the same then."""
        if _ON_A_BOARD in keys:
            return self._on_board(asked)
        said = asked.say(self)
        self.count.questions += 1
        answer: list[str] = [Words(said.text)] if said.text else []
        if said.choice:
            answer.append(str(said.choice))
        if _ON_A_PAGE in keys:
            return ([*answer, TAB], True) if said.more else ([*answer, self._left_page()], False)
        if said.choice:
            return answer, False
        return [*answer, FINISH if answer and _SEVERAL_LINES in keys else ENTER], False

    def _left_page(self) -> str:
        """Return the key that ends a page: the one that opens that of the row below, where there is more to write."""
        self.to_write = [entry for entry in self.to_write if entry is not self.item]
        self.turned = bool(self.to_write)
        return PAGE_DOWN if self.turned else FINISH

    def _sees_another(self, bold: str) -> bool:
        """Look whether the page of another row stands there, of which the name is `bold`, and write about that."""
        named = [(bold if "id" in entry else self.picture).rfind(joined(_mark(entry))) for entry in self.rows]
        if (lowest := max(named)) < 0 or (entry := self.rows[named.index(lowest)]) is self.item:
            return False
        self.turned = False
        self.item = self.at = entry
        return True

    def _on_board(self, asked: Asked) -> tuple[Sequence[str], bool]:
        """Answer the rows from the first to the last; write on the pages of those with something to say; leave.

        Of many the pages are written one after another, once all rows are answered; of few each is opened on the way.
        """
        self.turned = False
        self.rows = asked.rows(self)
        self.to_write = [entry for entry in self.rows if self.unwritten(entry, asked.texts)]
        here = any(entry is self.at for entry in self.to_write)
        if here and asked.opens_first and len(self.to_write) <= _FEW:
            self.item, self.to_write = self.at, []
            return [ENTER], False
        if not (self.at is _NOTHING or any(entry is self.at for entry in self.chosen)):
            self.count.questions += 1
            self.chosen.append(self.at)
            said = asked.say(self)
            return (
                ([Words(said.text), FINISH if asked.last else ENTER], not asked.last)
                if said.text
                else ([str(said.choice)], True)
            )
        if here or not self.to_write:
            self.item, self.from_top = self.at, False
            return [ENTER if here else FINISH], False
        stroke, self.from_top = (DOWN if self.from_top else HOME), True
        return [stroke], True

    def unwritten(self, entry: Any, keys: Sequence[str]) -> bool:
        """Whether an entry has a text under one of these keys that was not written yet."""
        return any(entry.get(key) and not self._wrote(entry, key) for key in keys)

    def _wrote(self, entry: Any, key: str) -> bool:
        return any(entry is other and key == name for other, name in self.written)

    def write(self, key: str, *after: str) -> Said:
        """Write what the entry at hand has under `key`, unless it stands there; `after` are the fields below."""
        told = self.at.get(key, "")
        text = _day(told) if isinstance(told, date) else told
        text = ENTER.join(text) if isinstance(text, list) else str(text)
        self.written.append((self.at, key))
        stands = f"›{joined(text)}" in self.picture
        return Said("" if stands else text, more=any(self.at.get(name) for name in after))

    def seen_of(self, entries: Sequence[Any], key: str = "noi_dung") -> Any:
        """Return the one of these entries whose text stands on the screen, the lowest."""
        return max(entries, key=lambda entry: self.picture.rfind(joined(entry[key])))

    def next_of(self, entries: Sequence[Any], key: str = "noi_dung") -> Any:
        """Return the first of these entries that was not written yet; an empty one where there are no more."""
        return next((entry for entry in entries if not self._wrote(entry, key)), _NOTHING)


def _mark(entry: Mapping[str, Any]) -> str:
    """Return what tells the page of an entry from others: an item's name, or the words of a shortcoming or a pledge."""
    return the_checklist().name_of(entry["id"]) if "id" in entry else str(entry["noi_dung"])


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _lowest(picture: str) -> str:
    """Return the words of the question that stands lowest, none where there is none."""
    words = max(ASKED, key=picture.rfind)
    return words if words in picture else ""


# What is said to one question


def text(key: str, *after: str, about: Callable[[Person], Any] | None = None) -> Asked:
    """Write what the entry has under `key`, if anything; `after` are the fields that come below on its page."""
    said = Asked(lambda person: person.write(key, *after))
    return said if about is None else said._replace(about=about)


def choice(values: Iterable[str], key: str, *after: str) -> Asked:
    """Choose what the entry at hand has under `key`."""
    known = [*values]
    return Asked(
        lambda person: Said(choice=known.index(person.at[key]) + 1, more=any(person.at.get(name) for name in after))
    )


def entry(name: str, after: str, *, key: str = "noi_dung") -> Asked:
    """Write the next entry of a list of the year, or that there is none."""

    def say(person: Person) -> Said:
        person.at = person.next_of(person.year.get(name, ()), key)
        return person.write(key, after)

    return Asked(say)


def table(name: str) -> Callable[[Person], Any]:
    """Look at a table of the year."""
    return lambda person: person.year.get(name, _NOTHING)


def counts(person: Person) -> Any:
    """Look at the counts of tasks: a leader's are of the units led."""
    return person.year.get("nhiem_vu_don_vi") or person.year.get("nhiem_vu", _NOTHING)


def points(key: str, *, last: bool = False) -> Asked:
    """Give one of the two sums."""
    return Asked(lambda person: Said(str(person.year["tu_danh_gia"][key])), lambda _: key, last=last)


def rating(item: str, group: Sequence[str]) -> Asked:
    """Rate an item."""

    def about(person: Person) -> Any:
        return next(answer for answer in person.year["muc"] if answer["id"] == item)

    def say(person: Person) -> Said:
        person.item = person.at
        return choice(Rating, "muc_do").say(person)

    return Asked(
        say,
        about,
        rows=lambda person: [answer for answer in person.year["muc"] if answer["id"] in group],
        texts=("ket_qua", "han_che"),
        opens_first=True,
    )


def results(person: Person) -> Said:
    """Write the results of the item at hand."""
    person.item = person.at
    return person.write("ket_qua", "han_che")


def shortcoming(person: Person) -> Said:
    """Write the next shortcoming of the item at hand, or that there is none."""
    listed = person.item.get("han_che", ())
    person.at = person.next_of(listed)
    said = person.write("noi_dung", "nguyen_nhan")
    if person.next_of(listed) is _NOTHING:
        person.written.append((person.item, "han_che"))
    return said


def outcome(entries: str, values: Iterable[str], *texts: str) -> Asked:
    """Say what became of the shortcoming or pledge that stands on the screen."""
    return choice(values, "tinh_trang")._replace(
        about=lambda person: person.seen_of(person.year[entries]),
        rows=lambda person: person.year.get(entries, ()),
        texts=texts,
    )


def no_other(of: Asked) -> Asked:
    """Name none besides those that were asked before: what stands in a row of its own below them on their board."""
    return of._replace(say=NO_MORE.say, about=lambda _: _NOTHING)


def tasks(person: Person) -> Said:
    """Paste the list of tasks, which every office has as a table."""
    listed = person.year.get("nhiem_vu", _NOTHING).get("viec", ())
    person.at = person.next_of(listed)
    person.written += [(task, "noi_dung") for task in listed]
    cells = ((task["noi_dung"], _day(task["thoi_han"]), task["san_pham"], PROGRESS[task["tien_do"]]) for task in listed)
    return Said("" if person.at is _NOTHING else "\n".join(map("\t".join, cells)))


def form_answer(question: str) -> Asked:
    """Answer what the form asks beyond the checklist."""
    return text(
        "noi_dung",
        about=lambda person: next((one for one in person.year.get("bo_sung", ()) if one["id"] == question), _NOTHING),
    )


NO_MORE: Final = Asked(lambda _: Said())
"""Pass on with nothing to say."""
YES: Final = Asked(lambda _: Said(choice=1))
CAUSE: Final = ("loai_nguyen_nhan", "bien_phap", "thoi_han")
SHORTCOMING_BEFORE: Final = outcome("khac_phuc", FollowUpState, "phan_tram", "ket_qua", "kho_khan", "trach_nhiem")
PLEDGE_BEFORE: Final = outcome("thuc_hien_cam_ket", PledgeState, "phan_tram", "ket_qua", "kho_khan")

_BY_WORDS: Final[dict[str, Asked]] = {
    **{f"{label}?": text(key, about=lambda person: person.profile) for key, label in PROFILE_FIELDS.items()},
    "Vị trí công tác?": YES,
    "Đến nay hạn chế này đã khắc phục chưa?": SHORTCOMING_BEFORE,
    "Đã khắc phục được khoảng bao nhiêu phần trăm?": text("phan_tram", "ket_qua", "kho_khan", "trach_nhiem"),
    "Đã làm được những gì để khắc phục?": text("ket_qua", "kho_khan", "trach_nhiem"),
    "Còn khó khăn, vướng mắc gì?": text("kho_khan", "trach_nhiem"),
    "Trách nhiệm của tôi về việc này?": text("trach_nhiem"),
    "Cam kết này đã thực hiện chưa?": PLEDGE_BEFORE,
    "Đã thực hiện được khoảng bao nhiêu phần trăm?": text("phan_tram", "ket_qua", "kho_khan"),
    "Kết quả thực hiện cụ thể?": text("ket_qua", "kho_khan"),
    "Còn khó khăn, vướng mắc gì khi thực hiện?": text("kho_khan"),
    **{
        item.question: rating(item.id, [other.id for other in group.items])
        for group in the_checklist().groups
        for item in group.items
    },
    "Đã làm được gì? Mỗi dòng một việc.": Asked(results),
    "hạn chế, khuyết điểm nào? Không có thì để trống.": Asked(shortcoming),
    "hạn chế, khuyết điểm cụ thể là gì?": Asked(shortcoming),
    "Ở mục này còn hạn chế nào khác?": Asked(shortcoming),
    "Nguyên nhân là gì?": text("nguyen_nhan", *CAUSE),
    "Nguyên nhân đó chủ yếu do đâu?": choice(CauseKind, *CAUSE),
    "Biện pháp khắc phục?": text("bien_phap", "thoi_han"),
    "Khắc phục xong khi nào?": text("thoi_han"),
    "Tôi khẳng định": YES,
    **{question.text: form_answer(question.id) for form in the_forms() for question in form.questions},
    "đã được cấp có thẩm quyền kết luận": no_other(SHORTCOMING_BEFORE),
    "Đã cam kết điều gì": no_other(PLEDGE_BEFORE),
    "Còn cam kết nào khác cho năm 2026": no_other(PLEDGE_BEFORE),
    "Sẽ làm gì tiếp để khắc phục?": text(
        "bien_phap", "thoi_han", about=lambda person: person.seen_of(person.year["khac_phuc"])
    ),
    "Được gợi ý kiểm điểm vấn đề gì?": entry("goi_y", "giai_trinh", key="van_de"),
    "Còn vấn đề nào khác": entry("goi_y", "giai_trinh", key="van_de"),
    "Giải trình thế nào?": text("giai_trinh", "nguyen_nhan"),
    "Nguyên nhân của vấn đề này?": text("nguyen_nhan", "trach_nhiem"),
    "Trách nhiệm của tôi?": text("trach_nhiem"),
    "hạn chế, khuyết điểm của tập thể?": text("noi_dung", about=table("trach_nhiem_tap_the")),
    "Đưa biện pháp nào vào cam kết": NO_MORE,
    "Phương hướng, cam kết cho năm": entry("cam_ket", "thoi_han"),
    "Còn cam kết nào khác": entry("cam_ket", "thoi_han"),
    "Thực hiện xong khi nào?": text("thoi_han", "linh_vuc"),
    "Thuộc phần nào của bản cam kết?": choice(PledgeArea, "linh_vuc"),
    "trường hợp nào dưới đây không?": NO_MORE,
    "được giao bao nhiêu nhiệm vụ": text("tong_so", about=counts),
    "đã hoàn thành bao nhiêu?": text("hoan_thanh", about=counts),
    "bao nhiêu chậm hạn?": text("cham_han", about=counts),
    "bao nhiêu vượt yêu cầu?": text("vuot_yeu_cau", about=counts),
    "Ghi nhiệm vụ nào vào phụ lục": Asked(tasks),
    "Còn nhiệm vụ nào khác": Asked(tasks),
    "Tự chấm bao nhiêu điểm, từ 0 đến 30?": points("tieu_chi_chung"),
    "Tự chấm bao nhiêu điểm, từ 0 đến 70?": points("ket_qua_nhiem_vu", last=True),
    "Đề xuất xếp loại": choice(Level, "xep_loai")._replace(about=table("tu_danh_gia")),
    "Mở lại bước nào?": NO_MORE,
    "Bấm Ctrl-S lần nữa để đi tiếp": NO_MORE,
}
ASKED: Final = {joined(words): asked for words, asked in _BY_WORDS.items()}
"""What is asked, by its words."""
