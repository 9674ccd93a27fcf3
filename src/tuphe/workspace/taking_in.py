"""Last year's paper taken in: opened, read, and kept as a year."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import structs

from tuphe.core.day_parsing import check_day_of_birth
from tuphe.core.paper import Paper
from tuphe.core.paper_words import Knowledge
from tuphe.core.profile import Profile
from tuphe.core.question import Refused
from tuphe.core.review import ChecklistRef
from tuphe.core.says_nothing import something
from tuphe.core.text import clean, slug
from tuphe.core.year_from_paper import as_year
from tuphe.errors import BadFile, NotAYearlyReview, YearExists
from tuphe.file_reading import read_bytes
from tuphe.paper import opening
from tuphe.paper.heading_recognition import known_headings
from tuphe.paper.headings import headings
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.reading.header import kind_of
from tuphe.paper.reading.whole_paper import read_paper
from tuphe.storage.papers import knowledge
from tuphe.workspace.forms import usual_form
from tuphe.workspace.stores import Workspace

_BLANK: Final = "đây là mẫu trống, chưa điền nội dung; chưa nhập gì. Hãy nhập bản kiểm điểm đã viết của năm trước."


def known(workspace: Workspace) -> Knowledge:
    """Return what is known of papers; raises BadFile."""
    return knowledge(workspace.forms.readable()[0], notify=workspace.notify)


def read(workspace: Workspace, path: Path, *, year: int | None = None, of_any_kind: bool = False) -> Paper:
    """Read a Word or text file as a paper; `of_any_kind`: also one that is no yearly review.

    Where the paper does not say its year, the `year` that the person names counts, else the one in the file's name.
    Raises BadFile, NotAYearlyReview.
    """
    with suppress(OSError):  # such as a name that is too long: opening the file reports it
        if path.is_dir():
            raise BadFile(path, "đây là thư mục. Ghi cả tên tệp Word của bản kiểm điểm nằm trong thư mục này.")
    paragraphs = opening.read_paper(path)
    rules = known(workspace)
    paper = read_paper(paragraphs, rules, path.name if year is None else str(year))
    if year is not None:
        paper = structs.replace(paper, year=year, doubts=tuple(one for one in paper.doubts if one.place != "nam"))
    paper = _with_notices(workspace, paper)
    kind = kind_of(paragraphs, [section.number for section in paper.sections], rules)
    if not kind.yearly:
        unread = not (of_any_kind and paper.sections)
        if unread and not kind.name and _is_form(paragraphs, rules):
            raise BadFile(
                path, _BLANK, then="Mẫu trống của đơn vị để dành lúc xuất: tuphe xuat --vao MẪU.docx -o RA.docx"
            )
        if unread:
            raise NotAYearlyReview(path, kind.name, readable=bool(paper.sections))
        what = kind.name or "văn bản không rõ loại"
        paper = structs.replace(paper, notices=(*paper.notices, f"Đây là {what}, không phải bản kiểm điểm hằng năm."))
    return paper


def _with_notices(workspace: Workspace, paper: Paper) -> Paper:
    """Return a paper with notices of what is unusual in it."""
    notices = [*paper.notices]
    if not _may_be_born(paper.header.get("ngay_sinh") or "1900"):
        notices.append("Không đọc được ngày sinh trên bản giấy; không ghi vào hồ sơ.")
    usual = usual_form(workspace, paper.year) if paper.form and paper.year else None
    if usual is not None and usual.id != paper.form:
        notices.append(f"Bản giấy theo mẫu {paper.form}; theo hồ sơ thì năm {paper.year} dùng mẫu {usual.id}.")
    if paper.year >= workspace.year(None):
        notices.append(f"Bản giấy này là của năm {paper.year}, không phải của năm trước; nhập vào là chốt năm đó.")
    return structs.replace(paper, notices=tuple(notices))


def _may_be_born(day: str) -> bool:
    try:
        check_day_of_birth(day)
    except Refused:
        return False
    return True


def _is_form(paragraphs: Sequence[Paragraph], known: Knowledge) -> bool:
    """Whether a file has the headings of a review; with hardly any text below them it is an empty form."""
    found = headings(paragraphs, known_headings(known)).values()
    return kind_of(paragraphs, [heading.section for heading in found], known).yearly


def other_name(workspace: Workspace, paper: Paper) -> str:
    """Return the name in the profile where a paper has another: neither has all the words of the other; else "".

    Case and every mark are left aside: some type their name without any.
    """
    mine = workspace.profile.profile.name
    own, on_paper = ({*slug(name).split("-")} - {""} for name in (mine, paper.header.get("ho_ten", "")))
    return mine if own - on_paper and on_paper - own else ""


def fingerprint_of(path: Path) -> str:
    """Return a digest that identifies a paper's file whatever its name; raises BadFile, FileNotFoundError."""
    return sha256(read_bytes(path, limit=opening.FILE_LIMIT)).hexdigest()[:16]


def check_free(workspace: Workspace, year: int) -> None:
    """Refuse to go on where the year is there already; raises YearExists, WrongUsage for a year that cannot be."""
    if workspace.year(year) in workspace.reviews.years():
        raise YearExists(year, workspace.reviews.path(year))


def keep(workspace: Workspace, paper: Paper, year: int, *, items: Sequence[str] = ()) -> list[str]:
    """Save a paper as the closed year, and fill what the profile lacks; return the keys that were filled.

    Raises YearExists, YearLocked, CannotWrite, and what else saving raises.
    """
    checklist = workspace.usual_checklist()
    reference = ChecklistRef(id=checklist.id, fingerprint=checklist.fingerprint())
    review = as_year(paper, year, reference, workspace.promises(year), items=items)
    with workspace.reviews.holding(year, closed_too=True) as held:
        if held.review is not None:  # begun since the check
            raise YearExists(year, workspace.reviews.path(year))
        held.save(review)
    before = workspace.profile.profile
    after = _filled(before, paper.header).with_post(workspace.forms.post_of(paper.form))
    if after != before:
        workspace.profile.save(after)
    return [key for key in paper.header if after.value(key) != before.value(key)]


def _filled(profile: Profile, header: Mapping[str, str]) -> Profile:
    for key, said in header.items():
        value = something(" ".join(clean(said)[0].split()))
        if profile.value(key) or profile.has_none(key) or (key == "ngay_sinh" and value and not _may_be_born(value)):
            continue
        others = tuple(known for known in profile.passed if known != key)
        if value:
            profile = structs.replace(profile, passed=others).with_value(key, value)
        elif key.startswith("chuc_vu_"):  # “Không” is an answer where a post is asked for
            profile = structs.replace(profile, passed=(*others, key)).with_value(key, "")
    return profile
