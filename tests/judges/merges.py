"""Our own reading of merged cells: no continuation without a beginning, no row that leaves the grid.

Word shows a `vMerge` that continues nothing as an empty cell and says nothing.
"""

import xml.etree.ElementTree as xml

from .files import W, parts, replaced

NAME = "merged cells"
LOOKS_AT = "DOCX"


def version():
    return "own"


def value(element, path, default):
    found = element.find(path)
    return default if found is None else found.get(f"{W}val", "continue")


def row_faults(row, where, above, columns):
    """The faults of a row, and what it leaves open below: grid column → columns merged."""
    out, at, below = [], 0, {}
    for cell in row.findall(f"{W}tc"):
        span = int(value(cell, f"{W}tcPr/{W}gridSpan", 1))
        merge = value(cell, f"{W}tcPr/{W}vMerge", None)
        if merge == "continue":
            if above.get(at) != span:
                out.append(f"{where}, column {at}: continues a merge that did not begin")
            if "".join(cell.itertext()).strip():
                out.append(f"{where}, column {at}: text in a cell that is merged away")
        if merge is not None:
            below[at] = span
        if not cell.findall(f"{W}p"):
            out.append(f"{where}, column {at}: a cell without a paragraph")
        at += span
    if at != columns:
        out.append(f"{where}: {at} columns of {columns}")
    return out, below


def judge(report):
    body, out = xml.fromstring(parts(report.docx)["word/document.xml"]), []
    for number, table in enumerate(body.iter(f"{W}tbl"), 1):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        above = {}
        for r, row in enumerate(table.findall(f"{W}tr"), 1):
            faults, above = row_faults(row, f"table {number}, row {r}", above, columns)
            out += faults
    return out


def damages(report, folder):
    part = "word/document.xml"
    yield "a merge that does not begin", report.but(docx=replaced(
        report.docx, folder, part, r'<w:vMerge w:val="restart" ?/>', "", "merge.docx"))
    yield "a row with a column less", report.but(docx=replaced(
        report.docx, folder, part, r'<w:gridSpan w:val="\d+" ?/>', "", "span.docx"))
