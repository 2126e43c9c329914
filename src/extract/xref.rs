//! Where a file's objects are: its cross-reference tables and streams, the newest first
//! (ISO 32000-1 §7.5.4, §7.5.8).

use super::{
    Read, Trouble,
    file::PdfFile,
    syntax::{Dict, Lexer, Object},
};
use std::collections::{HashMap, HashSet};

const BROKEN: Trouble = Trouble::Damaged("对象的目录读不出来");

/// So many updates of a file are followed back.
const SECTIONS: usize = 256;

/// So many objects a file may have.
const OBJECTS: usize = 1 << 20;

/// Where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryPlace {
    /// At a byte of the file.
    Offset(usize),
    /// In an object stream.
    Packed(u32),
    /// Nowhere any more.
    Free,
}

/// The places of all objects, and the trailer.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub of: HashMap<u32, EntryPlace>,
    pub trailer: Dict,
}

impl Places {
    /// The newest place of an object counts.
    fn add(&mut self, number: u64, place: EntryPlace) -> Read<()> {
        if self.of.len() >= OBJECTS {
            return Err(Trouble::TooLarge);
        }
        let number = u32::try_from(number).map_err(|_| BROKEN)?;
        self.of.entry(number).or_insert(place);
        Ok(())
    }
}

/// The numbers of objects from one on.
fn numbers_from(first: usize) -> Read<impl Iterator<Item = u64>> {
    let first = u32::try_from(first).map_err(|_| BROKEN)?;
    Ok(u64::from(first)..)
}

/// Reads them all.
pub(super) fn read(file: &mut PdfFile<'_>) -> Read<Places> {
    let mut places = Places::default();
    let mut next = vec![start(file.bytes)?];
    let mut seen = HashSet::new();
    while let Some(at) = next.pop() {
        if !seen.insert(at) {
            continue;
        }
        if seen.len() > SECTIONS {
            return Err(BROKEN);
        }
        let trailer = section(file, at, &mut places)?;
        // What was updated first is looked at last; the stream of a hybrid file before that.
        for key in [&b"Prev"[..], b"XRefStm"] {
            if let Some(at) = trailer.get(key) {
                next.push(at.index().ok_or(BROKEN)?);
            }
        }
        if places.trailer.is_empty() {
            places.trailer = trailer;
        }
    }
    Ok(places)
}

/// The last `startxref` of the file.
fn start(bytes: &[u8]) -> Read<usize> {
    const WORD: &[u8] = b"startxref";
    const TAIL: usize = 2048;
    let tail = bytes.len().saturating_sub(TAIL);
    let mut windows = bytes.get(tail..).unwrap_or_default().windows(WORD.len());
    let at = windows
        .rposition(|window| window == WORD)
        .ok_or(Trouble::Damaged("没有结尾，可能没有下载完"))?;
    Lexer::new(bytes, tail + at + WORD.len()).number().ok_or(BROKEN)
}

fn section(file: &mut PdfFile<'_>, at: usize, places: &mut Places) -> Read<Dict> {
    let mut lexer = Lexer::new(file.bytes, at);
    if lexer.take(b"xref") {
        let trailer = table(&mut lexer, places)?;
        file.charge(lexer.at.saturating_sub(at))?;
        return Ok(trailer);
    }
    let (_, object) = file.indirect(at)?;
    let Object::Stream(dict, _) = &object else {
        return Err(BROKEN);
    };
    let entries = file.unpacked(&object)?;
    stream(dict, &entries, places)?;
    Ok(dict.clone())
}

fn table(lexer: &mut Lexer<'_>, places: &mut Places) -> Read<Dict> {
    while !lexer.take(b"trailer") {
        let first = lexer.number().ok_or(BROKEN)?;
        let count = lexer.number().ok_or(BROKEN)?;
        // Each entry takes room in the file, so that the count is no bound that is needed.
        for number in numbers_from(first)?.take(count) {
            let offset = lexer.number().ok_or(BROKEN)?;
            lexer.number().ok_or(BROKEN)?;
            let place = match (lexer.take(b"n"), lexer.take(b"f")) {
                (true, _) => EntryPlace::Offset(offset),
                (_, true) => EntryPlace::Free,
                _ => return Err(BROKEN),
            };
            places.add(number, place)?;
        }
    }
    match lexer.object()? {
        Object::Dict(trailer) => Ok(trailer),
        _ => Err(BROKEN),
    }
}

fn stream(dict: &Dict, entries: &[u8], places: &mut Places) -> Read<()> {
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        let array = dict.get(key)?;
        array.array().iter().map(Object::index).collect()
    };
    let widths = numbers(b"W").ok_or(BROKEN)?;
    let [kind, second, third] = widths[..] else {
        return Err(BROKEN);
    };
    if kind > 8 || second > 8 || third > 8 || kind + second == 0 {
        return Err(BROKEN);
    }
    let size = dict.get(&b"Size"[..]).and_then(Object::index);
    let ranges = match numbers(b"Index") {
        Some(ranges) => ranges,
        None => vec![0, size.ok_or(BROKEN)?],
    };
    let mut entries = entries.chunks_exact(kind + second + third);
    let value = |bytes: &[u8]| bytes.iter().fold(0, |sum: u64, b| sum << 8 | u64::from(*b));
    for range in ranges.chunks_exact(2) {
        let [first, count] = range[..] else { break };
        for (number, entry) in numbers_from(first)?.zip(entries.by_ref().take(count)) {
            let (kind_bytes, rest) = entry.split_at(kind);
            let place = rest.get(..second).map_or(0, value);
            let place = match if kind == 0 { 1 } else { value(kind_bytes) } {
                1 => EntryPlace::Offset(usize::try_from(place).map_err(|_| BROKEN)?),
                2 => EntryPlace::Packed(u32::try_from(place).map_err(|_| BROKEN)?),
                _ => EntryPlace::Free,
            };
            places.add(number, place)?;
        }
    }
    Ok(())
}
