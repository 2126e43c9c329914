#!/usr/bin/env bash
# Fuzzes one target for some seconds; see docs/fuzzing.md. Needs a nightly compiler and cargo-fuzz.
# Starts from the committed corpus, keeps what it finds in fuzz/found and what fails in fuzz/artifacts.
# An input may take ten seconds by the clock; on a busy machine allow more with FUZZ_TIMEOUT.
# usage: scripts/fuzz.sh TARGET [SECONDS]      yaml, styles, markup, expressions, render, extract, import, ofd
#        scripts/fuzz.sh --minimise TARGET     corpus + findings → fuzz/corpus/TARGET, as few as do
set -euo pipefail
cd "$(dirname "$0")/.."

# No code of ours is unsafe: the address sanitizer would look at other people's only, at the price of
# most of the speed. Sums that overflow and debug assertions are checked.
fuzz() { cargo +nightly fuzz "$@"; }
# The same versions as the program's.
cp Cargo.lock fuzz/Cargo.lock

if [ "$1" = --minimise ]; then
    target=$2
    fuzz cmin -s none "$target" "fuzz/found/$target" -- -rss_limit_mb=4096
    rm -rf "fuzz/corpus/$target"
    cp -r "fuzz/found/$target" "fuzz/corpus/$target"
    exit
fi

target=$1
seconds=${2:-1800}
found=fuzz/found/$target
mkdir -p "$found"

# Megabytes of the process, and of one allocation.
memory=2048
case $target in
    yaml) words=(yaml) seeds=(examples/yimen tests/data/wrong tests/data/checks tests/data/cases) length=20000 ;;
    styles) words=(styles) seeds=() length=4000 ;;
    markup) words=(markup styles) seeds=() length=4000 ;;
    expressions) words=(template language) seeds=() length=4000 memory=1024 ;;
    render) words=(yaml styles markup template) seeds=() length=8000 ;;
    extract) words=(pdf) seeds=() length=20000 ;;
    import) words=(import ofd) seeds=() length=20000 ;;
    ofd) words=(ofd) seeds=() length=20000 ;;
    *) echo "no target $target" >&2; exit 1 ;;
esac

# A fuzzer's dictionary takes a word a line, every byte that is not ASCII escaped.
dictionary=fuzz/found/$target.dict
for list in "${words[@]}"; do cat "fuzz/words/$list.txt"; done |
    python3 -c 'import sys
for word in dict.fromkeys(sys.stdin.buffer.read().split(b"\n")):
    if word:
        print("\"" + "".join(f"\\x{byte:02X}" for byte in word) + "\"")' >"$dictionary"

fuzz run -s none "$target" "$found" "fuzz/corpus/$target" "${seeds[@]}" -- \
    -max_total_time="$seconds" -max_len="$length" -dict="$dictionary" \
    -rss_limit_mb="$memory" -timeout="${FUZZ_TIMEOUT:-10}" -print_final_stats=1
