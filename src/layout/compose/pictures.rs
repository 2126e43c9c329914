//! Placing pictures: on lines of their own, and over signatures.

use super::{
    super::{
        block::figure_height,
        page::{Item, Origin, PlacedImage, PlacedSeal},
    },
    Composer,
};
use crate::document::{Align, Figure, Pt, Signature};
use std::sync::Arc;

impl Composer<'_> {
    /// Seals are painted before all else on the page: whatever their white is made of, they hide
    /// nothing that is to be read. `left`, `top` is where the line of the date begins.
    pub(super) fn place_seals(
        &mut self,
        i: usize,
        block: &Signature,
        seals: &[PlacedSeal],
        (left, top): (Pt, Pt),
    ) {
        let seals = seals.iter().filter_map(|placed| {
            let seal = block.seals.get(placed.seal)?;
            Some(Item::Image(PlacedImage {
                image: Arc::clone(&seal.image),
                x: left + placed.left,
                y: top - placed.above,
                width: seal.width,
                height: seal.height,
                alt: seal.alt.clone(),
                origin: Origin::Part {
                    block: i,
                    // After the bodies and the date.
                    part: block.bodies.len() + 1 + placed.seal,
                },
            }))
        });
        self.region.items().splice(0..0, seals);
    }

    pub(super) fn place_figure(&mut self, i: usize, figure: &Figure) {
        let format = &figure.format;
        let height = figure_height(figure);
        self.region.skip(format.before);
        self.region.make_room(height);
        let column = self.region.sheet.style.text_width() - format.left - format.right;
        let slack = (column - figure.width).max(0.0);
        let indent = match format.align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => slack / 2.0,
            Align::Right => slack,
        };
        let (left, top) = self.region.pen();
        self.region.items().push(Item::Image(PlacedImage {
            image: Arc::clone(&figure.image),
            x: left + format.left + indent,
            y: top,
            width: figure.width,
            height: figure.height,
            alt: figure.alt.clone(),
            origin: Origin::Block { block: i },
        }));
        self.region.y += height + format.after;
    }
}
