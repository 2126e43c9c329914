//! Words in a list as people part them.

use super::half_width;

/// The words of a list: between commas and whatever else people put there, full-width or not, and blanks.
///
/// ```
/// assert_eq!(nianbao::text::listed("pdf， png、ＣＳＶ;"), ["pdf", "png", "CSV"]);
/// ```
pub fn listed(text: &str) -> Vec<String> {
    let plain = half_width(text);
    let parted = plain.split(|c: char| c.is_whitespace() || ",、;+/|".contains(c));
    parted.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
