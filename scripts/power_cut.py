#!/usr/bin/env python3
"""What a power cut leaves: usage: scripts/power_cut.py [PROGRAM]    (needs strace)

Runs commands that write over what a user has typed, records every write, sync and change of names, and
plays them back on a disk of its own up to each of them in turn. For each such moment it looks at what
a file system may have brought to the disk by then:

- names: as they were when the folder was last synced, or after any number of the changes since, in order;
- contents of each file: as when it was last synced, or half of the bytes written since, or all of them.

In each of these images every YAML must be the old or the new one, whole; a file that is written over in its
place may be neither while its old text stands whole beside it. What can be made again (DOCX, PDF, CSV,
XLSX) is counted apart. Prints a table; fails if a text was lost.
"""

import itertools
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else "target/debug/nianbao").resolve()
CALLS = (
    "openat,close,read,write,pwrite64,writev,lseek,ftruncate,fsync,fdatasync,"
    "rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,copy_file_range,sendfile"
)
GOOD = (
    "机关: 第{0}乡人民政府\n年度: 2022\n总体情况: |\n  第{0}乡主动公开、依申请公开、信息管理、平台建设"
    "有序推进，接受监督考核。\n存在的主要问题及改进情况: 公开不够及时，将按月核对目录。\n"
    "其他需要报告的事项: 未收取信息处理费。\n"
)
SLIP = "前言: 平稳,有序。\n"


class Inode:
    def __init__(self, data):
        self.data = bytearray(data)
        self.synced = bytes(data)
        self.pending = []  # (offset, bytes), or (length, None) for a cut


