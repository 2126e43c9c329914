//! What is taken out of a picture file so that every program shows the same: browsers obey corrections of
//! colour, turns and moving pictures that a PDF knows nothing of.

/// Parts of a PNG that change how it is shown: gamma, primaries, profiles and light (PNG §11.3), what a camera
/// wrote, and pictures that move.
const SHOWN_OTHERWISE: [&[u8; 4]; 10] =
    [b"gAMA", b"cHRM", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"eXIf", b"acTL", b"fcTL", b"fdAT"];

/// A PNG without them. The file was read to its end already.
pub(super) fn png(file: Vec<u8>) -> Vec<u8> {
    const SIGNATURE: usize = 8;
    let mut kept = file.get(..SIGNATURE).unwrap_or_default().to_vec();
    let mut rest = file.get(SIGNATURE..).unwrap_or_default();
    let mut is_same = true;
    while let Some((chunk, kind, after)) = png_chunk(rest) {
        if SHOWN_OTHERWISE.contains(&kind) {
            is_same = false;
        } else {
            kept.extend_from_slice(chunk);
        }
        rest = after;
    }
    kept.extend_from_slice(rest);
    if is_same { file } else { kept }
}

/// The first chunk, its type, and what follows it: length, type, data, checksum (PNG §5.3).
fn png_chunk(file: &[u8]) -> Option<(&[u8], &[u8; 4], &[u8])> {
    let (length, behind) = file.split_first_chunk::<4>()?;
    let kind = behind.first_chunk::<4>()?;
    let length = (u32::from_be_bytes(*length) as usize).checked_add(12)?;
    let (chunk, after) = file.split_at_checked(length)?;
    Some((chunk, kind, after))
}

/// A JPEG without a profile of its colours (ICC.1 §B.4: in `APP2`).
pub(super) fn jpeg(file: Vec<u8>) -> Vec<u8> {
    const BEGIN: usize = 2;
    let mut kept = file.get(..BEGIN).unwrap_or_default().to_vec();
    let mut rest = file.get(BEGIN..).unwrap_or_default();
    let mut is_same = true;
    while let Some((segment, after)) = segment(rest) {
        let is_profile = segment.get(1) == Some(&0xE2)
            && segment.get(4..).is_some_and(|data| data.starts_with(b"ICC_PROFILE\0"));
        if is_profile {
            is_same = false;
        } else {
            kept.extend_from_slice(segment);
        }
        rest = after;
    }
    kept.extend_from_slice(rest);
    if is_same { file } else { kept }
}

/// The first segment before the samples, and what follows it: marker, length, data (ITU-T T.81 §B.1.1.4).
fn segment(file: &[u8]) -> Option<(&[u8], &[u8])> {
    const SCAN: u8 = 0xDA;
    let &[0xFF, marker, high, low] = file.first_chunk()? else { return None };
    if marker == SCAN || marker == 0xFF {
        return None;
    }
    let length = usize::from(u16::from_be_bytes([high, low]));
    file.split_at_checked(length.checked_add(2)?)
}
