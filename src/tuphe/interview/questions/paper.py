"""Questions on a paper that was read: the year, how to go on, then its parts, what is in doubt, its shortcomings."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.checklist import Audience, Checklist
from tuphe.core.day_parsing import due_hint, parse_due
from tuphe.core.paper import Doubt
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.self_rating import GENERAL_MAXIMUM, TASK_MAXIMUM
from tuphe.core.text import shortened
from tuphe.core.year_from_paper import LISTS, nearest_items, place_in, value_at, with_value
from tuphe.errors import TuPheError
from tuphe.interview.questions import shapes
from tuphe.interview.reply_parsing import parse_percent, parse_points, text_of
from tuphe.interview.taking_in import (
    ALL,
    DROP,
    EACH,
    KEEP,
    MEND,
    NO_ITEM,
    NOT,
    READ_FROM_SECTIONS,
    WHOLE_LIST,
    Taking,
    astray,
    lines_of,
    mended,
    parts_of,
    remembered,
    sections_reworded,
    with_words,
)

_PART: Final = "Bản giấy"
_MINE: Final = "cua-toi"
_NO_ITEM: Final = Choice(NO_ITEM, "Không gắn với mục nào")
_FROM_SECTIONS: Final = "Đọc ra từ các phần ở trên, để dùng về sau; bỏ ở đây thì các phần vẫn giữ nguyên chữ."
_CHOICES: Final[dict[str, Mapping[Any, str]]] = {"xep_loai": texts.LEVELS, "tinh_trang": texts.FOLLOW_UPS}
_POINTS: Final = {"tieu_chi_chung": GENERAL_MAXIMUM, "ket_qua_nhiem_vu": TASK_MAXIMUM}
_LINES: Final = frozenset({"thoi_han", "phan_tram", *_POINTS})
_FIELDS: Final = {
    **texts.FIELDS,
    "phan_tram": "khắc phục được bao nhiêu phần trăm",
    "ket_qua": "kết quả khắc phục",
    "kho_khan": "khó khăn, vướng mắc",
}


def questions(
    taking: Taking, *, checklist: Checklist, leader: bool, other_name: str, check_year: Callable[[int], None]
) -> list[Question[Taking]]:
    """List what is asked: the year where it is not sure, how to go on, then parts, doubts and shortcomings.

    Before all that, whose paper it is, if its name is not that of the profile: this one is `other_name`, else empty.
    Every reply is stored in the draft, but for the last one: whether all this is as the person wants it.
    """
    asked = list(_questions(taking, checklist, leader=leader, other_name=other_name, check_year=check_year))
    told_apart = taking.how in (ALL, EACH) and bool(taking.paper.year) and asked[-1].key not in ("cua-ai", "cach")
    return [*(remembered(taking, question) for question in asked), *([_on_end(taking)] if told_apart else [])]


def _questions(
    taking: Taking, checklist: Checklist, *, leader: bool, other_name: str, check_year: Callable[[int], None]
) -> Iterator[Question[Taking]]:
    """Yield the questions that the replies so far lead to; a part that is dropped raises no more of them."""
    if other_name:
        yield _on_owner(taking, other_name)
        if taking.said.get("cua-ai") != _MINE:
            return
    if any(one.place == "nam" for one in taking.paper.doubts):
        yield _on_year(taking, check_year)
    yield _on_all(taking)
    if taking.how not in (ALL, EACH):
        return
    if taking.how == EACH:
        yield from _on_parts(taking)
    dropped = {part for part, _ in parts_of(taking.read) if taking.way(part) == DROP}
    for doubt in taking.paper.doubts:
        if place_in(doubt.place)[0] not in dropped:
            yield from _on_doubt(taking, doubt)
    if "han_che" not in dropped:
        yield from _on_shortcomings(taking, checklist, leader=leader)


def _on_owner(taking: Taking, other_name: str) -> Question[Taking]:
    return _ask(
        key="cua-ai",
        text="Bản giấy mang tên khác với hồ sơ. Đây là bản kiểm điểm của ai?",
        context=(f"Bản giấy: {taking.read.header['ho_ten']}", f"Hồ sơ: {other_name}"),
        choices=(Choice(_MINE, "Của tôi; hồ sơ giữ họ tên đã ghi"), Choice(NOT, "Của người khác: thôi, không nhập")),
        current=shapes.as_current(taking.said.get("cua-ai", "")),
        answered="cua-ai" in taking.said,
        record=lambda reply: taking.but(how=NOT) if reply[0] == NOT else taking.saying({"cua-ai": reply[0]}),
    )


def _on_year(taking: Taking, check_year: Callable[[int], None]) -> Question[Taking]:
    """Ask which year the paper is of, where it was not read for sure."""

    def record(reply: tuple[str, ...]) -> Taking:
        """Take the typed year as the paper's; raises Refused for what is no year, or a year that is there already."""
        typed = text_of(reply)
        if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
            raise Refused("Năm phải là bốn chữ số, ví dụ 2025.")
        try:
            check_year(int(typed))
        except TuPheError as fault:
            raise Refused(fault.message) from None
        return taking.but(paper=structs.replace(taking.paper, year=int(typed)), settled=taking.settled | {"nam"})

    return _ask(
        key="nam",
        text="Bản giấy này kiểm điểm năm nào?",
        kind=Kind.LINE,
        current=shapes.as_current(str(taking.paper.year or "")),
        answered=bool(taking.paper.year),
        record=record,
    )


