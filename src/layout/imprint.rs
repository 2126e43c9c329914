//! The imprint (版记, GB/T 9704-2012 §7.4): its rows from the rule above the first to the rule below
//! the last.

use super::{
    em,
    error::Error,
    page::{Item, Origin, Rule},
    paragraph::{Line, SetParagraph, set},
    shape::Shaper,
};
use crate::document::{Color, Imprint, PageStyle, Pt};

/// A row: a paragraph, the rules that stand above and below it, and what shares its last line.
struct ImprintRow {
    above: Pt,
    below: Pt,
    lines: SetParagraph,
    /// The date, right in the line of the issuer or below it.
    date: Option<(SetParagraph, bool)>,
}

/// An imprint whose lines are known.
pub(super) struct SetImprint {
    rows: Vec<ImprintRow>,
    pub even: bool,
}

impl SetImprint {
    /// Sets an imprint in the width of the type area.
    pub fn set(
        imprint: &Imprint,
        page: &PageStyle,
        shaper: &mut Shaper,
        block: usize,
    ) -> Result<Self, Error> {
        let (width, punctuation) = (page.text_width(), page.punctuation);
        let origin = |part| Origin::Part { block, part };
        let mut rows = Vec::new();
        for (i, copy) in imprint.copies.iter().enumerate() {
            rows.push(ImprintRow {
                above: if i == 0 { Imprint::OUTER_RULE } else { 0.0 },
                below: 0.0,
                lines: set(copy, width, shaper, punctuation, origin(i))?,
                date: None,
            });
        }
        let last = imprint.copies.len();
        let issuer = set(&imprint.issuer, width, shaper, punctuation, origin(last))?;
        let date = set(&imprint.date, width, shaper, punctuation, origin(last + 1))?;
        let format = &imprint.issuer.format;
        let room = width - format.left - format.right;
        let em = imprint.issuer.inlines.iter().find_map(|inline| match inline {
            crate::document::Inline::Text(run) => Some(run.style.size),
            crate::document::Inline::Break => None,
        });
        let together = issuer.lines.last().map_or(0.0, |line| line.width)
            + date.lines.first().map_or(0.0, |line| line.width)
            + em::BETWEEN * em.unwrap_or(0.0)
            <= room;
        rows.push(ImprintRow {
            above: if rows.is_empty() { Imprint::OUTER_RULE } else { Imprint::INNER_RULE },
            below: Imprint::OUTER_RULE,
            lines: issuer,
            date: Some((date, together)),
        });
        Ok(Self { rows, even: imprint.even })
    }

    /// Height with all rules.
    pub fn height(&self) -> Pt {
        self.rows.iter().map(ImprintRow::height).sum()
    }

    /// The rows from `top` down, and the upper edge of each.
    pub fn draw(self, page: &PageStyle, top: Pt, items: &mut Vec<Item>) -> Vec<Pt> {
        let mut y = top;
        let mut tops = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            tops.push(y);
            items.extend(rule(page, y, row.above));
            y += row.above;
            let mut last = y;
            for line in row.lines.lines {
                last = y;
                y = line.draw((page.left, y), items);
            }
            if let Some((date, together)) = row.date {
                if together {
                    y = last;
                }
                for line in date.lines {
                    y = line.draw((page.left, y), items);
                }
            }
            items.extend(rule(page, y, row.below));
            y += row.below;
        }
        tops
    }
}

impl ImprintRow {
    fn height(&self) -> Pt {
        let pitches = |lines: &[Line]| lines.iter().map(|l| l.pitch).sum::<Pt>();
        let date = match &self.date {
            Some((date, true)) => pitches(date.lines.get(1..).unwrap_or_default()),
            Some((date, false)) => pitches(&date.lines),
            None => 0.0,
        };
        self.above + pitches(&self.lines.lines) + date + self.below
    }
}

/// A rule across the type area whose upper edge is `y`.
fn rule(page: &PageStyle, y: Pt, width: Pt) -> Option<Item> {
    (width > 0.0).then(|| {
        Item::Rule(Rule {
            // The ends are square and reach half the width further.
            x0: page.left + width / 2.0,
            y0: y + width / 2.0,
            x1: page.width - page.right - width / 2.0,
            y1: y + width / 2.0,
            width,
            color: Color::BLACK,
        })
    })
}
