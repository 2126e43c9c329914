//! Gives the program a name of its own: a sum over everything that it is built from. What it writes bears
//! that name, so that another build does not take an older one's files for its own.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// Everything that decides what is written; the faces stand for themselves by their sums.
const SOURCES: [&str; 5] = ["src", "templates", "fonts/fonts.sha256", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        collect(&root.join(source), &mut files)?;
    }
    files.sort();
    let mut sum = Fnv::default();
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file);
        // The same name on every system.
        for part in name {
            sum.add(part.as_encoded_bytes());
        }
        sum.add(&fs::read(&file)?);
    }
    println!("cargo:rustc-env=NIANBAO_BUILD={:016x}", sum.0);
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.exists() {
        files.push(path.to_owned());
    }
    Ok(())
}

/// FNV-1a with 64 bits: no library is needed to tell builds apart.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
