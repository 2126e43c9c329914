#!/usr/bin/env bash
# What one report costs; see docs/performance.md. Needs hyperfine, jq and GNU time.
# usage: scripts/bench.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/.."

report=examples/yimen/铜厂彝族乡.yaml
cargo build --quiet --release
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

result=$(table)
printf '%s\n' "$result"
if [ "${1:-}" = --write ]; then
    awk -v text="$result" '
        /<!-- bench:begin -->/ { print; print text; skip = 1 }
        /<!-- bench:end -->/ { skip = 0 }
        !skip' docs/performance.md >"$out/page"
    cp "$out/page" docs/performance.md
fi
