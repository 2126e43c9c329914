"""Holds the pages of two PDFs of the same report against each other: ours, and the one that LibreOffice
makes of our DOCX.

    compare.py OURS_DIR OFFICE_DIR [--show N]

Compares, for every file name that both folders have: the number of pages, the characters each page
begins with, and where the lines of body text begin. Line beginnings are compared and not line ends,
because LibreOffice 7.4 drops a closing mark at the end of a justified line from its own PDF. Exits 1
when a page differs or fewer than 99 % of the lines agree.
"""

import argparse
import pathlib
import sys

import pymupdf

BODY = 13.9  # pt: body, heads and title are larger, table text and page numbers are not
WINDOW = 160  # characters in which the next line's beginning is looked for


def lines(page):
    """(text, is body) of each line, top to bottom; white space dropped."""
    rows = []
    for block in page.get_text("rawdict")["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                for char in span["chars"]:
                    if not char["c"].isspace():
                        x, y = char["origin"]
                        rows.append((y, x, char["c"], span["size"]))
    rows.sort()
    out, row = [], []
    for glyph in rows:
        if row and glyph[0] - row[-1][0] > 1.5:
            out.append(row)
            row = []
        row.append(glyph)
    if row:
        out.append(row)
    texts = []
    for row in out:
        row.sort(key=lambda g: g[1])
        texts.append(("".join(g[2] for g in row), min(g[3] for g in row) > BODY))
    return texts


def read(path):
    """Pages as lists of lines, without the page number."""
    with pymupdf.open(path) as pdf:
        pages = [lines(page) for page in pdf]
    return [[l for l in page if not l[0].startswith("—") or len(l[0]) > 6] for page in pages]


def starts(pages):
    """The body text as one string and where in it each line begins."""
    text, at = "", []
    for page in pages:
        for line, body in page:
            if body:
                at.append(len(text))
                text += line
    return text, at


def locate(ours, office):
    """Where in our text the office's lines begin."""
    text, _ = starts(ours)
    found, pen = set(), 0
    for page in office:
        for line, body in page:
            if not body:
                continue
            place = text.find(line[:8], pen, pen + WINDOW)
            if place >= 0:
                found.add(place)
                pen = place + max(1, len(line) - 2)
    return found


def compare(ours, office, show):
    """(pages agree, page beginnings agree, lines of ours, lines that agree)"""
    text, at = starts(ours)
    found = locate(ours, office)
    agreed = [a for a in at if a in found]
    for a in [a for a in at if a not in found][:show]:
        print(f"    line begins here only with us: {text[max(0, a - 12):a]}|{text[a:a + 12]}")
    heads = [(a[0][0][:6], b[0][0][:6]) for a, b in zip(ours, office) if a and b]
    for number, (a, b) in enumerate(heads, 1):
        if a != b and show:
            print(f"    page {number} begins with {a} here and {b} there")
    same_heads = all(a == b for a, b in heads)
    return len(ours) == len(office), same_heads, len(at), len(agreed)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("ours", type=pathlib.Path)
    args.add_argument("office", type=pathlib.Path)
    args.add_argument("--show", type=int, default=2)
    args = args.parse_args()
    names = sorted(p.name for p in args.ours.glob("*.pdf"))
    same_count = same_heads = total = agreed = pages = 0
    for name in names:
        office = args.office / name
        if not office.exists():
            print(f"{name}: missing in {args.office}")
            continue
        ours_pages = read(args.ours / name)
        count, heads, lines_, agree = compare(ours_pages, read(office), args.show)
        pages += len(ours_pages)
        same_count += count
        same_heads += count and heads
        total += lines_
        agreed += agree
        if not (count and heads) or agree < lines_:
            print(f"{name}: pages {'=' if count else '≠'}, beginnings {'=' if heads else '≠'}, lines {agree}/{lines_}")
    share = 100 * agreed / total if total else 0
    print(f"files {len(names)}, pages {pages}: same page count {same_count}, same page beginnings {same_heads}, lines {agreed}/{total} = {share:.2f} %")
    sys.exit(0 if same_heads == len(names) and share >= 99 else 1)


if __name__ == "__main__":
    main()
