#!/usr/bin/env bash
# Counts what nobody likes to see on pages (half-empty ones, torn tables, single characters …) over COUNT
# generated reports: the figures of docs/layout.md.
# usage: scripts/page_figures.sh [COUNT [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."

out=target/page_figures
rm -rf $out
mkdir -p $out
. scripts/programs.sh
"$programs/examples/generate" "${1:-500}" $out "${2:-1}"
python3 scripts/page_figures.py "$nianbao" $out/*.yaml
