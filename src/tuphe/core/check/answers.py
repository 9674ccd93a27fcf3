"""Rules on the answers: what a rating rests on, whose the causes are, what is late or kept off the paper.

A cause is read clause by clause, by who it begins with.
"""

from collections.abc import Iterator
from typing import Final

from tuphe.core.check.finding import Finding, WordLists, found_at
from tuphe.core.check.material import Material
from tuphe.core.check.sentences import pattern
from tuphe.core.review import Rating
from tuphe.core.shortcoming import CauseKind
from tuphe.core.text import contains, spaced_words

HIGH_RATINGS: Final = frozenset({Rating.EXCELLENT, Rating.GOOD})

_A_DEED: Final = 3
"""Words: a clause of fewer tells nothing by itself."""

MANY: Final = 5
"""Rated items from which on “all of them” says something."""


def ratings(material: Material) -> Iterator[Finding]:
    """Yield high ratings without a single result."""
    for answer in material.review.answers:
        if answer.rating in HIGH_RATINGS and not answer.all_results:
            yield found_at(f"muc/{answer.item}", "cao-khong-viec", muc_do=str(answer.rating))


def shortcomings(material: Material) -> Iterator[Finding]:
    """Yield shortcomings whose date has gone by, or whose cause blames others."""
    for path, row, _, found in material.review.located_shortcomings():
        if not found.real:
            continue
        place = f"{path}/{row + 1}"
        if found.due is not None and found.due < material.day:
            yield found_at(place, "qua-han", found.text, ngay=found.due.isoformat())
        if blames_others(found.cause, material.lists, objective=found.cause_kind is CauseKind.OBJECTIVE):
            yield found_at(f"{place}/nguyen_nhan", "do-nguoi-khac", found.cause)


def hidden(material: Material) -> Iterator[Finding]:
    """Yield what “Không áp dụng” keeps off the paper although it was written, but not why the item does not apply."""
    for answer in material.review.answers:
        if answer.rating is Rating.NOT_APPLICABLE:
            results = (text for text in answer.all_results if not _says_why_not(text, material))
            if written := (*results, *(found.text for found in answer.shortcomings if found.real)):
                yield found_at(f"muc/{answer.item}", "khong-ap-dung-che", *written)


def all_objective(material: Material) -> Iterator[Finding]:
    """Yield one finding when not a single cause is the person's own."""
    kinds = [found.cause_kind for _, found in material.review.shortcomings if found.cause]
    if len(kinds) > 1 and set(kinds) == {CauseKind.OBJECTIVE}:
        yield found_at("muc", "toan-khach-quan", so=str(len(kinds)))


def all_high(material: Material) -> Iterator[Finding]:
    """Yield one finding when every item is at the top and there is no shortcoming at all."""
    rated = [answer.rating for answer in material.review.answers if answer.rating not in (None, Rating.NOT_APPLICABLE)]
    if len(rated) >= MANY and HIGH_RATINGS.issuperset(rated) and not material.review.shortcomings:
        yield found_at("muc", "toan-muc-cao", so=str(len(rated)), bo_tieu_chi=material.context.checklist.id)


def undated_pledges(material: Material) -> Iterator[Finding]:
    """Yield pledges without a date: next year cannot tell when one is overdue."""
    for row, pledge in enumerate(material.review.pledges, 1):
        if pledge.due is None:
            yield found_at(f"cam_ket/{row}", "cam-ket-khong-han", pledge.text)


def _says_why_not(result: str, material: Material) -> bool:
    """Whether all that a result says is that the item is not for this person: không giữ chức vụ lãnh đạo."""
    clauses = pattern(material.lists, "tach_ly_do").split(result.strip(" ."))
    # The rest of an enumeration is no deed: không giữ chức vụ lãnh đạo, quản lý.
    reasons = material.lists.words["ly_do_khong_ap_dung"]
    return all(contains(clause, reasons) or len(clause.split()) < _A_DEED for clause in clauses)


def blames_others(cause: str, lists: WordLists, *, objective: bool) -> bool:
    """Whether a cause names the failings of others, or circumstances, and no part of one's own.

    Where the person calls it objective, it is enough that a clause begins with
    others. An event that nobody can prevent is a reason and blames nobody.
    """
    if contains(cause, lists.words["khong_phai_minh"]) or pattern(lists, "minh_vo_can").search(spaced_words(cause)):
        return True
    if turn := pattern(lists, "chu_yeu_do").search(cause):
        cause = cause[turn.end() :]
    blamed = False
    clauses = pattern(lists, "tach_nguyen_nhan").split(cause.replace(" nên ", ", nên "))
    for row, clause in enumerate(filter(str.strip, clauses)):
        if pattern(lists, "khong_phai_do").match(clause):
            continue
        if contains(clause, lists.words["danh_chiu"]):
            blamed = True
            continue
        if _is_own(clause, lists, after_others=blamed):
            return False
        # Behind a comma, a thing may be one more object of a verb; at the beginning, or behind blame, it is a subject.
        of_things = (row == 0 or blamed) and _begins(clause, lists, "su_vat")
        blamed = blamed or of_things or _is_of_others(clause, lists, objective=objective)
    return blamed and pattern(lists, "co_ngay").search(cause) is None and not contains(cause, lists.words["su_viec"])


def _is_own(clause: str, lists: WordLists, *, after_others: bool) -> bool:
    words = spaced_words(clause)
    for passive in lists.words["bi_dong"]:
        words = words.replace(spaced_words(passive), " ")
    faulty = contains(words, lists.words["ban_than"])
    if contains(words, lists.words["tu_xung"]) and not clause.lstrip().startswith("nên "):
        return faulty or not contains(words, lists.words["ke_cong"])
    if _begins(clause, lists, "nguoi_khac") or _begins(clause, lists, "su_vat"):
        return False
    # Behind a clause on others, a clause without a subject is still about them.
    return not after_others and (faulty or pattern(lists, "vang_chu_ngu").match(clause) is not None)


def _is_of_others(clause: str, lists: WordLists, *, objective: bool) -> bool:
    if contains(clause, lists.words["hoan_canh"]):
        return True
    return _begins(clause, lists, "nguoi_khac") and (objective or contains(clause, lists.words["nguoi_khac_khong_lam"]))


def _begins(clause: str, lists: WordLists, names: str) -> bool:
    """Whether a clause begins with one of the words of the list `names`."""
    return pattern(lists, f"mo_dau_{names}").match(spaced_words(clause)) is not None
