"""tuphe kiem-diem: the interview, or a file that answers in its place."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

from tuphe import texts
from tuphe.cli.asking import asker, item_called, known_id
from tuphe.cli.options import Folder, GroupId, ItemWords, Year, flag, named_file, option
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.checklist import Checklist
from tuphe.core.note import Note
from tuphe.core.places import bound
from tuphe.core.promises import renamed
from tuphe.core.question import Opened, Question
from tuphe.core.review import Review
from tuphe.errors import BadFile, Stopped, WrongUsage
from tuphe.file_names import shown
from tuphe.file_reading import MISSING, read_bytes, read_stream
from tuphe.interview.asker import Asker
from tuphe.interview.loop import conduct
from tuphe.interview.questions.profile import FIRST, profile_passed, profile_questions
from tuphe.interview.review_screen import Finish, look_over
from tuphe.storage.locations import new_paper
from tuphe.terminal import console
from tuphe.terminal.decoding import decoded
from tuphe.terminal.shell_words import quoted
from tuphe.workspace.assessing import proposal
from tuphe.workspace.interviewing import Questions, begun, checklist_to_ask, take_answers
from tuphe.workspace.standing import unanswered
from tuphe.workspace.stores import Workspace


def conduct_interview(
    year: Year = None,
    checklist_id: Annotated[str | None, option("--bo-tieu-chi", "MÃ", "Bộ tiêu chí để hỏi.")] = None,
    group: GroupId = None,
    item: ItemWords = None,
    answers: Annotated[
        Path | None, option("--tra-loi", "TỆP", "Lấy câu trả lời từ tệp TOML; - là đầu vào chuẩn.", callback=named_file)
    ] = None,
    lines: Annotated[bool, flag("--tuyen-tinh", "Hỏi bằng các dòng đánh số, không vẽ lại màn hình.")] = False,
    folder: Folder = None,
) -> None:
    """Ask a year's questions, or take the answers of a file."""
    workspace = open_workspace(folder)
    if answers is not None and (item or group):
        raise WrongUsage("--tra-loi không dùng cùng --muc hay --nhom. Bỏ một trong hai.")
    if answers is not None:
        _take_answers(workspace, year, checklist_id, str(answers))
    else:
        _ask(workspace, workspace.year(year), checklist_id, group, item, lines=lines)


def _ask(
    workspace: Workspace, year: int, checklist_id: str | None, group: str | None, item: str | None, *, lines: bool
) -> None:
    """Lock a year and ask its questions, or those of one group or item; whatever ends that says how to go on."""
    asking = asker(instead=f"tuphe kiem-diem {year} --tra-loi TỆP.toml", lines=lines)
    with workspace.reviews.holding(year) as held:
        checklist = checklist_to_ask(workspace, held.review, checklist_id)
        item = item_called(item, {known.id: known.name for known in checklist.items})
        scope = _scope(checklist, group, item)
        workspace.promises(year)  # an unreadable earlier year is reported before anything is asked
        by = f" --bo-tieu-chi {checklist_id}" if checklist_id else ""
        only = f" --muc {item}" if item else f" --nhom {group}" if group else ""
        with _to_go_on(f"tuphe kiem-diem {year}{by}{only}{' --tuyen-tinh' if lines else ''}", workspace.option):
            if scope is None:
                if held.review is None:
                    _tell_what_comes(workspace)
                _ask_who(workspace, asking)
            promises = workspace.promises(year)
            review = renamed(bound(begun(held.review, year, checklist), promises.marks), promises)
            workspace.tell_unsettled(review)
            questions = Questions(workspace, checklist, year, scope)

            def save(review: Review) -> None:
                """Save the year with its answers in the order of the checklist."""
                held.save(review.arranged(checklist))

            if scope is None:
                review = _ask_all(workspace, questions, review, asking, save)
            else:
                wanted, at = questions.wanted(review), Opened(f"muc/{item}") if item else ""
                review = conduct(questions.steps, review, asker=asking, save=save, wanted=wanted, at=at)
                _tell_other_choice(workspace, review)
            _tell_saved(year, unanswered(workspace, review))


def _ask_all(
    workspace: Workspace, questions: Questions, review: Review, asking: Asker, save: Callable[[Review], None]
) -> Review:
    """Ask what a year still lacks, then the form's header, then show the review screen.

    The header is asked for a year from a file, too. From the questions and from
    that screen one can go back to the questions on the person.
    """

    def ask_who_again(*keys: str, at: str = "") -> None:
        """Ask who the person is once more; the questions may then be others, for a leader or another form."""
        _ask_who(workspace, asking, *keys, again=True, at=at)
        questions.look_again()

    review = conduct(
        questions.steps,
        review,
        asker=asking,
        save=save,
        wanted=questions.wanted(review),
        before=lambda: ask_who_again(at=f"ho-so/{FIRST[-1]}"),
    )
    _ask_header(workspace, asking, questions.header)
    _tell_unused_notes(questions.unused_notes(review))
    review, finish = look_over(
        questions.steps,
        review,
        year=review.year,
        asker=asking,
        save=save,
        remark=lambda review: proposal(workspace, review).other_choice,
        checked=lambda review: _found(workspace, review),
        ask_who=lambda: ask_who_again(*questions.header),
    )
    if finish is Finish.CLOSE:
        save(review.closed(date.today()))
        console.notify(f"Đã chốt năm {review.year}.", f"Mở lại bằng: tuphe mo-lai {review.year}")
    return review


