#!/usr/bin/env bash
# What one report costs; see docs/performance.md. Needs hyperfine, jq and GNU time.
# usage: scripts/bench.sh [--write] [UNITS]      (UNITS: how many in the county, 1000)
set -euo pipefail
cd "$(dirname "$0")/.."

report=examples/yimen/铜厂彝族乡.yaml
cargo build --quiet --release --bins --example generate
nianbao=target/release/nianbao
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# label, then the command's arguments
measure() {
    local label=$1
    shift
    hyperfine --shell=none --warmup 5 --runs 50 --export-json "$out/times.json" --style none \
        "$nianbao render $report $*" >/dev/null 2>&1
    jq -r --arg what "$label" '.results[0] |
        "| \($what) | \((.user + .system) * 10000 | round / 10) | \(.mean * 10000 | round / 10) |"' \
        "$out/times.json"
}

table() {
    echo '| From start to … | CPU, ms | wall, ms |'
    echo '|---|--:|--:|'
    measure 'Document (`--emit document`)' --emit document
    measure 'Pages (`--emit layout`)' --emit layout
    measure 'DOCX only' -o "$out/files" --format docx
    measure 'PDF only' -o "$out/files" --format pdf
    measure '**DOCX and PDF**' -o "$out/files"
    echo
    local memory
    memory=$({ /usr/bin/time -f %M "$nianbao" render "$report" -o "$out/files" >/dev/null; } 2>&1)
    echo "Peak memory $((memory / 1024)) MiB (mapped faces included);" \
        "DOCX $(stat -c %s "$out"/files/*.docx) bytes, PDF $(stat -c %s "$out"/files/*.pdf) bytes;" \
        "program $(stat -c %s "$nianbao") bytes. Machine: $(nproc) cores," \
        "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)."
}

# A county of made-up reports with real names: formats, jobs → a line of the table.
county_line() {
    local formats=$1 jobs=$2 count=$3 user system wall memory
    rm -rf "$out/county-out"
    read -r user system wall memory < <({ /usr/bin/time -f '%U %S %e %M' "$nianbao" render "$out/county" \
        -o "$out/county-out" --name '{文件名}' --format "$formats" --jobs "$jobs" --quiet 2>/dev/null; } 2>&1 |
        tail -1)
    local files
    files=$(find "$out/county-out" -type f | wc -l)
    awk -v f="$formats" -v j="$jobs" -v n="$count" -v u="$user" -v s="$system" -v w="$wall" -v m="$memory" \
        -v files="$files" 'BEGIN { printf "| %s | %d | %d | %d | %.1f | %.1f | %.0f |\n",
            f, j, n, files, (u + s) * 1000 / n, w, m / 1024 }'
}

county() {
    local count=$1
    target/release/examples/generate "$count" "$out/county"
    echo '| formats | jobs | units | files written | CPU a unit, ms | wall, s | peak memory, MiB |'
    echo '|---|--:|--:|--:|--:|--:|--:|'
    county_line docx 1 "$count"
    county_line pdf 1 "$count"
    county_line docx,pdf 1 "$count"
    county_line docx,pdf 2 "$count"
}

put() { # the part of docs/performance.md between two marks
    awk -v text="$2" -v name="$1" '
        $0 == "<!-- " name ":begin -->" { print; print text; skip = 1 }
        $0 == "<!-- " name ":end -->" { skip = 0 }
        !skip' docs/performance.md >"$out/page"
    cp "$out/page" docs/performance.md
}

write=
if [ "${1:-}" = --write ]; then
    write=yes
    shift
fi
result=$(table)
result_county=$(county "${1:-1000}")
printf '%s\n\n%s\n' "$result" "$result_county"
if [ -n "$write" ]; then
    put bench "$result"
    put county "$result_county"
fi
