"""Texts that somebody may hand over to do harm, and files that carry them in every field where a text may stand."""

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

import tomli_w

from support.amount import ALL
from support.documents import NASTY
from support.program import Result
from tuphe.core.text import clean

HOSTILE: Final = {
    "csi": "a\x1b[31;1mđỏ\x1b[0m \x1b[2J\x1b[H \x1b[6n",
    "osc-8": "\x1b]8;;https://evil.example\x1b\\bấm\x1b]8;;\x1b\\",
    "osc-52": "\x1b]52;c;cm0gLXJmIC8=\x07chép",
    "title": "\x1b]0;tên cửa sổ\x07 \x1bP+q544e\x1b\\ \x1b[?1049h",
    "c1": "a\x9b31mđỏ\x9d8;;https://evil.example\x9c\x90q\x85hết",
    "controls": "a\x00b\x01c\x07d\x08e\x0bf\x0cg\x0eh\x1fi\x7fj",
    "carriage": "hiện ra\rche đi\r\nxuống dòng",
    "backspace": "thật\x08\x08\x08\x08giả",
    "rich": "[bold red]đậm[/bold red] [/] [link=https://evil.example]bấm[/link] [@click=app.quit]x[/]",
    "emoji-code": ":smile: :warning: :pile_of_poo:",
    "script": "<script>alert(1)</script><script src=//evil.example/x.js></script>",
    "onerror": "<img src=x onerror=alert(1)> <svg/onload=alert(1)> <body onload=alert(1)>",
    "attribute": "\" onmouseover=\"alert(1)\" x=\"' onfocus='alert(1)' autofocus='",
    "closing": "</p></td></table></style></title><!--EndFragment--></body></html><script>alert(1)</script>",
    "comment": "<!-- --> <![CDATA[ ]]> <?xml version='1.0'?> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hosts'>]> &e;",
    "entities": "&lt;b&gt; &amp;amp; &#60;script&#62; &nbsp; &#x202e;",
    "address": "javascript:alert(1) data:text/html,<b>x</b> file:///etc/passwd https://evil.example/?q=1",
    "md-link": "[bấm](https://evil.example) [bấm][1] <https://evil.example> [1]: https://evil.example",
    "md-image": '![ảnh](https://evil.example/x.png "t") ![ảnh][1]',
    "md-reference": "[1]: https://evil.example\n[1]\n[^1]: chú thích [^1]",
    "md-blocks": "# Đề mục\n## Mục\nSetext\n===\nSetext\n---\n> trích\n- mục\n1. mục\n***\n```sh\nrm -rf /\n```\n~~~",
    "md-table": "a | b\n--- | ---\n1 | 2\n| c |\n|---|",
    "md-marks": "**đậm** __đậm__ *nghiêng* _nghiêng_ ~~bỏ~~ `mã` \\* \\[ $x^2$ ==sáng== <b>đậm</b>",
    "bidi": "hạn \u202e7202/3/13\u202c \u2066abc\u2069 \u200fx\u200e \u061cx \u2067y\u2069 \u202ax\u202c \u202dz\u202c",
    "zero-width": "mật\u200bkhẩu a\u200cb c\u200dd e\u2060f g\u00adh i\ufeffj k\u180el \u3164 \u115f",
    "tags": "a\U000e0061\U000e0062\U000e007fb \ufff9x\ufffay\ufffb \U000e0100",
    "noncharacters": "a\ufffeb\uffffc \ufdd0 \U0001fffe \U0010ffff \ufffd",
    "private": "\ue000 \uf8ff \U000f0000 \U00100000",
    "separators": "một\u2028hai\u2029ba\u00a0bốn\u3000năm\u2007sáu",
    "formulas": "=cmd|' /C calc'!A0\n+1+cmd|' /C calc'!A0\n-2+3\n@SUM(1+1)*cmd|' /C calc'!A0\n=HYPERLINK(\"//evil\",1)",
    "tab-formula": "\t=1+1\t+1\t@x",
    "fields": '{ HYPERLINK "https://evil.example" } { DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" } {{ INCLUDETEXT x }}',
    "blanks": "{nam} {ho_ten} {} {0} {{nam}} {x.__class__} %s %(x)s ${font} $font $$ {nam_truoc}",
    "word-xml": '</w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\cmd"/><w:r><w:t>',
    "long-word": "dài" * 200,
    "long-line": "một hai ba " * 200 + "hết",
    "right-to-left": "שלום עולם مرحبا بالعالم ۱۲۳ אב(ג)ד",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇻🇳 🧑🏿‍🚀 1️⃣ ❤️ ©️",
    "marks": "H̶̢̛̛̠͖̫̪͓̔͊e̷̛̖͈̿l̴̡̹̂l̶͎̕o " + "a" + "\u0301" * 60,
    "wide": "Ｆｕｌｌｗｉｄｔｈ 漢字かな 한글 한글",
    "decomposed": "Kiê\u0309m đi\u0065\u0302\u0309m hoa\u0300 u\u0309y",
    "quotes": '""" \'\'\' \\ \\\\ \\n \\u0041 "\' “” `´ ],} = # [[muc]]\n[[muc]]\nid = "x"',
    "placeholder": "[chưa ghi] ……… Không có. ☒ ☐ ▲ ▼ • → –",
    "dots": "...\n…\n---\n/../../etc/passwd\n~/.ssh\n$(id) `id` ; rm -rf / | cat && x %PATH% !x",
    "nasty": "\n".join(NASTY),
}
"""What a text may carry, by what it is after."""

CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""What tuphe writes nowhere: what a terminal obeys, what reorders letters, what XML cannot hold."""

NAMES: Final = {"tieu-chi.nhom.ten", "tieu-chi.nhom.muc.ten"}
"""Places of the names of groups and items."""

PROMISED: Final = {"2025.muc.han_che.noi_dung", "2025.han_che.noi_dung", "2025.cam_ket.noi_dung"}
"""Places of what 2025 left to 2026."""

ANSWERED: Final = {
    "2026.muc.ket_qua",
    *(f"2026.{of}han_che.{key}" for of in ("muc.", "") for key in ("noi_dung", "nguyen_nhan", "bien_phap")),
    *(f"2026.khac_phuc.{key}" for key in ("ket_qua", "kho_khan", "trach_nhiem")),
    *(f"2026.thuc_hien_cam_ket.{key}" for key in ("ket_qua", "kho_khan")),
    *(f"2026.goi_y.{key}" for key in ("van_de", "giai_trinh", "nguyen_nhan", "trach_nhiem")),
    *("2026.trach_nhiem_tap_the.noi_dung", "2026.cam_ket.noi_dung"),
}
"""Places of 2026 that every form and the long summary take."""

LISTED: Final = {
    *("2026.khac_phuc.noi_dung", "2026.thuc_hien_cam_ket.noi_dung"),
    *("2026.nhiem_vu.viec.noi_dung", "2026.nhiem_vu.viec.san_pham", "2026.bo_sung.noi_dung"),
}
"""Further places of 2026, which official forms take too."""

ON_PAPER: Final = {"2026.phan.so", "2026.phan.doan"}
"""Places of what 2026 says in the words of a paper, where it was taken from one."""

ASKED: Final = "dieu-dang-vien-khong-duoc-lam"
"""What official forms ask beyond the checklist, and the form here."""

_MARKED: Final = re.compile(r"⟦([\w.-]+):(.*?)⟧", re.DOTALL)


class Same(str):
    """The path of a place whose text stands in another place too; the empty one: the text without marks."""

    __slots__ = ()


BARE: Final = Same()
"""The text alone: what stands first or last in a field may be read otherwise than in its middle."""


def squeezed(text: str) -> str:
    """Return the letters of a text without the spaces between them: a screen may break its lines anywhere."""
    return "".join(text.split())


def harm_in(result: Result) -> list[str]:
    """Return what both streams hold that a terminal would obey, or that reorders letters."""
    return CONTROLS.findall(result.out) + CONTROLS.findall(result.err)


def parcels(count: int) -> list[str]:
    """Return names of texts, joined by +: all of them in `count` parcels, and in the whole stress each alone too."""
    names = list(HOSTILE)
    return ["+".join(names[start::count]) for start in range(count)] + (names if ALL else [])


class Filled:
    """Files that carry a text wherever one may stand, each time between marks that name the place.

    A place is a path of keys, as in `2026.muc.han_che.noi_dung`. A form gets
    the text without braces, which would be blanks to fill.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.in_form = re.sub(r"[{}]", "", text)
        self.files: dict[str, dict[str, Any]] = {
            "kiem-diem/2024.toml": _filled(_year(2024), text, "2024"),
            "kiem-diem/2025.toml": _filled(_year(2025), text, "2025"),
            "kiem-diem/2026.toml": _filled(_year(2026), text, "2026"),
            "sao-luu/kiem-diem/2026/2026-05-01T08-00-00.000000.toml": _filled(_year(2026), text, "ban-cu"),
            "so-tay/2026.toml": _filled(_NOTES, text, "so-tay"),
            "tieu-chi/rieng.toml": _filled(_CHECKLIST, text, "tieu-chi"),
            "tieu-chi/diem.toml": _filled(_TABLE, text, "bang-diem"),
            "mau/rieng.toml": _filled(_FORM, self.in_form, "mau"),
            "ho-so.toml": _filled(_PROFILE, text, "ho-so"),
        }

    @classmethod
    def of(cls, parcel: str) -> Self:
        """Return the files that carry the texts of a parcel, one below the other."""
        return cls("\n".join(HOSTILE[name] for name in parcel.split("+")))

    def from_paper(self) -> Self:
        """Let 2026 be a year that was taken from a paper: without answers to items, whose words no paper has."""
        year = self.files["kiem-diem/2026.toml"]
        self.files["kiem-diem/2026.toml"] = {key: said for key, said in year.items() if key != "muc"} | {
            "nguon": "giay"
        }
        return self

    def into(self, folder: Path, *, without: tuple[str, ...] = ()) -> None:
        """Lay these files into a folder of tuphe."""
        folder.mkdir(mode=0o700, exist_ok=True)
        for name, plain in self.files.items():
            if name not in without:
                path = folder / name
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.write_text(_as_toml(plain), encoding="utf-8")
                path.chmod(0o600)

    def astray(self, page: str, places: Collection[str], *, shaped: Callable[[str], str]) -> list[str]:
        """Name the places whose texts a page lacks, or shows otherwise than letter for letter.

        All of `places` must be there; whatever else is there must be whole too. `shaped` is what may have become of the
        spaces. Where tuphe writes in capitals, the mark is in capitals too.
        """
        found: dict[str, set[str]] = {}
        for place, text in _MARKED.findall(shaped(page)):
            found.setdefault(place, set()).add(text.strip())
        known = {place.lower() for place in found}
        alone = {BARE} if shaped(self._as_read("")) in shaped(_MARKED.sub("", page)) else set()
        changed = [place for place, texts in found.items() if texts != {shaped(self._as_read(place)).strip()}]
        return sorted([*changed, *(set(places) - known - alone)])

    def missing(self, page: str, places: Collection[str]) -> list[str]:
        """Name the places whose texts stand nowhere whole on a page, be they on it in pieces too."""
        letters = _marked_once(squeezed(page))
        wanted = {place: _marked_once(squeezed(f"⟦{place}:{self._as_read(place)}⟧")) for place in places}
        return [place for place in places if wanted[place] not in letters]

    def _as_read(self, place: str) -> str:
        text, _ = clean(self.in_form if place.lower().startswith("mau.") else self.text)
        return text.upper() if place.isupper() else text


