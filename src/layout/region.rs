//! The place that is being filled.

use super::{
    EPSILON,
    page::{Item, Page},
    paragraph::Line,
};
use crate::document::{PageStyle, Pt};

/// A page with what is known of it beside its ink.
pub(super) struct Sheet<'d> {
    pub page: Page,
    pub style: &'d PageStyle,
    pub numbered: bool,
}

/// The type area of the last page, from the pen down. All ink comes to the pages through it.
pub(super) struct Region<'d> {
    /// The last page.
    pub sheet: Sheet<'d>,
    /// The pages before it.
    full: Vec<Sheet<'d>>,
    /// The pen, from the upper edge of the type area.
    pub y: Pt,
    /// Whether space above a block counts at the head of this page. It does on the first page and
    /// after a break that the DOCX has too; where text runs over, every program drops it.
    pub keeps_space: bool,
    /// How much of the page before is filled, of one that text or a table ran over from.
    pub filled_before: f64,
}

impl<'d> Region<'d> {
    pub fn new(style: &'d PageStyle) -> Self {
        Self {
            sheet: Sheet::blank(style),
            full: Vec::new(),
            y: 0.0,
            keeps_space: true,
            filled_before: 1.0,
        }
    }

    /// Height of the type area.
    pub fn height(&self) -> Pt {
        self.sheet.style.text_height()
    }

    /// Height that is left below the pen.
    pub fn room(&self) -> Pt {
        self.height() - self.y
    }

    pub fn fits(&self, height: Pt) -> bool {
        self.y + height <= self.height() + EPSILON
    }

    /// Whether nothing stands on this page yet.
    pub fn is_blank(&self) -> bool {
        self.y == 0.0
    }

    /// The number of this page, from 1.
    pub fn page_number(&self) -> usize {
        self.full.len() + 1
    }

    /// The pen on the paper: the left edge of the type area and how far down it is filled.
    pub fn pen(&self) -> (Pt, Pt) {
        (self.sheet.style.left, self.sheet.style.top + self.y)
    }

    /// The ink of this page.
    pub fn items(&mut self) -> &mut Vec<Item> {
        &mut self.sheet.page.items
    }

    /// Space above a block, where it counts.
    pub fn skip(&mut self, space: Pt) {
        if !self.is_blank() || self.keeps_space {
            self.y += space;
        }
    }

    /// A line, on the next page if this one is full.
    pub fn place_line(&mut self, line: Line) {
        self.make_room(line.pitch);
        let (pen, pitch) = (self.pen(), line.pitch);
        line.draw(pen, self.items());
        self.y += pitch;
    }

    /// Goes to the next page unless this height fits here. On a blank page it has to.
    pub fn make_room(&mut self, height: Pt) {
        if !self.fits(height) && !self.is_blank() {
            self.run_over();
        }
    }

    /// The next page, because this one is full.
    pub fn run_over(&mut self) {
        self.filled_before = self.y / self.height();
        let blank = Sheet::blank(self.sheet.style);
        self.full.push(std::mem::replace(&mut self.sheet, blank));
        (self.y, self.keeps_space) = (0.0, false);
    }

    /// The next page, by a break that the DOCX has too.
    pub fn begin_page(&mut self) {
        self.run_over();
        (self.keeps_space, self.filled_before) = (true, 1.0);
    }

    /// From here on pages look otherwise. A blank page becomes the first of them.
    pub fn begin_section(&mut self, style: &'d PageStyle) {
        if !self.is_blank() {
            self.run_over();
        }
        (self.sheet, self.keeps_space, self.filled_before) = (Sheet::blank(style), true, 1.0);
    }

    /// All pages in order.
    pub fn into_sheets(mut self) -> Vec<Sheet<'d>> {
        self.full.push(self.sheet);
        self.full
    }
}

impl<'d> Sheet<'d> {
    fn blank(style: &'d PageStyle) -> Self {
        let page = Page { width: style.width, height: style.height, items: Vec::new() };
        Self { page, style, numbered: true }
    }
}
