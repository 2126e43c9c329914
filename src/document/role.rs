//! What a paragraph is to those who read or hear it, and depths of headings without gaps.

use super::{Block, Paragraph};

/// What a paragraph is, whatever its style is called: as the element of the markup says, or, of a mere
/// `<p>`, its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Text (正文).
    #[default]
    Body,
    /// The title of the document (标题).
    Title,
    /// A heading of a level from 1 to 9, as its style says (大纲级别).
    Heading(u8),
    /// Who issues it (发文机关标志).
    Letterhead,
    /// 发文字号.
    DocumentNumber,
    /// To whom it goes (主送机关).
    Addressee,
    /// An item of a list.
    ListItem,
    /// One of the attachments named (附件说明).
    Attachment,
    /// The mark at the head of an attachment (附件1).
    AttachmentMark,
    /// A remark below the date (附注).
    Note,
    /// A line of the imprint (版记).
    Imprint,
    /// A line for a picture (图片).
    Figure,
}

impl Role {
    /// The level of a heading.
    pub fn level(self) -> Option<u8> {
        match self {
            Self::Heading(level) => Some(level),
            Self::Body
            | Self::Title
            | Self::Letterhead
            | Self::DocumentNumber
            | Self::Addressee
            | Self::ListItem
            | Self::Attachment
            | Self::AttachmentMark
            | Self::Note
            | Self::Imprint
            | Self::Figure => None,
        }
    }
}

/// The written levels of the headings that are still open, outermost first.
#[derive(Debug, Default)]
pub struct OpenHeadings(Vec<u8>);

impl OpenHeadings {
    /// Opens a heading of a level and gives its depth: the first stands at 1, each at most one below the
    /// one before it, equals remain equals (ISO 14289-1 §7.4.2).
    pub fn open(&mut self, level: u8) -> u8 {
        self.0.retain(|&outer| outer < level);
        self.0.push(level);
        u8::try_from(self.0.len()).unwrap_or(u8::MAX)
    }
}

/// Gives every heading its depth as its level. An office that writes `1.` straight below `一、` keeps
/// the look of a third level; only what programs are told of it changes.
pub fn close_gaps(blocks: &mut [Block]) {
    let mut open = OpenHeadings::default();
    for block in blocks {
        if let Block::Paragraph(Paragraph { role: Role::Heading(level), .. }) = block {
            *level = open.open(*level);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OpenHeadings;

    fn depths(levels: &[u8]) -> Vec<u8> {
        let mut open = OpenHeadings::default();
        levels.iter().map(|level| open.open(*level)).collect()
    }

    #[test]
    fn a_level_that_was_left_out_is_no_gap_and_equals_remain_equals() {
        assert_eq!(depths(&[1, 3, 3, 1, 2, 4, 4]), [1, 2, 2, 1, 2, 3, 3]);
        assert_eq!(depths(&[3, 2, 1]), [1, 1, 1]);
        assert_eq!(depths(&[1, 2, 3, 2]), [1, 2, 3, 2]);
    }
}
