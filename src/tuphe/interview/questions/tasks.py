"""Questions on the year's tasks: the list for the annex, and the counts that a level depends on."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple, cast

from msgspec import structs

from tuphe import texts
from tuphe.core.pasted_tasks import TaskTable, is_table, read_table
from tuphe.core.question import Kind, Question, Refused
from tuphe.core.review import Review
from tuphe.core.says_nothing import something
from tuphe.core.tasks import MOST_TASKS, Counts, Task, Tasks, counted
from tuphe.core.value import name_of
from tuphe.errors import TuPheError
from tuphe.interview.questions import shapes
from tuphe.interview.reply_parsing import parse_count, path_of, text_of

_PART: Final = texts.INTERVIEW_PARTS["nhiem_vu"]


def questions(review: Review, read_file: Callable[[str], str], *, leader: bool) -> Iterator[Question[Review]]:
    """Yield the questions on tasks: first the list for the annex, then the counts that a level depends on.

    `read_file` returns the text of a file with a table, and raises TuPheError.
    """
    yield from _for_the_annex(review, read_file)
    if leader:
        # The tasks of the units led (Quy định 366-QĐ/TW, Điều 11). Before format 4 they were stored as the leader's
        # own: those counts are offered.
        counting = _Counting(
            review,
            "nhiem_vu_don_vi",
            review.tasks,
            whence="Theo số đã ghi trước đây",
            whose="Các địa phương, lĩnh vực, cơ quan, đơn vị do tôi trực tiếp lãnh đạo, quản lý",
            why="Mức xếp loại của người lãnh đạo, quản lý xét theo nhiệm vụ nơi phụ trách, "
            "không theo việc của cá nhân.",
        )
    else:
        counting = _Counting(
            review,
            "nhiem_vu",
            counted(review.tasks.listed),
            whence="Theo danh sách ở trên",
            whose="Tôi",
            why="Dùng để xét điều kiện của mức xếp loại.",
        )
    yield from _counts(counting)


class _Counting(NamedTuple):
    """Counts to ask for: the key under which the year has them, and the counts offered for those not given."""

    review: Review
    key: str
    offered: Counts
    whence: str
    whose: str
    why: str

    @property
    def counts(self) -> Counts:
        """The counts as they are now."""
        return cast("Counts", getattr(self.review, name_of(self.review, self.key)))

    def put(self, counts: Counts) -> Review:
        """Return the year with these counts."""
        return self.review.but(**{name_of(self.review, self.key): counts})


def _counts(of: _Counting) -> Iterator[Question[Review]]:
    counts, offered = of.counts, of.offered
    yield _count(of, "tong_so", f"{of.whose} được giao bao nhiêu nhiệm vụ trong năm {of.review.year}?", offered.total)
    if counts.total != offered.total:
        offered = Tasks()  # the known counts are those of other tasks
    if counts.total:
        yield _count(of, "hoan_thanh", f"Trong {counts.total} nhiệm vụ, đã hoàn thành bao nhiêu?", offered.done)
    if counts.done:
        of_those = f"Trong {counts.done} nhiệm vụ đã hoàn thành, có bao nhiêu"
        same = counts.done == offered.done
        yield _count(of, "cham_han", f"{of_those} chậm hạn?", offered.late if same else None)
        yield _count(of, "vuot_yeu_cau", f"{of_those} vượt yêu cầu?", offered.above if same else None)


def no_file(_path: str) -> str:
    """Read no file at all. Raises Refused."""
    raise Refused("Ở đây không đọc tệp; chép bảng rồi dán vào.")


def _count(of: _Counting, key: str, text: str, offered: int | None) -> Question[Review]:
    """Ask for one of the counts; one that does not fit the others is refused.

    An empty reply means the count that is `offered`, if any; else that there is none.
    """
    fields = shapes.Fields(partial(Question, part=_PART, place="nhiem_vu", title=_PART), of.key, of.counts, of.put)
    field = name_of(of.counts, key)
    usual = "" if offered is None or getattr(of.counts, field) is not None else str(offered)

    def read(reply: tuple[str, ...]) -> int | None:
        """Return the typed count, or the usual one; raises Refused where it contradicts another count."""
        written = text_of(reply) or usual
        if not something(written):
            return None
        read_count = parse_count(written, 0, MOST_TASKS)
        counts = structs.replace(of.counts, **{field: read_count})
        for more, limit in counts.contradictions():
            greater, least = (f"{texts.TASKS[one]} ({counts.known[one]})" for one in (more, limit))
            raise Refused(
                f"{greater[0].upper()}{greater[1:]} nhiều hơn {least}. Sửa lại số này, hoặc lùi lại sửa số kia."
            )
        return read_count

    empty = (
        f"{of.whence}: {usual}; để trống thì lấy số đó. Không thống kê thì ghi “không”."
        if usual
        else "Không thống kê thì để trống."
    )
    hints = (f"{of.why} {empty}",) if key == "tong_so" else (empty,)
    return fields.asked(key, text, Kind.LINE, read, may_lack=True, hints=hints, offered=usual)


def _for_the_annex(review: Review, read_file: Callable[[str], str]) -> Iterator[Question[Review]]:
    """Yield what is asked of each task in the annex, then whether there is one more, or a whole table."""
    tasks = review.tasks
    annex = shapes.list_of(tasks, lambda changed: review.but(tasks=changed), "nhiem_vu/viec", "nhiệm vụ")
    for row in range(len(tasks.listed)):
        yield from _task(annex, row, year=review.year)
    asked = "Còn nhiệm vụ nào khác ghi vào phụ lục?" if tasks.listed else "Ghi nhiệm vụ nào vào phụ lục của mẫu?"
    one_more = annex.new_question(
        partial(Question, part=_PART, place="nhiem_vu/viec", title="Nhiệm vụ ghi vào phụ lục"),
        f"{asked} Không ghi thì để trống.",
        Task,
        hints=("Nhiều nhiệm vụ thì dán cả bảng từ Excel, Word, hoặc ghi đường dẫn của tệp .csv.",),
    )
    yield _or_a_table(one_more, annex, review.year, read_file)


def _or_a_table(
    one_more: Question[Review], annex: shapes.EntryList[Task], year: int, read_file: Callable[[str], str]
) -> Question[Review]:
    """Return the question on one more task; its answer may also be a table, pasted or in a file."""

    def read(reply: tuple[str, ...]) -> TaskTable | None:
        """Return the table in a reply, None where it is the text of one task."""
        text = reply[0] if reply else ""
        if path := path_of(text, (".csv", ".tsv", ".xlsx", ".xls")):
            text = _of_file(path, read_file)
        elif not is_table(text):
            return None
        table = read_table(text, year, known=annex.entries)
        if not table.tasks:
            raise Refused("Không thấy nhiệm vụ nào khác trong bảng này. Bảng cần một cột tên là “Nhiệm vụ”.")
        return table

    def record(reply: tuple[str, ...]) -> Review:
        table = read(reply)
        return one_more.record(reply) if table is None else annex.put((*annex.entries, *table.tasks))

    def in_words(typed: str) -> str:
        table = read((typed,))
        return typed.strip() if table is None else _of_table(table)

    return structs.replace(one_more, record=record, reading=in_words)


def _of_file(path: str, read_file: Callable[[str], str]) -> str:
    if not path.casefold().endswith((".csv", ".tsv")):
        raise Refused("Chưa đọc được tệp Excel. Mở tệp, chép bảng rồi dán vào đây, hoặc lưu thành tệp .csv.")
    try:
        return read_file(path)
    except TuPheError as failure:
        raise Refused(str(failure)) from None


def _of_table(table: TaskTable) -> str:
    tasks = table.tasks
    had = {
        "thời hạn": sum(task.due is not None for task in tasks),
        "sản phẩm": sum(bool(task.product) for task in tasks),
        "tiến độ": sum(task.progress is not None for task in tasks),
    }
    # What went wrong comes first: the line may have no room for all.
    parts = [f"{len(tasks)} nhiệm vụ"]
    parts += [f"{table.unread_days} thời hạn không đọc được"] if table.unread_days else []
    parts += [f"{table.twice} dòng trùng, chỉ lấy một"] if table.twice else []
    return "; ".join([*parts, f"có {', '.join(f'{what} {count}' for what, count in had.items())}"])


def _task(annex: shapes.EntryList[Task], row: int, *, year: int) -> Iterator[Question[Review]]:
    task, key = annex.entries[row], annex.key(row)
    ask: shapes.Ask = partial(Question, part=_PART, place=f"nhiem_vu/viec/{row}", title=f"Nhiệm vụ {row + 1}", page=key)
    fields = annex.fields(partial(ask, context=(f"Nhiệm vụ: {task.text}",)), row)
    yield annex.question(ask, row, "Nhiệm vụ gì?")
    yield fields.day("thoi_han", "Thời hạn hoàn thành?", year=year, usual=False, needed=False)
    yield fields.optional_text("san_pham", "Sản phẩm hoàn thành?")
    yield fields.choice("tien_do", "Tiến độ?", texts.PROGRESS)
