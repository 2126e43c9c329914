"""MuPDF opens the PDF without mending it and renders every page without a warning."""

import pathlib

import pymupdf

NAME = "MuPDF"
LOOKS_AT = "PDF"


def version():
    return pymupdf.mupdf_version


def judge(report):
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf.TOOLS.reset_mupdf_warnings()
    found = []
    try:
        with pymupdf.open(report.pdf) as pdf:
            if pdf.is_repaired:
                found.append("had to be repaired")
            for page in pdf:
                page.get_pixmap(dpi=36)
    except Exception as error:
        found.append(str(error))
    return found + pymupdf.TOOLS.mupdf_warnings().splitlines()


def damages(report, folder):
    path = pathlib.Path(folder, "damaged.pdf")
    data = report.pdf.read_bytes()
    at = data.rfind(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n17\n%%EOF")
    yield "a cross-reference that points elsewhere", report.but(pdf=path)
