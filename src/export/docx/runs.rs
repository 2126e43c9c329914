//! A paragraph's text as runs: which characters need the East Asian hint, where lines are broken by
//! hand, what a run says beyond its styles.

use super::{
    known::WorkedOut,
    names::StyleNames,
    props,
    xml::{Element, el, switch},
};
use crate::{
    document::{Document, Inline, Paragraph, Run, TextStyle},
    text::{Script, is_cjk, scripts},
};

/// A run, a line break, or a step to the next tab stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(TextRun),
    Break,
    /// To the next tab stop.
    Tab,
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

/// Makes runs of the document's text.
pub(super) struct Runs<'a> {
    document: &'a Document,
    names: &'a StyleNames,
    /// By paragraph style and character style.
    known: WorkedOut<TextStyle, (usize, Option<usize>)>,
}

impl<'a> Runs<'a> {
    pub(super) fn of(document: &'a Document, names: &'a StyleNames) -> Self {
        Self { document, names, known: WorkedOut::default() }
    }

    /// The runs of a paragraph.
    pub(super) fn pieces(&mut self, paragraph: &Paragraph, inlines: &[Inline]) -> Vec<Piece> {
        let (document, names) = (self.document, self.names);
        let base = paragraph.style.0;
        let mut out = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Break => out.push(Piece::Break),
                Inline::Tab(_) => out.push(Piece::Tab),
                Inline::Text(run) => {
                    let character = run.char_style.map(|id| id.0);
                    let style = character.and_then(|id| names.character_id(id));
                    let direct = self.known.get(&run.style, (base, character), |wanted| {
                        let paragraph = document.styles.get(base).map(|style| &*style.text);
                        let character = character.and_then(|id| document.char_styles.get(id));
                        direct(wanted, paragraph, character.map(|style| &*style.text))
                    });
                    push(&mut out, &run.text, style, direct, &run.style);
                }
            }
        }
        out
    }
}

/// Text that says nothing beyond its paragraph's style.
pub(super) fn plain(text: &str, style: &TextStyle) -> Vec<Piece> {
    let mut out = Vec::new();
    push(&mut out, text, None, &[], style);
    out
}

fn push(
    out: &mut Vec<Piece>,
    text: &str,
    style: Option<&str>,
    direct: &[Element],
    look: &TextStyle,
) {
    for (text, face) in by_face(text) {
        let mut props = direct.to_vec();
        let at = props.iter().position(|element| element.name == "w:rFonts");
        let fonts = match face {
            Typeface::Plain => None,
            Typeface::Hinted => {
                let said = at.map(|at| props.remove(at));
                Some(said.unwrap_or_else(|| el("w:rFonts")))
            }
            Typeface::Chinese => {
                at.map(|at| props.remove(at));
                Some(props::chinese_fonts(look))
            }
        };
        if let Some(mut fonts) = fonts {
            fonts.attributes.insert(0, HINT.map(str::to_owned).into());
            props.insert(0, fonts);
        }
        let style = style.map(str::to_owned);
        out.push(Piece::Text(TextRun { text: text.to_owned(), style, props }));
    }
}

/// Makes Word take “ ” ‘ ’ — … from the Chinese face (ECMA-376-1 §17.3.2.26).
const HINT: [&str; 2] = ["w:hint", "eastAsia"];

/// What a run must say of its faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typeface {
    /// Nothing: ASCII is Latin and a hanzi is Chinese everywhere.
    Plain,
    /// The hint, for marks behind Chinese text.
    Hinted,
    /// The Chinese face for both scripts: marks that LibreOffice takes for Latin, hint or no hint.
    Chinese,
}

/// Cuts text only where its faces have to be named otherwise. The hint stands on whole runs, since
/// every cut is one more run that an office would have to edit.
fn by_face(text: &str) -> Vec<(&str, Typeface)> {
    let mut out: Vec<(std::ops::Range<usize>, Typeface)> = Vec::new();
    for (range, script) in scripts(text, Script::Chinese) {
        let part = &text[range.clone()];
        let face = match script {
            Script::Mark => Typeface::Chinese,
            Script::Chinese if !part.chars().all(is_cjk) => Typeface::Hinted,
            // With the hint é and ü would come from the Chinese face.
            Script::Latin if !part.is_ascii() => Typeface::Plain,
            Script::Latin | Script::Chinese => match out.last() {
                Some((_, Typeface::Hinted)) => Typeface::Hinted,
                _ => Typeface::Plain,
            },
        };
        match out.last_mut() {
            Some((last, before)) if *before == face => last.end = range.end,
            // What stood before needs no hint of its own and bears one.
            Some((last, before @ Typeface::Plain))
                if face == Typeface::Hinted
                    && text[last.clone()].chars().all(|c| c.is_ascii() || is_cjk(c)) =>
            {
                (*before, last.end) = (face, range.end);
            }
            _ => out.push((range, face)),
        }
    }
    out.into_iter().map(|(range, face)| (&text[range], face)).collect()
}

/// What a run says beyond the styles it stands in.
fn direct(
    wanted: &TextStyle,
    paragraph: Option<&TextStyle>,
    character: Option<&TextStyle>,
) -> Vec<Element> {
    let base = character.or(paragraph);
    let mut out = props::difference(props::run(wanted), &base.map(props::run).unwrap_or_default());
    let switches_itself_off = paragraph.is_some_and(|text| text.bold) && character.is_some();
    if switches_itself_off && out.iter().all(|element| element.name != "w:b") {
        // Bold in both styles is not bold (ECMA-376-1 §17.7.3): say outright what holds.
        let at = out.iter().take_while(|element| element.name == "w:rFonts").count();
        let bold = ["w:b", "w:bCs"].map(|name| switch(name, wanted.bold));
        out.splice(at..at, bold);
    }
    out
}

/// The same text with line breaks where layout set them. Nothing when there are none, or when
/// `lines` are not this text.
pub(super) fn broken_as(inlines: &[Inline], lines: &[String]) -> Option<Vec<Inline>> {
    if lines.is_empty() || inlines.iter().any(|inline| matches!(inline, Inline::Tab(_))) {
        return None;
    }
    let mut characters = inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Text(run) => Some(run),
            Inline::Break | Inline::Tab(_) => None,
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
        while characters.next_if(|(c, _)| c.is_whitespace() && Some(*c) != first).is_some() {}
        for wanted in line.chars() {
            let (character, run) = characters.next()?;
            if character != wanted {
                return None;
            }
            append(&mut out, character, run);
        }
    }
    characters.all(|(character, _)| character.is_whitespace()).then_some(out)
}

fn append(out: &mut Vec<Inline>, character: char, run: &Run) {
    match out.last_mut() {
        Some(Inline::Text(last))
            if last.style == run.style && last.char_style == run.char_style =>
        {
            last.text.push(character);
        }
        _ => out.push(Inline::Text(Run { text: character.to_string(), ..run.clone() })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_cut_only_where_the_faces_change() {
        use Typeface::{Chinese, Hinted, Plain};
        assert_eq!(by_face("2022年共1145条"), [("2022年共1145条", Plain)]);
        assert_eq!(by_face("以“四个全面”为2022"), [("以“四个全面”为2022", Hinted)]);
        assert_eq!(
            by_face("共“12345”热线"),
            [("共“12345", Hinted), ("”", Chinese), ("热线", Plain)]
        );
        assert_eq!(by_face("铜厂·菌子"), [("铜厂", Plain), ("·", Chinese), ("菌子", Plain)]);
        assert_eq!(by_face("“é”"), [("“", Hinted), ("é", Plain), ("”", Chinese)]);
        assert_eq!(by_face(""), []);
    }
}
