//! Placing what is more than lines of text: sections, rules and the imprint.

use super::{
    super::{
        imprint::SetImprint,
        page::{Item, Rule},
    },
    Composer, EPSILON,
};
use crate::document::{PageStyle, Separator, TABLE_SEPARATOR};

impl<'d> Composer<'_, 'd> {
    /// From here on pages look otherwise.
    pub(super) fn begin_section(&mut self, style: &'d PageStyle) {
        (self.style, self.height) = (style, style.text_height());
        if self.y == 0.0 {
            // Nothing stands on this page yet.
            self.take_back_page();
        }
        self.begin_page();
    }

    fn take_back_page(&mut self) {
        self.pages.pop();
        self.sheets.pop();
    }

    /// The rule is the lower border of a line that is as low as programs allow.
    pub(super) fn place_separator(&mut self, separator: &Separator) {
        self.skip(separator.before);
        let style = self.style;
        let half = separator.width / 2.0;
        let y = style.top + self.y + Separator::LINE + half;
        let rule = Rule {
            // The ends are square and reach half the width further.
            x0: style.left + half,
            y0: y,
            x1: style.width - style.right - half,
            y1: y,
            width: separator.width,
            color: separator.color,
        };
        if let Some(page) = self.pages.last_mut() {
            page.items.push(Item::Rule(rule));
        }
        self.y += separator.height() + separator.after;
    }

    /// At the foot of the last page, which is made even (GB/T 9704-2012 §7.4; a blank page before it
    /// and its own then bear no number, §7.5).
    pub(super) fn place_imprint(&mut self, i: usize, imprint: &SetImprint) {
        let height = imprint.height();
        // A page that was begun and holds nothing is one of the new ones.
        let is_begun = self.y == 0.0 && self.pages.len() > 1;
        if is_begun {
            self.take_back_page();
        }
        // Below the text stands, unseen, the paragraph that the DOCX ends with.
        let fits = !is_begun && self.y + TABLE_SEPARATOR + height <= self.height + EPSILON;
        let is_even = self.pages.len().is_multiple_of(2);
        let new_pages = match (imprint.even, is_even) {
            (true, true) if !fits => 2,
            (true, false) => 1,
            (false, _) if !fits => 1,
            _ => 0,
        };
        for _ in 0..new_pages {
            self.new_page();
            if new_pages > 1
                && let Some(sheet) = self.sheets.last_mut()
            {
                sheet.numbered = false;
            }
        }
        let style = self.style;
        let top = style.height - style.bottom - height;
        if let Some(page) = self.pages.last_mut() {
            self.facts[i].tops = imprint.draw(style, top, &mut page.items);
        }
        self.facts[i].new_pages = new_pages;
        self.y = self.height;
    }
}
