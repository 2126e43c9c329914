//! A zip archive from anywhere, read with bounds (PKWARE APPNOTE 6.3.10 §4.3).

use super::{LIMIT, Read, Trouble, inflate::inflate_raw};
use std::collections::HashMap;

const BROKEN: Trouble = Trouble::Damaged("压缩包不完整");
/// No report has more files.
const FILES: usize = 10_000;
/// Length of the end of the directory without its comment (§4.3.16).
const END: usize = 22;

/// Whether a file begins as an archive does.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// An open archive.
pub(crate) struct ZipReader<'a> {
    bytes: &'a [u8],
    entries: HashMap<&'a [u8], ZipEntry>,
    /// How many bytes may still be unpacked from all files together.
    room: usize,
}

/// A file as the directory describes it (§4.3.12).
#[derive(Clone, Copy)]
struct ZipEntry {
    encrypted: bool,
    method: u16,
    sum: u32,
    packed: usize,
    size: usize,
    offset: usize,
}

impl<'a> ZipReader<'a> {
    /// Reads the directory.
    pub fn open(bytes: &'a [u8]) -> Read<Self> {
        let end = end(bytes).ok_or(BROKEN)?;
        let count = usize::from(word(bytes, end + 10).ok_or(BROKEN)?);
        if count > FILES {
            return Err(Trouble::TooLarge);
        }
        let mut at = long(bytes, end + 16).ok_or(BROKEN)?;
        let mut entries = HashMap::with_capacity(count);
        for _ in 0..count {
            let (name, entry, next) = entry(bytes, at).ok_or(BROKEN)?;
            // Of two files of one name nobody knows which is meant.
            if entries.insert(name, entry).is_some() {
                return Err(BROKEN);
            }
            at = next;
        }
        Ok(Self { bytes, entries, room: LIMIT })
    }

    /// The content of a file, at most `limit` bytes; `None` if there is no such file.
    pub fn read(&mut self, name: &str, limit: usize) -> Read<Option<Vec<u8>>> {
        let Some(entry) = self.entries.get(name.as_bytes()).copied() else {
            return Ok(None);
        };
        if entry.encrypted {
            return Err(Trouble::Encrypted);
        }
        if entry.size > limit.min(self.room) {
            return Err(Trouble::TooLarge);
        }
        let packed = self.packed(entry).ok_or(BROKEN)?;
        let content = match entry.method {
            0 => packed.to_vec(),
            8 => inflate_raw(packed, entry.size)?,
            _ => return Err(Trouble::Damaged("压缩的方法不认识")),
        };
        if content.len() != entry.size || libdeflater::crc32(&content) != entry.sum {
            return Err(BROKEN);
        }
        self.room -= content.len();
        Ok(Some(content))
    }

    /// A file's bytes behind its local header (§4.3.7).
    fn packed(&self, entry: ZipEntry) -> Option<&'a [u8]> {
        let header = self.bytes.get(entry.offset..)?;
        if !header.starts_with(b"PK\x03\x04") {
            return None;
        }
        let start = 30 + usize::from(word(header, 26)?) + usize::from(word(header, 28)?);
        header.get(start..start.checked_add(entry.packed)?)
    }
}

/// Where the end of the directory begins: the last that its comment fits behind.
fn end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END)?;
    (last.saturating_sub(usize::from(u16::MAX))..=last).rev().find(|&at| {
        bytes.get(at..).is_some_and(|end| end.starts_with(b"PK\x05\x06"))
            && word(bytes, at + 20)
                .is_some_and(|comment| at + END + usize::from(comment) == bytes.len())
    })
}

/// The entry of the directory at a place, and the place of the next one.
fn entry(bytes: &[u8], at: usize) -> Option<(&[u8], ZipEntry, usize)> {
    if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
        return None;
    }
    let lengths = [28, 30, 32].map(|place| word(bytes, at + place).map(usize::from));
    let [name, extra, comment] = lengths;
    let start = at + 46;
    let end = start + name?;
    let entry = ZipEntry {
        encrypted: word(bytes, at + 8)? & 1 == 1,
        method: word(bytes, at + 10)?,
        sum: u32::from_le_bytes(bytes.get(at + 16..at + 20)?.try_into().ok()?),
        packed: long(bytes, at + 20)?,
        size: long(bytes, at + 24)?,
        offset: long(bytes, at + 42)?,
    };
    Some((bytes.get(start..end)?, entry, end + extra? + comment?))
}

/// Two bytes, the lower one first.
pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let word = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
    usize::try_from(word).ok()
}
