"""Measures pages from outside, with pdfplumber, against GB/T 9704-2012.

    measure.py REPORT.pdf TEXT.pdf INK.pdf REQUEST.pdf LETTER.pdf MINUTES.pdf

REPORT.pdf is the example, TEXT.pdf a report that is text throughout, INK.pdf the same in the profile
`gb33476`; the others are the examples of what has a letterhead, whose red ink is measured on the page as a
picture. Prints a Markdown table of clause,
required and measured; exits 1 when anything is more than half a millimetre off. The required figures
are those of the profile `gb9704`, but where another is named.
"""

import collections
import re
import sys

import pdfplumber
import pypdfium2

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 26, 37, 35
SIZE, TRACKING, PITCH = 16, -0.25, 28.95
EM = SIZE + TRACKING
# An em box stands in the middle of its pitch and reaches 0.88 above the baseline.
BASELINE = PITCH / 2 + 0.38 * SIZE
TOLERANCE = 0.5  # mm

rows, failed = [], False


def check(clause, what, required, measured, tolerance=TOLERANCE, unit=" mm"):
    global failed
    good = measured is not None and abs(required - measured) <= tolerance
    failed |= not good
    shown = "—" if measured is None else f"{measured:.2f}"
    rows.append((clause, what, f"{required:.2f}{unit}", f"{shown}{unit}", "✓" if good else "✗"))


def check_name(clause, what, required, measured):
    global failed
    failed |= required not in measured
    rows.append((clause, what, required, measured, "✓" if required in measured else "✗"))


def baseline(page, char):
    """mm from the upper edge of the paper."""
    return (float(page.height) - char["matrix"][5]) / MM


def lines(page):
    """Lists of characters on one baseline, top to bottom."""
    found = collections.defaultdict(list)
    for char in page.chars:
        found[round(char["matrix"][5], 1)].append(char)
    return [sorted(found[y], key=lambda c: c["x0"]) for y in sorted(found, reverse=True)]


def text(line):
    return "".join(c["text"] for c in line)


def number(page):
    return next(l for l in lines(page) if re.fullmatch(r"— ?\d+ ?—", text(l)))


def body(page):
    return [l for l in lines(page) if l[0]["size"] > 15 and l is not number(page)]


def is_full(line):
    return all(ord(c["text"]) > 0x2000 for c in line) and len(line) >= 27


def measure_text(pdf):
    page = pdf.pages[1]
    full = [l for l in body(page) if is_full(l)]
    line = max(full, key=len)
    check("5.2.3", "每面行数", 22, len(body(page)), 0, "")
    check("5.2.3", "每行字数", 28, len(line), 0, "")
    check("5.2.1", "版心左边（订口）", LEFT, min(l[0]["x0"] for l in full) / MM)
    right = max(l[-1]["x1"] for l in full)
    check("5.2.1", "版心右边（距纸左）", 210 - RIGHT, right / MM)
    check("5.2.1", "首行基线（距纸上）", TOP + BASELINE / MM, baseline(page, body(page)[0][0]))
    last = baseline(page, body(page)[-1][0])
    check("5.2.1", "末行基线（距纸上）", TOP + (21 * PITCH + BASELINE) / MM, last)
    pitch = (line[-1]["x0"] - line[0]["x0"]) / (len(line) - 1) / MM
    check("5.2.3", "字距（满行）", 156 / 28, pitch, 0.05)
    baselines = [baseline(page, l[0]) for l in body(page)]
    check("5.2.3", "行距", PITCH / MM, (baselines[-1] - baselines[0]) / 21, 0.05)


def measure_ink(pdf):
    """The profile gb33476 puts the white where 9704 wants it: between the paper's edge and the type."""
    lines_ = body(pdf.pages[1])
    top = baseline(pdf.pages[1], lines_[0][0]) - 0.88 * SIZE / MM
    check("5.2.1（gb33476）", "天头（纸上边到字面）", TOP, top)
    check("5.2.3（gb33476）", "每面行数", 22, len(lines_), 0, "")


def measure_report(pdf):
    pages = pdf.pages
    found = {}
    for index, page in enumerate(pages):
        for line in lines(page):
            found.setdefault(text(line), (index, line))
    title = body(pages[0])[0]
    check_name("7.3.1", "标题字体", "XiaoBiaoSong", title[0]["fontname"])
    check("7.3.1", "标题字号（磅）", 22, title[0]["size"], 0.01, "")
    middle = (title[0]["x0"] + title[-1]["x1"]) / 2 / MM
    check("7.3.1", "标题居中（距纸左）", LEFT + 78, middle)
    head = found["一、总体情况"][1]
    check_name("7.3.3", "“一、”字体", "NianbaoHei", head[0]["fontname"])
    check("7.3.3", "“一、”左空", LEFT + 2 * EM / MM, head[0]["x0"] / MM)
    second = next(l for t, (_, l) in found.items() if t.startswith("（一）"))
    check_name("7.3.3", "“（一）”字体", "NianbaoKai", second[0]["fontname"])
    start = next(l for l in body(pages[0]) if text(l).startswith("2022年，"))
    han = next(c for c in start if ord(c["text"]) > 0x2000)
    check_name("7.3.3", "正文字体", "NianbaoFangSong", han["fontname"])
    check("7.3.3", "首行左空二字", LEFT + 2 * EM / MM, start[0]["x0"] / MM)
    measure_numbers(pages)
    measure_signature(found)


