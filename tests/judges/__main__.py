"""Judges all reports of a folder.

    python -m judges FOLDER [--write] [--only WORD]... [--proofs-of NAME]

FOLDER holds, for every report, NAME.pdf, NAME.docx, NAME.ofd, NAME.html, NAME-1.svg, NAME-1.png …, NAME.document (what `--emit document` prints) and
office/NAME.pdf (what LibreOffice makes of the DOCX). Prints every objection and a table of them, then
damages a report in every way that a judge knows and sees that the judge objects. Exits 1 when a judge
objects to a report, or does not object to a damage. With --write the tables go to docs/judges.md.
"""

import argparse
import glob
import multiprocessing
import pathlib
import sys
import tempfile
import time

from . import BY_HAND, JUDGES as DAILY
from .files import ROOT, Report

PAGE = ROOT / "docs/judges.md"
JUDGES = DAILY + BY_HAND
# Reports for one start of a judge that takes many.
PAGES = 16


def reports(folder):
    return [Report(pdf.stem, pdf, pdf.with_suffix(".docx"), folder / "office" / pdf.name, pdf.with_suffix(".document"),
                   pdf.with_suffix(".ofd"), pdf.with_suffix(".html"), pages(pdf, "svg"), pages(pdf, "png"))
            for pdf in sorted(folder.glob("*.pdf"))]


def pages(pdf, extension):
    """The pictures of a report's pages, in order."""
    found = pdf.parent.glob(f"{glob.escape(pdf.stem)}-*.{extension}")
    numbered = [(path.stem.removeprefix(f"{pdf.stem}-"), path) for path in found]
    return tuple(path for _, path in sorted((int(number), path) for number, path in numbered if number.isdigit()))


def judged(job):
    """(judge, pairs of the name of a report and an objection, seconds)."""
    number, some = job
    judge = JUDGES[number]
    started = time.monotonic()
    try:
        if hasattr(judge, "judge_all"):
            found = list(judge.judge_all(some))
        else:
            found = [(report.name, text) for report in some for text in judge.judge(report)]
    except Exception as error:
        found = [(some[0].name, f"could not be judged: {type(error).__name__}: {error}")]
    return number, found, time.monotonic() - started


def jobs(chosen, all_reports):
    """A report each, or PAGES of them for a judge that takes many; the slow ones first."""
    for number in sorted(chosen, key=lambda n: not hasattr(JUDGES[n], "judge_all")):
        size = PAGES if hasattr(JUDGES[number], "judge_all") else 1
        for at in range(0, len(all_reports), size):
            yield number, all_reports[at:at + size]


def proved(job):
    """(judge, what was damaged, what it said) for each damage that a judge knows."""
    number, report = job
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for what, damaged in JUDGES[number].damages(report, folder):
            assert damaged != report, f"{what}: nothing was damaged"
            said = [text.replace(f"{folder}/", "") for _, text in judged((number, [damaged]))[1]]
            out.append((number, what, said))
    return out


def run(pool, chosen, all_reports):
    """Objections by judge, and seconds each took."""
    objections, seconds = {n: [] for n in chosen}, dict.fromkeys(chosen, 0.0)
    for number, found, took in pool.imap_unordered(judged, jobs(chosen, all_reports), chunksize=2):
        objections[number] += found
        seconds[number] += took
    return objections, seconds


def findings_table(objections, count):
    lines = ["| Judge | Release | Files | Findings |", "|---|---|--:|--:|"]
    for number, found in objections.items():
        judge = JUDGES[number]
        lines.append(f"| {judge.NAME} | {judge.version()} | {count} {judge.LOOKS_AT} | {len(found)} |")
    return lines


def proofs_table(proofs):
    lines = ["| Judge | Damage | What it says |", "|---|---|---|"]
    for number, what, found in proofs:
        said = found[0].replace("|", "¦").replace("\n", " ")[:110] if found else "**nothing**"
        lines.append(f"| {JUDGES[number].NAME} | {what} | {said} |")
    return lines


def put(text, name, lines):
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    before, rest = text.split(begin)
    return before + begin + "\n".join(lines) + "\n" + end + rest.split(end)[1]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("folder", type=pathlib.Path)
    args.add_argument("--write", action="store_true")
    args.add_argument("--only", action="append", default=[], help="a judge whose name has this in it")
    args.add_argument("--proofs-of", default="", help="the report that is damaged")
    args = args.parse_args()
    chosen = [n for n, judge in enumerate(JUDGES)
              if (any(word in judge.__name__ or word in judge.NAME for word in args.only) if args.only else judge in DAILY)]
    all_reports = reports(args.folder.resolve())
    sample = next(r for r in all_reports if r.name.startswith(args.proofs_of))
    with multiprocessing.Pool() as pool:
        objections, seconds = run(pool, chosen, all_reports)
        proofs = [p for some in pool.imap(proved, [(n, sample) for n in chosen]) for p in some]
    for number, found in objections.items():
        for name, text in found:
            print(f"FAILED {JUDGES[number].NAME}: {name}: {text}")
    unseen = [(JUDGES[number].NAME, what) for number, what, found in proofs if not found]
    for name, what in unseen:
        print(f"FAILED {name} does not see: {what}")
    tables = {"findings": findings_table(objections, len(all_reports)), "proofs": proofs_table(proofs)}
    print("\n".join(line for table in tables.values() for line in [*table, ""]))
    if args.write:
        text = PAGE.read_text(encoding="utf-8")
        for name, lines in tables.items():
            text = put(text, name, lines)
        PAGE.write_text(text, encoding="utf-8")
    print("seconds:", ", ".join(f"{JUDGES[n].NAME} {took:.0f}" for n, took in seconds.items()))
    bad = sum(map(len, objections.values())) + len(unseen)
    print(f"judges: {len(all_reports)} reports, {bad} objections or blind judges")
    sys.exit(1 if bad else 0)


main()
