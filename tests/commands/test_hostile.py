"""What somebody wrote to do harm comes out of every screen and every export as letters, and as nothing else."""

import json
import re
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from markdown_it import MarkdownIt

from support.program import Run

HOSTILE: Final = {
    "escapes": "a\x1b[2J\x1b[31mb\x1b]0;t\x07 c\x1b]52;c;QQ==\x07 d\x9b1m e\x1b]8;;http://x\x1b\\f",
    "markup": "[bold red]đậm[/bold red] [/] [link=http://x]y[/link] :smile: C:\\[x] [số 12/QĐ]",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)><b>đậm</b>&lt;i&gt;</body><!-- x -->",
    "markdown": "# đề [x](http://evil) ![y](http://evil/z.png) <http://evil> **đậm** `mã` | ô |\n- mục\n1. mục\n---",
    "bidi": "hạn \u202e7202\u202c \u2066abc\u2069 \u200fx\u200e",
    "invisible": "mật\u200bkhẩu a\u2060b \ufeffc\u00add",
    "formula": "=cmd|'/C calc'!A0 +1+1 -2 @SUM(A1) \t=1",
    "word": '{ HYPERLINK "http://evil" } { DDEAUTO c:\\\\x } <w:p/> ]]> &amp; \ufffe\uffff\x0b\x0c',
    "long": "x" * 3000,
    "emoji": "👩\u200d👩\u200d👧 🇻🇳 ａ ﷽ Z̸̢͓a̵l̴g̷o",
}
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")

VIEWS: Final = (
    *("xem 2026", "so-sanh 2026", "xu-huong", "tim a", "soat 2026", "danh-sach", "so-tay 2026", "khoi-phuc 2026"),
    *("ho-so --dat don_vi=Sở", "khoi-phuc 2026 --xem 1", "tieu-chi xem rieng", "tieu-chi danh-sach", "mau xem rieng"),
    "xuat 2026 --dang txt",
)


@pytest.fixture(params=["short", "long"])
def words(request: pytest.FixtureRequest) -> str:
    """All of them at once; tests/stress has each alone, in every field."""
    return (
        HOSTILE["long"] if request.param == "long" else "\n".join(HOSTILE[name] for name in HOSTILE if name != "long")
    )


