"""Word files as small as one habit of theirs: the body, and the other parts only where they matter."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES: Final = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": _OFFICE,
    }.items()
)


def part(name: str, inner: str) -> str:
    """One part of a file, with what stands in it."""
    within = f"<w:body>{inner}</w:body>" if name == "document" else inner
    root = {"header": "hdr", "footer": "ftr"}.get(name, name)
    return f"<?xml version='1.0' encoding='UTF-8'?><w:{root} {_NAMES}>{within}</w:{root}>"


def relationships(targets: Mapping[str, str]) -> str:
    """The part that says where others of some kinds are."""
    listed = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


_KINDS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def content_types(*parts: str) -> str:
    """The part that says what the others are."""
    named = {"document": "document.main"}
    listed = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_KINDS}.{named.get(part, part)}+xml"/>' for part in parts
    )
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{usual}{listed}</Types>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def parts_of(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file with this body; `others` are what stands in `styles`, `numbering`, `footnotes`, …"""
    return {
        "[Content_Types].xml": content_types("document", *others),
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relationships({kind: f"{kind}.xml" for kind in others}),
        "word/document.xml": part("document", body),
        **{f"word/{kind}.xml": part(kind, inner) for kind, inner in others.items()},
    }


def word(body: str, **others: str) -> bytes:
    """A Word file with this body."""
    return zipped(parts_of(body, **others))


def p(*inner: str, properties: str = "") -> str:
    """A paragraph of runs; of plain words, one run each."""
    runs = "".join(one if one.startswith("<") else r(one) for one in inner if one)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of words."""
    shape = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shape}<w:t xml:space="preserve">{text}</w:t></w:r>'


def control(properties: str, inner: str) -> str:
    """A content control of these properties around runs or paragraphs."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def old_field(data: str, kind: str = "FORMCHECKBOX", shown: str | None = None) -> str:
    """A field of Word's old forms, with what it shows where that is not drawn of its data."""
    result = "" if shown is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText> {kind} </w:instrText></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(inner: str) -> str:
    """A run with a text box, drawn in both ways in which Word writes one for its older versions too."""
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    size = '<wp:extent cx="1800000" cy="360000"/><wp:docPr id="1" name="Hộp 1"/>'
    drawn = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="360000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    graphic = f'<a:graphic><a:graphicData uri="{shape}">{drawn}</a:graphicData></a:graphic>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>{size}{graphic}</wp:inline>'
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
