//! How the text of a cell looks, as far as it tells that not all of it is read as one: struck out, raised, white on
//! white, not shown.

use super::{
    super::odd::{OddKind, OddPieces},
    colour::Colour,
};
use crate::report::{self, Value};

/// What a piece costs beside its text.
const PIECE: usize = 8;

/// What a font, a style or a run says of the look of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellLook {
    pub is_hidden: bool,
    pub is_struck: bool,
    pub is_raised: bool,
    /// Of the text; black unless it says so.
    pub colour: Option<Colour>,
    /// Behind the text; paper unless it says so.
    pub ground: Option<Colour>,
}

impl CellLook {
    pub fn odd(self) -> Option<OddKind> {
        let kinds = [
            (self.is_hidden, OddKind::Hidden),
            (self.is_struck, OddKind::Struck),
            (self.is_raised, OddKind::Raised),
            (!self.is_seen(), OddKind::Pale),
        ];
        kinds.into_iter().find(|(is_it, _)| *is_it).map(|(_, kind)| kind)
    }

    fn is_seen(self) -> bool {
        let colour = self.colour.unwrap_or(Colour::BLACK);
        colour.is_seen_on(self.ground.unwrap_or(Colour::WHITE))
    }

    /// The look of a run in a cell: what is behind it is behind the cell.
    fn of_run(self, cell: Self) -> Self {
        Self { ground: self.ground.or(cell.ground), ..self }
    }
}

/// A text in pieces, each with the look it has of its own; without one it looks as its cell does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RichText(Vec<(Option<CellLook>, String)>);

impl RichText {
    /// A text without marks of its own.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![(None, text.into())])
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// How much there is to read: its bytes, and some for each piece.
    pub fn size(&self) -> usize {
        self.0.iter().map(|(_, text)| text.len() + PIECE).sum()
    }

    /// Adds a piece.
    pub fn push(&mut self, look: Option<CellLook>, text: &str) {
        match self.0.last_mut() {
            Some((last, before)) if *last == look => before.push_str(text),
            _ => self.0.push((look, text.to_owned())),
        }
    }

    /// The characters of all pieces.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Changes each piece.
    pub fn map(&mut self, change: impl Fn(&str) -> String) {
        self.0.iter_mut().for_each(|(_, text)| *text = change(text));
    }

    /// What is read of it in a cell that looks so, and what stands beside that. A number all of which is odd is
    /// read: whether it counts, nobody but its writer knows.
    pub fn read(&self, cell: CellLook) -> (String, Option<String>) {
        let (mut shown, mut odd) = (String::new(), OddPieces::default());
        for (look, text) in &self.0 {
            let look = look.map_or(cell, |look| look.of_run(cell));
            odd.write(look.odd(), text, &mut shown);
        }
        let bare = odd.bare(&shown).to_owned();
        let all = self.text();
        let is_number = |text: &str| match report::read_cell(text) {
            Value::Int(_) | Value::Decimal(_) => true,
            Value::Text(text) => report::measured(&text).is_some(),
            Value::Absent | Value::Unknown => false,
        };
        if bare.trim().is_empty() && is_number(&all) {
            return (all, odd.all());
        }
        odd.settled(shown, bare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_out_or_raised_is_no_part_of_a_number() {
        let struck = Some(CellLook { is_struck: true, ..CellLook::default() });
        let raised = Some(CellLook { is_raised: true, ..CellLook::default() });
        let plain = CellLook::default();
        for (pieces, read, told) in [
            (vec![(struck, "7"), (None, "201")], "201", Some("加了删除线的“7”")),
            (vec![(None, "201"), (raised, "2")], "201", Some("上下标“2”")),
            (
                vec![(None, "全部"), (struck, "收费"), (None, "办结")],
                "全部办结",
                Some("加了删除线的“收费”"),
            ),
            (vec![(None, "备注"), (raised, "2")], "备注2", None),
            (vec![(struck, "201")], "201", Some("加了删除线的“201”")),
            (vec![(struck, "不要")], "", Some("加了删除线的“不要”")),
            (vec![(None, "201")], "201", None),
        ] {
            let mut text = RichText::default();
            for (look, piece) in &pieces {
                text.push(*look, piece);
            }
            assert_eq!(text.read(plain), (read.to_owned(), told.map(str::to_owned)), "{pieces:?}");
        }
        let white = CellLook { colour: Some(Colour::WHITE), ..plain };
        let all = RichText::plain("201").read(white);
        assert_eq!(all, ("201".to_owned(), Some("白色的字“201”".to_owned())));
        // A run of white in a cell of blue.
        let mut text = RichText::plain("20");
        text.push(Some(white), "1");
        let blue = Some(Colour([0, 0, 128]));
        let cell = CellLook { ground: blue, colour: Some(Colour::WHITE), ..plain };
        assert_eq!(text.read(cell), ("201".to_owned(), None));
    }
}
