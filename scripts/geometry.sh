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
"$nianbao" render tests/geometry/请示.yaml --template request -o "$out" --name request >/dev/null 2>&1
"$nianbao" render examples/letter/*师资的函.yaml --template letter -o "$out" --name letter >/dev/null 2>&1
"$nianbao" render examples/minutes/*纪要.yaml --template minutes -o "$out" --name minutes >/dev/null 2>&1
target/judges/python/bin/python tests/geometry/measure.py "$out/铜厂彝族乡.pdf" "$out/text.pdf" "$out/ink.pdf" \
    "$out/request.pdf" "$out/letter.pdf" "$out/minutes.pdf"
