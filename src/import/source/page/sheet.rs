//! Pages with their ink sorted into tables and lines.

use super::{
    Paper, edge,
    grid::{self, Grid},
    ink,
    line::{self, PageLine},
};

/// A page, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub height: f64,
    pub grids: Vec<Grid>,
    /// What stands outside of tables, from above.
    pub lines: Vec<PageLine>,
    /// What stands at its edges.
    pub asides: Vec<PageLine>,
    /// What is to be said of it.
    pub notes: Vec<String>,
}

impl Sheet {
    /// Where its tables begin and end.
    pub fn top(&self) -> f64 {
        self.grids.iter().map(Grid::top).fold(f64::INFINITY, f64::min)
    }

    pub fn bottom(&self) -> f64 {
        self.grids.iter().map(Grid::bottom).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Whether a line stands within a part of the height from an edge.
    pub fn is_within(&self, line: &PageLine, share: f64) -> bool {
        line.y < share * self.height || line.y > (1.0 - share) * self.height
    }
}

/// A picture that covers so much of a page is what it shows.
const PICTURE: f64 = 0.3;

/// Sorts pages; `None` where there is more on one than on any of a report.
pub(super) fn sheets(papers: Vec<Paper>) -> Option<Vec<Sheet>> {
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
        for (number, line) in lines.iter_mut().enumerate() {
            line.number = number + 1;
        }
        sheets.push(Sheet { height: paper.height, grids, lines, asides: Vec::new(), notes });
    }
    edge::take(&mut sheets);
    Some(sheets)
}
