"""Fills in the official form as an office does in its word processor.

    fill.py FORM.docx OUT_DIR COUNT SEED

Writes OUT_DIR/form/NAME.docx with the published numbers of tests/data/cases and COUNT made-up sets that tie, and
beside each OUT_DIR/mutant/NAME.docx in which one digit of a number that is part of a sum is another.
"""

import json
import pathlib
import random
import sys

import docx

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = range(3, 10)
GROUPS = [[2], [3], range(4, 12), range(12, 15), range(15, 20), range(20, 23)]


def published():
    for path in sorted((ROOT / "tests/data/cases").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        if case["year"] >= 2021 and len(case["t4"]) == 15:
            first = [case["t2"][key] for key in ("regulations", "normative_docs")]
            single = [case["t2"][key] for key in ("licence", "penalty", "coercion", "fee_wan")]
            yield path.stem, case["year"], (first, single, list(case["t3"].values()), case["t4"])


def number(source):
    return source.choice([0, 0, 0, 0, 1, 2, 3, 12, 47, 250, 3119])


def made(source):
    """Numbers that tie: what came in is what was done and what is left."""
    rows = [[number(source) for _ in range(6)] for _ in range(22)]
    total = [sum(column) for column in zip(*rows[:21])]
    left, (new, carried) = [number(source) for _ in range(6)], ([], [])
    for done, rest in zip(total, left):
        from_before = source.randrange(done + rest + 1)
        new.append(done + rest - from_before)
        carried.append(from_before)
    table = [row + [sum(row)] for row in [new, carried, *rows[:21], total, left]]
    cases = []
    for _ in range(3):
        five = [number(source) for _ in range(4)]
        cases += [*five, sum(five)]
    first = [[source.randrange(30) for _ in range(3)] for _ in range(2)]
    return first, [source.randrange(9999), source.randrange(99), 0, source.choice(["0", "12.50", "4068.208"])], table, cases


def write(cell, value):
    value = "" if value is None else value
    paragraph = cell.paragraphs[0]
    for run in paragraph.runs[1:]:
        run.text = ""
    if paragraph.runs:
        paragraph.runs[0].text = str(value)
    else:
        paragraph.add_run(str(value))


def fill(form, year, numbers, out):
    first, single, table, cases = numbers
    document = docx.Document(form)
    title = next(p for p in document.paragraphs if "格式模板" in p.text)
    title.runs[0].text = f"云溪县石桥镇{year}年政府信息公开工作年度报告"
    for run in title.runs[1:]:
        run.text = ""
    for index, p in enumerate(p for p in document.paragraphs if p.text.startswith("（文字描述")):
        p.runs[0].text = f"第{index + 1}部分的文字，全年公开信息{index + 12}条，“两微一端”都有。" * (index + 1)
        for run in p.runs[1:]:
            run.text = ""
    disclosure, requests, disputes = document.tables
    for row, values in zip((2, 3), first):
        for cell, value in zip(disclosure.rows[row].cells[1:], values):
            write(cell, value)
    for row, value in zip((6, 9, 10, 13), single):
        write(disclosure.rows[row].cells[1], value)
    for row, values in zip(requests.rows[3:], table):
        for cell, value in zip(row.cells[3:], values):
            write(cell, value)
    for cell, value in zip(disputes.rows[3].cells, cases):
        write(cell, value)
    document.save(out)


def mutant(numbers, source):
    """The same with one digit of a number changed."""
    first, single, table, cases = json.loads(json.dumps(numbers))
    line = source.choice([*table, cases, cases, cases])
    column = source.choice([at for at, value in enumerate(line) if isinstance(value, int)])
    digits = list(str(line[column]))
    at = source.randrange(len(digits))
    digits[at] = source.choice([d for d in "123456789" if d != digits[at]])
    line[column] = int("".join(digits))
    return first, single, table, cases


def main():
    form, out, count, seed = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    source = random.Random(seed)
    sets = list(published()) + [(f"set{i}", 2023, made(source)) for i in range(count)]
    for kind in ("form", "mutant"):
        (out / kind).mkdir(parents=True, exist_ok=True)
    for name, year, numbers in sets:
        fill(form, year, numbers, out / "form" / f"{name}.docx")
        fill(form, year, mutant(numbers, source), out / "mutant" / f"{name}.docx")


main()
