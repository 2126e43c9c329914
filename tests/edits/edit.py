"""Edits DOCX files as a clerk does, one copy for each kind of edit.

    edit.py OUT_DIR FILE.docx...
    edit.py --damage OUT_DIR FILE.docx...    (what the judge must object to)

Writes OUT_DIR/NAME-KIND.docx, and OUT_DIR/NAME-KIND.json: the name and the date that the signature must
show, and how high a picture is that was put in. A kind that finds nothing to edit in a file is left out.
"""

import copy
import io
import json
import pathlib
import re
import sys

import docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

DATE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
SENTENCE = "对存在的问题逐项列出清单，明确责任单位和完成时限，整改一项、销号一项，确保取得实效。"


def texts(document):
    """Paragraphs of running text, long enough to be worth editing."""
    style = document.styles["Normal"].name
    found = [p for p in document.paragraphs if p.style.name == style and len(p.text) > 60]
    return [p for p in found if "框" not in p.text]


def imprint(document):
    """The table at the foot of the last page (版记)."""
    return next(t for t in document.tables if t._tbl.tblPr.find(qn("w:tblpPr")) is not None)


def tables(document):
    """The tables of the text."""
    return [t for t in document.tables if t._tbl.tblPr.find(qn("w:tblpPr")) is None]


def signature(document):
    """The lines of name and date."""
    paragraphs = document.paragraphs
    for at, paragraph in enumerate(paragraphs):
        if DATE.match(paragraph.text) and at:
            return paragraphs[at - 1], paragraph
    return None, None


def last_run(paragraph):
    return next(run for run in reversed(paragraph.runs) if run.text)


def add(paragraph, text):
    run = last_run(paragraph)
    run.text = run.text[:-1] + text + run.text[-1]


def shorten(paragraph, count):
    for run in paragraph.runs[1:]:
        cut = min(count, len(run.text))
        run.text = run.text[cut:]
        count -= cut


def words_in(document):
    paragraph = texts(document)[0]
    add(paragraph, "，" + SENTENCE[:39])


def sentence_in(document):
    found = texts(document)
    add(found[len(found) // 2], "。" + SENTENCE * 3)


def paragraph_in(document):
    found = texts(document)
    after = found[len(found) // 3]
    new = copy.deepcopy(after._p)
    after._p.addnext(new)


def lines_in(document):
    """As many lines as bring the signature near the foot of its page, or over it."""
    found = texts(document)
    for number in range(5, 0, -1):
        new = copy.deepcopy(found[-1]._p)
        found[-1]._p.addprevious(new)
        paragraph = docx.text.paragraph.Paragraph(new, found[-1]._parent)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = f"第{number}项已按期办结。"


def words_out(document):
    found = [p for p in texts(document) if len(p.runs) > 1] or texts(document)
    paragraph = found[len(found) // 2]
    run = max(paragraph.runs, key=lambda run: len(run.text))
    run.text = run.text[:10] + run.text[min(90, len(run.text)):]


def paragraph_out(document):
    found = texts(document)
    paragraph = max(found, key=lambda p: len(p.text))
    paragraph._p.getparent().remove(paragraph._p)


def rows_in(document):
    table = tables(document)[0]
    row = table.rows[-1]._tr
    for _ in range(3):
        row.addnext(copy.deepcopy(row))


def rows_out(document):
    table = tables(document)[0]
    for row in table.rows[-3:]:
        row._tr.getparent().remove(row._tr)


def digits(document):
    for cell in tables(document)[0].rows[2].cells[1:]:
        for paragraph in cell.paragraphs:
            if paragraph.runs and paragraph.text.strip().isdigit():
                paragraph.runs[0].text = "12345"


def copies_in(document):
    """So many more get copies (抄送) that it takes three lines more."""
    added = "，县应急管理局，县水利局，县林业和草原局" * 4
    add(imprint(document).rows[0].cells[0].paragraphs[-1], added)
    return {"copies": added}


def longer_name(document):
    name, _ = signature(document)
    last_run(name).text = "某某县" + name.text


def longer_date(document):
    _, date = signature(document)
    year = date.text[:4]
    for run in date.runs:
        run.text = ""
    date.runs[0].text = f"{year}年12月28日"


def longer_title(document):
    title = next(p for p in document.paragraphs if p.style.name == "Title")
    last_run(title).text += "（修订后重新公布的文本）"


def picture(document):
    found = texts(document)
    after = found[len(found) // 2]
    new = copy.deepcopy(after._p)
    after._p.addnext(new)
    paragraph = docx.text.paragraph.Paragraph(new, after._parent)
    for run in paragraph.runs:
        run._r.getparent().remove(run._r)
    paragraph.style = document.styles["图片"]
    bytes_ = io.BytesIO()
    Image.new("RGB", (600, 300), (40, 90, 160)).save(bytes_, "PNG")
    paragraph.add_run().add_picture(bytes_, width=Mm(100))
    return {"picture": 50.0}


def picture_cut(document):
    told = picture(document)
    shown = next(p for p in document.paragraphs if p.style.name == "图片")
    shown.paragraph_format.line_spacing = Pt(28.95)
    return told


def signature_alone(document):
    name, _ = signature(document)
    name.paragraph_format.page_break_before = True


def page_ended(document):
    found = texts(document)
    paragraph = next(p for p in found[2:] if len(p.text) > 100)
    for _ in range(3):
        paragraph.insert_paragraph_before("").paragraph_format.page_break_before = True


def date_torn(document):
    _, date = signature(document)
    date.paragraph_format.left_indent = Mm(135)
    date.paragraph_format.right_indent = Mm(0)


def imprint_pinned(document):
    told = copies_in(document)
    place = imprint(document)._tbl.tblPr.find(qn("w:tblpPr"))
    del place.attrib[qn("w:tblpYSpec")]
    place.set(qn("w:vertAnchor"), "page")
    place.set(qn("w:tblpY"), "13638")
    return told


def picture_shrunk(document):
    return {"picture": picture(document)["picture"] + 5}


DAMAGES = [page_ended, date_torn, picture_shrunk, picture_cut, signature_alone, imprint_pinned]
KINDS = [words_in, sentence_in, paragraph_in, lines_in, words_out, paragraph_out, rows_in, rows_out, digits,
         copies_in, longer_name, longer_date, longer_title, picture]


def main():
    args = sys.argv[1:]
    kinds = DAMAGES if args[0] == "--damage" else KINDS
    args = [arg for arg in args if arg != "--damage"]
    out = pathlib.Path(args[0])
    out.mkdir(parents=True, exist_ok=True)
    for file in map(pathlib.Path, args[1:]):
        for kind in kinds:
            document = docx.Document(file)
            try:
                told = kind(document) or {}
            except (IndexError, StopIteration, KeyError, AttributeError, ValueError):
                continue
            name, date = signature(document)
            told |= {"name": name.text if name is not None else None,
                     "date": date.text if date is not None else None}
            target = out / f"{file.stem}-{kind.__name__}.docx"
            document.save(target)
            target.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False))


main()
