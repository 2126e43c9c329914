"""ooxml-integrity: the DOCX agrees with itself: parts, relationships, content types, styles, text."""

import ooxml_integrity

from .files import repacked, replaced

NAME = "ooxml-integrity"
LOOKS_AT = "DOCX"


def version():
    return ooxml_integrity.__version__


def judge(report):
    return [str(finding) for finding in ooxml_integrity.check(str(report.docx))
            if finding.severity in (ooxml_integrity.ERROR, ooxml_integrity.WARN)]


def damages(report, folder):
    yield "a part without a content type", report.but(docx=replaced(
        report.docx, folder, "[Content_Types].xml", r"<Override [^>]*styles\.xml[^>]*/>", "", "type.docx"))
    yield "a part that is named and not there", report.but(docx=repacked(
        report.docx, folder, lambda parts: parts.pop("word/styles.xml"), "missing.docx"))
