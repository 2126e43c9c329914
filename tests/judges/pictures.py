"""poppler, pdfium and MuPDF draw the same pages.

Drawn at 120 dpi and made 60 by averages, in the mean of the three colours: so a rule of half a point weighs the same whether a
program draws it as one black pixel or smooths it over two. Each program smooths and hints outlines in
its own way, but all put them at the same place in the same weight. A page may differ by AVERAGE grey
levels (of 255) in the mean, and a square of SQUARE pixels (7 mm) in its mean by REGION.
"""

import io
import pathlib
import subprocess

import numpy
import pikepdf
import pymupdf
import pypdfium2

from .files import first_line

NAME = "poppler = pdfium = MuPDF"
LOOKS_AT = "PDF"
DPI = 120
REDUCE = 2
AVERAGE = 10.0
REGION = 16.0
SQUARE = 16


def version():
    poppler = first_line("pdftoppm", "-v").removeprefix("pdftoppm version ")
    return f"{poppler}, {pypdfium2.PYPDFIUM_INFO.version}, {pymupdf.mupdf_version}"


def by_poppler(path):
    """One picture a page; poppler writes one PPM after the other."""
    made = subprocess.run(["pdftoppm", "-r", str(DPI), str(path)], capture_output=True, check=True)
    stream, pages = io.BytesIO(made.stdout), []
    while stream.tell() < len(made.stdout):
        assert stream.readline().strip() == b"P6"
        width, height = map(int, stream.readline().split())
        stream.readline()
        data = numpy.frombuffer(stream.read(width * height * 3), numpy.uint8)
        pages.append(grey(data, height, width))
    return pages


def by_pdfium(path):
    with pypdfium2.PdfDocument(path) as pdf:
        bitmaps = [page.render(scale=DPI / 72).to_numpy() for page in pdf]
        return [grey(bitmap, *bitmap.shape[:2]) for bitmap in bitmaps]


def by_mupdf(path):
    with pymupdf.open(path) as pdf:
        pixmaps = [page.get_pixmap(dpi=DPI) for page in pdf]
        return [grey(numpy.frombuffer(p.samples, numpy.uint8), p.height, p.width) for p in pixmaps]


def grey(data, height, width):
    """The mean of the colours: each program has its own way from colours to grey."""
    red, green, blue = (data.reshape(height, width, 3)[:, :, i] for i in range(3))
    return (red.astype(numpy.uint16) + green + blue) / numpy.float32(3)


def reduced(picture, height, width):
    cut = picture[:height * REDUCE, :width * REDUCE]
    return sum(cut[i::REDUCE, j::REDUCE] for i in range(REDUCE) for j in range(REDUCE)) / REDUCE**2


def difference(a, b):
    """Mean difference of two pictures, and that of the square that differs most in its mean grey."""
    height, width = (min(a.shape[i], b.shape[i]) // REDUCE for i in (0, 1))
    a, b = (reduced(p, height, width) for p in (a, b))
    rows, columns = height // SQUARE, width // SQUARE
    delta = (a - b)[:rows * SQUARE, :columns * SQUARE].reshape(rows, SQUARE, columns, SQUARE)
    return abs(a - b).mean(), abs(delta.mean(axis=(1, 3))).max()


def measured(path):
    """(who, page, mean, region) of every page against poppler's."""
    poppler = by_poppler(path)
    for who, pages in (("pdfium", by_pdfium(path)), ("MuPDF", by_mupdf(path))):
        if len(pages) != len(poppler):
            yield who, 0, 255.0, 255.0
        for number, (a, b) in enumerate(zip(poppler, pages), 1):
            yield who, number, *difference(a, b)


def judge(report):
    return [f"page {page}: {who} differs from poppler by {mean:.1f} grey levels, in one place by {region:.1f}"
            for who, page, mean, region in measured(report.pdf) if mean > AVERAGE or region > REGION]


def damages(report, folder):
    path = pathlib.Path(folder, "damaged.pdf")
    with pikepdf.open(report.pdf) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        pdf.save(path)
    yield "faces not embedded: each program takes another one", report.but(pdf=path)
