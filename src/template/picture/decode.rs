//! Bytes → a picture that both formats can print, or the reason why not.

use super::{PictureKind, SAVE_AGAIN, plain};
use crate::document::{Coding, Image};
use png::{BitDepth, ColorType, Transformations, Unit};
use std::{io::Cursor, ops::RangeInclusive};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// 156 mm at 600 dots to the inch, square, and what telephones take; bounds the memory that a small
/// file can unpack to.
const MOST_PIXELS: u64 = 16_000_000;
/// Beyond these a file's resolution is a slip, and no size follows from it.
const DPI: RangeInclusive<u32> = 36..=2400;
/// What Word and browsers take a picture for that does not say its resolution.
const USUAL_DPI: u32 = 96;

/// Why a picture is not printed.
#[derive(Debug)]
pub(super) struct PictureRefusal {
    /// What is wrong with it, after its name.
    pub(super) what: String,
    pub(super) help: &'static str,
}

const BROKEN: &str = "请看它在看图软件里能不能完整显示，再重新复制或另存一份";

fn damaged(_: impl std::fmt::Debug) -> PictureRefusal {
    refusal("已损坏或不完整", BROKEN)
}

fn refusal(what: impl Into<String>, help: &'static str) -> PictureRefusal {
    PictureRefusal { what: what.into(), help }
}

/// Proves a picture and makes it ready.
pub(super) fn decode(
    name: &str,
    bytes: Vec<u8>,
    kind: PictureKind,
) -> Result<Image, PictureRefusal> {
    match kind {
        PictureKind::Png => decode_png(name, bytes),
        PictureKind::Jpeg => decode_jpeg(name, bytes),
    }
}

fn bounded(width: u32, height: u32) -> Result<(), PictureRefusal> {
    if u64::from(width) * u64::from(height) <= MOST_PIXELS {
        return Ok(());
    }
    let what = format!("太大（{width}×{height} 像素，超过 1600 万）");
    Err(refusal(what, "用画图把它缩小再放进来：印 156 毫米宽，2000 像素就够清楚"))
}

fn decode_png(name: &str, bytes: Vec<u8>) -> Result<Image, PictureRefusal> {
    // Samples are bounded by the pixels; this bounds what is said beside them.
    let limits = png::Limits { bytes: 8 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(&bytes), limits);
    // Palettes and 1, 2 and 4 bits become 8; transparent colours become alpha; 16 bits become 8.
    decoder.set_transformations(Transformations::normalize_to_color8());
    let header = decoder.read_header_info().map_err(damaged)?;
    let (width, height) = header.size();
    bounded(width, height)?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let size = reader.output_buffer_size().ok_or("").map_err(damaged)?;
    let mut samples = vec![0; size];
    reader.next_frame(&mut samples).map_err(damaged)?;
    // A file that was cut off ends before its last chunk.
    reader.finish().map_err(damaged)?;
    let (channels, grey) = match reader.output_color_type().0 {
        ColorType::Grayscale => (1, true),
        ColorType::GrayscaleAlpha => (2, true),
        ColorType::Rgb => (3, false),
        ColorType::Rgba | ColorType::Indexed => (4, false),
    };
    let dpi = reader.info().pixel_dims.filter(|d| d.unit == Unit::Meter);
    let dpi = dpi.map(|d| (per_inch(d.xppu), per_inch(d.yppu)));
    let has_alpha = channels % 2 == 0;
    let (color, alpha) = if has_alpha { planes(&samples, channels) } else { (samples, None) };
    let color_type = if grey { ColorType::Grayscale } else { ColorType::Rgb };
    let coding = Coding::Png {
        color: pack(&color, (width, height), color_type)?,
        alpha: match alpha {
            Some(alpha) => Some(pack(&alpha, (width, height), ColorType::Grayscale)?),
            None => None,
        },
    };
    drop(reader);
    let (name, bytes) = (name.to_owned(), plain::png(bytes));
    Ok(Image { name, bytes, width, height, dpi: usable(dpi), grey, coding })
}

/// Colour and alpha apart; no alpha when all is opaque.
fn planes(samples: &[u8], channels: usize) -> (Vec<u8>, Option<Vec<u8>>) {
    let mut color = Vec::with_capacity(samples.len());
    let mut alpha = Vec::with_capacity(samples.len() / channels);
    for pixel in samples.chunks_exact(channels) {
        if let Some((last, first)) = pixel.split_last() {
            color.extend_from_slice(first);
            alpha.push(*last);
        }
    }
    let opaque = alpha.iter().all(|a| *a == u8::MAX);
    (color, (!opaque).then_some(alpha))
}

