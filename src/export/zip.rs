//! A zip archive of pieces that lie in memory (PKWARE APPNOTE 6.3.10 §4.3): every size is known before
//! it is written, every entry bears the oldest time there is, and the bytes are the same everywhere.

use super::{Comment, deflate::Deflate};
use std::{borrow::Cow, num::TryFromIntError};

/// Version 2.0, for deflate and folders (§4.4.3.2); made on Unix (§4.4.2), so that rights hold.
const VERSION: u16 = 20;
const MADE_BY: u16 = 3 << 8 | VERSION;
/// 1980-01-01 00:00 (§4.4.6): the date in the upper half.
const OLDEST: u32 = (1 << 5 | 1) << 16;
/// A plain file that everyone may read, in Unix' words (§4.4.15).
const RIGHTS: u32 = 0o100_644 << 16;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// An archive in the making.
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: usize,
    deflate: Deflate,
}

impl Archive {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), directory: Vec::new(), count: 0, deflate: Deflate::new() }
    }

    /// Adds a file under an ASCII name.
    ///
    /// # Errors
    /// When a size is past what a zip without extensions can say: 65535 files of 4 GB.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), TryFromIntError> {
        let packed = self.pack(content);
        self.put(name, &packed)
    }

    /// A file as it will stand in archives.
    pub(super) fn pack<'c>(&mut self, content: &'c [u8]) -> Packed<'c> {
        let (method, data) = match self.deflate.raw(content) {
            Some(smaller) => (DEFLATED, Cow::Owned(smaller)),
            None => (STORED, Cow::Borrowed(content)),
        };
        Packed { method, sum: libdeflater::crc32(content), length: content.len(), data }
    }

    /// Adds a file that is packed already.
    ///
    /// # Errors
    /// As for [`add`](Self::add).
    pub(super) fn put(&mut self, name: &str, file: &Packed<'_>) -> Result<(), TryFromIntError> {
        let offset = u32::try_from(self.bytes.len())?;
        let length = u16::try_from(name.len())?;
        // What the local header (§4.3.7) and the directory (§4.3.12) both say.
        let mut about = Vec::with_capacity(26);
        put16(&mut about, [VERSION, 0, file.method]);
        put32(&mut about, [OLDEST, file.sum]);
        put32(&mut about, [u32::try_from(file.data.len())?, u32::try_from(file.length)?]);
        put16(&mut about, [length, 0]);

        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&about);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&*file.data);

        self.directory.extend(b"PK\x01\x02");
        put16(&mut self.directory, [MADE_BY]);
        self.directory.extend(&about);
        put16(&mut self.directory, [0, 0, 0]); // no comment, first disk, nothing internal
        put32(&mut self.directory, [RIGHTS, offset]);
        self.directory.extend(name.as_bytes());
        self.count += 1;
        Ok(())
    }

    /// The whole archive.
    ///
    /// # Errors
    /// As for [`add`](Self::add).
    pub(super) fn finish(mut self) -> Result<Vec<u8>, TryFromIntError> {
        let (size, offset) =
            (u32::try_from(self.directory.len())?, u32::try_from(self.bytes.len())?);
        let count = u16::try_from(self.count)?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06"); // end of the directory (§4.3.16)
        put16(&mut self.bytes, [0, 0, count, count]);
        put32(&mut self.bytes, [size, offset]);
        put16(&mut self.bytes, [0]);
        Ok(self.bytes)
    }
}

/// A file, compressed if that makes it smaller.
#[derive(Debug)]
pub(super) struct Packed<'c> {
    method: u16,
    /// CRC-32 of its content.
    sum: u32,
    /// Of its content.
    length: usize,
    data: Cow<'c, [u8]>,
}

impl Packed<'_> {
    /// The same, to be kept without its content.
    pub(super) fn into_owned(self) -> Packed<'static> {
        Packed { data: Cow::Owned(self.data.into_owned()), ..self }
    }
}

/// The comment of an archive (§4.3.16): its length, of two bytes, and itself stand last.
pub(super) const COMMENT: Comment = Comment {
    put: |archive, comment| {
        archive.truncate(archive.len().saturating_sub(2));
        archive.extend((comment.len() as u16).to_le_bytes());
        archive.extend(comment.as_bytes());
    },
    take: |file, length| {
        let (archive, comment) = file.split_at_checked(file.len().checked_sub(length)?)?;
        let archive = archive.strip_suffix(&(length as u16).to_le_bytes())?;
        Some((comment, [archive, &[0, 0]].concat()))
    },
};

fn put16(out: &mut Vec<u8>, values: impl IntoIterator<Item = u16>) {
    out.extend(values.into_iter().flat_map(u16::to_le_bytes));
}

fn put32(out: &mut Vec<u8>, values: impl IntoIterator<Item = u32>) {
    out.extend(values.into_iter().flat_map(u32::to_le_bytes));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn another_reader_finds_every_file_whole() {
        let long = "<w:p/>".repeat(500);
        let files = [("[Content_Types].xml", long.as_str()), ("word/a.xml", ""), ("b.bin", "x")];
        let mut archive = Archive::new();
        for (name, content) in files {
            archive.add(name, content.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap();
        assert!(bytes.len() < long.len() / 2);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), files.len());
        for (index, (name, content)) in files.into_iter().enumerate() {
            let mut file = archive.by_index(index).unwrap();
            assert_eq!(file.name().unwrap(), name);
            assert_eq!(file.unix_mode(), Some(0o100_644));
            assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
            let mut back = String::new();
            file.read_to_string(&mut back).unwrap(); // checks the sum, too
            assert_eq!(back, content);
        }
    }
}
