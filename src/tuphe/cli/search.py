"""tuphe tim: where words occur in the years and the notes."""

from __future__ import annotations

from typing import Annotated

from tuphe.cli.opening import open_workspace, tell_faults
from tuphe.cli.options import AsJson, Folder, argument
from tuphe.core.text import clean
from tuphe.errors import WrongUsage
from tuphe.reports import search_report
from tuphe.terminal import console
from tuphe.terminal.views.grouped import hits_view
from tuphe.workspace.all_years import find


def find_words(
    words: Annotated[list[str], argument("CHỮ", "Chữ cần tìm.")],
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Show where words occur; then say what could not be read."""
    wanted = clean(" ".join(words))[0].strip()
    if not wanted:
        raise WrongUsage("Chưa có chữ cần tìm.", then='Ví dụ: tuphe tim "số hoá"')
    found = find(open_workspace(folder), wanted)
    if as_json:
        console.write_json(search_report(found.hits))
    elif found.hits:
        console.show(hits_view(found.hits, wanted))
    else:
        console.say("Không thấy chữ đó trong năm nào, sổ tay nào.")
    tell_faults(found.faults)
