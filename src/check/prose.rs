//! The narrative, line by line, each character at its place in the YAML.

mod searched;

pub(super) use self::searched::Searched;
pub(super) use crate::text::is_digit;

use self::searched::CharIndex;
use super::{
    dates::{WrittenDate, dates},
    mend::Spelling,
};
use crate::{
    diagnostic::Source,
    report::{Report, Spanned},
    text::{Letters, not_hanzi},
};
use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    ops::Range,
    rc::Rc,
};

/// What stands for each byte of a `{{ … }}`: its value is not known here, and no rule looks at it.
pub(super) const MASK: char = '\u{1}';

/// A paragraph of the report.
pub(super) struct ProseLine<'a> {
    /// The heading of the part it stands in; empty for the preface.
    pub heading: &'a str,
    /// The paragraph; `{{ … }}` is masked, byte for byte.
    pub text: String,
    /// The set of its characters, and their places.
    letters: Letters,
    index: Rc<CharIndex>,
    /// The characters that are no hanzi, looked for once.
    marks: OnceCell<Vec<(usize, char)>>,
    /// The paragraph as it is.
    whole: String,
    /// Where it, or the text that it is a line of, stands.
    at: Option<Range<usize>>,
    source: &'a Source,
    /// The days that it writes, looked for once.
    dates: OnceCell<Vec<WrittenDate>>,
    /// Where the whole paragraph stands in the YAML, looked up once.
    start: OnceCell<Option<usize>>,
    /// Of each word that was looked for by counting, where it was found last.
    found: RefCell<HashMap<String, Counted>>,
    /// Bytes that may still be looked through for lines of its text.
    left: Rc<Cell<usize>>,
    /// The text that it is a line of.
    written: Rc<WrittenText<'a>>,
    /// Where it begins there.
    offset: usize,
}

/// A text as it stands in the YAML: one paragraph of a literal block, or all of another value.
struct WrittenText<'a> {
    text: &'a str,
    at: Option<Range<usize>>,
    source: &'a Source,
    /// Looked up once.
    spelling: OnceCell<Option<Spelling>>,
}

impl<'a> WrittenText<'a> {
    fn new(text: &'a str, at: Option<Range<usize>>, source: &'a Source) -> Rc<Self> {
        Rc::new(Self { text, at, source, spelling: OnceCell::new() })
    }

    fn spell(&self) -> Option<Spelling> {
        let at = self.at.clone()?;
        Spelling::of(self.text, self.source.text.get(at.clone())?, at.start)
    }
}

/// Bytes looked through for the places of one text whose lines do not stand in the file as they are: many
/// such lines would take the square of their number. What is beyond points at the text as a whole.
const MOST_BYTES: usize = 200_000_000;

/// A word in the paragraph and in the YAML; the next one of its kind is counted from here.
#[derive(Clone, Copy, Default)]
struct Counted {
    text: usize,
    written: usize,
}

impl ProseLine<'_> {
    /// The paragraph, to look for words in.
    pub(super) fn searched(&self) -> Searched<'_> {
        Searched::indexed(&self.text, self.letters, Rc::clone(&self.index))
    }

    /// Its characters that are no hanzi, with their places in bytes.
    pub(super) fn marks(&self) -> &[(usize, char)] {
        self.marks.get_or_init(|| not_hanzi(&self.text).collect())
    }

    /// The days that it writes.
    pub(super) fn dates(&self) -> &[WrittenDate] {
        self.dates.get_or_init(|| dates(&self.text))
    }

    /// A piece of the paragraph as it is typed, expressions too.
    pub(super) fn typed(&self, piece: &Range<usize>) -> &str {
        self.whole.get(piece.clone()).unwrap_or_default()
    }

    /// Where a piece of the paragraph stands in the YAML; `None` unless it is written there just so.
    pub(super) fn exact(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let start = (*self.start.get_or_init(|| self.find()))?;
        Some(start + piece.start..start + piece.end)
    }

    fn find(&self) -> Option<usize> {
        let at = self.at.clone()?;
        let written = self.source.text.get(at.clone())?;
        let found = if self.left.get() > 0 { written.find(self.whole.as_str()) } else { None };
        self.pay(found.unwrap_or(written.len()));
        Some(at.start + found?)
    }

    fn pay(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }

    /// How the text is written that this is a line of; none where that cannot be told.
    pub(super) fn spelling(&self) -> Option<&Spelling> {
        self.written.spelling.get_or_init(|| self.written.spell()).as_ref()
    }

    /// What to do about what has one right answer: `otherwise` where the program cannot do it, since what
    /// is printed is written in another way.
    pub(super) fn help(&self, otherwise: &'static str) -> &'static str {
        if self.spelling().is_some() {
            "可以用 nianbao check --fix 自动改"
        } else {
            otherwise
        }
    }

    /// Where the paragraph begins in that text.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    /// Where a piece of the paragraph stands in the YAML; the paragraph where that cannot be told.
    pub(super) fn place(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        self.exact(piece).or_else(|| self.nth(piece)).or_else(|| self.at.clone())
    }

    /// The place by counting: the paragraph differs from what was typed in characters that cannot
    /// be seen, in escapes, or in its expressions.
    fn nth(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let at = self.at.clone()?;
        let word = self.text.get(piece.clone()).filter(|word| !word.is_empty())?;
        if self.left.get() == 0 {
            return None;
        }
        let written = self.source.text.get(at.clone())?;
        let mut found = self.found.borrow_mut();
        let last = found.get(word).filter(|last| last.text <= piece.start);
        let last = last.copied().unwrap_or_default();
        let before = self.text.get(last.text..piece.start)?.matches(word).count();
        let tail = written.get(last.written..)?;
        let here = tail.match_indices(word).nth(before).map(|(here, _)| here);
        self.pay(here.unwrap_or(tail.len()));
        let here = last.written + here?;
        found.insert(word.to_owned(), Counted { text: piece.start, written: here });
        Some(at.start + here..at.start + here + word.len())
    }
}

