"""python-docx reads the document's paragraphs and, place by place, its tables."""

import importlib.metadata

import docx
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from . import document
from .files import dense, replaced

NAME = "python-docx"
LOOKS_AT = "DOCX"
CONTINUED = "（续）"
# A table that only sets lines in their place at the foot of the page.
IMPRINT = "版记"


def version():
    return importlib.metadata.version("python-docx")


def caption(table):
    found = table._tbl.tblPr.xpath("w:tblCaption/@w:val")
    return found[0] if found else ""


def places(table):
    """For every grid place (the cell, its text)."""
    grid = []
    for row in table.rows:
        grid.append([(cell._tc, dense(cell.text)) for cell in row.cells])
    return grid


def read(path):
    """The file's texts and tables; the parts of a table that was broken on purpose made one again."""
    out = []
    for item in docx.Document(path).iter_inner_content():
        if isinstance(item, Paragraph):
            out.append(dense(item.text))
        elif isinstance(item, DocxTable):
            last = next((block for block in reversed(out) if block != ""), None)
            grid = places(item)
            if caption(item) == IMPRINT:
                out.append("".join(text for row in grid for _, text in row))
                continue
            if caption(item).endswith(CONTINUED) and isinstance(last, tuple):
                heads = sum(1 for row in item.rows if row._tr.xpath("w:trPr/w:tblHeader"))
                out[len(out) - 1 - out[::-1].index(last)] = (last[0], last[1] + grid[heads:], True)
            else:
                out.append((caption(item), grid, False))
    return [block for block in out if block != ""]


def shape(cells):
    """For each place the number of the cell that covers it, in the order of their first places."""
    numbers = {}
    return [numbers.setdefault(cell, len(numbers)) for cell in cells]


def table_faults(found, expected):
    _, grid, torn = found
    wanted = expected.grid()
    if [len(row) for row in grid] != [len(row) for row in wanted]:
        return [f"table {expected.caption}: {len(grid)} rows of {sorted({len(r) for r in grid})} places"]
    out = []
    for r, (row, wanted_row) in enumerate(zip(grid, wanted)):
        for c, ((_, text), cell) in enumerate(zip(row, wanted_row)):
            if text != cell.text:
                out.append(f"table {expected.caption}, row {r}, place {c}: “{text}” in place of “{cell.text}”")
    # Two places belong to one cell here when they do there, unless the cell was torn.
    if not torn:
        if shape(cell for row in grid for cell, _ in row) != shape(id(cell) for row in wanted for cell in row):
            out.append(f"table {expected.caption}: other places are merged")
    return out


def judge(report):
    found, expected = read(report.docx), [b for b in document.read(report.document, with_letter_head=False) if b != ""]
    texts = lambda blocks: "".join(b if isinstance(b, str) else "▦" for b in blocks)
    out = document.difference(texts(found), texts(expected))
    tables = lambda blocks: [b for b in blocks if not isinstance(b, str)]
    for one, other in zip(tables(found), tables(expected)):
        out += table_faults(one, other)
    return out


def damages(report, folder):
    part = "word/document.xml"
    yield "a merge that begins a row too late", report.but(docx=replaced(
        report.docx, folder, part, r'<w:vMerge w:val="continue" ?/>', '<w:vMerge w:val="restart"/>', "merge.docx"))
    yield "a wrong content type", report.but(docx=replaced(
        report.docx, folder, "[Content_Types].xml", r"wordprocessingml\.document\.main\+xml",
        "wordprocessingml.footer+xml", "type.docx"))
    yield "a character of the text changed", report.but(docx=replaced(
        report.docx, folder, part, r"(<w:t[^>]*>)[一-龥]", r"\1丂", "text.docx"))
    yield "a cell over two columns made one over one", report.but(docx=replaced(
        report.docx, folder, part, r'<w:gridSpan w:val="\d+" ?/>', "", "span.docx"))
