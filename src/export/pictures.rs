//! The pictures of the pages: each once a file, however often it is shown.

use crate::{
    document::Image,
    layout::{Item, Pages},
};
use std::sync::Arc;

/// Whether two pictures are one file.
pub(super) fn is_same(one: &Arc<Image>, other: &Arc<Image>) -> bool {
    Arc::ptr_eq(one, other) || one.bytes == other.bytes
}

/// The different pictures on the pages, in the order of their first showing.
pub(super) fn different(pages: &Pages) -> Vec<&Arc<Image>> {
    let mut images: Vec<&Arc<Image>> = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Item::Image(placed) = item
            && !images.iter().any(|known| is_same(known, &placed.image))
        {
            images.push(&placed.image);
        }
    }
    images
}
