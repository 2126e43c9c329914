#!/usr/bin/env python3
"""Two of the program on one folder, with kills: usage: scripts/two_at_once.py [PROGRAM [ROUNDS]]

In each round two of one command start at once over one folder, and each is killed (SIGKILL or SIGTERM) at a
moment of its own or left alone. After each round every file must be, byte for byte, as it was before or as an
undisturbed run makes it. At the end of a round one run goes through undisturbed, and all bytes must be those of
a run that was never disturbed.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else "target/debug/nianbao").resolve()
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 50
UNITS = 12
GOOD = (
    "机关: 第{0}乡人民政府\n年度: 2022\n总体情况: |\n  第{0}乡主动公开、依申请公开、信息管理、平台建设"
    "有序推进，接受监督考核。\n存在的主要问题及改进情况: 公开不够及时，将按月核对目录。\n"
    "其他需要报告的事项: 未收取信息处理费。\n前言: 平稳,有序。\n"
)
COMMANDS = {
    "render --force": ["render", "in", "-o", "out", "--force", "--quiet"],
    "render --format all --force": ["render", "in", "-o", "out", "--format", "all", "--force", "--quiet"],
    "render": ["render", "in", "-o", "out", "--quiet"],
    "check --fix": ["check", "--fix", "in"],
    "summarize --force": ["summarize", "in", "-o", "sum/某县.yaml", "--force"],
}


def prepare(home, command):
    for name in ("in", "sum"):
        (home / name).mkdir()
    for i in range(UNITS):
        text = GOOD.format(i)
        (home / "in" / f"{i}.yaml").write_text(text if "fix" in command else text.replace(",", "，"))


def run(home, args):
    return subprocess.Popen(
        [PROGRAM, *args], cwd=home, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


def files(home):
    return {p.relative_to(home): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def attack(name, args, rng):
    with tempfile.TemporaryDirectory() as quiet:
        quiet = Path(quiet)
        prepare(quiet, args)
        before = files(quiet)
        start = time.monotonic()
        run(quiet, args).wait()
        # Moments of the whole run and a little after it, however fast the program is here.
        longest = 1.5 * (time.monotonic() - start)
        after = files(quiet)
    killed = looked = broken = other = left = 0
    with tempfile.TemporaryDirectory() as home:
        home = Path(home)
        prepare(home, args)
        for _ in range(ROUNDS):
            for i in range(UNITS):
                path = Path("in") / f"{i}.yaml"
                (home / path).write_bytes(before[path])
            pair = [run(home, args), run(home, args)]
            for process in rng.sample(pair, 2):
                try:
                    process.wait(timeout=rng.uniform(0, longest))
                except subprocess.TimeoutExpired:
                    if rng.random() < 0.8:
                        process.send_signal(rng.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
                        killed += 1
            for process in pair:
                process.wait()
            for path, data in files(home).items():
                if path.name.startswith(".nianbao-"):
                    left += 1
                    continue
                looked += 1
                if data not in (before.get(path), after.get(path)):
                    broken += 1
                    print(f"{name}: {path}", file=sys.stderr)
            run(home, args).wait()
            now = files(home)
            other += sum(now.get(path) != after.get(path) for path in now.keys() | after.keys())
    print(f"| `{name}` | {ROUNDS} | {killed} | {looked} | {broken} | {left} | {other} |", flush=True)
    return broken + other


def main():
    rng = random.Random(20260101)
    print("| Two at once of | Rounds | Killed | Files looked at | Not whole | Under a temporary name | Other at the end |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    sys.exit(sum(attack(name, args, rng) for name, args in COMMANDS.items()) > 0)


main()
