"""Fills in forms with LibreOffice, which computes the totals, and saves them in three formats.

    office.py OUT_DIR

From OUT_DIR/blank and OUT_DIR/sets: OUT_DIR/office/NAME.xlsx, .ods, .xls; and OUT_DIR/recalculated/NAME.xlsx, what
LibreOffice makes of OUT_DIR/openpyxl/NAME.xlsx. Needs the system's python3 with python3-uno.
"""

import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "same_pages"))
from office import connect, option  # noqa: E402

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


def fill(document, cells):
    for place in cells.values():
        value = place["value"]
        sheet = document.Sheets.getByName(place["sheet"])
        cell = sheet.getCellByPosition(place["column"] - 1, place["row"] - 1)
        is_text = not isinstance(value, (int, type(None))) and not value.replace(".", "").isdigit()
        if value is None:
            cell.setString("")
        elif is_text:
            cell.setString(value)
        else:
            cell.setValue(float(value))
            digits = len(str(value).split(".")[1]) if "." in str(value) else 0
            if digits:
                formats, language = document.NumberFormats, cell.CharLocale
                code = "0." + "0" * digits
                known = formats.queryKey(code, language, False)
                cell.NumberFormat = known if known != -1 else formats.addNew(code, language)


def main():
    out = pathlib.Path(sys.argv[1]).resolve()
    for folder in ("office", "recalculated"):
        (out / folder).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        server, desktop = connect(profile)

        def opened(path):
            return desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))

        def save(document, path):
            document.storeToURL(path.as_uri(), (option("FilterName", FILTERS[path.suffix[1:]]),))

        for path in sorted((out / "sets").glob("*.json")):
            document = opened(out / "blank" / f"{path.stem}.xlsx")
            fill(document, json.loads(path.read_text(encoding="utf-8")))
            document.calculateAll()
            for suffix in FILTERS:
                save(document, out / "office" / f"{path.stem}.{suffix}")
            document.close(True)
            document = opened(out / "openpyxl" / f"{path.stem}.xlsx")
            document.calculateAll()
            save(document, out / "recalculated" / path.with_suffix(".xlsx").name)
            document.close(True)
        (out / "abused").mkdir(exist_ok=True)
        for path in sorted((out / "abused").glob("*.xlsx")):
            # As it is, without computing: what the abuse left is to be read.
            document = opened(path)
            for suffix in ("ods", "xls"):
                save(document, path.with_suffix(f".{suffix}"))
            document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
        server.wait(30)


main()
