"""openxml-audit: the DOCX against the schemas of ISO 29500 and Office's, strictly."""

import importlib.metadata
import logging

import openxml_audit

from .files import repacked, replaced

NAME = "openxml-audit"
LOOKS_AT = "DOCX"


def version():
    return importlib.metadata.version("openxml-audit")


def judge(report):
    logging.disable(logging.CRITICAL)
    result = openxml_audit.OpenXmlValidator(max_errors=0, strict=True).validate(str(report.docx))
    out = [str(error) for error in result.errors]
    return out or ([] if result.is_valid else ["not valid"])


def damages(report, folder):
    yield "properties of a paragraph after its text", report.but(docx=replaced(
        report.docx, folder, "word/document.xml", r"<w:p>(<w:pPr>.*?</w:pPr>)(<w:r>.*?</w:r>)", r"<w:p>\2\1",
        "order.docx"))
    yield "a relationship that leads nowhere", report.but(docx=repacked(
        report.docx, folder, lambda parts: parts.pop("word/styles.xml"), "missing.docx"))
