//! What PostScript shapes come to (Adobe Technical Notes 5176 and 5177). A shape is a program; it calls
//! others, and these call others, ten deep: ten calls in each are ten thousand million.
//!
//! The programs are gone through as those that draw and cut them do, and only what these agree about passes.

use crate::font::header::Flaw;

/// Steps of the program of a shape with all that it calls; some thousands are much.
const MOST_STEPS: u32 = 1 << 15;
/// Steps that are gone through when a face is found, so that a large one is taken in within a moment; the
/// other shapes are gone through when they are first printed.
const MOST_AT_ONCE: u32 = 1 << 21;
/// How deep programs may call others.
const MOST_LEVELS: u8 = 10;
/// Numbers that a program may have at hand.
const MOST_NUMBERS: usize = 48;
/// Parts of a face with programs of their own; their numbers are bytes.
const MOST_PARTS: usize = 256;
/// Programs that may be called, those of all parts together.
const MOST_CALLED: usize = 500_000;

// Operators of dictionaries; those of two bytes begin with 12.
const SHAPES: u16 = 17;
const PRIVATE: u16 = 18;
const CALLED: u16 = 19;
const ORDERED: u16 = u16::from_be_bytes([12, 30]);
const PARTS: u16 = u16::from_be_bytes([12, 36]);
const PART_OF_EACH: u16 = u16::from_be_bytes([12, 37]);

/// Why a shape cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProgramFault {
    /// Its program makes no sense after so many steps.
    Wrong(u32),
    /// It is too long.
    Long,
}

/// The programs of a face.
#[derive(Debug)]
pub(crate) struct Programs<'a> {
    shapes: Index<'a>,
    global: Index<'a>,
    /// Those of each part of the face.
    local: Vec<Index<'a>>,
    /// The part that each shape belongs to; empty if there is one part.
    parts: Vec<u8>,
}

impl<'a> Programs<'a> {
    /// Reads the table; nothing if it is not as it should be.
    pub fn of(table: &'a [u8]) -> Option<Self> {
        let header = usize::from(*table.get(2)?);
        if table.first() != Some(&1) {
            return None;
        }
        let (_, at) = Index::at(table, header)?;
        let (tops, at) = Index::at(table, at)?;
        let (_, at) = Index::at(table, at)?;
        let (global, _) = Index::at(table, at)?;
        let top = Dict::of(tops.get(0)?)?;
        let shapes = Index::at(table, top.offset(SHAPES)?)?.0;
        let (local, parts) = if top.has(ORDERED) {
            let dicts = Index::at(table, top.offset(PARTS)?)?.0;
            if dicts.count > MOST_PARTS {
                return None;
            }
            let dicts = (0..dicts.count).map(|i| Dict::of(dicts.get(i)?));
            let local: Option<Vec<_>> = dicts.map(|dict| called(table, &dict?)).collect();
            let local = local?;
            let select = table.get(top.offset(PART_OF_EACH)?..)?;
            let parts = parts(select, shapes.count, local.len())?;
            (local, parts)
        } else {
            (vec![called(table, &top)?], Vec::new())
        };
        let all = local.iter().map(|index| index.count).sum::<usize>() + global.count;
        (all <= MOST_CALLED).then_some(Self { shapes, global, local, parts })
    }

    /// Goes through the programs of shapes. One that makes no sense is none of the face's; the next face
    /// prints that character.
    pub fn weigh(&self) -> Result<(), Flaw> {
        let (mut all, mut is_any_drawn) = (0, false);
        for shape in 0..self.shapes.count {
            match self.walk(shape) {
                // A step is more than nothing: programs without any may be many.
                Ok(steps) => {
                    all += steps.max(8);
                    is_any_drawn = true;
                }
                Err(ProgramFault::Wrong(steps)) => all += steps.max(8),
                Err(ProgramFault::Long) => return Err(Flaw::TooIntricate),
            }
            if all > MOST_AT_ONCE {
                break;
            }
        }
        if is_any_drawn { Ok(()) } else { Err(Flaw::Damaged("CFF")) }
    }

    /// Goes through the program of a shape; how many steps it takes.
    pub fn walk(&self, shape: usize) -> Result<u32, ProgramFault> {
        let part = match self.parts.get(shape) {
            Some(part) => usize::from(*part),
            None => 0,
        };
        let local = self.local.get(part).ok_or(ProgramFault::Wrong(0))?;
        let program = self.shapes.get(shape).ok_or(ProgramFault::Wrong(0))?;
        let mut walk = ProgramWalk {
            global: &self.global,
            local,
            numbers: [None; MOST_NUMBERS],
            at_hand: 0,
            stems: 0,
            is_masked: false,
            steps: 0,
        };
        match walk.run(program, 0) {
            _ if walk.steps > MOST_STEPS => Err(ProgramFault::Long),
            Some(End::Shape) => Ok(walk.steps),
            _ => Err(ProgramFault::Wrong(walk.steps)),
        }
    }
}

