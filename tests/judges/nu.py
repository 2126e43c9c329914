"""The Nu Html Checker of the W3C: the web page keeps to HTML, its tables' grids and heads included."""

from .files import ROOT, changed, complaints_by_page, first_line

NAME = "Nu Html Checker"
LOOKS_AT = "HTML"
JAR = ROOT / "target/judges/npm/node_modules/vnu-jar/build/dist/vnu.jar"


def version():
    return first_line("java", "-jar", JAR, "--version")


def judge_all(reports):
    return complaints_by_page(reports, "java", "-jar", JAR, "--errors-only", "--format", "gnu")


def damages(report, folder):
    for name, what, pattern, by in [
        ("heads.html", "a cell that names a head which is not there", r' headers="[^"]*"', ' headers="nowhere"'),
        ("span.html", "a cell over columns that are not there", r"<td ", '<td colspan="40" '),
        ("open.html", "an element that is not ended", r"</h2>", ""),
    ]:
        yield what, report.but(html=changed(report.html, folder, pattern, by, name))
