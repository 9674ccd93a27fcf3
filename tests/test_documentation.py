"""What the pages say is true, and every function that is not short says what it does."""

import ast
import re
import shlex
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

from conftest import EXAMPLES, ROOT
from support.pages import flat
from support.program import Run
from tuphe.cli import COMMANDS
from tuphe.errors import ExitCode, PyrageMissing

PAGES: Final = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
}
READMES: Final = ("README.md", "README.vi.md")
OF_COMMANDS: Final = PAGES["docs/lenh.md"]
GUIDE: Final = PAGES["docs/huong-dan.md"]
GROUPS: Final = ("tieu-chi", "mau")
PICTURES: Final = ROOT / "docs" / "anh"
DAY: Final = "2026-11-27"
"""The day that the pictures are of."""

OPTION: Final = re.compile(r"(?<![^\s[])(--?[a-z][a-z-]*)")


def commands_of(page: str) -> list[str]:
    """The lines of a page's blocks for the shell, without what is said of them."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]


def code_of(page: str) -> Iterator[str]:
    """What a page shows as code: each line of a block for the shell, and each piece between backticks."""
    yield from commands_of(page)
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL))


def anchors_of(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def options_of(tuphe: Run, *command: str) -> set[str]:
    shown = tuphe(*command, "--help").out if command else tuphe("--tat-ca").out
    return set(OPTION.findall(shown))


def test_the_readmes_are_short_and_each_others_equal_with_the_same_commands() -> None:
    def outline(page: str) -> list[str]:
        parts = re.finditer(r"^#+ |^- |^\||^```.*$|\]\(([^)]+)\)", page, re.MULTILINE)
        return [part[1] or part[0] for part in parts if part[1] not in READMES]

    english, vietnamese = (PAGES[readme] for readme in READMES)
    for say in (outline, commands_of):
        assert say(english) == say(vietnamese)
    assert max(len(english.splitlines()), len(vietnamese.splitlines())) <= 110


def test_every_command_is_in_the_table_with_its_options_and_no_others(tuphe: Run) -> None:
    rows = {row[1]: row[0] for row in re.finditer(r"^\| `tuphe ([a-z-]+).*", OF_COMMANDS, re.MULTILINE)}

    shown = {name: set(re.findall(r"`(--?[a-z][a-z-]*)", row)) for name, row in rows.items()}

    always = {"-h", "--help", "--thu-muc"}
    assert shown == {name: set() if name in GROUPS else options_of(tuphe, name) - always for name in COMMANDS}


def test_whatever_a_page_shows_of_the_program_exists(tuphe: Run) -> None:
    options = {(name,): options_of(tuphe, name) for name in COMMANDS} | {(): options_of(tuphe)}

    def exists(code: str) -> bool:
        if code.startswith("--"):
            return any(code.split(maxsplit=1)[0] in known for known in options.values())
        called = re.search(r"(?:^|[/\\])tuphe ((?:[a-z]|--).*)", code)
        if called is None:
            return True
        words = called[1].split()
        names = 0 if words[0].startswith("--") else 2 if words[0] in GROUPS else 1
        command = tuple(words[:names])
        if command not in options:
            options[command] = options_of(tuphe, *command)  # none where there is no such command
        return bool(options[command]) and set(OPTION.findall(called[1])) <= options[command]

    assert [(name, code) for name, page in PAGES.items() for code in code_of(page) if not exists(code)] == []


def test_every_exit_code_is_explained_and_the_page_on_locking_installs_what_the_error_names() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", OF_COMMANDS, re.MULTILINE)}
    command = PyrageMissing().message.rpartition(": ")[2]

    assert codes == {int(code) for code in ExitCode}
    assert command == "pip install pyrage"
    assert command in flat(PAGES["docs/rieng-tu.md"])


def test_the_example_commands_work_as_they_stand(tuphe: Run) -> None:
    block = next(part for part in GUIDE.split("```") if "--tra-loi examples/2025.toml" in part)
    commands = [shlex.split(line)[1:] for line in block.splitlines() if line.startswith("tuphe ")]

    for command in commands:
        paths = [part.replace("examples/", f"{EXAMPLES}/") for part in command]
        assert tuphe(*paths).code == 0


def test_every_page_picture_and_heading_that_is_linked_is_there_and_every_page_and_picture_is_linked() -> None:
    missing, linked = [], set()
    for name, page in PAGES.items():
        for link in re.findall(r"\]\(([^)]+)\)", page):
            target, _, anchor = link.partition("#")
            path = ((ROOT / name).parent / target).resolve() if target else ROOT / name
            linked.add(path)
            if "://" not in link and not (
                path.exists() and (not anchor or anchor in anchors_of(path.read_text(encoding="utf-8")))
            ):
                missing.append((name, link))

    assert missing == []
    assert {*ROOT.glob("docs/*.md"), *PICTURES.iterdir()} - linked == set()


def test_every_file_that_an_engineer_is_sent_to_is_there() -> None:
    named = [code for code in code_of(PAGES["CONTRIBUTING.md"]) if re.fullmatch(r"[a-z_]+[/.][\w/.-]*", code)]

    assert [
        name for name in named if not any((place / name).exists() for place in (ROOT, ROOT / "src" / "tuphe"))
    ] == []


def test_the_pictures_show_what_the_program_says_now(two_years: Run, folder: Path, tmp_path: Path) -> None:
    fields = (
        *("ho_ten=A", "don_vi=A", "chi_bo=A", "dang_bo=A", "ngay_sinh=02/02/1985", "mau=2B"),
        *("chuc_vu_dang=", "chuc_vu_chinh_quyen=", "chuc_vu_doan_the="),
    )

    def drawn(picture: Path) -> list[str]:
        return [unescape(words) for words in re.findall(r">([^<>]*)</text>", picture.read_text(encoding="utf-8"))]

    two_years("so-sanh", "2026", "--chi-thay-doi", "--luu-anh", "anh.svg")
    assert two_years("ho-so", *(part for field in fields for part in ("--dat", field))).code == 0
    said = {"danh-sach": two_years("danh-sach", TODAY=DAY).out, "soat-that-tha": two_years("soat", TODAY=DAY).out}
    (folder / "kiem-diem" / "2026.toml").unlink()
    assert two_years("kiem-diem", "--tra-loi", str(EXAMPLES / "hinh-thuc.toml")).code == 0
    said["soat-hinh-thuc"] = two_years("soat", TODAY=DAY).out

    assert drawn(tmp_path / "anh.svg") == drawn(PICTURES / "so-sanh.svg")
    for name, text in said.items():
        _title, *shown = drawn(PICTURES / f"{name}.svg")
        assert "".join(text.split()).startswith("".join("".join(shown).split())), name


def test_the_pages_speak_of_tuphe_alone() -> None:
    alien = re.compile(r"(?i)pypi|localhost|/home/|/root|/work|#\d")

    assert [name for name, page in PAGES.items() if alien.search(page)] == []


def test_a_picture_asks_first_for_fonts_that_have_every_vietnamese_letter() -> None:
    for picture in sorted(PICTURES.glob("*.svg")):
        [named] = set(re.findall(r"font-family: (\"[^;]+);", picture.read_text(encoding="utf-8")))
        fonts = [name.strip(' "') for name in named.split(",")]

        assert fonts.index("Noto Sans Mono") < fonts.index("DejaVu Sans Mono"), picture


def test_what_is_skipped_under_wine_or_named_in_the_tests_of_windows_is_there() -> None:
    listed = (ROOT / "packaging" / "windows" / "under_wine.py").read_text(encoding="utf-8")
    named = re.findall(r"\"(tests/[\w/]+\.py)::\"?\s*\"?(\w+)", listed)
    script = (ROOT / "packaging" / "windows" / "test").read_text(encoding="utf-8")
    [of_commands] = re.findall(r"tests/commands/test_\{([\w,]+)\}", script)
    files = [
        *re.findall(r"tests/[\w/]+\.py", script),
        *(f"tests/commands/test_{one}.py" for one in of_commands.split(",")),
    ]

    assert len(named) == listed.count("tests/")
    assert [path for path in files if not (ROOT / path).is_file()] == []
    assert [test for path, test in named if f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8")] == []


def test_every_function_of_more_than_15_lines_and_every_inner_one_of_more_than_6_says_what_it_does() -> None:
    silent = []
    for path in (ROOT / "src").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        inner = {one for outer in functions for one in ast.walk(outer) if one is not outer}
        for one in functions:
            lines = (one.end_lineno or 0) - one.lineno + 1
            if lines > (6 if one in inner else 15) and one.name != "__init__" and not ast.get_docstring(one):
                silent.append(f"{path.name}: {one.name}")  # what an __init__ makes is in the docstring of its class

    assert silent == []
