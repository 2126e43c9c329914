//! Where words go: results to standard output, findings to standard error.

use super::Status;
use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use nianbao::{
    diagnostic::{self, Code, Diagnostic, Diagnostics, Severity},
    file,
    text::harmless,
};
use std::{
    fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    time::Duration,
};

/// The two streams of the program.
#[derive(Debug)]
pub struct Terminal {
    color: bool,
    err: io::Stderr,
    out: Stream,
    bar: Option<ProgressBar>,
}

/// Whether standard output still takes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stream {
    Open,
    /// The reader went away (`| head`); nothing is wrong, nobody listens.
    Closed,
    /// A full disk or the like; the results are incomplete.
    Broken,
}

impl Terminal {
    pub fn new() -> Self {
        // https://no-color.org: set and not empty switches colour off.
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Self {
            color: io::stderr().is_terminal() && !no_color && !dumb,
            err: io::stderr(),
            out: Stream::Open,
            bar: None,
        }
    }

    /// Shows a bar below the lines, where a person looks on.
    pub fn begin_progress(&mut self, total: usize) {
        if !io::stderr().is_terminal() {
            return;
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} 份，还要 {left}");
        let style = style.map(|style| {
            style.with_key("left", |state: &ProgressState, to: &mut dyn fmt::Write| {
                let _ = to.write_str(&in_words(state.eta()));
            })
        });
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        self.bar = Some(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())));
    }

    /// One more is done.
    pub fn advance(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Takes the bar away.
    pub fn end_progress(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Writes while the bar is out of the way.
    fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Prints a result.
    pub fn print(&mut self, text: &str) {
        self.raw(harmless(text).as_bytes());
    }

    /// Prints a result that need not be text, byte for byte, unless a person looks on.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if io::stdout().is_terminal() {
            self.print(&String::from_utf8_lossy(bytes));
        } else {
            self.raw(bytes);
        }
    }

    /// The one door to standard output.
    fn raw(&mut self, bytes: &[u8]) {
        if self.out != Stream::Open {
            return;
        }
        let write = || {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush())
        };
        match self.aside(write) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::BrokenPipe => self.out = Stream::Closed,
            Err(e) => {
                self.out = Stream::Broken;
                let message = format!("结果输出不了：{}", file::reason(&e));
                self.tell(&Diagnostic::error(Code::Unwritable, message).into());
            }
        }
    }

    /// Prints a result line.
    pub fn line(&mut self, text: &str) {
        self.print(&format!("{text}\n"));
    }

    /// Says something that is not a result. When even this cannot be written there is no one left
    /// to tell.
    pub fn say(&mut self, text: &str) {
        self.raw_say(&harmless(text));
    }

    /// The one door to standard error.
    fn raw_say(&self, text: &str) {
        let _ = self.aside(|| (&self.err).write_all(text.as_bytes()));
    }

    /// Shows findings; what they mean for the exit code.
    pub fn tell(&mut self, findings: &Diagnostics) -> Status {
        if !findings.is_empty() {
            // With our own colours; the words of others are made harmless there.
            self.raw_say(&shown(findings, self.color, columns(&Term::stderr())));
        }
        Self::meaning(findings)
    }

    /// Prints findings that are the result.
    pub fn findings(&mut self, findings: &Diagnostics) {
        let color = self.color && io::stdout().is_terminal();
        self.raw(shown(findings, color, columns(&Term::stdout())).as_bytes());
    }

    /// What findings mean for the exit code.
    pub fn meaning(findings: &Diagnostics) -> Status {
        let errors = findings.iter().filter(|d| d.severity == Severity::Error);
        errors.map(|d| Status::from(d.code.kind())).max().unwrap_or_default()
    }

    /// Whether standard output takes no more.
    pub fn is_closed(&self) -> bool {
        self.out != Stream::Open
    }

    /// What became of standard output.
    pub fn status(&self) -> Status {
        if self.out == Stream::Broken { Status::Failed } else { Status::Done }
    }
}

/// `36 秒`, `2 分 5 秒`.
fn in_words(left: Duration) -> String {
    let seconds = left.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} 秒"),
        (minutes, seconds) => format!("{minutes} 分 {seconds} 秒"),
    }
}

/// How wide the terminal is, where a person looks on, or is said to be (`COLUMNS`).
fn columns(term: &Term) -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = said.or_else(|| term.size_checked().map(|(_, columns)| usize::from(columns)))?;
    Some(columns.clamp(40, 400))
}

/// Findings as text. What draws them leaves the help as others wrote it, and controls beyond ASCII anywhere.
fn shown(findings: &Diagnostics, color: bool, columns: Option<usize>) -> String {
    let harmless_help = |finding: &Diagnostic| {
        let help = finding.help.as_deref().map(|help| harmless(help).into_owned());
        Diagnostic { help, ..finding.clone() }
    };
    let findings: Diagnostics = findings.iter().map(harmless_help).collect();
    let text = match columns {
        Some(columns) => diagnostic::human_within(&findings, color, columns),
        None => diagnostic::human(&findings, color),
    };
    if !color {
        return harmless(&text).into_owned();
    }
    // Our own colours are the only escapes left.
    text.split('\x1b').map(harmless).collect::<Vec<_>>().join("\x1b")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_in_chinese() {
        assert_eq!(in_words(Duration::from_secs(36)), "36 秒");
        assert_eq!(in_words(Duration::from_secs(125)), "2 分 5 秒");
    }
}
