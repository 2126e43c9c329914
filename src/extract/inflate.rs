//! Streams unpacked, with bounds (ISO 32000-1 §7.4.4).

use super::{Read, Trouble};
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
