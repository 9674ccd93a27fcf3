"""What `--json` writes."""

from datetime import date

from support.values import a_checklist, a_year
from tuphe.core.comparison import compare
from tuphe.core.note import Note
from tuphe.core.review import Pledge, Rating
from tuphe.reports import comparison_report, notes_report


def test_the_report_of_a_comparison_has_the_keys_that_other_programs_read() -> None:
    before = a_year(2025, {"a": Rating.FAIR}, pledges=(Pledge(text="Nộp sớm."),))
    after = a_year(2026, {"a": Rating.GOOD})

    report = comparison_report(2026, compare(before, after, a_checklist(["a"])))

    assert report == {
        "nam": 2026,
        "nam_truoc": 2025,
        "khac_bo_tieu_chi": False,
        "tu_giay": (),
        "muc": [{"id": "a", "nhom": "nhom-1", "truoc": "trung-binh", "nay": "tot", "thay_doi": "tien-bo"}],
        "nhom": [{"id": "nhom-1", "truoc": 2.0, "nay": 3.0, "so_muc": 1}],
        "han_che": [],
        "cam_ket": [{"noi_dung": "Nộp sớm.", "tinh_trang": None, "tu_nam": 2025, "phan_tram": None}],
    }


def test_a_note_has_its_key_first_and_nothing_that_is_empty() -> None:
    [note] = notes_report([Note(day=date(2026, 2, 3), text="Số hoá xong.", item="a")])["so_tay"]

    assert list(note.items()) == [("ma", ""), ("ngay", "2026-02-03"), ("muc", "a"), ("noi_dung", "Số hoá xong.")]
