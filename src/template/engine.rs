//! MiniJinja, bounded: strict about undefined names, limited in steps and depth, and remembering
//! which template wrote which byte of its output.

use super::{
    filters,
    guard::Guard,
    statements,
    trouble::{self, TroubleScene},
    weigh::{self, Meter},
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Source};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, OutputSpan, OutputSpanKind, State,
    UndefinedBehavior, Value, escape_formatter, syntax::SyntaxConfig, value::ValueKind,
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::Arc,
};

/// Steps of one run, and of all expressions of a report together. The standard report takes about 20
/// thousand; this many take well under a second and bound the output to some 100 MB.
const FUEL: u64 = 2_000_000;
/// Nesting of includes (ten each), loops and blocks; small enough for the stack of a worker thread.
const DEPTH: usize = 150;
/// The name under which an expression of the narrative runs; no file can have it.
const EXPRESSION: &str = "<正文>";
/// What reading and compiling an expression costs, in steps.
const COMPILING: u64 = 40;
/// Expressions that are wrong; more are not looked at.
const MOST_WRONG: usize = 200;

/// A line end within a value, in the markup: there `\n` is the template's own. No value has this one, since
/// reading makes `\n` of it.
pub(super) const LINE_END: &str = "\u{2028}";

/// The digits of every decimal as typed, by the bits of the number.
///
/// MiniJinja computes with binary fractions; so 98.40 is looked up here when it is printed.
pub(super) type Digits = Arc<HashMap<u64, String>>;

/// Compiled templates, cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    env: Environment<'static>,
    syntax: SyntaxConfig,
    sources: Arc<BTreeMap<String, Arc<Source>>>,
    /// How places in what the engine got lead back to the sources.
    guards: Arc<BTreeMap<String, Guard>>,
    meter: Arc<Meter>,
}

