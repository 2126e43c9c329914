"""ofdkit: the characters that one copies out of the OFD are those of the PDF, page by page."""

import collections
import importlib.metadata

import ofdkit

from .files import dense, repacked, replaced, run

NAME = "ofdkit = poppler"
LOOKS_AT = "OFD"
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def version():
    return importlib.metadata.version("ofdkit")


def judge(report):
    with ofdkit.open(report.ofd) as document:
        ours = [page.text() for page in document.pages]
        warned = list(document.warnings)
    if warned:
        return [f"warnings: {warned}"]
    code, printed, err = run("pdftotext", "-raw", "-enc", "UTF-8", report.pdf, "-")
    theirs = printed.split("\f")[:-1]
    if len(ours) != len(theirs):
        return [f"{len(ours)} pages of {len(theirs)}"]
    said = []
    for number, pair in enumerate(zip(ours, theirs), 1):
        found, expected = (collections.Counter(dense(text)) for text in pair)
        if found != expected:
            said.append(f"page {number}: too many: {dict(found - expected)}, too few: {dict(expected - found)}")
    return said


def damages(report, folder):
    yield "a character of the text changed", report.but(ofd=replaced(
        report.ofd, folder, PAGE, r"(<ofd:TextCode[^>]*>)[一-龥]", r"\1丂", "text.ofd"))
    yield "an object less", report.but(ofd=replaced(
        report.ofd, folder, PAGE, r"<ofd:TextObject.*?</ofd:TextObject>", "", "object.ofd"))
    yield "a page that cannot be read", report.but(ofd=replaced(
        report.ofd, folder, PAGE, r"</ofd:Layer>", "", "layer.ofd"))
    yield "a page that is listed and not there", report.but(ofd=repacked(
        report.ofd, folder, lambda parts: parts.pop(PAGE), "gone.ofd"))
    yield "two pages exchanged", report.but(ofd=repacked(report.ofd, folder, exchanged, "order.ofd"))
    yield "a last page that nobody lists", report.but(ofd=replaced(
        report.ofd, folder, "Doc_0/Document.xml", r"<ofd:Page ID=[^>]*>(?=</ofd:Pages>)", "", "listed.ofd"))


def exchanged(parts):
    other = PAGE.replace("Page_0", "Page_1")
    parts[PAGE], parts[other] = parts[other], parts[PAGE]
