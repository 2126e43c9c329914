"""Pages drawn by other programs, held against the PDF's as poppler draws them.

At 100 dots to the inch every program has its own way: it puts baselines and rules on whole pixels or does not, and
no two of poppler, pdfium and MuPDF agree on more than 95 to 99 % of the pixels of one and the same PDF. So pages are drawn
at 600 and reduced to 100 by averages, where these three agree to less than 0.1 %; only PNGs, which we draw, are compared
as they are. A pixel is off if it differs by more than GREY of 255; no page may have more than SHARE of them.
"""

import os
import struct
import subprocess
import zlib

import numpy

DPI = 100
TIMES = 6
GREY = 64
SHARE = 0.005
# One page of so many is compared (all with JUDGE_EVERY_PAGE=1): at 600 dots a page takes seconds.
OF = 1 if os.environ.get("JUDGE_EVERY_PAGE") else 8


def chosen(report, pages):
    """Which pages, from 1, are compared: other ones of every report, and the first of the smallest."""
    first = zlib.crc32(report.name.encode()) % min(OF, max(pages, 1))
    return list(range(first + 1, pages + 1, OF))


def poppler(pdf, page, times=TIMES):
    """A page of a PDF, grey, at DPI."""
    command = ["pdftoppm", "-gray", "-r", str(DPI * times), "-f", str(page), "-l", str(page), str(pdf)]
    made = subprocess.run(command, capture_output=True, check=True).stdout
    kind, size, _, data = made.split(b"\n", 3)
    assert kind == b"P5", kind
    width, height = map(int, size.split())
    return reduced(numpy.frombuffer(data, numpy.uint8).reshape(height, width), times)


def reduced(picture, times):
    height, width = (side // times for side in picture.shape)
    cut = picture[:height * times, :width * times].astype(numpy.float32)
    return cut.reshape(height, times, width, times).mean(axis=(1, 3))


def pictures(data):
    """The pictures that a program wrote one after the other: width, height, grey pixels."""
    at, found = 0, []
    while at < len(data):
        width, height = struct.unpack_from("<II", data, at)
        found.append(numpy.frombuffer(data, numpy.uint8, width * height, at + 8).reshape(height, width))
        at += 8 + width * height
    return found


def share(a, b):
    """The share of pixels that are off. A row or column more at the edge is none."""
    if any(abs(one - other) > 1 for one, other in zip(a.shape, b.shape)):
        return 1.0
    height, width = (min(sides) for sides in zip(a.shape, b.shape))
    return float((abs(a[:height, :width].astype(float) - b[:height, :width]) > GREY).mean())


def objections(pages):
    """What is said of (page, share) pairs."""
    return [f"page {page}: {off:.2%} of the pixels are off" for page, off in pages if off > SHARE]
