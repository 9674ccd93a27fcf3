"""tuphe xem: one year on the screen."""

from tuphe.cli.asking import known_id
from tuphe.cli.options import AsJson, Folder, GroupId, Year
from tuphe.cli.workspace_opening import open_workspace
from tuphe.storage.toml import to_plain
from tuphe.terminal import console
from tuphe.terminal.views.review import review_view
from tuphe.workspace.assessing import proposal


def show_year(year: Year = None, group: GroupId = None, as_json: AsJson = False, folder: Folder = None) -> None:
    """Show one year, or one group of it."""
    workspace = open_workspace(folder)
    review = workspace.reviews.load(workspace.year(year))
    checklist = workspace.checklist_of(review)
    known_id("nhóm", group, (known.id for known in checklist.groups))
    if as_json:
        wanted = {item.id for known in checklist.groups if group in (None, known.id) for item in known.items}
        shown = review if group is None else review.but(answers=tuple(a for a in review.answers if a.item in wanted))
        console.write_json(to_plain(shown))
        return

    console.show(
        review_view(
            review,
            checklist,
            leader=workspace.is_leader,
            groups=None if group is None else [group],
            proposal=() if group else proposal(workspace, review).sentences,
        )
    )
