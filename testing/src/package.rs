//! Packages made of parts, for those who read what other programs pack.

use std::{
    collections::HashSet,
    io::{Cursor, Write as _},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A zip archive of parts, each with its name; of two of one name, the first.
pub fn packed<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>, deflated: bool) -> Vec<u8> {
    let method = if deflated { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let options = SimpleFileOptions::default().compression_method(method);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = HashSet::new();
    for (name, content) in parts {
        if names.insert(name) && archive.start_file(name, options).is_ok() {
            // Memory takes what it is given.
            let _ = archive.write_all(content.as_bytes());
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
