"""Measure whether tuphe is fast enough: `python benchmarks/run.py`.

Every time is that of a whole process, from its start to its end or to its
first question on the screen. Times alone say more about the machine than
about tuphe, so each is set against another program's: a bare one in tuphe's
own environment, or a peer from PyPI in an environment of its own. All
programs take turns, so whatever else the machine does hits all of them
alike. Unix only: a question needs a pseudo-terminal.

Exits with 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import pty
import re
import select
import shutil
import subprocess
import sys
import sysconfig
import termios
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE: Final = Path(__file__).resolve().parent
EXAMPLES: Final = HERE.parent / "examples"
TUPHE: Final = Path(sysconfig.get_path("scripts")) / "tuphe"
PEERS: Final = ("jrnl", "commitizen")

PATIENCE: Final = 60.0
"""Seconds until a first question that does not come is a failure."""

SILENCE: Final = 0.25
"""Seconds without a word after which a screen is drawn."""

UP: Final = b"\x1b[A"

_ESCAPE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")


class Sample(NamedTuple):
    """What one run took."""

    ms: float
    megabytes: float  # the most memory it held at one time


class Ratio(NamedTuple):
    """`ours` may take at most `bound` times what `theirs` takes."""

    measure: str
    ours: str
    theirs: str
    bound: float


RATIOS: Final = (
    Ratio("start-up", "tuphe --version", "import typer", 1.1),
    Ratio("start-up", "tuphe --version", "jrnl --version", 0.5),
    Ratio("two years side by side", "tuphe so-sanh", "floor program", 1.15),
    Ratio("two years side by side", "tuphe so-sanh", "jrnl -n 2", 0.7),
    Ratio("one year on the screen", "tuphe xem", "floor program", 1.15),
    Ratio("one year on the screen", "tuphe xem", "jrnl -n 2", 0.7),
    Ratio("one note", "tuphe ghi", "one-command program", 1.25),
    Ratio("one note beside 100,000", "tuphe ghi, 100,000 notes", "tuphe ghi", 1.1),
    Ratio("60 years side by side", "tuphe xu-huong, 60 years", "tuphe xu-huong, 2 years", 2),
    Ratio("a form in Word", "tuphe xuat -o a.docx", "Word program", 1.35),
    Ratio("a paper read", "tuphe nhap a.docx", "Word program", 2),
    Ratio("the unit's own file filled", "tuphe xuat --vao", "Word program", 1.6),
    Ratio("first question on the screen", "tuphe kiem-diem", "cz commit", 0.6),
    Ratio("first question that takes keys", "tuphe kiem-diem, keys", "cz commit", 0.8),
    Ratio("one key on the board", "tuphe kiem-diem, a key", "floor program", 0.4),
    Ratio("home screen", "tuphe", "floor program", 1.5),
)
MEMORY: Final = "tuphe so-sanh"
MEMORY_LIMIT: Final = 30.0
"""Megabytes of 1,000,000 bytes."""


@dataclass(frozen=True)
class Row:
    """One line of the table, which is Markdown."""

    measure: str
    ours: str
    against: str
    theirs: str
    ratio: float
    bound: float

    head: ClassVar = (
        "| measure | ours (ms) | against | theirs (ms) | ratio | bound | met |\n|---|--:|---|--:|--:|--:|---|"
    )

    @property
    def met(self) -> bool:
        """Whether tuphe stays within the bound."""
        return self.ratio <= self.bound

    def __str__(self) -> str:
        cells = (self.measure, self.ours, self.against, self.theirs, f"{self.ratio:.2f}", f"≤ {self.bound:g}")
        return f"| {' | '.join(cells)} | {'yes' if self.met else '**no**'} |"


@dataclass(frozen=True)
class Program:
    """A command line and the folder it runs in.

    With a `question`, a run is over once that text stands on its screen; with
    `keys` besides, once what the last of them made is drawn, which alone is timed.
    """

    command: Sequence[str | Path]
    home: Path
    question: str | None = None
    keys: tuple[bytes, ...] = ()
    anew: bool = True
    """Whether a run to a question begins in an empty folder."""
    exits: tuple[int, ...] = (0,)
    """The exit codes that a run may end with."""

    @property
    def env(self) -> Mapping[str, str]:
        """Nothing from outside but the search path: no setting of the person's can tip the scales."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TUPHE_THU_MUC": str(self.home / "tuphe"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLUMNS": "80",
        }

    def run(self) -> Sample:
        """Run it once.

        Raises RuntimeError with what it said when it fails, or when the question does not come.
        """
        return self._to_the_end() if self.question is None else self._to_the_question(self.question)

    def _to_the_end(self) -> Sample:
        begin = time.perf_counter()
        with subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.home,
            env=self.env,
        ) as process:
            said = b"" if process.stdout is None else process.stdout.read()
            peak = _wait(process)
            ms = (time.perf_counter() - begin) * 1000
        if process.returncode not in self.exits:
            raise RuntimeError(f"{self.command} failed:\n{said.decode(errors='replace')}")
        return Sample(ms, peak)

    def _to_the_question(self, question: str) -> Sample:
        if self.anew:
            shutil.rmtree(self.home / "tuphe", ignore_errors=True)  # what the run before left
        terminal, inside = pty.openpty()
        termios.tcsetwinsize(inside, (40, 80))
        begin = time.perf_counter()
        with subprocess.Popen(
            self.command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=self.home,
            env=self.env,
            start_new_session=True,
        ) as process:
            os.close(inside)
            try:
                _read_until(terminal, question)
                ms = (time.perf_counter() - begin) * 1000
                for key in self.keys:
                    _read_until_drawn(terminal, SILENCE)
                    begin = time.perf_counter()
                    os.write(terminal, key)
                    ms = (_read_until_drawn(terminal, PATIENCE) - begin) * 1000
            finally:
                process.kill()
                peak = _wait(process)
                os.close(terminal)
        return Sample(ms, peak)


