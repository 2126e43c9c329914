"""Draws every example of the template manual: docs/images/template/NAME.png.

usage: manual_pictures.py NIANBAO WORK   (WORK: a folder for what is made on the way)

An example is a block `html NAME` (its report.html) and perhaps `yaml NAME` (its styles.yaml), drawn with
the example report as tests/it/template_docs.rs does. A picture shows the pages without the white around
what is printed. An example of what goes wrong has none.
"""

import pathlib
import re
import shutil
import subprocess
import sys

MANUAL = pathlib.Path("docs/template.zh-CN.md")
IMAGES = pathlib.Path("docs/images/template")
REPORT = "examples/yimen/铜厂彝族乡.yaml"
PICTURES = {"大厅.jpg": "colour.jpg", "章.png": "seal.png"}
DPI = 80
# Few colours and no time stamps: small files, and the same ones each time.
PNG = ["-strip", "+dither", "-colors", "64", "-define", "png:exclude-chunk=date,time",
       "-define", "png:compression-level=9"]


def examples(manual):
    found = {}
    for kind, name, body in re.findall(r"^```(html|yaml|text) (\S+)\n(.*?)^```$", manual, re.M | re.S):
        found.setdefault(name, {})[kind] = body
    return {name: e for name, e in found.items() if "错误[" not in e["text"]}


def draw(nianbao, work, name, example):
    folder = work / name
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(example["html"], encoding="utf-8")
    if "yaml" in example:
        (folder / "styles.yaml").write_text(example["yaml"], encoding="utf-8")
    for own, picture in PICTURES.items():
        shutil.copy(f"tests/data/pictures/{picture}", folder / own)
    subprocess.run([nianbao, "render", REPORT, "--template", folder, "-o", work, "--name", name, "-f", "pdf", "-q"],
                   check=True)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", work / f"{name}.pdf", folder / "page"], check=True)
    pages = sorted(folder.glob("page*.png"))
    # Without the page number; the type area ends 262 mm from the upper edge.
    ink = ["-crop", f"x{262 * DPI // 25.4:.0f}+0+0", "+repage", "-bordercolor", "white", "-border", "1",
           "-trim", "+repage", "-border", "12"]
    if len(pages) > 1:
        # Which page is which shows only on whole pages.
        ink = ["-resize", "50%", "-bordercolor", "#999", "-border", "1", "+append"]
    subprocess.run(["convert", *pages, *ink, *PNG, IMAGES / f"{name}.png"], check=True)


def main():
    nianbao, work = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(IMAGES, ignore_errors=True)
    IMAGES.mkdir(parents=True)
    for name, example in examples(MANUAL.read_text(encoding="utf-8")).items():
        draw(nianbao, work / "manual", name, example)


main()
