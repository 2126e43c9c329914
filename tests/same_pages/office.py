"""Converts DOCX files to PDF with LibreOffice, in one process.

    office.py OUT_DIR [--as-word] FILE.docx...

LibreOffice (7.4 to 25.2) passes over four settings of WordprocessingML that decide where lines and pages
end: it takes `w:overflowPunct` the wrong way round, so that 0 lets marks hang; it ignores
`w:autoSpaceDE`, so that it always puts a fifth of an em between hanzi and digits; it ignores the tables
in `w:noLineBreaksBefore` and `w:noLineBreaksAfter`; and it ignores `w:keepNext` in the rows of a table,
by which a table stands whole. With --as-word what the file says of these is set on
the loaded document before it is printed. Needs the system's python3 with python3-uno; honours
FONTCONFIG_FILE.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import xml.etree.ElementTree as xml
import zipfile

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.i18n import ForbiddenCharacters
from com.sun.star.lang import Locale

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def connect(profile):
    pipe = f"nianbao{os.getpid()}"
    server = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
         "--nologo", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.25)
    else:
        sys.exit("soffice did not start")
    return server, context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context)


def option(name, value):
    return PropertyValue(name, 0, value, 0)


def said(path):
    """What the file itself says: whether marks hang, whether spaces are added, the two tables."""
    with zipfile.ZipFile(path) as package:
        styles = xml.fromstring(package.read("word/styles.xml"))
        settings = xml.fromstring(package.read("word/settings.xml"))
    defaults = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")

    def on(name):
        element = None if defaults is None else defaults.find(W + name)
        return element is None or element.get(W + "val") not in ("0", "false", "off")

    def table(name):
        element = settings.find(W + name)
        return "" if element is None else element.get(W + "val")

    return on("overflowPunct"), on("autoSpaceDE"), table("noLineBreaksBefore"), table("noLineBreaksAfter")


def kept(path):
    """For every table of the file whether all its rows but the last stay with the next one, and whether the last
    then stays with what follows the table."""
    with zipfile.ZipFile(path) as package:
        body = xml.fromstring(package.read("word/document.xml")).find(W + "body")

    def stays(row):
        keep = row.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext")
        return keep is not None and keep.get(W + "val") not in ("0", "false", "off")

    for table in body.findall(W + "tbl"):
        rows = table.findall(W + "tr")
        whole = len(rows) > 1 and all(map(stays, rows[:-1]))
        yield whole, whole and stays(rows[-1])


def tables_of(document):
    """The tables of the text, in its order."""
    blocks = document.Text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            yield block


def read_as_word(document, path):
    hang, space, no_start, no_end = said(path)
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        style.ParaIsHangingPunctuation = hang
        style.ParaIsCharacterDistance = space
    for table, (whole, with_next) in zip(tables_of(document), kept(path)):
        table.Split = not whole
        table.KeepTogether = with_next
    if no_start:
        tables = document.createInstance("com.sun.star.document.Settings").ForbiddenCharacters
        tables.setForbiddenCharacters(Locale("zh", "CN", ""), ForbiddenCharacters(no_start, no_end))


def reloaded(document, desktop, profile):
    """The same document laid out afresh: one whose settings change is not wholly laid out again."""
    url = pathlib.Path(profile, "reread.odt").as_uri()
    document.storeToURL(url, (option("FilterName", "writer8"),))
    document.close(True)
    return desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True),))


def convert(desktop, path, out, as_word, profile):
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
    if document is None:
        raise ValueError("LibreOffice does not open it")
    if as_word:
        read_as_word(document, path)
        document = reloaded(document, desktop, profile)
    target = out / (path.stem + ".pdf")
    document.storeToURL(target.as_uri(), (option("FilterName", "writer_pdf_Export"),))
    document.close(True)


def main():
    args = sys.argv[1:]
    as_word = "--as-word" in args
    out, *files = [a for a in args if a != "--as-word"]
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        server, desktop = connect(profile)
        for file in files:
            try:
                convert(desktop, pathlib.Path(file).resolve(), pathlib.Path(out).resolve(), as_word, profile)
            except Exception as error:  # the next file may be better
                print(f"{file}: {error}", file=sys.stderr)
        try:
            desktop.terminate()
        except Exception:
            pass
        server.wait(30)


if __name__ == "__main__":
    main()
