//! A comment at the end of a file, before `startxref` (ISO 32000-1 §7.2.3, §7.5.5).

use crate::export::Comment;

/// What stands around it.
const HEAD: &[u8] = b"\n% ";
const TAIL: &[u8] = b"\nstartxref\n";
/// After `startxref` stand a number and `%%EOF`.
const END: usize = 64;

pub(super) const COMMENT: Comment = Comment {
    put: |file, comment| {
        if let Some(at) = end(file) {
            file.splice(at..at, [HEAD, comment.as_bytes()].concat());
        }
    },
    take: |file, length| {
        let (before, end) = file.split_at_checked(end(file)?)?;
        let (body, comment) = before.split_at_checked(before.len().checked_sub(length)?)?;
        Some((comment, [body.strip_suffix(HEAD)?, end].concat()))
    },
};

/// Where the end of a file begins.
fn end(file: &[u8]) -> Option<usize> {
    let from = file.len().saturating_sub(END);
    let mut windows = file.get(from..)?.windows(TAIL.len());
    Some(from + windows.rposition(|window| window == TAIL)?)
}
