"""resvg draws the SVGs, and they are the PDF's pages."""

import subprocess

from . import ink
from .files import ROOT, changed, first_line

NAME = "resvg = poppler"
LOOKS_AT = "SVG"
SCRIPT = ROOT / "tests/judges/resvg.mjs"
MODULES = ROOT / "target/judges/npm/node_modules"


def version():
    return first_line("node", SCRIPT, MODULES.resolve())


def compared(report):
    """(page, share of pixels that are off)."""
    chosen = ink.chosen(report, len(report.svg))
    files = [report.svg[page - 1] for page in chosen]
    done = subprocess.run(["node", SCRIPT, MODULES.resolve(), *files], capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode().strip()[-300:])
    drawn = ink.pictures(done.stdout)
    return [(page, ink.share(ink.poppler(report.pdf, page), picture)) for page, picture in zip(chosen, drawn, strict=True)]


def judge(report):
    return ink.objections(compared(report)) if report.svg else ["no pictures"]


def damages(report, folder):
    page = ink.chosen(report, len(report.svg))[0] - 1
    for name, what, pattern, by in [
        ("shift.svg", "the page's glyphs half as large again", r'scale\(([^)]*)\)', lambda m: f"scale({1.5 * float(m[1])})"),
        ("open.svg", "an element that is not ended", r"</g>", ""),
    ]:
        count = 0 if name == "shift.svg" else 1
        file = changed(report.svg[page], folder, pattern, by, name, count)
        yield what, report.but(svg=(*report.svg[:page], file, *report.svg[page + 1:]))
