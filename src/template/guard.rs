//! Bounds on the source of a template before the engine sees it.
//!
//! The engine compiles and drops what is chained by recursion, so the number of operators in one tag and of
//! `elif` after one `if` is bounded. And it charges a template for what it makes, not for what it walks:
//! so each operand that an operator, a filter, a test or a call could walk gets a filter of ours behind
//! it ([`super::weigh`]), `a == b` becomes `a|__w == b|__w`. Places are counted back to what was typed.

mod tag;

use super::filters::Refusal;
use minijinja::{
    machinery::{Token, tokenize},
    syntax::SyntaxConfig,
};
use std::ops::Range;
use tag::{GuardedTag, PlacedTag, TagKind};

/// Operators, brackets, dots and bars of one tag; what a person writes has a dozen.
const MOST_OPERATORS: usize = 1000;
/// Of one `if`.
const MOST_ELIF: usize = 200;

/// What is put in behind an operand, and where.
#[derive(Clone, Debug)]
struct Insertion {
    /// Where the operand begins, in what was typed.
    start: usize,
    /// Where this is put in, in what was typed.
    at: usize,
    text: &'static str,
}

/// A source with its operands weighed.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    insertions: Vec<Insertion>,
}

impl Guard {
    /// The source that the engine gets, and the way back.
    ///
    /// # Errors
    /// What is too much, and the place of its tag.
    pub(super) fn of(
        source: &str,
        syntax: &SyntaxConfig,
    ) -> Result<(String, Self), (Refusal, Range<usize>)> {
        let mut guard = Self::default();
        let mut chains = Vec::new();
        let mut open: Option<(TagKind, Vec<PlacedTag<'_>>)> = None;
        // What cannot be cut into tokens is refused by the engine, in its own words.
        for (token, span) in tokenize(source, false, syntax.clone()).map_while(Result::ok) {
            let at = span.start_offset as usize..span.end_offset as usize;
            match (token, &mut open) {
                (Token::VariableStart, _) => open = Some((TagKind::Printed, Vec::new())),
                (Token::BlockStart, _) => open = Some((TagKind::Statement, Vec::new())),
                (Token::VariableEnd | Token::BlockEnd, Some((kind, tokens))) => {
                    bound(*kind, tokens, &mut chains)?;
                    GuardedTag::new(*kind, tokens).weigh(&mut guard.insertions);
                    open = None;
                }
                (token, Some((_, tokens))) => tokens.push((token, at)),
                (_, None) => {}
            }
        }
        // A tag without an end is parsed up to where the text stops.
        if let Some((kind, tokens)) = &open {
            bound(*kind, tokens, &mut chains)?;
        }
        guard.insertions.sort_by_key(|insertion| insertion.at);
        Ok((guard.apply(source), guard))
    }

    fn apply(&self, source: &str) -> String {
        let more: usize = self.insertions.iter().map(|i| i.text.len()).sum();
        let mut text = String::with_capacity(source.len() + more);
        let mut done = 0;
        for insertion in &self.insertions {
            text.push_str(source.get(done..insertion.at).unwrap_or_default());
            text.push_str(insertion.text);
            done = insertion.at;
        }
        text.push_str(source.get(done..).unwrap_or_default());
        text
    }

    /// A range of what the engine got, in what was typed. What lies in an insertion is its operand.
    pub(super) fn typed(&self, range: &Range<usize>) -> Range<usize> {
        let (start, end) = (self.back(range.start), self.back(range.end));
        match (start, end) {
            (Err(insertion), Err(_) | Ok(_)) => insertion.start..insertion.at,
            (Ok(start), Ok(end)) => start..end,
            (Ok(start), Err(insertion)) => start..insertion.at,
        }
    }

    /// A place of what the engine got in what was typed, or the insertion that it lies in.
    fn back(&self, place: usize) -> Result<usize, &Insertion> {
        let mut longer = 0;
        for insertion in &self.insertions {
            let begins = insertion.at + longer;
            if place <= begins {
                break;
            }
            if place < begins + insertion.text.len() {
                return Err(insertion);
            }
            longer += insertion.text.len();
        }
        Ok(place - longer)
    }
}

/// Refuses a tag that would be too deep when it is compiled; `chains` counts the `elif` of each open `if`.
fn bound(
    kind: TagKind,
    tokens: &[PlacedTag<'_>],
    chains: &mut Vec<usize>,
) -> Result<(), (Refusal, Range<usize>)> {
    let whole = match (tokens.first(), tokens.last()) {
        (Some((_, first)), Some((_, last))) => first.start..last.end,
        _ => return Ok(()),
    };
    let refuse = |message: String, help: &str| {
        Err((Refusal { message, help: help.to_owned() }, whole.clone()))
    };
    let operators = tokens.iter().filter(|(token, _)| tag::is_operator(token)).count();
    if operators > MOST_OPERATORS {
        let message = format!("一处里有 {operators} 个运算符和括号，最多 {MOST_OPERATORS} 个");
        return refuse(message, "请看是不是贴错了东西；要算很多数，分成几处写");
    }
    match (kind, tokens.first()) {
        (TagKind::Statement, Some((Token::Ident("if"), _))) => chains.push(0),
        (TagKind::Statement, Some((Token::Ident("endif"), _))) => {
            chains.pop();
        }
        (TagKind::Statement, Some((Token::Ident("elif"), _))) => {
            if let Some(count) = chains.last_mut() {
                *count += 1;
                if *count > MOST_ELIF {
                    let message = format!("一个 if 后面的 elif 超过 {MOST_ELIF} 个");
                    return refuse(message, "把几种情形合到一个条件里，或者分成几个 if");
                }
            }
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests;
