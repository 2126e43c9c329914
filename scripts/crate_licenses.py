#!/usr/bin/env python3
"""Every crate inside the program with its licence and the text that it comes with.

usage: crate_licenses.py TARGET > crates.txt      needs cargo; texts that several crates share stand once
"""

import json
import pathlib
import subprocess
import sys

NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE")


def inside(metadata):
    """The packages that the program links: no dependencies of tests, nothing that only builds."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found, todo = set(), [metadata["resolve"]["root"]]
    while todo:
        for dependency in nodes[todo.pop()]["deps"]:
            normal = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if normal and dependency["pkg"] not in found:
                found.add(dependency["pkg"])
                todo.append(dependency["pkg"])
    return [package for package in metadata["packages"] if package["id"] in found]


def texts(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    files = (file for file in folder.iterdir() if file.is_file())
    named = sorted(file for file in files if file.name.upper().startswith(NAMES))
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in named]


def main():
    command = ["cargo", "metadata", "--locked", "--format-version=1", "--filter-platform", sys.argv[1]]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    sharers = {}
    for package in sorted(inside(metadata), key=lambda package: (package["name"], package["version"])):
        title = f'{package["name"]} {package["version"]}: {package["license"]}'
        for text in texts(package) or ["(the crate comes without a text of its licence)"]:
            sharers.setdefault(text, []).append(title)
    for text, titles in sharers.items():
        print("=" * 100, *titles, "", text, "", sep="\n")


main()
