#!/usr/bin/env python3
"""A thousand reports with ten attackers among them: usage: scripts/thousand.py [PROGRAM [REPORTS]]

Renders REPORTS (1,000) honest reports, and then the same with ten of them replaced: each the worst of a kind of
docs/bad-input.md. All others must be written, the ten told, each with its code, and nothing else. Prints time of
all processors and the most memory of both runs, and how many times the one is the other; fails where
a report is missing, one too many is told, or the second run takes more than twice the time or four times
the memory of the first.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else "target/debug/nianbao").resolve()
REPORTS = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
# The largest of the attackers takes what an honest report of its size takes.
MOST_TIME, MOST_MEMORY = 2.0, 4.0
GOOD = (
    "机关: 第{0}乡人民政府\n年度: 2022\n总体情况: |\n  第{0}乡主动公开信息{0}条，依申请公开、信息管理、平台建设"
    "有序推进，接受监督考核。\n存在的主要问题及改进情况: 公开不够及时，将按月核对目录。\n"
    "其他需要报告的事项: 未收取信息处理费。\n"
)
NESTED = "[[[[[1]*999]*999]*999]*999]"


def said(i, text):
    return GOOD.format(i) + f"前言: '{text}'\n"


ATTACKS = [
    ("30,000 signs of minus", "NB204", lambda i: said(i, "{{ " + "-" * 30_000 + "1 }}")),
    ("a list of 10¹² as text", "NB204", lambda i: said(i, "{{ (" + NESTED + "|string)|length }}")),
    ("two lists of 10¹² compared", "NB204", lambda i: said(i, "{{ 1 if " + NESTED + " == " + NESTED + " else 0 }}")),
    ("50,000 wrong expressions", "NB204", lambda i: said(i, "{{ x }}" * 50_000)),
    ("2,000 expressions of 100,000 steps each", "NB204", lambda i: said(i, "{{ range(99999)|list|length }}" * 2000)),
    ("80,000 keys that nobody knows", "NB020", lambda i: GOOD.format(i) + "".join(f"键{k}: 1\n" for k in range(80_000))),
    ("80,000 lines of text", "NB205", lambda i: GOOD.format(i) + "前言: |\n" + "  甲\n" * 80_000),
    ("a title of 900 KB", "NB405", lambda i: GOOD.format(i) + "标题: " + "年" * 300_000 + "\n"),
    ("a file of 100 MB", "NB401", None),
    ("2⁶⁰ values of a template, as text", "NB203", lambda i: GOOD.format(i) + "模板: ../毒\n"),
]
POISON = (
    "{% set ns = namespace(a=[]) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}"
    "{% if ns.a|string %}{% endif %}<p>甲</p>"
)


def run(home):
    """Renders; gives the exit code, seconds of all processors, the most megabytes, seconds by the clock."""
    begin = time.monotonic()
    command = [PROGRAM, "render", "in", "-o", "out", "--quiet", "--report", "all.json", "--force"]
    with open(home / "said", "w") as said:
        child = subprocess.Popen(command, cwd=home, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, time.monotonic() - begin


def names(home):
    return {path.name for path in (home / "out").iterdir()}


def main():
    with tempfile.TemporaryDirectory() as home:
        home = Path(home)
        reports = home / "in"
        reports.mkdir()
        for i in range(REPORTS):
            (reports / f"{i:04}.yaml").write_text(GOOD.format(i))
        honest = run(home)
        whole = names(home)
        assert honest[0] == 0 and len(whole) == 2 * REPORTS, (honest, len(whole))
        for path in (home / "out").iterdir():
            path.unlink()

        (home / "毒").mkdir()
        (home / "毒/report.html").write_text(POISON)
        due = {}
        for n, (_, code, text) in enumerate(ATTACKS):
            i = n * (REPORTS // len(ATTACKS)) + 4
            path = reports / f"{i:04}.yaml"
            if text is None:
                with open(path, "wb") as file:
                    file.truncate(100 << 20)
            else:
                path.write_text(text(i))
            due[f"in/{path.name}"] = code
        attacked = run(home)
        listing = json.loads((home / "all.json").read_text())
        told = {}
        for unit in listing["units"]:
            errors = [f["code"] for f in unit["findings"] if f["severity"] == "error"]
            if unit["end"] == "failed":
                told[unit["input"]] = errors[0]
        written = len(names(home))
        size = (home / "said").stat().st_size
        print(f"| Run of {REPORTS} | Written | Told | Seconds of processors | By the clock | Most memory |")
        print("|---|--:|--:|--:|--:|--:|")
        print(f"| honest | {REPORTS} | 0 | {honest[1]:.1f} | {honest[3]:.1f} | {honest[2]:.0f} MB |")
        print(
            f"| ten attackers among them | {written // 2} | {len(told)} | {attacked[1]:.1f} | {attacked[3]:.1f}"
            f" | {attacked[2]:.0f} MB |"
        )
        times, memory = attacked[1] / honest[1], attacked[2] / honest[2]
        print(f"| as many times | | | {times:.2f} | {attacked[3] / honest[3]:.2f} | {memory:.2f} |")
        print(f"{size} bytes said", file=sys.stderr)
        assert told == due, (told, due)
        assert written == 2 * (REPORTS - len(ATTACKS)) and names(home) < whole, written
        assert times < MOST_TIME and memory < MOST_MEMORY, (times, memory)


main()
