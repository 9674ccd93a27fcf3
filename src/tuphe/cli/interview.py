"""tuphe kiem-diem: the interview, or a file that answers in its place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.cli.check import read_through, tell_unsettled
from tuphe.cli.options import Folder, GroupId, Year, known_id
from tuphe.cli.stores import Stores
from tuphe.core.answers import find_faults, item_faults, merge
from tuphe.core.note import Note, unused
from tuphe.core.places import settled, settled_with
from tuphe.core.review import ChecklistRef, Review, State, dropped_answers
from tuphe.core.scoring import summed
from tuphe.errors import BadFile, Stopped, WrongUsage
from tuphe.findings import in_lines
from tuphe.interview.loop import Asker, conduct
from tuphe.interview.questions import review_questions, to_ask
from tuphe.interview.questions.profile import profile_passed, profile_questions
from tuphe.interview.review_screen import Finish, look_over
from tuphe.reading import read_bytes, read_stream
from tuphe.terminal import console
from tuphe.terminal.given import decoded

if TYPE_CHECKING:
    from tuphe.core.checklist import Checklist
    from tuphe.core.promises import Promises
    from tuphe.core.question import Question
    from tuphe.core.self_rating import SelfRating
    from tuphe.storage.reviews import OpenYear


def conduct_interview(
    year: Year = None,
    checklist_id: Annotated[
        str | None, typer.Option("--bo-tieu-chi", metavar="MÃ", show_default=False, help="Bộ tiêu chí để hỏi.")
    ] = None,
    group: GroupId = None,
    item: Annotated[
        str | None,
        typer.Option("--muc", metavar="MÃ", show_default=False, help="Chỉ mục này, ví dụ noi-di-doi-voi-lam."),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--tra-loi", metavar="TỆP", show_default=False, help="Lấy câu trả lời từ tệp TOML; - là đầu vào chuẩn."
        ),
    ] = None,
    lines: Annotated[
        bool, typer.Option("--tuyen-tinh", help="Hỏi bằng các dòng đánh số, không vẽ lại màn hình.")
    ] = False,
    folder: Folder = None,
) -> None:
    """Kiểm điểm một năm; lần sau làm tiếp từ chỗ đã dừng."""
    stores = Stores(folder)
    if answers is not None and (item or group):
        raise WrongUsage("--tra-loi không đi cùng --muc hay --nhom. Bỏ bớt một trong hai.")
    if answers is not None:
        _take_answers(stores, year, checklist_id, answers)
    else:
        _ask(stores, stores.year(year), checklist_id, group, item, lines=lines)


def _ask(
    stores: Stores, year: int, checklist_id: str | None, group: str | None, item: str | None, *, lines: bool
) -> None:

    asking = asker(instead=f"tuphe kiem-diem {year} --tra-loi TỆP.toml", lines=lines)
    with stores.reviews.holding(year) as held:
        checklist = stores.checklists.load(_checklist_id(held.review, checklist_id))
        scope = _scope(checklist, group, item)
        stores.promises(year)  # an earlier year that cannot be read is told before anything is asked
        try:
            if scope is None:
                _ask_who(stores, asking)
            review = settled_with(_begun(held.review, year, checklist), stores.promises(year))
            tell_unsettled(review)
            _ask_year(stores, held, review, checklist, asking, scope, again=item is not None)
        except BaseException as failure:
            only = f" --muc {item}" if item else f" --nhom {group}" if group else ""
            go_on = f"Làm tiếp bằng: tuphe kiem-diem {year}{only}{' --tuyen-tinh' if lines else ''}"
            if isinstance(failure, (Stopped, KeyboardInterrupt)):
                raise Stopped(then=go_on) from None
            failure.add_note(f"{go_on}{stores.option}")
            raise


def _ask_year(
    stores: Stores,
    held: OpenYear,
    review: Review,
    checklist: Checklist,
    asking: Asker,
    scope: Callable[[Question[Review]], bool] | None,
    *,
    again: bool,
) -> None:

    known = stores.known(review.year)

    def ask_who_again() -> None:
        nonlocal known
        _ask_who(stores, asking, again=True)
        known = stores.known(review.year)  # another post is asked other items, for another form

    def questions(review: Review) -> list[Question[Review]]:
        listed = review_questions(review, checklist, known)
        return listed if scope is None else [question for question in listed if scope(question)]

    def save(review: Review) -> None:
        held.save(review.arranged(checklist))

    finish = Finish.DONE
    listed = questions(review)
    wanted = to_ask(review, checklist, known)
    if scope is not None and (again or not any(map(wanted, listed))):
        wanted = scope
    before = ask_who_again if scope is None else None
    review = conduct(questions, review, asker=asking, save=save, wanted=wanted, before=before)
    if other := stores.proposal(review)[1]:
        console.remark(other)
    if scope is None:
        _tell_unused(known.notes, review)
        review, finish = look_over(
            questions,
            review,
            year=review.year,
            asker=asking,
            save=save,
            checked=lambda review: _found(stores, review),
            ask_who=ask_who_again,
        )
    if finish is Finish.CLOSE:
        save(review.closed(date.today()))
        console.remark(f"Đã chốt năm {review.year}.", f"Mở lại bằng: tuphe mo-lai {review.year}")
    # Whatever part was asked, it is the year that is whole or not.
    left = len(known.missing(review, checklist))
    console.remark(f"Đã lưu năm {review.year}." + (f" Còn {left} câu chưa trả lời." if left else " Đã đủ câu trả lời."))
    console.remark(
        "",
        f"Xem: tuphe xem {review.year}",
        f"So sánh: tuphe so-sanh {review.year}",
        f"Xuất: tuphe xuat {review.year}",
    )


def _found(stores: Stores, review: Review) -> list[str]:

    return in_lines(read_through(stores, review).found)


def _tell_unused(notes: Sequence[Note], review: Review) -> None:

    left = unused(notes, (result for answer in review.answers for result in answer.results))
    if left:
        console.remark(f"{len(left)} ghi chép của sổ tay chưa đưa vào câu trả lời nào:")
    for note in left:
        console.remark(f"- {texts.of_day(note.day)}: {note.text}")


def _ask_who(stores: Stores, asking: Asker, *, again: bool = False) -> None:
    """Ask who the person is: the first time, or once more where the way leads back to it."""
    store = stores.profile
    unasked = any(not question.answered for question in profile_questions(store.profile, brief=True))
    if again or unasked or not store.exists:
        asked = conduct(
            lambda profile: profile_questions(profile, brief=True),
            store.profile,
            asker=asking,
            save=store.save,
            wanted=lambda question: again or not question.answered,
            back_out=again,
        )
        store.save(profile_passed(asked))


def _take_answers(stores: Stores, year: int | None, checklist_id: str | None, name: str) -> None:

    default = stores.year(year)
    answers = stores.reviews.read_answers(
        _content(name), name, year=year, default=default, latest=stores.latest_year, checklist=checklist_id
    )
    year = answers.year
    if checklist_id not in (None, answers.checklist.id):
        raise WrongUsage(
            f"Tệp trả lời theo bộ tiêu chí “{answers.checklist.id}”, khác --bo-tieu-chi. Bỏ bớt một trong hai."
        )
    with stores.reviews.holding(year) as held:
        checklist = stores.checklists.load(_checklist_id(held.review, answers.checklist.id))
        review = answers if held.review is None else settled(merge(held.review, answers))
        replaced = _replaced(held.review, answers)
        if held.review is not None or not review.checklist.fingerprint:
            review = _begun(review, year, checklist)
        known = stores.known(year)
        review = stores.reviews.with_table(review)
        review = review.but(self_rating=_summed(review, checklist, name))
        left = known.missing(review, checklist)
        held.save(review.but(state=State.OPEN if left else review.state).arranged(checklist))
    if known.previous is not None:
        _warn_of_strays(review, known.promises, known.previous.year)
    if replaced:
        console.remark(f"Đã thay câu trả lời đã lưu của {replaced} mục; bản trước vẫn còn trong thư mục sao-luu.")
    console.remark(f"Đã lưu năm {year}. {f'Còn {len(left)} câu chưa trả lời:' if left else 'Đã đủ câu trả lời.'}")
    for question in review_questions(review, checklist, known):
        if question.required:
            about = question.part if question.title == question.part else f"{question.part} · {question.title}"
            console.remark(f"- {about}: {texts.of_question(question.key) or question.text}")
    if left:
        console.remark("", f"Trả lời nốt bằng: tuphe kiem-diem {year}")
    if other := stores.proposal(review)[1]:
        console.remark(other)


def _summed(review: Review, checklist: Checklist, name: str) -> SelfRating:
    """Add the points up, once what is saved and what the file `name` says do not contradict each other."""
    for fault in (*find_faults(review), *item_faults(review, checklist)):
        raise BadFile(name, f"gộp với năm đã lưu thì {fault.sentence}", then=fault.then)
    return review.self_rating if review.point_table is None else summed(review.self_rating, review.point_table)


def _replaced(saved: Review | None, answers: Review) -> int:
    known = {} if saved is None else {answer.item: answer for answer in saved.answers}
    return sum(known.get(answer.item, answer) != answer for answer in answers.answers)


def _warn_of_strays(review: Review, promises: Promises, year_before: int) -> None:

    earlier = {(old.item, old.text) for old in promises.shortcomings}
    strays = {entry.item for entry in review.follow_ups if (entry.item, entry.text) not in earlier}
    for item in sorted(strays):
        console.remark(f"Lưu ý: một [[khac_phuc]] của mục “{item}” không trùng hạn chế nào nêu đến năm {year_before}.")


def _content(name: str) -> bytes:

    if name == "-" and sys.stdin is None:
        raise BadFile(name, "đang đóng, không có câu trả lời nào. Chỉ tới một tệp .toml.")
    if name == "-":
        with console.invited("Gõ hoặc dán các câu trả lời dạng TOML"):
            return decoded(read_stream(sys.stdin.buffer, name)).encode("utf-8", "surrogateescape")
    try:
        return read_bytes(Path(name))
    except FileNotFoundError:
        raise BadFile(name, "không có tệp này. Kiểm tra lại đường dẫn.") from None


def _checklist_id(review: Review | None, asked: str | None) -> str:

    saved = None if review is None else review.checklist.id
    if saved and asked and asked != saved:
        raise WrongUsage(f"Năm này đang trả lời theo bộ tiêu chí “{saved}”, không đổi giữa chừng được.")
    return saved or asked or ChecklistRef().id


def _begun(review: Review | None, year: int, checklist: Checklist) -> Review:

    asked = ChecklistRef(id=checklist.id, fingerprint=checklist.fingerprint())
    if review is None:
        return Review(year=year, checklist=asked)
    # By the older fingerprint, an answer to an item that is gone is known to be no slip of a hand.
    return review if dropped_answers(checklist, review) else review.but(checklist=asked)


def _scope(checklist: Checklist, group: str | None, item: str | None) -> Callable[[Question[Review]], bool] | None:

    if known_id("mục", item, (known.id for known in checklist.items)):
        return lambda question: question.place == f"muc/{item}"
    if known_id("nhóm", group, (known.id for known in checklist.groups)):
        name = next(known.name for known in checklist.groups if known.id == group)
        return lambda question: question.part == name
    return None