impl Engine {
    /// Compiles template files.
    ///
    /// # Errors
    /// `NB202`, one for each file that is not well-formed or too deep.
    pub(super) fn compile<'a>(
        files: impl Iterator<Item = (&'a String, &'a Arc<Source>)>,
    ) -> Result<Self> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        env.set_recursion_limit(DEPTH);
        filters::register(&mut env);
        // Errors carry the place and the values that were involved.
        env.set_debug(true);
        env.set_auto_escape_callback(|name| match name {
            EXPRESSION => AutoEscape::None,
            _ => AutoEscape::Html,
        });
        // A line that holds only a statement leaves nothing behind.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        let syntax = syntax.unwrap_or_default();
        env.set_syntax(syntax.clone());
        env.remove_global("debug");
        let sources = files.map(|(n, s)| (n.clone(), Arc::clone(s))).collect();
        let mut engine = Self {
            env,
            syntax,
            sources: Arc::new(sources),
            guards: Arc::default(),
            meter: Arc::default(),
        };
        engine.add_sources()?;
        statements::idle(&engine.sources).finish(())?;
        Ok(engine.with_digits(Digits::default()))
    }

    fn add_sources(&mut self) -> Result<()> {
        let mut findings = Diagnostics::default();
        let mut guards = BTreeMap::new();
        for (name, source) in self.sources.iter() {
            match Guard::of(&source.text, &self.syntax) {
                Ok((text, guard)) => {
                    guards.insert(name.clone(), (text, guard));
                }
                Err((refusal, at)) => {
                    let finding = Diagnostic::error(Code::TemplateSyntax, refusal.message);
                    findings.push(finding.at(source, at, "").help(refusal.help));
                }
            }
        }
        findings.finish(())?;
        let texts = guards.iter().map(|(name, (text, _))| (name.clone(), text.clone()));
        let texts: Vec<_> = texts.collect();
        self.guards =
            Arc::new(guards.into_iter().map(|(name, (_, guard))| (name, guard)).collect());
        let mut findings = Diagnostics::default();
        for (name, text) in texts {
            if let Err(error) = self.env.add_template_owned(name, text) {
                findings.push(self.finding(&error, None));
            }
        }
        findings.finish(())
    }

    /// The same templates for one input, printing decimals with these digits.
    pub(super) fn with_digits(&self, digits: Digits) -> Self {
        let mut engine = Self { meter: Arc::default(), ..self.clone() };
        weigh::register(&mut engine.env, &engine.meter);
        engine.env.set_formatter(move |out, state, value| print(out, state, value, &digits));
        engine
    }

    /// Runs a template.
    ///
    /// # Errors
    /// `NB203` or `NB205`, pointing at the failing expression.
    pub(super) fn render(&self, name: &str, context: &Value) -> Result<Rendered> {
        let run = |template: minijinja::Template| template.render_with_spans(context.clone());
        match self.env.get_template(name).and_then(run) {
            Ok((text, spans)) => Ok(Rendered {
                text,
                spans,
                sources: Arc::clone(&self.sources),
                guards: Arc::clone(&self.guards),
            }),
            Err(error) => Err(self.finding(&error, Some(context)).into()),
        }
    }

    /// Evaluates `{{ … }}` as it stands in the narrative. An error comes with its place.
    pub(super) fn expression(
        &self,
        braced: &str,
        context: &Value,
    ) -> std::result::Result<String, (Error, Range<usize>)> {
        if self.meter.spent() > FUEL {
            return Err((ErrorKind::OutOfFuel.into(), 0..braced.len()));
        }
        let guarded = Guard::of(braced, &self.syntax);
        let (text, guard) = guarded.map_err(|(refusal, at)| (refusal.into_error(), at))?;
        let at = |error: Error| {
            let at = place(&error, braced, Some(&guard));
            (error, at)
        };
        self.meter.begin();
        let template = self.env.template_from_named_str(EXPRESSION, &text).map_err(at)?;
        let run = template.render_captured(context.clone());
        let steps = match &run {
            Ok(run) => run.state().fuel_levels().map(|(spent, _)| spent),
            Err(error) if error.kind() == ErrorKind::OutOfFuel => Some(FUEL),
            Err(_) => None,
        };
        self.meter.end(steps);
        self.meter.end(Some(COMPILING));
        run.map(|run| run.output().to_owned()).map_err(at)
    }

    /// Counts one more mistake in the texts of this input; whether it is to be told.
    pub(super) fn tells_one_more(&self) -> bool {
        self.meter.one_more_wrong() < MOST_WRONG
    }

    /// Whether so much is wrong or used up that the rest is not worth looking at.
    pub(super) fn gives_up(&self) -> bool {
        self.meter.wrong() >= MOST_WRONG || self.meter.spent() > FUEL && self.meter.wrong() > 0
    }

    /// What to tell about a template that failed, at the innermost place that is known.
    fn finding(&self, error: &Error, context: Option<&Value>) -> Diagnostic {
        let error = innermost(error);
        let source = error.name().and_then(|name| self.sources.get(name));
        if let Some(unpaired) = source.filter(|_| is_unpaired(error)).and_then(statements::unpaired)
        {
            return unpaired;
        }
        let guard = error.name().and_then(|name| self.guards.get(name));
        let at = source.map(|source| place(error, &source.text, guard));
        let written = source.zip(at.clone()).and_then(|(source, at)| source.text.get(at));
        let files: Vec<&str> = self.sources.keys().map(String::as_str).collect();
        let told = trouble::explain(
            error,
            TroubleScene { context, files: &files, written: written.unwrap_or_default() },
        );
        let code = match error.kind() {
            ErrorKind::SyntaxError | ErrorKind::BadEscape => Code::TemplateSyntax,
            ErrorKind::OutOfFuel => Code::TooLong,
            _ => Code::TemplateRun,
        };
        let mut finding = Diagnostic::error(code, told.message);
        finding.help = told.help;
        match source.zip(at) {
            Some((source, at)) => finding.at(source, at, told.label),
            None => finding,
        }
    }
}

/// Whether the parser met the end of the file, or the end of a statement that it was not in: then
/// the mistake is elsewhere.
fn is_unpaired(error: &Error) -> bool {
    let detail = error.detail().unwrap_or_default();
    error.kind() == ErrorKind::SyntaxError
        && (detail.contains("unexpected end of") && !detail.starts_with("unexpected end of block")
            || detail.starts_with("unknown statement end"))
}

/// Includes and blocks wrap what failed in them.
pub(super) fn innermost(error: &Error) -> &Error {
    let mut inner = error;
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        if let Some(cause) = cause.downcast_ref::<Error>() {
            inner = cause;
        }
        next = cause.source();
    }
    inner
}