/// The programs that those of a part may call, which stand behind its private dictionary.
fn called<'a>(table: &'a [u8], dict: &Dict) -> Option<Index<'a>> {
    let Some(private) = dict.get(PRIVATE) else {
        return Some(Index::default());
    };
    let &[Some(length), Some(start)] = private else { return None };
    let (length, start) = (usize::try_from(length).ok()?, usize::try_from(start).ok()?);
    let private = Dict::of(table.get(start..start.checked_add(length)?)?)?;
    if !private.has(CALLED) {
        return Some(Index::default());
    }
    Some(Index::at(table, start.checked_add(private.offset(CALLED)?)?)?.0)
}

/// Which part each shape belongs to.
fn parts(select: &[u8], shapes: usize, parts: usize) -> Option<Vec<u8>> {
    let of_shapes = match select.first()? {
        0 => select.get(1..1 + shapes)?.to_vec(),
        3 => {
            let count = usize::from(word(select, 1)?);
            let mut all = Vec::with_capacity(shapes);
            for range in 0..count {
                let at = 3 + 3 * range;
                let (first, next) = (word(select, at)?, word(select, at + 3)?);
                if usize::from(first) != all.len() || next <= first {
                    return None;
                }
                all.resize(next.into(), *select.get(at + 2)?);
            }
            (all.len() >= shapes).then_some(all)?
        }
        _ => return None,
    };
    of_shapes.iter().all(|part| usize::from(*part) < parts).then_some(of_shapes)
}

/// A list of byte strings.
#[derive(Clone, Copy, Debug, Default)]
struct Index<'a> {
    count: usize,
    width: usize,
    offsets: &'a [u8],
    data: &'a [u8],
}

impl<'a> Index<'a> {
    /// Reads the list at a place, and tells where it ends.
    fn at(table: &'a [u8], place: usize) -> Option<(Self, usize)> {
        let count = usize::from(word(table, place)?);
        if count == 0 {
            return Some((Self::default(), place + 2));
        }
        let width = usize::from(*table.get(place + 2)?);
        if !(1..=4).contains(&width) {
            return None;
        }
        let start = place + 3 + (count + 1) * width;
        let offsets = table.get(place + 3..start)?;
        let mut index = Self { count, width, offsets, data: table.get(start..)? };
        let ends = (0..=count).map(|i| index.offset(i));
        let mut last = 0;
        for end in ends {
            last = end.filter(|end| *end >= last)?;
        }
        index.data = index.data.get(..last)?;
        Some((index, start + last))
    }

    /// Offsets count from 1.
    fn offset(&self, i: usize) -> Option<usize> {
        let bytes = self.offsets.get(i * self.width..(i + 1) * self.width)?;
        bytes.iter().fold(0, |all, byte| all << 8 | usize::from(*byte)).checked_sub(1)
    }

    fn get(&self, i: usize) -> Option<&'a [u8]> {
        if i >= self.count {
            return None;
        }
        self.data.get(self.offset(i)?..self.offset(i + 1)?)
    }

    /// One that a program calls by a number.
    fn called(&self, number: i32) -> Option<&'a [u8]> {
        let middle = match self.count {
            0..1240 => 107,
            1240..33900 => 1131,
            _ => 32768,
        };
        self.get(usize::try_from(number.checked_add(middle)?).ok()?)
    }
}

/// What a dictionary says by each operator, those of two bytes from 0x0C00; a number that is no whole one is
/// `None`.
struct Dict(Vec<(u16, Vec<Option<i32>>)>);

impl Dict {
    /// Reads it; nothing if it says anything twice.
    fn of(data: &[u8]) -> Option<Self> {
        let mut entries: Vec<(u16, Vec<Option<i32>>)> = Vec::new();
        let mut numbers = Vec::new();
        let mut bytes = data.iter().copied();
        while let Some(byte) = bytes.next() {
            match byte {
                0..=21 => {
                    let operator = match byte {
                        12 => u16::from_be_bytes([12, bytes.next()?]),
                        _ => byte.into(),
                    };
                    if entries.iter().any(|(known, _)| *known == operator) {
                        return None;
                    }
                    entries.push((operator, std::mem::take(&mut numbers)));
                    continue;
                }
                28 => numbers.push(Some(i16::from_be_bytes([bytes.next()?, bytes.next()?]).into())),
                29 => {
                    let long = [bytes.next()?, bytes.next()?, bytes.next()?, bytes.next()?];
                    numbers.push(Some(i32::from_be_bytes(long)));
                }
                30 => {
                    // Digits of four bits up to one that is 15.
                    while bytes.next().is_some_and(|two| two >> 4 != 15 && two & 15 != 15) {}
                    numbers.push(None);
                }
                32..=254 => numbers.push(Some(number(byte, || bytes.next())?)),
                _ => return None,
            }
            if numbers.len() > MOST_NUMBERS {
                return None;
            }
        }
        Some(Self(entries))
    }

