//! Which operands of one tag are weighed.

use super::{
    super::weigh::{COUNT, PRODUCT, WEIGH},
    Insertion,
};
use minijinja::machinery::Token;
use std::ops::Range;

/// A token and where it stands.
pub(super) type PlacedTag<'a> = (Token<'a>, Range<usize>);

/// `{{ … }}` or `{% … %}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    Printed,
    Statement,
}

/// Where in a statement expressions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagRegion {
    /// Names that are defined, or nothing.
    Off,
    /// An expression.
    On,
    /// What must stay a call or a filter, with expressions in its brackets only.
    Arguments,
    /// Names with defaults, in one pair of brackets.
    Parameters,
}

/// A tag without its marks.
pub(super) struct GuardedTag<'a> {
    tokens: &'a [PlacedTag<'a>],
    /// The statement's word.
    word: &'a str,
    region: TagRegion,
    depth: usize,
    /// Where the operands began that hold the brackets which are open.
    outer: Vec<Option<usize>>,
    /// The token at which the operand that is being read began.
    chain: Option<usize>,
    /// The operand that got brackets already.
    wrapped: Option<usize>,
    /// Where what a loop goes through begins.
    iterated: Option<usize>,
}

impl<'a> GuardedTag<'a> {
    pub(super) fn new(kind: TagKind, tokens: &'a [PlacedTag<'a>]) -> Self {
        let word = match (kind, tokens.first()) {
            (TagKind::Statement, Some((Token::Ident(word), _))) => *word,
            _ => "",
        };
        let region = match (kind, word) {
            (TagKind::Printed, _)
            | (
                _,
                "if" | "elif" | "autoescape" | "include" | "extends" | "import" | "from" | "with",
            ) => TagRegion::On,
            (_, "filter" | "do") => TagRegion::Arguments,
            (_, "macro") => TagRegion::Parameters,
            (_, "call") => match tokens.get(1) {
                Some((Token::ParenOpen, _)) => TagRegion::Parameters,
                _ => TagRegion::Arguments,
            },
            _ => TagRegion::Off,
        };
        let skip = usize::from(kind == TagKind::Statement);
        let tokens = tokens.get(skip..).unwrap_or_default();
        Self {
            tokens,
            word,
            region,
            depth: 0,
            outer: Vec::new(),
            chain: None,
            wrapped: None,
            iterated: None,
        }
    }

    /// Puts a weighing behind each operand that could be walked.
    pub(super) fn weigh(mut self, insertions: &mut Vec<Insertion>) {
        let mut has_default = false;
        for i in 0..self.tokens.len() {
            self.enter(i);
            match self.token(i) {
                Some(Token::Assign) if self.depth == 1 => has_default = true,
                Some(Token::Comma) if self.depth == 1 => has_default = false,
                _ => {}
            }
            if self.ends_operand(i) && self.is_weighed(i, has_default) {
                self.insert(i, insertions);
            }
            self.leave(i);
        }
        self.products(insertions);
    }

    fn token(&self, i: usize) -> Option<&Token<'a>> {
        self.tokens.get(i).map(|(token, _)| token)
    }

    fn before(&self, i: usize) -> Option<&Token<'a>> {
        i.checked_sub(1).and_then(|i| self.token(i))
    }

    /// Begins operands, opens and closes brackets.
    fn enter(&mut self, i: usize) {
        let goes_on = i > 0 && self.ends_operand(i - 1);
        match self.token(i) {
            Some(Token::BracketOpen | Token::ParenOpen | Token::BraceOpen) => {
                self.outer.push(if goes_on { self.chain } else { Some(i) });
                self.depth += 1;
                self.chain = None;
            }
            Some(Token::BracketClose | Token::ParenClose | Token::BraceClose) => {
                self.depth = self.depth.saturating_sub(1);
                self.chain = self.outer.pop().flatten();
                if self.depth == 0 && self.region == TagRegion::Parameters {
                    self.region =
                        if self.word == "call" { TagRegion::Arguments } else { TagRegion::Off };
                }
            }
            Some(
                Token::Ident(_)
                | Token::Str(_)
                | Token::String(_)
                | Token::Int(_)
                | Token::Int128(_)
                | Token::Float(_),
            ) => {
                let part =
                    matches!(self.before(i), Some(Token::Dot | Token::Pipe)) || self.is_test(i);
                if !part && !self.is_keyword(i) {
                    self.chain = Some(i);
                }
            }
            _ => {}
        }
    }

    /// Where expressions begin and end in a statement.
    fn leave(&mut self, i: usize) {
        let (word, depth) = (self.word, self.depth);
        match (word, self.token(i)) {
            ("set", Some(Token::Assign)) if depth == 0 && self.region == TagRegion::Off => {
                self.region = TagRegion::On;
            }
            ("set", Some(Token::Pipe)) if depth == 0 && self.region == TagRegion::Off => {
                self.region = TagRegion::Arguments;
            }
            ("for", Some(Token::Ident("in"))) if self.region == TagRegion::Off => {
                self.region = TagRegion::On;
                self.iterated = Some(i + 1);
            }
            ("include" | "extends" | "import" | "from", Some(Token::Ident(name)))
                if self.is_keyword(i) && !is_word(name) =>
            {
                self.region = TagRegion::Off;
            }
            _ => {}
        }
    }

    /// Whether an operand may end here.
    fn ends_operand(&self, i: usize) -> bool {
        match self.token(i) {
            Some(Token::BracketClose | Token::ParenClose | Token::BraceClose) => true,
            Some(Token::Ident(_)) => !self.is_keyword(i),
            _ => false,
        }
    }

    fn is_keyword(&self, i: usize) -> bool {
        let Some(Token::Ident(name)) = self.token(i) else {
            return false;
        };
        // `.in` and `|is` are names.
        if matches!(self.before(i), Some(Token::Dot | Token::Pipe)) {
            return false;
        }
        let own: &[&str] = match self.word {
            "for" => &["recursive"],
            "include" | "extends" | "import" | "from" => {
                &["ignore", "missing", "with", "without", "context", "as", "import"]
            }
            _ => &[],
        };
        is_word(name) || own.contains(name)
    }

    /// Whether this is the name behind `is` or `is not`.
    fn is_test(&self, i: usize) -> bool {
        match self.before(i) {
            Some(Token::Ident("is")) => true,
            Some(Token::Ident("not")) => {
                i >= 2 && matches!(self.before(i - 1), Some(Token::Ident("is")))
            }
            _ => false,
        }
    }

    fn is_weighed(&self, i: usize, has_default: bool) -> bool {
        let allowed = match self.region {
            TagRegion::Off => false,
            TagRegion::On => true,
            TagRegion::Arguments => self.depth > 0,
            TagRegion::Parameters => self.depth > 0 && has_default,
        };
        if !allowed || self.is_test(i) || self.is_target(i) {
            return false;
        }
        match self.token(i + 1) {
            // The operand goes on, or is a name that is given a value.
            Some(Token::Dot | Token::BracketOpen | Token::ParenOpen | Token::Assign) => false,
            Some(Token::Pipe) => {
                !matches!(self.token(i + 2), Some(Token::Ident(name)) if is_shallow(name))
            }
            Some(Token::Ident("is")) => !self.asks_presence(i + 2),
            next => {
                let followed = next.is_some_and(is_walker);
                // A piece of a list holds on to the list; names side by side become one value.
                let piece = matches!(self.token(i), Some(Token::BracketClose));
                let tuple = self.word == "set" && self.stands_by_comma(i);
                // A bare name that is printed, set or gone through is not walked.
                followed
                    || piece
                    || tuple
                    || self.depth > 0
                    || self.follows_walker()
                    || self.is_bare_argument()
            }
        }
    }

    /// `with (a, b) = …`: names that are given values, in brackets.
    fn is_target(&self, i: usize) -> bool {
        if self.word != "with" {
            return false;
        }
        let outermost = self.outer.first().copied().flatten();
        let open = match self.token(i) {
            Some(Token::ParenClose) if self.depth == 0 => self.chain,
            _ => outermost,
        };
        open.is_some_and(|open| {
            matches!(self.token(open), Some(Token::ParenOpen))
                && matches!(self.before(open), None | Some(Token::Comma))
        })
    }

    /// Whether what follows `is` asks only whether there is a value.
    fn asks_presence(&self, i: usize) -> bool {
        let i = if matches!(self.token(i), Some(Token::Ident("not"))) { i + 1 } else { i };
        matches!(self.token(i), Some(Token::Ident("defined" | "undefined" | "none")))
    }

    fn stands_by_comma(&self, i: usize) -> bool {
        let is_comma = |token: Option<&Token<'_>>| matches!(token, Some(Token::Comma));
        is_comma(self.token(i + 1)) || self.chain.is_some_and(|chain| is_comma(self.before(chain)))
    }

    /// Whether an operator stands before the operand that is being read.
    fn follows_walker(&self) -> bool {
        // What a loop goes through is not looked into, and paid for by its rounds.
        let of_loop = |chain: &usize| self.iterated == Some(*chain);
        let chain = self.chain.filter(|chain| !of_loop(chain));
        let before = chain.and_then(|chain| self.before(chain));
        before.is_some_and(|token| is_walker(token) && !matches!(token, Token::Ident("not")))
    }

    /// Whether the operand is what a test compares with, without brackets: `x is eq y`.
    fn is_bare_argument(&self) -> bool {
        let Some(chain) = self.chain else {
            return false;
        };
        chain > 0
            && self.wrapped != Some(chain)
            && self.is_test(chain - 1)
            && matches!(self.token(chain), Some(Token::Ident(_)))
    }

    /// Whether a sign of multiplication stands beside the operand, and is no star of arguments.
    fn is_multiplied(&self, i: usize) -> bool {
        let is_sign = |at: usize| {
            matches!(self.token(at), Some(Token::Mul))
                && at > 0
                && !matches!(self.before(at), Some(Token::ParenOpen | Token::Comma))
        };
        is_sign(i + 1)
            || self.chain.is_some_and(|chain| chain > 0 && is_sign(self.before_sign(chain)))
    }

    /// The place before an operand and the signs that belong to it.
    fn before_sign(&self, chain: usize) -> usize {
        let mut at = chain.saturating_sub(1);
        while at > 0 && matches!(self.token(at), Some(Token::Minus)) {
            at -= 1;
        }
        at
    }

    /// Puts brackets and a filter around what `*` makes: of a list it is a tuple, to which no list can be added.
    fn products(&self, insertions: &mut Vec<Insertion>) {
        let mut done = Vec::new();
        for i in 0..self.tokens.len() {
            let is_star = matches!(self.before(i), None | Some(Token::ParenOpen | Token::Comma));
            if is_star || !matches!(self.token(i), Some(Token::Mul)) {
                continue;
            }
            let (Some(first), Some(last)) = (self.factor(i, false), self.factor(i, true)) else {
                continue;
            };
            // Of several signs in one product the first has done it.
            if done.contains(&first) {
                continue;
            }
            done.push(first);
            let place = |at: usize| self.tokens.get(at).map(|(_, range)| range.clone());
            if let (Some(first), Some(end)) = (place(first), place(last)) {
                let start = first.start;
                insertions.push(Insertion { start, at: start, text: PRODUCT.0 });
                insertions.push(Insertion { start, at: end.end, text: PRODUCT.1 });
            }
        }
    }

    /// The first or last token of the product that a sign stands in. None where a test follows, which binds
    /// tighter, or where brackets do not close.
    fn factor(&self, sign: usize, onward: bool) -> Option<usize> {
        let (mut at, mut depth) = (sign, 0usize);
        loop {
            let next = if onward { at + 1 } else { at.wrapping_sub(1) };
            let Some(token) = self.token(next) else {
                return (depth == 0).then_some(at);
            };
            let (opens, closes) = match token {
                Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => (onward, !onward),
                Token::ParenClose | Token::BracketClose | Token::BraceClose => (!onward, onward),
                _ => (false, false),
            };
            if opens {
                depth += 1;
            } else if closes && depth == 0 {
                return Some(at);
            } else if closes {
                depth -= 1;
            } else if depth == 0 {
                match token {
                    Token::Ident("is") => return None,
                    Token::Minus if self.is_sign(next) => {}
                    _ if self.ends_product(next) => return Some(at),
                    _ => {}
                }
            }
            at = next;
        }
    }

    /// Whether a minus belongs to one operand.
    fn is_sign(&self, i: usize) -> bool {
        let is_operand = |at: usize| {
            let literal = matches!(
                self.token(at),
                Some(
                    Token::Str(_)
                        | Token::String(_)
                        | Token::Int(_)
                        | Token::Int128(_)
                        | Token::Float(_)
                )
            );
            literal || self.ends_operand(at)
        };
        i.checked_sub(1).is_none_or(|before| !is_operand(before))
    }

    /// Whether a token outside of brackets is no part of a product.
    fn ends_product(&self, i: usize) -> bool {
        match self.token(i) {
            Some(Token::Ident(_)) => self.is_keyword(i),
            Some(
                Token::Str(_)
                | Token::String(_)
                | Token::Int(_)
                | Token::Int128(_)
                | Token::Float(_)
                | Token::Dot
                | Token::Pipe
                | Token::Mul
                | Token::Div
                | Token::FloorDiv
                | Token::Mod
                | Token::Pow,
            ) => false,
            _ => true,
        }
    }

    fn insert(&mut self, i: usize, insertions: &mut Vec<Insertion>) {
        let Some((_, end)) = self.tokens.get(i) else {
            return;
        };
        let begin = self.chain.and_then(|chain| self.tokens.get(chain));
        let start = begin.map_or(end.start, |(_, at)| at.start);
        let at = end.end;
        if self.is_bare_argument() {
            insertions.push(Insertion { start, at: start, text: "(" });
            insertions.push(Insertion { start, at, text: "|__w)" });
            self.wrapped = self.chain;
            return;
        }
        let text = if self.is_multiplied(i) { COUNT } else { WEIGH };
        insertions.push(Insertion { start, at, text });
    }
}

/// Words of the language that are no names.
fn is_word(name: &str) -> bool {
    const WORDS: [&str; 13] = [
        "and", "or", "not", "in", "is", "if", "else", "true", "True", "false", "False", "none",
        "None",
    ];
    WORDS.contains(&name)
}

/// Filters that do not look into what they are given.
fn is_shallow(filter: &str) -> bool {
    ["default", "d", "length", "count", "first", "last"].contains(&filter)
}

/// Operators that look into their operands.
fn is_walker(token: &Token<'_>) -> bool {
    matches!(
        token,
        Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
            | Token::FloorDiv
            | Token::Pow
            | Token::Mod
            | Token::Tilde
            | Token::Eq
            | Token::Ne
            | Token::Gt
            | Token::Gte
            | Token::Lt
            | Token::Lte
            | Token::Ident("in" | "not")
    )
}

/// Whether a token makes an expression deeper.
pub(super) fn is_operator(token: &Token<'_>) -> bool {
    match token {
        Token::Ident(name) => is_word(name),
        Token::Str(_)
        | Token::String(_)
        | Token::Int(_)
        | Token::Int128(_)
        | Token::Float(_)
        | Token::Comma
        | Token::Colon => false,
        _ => true,
    }
}
