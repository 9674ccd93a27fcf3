"""The points of a paper: those out of 30 and out of 70, wherever a line says them."""

import re
from collections.abc import Sequence
from typing import Final

from tuphe.core.text import fold

_NUMBER: Final = r"(?P<points>\d{1,3}(?:[.,]\d{1,2})?)"


def points_of(text: str, most: int) -> float | None:
    """Return the points before “/30” or “/70”, by the `most` that can be given; None where there are none."""
    for found in re.finditer(rf"{_NUMBER}\s*(?:điểm\s*)?/\s*{most}(?!\d)", text):
        points = float(found["points"].replace(",", "."))
        if points <= most:
            return points
    return None


GENERAL: Final = fold("tiêu chí chung")
TASKS: Final = fold("kết quả thực hiện nhiệm vụ") + "|" + fold("kết quả nhiệm vụ")


def labelled_points(rows: Sequence[str], label: str, most: int) -> float | None:
    """Return the points of a line that names the group and has no “/30”: the last number, besides the most itself."""
    for row in rows:
        found = re.search(label, fold(row))
        if found is None:
            continue
        numbers = re.findall(r"(?<![\d/.,])\d{1,2}(?:[.,]\d{1,2})?(?![\d/.,%])", fold(row)[found.end() :])
        points = [value for one in numbers if (value := float(one.replace(",", "."))) <= most]
        if points and (len(points) > 1 or points[0] != most):
            return next((one for one in reversed(points) if one != most), points[-1])
    return None
