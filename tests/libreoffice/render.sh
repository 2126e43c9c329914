#!/bin/sh
# Usage: render.sh OUT_DIR FILE.docx...
#
# DOCX to PDF by LibreOffice with the shipped faces. LibreOffice (7.4 and its main branch) reads
# `w:overflowPunct` the wrong way round, so that marks hang where the file forbids it, and does not
# read `w:autoSpaceDE`/`w:autoSpaceDN`, so that it spaces Chinese from digits where the file forbids
# it. Word and WPS read both. The way therefore leads over flat ODT, in which the two settings are
# given the values that stand in our DOCX; nothing else is touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FONTCONFIG_FILE="$here/../fontconfig/fonts.conf"
office() { soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null 2>&1; }

mkdir -p "$out" "$work/odt" "$work/fixed"
office --convert-to fodt --outdir "$work/odt" "$@"
for file in "$work"/odt/*.fodt; do
  sed -e 's/style:punctuation-wrap="hanging"/style:punctuation-wrap="simple"/g' \
    -e 's/style:text-autospace="ideograph-alpha"/style:text-autospace="none"/g' \
    "$file" >"$work/fixed/$(basename "$file")"
done
office --convert-to pdf --outdir "$out" "$work"/fixed/*.fodt
