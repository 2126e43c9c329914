//! Pixels as a PNG file (ISO/IEC 15948).

use super::Resolution;
use crate::export::{Comment, deflate::Deflate};
use tiny_skia::Pixmap;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
/// A chunk has twelve bytes besides its data (§5.3); the last one has none.
const CHUNK: usize = 12;
/// Of a row: its bytes are as they are; each is the difference to the one above it (§9.2).
const AS_IT_IS: u8 = 0;
const FROM_ABOVE: u8 = 2;

/// Writes a picture: grey if no pixel has a colour.
pub(super) fn write(pixels: &Pixmap, resolution: Resolution) -> Vec<u8> {
    let is_grey =
        |p: &tiny_skia::PremultipliedColorU8| p.red() == p.green() && p.green() == p.blue();
    let grey = pixels.pixels().iter().all(is_grey);
    let (kind, channels) = if grey { (0, 1) } else { (2, 3) };
    let mut header = Vec::with_capacity(13);
    header.extend(pixels.width().to_be_bytes());
    header.extend(pixels.height().to_be_bytes());
    header.extend([8, kind, 0, 0, 0]); // 8 bits a sample, no interlacing
    let per_metre = (f64::from(resolution.0) / 0.0254).round() as u32;
    let mut size = [per_metre.to_be_bytes(), per_metre.to_be_bytes()].concat();
    size.push(1); // the unit is the metre
    let rows = rows(pixels, channels);
    let packed = Deflate::new().zlib(&rows).unwrap_or_else(|| stored(&rows));

    let mut out = SIGNATURE.to_vec();
    chunk(&mut out, *b"IHDR", &header);
    chunk(&mut out, *b"pHYs", &size);
    chunk(&mut out, *b"IDAT", &packed);
    chunk(&mut out, *b"IEND", &[]);
    out
}

/// The samples row by row, each led by its filter. Paper is mostly white: what is equal to the row above
/// becomes nothing.
fn rows(pixels: &Pixmap, channels: usize) -> Vec<u8> {
    let width = pixels.width() as usize;
    let mut out = Vec::with_capacity((width * channels + 1) * pixels.height() as usize);
    let mut above = vec![0; width * channels];
    for line in pixels.data().chunks_exact(width * 4) {
        let samples: Vec<u8> =
            line.chunks_exact(4).flat_map(|pixel| pixel.iter().take(channels).copied()).collect();
        if samples == above {
            out.push(FROM_ABOVE);
            out.resize(out.len() + samples.len(), 0);
        } else {
            out.push(AS_IT_IS);
            out.extend(&samples);
        }
        above = samples;
    }
    out
}

/// What cannot be made smaller, in the frame of zlib (RFC 1950, RFC 1951 §3.2.4).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    out.extend(libdeflater::adler32(bytes).to_be_bytes());
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let from = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = libdeflater::crc32(out.get(from..).unwrap_or_default());
    out.extend(sum.to_be_bytes());
}

/// A text before the end of the file (§11.3.4.3).
pub(super) const COMMENT: Comment = Comment {
    put: |file, comment| {
        let end = file.split_off(file.len().saturating_sub(CHUNK));
        chunk(file, *b"tEXt", &[KEYWORD, comment.as_bytes()].concat());
        file.extend(end);
    },
    take: |file, length| {
        let (rest, end) = file.split_at_checked(file.len().checked_sub(CHUNK)?)?;
        let whole = CHUNK + KEYWORD.len() + length;
        let (before, text) = rest.split_at_checked(rest.len().checked_sub(whole)?)?;
        let comment = text.get(8 + KEYWORD.len()..)?.get(..length)?;
        let mut again = Vec::with_capacity(whole);
        chunk(&mut again, *b"tEXt", &[KEYWORD, comment].concat());
        (again == text).then(|| (comment, [before, end].concat()))
    },
};

const KEYWORD: &[u8] = b"Comment\0";