def _wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end of a process and return its peak memory in megabytes.

    wait4 tells of this one child, where getrusage only knows the largest so
    far. A child's peak starts at what its parent held, so this script loads
    no more than it must.
    """
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000


def _read_until(terminal: int, question: str) -> None:
    """Read until the question stands on the screen, spaces, line breaks and colours aside."""
    wanted = "".join(question.split())
    said = b""
    while wanted not in "".join(_ESCAPE.sub("", said.decode(errors="ignore")).split()):
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        try:
            more = os.read(terminal, 65536) if ready else b""
        except OSError:  # how Linux says that the program has ended
            more = b""
        if not more:
            raise RuntimeError(f"“{question}” never came:\n{said.decode(errors='replace')}")
        said += more


def _read_until_drawn(terminal: int, patience: float) -> float:
    """Read what begins to come within `patience` seconds until nothing more does, and return when the last came."""
    last = time.perf_counter()
    while select.select([terminal], [], [], patience)[0]:
        os.read(terminal, 65536)
        last, patience = time.perf_counter(), SILENCE
    return last


def install(peers: Path) -> None:
    """Install the peers into an environment of their own, unless they are there already."""
    if all((peers / "bin" / command).exists() for command in ("jrnl", "cz")):
        return
    subprocess.run([sys.executable, "-m", "venv", peers], check=True)
    subprocess.run([peers / "bin" / "python", "-m", "pip", "install", "--quiet", *PEERS], check=True)


def versions(python: Path, names: Iterable[str]) -> str:
    """Name the installed versions, as in `typer 0.28.0, rich 15.0.0`."""
    script = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    names = tuple(names)
    found = subprocess.run([python, "-c", script, *names], capture_output=True, text=True, check=True).stdout.split()
    return ", ".join(f"{name} {version}" for name, version in zip(names, found, strict=True))


def programs(place: Path, peers: Path) -> dict[str, Program]:
    """Return the programs by name, in the order they take turns; what they work on is put below `place`."""
    names = ("empty", "years", "board", "notes", "sixty", "journal", "repository")
    empty, years, board, notes, sixty, journal, repository = homes = [place / name for name in names]
    for home in homes:
        home.mkdir()
    for home in (years, board):
        for year in (2025, 2026):
            Program([TUPHE, "kiem-diem", "--tra-loi", EXAMPLES / f"{year}.toml"], home).run()
    Program([TUPHE, "ho-so", "--dat", "ho_ten=Nguyễn Thị Minh", "--dat", "mau=2B"], board).run()
    write_sixty_years(sixty, years / "tuphe" / "kiem-diem" / "2025.toml")
    write_notes(notes, 100_000)
    settings = write_journal(journal)
    template = years / "mau.docx"
    # In a process of its own: how much memory this one has counts as each program's.
    Program([sys.executable, HERE / "template.py", template], years).run()
    (repository / "report.txt").touch()
    for command in (["git", "init"], ["git", "add", "--all"]):
        Program(command, repository).run()

    note: list[str | Path] = [TUPHE, "ghi", "Số hoá xong 1.240 hồ sơ", "--muc", "chu-dong-sang-tao"]
    jrnl: list[str | Path] = [peers / "bin" / "jrnl", "--config-file", settings]
    return {
        "import typer": Program([sys.executable, "-c", "import typer"], empty),
        "tuphe --version": Program([TUPHE, "--version"], empty),
        "jrnl --version": Program([*jrnl, "--version"], journal),
        "floor program": Program([sys.executable, HERE / "floor.py"], empty),
        "one-command program": Program([sys.executable, HERE / "one.py"], empty),
        "tuphe ghi": Program(note, years),
        "tuphe ghi, 100,000 notes": Program(note, notes),
        "Word program": Program([sys.executable, HERE / "word.py"], empty),
        "tuphe xuat -o a.docx": Program([TUPHE, "xuat", "2026", "--mau", "2B", "-o", "a.docx", "--ghi-de"], years),
        # Behind the export, which writes the file: nine pages with the annex.
        "tuphe nhap a.docx": Program([TUPHE, "nhap", "a.docx", "--json"], years),
        "tuphe xuat --vao": Program(
            [TUPHE, "xuat", "2026", "--mau", "2B", "--vao", template, "-o", "b.docx", "--ghi-de"], years
        ),
        "tuphe so-sanh": Program([TUPHE, "so-sanh", "2026"], years),
        "tuphe xem": Program([TUPHE, "xem", "2026"], years),
        "jrnl -n 2": Program([*jrnl, "-n", "2"], journal),
        "tuphe xu-huong, 2 years": Program([TUPHE, "xu-huong"], years),
        "tuphe xu-huong, 60 years": Program([TUPHE, "xu-huong"], sixty),
        "tuphe kiem-diem": Program([TUPHE, "kiem-diem"], empty, question="Họ và tên"),
        "tuphe kiem-diem, keys": Program([TUPHE, "kiem-diem"], empty, question="lưu và dừng"),
        "tuphe": Program([TUPHE], years, question="Ctrl-C thôi", anew=False),
        # Rated Xuất sắc, then Tốt again, which is what the year has: every run finds the same.
        "tuphe kiem-diem, a key": Program(
            [TUPHE, "kiem-diem", "2026", "--nhom", "nhan-thuc"],
            board,
            question="lưu và dừng",
            keys=(b"1", UP, b"2"),
            anew=False,
        ),
        "cz commit": Program([peers / "bin" / "cz", "commit"], repository, question="Select the type of change"),
    }


def write_journal(home: Path) -> Path:
    """Write ten years of daily entries for jrnl, and return its settings.

    The time format was jrnl's own default until 2022, so a journal this old
    has it. With today's default every date takes a slow way through dateutil
    and `-n 2` nearly twice as long: this is the harder one to keep up with.
    """
    first, after = date(2016, 1, 1), date(2026, 1, 1)
    days = (first + timedelta(days=number) for number in range((after - first).days))
    text = "The day's work.\nFinished 12 of 12 files, three days before they were due. Met the team about next week.\n"
    journal = home / "journal.txt"
    journal.write_text("\n".join(f"[{day} 09:00] {text}" for day in days), encoding="utf-8")
    settings = home / "jrnl.yaml"
    settings.write_text(f'journals: {{default: "{journal}"}}\ntimeformat: "%Y-%m-%d %H:%M"\n', encoding="utf-8")
    return settings


def write_sixty_years(home: Path, sample: Path) -> None:
    """Write the year in `sample`, a saved 2025, as each of 1967 to 2026, with its days moved along."""
    text = sample.read_text(encoding="utf-8")
    for year in range(1967, 2027):
        moved = text
        for later in (2, 1, 0, -1) if year > 2025 else (-1, 0, 1, 2):  # no number is moved twice
            moved = re.sub(rf"\b{2025 + later}\b", str(year + later), moved)
        _put(home, f"kiem-diem/{year}.toml", [moved])


def write_notes(home: Path, number: int) -> None:
    """Write so many notes for this year."""
    day = date.today()
    note = f'\n[[so_tay]]\nma = "{day:%Y%m%d}T080000-{{:08x}}"\nngay = {day}\nnoi_dung = "Số hoá xong hồ sơ."\n'
    _put(home, f"so-tay/{day.year}.toml", map(note.format, range(number)))


def _put(home: Path, name: str, texts: Iterable[str]) -> None:
    """Write a file of tuphe's, which nobody else may read; text by text, for this script must stay small."""
    path = home / "tuphe" / name
    for folder in (path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(texts)
    path.chmod(0o600)


def measure(compared: Mapping[str, Program], runs: int) -> dict[str, Sample]:
    """Let the programs take turns, and return each one's medians.

    The first run of each is not counted: it compiles what Python and the
    disk's cache keep for the next one.
    """
    for program in compared.values():
        program.run()
    rounds = [{name: program.run() for name, program in compared.items()} for _ in range(runs)]
    return {
        name: Sample(
            ms=median(samples[name].ms for samples in rounds),
            megabytes=median(samples[name].megabytes for samples in rounds),
        )
        for name in compared
    }


def report(medians: Mapping[str, Sample]) -> tuple[Row, ...]:
    """Set what was measured against the bounds."""
    rows = []
    for ratio in RATIOS:
        ours, theirs = medians[ratio.ours].ms, medians[ratio.theirs].ms
        rows.append(
            Row(
                measure=f"{ratio.measure}: `{ratio.ours}`",
                ours=f"{ours:.0f}",
                against=f"`{ratio.theirs}`",
                theirs=f"{theirs:.0f}",
                ratio=ours / theirs,
                bound=ratio.bound,
            )
        )
    peak = medians[MEMORY].megabytes
    rows.append(
        Row(
            measure=f"peak memory: `{MEMORY}`",
            ours=f"{peak:.1f} MB",
            against="a fixed limit",
            theirs=f"{MEMORY_LIMIT:g} MB",
            ratio=peak / MEMORY_LIMIT,
            bound=1.0,
        )
    )
    return tuple(rows)


def main() -> int:
    """Install the peers, measure, print the table."""
    parser = argparse.ArgumentParser(description="Measure whether tuphe is fast enough.")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="runs of each program (default: 15)")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="install the peers here and keep them")
    asked = parser.parse_args()

    with TemporaryDirectory(prefix="tuphe-benchmarks-") as temporary:
        place = Path(temporary)
        peers = place / "peers" if asked.peers is None else asked.peers.absolute()
        install(peers)
        rows = report(measure(programs(place, peers), asked.runs))
        own = versions(Path(sys.executable), ("typer", "rich", "questionary"))
        others = versions(peers / "bin" / "python", PEERS)
    print(
        f"Medians of {asked.runs} runs; {os.cpu_count()} CPUs, {platform.system()}, Python {platform.python_version()};"
    )
    print(f"{own}; peers: {others}.\n")
    print(Row.head, *rows, sep="\n")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
