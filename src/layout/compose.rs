//! Page breaking: blocks onto pages, top to bottom, with what must stay together kept so.

mod parts;
mod pictures;
mod start;
mod tables;

use super::{
    block::{SetBlock, SetSignature, is_last_text, set_blocks},
    error::Error,
    line_break::Rules,
    page::{BlockFacts, Facts, Keep, OutlineEntry, Page, Pages},
    page_number::{page_mark, page_number},
    paragraph::SetParagraph,
    region::{Region, Sheet},
    shape::Shaper,
};
use crate::{
    document::{Block, Document, Pt},
    font::Fonts,
};
use start::Closing;

/// Sets all blocks, then places them.
pub(super) fn compose(document: &Document, fonts: &Fonts, rules: Rules) -> Result<Pages, Error> {
    let mut shaper = Shaper::new(fonts, document.page.punctuation, rules);
    let set = set_blocks(document, &mut shaper)?;
    let mut composer = Composer {
        document,
        region: Region::new(&document.page),
        outline: Vec::new(),
        facts: Facts::default(),
        rules,
        decided: 0,
        closing: None,
    };
    composer.place_all(set);
    let Composer { region, outline, facts, .. } = composer;
    let sheets = region.into_sheets().into_iter().enumerate();
    let pages = sheets.map(|(i, sheet)| decorated(sheet, i + 1, &mut shaper));
    let pages = pages.collect::<Result<Vec<_>, _>>()?;
    if shaper.missing.is_empty() {
        Ok(Pages { pages, outline, facts })
    } else {
        Err(Error::MissingGlyphs(shaper.missing))
    }
}

/// A page with what stands outside its type area.
fn decorated(sheet: Sheet, number: usize, shaper: &mut Shaper) -> Result<Page, Error> {
    let Sheet { mut page, style, numbered } = sheet;
    if let Some(mark) = &style.mark {
        page.items.extend(page_mark(style, mark, shaper)?);
    }
    if let Some(shown) = style.number.as_ref().filter(|_| numbered) {
        page.items.extend(page_number(style, shown, number, shaper)?);
    }
    Ok(page)
}

struct Composer<'d> {
    document: &'d Document,
    region: Region<'d>,
    outline: Vec<OutlineEntry>,
    facts: Facts,
    rules: Rules,
    /// Blocks below this index already know that they may begin here.
    decided: usize,
    /// The paragraph that leads to a signature, and how.
    closing: Option<(usize, Closing)>,
}

impl<'d> Composer<'d> {
    fn place_all(&mut self, set: Vec<SetBlock<'d>>) {
        let mut coming = set.into_iter();
        for i in 0.. {
            if i >= self.decided {
                self.decide(i, coming.as_slice());
            }
            let Some(block) = coming.next() else { break };
            let facts = self.place(i, block);
            self.facts.blocks.push(facts);
        }
    }

    fn decide(&mut self, i: usize, coming: &[SetBlock]) {
        let start = start::start(&self.region, self.rules, coming);
        self.decided = i + start.blocks;
        self.closing = start.closing.map(|closing| (self.decided - 1, closing));
        if start.fresh {
            self.region.run_over();
        }
    }

    fn place(&mut self, i: usize, block: SetBlock<'d>) -> BlockFacts {
        match block {
            SetBlock::Paragraph(_, set) => return self.place_paragraph(i, set),
            SetBlock::Table(table) => return self.place_table(table),
            SetBlock::Signature(signature) => return self.place_signature(i, signature),
            SetBlock::Imprint(imprint) => return self.place_imprint(imprint),
            SetBlock::PageBreak if self.region.is_blank() => {}
            SetBlock::PageBreak => self.region.begin_page(),
            SetBlock::Figure(figure) => self.place_figure(i, figure),
            SetBlock::Separator(separator) => self.place_separator(separator),
            SetBlock::Section(style) => self.region.begin_section(style),
            SetBlock::LetterHead(head, set) => return self.place_letter_head(head, set),
        }
        BlockFacts::Plain
    }

    fn place_paragraph(&mut self, i: usize, mut set: SetParagraph) -> BlockFacts {
        let closing = self.closing.filter(|&(paragraph, _)| paragraph == i);
        let closing = closing.map(|(_, closing)| closing);
        let Closing { tighter, rest, .. } = closing.unwrap_or_default();
        self.region.skip(set.before);
        let ends = is_last_text(self.document, i);
        let fits = |set: &SetParagraph| self.region.fits(set.height() - set.before);
        let saves = |tight: &SetParagraph| ends && !fits(&set) && fits(tight);
        let tighter = tighter || set.tighter.as_deref().is_some_and(saves);
        if let Some(tight) = set.tighter.take_if(|_| tighter) {
            set = *tight;
        }
        // Its white above is behind the pen already. On a fresh page there may be less room than was looked at.
        let stands = || start::stands(&self.region, &set, -set.before, rest);
        if closing.is_some_and(|closing| !closing.is_said && stands()) {
            set.keep = Keep::Pair;
        }
        if set.keep == Keep::Nothing && (set.is_lonely || ends) && self.misses_last(&set) {
            set.keep = Keep::Pair;
        }
        let pitches: Vec<Pt> = set.lines.iter().map(|line| line.pitch).collect();
        let room = |n: usize| match pitches.get(n..).unwrap_or_default() {
            &[last_but_one, last] if set.keep.parts_in_pairs() => last_but_one + last + rest,
            &[first, second, ..] if n == 0 && set.keep.parts_in_pairs() => first + second,
            lines => lines.first().copied().unwrap_or_default(),
        };
        // The outline leads to where the first line stands, after a change of page if there is one.
        self.region.make_room(room(0));
        self.enter_outline(i);
        for (n, line) in set.lines.into_iter().enumerate() {
            self.region.make_room(room(n));
            self.region.place_line(line);
        }
        self.region.y += set.after;
        BlockFacts::Paragraph {
            breaks: set.breaks,
            keep: set.keep,
            nudge: set.nudge,
            flush_left: set.flush_left,
        }
    }

    /// Whether the last line of a paragraph that begins here would stand alone on top of the next page, and the line
    /// above can go with it: for one of a single character, and for the last of all. The DOCX says so by widow control,
    /// which also asks for two lines on this page.
    fn misses_last(&self, set: &SetParagraph) -> bool {
        let height = |count: usize| set.lines.iter().take(count).map(|line| line.pitch).sum::<Pt>();
        let count = set.lines.len();
        let fits_others = self.region.fits(height(count.saturating_sub(1)));
        count >= 4 && fits_others && !self.region.fits(height(count))
    }

    fn enter_outline(&mut self, i: usize) {
        if let Block::Paragraph(p) = &self.document.blocks[i]
            && let Some(level) = p.role.level()
        {
            let text = p.text().replace('\n', "");
            let (page, (_, y)) = (self.region.page_number() - 1, self.region.pen());
            self.outline.push(OutlineEntry { level, text, page, y });
        }
    }

    fn place_signature(&mut self, i: usize, signature: SetSignature) -> BlockFacts {
        let SetSignature { lines: set, seals, note } = signature;
        let mut lines = Vec::with_capacity(set.len());
        let mut date = self.region.pen();
        for (placed, paragraph) in set {
            self.region.skip(placed.before);
            for line in paragraph.lines {
                self.region.make_room(line.pitch);
                date = self.region.pen();
                self.region.place_line(line);
            }
            lines.push(placed);
        }
        if let Block::Signature(block) = &self.document.blocks[i] {
            self.place_seals(i, block, &seals, date);
        }
        BlockFacts::Signature { lines, seals, noted: note.is_some() }
    }
}
