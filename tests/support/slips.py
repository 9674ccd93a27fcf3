"""What people write wrong into a file: of a year, of a checklist."""

from __future__ import annotations

SECRET = "Bí mật 7391"
"""Stands in every broken file as the person's own text would."""

ITEM = '[[muc]]\nid = "can-kiem"\n'
SHORTCOMING = f'{ITEM}[[muc.han_che]]\nnoi_dung = "{SECRET}"\n'
NOTE = f'ghi_chu = "{SECRET}"\n'

SYNTAX = {
    "a quote that is not closed": (f'nam = 2026\nghi_chu = "{SECRET}\ncam_ket = []\n', 2, "ngoặc kép"),
    "a last quote that is not closed": (f'nam = 2026\nghi_chu = "{SECRET}', 2, "ngoặc kép"),
    "three quotes that are not closed": (f'nam = 2026\nghi_chu = """\n{SECRET}\nhai\nba\n', 2, "ngoặc kép"),
    "three single quotes that are not closed": (f"nam = 2026\nghi_chu = '''\n{SECRET}\nhai\nba\n", 2, "dấu nháy"),
    "three quotes that are not closed in a long file": (
        f'nam = 2026\nghi_chu = """\n{SECRET}\n' + "dòng\n" * 500,
        2,
        "ngoặc kép",
    ),
    "a text without quotes": (f"nam = 2026\nghi_chu = {SECRET}\n", 2, "ngoặc kép"),
    "the quotes of a word processor": (f"nam = 2026\nghi_chu = “{SECRET}”\n", 2, "ngoặc kép"),
    "a key without an equals sign": (f"nam = 2026\n{NOTE}muc_do\n", 3, "="),
    "a colon for an equals sign": (f"{NOTE}nam: 2026\n", 2, "="),
    "a key that stands twice": (f'{NOTE}nam = 2026\nghi_chu = "{SECRET} khác"\n', 3, "đã có ở trên"),
    "a table that stands twice": (f"{NOTE}nam = 2026\n[tu_danh_gia]\n[tu_danh_gia]\n", 4, "bảng này đã có ở trên"),
    "a list that is not closed": (f'nam = 2026\n{ITEM}ket_qua = ["{SECRET}"\nmuc_do = "tot"\n', 5, "ngoặc vuông"),
    "a list without a comma": (f'nam = 2026\n{ITEM}ket_qua = ["{SECRET}" "hai"]\n', 4, "danh sách"),
    "a control character": (f'nam = 2026\nghi_chu = "{SECRET}\x07"\n', 2, "ký tự"),
    "a date as people write it": (f"nam = 2026\n{SHORTCOMING}thoi_han = 31/3/2027\n", 6, "2027-03-31"),
    "points with a comma": (f"nam = 2026\n{NOTE}[tu_danh_gia]\ntieu_chi_chung = 26,5\n", 4, "dấu chấm, ví dụ 26.5"),
    "points with a comma in braces": (
        'nam = 2026\n[tu_danh_gia]\ndiem = [{ id = "a", diem = 5,5 }]\n',
        3,
        "dấu chấm, ví dụ 26.5",
    ),
    "a comma that is no number's": (f'nam = 2026\nghi_chu = "{SECRET} = 26,5",\n', 2, "thừa chữ sau giá trị"),
    "a day that no month has": (f"nam = 2026\n{SHORTCOMING}thoi_han = 2027-02-30\n", 6, "ngày"),
    "a Windows path in double quotes": (f'nam = 2026\nghi_chu = "C:\\Users\\{SECRET}"\n', 2, "viết hai lần"),
    "a backslash in double quotes": (f'nam = 2026\nghi_chu = "{SECRET} C:\\kho"\n', 2, "viết hai lần"),
    "a header with one bracket too few": (f'nam = 2026\n{NOTE}[[muc]\nid = "can-kiem"\n', 3, "]]"),
}
"""No TOML: what is broken → the text, the line of the fault, a fragment of what to do."""

