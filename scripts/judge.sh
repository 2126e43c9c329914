#!/usr/bin/env bash
# Renders all examples, in every 版式 and as drafts, and COUNT generated reports; then programs that
# are not ours judge the files (tests/judges), and are themselves put to the proof with damaged ones.
# scripts/install-judges.sh installs them. The files stay in target/judged to be looked at.
# usage: scripts/judge.sh [--write] [COUNT]       (COUNT: 100; --write: tables into docs/judges.md)
set -euo pipefail
cd "$(dirname "$0")/.."

write=
count=100
for arg in "$@"; do
    if [ "$arg" = --write ]; then write=--write; else count=$arg; fi
done
. scripts/programs.sh
python=target/judges/python/bin/python
out=target/judged
rm -rf $out
mkdir -p $out/yaml

# render SUFFIX FLAGS -- YAML...: the files NAME-SUFFIX, and the documents that they must show.
render() {
    local suffix=$1 flags=()
    shift
    while [ "$1" != -- ]; do
        flags+=("$1")
        shift
    done
    shift
    "$nianbao" render "$@" "${flags[@]}" --format all,svg,png --dpi 100 -o $out --name "{文件名}$suffix" >/dev/null 2>>$out/findings
    local yaml
    for yaml in "$@"; do
        "$nianbao" render "$yaml" "${flags[@]}" --emit document \
            >"$out/$(basename "$yaml" .yaml)$suffix.document" 2>/dev/null
    done
}

mapfile -d '' examples < <(find examples -name '*.yaml' ! -name county.yaml ! -path '*/templates/*' -print0 | sort -z)
sample=examples/yimen/铜厂彝族乡.yaml
$programs/examples/generate "$count" $out/yaml 1
render '' -- "${examples[@]}"
render '' -- $out/yaml/*.yaml
render -gb33476 --profile gb33476 -- "$sample"
render -office28 --profile office28 -- "$sample"
render -draft --draft -- "$sample"
# Seals over the names of several bodies.
render '' -- tests/data/pictures/联合署名.yaml
# What only other templates have: sections, lists, annexes.
render -各种元素 --template tests/data/parts -- "$sample"
# Every template that an office might have, drawn from its own data or the example report.
for folder in examples/templates/*/; do
    [ -e "$folder/report.html" ] || [ -e "$folder/styles.yaml" ] || continue
    yaml=$sample
    [ ! -e "$folder/示例.yaml" ] || yaml=$folder/示例.yaml
    render "-$(basename "$folder")" --template "$folder" -- "$yaml"
done

# LibreOffice breaks lines by habits of its own: it is given the examples and generated reports as laid out
# by the model of these (testing/as_libreoffice.rs), and is held against that PDF. What it passes over in
# the file, tests/same_pages/office.py sets as the file says.
mkdir -p $out/modelled
$programs/examples/as_libreoffice $out/modelled "${examples[@]}" $out/yaml/*.yaml
prints=()
for docx in $out/*.docx; do
    modelled=$out/modelled/$(basename "$docx")
    if [ -e "$modelled" ]; then prints+=("$modelled"); else prints+=("$docx"); fi
done
FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf \
    /usr/bin/python3 tests/same_pages/office.py $out/office --as-word "${prints[@]}"

PYTHONPATH=tests $python -m judges $out $write --proofs-of 铜厂彝族乡
$python scripts/schemas.py "$nianbao"
