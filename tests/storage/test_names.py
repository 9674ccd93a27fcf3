"""Names that Windows has no file for."""

from tuphe.names import refused_by_windows


def test_a_name_that_windows_refuses_is_told_with_what_to_do_and_every_other_may_be_used() -> None:
    refused = (
        *("con", "CON.txt", "con .txt", "nul.toml", "Com1", "lpt9.docx", "COM¹", "a.", "a ", "a. ."),
        *("x?.txt", "a<b", "a>b", 'a"b', "a|b", "a*b", "a:b", "a\\b", "a\x01b"),
    )
    used = (
        *("", ".", "..", ".o-dia", "2026.toml", "kiểm điểm 2026 (2).docx", "console.txt", "com.txt", "com10", "lpt"),
        *("icon", "aux1.md", "a.con", "nultest"),
    )

    assert [name for name in refused if not refused_by_windows(name).endswith("Chọn tên khác.")] == []
    assert [name for name in used if refused_by_windows(name)] == []
