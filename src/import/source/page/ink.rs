//! What of the ink on a page is seen: pages are turned upright, what is printed twice counts once, what was
//! painted over or struck out is no text.

use super::{Paper, PaperGlyph, Patch, Stroke};
use crate::import::source::odd::OddKind;
use std::collections::HashMap;

/// How often areas and characters are compared on one page: a page of a report has some thousand of either.
const WORK: usize = 4_000_000;

/// Sorts out the ink of a page; `None` where there is more of it than a report has.
pub(super) fn clean(paper: &mut Paper) -> Option<()> {
    upright(paper);
    for glyph in paper.glyphs.iter_mut().filter(|glyph| glyph.turn != Some(0)) {
        glyph.look = glyph.look.or(Some(OddKind::Turned));
    }
    once(&mut paper.glyphs);
    cover(paper)?;
    struck(paper)
}

/// Turns a page on which most of the text stands on its side.
fn upright(paper: &mut Paper) {
    let count = |turn: u8| paper.glyphs.iter().filter(|glyph| glyph.turn == Some(turn)).count();
    let turn = [1, 2, 3].into_iter().find(|turn| count(*turn) * 2 > paper.glyphs.len());
    let Some(turn) = turn else { return };
    let (width, height) = (paper.width, paper.height);
    let moved = |x: f64, y: f64| match turn {
        1 => (y, width - x),
        2 => (width - x, height - y),
        _ => (height - y, x),
    };
    for glyph in &mut paper.glyphs {
        (glyph.x, glyph.y) = moved(glyph.x, glyph.y);
        glyph.turn = glyph.turn.map(|own| (own + 4 - turn) % 4);
    }
    for stroke in &mut paper.strokes {
        let ends = if stroke.is_upright {
            [moved(stroke.at, stroke.from), moved(stroke.at, stroke.to)]
        } else {
            [moved(stroke.from, stroke.at), moved(stroke.to, stroke.at)]
        };
        *stroke = of_ends(ends, stroke.is_upright == (turn == 2));
    }
    for patch in &mut paper.patches {
        let (x0, y0) = moved(patch.left, patch.top);
        let (x1, y1) = moved(patch.right, patch.bottom);
        (patch.left, patch.right) = (x0.min(x1), x0.max(x1));
        (patch.top, patch.bottom) = (y0.min(y1), y0.max(y1));
    }
    if turn != 2 {
        (paper.width, paper.height) = (height, width);
    }
}

fn of_ends([(x0, y0), (x1, y1)]: [(f64, f64); 2], is_upright: bool) -> Stroke {
    if is_upright {
        Stroke { is_upright, at: x0, from: y0.min(y1), to: y0.max(y1) }
    } else {
        Stroke { is_upright, at: y0, from: x0.min(x1), to: x0.max(x1) }
    }
}

/// Characters printed once more a little beside themselves, as some programs make text bold; others printed
/// on each other are marked.
fn once(glyphs: &mut Vec<PaperGlyph>) {
    const NEAR: f64 = 4.0;
    let mut places: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let mut is_again = vec![false; glyphs.len()];
    let mut heaped = Vec::new();
    for (index, glyph) in glyphs.iter().enumerate() {
        if glyph.is_blank() || glyph.look == Some(OddKind::Hidden) {
            continue;
        }
        let cell = ((glyph.x / NEAR).floor() as i64, (glyph.y / NEAR).floor() as i64);
        let around = [-1, 0, 1].into_iter().flat_map(|x| [-1, 0, 1].map(|y| (x, y)));
        let mut others = 0;
        for (x, y) in around {
            for other in places.get(&(cell.0 + x, cell.1 + y)).into_iter().flatten() {
                others += 1;
                let Some(before) = glyphs.get(*other).filter(|_| others < 50) else { break };
                let apart = (before.x - glyph.x).abs().max((before.y - glyph.y).abs());
                let limit = 0.15 * glyph.size.min(before.size);
                if before.ch == glyph.ch && apart <= limit.max(0.1) {
                    is_again[index] = true;
                } else if apart <= limit && glyph.width > limit && before.width > limit {
                    heaped.extend([index, *other]);
                }
            }
        }
        if !is_again.get(index).copied().unwrap_or(true) {
            places.entry(cell).or_default().push(index);
        }
    }
    for index in heaped {
        if let Some(glyph) = glyphs.get_mut(index) {
            glyph.look = glyph.look.or(Some(OddKind::Heaped));
        }
    }
    let mut again = is_again.into_iter();
    glyphs.retain(|_| !again.next().unwrap_or(false));
}

/// What an area hides that was painted after it, and white on white.
fn cover(paper: &mut Paper) -> Option<()> {
    let Paper { glyphs, patches, .. } = paper;
    if patches.is_empty() {
        return Some(());
    }
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    let middle = |glyphs: &[PaperGlyph], index: usize| {
        glyphs.get(index).map_or((0.0, 0.0), PaperGlyph::middle)
    };
    order.sort_by(|a, b| middle(glyphs, *a).1.total_cmp(&middle(glyphs, *b).1));
    let mut work = 0;
    // The area that each character stands on.
    let mut below: Vec<Option<&Patch>> = vec![None; glyphs.len()];
    for patch in patches.iter() {
        let first = order.partition_point(|index| middle(glyphs, *index).1 < patch.top);
        for index in order.iter().skip(first) {
            work += 1;
            let place = middle(glyphs, *index);
            if place.1 > patch.bottom {
                break;
            }
            let Some(glyph) = glyphs.get_mut(*index).filter(|_| patch.holds(place)) else {
                continue;
            };
            if patch.order > glyph.order {
                if glyph.look != Some(OddKind::Hidden) {
                    glyph.look = Some(OddKind::Covered);
                }
            } else if let Some(slot) = below.get_mut(*index) {
                *slot = Some(patch);
            }
        }
        if work > WORK {
            return None;
        }
    }
    for (glyph, below) in glyphs.iter_mut().zip(below) {
        if glyph.look == Some(OddKind::Pale) && below.is_some_and(|patch| !patch.is_pale) {
            glyph.look = None;
        }
    }
    Some(())
}

/// What a rule goes through the middle of.
fn struck(paper: &mut Paper) -> Option<()> {
    let mut rules: Vec<Stroke> =
        paper.strokes.iter().copied().filter(|stroke| !stroke.is_upright).collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut work = 0;
    for glyph in paper.glyphs.iter_mut().filter(|glyph| !glyph.is_blank() && glyph.look.is_none()) {
        let (top, bottom) = (glyph.y - 0.55 * glyph.size, glyph.y - 0.15 * glyph.size);
        let (x, _) = glyph.middle();
        let first = rules.partition_point(|rule| rule.at < top);
        for rule in rules.iter().skip(first).take_while(|rule| rule.at <= bottom) {
            work += 1;
            if (rule.from..=rule.to).contains(&x) {
                glyph.look = Some(OddKind::Struck);
                break;
            }
        }
        if work > WORK {
            return None;
        }
    }
    Some(())
}
