#!/usr/bin/env bash
# Do forms that were filled in by other programs come back? Fills the forms of `nianbao form` with the published
# numbers of tests/data/cases and COUNT made-up sets, both official forms, with openpyxl and with LibreOffice
# (which saves them as XLSX, ODS and xls too), reads them with `nianbao import` and compares every number and text.
# And abuses of a form (rows put in, sheets renamed, formulas overwritten, words for numbers, a second unit, …), as XLSX,
# ODS and xls: each is read right, or what is not is told.
# usage: scripts/filled.sh [COUNT [SEED]]
set -euo pipefail
cd "$(dirname "$0")/.."

out=target/filled
rm -rf $out
. scripts/programs.sh
target/judges/python/bin/python tests/filled/fill.py "$nianbao" $out "${1:-6}" "${2:-$(date +%s)}"
target/judges/python/bin/python tests/filled/abuse.py $out
/usr/bin/python3 tests/filled/office.py $out
target/judges/python/bin/python tests/filled/judge.py "$nianbao" $out
