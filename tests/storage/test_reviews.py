"""The years in a folder: found, read, held for writing, saved in one step."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from support.values import the_checklist
from tuphe.core.point_table import Criterion, PointTable
from tuphe.core.review import Answer, ChecklistRef, Pledge, Rating, Review, State
from tuphe.core.self_rating import Score, SelfRating
from tuphe.core.tasks import Tasks
from tuphe.errors import BadFile, ExitCode, WouldNotBeRead, YearLocked
from tuphe.storage import toml
from tuphe.storage.reviews import ReviewStore

SECRET = "Bí mật 7391"


def save(reviews: ReviewStore, review: Review) -> None:
    with reviews.holding(review.year, closed_too=True) as held:
        held.save(review)


def year_file(folder: Path, year: int = 2026) -> Path:
    return folder / "kiem-diem" / f"{year}.toml"


def put(folder: Path, text: str, year: int = 2026) -> Path:
    path = year_file(folder, year)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def versions(folder: Path, year: int = 2026) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / "sao-luu" / "kiem-diem" / str(year)).glob("*"))]


def test_a_folder_that_is_not_there_or_cannot_be_has_no_years_and_reading_makes_nothing(
    reviews: ReviewStore, folder: Path
) -> None:
    assert reviews.years() == ()
    assert reviews.state_of(2026) is None
    assert reviews.year_before(2026) is None
    assert not folder.exists()
    folder.write_bytes(b"")
    assert reviews.years() == ()


def test_years_are_listed_oldest_first_and_other_files_are_no_years(reviews: ReviewStore, folder: Path) -> None:
    for name in ("2026.toml", "2024.toml", "1930.toml", "0999.toml", "20266.toml", "2025.toml.bak", "ghi.toml"):
        put(folder, "").with_name(name).write_text("", encoding="utf-8")

    assert reviews.years() == (1930, 2024, 2026)


def test_the_state_of_each_year_is_known_and_the_year_before_is_the_nearest_earlier_one_on_file(
    reviews: ReviewStore,
) -> None:
    for year in (2021, 2023, 2026):
        save(reviews, Review(year=year, state=State.CLOSED if year == 2023 else State.OPEN))

    assert [reviews.state_of(year) for year in (2022, 2023, 2026)] == [None, State.CLOSED, State.OPEN]
    assert [reviews.year_before(year) for year in (2026, 2023, 2021)] == [2023, 2021, None]


@pytest.mark.parametrize("checklist", ["da-mat", "trach-nhiem"])
def test_a_year_stays_readable_when_its_checklist_is_gone_or_has_lost_an_item(
    reviews: ReviewStore, checklist: str
) -> None:
    review = Review(
        year=2026,
        checklist=ChecklistRef(id=checklist, fingerprint="0123456789abcdef"),
        answers=(Answer(item="muc-da-bo", rating=Rating.GOOD),),
    )
    save(reviews, review)

    assert reviews.load(2026) == review


@pytest.mark.parametrize(
    ("content", "says"), [("dinh_dang = 5\nnam = 2026\n", "định dạng 5"), (None, "thư mục")], ids=["newer", "a folder"]
)
def test_what_cannot_be_read_is_not_held_and_left_untouched(
    reviews: ReviewStore, folder: Path, content: str | None, says: str
) -> None:
    if content is None:
        year_file(folder).mkdir(parents=True)
    else:
        put(folder, content)

    with pytest.raises(BadFile, match=says), reviews.holding(2026):
        pass

    assert year_file(folder).is_dir() if content is None else year_file(folder).read_text("utf-8") == content
    assert versions(folder) == []


def test_an_answers_file_may_leave_out_what_only_tuphe_needs_and_is_taken_at_its_word(reviews: ReviewStore) -> None:
    def read(content: bytes) -> Review:
        return reviews.read_answers(content, "-", year=None, default=2026, latest=2027, checklist=None)

    bare = read(b'[[muc]]\nid = "can-kiem"\nmuc_do = "tot"\n')
    telling = read(b'nam = 2024\n[bo_tieu_chi]\nid = "trach-nhiem"\n')

    assert (bare.year, bare.checklist.id, bare.rating("can-kiem")) == (2026, "trach-nhiem", Rating.GOOD)
    assert (telling.year, telling.checklist.id) == (2024, "trach-nhiem")


def test_a_sitting_keeps_the_year_as_it_was_when_it_began_however_many_answers_are_saved(
    reviews: ReviewStore, folder: Path
) -> None:
    first = Review(year=2026, note="lần một")
    save(reviews, first)

    for sitting in ("hai", "ba"):
        with reviews.holding(2026) as held:
            for number in range(60):
                held.save(Review(year=2026, note=f"lần {sitting}, câu {number}"))

    assert reviews.load(2026).note == "lần ba, câu 59"
    assert versions(folder) == [toml.dump(first), toml.dump(Review(year=2026, note="lần hai, câu 59"))]


SCORED = PointTable(
    id="rieng",
    name="Bảng riêng",
    general=(Criterion(id="chung", name="Chung", maximum=30),),
    tasks=(Criterion(id="viec", name="Việc", maximum=70),),
)

UNREADABLE = {
    "an item twice": {"answers": (Answer(item="can-kiem"), Answer(item="can-kiem"))},
    "an item that there is not": {"answers": (Answer(item="khong-co-muc-nay"),)},
    "counts of tasks that contradict each other": {"tasks": Tasks(total=1, done=2)},
    "a blank where words are needed": {"pledges": (Pledge(text=" "),)},
    "points without a table": {"self_rating": SelfRating(scores=(Score(criterion="chung", points=1),))},
    "a sum that is none": {
        "self_rating": SelfRating(table="rieng", scores=(Score(criterion="chung", points=9),), general_points=8),
        "point_table": SCORED,
    },
    "another table than the one named": {"self_rating": SelfRating(table="khac"), "point_table": SCORED},
    "another year": {"year": 2027},
    "more than is read, once it is written": {"note": "\\" * 1_100_000},
    "more digits than a number has": {"note": "1" * 500_001},
}


@pytest.mark.parametrize("fields", UNREADABLE.values(), ids=UNREADABLE)
def test_what_could_not_be_read_again_is_not_saved(reviews: ReviewStore, folder: Path, fields: dict[str, Any]) -> None:
    save(reviews, Review(year=2026, note="Còn nguyên."))
    before = year_file(folder).read_bytes()
    fingerprint = the_checklist().fingerprint()
    unreadable = Review(year=2026, checklist=ChecklistRef(fingerprint=fingerprint)).but(**fields)

    with reviews.holding(2026) as held, pytest.raises(WouldNotBeRead, match=r"[.]$") as refused:
        held.save(unreadable)

    assert year_file(folder).read_bytes() == before
    assert versions(folder) == []
    assert "Không ghi được" in str(refused.value)


def test_one_year_is_held_once_and_two_at_once(reviews: ReviewStore) -> None:
    with reviews.holding(2025) as one, reviews.holding(2026) as other:
        with pytest.raises(YearLocked, match="2026") as refused, reviews.holding(2026):
            pass
        one.save(Review(year=2025))
        other.save(Review(year=2026))

    assert refused.value.exit_code is ExitCode.CONFLICT
    assert reviews.years() == (2025, 2026)


def test_nothing_stays_but_the_year_its_versions_and_the_locks_and_what_a_killed_program_left_is_swept(
    reviews: ReviewStore, folder: Path
) -> None:
    for note in ("một", "hai"):
        save(reviews, Review(year=2026, note=note))
    in_versions = folder / "sao-luu" / "kiem-diem" / "2026" / ".2026-11-25T10-00-00.000000.toml.4711.tmp"
    beside = [year_file(folder).with_name(f".2026.toml.{process}.tmp") for process in (4711, os.getpid())]
    for left in (in_versions, *beside):
        left.write_text(SECRET, encoding="utf-8")

    save(reviews, Review(year=2026, note="mới"))

    assert year_file(folder).read_bytes() == toml.dump(Review(year=2026, note="mới"))
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    kept = {name for name in files if name.startswith("sao-luu/kiem-diem/2026/")}
    assert len(kept) == len(versions(folder)) == 2
    assert files - kept <= {"kiem-diem/2026.toml", "kiem-diem/.2026.lock", ".khoa.lock"}


SAVING_ON_AND_ON = """
import sys
from pathlib import Path
from tuphe.core.review import Review
from tuphe.storage.checklists import ChecklistCatalogue
from tuphe.storage.encryption.folder import Folder
from tuphe.storage.reviews import ReviewStore

folder = Path(sys.argv[1])
reviews = ReviewStore(Folder(folder), ChecklistCatalogue(folder, notify=print), notify=print)
with reviews.holding(2026) as held:
    for number in range(int(sys.argv[2])):
        held.save(Review(year=2026, note=f"dòng {number}\\n" * 2000))
        if not number:
            print("saved", flush=True)
    sys.stdin.read()
"""


def test_a_year_that_another_process_saves_is_not_held_and_whole_and_free_once_that_is_killed(
    reviews: ReviewStore, folder: Path
) -> None:
    saves = "1" if os.name == "nt" else "1000000"  # Windows does not kill in the middle of a move
    command = [sys.executable, "-c", SAVING_ON_AND_ON, str(folder), saves]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "saved\n"
        with pytest.raises(YearLocked, match="chưa có gì bị ghi đè"), reviews.holding(2026):
            pass
        time.sleep(0.05)
        process.kill()

    lines = reviews.load(2026).note.splitlines()
    assert (len(lines), len(set(lines))) == (2000, 1)
    save(reviews, Review(year=2026, note="sau đó"))
    assert reviews.load(2026).note == "sau đó"
