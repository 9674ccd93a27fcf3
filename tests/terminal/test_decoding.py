"""Text from a pipe: its letters come out right, or it is said that they were guessed."""

import codecs

import pytest

from tuphe.terminal.decoding import decoded

TEXT = "Số hoá xong 1.240 hồ sơ ở Uỷ ban, trước hạn.\r\nViệc thứ hai.\n"


@pytest.mark.parametrize(
    "given",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16-le", "utf-16-be"],
)
def test_what_says_its_encoding_is_read_without_a_word(given: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert decoded(given) == TEXT
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_has_no_mark_is_read_and_told(encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT
    assert f"bảng mã {encoding}" in capsys.readouterr().err


def test_nothing_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert decoded(b"") == ""
    assert decoded(codecs.BOM_UTF8) == ""
    assert capsys.readouterr().err == ""
