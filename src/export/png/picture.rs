//! The pictures of the pages, unpacked.

use crate::{
    document::{Coding, Image},
    export::pictures::is_same,
};
use png::Transformations;
use std::{io::Cursor, sync::Arc};
use tiny_skia::{ColorU8, Pixmap, PremultipliedColorU8};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// Pictures that were unpacked: the last ones, since a seal or a crest comes again.
#[derive(Default)]
pub(super) struct PixelPictures(Vec<(Arc<Image>, Option<Pixmap>)>);

/// Bytes of unpacked pictures that are kept beside the last one.
const MOST_KEPT: usize = 64 << 20;

impl PixelPictures {
    /// The pixels of a picture; they were proved to be whole when it was read.
    pub fn pixels(&mut self, image: &Arc<Image>) -> Option<&Pixmap> {
        let known = self.0.iter().position(|(known, _)| is_same(known, image));
        let at = known.unwrap_or_else(|| {
            let kept =
                |(_, pixels): &(_, Option<Pixmap>)| pixels.as_ref().map_or(0, |p| p.data().len());
            if self.0.iter().map(kept).sum::<usize>() > MOST_KEPT {
                self.0.clear();
            }
            self.0.push((Arc::clone(image), unpacked(image)));
            self.0.len() - 1
        });
        self.0.get(at)?.1.as_ref()
    }
}

fn unpacked(image: &Image) -> Option<Pixmap> {
    match image.coding {
        Coding::Png { .. } => png(&image.bytes),
        Coding::Jpeg => jpeg(&image.bytes),
    }
}

fn png(file: &[u8]) -> Option<Pixmap> {
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    pixmap(samples.get(..frame.buffer_size())?, frame.width, frame.height)
}

fn jpeg(file: &[u8]) -> Option<Pixmap> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options);
    let samples = decoder.decode().ok()?;
    let info = decoder.info()?;
    pixmap(&samples, info.width.into(), info.height.into())
}

/// Samples of one (grey), two (and alpha), three (red, green, blue) or four bytes a pixel.
fn pixmap(samples: &[u8], width: u32, height: u32) -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(width, height)?;
    let pixels = pixmap.pixels_mut();
    let channels = samples.len() / pixels.len();
    for (pixel, sample) in pixels.iter_mut().zip(samples.chunks_exact(channels.max(1))) {
        let (r, g, b, alpha) = match *sample {
            [grey] => (grey, grey, grey, 255),
            [grey, alpha] => (grey, grey, grey, alpha),
            [r, g, b] => (r, g, b, 255),
            [r, g, b, alpha] => (r, g, b, alpha),
            _ => return None,
        };
        *pixel = ColorU8::from_rgba(r, g, b, alpha).premultiply();
    }
    Some(pixmap)
}

/// A picture with squares of so many pixels made one, each the mean of its own: what is shown much smaller
/// than it is would else keep some pixels and drop the others.
pub(super) fn reduced(pixmap: &Pixmap, by: u32) -> Option<Pixmap> {
    let (width, height) = (pixmap.width().div_ceil(by), pixmap.height().div_ceil(by));
    let mut smaller = Pixmap::new(width, height)?;
    let target = smaller.pixels_mut();
    for (index, pixel) in (0..).zip(target) {
        let (column, row) = (index % width * by, index / width * by);
        let mut sums = [0u32; 4];
        let mut count = 0;
        for y in row..(row + by).min(pixmap.height()) {
            for x in column..(column + by).min(pixmap.width()) {
                let Some(p) = pixmap.pixel(x, y) else { continue };
                let parts = [p.red(), p.green(), p.blue(), p.alpha()];
                sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += u32::from(part));
                count += 1;
            }
        }
        let [r, g, b, a] = sums.map(|sum| ((sum + count / 2) / count.max(1)) as u8);
        *pixel = PremultipliedColorU8::from_rgba(r, g, b, a)?;
    }
    Some(smaller)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_sample_becomes_pixels_and_a_smaller_picture_is_their_mean() {
        let of = |samples: &[u8]| {
            let pixmap = pixmap(samples, 2, 1).unwrap();
            let pixel = pixmap.pixels()[1].demultiply();
            (pixel.red(), pixel.green(), pixel.blue(), pixel.alpha())
        };
        assert_eq!(of(&[0, 9]), (9, 9, 9, 255));
        assert_eq!(of(&[0, 0, 9, 255]), (9, 9, 9, 255));
        assert_eq!(of(&[0, 0, 0, 1, 2, 3]), (1, 2, 3, 255));
        assert_eq!(of(&[0, 0, 0, 0, 255, 0, 0, 255]), (255, 0, 0, 255));
        assert!(pixmap(&[1; 10], 2, 1).is_none());
        let four = pixmap(&[0, 100, 200, 100], 2, 2).unwrap();
        let one = reduced(&four, 2).unwrap();
        assert_eq!((one.width(), one.height(), one.pixels()[0].red()), (1, 1, 100));
        assert_eq!(reduced(&four, 3).unwrap().pixels()[0].red(), 100);
    }
}
