//! Direct formatting that was worked out before. A report has a dozen formats and hundreds of
//! paragraphs and runs in them, cells above all.

use super::xml::Element;
use std::{collections::HashMap, hash::Hash, sync::Arc};

/// What a format says beyond a style, by the format (the very one, shared by all that have it) and by
/// what it is measured against.
pub(super) struct Known<T, K> {
    /// The format is held, so that no other can come to stand at its address.
    found: HashMap<(*const T, K), (Arc<T>, Vec<Element>)>,
}

impl<T, K> Default for Known<T, K> {
    fn default() -> Self {
        Self {
            found: HashMap::new(),
        }
    }
}

impl<T, K: Eq + Hash> Known<T, K> {
    /// The elements, worked out at the first time.
    pub(super) fn get(
        &mut self,
        format: &Arc<T>,
        against: K,
        work_out: impl FnOnce(&T) -> Vec<Element>,
    ) -> &[Element] {
        let known = self.found.entry((Arc::as_ptr(format), against));
        &known
            .or_insert_with(|| (Arc::clone(format), work_out(format)))
            .1
    }
}
