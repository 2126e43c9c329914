//! What has one right answer, mended where it is written: an escape, a doubled quotation mark, a line
//! that goes on below are as good a place as plain text.

use super::{prose::ProseLine, rules};
use crate::{
    report::Edits,
    text::{composed, is_invisible, is_mark, printed},
    yaml::spelled,
};
use std::{collections::BTreeMap, ops::Range};

/// More than any paragraph takes that a person wrote.
const ROUNDS: usize = 50;

/// Where in a YAML the characters of a text stand, by their bytes in the text.
pub(super) struct Spelling {
    places: BTreeMap<usize, Range<usize>>,
    quote: Option<char>,
}

impl Spelling {
    /// That of a text, which is written from `start` on as `written`; none where the two do not go
    /// together, as where a value was put together.
    pub(super) fn of(text: &str, written: &str, start: usize) -> Option<Self> {
        let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
        // The mark of a folded block, and what stands behind it.
        let head = match written.strip_prefix('>') {
            Some(_) => written.find('\n')?,
            None => 0,
        };
        let body = written.get(head..)?;
        let mut signs = spelled(body)
            .map(|(at, ch)| (start + head + at.start..start + head + at.end, ch))
            .peekable();
        let mut places = BTreeMap::new();
        for (offset, ch) in text.char_indices() {
            let mut place = None;
            while place.is_none() {
                let (at, sign) = signs.next()?;
                let is_blank = sign.is_whitespace();
                if printed(sign) == ch {
                    place = Some(at);
                } else if signs.peek().is_some_and(|(_, sign)| is_mark(*sign)) {
                    // A letter and its marks that are printed as one.
                    let (mut end, mut letter) = (at.end, sign.to_string());
                    while let Some((more, mark)) = signs.next_if(|(_, sign)| is_mark(*sign)) {
                        end = more.end;
                        letter.push(mark);
                    }
                    if !composed(&letter).chars().eq([ch]) {
                        return None;
                    }
                    place = Some(at.start..end);
                } else if is_blank && ch.is_whitespace() {
                    // Lines that were joined: the break and the indent are one blank.
                    let mut end = at.end;
                    while let Some((more, _)) = signs.next_if(|(_, sign)| sign.is_whitespace()) {
                        end = more.end;
                    }
                    place = Some(at.start..end);
                } else if !is_blank && !is_invisible(sign) {
                    return None;
                }
            }
            places.extend(place.map(|at| (offset, at)));
        }
        Some(Self { places, quote })
    }

    /// How a text is written in such quotation marks; none where it cannot be.
    fn escaped(&self, text: &str) -> Option<String> {
        match self.quote {
            Some('"') => Some(text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")),
            Some(_) if !text.contains('\n') => Some(text.replace('\'', "''")),
            None if !text.contains('\n') => Some(text.to_owned()),
            _ => None,
        }
    }
}

/// A character, and what becomes of it.
struct MendPiece {
    was: char,
    text: String,
    at: Option<Range<usize>>,
}

/// The edits that mend a paragraph; none where there is nothing to mend, or no place to do it.
pub(super) fn edits(line: &ProseLine<'_>) -> Option<Edits> {
    let first = found(&line.text);
    if first.is_empty() {
        return None;
    }
    let spelling = line.spelling()?;
    let piece = |(offset, was): (usize, char)| MendPiece {
        was,
        text: was.to_string(),
        at: spelling.places.get(&(line.offset() + offset)).cloned(),
    };
    let mut pieces: Vec<MendPiece> = line.text.char_indices().map(piece).collect();
    apply(&mut pieces, first);
    // One mended mark may show that its neighbour is wrong.
    for _ in 1..ROUNDS {
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let more = found(&text);
        if more.is_empty() {
            break;
        }
        apply(&mut pieces, more);
    }
    let changed = pieces.into_iter().filter(|piece| piece.text != piece.was.to_string());
    changed.map(|piece| Some((piece.at?, spelling.escaped(&piece.text)?))).collect()
}

/// What has one right answer in a text, in order and apart from each other.
fn found(text: &str) -> Edits {
    let marks = rules::half_width_marks(text).into_iter();
    let mut edits: Edits = marks.map(|(at, mark)| (at, mark.into())).collect();
    edits.extend(rules::odd_mark_edits(text));
    edits.sort_by_key(|(at, _)| (at.start, at.end));
    edits.dedup_by(|later, edit| later.0.start < edit.0.end);
    edits
}

/// Puts edits of the pieces' text into the pieces in which they begin.
fn apply(pieces: &mut [MendPiece], edits: Edits) {
    let mut edits = edits.into_iter().peekable();
    let (mut start, mut done) = (0, 0);
    for piece in pieces.iter_mut() {
        let end = start + piece.text.len();
        let mut text = String::new();
        let kept = |from: usize, to: usize| {
            let range = from.clamp(start, end) - start..to.clamp(start, end) - start;
            piece.text.get(range).unwrap_or_default()
        };
        while let Some((at, instead)) = edits.next_if(|(at, _)| at.start < end) {
            text.push_str(kept(done, at.start.max(done)));
            text.push_str(&instead);
            done = at.end;
        }
        text.push_str(kept(done.max(start), end));
        piece.text = text;
        start = end;
    }
    if let Some(last) = pieces.last_mut() {
        edits.for_each(|(_, more)| last.text.push_str(&more));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_however_it_is_spelled() {
        for (text, written) in [
            ("甲,乙", "甲,乙"),
            ("甲\"乙,", "\"甲\\\"乙,\""),
            ("甲'乙,", "'甲''乙,'"),
            ("甲,乙 AB", "甲,\n  乙 A\u{200B}B"),
            ("A B,", "A\n  B,"),
            ("A B,", ">\n  A\n  B,\n"),
            ("甲\n乙,", "\"甲\\n乙\\u002c\""),
            ("甲乙", "\"甲\\\n  乙\""),
            ("lǜ,", "lu\u{308}\u{300},"),
        ] {
            let spelling = Spelling::of(text, written, 0).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(spelling.places.len(), text.chars().count(), "{written}");
        }
        assert!(Spelling::of("甲乙", "甲丙", 0).is_none());
    }
}
