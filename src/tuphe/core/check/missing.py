"""What a year lacks, as findings. `missing` alone decides what that is; here each gap gets its code."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tuphe.core.asked_items import dropped_answers
from tuphe.core.check.finding import Finding, found_at
from tuphe.core.check.material import Material
from tuphe.core.completeness import missing
from tuphe.core.places import NEW, NOT_ANSWERED, lists_of, with_rows
from tuphe.core.promises import Promises
from tuphe.core.review import Review

NOT_RATED: Final = "chua-tra-loi"
UNANSWERED: Final = frozenset({NOT_RATED, "thieu-phan", "phan-trong", NOT_ANSWERED})
"""The codes of what nobody has answered yet; the other ones are about what was answered."""

_CODES: Final = (
    (re.compile("(muc/[^/]+)/muc_do"), NOT_RATED),
    (re.compile(f"(muc/[^/]+)/han_che/{NEW}/noi_dung"), "thap-khong-han-che"),
    (re.compile("((?:muc|han_che)/.+)/nguyen_nhan"), "thieu-nguyen-nhan"),
    (re.compile("((?:muc|han_che)/.+)/bien_phap"), "thieu-bien-phap"),
    (re.compile("((?:muc|han_che)/.+)/thoi_han"), "thieu-thoi-han"),
    (re.compile(f"(cam_ket)/{NEW}/noi_dung"), "thieu-phan"),
    (re.compile("(tu_danh_gia/xep_loai)"), "thieu-phan"),
    (re.compile("(tu_danh_gia)/.+"), "thieu-phan"),
    (re.compile(f"(.+)/{NEW}/[^/]+"), "phan-trong"),
    (re.compile("(.+)"), "phan-trong"),
)
"""The code of a gap: the first one whose pattern its place fits. The part in brackets is the place of the finding.

What earlier years left open has a code of its own, `NOT_ANSWERED`.
"""


def missing_parts(material: Material) -> Iterator[Finding]:
    """Yield what the year lacks to be whole, each place once by each code."""
    review, lists = material.review, lists_of(material.review)
    not_answered = dict(_not_answered(material.context.promises))
    texts = {passage.place: passage.text for passage in material.passages}
    questions = () if material.form is None else material.form.questions
    texts |= {f"bo_sung/{asked.id}": asked.name for asked in questions}
    found: dict[tuple[str, str], Finding] = {}
    for gap in missing(review, material.form, material.context):
        one = not_answered.get(gap.place) or _of_place(with_rows(gap.place, lists), review, texts)
        found.setdefault((one.code, one.place), one)
    yield from found.values()
    # An item that the checklist has lost is asked no more, but its low rating is still to be explained.
    for answer in dropped_answers(material.context.checklist, review):
        if answer.unexplained:
            yield _of_place(f"muc/{answer.item}/han_che/{NEW}/noi_dung", review, texts)


def half_typed(material: Material) -> Iterator[Finding]:
    """Yield what was typed and not confirmed: it looks written, and is on no paper."""
    lists = lists_of(material.review)
    for draft in material.review.half_typed:
        yield found_at(with_rows(draft.question, lists), "go-do", draft.text)


def _of_place(key: str, review: Review, texts: Mapping[str, str]) -> Finding:
    """Return the finding on what `key` asks for; `texts` are those of the year by their places."""
    fitting = ((pattern.fullmatch(key), code) for pattern, code in _CODES)
    place, code = next((match[1], code) for match, code in fitting if match)
    first, _, last = place.rpartition("/")
    values = {"phan": first if first == "bo_sung" else last}
    if code == "thap-khong-han-che":
        values = {"muc_do": str(review.rating(place.removeprefix("muc/")))}
    return found_at(place, code, *((texts[place],) if place in texts else ()), **values)


def _not_answered(promises: Promises) -> Iterator[tuple[str, Finding]]:
    """Yield the key of the question on each shortcoming and pledge that earlier years left open, with its finding."""
    for path, what, entries in (
        ("khac_phuc", "han_che", promises.shortcomings),
        ("thuc_hien_cam_ket", "cam_ket", promises.pledges),
    ):
        for row, (mark, old) in enumerate(zip(promises.marks[path], entries, strict=True), 1):
            finding = found_at(f"{path}/{row}", NOT_ANSWERED, old.text, loai=what, tu_nam=str(old.since))
            yield f"{path}/{mark}/tinh_trang", finding
