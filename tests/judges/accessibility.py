"""What a screen reader needs of the DOCX: head rows, language, title, headings without gaps, words for
tables and pictures."""

import xml.etree.ElementTree as xml

from . import document
from .files import W, parts, replaced

NAME = "accessibility of the DOCX"
LOOKS_AT = "DOCX"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"


def version():
    return "own"


def levels(body, styles):
    """Outline level of every heading in order, 1 at the top."""
    of_style = {}
    for style in styles.iter(f"{W}style"):
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            of_style[style.get(f"{W}styleId")] = int(level.get(f"{W}val")) + 1
    for paragraph in body.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if own is not None:
            level = int(own.get(f"{W}val")) + 1
        else:
            level = of_style.get(style.get(f"{W}val")) if style is not None else None
        if level and level <= 9 and "".join(paragraph.itertext()).strip():
            yield level


def heading_faults(body, styles, expected):
    found, last = list(levels(body, styles)), 0
    out = [] if found or not expected else ["no headings"]
    for number, level in enumerate(found, 1):
        if level > last + 1:
            out.append(f"heading {number}: level {level} after level {last}")
        last = level
    return out


def table_faults(body, expected):
    out = []
    heads = {table.caption: table.header_rows for table in expected if not isinstance(table, str)}
    for number, table in enumerate(body.iter(f"{W}tbl"), 1):
        words = {name: table.find(f"{W}tblPr/{W}{name}") for name in ("tblCaption", "tblDescription")}
        for name, element in words.items():
            if element is None or not element.get(f"{W}val"):
                out.append(f"table {number}: no {name}")
        caption = words["tblCaption"].get(f"{W}val") if words["tblCaption"] is not None else ""
        rows = table.findall(f"{W}tr")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        wanted = heads.get(caption.removesuffix("（续）"), 0)
        if marked != [r < wanted for r in range(len(rows))]:
            out.append(f"table {number}: head rows are {sum(marked)} of {wanted}")
    return out


def judge(report):
    content = {name: xml.fromstring(data) for name, data in parts(report.docx).items() if name.endswith(".xml")}
    body, styles, core = (content[n] for n in ("word/document.xml", "word/styles.xml", "docProps/core.xml"))
    headings = heading_faults(body, styles, document.has_headings(report.document))
    out = headings + table_faults(body, document.read(report.document))
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if lang is None or lang.get(f"{W}eastAsia") != "zh-CN":
        out.append("the text's language is not said to be zh-CN")
    # Minutes are signed by nobody.
    is_signed = "\nsignature " in report.document.read_text(encoding="utf-8")
    for name in ("title", "language", *(["creator"] if is_signed else [])):
        if not (core.findtext(f"{DC}{name}") or "").strip():
            out.append(f"no {name} among the properties")
    for picture in body.iter(f"{DRAWING}docPr"):
        if not picture.get("descr"):
            out.append(f"picture {picture.get('id')}: no words in its place")
    return out


def damages(report, folder):
    cases = [
        ("a head row that is not marked", "word/document.xml", r"<w:tblHeader ?/>", ""),
        ("no language", "word/styles.xml", r"<w:lang [^>]*/>", ""),
        ("no title", "docProps/core.xml", r"<dc:title>[^<]*</dc:title>", ""),
        ("a table without words", "word/document.xml", r"<w:tblCaption [^>]*/>", ""),
        ("a heading a level too low", "word/document.xml", r'(<w:pStyle w:val=")Heading1"', r'\1Heading3"'),
    ]
    for number, (what, part, pattern, by) in enumerate(cases):
        yield what, report.but(docx=replaced(report.docx, folder, part, pattern, by, f"{number}.docx"))
