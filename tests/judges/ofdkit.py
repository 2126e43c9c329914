"""ofdkit: the characters that one copies out of the OFD are those of the PDF, page by page."""

import collections
import importlib.metadata
import sys

from .files import dense, replaced, run

NAME = "ofdkit = poppler"
LOOKS_AT = "OFD"
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def version():
    return importlib.metadata.version("ofdkit")


def judge(report):
    code, out, err = run(sys.executable, "-m", "ofdkit", "text", report.ofd)
    if code or err.strip():
        return [err.strip() or f"exit code {code}"]
    code, printed, err = run("pdftotext", "-raw", "-enc", "UTF-8", report.pdf, "-")
    found, expected = (collections.Counter(dense(text)) for text in (out, printed))
    if found == expected:
        return []
    return [f"too many: {dict(found - expected)}, too few: {dict(expected - found)}"]


def damages(report, folder):
    yield "a character of the text changed", report.but(ofd=replaced(
        report.ofd, folder, PAGE, r"(<ofd:TextCode[^>]*>)[一-龥]", r"\1丂", "text.ofd"))
    yield "an object less", report.but(ofd=replaced(
        report.ofd, folder, PAGE, r"<ofd:TextObject.*?</ofd:TextObject>", "", "object.ofd"))
    yield "a page that cannot be read", report.but(ofd=replaced(
        report.ofd, folder, PAGE, r"</ofd:Layer>", "", "layer.ofd"))