def _on_all(taking: Taking) -> Question[Taking]:
    return _ask(
        key="cach",
        text="Giữ những gì vừa đọc được?",
        hints=("Năm nhập từ bản giấy là năm đã chốt; muốn sửa thì mở lại bằng: tuphe mo-lai",),
        choices=(
            Choice(ALL, "Giữ hết những chỗ đã chắc; chỉ hỏi chỗ chưa chắc"),
            Choice(EACH, "Giữ, sửa hay bỏ từng phần"),
            Choice(NOT, "Thôi, không nhập"),
        ),
        current=(taking.how or ALL,),
        answered=bool(taking.how),
        record=lambda reply: taking.but(how=reply[0]),
    )


def _on_end(taking: Taking) -> Question[Taking]:
    """Show what will be kept and what will not, while the person can still go back."""
    kept, _ = taking.outcome()
    parts, texts_kept = dict(parts_of(kept)), [one.text for one in kept.shortcomings]
    dropped = [
        *(name for part, name in parts_of(taking.read) if part not in parts and part != "han_che"),
        *(f"hạn chế “{shortened(one.text)}”" for one in taking.paper.shortcomings if one.text not in texts_kept),
    ]
    shares = "; ".join(f"{name} ({len(lines_of(kept, part))} dòng)" for part, name in parts.items())
    unsure = sum(one.place not in taking.settled for one in taking.paper.doubts)
    return _ask(
        key="xong",
        text=f"Ghi thành năm {kept.year}?",
        hints=("Chưa đúng thì lùi lại từng câu.",),
        context=(
            f"Giữ: {shares or 'không có gì'}",
            *((f"Bỏ: {'; '.join(dropped)}",) if dropped else ()),
            *((f"Để trống {unsure} chỗ chưa chắc, chưa trả lời.",) if unsure else ()),
        ),
        choices=(Choice(KEEP, "Ghi như trên"), Choice(NOT, "Thôi, không nhập")),
        current=(KEEP,),
        answered="xong" in taking.settled,
        record=lambda reply: taking.but(how=NOT) if reply[0] == NOT else taking.but(settled=taking.settled | {"xong"}),
    )


def _on_parts(taking: Taking) -> Iterator[Question[Taking]]:
    """Ask of each part whether to keep, drop or mend it, and for its new words where it is to be mended."""
    for part, name in parts_of(taking.read):
        lines = lines_of(taking.paper, part)
        mendable = part not in ("ho_so", "tu_danh_gia")
        yield _ask(
            key=f"phan/{part}",
            title=name,
            text="Giữ, bỏ hay sửa?" if mendable else "Giữ hay bỏ?",
            context=lines,
            hints=(_FROM_SECTIONS,) if part in READ_FROM_SECTIONS or part == "trach_nhiem_tap_the" else (),
            choices=(
                Choice(KEEP, "Giữ"),
                Choice(DROP, "Bỏ, không nhập phần này"),  # second here and below, so that the same key drops everywhere
                *((Choice(MEND, "Sửa chữ"),) if mendable else ()),
            ),
            current=(taking.way(part),),
            record=lambda reply, part=part: taking.saying({part: reply[0]}),
        )
        if taking.way(part) == MEND:
            yield _ask(
                key=f"sua/{part}",
                title=name,
                text="Sửa chữ, mỗi dòng một ý.",
                hints=("Câu nào có cả ở phần khác thì ở đó cũng sửa theo.",),
                current=("\n".join(" ".join(line.split()) for line in lines),),
                record=partial(_mended, taking, part),
            )
            yield from _on_astray(taking, part)


