"""What the pages say is true."""

import re
import shlex
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

import pytest

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
OPTION: Final = re.compile(r"(?<![^\s[])(--?[a-z][a-z-]*)")


def code_of(page: str) -> Iterator[str]:
    """What a page shows as code: each line of a block for the shell, and each piece between backticks."""
    for block in re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        yield from (line.split(" # ")[0].strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL))


def anchors_of(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.*)", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def options_of(tuphe: Run, *command: str) -> set[str]:
    shown = tuphe(*command, "--help").out if command else tuphe("--tat-ca").out
    return set(OPTION.findall(shown))


def test_the_readmes_are_short_and_each_others_equal_with_the_same_commands() -> None:
    def outline(readme: str) -> list[str]:
        parts = re.finditer(r"^#+ |^- |^\||^```.*$|\]\(([^)]+)\)", PAGES[readme], re.MULTILINE)
        return [part[1] or part[0] for part in parts if part[1] not in READMES]

    def commands(readme: str) -> list[str]:
        blocks = re.findall(r"^```sh\n(.*?)^```", PAGES[readme], re.MULTILINE | re.DOTALL)
        return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]

    for say in (outline, commands):
        assert say("README.md") == say("README.vi.md")
    assert all(len(PAGES[readme].splitlines()) <= 110 for readme in READMES)


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
    assert {*ROOT.glob("docs/*.md"), *ROOT.glob("docs/anh/*")} - linked == set()


def test_every_file_that_an_engineer_is_sent_to_is_there() -> None:
    named = [code for code in code_of(PAGES["CONTRIBUTING.md"]) if re.fullmatch(r"[a-z_]+[/.][\w/.-]*", code)]

    assert [
        name for name in named if not any((place / name).exists() for place in (ROOT, ROOT / "src" / "tuphe"))
    ] == []


def test_the_picture_of_the_comparison_is_the_one_the_program_draws_now(two_years: Run, tmp_path: Path) -> None:
    two_years("so-sanh", "2026", "--chi-thay-doi", "--luu-anh", "anh.svg")
    words = [
        re.findall(r">([^<>]+)</text>", path.read_text(encoding="utf-8"))
        for path in (tmp_path / "anh.svg", ROOT / "docs" / "anh" / "so-sanh.svg")
    ]

    assert words[0] == words[1]


@pytest.mark.parametrize(
    ("picture", "example", "command"),
    [
        ("danh-sach", "2026", ["danh-sach"]),
        ("soat-that-tha", "2026", ["soat", "2026"]),
        ("soat-hinh-thuc", "hinh-thuc", ["soat", "2026"]),
    ],
)
def test_the_picture_of_a_command_begins_as_the_command_does_now(
    tuphe: Run, picture: str, example: str, command: list[str]
) -> None:
    for year in ("2025", example):
        assert tuphe("kiem-diem", "--tra-loi", str(EXAMPLES / f"{year}.toml")).code == 0
    named = [f"{key}=A" for key in ("ho_ten", "don_vi", "chi_bo", "dang_bo")]
    posts = [f"{key}=" for key in ("chuc_vu_dang", "chuc_vu_chinh_quyen", "chuc_vu_doan_the")]
    fields = [*named, *posts, "ngay_sinh=02/02/1985", "mau=2B"]
    assert tuphe("ho-so", *(part for field in fields for part in ("--dat", field))).code == 0

    said = tuphe(*command, TODAY="2026-11-27").out

    drawing = (ROOT / "docs" / "anh" / f"{picture}.svg").read_text(encoding="utf-8")
    drawn = [unescape(words) for words in re.findall(r">([^<>]*)</text>", drawing)][1:]  # the first is the title
    assert "".join(said.split()).startswith("".join("".join(drawn).split()))


def test_the_pages_speak_of_tuphe_alone() -> None:
    alien = re.compile(r"(?i)pypi|localhost|/home/|/root|/work|#\d")

    assert [name for name, page in PAGES.items() if alien.search(page)] == []


def test_a_picture_asks_first_for_fonts_that_have_every_vietnamese_letter() -> None:
    for picture in sorted((ROOT / "docs" / "anh").glob("*.svg")):
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
