//! A paragraph's text as runs: which characters need the East Asian hint, where lines are broken by
//! hand, what a run says beyond its styles.

use super::{
    names::StyleNames,
    props,
    xml::{Element, el, switch},
};
use crate::document::{Document, Inline, Paragraph, Run, TextStyle};

/// A run, or a line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(TextRun),
    Break,
}

/// Text in one formatting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextRun {
    pub(super) text: String,
    /// Id of its character style.
    pub(super) style: Option<String>,
    /// Direct formatting: hint, and what the styles do not say.
    pub(super) props: Vec<Element>,
}

/// The runs of a paragraph.
pub(super) fn pieces(
    document: &Document,
    names: &StyleNames,
    paragraph: &Paragraph,
    inlines: &[Inline],
) -> Vec<Piece> {
    let base = document
        .styles
        .get(paragraph.style.0)
        .map(|named| &*named.text);
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Break => out.push(Piece::Break),
            Inline::Text(run) => {
                let character = run.char_style.and_then(|id| document.char_styles.get(id.0));
                let character = character.map(|style| &*style.text);
                let style = run.char_style.and_then(|id| names.character_id(id.0));
                push(
                    &mut out,
                    &run.text,
                    style,
                    &direct(&run.style, base, character),
                );
            }
        }
    }
    out
}

/// Text that says nothing beyond its paragraph's style.
pub(super) fn plain(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    push(&mut out, text, None, &[]);
    out
}

fn push(out: &mut Vec<Piece>, text: &str, style: Option<&str>, direct: &[Element]) {
    for (text, hint) in by_hint(text) {
        let mut props = direct.to_vec();
        if hint {
            let fonts = props.iter().position(|element| element.name == "w:rFonts");
            match fonts.and_then(|at| props.get_mut(at)) {
                Some(fonts) => fonts.attributes.insert(0, HINT.map(str::to_owned).into()),
                None => props.insert(0, el("w:rFonts").attr(HINT[0], HINT[1])),
            }
        }
        out.push(Piece::Text(TextRun {
            text: text.to_owned(),
            style: style.map(str::to_owned),
            props,
        }));
    }
}

/// Makes Word take ambiguous marks from the Chinese face.
const HINT: [&str; 2] = ["w:hint", "eastAsia"];

/// What a run says beyond the styles it stands in.
fn direct(
    wanted: &TextStyle,
    paragraph: Option<&TextStyle>,
    character: Option<&TextStyle>,
) -> Vec<Element> {
    let base = character.or(paragraph);
    let mut out = props::difference(
        props::run(wanted),
        &base.map(props::run).unwrap_or_default(),
    );
    let switches_itself_off = paragraph.is_some_and(|text| text.bold) && character.is_some();
    if switches_itself_off && out.iter().all(|element| element.name != "w:b") {
        // Bold in both styles is not bold (ECMA-376-1 §17.7.3): say outright what holds.
        let at = out
            .iter()
            .take_while(|element| element.name == "w:rFonts")
            .count();
        let bold = ["w:b", "w:bCs"].map(|name| switch(name, wanted.bold));
        out.splice(at..at, bold);
    }
    out
}

/// How Word chooses the face of a character (ECMA-376-1 §17.3.2.26).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// The same with and without the hint: ASCII is Latin, a hanzi is Chinese.
    Fixed,
    /// Chinese only with the hint: `“ ” ‘ ’ — … · × §`.
    NeedsHint,
    /// Latin only without it: `é`, `ü`.
    NeedsNone,
}

fn choice(character: char) -> Choice {
    match character {
        '\0'..='\u{7F}' | '\u{2E80}'.. => Choice::Fixed,
        '\u{D7}' | '\u{F7}' => Choice::NeedsHint,
        '\u{C0}'..='\u{24F}' => Choice::NeedsNone,
        _ => Choice::NeedsHint,
    }
}

/// Cuts text only where the hint has to change.
fn by_hint(text: &str) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let (mut start, mut hint) = (0, None);
    for (at, character) in text.char_indices() {
        let wanted = match choice(character) {
            Choice::Fixed => continue,
            Choice::NeedsHint => true,
            Choice::NeedsNone => false,
        };
        if hint.is_some_and(|hint| hint != wanted) {
            out.push((&text[start..at], !wanted));
            start = at;
        }
        hint = Some(wanted);
    }
    if start < text.len() {
        out.push((&text[start..], hint.unwrap_or(false)));
    }
    out
}

/// The same text with line breaks where layout set them. Nothing when there are none, or when
/// `lines` are not this text.
pub(super) fn broken_as(inlines: &[Inline], lines: &[String]) -> Option<Vec<Inline>> {
    if lines.is_empty() {
        return None;
    }
    let mut characters = inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text(run) => Some(run),
            Inline::Break => None,
        })
        .flat_map(|run| run.text.chars().map(move |character| (character, run)))
        .peekable();
    let mut out: Vec<Inline> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push(Inline::Break);
        }
        let first = line.chars().next();
        // A space at a break prints nothing: the break takes its place.
        while characters
            .next_if(|(c, _)| c.is_whitespace() && Some(*c) != first)
            .is_some()
        {}
        for wanted in line.chars() {
            let (character, run) = characters.next()?;
            if character != wanted {
                return None;
            }
            append(&mut out, character, run);
        }
    }
    characters
        .all(|(character, _)| character.is_whitespace())
        .then_some(out)
}

fn append(out: &mut Vec<Inline>, character: char, run: &Run) {
    match out.last_mut() {
        Some(Inline::Text(last))
            if last.style == run.style && last.char_style == run.char_style =>
        {
            last.text.push(character);
        }
        _ => out.push(Inline::Text(Run {
            text: character.to_string(),
            ..run.clone()
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_cut_only_where_the_hint_changes() {
        assert_eq!(by_hint("2022年共1145条"), [("2022年共1145条", false)]);
        assert_eq!(
            by_hint("以“四个全面”为2022"),
            [("以“四个全面”为2022", true)]
        );
        assert_eq!(by_hint("“é”"), [("“", true), ("é", false), ("”", true)]);
        assert_eq!(by_hint(""), []);
    }
}
