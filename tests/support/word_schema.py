"""What Word demands of its XML and LibreOffice forgives: which elements stand where, and in which order (ECMA-376)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl"
MARGINS = "top left start bottom right end"

ORDERS = {
    name: children.split()
    for name, children in {
        "document": "background body",
        "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
            suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
            snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
            textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
        "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
            snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
            vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
        "numPr": "ilvl numId numberingChange ins",
        "pBdr": "top left bottom right between bar",
        "tbl": "tblPr tblGrid tr",
        "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
            tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange""",
        "tblGrid": "gridCol tblGridChange",
        "tblBorders": BORDERS,
        "tblCellMar": MARGINS,
        "tr": "tblPrEx trPr tc",
        "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
            hideMark headers cellIns cellDel cellMerge tcPrChange""",
        "tcBorders": BORDERS,
        "tcMar": MARGINS,
        "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
            pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
            sectPrChange""",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "rPrDefault": "rPr",
        "pPrDefault": "pPr",
        "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat
            locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "num": "abstractNumId lvlOverride",
        "lvlOverride": "startOverride lvl",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "settings": """zoom defaultTabStop characterSpacingControl updateFields compat themeFontLang decimalSymbol
            listSeparator""",
    }.items()
}
"""The children that an element may have, in the order that the schema wants; of settings, those that we write."""

ANY_ORDER = {
    name: children.split()
    for name, children in {
        "body": "p tbl sectPr",
        "hdr": "p tbl",
        "tc": "tcPr p tbl",
        "p": "pPr r fldSimple hyperlink bookmarkStart bookmarkEnd",
        "fldSimple": "fldData r",
        "r": "rPr t tab br fldChar instrText",
        "trPr": """cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc
            hidden""",
        "compat": "compatSetting",
    }.items()
}
"""The children that an element may have, one before the other or not."""

FIRST = frozenset({"pPr", "rPr", "tcPr"})
"""What stands before everything else, where order is free otherwise."""

LAST = {"body": "sectPr", "tc": "p"}
"""What must end an element."""


def misplaced(root: Element) -> list[str]:
    """Say of every element in a part what Word would refuse: children it may not have, or not there."""
    return [fault for element in root.iter() for fault in _faults(element)]


def _faults(element: Element) -> Iterator[str]:
    name, children = short(element), [short(child) for child in element]
    allowed = ORDERS.get(name) or ANY_ORDER.get(name, [])
    for child in children:
        if child not in allowed:
            yield f"{name} has no {child}"
    known = [child for child in children if child in allowed]
    wanted = sorted(known, key=allowed.index) if name in ORDERS else sorted(known, key=lambda child: child not in FIRST)
    if known != wanted:
        yield f"{name}: {' '.join(known)}, not {' '.join(wanted)}"
    if name in LAST and children[-1:] != [LAST[name]]:
        yield f"{name} does not end with {LAST[name]}"


def short(element: Element) -> str:
    """An element's name without its namespace, if it is one of Word's own."""
    return str(element.tag).removeprefix(W)
