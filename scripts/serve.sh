#!/usr/bin/env bash
# `nianbao serve` as a clerk uses it: a report from an empty folder to its files, with the mouse and by keyboard alone,
# a county's day, what goes wrong, and how fast it is, in Chromium (tests/judges/serve.mjs), or in another browser:
# BROWSER=/usr/bin/firefox-esr. With a folder as argument it leaves pictures there. NIANBAO_HELD=yes holds times to
# their goals, which means something on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release --locked
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
node tests/judges/serve.mjs target/judges/npm/node_modules "${BROWSER:-$(command -v chromium)}" "${CARGO_TARGET_DIR:-target}/release/nianbao" "$home" "$@"