    fn get(&self, operator: u16) -> Option<&[Option<i32>]> {
        let entry = self.0.iter().find(|(known, _)| *known == operator);
        entry.map(|(_, numbers)| numbers.as_slice())
    }

    fn has(&self, operator: u16) -> bool {
        self.get(operator).is_some()
    }

    fn offset(&self, operator: u16) -> Option<usize> {
        match self.get(operator)? {
            &[Some(number)] => usize::try_from(number).ok(),
            _ => None,
        }
    }
}

/// A whole number of one or two bytes, of which the first is from 32 to 254.
fn number(first: u8, mut next: impl FnMut() -> Option<u8>) -> Option<i32> {
    let byte = i32::from(first);
    Some(match first {
        247..=250 => (byte - 247) * 256 + i32::from(next()?) + 108,
        251..=254 => -(byte - 251) * 256 - i32::from(next()?) - 108,
        _ => byte - 139,
    })
}

/// How a program ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The program that called it goes on.
    Return,
    /// The shape is drawn.
    Shape,
}

/// A walk through the program of a shape.
struct ProgramWalk<'w, 'a> {
    global: &'w Index<'a>,
    local: &'w Index<'a>,
    /// Those at hand; `None` for one that is no whole number.
    numbers: [Option<i32>; MOST_NUMBERS],
    at_hand: usize,
    stems: usize,
    is_masked: bool,
    steps: u32,
}

impl ProgramWalk<'_, '_> {
    fn run(&mut self, program: &[u8], level: u8) -> Option<End> {
        let mut rest = program.iter();
        while let Some(&byte) = rest.next() {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            let mut next = || rest.next().copied();
            match byte {
                28 => {
                    let bytes = next().zip(next())?;
                    self.push(Some(i16::from_be_bytes(bytes.into()).into()))?;
                }
                32..=254 => self.push(Some(number(byte, next)?))?,
                255 => {
                    rest.nth(3)?;
                    self.push(None)?;
                }
                1 | 3 | 18 | 23 => self.hints()?,
                19 | 20 => {
                    let bytes = self.mask()?;
                    rest.nth(bytes - 1)?;
                }
                4..=8 | 21 | 22 | 24..=27 | 30 | 31 => self.at_hand = 0,
                12 if next().is_some_and(|second| (34..=37).contains(&second)) => self.at_hand = 0,
                10 | 29 => {
                    let index = if byte == 10 { self.local } else { self.global };
                    let called = self.pop().and_then(|number| index.called(number));
                    let called = called.filter(|_| level < MOST_LEVELS)?;
                    if self.run(called, level + 1)? == End::Shape {
                        return last(End::Shape, rest.as_slice());
                    }
                }
                11 => return Some(End::Return),
                // With four numbers it would be made of two others, which no PDF can hold.
                14 if self.at_hand < 4 => return last(End::Shape, rest.as_slice()),
                _ => return None,
            }
        }
        Some(End::Return)
    }

    fn push(&mut self, number: Option<i32>) -> Option<()> {
        *self.numbers.get_mut(self.at_hand)? = number;
        self.at_hand += 1;
        Some(())
    }

    fn pop(&mut self) -> Option<i32> {
        self.at_hand = self.at_hand.checked_sub(1)?;
        *self.numbers.get(self.at_hand)?
    }

    /// Two numbers make a hint. After the first mask, which has a bit for each, there is none.
    fn hints(&mut self) -> Option<()> {
        if self.is_masked {
            return None;
        }
        self.stems += self.at_hand / 2;
        self.at_hand = 0;
        Some(())
    }

    /// How many bytes a mask has. Before the first one hints may stand without their operator.
    fn mask(&mut self) -> Option<usize> {
        if !self.is_masked {
            self.hints()?;
        }
        self.is_masked = true;
        if self.at_hand > 0 || self.stems == 0 {
            return None;
        }
        Some(self.stems.div_ceil(8))
    }
}

/// Behind the end of a shape nothing stands.
fn last(end: End, rest: &[u8]) -> Option<End> {
    if rest.is_empty() { Some(end) } else { None }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}
