"""The tasks of a paper's annex table."""

from collections.abc import Sequence

from tuphe.core.paper import PaperTask
from tuphe.core.paper_words import PaperWords
from tuphe.paper.paragraphs import Paragraph
from tuphe.paper.tables import rows_of


def tasks_of(annex: Sequence[Paragraph], words: PaperWords) -> tuple[PaperTask, ...]:
    """Return the rows of the annex's tables by the names of their columns, word for word; group rows are left out."""
    tables: dict[int, dict[int, dict[int, list[str]]]] = {}
    for paragraph in annex:
        if cell := paragraph.cell:
            tables.setdefault(cell.table, {}).setdefault(cell.row, {}).setdefault(cell.column, []).append(
                paragraph.text
            )
    return tuple(
        PaperTask(
            text=row["noi_dung"],
            due=row.get("thoi_han", ""),
            state=row.get("tinh_hinh", ""),
            product=row.get("san_pham", ""),
            progress=row.get("tien_do", ""),
            remark=row.get("ghi_chu", ""),
        )
        for rows in tables.values()
        for row in rows_of(_texts(rows), words.task_columns, "noi_dung")
    )


def _texts(rows: dict[int, dict[int, list[str]]]) -> list[list[str]]:
    width = 1 + max(column for columns in rows.values() for column in columns)
    return [["\n".join(columns.get(place, ())).strip() for place in range(width)] for columns in rows.values()]
