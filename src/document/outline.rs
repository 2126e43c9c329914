//! Levels of headings without gaps, for readers who move from heading to heading by ear.

use super::Block;
use std::sync::Arc;

/// Gives every heading its depth in the outline: the first stands at 1, each at most one below the one
/// before it, equals remain equals (ISO 14289-1 §7.4.2). An office that writes `1.` straight below
/// `一、` keeps the look of a third level; only what programs are told of it changes.
pub fn close_gaps(blocks: &mut [Block]) {
    // The written levels of the headings that are still open, outermost first.
    let mut open: Vec<u8> = Vec::new();
    for block in blocks {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        let Some(level) = paragraph.format.outline else {
            continue;
        };
        open.retain(|&outer| outer < level);
        open.push(level);
        let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
        if depth != level {
            Arc::make_mut(&mut paragraph.format).outline = Some(depth);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::close_gaps;
    use crate::document::{Align, Block, Paragraph, ParagraphFormat, StyleId};
    use std::sync::Arc;

    fn closed(levels: &[u8]) -> Vec<Option<u8>> {
        let heading = |&level: &u8| {
            let format = ParagraphFormat {
                align: Align::Left,
                line_pitch: 28.95,
                first: 0.0,
                first_chars: None,
                left: 0.0,
                right: 0.0,
                before: 0.0,
                after: 0.0,
                keep_next: true,
                keep_lines: false,
                outline: Some(level),
                balance: false,
            };
            Block::Paragraph(Paragraph {
                style: StyleId(0),
                format: Arc::new(format),
                inlines: Vec::new(),
            })
        };
        let mut blocks: Vec<Block> = levels.iter().map(heading).collect();
        close_gaps(&mut blocks);
        let level = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.format.outline,
            _ => None,
        };
        blocks.iter().map(level).collect()
    }

    #[test]
    fn a_level_that_was_left_out_is_no_gap_and_equals_remain_equals() {
        assert_eq!(closed(&[1, 3, 3, 1, 2, 4, 4]), [1, 2, 2, 1, 2, 3, 3].map(Some));
        assert_eq!(closed(&[3, 2, 1]), [1, 1, 1].map(Some));
        assert_eq!(closed(&[1, 2, 3, 2]), [1, 2, 3, 2].map(Some));
    }
}
