//! Findings as text for people.

use super::{
    Diagnostic, Label, Severity,
    excerpt::{Excerpt, columns as columns_of},
};
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use std::{
    collections::HashMap,
    iter::{once, repeat_n},
    ops::Range,
    sync::Arc,
};

/// Findings listed of one source. Nobody reads on; and each costs a look through the whole source.
const LISTED: usize = 200;
/// Bytes of lines looked through for the findings of one source: of a paragraph of a megabyte one is enough.
const MOST_BYTES: usize = 1 << 20;
/// Columns of the widest line of source that is shown where no terminal says, the frame included.
const COLUMNS: usize = 100;
/// Related places shown at most; more would bury the finding.
const RELATED: usize = 8;
/// Characters underlined at most: the label stands behind them and must stay in sight.
const UNDERLINED: usize = 24;
/// Stands behind a wide character of a label while the lines are drawn: there each character takes one
/// column, and what stands behind the label on its line would be shown too far right. No text has it.
const FILLER: char = '\u{91}';

/// Renders findings one below the other, each with the lines it points at, as for a terminal of 100 columns.
///
/// Of one source 200 are listed and the others counted. With `color`, ANSI colours. Ends with a line break
/// unless empty.
pub fn human(diagnostics: &[Diagnostic], color: bool) -> String {
    human_within(diagnostics, color, COLUMNS)
}

/// The same for a terminal of so many columns (double-width characters count as two). A line of source that is
/// wider is cut down to what is near its first place, so that carets stand where they belong.
pub fn human_within(diagnostics: &[Diagnostic], color: bool, columns: usize) -> String {
    let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    // The lines are cut before.
    let renderer = renderer.term_width(columns * 4);
    let listed = listed(diagnostics);
    let text = |diagnostic: &Diagnostic| {
        let shown = renderer.render(&[group(diagnostic, columns)]).replace(FILLER, "") + "\n";
        with_its_column(without_empty_gutter(&shown), diagnostic, columns)
    };
    let mut texts: Vec<String> = listed.iter().map(text).collect();
    let hidden = diagnostics.len() - listed.len();
    if hidden > 0 {
        texts.push(format!("另有 {hidden} 处没有列出；请先改好上面这些，再运行一次\n"));
    }
    texts.join("\n")
}

/// The first findings of every source, as they are seen; of one that many files share, those of every file. The
/// others are not kept: there may be very many.
fn listed(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut counts: HashMap<(String, Option<String>), (usize, usize)> = HashMap::new();
    let mut listed = Vec::new();
    for diagnostic in diagnostics.iter().map(Diagnostic::seen) {
        let primary = diagnostic.primary.as_ref();
        let source = primary.map_or("", |label| &label.at.source.name);
        let count = counts.entry((source.to_owned(), diagnostic.input.clone()));
        let (count, bytes) = count.or_default();
        *count += 1;
        if *count > LISTED || *bytes > MOST_BYTES {
            continue;
        }
        *bytes += primary.map_or(0, |label| label.at.line_length());
        listed.push(diagnostic);
    }
    listed
}

fn group(diagnostic: &Diagnostic, columns: usize) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("警告"),
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.id());
    let mut group = Group::with_title(title).elements(snippets(diagnostic, columns));
    let hidden = diagnostic.related.len().saturating_sub(RELATED);
    if hidden > 0 {
        let more = format!("有关的还有 {hidden} 处");
        group = group.element(Level::NOTE.with_name("提示").message(more));
    }
    if let Some(input) = &diagnostic.input {
        group = group.element(Level::NOTE.with_name("文件").message(input));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.with_name("帮助").message(help)),
        None => group,
    }
}

/// Leaves out `:::` with nothing behind it: the name of the place stands above it already.
fn without_empty_gutter(shown: &str) -> String {
    let is_said = |line: &&str| {
        // Of `ESC[94m:::` the colours are not seen.
        let mut pieces = line.split('\u{1b}');
        let first = pieces.next().unwrap_or_default().to_owned();
        let seen = pieces.filter_map(|piece| Some(piece.split_once('m')?.1));
        (first + &seen.collect::<String>()).trim() != ":::"
    };
    shown.split_inclusive('\n').filter(is_said).collect()
}

