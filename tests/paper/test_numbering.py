"""Automatic numbering is counted as Word counts it."""

from support.small_word import p, word
from tuphe.paper.word import paragraphs_of

LEGAL = "<w:isLgl/>"


def level(at: int, shape: str, text: str, *more: str, start: str = "1") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>{"".join(more)}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def kind(number: int, *levels: str) -> str:
    """A kind of list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def a_list(number: int, of: int, *overrides: str) -> str:
    """A list of a kind."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def entry(number: int, at: int = 0) -> str:
    """A paragraph in a list."""
    return p("x", properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def numbers(body: str, numbering: str, **others: str) -> list[str]:
    """What stands before each paragraph."""
    return [one.number for one in paragraphs_of(word(body, numbering=numbering, **others))]


HEADINGS = kind(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2/"),
    level(2, "lowerLetter", "%3)"),
    level(3, "decimal", "%1.%2.%4", LEGAL),
)


def test_levels_count_on_and_begin_anew_below_the_next_of_a_higher_one() -> None:
    body = "".join(entry(1, at) for at in (0, 1, 1, 2, 2, 0, 1, 2, 3))

    assert numbers(body, HEADINGS + a_list(1, 1)) == ["I.", "1/", "2/", "a)", "b)", "II.", "1/", "a)", "2.1.1"]


def test_lists_of_one_kind_count_on_together_unless_one_begins_or_is_numbered_otherwise() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1:", start="3")}</w:lvlOverride>'
    lists = HEADINGS + a_list(1, 1) + a_list(2, 1) + a_list(3, 1, again)

    assert numbers("".join(map(entry, (1, 2, 1, 3, 3, 1))), lists) == ["I.", "II.", "III.", "V.", "VI.", "VII."]
    assert numbers(entry(2) + entry(2), HEADINGS + a_list(2, 1, own)) == ["Điều 3:", "Điều 4:"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    vanish = "<w:rPr><w:vanish/></w:rPr>"
    hidden = entry(1).replace("<w:r>", f"<w:r>{vanish}").replace("</w:numPr>", f"</w:numPr>{vanish}")

    assert [one for one in numbers(entry(1) + hidden + entry(1), HEADINGS + a_list(1, 1)) if one] == ["I.", "II."]


def test_a_bullet_is_what_its_font_shows() -> None:
    def bullet(number: int, text: str, font: str) -> str:
        fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
        return kind(number, level(0, "bullet", text).replace("</w:lvl>", f"{fonts}</w:lvl>")) + a_list(number, number)

    lists = (
        bullet(1, "\uf0b7", "Symbol")
        + bullet(2, "\uf0a8", "Wingdings")
        + bullet(3, "-", "Times New Roman")
        + bullet(4, "o", "Courier New")
    )

    assert numbers("".join(map(entry, (1, 2, 3, 4))), lists) == ["•", "☐", "-", "○"]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_can_leave_the_list() -> None:
    plain = '<w:numFmt w:val="decimal"/><w:lvlText w:val="%2/"/>'
    linked = HEADINGS.replace(plain, plain.replace("/>", '/><w:pStyle w:val="Muc"/>', 1))
    styles = (
        '<w:style w:type="paragraph" w:styleId="De"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="De"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        p("x", properties=f'<w:pStyle w:val="{style}"/>{more}')
        for style, more in (("De", ""), ("Muc", ""), ("De", '<w:numPr><w:numId w:val="0"/></w:numPr>'), ("Muc", ""))
    )

    assert numbers(body, linked + a_list(1, 1), styles=styles) == ["I.", "1/", "", "2/"]


def test_absurd_numbers_are_no_work() -> None:
    wild = kind(1, level(0, "upperRoman", "%1" * 30_000, start="999999")) + a_list(1, 1)
    lost = a_list(7, 99) + '<w:num w:numId="x"/>'

    assert all(len(one) <= 40 for one in numbers(entry(1) + entry(7) + entry(1, 70), wild + lost))
