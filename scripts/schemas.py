#!/usr/bin/env python3
"""Judges what the program says about its own formats, with an independent JSON Schema validator.

    scripts/schemas.py NIANBAO

* every example and starter file is valid under docs/nianbao.schema.json,
* files with wrong keys are not,
* `nianbao check --format json` of every test file is valid under docs/findings.schema.json.

Needs jsonschema and PyYAML.
"""
import json
import pathlib
import subprocess
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).parent.parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()


class Text(yaml.SafeLoader):
    """YAML as the program reads it: dates and the like are texts."""


Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(name):
    schema = json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def read(text):
    return yaml.load(text, Loader=Text)


def main():
    report, findings = validator("nianbao.schema.json"), validator("findings.schema.json")
    reports = [*ROOT.glob("examples/yimen/*.yaml"), *ROOT.glob("examples/plain-2019/*.yaml")]
    units = [p for p in reports if p.name != "county.yaml"]
    valid = [*units, *ROOT.glob("tests/data/cases/*.yaml"),
             *ROOT.glob("tests/data/checks/*.yaml")]
    for path in valid:
        report.validate(read(path.read_text(encoding="utf-8")))
    for year in ["2020", "2026"]:
        for name in ["铜厂彝族乡", "龙泉街道", "易门县民政局"]:
            out = ROOT / "target" / "schemas-starter.yaml"
            subprocess.run([PROGRAM, "new", name, "--year", year, "-o", out, "--force"],
                           check=True, stdout=subprocess.DEVNULL)
            report.validate(read(out.read_text(encoding="utf-8")))
    wrong = ["unknown-key", "unknown-key-in-table", "row-length", "wrong-type-in-cell"]
    for name in wrong:
        text = (ROOT / "tests/data/wrong" / f"{name}.yaml").read_text(encoding="utf-8")
        assert not report.is_valid(read(text)), f"{name} is valid under the schema"
    checked = [*valid, *ROOT.glob("tests/data/wrong/*.yaml")]
    out = subprocess.run([PROGRAM, "check", "--format", "json", *checked],
                         stdout=subprocess.PIPE, check=False).stdout
    found = json.loads(out)
    findings.validate(found)
    print(f"{len(valid)} files and 6 starters valid, {len(wrong)} wrong files refused, "
          f"{len(found)} findings valid")


main()
