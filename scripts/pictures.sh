#!/usr/bin/env bash
# Draws docs/images/: the example's first page, contact sheets of its PDF and of its DOCX as LibreOffice
# sets it when it is told what it passes over in the file, a sheet of each other built-in template, and
# every example of the template manual. Needs what scripts/install-judges.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."

report=${1:-examples/yimen/铜厂彝族乡.yaml}
. scripts/programs.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
images=docs/images
mkdir -p $images

"$nianbao" render "$report" -o "$work" --name report >/dev/null
FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf \
    /usr/bin/python3 tests/same_pages/office.py "$work/lo" --as-word "$work/report.docx"

# Grey levels and no time stamps: small files, and the same ones each time.
png=(-strip -colorspace gray +dither -colors 16 -define png:exclude-chunk=date,time -define png:compression-level=9)

pdftoppm -r 90 -png -f 1 -l 1 -singlefile "$work/report.pdf" "$work/first"
convert "$work/first.png" -bordercolor '#999' -border 1 "${png[@]}" $images/page-1.png

sheet() {
    pdftoppm -r 40 -png "$1" "$work/$2"
    montage "$work/$2"-*.png -tile 4x -geometry +6+6 -background '#ccc' "$work/$2.png"
    convert "$work/$2.png" "${png[@]}" "$images/$2.png"
}
sheet "$work/report.pdf" pages-pdf
sheet "$work/lo/report.pdf" pages-docx

# Both files of a template's example, or of the seven units: the PDF's pages above, the DOCX's below.
# In colour: a letterhead is red.
both() {
    "$nianbao" render "$2" -o "$work/$1" -f docx,pdf -q
    FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf \
        /usr/bin/python3 tests/same_pages/office.py "$work/$1/lo" --as-word "$work/$1"/*.docx
    for from in "$work/$1" "$work/$1/lo"; do
        for pdf in "$from"/*.pdf; do pdftoppm -r 40 -png "$pdf" "${pdf%.pdf}"; done
        montage "$from"/*.png -tile x1 -geometry +6+6 -background '#ccc' "$from.png"
    done
    convert "$work/$1.png" "$work/$1/lo.png" -background '#888' -splice 0x3 -append \
        -strip +dither -colors 32 -define png:exclude-chunk=date,time \
        -define png:compression-level=9 "$images/template-$1.png"
}
for template in redhead plain-2019 notice request letter minutes; do
    both $template examples/$template
done

# The desk of a county that is made up: a list to send back, the workbook, the page on a telephone.
cp -r tests/data/county "$work/county"
for unit in 石桥镇 南坪镇; do
    "$nianbao" form "$work/county/$unit.yaml" -o "$work/county" >/dev/null
    rm "$work/county/$unit.yaml"
done
"$nianbao" review "$work/county" --date 2026-2-10 --due 2026-2-20 -q -o "$work/desk" >/dev/null 2>&1 || true
pdftoppm -r 70 -png -f 1 -l 1 -singlefile "$work/desk/问题清单/青石镇问题清单.pdf" "$work/problem-list"
convert "$work/problem-list.png" -bordercolor '#999' -border 1 "${png[@]}" $images/problem-list.png
FONTCONFIG_FILE=$PWD/tests/fontconfig/fonts.conf soffice --headless --convert-to pdf \
    --outdir "$work/book" "$work/desk/"*.xlsx >/dev/null 2>&1
pdftoppm -r 60 -png -l 4 "$work/book/"*.pdf "$work/book/page"
montage "$work/book/"page-*.png -tile 2x -geometry +6+6 -background '#ccc' "$work/review-book.png"
convert "$work/review-book.png" -strip +dither -colors 32 -define png:exclude-chunk=date,time \
    -define png:compression-level=9 $images/review-book.png

python3 scripts/manual_pictures.py "$nianbao" "$work"

for image in $images/*.png $images/template/*.png; do
    size=$(stat -c %s "$image")
    echo "$image $size bytes"
    [ "$size" -lt 400000 ] || { echo "$image is over 400 kB" >&2; exit 1; }
done