_WRITTEN: Final[dict[str, str]] = {}


def _as_toml(plain: dict[str, Any]) -> str:
    """Return a file's text, made once: a hundred tests lay the same files."""
    if (known := repr(plain)) not in _WRITTEN:
        _WRITTEN[known] = tomli_w.dumps(plain)
    return _WRITTEN[known]


def _marked_once(letters: str) -> str:
    """Return letters with the same mark on each but once: of thirty, prompt_toolkit may draw one twice."""
    return re.sub("(\u0301)\\1+", r"\1", letters)


def _filled(plain: Any, text: str, place: str) -> Any:
    if plain is ...:
        return f"⟦{place}:{text}⟧"
    if isinstance(plain, Same):
        return f"⟦{plain}:{text}⟧" if plain else text
    if isinstance(plain, dict):
        return {key: _filled(entry, text, f"{place}.{key}") for key, entry in plain.items()}
    if isinstance(plain, list):
        return [_filled(entry, text, place) for entry in plain]
    return plain


def _year(year: int) -> dict[str, Any]:
    """A year that answers for one item well and for one badly, and for one that the checklist no longer has."""
    shortcoming = {"noi_dung": ..., "nguyen_nhan": ..., "loai_nguyen_nhan": "chu-quan", "bien_phap": ...}
    return {
        "nam": year,
        "ghi_chu": ...,
        # A fingerprint that is not the checklist's: so an item may be gone from it.
        "bo_tieu_chi": {"id": "rieng", "dau_van_tay": ...},
        "dang_go": [{"cau": ..., "noi_dung": ...}],
        "con_hoi": [...],
        "bo_qua": [{"ma": "ma-nao-do", "cho": ..., "ly_do": ...}],
        "muc": [
            {
                "id": "muc-mot",
                "muc_do": "trung-binh" if year % 2 else "tot",
                "ket_qua": [..., BARE],
                "de_lai": [..., BARE],
                "ghi_chu": ...,
                "han_che": [shortcoming, {**shortcoming, "noi_dung": BARE, "bien_phap": BARE}],
            },
            {"id": "muc-hai", "muc_do": "tot", "ket_qua": [BARE]},
            {"id": "da-bo", "muc_do": "kem", "ket_qua": [...], "han_che": [shortcoming]},
        ],
        "han_che": [shortcoming, {**shortcoming, "muc": "muc-hai", "noi_dung": BARE}],
        "khac_phuc": [
            {
                "muc": "muc-mot",
                "noi_dung": Same(f"{year - 1}.muc.han_che.noi_dung"),
                "tinh_trang": "dang-khac-phuc",
                "ket_qua": ...,
                "kho_khan": ...,
                "trach_nhiem": ...,
                "bien_phap": ...,
            },
            {"noi_dung": Same(f"{year - 1}.han_che.noi_dung"), "tinh_trang": "chua-khac-phuc", "ket_qua": BARE},
            # Not answered: else these two would be taken for what the year before left open, in other words.
            {"noi_dung": ...},
        ],
        "thuc_hien_cam_ket": [
            {
                "noi_dung": Same(f"{year - 1}.cam_ket.noi_dung"),
                "tinh_trang": "chua-thuc-hien",
                "ket_qua": ...,
                "kho_khan": ...,
            },
            {"noi_dung": ...},
        ],
        "goi_y": [{"van_de": ..., "giai_trinh": ..., "nguyen_nhan": ..., "trach_nhiem": ...}],
        "trach_nhiem_tap_the": {"noi_dung": ...},
        "bo_sung": [{"id": ASKED, "noi_dung": ...}, {"id": "da-bo", "noi_dung": BARE}],
        "cam_ket": [{"noi_dung": ..., "thoi_han": date(year + 1, 3, 31)}, {"noi_dung": BARE, "linh_vuc": "nhiem-vu"}],
        "nhiem_vu": {"tong_so": 2, "viec": [{"noi_dung": ..., "san_pham": ...}, {"noi_dung": BARE}]},
        "tu_danh_gia": {"bang_diem": "diem", "xep_loai": "tot", "diem": [{"id": "mot", "diem": 20}]},
        "phan": [{"so": ..., "doan": [..., BARE]}, {"so": "I.1", "doan": [BARE]}],
    }


