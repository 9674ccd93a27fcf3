"""What people write wrong into a file: of a year, of a checklist."""

SECRET = "Bí mật 7391"
"""Stands in every broken file as the person's own text would."""

ITEM = '[[muc]]\nid = "can-kiem"\n'
SHORTCOMING = f'{ITEM}[[muc.han_che]]\nnoi_dung = "{SECRET}"\n'
NOTE = f'ghi_chu = "{SECRET}"\n'
RATED = "[tu_danh_gia]\ntieu_chi_chung"
CHECKLIST = 'id = "rieng"\nten = "Riêng"\n'

SYNTAX = {
    "a quote that is not closed": (f'nam = 2026\nghi_chu = "{SECRET}\ncam_ket = []\n', 2, "ngoặc kép"),
    "a last quote that is not closed": (f'nam = 2026\nghi_chu = "{SECRET}', 2, "ngoặc kép"),
    "three quotes that are not closed": (f'nam = 2026\nghi_chu = """\n{SECRET}\nhai\nba\n', 2, "ngoặc kép"),
    "three single quotes that are not closed": (f"nam = 2026\nghi_chu = '''\n{SECRET}\nhai\nba\n", 2, "dấu nháy"),
    "three quotes open in a long file": (f'nam = 2026\nghi_chu = """\n{SECRET}\n' + "dòng\n" * 500, 2, "ngoặc kép"),
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
    "points, a comma, in braces": ('nam = 2026\n[tu_danh_gia]\ndiem = [{ id = "a", diem = 5,5 }]\n', 3, "ví dụ 26.5"),
    "a comma that is no number's": (f'nam = 2026\nghi_chu = "{SECRET} = 26,5",\n', 2, "thừa chữ sau giá trị"),
    "a day that no month has": (f"nam = 2026\n{SHORTCOMING}thoi_han = 2027-02-30\n", 6, "ngày"),
    "a Windows path in double quotes": (f'nam = 2026\nghi_chu = "C:\\Users\\{SECRET}"\n', 2, "viết hai lần"),
    "a backslash in double quotes": (f'nam = 2026\nghi_chu = "{SECRET} C:\\kho"\n', 2, "viết hai lần"),
    "a header with one bracket too few": (f'nam = 2026\n{NOTE}[[muc]\nid = "can-kiem"\n', 3, "]]"),
}
"""No TOML: what is broken → the text, the line of the fault, a fragment of what to do."""

VALUES: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "an unknown key that is like none": (f"nam = 2026\n{NOTE}xyz = 1\n", 3, ("“xyz”", "cam_ket", "tu_danh_gia")),
    "an unknown table": (f'nam = 2026\n[[camket]]\nnoi_dung = "{SECRET}"\n', 2, ("“camket”", "“cam_ket”")),
    "an unknown key in quotes": (f'nam = 2026\n"{SECRET}" = 1\n', 2, ("không có trường",)),
    "an unknown key in quotes with a back quote": (f'nam = 2026\n"{SECRET} ` gì" = 1\n', 2, ("không có trường",)),
    "an unknown key in quotes like a place": (f'nam = 2026\n"x - at `$ {SECRET}" = 1\n', 2, ("không có trường",)),
    "an empty key": (f'nam = 2026\n{NOTE}"" = 1\n', 3, ("không có trường",)),
    "an unknown item": (f'nam = 2026\n{NOTE}[[muc]]\nid = "noi-di-doi-lam"\n', 4, ("“trach-nhiem”", "voi-lam")),
    "an unknown item like no other": ('nam = 2026\n[[muc]]\nid = "xxxxxx"\n', 3, ("“xxxxxx”", "tuphe tieu-chi xem")),
    "an item that stands twice": (f'nam = 2026\n{ITEM}ket_qua = ["{SECRET}"]\n{ITEM}', 5, ("[[muc]]", "đã có ở trên")),
    "a rating that is nearly one": (f'nam = 2026\n{ITEM}muc_do = "trungbinh"\n', 4, ("Gần nhất: trung-binh",)),
    "nothing of what does not exist": (f'nam = 2026\nkhong_co = ["{SECRET}"]\n', 2, ("“khong_co”", "cam_ket", "I.1")),
    "points that are no number": (f"nam = 2026\n{NOTE}{RATED} = nan\n", 4, ("“tieu_chi_chung”", "số")),
    "points below nothing": ("nam = 2026\n[tu_danh_gia]\nket_qua_nhiem_vu = -1\n", 3, ("“ket_qua_nhiem_vu”", "0")),
    "points without end": (f"nam = 2026\n{NOTE}{RATED} = inf\n", 4, ("“tieu_chi_chung”", "30")),
    "points with 400 digits": (f"nam = 2026\n{NOTE}{RATED} = {'1' * 400}\n", 4, ("“tieu_chi_chung”",)),
    "a date with an hour": (f"nam = 2026\n{SHORTCOMING}thoi_han = 2027-03-31T07:00:00\n", 6, ("“thoi_han”",)),
    "a number in a list of texts": (f'nam = 2026\n{ITEM}ket_qua = ["{SECRET}", 12]\n', 4, ("“ket_qua”", "chuỗi")),
    "a text for a list of tables": (f'nam = 2026\nmuc = ["{SECRET}"]\n', 2, ("“muc”", "bảng")),
    "one shortcoming for several": (f'nam = 2026\n{ITEM}[muc.han_che]\nnoi_dung = "x"\n', 4, ("[[muc.han_che]]",)),
    "an id that is the person's text": (f'nam = 2026\n[[muc]]\nid = "{SECRET}"\n', 3, ("“id”", "không dấu")),
    "an id that is too long": (f'nam = 2026\n{NOTE}[[muc]]\nid = "{"a" * 61}"\n', 4, ("“id”", "dài quá")),
    "a format that never was": (f"{NOTE}nam = 2026\ndinh_dang = 0\n", 3, ("dinh_dang = 4",)),
    "a fault behind a long text": (
        f'nam = 2026\nghi_chu = """\n{SECRET}\n' + "Một dòng trong sổ.\n" * 500 + '"""\nghi_chi = 1\n',
        505,
        ("“ghi_chi”", "“ghi_chu”"),
    ),
}
"""TOML, but no year: what is wrong → the text, the line of the fault, fragments that name the key and what to do.

What is wrong in the same way in many fields is tried in all of them by tests/storage/test_toml_faults.py.
"""

GROUP = '[[nhom]]\nid = "mot"\nten = "Một"\n'
QUESTION = f'[[nhom.muc]]\nid = "a"\nten = "{SECRET}"\ncau_hoi = "{SECRET}?"\nloai = "nhiem-vu"\n'

CHECKLISTS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "an item id that stands twice": (CHECKLIST + GROUP + QUESTION + QUESTION, 12, ("“a”", "lặp")),
    "a group id that stands twice": (CHECKLIST + (GROUP + QUESTION) * 2, 12, ("“mot”", "lặp")),
    "a newer format": (f"dinh_dang = 3\n{CHECKLIST}", 1, ("định dạng 3", "Cập nhật")),
}
"""TOML, but no checklist, in the same way."""
