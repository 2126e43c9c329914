//! The colours the file means: sRGB, by a profile made here from the numbers of IEC 61966-2-1
//! (ISO 19005-2 §6.2.3; ICC.1:2004-10, profile version 4.2).

use lopdf::{
    Dictionary, Document, Object,
    Object::{Array, Reference},
    Stream, dictionary,
};

/// Name of the colour space as ICC's registry has it.
const NAME: &str = "sRGB IEC61966-2.1";

/// Adds the output intent to the catalog.
pub(super) fn add(file: &mut Document) -> lopdf::Result<()> {
    let profile = Stream::new(dictionary! { "N" => 3 }, profile());
    let profile = file.add_object(profile);
    let mut intent = Dictionary::new();
    intent.set("Type", "OutputIntent");
    intent.set("S", "GTS_PDFA1");
    for key in ["OutputConditionIdentifier", "Info"] {
        intent.set(key, Object::string_literal(NAME));
    }
    intent.set("DestOutputProfile", Reference(profile));
    file.catalog_mut()?.set("OutputIntents", Array(vec![intent.into()]));
    Ok(())
}

/// The illuminant of the connection space, D50 (ICC.1:2004-10 §7.2.16).
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];
/// The primaries of sRGB seen under D50, by the Bradford transform.
const RED: [f64; 3] = [0.43607, 0.22249, 0.01392];
const GREEN: [f64; 3] = [0.38515, 0.71687, 0.09708];
const BLUE: [f64; 3] = [0.14307, 0.06061, 0.71410];
/// The Bradford transform from D65, the white of sRGB, to D50.
const ADAPTATION: [f64; 9] =
    [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
/// The curve of IEC 61966-2-1 as a parametric curve of type 3 (ICC.1:2004-10 §10.15): exponent,
/// slope and offset of the power, slope of the straight part, and where it ends.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045];

/// The profile's bytes.
fn profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", numbers(*b"XYZ ", &D50)),
        (b"chad", numbers(*b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(*b"XYZ ", &RED)),
        (b"gXYZ", numbers(*b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(*b"XYZ ", &BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let table = 4 + 12 * tags.len();
    let mut index = u32::try_from(tags.len()).unwrap_or(0).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut earlier: Option<(Vec<u8>, usize)> = None;
    for (signature, body) in tags {
        // The three curves are one.
        let at = match &earlier {
            Some((same, at)) if *same == body => *at,
            _ => HEADER + table + data.len(),
        };
        index.extend(signature);
        for number in [at, body.len()] {
            index.extend(u32::try_from(number).unwrap_or(0).to_be_bytes());
        }
        if at == HEADER + table + data.len() {
            data.extend(&body);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        earlier = Some((body, at));
    }
    [header(HEADER + index.len() + data.len()), index, data].concat()
}

/// Length of a profile's header.
const HEADER: usize = 128;

/// The header (ICC.1:2004-10 §7.2). Fields that say who made it and when are left at one date.
fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| {
        for (to, from) in header.iter_mut().skip(at).zip(bytes) {
            *to = *from;
        }
    };
    put(0, &u32::try_from(size).unwrap_or(0).to_be_bytes());
    put(8, &[4, 0x20]); // version 4.2
    put(12, b"mntrRGB XYZ ");
    put(24, &[0x07, 0xE8, 0, 1, 0, 1]); // 2024-01-01
    put(36, b"acsp");
    for (number, at) in D50.iter().zip([68, 72, 76]) {
        put(at, &fixed(*number));
    }
    header
}

/// `s15Fixed16Number`.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: [u8; 4], values: &[f64]) -> Vec<u8> {
    let mut body = [kind, [0; 4]].concat();
    body.extend(values.iter().flat_map(|value| fixed(*value)));
    body
}

fn curve() -> Vec<u8> {
    let mut body = b"para\0\0\0\0\0\x03\0\0".to_vec();
    body.extend(CURVE.iter().flat_map(|value| fixed(*value)));
    body
}

/// One text in English (`multiLocalizedUnicodeType`).
fn text(text: &str) -> Vec<u8> {
    const RECORD: u32 = 12;
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut body = b"mluc\0\0\0\0".to_vec();
    body.extend(1u32.to_be_bytes());
    body.extend(RECORD.to_be_bytes());
    body.extend(b"enUS");
    body.extend(u32::try_from(units.len()).unwrap_or(0).to_be_bytes());
    body.extend((16 + RECORD).to_be_bytes());
    body.extend(units);
    body
}
