//! A font made in a moment: each character a solid square, with the names, widths and permission that
//! a test wants. So no font of others lies in the repository, and ink is easy to recognise.

#![allow(clippy::cast_possible_truncation, reason = "a test's font is small")]

/// What a font is to be.
#[derive(Clone)]
pub struct Made {
    /// Language (0x409 English, 0x804 Chinese) and family name.
    pub names: Vec<(u16, &'static str)>,
    /// Name for programs.
    pub post_script: &'static str,
    /// Characters in ascending order, with their advances in thousandths of an em.
    pub glyphs: Vec<(char, u16)>,
    /// `OS/2` `fsType`: 2 restricted, 4 print, 8 editable, 0x100 whole only, 0x200 bitmap only.
    pub fs_type: u16,
    pub weight: u16,
    /// A character without ink.
    pub hollow: Option<char>,
    /// PostScript outlines in place of TrueType ones.
    pub cff: bool,
    /// PostScript programs that others may call, by numbers from -107.
    pub subroutines: Vec<Vec<u8>>,
    /// The PostScript program of every character, in place of a square.
    pub program: Option<Vec<u8>>,
    /// What a TrueType character is made of, by its place among the characters: glyphs, of which 0 is blank.
    pub parts: Vec<Vec<u16>>,
}

impl Made {
    /// A font for the characters of a text, each on the full em, free to embed.
    pub fn of(name: &'static str, text: &str) -> Self {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars.dedup();
        Self {
            names: vec![(0x804, name)],
            post_script: "Made-Regular",
            glyphs: chars.into_iter().map(|c| (c, 1000)).collect(),
            fs_type: 0,
            weight: 400,
            hollow: None,
            cff: false,
            subroutines: Vec::new(),
            program: None,
            parts: Vec::new(),
        }
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut tables = vec![
            (*b"OS/2", self.os2()),
            (*b"cmap", self.cmap()),
            (*b"head", head()),
            (*b"hhea", self.hhea()),
            (*b"hmtx", self.hmtx()),
            (*b"maxp", self.maxp()),
            (*b"name", self.name()),
            (*b"post", [words(&[3, 0]), vec![0; 28]].concat()),
        ];
        let magic = if self.cff {
            tables.push((*b"CFF ", self.postscript()));
            *b"OTTO"
        } else {
            let (glyf, loca) = self.outlines();
            tables.push((*b"glyf", glyf));
            tables.push((*b"loca", loca));
            [0, 1, 0, 0]
        };
        tables.sort_by_key(|(tag, _)| *tag);
        file(magic, &tables, 0)
    }

    /// Glyph 0 is empty.
    fn advances(&self) -> impl Iterator<Item = u16> {
        [1000].into_iter().chain(self.glyphs.iter().map(|(_, a)| *a))
    }

    fn count(&self) -> u16 {
        self.glyphs.len() as u16 + 1
    }

    fn os2(&self) -> Vec<u8> {
        let mut table = vec![0; 96];
        put(&mut table, 0, 4);
        put(&mut table, 4, self.weight);
        put(&mut table, 6, 5);
        put(&mut table, 8, self.fs_type);
        // ulUnicodeRange2, bit 59: CJK Unified Ideographs.
        if self.glyphs.iter().any(|(c, _)| *c >= '一') {
            put(&mut table, 46, 0x0800);
        }
        put(&mut table, 62, 0x40);
        table
    }

    fn cmap(&self) -> Vec<u8> {
        let groups = self.glyphs.len() as u32;
        let mut table = words(&[0, 1, 3, 10]);
        table.extend(longs(&[12]));
        table.extend(words(&[12, 0]));
        table.extend(longs(&[16 + 12 * groups, 0, groups]));
        for (glyph, (ch, _)) in (1..).zip(&self.glyphs) {
            table.extend(longs(&[*ch as u32, *ch as u32, glyph]));
        }
        table
    }

    fn hhea(&self) -> Vec<u8> {
        let mut table = words(&[1, 0, 880, (-120_i16).cast_unsigned()]);
        table.resize(34, 0);
        put(&mut table, 10, 1000);
        table.extend(words(&[self.count()]));
        table
    }

    fn hmtx(&self) -> Vec<u8> {
        self.advances().flat_map(|a| words(&[a, 50])).collect()
    }

