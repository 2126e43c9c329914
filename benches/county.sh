#!/usr/bin/env bash
# A county of made-up reports with real names, end to end: every format, one job and two jobs for the usual two; see
# docs/performance.md. Needs GNU time.
# usage: benches/county.sh [--write] [UNITS]      (1000; --write puts the table into the document)
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/common.sh

write=
if [ "${1:-}" = --write ]; then
    write=yes
    shift
fi
units=${1:-1000}
cargo build --quiet --release --bins --example generate
nianbao=target/release/nianbao
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

line() {
    local n made cpu wall memory files
    read -r n made cpu wall memory files < <(batch "$out/county" "$1" "$2")
    echo "| $1 | $2 | $made of $n | $cpu | $wall | $memory | $files |"
}

table() {
    target/release/examples/generate "$units" "$out/county"
    echo '| formats | jobs | units made | CPU a unit, ms | wall, s | peak memory, MiB | files, MB |'
    echo '|---|--:|--:|--:|--:|--:|--:|'
    for format in docx pdf ofd html svg png csv json; do line $format 1; done
    line docx,pdf 1
    line docx,pdf 2
    echo
    machine
}

result=$(table)
echo "$result"
if [ -n "$write" ]; then put county "$result"; fi
