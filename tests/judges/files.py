"""What the judges look at: the files of one report; and what most of them need."""

import dataclasses
import pathlib
import re
import subprocess
import urllib.parse
import zipfile

import pikepdf

ROOT = pathlib.Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclasses.dataclass(frozen=True)
class Report:
    """One report: our files, what LibreOffice makes of the DOCX, and the document they came from."""

    name: str
    pdf: pathlib.Path
    docx: pathlib.Path
    office: pathlib.Path
    document: pathlib.Path
    ofd: pathlib.Path
    html: pathlib.Path
    svg: tuple[pathlib.Path, ...] = ()
    png: tuple[pathlib.Path, ...] = ()

    def but(self, **changed):
        return dataclasses.replace(self, **changed)


def run(*command, **kwargs):
    """What a program said, and whether it failed or complained."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **kwargs)
    return done.returncode, done.stdout, done.stderr


def complaints(*command):
    """The lines of a program that ought to say nothing; its exit code if it says nothing but fails."""
    code, out, err = run(*command)
    lines = [line for line in (out + err).splitlines() if line.strip()]
    return lines or ([f"exit code {code}"] if code else [])


def complaints_by_page(reports, *command):
    """(name of a report, what is said of it) from a program that takes many web pages and begins each line with
    the address or path of one; a line that names none is said of the first."""
    names = {str(report.html): report.name for report in reports}
    for line in complaints(*command, *names):
        said = urllib.parse.unquote(line)
        path = next((path for path in names if path in said), reports[0].html)
        yield names[str(path)], said.replace(str(path), "")


def first_line(*command):
    _, out, err = run(*command)
    return (out + err).strip().splitlines()[0]


def dense(text):
    """A text without its white space: what is said, not how it is laid out."""
    return re.sub(r"\s+", "", text)


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(docx, folder, change, name="damaged.docx"):
    """A copy of a DOCX or an OFD whose parts, a dictionary, were changed."""
    content = parts(docx)
    change(content)
    path = pathlib.Path(folder) / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, data in content.items():
            package.writestr(part, data)
    return path


def replaced(docx, folder, part, pattern, by, name="damaged.docx"):
    """A copy of a DOCX or an OFD in one of whose parts the first match of a pattern was replaced."""

    def change(content):
        text = content[part].decode()
        content[part], count = re.subn(pattern, by, text, count=1, flags=re.S)
        assert count == 1, f"{part} has no {pattern}: the damage does nothing"

    return repacked(docx, folder, change, name)


def changed(html, folder, pattern, by, name, most=1):
    """A copy of a page in which the first match of a pattern was replaced, or the first so many; 0 is all."""
    text, count = re.subn(pattern, by, html.read_text(encoding="utf-8"), count=most)
    assert count >= 1, f"the page has no {pattern}: the damage does nothing"
    path = pathlib.Path(folder) / name
    path.write_text(text, encoding="utf-8")
    return path


def torn_stream(pdf, folder, name="stream.pdf"):
    """A copy of a PDF with zeros in the midst of the first page's compressed content."""
    with pikepdf.open(pdf) as document:
        packed = document.pages[0].Contents.read_raw_bytes()
    data = pdf.read_bytes()
    assert data.count(packed) == 1
    middle = len(packed) // 2
    path = pathlib.Path(folder) / name
    path.write_bytes(data.replace(packed, packed[:middle] + bytes(40) + packed[middle + 40:]))
    return path