/// All paragraphs of a report: the preface, then those of the parts.
pub(super) fn lines(report: &Report) -> Vec<ProseLine<'_>> {
    let preface = report.preface.iter().map(|text| ("", text));
    let parts = report.parts.iter().filter_map(|part| {
        let text = part.text.as_ref()?;
        Some((part.heading.value.as_str(), text))
    });
    let texts = preface.chain(parts);
    texts.flat_map(|(heading, text)| of_text(&report.source, heading, text)).collect()
}

fn of_text<'a>(
    source: &'a Source,
    heading: &'a str,
    text: &'a Spanned<String>,
) -> impl Iterator<Item = ProseLine<'a>> + use<'a> {
    let masked = masked(&text.value);
    let left = Rc::new(Cell::new(MOST_BYTES));
    let whole_text = WrittenText::new(&text.value, text.at.clone(), source);
    let mut next = 0;
    // Masking keeps line breaks, so that the lines go together.
    let pairs = masked.split('\n').zip(text.value.split('\n'));
    let lines: Vec<ProseLine<'a>> = (pairs.zip(text.lines(source)))
        .map(|((line, whole), at)| {
            let offset = next;
            next += whole.len() + 1;
            let (written, offset) = if at == text.at {
                (Rc::clone(&whole_text), offset)
            } else {
                (WrittenText::new(whole, at.clone(), source), 0)
            };
            ProseLine {
                heading,
                text: line.to_owned(),
                letters: Letters::of(line),
                index: Rc::new(CharIndex::of(line)),
                marks: OnceCell::new(),
                whole: whole.to_owned(),
                at,
                source,
                dates: OnceCell::new(),
                start: OnceCell::new(),
                found: RefCell::default(),
                left: Rc::clone(&left),
                written,
                offset,
            }
        })
        .filter(|line| !line.text.trim().is_empty())
        .collect();
    lines.into_iter()
}

/// Hides the expressions of templates.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let inner = rest.get(start..).unwrap_or_default();
        let end = inner.find("}}").map_or(inner.len(), |end| end + 2);
        let (before, tail) = rest.split_at(start);
        let (expression, after) = tail.split_at(end);
        masked.push_str(before);
        for byte in expression.bytes() {
            masked.push(if byte == b'\n' { '\n' } else { MASK });
        }
        rest = after;
    }
    masked + rest
}

/// Bytes of the longest clause that is looked through for words; so a paragraph without any marks takes no more
/// than so much for each of its numbers.
pub(super) const CLAUSE: usize = 450;
/// Of the longest sentence.
pub(super) const SENTENCE: usize = 1500;

/// The text before a place, no more than so many bytes.
pub(super) fn before(text: &str, at: usize, most: usize) -> &str {
    let mut from = at.saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or_default()
}

/// The text from a place on, as far as a clause reaches.
pub(super) fn after(text: &str, at: usize) -> &str {
    let mut to = at.saturating_add(CLAUSE).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(at..to).unwrap_or_default()
}

/// The numbers of a text in Arabic digits, as they are typed, each with its place.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, &str)> {
    let (mut found, mut end) = (Vec::new(), 0);
    for (start, _) in not_hanzi(text).filter(|(_, c)| is_digit(*c)) {
        if start < end {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        end = start + length;
        found.push((start..end, rest.get(..length).unwrap_or_default()));
    }
    found
}
