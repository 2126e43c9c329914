//! The file's bytes: what can be reached from the trailer, numbered without holes, all but streams in
//! compressed object streams (ISO 32000-1 §7.5.7), and a cross-reference stream (§7.5.8).
//!
//! `lopdf` can write such files too, but puts every object into text four times and leaves the
//! cross-reference stream as long as it is.

use super::syntax;
use crate::{digest::Digest, export::deflate::Deflate};
use lopdf::{
    Dictionary, Document,
    Object::{self, Array, Integer, Reference},
    ObjectId, StringFormat, dictionary,
};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::io;

/// So many objects share an object stream; their places in it then fit a byte.
const GROUP: usize = 200;

/// New number of every object.
pub(super) type Numbers = FxHashMap<ObjectId, u32>;

/// Writes the file with an identifier made from its content (ISO 32000-1 §14.4).
pub(super) fn save(file: &Document, deflate: &mut Deflate) -> io::Result<Vec<u8>> {
    let (order, numbers) = reachable(file);
    let streams = file.objects.values().filter_map(|o| o.as_stream().ok());
    let room: usize = streams.map(|stream| stream.content.len()).sum();
    let mut bytes = Vec::with_capacity(room + room / 8);
    // A comment of bytes above 127 tells that the file is not text (ISO 19005-2 §6.1.2).
    bytes.extend(b"%PDF-1.7\n%\xE5\xB9\xB4\xE6\x8A\xA5\n");
    let mut writer = ObjectWriter {
        bytes,
        places: vec![ObjectPlace::Free; order.len() + 1],
        numbers: &numbers,
        deflate,
    };
    let mut grouped: Vec<(u32, &Object)> = Vec::with_capacity(order.len());
    for (number, id) in (1..).zip(&order) {
        match file.objects.get(id) {
            Some(stream @ Object::Stream(_)) => writer.object(number, stream),
            Some(object) => grouped.push((number, object)),
            None => {}
        }
    }
    for group in grouped.chunks(GROUP) {
        writer.group(group);
    }
    writer.end(&file.trailer)
}

/// Every object that something refers to, as met on a walk from the trailer.
fn reachable(file: &Document) -> (Vec<ObjectId>, Numbers) {
    let mut order = Vec::with_capacity(file.objects.len());
    let mut numbers = Numbers::with_capacity_and_hasher(file.objects.len(), FxBuildHasher);
    for key in [&b"Root"[..], b"Info"] {
        if let Ok(object) = file.trailer.get(key) {
            meet(object, file, &mut order, &mut numbers);
        }
    }
    let mut next = 0;
    while let Some(id) = order.get(next).copied() {
        next += 1;
        if let Some(object) = file.objects.get(&id) {
            meet(object, file, &mut order, &mut numbers);
        }
    }
    (order, numbers)
}

/// Numbers what an object refers to.
fn meet(object: &Object, file: &Document, order: &mut Vec<ObjectId>, numbers: &mut Numbers) {
    match object {
        Reference(id) if file.objects.contains_key(id) => {
            numbers.entry(*id).or_insert_with(|| {
                order.push(*id);
                u32::try_from(order.len()).unwrap_or(u32::MAX)
            });
        }
        Array(items) => items.iter().for_each(|o| meet(o, file, order, numbers)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, o)| meet(o, file, order, numbers)),
        Object::Stream(stream) => {
            (stream.dict.iter()).for_each(|(_, o)| meet(o, file, order, numbers));
        }
        _ => {}
    }
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum ObjectPlace {
    Free,
    /// At this byte.
    Offset(u32),
    /// In an object stream, as which of its objects.
    Packed(u32, u8),
}

struct ObjectWriter<'a> {
    bytes: Vec<u8>,
    /// By object number.
    places: Vec<ObjectPlace>,
    numbers: &'a Numbers,
    deflate: &'a mut Deflate,
}

impl ObjectWriter<'_> {
    fn object(&mut self, number: u32, object: &Object) {
        let offset = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        if let Some(place) = self.places.get_mut(number as usize) {
            *place = ObjectPlace::Offset(offset);
        }
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        syntax::object(&mut self.bytes, object, self.numbers);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// Writes a stream that is not in the document, under the next number.
    fn extra(&mut self, dict: Dictionary, content: &[u8]) {
        let number = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.places.push(ObjectPlace::Free);
        let mut stream = lopdf::Stream::new(dict, Vec::new());
        match self.deflate.zlib(content) {
            Some(smaller) => {
                stream.dict.set("Filter", "FlateDecode");
                stream.set_content(smaller);
            }
            None => stream.set_content(content.to_vec()),
        }
        self.object(number, &Object::Stream(stream));
    }

    fn group(&mut self, group: &[(u32, &Object)]) {
        let container = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let (mut index, mut body) = (Vec::new(), Vec::new());
        for (at, &(number, object)) in (0..).zip(group) {
            if let Some(place) = self.places.get_mut(number as usize) {
                *place = ObjectPlace::Packed(container, at);
            }
            index.extend_from_slice(format!("{number} {} ", body.len()).as_bytes());
            syntax::object(&mut body, object, self.numbers);
            body.push(b'\n');
        }
        let dict = dictionary! {
            "Type" => "ObjStm",
            "N" => integer(group.len()),
            "First" => integer(index.len()),
        };
        index.append(&mut body);
        self.extra(dict, &index);
    }

    /// The cross-reference stream, which is the trailer too.
    fn end(mut self, trailer: &Dictionary) -> io::Result<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).map_err(io::Error::other)?;
        let digest = Digest::of(&self.bytes);
        let id = Object::String(digest.0.to_vec(), StringFormat::Hexadecimal);
        let mut dict = dictionary! {
            "Type" => "XRef",
            "Size" => integer(self.places.len() + 1),
            "W" => vec![Integer(1), Integer(4), Integer(1)],
            "ID" => vec![id.clone(), id],
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => integer(ROW) },
        };
        for key in ["Root", "Info"] {
            if let Ok(object) = trailer.get(key.as_bytes()) {
                dict.set(key, object.clone());
            }
        }
        let mut rows = differences(&self.places);
        rows.extend(row_difference(
            row(ObjectPlace::Offset(start)),
            self.places.last().map_or([0; ROW], |place| row(*place)),
        ));
        self.extra(dict, &rows);
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
        Ok(self.bytes)
    }
}

/// Bytes of an entry: kind, offset or container, place in it.
const ROW: usize = 6;

fn row(place: ObjectPlace) -> [u8; ROW] {
    let (kind, [a, b, c, d], last) = match place {
        ObjectPlace::Free => (0, [0; 4], 255),
        ObjectPlace::Offset(offset) => (1, offset.to_be_bytes(), 0),
        ObjectPlace::Packed(container, at) => (2, container.to_be_bytes(), at),
    };
    [kind, a, b, c, d, last]
}

/// Each entry as its difference from the one above (PNG's filter "up", RFC 2083 §6.4): neighbours are
/// alike, so hardly anything is left.
fn differences(places: &[ObjectPlace]) -> Vec<u8> {
    let mut above = [0; ROW];
    let mut out = Vec::with_capacity(places.len() * (ROW + 1));
    for place in places {
        let row = row(*place);
        out.extend(row_difference(row, above));
        above = row;
    }
    out
}

fn row_difference(row: [u8; ROW], above: [u8; ROW]) -> impl Iterator<Item = u8> {
    const UP: u8 = 2;
    let differences = row.into_iter().zip(above).map(|(a, b)| a.wrapping_sub(b));
    [UP].into_iter().chain(differences)
}

fn integer(value: usize) -> Object {
    Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
