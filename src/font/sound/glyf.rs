//! What TrueType shapes come to. A shape may be made of others, each of them of others: thirty shapes of two
//! parts each are a thousand million outlines.

use crate::font::header::Flaw;
use ttf_parser::{GlyphId, loca};

/// Shapes that one is made of, with those that these are made of; letters with marks have two or three.
const MOST_PARTS: u32 = 1024;
/// How deep they are made of others; `ttf-parser` goes no deeper.
const MOST_LEVELS: u8 = 31;
/// Points of a shape with all its parts; some thousands are much.
const MOST_POINTS: u32 = 1 << 15;
/// A face may say the same bytes many times, but not come to many times as much as it is long.
const MOST_TIMES: u64 = 16;
const ALLOWANCE: u64 = 1 << 20;

/// A shape that another is made of.
pub(crate) struct Component {
    pub glyph: u16,
    /// Where its entry begins in the description of the other.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What the description of a shape says that it is made of; nothing for one that is drawn itself.
pub(crate) fn components(description: &[u8]) -> impl Iterator<Item = Component> {
    const MORE: u16 = 0x20;
    let is_made = word(description, 0).is_some_and(|contours| contours >= 0x8000);
    let mut next = is_made.then_some(10);
    std::iter::from_fn(move || {
        let start = next.take()?;
        let (flags, glyph) = (word(description, start)?, word(description, start + 2)?);
        let numbers = match flags {
            f if f & 0x08 != 0 => 2,
            f if f & 0x40 != 0 => 4,
            f if f & 0x80 != 0 => 8,
            _ => 0,
        };
        let end = start + 4 + if flags & 1 != 0 { 4 } else { 2 } + numbers;
        next = (flags & MORE != 0).then_some(end);
        Some(Component { glyph, start, end })
    })
}

/// What a shape comes to.
#[derive(Clone, Copy, Default)]
struct Weight {
    parts: u32,
    points: u32,
    levels: u8,
}

#[derive(Clone, Copy)]
enum Known {
    Not,
    /// It is being looked at: whoever asks now is a part of it.
    Open,
    Yes(Weight),
}

struct GlyfShapes<'a> {
    places: &'a loca::Table<'a>,
    descriptions: &'a [u8],
    known: Vec<Known>,
}

/// Looks at every shape of a face, each once.
pub(super) fn weigh(places: &loca::Table<'_>, glyf: &[u8]) -> Result<(), Flaw> {
    let count = places.len().saturating_sub(1);
    let known = vec![Known::Not; count.into()];
    let mut shapes = GlyfShapes { places, descriptions: glyf, known };
    let most = MOST_TIMES * glyf.len() as u64 + ALLOWANCE;
    let (mut all, mut is_any_drawn) = (0, false);
    for glyph in 0..count {
        let weight = shapes.weight(glyph, 0)?;
        is_any_drawn |= weight.points > 0;
        all += u64::from(weight.points) + u64::from(weight.parts);
        if all > most {
            return Err(Flaw::TooIntricate);
        }
    }
    if is_any_drawn { Ok(()) } else { Err(Flaw::NoGlyphs) }
}

impl GlyfShapes<'_> {
    fn weight(&mut self, glyph: u16, level: u8) -> Result<Weight, Flaw> {
        match self.known.get(usize::from(glyph)) {
            None => return Ok(Weight::default()),
            Some(Known::Yes(weight)) => return Ok(*weight),
            Some(Known::Open) => return Err(Flaw::TooIntricate),
            Some(Known::Not) => {}
        }
        let place = self.places.glyph_range(GlyphId(glyph));
        let description = place.and_then(|place| self.descriptions.get(place)).unwrap_or_default();
        self.note(glyph, Known::Open);
        let mut weight = Weight { parts: 1, points: points(description), levels: 0 };
        for part in components(description) {
            if level >= MOST_LEVELS {
                return Err(Flaw::TooIntricate);
            }
            let part = self.weight(part.glyph, level + 1)?;
            weight.parts += part.parts.max(1);
            weight.points += part.points;
            weight.levels = weight.levels.max(part.levels + 1);
            if weight.parts > MOST_PARTS
                || weight.points > MOST_POINTS
                || weight.levels > MOST_LEVELS
            {
                return Err(Flaw::TooIntricate);
            }
        }
        if weight.points > MOST_POINTS {
            return Err(Flaw::TooIntricate);
        }
        self.note(glyph, Known::Yes(weight));
        Ok(weight)
    }

    fn note(&mut self, glyph: u16, known: Known) {
        if let Some(place) = self.known.get_mut(usize::from(glyph)) {
            *place = known;
        }
    }
}

/// How many points a shape that is drawn itself has: one more than the last point of its last contour.
fn points(description: &[u8]) -> u32 {
    let contours = word(description, 0).filter(|count| (1..0x8000).contains(count));
    let last = contours.and_then(|count| word(description, 8 + 2 * usize::from(count)));
    last.map_or(0, |last| u32::from(last) + 1)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}
