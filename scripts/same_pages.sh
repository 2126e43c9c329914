#!/usr/bin/env bash
# Are the pages of the DOCX those of the PDF? Renders the examples and COUNT generated reports with lines
# by LibreOffice's rules (testing/as_libreoffice.rs), prints every DOCX with LibreOffice and holds the pages
# against our PDF. LibreOffice does not import four settings that decide where lines end (see
# tests/same_pages/office.py); the figures are for the file as Word reads it, and with --plain for
# LibreOffice as it is.
# usage: scripts/same_pages.sh [COUNT [SEED]] [--plain]
set -euo pipefail
cd "$(dirname "$0")/.."

plain=
args=()
for arg in "$@"; do
    if [ "$arg" = --plain ]; then plain=1; else args+=("$arg"); fi
done
count=${args[0]:-200}
seed=${args[1]:-1}
out=target/same_pages
rm -rf "$out"
mkdir -p "$out/yaml" "$out/ours"

. scripts/programs.sh
"$programs/examples/generate" "$count" "$out/yaml" "$seed"
find "$out/yaml" examples -name '*.yaml' ! -name county.yaml ! -path '*/templates/*' -print0 |
    xargs -0 "$programs/examples/as_libreoffice" "$out/ours"

export FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf
/usr/bin/python3 tests/same_pages/office.py "$out/office" $([ "$plain" ] || echo --as-word) "$out"/ours/*.docx
target/judges/python/bin/python tests/same_pages/compare.py "$out/ours" "$out/office"