_NOTES: Final[dict[str, Any]] = {
    "so_tay": [
        {"ma": ..., "ngay": date(2026, 5, 2), "muc": "muc-mot", "noi_dung": ...},
        {"ngay": date(2026, 5, 3), "noi_dung": BARE},
        {"ngay": date(2026, 5, 4), "noi_dung": "lần đầu", "ma": "mot"},
        {"ngay": date(2026, 5, 4), "noi_dung": "lần sau", "thay": ...},
    ]
}

_CHECKLIST: Final[dict[str, Any]] = {
    "id": "rieng",
    "ten": ...,
    "nguon": ...,
    "nhom": [
        {
            "id": f"nhom-{number}",
            "ten": ...,
            "muc": [
                {
                    "id": f"muc-{number}",
                    "ten": ...,
                    "cau_hoi": ...,
                    "goi_y": [..., BARE],
                    "bieu_hien": [..., BARE],
                    "goi_y_cho": [{"danh_cho": ["ngoai-he-thong"], "goi_y": [...], "bieu_hien": [...]}],
                    "loai": kind,
                    "nguon": ...,
                }
            ],
        }
        for number, kind in (("mot", "nhiem-vu"), ("hai", "pham-chat"))
    ],
}

_TABLE: Final[dict[str, Any]] = {
    "id": "diem",
    "ten": ...,
    "nguon": ...,
    "tieu_chi_chung": [{"id": "mot", "nhom": ..., "ten": ..., "toi_da": 30, "goi_y": [..., BARE]}],
    "ket_qua_nhiem_vu": [{"id": "hai", "nhom": ..., "ten": ..., "toi_da": 70, "goi_y": [...]}],
}