/// Where an error is in its template: the expression, or at least the line.
fn place(error: &Error, text: &str, guard: Option<&Guard>) -> Range<usize> {
    let range = error.range().map(|range| guard.map_or(range.clone(), |g| g.typed(&range)));
    if let Some(range) = range
        && text.get(range.clone()).is_some()
    {
        return range;
    }
    let before = error.line().unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    match stranger(line) {
        Some((at, c)) if error.detail() == Some("unexpected character") => {
            start + at..start + at + c.len_utf8()
        }
        _ => start..start + line.len(),
    }
}

/// The first full-width mark within the braces of a line: the parser says only that there is one.
fn stranger(line: &str) -> Option<(usize, char)> {
    let inside = line.find("{{").or(line.find("{%"))?;
    let found = line.char_indices().skip_while(|(at, _)| *at < inside);
    let mut found = found.filter(|(_, c)| "，。、；：？！（）【】《》“”‘’｜｛｝％＝".contains(*c));
    found.next()
}

/// Prints a value. Only text and numbers have one way to be printed.
fn print(
    out: &mut Output,
    state: &mut State,
    value: &Value,
    digits: &HashMap<u64, String>,
) -> std::result::Result<(), Error> {
    match value.kind() {
        ValueKind::Number if !value.is_integer() => {
            let number = f64::try_from(value.clone())?;
            escape_formatter(out, state, &printed(number, digits).into())
        }
        ValueKind::String
            if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) =>
        {
            match value.as_str().map(str::trim).filter(|text| text.contains('\n')) {
                Some(text) => escape_formatter(out, state, &text.replace('\n', LINE_END).into()),
                None => escape_formatter(out, state, value),
            }
        }
        ValueKind::String | ValueKind::Number | ValueKind::Undefined => {
            escape_formatter(out, state, value)
        }
        kind => Err(Error::new(ErrorKind::NonPrimitive, unprintable(kind))),
    }
}

/// What is told of a value that is empty.
pub(super) const NO_VALUE: &str = "这一项没有值，要先用 if 判断有没有";

fn unprintable(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Bool => "这是“是/否”，不能直接印出来，要用 if 判断",
        ValueKind::None => NO_VALUE,
        _ => "这是一组值，不能直接印出来，要写到其中的一项",
    }
}

/// A decimal with its digits as typed, or else as few as it needs.
pub(super) fn printed(number: f64, digits: &HashMap<u64, String>) -> String {
    let typed = digits.get(&number.to_bits());
    typed.cloned().unwrap_or_else(|| shortest(number))
}

/// A computed number without binary noise: 0.1 + 0.2 prints 0.3, 5.0 prints 5.
fn shortest(number: f64) -> String {
    let rounded: f64 = format!("{number:.11e}").parse().unwrap_or(number);
    // Adding zero turns −0 into 0.
    format!("{}", rounded + 0.0)
}

/// Markup as a template wrote it.
#[derive(Debug)]
pub(super) struct Rendered {
    /// The markup.
    pub(super) text: String,
    spans: Vec<OutputSpan>,
    sources: Arc<BTreeMap<String, Arc<Source>>>,
    guards: Arc<BTreeMap<String, Guard>>,
}

impl Rendered {
    /// The files that wrote something.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().map(OutputSpan::name)
    }

    /// The place in a template file that wrote a range of the markup.
    pub(super) fn origin(&self, range: &Range<usize>) -> Option<(&Arc<Source>, Range<usize>)> {
        self.writer(range).map(|writer| (writer.source, writer.at))
    }

    /// The same, and whether an expression wrote it.
    pub(super) fn writer(&self, range: &Range<usize>) -> Option<Writer<'_>> {
        let at = self.spans.partition_point(|s| s.output_range().end <= range.start);
        let span = self.spans.get(at).or(self.spans.last())?;
        let source = self.sources.get(span.name())?;
        let written = span.source_range();
        let written = self.guards.get(span.name()).map_or(written.clone(), |g| g.typed(&written));
        if span.kind() == OutputSpanKind::Expression {
            return Some(Writer { source, at: written, is_expression: true });
        }
        let output = span.output_range();
        let start = written.start + range.start.clamp(output.start, output.end) - output.start;
        let length = range.end.min(output.end).saturating_sub(range.start);
        Some(Writer { source, at: start..start + length, is_expression: false })
    }
}

/// Which part of a template file wrote a range of the markup.
pub(super) struct Writer<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) at: Range<usize>,
    /// Whether it is an expression, whose value came from elsewhere, and not text.
    pub(super) is_expression: bool,
}
