//! Pictures as image `XObject`s (ISO 32000-1 §8.9.5): each once a file, however often it is shown.

use crate::{
    document::{Coding, Image},
    export::pictures::{different, is_same},
    layout::Pages,
};
use lopdf::{Dictionary, Object::Reference, Stream, dictionary};
use std::sync::Arc;

/// The different pictures on the pages, in the order of their first showing.
pub(super) struct Images<'p>(Vec<&'p Arc<Image>>);

impl<'p> Images<'p> {
    pub(super) fn of(pages: &'p Pages) -> Self {
        Self(different(pages))
    }

    /// The name of a picture in the resources.
    pub(super) fn name(&self, image: &Arc<Image>) -> Option<String> {
        let at = self.0.iter().position(|known| is_same(known, image))?;
        Some(format!("Im{}", at + 1))
    }

    /// Adds the pictures to a file and gives the dictionary of their names, if there are any.
    pub(super) fn add(&self, file: &mut lopdf::Document) -> Option<Dictionary> {
        let mut names = Dictionary::new();
        for (at, image) in self.0.iter().enumerate() {
            let stream = stream(file, image);
            names.set(format!("Im{}", at + 1), Reference(file.add_object(stream)));
        }
        (!names.is_empty()).then_some(names)
    }
}

fn stream(file: &mut lopdf::Document, image: &Image) -> Stream {
    let space = if image.grey { "DeviceGray" } else { "DeviceRGB" };
    match &image.coding {
        Coding::Jpeg => {
            let mut dict = samples(image, space);
            dict.set("Filter", "DCTDecode");
            Stream::new(dict, image.bytes.clone()).with_compression(false)
        }
        Coding::Png { color, alpha } => {
            let mut dict = packed(image, space);
            if let Some(alpha) = alpha {
                let mask = Stream::new(packed(image, "DeviceGray"), alpha.clone());
                dict.set("SMask", Reference(file.add_object(mask.with_compression(false))));
            }
            Stream::new(dict, color.clone()).with_compression(false)
        }
    }
}

fn samples(image: &Image, space: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(image.width),
        "Height" => i64::from(image.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}

/// Samples as [`Coding::Png`] has them: PNG's filters under deflate (ISO 32000-1 §7.4.4.4).
fn packed(image: &Image, space: &str) -> Dictionary {
    let mut dict = samples(image, space);
    let colors = if space == "DeviceGray" { 1 } else { 3 };
    dict.set("Filter", "FlateDecode");
    dict.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => 15,
            "Colors" => colors,
            "BitsPerComponent" => 8,
            "Columns" => i64::from(image.width),
        },
    );
    dict
}
