"""A paper that was read is saved as a year: what is sure without a question, or what the person agrees to."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec import structs

from tuphe import texts
from tuphe.cli.asking import asker
from tuphe.core.checklist import Checklist
from tuphe.core.paper import Paper
from tuphe.core.question import Choice
from tuphe.core.year_from_paper import annex_rows, only_sure
from tuphe.errors import Stopped, WrongUsage
from tuphe.file_names import shown
from tuphe.findings import of_place
from tuphe.interview.loop import conduct
from tuphe.interview.questions.paper import questions
from tuphe.interview.taking_in import DROP, KEEP, NOT, Taking, resumed
from tuphe.storage.papers import PaperDraftStore
from tuphe.terminal import console
from tuphe.terminal.shell_words import quoted
from tuphe.terminal.views.paper import WORDS_OF_ANNEX, left_lines, paper_view
from tuphe.workspace import taking_in
from tuphe.workspace.stores import Workspace


def keep_what_is_sure(workspace: Workspace, path: Path, paper: Paper) -> None:
    """Keep a paper without what is in doubt, and say what was left out; a draft of answers on it is removed.

    Raises WrongUsage where its year is not sure, YearExists, and what saving raises.
    """
    if any(one.place == "nam" for one in paper.doubts):
        raise WrongUsage("Bản giấy không ghi rõ là của năm nào; chưa nhập gì.", then="Ghi thêm năm: --nam 2025")
    if taking_in.other_name(workspace, paper):
        raise WrongUsage(
            "Họ tên trên bản giấy khác họ tên trong hồ sơ; chưa nhập gì.",
            then="Nếu đúng là bản của bạn, nhập trong cửa sổ dòng lệnh, không kèm --dong-y.",
        )
    taking_in.check_free(workspace, paper.year)
    checklist = workspace.usual_checklist()
    drafts, name = workspace.paper_drafts, taking_in.fingerprint_of(path)
    _tell(workspace, paper.year, taking_in.keep(workspace, only_sure(paper), paper.year))
    drafts.drop(name)
    if annex_rows(only_sure(paper), paper.year):
        console.notify(WORDS_OF_ANNEX)
    for one in paper.doubts:
        console.notify(f"Không giữ vì chưa chắc: {of_place(one.place, checklist)}. {one.reason}")
    if paper.left:
        console.notify(f"Để ngoài {len(paper.left)} đoạn không thuộc phần nào:")
    for notice in (*(f"• {line}" for line in left_lines(paper)), *paper.notices):
        console.notify(notice)


def ask_and_keep(workspace: Workspace, path: Path, paper: Paper, *, instead: str) -> None:
    """Show what was read, ask what of it to keep, and keep that; `instead` is the command line that does not ask.

    Answers are saved beside the years at once: a person who stops can go on with the same file, whatever its name.
    Raises Stopped where the person stops or would rather not, YearExists, and what saving raises.
    """
    if paper.year:
        taking_in.check_free(workspace, paper.year)
    checklist = workspace.usual_checklist()
    go_on = f"Chưa nhập vào năm nào; hỏi tiếp từ chỗ đã dừng bằng: tuphe nhap {quoted(shown(path))}"
    drafts, name = workspace.paper_drafts, taking_in.fingerprint_of(path)
    listing = partial(
        questions,
        checklist=checklist,
        leader=workspace.is_leader,
        other_name=taking_in.other_name(workspace, paper),
        check_year=partial(taking_in.check_free, workspace),
    )
    begun = resumed(Taking(read=paper, paper=paper, words=taking_in.known(workspace).words), drafts.load(name), listing)
    before = {one.question for one in begun.draft.replies}
    _show(path, paper, checklist, len(before))
    try:
        answered = conduct(
            listing,
            begun,
            asker=asker(instead=instead),
            save=partial(_save, drafts, name, path),
            wanted=lambda question: question.key not in before,
        )
    except Stopped:
        raise Stopped(then=go_on) from None
    given_up = answered.how == NOT
    if given_up and (len(answered.draft.replies) <= 1 or _gives_up()):
        drafts.drop(name)
        raise Stopped(kept=False)
    if given_up or not (answered.paper.year and listing(answered)[-1].answered):
        raise Stopped(then=go_on)
    kept, items = answered.outcome()
    _tell(workspace, kept.year, taking_in.keep(workspace, kept, kept.year, items=items))
    drafts.drop(name)


def _show(path: Path, paper: Paper, checklist: Checklist, answered: int) -> None:
    console.show(paper_view(paper, paper.year, checklist))
    console.notify(f"Trên đây là những gì đọc được từ {shown(path.name)}.")
    if answered:
        console.notify(f"Hỏi tiếp từ chỗ đã dừng; {answered} câu đã trả lời lần trước vẫn được giữ.")


def _save(drafts: PaperDraftStore, name: str, path: Path, answered: Taking) -> None:
    if answered.how != NOT:  # until it is sure that all else that was answered is to go
        drafts.save(name, structs.replace(answered.draft, paper=str(path.absolute())))


def _gives_up() -> bool:
    """Ask whether to drop all answers; its key differs from those that lead here, which may be pressed twice."""
    from tuphe.terminal.choices import choose  # noqa: PLC0415 -- what is kept unasked needs no prompt

    console.say("Bỏ cả những câu đã trả lời?")
    choices = [Choice(DROP, "Bỏ hết, không nhập bản giấy này"), Choice(KEEP, "Giữ lại, để sau hỏi tiếp")]
    return choose(choices, lines=console.wants_lines()) == DROP


def _tell(workspace: Workspace, year: int, filled: Sequence[str]) -> None:
    console.notify(
        f"Đã nhập bản kiểm điểm năm {year} từ bản giấy, giữ như năm đã chốt. Mức độ từng mục: không có trong bản giấy.",
        f"Xem lại: tuphe xem {year}",
    )
    if filled:
        console.notify(f"Hồ sơ ghi thêm: {', '.join(texts.PROFILE_FIELDS[key] for key in filled)}.", "Sửa: tuphe ho-so")
    following = year + 1
    if following not in workspace.reviews.years() and following <= workspace.latest_year:
        console.notify(f"Hạn chế, cam kết năm {year} sẽ được hỏi lại;", f"bắt đầu: tuphe kiem-diem {following}")