def _on_astray(taking: Taking, part: str) -> Iterator[Question[Taking]]:
    """Ask for the new words of what was read from a mended section, where they cannot be derived."""
    number = part.removeprefix("phan/")
    for place in astray(taking, number) if number != part else ():
        key, row, _ = place_in(place)
        field = place.rpartition("/")[2]
        whole = field in ("noi_dung", "van_de")
        what = "câu này" if whole else f"{_FIELDS[field]} của câu “{shortened(lines_of(taking.paper, key)[row])}”"
        yield _ask(
            key=f"sua-theo/{part}/{place}",
            title=dict(parts_of(taking.read))[key],
            text=f"Phần {number} đã sửa chữ; {what} đọc từ phần đó. Ở đây ghi thế nào?",
            context=lines_of(taking.paper, part),
            current=(value_at(taking.paper, place),),
            record=partial(_with_words, taking, place, whole=whole),
        )


def _with_words(taking: Taking, place: str, reply: tuple[str, ...], *, whole: bool) -> Taking:
    if not (text := text_of(reply)) and whole:
        raise Refused("Câu này phải có chữ; muốn bỏ thì chọn “Bỏ” ở phần của nó.")
    return taking.but(paper=with_words(taking.paper, place, text, taking.words))


def _mended(taking: Taking, part: str, reply: tuple[str, ...]) -> Taking:
    lines = tuple(line.strip() for line in text_of(reply).splitlines() if line.strip())
    if not lines:
        raise Refused("Muốn bỏ cả phần thì quay lại chọn “Bỏ”.")
    if part in LISTS and len(lines) != len(lines_of(taking.read, part)):
        # The doubts and items of its entries are stored by rows.
        raise Refused("Mỗi dòng là một ý đã đọc được: sửa chữ trong từng dòng, giữ nguyên số dòng.")
    return taking.but(paper=mended(taking.paper, part, lines, taking.words))


def _on_doubt(taking: Taking, doubt: Doubt) -> Iterator[Question[Taking]]:
    """Ask about one place that is not sure: the field shows what was read; emptied, nothing of it is kept."""
    key, row, name = place_in(doubt.place)
    value = value_at(taking.paper, doubt.place)
    if key == "nam" or not name:
        return
    about = lines_of(taking.paper, key)[row : row + 1] if row >= 0 else ()
    field = doubt.place.rpartition("/")[2]
    name = _FIELDS.get(field, "nội dung")
    ask = partial(
        _ask,
        key=f"chua-chac/{doubt.place}",
        title=dict(parts_of(taking.read)).get(key, _PART),
        text=f"{name[0].upper()}{name[1:]}?",
        context=(*about, f"Chưa chắc: {doubt.reason}"),
        answered=value not in (None, ""),
    )

    def settled(value: Any) -> Taking:
        return taking.but(paper=with_value(taking.paper, doubt.place, value), settled=taking.settled | {doubt.place})

    if labels := _CHOICES.get(field):
        yield ask(
            choices=(*(Choice(one.value, label) for one, label in labels.items()), Choice(DROP, "Không rõ, để trống")),
            current=(value.value,) if value is not None else (),
            record=lambda reply: settled(next((one for one in labels if one.value == reply[0]), None)),
        )
        return
    yield ask(
        kind=Kind.LINE if field in _LINES else Kind.TEXT,
        hints=((due_hint(taking.paper.year + 1),) if field == "thoi_han" else ()) + ("Xoá hết chữ nếu không giữ.",),
        current=shapes.as_current(shapes.written(value)),
        record=lambda reply: settled(_read(field, taking.paper.year + 1, text_of(reply))),
    )


