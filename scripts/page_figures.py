#!/usr/bin/env python3
"""Counts what nobody likes to see on pages, over generated reports; docs/layout.md holds the figures.

    page_figures.py PROGRAM FILE.yaml...        (scripts/page_figures.sh makes the files)

Reads what `PROGRAM render FILE --emit layout` says of every page: pieces of text with their places, and
rules. The page is that of the profile gb9704.
"""

import collections
import re
import subprocess
import sys

TOP, BOTTOM, LEFT = 104.9, 742.7, 79.4
HEIGHT, PITCH, EM = BOTTOM - TOP, 28.95, 15.75
TEXT = re.compile(r"^ +([\d.-]+)\.\.([\d.-]+) +([\d.-]+) +f\d+ ([\d.]+)pt (.*)$")
RULE = re.compile(r"^  rule ([\d.-]+),([\d.-]+) ([\d.-]+),([\d.-]+) w")
DATE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
CLOSING = "，。、；：？！）》〉」』】〕”’…—"


class Page:
    """Lines of body text as [y, left, text], and the tables as [top, bottom]."""

    def __init__(self, rows):
        lines, edges = collections.OrderedDict(), []
        self.gap = 0.0
        for row in rows:
            if found := TEXT.match(row):
                left, right, y, size, text = found.groups()
                left, right, y, size = map(float, (left, right, y, size))
                if size > 15 and TOP < y < BOTTOM + 1:
                    line = lines.setdefault(round(y, 1), [y, left, ""])
                    line[2] += text
                    hanzi = [c for c in text if "\u4e00" <= c <= "\u9fff"]
                    if size < 17 and len(hanzi) == len(text) and len(text) > 1:
                        # The pitch of a piece that is hanzi alone, against one of its size.
                        self.gap = max(self.gap, (right - left - size) / (len(text) - 1) / size - 1)
            elif (found := RULE.match(row)) and found.group(2) == found.group(4):
                edges.append(float(found.group(2)))
        self.lines = [lines[y] for y in sorted(lines)]
        self.tables = []
        for y in sorted(set(edges)):
            between = [l for l in self.lines if self.tables and self.tables[-1][1] < l[0] < y]
            if self.tables and not between:
                self.tables[-1][1] = y
            else:
                self.tables.append([y, y])
        low = [l[0] for l in self.lines] + [bottom for _, bottom in self.tables]
        self.lowest = max(low, default=TOP)

    def filled(self):
        return (self.lowest - TOP) / HEIGHT

    def ends_in_table(self):
        return bool(self.tables) and self.tables[-1][1] >= self.lowest

    def begins_in_table(self):
        first = min((l[0] for l in self.lines), default=BOTTOM)
        return bool(self.tables) and self.tables[0][0] < first


def words(text):
    return [c for c in text if c not in CLOSING and c != " "]


def continues(line):
    """A line that is not the first of its paragraph."""
    return line[1] < LEFT + 1


def pages_of(program, file):
    command = [program, "render", file, "--emit", "layout"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = re.split(r"^page \d+ .*\n", out, flags=re.M)[1:]
    return [Page(page.splitlines()) for page in pages]


def count(found, pages):
    before = False
    for number, page in enumerate(pages[:-1]):
        half = page.filled() < 0.5
        found["pages less than half full, but the last"] += half
        found["two such pages in a row"] += half and before
        before = half
        following = pages[number + 1]
        if page.ends_in_table() and following.begins_in_table():
            height = page.tables[-1][1] - page.tables[-1][0]
            rest = following.tables[0][1] - following.tables[0][0]
            # Heads that are shown again are counted twice: at most three rows of the official form.
            fits = height + rest - 80 <= HEIGHT and len(following.tables) + len(following.lines) > 0
            found["tables on two pages"] += 1
            found["tables on two pages that would fit one"] += fits and height + rest <= HEIGHT + 80
    lines = [(n, i, line) for n, page in enumerate(pages) for i, line in enumerate(page.lines)]
    for at, (_, i, line) in enumerate(lines):
        after = lines[at + 1][2] if at + 1 < len(lines) else None
        ends = after is None or not continues(after)
        if continues(line) and ends and len(words(line[2])) <= 1:
            found["lines of one character at the end of a paragraph"] += 1
            found["lines of one character on top of a page"] += i == 0
    dates = [(n, i) for n, i, line in lines if DATE.match(line[2])]
    if dates:
        number, i = dates[-1]
        above = i - 1
        page = pages[number]
        table = any(bottom < page.lines[i][0] for _, bottom in page.tables)
        found["signatures below fewer than two lines"] += number > 0 and above < 2 and not table
    found["pages"] += len(pages)
    return max(page.gap for page in pages)


def main():
    program, *files = sys.argv[1:]
    found, loosest = collections.Counter(), 0.0
    for file in files:
        loosest = max(loosest, count(found, pages_of(program, file)))
    print(f"files: {len(files)}")
    for what in ["pages", "pages less than half full, but the last", "two such pages in a row",
                 "tables on two pages", "tables on two pages that would fit one",
                 "lines of one character at the end of a paragraph",
                 "lines of one character on top of a page", "signatures below fewer than two lines"]:
        print(f"{what}: {found[what]}")
    print(f"loosest gap: {loosest:.2f} of a character")


main()
