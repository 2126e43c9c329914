"""Does the sheet 核对, computed by LibreOffice, say what `nianbao check` says of the same form?

    proof.py NIANBAO OUT_DIR COUNT SEED

Takes forms that were filled in (of both official forms, one with last year's numbers), changes numbers one to
three at a time, lets LibreOffice compute, and compares what 核对 says is broken with the findings of `check` on the
saved file: code and sentence. Needs the system's python3 with python3-uno.
"""

import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "same_pages"))
from office import connect, option  # noqa: E402

# What the sheet counts table by table, and `check` cell by cell.
BY_CELL = {"NB111", "NB112"}

GOOD = """机关: 某某镇人民政府
年度: {year}
总体情况: 平稳有序。
收到和处理政府信息公开申请情况:
  本年新收: [5, 2, 0, 0, 1, 0]
  上年结转: [1, 0, 0, 0, 0, 0]
  办理结果:
    予以公开: [4, 1, 0, 0, 1, 0]
    部分公开: [1, 0, 0, 0, 0, 0]
  结转下年度: [1, 1, 0, 0, 0, 0]
复议诉讼:
  行政复议: [1, 0, 0, 0]
存在的主要问题及改进情况: 公开的内容还不够丰富；将逐项充实。
其他需要报告的事项: 本年度未收取信息处理费。
署名: {next}-1-20
"""


def good(year):
    return GOOD.format(year=year, next=year + 1)


def main():
    nianbao, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    count, seed = int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(seed)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    forms = []
    for name, year, previous in [("新表", 2025, False), ("旧表", 2020, False), ("有上年", 2025, True)]:
        folder = out / name
        folder.mkdir(exist_ok=True)
        (folder / "甲.yaml").write_text(good(year), encoding="utf-8")
        args = []
        if previous:
            last = folder / "上年"
            last.mkdir(exist_ok=True)
            text = good(year - 1).replace("结转下年度: [1, 1,", "结转下年度: [1, 0,")
            text = text.replace("予以公开: [4, 1,", "予以公开: [4, 2,")
            (last / "甲.yaml").write_text(text, encoding="utf-8")
            args = ["--previous", str(last)]
        subprocess.run([nianbao, "form", "甲.yaml", "-o", ".", "--force", *args], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        forms.append((folder, args))
    same, wrong, broken = 0, [], 0
    with tempfile.TemporaryDirectory() as profile:
        server, desktop = connect(profile)
        for at in range(count):
            folder, args = forms[at % len(forms)]
            result = one(desktop, nianbao, folder, args, at, rng)
            broken += bool(result[1])
            if (at + 1) % 20 == 0:
                print(f"{at + 1} of {count}, {len(wrong)} differ", flush=True)
            if result[0] == result[1]:
                same += 1
            else:
                wrong.append((folder.name, at, *result))
        try:
            desktop.terminate()
        except Exception:
            pass
        server.wait(30)
    for name, at, said, checked, changes in wrong[:20]:
        print(f"{name} {at} {changes}\n  核对  {sorted(said - checked)}\n  check {sorted(checked - said)}")
    print(f"{count} changed forms, {broken} of them broken: 核对 and check agree on {same}")
    sys.exit(bool(wrong))


def one(desktop, nianbao, folder, args, at, rng):
    document = desktop.loadComponentFromURL((folder / "甲.xlsx").as_uri(), "_blank", 0,
                                            (option("Hidden", True),))
    changes = change(document, rng)
    document.calculateAll()
    said, codes = told(document.Sheets.getByName("核对"))
    saved = folder / f"{at}.xlsx"
    document.storeToURL(saved.as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    run = subprocess.run([nianbao, "check", str(saved), "--format", "json", *args],
                         capture_output=True, text=True, stdin=subprocess.DEVNULL)
    found = json.loads(run.stdout)
    findings = found if isinstance(found, list) else found["findings"]
    saved.unlink()
    return said, {(f["code"], f["message"]) for f in findings if f["code"] in codes}, changes


def change(document, rng):
    """One to three numbers that people fill in; half of the changes in cells that hold something."""
    places = []
    sheet = document.Sheets.getByName("_nianbao")
    row = 4
    while sheet.getCellByPosition(0, row).String:
        key, name, cell = (sheet.getCellByPosition(column, row).String for column in range(3))
        row += 1
        target = document.Sheets.getByName(name).getCellRangeByName(cell)
        if "." in key and not target.Formula.startswith("="):
            places.append((key, target))
    filled = [place for place in places if place[1].Value]
    changes = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        key, cell = rng.choice(rng.choice([places, filled]))
        value = rng.randrange(0, 9)
        cell.setValue(value)
        changes.append((key, value))
    return changes


def told(sheet):
    """What is broken: code and sentence; and every code that the sheet knows."""
    said, codes, row = set(), set(), 3
    while sheet.getCellByPosition(0, row).String:
        verdict, name, _, message = (sheet.getCellByPosition(c, row).String for c in range(4))
        code = name.split(" ")[0]
        if code not in BY_CELL:
            codes.add(code)
            if verdict != "通过":
                said.add((code, message))
        row += 1
    return said, codes


main()
