"""Fills in forms with openpyxl, as a script of an office does.

    fill.py NIANBAO OUT_DIR COUNT SEED

Writes OUT_DIR/blank/NAME.xlsx (the form as it is handed out), OUT_DIR/sets/NAME.json (what goes into which
cell) and OUT_DIR/openpyxl/NAME.xlsx, whose totals nobody has computed.
"""

import json
import pathlib
import subprocess
import sys

import openpyxl
from openpyxl.utils.cell import coordinate_from_string, column_index_from_string

from numbers_of import filling, published


def places(book):
    """The hidden sheet: key → (sheet, row, column)."""
    found = {}
    for key, sheet, cell in book["_nianbao"].iter_rows(min_row=5, max_col=3, values_only=True):
        if key:
            letters, row = coordinate_from_string(cell)
            found[key] = (sheet, row, column_index_from_string(letters))
    return found


def number(value):
    """As a number, unless there is more: `73802895.90元` is typed as it is."""
    try:
        return float(value) if isinstance(value, str) and "." in value else int(value)
    except ValueError:
        return value


def fill(path, out, name, rows, seed):
    book = openpyxl.load_workbook(path)
    where = places(book)
    computed = [key for key, (sheet, row, column) in where.items()
                if str(book[sheet].cell(row, column).value).startswith("=SUM")]
    values = filling(where, computed, rows, seed)
    cells = {}
    for key, value in values.items():
        sheet, row, column = where[key]
        cell = book[sheet].cell(row, column)
        if "." in key:
            cell.value = None if value is None else number(value)
            if isinstance(cell.value, float):
                cell.number_format = "0." + "0" * len(value.split(".")[1])
        else:
            cell.value = value
            cell.data_type = "s"
        cells[key] = {"sheet": sheet, "row": row, "column": column, "value": value}
    book.save(out / "openpyxl" / f"{name}.xlsx")
    (out / "sets" / f"{name}.json").write_text(json.dumps(cells, ensure_ascii=False), encoding="utf-8")


def main():
    nianbao, out, count, seed = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    for folder in ("blank", "sets", "openpyxl"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    wanted = [(name, year, rows) for name, year, rows in published()]
    wanted += [(f"made_{i}", [2025, 2019][i % 2], None) for i in range(count)]
    for i, (name, year, rows) in enumerate(wanted):
        subprocess.run([nianbao, "form", name, "--year", str(year), "-o", out / "blank", "--force"],
                       check=True, capture_output=True)
        fill(out / "blank" / f"{name}.xlsx", out, name, rows, seed + i)


main()
