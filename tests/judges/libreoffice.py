"""LibreOffice opens the DOCX and sets it on the pages that our PDF has.

The settings that it does not import are set as the file says (tests/same_pages/office.py). The folder
`modelled` has the reports that were laid out by a model of its habits; its print of those is held against
their PDF.
"""

import os
import subprocess

from same_pages import compare

from .files import ROOT, first_line, replaced

NAME = "LibreOffice"
LOOKS_AT = "DOCX"
LINES = 0.95  # of a report's lines begin alike; of all reports' together 99 % (scripts/same_pages.sh)


def version():
    return first_line("soffice", "--version").split()[1]


def convert(files, folder):
    """All files in one process of LibreOffice; how many of them, does not matter to it."""
    environment = os.environ | {"FONTCONFIG_FILE": str(ROOT / "tests/fontconfig/fonts.conf")}
    subprocess.run(["/usr/bin/python3", ROOT / "tests/same_pages/office.py", folder, "--as-word", *files],
                   env=environment, check=False, stderr=subprocess.DEVNULL)


def judge(report):
    if not report.office.exists():
        return ["does not open"]
    modelled = report.pdf.parent / "modelled" / report.pdf.name
    ours, office = compare.read(modelled if modelled.exists() else report.pdf), compare.read(report.office)
    count, heads, lines, agreed = compare.compare(ours, office, 0)
    out = []
    if not count:
        out.append(f"{len(office)} pages in place of {len(ours)}")
    elif not heads:
        out.append("a page begins with other characters")
    if agreed < LINES * lines:
        out.append(f"only {agreed} of {lines} lines begin alike")
    return out


def damages(report, folder):
    cases = [
        ("not well-formed", "word/document.xml", "</w:body>", ""),
        ("a larger type", "word/styles.xml", r'(w:styleId="Normal".*?<w:sz w:val=)"\d+"', r'\1"40"'),
    ]
    for number, (what, part, pattern, by) in enumerate(cases):
        docx = replaced(report.docx, folder, part, pattern, by, f"{number}.docx")
        convert([docx], folder)
        yield what, report.but(docx=docx, office=docx.with_suffix(".pdf"))
