"""Checklists: the built-in ones, and the person's own beside them, which win by id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tuphe.core.checklist import Checklist, find_faults
from tuphe.core.text import slug
from tuphe.errors import ChecklistNotFound
from tuphe.reading import read_beginning
from tuphe.storage.folders import built_in
from tuphe.storage.shelf import Shelf, read_entry

if TYPE_CHECKING:
    from pathlib import Path

    from tuphe.storage import Notify

_STARTER: Final = """\
# Bộ tiêu chí riêng. Sửa xong, kiểm tra bằng: tuphe tieu-chi kiem-tra TỆP
# rồi đặt tệp vào thư mục tieu-chi trong nơi giữ dữ liệu; tên tệp là id.
dinh_dang = 1
id = "{id}"
ten = "Tên bộ tiêu chí"
nguon = "Văn bản, quy định làm căn cứ"

[[nhom]]
id = "nhom-mot"
ten = "Tên nhóm"

[[nhom.muc]]
id = "muc-mot"
ten = "Tên ngắn của mục"
cau_hoi = "Năm qua tôi đã làm việc này đến mức nào?"
goi_y = ["Con số, ngày tháng, sản phẩm nên nghĩ tới trước khi trả lời."]
bieu_hien = ["Biểu hiện khi làm chưa tốt."]
loai = "nhiem-vu"       # pham-chat | nhiem-vu | lanh-dao | tinh-than-trach-nhiem | neu-guong
doi_tuong = "tat-ca"    # tat-ca | lanh-dao: chỉ hỏi người giữ chức vụ lãnh đạo, quản lý
nguon = "Chỗ trong văn bản"
"""
"""Comments make this a text rather than a value written out."""


_MARK: Final = re.compile(rb"^\s*(\[\[\s*)?(tieu_chi_chung|ket_qua_nhiem_vu)\s*(\]\]|=\s*\[)", re.MULTILINE)
"""What only a table of points has: it lies in one folder with the checklists."""

_LOOKED_AT: Final = 65_536
"""Bytes of a file in which the mark is looked for."""


class ChecklistStore(Shelf[Checklist]):
    """Finds checklists by id."""

    def __init__(self, folder: Path, *, notify: Notify) -> None:
        super().__init__(
            (built_in("checklists"), folder / "tieu-chi"),
            lambda path: read_checklist(path, notify=notify),
            missing=ChecklistNotFound,
            among=lambda path: not is_point_table(path),
        )


def read_checklist(path: Path, *, notify: Notify) -> Checklist:
    """Read a checklist from any file.

    Raises BadFile; a missing file is one too.
    """
    return read_entry(path, Checklist, notify=notify, also=find_faults)


def starter(name: str) -> bytes:
    """Return the file of a small checklist to begin one's own from; `name` becomes its id."""
    return _STARTER.replace("{id}", slug(name)[:60].strip("-") or "bo-tieu-chi-moi").encode()


def is_point_table(path: Path) -> bool:
    """Whether a file looks like a table of points rather than a checklist; one that cannot be read does not."""
    return _MARK.search(read_beginning(path, _LOOKED_AT)) is not None