def _tell_unused_notes(unused: Sequence[Note]) -> None:
    if unused:
        console.notify(f"{len(unused)} ghi chép của sổ tay chưa đưa vào câu trả lời nào:")
    for note in unused:
        console.notify(f"- {texts.of_day(note.day)}: {note.text}")


def _found(workspace: Workspace, review: Review) -> list[str]:
    from tuphe.workspace.checking import read_through  # noqa: PLC0415 -- the first question need not wait for it

    return read_through(workspace, review).lines


def _tell_what_comes(workspace: Workspace) -> None:
    """Say in two lines, before the first question of a year, what comes, where it is saved, and that one may stop."""
    console.notify(
        "Sẽ hỏi: họ tên (nếu chưa có); hạn chế, cam kết đã nêu; từng nhóm mục; cam kết năm tới, nhiệm vụ, điểm.",
        f"Trả lời xong câu nào, lưu ngay câu đó vào {shown(workspace.root)}; dừng lúc nào cũng được, lần sau hỏi tiếp.",
    )


def _ask_header(workspace: Workspace, asking: Asker, keys: tuple[str, ...]) -> None:
    """Ask for the fields of the form's head that the profile lacks, now that the form is known; each may stay empty."""
    store = workspace.profile
    conduct(
        lambda profile: profile_questions(profile, keys),
        store.profile,
        asker=asking,
        save=store.save,
        wanted=lambda question: not question.answered,
        back_out=True,
    )


def _ask_who(workspace: Workspace, asking: Asker, *keys: str, again: bool = False, at: str = "") -> None:
    """Ask who the person is: the first time, or again with more `keys` when the person goes back to it.

    `at` is the key of the question to begin at, from which one can go on or further back.
    """
    store, keys = workspace.profile, tuple(dict.fromkeys((*FIRST, *keys)))
    unasked = any(not question.answered for question in profile_questions(store.profile, FIRST))
    if again or unasked or not store.exists:
        asked = conduct(
            lambda profile: profile_questions(profile, keys),
            store.profile,
            asker=asking,
            save=store.save,
            wanted=lambda question: question.key == at if at else again or not question.answered,
            back_out=again and not at,
        )
        store.save(profile_passed(asked))


@contextmanager
def _to_go_on(command: str, option: str) -> Iterator[None]:
    """Add to whatever ends the interview how to go on; raises Stopped where the person did, else what was raised."""
    try:
        yield
    except BaseException as failure:
        go_on = f"Làm tiếp bằng: {command}"
        if isinstance(failure, (Stopped, KeyboardInterrupt)):
            raise Stopped(then=go_on) from None
        failure.add_note(f"{go_on}{option}")
        raise


def _scope(checklist: Checklist, group: str | None, item: str | None) -> Callable[[Question[Review]], bool] | None:
    """Return which questions are about one item or group; None where none is named. Raises NoSuchId."""
    if item is not None:
        return lambda question: question.place == f"muc/{item}"
    if known_id("nhóm", group, (known.id for known in checklist.groups)):
        name = next(known.name for known in checklist.groups if known.id == group)
        return lambda question: question.part == name
    return None


def _tell_other_choice(workspace: Workspace, review: Review) -> None:
    if other := proposal(workspace, review).other_choice:
        console.notify(other)


def _tell_saved(year: int, left: Sequence[tuple[str, int]]) -> None:
    go_on = f"Trả lời tiếp: tuphe kiem-diem {year}" if left else ""
    console.notify(f"Đã lưu năm {year}. {texts.of_unanswered(left)}", go_on)
    if not left:
        export = f"Xuất ra Word: tuphe xuat {year} -o {quoted(shown(new_paper(year)))}"
        console.notify("", f"Soát: tuphe soat {year}", export, f"Chốt: tuphe chot {year}")


def _take_answers(workspace: Workspace, year: int | None, checklist_id: str | None, name: str) -> None:
    """Save the answers of a file, and say what the year still lacks."""
    taken = take_answers(workspace, _content(name), name, year, checklist_id)
    year = taken.review.year
    for item in taken.strays:
        before = workspace.reviews.year_before(year) or year - 1
        console.notify(
            f"Lưu ý: một [[khac_phuc]] của mục “{item}” không trùng hạn chế nào nêu từ năm {before} trở về trước."
        )
    if taken.replaced:
        kept = shown(workspace.reviews.kept_in(year))
        console.notify(f"Đã thay câu trả lời đã lưu của {taken.replaced} mục; bản trước vẫn được giữ trong {kept}.")
    left = taken.missing
    console.notify(f"Đã lưu năm {year}. {f'Còn {left} câu chưa trả lời:' if left else 'Đã đủ câu trả lời.'}")
    for question in taken.required:
        asked = texts.of_question(question.key) or question.text
        named = question.title.casefold() in (question.part.casefold(), asked.casefold())
        about = question.part if named else f"{question.part} · {question.title}"
        console.notify(f"- {about}: {asked}")
    if left:
        console.notify("", f"Trả lời tiếp bằng: tuphe kiem-diem {year}")
    _tell_other_choice(workspace, taken.review)


def _content(name: str) -> bytes:
    """Return the answers in a file, or on standard input where it is called “-”; raises BadFile."""
    if name == "-" and sys.stdin is None:
        raise BadFile(name, "đang đóng, không có câu trả lời nào. Ghi tên một tệp .toml.")
    if name == "-":
        with console.invited("Gõ hoặc dán các câu trả lời dạng TOML"):
            return decoded(read_stream(sys.stdin.buffer, name)).encode("utf-8", "surrogateescape")
    try:
        return read_bytes(Path(name))
    except FileNotFoundError:
        raise BadFile(name, MISSING) from None
