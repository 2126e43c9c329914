//! Parts of a 公文 that are more than paragraphs: separating rules and the imprint.

use super::{Color, MM, Paragraph, Pt, StyleId, TABLE_SEPARATOR};

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
    /// 印发机关.
    pub issuer: Paragraph,
    /// 印发日期, in the line of the issuer if both fit, at its right edge.
    pub date: Paragraph,
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
        self.copies.iter().chain([&self.issuer, &self.date])
    }
}
