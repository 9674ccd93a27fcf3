"""Rules on the paper as a whole: the level, the form and its header, the length."""

from collections.abc import Iterator
from typing import Final

from tuphe.core.check.finding import Finding, found_at
from tuphe.core.check.material import Material
from tuphe.core.check.slips import WORDLESS
from tuphe.core.form import header_keys
from tuphe.core.profile import USUAL_FORMS, Post
from tuphe.core.text import begins_with, contains, has_words

_FIGURES: Final = frozenset({"ngay_sinh", "chi_bo"})
"""What may be figures alone in a header: many cells have a number for a name."""


def level(material: Material) -> Iterator[Finding]:
    """Yield one finding when points or conditions do not allow the chosen level (Quy định 366-QĐ/TW)."""
    if material.against:
        yield found_at("tu_danh_gia/xep_loai", "xep-loai", vi_sao=material.against)


def wrong_form(material: Material) -> Iterator[Finding]:
    """Yield one finding when the profile names a form that was replaced, or one that its posts contradict.

    The letters were swapped in 2025 (Hướng dẫn 43-HD/BTCTW): who led filled 02B before and fills 2A now.
    """
    named, due = material.own_form, material.form
    if named is not None and due is not None and named.id != due.id and named.since < due.since:
        yield _other_form("mau-cu", due.letter, cu=named.letter)
        return
    profile, words, post = material.profile, material.lists.words, USUAL_FORMS.get(material.profile.form)
    posts_elsewhere = f"{profile.party_post} . {profile.union_post}"
    leads_elsewhere = contains(posts_elsewhere, (*words["lanh_dao"], *words["cap_uy"]))
    if post is Post.STAFF and begins_with(profile.government_post, words["lanh_dao"]):
        yield _other_form("co-chuc-vu", _letter(Post.LEADER))
    elif post is Post.LEADER and begins_with(profile.government_post, words["khong_lanh_dao"]) and not leads_elsewhere:
        yield _other_form("khong-chuc-vu", _letter(Post.STAFF))


def empty_header(material: Material) -> Iterator[Finding]:
    """Yield the fields of the paper's header that the profile leaves open, or fills without a word."""
    keys = header_keys(None) if material.form is None else tuple(field.key for field in material.form.fields)
    for key in keys:
        value = material.profile.value(key)
        if not value and not material.profile.has_none(key):
            yield found_at(f"ho_so/{key}", "thieu-ho-so")
        elif value and key not in _FIGURES and not has_words(value):
            yield found_at(f"ho_so/{key}", WORDLESS, value)


def too_long(material: Material) -> Iterator[Finding]:
    """Yield one finding when the estimated pages are more than the limit in the profile."""
    limit, pages = material.profile.page_limit, material.pages
    if limit is not None and pages is not None and pages > limit:
        yield found_at("ho_so/so_trang", "qua-dai", so_trang=f"{pages:.1f}", gioi_han=str(limit))


def decomposed(material: Material) -> Iterator[Finding]:
    """Yield one finding when the file has letters with their marks apart (NFD)."""
    if material.decomposed:
        yield found_at("tep", "chu-to-hop", dong=", ".join(map(str, material.decomposed[:5])))


def _other_form(why: str, letter: str, **values: str) -> Finding:
    return found_at("ho_so/mau", "sai-mau", vi_sao=why, mau=letter, **values)


def _letter(post: Post) -> str:
    return next(letter for letter, usual in USUAL_FORMS.items() if usual is post)
