"""Reads filled forms back with the program and compares every number and every text.

    judge.py NIANBAO OUT_DIR

Exits 1 when a number or a text of a form did not come back. That the judge sees one that did not is shown with a
set in which one number of each form is another.
"""

import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


def paths(form):
    """Of each number of a form the names that lead to it in a YAML, and how many stand in its row."""
    found = {}
    for table in form["tables"]:
        for row in table["rows"]:
            keys = [cell for cell in row["cells"] if "key" in cell]
            for cell in keys:
                way = [table["name"], *row.get("path", []), *cell.get("path", [])]
                found[f"{table['key']}.{cell['key']}"] = way
    return found


def looked_up(node, way):
    """What stands at the end of a way; in a row that is a list it has its place there."""
    for step, name in enumerate(way):
        if isinstance(node, list):
            return ("list", node)
        if not isinstance(node, dict) or name not in node:
            return ("missing", None)
        node = node[name]
    return ("value", node)


def value_of(report, found, key):
    kind, node = looked_up(report, found[key])
    if kind != "list":
        return kind, node
    row = key.rsplit(".", 1)[0]
    keys = [k for k in found if k.rsplit(".", 1)[0] == row]
    # Without the total a row is one shorter.
    at = keys.index(key)
    return ("value", node[at]) if at < len(node) else ("missing", None)


def same(value, expected):
    # A cell that was emptied is unknown, and a place to fill in.
    if expected is None:
        return isinstance(value, str) and value.startswith("【请填写")
    if isinstance(expected, str):
        return str(value) == expected
    try:
        return decimal.Decimal(str(value)) == decimal.Decimal(str(expected))
    except decimal.InvalidOperation:
        return str(value) == str(expected)


def faults(report, cells, found, form):
    for key, place in cells.items():
        expected = place["value"]
        if "." in key:
            kind, value = value_of(report, found, key)
            if kind != "value" or not same(value, expected):
                yield f"{key}: {value!r}, not {expected!r}"
            continue
        part = next((part for part in form["parts"] if part["key"] == key), None)
        name = part["name"] if part else "前言"
        text = report.get(name)
        if part and part.get("table"):
            text = text.get("说明") if isinstance(text, dict) else None
        if (text or "").strip().split("\n") != expected.split("\n"):
            yield f"{key}: {text!r}"


def equations(form):
    """The sums of a form: the keys of their two sides."""
    for table in form["tables"]:
        for line in (line for rule in table["sums"] for line in rule["equations"]):
            left, right = ([f"{table['key']}.{name.strip()}" for name in side.split("+")] for side in line.split("="))
            yield left, right


def lost(form, cells):
    """How many cells are lost: those that were emptied, and the totals over them that no other sum tells. An emptied
    cell is no 0, and no number is less than that."""
    sums = list(equations(form))
    typed = {key: place["value"] for key, place in cells.items() if "." in key}
    empty = {key for key, value in typed.items() if value is None}
    values, unknown = {key: amount(value) for key, value in typed.items()}, set(empty)
    totals = [(left[0], right) for left, right in sums if len(left) == 1 and left[0] not in typed]
    # Sums of sums come after what they add up.
    for _ in range(3):
        for total, parts in totals:
            if unknown & set(parts):
                unknown.add(total)
            elif all(values.get(part) is not None for part in parts):
                values[total] = sum(values[part] for part in parts)
    told = True
    while told:
        told = {}
        for left, right in sums:
            only = unknown & {*left, *right}
            others = [*(set(left) - only), *(set(right) - only)]
            if len(only) != 1 or only & empty or any(values.get(key) is None for key in others):
                continue
            of = lambda side: sum(values[key] for key in side if key not in only)
            value = of(right) - of(left) if only & set(left) else of(left) - of(right)
            if value >= 0:
                told[only.pop()] = value
        values |= told
        unknown -= set(told)
    return len(unknown)


def amount(value):
    try:
        return decimal.Decimal(str(value))
    except decimal.InvalidOperation:
        return None


class Exact(yaml.SafeLoader):
    """Numbers as they are written."""


Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: node.value)


def read(nianbao, path):
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run([nianbao, "import", path, "-o", folder], capture_output=True, text=True)
        made = pathlib.Path(folder) / path.with_suffix(".yaml").name
        report = yaml.load(made.read_text(encoding="utf-8"), Exact) if made.exists() else {}
    return report, said.stderr


def silent(report, said, expected, found):
    """Numbers that came back otherwise, without a place to fill in and without a word about them."""
    for key, value in expected.items():
        kind, read = value_of(report, found, key)
        # A place to fill in, and words for a number, are errors of every check.
        is_open = isinstance(read, str) and not read.replace(".", "").lstrip("-").isdigit()
        if is_open or (kind == "value" and same(read, value)):
            continue
        # A number that is doubted is quoted where it is told.
        if not (kind == "value" and f"“{read}”" in said):
            yield f"{key}: {read!r}, not {value!r}"


def abused(nianbao, out, forms):
    """Abuses: each ends right, or is named. Gives how many did neither."""
    wrong = right = named = 0
    found = paths(forms["2021"])
    for path in sorted(path for path in (out / "abused").iterdir() if path.suffix != ".json"):
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        report, said = read(nianbao, path)
        faults = list(silent(report, said, expected, found)) if report else []
        has_place = "!" in said or "NB" in said
        is_right = report and not faults and "[NB" not in said
        if faults or not (is_right or has_place):
            wrong += 1
            print(f"FAILED abused/{path.name}: {faults[:4]} {said[-300:]}")
        right += bool(is_right)
        named += not is_right
    print(f"abused: {right + named} files, {right} read without a word, {named} with one, {wrong} silently wrong")
    return wrong


def main():
    nianbao, out = sys.argv[1], pathlib.Path(sys.argv[2])
    forms = {form["id"]: form for form in (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / "templates/annual-report/forms").glob("*.yaml"))}
    wrong, unseen = 0, 0
    for folder in ("openpyxl", "recalculated", "office"):
        files = numbers = texts = 0
        for path in sorted((out / folder).iterdir()):
            cells = json.loads((out / "sets" / f"{path.stem}.json").read_text(encoding="utf-8"))
            report, said = read(nianbao, path)
            form = forms["2019" if int(report.get("年度", 0)) < 2021 else "2021"]
            found = paths(form)
            told = list(faults(report, cells, found, form))
            for fault in told:
                print(f"FAILED {folder}/{path.name}: {fault}")
            if f"读不出 {lost(form, cells)}" not in said:
                print(f"FAILED {folder}/{path.name}: {said.splitlines()[-1:]}")
                wrong += 1
            wrong += len(told)
            files += 1
            numbers += sum("." in key for key in cells)
            texts += sum("." not in key for key in cells)
            key = next(key for key, place in cells.items() if "." in key)
            other = {**cells, key: {**cells[key], "value": 123456}}
            unseen += not list(faults(report, other, found, form))
        print(f"{folder}: {files} files, {numbers} numbers, {texts} texts")
    wrong += abused(nianbao, out, forms)
    print(f"{wrong} did not come back; {unseen} changed numbers were not seen")
    sys.exit(1 if wrong or unseen else 0)


if __name__ == "__main__":
    main()
