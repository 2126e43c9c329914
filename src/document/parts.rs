//! Parts of a 公文 that are more than paragraphs: separating rules and the imprint.

use super::{Color, Inline, MM, Paragraph, Pt, StyleId, TABLE_SEPARATOR};

/// A rule as wide as the type area on a line of its own: the red one below a letterhead (分隔线,
/// GB/T 9704-2012 §7.2.7).
#[derive(Clone, Debug, PartialEq)]
pub struct Separator {
    /// The paragraph style that its white comes from.
    pub style: StyleId,
    /// White above the rule, dropped where that of a paragraph is.
    pub before: Pt,
    /// White below it.
    pub after: Pt,
    /// Line width, in whole eighths of a point as WordprocessingML has it.
    pub width: Pt,
    /// Colour.
    pub color: Color,
}

impl Separator {
    /// From the white above to the rule's upper edge: the least line of the paragraph whose lower
    /// border the rule is in a DOCX.
    pub const LINE: Pt = TABLE_SEPARATOR;

    /// Height without the white around it.
    pub fn height(&self) -> Pt {
        Self::LINE + self.width
    }
}

/// The imprint (版记, GB/T 9704-2012 §7.4): who gets copies, who printed it and when, at the foot of
/// the last page.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Imprint {
    /// 抄送机关 and, above them, 主送机关 that were moved here; no rules between them.
    pub copies: Vec<Paragraph>,
    /// 印发机关. A letter has neither it nor a date, and no rules (§10.1).
    pub issuer: Option<Paragraph>,
    /// 印发日期, in the line of the issuer if both fit, at its right edge.
    pub date: Option<Paragraph>,
    /// Whether it must stand on an even page, as the back of the last leaf (§7.4 with §6.1; said
    /// outright in GB/T 33476.2-2016 §7.3.1).
    pub even: bool,
}

impl Imprint {
    /// Width of the first and the last rule (§7.4.1).
    pub const OUTER_RULE: Pt = 0.35 * MM;
    /// Width of the rule between copies and issuer (§7.4.1).
    pub const INNER_RULE: Pt = 0.25 * MM;

    /// Its lines, from above.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.copies.iter().chain(&self.issuer).chain(&self.date)
    }
}

/// The head of a letter (信函格式, GB/T 9704-2012 §10.1): who sends it, above the type area of the first
/// page, between the paper's edge and a double rule; another double rule stands at the foot of that page,
/// which bears no number.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct LetterHead {
    /// 发文机关标志.
    pub sender: Paragraph,
    /// Colour of the double rules.
    pub color: Color,
}

impl LetterHead {
    /// Width of the rules, which stand in the middle of the paper.
    pub const WIDTH: Pt = 170.0 * MM;
    /// From the lower edge of the paper to the double rule at the foot.
    pub const FOOT: Pt = 20.0 * MM;
    /// The thicker line of a double rule: the upper one at the head, the lower one at the foot.
    pub const THICK: Pt = 2.25;
    /// The thinner one.
    pub const THIN: Pt = 0.75;
    /// Height of a double rule: its lines are the borders of a paragraph as low as programs allow.
    pub const RULES: Pt = Self::THICK + TABLE_SEPARATOR + Self::THIN;

    /// From the upper edge of the paper to that of the first line: the characters themselves stand at
    /// 30 mm.
    pub fn top(&self) -> Pt {
        (30.0 * MM - self.white()).max(0.0)
    }

    /// From the last line to the double rule, 4 mm below the characters.
    pub fn gap(&self) -> Pt {
        (4.0 * MM - self.white()).max(0.0)
    }

    /// White of a line above its characters, and below them: half of its leading and the edge of the
    /// em box that no stroke touches.
    fn white(&self) -> Pt {
        const EDGE: f64 = 0.023;
        let size = self.sender.inlines.iter().fold(0.0, |size: Pt, inline| match inline {
            Inline::Text(run) => size.max(run.style.size),
            Inline::Break | Inline::Tab(_) => size,
        });
        (self.sender.format.line_pitch - size) / 2.0 + EDGE * size
    }
}
