"""tuphe ho-so: who the reviews are about."""

from typing import Annotated

from tuphe import texts
from tuphe.cli.asking import asker, known_id
from tuphe.cli.options import AsJson, Folder, option
from tuphe.cli.workspace_opening import open_workspace
from tuphe.core.form import SUMMARY
from tuphe.core.profile import Profile
from tuphe.core.question import Refused
from tuphe.core.text import clean
from tuphe.errors import FormNotFound, WrongUsage
from tuphe.file_names import from_home
from tuphe.interview.loop import conduct
from tuphe.interview.questions.profile import profile_questions, with_field
from tuphe.storage.toml import to_plain
from tuphe.terminal import console
from tuphe.terminal.views.lists import profile_view
from tuphe.workspace.stores import Workspace


def edit_profile(
    changes: Annotated[
        list[str] | None, option("--dat", "TRƯỜNG=GIÁ_TRỊ", 'Đặt một trường, ví dụ --dat "ho_ten=Lê An".')
    ] = None,
    as_json: AsJson = False,
    folder: Folder = None,
) -> None:
    """Ask who the person is, or set some fields; then show them all."""
    workspace = open_workspace(folder)
    store = workspace.profile
    store.tell_copies()
    if changes:
        changed = _changed(store.profile, changes)
        if changed.form not in ("", SUMMARY, store.profile.form) and not workspace.forms.called(changed.form):
            raise FormNotFound([SUMMARY, *sorted(workspace.forms.paths())])
        if changed.unit_form not in ("", store.profile.unit_form):
            changed = _with_whole_path(workspace, changed)
        store.save(changed)
    elif not as_json:
        conduct(
            profile_questions,
            store.profile,
            asker=asker(instead='tuphe ho-so --dat "ho_ten=Lê An"'),
            save=store.save,
            wanted=lambda _: True,
        )
    plain = to_plain(store.profile.written())
    if as_json:
        console.write_json({"ho_so": plain})
    else:
        console.show(profile_view(plain))


def _changed(profile: Profile, changes: list[str]) -> Profile:
    """Return the profile with every change of --dat, each written as key=value; raises WrongUsage."""
    for change in changes:
        key, equals, value = (part.strip() for part in change.partition("="))
        if not equals:
            raise WrongUsage('Viết --dat TRƯỜNG=GIÁ_TRỊ, ví dụ --dat "chi_bo=Chi bộ 3".')
        known_id("trường hồ sơ", key, texts.PROFILE_FIELDS)
        try:
            profile = with_field(profile, key, clean(value)[0].strip())
        except Refused as refusal:
            raise WrongUsage(f"{key}: {refusal}") from None
    return profile


def _with_whole_path(workspace: Workspace, profile: Profile) -> Profile:
    """Return the profile with the whole path of the unit's file, so that it is found from every folder.

    Raises BadFile where it cannot be filled.
    """
    from tuphe.workspace.filling import understood_of  # noqa: PLC0415 -- only a Word file needs what opens it

    path = from_home(profile.unit_form).absolute()
    understood_of(workspace, path)
    return profile.with_value("mau_don_vi", str(path))
