//! Report + template folder → markup → [`Document`](crate::document::Document). Knows nothing of
//! fonts or pages.
