"""tuphe khoa, mo-khoa: seal the folder with a passphrase, and open it again."""

from __future__ import annotations

from tuphe.cli.options import Folder


def lock_folder(folder: Folder = None) -> None:
    """Khoá thư mục bằng mật khẩu: các năm, sổ tay, hồ sơ, bản sao lưu chỉ mở được khi có mật khẩu."""
    from tuphe.cli.stores import Stores
    from tuphe.errors import WrongUsage
    from tuphe.storage.locked_folder import left_open, lock
    from tuphe.storage.seal import is_locked, require_pyrage
    from tuphe.terminal import console
    from tuphe.terminal.secret import ask_new_passphrase

    stores = Stores(folder)
    if is_locked(stores.folder):
        raise WrongUsage("Thư mục này đã khoá rồi. Đổi mật khẩu: tuphe mo-khoa, rồi tuphe khoa.")
    if not stores.folder.is_dir():
        raise WrongUsage("Chưa có dữ liệu nào để khoá. Bắt đầu bằng: tuphe kiem-diem")
    require_pyrage()
    sealed = lock(stores.folder, ask_new_passphrase())
    console.remark(f"Đã khoá {sealed} tệp. Quên mật khẩu thì không ai mở lại được; mở khoá bằng: tuphe mo-khoa")
    if others := left_open(stores.folder):
        names = ", ".join(str(path.relative_to(stores.folder)) for path in others)
        console.remark(f"Không phải tệp của tuphe nên không khoá: {names}. Nếu có điều riêng tư thì chuyển đi.")


def unlock_folder(folder: Folder = None) -> None:
    """Mở khoá thư mục: mọi tệp trở lại như trước khi khoá."""
    from tuphe.cli.stores import Stores
    from tuphe.storage.locked_folder import unlock
    from tuphe.storage.seal import AgeSeal
    from tuphe.terminal import console

    stores = Stores(folder)
    seal = stores.seal
    if not isinstance(seal, AgeSeal):
        console.remark("Thư mục này không khoá.")
        return
    opened = unlock(stores.folder, seal, remark=console.remark)
    console.remark(f"Đã mở khoá {opened} tệp.")
