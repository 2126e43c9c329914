"""Our PNGs are what poppler draws of the PDF at the same resolution, pixel by pixel."""

import pathlib

import numpy
import PIL.Image

from . import ink
from .files import first_line

NAME = "PNG = poppler"
LOOKS_AT = "PNG"


def version():
    return first_line("pdftoppm", "-v").removeprefix("pdftoppm version ")


def compared(report):
    """(page, share of pixels that are off)."""
    return [(page, ink.share(ink.poppler(report.pdf, page, 1), grey(path))) for page, path in enumerate(report.png, 1)]


def grey(path):
    with PIL.Image.open(path) as picture:
        picture.load()
        return numpy.asarray(picture.convert("RGB"), numpy.float32).mean(axis=2)


def judge(report):
    return ink.objections(compared(report)) if report.png else ["no pictures"]


def damages(report, folder):
    path = pathlib.Path(folder, "low.png")
    with PIL.Image.open(report.png[0]) as picture:
        lower = PIL.Image.new("L", picture.size, 255)
        lower.paste(picture, (0, 1))
        lower.save(path)
    yield "a page one pixel too low", report.but(png=(path, *report.png[1:]))
    torn = pathlib.Path(folder, "torn.png")
    torn.write_bytes(report.png[0].read_bytes()[:-4000])
    yield "the last 4000 bytes cut off", report.but(png=(torn, *report.png[1:]))
