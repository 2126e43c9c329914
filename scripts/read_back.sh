#!/usr/bin/env bash
# Are files of ours read as what they were? Renders the examples of annual reports and COUNT generated ones as DOCX, web
# pages and PDF, reads each back and renders it again: the page must be the same. Then edits each DOCX in every way of
# tests/edits/read_back.py and reads it: the edits must be there, and nothing else.
# usage: scripts/read_back.sh [COUNT [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."

out=target/read_back
rm -rf $out
mkdir -p $out/yaml $out/made
. scripts/programs.sh
"$programs/examples/generate" "${1:-100}" $out/yaml "${2:-$(date +%s)}"
for folder in examples/yimen $out/yaml; do
    # What has errors is not written.
    "$nianbao" render $folder -f docx,html,pdf -o $out/made --name '{文件名}' -q >/dev/null 2>&1 || true
done
target/judges/python/bin/python tests/edits/read_back.py "$nianbao" $out/read $out/made/*.docx
