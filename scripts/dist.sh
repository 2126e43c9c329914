#!/usr/bin/env bash
# What is handed to those who have no Rust: a program file for Linux x86-64 that needs nothing else on the
# machine, as .tar.gz and as .deb, and the sums of both, in target/dist.
# The same checkout gives the same bytes, wherever it lies: the paths of this machine are mapped away, and the
# only moment in the files is that of the commit.
# usage: scripts/dist.sh      needs Rust, a C compiler and dpkg-deb
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
target=x86_64-unknown-linux-gnu
dist=target/dist
name=nianbao-$version-linux-x86_64
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
umask 022

build() {
    local cargo=${CARGO_HOME:-$HOME/.cargo}
    local map="$PWD=/nianbao $cargo=/cargo" rust='-C target-feature=+crt-static' c=''
    for pair in $map; do
        rust+=" --remap-path-prefix=$pair"
        c+=" -ffile-prefix-map=$pair"
    done
    # With a target named, what runs while building (macros, build scripts) is left as it is.
    RUSTFLAGS=$rust CFLAGS=$c cargo build --release --locked --target "$target" --target-dir "$dist/build"
    cp "$dist/build/$target/release/nianbao" "$dist/nianbao"
}

# Whole folders with the moment of the commit, owned by root.
pack() {
    tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C "$1" -cf - "$2" |
        gzip -9n
}

# What both packages hold beside the program: the manual with all that it links to, examples, licences.
documents() {
    mkdir -p "$1"
    cp README.md README.zh-CN.md CHANGELOG.md SECURITY.md LICENSE-APACHE LICENSE-MIT "$1"
    cp -r docs examples templates fonts/licenses "$1"
    install -D -m 644 fonts/README.md "$1/fonts/README.md"
    scripts/crate_licenses.py "$target" >"$1/licenses/crates.txt"
}

archive() {
    local root=$dist/tar/$name
    documents "$root"
    install -m 755 "$dist/nianbao" "$root/nianbao"
    pack "$dist/tar" "$name" >"$dist/$name.tar.gz"
}

# A page of the manual for a command and each of those below it.
manuals() {
    local folder=$1 name below
    shift
    mkdir -p "$folder"
    name=$(IFS=-; echo "nianbao${*:+-$*}")
    "$dist/nianbao" man "$@" >"$folder/$name.1"
    for below in $(tr -d '\\' <"$folder/$name.1" | sed -n "s/^$name-\(.*\)(1)\$/\1/p"); do
        manuals "$folder" "$@" "$below"
    done
    gzip -9n "$folder/$name.1"
}

completions() {
    local share=$1/usr/share
    mkdir -p "$share/bash-completion/completions" "$share/zsh/vendor-completions" \
        "$share/fish/vendor_completions.d"
    "$dist/nianbao" completions bash >"$share/bash-completion/completions/nianbao"
    "$dist/nianbao" completions zsh >"$share/zsh/vendor-completions/_nianbao"
    "$dist/nianbao" completions fish >"$share/fish/vendor_completions.d/nianbao.fish"
}

package() {
    local root=$dist/deb/nianbao share=$dist/deb/nianbao/usr/share
    mkdir -p "$root/DEBIAN"
    install -D -m 755 "$dist/nianbao" "$root/usr/bin/nianbao"
    documents "$share/doc/nianbao"
    cp packaging/copyright "$share/doc/nianbao/copyright"
    manuals "$share/man/man1"
    completions "$root"
    install -D -m 644 packaging/nianbao.desktop "$share/applications/nianbao.desktop"
    install -D -m 644 packaging/nianbao.svg "$share/icons/hicolor/scalable/apps/nianbao.svg"
    local size
    size=$(du -sk --apparent-size "$root/usr" | cut -f1)
    sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" packaging/control >"$root/DEBIAN/control"
    (cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
    find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --build "$root" "$dist/nianbao_${version}_amd64.deb" >/dev/null
}

mkdir -p "$dist"
rm -rf "$dist/tar" "$dist/deb" "$dist"/*.tar.gz "$dist"/*.deb "$dist/SHA256SUMS"
build
archive
package
(cd "$dist" && sha256sum -- *.deb *.tar.gz >SHA256SUMS && cat SHA256SUMS)
