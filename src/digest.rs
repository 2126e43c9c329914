//! Sums by which files and documents are told apart. They guard against oversight, not against malice.

use md5::{Digest as _, Md5};
use std::{fmt, hash::Hasher};

/// A sum of 128 bits, the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Digest(pub(crate) [u8; 16]);

impl Digest {
    /// MD5 of the sums (CRC-32) of every kilobyte: as good for telling things apart as one over the
    /// bytes, which would be a tenth of the whole work on a report.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut hash = Md5::new();
        for piece in bytes.chunks(1024) {
            hash.update(libdeflater::crc32(piece).to_be_bytes());
        }
        hash.update((bytes.len() as u64).to_be_bytes());
        Self(hash.finalize().into())
    }

    /// A sum that tells both: by its first half what is said, by all of it how that is written.
    pub(crate) fn of_both(content: Self, form: Self) -> Self {
        let mut both = content.0;
        if let (Some(half), Some(of_form)) = (both.get_mut(8..), form.0.get(8..)) {
            half.copy_from_slice(of_form);
        }
        Self(both)
    }

    /// Whether two sums that tell both are of one content.
    pub(crate) fn says_the_same(self, other: Self) -> bool {
        self.0.get(..8) == other.0.get(..8)
    }

    /// Reads what [`Display`](fmt::Display) writes.
    pub(crate) fn parse(hex: &[u8]) -> Option<Self> {
        let hex = std::str::from_utf8(hex).ok()?;
        let mut sum = [0; 16];
        for (i, byte) in sum.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()?;
        }
        (hex.len() == 2 * sum.len()).then_some(Self(sum))
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Collects what a value says of itself through [`Hash`](std::hash::Hash), for a [`Digest`].
#[derive(Default)]
pub(crate) struct Collector(pub Vec<u8>);

impl Hasher for Collector {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Lengths have as many bytes on every machine.
    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    /// Which of its kinds a value is.
    fn write_isize(&mut self, value: isize) {
        self.write_i64(value as i64);
    }

    /// The sum is taken of everything, by [`Digest::of`].
    fn finish(&self) -> u64 {
        0
    }
}
