"""poppler: every face is embedded, cut down, and has a map back to Unicode."""

import pathlib

import pikepdf

from .files import first_line, run

NAME = "pdffonts (poppler)"
LOOKS_AT = "PDF"


def version():
    return first_line("pdffonts", "-v").removeprefix("pdffonts version ")


def judge(report):
    code, out, err = run("pdffonts", report.pdf)
    rows = out.splitlines()[2:]
    found = [err.strip()] if code or err.strip() else []
    if not rows:
        found.append("no faces at all")
    for row in rows:
        name, *_, embedded, subset, unicode, _, _ = row.split()
        for what, there in (("embedded", embedded), ("subset", subset), ("mapped to Unicode", unicode)):
            if there != "yes":
                found.append(f"{name} is not {what}")
    return found


def damages(report, folder):
    for what, key in (("a face is not embedded", "/FontFile2"), ("a face has no map to Unicode", "/ToUnicode")):
        path = pathlib.Path(folder, f"{key[1:]}.pdf")
        with pikepdf.open(report.pdf) as pdf:
            font = next(iter(pdf.pages[0].Resources.Font.values()))
            holder = font if key in font else font.DescendantFonts[0].FontDescriptor
            del holder[key]
            pdf.save(path)
        yield what, report.but(pdf=path)
