"""Arguments and options that several commands share, written once."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tuphe.errors import WrongUsage
from tuphe.file_names import from_home


def option(name: str, metavar: str, help_line: str, **others: Any) -> Any:
    """Declare an option that takes a value; its help says what happens where none is given."""
    return typer.Option(name, metavar=metavar, help=help_line, show_default=False, **others)


def argument(metavar: str, help_line: str, **others: Any) -> Any:
    """Declare an argument; see `option`."""
    return typer.Argument(metavar=metavar, help=help_line, show_default=False, **others)


def flag(name: str, help_line: str) -> Any:
    """Declare an option that is given or not."""
    return typer.Option(name, help=help_line)


def parse_year(text: str) -> int:
    """Read a year; which years make sense is decided later, where the clock is read. Raises WrongUsage."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise WrongUsage("Năm phải là bốn chữ số, ví dụ 2026.")
    return int(text)


def parse_number(text: str) -> int:
    """Read the number of an entry in a list; raises WrongUsage."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise WrongUsage("Viết số thứ tự ghi trong danh sách, ví dụ 1.")
    return int(text)


def parse_folder(text: str) -> Path:
    """Read the name of a folder; no name at all would be the present folder. Raises WrongUsage."""
    if not text.strip():
        raise WrongUsage("--thu-muc cần tên một thư mục. Muốn dùng thư mục hiện tại thì viết “--thu-muc .”")
    return Path(text)


def named_file(path: Path | None) -> Path | None:
    """Return the path of a file that an option names, where it is given, with the home folder for a ~."""
    return None if path is None else from_home(path)


Year = Annotated[
    int | None,
    argument(
        "[NĂM]",
        "Năm kiểm điểm. Mặc định là năm nay; từ tháng 1 đến tháng 3 là năm trước, nếu năm đó đang làm dở.",
        parser=parse_year,
    ),
]
Folder = Annotated[
    Path | None,
    option(
        "--thu-muc",
        "THƯ_MỤC",
        "Thư mục dữ liệu. Cũng đặt được bằng biến TUPHE_THU_MUC.",
        parser=parse_folder,
        envvar="TUPHE_THU_MUC",
        show_envvar=False,
    ),
]
AsJson = Annotated[bool, flag("--json", "In ra JSON cho chương trình khác đọc.")]
GroupId = Annotated[str | None, option("--nhom", "MÃ", "Chỉ nhóm này, ví dụ nhan-thuc.")]
ItemWords = Annotated[
    str | None, option("--muc", "MỤC", 'Chỉ mục này: mã, hoặc chữ trong tên mục, ví dụ --muc "nêu gương".')
]
Picture = Annotated[
    Path | None, option("--luu-anh", "TỆP.svg", "Lưu thành ảnh SVG thay vì hiện ra màn hình.", callback=named_file)
]
