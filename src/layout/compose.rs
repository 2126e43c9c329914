//! Page breaking: blocks onto pages, top to bottom, with what must stay together kept so.

mod parts;
mod pictures;

use super::{
    block::{SetBlock, SetSignature, figure_height, set_blocks, signature_height},
    error::Error,
    page::{BlockFacts, Facts, OutlineEntry, Page, Pages},
    page_number::{page_mark, page_number},
    paragraph::{Line, SetParagraph},
    shape::Shaper,
    table::SetTable,
};
use crate::{
    document::{Block, Document, PageStyle, Pt, TABLE_SEPARATOR},
    font::Fonts,
};
use std::ops::Range;

/// Sets all blocks, then places them.
pub(super) fn compose(document: &Document, fonts: &Fonts) -> Result<Pages, Error> {
    let mut shaper = Shaper::new(fonts, document.page.punctuation);
    let set = set_blocks(document, &mut shaper)?;
    let mut composer = Composer::new(document, &set);
    composer.place_all();
    let Composer { mut pages, sheets, outline, facts, .. } = composer;
    for (i, (page, sheet)) in pages.iter_mut().zip(sheets).enumerate() {
        if let Some(mark) = &sheet.style.mark {
            page.items.extend(page_mark(sheet.style, mark, &mut shaper)?);
        }
        if let Some(number) = sheet.style.number.as_ref().filter(|_| sheet.numbered) {
            let ink = page_number(sheet.style, number, i + 1, &mut shaper)?;
            page.items.extend(ink);
        }
    }
    if shaper.missing.is_empty() {
        Ok(Pages { pages, outline, facts: Facts { blocks: facts } })
    } else {
        Err(Error::MissingGlyphs(shaper.missing))
    }
}

/// Whether a block may begin where the pen stands.
struct Start {
    fresh: bool,
    /// The fresh page is for a table's sake: Word has to be told.
    for_table: bool,
    /// The last block of the chain that this decision covers.
    until: usize,
    /// A paragraph that must move to the signature after it.
    hold: Option<usize>,
}

/// What a page is beside its ink.
struct Sheet<'d> {
    style: &'d PageStyle,
    numbered: bool,
}

struct Composer<'a, 'd> {
    document: &'d Document,
    set: &'a [SetBlock<'d>],
    /// The page style that holds here.
    style: &'d PageStyle,
    pages: Vec<Page>,
    /// One for every page.
    sheets: Vec<Sheet<'d>>,
    outline: Vec<OutlineEntry>,
    facts: Vec<BlockFacts>,
    /// From the upper edge of the type area.
    y: Pt,
    height: Pt,
    /// White above a block at the head of this page holds: it is the first page, or was begun by a
    /// break that the DOCX has too; where text ran over, every program drops it.
    keeps_white: bool,
    /// Blocks below this index already know that they may begin here.
    decided: usize,
}

/// Slack for sums of pitches that should fill the type area exactly; a fifth of a twip.
const EPSILON: Pt = 0.01;

