//! The keys at the top of the file.

use crate::report::{
    keys::{self, Name},
    node::Entry,
    reader::{Field, Reader},
};

/// Names of the keys at the top that are not parts.
pub(super) struct TopNames {
    pub agency: Name,
    pub year: Name,
    pub title: Name,
    pub short_name: Name,
    pub form: Name,
    pub preface: Name,
    pub sections: Name,
    pub signature: Name,
}

impl TopNames {
    pub(super) fn new() -> Self {
        Self {
            agency: Name::new(["机关"], "agency"),
            year: Name::new(["年度", "年份"], "year"),
            title: Name::new(["标题"], "title"),
            short_name: Name::new(["简称"], "short_name"),
            form: Name::new(["格式"], "form"),
            preface: Name::new(["前言"], "preface"),
            sections: Name::new(["正文"], "sections"),
            signature: Name::new(["署名"], "signature"),
        }
    }

    pub(super) fn all(&self) -> [&Name; 8] {
        [
            &self.agency,
            &self.year,
            &self.title,
            &self.short_name,
            &self.form,
            &self.preface,
            &self.sections,
            &self.signature,
        ]
    }
}

/// The entries at the top, each claimed by the name it answers to.
pub(super) struct Top<'n> {
    entries: &'n [Entry],
    claimed: Vec<bool>,
}

impl<'n> Top<'n> {
    pub(super) fn new(entries: &'n [Entry]) -> Self {
        Self {
            entries,
            claimed: vec![false; entries.len()],
        }
    }

    /// The value under a name; a second one is an error.
    pub(super) fn take(&mut self, reader: &mut Reader<'_>, name: &Name) -> Option<Field<'n>> {
        let mut found: Option<Field<'n>> = None;
        for (entry, claimed) in self.entries.iter().zip(&mut self.claimed) {
            if *claimed || !name.answers_to(&entry.key) {
                continue;
            }
            *claimed = true;
            match found {
                None => found = Some(entry.into()),
                Some(first) => reader.twice(&name.shown, first.key_at, &entry.key_at),
            }
        }
        found
    }

    /// Reports the keys that no name claimed.
    pub(super) fn report_unknown(&self, reader: &mut Reader<'_>, names: &[&Name]) {
        let shown: Vec<&str> = names.iter().map(|name| name.shown.as_str()).collect();
        let otherwise = format!("这里可以写：{}", shown.join("、"));
        for (entry, claimed) in self.entries.iter().zip(&self.claimed) {
            if !claimed {
                let nearest = keys::nearest(&entry.key, names.iter().copied());
                reader.unknown(&entry.key, &entry.key_at, nearest, &otherwise);
            }
        }
    }
}
