#!/usr/bin/env bash
# Renders every example and lets programs that are not ours judge the files. scripts/install-judges.sh
# installs them. Exits 1 if any judge objects; the files stay in target/judged to be looked at.
# usage: scripts/judge.sh [YAML...]
set -euo pipefail
cd "$(dirname "$0")/.."

[ -n "${NIANBAO:-}" ] || cargo build --quiet --release
nianbao=${NIANBAO:-target/release/nianbao}
judges=target/judges
out=target/judged
rm -rf $out
mkdir -p $out/lo

if [ $# -gt 0 ]; then
    inputs=("$@")
else
    mapfile -d '' inputs < <(find examples -name '*.yaml' ! -name county.yaml ! -path '*/templates/*' -print0 | sort -z)
fi
"$nianbao" render "${inputs[@]}" -o $out --name '{文件名}' >/dev/null
if [ $# -eq 0 ]; then
    # What only other templates have: sections, lists, annexes.
    "$nianbao" render examples/yimen/铜厂彝族乡.yaml -o $out --name 各种元素 \
        --template tests/data/parts >/dev/null
    # Every template that an office might have, drawn from its own data or the example report.
    for folder in examples/templates/*/; do
        [ -e "$folder/report.html" ] || [ -e "$folder/styles.yaml" ] || continue
        yaml=examples/yimen/铜厂彝族乡.yaml
        [ ! -e "$folder/示例.yaml" ] || yaml=$folder/示例.yaml
        "$nianbao" render "$yaml" -o $out --name "$(basename "$folder")" --template "$folder" >/dev/null 2>&1 ||
            { echo "$folder does not render" >&2; exit 1; }
    done
fi

passed=0
failed=0
# judge NAME FILE COMMAND...: the command's output is shown only if it objects.
judge() {
    local name=$1 file=$2 said
    shift 2
    if said=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s: %s\n%s\n' "$name" "$file" "$said"
    fi
}

# Every face embedded, subset, and with a map back to Unicode.
faces_are_whole() {
    pdffonts "$1" | awk 'NR > 2 { n++; if (!/ yes +yes +yes +[0-9]+ +[0-9]+$/) { print; bad = 1 } }
        END { if (!n) print "no fonts at all"; exit bad || !n }'
}

# What LibreOffice passes over in the file, tests/same_pages/office.py sets as the file says.
FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf \
    /usr/bin/python3 tests/same_pages/office.py $out/lo --as-word $out/*.docx || true

for docx in $out/*.docx; do
    judge openxml-audit "$docx" $judges/python/bin/openxml-audit --policy strict "$docx"
    judge ooxml-integrity "$docx" $judges/python/bin/ooxml-integrity check --no-config "$docx"
    judge ooxml-validator "$docx" $judges/npm/node_modules/.bin/ooxml-validator "$docx"
done
for pdf in $out/*.pdf; do
    judge qpdf "$pdf" qpdf --check "$pdf"
    judge pdffonts "$pdf" faces_are_whole "$pdf"
    judge libreoffice "$pdf" test -s "$out/lo/${pdf##*/}"
done
# The DOCX in LibreOffice has as many pages as our PDF, and each begins with the same characters.
judge same-pages "all" $judges/python/bin/python tests/same_pages/compare.py $out $out/lo

judge schemas "all" $judges/python/bin/python scripts/schemas.py "$nianbao"

echo "judges: ${#inputs[@]} reports, $passed passed, $failed failed"
[ $failed -eq 0 ]