class Disk:
    """Files and names as the program sees them, and as they are known to be on the disk."""

    def __init__(self, root):
        self.root = root
        self.names = {}
        by_number = {}
        for path in sorted(root.rglob("*")):
            if path.is_file():
                about = path.stat()
                inode = by_number.setdefault(about.st_ino, Inode(path.read_bytes()))
                self.names[os.fsencode(path)] = inode
        self.durable = [dict(self.names)]  # the synced state, then one more for each change
        self.fds = {}

    def changed(self):
        self.durable.append(dict(self.names))

    def contents(self, inode):
        """What may be on the disk of a file."""
        yield inode.synced
        if inode.pending:
            yield bytes(inode.data)
            half = bytearray(inode.synced)
            for offset, data in inode.pending:
                if data is not None:
                    piece = data[: len(data) // 2]
                    half[len(half) :] = b"\0" * max(0, offset - len(half))
                    half[offset : offset + len(piece)] = piece
            yield bytes(half)

    def images(self, paths):
        """Contents of the paths in each image, without repeating any."""
        seen = set()
        for names in self.durable:
            choices = []
            for path in paths:
                inode = names.get(path)
                choices.append([None] if inode is None else list(dict.fromkeys(self.contents(inode))))
            for image in itertools.product(*choices):
                if image not in seen:
                    seen.add(image)
                    yield dict(zip(paths, image))


def text(word):
    """A string of strace's in hexadecimal."""
    return bytes(int(pair, 16) for pair in re.findall(r"\\x([0-9a-f]{2})", word))


def calls(trace):
    """The calls in the order of their ends; those that others interrupted are put together."""
    waiting = {}
    for line in trace.read_text(errors="surrogateescape").splitlines():
        pid, rest = line.split(None, 1)
        if rest.endswith("<unfinished ...>"):
            waiting[pid] = rest[: -len("<unfinished ...>")]
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", rest)
        if resumed:
            rest = waiting.pop(pid) + resumed[1]
        found = re.match(r"(\w+)\((.*)\)\s+= (-?\d+)", rest)
        if found and int(found[3]) >= 0:
            yield found[1], found[2], int(found[3])


def number(args, at=0):
    return int(re.match(r"\d+", args.split(", ")[at])[0])


def step(disk, name, args, result, cwd):
    """Plays one call; whether the disk may look different now."""
    strings = [text(word) for word in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', args)]
    paths = [os.path.normpath(os.path.join(os.fsencode(cwd), s)) for s in strings]
    mine = lambda path: path.startswith(os.fsencode(disk.root))
    if name == "openat":
        path = paths[0]
        if not mine(path):
            disk.fds.pop(result, None)
            return False
        new = path not in disk.names and "O_CREAT" in args
        if new:
            disk.names[path] = Inode(b"")
            disk.changed()
        inode = disk.names.get(path)
        disk.fds[result] = [inode, 0, path]
        if inode and "O_TRUNC" in args and inode.data:
            inode.data.clear()
            inode.pending.append((0, None))
        return new
    if name == "close":
        disk.fds.pop(number(args), None)
        return False
    if name in ("read", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "writev"):
        entry = disk.fds.get(number(args))
        if entry is None:
            return False
        inode = entry[0]
        if name == "read":
            entry[1] += result
        elif name == "lseek":
            entry[1] = result
        elif name in ("write", "pwrite64", "writev"):
            data = b"".join(strings)[:result]
            assert len(data) == result, (name, args[:80])
            at = number(args, -1) if name == "pwrite64" else entry[1]
            inode.data[len(inode.data) :] = b"\0" * max(0, at - len(inode.data))
            inode.data[at : at + result] = data
            inode.pending.append((at, data))
            entry[1] = at + result if name != "pwrite64" else entry[1]
            return True
        elif name == "ftruncate":
            length = number(args, 1)
            del inode.data[length:]
            inode.pending.append((length, None))
            return True
        elif inode is None:  # a folder
            disk.durable = [dict(disk.names)]
            return True
        else:
            inode.synced, inode.pending = bytes(inode.data), []
            return True
        return False
    if name.startswith("rename"):
        old, new = paths
        if "RENAME_EXCHANGE" in args:
            disk.names[old], disk.names[new] = disk.names[new], disk.names[old]
        else:
            disk.names[new] = disk.names.pop(old)
        disk.changed()
        return True
    if name.startswith("unlink"):
        disk.names.pop(paths[0], None)
        disk.changed()
        return True
    if name.startswith("link"):
        disk.names[paths[1]] = disk.names[paths[0]]
        disk.changed()
        return True
    assert name in ("mkdir", "mkdirat"), f"{name} is not played back"
    return False


def play(title, prepare, command, user, over_in_place=False):
    """Runs, records and plays back one command; gives a line of the table and how much was lost."""
    with tempfile.TemporaryDirectory() as home:
        home = Path(home).resolve()
        work = home / "work"
        work.mkdir()
        prepare(work)
        disk = Disk(work)
        before = {path: bytes(inode.data) for path, inode in disk.names.items()}
        trace = home / "trace"
        subprocess.run(
            ["strace", "-f", "-xx", "-s", "100000000", "-o", trace, "-e", f"trace={CALLS}", PROGRAM, *command],
            cwd=work, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        after = {os.fsencode(p): p.read_bytes() for p in work.rglob("*") if p.is_file()}
        user = [os.fsencode(work / name) for name in user]
        assert all(before[path] != after[path] for path in user), f"{title}: nothing was written"
        # A file of several names has its copy beside the one that was given.
        aside = {path: user[0] + ".改前".encode() if over_in_place else path for path in user}
        others = [path for path in before if path not in user and before[path] != after.get(path)]
        lost = beside = again = images = moments = 0
        for name, args, result in calls(trace):
            if not step(disk, name, args, result, work):
                continue
            moments += 1
            for path in user:
                for image in disk.images([path, aside[path]]):
                    images += 1
                    if image[path] in (before[path], after[path]):
                        continue
                    if over_in_place and image[aside[path]] == before[path]:
                        beside += 1
                    else:
                        lost += 1
            for path in others:
                for image in disk.images([path]):
                    images += 1
                    again += image[path] not in (before[path], after.get(path))
        now = {path: bytes(inode.data) for path, inode in disk.names.items()}
        assert now == after, f"{title}: the play does not end where the program did"
        print(f"| {title} | {moments} | {images} | {lost} | {beside} | {again} |", flush=True)
        return lost


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def made(folder, *command):
    subprocess.run([PROGRAM, *command], cwd=folder, check=True, capture_output=True)


def fix(work):
    write(work, "a.yaml", SLIP + GOOD.format(1))


def linked(work):
    fix(work)
    os.link(work / "a.yaml", work / "b.yaml")


def folder(work):
    for i in range(3):
        write(work, f"in/{i}.yaml", SLIP + GOOD.format(i))


def county(work):
    for i in range(3):
        write(work, f"in/{i}.yaml", GOOD.format(i) + f"主动公开:\n  行政许可: {i}\n")
    made(work, "summarize", "in", "-o", "某县.yaml")
    write(work, "某县.yaml", (work / "某县.yaml").read_text() + "# 补写过\n")
    write(work, "in/3.yaml", GOOD.format(3) + "主动公开:\n  行政许可: 3\n")


def rendered(work):
    folder(work)
    made(work, "render", "in", "-o", "out")
    for i in range(3):
        write(work, f"in/{i}.yaml", GOOD.format(i).replace("按月", "按旬"))


def published(work):
    write(work, "a.yaml", GOOD.format(1))
    made(work, "render", "a.yaml", "-f", "pdf", "--pdf-standard", "a-3a", "--name", "a")
    write(work, "b.yaml", GOOD.format(2))


def started(work):
    write(work, "a.yaml", GOOD.format(1))


def main():
    print("| Command | Moments | Images | Lost | Whole beside it | To be made again |")
    print("|---|--:|--:|--:|--:|--:|")
    lost = sum(
        [
            play("`check --fix` of a report", fix, ["check", "--fix", "a.yaml"], ["a.yaml"]),
            play(
                "`check --fix` of a report with two names", linked,
                ["check", "--fix", "a.yaml"], ["a.yaml", "b.yaml"], over_in_place=True,
            ),
            play(
                "`check --fix` of a folder", folder, ["check", "--fix", "in"],
                [f"in/{i}.yaml" for i in range(3)],
            ),
            play("`summarize --force`", county, ["summarize", "in", "-o", "某县.yaml", "--force"], ["某县.yaml"]),
            play(
                "`new --force`", started,
                ["new", "甲乡", "--year", "2022", "-o", "a.yaml", "--force"], ["a.yaml"],
            ),
            play("`extract --force`", published, ["extract", "a.pdf", "-o", "b.yaml", "--force"], ["b.yaml"]),
            play("`render` over old files", rendered, ["render", "in", "-o", "out"], []),
        ]
    )
    sys.exit(lost > 0)


main()
