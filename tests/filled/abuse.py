"""Abuses of a form that was filled in: what becomes of it when people change more than the yellow cells.

    abuse.py OUT_DIR

Of OUT_DIR/openpyxl/NAME.xlsx and OUT_DIR/sets/NAME.json, a published report, makes OUT_DIR/abused/NAME.xlsx and OUT_DIR/abused/NAME.json:
what each number is to be read as, where it is read. office.py saves each as ODS and xls too, judge.py reads all.
"""

import datetime
import json
import pathlib
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

# Published numbers that all tie.
BASE = "c02_huaian_2024"
REQUESTS, DISCLOSURE, DISPUTES = "依申请公开", "主动公开", "复议诉讼"
BASICS, TEXTS, MAP = "基本情况", "文字", "_nianbao"
# 行政许可: a number that no sum tells.
LICENCE = "disclosure.licence.decisions"


def cell(book, places, key):
    place = places[key]
    return book[place["sheet"]].cell(place["row"], place["column"])


def licence(value, expected=None, **look):
    """Writes into the cell of 行政许可."""

    def change(book, places):
        at = cell(book, places, LICENCE)
        at.value = value
        for name, how in look.items():
            setattr(at, name, how)
        return {LICENCE: expected}

    return change


def sheet(change):
    def changed(book, _):
        change(book)

    return changed


def swap(book, name, first, second):
    a, b = book[name][first], book[name][second]
    a.value, b.value = b.value, a.value


def renamed(book, names):
    for name, other in names.items():
        book[name].title = other


def crossed(book):
    renamed(book, {REQUESTS: "x"})
    renamed(book, {DISCLOSURE: REQUESTS})
    renamed(book, {"x": DISCLOSURE})


def pasted(book, name, title):
    copy = book.copy_worksheet(book[name])
    copy.title = title
    for row in copy.iter_rows():
        for at in row:
            if isinstance(at.value, int):
                at.value += 7


def below(book):
    """Another unit's table below the first."""
    source = book[DISPUTES]
    for row in list(source.iter_rows(max_row=8)):
        for at in row:
            if at.value is not None and type(at).__name__ == "Cell":
                value = at.value + 7 if isinstance(at.value, int) else at.value
                source.cell(at.row + 20, at.column).value = value


def overwritten(book, _):
    book[REQUESTS]["J6"] = 999_999


def emptied(book):
    for one in book.worksheets:
        one.delete_rows(1, one.max_row)


def struck(text, size):
    return CellRichText(TextBlock(InlineFont(**size), text), "201")


ABUSES = {
    "nothing": sheet(lambda book: None),
    "row_above": sheet(lambda book: book[REQUESTS].insert_rows(1)),
    "row_among": sheet(lambda book: book[REQUESTS].insert_rows(9)),
    "rows_among_disputes": sheet(lambda book: book[DISPUTES].insert_rows(1, 2)),
    "column_left": sheet(lambda book: book[DISCLOSURE].insert_cols(1)),
    "column_among": sheet(lambda book: book[DISCLOSURE].insert_cols(2)),
    "row_in_texts": sheet(lambda book: book[TEXTS].insert_rows(5)),
    "row_in_basics": sheet(lambda book: book[BASICS].insert_rows(4)),
    "row_deleted": sheet(lambda book: book[REQUESTS].delete_rows(12)),
    "sheets_renamed": sheet(lambda book: renamed(book, {REQUESTS: "表三", DISCLOSURE: "Sheet2", TEXTS: "材料"})),
    "all_renamed": sheet(lambda book: renamed(book, {one.title: f"表{at}" for at, one in enumerate(book.worksheets)
                                                     if one.title != MAP})),
    "sheets_crossed": sheet(crossed),
    "sheets_turned": sheet(lambda book: book._sheets.reverse()),
    "no_map": sheet(lambda book: book.remove(book[MAP])),
    "no_map_renamed": sheet(lambda book: (book.remove(book[MAP]), renamed(book, {REQUESTS: "a", DISCLOSURE: "b"}))),
    "no_table": sheet(lambda book: book.remove(book[DISPUTES])),
    "no_texts": sheet(lambda book: book.remove(book[TEXTS])),
    "no_basics": sheet(lambda book: book.remove(book[BASICS])),
    "only_tables": sheet(lambda book: [book.remove(book[name]) for name in ("填写说明", "核对")]),
    "hidden_sheet": sheet(lambda book: setattr(book[DISCLOSURE], "sheet_state", "hidden")),
    "hidden_row": sheet(lambda book: setattr(book[REQUESTS].row_dimensions[22], "hidden", True)),
    "total_overwritten": overwritten,
    "total_formula": sheet(lambda book: book[REQUESTS].__setitem__("J6", "=SUM(D6:H6)")),
    "text_number": licence("201", 201),
    "full_width": licence("２０１", 201),
    "blanks": licence(" 201\u3000", 201),
    "with_unit": licence("201件"),
    "about": licence("约201"),
    "stroke": licence("/", 0),
    "none": licence("无", 0),
    "empty": licence(None),
    "sentence": licence("见附件，另报"),
    "date": licence(datetime.datetime(2025, 3, 1), number_format="yyyy-m-d"),
    "number_as_date": licence(201, number_format="yyyy-m-d"),
    "percent": licence(2.01, number_format="0%"),
    "truth": licence(True),
    "error": licence("#REF!"),
    "formula": licence("=100+101", 201),
    "formula_error": licence("=1/0"),
    "half": licence(1.5, "1.5"),
    "negative": licence(-1, -1),
    "struck": licence(201, 201, font=Font(strike=True)),
    "white": licence(201, 201, font=Font(color="FFFFFFFF")),
    "rich_struck": licence(struck("7", {"strike": True}), 201),
    "rich_raised": licence(CellRichText("201", TextBlock(InlineFont(vertAlign="superscript"), "2")), 201),
    "comment": licence(201, 201, comment=Comment("应为 210，待核", "某")),
    "heads_swapped": sheet(lambda book: swap(book, REQUESTS, "E5", "F5")),
    "second_unit": sheet(lambda book: pasted(book, DISCLOSURE, "又一个")),
    "second_below": sheet(below),
    "beside": sheet(lambda book: book[DISCLOSURE].__setitem__("F9", "另有12件在办")),
    "extra_sheet": sheet(lambda book: book.create_sheet("补充").__setitem__("A1", "其他说明")),
    "year_in_words": sheet(lambda book: book[BASICS].__setitem__("B5", "二零二五")),
    "day_in_words": sheet(lambda book: book[BASICS].__setitem__("B6", "过几天")),
    "all_emptied": sheet(emptied),
}


def main():
    out = pathlib.Path(sys.argv[1])
    (out / "abused").mkdir(exist_ok=True)
    places = json.loads((out / f"sets/{BASE}.json").read_text(encoding="utf-8"))
    for name, change in ABUSES.items():
        book = openpyxl.load_workbook(out / f"openpyxl/{BASE}.xlsx")
        expected = {key: place["value"] for key, place in places.items() if "." in key}
        expected |= change(book, places) or {}
        if name == "heads_swapped":
            # The numbers are of the heads that stand above them.
            for key in [key for key in expected if key.endswith(".commercial")]:
                other = key.replace(".commercial", ".research")
                expected[key], expected[other] = expected[other], expected[key]
        book.save(out / "abused" / f"{name}.xlsx")
        (out / "abused" / f"{name}.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
