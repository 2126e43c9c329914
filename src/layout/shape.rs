//! Characters with their glyphs and advances, and the places where a line may end.

use super::error::{Error, MissingGlyph};
use crate::{
    document::{Inline, Paragraph, Pt, Punctuation, TextStyle, is_latin, kinsoku},
    font::{FamilyId, Fonts, Glyph, Resolver},
};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A character ready to be set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char<'d> {
    pub ch: char,
    pub glyph: Glyph,
    pub style: &'d TextStyle,
    /// To the next character, tracking included, before justification.
    pub advance: Pt,
    /// Whether a line may end before this character.
    pub breakable: bool,
}

/// Turns text into characters; collects what no face can print.
pub(super) struct Shaper<'f> {
    fonts: &'f Fonts,
    resolver: Resolver<'f>,
    punctuation: Punctuation,
    pub missing: Vec<MissingGlyph>,
}

impl<'f> Shaper<'f> {
    pub fn new(fonts: &'f Fonts, punctuation: Punctuation) -> Self {
        Self {
            fonts,
            resolver: fonts.resolver(),
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
                    self.text(&run.text, &run.style, stretch)?;
                }
            }
        }
        for stretch in &mut stretches {
            mark_breaks(stretch);
            if self.punctuation.compress {
                compress(stretch);
            }
        }
        Ok(stretches)
    }

    /// Appends the characters of one run.
    pub fn text<'d>(
        &mut self,
        text: &str,
        style: &'d TextStyle,
        out: &mut Vec<Char<'d>>,
    ) -> Result<(), Error> {
        let cjk = self.family(&style.family)?;
        let latin = self.family(&style.latin)?;
        for ch in text.chars() {
            let (own, other) = if is_latin(ch) {
                (latin, cjk)
            } else {
                (cjk, latin)
            };
            let found = self
                .resolver
                .glyph(own, style.bold, ch)
                .or_else(|| self.resolver.glyph(other, style.bold, ch));
            let Some(glyph) = found else {
                self.missing.push(MissingGlyph {
                    ch,
                    family: style.family.to_string(),
                });
                continue;
            };
            let advance = glyph.advance * style.size + style.tracking;
            out.push(Char {
                ch,
                glyph,
                style,
                advance,
                breakable: false,
            });
        }
        Ok(())
    }

    fn family(&self, name: &str) -> Result<FamilyId, Error> {
        self.fonts.family(name).ok_or_else(|| Error::UnknownFamily {
            name: name.to_owned(),
        })
    }
}

/// Marks where a line may end. Between Chinese characters it may end anywhere that 禁则 allow; inside
/// a stretch of Latin only where UAX #14 sees a joint (after a hyphen or the slash of an address).
fn mark_breaks(chars: &mut [Char]) {
    let mut text = String::new();
    let starts: Vec<usize> = chars
        .iter()
        .map(|c| {
            let at = text.len();
            text.push(c.ch);
            at
        })
        .collect();
    let mut joints = linebreaks(&text)
        .filter(|&(_, kind)| kind == BreakOpportunity::Allowed)
        .map(|(at, _)| at)
        .peekable();
    for i in 1..chars.len() {
        while joints.peek().is_some_and(|&at| at < starts[i]) {
            joints.next();
        }
        let joint = joints.peek() == Some(&starts[i]);
        chars[i].breakable = may_break(chars[i - 1].ch, chars[i].ch, joint);
    }
}

fn may_break(before: char, after: char, joint: bool) -> bool {
    if after == ' ' || kinsoku::no_start(after) || kinsoku::no_end(before) {
        return false;
    }
    before == ' ' || joint || !is_latin(before) || !is_latin(after)
}

/// 标点压缩: of two marks side by side the first gives up its empty half (GB/T 15834-2011 §5.1.10).
fn compress(chars: &mut [Char]) {
    for i in 1..chars.len() {
        let (before, after) = (chars[i - 1], chars[i]);
        let meet = (is_closing(before.ch) && (is_closing(after.ch) || is_opening(after.ch)))
            || (is_opening(before.ch) && is_opening(after.ch));
        if meet {
            chars[i - 1].advance -= before.style.size / 2.0;
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
    matches!(
        ch,
        '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘'
    )
}
