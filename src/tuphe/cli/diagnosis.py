"""tuphe chan-doan: all that a helper has to know, and nothing personal."""

import os
import platform
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from tuphe import __version__
from tuphe.cli.options import AsJson, Folder
from tuphe.errors import NoHome
from tuphe.file_names import shown
from tuphe.storage.disk import LACKS, is_link, open_to_others
from tuphe.storage.files import lacking
from tuphe.storage.locations import data_folder
from tuphe.terminal import console

_NEEDED: Final = ("typer", "rich", "questionary", "tomli", "tomli-w", "msgspec", "platformdirs", "pyperclip", "pyrage")


def diagnose(as_json: AsJson = False, folder: Folder = None) -> None:
    """Show what a helper has to know."""
    facts = {
        "tuphe": __version__,
        "python": platform.python_version(),
        "he_dieu_hanh": f"{platform.system()} {platform.release()}",
        **{name: _version(name) for name in _NEEDED},
        **_about_folder(folder),
        **console.about(),
        "trinh_soan_thao": "có đặt" if os.environ.get("VISUAL") or os.environ.get("EDITOR") else "không đặt",
        "ssh": "có" if os.environ.get("SSH_CONNECTION") else "không",
    }
    if as_json:
        console.write_json({"chan_doan": facts})
    else:
        width = max(map(len, facts))
        console.write("".join(f"{name:<{width}}  {fact}\n" for name, fact in facts.items()))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "chưa cài"


def _about_folder(chosen: Path | None) -> dict[str, str]:
    """Return what is known of the folder and its disk, without a name of the person's own; raises NoHome."""
    try:
        folder = data_folder(chosen)
    except NoHome:
        if chosen is not None:
            raise
        return {"thu_muc": "không rõ: máy này không cho biết thư mục nhà"}
    rights = "chưa có"
    if folder.exists() and os.name == "nt":
        rights = "không kiểm tra trên Windows; xem thẻ Security của thư mục"
    elif folder.exists():
        rights = "chỉ bạn mở được" if open_to_others(folder) is None else "người khác mở được"
    writable = os.access(folder if folder.exists() else folder.parent, os.W_OK)
    lacks = [LACKS[lack].partition(":")[0] for lack in lacking(folder)] if writable and folder.is_dir() else []
    return {
        "thu_muc": _without_home(folder),
        "thu_muc_chon_bang": "--thu-muc hoặc TUPHE_THU_MUC" if chosen else "mặc định",
        "thu_muc_la_lien_ket": "có" if is_link(folder) else "không",
        "quyen_thu_muc": rights,
        "ghi_duoc": "có" if writable else "không",
        "o_dia_thieu": "; ".join(lacks) or "không thấy",
        "bang_ma_tep": sys.getfilesystemencoding(),
    }


def _without_home(folder: Path) -> str:
    # A home folder is named after its owner; a folder that was chosen may be named after anything.
    with suppress(RuntimeError):
        home = Path.home()
        if folder.is_relative_to(home):
            return shown(f"~/{folder.relative_to(home)}")
    return "(ngoài thư mục nhà)"
