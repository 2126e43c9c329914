//! What a stream was packed with, undone one after the other, with bounds (ISO 32000-1 §7.4).

use super::{
    Read, Trouble,
    inflate::inflate,
    syntax::{Dict, Object},
};

const BROKEN: Trouble = Trouble::Damaged("压缩的数据不完整");

/// Undoes one filter into at most `limit` bytes.
pub(super) fn undo(
    name: &Object,
    packed: &[u8],
    parameters: Option<&Dict>,
    limit: usize,
) -> Read<Vec<u8>> {
    let content = match name.name() {
        Some(b"FlateDecode" | b"Fl") => inflate(packed, limit)?,
        Some(b"LZWDecode" | b"LZW") => unlzw(packed, parameters, limit)?,
        Some(b"ASCII85Decode" | b"A85") => un85(packed)?,
        Some(b"ASCIIHexDecode" | b"AHx") => unhex(packed),
        Some(b"RunLengthDecode" | b"RL") => unrun(packed, limit)?,
        _ => return Err(Trouble::Damaged("数据用了不认识的压缩方法")),
    };
    match parameters {
        Some(parameters) => undo_predictor(content, parameters),
        None => Ok(content),
    }
}

fn unhex(packed: &[u8]) -> Vec<u8> {
    let digits = packed.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> =
        digits.filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8).collect();
    let byte = |pair: &[u8]| match pair {
        [high, low] => high << 4 | low,
        [high] => high << 4,
        _ => 0,
    };
    digits.chunks(2).map(byte).collect()
}

