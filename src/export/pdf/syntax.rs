//! Objects as text (ISO 32000-1 §7.3).

use super::save::Numbers;
use lopdf::{Dictionary, Object, StringFormat};
use std::io::Write;

/// Writes an object; what it refers to goes by its new number, or is null when it does not exist.
pub(super) fn object(out: &mut Vec<u8>, object: &Object, numbers: &Numbers) {
    match object {
        Object::Null => word(out, "null"),
        Object::Boolean(value) => word(out, &value.to_string()),
        Object::Integer(value) => word(out, &value.to_string()),
        Object::Real(value) => word(out, &value.to_string()),
        Object::Name(bytes) => name(out, bytes),
        Object::String(bytes, StringFormat::Literal) => literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => hexadecimal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                self::object(out, item, numbers);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => dictionary(out, dict, numbers),
        Object::Stream(stream) => {
            dictionary(out, &stream.dict, numbers);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(&stream.content);
            // Two bytes, so that content which ends in CR is not taken to be a byte shorter
            // (ISO 19005-2 §6.1.7.1).
            out.extend_from_slice(b"\r\nendstream");
        }
        Object::Reference(id) => match numbers.get(id) {
            Some(number) => {
                word(out, &number.to_string());
                out.extend_from_slice(b" 0 R");
            }
            None => word(out, "null"),
        },
    }
}

/// Something that would run into what stands before it.
fn word(out: &mut Vec<u8>, text: &str) {
    if out.last().is_some_and(|last| !b"[]<>()\n ".contains(last)) {
        out.push(b' ');
    }
    out.extend_from_slice(text.as_bytes());
}

fn dictionary(out: &mut Vec<u8>, dict: &Dictionary, numbers: &Numbers) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict {
        name(out, key);
        object(out, value, numbers);
    }
    out.extend_from_slice(b">>");
}

fn name(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'/');
    for &byte in bytes {
        // ISO 32000-1 §7.3.5: all but regular characters by their code.
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // As it stands it would be read as a line feed (§7.3.4.2).
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    for byte in bytes {
        let _ = write!(out, "{byte:02X}");
    }
    out.push(b'>');
}
