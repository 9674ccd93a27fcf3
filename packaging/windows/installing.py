"""Puts the folder it lies in among the programs of one Windows account, or takes it away: no administrator is needed.

Run by `cai-dat.cmd` and `go-bo.cmd` with the Python beside it: `installing.py install` or `installing.py remove`.
"""

import ctypes
import os
import shutil
import sys
import winreg
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
TARGET = Path(os.environ["LOCALAPPDATA"], "Programs", "tuphe")
MARK = "da-cai-dat"
"""The file by which an installed folder is told from an unpacked one: only the first is ever deleted."""
START_MENU = Path(os.environ["APPDATA"], "Microsoft", "Windows", "Start Menu", "Programs", "Tự phê.cmd")
PORTABLE = ("du-lieu-tai-cho", "du-lieu")
"""What makes a folder carry its data with it: an installed one does not."""


def install() -> None:
    """Copy the program, put it into the start menu and on the account's PATH."""
    if SOURCE == TARGET:
        print(f"tuphe đang chạy từ chính thư mục đã cài: {TARGET}")
        print("Muốn cập nhật, giải nén bản mới rồi chạy cai-dat.cmd trong đó.")
        return
    fresh = TARGET.with_name("tuphe.moi")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(SOURCE, fresh, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*PORTABLE))
    fresh.joinpath(MARK).touch()
    if TARGET.exists():
        # What is in use cannot be renamed: the old program then stays whole.
        shutil.rmtree(TARGET.with_name("tuphe.cu"), ignore_errors=True)
        TARGET.rename(TARGET.with_name("tuphe.cu"))
        shutil.rmtree(TARGET.with_name("tuphe.cu"), ignore_errors=True)
    fresh.rename(TARGET)
    START_MENU.parent.mkdir(parents=True, exist_ok=True)
    # By a variable and in ASCII: the account's name may have letters that a .cmd file is not read with.
    place = r"%LOCALAPPDATA%\Programs\tuphe\python"
    START_MENU.write_bytes(f'@"{place}\\python.exe" "{place}\\window.py"\r\n'.encode("ascii"))
    put_on_path(present=True)
    print(f"Đã cài tuphe vào: {TARGET}")
    print("Mở bằng mục “Tự phê” trong menu Start, hoặc mở cửa sổ dòng lệnh mới rồi gõ: tuphe")


def remove() -> None:
    """Take the program out of the start menu and off the PATH; `go-bo.cmd` deletes its folder, the data stay."""
    START_MENU.unlink(missing_ok=True)
    put_on_path(present=False)
    print("Đã gỡ tuphe khỏi menu Start và PATH.")
    if SOURCE != TARGET:
        print(f"Thư mục này không phải bản đã cài; không cần nữa thì tự xoá: {SOURCE}")
    print(f"Dữ liệu của bạn được giữ nguyên, tại: {Path(os.environ['LOCALAPPDATA'], 'tuphe')}")


def put_on_path(*, present: bool) -> None:
    """Put the program's folder on the account's own PATH, or take it off; the system's PATH is not touched."""
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, "Environment", access=winreg.KEY_READ | winreg.KEY_WRITE) as key:
        try:
            path, kind = winreg.QueryValueEx(key, "Path")
        except FileNotFoundError:
            path, kind = "", winreg.REG_EXPAND_SZ
        kept = [place for place in path.split(";") if place and place.rstrip("\\").casefold() != str(TARGET).casefold()]
        wanted = ";".join([*kept, str(TARGET)] if present else kept)
        if wanted != path:
            winreg.SetValueEx(key, "Path", 0, kind, wanted)
    # Windows that are open already hear of it: HWND_BROADCAST, WM_SETTINGCHANGE, SMTO_ABORTIFHUNG, 2 seconds.
    ctypes.windll.user32.SendMessageTimeoutW(0xFFFF, 0x1A, 0, "Environment", 2, 2000, None)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        {"install": install, "remove": remove}[sys.argv[1]]()
    except PermissionError as error:
        print(f"Chưa làm được: {error.filename} đang được dùng hoặc không cho ghi.")
        print("Đóng mọi cửa sổ tuphe rồi chạy lại.")
        sys.exit(1)
    except OSError as error:
        print(f"Chưa làm được: {error}")
        sys.exit(1)
