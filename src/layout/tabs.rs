//! Lines with parts at places of their own: 发文字号 left and 签发人 right (GB/T 9704-2012 §7.2.6).

use super::paragraph::SetParagraph;
use crate::document::{Align, Inline, Paragraph, Pt};
use std::sync::Arc;

/// Whether some of its text begins at a place of its own.
pub(super) fn has(paragraph: &Paragraph) -> bool {
    paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Tab(_)))
}

/// What stands between its tabs, each as a paragraph that begins or ends at its place;
/// none when it has no tabs.
pub(super) fn parts(paragraph: &Paragraph, width: Pt) -> Option<Vec<Paragraph>> {
    if !has(paragraph) {
        return None;
    }
    let mut parts = vec![Paragraph { inlines: Vec::new(), ..paragraph.clone() }];
    for inline in &paragraph.inlines {
        let last = parts.last_mut()?;
        let Inline::Tab(tab) = inline else {
            last.inlines.push(inline.clone());
            continue;
        };
        let mut next = Paragraph { inlines: Vec::new(), ..last.clone() };
        let format = Arc::make_mut(&mut last.format);
        format.align = Align::Left;
        if !tab.ends {
            format.right = width - tab.at;
        }
        let format = Arc::make_mut(&mut next.format);
        (format.align, format.first) = (Align::Left, 0.0);
        if tab.ends {
            (format.align, format.right) = (Align::Right, width - tab.at);
        } else {
            format.left = tab.at;
        }
        parts.push(next);
    }
    Some(parts)
}

/// Parts on the lines that they share.
pub(super) fn side_by_side(parts: Vec<SetParagraph>) -> SetParagraph {
    let beside = |mut left: SetParagraph, right: SetParagraph| {
        let mut lines = right.lines.into_iter();
        for (line, other) in left.lines.iter_mut().zip(&mut lines) {
            line.items.extend(other.items);
            line.width = line.width.max(other.width);
        }
        left.lines.extend(lines);
        left
    };
    parts.into_iter().reduce(beside).unwrap_or_default()
}
