#!/usr/bin/env python3
"""Writes the figures of the published reports (*.json here) as report YAML beside them.

Numbers are taken over digit for digit; a cell that was blank (null) stays blank. Rows go by their
English keys, in the order of the file; `r7` is （七）总计, `carry` 上年结转, `next` 结转下年度.
The narrative is a stand-in: the published prose is not here.

    python3 tests/data/cases/to_yaml.py
"""
import json
import pathlib

HERE = pathlib.Path(__file__).parent
ROWS = {"carry": "carried_in", "next": "carried_out"}
DISCLOSURE = {
    "regulations": "rules", "normative_docs": "normative", "licence": "licence",
    "other_services": "other_service", "penalty": "penalty", "coercion": "coercion",
    "fee_wan": "fee", "fee": "fee", "procurement": "procurement",
}
PROSE = """overview: |
  （一）主动公开。{year}年，本机关主动公开政府信息。
  （二）依申请公开。本机关依法办理政府信息公开申请。
  （三）政府信息管理。公开前均经保密审查。
  （四）政府信息公开平台建设。信息在政府网站公开。
  （五）监督保障。没有因政府信息公开工作被追究责任的情况。
problems: 公开不够及时，将按月核对公开目录。
others: 本年度未收取信息处理费。
"""


def cell(value):
    return "" if value is None else str(value)


def row(key, value):
    if isinstance(value, list):
        return f"  {key}: [{', '.join(cell(v) or '~' for v in value)}]\n"
    return f"  {key}: {cell(value)}\n"


for path in sorted(HERE.glob("*.json")):
    case = json.loads(path.read_text(encoding="utf-8"))
    text = f"# {path.name} 的数字，由 to_yaml.py 写出；文字是代拟的。\n"
    text += f"agency: {case['agency']}\nyear: {case['year']}\n" + PROSE.format(**case)
    text += "disclosure:\n" + "".join(row(DISCLOSURE[k], v) for k, v in case["t2"].items())
    text += "requests:\n" + "".join(row(ROWS.get(k, k), v) for k, v in case["t3"].items())
    text += "disputes:\n"
    for i, key in enumerate(["review", "suit_direct", "suit_after_review"]):
        text += row(key, case["t4"][5 * i : 5 * i + 5])
    path.with_suffix(".yaml").write_text(text, encoding="utf-8")
