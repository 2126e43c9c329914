//! Pieces of a text that nobody reads as one with what stands beside them: a raised mark behind a number, what
//! was struck out, what is hidden.

use crate::report::{self, Value};

/// Characters of a piece that are told.
const SHOWN: usize = 80;

/// What is odd about a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OddKind {
    /// Raised or lowered.
    Raised,
    /// A number right behind another that leads to a note on the same page.
    Linked,
    /// White, on what may be white.
    Pale,
    /// Put in while changes were tracked.
    Inserted,
    /// Counted by the program that shows it.
    Numbered,
    /// The result of a field, and what stands in a formula.
    Computed,
    Formula,
    /// Struck out.
    Struck,
    /// Taken out while changes were tracked.
    Deleted,
    /// Not shown.
    Hidden,
    /// The wish of a control to be filled in.
    Asked,
    /// How the characters below it are spoken.
    Spoken,
    /// Painted over.
    Covered,
    /// Another number than the file says it stands for.
    Disputed,
    /// Of which a rule may say that it is not shown.
    Doubted,
    /// A character that the file does not say.
    Unclear,
    /// Put in by a rule of the page.
    Drawn,
    /// A number that goes on on the next line.
    Wrapped,
    /// Printed on each other.
    Heaped,
    /// Not upright.
    Turned,
    /// What a mark in the text leads to: a note at the foot or at the end.
    Note,
    /// No text: a picture, a symbol of a symbol font, a field without a result.
    Sign,
}

impl OddKind {
    /// Whether people read it where it stands.
    fn is_read(self) -> bool {
        matches!(self, Self::Raised | Self::Linked | Self::Pale | Self::Numbered) || self.is_part()
    }

    /// Whether it is part of what it stands in, a number too.
    fn is_part(self) -> bool {
        matches!(
            self,
            Self::Inserted
                | Self::Computed
                | Self::Formula
                | Self::Disputed
                | Self::Doubted
                | Self::Unclear
                | Self::Wrapped
                | Self::Heaped
        )
    }

    fn name(self) -> &'static str {
        match self {
            Self::Raised => "上下标",
            Self::Linked => "注的序号",
            Self::Pale => "白色的字",
            Self::Inserted => "修订中加上的",
            Self::Numbered => "自动编号",
            Self::Computed => "域算出的",
            Self::Formula => "公式里的",
            Self::Note => "脚注",
            Self::Struck => "加了删除线的",
            Self::Deleted => "修订中删去的",
            Self::Hidden => "隐藏的",
            Self::Asked => "没有填的控件里的",
            Self::Spoken => "注音",
            Self::Covered => "被盖住的",
            Self::Disputed => "显示的和复制出来不一样的",
            Self::Doubted => "样式里的规则可能不显示的",
            Self::Unclear => "字体里没有编码、认不出的",
            Self::Drawn => "样式加上的",
            Self::Wrapped => "折成两行的",
            Self::Heaped => "叠在一起的",
            Self::Turned => "转了方向的",
            Self::Sign => "不是文字的",
        }
    }
}

/// The odd pieces of a paragraph, and its text without those that are part of it.
#[derive(Debug, Default)]
pub(super) struct OddPieces {
    pieces: Vec<(OddKind, String)>,
    /// The text without raised and pale pieces, as long as that is another.
    bare: Option<String>,
}

impl OddPieces {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Adds a piece that was read.
    pub fn add(&mut self, kind: OddKind, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some((last, before)) if *last == kind => before.push_str(text),
            _ => self.pieces.push((kind, text.to_owned())),
        }
    }

    /// Adds a piece of a kind, or a plain one, to a text. Whether it is part of the text.
    pub fn write(&mut self, kind: Option<OddKind>, piece: &str, text: &mut String) {
        let is_bare = kind.is_none_or(OddKind::is_part);
        if !is_bare && self.bare.is_none() && !piece.trim().is_empty() {
            self.bare = Some(text.clone());
        }
        if is_bare && let Some(bare) = &mut self.bare {
            bare.push_str(piece);
        }
        if kind.is_none_or(OddKind::is_read) {
            text.push_str(piece);
        }
        if let Some(kind) = kind {
            self.add(kind, piece);
        }
    }

    pub fn join(&mut self, other: &Self) {
        other.pieces.iter().for_each(|(kind, text)| self.add(*kind, text));
    }

    /// The text without raised and pale pieces.
    pub fn bare<'t>(&'t self, text: &'t str) -> &'t str {
        self.bare.as_deref().unwrap_or(text)
    }

    /// The text without them, with its blanks as they are shown.
    pub fn map_bare(&mut self, change: impl Fn(&str) -> String) {
        self.bare = self.bare.take().map(|bare| change(&bare));
    }

    /// What people are told of the pieces that are no part of the text; none of none.
    pub fn left_out(&self) -> Option<String> {
        self.told(|kind| !kind.is_read())
    }

    /// What people are told of all of them.
    pub fn all(&self) -> Option<String> {
        self.told(|_| true)
    }

    /// What people are told of those beside a number, which is this: one that a field shows alone is one.
    fn beside(&self, number: &str) -> Option<String> {
        let dense = |text: &str| text.split_whitespace().collect::<String>();
        let is_computed = |kind: OddKind| matches!(kind, OddKind::Computed | OddKind::Formula);
        match &self.pieces[..] {
            [(kind, text)] if is_computed(*kind) && dense(text) == dense(number) => None,
            _ => self.all(),
        }
    }

    /// The text of a cell, and what stands in it beside that, of what it shows and of that without what is raised
    /// or pale. A number is read without these, of other texts they are part.
    pub fn settled(&self, shown: String, bare: String) -> (String, Option<String>) {
        if self.is_empty() {
            return (shown, None);
        }
        let is_number = match report::read_cell(&bare) {
            Value::Int(_) | Value::Decimal(_) | Value::Absent => true,
            Value::Text(text) => report::measured(&text).is_some() || report::is_nil_mark(&text),
            Value::Unknown => false,
        };
        if is_number {
            let beside = self.beside(&bare);
            (bare, beside)
        } else {
            (shown, self.left_out())
        }
    }

    fn told(&self, is_told: impl Fn(OddKind) -> bool) -> Option<String> {
        let pieces = self.pieces.iter().filter(|(kind, _)| is_told(*kind));
        let told: Vec<String> = pieces
            .map(|(kind, text)| {
                let text = text.trim();
                let shown: String = text.chars().take(SHOWN).collect();
                let rest = if text.chars().nth(SHOWN).is_some() { "……" } else { "" };
                format!("{}“{shown}{rest}”", kind.name())
            })
            .collect();
        (!told.is_empty()).then(|| told.join("、"))
    }
}