VALUES: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "an unknown key of the year": (f"nam = 2026\n{NOTE}trang_tha = 1\n", 3, ("“trang_tha”", "“trang_thai”")),
    "an unknown key that is like none": (f"nam = 2026\n{NOTE}xyz = 1\n", 3, ("“xyz”", "cam_ket", "tu_danh_gia")),
    "an unknown key of an item": (f'nam = 2026\n{ITEM}ket_qa = ["{SECRET}"]\n', 4, ("“ket_qa”", "“ket_qua”")),
    "an unknown key of a shortcoming": (
        f'nam = 2026\n{SHORTCOMING}bienphap = "{SECRET}"\n',
        6,
        ("“bienphap”", "“bien_phap”"),
    ),
    "an unknown key of the self rating": (f"nam = 2026\n{NOTE}[tu_danh_gia]\nxeploai = 1\n", 4, ("“xep_loai”",)),
    "an unknown table": (f'nam = 2026\n[[camket]]\nnoi_dung = "{SECRET}"\n', 2, ("“camket”", "“cam_ket”")),
    "an unknown key in quotes": (f'nam = 2026\n"{SECRET}" = 1\n', 2, ("không có trường",)),
    "an unknown key in quotes with a back quote": (f'nam = 2026\n"{SECRET} ` gì" = 1\n', 2, ("không có trường",)),
    "an unknown key in quotes like a place": (f'nam = 2026\n"x - at `$ {SECRET}" = 1\n', 2, ("không có trường",)),
    "an empty key": (f'nam = 2026\n{NOTE}"" = 1\n', 3, ("không có trường",)),
    "an unknown item": (
        f'nam = 2026\n{NOTE}[[muc]]\nid = "noi-di-doi-lam"\n',
        4,
        ("“trach-nhiem”", "noi-di-doi-voi-lam"),
    ),
    "an unknown item like no other": (
        f'nam = 2026\n{NOTE}[[muc]]\nid = "xxxxxxxx"\n',
        4,
        ("“xxxxxxxx”", "tuphe tieu-chi xem trach-nhiem"),
    ),
    "an item that stands twice": (f'nam = 2026\n{ITEM}ket_qua = ["{SECRET}"]\n{ITEM}', 5, ("[[muc]]", "đã có ở trên")),
    "a rating that does not exist": (
        f'nam = 2026\n{ITEM}ghi_chu = "{SECRET}"\nmuc_do = "trungbinh"\n',
        5,
        ("“muc_do”", "Gần nhất: trung-binh"),
    ),
    "a rating that is the person's text": (
        f'nam = 2026\n{ITEM}muc_do = "{SECRET}"\n',
        4,
        ("“muc_do”", "khong-ap-dung"),
    ),
    "a rating that is a number": (f'nam = 2026\n{ITEM}ghi_chu = "{SECRET}"\nmuc_do = 4\n', 5, ("“muc_do”", "chuỗi")),
    "a kind of cause that does not exist": (
        f'nam = 2026\n{SHORTCOMING}loai_nguyen_nhan = "chuquan"\n',
        6,
        ("“loai_nguyen_nhan”", "chu-quan"),
    ),
    "a state that does not exist": (f'nam = 2026\n{NOTE}trang_thai = "{SECRET}"\n', 3, ("“trang_thai”", "nhap, chot")),
    "what became of it that does not exist": (
        f'nam = 2026\n[[khac_phuc]]\nnoi_dung = "{SECRET}"\ntinh_trang = "xong"\n',
        4,
        ("“tinh_trang”", "da-khac-phuc"),
    ),
    "a level that does not exist": (
        f'nam = 2026\n{NOTE}[tu_danh_gia]\nxep_loai = "kha"\n',
        4,
        ("“xep_loai”", "hoan-thanh"),
    ),
    "nothing of what that does not exist": (
        f'nam = 2026\n{NOTE}khong_co = ["{SECRET}"]\n',
        3,
        ("“khong_co”", "cam_ket", "I.1"),
    ),
    "points above what there are": (
        f"nam = 2026\n{NOTE}[tu_danh_gia]\ntieu_chi_chung = 30.5\n",
        4,
        ("“tieu_chi_chung”", "30"),
    ),
    "points below nothing": (
        f"nam = 2026\n{NOTE}[tu_danh_gia]\nket_qua_nhiem_vu = -1\n",
        4,
        ("“ket_qua_nhiem_vu”", "0"),
    ),
    "points that are no number": (
        f"nam = 2026\n{NOTE}[tu_danh_gia]\ntieu_chi_chung = nan\n",
        4,
        ("“tieu_chi_chung”", "số"),
    ),
    "points without end": (f"nam = 2026\n{NOTE}[tu_danh_gia]\ntieu_chi_chung = inf\n", 4, ("“tieu_chi_chung”", "30")),
    "points in words": (f'nam = 2026\n[tu_danh_gia]\ntieu_chi_chung = "{SECRET}"\n', 3, ("“tieu_chi_chung”", "số")),
    "points with 400 digits": (
        f"nam = 2026\n{NOTE}[tu_danh_gia]\ntieu_chi_chung = {'1' * 400}\n",
        4,
        ("“tieu_chi_chung”",),
    ),
    "a date in words": (f'nam = 2026\n{SHORTCOMING}thoi_han = "{SECRET}"\n', 6, ("“thoi_han”", "2027-03-31")),
    "a date that is a number": (f"nam = 2026\n{SHORTCOMING}thoi_han = 2027\n", 6, ("“thoi_han”", "2027-03-31")),
    "a date with an hour": (
        f"nam = 2026\n{SHORTCOMING}thoi_han = 2027-03-31T07:00:00\n",
        6,
        ("“thoi_han”", "2027-03-31"),
    ),
    "a year in words": (f'{NOTE}nam = "{SECRET}"\n', 2, ("“nam”", "số nguyên")),
    "a text for a list": (f'nam = 2026\n{ITEM}ket_qua = "{SECRET}"\n', 4, ("“ket_qua”", "danh sách")),
    "a number in a list of texts": (f'nam = 2026\n{ITEM}ket_qua = ["{SECRET}", 12]\n', 4, ("“ket_qua”", "chuỗi")),
    "a list for a text": (f'nam = 2026\nghi_chu = ["{SECRET}"]\n', 2, ("“ghi_chu”", "chuỗi")),
    "a text for a table": (f'nam = 2026\ntu_danh_gia = "{SECRET}"\n', 2, ("“tu_danh_gia”", "bảng")),
    "a text for a list of tables": (f'nam = 2026\nmuc = ["{SECRET}"]\n', 2, ("“muc”", "bảng")),
    "one table for a list of tables": (f'nam = 2026\n{NOTE}[muc]\nid = "can-kiem"\n', 3, ("“muc”", "[[muc]]")),
    "one shortcoming for a list of them": (
        f'nam = 2026\n{ITEM}[muc.han_che]\nnoi_dung = "{SECRET}"\n',
        4,
        ("“han_che”", "[[muc.han_che]]"),
    ),
    "an item without an id": (f'nam = 2026\n[[muc]]\nghi_chu = "{SECRET}"\n', 2, ("thiếu", "“id”")),
    "a shortcoming without a text": (
        f'nam = 2026\n{ITEM}[[muc.han_che]]\nnguyen_nhan = "{SECRET}"\n',
        4,
        ("“noi_dung”",),
    ),
    "a shortcoming with an empty text": (
        f'nam = 2026\n{ITEM}[[muc.han_che]]\nnguyen_nhan = "{SECRET}"\nnoi_dung = ""\n',
        6,
        ("“noi_dung”", "để trống"),
    ),
    "an id that is the person's text": (f'nam = 2026\n[[muc]]\nid = "{SECRET}"\n', 3, ("“id”", "không dấu")),
    "an id that is too long": (f'nam = 2026\n{NOTE}[[muc]]\nid = "{"a" * 61}"\n', 4, ("“id”", "dài quá")),
    "a format that never was": (f"{NOTE}nam = 2026\ndinh_dang = 0\n", 3, ("dinh_dang = 4",)),
    "a format in words": (f'nam = 2026\ndinh_dang = "{SECRET}"\n', 2, ("“dinh_dang”", "số nguyên")),
    "a fault behind a long text": (
        f'nam = 2026\nghi_chu = """\n{SECRET}\n' + "Một dòng trong sổ.\n" * 500 + '"""\nghi_chi = 1\n',
        505,
        ("“ghi_chi”", "“ghi_chu”"),
    ),
}
"""TOML, but no year: what is wrong → the text, the line of the fault, fragments that name the key and what to do."""

