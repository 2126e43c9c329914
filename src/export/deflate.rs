//! Deflate (RFC 1951), the compression inside both kinds of file.

use libdeflater::{CompressionLvl, Compressor};

/// Glyph outlines hardly compress: against level 6 this is 1 % larger in half of the time. XML and
/// drawing operations gain a tenth at most, of the small part of a file that they are.
/// `docs/performance.md` has the figures.
const LEVEL: i32 = 1;

/// Compresses the pieces of a file one after the other.
pub(super) struct Deflate {
    compressor: Compressor,
    /// Room for the largest piece so far, so that it is cleared once and not for each.
    room: Vec<u8>,
}

impl Deflate {
    pub(super) fn new() -> Self {
        Self {
            compressor: Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()),
            room: Vec::new(),
        }
    }

    /// As a PDF wants it, in the frame of zlib (RFC 1950); nothing if it would not be smaller.
    pub(super) fn zlib(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let Self { compressor, room } = self;
        let room = reserve(room, bytes.len());
        let length = compressor.zlib_compress(bytes, room).ok()?;
        room.get(..length).map(<[u8]>::to_vec)
    }

    /// As a zip wants it, without a frame; nothing if it would not be smaller.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let Self { compressor, room } = self;
        let room = reserve(room, bytes.len());
        let length = compressor.deflate_compress(bytes, room).ok()?;
        room.get(..length).map(<[u8]>::to_vec)
    }
}

/// Room for one byte less than there is: what does not fit has not become smaller.
fn reserve(room: &mut Vec<u8>, length: usize) -> &mut [u8] {
    let needed = length.saturating_sub(1);
    if room.len() < needed {
        room.resize(needed, 0);
    }
    room.get_mut(..needed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_comes_back_and_what_would_not_shrink_is_left() {
        let mut deflate = Deflate::new();
        let text = "政府信息公开工作年度报告".repeat(400);
        for piece in [text.as_str(), &text[..300], &text[..9000]] {
            let mut back = String::new();
            let zlib = deflate.zlib(piece.as_bytes()).unwrap();
            flate2::read::ZlibDecoder::new(&*zlib).read_to_string(&mut back).unwrap();
            assert_eq!(back, piece);
            back.clear();
            let raw = deflate.raw(piece.as_bytes()).unwrap();
            flate2::read::DeflateDecoder::new(&*raw).read_to_string(&mut back).unwrap();
            assert_eq!(back, piece);
        }
        let mut random = fastrand::Rng::with_seed(1);
        let noise: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(500).collect();
        assert_eq!(deflate.zlib(&noise), None);
        assert_eq!(deflate.raw(&noise), None);
        assert_eq!(deflate.raw(b""), None);
    }
}