/// §7.4.3: five characters for four bytes.
fn un85(packed: &[u8]) -> Read<Vec<u8>> {
    let mut out = Vec::with_capacity(packed.len());
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in packed {
        match byte {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ if byte.is_ascii_whitespace() || *byte == 0 => {}
            _ => return Err(BROKEN),
        }
        if group.len() == 5 {
            out.extend(of_85(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        out.extend(of_85(&group).into_iter().take(kept));
    }
    Ok(out)
}

fn of_85(group: &[u8]) -> [u8; 4] {
    let value = group
        .iter()
        .fold(0_u32, |value, digit| value.wrapping_mul(85).wrapping_add(u32::from(*digit)));
    value.to_be_bytes()
}

/// §7.4.5.
fn unrun(packed: &[u8], limit: usize) -> Read<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = packed;
    while let Some((&length, tail)) = rest.split_first() {
        let length = usize::from(length);
        rest = match length {
            128 => break,
            0..=127 => {
                out.extend_from_slice(tail.get(..=length).ok_or(BROKEN)?);
                tail.get(length + 1..).ok_or(BROKEN)?
            }
            _ => {
                let (byte, tail) = tail.split_first().ok_or(BROKEN)?;
                out.extend(std::iter::repeat_n(*byte, 257 - length));
                tail
            }
        };
        if out.len() > limit {
            return Err(Trouble::TooLarge);
        }
    }
    Ok(out)
}

/// §7.4.4.2: codes of nine to twelve bits for strings that have been seen.
fn unlzw(packed: &[u8], parameters: Option<&Dict>, limit: usize) -> Read<Vec<u8>> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let early = parameters.and_then(|dict| dict.get(&b"EarlyChange"[..])).and_then(Object::index);
    let early = early.unwrap_or(1).min(1);
    let mut out: Vec<u8> = Vec::new();
    // For each code above 257 where its string stands in what was written.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut bytes = packed.iter();
    loop {
        let width = match table.len() + 258 + early {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        while held < width {
            let Some(byte) = bytes.next() else { return Ok(out) };
            bits = bits << 8 | u32::from(*byte);
            held += 8;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        if code == END {
            return Ok(out);
        }
        if code == CLEAR {
            table.clear();
            last = None;
            continue;
        }
        let start = out.len();
        match (code.checked_sub(258), last) {
            (None, _) => out.push(code as u8),
            (Some(index), Some((from, length))) if index == table.len() => {
                let first = *out.get(from).ok_or(BROKEN)?;
                out.extend_from_within(from..from + length);
                out.push(first);
            }
            (Some(index), _) => {
                let (from, length) = *table.get(index).ok_or(BROKEN)?;
                out.extend_from_within(from..from + length);
            }
        }
        if out.len() > limit {
            return Err(Trouble::TooLarge);
        }
        // The string before, and the first byte of this one, which follows it.
        if let Some((from, length)) = last
            && table.len() < 4096 - 258
        {
            table.push((from, length + 1));
        }
        last = Some((start, out.len() - start));
    }
}

/// Undoes the differences of PNG's filters (RFC 2083 §6) and of TIFF's.
fn undo_predictor(bytes: Vec<u8>, parameters: &Dict) -> Read<Vec<u8>> {
    let number = |key: &[u8], usual| parameters.get(key).map_or(Some(usual), Object::index);
    let predictor = number(b"Predictor", 1).ok_or(BROKEN)?;
    if predictor == 1 {
        return Ok(bytes);
    }
    let columns = number(b"Columns", 1).ok_or(BROKEN)?;
    let colors = number(b"Colors", 1).filter(|colors| *colors <= 32).ok_or(BROKEN)?;
    let is_plain = number(b"BitsPerComponent", 8) == Some(8);
    let width = columns.checked_mul(colors).filter(|width| *width > 0 && is_plain).ok_or(BROKEN)?;
    if width > bytes.len() {
        return if bytes.is_empty() { Ok(bytes) } else { Err(BROKEN) };
    }
    let left_of = |line: &[u8], i: usize| i.checked_sub(colors).map_or(0, |left| line[left]);
    let mut out = Vec::with_capacity(bytes.len());
    match predictor {
        2 => {
            for line in bytes.chunks_exact(width) {
                let mut done = line.to_vec();
                for i in colors..width {
                    done[i] = line[i].wrapping_add(done[i - colors]);
                }
                out.extend_from_slice(&done);
            }
        }
        10..=15 => {
            let mut above = vec![0_u8; width];
            for line in bytes.chunks_exact(width + 1) {
                let Some((filter, line)) = line.split_first() else { break };
                let mut done = vec![0_u8; width];
                for i in 0..width {
                    let (left, up) = (left_of(&done, i), above[i]);
                    let guess = match filter {
                        0 => 0,
                        1 => left,
                        2 => up,
                        3 => (u16::from(left) + u16::from(up)).div_euclid(2) as u8,
                        4 => paeth(left, up, left_of(&above, i)),
                        _ => return Err(BROKEN),
                    };
                    done[i] = line[i].wrapping_add(guess);
                }
                out.extend_from_slice(&done);
                above = done;
            }
        }
        _ => return Err(BROKEN),
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let guess = a + b - c;
    let [to_left, to_up, to_corner] = [a, b, c].map(|known| (guess - known).abs());
    if to_left <= to_up && to_left <= to_corner {
        left
    } else if to_up <= to_corner {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(name: &str, packed: &[u8]) -> Read<Vec<u8>> {
        undo(&Object::Name(name.as_bytes().to_vec()), packed, None, 1000)
    }

    #[test]
    fn what_was_packed_comes_back() {
        assert_eq!(undone("ASCIIHexDecode", b"48 65 6C6c 6F>"), Ok(b"Hello".to_vec()));
        assert_eq!(undone("ASCII85Decode", b"87cURDZ~>"), Ok(b"Hello".to_vec()));
        assert_eq!(undone("RunLengthDecode", b"\x01ab\xFEc\x80"), Ok(b"abccc".to_vec()));
        // The example of §7.4.4.2.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(undone("LZWDecode", &lzw), Ok(vec![45, 45, 45, 45, 45, 65, 45, 45, 45, 66]));
    }

    #[test]
    fn what_explodes_is_stopped() {
        let run: Vec<u8> = [0x81, 0].repeat(100);
        assert_eq!(undone("RunLengthDecode", &run), Err(Trouble::TooLarge));
        assert_eq!(undone("LZWDecode", &[0xFF; 100]), Err(BROKEN));
        assert_eq!(undone("JPXDecode", b""), Err(Trouble::Damaged("数据用了不认识的压缩方法")));
    }

    #[test]
    fn every_filter_of_png_is_undone() {
        assert_eq!(paeth(1, 2, 3), 1);
        assert_eq!(paeth(9, 200, 9), 200);
        let mut parameters = Dict::new();
        parameters.insert(b"Predictor".to_vec(), Object::Integer(15));
        parameters.insert(b"Columns".to_vec(), Object::Integer(3));
        let lines = vec![1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1, 0, 7, 8, 9];
        let plain = [1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5, 7, 8, 9];
        assert_eq!(undo_predictor(lines, &parameters), Ok(plain.to_vec()));
    }
}
