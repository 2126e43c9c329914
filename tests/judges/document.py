"""Reads what `nianbao render --emit document` prints: the text and the tables that the files must show."""

import dataclasses
import re

from .files import dense

RUN = re.compile(r"\{[^{}|]*\|([^{}]*)\}")
# A place on the line, and nothing to read.
TAB = re.compile(r"[⇥⇤][\d.]+ ?")
HEAD = re.compile(r"table “(.*?)” (\d+)×(\d+) columns .* header (\d+) border ")
CELL = re.compile(r"(\d+)(?:\+(\d+))?(?:v(\d+))?(?: head| row)?(?: stacked)?(?: top)?(?: fill \w{6})? (.*)$")
# Lines that stand for no text: what the file says about itself, page and styles, rules and pictures.
SILENT = ("title ", "author ", "subject ", "lang ", "page ", "mark ", "number ", "punctuation ", "style ", "char ",
          "page-break", "rule ", "section ", "image ")
FORMAT = re.compile(r"\[[^\]]*\](?:<[^>]*>)? ?")


@dataclasses.dataclass
class Cell:
    text: str
    colspan: int
    rowspan: int


@dataclasses.dataclass
class Table:
    caption: str
    header_rows: int
    columns: int
    rows: list

    def grid(self):
        """For every grid place the cell that covers it."""
        grid = [[None] * self.columns for _ in self.rows]
        for r, row in enumerate(self.rows):
            for column, cell in row:
                for line in grid[r:r + cell.rowspan]:
                    line[column:column + cell.colspan] = [cell] * cell.colspan
        return grid


def plain(text):
    """The text of a printed paragraph."""
    return dense(RUN.sub(r"\1", FORMAT.sub("", TAB.sub("", text), count=1)).replace("⏎", ""))


def cell(text):
    column, colspan, rowspan, rest = CELL.match(text).groups()
    text = "".join(plain(paragraph) for paragraph in rest.split(" ¶ "))
    return int(column), Cell(text, int(colspan or 1), int(rowspan or 1))


def read(path, with_letter_head=True):
    """The blocks in order: texts and tables. In a DOCX the letter's head stands in the first page's header."""
    blocks = []
    in_letter_head = False
    for line in path.read_text(encoding="utf-8").splitlines():
        in_letter_head = line.startswith("letter-head") or in_letter_head and line.startswith("  ")
        if in_letter_head and not with_letter_head:
            continue
        if line.startswith("["):
            blocks.append(plain(line))
        elif line.startswith("signature "):
            bodies, date = re.sub(r"signature \[[^\]]*\](?: sealed)? ", "", line).rsplit(" / ", 1)
            blocks.append(dense(bodies.replace("、", "") + date))
        elif line.startswith("table "):
            caption, _, columns, header = HEAD.match(line).groups()
            blocks.append(Table(caption, int(header), int(columns), []))
        elif line.startswith(("imprint", "letter-head")):
            blocks.append("")
        elif line.startswith("  ["):
            blocks[-1] += plain(line.strip())
        elif line.startswith("  seal "):
            pass
        elif line.startswith("  "):
            blocks[-1].rows.append([cell(text) for text in line.split(" | ")[1:]])
        elif not line.startswith(SILENT):
            raise ValueError(f"what is this: {line[:40]}")
    return blocks


def has_headings(path):
    """Whether there are any below the title."""
    return re.search(r"^\[[一二三四]级标题\]", path.read_text(encoding="utf-8"), re.M) is not None


def margins(path):
    """The type area in points: left, top, width, height; of pages of several shapes what holds all."""
    text = path.read_text(encoding="utf-8")
    pages = re.findall(r"^(?:section )?page (\S+)×(\S+) margins (\S+) (\S+) (\S+) (\S+) ", text, re.M)
    areas = []
    for page in pages:
        width, height, top, bottom, left, right = map(float, page)
        areas.append((left, top, width - right, height - bottom))
    left, top = (min(area[i] for area in areas) for i in (0, 1))
    right, bottom = (max(area[i] for area in areas) for i in (2, 3))
    return left, top, right - left, bottom - top


def text(blocks):
    """Everything in reading order."""
    out = ""
    for block in blocks:
        out += block if isinstance(block, str) else "".join(c.text for row in block.rows for _, c in row)
    return out


def difference(found, expected):
    """Where two texts part, in a few words; nothing when they do not."""
    if found == expected:
        return []
    same = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
    return [f"after {same} characters: “{found[same:same + 12]}” in place of “{expected[same:same + 12]}”"]
