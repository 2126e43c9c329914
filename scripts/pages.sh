#!/usr/bin/env bash
# Do printed pages come back? Renders the examples and COUNT made-up reports, prints their DOCX with LibreOffice and
# their HTML with Chromium, reads all of it with `nianbao import` and compares every number and text with those of the
# DOCX. With FORM.docx, the official form as a word processor has it, it is filled in with published and made-up
# numbers and printed by LibreOffice, once as it is and once with one digit changed, which must be seen.
# usage: scripts/pages.sh [COUNT [SEED [FORM.docx]]]
set -euo pipefail
cd "$(dirname "$0")/.."

count=${1:-20} seed=${2:-$(date +%s)} form=${3:-}
out=target/pages
rm -rf $out
mkdir -p $out/{yaml,all,truth,own,ofd,office,browser}
. scripts/programs.sh
python=target/judges/python/bin/python
echo "seed $seed"
$programs/examples/generate "$count" $out/yaml "$seed"
# Without a signature the full name of the body is nowhere printed.
for yaml in $out/yaml/*.yaml; do
    grep -q '^署名:' "$yaml" || rm "$yaml"
done
"$nianbao" render examples/yimen -o $out/all --format docx,pdf,ofd,html >/dev/null 2>&1 || true
"$nianbao" render $out/yaml/*.yaml -o $out/all --format docx,pdf,ofd,html --name '{文件名}' >/dev/null 2>&1 || true
mv $out/all/*.docx $out/truth
mv $out/all/*.pdf $out/own
mv $out/all/*.ofd $out/ofd
office() {
    timeout 600 soffice "-env:UserInstallation=file://$PWD/$out/office-profile" --headless --convert-to pdf \
        --outdir "$1" "${@:2}" >/dev/null 2>&1
}
office $out/office $out/truth/*.docx
for html in $out/all/*.html; do
    timeout 60 chromium --headless --no-sandbox "--user-data-dir=$PWD/$out/browser-profile" \
        "--print-to-pdf=$out/browser/$(basename "$html" .html).pdf" "file://$PWD/$html" >/dev/null 2>&1
done
if [ -n "$form" ]; then
    $python tests/pages/fill.py "$form" $out "$count" "$seed"
    office $out/form $out/form/*.docx
    office $out/mutant $out/mutant/*.docx
fi
$python tests/pages/judge.py "$nianbao" $out
