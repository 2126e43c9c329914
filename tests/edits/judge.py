"""Judges the print of edited DOCX files.

    judge.py EDITED_DIR PRINTED_DIR
    judge.py --damaged EDITED_DIR PRINTED_DIR    (each must be objected to)

No page but the last is less than half full, unless what stands next is a table that would not have fitted;
a table that goes on leaves a row below its head on each page; name and date of the signature are whole, each on one
line, both on one page, below two lines of text; an imprint (版记) ends with the type area, however many get copies; a picture is seen as high as it was put in. Exits 1 when something does not hold.
"""

import collections
import json
import pathlib
import sys

import pymupdf

MM = 72 / 25.4
TOP, BOTTOM = 37 * MM, (297 - 35) * MM
SLACK = 3  # pt
BELOW = 28.95 / 5  # pt
PITCH = 28  # pt, of the imprint
# Without its last rows a table ends in one that stays with what follows: see docs/layout.md.
KNOWN = {"铜厂彝族乡-rows_out"}


class Page:
    def __init__(self, page):
        rows = collections.defaultdict(list)
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", []):
                for span in line["spans"]:
                    for char in span["chars"]:
                        if not char["c"].isspace():
                            x, y = char["origin"]
                            rows[round(y)].append((x, char["c"], span["size"]))
        self.lines = []
        for y in sorted(rows):
            row = sorted(rows[y])
            if TOP - 1 < y < BOTTOM + SLACK:
                self.lines.append((y, "".join(c for _, c, _ in row), max(s for _, _, s in row)))
        self.rules = sorted({round(y, 1) for y in rules(page)})
        self.pictures = [shown(page, box) for image in page.get_images()
                         for box in page.get_image_rects(image[0])]
        # LibreOffice sets a line's baseline at four fifths of its height.
        low = [y + BELOW for y, _, _ in self.lines] + self.rules
        low += [box.y1 for image in page.get_images() for box in page.get_image_rects(image[0])]
        self.lowest = max(low, default=TOP)

    def filled(self):
        return (self.lowest - TOP) / (BOTTOM - TOP)

    def table_on_top(self):
        """Height from the upper edge to the lower edge of a table that stands below headings at most."""
        if not self.rules:
            return 0
        above = [line for line in self.lines if line[0] < self.rules[0]]
        if len(above) > 3:
            return 0
        return self.rules[-1] - TOP


def shown(page, box):
    """How high a picture of one colour is where it is painted: a line may cut it off."""
    middle = pymupdf.Rect((box.x0 + box.x1) / 2, box.y0 - 5, (box.x0 + box.x1) / 2 + 1, box.y1 + 5)
    pixels = page.get_pixmap(clip=middle, dpi=288)
    blue = [y for y in range(pixels.height) if pixels.pixel(0, y)[2] > pixels.pixel(0, y)[0] + 60]
    return len(blue) * 72 / 288


def rules(page):
    """Where black lines across the page stand: a red one is that of the letterhead."""
    for drawing in page.get_drawings():
        box, (red, *_) = drawing["rect"], drawing["color"] or drawing["fill"] or (0, 0, 0)
        if red < 0.5 and box.width > 60 and box.height < 2:
            yield (box.y0 + box.y1) / 2


def signature_faults(name, pages, number):
    """A signature stands below two lines of text at least, or below a table."""
    page = pages[number]
    at = max(y for y, line, _ in page.lines if name in line)
    above = [y for y, _, _ in page.lines if y < at - BELOW]
    if number > 0 and len(above) < 2 and not any(rule < at for rule in page.rules):
        return [f"{len(above)} lines above the signature"]
    return []


def imprint_faults(added, page):
    """The line of the issuer is the last of the type area; those above it are whole and lie on none."""
    lines = [(y, line) for y, line, _ in page.lines]
    at = [y for y, line in lines if line.endswith("印发")]
    faults = []
    if not at or not BOTTOM - 1.5 * PITCH < at[-1] < BOTTOM or lines[-1][0] != at[-1]:
        faults.append("the imprint does not end with the type area")
    if added not in "".join(line for _, line in lines):
        faults.append("copies are lost")
    if any(below - above < 0.9 * PITCH for (above, _), (below, _) in zip(lines, lines[1:])):
        faults.append("lines lie on each other")
    return faults


def judge(name, told, pages):
    faults = []
    for number, page in enumerate(pages[:-1], 1):
        room = BOTTOM - page.lowest
        following = pages[number].table_on_top()
        if page.filled() < 0.5 and following <= room + SLACK:
            faults.append(f"page {number} is {100 * page.filled():.0f} % full")
    for number, page in enumerate(pages[:-1], 1):
        if len(page.lines) < 2 and not page.rules and not page.pictures:
            faults.append(f"page {number} has {len(page.lines)} lines")
    for number, page in enumerate(pages, 1):
        if page.rules and len(page.rules) < 3:
            faults.append(f"page {number} has a table of {len(page.rules) - 1} rows")
    for what in ("name", "date"):
        text = (told[what] or "").replace(" ", "")
        if text and not any(text in line for page in pages for _, line, _ in page.lines):
            faults.append(f"the {what} {text} is not on one line")
    if told["name"] and told["date"] and not faults:
        def where(text):
            # The date may stand in the imprint too, the name in the letterhead.
            text = text.replace(" ", "")
            lines = [(i, line) for i, page in enumerate(pages) for _, line, _ in page.lines]
            alone = [i for i, line in lines if line == text]
            return max(alone or [i for i, line in lines if text in line])
        if where(told["name"]) != where(told["date"]):
            faults.append("name and date stand on two pages")
        else:
            faults += signature_faults(told["name"].replace(" ", ""), pages, where(told["name"]))
    if "copies" in told:
        faults += imprint_faults(told["copies"], pages[-1])
    if "picture" in told:
        shown = max((height for page in pages for height in page.pictures), default=0) / MM
        if abs(shown - told["picture"]) > 0.5:
            faults.append(f"the picture is {shown:.1f} mm high and not {told['picture']:.1f}")
    for fault in faults:
        print(f"{name}: {fault}" + (" (known)" if name in KNOWN else ""))
    return not faults or name in KNOWN


def main():
    damaged = sys.argv[1] == "--damaged"
    edited, printed = map(pathlib.Path, sys.argv[-2:])
    good = total = 0
    kinds = collections.Counter()
    for told in sorted(edited.glob("*.json")):
        pdf = printed / (told.stem + ".pdf")
        if not pdf.exists():
            print(f"{told.stem}: not printed")
            total += 1
            continue
        with pymupdf.open(pdf) as document:
            pages = [Page(page) for page in document]
        total += 1
        kinds[told.stem.rsplit("-", 1)[1]] += 1
        good += judge(told.stem, json.loads(told.read_text()), pages)
    if damaged:
        print(f"damages {total}: {total - good} found")
        sys.exit(0 if total and not good else 1)
    print(f"edits {total} of {len(kinds)} kinds: {good} print as they should")
    sys.exit(0 if good == total and len(kinds) >= 10 else 1)


main()
