//! Tables without rules.
