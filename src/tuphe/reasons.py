"""The reasoning about a level in sentences: what may be proposed, and what rules higher levels out."""

from math import floor
from typing import Final

from tuphe import texts
from tuphe.core.level_rules import Assessment, BarringCase, Measure, Obstacle
from tuphe.core.self_rating import Level

_MEASURES: Final = {
    Measure.DONE: texts.TASKS["hoan_thanh"],
    Measure.NOT_DONE: texts.TASKS["hoan_thanh"],
    Measure.LATE: texts.TASKS["cham_han"],
    Measure.ABOVE: texts.TASKS["vuot_yeu_cau"],
    Measure.MENDED: "kết quả khắc phục hạn chế đã nêu",
}
"""What a year has to say so that a condition can be judged."""

_OF_TASKS: Final = frozenset(texts.TASKS.values())


def of_assessment(found: Assessment) -> tuple[str, ...]:
    """Say in sentences which level may be proposed, and what rules each higher one out."""
    if found.cases:
        named = "; ".join(_of_case(case) for case in found.cases)
        lowest = texts.LEVELS[Level.NOT_COMPLETED]
        return (f"Đề xuất: {lowest}, theo khoản 4 Điều 11 {found.rule}: {named}.", *found.remarks)
    words = [_MEASURES[one.condition.measure] for one in found.unsure if one.condition]
    words += ["các trường hợp ở khoản 4 Điều 11"] if found.cases_unsaid else []
    if found.leader:
        words = [f"{word} của đơn vị phụ trách" if word in _OF_TASKS else word for word in words]
    unsure = ", ".join(dict.fromkeys(words))
    if found.total is None:
        first = "Chưa đề xuất được mức nào: chưa ghi đủ điểm."
    elif found.level is None:
        first = f"Theo {found.rule}, chưa có mức nào đủ điều kiện để đề xuất."
    else:
        first = f"Đề xuất: {texts.LEVELS[found.level]}" + (
            f", nếu đạt cả các điều kiện chưa ghi: {unsure}." if unsure else "."
        )
    remarks = found.remarks if found.level is Level.EXCELLENT else ()
    return (first, *remarks, *(_against(level, found) for level in texts.LEVELS if found.against(level)))


def of_other_choice(found: Assessment, chosen: Level | None) -> str:
    """Say how a chosen level differs from the one that may be proposed; empty when it does not."""
    if chosen is None or chosen is found.level:
        return ""
    if found.against(chosen):
        return f"Mức đã chọn: {texts.LEVELS[chosen]}. {_against(chosen, found)}"
    if found.level is None:
        return ""
    return f"Mức đã chọn: {texts.LEVELS[chosen]}. Theo {found.rule} có thể đề xuất: {texts.LEVELS[found.level]}."


def against_choice(found: Assessment, chosen: Level | None) -> str:
    """Say why a chosen level cannot be proposed; empty when nothing rules it out."""
    return "" if chosen is None or not found.against(chosen) else _against(chosen, found)


def _against(level: Level, found: Assessment) -> str:
    tasks = "nhiệm vụ của đơn vị phụ trách" if found.leader else "nhiệm vụ"
    reasons = "; ".join(_reason(obstacle, tasks) for obstacle in found.against(level))
    return f"Chưa thể đề xuất mức “{texts.LEVELS[level]}” vì: {reasons}."


def _of_case(case: BarringCase) -> str:
    return f"{case.text[0].lower()}{case.text[1:]}"


def _reason(obstacle: Obstacle, tasks: str) -> str:
    """Say why one level is ruled out: a case, too few points, or a condition with the numbers that miss it."""
    if obstacle.case is not None:
        return _of_case(obstacle.case)
    if obstacle.condition is None or obstacle.share is None:
        # Rounded down: 89,999 must not be shown as the 90 that it misses.
        points = floor((obstacle.points or 0) * 100) / 100
        return f"{texts.of_number(points)} điểm, dưới {texts.of_number(obstacle.from_points)}"
    condition, (count, of) = obstacle.condition, (obstacle.share.count or 0, obstacle.share.of)
    match condition.measure:
        case Measure.MENDED:
            return f"{(of or 0) - count}/{of} hạn chế nêu ở các năm trước chưa khắc phục xong"
        case Measure.ABOVE:
            return f"{count}/{of} {tasks} vượt yêu cầu, cần ít nhất {texts.of_number(condition.least)}%"
        case Measure.LATE:
            limit = f", quá {texts.of_number(condition.most)}%" if condition.most else ""
            return f"{count}/{of} {tasks} chậm hạn{limit}"
        case _:
            return f"hoàn thành {count}/{of} {tasks}, cần {texts.of_number(condition.least)}%"
