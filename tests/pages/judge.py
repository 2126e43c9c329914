"""Reads what other programs have printed, and compares it with what they have printed from.

    judge.py NIANBAO OUT_DIR

For every folder OUT_DIR/KIND with NAME.pdf or NAME.ofd the report of OUT_DIR/truth/NAME.docx must come back; of
OUT_DIR/mutant, in which one digit was changed, every file must be doubted. Exits 1 when one does not.
"""

import pathlib
import subprocess
import sys

import yaml


def read(nianbao, path, folder):
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([nianbao, "import", path, "-o", folder / path.stem], capture_output=True, check=False)
    found = list((folder / path.stem).glob("*.yaml"))
    if not found:
        return None, done.returncode
    return leaves(yaml.safe_load(found[0].read_text(encoding="utf-8")), ""), done.returncode


def leaves(value, path):
    """Every value by its path."""
    if isinstance(value, dict):
        return {k: v for key, part in value.items() for k, v in leaves(part, f"{path}/{key}").items()}
    if isinstance(value, list):
        return {k: v for key, part in enumerate(value) for k, v in leaves(part, f"{path}/{key}").items()}
    return {path: value}


def is_number(value):
    return isinstance(value, (int, float))


def main():
    nianbao, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    failed = False
    for kind in sorted(path for path in out.iterdir() if path.name in ("own", "ofd", "office", "browser", "form", "mutant")):
        cells = right = lost = wrong = texts = same = files = flagged = 0
        for path in sorted([*kind.glob("*.pdf"), *kind.glob("*.ofd")]):
            docx = kind / f"{path.stem}.docx" if kind.name in ("form", "mutant") else out / "truth" / f"{path.stem}.docx"
            truth, told = read(nianbao, docx, out / "read" / f"{kind.name}-truth")
            found, code = read(nianbao, path, out / "read" / kind.name)
            files += 1
            flagged += code == 1
            if found is None:
                print(f"{path}: not read")
                failed = True
                continue
            for key, value in truth.items():
                got = found.get(key)
                if is_number(value):
                    cells += 1
                    right += got == value
                    lost += isinstance(got, str) and "请填写" in got
                    if got != value and not (isinstance(got, str) and "请填写" in got):
                        wrong += code == 0
                        print(f"{path.name} {key}: {got}, not {value} (exit {code})")
                elif isinstance(value, str) and not ("请填写" in value and "请填写" in str(got)):
                    texts += 1
                    same += got == value
                    if got != value:
                        print(f"{path.name} {key}: {got!r}\n    not {value!r}")
        share = 100 * right / max(cells, 1)
        print(f"{kind.name}: {files} files, {right} of {cells} numbers right ({share:.2f} %), {lost} left open, "
              f"{wrong} wrong without a word; {same} of {texts} texts equal; {flagged} files doubted")
        failed |= share < 99 or wrong > 0 or (kind.name == "mutant" and flagged < 0.99 * files)
    sys.exit(failed)


main()
