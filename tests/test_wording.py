"""All that tuphe says is worded as docs/tu-ngu.md has it: its table of terms, and the ways of writing above it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from conftest import ROOT

GLOSSARY: Final = ROOT / "docs" / "tu-ngu.md"
PAGES: Final = sorted({ROOT / "README.vi.md", *ROOT.glob("docs/*.md")} - {GLOSSARY, ROOT / "docs" / "do-tin-cay.md"})
WINDOWS: Final = ROOT / "packaging" / "windows"
CODE: Final = sorted((*(ROOT / "src" / "tuphe").rglob("*.py"), WINDOWS / "installing.py", WINDOWS / "window.py"))
FORMS: Final = ROOT / "src" / "tuphe" / "export" / "forms"
DATA: Final = sorted((*ROOT.glob("checklists/**/*.toml"), *ROOT.glob("levels/*.toml"), *ROOT.glob("checks/f*.toml")))
PRINTED: Final = re.compile(r"^(?!ten$|chua_xac_nhan|hoi|.*\bnguon$)")
"""The keys of a form whose words are printed as an authority printed them."""

VIETNAMESE: Final = re.compile(r"[À-ỹĐđ]")
SCRIPT: Final = re.compile(r"\(\?|\\[wsbd]|\{2,\}|[{}]\n|\{\{|«class")
"""What only a regular expression, a style sheet or a script has."""

TYPED: Final = re.compile(
    r'(?:tuphe [a-z-]+|--[a-z-]+|[A-Z_]+=|=) ?(?:"[^"]*"|\'[^\']*\')|"""|`[^`]*`|< > : " / \\ \| \? \*'
)
"""What is typed on a command line or in a file, quotes and all; and the letters that Windows refuses in names."""


class Rule(NamedTuple):
    """A way of writing that is not ours: what it is called, and how it is found."""

    name: str
    found: re.Pattern[str]


TONE_MARKS: Final = Rule("dấu thanh", re.compile(r"\b\w*(?:[òóỏõọ][ae]|[ùúủũụ]y)\b", re.IGNORECASE))
WAYS: Final = (
    TONE_MARKS,
    Rule("ngoặc thẳng", re.compile(r'"')),
    Rule("dấu ba chấm", re.compile(r"\.\.\.")),
    Rule("dấu cách trước dấu câu", re.compile(r"(?<=[\w”)…]) +(?:[,;:!?”)]|\.(?=\s|$))|[“(] ")),
    Rule("hai dấu cách", re.compile(r"[^\s#] {2,}\S")),
    Rule("câu hỏi gọi người trả lời là bạn", re.compile(r"\bbạn\b(?! bè| học)[^.?!]*\?", re.IGNORECASE)),
    Rule("ví dụ đứng sau “như”", re.compile(r"[,(] ?như:? (?=[-–“\"'`\d\[{])")),
    Rule("văn bản thiếu “số”", re.compile(r"\b(?:Quy định|Hướng dẫn|Nghị định|Chỉ thị|Kết luận) \d+[-/]")),
)


USED: Final = dict(re.findall(r"^\| (.+?) \| (.+?) \| .+ \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE))
"""The table of the page: term → what it forbids."""

TERMS: Final = {
    variant.lower(): Rule(f"“{variant}”: dùng {term}", re.compile(rf"(?<!\w){re.escape(variant)}(?!\w)", re.IGNORECASE))
    for term, variants in USED.items()
    if term != "dùng"
    for variant in variants.split(" · ")
}


def complaints(text: str) -> list[str]:
    """Name each way and each variant in `text` that is not ours."""
    plain = TYPED.sub("□", text)
    lowered = plain.lower()
    near = (rule for variant, rule in TERMS.items() if variant in lowered)  # searching for each takes a second
    return [rule.name for rule in (*WAYS, *near) if rule.found.search(plain)]


def strings_of(path: Path) -> Iterator[str]:
    """The texts of a module, formatted ones with □ for each value; no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "□" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (parts | notes):
            yield node.value


def values_of(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a file of data with the keys that lead to them."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from values_of(value, f"{key}.{name}".lstrip("."))
    elif isinstance(data, list):
        for value in data:
            yield from values_of(value, key)


def paragraphs_of(page: str) -> Iterator[str]:
    """The paragraphs of a page, each on one line, without blocks of code and what stands between backticks."""
    told = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    for paragraph in re.split(r"\n\s*\n|\n(?=[-|#!]|\d\.)", told):
        yield re.sub(r"\s+", " ", re.sub(r"`[^`]*`", "□", paragraph)).strip()


def said() -> Iterator[tuple[str, str]]:
    """All that tuphe says, with its place."""
    for path in CODE:
        yield from ((path.name, text) for text in strings_of(path) if not SCRIPT.search(text))
    for path in (*DATA, *sorted(FORMS.glob("*.toml"))):
        for key, text in values_of(tomllib.loads(path.read_text(encoding="utf-8"))):
            if path.parent != FORMS or not PRINTED.match(key):
                yield f"{path.name}: {key}", text
    for path in (*PAGES, WINDOWS / "folder" / "doc-truoc.txt"):
        yield from ((path.name, text) for text in paragraphs_of(path.read_text(encoding="utf-8")))


def test_all_that_tuphe_says_is_worded_as_the_glossary_has_it() -> None:
    vietnamese = [(place, text) for place, text in said() if VIETNAMESE.search(text)]
    assert len(vietnamese) > 2000

    assert [(place, found, text) for place, text in vietnamese if (found := complaints(text))] == []


def test_tone_marks_are_placed_one_way_in_what_the_people_of_the_examples_write_too() -> None:
    for path in ROOT.glob("examples/**/*.toml"):
        assert TONE_MARKS.found.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_each_rule_finds_what_it_is_for_and_nothing_else() -> None:
    wrong = {
        "dấu thanh": "Đã hóa, tỏa, ủy, khỏe.",
        "ngoặc thẳng": 'Ghi "không".',
        "dấu ba chấm": "Còn nữa...",
        "dấu cách trước dấu câu": "Ghi rõ : việc gì .",
        "hai dấu cách": "Ghi  rõ.",
        "câu hỏi gọi người trả lời là bạn": "Bạn đã làm gì?",
        "ví dụ đứng sau “như”": "Viết ngày, như 31/12.",
        "văn bản thiếu “số”": "Theo Quy định 366-QĐ/TW.",
        "“bỏ trống”: dùng để trống": "Chưa rõ thì Bỏ trống.",
    }
    right = 'Quý hoà, khoẻ; tuỳ: “hoàn toàn” (của) Nguyễn… Ghi bằng: tuphe ghi "…" Bạn đã dừng. Mấy giấy, như cũ?'

    assert {name: complaints(text) for name, text in wrong.items()} == {name: [name] for name in wrong}
    assert complaints(right) == []


def test_no_term_of_the_glossary_is_a_variant_of_another() -> None:
    assert len(TERMS) > 60
    assert [term for term in USED if any(rule.found.search(term) for rule in TERMS.values())] == []
