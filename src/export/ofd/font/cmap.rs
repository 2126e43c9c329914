//! Which character is which glyph (OpenType `cmap`).

/// Segments of format 4, whose length must fit into 16 bits.
const MOST: usize = 8000;

/// The table for characters in order, each with its glyph.
pub(super) fn table(glyphs: &[(char, u16)]) -> Vec<u8> {
    let basic: Vec<(u16, u16)> = glyphs
        .iter()
        .filter_map(|&(ch, glyph)| Some((u16::try_from(u32::from(ch)).ok()?, glyph)))
        .filter(|(ch, _)| *ch != u16::MAX)
        .collect();
    let segments: Vec<&[(u16, u16)]> =
        basic.chunk_by(|a, b| b.0 - a.0 == 1 && b.1 == a.1.wrapping_add(1)).collect();
    let short = (segments.len() <= MOST).then(|| format_4(&segments));
    // Every reader knows format 4; beyond the first plane there is format 12 alone.
    let long = (short.is_none() || basic.len() < glyphs.len()).then(|| format_12(glyphs));
    let tables: Vec<(u16, u16, Vec<u8>)> = [(short, 3, 1), (long, 3, 10)]
        .into_iter()
        .filter_map(|(table, platform, encoding)| Some((platform, encoding, table?)))
        .collect();
    let mut out = Vec::new();
    put(&mut out, [0, tables.len() as u16]);
    let mut offset = 4 + 8 * tables.len() as u32;
    for (platform, encoding, table) in &tables {
        put(&mut out, [*platform, *encoding]);
        out.extend(offset.to_be_bytes());
        offset += table.len() as u32;
    }
    out.extend(tables.into_iter().flat_map(|(_, _, table)| table));
    out
}

fn format_4(segments: &[&[(u16, u16)]]) -> Vec<u8> {
    let first = |segment: &&[(u16, u16)]| segment.first().copied().unwrap_or_default();
    let last = |segment: &&[(u16, u16)]| segment.last().copied().unwrap_or_default();
    // The last segment ends the search.
    let ends = segments.iter().map(|s| last(s).0).chain([u16::MAX]);
    let starts = segments.iter().map(|s| first(s).0).chain([u16::MAX]);
    let deltas = segments.iter().map(|s| first(s).1.wrapping_sub(first(s).0)).chain([1]);
    let count = segments.len() as u16 + 1;
    let power = count.ilog2() as u16;
    let range = 2 << power;
    let mut out = Vec::new();
    put(&mut out, [4, 16 + 8 * count, 0, 2 * count, range, power, 2 * count - range]);
    put(&mut out, ends);
    put(&mut out, [0]);
    put(&mut out, starts);
    put(&mut out, deltas);
    put(&mut out, std::iter::repeat_n(0, usize::from(count)));
    out
}

fn format_12(glyphs: &[(char, u16)]) -> Vec<u8> {
    let follows = |a: &(char, u16), b: &(char, u16)| {
        u32::from(b.0) - u32::from(a.0) == 1 && b.1 == a.1.wrapping_add(1)
    };
    let groups: Vec<&[(char, u16)]> = glyphs.chunk_by(follows).collect();
    let mut out = Vec::new();
    put(&mut out, [12, 0]);
    let words = |out: &mut Vec<u8>, words: &[u32]| {
        out.extend(words.iter().flat_map(|word| word.to_be_bytes()));
    };
    words(&mut out, &[16 + 12 * groups.len() as u32, 0, groups.len() as u32]);
    for group in groups {
        if let (Some(first), Some(last)) = (group.first(), group.last()) {
            words(&mut out, &[first.0.into(), last.0.into(), first.1.into()]);
        }
    }
    out
}

fn put(out: &mut Vec<u8>, values: impl IntoIterator<Item = u16>) {
    out.extend(values.into_iter().flat_map(u16::to_be_bytes));
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn every_character_is_found_again() {
        let chars = "ABCa—一丁七〇㐀￥𠮷𠮸";
        let mut glyphs: Vec<(char, u16)> = chars.chars().zip(5..).collect();
        glyphs.sort_unstable();
        let bytes = table(&glyphs);
        let parsed = ttf_parser::cmap::Table::parse(&bytes).unwrap();
        for &(ch, glyph) in &glyphs {
            let found = parsed.subtables.into_iter().filter_map(|t| t.glyph_index(ch.into()));
            let found: Vec<u16> = found.map(|glyph| glyph.0).collect();
            assert!(!found.is_empty() && found.iter().all(|&f| f == glyph), "{ch} {found:?}");
        }
        let other = parsed.subtables.into_iter().filter_map(|t| t.glyph_index('丂'.into()));
        assert_eq!(other.map(|glyph| glyph.0).filter(|&glyph| glyph != 0).count(), 0);
    }
}