/// What is shown counts the columns of the line as it was cut; here it gets those of the file.
fn with_its_column(shown: String, diagnostic: &Diagnostic, columns: usize) -> String {
    let counted = || {
        let label = diagnostic.primary.as_ref().filter(|label| label.at.named().is_none())?;
        let at = label.at.start();
        let place = |column| format!("{}:{}:{column}\n", label.at.source.name, at.line);
        let real = place(at.column);
        if shown.contains(&real) {
            return None; // nothing before the place was cut
        }
        let excerpt = Excerpt::of(&[(label, underlined(label))], columns)?;
        let start = excerpt.places.first()?.as_ref()?.start;
        let before = excerpt.text.get(..start)?.rsplit('\n').next()?.chars().count();
        Some((place(before + 1), real))
    };
    match counted() {
        Some((counted, real)) => shown.replacen(&counted, &real, 1),
        None => shown,
    }
}

/// One snippet a source, that of the primary place first.
fn snippets(diagnostic: &Diagnostic, columns: usize) -> Vec<Element<'_>> {
    let primary = diagnostic.primary.iter().map(|label| (label, AnnotationKind::Primary));
    let related = diagnostic.related.iter().take(RELATED);
    let labels = primary.chain(related.map(|label| (label, AnnotationKind::Context)));
    let mut by_source: Vec<Vec<(&Label, AnnotationKind)>> = Vec::new();
    for (label, kind) in labels {
        let is_same = |group: &&mut Vec<(&Label, AnnotationKind)>| {
            group.first().is_some_and(|(first, _)| Arc::ptr_eq(&first.at.source, &label.at.source))
        };
        match by_source.iter_mut().find(is_same) {
            Some(group) => group.push((label, kind)),
            None => by_source.push(vec![(label, kind)]),
        }
    }
    by_source.iter().flat_map(|labels| located(labels, columns)).collect()
}

/// The lines of one source; where these have no numbers, the name of the first place above them.
fn located<'a>(labels: &[(&'a Label, AnnotationKind)], columns: usize) -> Vec<Element<'a>> {
    let (Some((first, _)), Some(snippet)) = (labels.first(), snippet(labels, columns)) else {
        return Vec::new();
    };
    let name = &first.at.source.name;
    match first.at.named() {
        Some(place) => vec![
            Origin::path(format!("{name} {place}")).into(),
            snippet.line_numbering(false).into(),
        ],
        None => vec![snippet.path(name).into()],
    }
}

/// The places with their lines, which are no wider than so many columns.
fn snippet<'a>(
    labels: &[(&'a Label, AnnotationKind)],
    columns: usize,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let places: Vec<_> = labels.iter().map(|(label, _)| (*label, underlined(label))).collect();
    let Excerpt { text, first: line, places } = Excerpt::of(&places, columns)?;
    let annotations = labels.iter().zip(places).filter_map(|((label, kind), place)| {
        let text = (!label.text.is_empty()).then(|| filled(&label.text));
        Some(kind.span(place?).label(text))
    });
    let annotations: Vec<_> = annotations.collect();
    Some(Snippet::source(text).line_start(line).annotations(annotations))
}

/// A label with as many characters as it takes columns.
fn filled(label: &str) -> String {
    let wide = |c: char| once(c).chain(repeat_n(FILLER, columns_of(c) - 1));
    label.chars().flat_map(wide).collect()
}

/// The part of a place that is underlined: on its first line, and not too long.
fn underlined(label: &Label) -> Range<usize> {
    let Range { start, end } = label.at.range;
    let text = label.at.source.text.get(start..end).unwrap_or_default();
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let length = line.char_indices().nth(UNDERLINED).map_or(line.len(), |(i, _)| i);
    start..start + length
}
