//! Gives the program a name of its own: a sum over everything that it is built from. What it writes bears
//! that name, so that another build does not take an older one's files for its own. And reads the YAML of the built-in
//! forms, so that no run has to.

use granit_parser::{Event, Parser};
use std::{
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

/// Everything that decides what is written; the faces stand for themselves by their sums.
const SOURCES: [&str; 5] = ["src", "templates", "fonts/fonts.sha256", "Cargo.toml", "Cargo.lock"];

const FORMS: &str = "templates/annual-report/forms";

fn main() -> Result<(), Box<dyn Error>> {
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
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for form in fs::read_dir(root.join(FORMS))? {
        let form = form?.path();
        let name = Path::new(form.file_name().unwrap_or_default()).with_extension("json");
        fs::write(out.join(name), json(&fs::read_to_string(&form)?)?)?;
    }
    Ok(())
}

/// A YAML document of texts, lists and maps as JSON: its numbers as texts, too.
fn json(yaml: &str) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    // What is open: the ends of lists and maps, and how many nodes stand in each so far.
    let mut open: Vec<(char, usize)> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let event = event?.0;
        if let Event::SequenceEnd | Event::MappingEnd = event {
            out.extend(open.pop().map(|(end, _)| end));
            continue;
        }
        let begins = match &event {
            Event::SequenceStart(..) => Some(('[', ']')),
            Event::MappingStart(..) => Some(('{', '}')),
            Event::Scalar(..) => None,
            _ => continue,
        };
        if let Some((end, nodes)) = open.last_mut() {
            match (*end, *nodes) {
                (_, 0) => {}
                ('}', n) if n % 2 == 1 => out.push(':'),
                _ => out.push(','),
            }
            *nodes += 1;
        }
        if let Event::Scalar(text, ..) = &event {
            let text = text.replace('\\', r"\\").replace('"', "\\\"").replace('\n', "\\n");
            out.extend(["\"", &text, "\""]);
        }
        if let Some((start, end)) = begins {
            out.push(start);
            open.push((end, 0));
        }
    }
    Ok(out)
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
