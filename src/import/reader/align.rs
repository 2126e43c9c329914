//! The labels of a text against those of a form: the best match that keeps the order of both.

use super::{
    landmark::Landmarks,
    likeness::{Compared, EXACT},
    token::{LABEL, Token, TokenKind},
};
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// More labels than any file has: the time of the match grows with them.
const MOST: usize = 20_000;

/// Which token is which label.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// The sum of all matches.
    pub score: u64,
    /// Token → label of the form.
    pub marks: FxHashMap<usize, usize>,
    /// Label of the form → token, and how alike they are.
    pub tokens: FxHashMap<usize, (usize, u32)>,
}

/// Matches the tokens with a form.
pub(super) fn align(tokens: &[Token], marks: &Landmarks) -> Alignment {
    let labels = labels(tokens);
    let width = marks.list.len() + 1;
    let mut scorer = Scorer { tokens, marks, known: HashMap::new() };
    let alike: Vec<Vec<(usize, u32)>> = labels.iter().map(|l| scorer.scores(*l)).collect();
    // best[j]: the best sum of the labels so far with the first j labels of the form.
    let mut best = vec![0_u64; width];
    let mut steps: Vec<AlignStep> = Vec::with_capacity(labels.len() * width);
    for scores in &alike {
        let mut next = best.clone();
        let mut row = vec![AlignStep::Token; width];
        for &(mark, score) in scores {
            let sum = best.get(mark).copied().unwrap_or(0) + u64::from(score);
            if let (Some(slot), Some(step)) = (next.get_mut(mark + 1), row.get_mut(mark + 1))
                && sum > *slot
            {
                (*slot, *step) = (sum, AlignStep::Both);
            }
        }
        for j in 1..width {
            let before = next.get(j - 1).copied().unwrap_or(0);
            if let (Some(slot), Some(step)) = (next.get_mut(j), row.get_mut(j))
                && before > *slot
            {
                (*slot, *step) = (before, AlignStep::Mark);
            }
        }
        best = next;
        steps.extend(row);
    }
    let score = best.last().copied().unwrap_or(0);
    let mut alignment = Alignment { score, ..Alignment::default() };
    alignment.trace(&labels, &steps, tokens, marks);
    alignment
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AlignStep {
    /// The token is no label of the form.
    Token,
    /// The label of the form is not there.
    Mark,
    /// They are one.
    Both,
}

impl Alignment {
    fn trace(
        &mut self,
        labels: &[usize],
        steps: &[AlignStep],
        tokens: &[Token],
        marks: &Landmarks,
    ) {
        let width = marks.list.len() + 1;
        let (mut i, mut j) = (labels.len(), width - 1);
        while i > 0 && j > 0 {
            match steps.get((i - 1) * width + j) {
                Some(AlignStep::Mark) => j -= 1,
                Some(AlignStep::Both) => {
                    (i, j) = (i - 1, j - 1);
                    if let Some(token) = labels.get(i) {
                        self.join(*token, j, tokens, marks);
                    }
                }
                _ => i -= 1,
            }
        }
    }

    fn join(&mut self, token: usize, mark: usize, tokens: &[Token], marks: &Landmarks) {
        let Some(TokenKind::Label(folded)) = tokens.get(token).map(|token| &token.kind) else {
            return;
        };
        let found = Compared::of(folded);
        let likeness = marks.list.get(mark).map_or(0, |mark| mark.likeness(found));
        self.marks.insert(token, mark);
        self.tokens.insert(mark, (token, likeness));
    }

    /// Joins a token to a label out of the order of the form.
    pub fn join_out_of_order(&mut self, token: usize, mark: usize) {
        self.marks.insert(token, mark);
        self.tokens.insert(mark, (token, EXACT));
    }
}

/// The tokens that may be labels.
fn labels(tokens: &[Token]) -> Vec<usize> {
    let may_be = |(index, token): (usize, &Token)| match &token.kind {
        // Bytes before characters: most are longer by far, or short.
        TokenKind::Label(folded) => {
            (folded.len() <= 4 * LABEL && folded.chars().count() <= LABEL).then_some(index)
        }
        _ => None,
    };
    tokens.iter().enumerate().filter_map(may_be).take(MOST).collect()
}

/// Texts that are compared letter by letter; no file has more that are near to labels.
const FUZZY: usize = 600;

struct Scorer<'a> {
    tokens: &'a [Token],
    marks: &'a Landmarks,
    /// What was found for a text, with a number behind it and without.
    known: HashMap<(&'a str, bool), Vec<(usize, u32)>>,
}

impl Scorer<'_> {
    /// The labels of the form that a token may be, and how well it fits each.
    fn scores(&mut self, label: usize) -> Vec<(usize, u32)> {
        let Some(TokenKind::Label(folded)) = self.tokens.get(label).map(|token| &token.kind) else {
            return Vec::new();
        };
        let is_valued = self.tokens.get(label + 1).is_some_and(Token::is_value);
        if let Some(known) = self.known.get(&(folded.as_str(), is_valued)) {
            return known.clone();
        }
        let marks = self.marks;
        let text = Compared::of(folded);
        let score = |mark: usize| (mark, marks.score(mark, text, is_valued));
        let is_one = |(_, score): &(usize, u32)| *score > 0;
        let exact = marks.exact(folded);
        let found: Vec<(usize, u32)> = if !exact.is_empty() {
            exact.iter().copied().map(score).filter(is_one).collect()
        } else if self.known.len() < FUZZY {
            (0..marks.list.len()).map(score).filter(is_one).collect()
        } else {
            Vec::new()
        };
        self.known.insert((folded, is_valued), found.clone());
        found
    }
}