def _read(field: str, year: int, typed: str) -> Any:
    if not typed:
        return None
    if field in _POINTS:
        return parse_points(typed, _POINTS[field])
    return parse_due(typed, year) if field == "thoi_han" else parse_percent(typed) if field == "phan_tram" else typed


def _on_shortcomings(taking: Taking, checklist: Checklist, *, leader: bool) -> Iterator[Question[Taking]]:
    """Ask where each shortcoming belongs: the nearest items, none, or that it is no shortcoming at all."""
    for row, found in enumerate(taking.paper.shortcomings):
        offered = (*nearest_items(found.text, checklist, leader=leader), checklist.item(taking.tie(row)))
        items = (
            *(Choice(item.id, item.name) for item in dict.fromkeys(filter(None, offered))),
            Choice(WHOLE_LIST, "Chọn trong cả danh sách…"),
        )
        in_need = taking.way(f"han_che/{row}") == MEND
        ask = partial(_ask, title=f"Hạn chế {row + 1}")
        choosing = partial(ask, text="Hạn chế này thuộc mục nào?", context=(found.text,))
        yield choosing(
            key=f"han_che/{row}/muc",
            choices=(_NO_ITEM, Choice(DROP, "Bỏ, không nhập hạn chế này"), Choice(MEND, "Sửa chữ"), *items),
            current=(MEND if in_need else taking.tie(row) or NO_ITEM,),
            record=partial(_with_tie, taking, row),
        )
        if in_need:
            yield ask(
                key=f"han_che/{row}/sua",
                text="Hạn chế, khuyết điểm cụ thể là gì?",
                current=(found.text,),
                record=partial(_reworded, taking, row),
            )
            yield choosing(
                key=f"han_che/{row}/muc-sau-sua",
                choices=(_NO_ITEM, *items),
                current=(taking.tie(row) or NO_ITEM,),
                record=lambda reply, row=row: taking.saying({f"han_che/{row}/muc": reply[0]}),
            )
        if taking.tie(row) == WHOLE_LIST:
            yield from _in_whole_list(taking, row, checklist, choosing, leader=leader)


def _in_whole_list(
    taking: Taking, row: int, checklist: Checklist, choosing: Callable[..., Question[Taking]], *, leader: bool
) -> Iterator[Question[Taking]]:
    """Ask for the group of the checklist, then for the item in it."""
    key = f"han_che/{row}/nhom"
    chosen = next((group for group in checklist.groups if group.id == taking.way(key)), None)
    yield choosing(
        key=key,
        text="Hạn chế này thuộc nhóm nào?",
        choices=tuple(Choice(group.id, group.name) for group in checklist.groups),
        current=(chosen.id,) if chosen else (),
        record=lambda reply: taking.saying({key: reply[0]}),
    )
    if chosen:
        items = (item for item in chosen.items if leader or item.audience is Audience.EVERYONE)
        yield choosing(
            key=f"{key}/{chosen.id}",
            title=chosen.name,
            choices=(_NO_ITEM, *(Choice(item.id, item.name) for item in items)),
            current=(),
            record=lambda reply: taking.saying({f"han_che/{row}/muc": reply[0]}),
        )


def _with_tie(taking: Taking, row: int, reply: tuple[str, ...]) -> Taking:
    way, tie = (MEND, "") if reply[0] == MEND else (KEEP, reply[0])
    return taking.saying({f"han_che/{row}": way, f"han_che/{row}/muc": tie})


def _reworded(taking: Taking, row: int, reply: tuple[str, ...]) -> Taking:
    if not (text := text_of(reply)):
        raise Refused("Muốn bỏ hạn chế này thì quay lại chọn “Bỏ”.")
    reworded = with_value(taking.paper, f"han_che/{row + 1}/noi_dung", text)
    return taking.but(paper=sections_reworded(reworded, taking.paper.shortcomings[row].text, text))


def _ask(**how: Any) -> Question[Taking]:
    kind = Kind.ONE if "choices" in how else Kind.TEXT
    return Question(**{"part": _PART, "place": how["key"], "title": "", "kind": kind, "answered": True, **how})