CHECKLIST = 'id = "rieng"\nten = "Riêng"\n'
GROUP = '[[nhom]]\nid = "mot"\nten = "Một"\n'
QUESTION = f'[[nhom.muc]]\nid = "a"\nten = "{SECRET}"\ncau_hoi = "{SECRET}?"\nloai = "nhiem-vu"\n'

CHECKLISTS: dict[str, tuple[str, int | None, tuple[str, ...]]] = {
    "no groups": (CHECKLIST, None, ("“nhom”",)),
    "an empty list of groups": (f"{CHECKLIST}nhom = []\n", 3, ("“nhom”", "để trống")),
    "a group without items": (CHECKLIST + GROUP, 3, ("“muc”",)),
    "an item id that stands twice": (CHECKLIST + GROUP + QUESTION + QUESTION, 12, ("“a”", "lặp")),
    "a group id that stands twice": (CHECKLIST + (GROUP + QUESTION) * 2, 12, ("“mot”", "lặp")),
    "a kind that does not exist": (
        CHECKLIST + GROUP + QUESTION.replace("nhiem-vu", SECRET),
        10,
        ("“loai”", "pham-chat", "neu-guong"),
    ),
    "an audience that does not exist": (
        CHECKLIST + GROUP + QUESTION + 'doi_tuong = "lanhdao"\n',
        11,
        ("“doi_tuong”", "lanh-dao"),
    ),
    "an unknown key": (CHECKLIST + GROUP + QUESTION + 'bieuhien = ["x"]\n', 11, ("“bieuhien”", "“bieu_hien”")),
    "a question without words": (
        CHECKLIST + GROUP + QUESTION.replace(f'"{SECRET}?"', '""'),
        9,
        ("“cau_hoi”", "để trống"),
    ),
    "an item without a question": (
        CHECKLIST + GROUP + '[[nhom.muc]]\nid = "a"\nten = "A"\nloai = "nhiem-vu"\n',
        6,
        ("“cau_hoi”",),
    ),
    "an id with letters that cannot be typed everywhere": (CHECKLIST.replace("rieng", SECRET) + GROUP, 1, ("“id”",)),
    "a newer format": (f"dinh_dang = 3\n{CHECKLIST}", 1, ("định dạng 3", "Cập nhật")),
}
"""TOML, but no checklist, in the same way."""
