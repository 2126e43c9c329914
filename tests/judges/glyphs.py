"""fontTools: every glyph on every page is the shipped face's glyph for the character it copies out as.

The page's content is read anew: code → glyph by `CIDToGIDMap`, code → character by `ToUnicode`. The
outline and the width of that glyph in the embedded face must be those that the shipped face of that
name has, by its own character map, for that character.
"""

import functools
import io
import pathlib
import re

import fontTools
import pikepdf
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from .files import ROOT

NAME = "fontTools"
LOOKS_AT = "PDF"


def version():
    return fontTools.version


class Face:
    """A face's outlines and widths."""

    def __init__(self, source):
        self.font = TTFont(source, lazy=True)
        self.set = self.font.getGlyphSet()
        self.order = self.font.getGlyphOrder()
        self.outlines = {}

    def outline(self, name):
        if name not in self.outlines:
            pen = DecomposingRecordingPen(self.set)
            self.set[name].draw(pen)
            self.outlines[name] = tuple((verb, tuple(points)) for verb, points in pen.value)
        return self.outlines[name]

    def width(self, name):
        """In thousandths of an em."""
        return self.font["hmtx"][name][0] * 1000 / self.font["head"].unitsPerEm


@functools.cache
def shipped(name):
    for path in (ROOT / "fonts").glob("*.ttf"):
        face = Face(path)
        if name in (path.stem, face.font["name"].getDebugName(6)):
            face.characters = face.font.getBestCmap()
            return face
    return None


def to_unicode(stream):
    """code → text of a ToUnicode map (ISO 32000-1 §9.10.3)."""
    text, found = stream.read_bytes().decode("latin-1"), {}
    put = lambda code, value: found.__setitem__(code, bytes.fromhex(value).decode("utf-16-be"))
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, value in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            put(int(code, 16), value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, value in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[.*?\])", block, re.S):
            values = re.findall(r"<(\w+)>", value)
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if value.startswith("["):
                    put(code, values[step])
                else:
                    put(code, f"{int(values[0], 16) + step:0{len(values[0])}x}")
    return found


class Embedded:
    """A face of the PDF as its dictionaries describe it."""

    def __init__(self, font):
        cid = font.DescendantFonts[0]
        self.name = str(font.BaseFont).lstrip("/").split("+")[-1]
        self.face = Face(io.BytesIO(cid.FontDescriptor.FontFile2.read_bytes()))
        mapped = cid.get("/CIDToGIDMap", "/Identity")
        self.map = None if isinstance(mapped, pikepdf.Name) else mapped.read_bytes()
        self.unicode = to_unicode(font.ToUnicode)
        self.widths = dict(widths(cid.get("/W", [])))

    def glyph(self, code):
        gid = code if self.map is None else int.from_bytes(self.map[2 * code:2 * code + 2], "big")
        return self.face.order[gid] if gid < len(self.face.order) else None

    def fault(self, code):
        """What is wrong with a code, or nothing."""
        text, name, original = self.unicode.get(code), self.glyph(code), shipped(self.name)
        where = f"{self.name}, code {code:04X} ({text})"
        if original is None:
            return f"{self.name} is no face of ours"
        if text is None or len(text) != 1:
            return f"{where}: copies out as no character"
        if name is None or code == 0 or name == ".notdef":
            return f"{where}: no glyph"
        wanted = original.characters.get(ord(text))
        if wanted is None:
            return f"{where}: the face has no such character"
        if self.face.outline(name) != original.outline(wanted):
            return f"{where}: the outline is another character's"
        told = self.widths.get(code, 1000)
        if abs(told - original.width(wanted)) > 1:
            return f"{where}: the width is {told}, the face's {original.width(wanted):.0f}"
        return None


def widths(array):
    """(code, width) of a `W` array (ISO 32000-1 §9.7.4.3)."""
    items, at = list(array), 0
    while at < len(items):
        if isinstance(items[at + 1], pikepdf.Array):
            yield from enumerate((float(w) for w in items[at + 1]), int(items[at]))
            at += 2
        else:
            for code in range(int(items[at]), int(items[at + 1]) + 1):
                yield code, float(items[at + 2])
            at += 3


def codes(page):
    """(face's name in the resources, code) of everything a page shows."""
    font = None
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator == "Tf":
            font = str(operands[0])
        elif operator in ("Tj", "'", '"', "TJ"):
            shown = operands[-1] if operator == "TJ" else [operands[-1]]
            for piece in shown:
                if isinstance(piece, pikepdf.String):
                    data = bytes(piece)
                    for at in range(0, len(data) - 1, 2):
                        yield font, int.from_bytes(data[at:at + 2], "big")


def judge(report):
    found, faces, done = [], {}, set()
    with pikepdf.open(report.pdf) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for name, code in codes(page):
                font = page.Resources.Font[name]
                key = font.objgen
                if key not in faces:
                    faces[key] = Embedded(font)
                if (key, code) not in done:
                    done.add((key, code))
                    fault = faces[key].fault(code)
                    if fault:
                        found.append(f"page {number}: {fault}")
    return found if done else ["no text at all"]


def damages(report, folder):
    def damaged(name, change):
        path = pathlib.Path(folder, name)
        with pikepdf.open(report.pdf) as pdf:
            change(pdf, next(iter(pdf.pages[0].Resources.Font.values())))
            pdf.save(path)
        return report.but(pdf=path)

    def swap_glyphs(pdf, font):
        cid = font.DescendantFonts[0]
        count = len(Embedded(font).face.order)
        order = list(range(count))
        order[1], order[2] = order[2], order[1]
        cid["/CIDToGIDMap"] = pdf.make_stream(b"".join(gid.to_bytes(2, "big") for gid in order))

    def swap_characters(pdf, font):
        text = font.ToUnicode.read_bytes().decode("latin-1")
        first, second = re.findall(r"<(\w{4})>(?=\s*\n)", text)[-2:]
        text = text.replace(f"<{first}>\n", "<X>\n").replace(f"<{second}>\n", f"<{first}>\n").replace("<X>\n", f"<{second}>\n")
        font.ToUnicode = pdf.make_stream(text.encode("latin-1"))

    def widen(pdf, font):
        cid = font.DescendantFonts[0]
        first = int(cid.W[0])
        cid.W = pikepdf.Array([first, pikepdf.Array([777] * 50)])

    yield "two glyphs exchanged", damaged("glyphs.pdf", swap_glyphs)
    yield "two characters exchanged in ToUnicode", damaged("unicode.pdf", swap_characters)
    yield "wrong widths", damaged("widths.pdf", widen)
