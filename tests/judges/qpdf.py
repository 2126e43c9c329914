"""qpdf: the PDF's structure, objects, streams and cross-references."""

import pathlib

from .files import complaints, first_line, torn_stream

NAME = "qpdf --check"
LOOKS_AT = "PDF"


def version():
    return first_line("qpdf", "--version").removeprefix("qpdf version ")


def judge(report):
    said = complaints("qpdf", "--check", report.pdf)
    harmless = ("checking ", "PDF Version", "File is not encrypted", "File is not linearized",
                "No syntax or stream encoding errors", "errors that qpdf cannot detect")
    return [line for line in said if not line.startswith(harmless)]


def damages(report, folder):
    yield "forty bytes of a page's compressed content set to zero", report.but(pdf=torn_stream(report.pdf, folder))
    path = pathlib.Path(folder, "cut.pdf")
    path.write_bytes(report.pdf.read_bytes()[:-200])
    yield "the last 200 bytes cut off", report.but(pdf=path)
