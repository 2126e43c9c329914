//! Characters with their glyphs and advances, and the places where a line may end.

use super::error::{Error, MissingGlyph};
use crate::{
    document::{
        Inline, Paragraph, Pt, Punctuation, Script, TextStyle, is_cjk, is_latin, kinsoku, scripts,
    },
    font::{Face, FamilyId, Fonts, Glyph, Resolver},
};
use std::sync::Arc;

/// A character ready to be set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char<'d> {
    pub ch: char,
    pub glyph: Glyph,
    pub style: &'d TextStyle,
    pub script: Script,
    /// Its own width.
    pub width: Pt,
    /// Added to its width when another character follows on the line.
    pub tracking: Pt,
    /// Whether a line may end before this character.
    pub breakable: bool,
}

impl Char<'_> {
    /// From its left edge to the next character's, before justification.
    pub fn advance(&self) -> Pt {
        self.width + self.tracking
    }
}

/// The width of characters set one after the other on a line.
pub(super) fn width(chars: &[Char]) -> Pt {
    let advances: Pt = chars.iter().map(Char::advance).sum();
    advances - chars.last().map_or(0.0, |c| c.tracking)
}

/// Turns text into characters; collects what no face can print.
pub(super) struct Shaper<'f> {
    fonts: &'f Fonts,
    resolver: Resolver<'f>,
    /// Families by the names that were asked for: a handful, each for hundreds of runs.
    families: Vec<(Arc<str>, FamilyId)>,
    punctuation: Punctuation,
    pub missing: Vec<MissingGlyph>,
}

impl<'f> Shaper<'f> {
    pub fn new(fonts: &'f Fonts, punctuation: Punctuation) -> Self {
        Self {
            fonts,
            resolver: fonts.resolver(),
            families: Vec::new(),
            punctuation,
            missing: Vec::new(),
        }
    }

    /// The paragraph's characters, one list for each stretch between written line breaks.
    pub fn paragraph<'d>(&mut self, paragraph: &'d Paragraph) -> Result<Vec<Vec<Char<'d>>>, Error> {
        let mut stretches = vec![Vec::new()];
        for inline in &paragraph.inlines {
            match inline {
                Inline::Break => stretches.push(Vec::new()),
                Inline::Text(run) => {
                    let stretch = stretches.last_mut().expect("one stretch at least");
                    self.run(&run.text, &run.style, stretch)?;
                }
            }
        }
        for stretch in &mut stretches {
            track(stretch);
            mark_breaks(stretch);
            if self.punctuation.compress {
                compress(stretch);
            }
        }
        Ok(stretches)
    }

    /// The characters of a text of one style.
    pub fn line<'d>(&mut self, text: &str, style: &'d TextStyle) -> Result<Vec<Char<'d>>, Error> {
        let mut chars = Vec::new();
        self.run(text, style, &mut chars)?;
        track(&mut chars);
        Ok(chars)
    }

    /// Appends the characters of one run.
    fn run<'d>(
        &mut self,
        text: &str,
        style: &'d TextStyle,
        out: &mut Vec<Char<'d>>,
    ) -> Result<(), Error> {
        let cjk = self.family(&style.family)?;
        let latin = self.family(&style.latin)?;
        let after = out.last().map_or(Script::Chinese, |c| c.script);
        let parts = scripts(text, after);
        // A hanzi has three bytes.
        out.reserve(text.len() / 3);
        let chars = parts
            .iter()
            .flat_map(|(range, script)| text[range.clone()].chars().map(move |ch| (ch, *script)));
        for (ch, script) in chars {
            let (own, other) = if is_latin(ch) { (latin, cjk) } else { (cjk, latin) };
            let found = self
                .resolver
                .glyph(own, style.bold, ch)
                .or_else(|| self.resolver.glyph(other, style.bold, ch));
            let Some(glyph) = found else {
                self.missing.push(MissingGlyph { ch, family: style.family.to_string() });
                continue;
            };
            let width = glyph.advance * style.size;
            out.push(Char { ch, glyph, style, script, width, tracking: 0.0, breakable: false });
        }
        match self.resolver.broken() {
            None => Ok(()),
            Some(face) => Err(Self::unreadable(self.fonts.face(face))),
        }
    }

    fn unreadable(face: &Face) -> Error {
        Error::UnreadableFace {
            face: face.shown(),
            reason: face.data().err().unwrap_or("文件已损坏").to_owned(),
        }
    }

    fn family(&mut self, name: &Arc<str>) -> Result<FamilyId, Error> {
        if let Some((_, id)) = self.families.iter().find(|(known, _)| known == name) {
            return Ok(*id);
        }
        let found = self.fonts.family(name);
        let id = found.ok_or_else(|| Error::UnknownFamily { name: name.to_string() })?;
        self.families.push((Arc::clone(name), id));
        Ok(id)
    }
}

