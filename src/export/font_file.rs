//! A font file put together of its tables (OpenType, "Organization of an OpenType font").

/// The file of these tables, in the order of their tags; the sum in `head` is set.
pub(super) fn assembled(tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.checked_ilog2().unwrap_or_default() as u16;
    let directory = 12 + 16 * tables.len();
    let length: usize = tables.iter().map(|(_, table)| table.len().next_multiple_of(4)).sum();
    let mut out = Vec::with_capacity(directory + length);
    out.extend([0, 1, 0, 0]);
    for word in [count, 16 << power, power, (16 * count).saturating_sub(16 << power)] {
        out.extend(word.to_be_bytes());
    }
    let (mut offset, mut head, mut whole) = (directory, 0, 0u32);
    for (tag, table) in tables {
        if tag == b"head" {
            head = offset;
        }
        let sum = sum(table);
        whole = whole.wrapping_add(sum);
        out.extend(tag);
        for word in [sum, offset as u32, table.len() as u32] {
            out.extend(word.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    whole = whole.wrapping_add(sum(&out));
    for (_, table) in tables {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    put(&mut out, head + 8, &0xB1B0_AFBA_u32.wrapping_sub(whole).to_be_bytes());
    out
}

/// The sum of a table's words (OpenType, "Calculating checksums").
fn sum(table: &[u8]) -> u32 {
    let (words, rest) = table.as_chunks::<4>();
    let mut last = [0; 4];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = words.iter().chain([&last]);
    words.fold(0, |sum: u32, word| sum.wrapping_add(u32::from_be_bytes(*word)))
}

/// Writes bytes at a place that is there.
pub(super) fn put(out: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = out.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_file_has_the_sum_that_it_should() {
        let head = (0..54).map(|byte| if (8..12).contains(&byte) { 0 } else { byte }).collect();
        let file = assembled(&[(*b"glyf", vec![1, 2, 3, 4, 5]), (*b"head", head)]);
        assert_eq!(file.len() % 4, 0);
        assert_eq!(sum(&file), 0xB1B0_AFBA);
    }
}
