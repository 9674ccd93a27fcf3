"""tuphe khoa, mo-khoa: the folder locked with a passphrase, and unlocked."""

from pathlib import Path

from tuphe.cli.options import Folder
from tuphe.cli.workspace_opening import open_workspace, tell_faults
from tuphe.errors import BadFile, WrongUsage
from tuphe.file_names import shown
from tuphe.storage.encryption.folder import is_locked
from tuphe.storage.encryption.locked_folder import LockedFolder, require_pyrage
from tuphe.storage.encryption.locking import is_finished, lock, not_encrypted, unlock
from tuphe.storage.encryption.paths import IDENTITY
from tuphe.terminal import console
from tuphe.terminal.passphrase import ask_new_passphrase
from tuphe.workspace.stores import Workspace


def lock_folder(folder: Folder = None) -> None:
    """Lock the folder, or finish a locking that was interrupted."""
    workspace = open_workspace(folder)
    if not workspace.root.is_dir():
        raise WrongUsage("Chưa có dữ liệu nào để khoá.", then="Bắt đầu bằng: tuphe kiem-diem")
    require_pyrage()
    if is_locked(workspace.root):
        _finish(workspace)
    else:
        # What cannot be undone is said while the person can still decide against it.
        _tell_left_open(workspace.root)
        console.notify("Quên mật khẩu thì không ai mở lại được: nhớ cất mật khẩu ở một nơi khác.")
        files = lock(workspace.root, ask_new_passphrase(), notify=console.notify)
        console.notify(f"Đã khoá {files} tệp.", "Mở khoá bằng: tuphe mo-khoa")


def _finish(workspace: Workspace) -> None:
    """Encrypt what an interrupted lock or unlock left plain; raises WrongUsage where there is nothing to encrypt."""
    if is_finished(workspace.root):
        raise WrongUsage(
            "Thư mục này đã khoá rồi. Đổi mật khẩu: mở khoá, rồi khoá lại.", then="Mở khoá bằng: tuphe mo-khoa"
        )
    _tell_left_open(workspace.root)
    console.notify("Thư mục đang khoá dở, bằng mật khẩu đã đặt lần trước.")
    if workspace.folder.locked:
        console.notify("Đã khoá xong.", "Mở khoá bằng: tuphe mo-khoa")


def _tell_left_open(folder: Path) -> None:
    if others := not_encrypted(folder):
        names = ", ".join(shown(path.relative_to(folder)) for path in others)
        console.notify(
            f"Không phải tệp của tuphe nên không được khoá: {names}. Nếu có điều riêng tư thì chuyển ra ngoài thư mục."
        )


def unlock_folder(folder: Folder = None) -> None:
    """Unlock the folder; then say which files could not be decrypted."""
    workspace = open_workspace(folder)
    opened = workspace.folder
    if not isinstance(opened, LockedFolder):
        console.notify("Thư mục hiện không khoá.")
        return
    done = unlock(opened, notify=console.notify)
    console.notify(f"Đã mở khoá {done.opened} tệp.")
    tell_faults(
        [
            BadFile(path, f"không mở được, nên được để riêng ở đó cùng {IDENTITY}. Thay bằng bản sao còn tốt nếu có.")
            for path in done.apart
        ]
    )
