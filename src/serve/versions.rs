//! What was written to a report one after the other: what is taken back is put back as it was written.

use super::values;
use crate::{digest::Digest, input::Loaded};
use std::collections::VecDeque;

/// Enough for everything that one takes back; the oldest go first.
const MOST_BYTES: usize = 4 << 20;
const MOST: usize = 600;

/// A text of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    digest: String,
    /// The sum of all that stands in its fields; none of a text that is no report.
    meaning: Option<String>,
    bytes: Vec<u8>,
}

impl Version {
    /// A text, and what was read of it.
    pub(super) fn of(bytes: &[u8], read: Option<&Loaded>) -> Self {
        let report = read.and_then(|loaded| loaded.input.report());
        Self {
            digest: Digest::of(bytes).to_string(),
            meaning: report
                .map(|report| Digest::of(values::meaning(report).as_bytes()).to_string()),
            bytes: bytes.to_vec(),
        }
    }
}

/// Texts that became one another by what was typed here, and by nothing else; the last is the one in the file.
#[derive(Debug, Default)]
pub(super) struct Trail(VecDeque<Version>);

impl Trail {
    /// Whether the one text became the other here.
    pub(super) fn is_after(&self, before: &str, now: &str) -> bool {
        self.0.back().is_some_and(|last| last.digest == now)
            && self.0.iter().any(|version| version.digest == before)
    }

    /// The text that says what `new` says and was there before `now` was: in its notation nothing has changed.
    pub(super) fn earlier(&self, now: &Version, new: &Version) -> Option<Vec<u8>> {
        if self.0.back() != Some(now) || new.meaning.is_none() || new.meaning == now.meaning {
            return None;
        }
        let same = self.0.iter().rev().find(|version| version.meaning == new.meaning)?;
        Some(same.bytes.clone())
    }

    /// Notes that a text was put in the place of another.
    pub(super) fn note(&mut self, before: Version, after: Version) {
        // What stands in no field would be lost by going back behind it.
        if self.0.back() != Some(&before) || before.meaning == after.meaning {
            self.0.clear();
            self.0.push_back(before);
        }
        self.0.push_back(after);
        while self.0.len() > MOST || self.bytes() > MOST_BYTES && self.0.len() > 2 {
            self.0.pop_front();
        }
    }

    fn bytes(&self) -> usize {
        self.0.iter().map(|version| version.bytes.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str, meaning: &str) -> Version {
        let meaning = Some(meaning.to_owned());
        Version { meaning, ..Version::of(text.as_bytes(), None) }
    }

    #[test]
    fn what_is_taken_back_is_put_back_as_it_was_written() {
        let (first, second) = (version("甲: [3, 1]", "3"), version("甲: [\"三\", 1]", "三"));
        let mut trail = Trail::default();
        trail.note(first.clone(), second.clone());
        let third = version("甲: [\"3\", 1]", "3");
        assert_eq!(trail.earlier(&second, &third), Some(first.bytes.clone()));
        assert!(trail.is_after(&first.digest, &second.digest));
        // Changed elsewhere in between: it begins anew.
        let other = version("甲: [\"三\", 1] # 别处", "三");
        assert_eq!(trail.earlier(&other, &third), None);
        trail.note(other.clone(), third.clone());
        assert_eq!(trail.earlier(&third, &second), Some(other.bytes));
        assert!(!trail.is_after(&first.digest, &third.digest));
    }

    #[test]
    fn what_stands_in_no_field_is_not_lost() {
        let (plain, noted) = (version("甲: 3", "3"), version("甲: 3\n乙: 4", "3"));
        let mut trail = Trail::default();
        trail.note(plain.clone(), noted.clone());
        let more = version("甲: 5\n乙: 4", "5");
        trail.note(noted.clone(), more.clone());
        let back = version("甲: \"3\"\n乙: 4", "3");
        assert_eq!(trail.earlier(&more, &back), Some(noted.bytes));
        let same = version("甲: 5\n乙: 4 # 注", "5");
        assert_eq!(trail.earlier(&more, &same), None, "nothing is to be taken back");
    }

    #[test]
    fn it_stays_small() {
        let mut trail = Trail::default();
        let text = |number: usize| {
            version(&format!("{number}{}", "长".repeat(20_000)), &number.to_string())
        };
        for number in 0..300 {
            trail.note(text(number), text(number + 1));
        }
        assert!(trail.bytes() <= MOST_BYTES && trail.0.len() > 2, "{}", trail.0.len());
    }
}
