"""poppler: what one copies out of the PDF is the document's text, in its order.

Repeated heads and labels of tables that go on over a page come besides; nothing else may.
"""

import pathlib
import re

import pikepdf

from . import document
from .files import dense, first_line, run

NAME = "pdftotext (poppler)"
LOOKS_AT = "PDF"
SLACK = 1.5  # points around the type area, so that no glyph is cut at its edge


def version():
    return first_line("pdftotext", "-v").removeprefix("pdftotext version ")


def type_area(report):
    left, top, width, height = document.margins(report.document)
    box = (left - SLACK, top - SLACK, width + 2 * SLACK, height + 2 * SLACK)
    flags = zip(("-x", "-y", "-W", "-H"), (f"{value:.0f}" for value in box))
    return [word for pair in flags for word in pair]


def judge(report):
    code, out, err = run("pdftotext", "-raw", "-nopgbrk", "-enc", "UTF-8", "-r", 72, *type_area(report), report.pdf, "-")
    if code or err.strip():
        return [err.strip() or f"exit code {code}"]
    blocks = document.read(report.document)
    # In an area that holds pages of every shape the page numbers of the lower ones stand too.
    found = re.sub(r"—\d+—", "", dense(out))
    expected = document.text(blocks)
    labels = {c.text for b in blocks if not isinstance(b, str) for row in b.rows for _, c in row}
    besides, at = [], 0
    for character in found:
        if at < len(expected) and character == expected[at]:
            at += 1
        else:
            besides.append(character)
    if at < len(expected):
        return [f"“{expected[at:at + 12]}” is not there, or not in its place"]
    strange = set(besides) - set("".join(labels))
    if strange:
        return [f"besides the text: {''.join(sorted(strange))}"]
    return []


def damages(report, folder):
    def damaged(name, change):
        path = pathlib.Path(folder, name)
        with pikepdf.open(report.pdf) as pdf:
            change(pdf)
            pdf.save(path)
        return report.but(pdf=path)

    def exchange(pdf):
        pages = pdf.pages
        first, second = pages[0].obj, pages[1].obj
        pages[0], pages[1] = pikepdf.Page(second), pikepdf.Page(first)

    def without_map(pdf):
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        del font["/ToUnicode"]

    yield "two pages exchanged", damaged("pages.pdf", exchange)
    yield "a face without a map to Unicode", damaged("unicode.pdf", without_map)
