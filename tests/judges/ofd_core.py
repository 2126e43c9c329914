"""ofd-core draws every page of the OFD, and they are the PDF's."""

import subprocess

import pikepdf

from . import ink
from .files import ROOT, repacked, replaced

NAME = "ofd-core = poppler"
LOOKS_AT = "OFD"
PROGRAM = ROOT / "target/judges/ofd_core/release/nianbao-ofd-core"


def version():
    text = (ROOT / "tests/judges/ofd_core/Cargo.toml").read_text(encoding="utf-8")
    return text.split('ofd-core = "=')[1].split('"')[0]


def pages(report):
    with pikepdf.open(report.pdf) as pdf:
        return len(pdf.pages)


def compared(report):
    """(page, share of pixels that are off)."""
    count = pages(report)
    chosen = ink.chosen(report, count)
    done = subprocess.run([PROGRAM, report.ofd, *map(str, chosen)], capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode().strip())
    drawn = ink.pictures(done.stdout)
    if len(drawn) != count:
        raise RuntimeError(f"{len(drawn)} pages of {count}")
    return [(page, ink.share(ink.poppler(report.pdf, page), drawn[page - 1])) for page in chosen]


def judge(report):
    return ink.objections(compared(report))


def damages(report, folder):
    page = f"Doc_0/Pages/Page_{ink.chosen(report, 1 << 20)[0] - 1}/Content.xml"
    yield "lines of text half a millimetre too low", report.but(ofd=repacked(
        report.ofd, folder, lambda parts: moved(parts, page), "low.ofd"))
    yield "a face that is not there", report.but(ofd=repacked(
        report.ofd, folder, lambda parts: [parts.pop(n) for n in list(parts) if n.endswith(".ttf")], "faceless.ofd"))
    yield "a box without a height", report.but(ofd=replaced(
        report.ofd, folder, page, r'(<ofd:TextObject[^>]*Boundary="[^"]* )[^" ]*"', r'\g<1>0"', "flat.ofd"))


def moved(parts, page):
    text = parts[page].decode()
    first, *rest = text.split(' Y="')
    parts[page] = (first + "".join(f' Y="{float(r.split(chr(34), 1)[0]) + 0.5:.3f}"{r.split(chr(34), 1)[1]}'
                                   for r in rest)).encode()
