"""Ghostscript renders every page and has nothing to say about any."""

import pathlib

import pikepdf

from .files import complaints, first_line, torn_stream

NAME = "Ghostscript"
LOOKS_AT = "PDF"


def version():
    return first_line("gs", "--version")


def judge(report):
    return complaints("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dPDFSTOPONERROR",
                      "-dPDFSTOPONWARNING", "-sDEVICE=pgmraw", "-r36", "-o", "/dev/null", report.pdf)


def damages(report, folder):
    path = pathlib.Path(folder, "damaged.pdf")
    with pikepdf.open(report.pdf) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents = pdf.make_stream(content.replace(b"BT\n", b"BTT\n", 1))
        pdf.save(path)
    yield "text that is ended and not begun", report.but(pdf=path)
    yield "forty bytes of a page's compressed content set to zero", report.but(pdf=torn_stream(report.pdf, folder))
