//! Streams unpacked, with bounds (ISO 32000-1 §7.4.4).

use super::{
    Read, Trouble,
    syntax::{Dict, Object},
};
use flate2::{Decompress, FlushDecompress, Status};

const BROKEN: Trouble = Trouble::Damaged("压缩的数据不完整");

/// Unpacks a deflated stream into at most `limit` bytes.
pub(super) fn inflate(packed: &[u8], limit: usize) -> Read<Vec<u8>> {
    unpack(Decompress::new(true), packed, limit)
}

/// Unpacks a deflated stream without the frame of zlib, as a zip has it.
pub(super) fn inflate_raw(packed: &[u8], limit: usize) -> Read<Vec<u8>> {
    unpack(Decompress::new(false), packed, limit)
}

fn unpack(mut inflater: Decompress, packed: &[u8], limit: usize) -> Read<Vec<u8>> {
    let mut out = Vec::with_capacity(packed.len().saturating_mul(4).min(limit).max(1));
    loop {
        let read = usize::try_from(inflater.total_in()).map_err(|_| BROKEN)?;
        let rest = packed.get(read..).ok_or(BROKEN)?;
        let before = (inflater.total_in(), inflater.total_out());
        let status =
            inflater.decompress_vec(rest, &mut out, FlushDecompress::None).map_err(|_| BROKEN)?;
        if status == Status::StreamEnd {
            return Ok(out);
        }
        if out.len() == out.capacity() {
            if out.len() >= limit {
                return Err(Trouble::TooLarge);
            }
            out.reserve_exact(out.len().min(limit - out.len()).max(1));
        } else if before == (inflater.total_in(), inflater.total_out()) {
            return Err(BROKEN);
        }
    }
}

/// Undoes the differences of PNG's filters "none", "sub" and "up" (RFC 2083 §6), which is what files
/// are written with; others are rare here and are not known.
pub(super) fn undo_predictor(bytes: Vec<u8>, parameters: &Dict) -> Read<Vec<u8>> {
    let number = |key: &[u8], usual| parameters.get(key).map_or(Some(usual), Object::index);
    match number(b"Predictor", 1).ok_or(BROKEN)? {
        1 => return Ok(bytes),
        10..=15 => {}
        _ => return Err(BROKEN),
    }
    let columns = number(b"Columns", 1).ok_or(BROKEN)?;
    let plain = number(b"Colors", 1) == Some(1) && number(b"BitsPerComponent", 8) == Some(8);
    if !plain || columns == 0 || columns > bytes.len() {
        return Err(BROKEN);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut above = vec![0; columns];
    for line in bytes.chunks_exact(columns + 1) {
        let Some((filter, line)) = line.split_first() else {
            break;
        };
        let mut left = 0;
        for (above, byte) in above.iter_mut().zip(line) {
            let value = match filter {
                0 => *byte,
                1 => byte.wrapping_add(left),
                2 => byte.wrapping_add(*above),
                _ => return Err(BROKEN),
            };
            (left, *above) = (value, value);
        }
        out.extend_from_slice(&above);
    }
    Ok(out)
}
