"""Questions on who the person is."""

from collections.abc import Iterable
from typing import Any, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.day_parsing import check_day_of_birth, parse_day
from tuphe.core.draft import typed_for
from tuphe.core.profile import MOST_PAGES, USUAL_FORMS, Profile
from tuphe.core.question import Choice, Kind, Question
from tuphe.core.text import WRITTEN_DAY
from tuphe.interview.questions import shapes
from tuphe.interview.reply_parsing import parse_count, text_of

_PART: Final = "Hồ sơ"

_POSTS: Final = tuple(Choice(letter, texts.POSTS[post]) for letter, post in USUAL_FORMS.items())

FIRST: Final = ("ho_ten", "mau")
"""The fields that the first interview begins with; the rest of the header is asked once the year is answered."""

_HINTS: Final = {
    "ho_ten": ("Dùng cho phần đầu bản kiểm điểm; để trống cũng được.",),
    "ngay_sinh": ("Câu này và các câu sau, mỗi câu là một dòng ở đầu mẫu; chưa rõ thì để sau.",),
    **dict.fromkeys(
        ("chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the"),
        ("Không giữ chức vụ thì để trống; mẫu ghi “Không”.",),
    ),
    "noi_viet": ("Tên tỉnh, thành phố, xã hoặc phường đứng trước ngày tháng, ví dụ: Hà Nội.",),
    "han_nop": (
        f"Để nhắc còn mấy ngày. Viết {WRITTEN_DAY}. Chưa rõ thì để trống.",
        "Kiểm điểm xong trước ngày 31/12, ở trường học cũng vậy; nơi đặc thù, tổng kết muộn thì trước ngày 15/01.",
    ),
    "so_trang": ("Nơi nhận bản kiểm điểm giới hạn mấy trang: ghi để được nhắc khi dài hơn. Không thì để trống.",),
    # Quy định 366-QĐ/TW, Điều 5, khoản 2.
    "mau": (
        (
            "Đảng viên được miễn công tác và sinh hoạt đảng, bị đình chỉ sinh hoạt đảng "
            "hoặc mới kết nạp chưa đủ 6 tháng thì không phải kiểm điểm."
        ),
    ),
}


_ASKED: Final = tuple(key for key in texts.PROFILE_FIELDS if key != "mau_don_vi")
"""The path of a file is set on the command line, where the shell completes it."""


def profile_questions(profile: Profile, keys: Iterable[str] = _ASKED) -> list[Question[Profile]]:
    """List the questions on who the person is, by the keys of the profile's file; all if none are named."""
    return [_question(profile, key) for key in keys]


def _question(profile: Profile, key: str) -> Question[Profile]:
    """Ask for one field; it may stay empty."""
    current = texts.of_date(profile.hand_in) if key == "han_nop" and profile.hand_in else profile.value(key)
    draft = _draft(profile, key)
    chosen = key == "mau" and draft in USUAL_FORMS  # not confirmed yet, as after a paper

    def record(reply: tuple[str, ...]) -> Profile:
        written = text_of(reply)
        return profile if current and not chosen and written == current.strip() else with_field(profile, key, written)

    return Question(
        key=_place(key),
        part=_PART,
        place="ho-so",
        title="",
        text="Vị trí công tác?" if key == "mau" else f"{texts.PROFILE_FIELDS[key]}?",
        kind=Kind.ONE if key == "mau" else Kind.LINE,
        choices=_POSTS if key == "mau" else (),
        hints=_HINTS.get(key, ()),
        current=shapes.as_current(str(draft) if chosen else current),
        draft=None if chosen else draft,
        answered=draft is None and (bool(current) or key in profile.passed),
        record=record,
        # A field that is passed over without any text is not asked again.
        set_aside=lambda text: profile.with_draft(_place(key), text) if text.strip() else profile,
    )


def with_field(profile: Profile, key: str, written: str) -> Profile:
    """Return the profile with a field read from what was written: a text, a number, a day; empty means confirmed empty.

    Raises Refused.
    """
    value: Any = written
    if key == "ngay_sinh" and written:
        check_day_of_birth(written)
    if key == "so_trang":
        value = parse_count(written, 1, MOST_PAGES) if written else None
    if key == "han_nop":
        value = parse_day(written) if written else None
    others = tuple(known for known in profile.passed if known != key)
    asked = structs.replace(profile, passed=others if written else (*others, key))
    return asked.with_value(key, value)


def profile_passed(profile: Profile) -> Profile:
    """Return the profile in which fields that the first interview got no answer to are not asked again."""
    for key in FIRST:
        if not profile.value(key) and _draft(profile, key) is None:
            profile = shapes.confirmed_empty(profile, key)
    return profile


def _draft(profile: Profile, key: str) -> str | None:
    return typed_for(profile.drafts, _place(key))


def _place(key: str) -> str:
    return f"ho-so/{key}"