@pytest.fixture
def attacked(tuphe: Run, folder: Path, words: str) -> Run:
    """The program with those words in every text of every file a person may be handed."""
    folder.mkdir(mode=0o700)
    evil = "".join(
        f"\\U{ord(letter):08x}" if ord(letter) > 126 or ord(letter) < 32 or letter in '"\\' else letter
        for letter in words
    )
    line = evil.replace("\\U0000000a", " ")
    title = line.replace("{", "(")  # braces take something of the year there
    checklist = (
        f'dinh_dang = 1\nid = "rieng"\nten = "{line}"\nnguon = "{line}"\n[[nhom]]\nid = "n"\nten = "{line}"\n'
        f'[[nhom.muc]]\nid = "a"\nten = "{line}"\ncau_hoi = "{line}"\ngoi_y = ["{line}"]\nbieu_hien = ["{line}"]\n'
        'loai = "nhiem-vu"\n'
    )
    form = (
        f'dinh_dang = 1\nid = "rieng"\nten = "{line}"\ntu_ngay = 2020-01-01\ntieu_de = ["{title}"]\n'
        f'chua_xac_nhan = ["{line}"]\n[[phan]]\nso = "I"\nten = "{title}"\nnoi_dung = [\n'
        ' { lay = "ket-qua", loai = ["pham-chat","nhiem-vu","lanh-dao","tinh-than-trach-nhiem","neu-guong"] },\n'
        ' { lay = "han-che" }, { lay = "nguyen-nhan" }, { lay = "khac-phuc" }, { lay = "cam-ket" }, '
        '{ lay = "goi-y" }, { lay = "tap-the" }, { lay = "bien-phap" } ]\n'
    )
    for name, text in (("tieu-chi/rieng.toml", checklist), ("mau/rieng.toml", form)):
        (folder / name).parent.mkdir(mode=0o700, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for number, year in enumerate((2025, 2026, 2026)):
        answers = (
            f'nam = {year}\n[bo_tieu_chi]\nid = "rieng"\n[[muc]]\nid = "a"\nmuc_do = "kem"\n'
            f'ket_qua = ["k{number} {evil}"]\n[[muc.han_che]]\nnoi_dung = "h {evil}"\nnguyen_nhan = "n {evil}"\n'
            f'bien_phap = "b {evil}"\nthoi_han = 2027-03-31\n'
            f'[[cam_ket]]\nnoi_dung = "c {evil}"\nthoi_han = 2027-03-31\n'
            f'[[goi_y]]\nvan_de = "v {evil}"\ngiai_trinh = "g {evil}"\nnguyen_nhan = "n {evil}"\n'
            f'trach_nhiem = "t {evil}"\n[trach_nhiem_tap_the]\nnoi_dung = "t {evil}"\n'
        )
        done = tuphe("kiem-diem", "--tra-loi", "-", stdin=answers)
        assert done.code == 0, done.err
    assert tuphe("ghi", "-", "--ngay", "2026-05-02", stdin=f"ghi {words}").code == 0
    tuphe("ho-so", "--dat", f"ho_ten=T {words.translate({0: None})}"[:4000], "--dat", "mau=rieng")
    return tuphe


def harm_in(*texts: str) -> list[str]:
    return [ascii(found) for text in texts for found in _FORBIDDEN.findall(text)]


def test_every_screen_and_text_shows_letters_alone_and_pictures_are_what_they_say(
    attacked: Run, tmp_path: Path
) -> None:
    for command in VIEWS:
        result = attacked(*command.split())

        assert result.code in (0, 1), (command, result.err)
        assert "Traceback" not in result.err
        assert harm_in(result.out, result.err) == [], command
    assert isinstance(json.loads(attacked("xuat", "2026", "--dang", "json").out), dict)
    assert attacked("so-sanh", "2026", "--luu-anh", "a.svg").code == 0
    tags = {element.tag.rpartition("}")[2] for element in ET.parse(tmp_path / "a.svg").iter()}
    assert tags.isdisjoint({"script", "foreignObject", "a", "image", "use"})


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def test_no_paper_has_a_tag_link_image_field_or_script_from_the_text(attacked: Run, tmp_path: Path) -> None:
    page, reader = attacked("xuat", "2026", "--dang", "html").out, _Tags()
    reader.feed(page)
    names = {name for _, attributes in reader.found for name, _ in attributes}
    assert {tag for tag, _ in reader.found}.isdisjoint({"script", "img", "a", "iframe", "link", "b", "object", "form"})
    assert not any(name.startswith("on") or name in ("href", "src", "action") for name in names)

    marked = attacked("xuat", "2026", "--dang", "md").out
    tokens = [inner for token in MarkdownIt().parse(marked) for inner in (token, *(token.children or ()))]
    assert {token.type for token in tokens}.isdisjoint({"link_open", "image", "html_inline", "html_block", "hr"})
    assert harm_in(page, marked) == []

    assert attacked("xuat", "2026", "-o", "a.docx").code == 0
    with zipfile.ZipFile(tmp_path / "a.docx") as paper:
        parts: dict[str, Any] = {
            name: ET.fromstring(paper.read(name)) for name in paper.namelist() if name.endswith((".xml", ".rels"))
        }
    tags = {element.tag.rpartition("}")[2] for element in parts["word/document.xml"].iter()}
    assert tags.isdisjoint({"hyperlink", "fldSimple", "instrText", "object", "altChunk"})
    assert "External" not in [element.get("TargetMode") for part in parts.values() for element in part.iter()]
