#!/usr/bin/env bash
# Does the DOCX stay right when it is edited? Renders the examples of annual reports and COUNT generated
# ones, edits each DOCX in every way of tests/edits/edit.py, prints it with LibreOffice and looks at the
# pages; the judge of these is put to the proof with damaged ones. LibreOffice is told what it does not read in the file (tests/same_pages/office.py).
# usage: scripts/edits.sh [COUNT [SEED]]
#        scripts/edits.sh --short       a report and a 请示, all kinds of edits
set -euo pipefail
cd "$(dirname "$0")/.."

out=target/edits
rm -rf $out
mkdir -p $out/yaml
. scripts/programs.sh
request=examples/request/请求增加政务公开专项经费的请示.yaml
if [ "${1:-}" = --short ]; then
    files=(examples/yimen/铜厂彝族乡.yaml $request)
else
    "$programs/examples/generate" "${1:-8}" $out/yaml "${2:-1}"
    mapfile -d '' files < <(find examples/yimen examples/redhead $request $out/yaml -name '*.yaml' ! -name county.yaml -print0 | sort -z)
fi
"$nianbao" render "${files[@]}" --format docx -o $out/made --name '{文件名}' >/dev/null 2>&1
target/judges/python/bin/python tests/edits/edit.py $out/edited $out/made/*.docx
target/judges/python/bin/python tests/edits/edit.py --damage $out/damaged $out/made/铜厂彝族乡.docx $out/made/请求*.docx
FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf \
    /usr/bin/python3 tests/same_pages/office.py $out/printed --as-word $out/edited/*.docx $out/damaged/*.docx
target/judges/python/bin/python tests/edits/judge.py --damaged $out/damaged $out/printed
target/judges/python/bin/python tests/edits/judge.py $out/edited $out/printed
