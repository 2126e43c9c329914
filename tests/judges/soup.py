"""Beautiful Soup reads the web page's text and, place by place, its tables."""

import importlib.metadata

import bs4

from . import document
from .files import changed, dense

NAME = "Beautiful Soup"
LOOKS_AT = "HTML"


def version():
    return importlib.metadata.version("beautifulsoup4")


def cells(table):
    """Row by row (columns, rows, text) of the cells that begin there."""
    return [[(int(cell.get("colspan", 1)), int(cell.get("rowspan", 1)), dense(cell.get_text()))
             for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]


def expected_cells(table):
    return [[(cell.colspan, cell.rowspan, cell.text) for _, cell in row] for row in table.rows]


def judge(report):
    page = bs4.BeautifulSoup(report.html.read_text(encoding="utf-8"), "html.parser")
    blocks = document.read(report.document)
    wanted = [expected_cells(block) for block in blocks if not isinstance(block, str)]
    found = [cells(table) for table in page.find_all("table")]
    out = [f"table {number}: other cells" for number, (one, other) in enumerate(zip(found, wanted)) if one != other]
    if len(found) != len(wanted):
        out.append(f"{len(found)} tables in place of {len(wanted)}")
    for element in page.find_all(["caption", "head"]) + page.select("p.draft"):
        element.decompose()
    return out + document.difference(dense(page.get_text()), document.text(blocks))


def damages(report, folder):
    for name, what, pattern, by in [
        ("text.html", "a character of the text changed", r"(<h2[^>]*>)[一-龥]", r"\1丂"),
        ("span.html", "a cell over two columns made one over one", r' colspan="\d+"', ""),
        ("cells.html", "two cells made one", r"</td><td[^>]*>", ""),
    ]:
        yield what, report.but(html=changed(report.html, folder, pattern, by, name))
