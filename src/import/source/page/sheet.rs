//! Pages with their ink sorted into tables and lines.

use super::{
    Paper, PaperGlyph, edge,
    grid::{self, RuledGrid},
    ink,
    line::{self, PageLine},
};

/// A page, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct PaperSheet {
    pub height: f64,
    pub grids: Vec<RuledGrid>,
    /// What stands outside of tables, from above.
    pub lines: Vec<PageLine>,
    /// What stands at its edges.
    pub asides: Vec<PageLine>,
    /// What is to be said of it.
    pub notes: Vec<String>,
}

impl PaperSheet {
    /// Where its tables begin and end.
    pub fn top(&self) -> f64 {
        self.grids.iter().map(RuledGrid::top).fold(f64::INFINITY, f64::min)
    }

    pub fn bottom(&self) -> f64 {
        self.grids.iter().map(RuledGrid::bottom).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Whether a line stands within a part of the height from an edge.
    pub fn is_within(&self, line: &PageLine, share: f64) -> bool {
        line.y < share * self.height || line.y > (1.0 - share) * self.height
    }
}

/// A picture that covers so much of a page is what it shows.
const PICTURE: f64 = 0.3;

/// Whether most lines have a gap in the middle of the page, with text at both sides of it.
fn is_in_two(lines: &[PageLine], width: f64) -> bool {
    let is_parted = |line: &&PageLine| match &line.pieces()[..] {
        [left, right] => {
            let end = left.last().map_or(0.0, PaperGlyph::end);
            let start = right.first().map_or(width, |glyph| glyph.x);
            let is_text = |piece: &[PaperGlyph]| {
                piece.iter().filter(|glyph| !glyph.ch.is_ascii_digit()).count() >= 6
            };
            end < 0.6 * width && start > 0.4 * width && is_text(left) && is_text(right)
        }
        _ => false,
    };
    let parted = lines.iter().filter(is_parted).count();
    parted >= 6 && parted * 2 > lines.len()
}

/// Sorts pages; `None` where there is more on one than on any of a report.
pub(super) fn sheets(papers: Vec<Paper>) -> Option<Vec<PaperSheet>> {
    let mut sheets = Vec::with_capacity(papers.len());
    for (page, mut paper) in papers.into_iter().enumerate() {
        ink::clean(&mut paper)?;
        let mut notes: Vec<String> =
            paper.notes.iter().map(|note| format!("第{}页{note}", page + 1)).collect();
        let found = if paper.is_crowded { None } else { grid::grids(&paper.strokes) };
        if found.is_none() {
            notes.push(format!("第{}页的线太多，没有按线认表", page + 1));
        }
        let mut grids = found.unwrap_or_default();
        if paper.pictured > PICTURE {
            notes.push(format!("第{}页的图片，里面的字读不出来", page + 1));
        }
        let outside = grid::fill(&mut grids, paper.glyphs);
        let mut lines = line::lines(outside, page);
        if is_in_two(&lines, paper.width) {
            notes.push(format!("第{}页分成两栏，按先左后右读，段落可能接得不对", page + 1));
            let half = paper.width / 2.0;
            let glyphs = lines.into_iter().flat_map(|line| line.glyphs);
            let (left, mut right): (Vec<PaperGlyph>, Vec<PaperGlyph>) =
                glyphs.partition(|glyph| glyph.middle().0 < half);
            // The right column stands below the left one, as it is read.
            for glyph in &mut right {
                glyph.y += paper.height;
            }
            lines = [line::lines(left, page), line::lines(right, page)].concat();
        }
        for (number, line) in lines.iter_mut().enumerate() {
            line.number = number + 1;
        }
        sheets.push(PaperSheet { height: paper.height, grids, lines, asides: Vec::new(), notes });
    }
    edge::take(&mut sheets);
    Some(sheets)
}
