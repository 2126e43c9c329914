//! The entries of a map, taken by name; what nobody takes is an error.

use super::{
    keys::{self, Name, TypedKey},
    node::Entry,
    reader::{Field, Reader},
};

/// Names of items that are right in other documents, and no slips for a name that is like them: 抄送 is not 主送.
const OTHER_WORDS: [&str; 4] = ["抄送", "主送", "分送", "报送"];

/// The entries of a map, each claimed by the name it answers to.
pub(crate) struct Entries<'n> {
    given: &'n [Entry],
    keys: Vec<TypedKey>,
    claimed: Vec<bool>,
}

impl<'n> Entries<'n> {
    pub(crate) fn new(entries: &'n [Entry]) -> Self {
        let keys = entries.iter().map(|entry| TypedKey::of(&entry.key)).collect();
        Self { given: entries, keys, claimed: vec![false; entries.len()] }
    }

    /// All of them, as they are written.
    pub(crate) fn all(&self) -> &'n [Entry] {
        self.given
    }

    /// The values under the only names that there are.
    pub(crate) fn take_all<const N: usize>(
        mut self,
        reader: &mut Reader<'_>,
        names: &[Name; N],
    ) -> [Option<Field<'n>>; N] {
        let fields = names.each_ref().map(|name| self.take(reader, name));
        self.report_unknown(reader, names);
        fields
    }

    /// The value under a name; a second one is an error.
    pub(crate) fn take(&mut self, reader: &mut Reader<'_>, name: &Name) -> Option<Field<'n>> {
        let mut found: Option<Field<'n>> = None;
        let entries = self.given.iter().zip(&self.keys);
        for ((entry, key), claimed) in entries.zip(&mut self.claimed) {
            if *claimed || !name.is(key) {
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

    /// Reports the keys that none of these names, which are all that there are, has claimed.
    pub(crate) fn report_unknown<'m>(
        &self,
        reader: &mut Reader<'_>,
        names: impl IntoIterator<Item = &'m Name>,
    ) {
        let names: Vec<&Name> = names.into_iter().collect();
        let shown: Vec<&str> = names.iter().map(|name| name.shown.as_str()).collect();
        let otherwise = format!("这里可以写：{}", shown.join("、"));
        for (entry, claimed) in self.given.iter().zip(&self.claimed) {
            if !claimed && reader.is_one_more_unknown(&entry.key_at) {
                let is_word = OTHER_WORDS.contains(&entry.key.trim());
                let nearest = keys::nearest(&entry.key, names.iter().copied());
                let nearest = nearest.filter(|_| !is_word);
                reader.unknown(&entry.key, &entry.key_at, nearest, &otherwise);
            }
        }
    }
}
