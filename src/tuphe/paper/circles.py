"""A circle drawn around words: where its middle is, as far as the shape says it."""

import re
from typing import Final

from tuphe.paper.package import Element, W
from tuphe.paper.paragraphs import Circle

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPE: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_OUTLINE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}prstGeom"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
SHAPES: Final = (_OUTLINE, f"{_VML}oval", f"{_VML}roundrect", f"{_VML}shape")
"""What may be a circle."""
_ELLIPSES: Final = ("#_x0000_t3", "#_x0000_t120")
"""The types of a VML shape that are an ellipse, or the circle of a chart."""
_ROUND: Final = ("ellipse", "roundRect", "flowChartConnector", "flowChartTerminator", "donut", "arc")
"""The shapes that people draw around a word (ISO/IEC 29500-1, 20.1.10.56)."""

_EMU: Final = 12_700
"""Word's units of a drawing in a point."""
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
"""Points in a unit of a style of VML."""
_OF_PARAGRAPH: Final = ("paragraph", "line", "text", "")
_OF_COLUMN: Final = ("column", "character", "margin", "text", "")
"""Origins from which a place is measured and that the paragraph alone determines."""


def circle_of(shape: Element) -> Circle | None:
    """Return the circle that one of `SHAPES` is; None for any other shape, and for one with words in it.

    Its middle is in points from the beginning of its paragraph; None where it is counted from the page.
    """
    if shape.tag == _OUTLINE:
        if shape.get("prst") not in _ROUND or _holds_text(next(shape.iterancestors(f"{_SHAPE}wsp"), shape)):
            return None
        anchor = next(shape.iterancestors(f"{_DRAWING}anchor"), None)
        if anchor is None:
            return Circle()
        across, down = _of_anchor(anchor, "H", "cx", _OF_COLUMN), _of_anchor(anchor, "V", "cy", _OF_PARAGRAPH)
        return Circle(across=across, down=down)
    if _holds_text(shape) or (shape.tag == f"{_VML}shape" and shape.get("type") not in _ELLIPSES):
        return None
    style = dict(re.findall(r"([\w-]+)\s*:\s*([^;]*)", shape.get("style", "")[:400]))
    return Circle(
        across=_of_style(style, "margin-left", "width", "horizontal", _OF_COLUMN),
        down=_of_style(style, "margin-top", "height", "vertical", _OF_PARAGRAPH),
    )


def _holds_text(shape: Element) -> bool:
    return any((text.text or "").strip() for text in shape.iter(f"{W}t"))


def _of_anchor(anchor: Element, way: str, size: str, known: tuple[str, ...]) -> float | None:
    place, extent = anchor.find(f"{_DRAWING}position{way}"), anchor.find(f"{_DRAWING}extent")
    if place is None or extent is None or place.get("relativeFrom", "") not in known:
        return None
    lengths = place.findtext(f"{_DRAWING}posOffset", ""), extent.get(size, "")
    if not all(re.fullmatch(r"-?\d{1,9}", one) for one in lengths):
        return None
    return (int(lengths[0]) + int(lengths[1]) / 2) / _EMU


def _of_style(style: dict[str, str], edge: str, size: str, way: str, known: tuple[str, ...]) -> float | None:
    start, length = _points(style.get(edge, "")), _points(style.get(size, ""))
    is_known = style.get(f"mso-position-{way}-relative", "") in known
    return None if start is None or length is None or not is_known else start + length / 2


def _points(length: str) -> float | None:
    found = re.fullmatch(r"(-?\d{0,5}(?:\.\d{1,6})?)(pt|in|cm|mm|px|)", length.strip())
    return float(found[1]) * _POINTS[found[2]] if found and re.search(r"\d", found[1]) else None
