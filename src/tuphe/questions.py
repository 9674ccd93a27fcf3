"""Which questions a year (or a profile) asks, in order, computed from what is answered already.

The list is a pure function of the answers: a low rating brings the questions
on its shortcoming, a shortcoming those on its cause. So nothing has to be
remembered to go back, to stop, or to go on a week later.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import structs

from tuphe import texts
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.core.review import (
    GENERAL_MAXIMUM,
    LOW_RATINGS,
    TASK_MAXIMUM,
    CauseKind,
    FollowUpState,
    Level,
    Pledge,
    PledgeState,
    RaisedIssue,
    Rating,
    Shortcoming,
    asked_items,
)
from tuphe.core.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from enum import StrEnum

    from tuphe.core.checklist import Checklist, Group, Item
    from tuphe.core.profile import Profile
    from tuphe.core.review import Answer, Review
    from tuphe.core.value import Value

    Ask = Callable[..., Question[Review]]

Passing = TypeVar("Passing", bound="Value")
Entry = TypeVar("Entry", bound="Value")

RAISED: Final = "Vấn đề được gợi ý kiểm điểm"
COLLECTIVE: Final = "Trách nhiệm đối với hạn chế của tập thể"
PLEDGES: Final = "Phương hướng, cam kết"
SELF_RATING: Final = "Tự đánh giá, xếp loại"
PROFILE: Final = "Hồ sơ"

_DAY_HINT: Final = "Viết ngày/tháng/năm, như 31/3/2027."
_MONTH_AND_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

POSTS: Final = (
    Choice("2B", "Không giữ chức vụ lãnh đạo, quản lý"),
    Choice("2A", "Giữ chức vụ lãnh đạo, quản lý"),
    Choice("2C", "Đảng viên không làm việc trong hệ thống chính trị"),
)
"""Form letters of Hướng dẫn 43-HD/BTCTW, 31/10/2025, said in words; the letter decides which items are asked."""

_BRIEF: Final = ("ho_ten", "don_vi", "chi_bo", "mau")
"""What the first interview asks; the rest of the header waits for `tuphe ho-so`."""


def review_questions(
    review: Review, checklist: Checklist, *, leader: bool, previous: Review | None
) -> list[Question[Review]]:
    """List every question of one year, answered or not, in the order of the interview.

    `previous` is the nearest earlier year, or None in the first year.
    """
    questions = _all_questions(review, checklist, leader=leader, previous=previous)
    return [_with_draft(question, review) for question in questions]


def profile_questions(profile: Profile, *, brief: bool) -> list[Question[Profile]]:
    """List the questions on who the person is; `brief` for the few that open the first interview."""
    names = {field.encode_name: field.name for field in structs.fields(profile)}

    def question(key: str) -> Question[Profile]:
        def record(reply: tuple[str, ...]) -> Profile:
            given = _single(reply)
            return structs.replace(profile if given else _pass(profile, key), **{names[key]: given})

        given = getattr(profile, names[key])
        return Question(
            key=f"ho-so/{key}",
            part=PROFILE,
            place=f"ho-so/{key}",
            title=texts.PROFILE_FIELDS[key],
            text="Vị trí công tác?" if key == "mau" else f"{texts.PROFILE_FIELDS[key]}?",
            kind=Kind.ONE if key == "mau" else Kind.LINE,
            choices=POSTS if key == "mau" else (),
            hints=("Dùng cho phần đầu bản kiểm điểm; để trống cũng được.",) if key == "ho_ten" else (),
            current=(given,) if given else (),
            required=False,
            answered=bool(given) or key in profile.passed,
            record=record,
        )

    return [question(key) for key in (_BRIEF if brief else texts.PROFILE_FIELDS)]


def profile_passed(profile: Profile) -> Profile:
    """Return the profile as asked: what the first interview got no answer to is not asked again."""
    for question in profile_questions(profile, brief=True):
        if not question.answered:
            profile = _pass(profile, question.key.removeprefix("ho-so/"))
    return profile


def parse_day(text: str) -> date:
    """Read a day as people write it: 31/3/2027, 31.3.2027, 31-3-2027 or 2027-03-31.

    Raises Refused.
    """
    try:
        if written := _MONTH_AND_DAY.fullmatch(text.strip()):
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"Không đọc được ngày này. {_DAY_HINT}") from None


def parse_points(text: str, maximum: int) -> float:
    """Read points from 0 to `maximum`, with a decimal comma or point.

    Raises Refused.
    """
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = -1
    if not 0 <= points <= maximum:
        raise Refused(f"Cần một số từ 0 đến {maximum}, như {maximum - 2},5.")
    return points


def _all_questions(
    review: Review, checklist: Checklist, *, leader: bool, previous: Review | None
) -> Iterator[Question[Review]]:
    if previous is not None:
        yield from _last_year_questions(review, previous, checklist)
    asked = asked_items(checklist, review, leader=leader)
    for group in checklist.groups:
        for item in group.items:
            if item in asked:
                position = (asked.index(item) + 1, len(asked))
                yield from _item_questions(review, item, group, position, previous)
    yield from _raised_questions(review)
    yield from _collective_questions(review)
    yield from _pledge_questions(review)
    yield from _self_rating_questions(review)


def _last_year_questions(review: Review, previous: Review, checklist: Checklist) -> Iterator[Question[Review]]:
    part = f"Hạn chế và cam kết năm {previous.year}"
    for row, (item, shortcoming) in enumerate(previous.shortcomings):
        follow_up = review.follow_up(item, shortcoming.text)
        key = f"khac_phuc/{row}"
        promised = _joined("Biện pháp đã nêu: ", shortcoming.remedy, shortcoming.due)
        ask: Ask = partial(
            Question,
            part=part,
            place=key,
            title=checklist.name_of(item),
            context=(f"Hạn chế năm {previous.year}: {shortcoming.text}", *promised),
        )
        keep = partial(_keep_in, review.with_follow_up, follow_up)
        yield _choice(
            ask, f"{key}/tinh_trang", "Hạn chế này nay đã khắc phục chưa?", texts.FOLLOW_UPS, follow_up.state,
            lambda given, keep=keep: keep(state=FollowUpState(given)),
        )
        if follow_up.state is None:
            continue
        yield _offer(ask, f"{key}/ket_qua", "Đã làm được những gì để khắc phục?", follow_up, "results", "ket_qua", keep)
        if follow_up.state is not FollowUpState.MENDED:
            yield _offer(
                ask, f"{key}/kho_khan", "Còn khó khăn, vướng mắc gì?", follow_up, "obstacles", "kho_khan", keep
            )
    for row, pledge in enumerate(previous.pledges):
        outcome = review.outcome(pledge.text)
        key = f"thuc_hien_cam_ket/{row}"
        ask = partial(
            Question,
            part=part,
            place=key,
            title="Cam kết",
            context=tuple(_joined(f"Cam kết năm {previous.year}: ", pledge.text, pledge.due)),
        )
        keep = partial(_keep_in, review.with_outcome, outcome)
        yield _choice(
            ask, f"{key}/tinh_trang", "Cam kết này đã thực hiện chưa?", texts.PLEDGES, outcome.state,
            lambda given, keep=keep: keep(state=PledgeState(given)),
        )
        if outcome.state is not None:
            yield _offer(ask, f"{key}/ket_qua", "Kết quả thực hiện cụ thể?", outcome, "results", "ket_qua", keep)


def _item_questions(
    review: Review, item: Item, group: Group, position: tuple[int, int], previous: Review | None
) -> Iterator[Question[Review]]:
    answer = review.answer(item.id)
    key = f"muc/{item.id}"
    ask: Ask = partial(Question, part=group.name, place=key, title=item.name, position=position)
    keep = partial(_keep_in, review.with_answer, answer)
    last_year = () if previous is None else tuple(_last_answer(previous.answer(item.id), previous.year))
    yield _choice(
        partial(ask, hints=item.hints, context=last_year), f"{key}/muc_do", item.question, texts.RATINGS, answer.rating,
        lambda given: keep(rating=Rating(given)),
    )
    if answer.rating in (None, Rating.NOT_APPLICABLE):
        return

    results = "\n".join(answer.results)

    def record_results(reply: tuple[str, ...]) -> Review:
        given = _single(reply)
        if given == results and given:
            return review
        return keep(results=lines_of(given), passed=answer.passed if given else (*answer.passed, "ket_qua"))

    yield ask(
        key=f"{key}/ket_qua",
        text="Đã làm được gì? Mỗi dòng một việc.",
        hints=("Nêu con số, ngày tháng, sản phẩm, tên nhiệm vụ. Không có thì để trống.",),
        kind=Kind.TEXT,
        current=(results,) if results else (),
        required=False,
        answered=bool(answer.results) or "ket_qua" in answer.passed,
        record=record_results,
    )
    yield from _shortcoming_questions(ask, item, answer, keep)


def _shortcoming_questions(
    ask: Ask, item: Item, answer: Answer, keep: Callable[..., Review]
) -> Iterator[Question[Review]]:
    key = f"muc/{item.id}/han_che"

    def put(row: int, shortcoming: Shortcoming | None) -> Review:
        kept = [*answer.shortcomings]
        kept[row : row + 1] = [] if shortcoming is None else [shortcoming]
        return keep(shortcomings=tuple(kept))

    for row, shortcoming in enumerate(answer.shortcomings):
        change = partial(_change, partial(put, row), shortcoming)
        about = partial(ask, context=(f"Hạn chế: {shortcoming.text}",))
        yield ask(
            key=f"{key}/{row}/noi_dung",
            text="Hạn chế, khuyết điểm cụ thể là gì?",
            hints=("Xoá hết chữ nếu muốn bỏ hạn chế này.",),
            kind=Kind.TEXT,
            current=(shortcoming.text,),
            answered=True,
            required=False,
            record=lambda reply, row=row, change=change: change(text=_single(reply)) if _single(reply) else put(row, None),
        )
        yield _needed(about, f"{key}/{row}/nguyen_nhan", "Nguyên nhân là gì?", shortcoming.cause, partial(_set, change, "cause"))
        yield _choice(
            about, f"{key}/{row}/loai_nguyen_nhan", "Nguyên nhân ấy chủ yếu do đâu?",
            {CauseKind.SUBJECTIVE: "Chủ quan: do bản thân", CauseKind.OBJECTIVE: "Khách quan: do điều kiện, hoàn cảnh"},
            shortcoming.cause_kind,
            lambda given, change=change: change(cause_kind=CauseKind(given)),
        )
        yield _needed(about, f"{key}/{row}/bien_phap", "Biện pháp khắc phục?", shortcoming.remedy, partial(_set, change, "remedy"))
        yield _day(about, f"{key}/{row}/thoi_han", "Khắc phục xong khi nào?", shortcoming.due, partial(_set, change, "due"))

    demanded = answer.rating in LOW_RATINGS and not answer.shortcomings
    if demanded:
        text = f"Mức {texts.of_rating(answer.rating)}: hạn chế, khuyết điểm cụ thể là gì?"
    elif answer.shortcomings:
        text = "Ở mục này còn hạn chế nào khác? Không có thì để trống."
    else:
        text = "Ở mục này có hạn chế, khuyết điểm nào? Không có thì để trống."

    def record_next(reply: tuple[str, ...]) -> Review:
        if given := _single(reply):
            return keep(shortcomings=(*answer.shortcomings, Shortcoming(text=given)))
        if demanded:
            raise Refused("Mức Trung bình hoặc Kém cần nêu ít nhất một hạn chế cụ thể.")
        return keep(passed=(*answer.passed, "han_che"))

    yield ask(
        key=f"{key}/{len(answer.shortcomings)}/noi_dung",
        text=text,
        hints=tuple(f"Biểu hiện thường gặp: {sign}" for sign in item.signs) if not answer.shortcomings else (),
        kind=Kind.TEXT,
        required=demanded,
        answered="han_che" in answer.passed and not demanded,
        record=record_next,
    )


def _raised_questions(review: Review) -> Iterator[Question[Review]]:
    ask: Ask = partial(Question, part=RAISED, place="goi_y", title=RAISED)

    def put(row: int, issue: RaisedIssue | None) -> Review:
        kept = [*review.raised_issues]
        kept[row : row + 1] = [] if issue is None else [issue]
        return review.but(raised_issues=tuple(kept))

    for row, issue in enumerate(review.raised_issues):
        change = partial(_change, partial(put, row), issue)
        about = partial(ask, context=(f"Vấn đề: {issue.issue}",))
        key = f"goi_y/{row}"
        yield ask(
            key=f"{key}/van_de",
            text="Vấn đề được gợi ý là gì?",
            hints=("Xoá hết chữ nếu muốn bỏ vấn đề này.",),
            kind=Kind.TEXT,
            current=(issue.issue,),
            answered=True,
            required=False,
            record=lambda reply, row=row, change=change: change(issue=_single(reply)) if _single(reply) else put(row, None),
        )
        yield _needed(about, f"{key}/giai_trinh", "Giải trình?", issue.explanation, partial(_set, change, "explanation"))
        yield _needed(about, f"{key}/nguyen_nhan", "Nguyên nhân?", issue.cause, partial(_set, change, "cause"))
        yield _needed(about, f"{key}/trach_nhiem", "Trách nhiệm của bản thân?", issue.responsibility, partial(_set, change, "responsibility"))

    def record_next(reply: tuple[str, ...]) -> Review:
        if given := _single(reply):
            return review.but(raised_issues=(*review.raised_issues, RaisedIssue(issue=given)))
        return _pass(review, "goi_y")

    yield ask(
        key=f"goi_y/{len(review.raised_issues)}/van_de",
        text=(
            "Còn vấn đề nào khác được gợi ý kiểm điểm? Không có thì để trống."
            if review.raised_issues
            else "Cấp có thẩm quyền gợi ý kiểm điểm vấn đề gì? Không có thì để trống."
        ),
        kind=Kind.TEXT,
        required=False,
        answered="goi_y" in review.passed,
        record=record_next,
    )


def _collective_questions(review: Review) -> Iterator[Question[Review]]:
    def record(reply: tuple[str, ...]) -> Review:
        given = _single(reply)
        changed = review.but(collective=structs.replace(review.collective, text=given))
        return changed if given else _pass(changed, "trach_nhiem_tap_the")

    yield Question(
        key="trach_nhiem_tap_the",
        part=COLLECTIVE,
        place="trach_nhiem_tap_the",
        title=COLLECTIVE,
        text="Trách nhiệm của bản thân đối với hạn chế, khuyết điểm của tập thể? Không có thì để trống.",
        kind=Kind.TEXT,
        current=_given(review.collective.text),
        required=False,
        answered=bool(review.collective.text) or "trach_nhiem_tap_the" in review.passed,
        record=record,
    )


def _pledge_questions(review: Review) -> Iterator[Question[Review]]:
    ask: Ask = partial(Question, part=PLEDGES, place="cam_ket", title=PLEDGES)
    remedies = {found.remedy: found.due for _, found in review.shortcomings if found.remedy}
    pledged = {pledge.text for pledge in review.pledges}

    def record_remedies(reply: tuple[str, ...]) -> Review:
        own = tuple(pledge for pledge in review.pledges if pledge.text not in remedies or pledge.text in reply)
        kept = {pledge.text for pledge in own}
        added = tuple(Pledge(text=text, due=remedies[text]) for text in reply if text not in kept)
        return _pass(review.but(pledges=(*own, *added)), "bien_phap")

    if remedies:
        yield ask(
            key="cam_ket/bien_phap",
            text=f"Đưa biện pháp nào vào cam kết năm {review.year + 1}?",
            kind=Kind.SEVERAL,
            choices=tuple(Choice(text, text) for text in remedies),
            current=tuple(text for text in remedies if text in pledged),
            required=False,
            answered="bien_phap" in review.passed,
            record=record_remedies,
        )

    def put(row: int, pledge: Pledge | None) -> Review:
        kept = [*review.pledges]
        kept[row : row + 1] = [] if pledge is None else [pledge]
        return review.but(pledges=tuple(kept))

    for row, pledge in enumerate(review.pledges):
        change = partial(_change, partial(put, row), pledge)
        yield ask(
            key=f"cam_ket/{row}/noi_dung",
            text="Cam kết điều gì?",
            hints=("Xoá hết chữ nếu muốn bỏ cam kết này.",),
            kind=Kind.TEXT,
            current=(pledge.text,),
            answered=True,
            required=False,
            record=lambda reply, row=row, change=change: change(text=_single(reply)) if _single(reply) else put(row, None),
        )
        yield _day(
            partial(ask, context=(f"Cam kết: {pledge.text}",)),
            f"cam_ket/{row}/thoi_han", "Thực hiện xong khi nào?", pledge.due, partial(_set, change, "due"),
        )

    def record_next(reply: tuple[str, ...]) -> Review:
        if given := _single(reply):
            return review.but(pledges=(*review.pledges, Pledge(text=given)))
        return _pass(review, "cam_ket")

    yield ask(
        key=f"cam_ket/{len(review.pledges)}/noi_dung",
        text=f"{'Còn cam kết nào khác' if review.pledges else 'Cam kết, phương hướng'} cho năm {review.year + 1}? Không có thì để trống.",
        kind=Kind.TEXT,
        required=False,
        answered="cam_ket" in review.passed,
        record=record_next,
    )


def _self_rating_questions(review: Review) -> Iterator[Question[Review]]:
    mine = review.self_rating
    ask: Ask = partial(Question, part=SELF_RATING, place="tu_danh_gia", title=SELF_RATING, required=False)

    def points(field: str, key: str, text: str, maximum: int) -> Question[Review]:
        def record(reply: tuple[str, ...]) -> Review:
            given = _single(reply)
            value = parse_points(given, maximum) if given else None
            changed = review.but(self_rating=structs.replace(mine, **{field: value}))
            return changed if given else _pass(changed, key)

        value = getattr(mine, field)
        return ask(
            key=f"tu_danh_gia/{key}",
            text=f"{text}, từ 0 đến {maximum}?",
            hints=("Chưa chấm điểm thì để trống.",),
            kind=Kind.LINE,
            current=() if value is None else (texts.of_number(value),),
            answered=value is not None or key in review.passed,
            record=record,
        )

    yield points("general_points", "tieu_chi_chung", "Điểm nhóm tiêu chí chung", GENERAL_MAXIMUM)
    yield points("task_points", "ket_qua_nhiem_vu", "Điểm nhóm tiêu chí về kết quả thực hiện nhiệm vụ", TASK_MAXIMUM)
    total = () if mine.total is None else (f"Tổng điểm: {texts.of_number(mine.total)}/100.",)
    yield _choice(
        partial(ask, context=total),
        "tu_danh_gia/xep_loai", "Đề xuất xếp loại mức chất lượng?", texts.LEVELS, mine.level,
        lambda given: review.but(self_rating=structs.replace(mine, level=Level(given))),
    )


def _with_draft(question: Question[Review], review: Review) -> Question[Review]:
    draft = review.draft
    if draft is None or draft.question != question.key:
        return question
    return replace(
        question,
        current=(draft.text,),
        answered=False,
        record=lambda reply: question.record(reply).but(draft=None),
    )


def _last_answer(answer: Answer, year: int) -> Iterator[str]:
    if answer.rating is None:
        return
    yield f"Năm {year}: {texts.of_rating(answer.rating)}"
    yield from (f"Kết quả năm {year}: {line}" for result in answer.results for line in lines_of(result))
    yield from (f"Hạn chế năm {year}: {found.text}" for found in answer.shortcomings)


def _choice(
    ask: Ask, key: str, text: str, labels: Mapping[StrEnum, str], current: StrEnum | None, record: Callable[[str], Review]
) -> Question[Review]:
    return ask(
        key=key,
        text=text,
        kind=Kind.ONE,
        choices=tuple(Choice(value.value, label) for value, label in labels.items()),
        current=() if current is None else (current.value,),
        answered=current is not None,
        record=lambda reply: record(reply[0]),
    )


def _needed(ask: Ask, key: str, text: str, current: str, record: Callable[[str], Review]) -> Question[Review]:
    def given(reply: tuple[str, ...]) -> Review:
        if not _single(reply):
            raise Refused("Câu này cần một câu trả lời; chưa nghĩ ra thì để sau.")
        return record(_single(reply))

    return ask(key=key, text=text, kind=Kind.TEXT, current=_given(current), answered=bool(current), record=given)


def _offer(
    ask: Ask, key: str, text: str, entry: Value, field: str, file_key: str, keep: Callable[..., Review]
) -> Question[Review]:
    current: str = getattr(entry, field)
    passed: tuple[str, ...] = getattr(entry, "passed")

    def record(reply: tuple[str, ...]) -> Review:
        given = _single(reply)
        return keep(**{field: given}, passed=passed if given else _once(passed, file_key))

    return ask(
        key=key,
        text=f"{text} Không có thì để trống.",
        kind=Kind.TEXT,
        current=_given(current),
        required=False,
        answered=bool(current) or file_key in passed,
        record=record,
    )


def _day(ask: Ask, key: str, text: str, current: date | None, record: Callable[[date], Review]) -> Question[Review]:
    return ask(
        key=key,
        text=text,
        hints=(_DAY_HINT,),
        kind=Kind.LINE,
        current=() if current is None else (texts.of_date(current),),
        answered=current is not None,
        record=lambda reply: record(parse_day(_single(reply))),
    )


def _keep_in(put: Callable[[Entry], Review], entry: Entry, **changes: object) -> Review:
    return put(structs.replace(entry, **changes))


_change = _keep_in


def _set(change: Callable[..., Review], field: str, value: object) -> Review:
    return change(**{field: value})


def _single(reply: tuple[str, ...]) -> str:
    return reply[0].strip() if reply else ""


def _given(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _pass(subject: Passing, key: str) -> Passing:
    return structs.replace(subject, passed=_once(getattr(subject, "passed"), key))


def _once(passed: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*passed, key)))


def _joined(label: str, text: str, due: date | None) -> list[str]:
    if not text:
        return []
    return [f"{label}{text}" + ("" if due is None else f" (hạn {texts.of_date(due)})")]
