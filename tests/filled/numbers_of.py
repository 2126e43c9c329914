"""The numbers that forms are filled in with: the published ones of tests/data/cases, and made-up ones."""

import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROWS = {"carry": "carried_in", "next": "carried_out"}
DISCLOSURE = {
    "regulations": "rules", "normative_docs": "normative", "licence": "licence",
    "other_services": "other_service", "penalty": "penalty", "coercion": "coercion",
    "fee_wan": "fee", "fee": "fee", "procurement": "procurement",
}
TEXT = "（一）主动公开。公开信息{n}条，“两微一端”都有。\n（二）依申请公开。按期答复，见 A&B <附件>。\n=1+1 不是公式"


def published():
    """Of each published report its name, its year, and rows: key → numbers from left to right."""
    for path in sorted((ROOT / "tests/data/cases").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        rows = {f"disclosure.{DISCLOSURE[k]}": v for k, v in case["t2"].items()}
        rows |= {f"requests.{ROWS.get(k, k)}": v for k, v in case["t3"].items()}
        names = ["review", "suit_direct", "suit_after_review"]
        rows |= {f"disputes.{name}": case["t4"][5 * i:5 * i + 5] for i, name in enumerate(names)}
        rows = {key: value if isinstance(value, list) else [value] for key, value in rows.items()}
        yield path.stem, case["year"], rows


def made(cells, source):
    """A number for each cell of a form, now and then none."""
    for key in cells:
        value = source.choice([0, 0, 0, 1, 2, 17, 3985758, None])
        if "fee" in key:
            value = source.choice(["0", "3.50", "96171.6", "0.30"])
        yield key, value


def rows_of(places):
    """The keys of a form by row, from left to right: places are key → (sheet, row, column)."""
    rows = {}
    for key, (_, _, column) in places.items():
        if "." in key:
            rows.setdefault(key.rsplit(".", 1)[0], []).append((column, key))
    return {row: [key for _, key in sorted(keys)] for row, keys in rows.items()}


def filling(places, computed, rows, seed):
    """What goes into the cells of a form: key → number, text, or nothing."""
    source = random.Random(seed)
    typed = [key for key in places if "." in key and key not in computed]
    if rows is None:
        values = dict(made(typed, source))
    else:
        values = {key: None for key in typed}
        for row, keys in rows_of(places).items():
            for key, value in zip(keys, rows.get(row, [])):
                if key in values:
                    values[key] = value
    for key in places:
        if "." not in key and key not in ("agency", "short_name", "year", "date", "sealed"):
            values[key] = TEXT.format(n=source.randrange(1000))
    return values
