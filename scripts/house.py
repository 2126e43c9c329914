#!/usr/bin/env python3
"""Counts what docs/architecture.md promises of the size of things: usage: scripts/house.py [-v] [--check] [FOLDER]

FOLDER (default: src) holds Rust. "Without tests" leaves out what stands under #[cfg(test)]: items, and
the files of modules that are declared so. -v names the long functions and the repeated type names; --check
fails where there are too many of either.
"""

import argparse
import re
import statistics
import sys
from collections import defaultdict
from pathlib import Path

# What must be skipped to see the code: comments, strings, characters. A lifetime is no character.
TOKEN = re.compile(
    r"""(?P<doc>//[/!][^\n]*)
      | (?P<comment>//[^\n]*)
      | (?P<block>/\*.*?\*/)
      | (?P<raw>b?r(?P<hashes>\#*)".*?"(?P=hashes))
      | (?P<string>b?"(?:\\.|[^"\\])*")
      | (?P<char>b?'(?:\\(?:u\{[^}]*\}|x..|.)|[^'\\\n])')""",
    re.VERBOSE | re.DOTALL,
)
TEST_ITEM = re.compile(r"#\[cfg\((?:test|all\(test\b[^\]]*|any\(test\b[^\]]*)\)\]\s*")
MODULE = re.compile(r"(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;")
TYPE = re.compile(r"\b(?:struct|enum|union|trait)\s+([A-Z]\w*)")
FUNCTION = re.compile(r"\bfn\s+(\w+)")


def bare(text):
    """The text with comments and literals blanked; every line and every column stays where it is."""
    return TOKEN.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def closing(code, start):
    """Where the bracket that opens at `start` is closed."""
    depth = 0
    for at in range(start, len(code)):
        if code[at] in "({[":
            depth += 1
        elif code[at] in ")}]":
            depth -= 1
            if depth == 0:
                return at
    return len(code) - 1


def end_of_item(code, start):
    """Where the item that begins at `start` ends: at its semicolon, or at the bracket of its body."""
    at = start
    while at < len(code):
        if code[at] in "([":
            at = closing(code, at)
        elif code[at] == ";":
            return at + 1
        elif code[at] == "{":
            end = closing(code, at) + 1
            # `use a::{b};` and `const A: T = T {};` go on to their semicolon.
            rest = re.match(r"\s*;", code[end:])
            return end + rest.end() if rest else end
        at += 1
    return len(code)


def test_spans(code):
    """The stretches of a file that only tests see, and the modules in files that it declares so."""
    spans, modules, at = [], [], 0
    while found := TEST_ITEM.search(code, at):
        at = end_of_item(code, found.end())
        spans.append((found.start(), at))
        if declared := MODULE.match(code, found.end(), at):
            modules.append(declared.group(1))
    return spans, modules


def module_folder(path):
    """Where the files of a file's modules lie."""
    return path.parent if path.name in ("mod.rs", "lib.rs", "main.rs") else path.with_suffix("")


# Lines of a function, and how many type names may stand for more than one thing.
LONGEST = 60
MOST_REPEATED = 14


class File:
    """One source file, whole and without its tests."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        code = bare(self.text)
        self.lines = self.text.count("\n")
        spans, self.test_modules = test_spans(code)
        kept, dropped = list(code), set()
        for start, end in spans:
            dropped.update(range(code.count("\n", 0, start), code.count("\n", 0, end) + 1))
            kept[start:end] = [c if c == "\n" else " " for c in code[start:end]]
        self.code = "".join(kept)
        self.own_lines = [line for number, line in enumerate(self.text.splitlines()) if number not in dropped]

    def functions(self):
        """(lines, name, line number) of each function with a body."""
        for found in FUNCTION.finditer(self.code):
            at = found.end()
            while at < len(self.code) and self.code[at] not in "{;":
                at = closing(self.code, at) + 1 if self.code[at] in "([" else at + 1
            if at < len(self.code) and self.code[at] == "{":
                first = self.code.count("\n", 0, found.start())
                yield self.code.count("\n", 0, closing(self.code, at)) - first + 1, found.group(1), first + 1

    def types(self):
        """Names of the types and traits that the file defines; an alias is another name for one."""
        return TYPE.findall(self.code)


def without_tests(files):
    """The files that are no tests: neither declared under #[cfg(test)] nor below such a module."""
    roots = [module_folder(file.path) / module for file in files for module in file.test_modules]
    def is_test(path):
        return any(path == root.with_suffix(".rs") or root in path.parents for root in roots)
    return [file for file in files if not is_test(file.path)]


def share(pattern, lines):
    """How many of a hundred lines begin so."""
    return 100 * sum(bool(re.match(pattern, line.lstrip())) for line in lines) / len(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default="src", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="name functions and types")
    parser.add_argument("--check", action="store_true", help="fail where something is too large")
    asked = parser.parse_args()

    files = [File(path) for path in sorted(asked.folder.rglob("*.rs"))]
    own = without_tests(files)
    lines = [line for file in own for line in file.own_lines]
    functions = sorted(((*function, file.path) for file in own for function in file.functions()), reverse=True)
    defined = defaultdict(list)
    for file in own:
        for name in file.types():
            defined[name].append(str(file.path))
    repeated = {name: paths for name, paths in sorted(defined.items()) if len(paths) > 1}

    print(f"lines, with tests: {sum(file.lines for file in files)} in {len(files)} files")
    print(f"lines, without tests: {len(lines)} in {len(own)} files")
    print(f"median file: {statistics.median(len(file.own_lines) for file in own):.0f} lines")
    print(f"comments: {share('//[/!]', lines):.1f} % documentation, {share('//(?![/!])', lines):.1f} % beside the code")
    print(f"functions: {len(functions)}, median {statistics.median(f[0] for f in functions):.0f} lines")
    print(f"functions over 40 lines: {sum(f[0] > 40 for f in functions)}")
    too_long = [function for function in functions if function[0] > LONGEST]
    print(f"functions over {LONGEST} lines: {len(too_long)}")
    length, name, line, path = functions[0]
    print(f"longest function: {length} lines, {name} ({path}:{line})")
    print(f"type names for more than one thing: {len(repeated)}")
    if asked.verbose:
        for length, name, line, path in functions:
            if length > 40:
                print(f"  {length:3} lines: {name} ({path}:{line})")
        for name, paths in repeated.items():
            print(f"  {name}: {', '.join(paths)}")
    if asked.check:
        faults = [f"{name} has {length} lines ({path}:{line})" for length, name, line, path in too_long]
        if len(repeated) > MOST_REPEATED:
            faults.append(f"{len(repeated)} type names stand for more than one thing: {', '.join(repeated)}")
        if faults:
            sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
