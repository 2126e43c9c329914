"""Programs that are not ours judge our files; each beside a proof that it can fail.

A judge is a module with

* `NAME`, and `LOOKS_AT`: `PDF`, `DOCX`, `OFD`, `HTML`, `SVG` or `PNG`;
* `version()`: which release of the judge it is;
* `judge(report)`: what it objects to in the files of one report, in sentences; or, if the program takes long
  to start, `judge_all(reports)`: pairs of the name of a report and a sentence;
* `damages(report, folder)`: pairs of what was damaged and the damaged report. Each must be objected to.

`python -m judges` runs them all; see `__main__.py`.
"""

from . import (accessibility, axe, faces, ghostscript, glyphs, libreoffice, mammoth, merges, mupdf, nu, ofd_core, ofdkit, ofdrw,
               ooxml_integrity, ooxml_validator, openxml_audit, pdf_text, pictures, png, python_docx, qpdf, sanitizer, soup,
               svg)

JUDGES = [qpdf, ghostscript, mupdf, pictures, faces, glyphs, pdf_text, openxml_audit, ooxml_validator,
          ooxml_integrity, merges, python_docx, mammoth, accessibility, libreoffice, ofdkit, sanitizer, ofd_core, nu, axe,
          soup, svg, png]

# Too slow for every run: these judge only where `--only` names them.
BY_HAND = [ofdrw]
