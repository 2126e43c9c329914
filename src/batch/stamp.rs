//! A stamp in each file that says what it was made from, and whether it still is as it was made.
//!
//! A second run makes nothing again that is made from the same, and does not overwrite what somebody
//! has changed since. The stamp is a comment, where the file's format has room for one.

use crate::{diagnostic::Result, digest::Digest, export::Format, file};
use std::{fs, path::Path};

/// Of what is made of one input.
const NAME: &str = "nianbao ";
/// Of what is made of many: it belongs to no one input, so it is never out of date with one.
const OF_MANY: &str = "nianbao:";
const DIGITS: usize = 32;
/// Name, what the file was made from, a blank, the sum of that and of the file without its stamp.
const LENGTH: usize = NAME.len() + DIGITS + 1 + DIGITS;

/// What stands where a file is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing that could be lost: no file, or an empty one.
    Nothing,
    /// A file as it was made from this, or a link to one, which is replaced and not followed.
    Made(Digest),
    /// A file that was not made by this program, or not left as it was; a link to such a one, or to nowhere,
    /// which somebody has put there.
    Changed,
}

/// Looks what stands there.
///
/// # Errors
/// `NB401`: a file that may not be read, so that nobody knows what would be lost.
pub(super) fn look(path: &Path, format: &Format) -> Result<Found> {
    look_for(NAME, path, format)
}

/// Looks what stands there, where something is to be written that is made of many inputs.
///
/// # Errors
/// As [`look`].
pub(super) fn look_of_many(path: &Path, format: &Format) -> Result<Found> {
    look_for(OF_MANY, path, format)
}

fn look_for(name: &str, path: &Path, format: &Format) -> Result<Found> {
    let Ok(about) = fs::symlink_metadata(path) else {
        return Ok(Found::Nothing);
    };
    let is_there = match about.is_symlink() {
        true if !fs::metadata(path).is_ok_and(|about| about.is_file()) => {
            return Ok(Found::Changed);
        }
        true => true,
        false => about.is_file() && about.len() > 0,
    };
    if !is_there {
        return Ok(Found::Nothing);
    }
    // A link is looked through knowingly; what becomes one only now is not.
    let file = if about.is_symlink() { file::read(path)? } else { file::read_beside(path)? };
    let source = read(name, format, &file);
    Ok(source.map_or(Found::Changed, Found::Made))
}

/// Whether a file is one that this program made, of one input or of many, and left as it was.
pub(super) fn is_made(path: &Path, format: &Format) -> bool {
    let Ok(file) = file::read_beside(path) else {
        return false;
    };
    [NAME, OF_MANY].iter().any(|name| read(name, format, &file).is_some())
}

/// Stamps a file.
pub(super) fn stamp(format: &Format, mut file: Vec<u8>, source: Digest) -> Vec<u8> {
    let stamp = text(NAME, source, &file);
    format.put_comment(&mut file, &stamp);
    file
}

/// Stamps a file that is made of many inputs.
pub(super) fn stamp_of_many(format: &Format, mut file: Vec<u8>, source: Digest) -> Vec<u8> {
    let stamp = text(OF_MANY, source, &file);
    format.put_comment(&mut file, &stamp);
    file
}

/// What a file was made from, if it still is as it was made.
fn read(name: &str, format: &Format, file: &[u8]) -> Option<Digest> {
    let (stamp, plain) = format.take_comment(file, LENGTH)?;
    let source = Digest::parse(stamp.strip_prefix(name.as_bytes())?.get(..DIGITS)?)?;
    (text(name, source, &plain).as_bytes() == stamp).then_some(source)
}

fn text(name: &str, source: Digest, file: &[u8]) -> String {
    let sum = Digest::of(&[source.0, Digest::of(file).0].concat());
    format!("{name}{source} {sum}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_back_until_a_byte_of_the_file_is_changed() {
        let docx = [b"PK\x03\x04...PK\x05\x06".as_slice(), &[0; 18]].concat();
        let pdf = b"%PDF-1.7\n...\nendobj\nstartxref\n9\n%%EOF".to_vec();
        let html = b"<!DOCTYPE html>\n<p>\n".to_vec();
        let files = [
            (Format::DOCX, docx.clone()),
            (Format::PDF, pdf),
            (Format::OFD, docx),
            (Format::HTML, html.clone()),
            (Format::SVG, html),
            (
                Format::PNG,
                [b"\x89PNG\r\n\x1A\n...".as_slice(), b"\0\0\0\0IEND\xAEB\x60\x82"].concat(),
            ),
            (Format::CSV, b"a,b,\r\n1,2,\r\n".to_vec()),
            (Format::JSON, b"{\n  \"a\": [\n    1\n  ]\n}\n".to_vec()),
        ];
        for (format, plain) in files {
            let source = Digest::of(b"yaml and template");
            let stamped = stamp(format, plain.clone(), source);
            assert_eq!(read(NAME, format, &stamped), Some(source));
            assert_eq!(read(NAME, format, &plain), None);
            for i in 0..stamped.len() {
                let mut changed = stamped.clone();
                changed[i] ^= 1;
                assert_eq!(read(NAME, format, &changed), None, "{} {i}", format.extension);
            }
            for length in 0..stamped.len() {
                assert_eq!(read(NAME, format, &stamped[..length]), None);
            }
            let longer = [stamped.as_slice(), b"1 0 obj"].concat();
            assert_eq!(read(NAME, format, &longer), None);
        }
    }
}
