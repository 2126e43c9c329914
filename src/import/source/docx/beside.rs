//! What a DOCX has beside its body: notes at the foot and the end, comments, heads and feet of pages. The body has
//! marks that lead to them (ECMA-376 Part 1 §17.10, §17.11, §17.13.4).

use super::super::{
    PART,
    book::xml::{XmlStep, attribute, walk},
    package::{PackageRelation, relations},
    room::Room,
    view::squeezed,
};
use crate::extract::{Read, zip::ZipReader};
use std::collections::{BTreeMap, BTreeSet};

/// Parts that are looked at: one of each kind, and heads and feet of a hundred sections.
const PARTS: usize = 400;
/// Characters of a note that are told.
const SHOWN: usize = 120;

/// What stands beside the body.
#[derive(Debug, Default)]
pub(super) struct DocxBeside {
    /// Kind and id → text.
    notes: BTreeMap<(DocxNote, String), String>,
    /// Those that a mark in the body led to.
    seen: BTreeSet<(DocxNote, String)>,
    /// Heads and feet of pages, by the id of their part.
    frames: BTreeMap<String, (bool, String)>,
    /// The parts that say how styles look and how lists count.
    pub styles: Option<String>,
    pub numbering: Option<String>,
}

/// What kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DocxNote {
    Foot,
    End,
    Comment,
}

impl DocxNote {
    fn name(self) -> &'static str {
        match self {
            Self::Foot => "脚注",
            Self::End => "尾注",
            Self::Comment => "批注",
        }
    }
}

impl DocxBeside {
    /// All of it. A part that cannot be read has nothing to say: the body is what counts.
    pub fn of(archive: &mut ZipReader<'_>) -> Read<Self> {
        let mut beside = Self::default();
        let mut room = Room::default();
        let relations = relations(archive, "word/document.xml")?;
        for PackageRelation { id, kind, part } in relations.into_iter().take(PARTS) {
            match kind.as_str() {
                "styles" => beside.styles = Some(part),
                "numbering" => beside.numbering = Some(part),
                "footnotes" => beside.notes(archive, &part, DocxNote::Foot, &mut room),
                "endnotes" => beside.notes(archive, &part, DocxNote::End, &mut room),
                "comments" => beside.notes(archive, &part, DocxNote::Comment, &mut room),
                "header" | "footer" => {
                    let text = archive.read(&part, PART).ok().flatten().map(|part| shown(&part));
                    room.take(text.as_ref().map_or(0, String::len));
                    beside.frames.insert(id, (kind == "header", text.unwrap_or_default()));
                }
                _ => {}
            }
        }
        room.check()?;
        Ok(beside)
    }

    fn notes(&mut self, archive: &mut ZipReader<'_>, part: &str, kind: DocxNote, room: &mut Room) {
        let Ok(Some(part)) = archive.read(part, PART) else { return };
        let (mut open, mut is_text, mut deleted) = (None, false, 0);
        let notes = &mut self.notes;
        let _ = walk(&part, |step| {
            match step {
                XmlStep::Begin("footnote" | "endnote" | "comment", start) => {
                    let is_plain = attribute(start, "type").is_none_or(|kind| kind == "normal");
                    open = is_plain.then(|| attribute(start, "id").unwrap_or_default());
                }
                XmlStep::Begin("del", _) => deleted += 1,
                XmlStep::End("del") => deleted -= 1,
                XmlStep::Begin("t", _) => is_text = true,
                XmlStep::End("t") => is_text = false,
                XmlStep::Text(text) if is_text && deleted == 0 => {
                    if let Some(id) = &open {
                        // The id is looked for anew with each stretch.
                        room.need(text.len() + id.len())?;
                        notes.entry((kind, id.clone())).or_default().push_str(text);
                    }
                }
                _ => {}
            }
            Ok(())
        });
    }

    /// What a mark in the body leads to.
    pub fn note(&mut self, kind: DocxNote, id: &str) -> Option<String> {
        let key = (kind, id.to_owned());
        let text = self.notes.get(&key)?;
        let told = (!text.trim().is_empty()).then(|| told(kind.name(), text));
        self.seen.insert(key);
        told
    }

    /// The text of a note at the foot or the end.
    pub fn text(&self, kind: DocxNote, id: &str) -> Option<&str> {
        self.notes.get(&(kind, id.to_owned())).map(String::as_str)
    }

    /// What no mark in the body leads to, and heads and feet of pages that say something which the body does
    /// not.
    pub fn rest(&self, frames: &BTreeSet<String>, body: &str) -> Vec<String> {
        let notes = self
            .notes
            .iter()
            .filter(|(key, text)| !self.seen.contains(*key) && !text.trim().is_empty());
        let mut rest: Vec<String> =
            notes.map(|((kind, _), text)| told(kind.name(), text)).collect();
        let body = dense(body);
        let mut said = BTreeSet::new();
        for (is_head, text) in frames.iter().filter_map(|id| self.frames.get(id)) {
            let bare = dense(text);
            let is_number = bare.trim_matches(|c: char| "第共页/".contains(c)).is_empty();
            if !is_number && !body.contains(&bare) && said.insert(bare) {
                rest.push(told(if *is_head { "页眉" } else { "页脚" }, text));
            }
        }
        rest
    }
}

fn told(name: &str, text: &str) -> String {
    let text: String = text.trim_start().chars().take(2 * SHOWN).collect();
    let text = squeezed(&text);
    let shown: String = text.chars().take(SHOWN).collect();
    let rest = if text.chars().nth(SHOWN).is_some() { "……" } else { "" };
    format!("{name}“{shown}{rest}”")
}

/// A text without blanks, marks and digits: what is left of the number of a page is nothing.
fn dense(text: &str) -> String {
    let is_word = |c: &char| c.is_alphabetic() || c.is_ascii_punctuation() && *c == '/';
    text.chars().filter(is_word).collect()
}

/// The text of a head or foot, without what fields put there.
fn shown(part: &[u8]) -> String {
    let (mut text, mut is_text, mut fields) = (String::new(), false, 0_usize);
    let _ = walk(part, |step| {
        match step {
            XmlStep::Begin("fldChar", start) => match attribute(start, "fldCharType").as_deref() {
                Some("begin") => fields += 1,
                Some("end") => fields = fields.saturating_sub(1),
                _ => {}
            },
            XmlStep::Begin("fldSimple", _) => fields += 1,
            XmlStep::End("fldSimple") => fields = fields.saturating_sub(1),
            XmlStep::Begin("t", _) => is_text = true,
            XmlStep::End("t") => is_text = false,
            XmlStep::Begin("p", _) if !text.is_empty() => text.push(' '),
            XmlStep::Text(piece) if is_text && fields == 0 => text.push_str(piece),
            _ => {}
        }
        Ok(())
    });
    text
}
