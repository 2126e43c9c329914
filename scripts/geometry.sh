#!/usr/bin/env bash
# Measures the pages of the example and of a page of text from outside, against GB/T 9704-2012, and
# prints the table that stands in docs/layout.md. Exits 1 when anything is off by more than 0.5 mm.
set -euo pipefail
cd "$(dirname "$0")/.."

out=target/geometry
rm -rf "$out"
. scripts/programs.sh
"$nianbao" render examples/yimen/铜厂彝族乡.yaml tests/geometry/text.yaml \
    -o "$out" --name '{文件名}' >/dev/null 2>&1
"$nianbao" render tests/geometry/text.yaml --profile gb33476 -o "$out" --name ink >/dev/null 2>&1
target/judges/python/bin/python tests/geometry/measure.py "$out/铜厂彝族乡.pdf" "$out/text.pdf" "$out/ink.pdf"
