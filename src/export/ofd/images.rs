//! The pictures of the pages, each once a file.

use super::units::Ids;
use crate::{
    document::{Coding, Image},
    export::pictures::{different, is_same},
    layout::Pages,
};
use std::sync::Arc;

/// The different pictures, with their identifiers.
pub(super) struct OfdImages<'p>(Vec<(u32, &'p Arc<Image>)>);

impl<'p> OfdImages<'p> {
    pub fn of(pages: &'p Pages, ids: &mut Ids) -> Self {
        Self(different(pages).into_iter().map(|image| (ids.next(), image)).collect())
    }

    /// The identifier of a picture.
    pub fn id(&self, image: &Arc<Image>) -> Option<u32> {
        self.0.iter().find(|(_, known)| is_same(known, image)).map(|(id, _)| *id)
    }

    /// Identifier, file name, format and content of each.
    pub fn files(&self) -> impl Iterator<Item = (u32, String, &'static str, &'p [u8])> {
        self.0.iter().map(|(id, image)| {
            let (extension, format) = match image.coding {
                Coding::Jpeg => ("jpg", "JPEG"),
                Coding::Png { .. } => ("png", "PNG"),
            };
            (*id, format!("image_{id}.{extension}"), format, &image.bytes[..])
        })
    }
}
