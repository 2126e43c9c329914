//! Direct formatting that was worked out before. A report has a dozen formats and hundreds of
//! paragraphs and runs in them, cells above all.

use super::xml::Element;
use rustc_hash::FxHashMap;
use std::{hash::Hash, sync::Arc};

/// What a format says beyond a style, by the format (the very one, shared by all that have it) and by
/// what it is measured against.
pub(super) struct WorkedOut<T, K> {
    found: FxHashMap<(*const T, K), Said<T>>,
}

struct Said<T> {
    elements: Vec<Element>,
    /// Held, so that no other format can come to stand at its address.
    _format: Arc<T>,
}

impl<T, K> Default for WorkedOut<T, K> {
    fn default() -> Self {
        Self { found: FxHashMap::default() }
    }
}

impl<T, K: Eq + Hash> WorkedOut<T, K> {
    /// The elements, worked out at the first time.
    pub(super) fn get(
        &mut self,
        format: &Arc<T>,
        against: K,
        work_out: impl FnOnce(&T) -> Vec<Element>,
    ) -> &[Element] {
        let known = self.found.entry((Arc::as_ptr(format), against));
        let said = known
            .or_insert_with(|| Said { elements: work_out(format), _format: Arc::clone(format) });
        &said.elements
    }
}