def measure_numbers(pages):
    for page, name in ((pages[0], "单页码"), (pages[1], "双页码")):
        line = number(page)
        dash = baseline(page, line[0]) - 0.38 * 14 / MM
        check("7.5", f"{name}一字线距版心下边", 7, dash - (297 - BOTTOM))
        check("7.5", f"{name}字号（磅）", 14, line[0]["size"], 0.01, "")
        check_name("7.5", f"{name}字体", "NianbaoSong", line[0]["fontname"])
    check("7.5", "单页码居右空一字（距纸左）", 210 - RIGHT - 14 / MM, number(pages[0])[-1]["x1"] / MM)
    check("7.5", "双页码居左空一字（距纸左）", LEFT + 14 / MM, number(pages[1])[0]["x0"] / MM)


def measure_signature(found):
    _, name = found["铜厂彝族乡人民政府"]
    _, date = found["2023年1月17日"]
    edge = 210 - RIGHT
    check("7.3.5.2", "署名右空二字", edge - 2 * EM / MM, name[-1]["x1"] / MM)
    check("7.3.5.2", "日期比署名右移二字", 2 * EM / MM, (date[0]["x0"] - name[0]["x0"]) / MM)


def red(path, page=0):
    """Rows of red ink: (upper edge, lower edge, left, right) in mm, to a tenth."""
    scale = 254 / 72
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[page].render(scale=scale).to_numpy()[:, :, :3].astype(int)
    # The renderer gives blue, green, red.
    ink = (image[:, :, 2] > 150) & (image[:, :, 0] < 120) & (image[:, :, 1] < 120)
    rows, found = ink.any(axis=1), []
    for y, has in enumerate(rows):
        if has and (not y or not rows[y - 1]):
            found.append([y, y + 1])
        elif has:
            found[-1][1] = y + 1
    for top, bottom in found:
        columns = ink[top:bottom].any(axis=0).nonzero()[0]
        yield top / 10, bottom / 10, columns[0] / 10, (columns[-1] + 1) / 10


def found_line(page, start):
    return next(l for l in lines(page) if text(l).startswith(start))


def corner(page, what, clause, start, nth, font):
    line = found_line(page, start)
    check(clause, f"{what}顶格（距纸左）", LEFT, line[0]["x0"] / MM)
    check(clause, f"{what}在第{nth}行（基线距纸上）", TOP + ((nth - 1) * PITCH + BASELINE) / MM,
          baseline(page, line[0]))
    check_name(clause, f"{what}字体", font, line[0]["fontname"])


def measure_request(path):
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        corner(page, "份号", "7.2.1", "000001", 1, "LiberationSerif")
        corner(page, "密级和保密期限", "7.2.2", "秘密", 2, "NianbaoHei")
        corner(page, "紧急程度", "7.2.3", "加急", 3, "NianbaoHei")
        head, rule = list(red(path))[:2]
        check("7.2.4", "有份号等时发文机关标志上边缘距版心上边缘", 35, head[0] - TOP)
        line = next(l for l in lines(page) if "签发人：" in text(l))
        check("7.2.5", "上行文发文字号左空一字", LEFT + EM / MM, line[0]["x0"] / MM)
        check("7.2.6", "签发人右空一字", 210 - RIGHT - EM / MM, line[-1]["x1"] / MM)
        check_name("7.2.6", "签发人姓名字体", "NianbaoKai", line[-1]["fontname"])
        below = rule[0] - (float(page.height) - line[0]["matrix"][5]) / MM - 0.1 * SIZE / MM
        check("7.2.7", "红色分隔线在发文字号之下", 4, below)


def measure_letter(path):
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        head, thick, thin, *foot = list(red(path))
        check("10.1", "信函发文机关标志上边缘距纸上边", 30, head[0])
        check("10.1", "红色双线在发文机关标志之下", 4, thick[0] - head[1])
        check("10.1", "红色双线长", 170, thick[3] - thick[2])
        check("10.1", "红色双线居中（距纸左）", 20, thick[2])
        check_name("10.1", "首页双线上粗下细", "是", "是" if thick[1] - thick[0] > thin[1] - thin[0] else "否")
        check("10.1", "第二条双线距下页边", 20, 297 - foot[-1][1])
        line = next(l for l in lines(page) if "函〔" in text(l))
        check("10.1", "信函发文字号居版心右边（距纸左）", 210 - RIGHT, line[-1]["x1"] / MM)
        gap = baseline(page, line[-1]) - 0.86 * SIZE / MM - thin[1]
        check("10.1", "信函发文字号距双线（三号字高的 7/8）", 5.54 * 7 / 8, gap)
        shown = [l for l in lines(page) if re.fullmatch(r"— ?\d+ ?—", text(l))]
        check("10.1", "信函首页页码", 0, len(shown), 0, "")


def measure_minutes(path):
    with pdfplumber.open(path) as pdf:
        check("10.3", "纪要标志上边缘距版心上边缘", 35, next(red(path))[0] - TOP)
        line, = [l for page in pdf.pages for l in lines(page) if text(l).startswith("出席：")]
        check("10.3", "“出席”左空二字", LEFT + 2 * EM / MM, line[0]["x0"] / MM)
        check_name("10.3", "“出席”字体", "NianbaoHei", line[0]["fontname"])


def main():
    report, prose, ink = (pdfplumber.open(path) for path in sys.argv[1:4])
    with report, prose, ink:
        measure_text(prose)
        measure_ink(ink)
        measure_report(report)
    measure_request(sys.argv[4])
    measure_letter(sys.argv[5])
    measure_minutes(sys.argv[6])
    print("| 条款 | 项目 | 要求 | 实测 | |\n|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.exit(failed)


main()
