//! Characters with their glyphs and advances, and the places where a line may end.

use super::{
    em,
    error::{Error, MissingGlyph},
    habits::{self, Habits},
    line_break::Rules,
};
use crate::{
    document::{Inline, Paragraph, Pt, Punctuation, TextStyle},
    font::{Face, FamilyId, Fonts, Glyph, Resolver},
    text::{Script, is_cjk, is_latin, kinsoku, scripts},
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
    /// Added behind it (ECMA-376-1 §17.3.2.35).
    pub tracking: Pt,
    /// Whether a line may end before this character.
    pub breakable: bool,
    /// What LibreOffice makes of it.
    pub habits: Habits,
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
    pub rules: Rules,
    pub missing: Vec<MissingGlyph>,
}

impl<'f> Shaper<'f> {
    pub fn new(fonts: &'f Fonts, punctuation: Punctuation, rules: Rules) -> Self {
        Self {
            fonts,
            resolver: fonts.resolver(),
            families: Vec::new(),
            punctuation,
            rules,
            missing: Vec::new(),
        }
    }

    /// The paragraph's characters, one list for each stretch between written line breaks.
    pub fn paragraph<'d>(&mut self, paragraph: &'d Paragraph) -> Result<Vec<Vec<Char<'d>>>, Error> {
        let mut stretches = vec![Vec::new()];
        for inline in &paragraph.inlines {
            match inline {
                Inline::Break | Inline::Tab(_) => stretches.push(Vec::new()),
                Inline::Text(run) => {
                    let stretch = stretches.last_mut().expect("one stretch at least");
                    self.run(&run.text, &run.style, stretch)?;
                }
            }
        }
        for stretch in &mut stretches {
            mark_breaks(stretch);
            habits::mark(stretch);
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
            out.push(Char {
                ch,
                glyph,
                style,
                script,
                width,
                tracking: style.tracking,
                breakable: false,
                habits: Habits::default(),
            });
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

/// Marks where a line may end.
pub(super) fn mark_breaks(chars: &mut [Char]) {
    for i in 1..chars.len() {
        chars[i].breakable = may_break(chars[i - 1].ch, chars[i].ch);
    }
}

/// A line may end wherever 禁则 allow, but not inside a word: at a space and behind a hyphen alone (a
/// digit may follow, `9704-|2012`). An address is one word, whatever slashes it has.
fn may_break(before: char, after: char) -> bool {
    if !kinsoku_allow(before, after) {
        return false;
    }
    let in_word = is_word(before) && is_word(after);
    !in_word || before == ' ' || (before == '-' && after.is_alphanumeric())
}

/// What no line may begin or end with, whoever breaks it.
pub(super) fn kinsoku_allow(before: char, after: char) -> bool {
    // —— and …… are one mark each (GB/T 15834-2011 §5.1.9).
    let one_mark = before == after && matches!(before, '—' | '…');
    !one_mark && after != ' ' && !kinsoku::no_start(after) && !kinsoku::no_end(before)
}

/// Letters, digits and what stands among them, of any script that writes words.
fn is_word(ch: char) -> bool {
    is_latin(ch) || (ch.is_alphabetic() && !is_cjk(ch))
}

/// 标点压缩: of two marks side by side the first gives up its empty half (GB/T 15834-2011 §5.1.10).
fn compress(chars: &mut [Char]) {
    for i in 1..chars.len() {
        let (before, after) = (chars[i - 1], chars[i]);
        let meet = (is_closing(before.ch) && (is_closing(after.ch) || is_opening(after.ch)))
            || (is_opening(before.ch) && is_opening(after.ch));
        if meet {
            chars[i - 1].width -= em::EMPTY_HALF * before.style.size;
        }
    }
}

pub(super) fn is_closing(ch: char) -> bool {
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

pub(super) fn is_opening(ch: char) -> bool {
    matches!(ch, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘')
}
