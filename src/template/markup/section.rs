//! `<section>`: pages of another shape or numbering.

use super::{build::Builder, parse::MarkupNode};
use crate::document::{Block, PageNumber, PageNumberPlace, PageStyle};

impl Builder<'_> {
    /// The blocks of a section between where its pages begin and where the document's own go on.
    pub(super) fn section(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let turned = match node.attribute("orientation") {
            None | Some("portrait") => false,
            Some("landscape") => true,
            Some(_) => {
                self.wrong(node, "orientation", "写 portrait（竖）或 landscape（横）");
                false
            }
        };
        let outer = self.page.clone();
        let number = self.page_number(node);
        self.page = PageStyle { number, ..if turned { turn(&outer) } else { outer.clone() } };
        if matches!(out.last(), Some(Block::Section(_))) {
            // Nothing stands between the section before and this one.
            out.pop();
        }
        out.push(Block::Section(Box::new(self.page.clone())));
        for child in node.nodes() {
            self.block(child, out);
        }
        out.push(Block::Section(Box::new(outer.clone())));
        self.page = outer;
    }

    fn page_number(&mut self, node: &MarkupNode) -> Option<PageNumber> {
        let place = match node.attribute("page-number") {
            None => return self.page.number.clone(),
            Some("no") => return None,
            Some("outside") => PageNumberPlace::Outside,
            Some("center") => PageNumberPlace::Center,
            Some(_) => {
                let help = "写 no（不印）、outside（外侧）或 center（居中）；不写就同别的页一样";
                self.wrong(node, "page-number", help);
                return None;
            }
        };
        Some(PageNumber { place, ..self.styles.number.clone() })
    }
}

/// A page on its side, the head of what stands on it towards the binding edge of an odd page (GB/T
/// 9704-2012 §8): the portrait page's left white is above, its upper white is right.
fn turn(page: &PageStyle) -> PageStyle {
    let turned = PageStyle {
        width: page.height,
        height: page.width,
        top: page.left,
        right: page.top,
        bottom: page.right,
        left: page.bottom,
        ..page.clone()
    };
    let per_char = page.text_width() / f64::from(page.chars);
    PageStyle {
        lines: (turned.text_height() / page.line_pitch) as u32,
        chars: (turned.text_width() / per_char) as u32,
        ..turned
    }
}