impl<'a, 'd> Composer<'a, 'd> {
    fn new(document: &'d Document, set: &'a [SetBlock<'d>]) -> Self {
        let facts = vec![BlockFacts::default(); set.len()];
        let mut composer = Self {
            document,
            set,
            style: &document.page,
            pages: Vec::new(),
            sheets: Vec::new(),
            outline: Vec::new(),
            facts,
            y: 0.0,
            height: document.page.text_height(),
            keeps_white: true,
            decided: 0,
        };
        composer.begin_page();
        composer
    }

    fn new_page(&mut self) {
        let style = self.style;
        self.pages.push(Page { width: style.width, height: style.height, items: Vec::new() });
        self.sheets.push(Sheet { style, numbered: true });
        self.y = 0.0;
        self.keeps_white = false;
    }

    /// A new page by a written break.
    fn begin_page(&mut self) {
        self.new_page();
        self.keeps_white = true;
    }

    /// White above a block, where it holds.
    fn skip(&mut self, white: Pt) {
        if self.y > 0.0 || self.keeps_white {
            self.y += white;
        }
    }

    fn place_all(&mut self) {
        for i in 0..self.set.len() {
            if i >= self.decided {
                self.decide(i);
            }
            match &self.set[i] {
                SetBlock::PageBreak if self.y > 0.0 => self.begin_page(),
                SetBlock::PageBreak => {}
                SetBlock::Paragraph(_, lines) => self.place_paragraph(i, lines),
                SetBlock::Table(table) => self.place_table(i, table),
                SetBlock::Signature(signature) => self.place_signature(i, signature),
                SetBlock::Figure(figure) => self.place_figure(i, figure),
                SetBlock::Separator(separator) => self.place_separator(separator),
                SetBlock::Section(style) => self.begin_section(style),
                SetBlock::Imprint(imprint) => self.place_imprint(i, imprint),
            }
        }
    }

    fn decide(&mut self, i: usize) {
        let start = self.start(i);
        if let Some(held) = start.hold {
            self.facts[held].hold_with_next = true;
        }
        if start.fresh {
            self.facts[i].page_break_before = start.for_table;
            self.new_page();
            self.keeps_white = start.for_table;
        }
        self.decided = start.until + 1;
    }

    /// Follows a block and those it must stay with, and says whether they may begin here.
    fn start(&self, i: usize) -> Start {
        let top = self.y;
        let mut y = top;
        let mut start = Start { fresh: false, for_table: false, until: i, hold: None };
        for j in i..self.set.len() {
            start.until = j;
            match &self.set[j] {
                SetBlock::PageBreak | SetBlock::Section(_) | SetBlock::Imprint(_) => {}
                SetBlock::Separator(separator) => {
                    let need = separator.before + separator.height();
                    start.fresh = y + need > self.height + EPSILON;
                }
                SetBlock::Signature(signature) => {
                    start.fresh = y + signature_height(signature) > self.height + EPSILON;
                }
                SetBlock::Figure(figure) => {
                    let need = figure.format.before + figure_height(figure);
                    start.fresh = y + need > self.height + EPSILON;
                    if figure.format.keep_next && !start.fresh {
                        y += need + figure.format.after;
                        continue;
                    }
                }
                SetBlock::Table(table) => {
                    start.fresh = self.table_wants_fresh(table, top, y);
                    start.for_table = start.fresh;
                }
                SetBlock::Paragraph(format, lines) => {
                    let held = !format.keep_next && self.signature_would_stand_alone(j, y);
                    let whole = format.keep_next || format.keep_lines || held;
                    let first = lines.lines.first().map_or(0.0, |l| l.pitch);
                    let need =
                        if whole { lines.height() - lines.after } else { lines.before + first };
                    start.fresh = y + need > self.height + EPSILON;
                    if held {
                        start.hold = Some(j);
                        start.fresh = true;
                    }
                    if format.keep_next && !start.fresh {
                        y += lines.height();
                        continue;
                    }
                }
            }
            break;
        }
        // On a page of its own already: there is no better place.
        start.fresh &= top > 0.0;
        start
    }

    /// A table goes to a fresh page when it fits there and not here, and this page is at least half
    /// full; or when not even its head and one row fit here.
    fn table_wants_fresh(&self, table: &SetTable, top: Pt, y: Pt) -> bool {
        let room = self.height - y;
        let whole = table.height(0..table.len()) + table.border();
        if whole <= room + EPSILON {
            return false;
        }
        let fits_fresh = whole + (y - top) <= self.height + EPSILON;
        let half_full = top >= self.height / 2.0;
        (table.keep_together() && fits_fresh && half_full) || table.chunk_end(0, room).end == 0
    }

    /// Whether the paragraph, set from `y` on, ends so low that the signature after it would be
    /// alone on the next page (GB/T 9704-2012 §7.3.5.5), and both fit on a page together.
    fn signature_would_stand_alone(&self, j: usize, y: Pt) -> bool {
        let (SetBlock::Paragraph(_, p), Some(SetBlock::Signature(signature))) =
            (&self.set[j], self.set.get(j + 1))
        else {
            return false;
        };
        let signature = signature_height(signature);
        let mut pen = y + p.before;
        for line in &p.lines {
            if pen + line.pitch > self.height + EPSILON {
                pen = 0.0;
            }
            pen += line.pitch;
        }
        pen + p.after + signature > self.height + EPSILON
            && p.height() + signature <= self.height + EPSILON
    }

    fn place_paragraph(&mut self, i: usize, set: &SetParagraph) {
        self.skip(set.before);
        for (n, line) in set.lines.iter().enumerate() {
            if self.y + line.pitch > self.height + EPSILON && self.y > 0.0 {
                self.new_page();
            }
            if n == 0 {
                self.enter_outline(i);
            }
            self.place_line(line);
        }
        self.y += set.after;
        if let Block::Paragraph(p) = &self.document.blocks[i]
            && p.format.balance
        {
            self.facts[i].breaks = set.lines.iter().map(|l| l.text.clone()).collect();
        }
    }

    fn place_line(&mut self, line: &Line) {
        let style = self.style;
        let (x, y) = (style.left, style.top + self.y);
        let items = line.items.iter().map(|item| item.moved(x, y));
        if let Some(page) = self.pages.last_mut() {
            page.items.extend(items);
        }
        self.y += line.pitch;
    }

    fn enter_outline(&mut self, i: usize) {
        if let Block::Paragraph(p) = &self.document.blocks[i]
            && let Some(level) = p.format.outline
        {
            let text = p.text().replace('\n', "");
            let (page, y) = (self.pages.len() - 1, self.style.top + self.y);
            self.outline.push(OutlineEntry { level, text, page, y });
        }
    }

    fn place_signature(&mut self, i: usize, signature: &SetSignature) {
        let mut date_top = self.y;
        for (placed, set) in &signature.lines {
            self.skip(placed.before);
            for line in &set.lines {
                if self.y + line.pitch > self.height + EPSILON && self.y > 0.0 {
                    self.new_page();
                }
                date_top = self.y;
                self.place_line(line);
            }
        }
        if let Block::Signature(block) = &self.document.blocks[i] {
            self.place_seals(i, block, signature, date_top);
        }
        let lines = signature.lines.iter().map(|(placed, _)| placed.clone());
        self.facts[i].lines = lines.collect();
        self.facts[i].seals.clone_from(&signature.seals);
    }

    fn place_table(&mut self, i: usize, table: &SetTable) {
        self.facts[i].row_heights.clone_from(&table.heights);
        let mut row = 0;
        while row < table.len() {
            // After the end of a row that was cut, the head stands further up on this page.
            let repeat_head = row >= table.header().end.max(1) && self.y <= TABLE_SEPARATOR;
            let head = if repeat_head { table.height(self.repeated_head(table)) } else { 0.0 };
            let room = self.height - self.y - head - table.border();
            let chunk = table.chunk_end(row, room);
            if chunk.end == row {
                if self.y > TABLE_SEPARATOR {
                    self.new_page();
                } else {
                    self.place_tall_row(table, row);
                    row += 1;
                }
                continue;
            }
            self.facts[i].whole = row == 0 && chunk.end == table.len();
            self.draw_rows(table, repeat_head, row..chunk.end);
            // The lower rule takes room of its own in Word and LibreOffice.
            self.y += table.border();
            row = chunk.end;
            if row < table.len() {
                self.new_page();
                if chunk.on_purpose {
                    self.facts[i].row_breaks.push(row);
                    self.y += TABLE_SEPARATOR;
                }
            }
        }
    }

    /// The head rows that are shown again on the pages after the first; none when they would leave
    /// less than half of a page to the rows below.
    fn repeated_head(&self, table: &SetTable) -> Range<usize> {
        let head = table.header();
        if table.height(head.clone()) <= self.height / 2.0 { head } else { 0..0 }
    }

    fn draw_rows(&mut self, table: &SetTable, repeat_head: bool, rows: Range<usize>) {
        let head = self.repeated_head(table);
        if repeat_head && !head.is_empty() {
            self.draw(table, head, true);
        }
        self.draw(table, rows, false);
    }

    fn draw(&mut self, table: &SetTable, rows: Range<usize>, repeat: bool) {
        let style = self.style;
        let (x, y) = (style.left, style.top + self.y);
        if let Some(page) = self.pages.last_mut() {
            table.draw(rows.clone(), repeat, (x, y), &mut page.items);
        }
        self.y += table.height(rows);
    }

    /// A row taller than a page is the only one that is ever cut.
    fn place_tall_row(&mut self, table: &SetTable, row: usize) {
        let total = table.line_counts(row);
        let mut done = vec![0; total.len()];
        loop {
            let head = self.repeated_head(table);
            if row >= table.header().end && !head.is_empty() && self.y == 0.0 {
                self.draw(table, head, true);
            }
            let style = self.style;
            let at = (style.left, style.top + self.y);
            let room = self.height - self.y;
            let mut items = Vec::new();
            let (height, used) = table.draw_piece(row, &done, room, at, &mut items);
            if let Some(page) = self.pages.last_mut() {
                page.items.append(&mut items);
            }
            self.y += height;
            done = used;
            if done == total {
                return;
            }
            self.new_page();
        }
    }
}
