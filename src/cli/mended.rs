//! What `check --fix` changed, told line by line.

use nianbao::{
    file,
    text::{is_invisible, line_changes},
    yaml,
};
use std::path::Path;

/// Lines that are told; more are counted.
const MOST_LINES: usize = 50;
/// Pieces of a line that are told.
const MOST_PIECES: usize = 8;

/// The changes of a run.
#[derive(Debug, Default)]
pub struct MendedLines {
    told: Vec<String>,
    /// How many lines were changed.
    count: usize,
}

impl MendedLines {
    /// Notes what became of a file.
    pub fn add(&mut self, path: &Path, before: &[u8], after: &[u8]) {
        let name = file::shown(path);
        let [old, new] = [before, after].map(|bytes| yaml::decode(&name, bytes));
        let (Ok(old), Ok(new)) = (old, new) else {
            return;
        };
        for change in line_changes(&old.text, &new.text) {
            self.count += 1;
            if self.told.len() < MOST_LINES {
                let pieces = change.pieces.iter();
                let mut words: Vec<String> =
                    pieces.take(MOST_PIECES).map(|(from, to)| words(from, to)).collect();
                if change.pieces.len() > MOST_PIECES {
                    words.push(format!("等 {} 处", change.pieces.len()));
                }
                self.told.push(format!("  {name}:{} {}\n", change.line, words.join("，")));
            }
        }
    }

    /// The sentence for people.
    pub fn words(&self) -> String {
        if self.count == 0 {
            return "没有可以自动改的\n".to_owned();
        }
        let left = self.count - self.told.len();
        let more = if left > 0 { format!("  另外还有 {left} 行\n") } else { String::new() };
        format!("自动改了 {} 行：\n{}{more}", self.count, self.told.concat())
    }
}

fn words(from: &str, to: &str) -> String {
    match (from.is_empty(), to.is_empty()) {
        (true, _) => format!("加上{}", shown(to)),
        (_, true) => format!("删去{}", shown(from)),
        _ => format!("{}改成{}", shown(from), shown(to)),
    }
}

/// A piece as people see it: blanks by their names.
fn shown(piece: &str) -> String {
    let count = piece.chars().count();
    let all = |is: fn(char) -> bool| piece.chars().all(is);
    match piece {
        _ if all(|c| c == ' ') => format!("{count} 个空格"),
        _ if all(|c| c == '\t') => format!("{count} 个 Tab"),
        _ if all(|c| c == '\u{3000}') => format!("{count} 个全角空格"),
        _ if all(|c| c.is_whitespace() || is_invisible(c)) => format!("{count} 个看不见的字符"),
        _ => format!("“{piece}”"),
    }
}
