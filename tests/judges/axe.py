"""axe-core in headless Chromium: who cannot see the web page, or uses no mouse, can read it all the same."""

import shutil

from .files import ROOT, changed, complaints_by_page, first_line

NAME = "axe-core in Chromium"
LOOKS_AT = "HTML"
SCRIPT = ROOT / "tests/judges/axe.mjs"
MODULES = ROOT / "target/judges/npm/node_modules"


def axe(*pages):
    return "node", SCRIPT, MODULES.resolve(), shutil.which("chromium"), *pages


def version():
    chromium = first_line("chromium", "--version").split()[1]
    return f"{first_line(*axe())}, {chromium}"


def judge_all(reports):
    return complaints_by_page(reports, *axe())


def damages(report, folder):
    for name, what, pattern, by in [
        ("lang.html", "no language", r'<html lang="[^"]*"', "<html"),
        ("title.html", "no title", r"<title>[^<]*</title>", ""),
        ("faint.html", "grey words on white", r"<h2", '<h2 style="color:#ccc;background:#fff"'),
        ("headers.html", "a cell that names a head which is not there", r' headers="[^"]*"', ' headers="nowhere"'),
    ]:
        yield what, report.but(html=changed(report.html, folder, pattern, by, name))
