//! The imprint (版记, GB/T 9704-2012 §7.4): its rows from the rule above the first to the rule below
//! the last.

use super::{
    em,
    error::Error,
    page::{Item, Origin, Rule},
    paragraph::{Line, SetParagraph, set},
    shape::Shaper,
};
use crate::document::{Color, Imprint, Inline, PageStyle, Paragraph, Pt, Separator};

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
        let ruled = imprint.issuer.is_some();
        for (i, copy) in imprint.copies.iter().enumerate() {
            rows.push(ImprintRow {
                above: if i == 0 && ruled { Imprint::OUTER_RULE } else { 0.0 },
                below: 0.0,
                lines: set(copy, width, shaper, punctuation, origin(i))?,
                date: None,
            });
        }
        let mut parts = imprint.copies.len()..;
        let mut part = || origin(parts.next().unwrap_or_default());
        if let Some(paragraph) = &imprint.issuer {
            let issuer = set(paragraph, width, shaper, punctuation, part())?;
            let date = match &imprint.date {
                Some(date) => Some(set(date, width, shaper, punctuation, part())?),
                None => None,
            };
            let date = date.map(|date| {
                let together = share_line(paragraph, &issuer, &date, width);
                (date, together)
            });
            rows.push(ImprintRow {
                above: if rows.is_empty() { Imprint::OUTER_RULE } else { Imprint::INNER_RULE },
                below: Imprint::OUTER_RULE,
                lines: issuer,
                date,
            });
        }
        Ok(Self { rows, even: imprint.even })
    }

    /// Whether the date has a line of its own.
    pub fn date_below(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.date, Some((_, false))))
    }

    /// Height with all rules.
    pub fn height(&self) -> Pt {
        self.rows.iter().map(ImprintRow::height).sum()
    }

    /// The rows from `top` down.
    pub fn draw(self, page: &PageStyle, top: Pt, items: &mut Vec<Item>) {
        let mut y = top;
        for row in self.rows {
            y += room(row.above);
            items.extend(rule(page, y - row.above, row.above));
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
            y += room(row.below);
            items.extend(rule(page, y - row.below, row.below));
        }
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
        room(self.above) + pitches(&self.lines.lines) + date + room(self.below)
    }
}

/// Whether the date finds room in the last line of the issuer.
fn share_line(of: &Paragraph, issuer: &SetParagraph, date: &SetParagraph, width: Pt) -> bool {
    let em = of.inlines.iter().find_map(|inline| match inline {
        Inline::Text(run) => Some(run.style.size),
        Inline::Break | Inline::Tab(_) => None,
    });
    issuer.lines.last().map_or(0.0, |line| line.width)
        + date.lines.first().map_or(0.0, |line| line.width)
        + em::BETWEEN * em.unwrap_or(0.0)
        <= width - of.format.left - of.format.right
}

/// Height that a rule takes: it is the lower border of a line that is as low as programs allow.
fn room(rule: Pt) -> Pt {
    if rule > 0.0 { Separator::LINE + rule } else { 0.0 }
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