_CONTENTS: Final[list[dict[str, Any]]] = [
    {"lay": "ket-qua", "loai": ["pham-chat", "nhiem-vu", "lanh-dao", "tinh-than-trach-nhiem", "neu-guong"]},
    *(
        {"lay": content}
        for content in (
            *("thuc-hien-cam-ket", "han-che", "nguyen-nhan", "khac-phuc", "goi-y", "tap-the", "bien-phap"),
            *("cam-ket", "diem-tieu-chi-chung", "diem-ket-qua-nhiem-vu", "xep-loai", "cap-do"),
        )
    ),
    {"lay": "loi", "chu": ...},
    {"lay": "loi", "chu": "{ho_ten}"},
    {
        "lay": "nhiem-vu",
        "cot": [{"ten": ..., "lay": column, "rong": 30} for column in ("tt", "noi_dung", "san_pham", "tien_do")],
    },
]

_FORM: Final[dict[str, Any]] = {
    "id": "rieng",
    "ten": ...,
    "tu_ngay": date(2020, 1, 1),
    "chua_xac_nhan": [...],
    "tieu_de": [..., "Năm {nam}"],
    "can_cu": [{"van_ban": ..., "ngay": date(2020, 1, 1)}],
    "trang": {"phong_chu": ..., "nguon": ...},
    "dau_trang": {"trai": [..., "{chi_bo}"], "phai": ..., "ngay_thang": ...},
    "truong": [
        *({"nhan": ..., "khoa": key} for key in ("ho_ten", "don_vi", "chi_bo")),
        {"nhan": BARE, "khoa": "dang_bo"},
    ],
    "phan": [
        {"so": "A", "ten": ...},
        *({"so": f"A.{number}", "ten": ..., "noi_dung": [part]} for number, part in enumerate(_CONTENTS, 1)),
        {"so": "B", "ten": BARE},
        {"so": "P", "ten": ..., "phu_luc": True, "noi_dung": [_CONTENTS[-1]]},
    ],
    "hoi": [{"id": ASKED, "ten": ..., "cau_hoi": ..., "goi_y": [..., BARE], "phan": "A.1", "nguon": ...}],
    "ky": [
        {"chuc_danh": ..., "cach_ky": ..., "ten": "{ho_ten}", "ben": "trai"},
        {"de_muc": ..., "nhan_xet": [..., BARE], "chuc_danh": ..., "cach_ky": ..., "ten": ...},
    ],
}

_PROFILE: Final[dict[str, Any]] = {
    **dict.fromkeys(
        (
            *("ho_ten", "ngay_sinh", "don_vi", "chi_bo", "dang_bo"),
            *("chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the", "noi_viet", "mau", "mau_don_vi"),
        ),
        ...,
    ),
    "khong_co": [...],
    "dang_go": [{"cau": ..., "noi_dung": ...}],
}
