//! Placing pictures: on lines of their own, and over signatures.

use super::{
    super::{
        block::{SetSignature, figure_height},
        page::{Item, Origin, PlacedImage},
    },
    Composer, EPSILON,
};
use crate::document::{Align, Figure, Pt, Signature};
use std::sync::Arc;

impl Composer<'_, '_> {
    /// Seals are painted before all else on the page: whatever their white is made of, they hide
    /// nothing that is to be read.
    pub(super) fn place_seals(
        &mut self,
        i: usize,
        block: &Signature,
        set: &SetSignature,
        date_top: Pt,
    ) {
        let style = self.style;
        let (left, top) = (style.left, style.top + date_top);
        let seals = set.seals.iter().filter_map(|placed| {
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
        if let Some(page) = self.pages.last_mut() {
            page.items.splice(0..0, seals);
        }
    }

    pub(super) fn place_figure(&mut self, i: usize, figure: &Figure) {
        let (style, format) = (self.style, &figure.format);
        let height = figure_height(figure);
        self.skip(format.before);
        if self.y + height > self.height + EPSILON && self.y > 0.0 {
            self.new_page();
        }
        let room = style.text_width() - format.left - format.right - figure.width;
        let slack = match format.align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => room.max(0.0) / 2.0,
            Align::Right => room.max(0.0),
        };
        let item = Item::Image(PlacedImage {
            image: Arc::clone(&figure.image),
            x: style.left + format.left + slack,
            y: style.top + self.y,
            width: figure.width,
            height: figure.height,
            alt: figure.alt.clone(),
            origin: Origin::Block { block: i },
        });
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
        self.y += height + format.after;
    }
}