/// Adds the tracking. LibreOffice leaves it out after the last character of every stretch of one style
/// and script; a line differs by a quarter of a point for each, which decides about one break in fifty.
fn track(chars: &mut [Char]) {
    for i in 1..chars.len() {
        let (before, next) = (chars[i - 1], chars[i]);
        if std::ptr::eq(before.style, next.style) && before.script == next.script {
            chars[i - 1].tracking = before.style.tracking;
        }
    }
}

/// Marks where a line may end: anywhere that 禁则 allow if a Chinese character stands on either side,
/// else only where [`joint`] says so.
fn mark_breaks(chars: &mut [Char]) {
    for i in 1..chars.len() {
        let before_slash = i.checked_sub(2).map(|j| chars[j].ch);
        chars[i].breakable = may_break(before_slash, chars[i - 1].ch, chars[i].ch);
    }
}

fn may_break(earlier: Option<char>, before: char, after: char) -> bool {
    // —— and …… are one mark each (GB/T 15834-2011 §5.1.9).
    let one_mark = before == after && matches!(before, '—' | '…');
    // 〔2021〕30号 is one number, 2021（上半年） one word: next to Latin text UAX #14 (LB19, LB30) holds
    // brackets and quotes fast, and LibreOffice with it.
    let held = (is_closing(before) && is_word(after)) || (is_word(before) && is_opening(after));
    if one_mark || held || after == ' ' || kinsoku::no_start(after) || kinsoku::no_end(before) {
        return false;
    }
    is_chinese(before) || is_chinese(after) || joint(earlier, before, after)
}

/// Where a word, a number or an address may be parted: at a space, after a hyphen (a digit may follow,
/// `9704-|2012`, as in Word) and after the slash of an address, but not in `2022/01`.
fn joint(earlier: Option<char>, before: char, after: char) -> bool {
    let digits = earlier.is_some_and(|c| c.is_ascii_digit()) && after.is_ascii_digit();
    match before {
        ' ' => true,
        '-' => after.is_alphanumeric(),
        '/' => after.is_alphanumeric() && !digits,
        _ => false,
    }
}

fn is_word(ch: char) -> bool {
    is_latin(ch) && (ch.is_alphanumeric() || matches!(ch, '%' | '.'))
}

/// Hanzi, and marks as wide as one.
fn is_chinese(ch: char) -> bool {
    is_cjk(ch) || matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// 标点压缩: of two marks side by side the first gives up its empty half (GB/T 15834-2011 §5.1.10).
fn compress(chars: &mut [Char]) {
    for i in 1..chars.len() {
        let (before, after) = (chars[i - 1], chars[i]);
        let meet = (is_closing(before.ch) && (is_closing(after.ch) || is_opening(after.ch)))
            || (is_opening(before.ch) && is_opening(after.ch));
        if meet {
            chars[i - 1].width -= before.style.size / 2.0;
        }
    }
}

fn is_closing(ch: char) -> bool {
    matches!(
        ch,
        '、' | '。'
            | '，'
            | '；'
            | '：'
            | '）'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '”'
            | '’'
    )
}

fn is_opening(ch: char) -> bool {
    matches!(ch, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘')
}
