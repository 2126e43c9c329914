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

# Of each format; pictures of all pages together.
sizes() {
    local format
    for format in docx pdf ofd html svg png; do
        echo "${format^^} $(cat "$out"/files/*.$format | wc -c)"
    done | paste -sd, | sed 's/,/, /g'
}

table() {
    echo '| From start to … | CPU, ms | wall, ms |'
    echo '|---|--:|--:|'
    measure 'Document (`--emit document`)' --emit document
    measure 'Pages (`--emit layout`)' --emit layout
    local format
    for format in docx pdf ofd html svg png; do
        measure "${format^^} only" -o "$out/files" --force --format $format
    done
    measure '**DOCX and PDF**' -o "$out/files" --force
    measure 'the same again, nothing changed' -o "$out/files"
    echo
    local memory
    /usr/bin/time -o "$out/time" -f %M "$nianbao" render "$report" -o "$out/files" --force >/dev/null 2>&1
    memory=$(tail -1 "$out/time")
    echo "Peak memory for DOCX and PDF $((memory / 1024)) MiB (mapped faces included);" \
        "program $(stat -c %s "$nianbao") bytes. Files, in bytes: $(sizes)."
    machine
}

result=$(table)
echo "$result"
if [ "${1:-}" = --write ]; then put bench "$result"; fi
