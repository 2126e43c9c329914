//! What the integration tests share: the text that a file shows, and the text that it should show.

mod document;
pub mod seed;
pub mod tags;

pub use document::sample;

/// A text without its white space, for comparison of what is said and not how it is laid out.
pub fn dense(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// Two long texts are the same; otherwise shows where they part, not both whole.
#[track_caller]
pub fn assert_same_text(found: &str, expected: &str) {
    if found == expected {
        return;
    }
    let same = (found.chars().zip(expected.chars())).take_while(|(a, b)| a == b).count();
    let around =
        |text: &str| -> String { text.chars().skip(same.saturating_sub(20)).take(60).collect() };
    panic!(
        "after {same} equal characters of {} found and {} expected\n   found: …{}…\nexpected: …{}…",
        found.chars().count(),
        expected.chars().count(),
        around(found),
        around(expected)
    );
}
