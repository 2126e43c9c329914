#!/usr/bin/env bash
# What one report costs; see docs/performance.md. Needs hyperfine, jq and GNU time.
# usage: scripts/bench.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/common.sh

report=examples/yimen/铜厂彝族乡.yaml
cargo build --quiet --release --bins
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
    measure 'DOCX only' -o "$out/files" --force --format docx
    measure 'PDF only' -o "$out/files" --force --format pdf
    measure '**DOCX and PDF**' -o "$out/files" --force
    measure 'the same again, nothing changed' -o "$out/files"
    echo
    local memory
    /usr/bin/time -o "$out/time" -f %M "$nianbao" render "$report" -o "$out/files" --force >/dev/null 2>&1
    memory=$(tail -1 "$out/time")
    echo "Peak memory $((memory / 1024)) MiB (mapped faces included);" \
        "DOCX $(stat -c %s "$out"/files/*.docx) bytes, PDF $(stat -c %s "$out"/files/*.pdf) bytes;" \
        "program $(stat -c %s "$nianbao") bytes."
    machine
}

result=$(table)
echo "$result"
if [ "${1:-}" = --write ]; then put bench "$result"; fi
