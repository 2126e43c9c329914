# What the benchmarks share; sourced. Wants $nianbao, and $out for its own files.

# One batch: folder, formats, jobs → fields for a line of a table:
# units, made, CPU a unit in ms, wall in s, peak memory in MiB, all files in MB.
batch() {
    local reports=$1 formats=$2 jobs=$3 user system wall memory units
    rm -rf "$out/files"
    # Made-up reports have findings, and a rare name may have no glyph: neither is the benchmark's.
    /usr/bin/time -o "$out/time" -f '%U %S %e %M' "$nianbao" render "$reports" -o "$out/files" \
        --name '{文件名}' --format "$formats" --jobs "$jobs" --quiet \
        >/dev/null 2>&1 || true
    read -r user system wall memory < <(tail -1 "$out/time")
    units=$(find "$reports" -maxdepth 1 -name '*.yaml' ! -name county.yaml | wc -l)
    local made
    # Pictures are a file a page.
    made=$(find "$out/files" -name "*.${formats%%,*}" | sed -E 's/(-[0-9]+)?\.[a-z]+$//' | sort -u | wc -l)
    awk -v n="$units" -v k="$made" -v u="$user" -v s="$system" -v w="$wall" -v m="$memory" \
        -v b="$(find "$out/files" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum / 1e6 }')" \
        'BEGIN { printf "%d %d %.1f %.1f %.0f %.1f\n", n, k, (u + s) * 1000 / n, w, m / 1024, b }'
}

machine() {
    echo "Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1);" \
        "load at the start $(cut -d' ' -f1 /proc/loadavg)."
}

# Puts a text between two marks of docs/performance.md.
put() {
    awk -v text="$2" -v name="$1" '
        $0 == "<!-- " name ":begin -->" { print; print text; skip = 1 }
        $0 == "<!-- " name ":end -->" { skip = 0 }
        !skip' docs/performance.md >"$out/page"
    cp "$out/page" docs/performance.md
}
