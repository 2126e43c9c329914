"""Is a DOCX of ours that somebody has edited read as what it was, with the edits and nothing else?

    read_back.py NIANBAO OUT_DIR DOCX...

Edits each DOCX in every way below, reads it with `nianbao import`, and compares the YAML line by line with that of the
DOCX as it was made. That the comparison sees what is not expected is shown by edits of which another is claimed.
"""

import difflib
import pathlib
import re
import subprocess
import sys

import docx
from docx.enum.text import WD_BREAK
from docx.shared import Pt, RGBColor

ADDED = "这一段是后来补写的，说明全年培训四次。"


def prose(document):
    """A paragraph of the text that is long enough to be edited, and stands once."""
    texts = [paragraph.text for paragraph in document.paragraphs]
    return next((p for p in document.paragraphs if len(p.text) > 60 and texts.count(p.text) == 1), None)


def licence(document):
    """The cell of a number that no sum tells."""
    for table in document.tables:
        for row in table.rows:
            if row.cells[0].text.strip() == "行政许可":
                return row.cells[-1]
    return None


def set_text(paragraph, text):
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run._element.getparent().remove(run._element)


def number_changed(document, yaml):
    cell = licence(document)
    old = cell.text.strip()
    set_text(cell.paragraphs[0], "90417")
    return re.sub(rf"^( *行政许可: ){re.escape(old)}$", r"\g<1>90417", yaml, flags=re.M)


def word_changed(document, yaml):
    paragraph = prose(document)
    old = paragraph.text
    new = old[:20] + "（核实过的）" + old[26:]
    set_text(paragraph, new)
    return yaml.replace(old.strip(), new.strip(), 1)


def paragraph_added(document, yaml):
    paragraph = prose(document)
    copy = paragraph.insert_paragraph_before(ADDED, paragraph.style)
    paragraph._element.addprevious(copy._element)
    old = paragraph.text.strip()
    return re.sub(rf"^( *){re.escape(old)}", rf"\g<1>{ADDED}\n\g<0>", yaml, count=1, flags=re.M)


def paragraph_deleted(document, yaml):
    paragraph = prose(document)
    old = paragraph.text.strip()
    paragraph._element.getparent().remove(paragraph._element)
    left = re.sub(rf"^ *{re.escape(old)}\n", "", yaml, count=1, flags=re.M)
    # What had no other paragraph is no more.
    return left.replace("\n前言: |\n\n", "\n", 1)


def paragraph_split(document, yaml):
    paragraph = prose(document)
    old = paragraph.text.strip()
    at = old.index("，") + 1 if "，" in old[10:40] else 20
    head, tail = old[:at], old[at:]
    copy = paragraph.insert_paragraph_before(head, paragraph.style)
    del copy
    set_text(paragraph, tail)
    return re.sub(rf"^( *){re.escape(old)}", rf"\g<1>{head}\n\g<1>{tail}", yaml, count=1, flags=re.M)


def made_bold(document, yaml):
    for run in prose(document).runs:
        run.bold, run.font.color.rgb = True, RGBColor(0xC0, 0, 0)
    return yaml


def runs_split(document, yaml):
    paragraph = prose(document)
    text = paragraph.text
    set_text(paragraph, text[:7])
    for at in range(7, len(text), 5):
        paragraph.add_run(text[at:at + 5])
    return yaml


def tables_made_small(document, yaml):
    for table in document.tables:
        for row in table.rows:
            row.height = Pt(30)
            for cell in row.cells:
                for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                    run.font.size, run.font.name = Pt(8), "Arial"
    return yaml


def empty_added(document, yaml):
    prose(document).insert_paragraph_before("")
    document.add_paragraph("")
    return yaml


def page_broken(document, yaml):
    prose(document).insert_paragraph_before("").add_run().add_break(WD_BREAK.PAGE)
    return yaml


def margins_changed(document, yaml):
    for section in document.sections:
        section.left_margin = section.right_margin = Pt(50)
        section.page_width, section.page_height = section.page_height, section.page_width
    return yaml


def spaced(document, yaml):
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.space_after = Pt(9)
        paragraph.paragraph_format.line_spacing = 1.5
    return yaml


EDITS = [number_changed, word_changed, paragraph_added, paragraph_deleted, paragraph_split, made_bold, runs_split,
         tables_made_small, empty_added, page_broken, margins_changed, spaced]


def read(nianbao, path, out):
    subprocess.run([nianbao, "import", path, "-o", out, "--force"], capture_output=True, check=False)
    made = out / path.with_suffix(".yaml").name
    return made.read_text(encoding="utf-8") if made.exists() else ""


def bare(page):
    """A page without the stamp that says what it was made from, and without breaks of titles."""
    return page.read_text(encoding="utf-8").split("<!-- nianbao")[0].replace("<br>", "")


def round_trip(nianbao, made, out):
    """Whether what is read of a file is the same report: it renders to the same page."""
    page = made.with_suffix(".html")
    text = read(nianbao, made, out / "back")
    typed = out / "back" / f"{made.stem}.yaml"
    if not text:
        return False
    subprocess.run([nianbao, "render", typed, "-f", "html", "-o", out / "again", "--name", "{文件名}", "--force", "-q"],
                   capture_output=True, check=False)
    again = out / "again" / page.name
    if not again.exists():
        return False
    texts = [bare(page), bare(again)]
    author = re.search(r'<meta name="author" content="(.*?)">', texts[0])
    if author and texts[0].count(author[1]) == 1:
        # Without a signature the full name of the body is nowhere printed.
        texts = [re.sub(r'<meta name="author".*', "", text) for text in texts]
    return texts[0] == texts[1]


def main():
    nianbao, out = sys.argv[1], pathlib.Path(sys.argv[2])
    (out / "yaml").mkdir(parents=True, exist_ok=True)
    (out / "edited").mkdir(exist_ok=True)
    wrong, seen, count, unseen = 0, {}, 0, 0
    for path in map(pathlib.Path, sys.argv[3:]):
        before = read(nianbao, path, out / "yaml")
        for edit in EDITS:
            document = docx.Document(str(path))
            if prose(document) is None or licence(document) is None:
                continue
            expected = edit(document, before)
            name = out / "edited" / f"{path.stem}-{edit.__name__}.docx"
            document.save(str(name))
            found = read(nianbao, name, out / "yaml")
            count += 1
            seen[edit.__name__] = seen.get(edit.__name__, 0) + 1
            unseen += expected != before and found == before
            if found != expected:
                wrong += 1
                lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), lineterm="", n=0)
                print(f"FAILED {name.name}:", *[line[:120] for line in lines][2:8], sep="\n  ")
    files = [pathlib.Path(path) for path in sys.argv[3:]]
    trips = {kind: [path for path in files if path.with_suffix(kind).exists()] for kind in (".docx", ".html", ".pdf")}
    for kind, made in trips.items():
        lost = [path.stem for path in made if not round_trip(nianbao, path.with_suffix(kind), out)]
        print(f"round trip {kind}: {len(made) - len(lost)} of {len(made)}", *lost[:9])
        wrong += len(lost)
    print(f"{count} edited files, {len(seen)} kinds of edits: {wrong} read otherwise, {unseen} edits not seen")
    sys.exit(bool(wrong or unseen or not count))


if __name__ == "__main__":
    main()
