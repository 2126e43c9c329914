#!/usr/bin/env bash
# `nianbao serve` as a clerk uses it: a report from an empty folder to its files, and a county's day, in Chromium
# (tests/judges/serve.mjs). With a folder as argument it leaves pictures there.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --quiet --release --locked
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
node tests/judges/serve.mjs target/judges/npm/node_modules "$(command -v chromium)" "${CARGO_TARGET_DIR:-target}/release/nianbao" "$home" "$@"
