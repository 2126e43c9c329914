//! Every look that text has in a document.

use super::{Block, Document, Inline, PageStyle, Paragraph, TextStyle};
use std::collections::BTreeSet;

impl Document {
    /// How its text is set: of named styles, of page numbers and marks, of runs. One that occurs often
    /// comes often.
    pub fn texts(&self) -> impl Iterator<Item = &TextStyle> {
        let paragraphs = self.styles.iter().map(|style| &*style.text);
        let characters = self.char_styles.iter().map(|style| &*style.text);
        let pages = self.page_styles().flat_map(PageStyle::texts);
        let runs = self.blocks.iter().flat_map(Block::paragraphs);
        let runs = runs.flat_map(|paragraph| &paragraph.inlines);
        let runs = runs.filter_map(|inline| match inline {
            Inline::Text(run) => Some(&*run.style),
            Inline::Break | Inline::Tab(_) => None,
        });
        paragraphs.chain(characters).chain(pages).chain(runs)
    }

    /// The names of the families that it is set in.
    pub fn families(&self) -> BTreeSet<&str> {
        let names = self.texts().flat_map(|text| [&*text.family, &*text.latin]);
        names.collect()
    }
}

impl PageStyle {
    fn texts(&self) -> impl Iterator<Item = &TextStyle> {
        let number = self.number.iter().map(|number| &number.text);
        number.chain(self.mark.iter().map(|mark| &mark.style))
    }
}

impl Block {
    fn paragraphs(&self) -> Vec<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paragraphs).collect()
            }
            Self::LetterHead(head) => vec![&head.sender],
            Self::Imprint(imprint) => imprint.paragraphs().collect(),
            Self::Image(_)
            | Self::Signature(_)
            | Self::PageBreak
            | Self::Separator(_)
            | Self::Section(_) => Vec::new(),
        }
    }
}
