//! How much a file may make. What is unpacked of it is bounded where that is done; but what stands in a file once
//! may be made often: a text that cells share, a cell that is repeated, a note that many marks lead to.

use crate::extract::{Read, Trouble};

/// Bytes of text, all together: a YAML holds no more ([`crate::yaml::LIMIT`]), and a report some hundred thousand.
pub(super) const TEXT: usize = crate::yaml::LIMIT;
/// No file of a report has more paragraphs, rows, cells, marks and stretches of text, empty ones among them.
const PIECES: usize = 500_000;

/// What a file may still make.
#[derive(Debug)]
pub(super) struct Room {
    text: usize,
    pieces: usize,
    is_spent: bool,
}

impl Default for Room {
    fn default() -> Self {
        Self { text: TEXT, pieces: PIECES, is_spent: false }
    }
}

impl Room {
    /// A piece with so many bytes of text is made.
    pub fn take(&mut self, text: usize) {
        match (self.text.checked_sub(text), self.pieces.checked_sub(1)) {
            (Some(text), Some(pieces)) => (self.text, self.pieces) = (text, pieces),
            _ => self.is_spent = true,
        }
    }

    /// Whether more was made than a report can have.
    pub fn is_spent(&self) -> bool {
        self.is_spent
    }

    /// The same as an error.
    pub fn check(&self) -> Read<()> {
        if self.is_spent { Err(Trouble::TooLarge) } else { Ok(()) }
    }

    /// Takes, and says whether there was room.
    pub fn need(&mut self, text: usize) -> Read<()> {
        self.take(text);
        self.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_often_is_counted_each_time() {
        let mut room = Room::default();
        for _ in 0..4 {
            assert!(room.need(TEXT / 4).is_ok());
        }
        assert!(room.need(0).is_ok());
        assert!(room.need(1).is_err());
        // It stays spent, whatever is taken then.
        assert!(room.need(0).is_err());
        let mut room = Room::default();
        (0..PIECES).for_each(|_| room.take(0));
        assert!(!room.is_spent());
        room.take(0);
        assert!(room.is_spent());
    }
}
