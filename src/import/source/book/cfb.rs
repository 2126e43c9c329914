//! The file of files that Office wrote before 2007 ([MS-CFB]), as far as one of its streams needs it.

pub(super) use crate::extract::zip::word;

use crate::extract::{Read, Trouble};

const BROKEN: Trouble = Trouble::Damaged("文件不完整");
/// Bytes of the directory, of the table of small sectors and of these, at most: a workbook has few streams, and its
/// own is none of the small ones.
const ASIDE: usize = 8 << 20;
/// Sectors that are none (§2.1).
const LAST: u32 = 0xFFFF_FFFA;

/// An open file.
pub(super) struct CompoundFile<'a> {
    bytes: &'a [u8],
    shift: u32,
    /// For each sector the next one.
    next: Vec<u32>,
    entries: Vec<StreamEntry>,
    /// For each small sector the next one, and where these stand.
    small: (Vec<u32>, Vec<u8>),
    cutoff: u64,
}

struct StreamEntry {
    name: String,
    is_root: bool,
    start: u32,
    size: u64,
}

/// Whether a file begins as one does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Whether a file has a stream of a name, by the look of its directory.
pub(super) fn names(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

impl<'a> CompoundFile<'a> {
    /// Reads what says where everything is.
    pub fn open(bytes: &'a [u8]) -> Read<Self> {
        let shift = u32::from(word(bytes, 30).ok_or(BROKEN)?);
        if !matches!(shift, 9 | 12) || word(bytes, 32) != Some(6) {
            return Err(BROKEN);
        }
        let mut file = Self {
            bytes,
            shift,
            next: Vec::new(),
            entries: Vec::new(),
            small: (Vec::new(), Vec::new()),
            cutoff: u64::from(long(bytes, 56).ok_or(BROKEN)?),
        };
        for sector in file.tables()? {
            let table = file.sector(sector)?;
            file.next.extend(table.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)));
        }
        let directory = file.chain(long(bytes, 48).ok_or(BROKEN)?, ASIDE)?;
        file.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let table = file.chain(long(bytes, 60).ok_or(BROKEN)?, ASIDE)?;
        let next = table.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)).collect();
        let root = file.entries.iter().find(|entry| entry.is_root).map(|entry| entry.start);
        let content = root.map_or(Ok(Vec::new()), |start| file.chain(start, ASIDE))?;
        file.small = (next, content);
        Ok(file)
    }

    /// The sectors that hold the table of sectors (§2.5).
    fn tables(&self) -> Read<Vec<u32>> {
        let mut tables = Vec::new();
        let most = self.bytes.len() >> self.shift;
        let head = (0..109).map_while(|i| long(self.bytes, 76 + 4 * i));
        tables.extend(head.take_while(|sector| *sector < LAST));
        let mut more = long(self.bytes, 68).ok_or(BROKEN)?;
        while more < LAST {
            let (numbers, _) = self.sector(more)?.as_chunks::<4>();
            let Some((onward, here)) = numbers.split_last() else { break };
            let here = here.iter().map(|b| u32::from_le_bytes(*b));
            tables.extend(here.filter(|sector| *sector < LAST));
            more = u32::from_le_bytes(*onward);
            if tables.len() > most {
                return Err(BROKEN);
            }
        }
        Ok(tables)
    }

    fn sector(&self, number: u32) -> Read<&'a [u8]> {
        let start = (number as usize).checked_add(1).and_then(|n| n.checked_mul(1 << self.shift));
        let start = start.ok_or(BROKEN)?;
        // The last one may be cut short.
        let end = start.saturating_add(1 << self.shift).min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty()).ok_or(BROKEN)
    }

    /// All sectors from one on, at most so many bytes.
    fn chain(&self, start: u32, most: usize) -> Read<Vec<u8>> {
        let mut content = Vec::new();
        let mut sector = start;
        while sector < LAST {
            content.extend_from_slice(self.sector(sector)?);
            if content.len() > self.bytes.len() {
                return Err(BROKEN);
            }
            if content.len() > most {
                return Err(Trouble::TooLarge);
            }
            sector = *self.next.get(sector as usize).ok_or(BROKEN)?;
        }
        Ok(content)
    }

    /// The stream of a name.
    pub fn stream(&self, name: &str) -> Read<Option<Vec<u8>>> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else {
            return Ok(None);
        };
        let mut content = if entry.size < self.cutoff {
            self.small_chain(entry.start)?
        } else {
            self.chain(entry.start, self.bytes.len())?
        };
        content.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        Ok(Some(content))
    }

    fn small_chain(&self, start: u32) -> Read<Vec<u8>> {
        let (next, all) = &self.small;
        let mut content = Vec::new();
        let mut sector = start;
        while sector < LAST {
            let from = (sector as usize).checked_mul(64).ok_or(BROKEN)?;
            content.extend_from_slice(all.get(from..from + 64).ok_or(BROKEN)?);
            if content.len() > all.len() {
                return Err(BROKEN);
            }
            sector = *next.get(sector as usize).ok_or(BROKEN)?;
        }
        Ok(content)
    }
}

fn entry(bytes: &[u8]) -> Option<StreamEntry> {
    let kind = *bytes.get(66)?;
    let length = usize::from(word(bytes, 64)?).checked_sub(2)?.min(62);
    let (units, _) = bytes.get(..length)?.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    let (start, size) = (long(bytes, 116)?, long(bytes, 120)?);
    let name = String::from_utf16_lossy(&units);
    matches!(kind, 2 | 5).then(|| StreamEntry {
        name,
        is_root: kind == 5,
        start,
        size: u64::from(size),
    })
}

/// Four bytes.
pub(super) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
