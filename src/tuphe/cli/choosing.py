"""tuphe chon: which results go onto the paper, and how many pages it takes."""

from tuphe.cli.asking import asker
from tuphe.cli.options import Folder, Year
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.completeness import result_sections
from tuphe.interview.choosing import choose
from tuphe.terminal import console
from tuphe.workspace.exporting import chosen_form, document_of
from tuphe.workspace.forms import context_of
from tuphe.workspace.printing import length_of


def choose_results(year: Year = None, folder: Folder = None) -> None:
    """Ask which results go onto the paper, then say how long it is."""
    workspace = open_workspace(folder)
    wanted = workspace.reviews.load(workspace.year(year)).year
    form = chosen_form(workspace, wanted, None)
    with workspace.reviews.changing(wanted) as (held, present):
        sections = result_sections(present, form, context_of(workspace, present))
        asking = asker(instead=f"tuphe kiem-diem {wanted} --tra-loi TỆP; trong tệp, ghi de_lai ở mục có kết quả để lại")
        review = choose(
            asking,
            present,
            sections,
            held.save,
            lambda review: length_of(workspace, document_of(workspace, review, form, whole=True), exactly=False),
        )
    left_off = sum(len(answer.left_off) for answer in review.answers)
    length = length_of(workspace, document_of(workspace, review, form, whole=True))
    console.notify(f"Để lại {left_off} kết quả. {length}", f"Xuất bằng: tuphe xuat {wanted}")