    fn maxp(&self) -> Vec<u8> {
        if self.cff {
            return [longs(&[0x5000]), words(&[self.count()])].concat();
        }
        let mut table = [longs(&[0x0001_0000]), words(&[self.count()])].concat();
        table.resize(32, 0);
        put(&mut table, 6, 4);
        put(&mut table, 8, 1);
        table
    }

    fn name(&self) -> Vec<u8> {
        let families = (self.names.iter()).map(|(language, text)| (*language, 1, *text));
        let mut records: Vec<_> = families.chain([(0x409, 6, self.post_script)]).collect();
        records.sort_by_key(|(language, id, _)| (*language, *id));
        let mut table = words(&[0, records.len() as u16, 6 + 12 * records.len() as u16]);
        let mut texts = Vec::new();
        for (language, id, text) in records {
            let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let place = texts.len() as u16;
            table.extend(words(&[3, 1, language, id, text.len() as u16, place]));
            texts.extend(text);
        }
        table.extend(texts);
        table
    }

    fn outlines(&self) -> (Vec<u8>, Vec<u8>) {
        let (mut glyf, mut ends) = (Vec::new(), vec![0, 0]);
        for (i, (ch, advance)) in self.glyphs.iter().enumerate() {
            if self.hollow == Some(*ch) {
                ends.push(glyf.len() as u32);
                continue;
            }
            if let Some(parts) = self.parts.get(i).filter(|parts| !parts.is_empty()) {
                glyf.extend(made_of(parts));
                ends.push(glyf.len() as u32);
                continue;
            }
            let side = advance.saturating_sub(100);
            let low = (-70_i16).cast_unsigned();
            glyf.extend(words(&[1, 50, low, 50 + side, 830, 3, 0]));
            // Four points on the curve, coordinates as 16-bit steps.
            glyf.extend([1; 4]);
            let back = side.wrapping_neg();
            glyf.extend(words(&[50, side, 0, back, low, 0, 900, 0]));
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            ends.push(glyf.len() as u32);
        }
        (glyf, longs(&ends))
    }

