//! Labels that were broken over the ends of lines: `一、本年新收政府信息公开申请` and `数量` below it, before the numbers.

use super::{LABEL, Token, TokenKind};
use rustc_hash::FxHashSet;

/// Joins the pieces of each known label that stand below each other. A grid says itself what is one cell.
pub(super) fn join_broken(mut tokens: Vec<Token>, known: &FxHashSet<&str>) -> Vec<Token> {
    let mut sorted: Vec<&str> = known.iter().copied().collect();
    sorted.sort_unstable();
    let mut passed = 0;
    for index in 0..tokens.len() {
        let Some((first, more)) = tokens.get(index..).and_then(<[Token]>::split_first) else {
            break;
        };
        let ends_line = more.first().is_some_and(|next| next.block != first.block);
        let whole =
            if index < passed || !ends_line { None } else { whole(first, more, known, &sorted) };
        let Some((label, pieces)) = whole else { continue };
        passed = index + pieces + 1;
        let below = more.get(pieces - 1).map_or(0, |last| last.block - first.block);
        for token in tokens.iter_mut().take(passed).skip(index) {
            token.kind = JOINED;
        }
        if let Some(token) = tokens.get_mut(index) {
            (token.kind, token.more) = (TokenKind::Label(label), below);
        }
    }
    if passed > 0 {
        tokens.retain(|token| token.kind != JOINED);
    }
    tokens
}

/// What a piece is once it is part of another.
const JOINED: TokenKind = TokenKind::Label(String::new());

/// The label that a token begins which no line ends, and how many tokens on it does.
fn whole(
    first: &Token,
    more: &[Token],
    known: &FxHashSet<&str>,
    sorted: &[&str],
) -> Option<(String, usize)> {
    let mut label = broken(first)?.to_owned();
    let (mut block, mut is_new) = (first.block, !known.contains(label.as_str()));
    for (index, next) in more.iter().enumerate() {
        let ends_line = more.get(index + 1).is_none_or(|after| after.block != next.block);
        if ends_line && may_be_page(next) && next.block == block + 1 {
            block = next.block;
            continue;
        }
        let piece = broken(next).filter(|_| is_below(next.block, block))?;
        is_new |= !known.contains(piece);
        label.push_str(piece);
        // Two labels below each other are two.
        if is_new && known.contains(label.as_str()) {
            return Some((label, index + 1));
        }
        let at = sorted.partition_point(|other| *other < label.as_str());
        let may_go_on = sorted.get(at).is_some_and(|other| other.starts_with(label.as_str()));
        if !may_go_on || !ends_line {
            return None;
        }
        block = next.block;
    }
    None
}

/// Whether a line is the next one, or behind the number of a page, which is no token.
fn is_below(block: usize, above: usize) -> bool {
    (above + 1..=above + 2).contains(&block)
}

/// Whether a token is written as the number of a page may be, `3`: between two pieces of a label it is none of theirs.
fn may_be_page(token: &Token) -> bool {
    /// Digits of the number of a page.
    const LONGEST: usize = 3;
    token.kind == TokenKind::Value && token.column.is_none() && token.at.len() <= LONGEST
}

/// Whether words end a label whose other pieces stand on the lines above: 费 below 行政事业性收.
pub(super) fn ends_broken(
    tokens: &[Token],
    (words, block): (&str, usize),
    known: &FxHashSet<&str>,
) -> bool {
    let mut label = words.to_owned();
    let mut below = block;
    let near = tokens.iter().rev().take(PIECES).take_while(|above| {
        let is_near = is_below(below, above.block);
        below = above.block;
        is_near
    });
    let pieces = near.filter(|above| !may_be_page(above)).map_while(broken);
    pieces.into_iter().any(|piece| {
        label.insert_str(0, piece);
        known.contains(label.as_str())
    })
}

/// No label has more pieces above its last.
const PIECES: usize = 4;

/// What a token says that may be a piece of a label.
fn broken(token: &Token) -> Option<&str> {
    match &token.kind {
        TokenKind::Label(label) if token.column.is_none() => {
            (!label.is_empty() && label.len() <= 4 * LABEL).then_some(label)
        }
        _ => None,
    }
}
