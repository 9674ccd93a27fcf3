"""Questions on who the person is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import structs

from tuphe import texts
from tuphe.core.profile import MOST_PAGES, USUAL_FORMS
from tuphe.core.question import Choice, Kind, Question, Refused
from tuphe.interview.questions.shapes import parse_count, parse_day, passed_over, single

if TYPE_CHECKING:
    from tuphe.core.profile import Profile

PART: Final = "Hồ sơ"

POSTS: Final = tuple(Choice(letter, texts.POSTS[post]) for letter, post in USUAL_FORMS.items())

_BRIEF: Final = ("ho_ten", "don_vi", "chi_bo", "mau")
"""What the first interview asks; the rest of the header waits for `tuphe ho-so`."""


def profile_questions(profile: Profile, *, brief: bool) -> list[Question[Profile]]:
    """List the questions on who the person is; `brief` for the few that open the first interview."""
    names = {field.encode_name: field.name for field in structs.fields(profile)}

    def question(key: str) -> Question[Profile]:
        place = f"ho-so/{key}"
        draft = next((draft.text for draft in profile.drafts if draft.question == place), None)

        def record(reply: tuple[str, ...]) -> Profile:
            written = single(reply)
            if given and written == given.strip():
                return profile
            value = read_field(key, written)
            others = tuple(other for other in profile.passed if other != key)
            passed = others if written else (*others, key)
            return structs.replace(profile, **{names[key]: value}, passed=passed).with_draft(place, None)

        kept = getattr(profile, names[key])
        given = "" if kept is None else str(kept)
        return Question(
            key=place,
            part=PART,
            place="ho-so",
            title="",
            text="Vị trí công tác?" if key == "mau" else f"{texts.PROFILE_FIELDS[key]}?",
            kind=Kind.ONE if key == "mau" else Kind.LINE,
            choices=POSTS if key == "mau" else (),
            hints=("Dùng cho phần đầu bản kiểm điểm; để trống cũng được.",) if key == "ho_ten" else (),
            current=(given,) if given else (),
            draft=draft,
            answered=draft is None and (bool(given) or key in profile.passed),
            record=record,
            # Passed over without a word, it is not asked again.
            set_aside=lambda text: profile.with_draft(place, text) if text.strip() else profile,
        )

    return [question(key) for key in (_BRIEF if brief else texts.PROFILE_FIELDS)]


def read_field(key: str, written: str) -> str | int | None:
    """Return what is kept of a field as it was written: a text, or the number of pages; None for no limit.

    Raises Refused.
    """
    if key == "ngay_sinh" and written:
        return _day_of_birth(written)
    if key != "so_trang":
        return written
    if not written:
        return None
    return parse_count(written, 1, MOST_PAGES)


def _day_of_birth(written: str) -> str:
    # Written as the person writes it, but never a day that no calendar has.
    if re.fullmatch(r"[\d/. -]+", written) and not re.fullmatch(r"\d{4}", written):
        parse_day(written.replace(" ", ""))
    elif not re.search(r"(19|20)\d\d", written):
        raise Refused("Không đọc được ngày sinh này. Viết ngày/tháng/năm, như 02/9/1985.")
    return written


def profile_passed(profile: Profile) -> Profile:
    """Return the profile as asked: what the first interview got no answer to is not asked again."""
    for question in profile_questions(profile, brief=True):
        if not question.answered and question.draft is None:
            profile = passed_over(profile, question.key.removeprefix("ho-so/"))
    return profile
