"""ofdrw, another reader in Rust, finds the references of the OFD whole and draws its pages as the PDF's.

By hand only (`--only ofdrw`): building it takes long, and it draws a page in seconds."""

import subprocess

from . import ink, ofd_core
from .files import ROOT

NAME = "ofdrw = poppler"
LOOKS_AT = "OFD"
SOURCE = ROOT / "tests/judges/ofdrw/Cargo.toml"
PROGRAM = ROOT / "target/judges/ofdrw/release/nianbao-ofdrw"
damages = ofd_core.damages


def version():
    return SOURCE.read_text(encoding="utf-8").split('ofdrw = "=')[1].split('"')[0]


def judge(report):
    if not PROGRAM.exists():
        raise FileNotFoundError(f"cargo build --release --locked --manifest-path {SOURCE} --target-dir {PROGRAM.parents[1]}")
    chosen = ink.chosen(report, ofd_core.pages(report))
    done = subprocess.run([PROGRAM, report.ofd, *map(str, chosen)], capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode().strip())
    drawn = ink.pictures(done.stdout)
    return ink.objections([(page, ink.share(ink.poppler(report.pdf, page), picture))
                           for page, picture in zip(chosen, drawn, strict=True)])
