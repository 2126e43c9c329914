//! Placing what is more than lines of text: rules and the imprint.

use super::{
    super::{
        imprint::SetImprint,
        page::{BlockFacts, Item, Rule},
        paragraph::SetParagraph,
    },
    Composer,
};
use crate::document::{LetterHead, Separator, TABLE_SEPARATOR};

impl Composer<'_> {
    /// The rule is the lower border of a line that is as low as programs allow.
    pub(super) fn place_separator(&mut self, separator: &Separator) {
        self.region.skip(separator.before);
        let style = self.region.sheet.style;
        let (left, top) = self.region.pen();
        let half = separator.width / 2.0;
        let y = top + Separator::LINE + half;
        self.region.items().push(Item::Rule(Rule {
            // The ends are square and reach half the width further.
            x0: left + half,
            y0: y,
            x1: style.width - style.right - half,
            y1: y,
            width: separator.width,
            color: separator.color,
        }));
        self.region.y += separator.height() + separator.after;
    }

    /// Above the type area, whose text begins below it; the page bears no number (GB/T 9704-2012 §10.1).
    pub(super) fn place_letter_head(&mut self, head: &LetterHead, set: SetParagraph) -> BlockFacts {
        let sheet = &mut self.region.sheet;
        sheet.numbered = false;
        let style = sheet.style;
        let (x, mut y) = ((style.width - LetterHead::WIDTH) / 2.0, head.top());
        let mut items = Vec::new();
        for line in set.lines {
            y = line.draw((x, y), &mut items);
        }
        y += head.gap();
        let lines = [(y, LetterHead::THICK), (y + LetterHead::RULES, -LetterHead::THIN)];
        let foot = style.height - LetterHead::FOOT;
        let foot_lines = [(foot - LetterHead::RULES, LetterHead::THIN), (foot, -LetterHead::THICK)];
        items.extend(lines.into_iter().chain(foot_lines).map(|(edge, width)| {
            let middle = edge + width / 2.0;
            let width = width.abs();
            Item::Rule(Rule {
                // The ends are square and reach half the width further.
                x0: x + width / 2.0,
                y0: middle,
                x1: x + LetterHead::WIDTH - width / 2.0,
                y1: middle,
                width,
                color: head.color,
            })
        }));
        self.region.items().extend(items);
        self.region.y = (y + LetterHead::RULES - style.top).max(0.0);
        BlockFacts::LetterHead { breaks: set.breaks }
    }

    /// At the foot of the last page, which is made even (GB/T 9704-2012 §7.4; a blank page before it
    /// and its own then bear no number, §7.5).
    pub(super) fn place_imprint(&mut self, imprint: SetImprint) -> BlockFacts {
        let height = imprint.height();
        let region = &mut self.region;
        // A page that was begun and holds nothing is one of the new ones.
        let is_begun = region.is_blank() && region.page_number() > 1;
        let last = region.page_number() - usize::from(is_begun);
        // Below the text stands, unseen, the paragraph that the DOCX ends with.
        let fits = !is_begun && region.fits(TABLE_SEPARATOR + height);
        let new_pages = match (imprint.even, last.is_multiple_of(2)) {
            (true, true) if !fits => 2,
            (true, false) => 1,
            (false, _) if !fits => 1,
            _ => 0,
        };
        for page in 0..new_pages {
            if page > 0 || !is_begun {
                region.run_over();
            }
            region.sheet.numbered = new_pages == 1;
        }
        let style = region.sheet.style;
        let top = style.height - style.bottom - height;
        let date_below = imprint.date_below();
        imprint.draw(style, top, region.items());
        region.y = region.height();
        BlockFacts::Imprint { new_pages, date_below }
    }
}