    /// A font named by glyph names (Adobe Technical Note 5176).
    fn postscript(&self) -> Vec<u8> {
        let header = [1, 0, 4, 4];
        let name = index(&[b"Made".to_vec()]);
        let strings: Vec<_> = (1..self.count()).map(|i| format!("g{i}").into_bytes()).collect();
        let strings = index(&strings);
        let none = index(&self.subroutines);
        let mut shapes = vec![vec![14]];
        for (ch, advance) in &self.glyphs {
            if let Some(program) = &self.program {
                shapes.push(program.clone());
                continue;
            }
            if self.hollow == Some(*ch) {
                shapes.push([numbers(&[advance.cast_signed()]), vec![14]].concat());
                continue;
            }
            let side = (*advance).saturating_sub(100).cast_signed();
            let mut shape = numbers(&[advance.cast_signed(), 50, -70]);
            shape.push(21); // rmoveto
            shape.extend(numbers(&[side]));
            shape.push(6); // hlineto
            shape.extend(numbers(&[900]));
            shape.push(7); // vlineto
            shape.extend(numbers(&[-side]));
            shape.extend([6, 14]); // hlineto, endchar
            shapes.push(shape);
        }
        let shapes = index(&shapes);
        // Format 2: one run of names from the first that is not a standard one.
        let charset = [vec![2], words(&[391, self.count() - 2])].concat();
        let private = [139, 20]; // defaultWidthX 0
        let long = |n: usize| [vec![29], longs(&[n as u32])].concat();
        let top = |start: usize| {
            let charset_at = start + strings.len() + none.len();
            let shapes_at = charset_at + charset.len();
            let private_at = shapes_at + shapes.len();
            let charset = [long(charset_at), vec![15]];
            let shapes = [long(shapes_at), vec![17]];
            let private = [long(private.len()), long(private_at), vec![18]];
            index(&[[charset.concat(), shapes.concat(), private.concat()].concat()])
        };
        // Its length does not depend on what it says.
        let top = top(header.len() + name.len() + top(0).len());
        [&header[..], &name, &top, &strings, &none, &charset, &shapes, &private].concat()
    }
}

/// A glyph made of others, each where it is.
fn made_of(parts: &[u16]) -> Vec<u8> {
    let low = (-70_i16).cast_unsigned();
    let mut glyph = words(&[0xffff, 50, low, 950, 830]);
    for (i, part) in parts.iter().enumerate() {
        let more = if i + 1 < parts.len() { 0x20 } else { 0 };
        glyph.extend(words(&[0x2 | more, *part, 0]));
    }
    glyph.resize(glyph.len().next_multiple_of(4), 0);
    glyph
}

/// A real font with the names of a made one.
pub fn renamed(font: &[u8], names: &Made) -> Vec<u8> {
    changed(font, |tag, old| if tag == b"name" { names.name() } else { old.to_vec() })
}

/// A font with other tables.
pub fn changed(font: &[u8], change: impl Fn(&[u8; 4], &[u8]) -> Vec<u8>) -> Vec<u8> {
    let long = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let table = |i: usize| {
        let record = 12 + 16 * i;
        let tag: [u8; 4] = font[record..record + 4].try_into().unwrap();
        let old = &font[long(record + 8)..][..long(record + 12)];
        (tag, change(&tag, old))
    };
    let tables: Vec<_> = (0..tables).map(table).collect();
    file(font[..4].try_into().unwrap(), &tables, 0)
}

/// Several fonts in one file.
pub fn collection(faces: &[Made]) -> Vec<u8> {
    let mut out = [b"ttcf".to_vec(), longs(&[0x0001_0000, faces.len() as u32])].concat();
    let mut at = out.len() + 4 * faces.len();
    let (mut offsets, mut bodies) = (Vec::new(), Vec::new());
    for face in faces {
        // Offsets count from the beginning of the file.
        let mut body = face.bytes();
        let tables = u16::from_be_bytes([body[4], body[5]]);
        for i in 0..usize::from(tables) {
            let field = 12 + 16 * i + 8;
            let old = u32::from_be_bytes(body[field..field + 4].try_into().unwrap());
            body[field..field + 4].copy_from_slice(&(old + at as u32).to_be_bytes());
        }
        offsets.push(at as u32);
        at += body.len();
        bodies.extend(body);
    }
    out.extend(longs(&offsets));
    out.extend(bodies);
    out
}

fn head() -> Vec<u8> {
    let mut table = longs(&[0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5]);
    table.extend(words(&[0, 1000]));
    table.resize(54, 0);
    let low = (-70_i16).cast_unsigned();
    for (at, value) in [(36, 50), (38, low), (40, 950), (42, 830), (46, 8), (50, 1)] {
        put(&mut table, at, value);
    }
    table
}

fn file(magic: [u8; 4], tables: &[([u8; 4], Vec<u8>)], base: usize) -> Vec<u8> {
    let mut out = magic.to_vec();
    out.extend(words(&[tables.len() as u16, 0, 0, 0]));
    let mut at = base + 12 + 16 * tables.len();
    for (tag, table) in tables {
        let sum = |sum: u32, four: &[u8]| {
            let mut word = [0; 4];
            word[..four.len()].copy_from_slice(four);
            sum.wrapping_add(u32::from_be_bytes(word))
        };
        out.extend(tag);
        let sum = table.chunks(4).fold(0, sum);
        out.extend(longs(&[sum, at as u32, table.len() as u32]));
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// An INDEX of PostScript fonts.
fn index(items: &[Vec<u8>]) -> Vec<u8> {
    let mut out = words(&[items.len() as u16]);
    if items.is_empty() {
        return out;
    }
    out.push(4);
    let mut at = 1_u32;
    out.extend(longs(&[at]));
    for item in items {
        at += item.len() as u32;
        out.extend(longs(&[at]));
    }
    out.extend(items.iter().flatten());
    out
}

/// Numbers of a glyph's program.
fn numbers(values: &[i16]) -> Vec<u8> {
    let number = |v: &i16| {
        let [high, low] = v.to_be_bytes();
        [28, high, low]
    };
    values.iter().flat_map(number).collect()
}

fn put(table: &mut [u8], at: usize, value: u16) {
    table[at..at + 2].copy_from_slice(&value.to_be_bytes());
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_be_bytes()).collect()
}

fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_be_bytes()).collect()
}
