#!/usr/bin/env bash
# One document that grows: by pages, and by the rows of one table; time, memory and files ought to grow no faster. See
# docs/performance.md. Needs GNU time.
# usage: benches/growth.sh [--write]
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/common.sh

cargo build --quiet --release --bins
nianbao=target/release/nianbao
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# A report whose first part goes on for so many pages, each of two paragraphs of which no sentence comes twice.
pages() {
    awk -v pages="$1" '
        { print }
        /^    内容: \|/ && !done {
            for (i = 0; i < pages * 12; i++) {
                if (i % 6 == 0) printf "      "
                printf "我乡按照规定逐件审查拟公开的信息，更新政府网站和公开栏里的栏目%d，接受群众监督，做到应公开尽公开。", i
                if (i % 6 == 5) print ""
            }
            done = 1
        }' examples/yimen/铜厂彝族乡.yaml
}

# A table of so many rows.
rows() {
    sed '/^分工:/,$d' examples/templates/task-table/示例.yaml
    printf '分工:\n  - 单位: 县政务公开办\n    任务:\n'
    local i
    for ((i = 1; i <= $1; i++)); do
        echo "      - { 内容: 抽查第${i}个单位的公开情况, 时限: 全年, 经费: 0.6 }"
    done
}

# What it is, the number to divide by; then arguments for the program.
line() {
    local what=$1 count=$2 user system memory docx pdf
    shift 2
    rm -rf "$out/files"
    /usr/bin/time -o "$out/time" -f '%U %S %M' \
        "$nianbao" render "$@" -o "$out/files" --force --quiet >/dev/null 2>&1
    read -r user system memory < <(tail -1 "$out/time")
    docx=$(cat "$out"/files/*.docx | wc -c)
    pdf=$(cat "$out"/files/*.pdf | wc -c)
    awk -v what="$what" -v n="$count" -v cpu="$user $system" -v m="$memory" -v d="$docx" -v p="$pdf" '
        BEGIN {
            split(cpu, t, " ")
            ms = (t[1] + t[2]) * 1000
            printf "| %s | %.0f | %.2f | %.0f | %.0f | %.0f |\n", what, ms, ms / n, m / 1024, d / 1000, p / 1000
        }'
}

table() {
    echo '| document | CPU, ms | CPU for each, ms | peak memory, MiB | DOCX, kB | PDF, kB |'
    echo '|---|--:|--:|--:|--:|--:|'
    local count
    for count in 1 10 100 500; do
        pages "$count" >"$out/long.yaml"
        line "$count more pages" "$count" "$out/long.yaml"
    done
    for count in 10 100 1000 7000; do
        rows "$count" >"$out/rows.yaml"
        line "$count rows" "$count" "$out/rows.yaml" --template examples/templates/task-table
    done
    echo
    machine
}

result=$(table)
echo "$result"
if [ "${1:-}" = --write ]; then put growth "$result"; fi
