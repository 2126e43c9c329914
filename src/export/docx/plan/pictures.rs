//! Pictures on lines of their own, and over signatures.

use super::{
    super::{
        drawing::{Drawing, DrawingPlace},
        props,
        xml::{el, val},
    },
    Planner, beyond,
};
use crate::{
    document::{Figure, ParagraphFormat, Signature},
    layout::PlacedSeal,
};

impl Planner<'_> {
    /// Seals hang on the paragraph of the date, which has no white above it: there programs agree
    /// on where a paragraph begins.
    pub(super) fn seals(&mut self, signature: &Signature, seals: &[PlacedSeal]) -> Vec<Drawing> {
        let drawings = &mut self.plan.drawings;
        let seals = seals.iter().filter_map(|placed| {
            let seal = signature.seals.get(placed.seal)?;
            let (left, top) = (placed.left, -placed.above);
            let size = (seal.width, seal.height);
            Some(drawings.show(&seal.image, size, &seal.alt, DrawingPlace::Behind { left, top }))
        });
        seals.collect()
    }

    pub(super) fn figure(&mut self, figure: &Figure, page_break: bool) {
        let mut format = ParagraphFormat::clone(&figure.format);
        (format.first, format.first_chars) = (0.0, None);
        let props = beyond(self.document, figure.style.0, &format);
        let mut para = self.styled(figure.style.0, props, page_break);
        // A line of exact pitch would cut the picture off.
        para.props.retain(|element| element.name != "w:spacing");
        let size = el("w:rPr").child(val("w:sz", 2)).child(val("w:szCs", 2));
        para.props.extend([props::single(format.before, format.after), size]);
        let size = (figure.width, figure.height);
        let drawings = &mut self.plan.drawings;
        para.drawings = vec![drawings.show(&figure.image, size, &figure.alt, DrawingPlace::Inline)];
        self.push(para);
    }
}