/// Filters and deflates samples as PNG does, which PDF understands (ISO 32000-1 §7.4.4.4).
fn pack(samples: &[u8], size: (u32, u32), color: ColorType) -> Result<Vec<u8>, PictureRefusal> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.0, size.1);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(damaged)?;
    writer.write_image_data(samples).map_err(damaged)?;
    writer.finish().map_err(damaged)?;
    Ok(image_data(&file))
}

/// The contents of a PNG's `IDAT` chunks: length, type, data, checksum (PNG §5.3).
fn image_data(file: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(file.len());
    let mut rest = file.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((kind, after)) = after.split_first_chunk::<4>() else {
            break;
        };
        if kind == b"IDAT" {
            data.extend_from_slice(after.get(..length).unwrap_or_default());
        }
        rest = after.get(length + 4..).unwrap_or_default();
    }
    data
}

fn decode_jpeg(name: &str, bytes: Vec<u8>) -> Result<Image, PictureRefusal> {
    let options = DecoderOptions::default().set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    let info = decoder.info().ok_or("").map_err(damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    bounded(width, height)?;
    let grey = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => true,
        Some(ColorSpace::YCbCr) => false,
        Some(ColorSpace::CMYK | ColorSpace::YCCK) => {
            return Err(refusal("的颜色是印刷用的 CMYK，印出来会变色", SAVE_AGAIN));
        }
        _ => return Err(refusal("的颜色不是 JPEG 常用的写法", SAVE_AGAIN)),
    };
    if info.exif_data.as_deref().is_some_and(is_turned) {
        let what = "是横着或倒着存的照片，靠旋转标记才显示正";
        return Err(refusal(what, "用画图打开（这时是正的），另存一份再放进来"));
    }
    // Its end is there and nothing before it is broken; the samples themselves are not needed.
    decoder.decode().map_err(damaged)?;
    let end = bytes.iter().rposition(|b| *b != 0).unwrap_or_default();
    if bytes.get(end.saturating_sub(1)..=end) != Some(&[0xFF, 0xD9]) {
        return Err(damaged(()));
    }
    let dpi = jfif_dpi(&bytes);
    Ok(Image {
        name: name.to_owned(),
        bytes: plain::jpeg(bytes),
        width,
        height,
        dpi: usable(dpi),
        grey,
        coding: Coding::Jpeg,
    })
}

/// Dots to the inch as a JFIF segment says them, which comes first (ITU-T T.871 §10.1).
fn jfif_dpi(file: &[u8]) -> Option<(u32, u32)> {
    let segment = file.strip_prefix(&[0xFF, 0xD8, 0xFF, 0xE0])?;
    // Behind the length and the version.
    let unit_and_sides = segment.get(2..)?.strip_prefix(b"JFIF\0")?.get(2..7)?;
    let &[unit, x, x_low, y, y_low] = unit_and_sides else {
        return None;
    };
    let sides = [[x, x_low], [y, y_low]].map(|side| u32::from(u16::from_be_bytes(side)));
    match unit {
        1 => Some((sides[0], sides[1])),
        2 => Some((per_inch(sides[0] * 100), per_inch(sides[1] * 100))),
        _ => None,
    }
}

/// Whether Exif says that the picture is to be turned or mirrored (Exif 2.3 §4.6.4, Orientation).
fn is_turned(exif: &[u8]) -> bool {
    let little = exif.starts_with(b"II");
    let short = |at: usize| {
        let two = exif.get(at..)?.first_chunk()?;
        let read = if little { u16::from_le_bytes } else { u16::from_be_bytes };
        Some(read(*two))
    };
    let long = |at: usize| {
        let four = exif.get(at..)?.first_chunk()?;
        let read = if little { u32::from_le_bytes } else { u32::from_be_bytes };
        usize::try_from(read(*four)).ok()
    };
    let orientation = || {
        let directory = long(4)?;
        let entries = usize::from(short(directory)?);
        let mut places = (0..entries).map(|entry| directory.checked_add(2 + 12 * entry));
        let place = places.find_map(|at| at.filter(|at| short(*at) == Some(0x0112)))?;
        short(place.checked_add(8)?)
    };
    orientation().is_some_and(|turn| (2..=8).contains(&turn))
}

fn per_inch(per_metre: u32) -> u32 {
    (f64::from(per_metre) * 0.0254).round() as u32
}

fn usable(dpi: Option<(u32, u32)>) -> (u32, u32) {
    dpi.filter(|(across, down)| DPI.contains(across) && DPI.contains(down))
        .unwrap_or((USUAL_DPI, USUAL_DPI))
}
