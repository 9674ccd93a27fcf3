"""tuphe khoi-phuc: earlier versions of a year, how they differ, and one of them brought back."""

from collections.abc import Callable
from typing import Annotated

from tuphe import texts
from tuphe.cli.options import Folder, argument, option, parse_number, parse_year
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.review import Review, State
from tuphe.core.version_difference import differences
from tuphe.core.year_version import Version
from tuphe.differences import of_difference
from tuphe.errors import BadFile, ChecklistNotFound, ReviewNotFound, WrongUsage
from tuphe.file_names import shown
from tuphe.terminal import console
from tuphe.terminal.views.versions import difference_view, versions_view
from tuphe.workspace.stores import Workspace


def recover_year(
    year: Annotated[int, argument("NĂM", "Năm cần lấy lại bản trước.", parser=parse_year)],
    shown: Annotated[
        int | None, option("--xem", "SỐ", "Xem bản này khác bản hiện tại ở đâu.", parser=parse_number)
    ] = None,
    wanted: Annotated[
        int | None,
        option(
            "--lay",
            "SỐ",
            "Lấy lại bản này; bản hiện tại vẫn được giữ. 0: tiếp tục dùng bản hiện tại.",
            parser=parse_number,
        ),
    ] = None,
    folder: Folder = None,
) -> None:
    """List the earlier versions of a year, show how one differs, or bring one back."""
    if shown is not None and wanted is not None:
        raise WrongUsage("--xem không dùng cùng --lay. Xem bản đó trước, rồi lấy lại bằng một lệnh khác.")
    workspace = open_workspace(folder)
    versions = workspace.reviews.versions(workspace.year(year))
    if not versions and year not in workspace.reviews.years():
        raise ReviewNotFound(year)
    if wanted == 0:
        _keep_present(workspace, year, versions)
    elif wanted is not None:
        _bring_back(workspace, year, _chosen(versions, wanted))
    elif shown is not None:
        _show_difference(workspace, year, _chosen(versions, shown), shown)
    else:
        _list_versions(workspace, year, versions)


def _list_versions(workspace: Workspace, year: int, versions: list[Version]) -> None:
    present = _present(workspace, year)
    named = _names(workspace, present)
    rows = [(version, _difference(workspace, year, version, present, named)) for version in versions]
    console.show(versions_view(rows, year, columns=console.columns()))
    if versions:
        console.notify(
            "", f"Xem khác ở đâu: tuphe khoi-phuc {year} --xem SỐ", f"Lấy lại: tuphe khoi-phuc {year} --lay SỐ"
        )


def _show_difference(workspace: Workspace, year: int, version: Version, number: int) -> None:
    present = _present(workspace, year)
    review = workspace.reviews.version(year, version)
    changes = differences(present or Review(year=year), review)
    console.show(difference_view(changes, version, number, workspace.checklist_of(review)))


def _keep_present(workspace: Workspace, year: int, versions: list[Version]) -> None:
    if year not in workspace.reviews.years():
        raise ReviewNotFound(year, versions=True)
    if not any(version.beside for version in versions):
        console.notify(f"Cùng thư mục với tệp của năm {year} không có bản nào khác; không có gì thay đổi.")
        return
    workspace.reviews.put_copies_away(year)
    kept = shown(workspace.reviews.kept_in(year))
    console.notify(f"Năm {year} tiếp tục dùng bản hiện tại; các bản khác đã chuyển vào {kept}.")


def _bring_back(workspace: Workspace, year: int, version: Version) -> None:
    replaced = year in workspace.reviews.years()
    review = workspace.reviews.bring_back(year, version)
    kept = f"Bản vừa thay vẫn được giữ; muốn đổi lại: tuphe khoi-phuc {year}" if replaced else ""
    console.notify(f"Đã lấy lại bản {texts.of_moment(version.when)} của năm {year}.", kept)
    if review.state is State.CLOSED:
        console.notify(
            "Bản này đã chốt nên chỉ đọc, không sửa được.", f"Muốn sửa hay đổi lại, trước hết: tuphe mo-lai {year}"
        )


def _present(workspace: Workspace, year: int) -> Review | None:
    """Return the year as it is, or None when there is none that can be read."""
    try:
        return workspace.reviews.load(year)
    except BadFile as fault:
        console.notify(f"Bản hiện tại không đọc được. {fault.message}", fault.then)
    except ReviewNotFound:
        console.notify(f"Năm {year} không còn tệp; lấy lại được từ các bản dưới đây.")
    return None


def _names(workspace: Workspace, present: Review | None) -> Callable[[str], str]:
    """Return what tells the name of an item; its id where the checklist is gone."""
    try:
        return str if present is None else workspace.checklist_of(present).name_of
    except (BadFile, ChecklistNotFound):
        return str


def _difference(
    workspace: Workspace, year: int, version: Version, present: Review | None, name_of: Callable[[str], str]
) -> str:
    try:
        review = workspace.reviews.version(year, version)
    except BadFile:
        return "không đọc được"
    return "" if present is None else of_difference(differences(present, review), name_of)


def _chosen(versions: list[Version], number: int) -> Version:
    if not 1 <= number <= len(versions):
        present = "Chỉ có một bản, số 1." if len(versions) == 1 else f"Chỉ có các bản từ 1 đến {len(versions)}."
        raise WrongUsage(present if versions else "Chưa có bản nào để lấy lại.")
    return versions[number - 1]
