"""mammoth turns the DOCX into HTML with the same text and the same spans."""

import html.parser
import importlib.metadata

import docx
import mammoth

from . import document, python_docx
from .files import dense, replaced

NAME = "mammoth"
LOOKS_AT = "DOCX"


def version():
    return importlib.metadata.version("mammoth")


class Reader(html.parser.HTMLParser):
    """The text outside tables, and of each table its cells: text, columns, rows. Of the tables whose numbers are
    named only the text."""

    def __init__(self, as_text):
        super().__init__()
        self.text, self.tables, self.cell = "", [], None
        self.as_text, self.count = as_text, 0

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.count += 1
        if self.count - 1 in self.as_text:
            return
        if tag == "table":
            self.tables.append([])
            self.text += "▦"
        elif tag in ("td", "th"):
            attributes = dict(attributes)
            self.cell = ["", int(attributes.get("colspan", 1)), int(attributes.get("rowspan", 1))]

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.tables[-1].append(tuple(self.cell))
            self.cell = None

    def handle_data(self, data):
        if self.cell is None:
            self.text += dense(data)
        else:
            self.cell[0] += dense(data)


def judge(report):
    with open(report.docx, "rb") as file:
        made = mammoth.convert_to_html(file)
    reader = Reader({n for n, table in enumerate(docx.Document(report.docx).tables)
                     if python_docx.caption(table) == python_docx.IMPRINT})
    reader.feed(made.value)
    expected = document.read(report.document, with_letter_head=False)
    torn = any(b[2] for b in python_docx.read(report.docx) if not isinstance(b, str))
    found = reader.text
    if torn:  # several tables stand where there was one
        while "▦▦" in found:
            found = found.replace("▦▦", "▦")
    out = document.difference(found, "".join(b if isinstance(b, str) else "▦" for b in expected))
    if not torn:
        wanted = [[(c.text, c.colspan, c.rowspan) for row in b.rows for _, c in row]
                  for b in expected if not isinstance(b, str)]
        for number, (one, other) in enumerate(zip(reader.tables, wanted), 1):
            if one != other:
                wrong = next((a, b) for a, b in zip(one + [None], other + [None]) if a != b)
                out.append(f"table {number}: {wrong[0]} in place of {wrong[1]}")
    return out + [m.message for m in made.messages if m.type == "error"]


def damages(report, folder):
    part = "word/document.xml"
    yield "a merge that begins a row too late", report.but(docx=replaced(
        report.docx, folder, part, r'<w:vMerge w:val="continue" ?/>', '<w:vMerge w:val="restart"/>', "merge.docx"))
    yield "a paragraph lost", report.but(docx=replaced(
        report.docx, folder, part, r"<w:p>(?:(?!</w:p>).)*<w:t[ >](?:(?!</w:p>).)*</w:p>", "", "lost.docx"))
