"""Checklists: the built-in ones, and the person's own beside them, which win by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tuphe.core.checklist import Checklist, find_faults
from tuphe.core.text import slug
from tuphe.errors import BadFile, ChecklistNotFound
from tuphe.storage import toml
from tuphe.storage.folders import built_in

if TYPE_CHECKING:
    from pathlib import Path

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


class ChecklistStore:
    """Finds checklists by id."""

    def __init__(self, folder: Path, *, remark: toml.Remark) -> None:
        self._places = (built_in("checklists"), folder / "tieu-chi")
        self._remark = remark
        self._loaded: dict[str, Checklist] = {}

    def paths(self) -> dict[str, Path]:
        """The file of each checklist, by id; a file is named after its id."""
        return {path.stem: path for place in self._places for path in sorted(place.glob("*.toml"))}

    def load(self, checklist_id: str) -> Checklist:
        """Read one checklist.

        Raises ChecklistNotFound, BadFile.
        """
        if checklist_id in self._loaded:
            return self._loaded[checklist_id]
        paths = self.paths()
        if checklist_id not in paths:
            raise ChecklistNotFound(checklist_id, sorted(paths))
        checklist = read_checklist(paths[checklist_id], remark=self._remark)
        if checklist.id != checklist_id:
            raise BadFile(paths[checklist_id], "mã bộ tiêu chí (id) khác tên tệp. Đổi tên tệp hoặc sửa id cho khớp.")
        self._loaded[checklist_id] = checklist
        return checklist


def read_checklist(path: Path, *, remark: toml.Remark) -> Checklist:
    """Read a checklist from any file.

    Raises BadFile; a missing file is one too.
    """
    try:
        return toml.read(path, Checklist, remark=remark, also=find_faults)
    except FileNotFoundError:
        raise BadFile(path, "không có tệp này. Kiểm tra lại đường dẫn.") from None


def starter(name: str) -> bytes:
    """Return the file of a small checklist to begin one's own from; `name` becomes its id."""
    return _STARTER.replace("{id}", slug(name)[:60].strip("-") or "bo-tieu-chi-moi").encode()
