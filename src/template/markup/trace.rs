//! Which part of the markup brings in a character or a font.

use super::{
    super::{engine::Rendered, styles},
    inline::is_white,
    parse::{self, Child, MarkupNode},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Attributes whose words are printed.
const PRINTED: [&str; 3] = ["label", "marker", "numbering"];
/// Attributes that name a font.
const FONTS: [&str; 2] = ["font", "latin"];

/// The ranges of the markup that print each of these characters.
pub(in super::super) fn characters(
    rendered: &Rendered,
    wanted: &BTreeSet<char>,
) -> BTreeMap<char, Vec<Range<usize>>> {
    let mut found: BTreeMap<char, Vec<Range<usize>>> = BTreeMap::new();
    walk(rendered, &mut |node| {
        for (name, value) in node.attributes.iter().filter(|(name, _)| PRINTED.contains(name)) {
            for ch in value.chars().filter(|ch| wanted.contains(ch)) {
                let at = in_tag(rendered, node, name, ch);
                found.entry(ch).or_default().push(at);
            }
        }
        for child in &node.children {
            let Child::Text { text, at } = child else { continue };
            // The template's own line ends are not printed.
            let prints = |ch: &char| wanted.contains(ch) && !is_white(*ch);
            for (offset, ch) in text.char_indices().filter(|(_, ch)| prints(ch)) {
                // A reference (`&#x1F600;`) is longer than what it stands for.
                let is_plain = text.len() == at.len();
                let start = at.start + offset;
                let at = if is_plain { start..start + ch.len_utf8() } else { at.clone() };
                found.entry(ch).or_default().push(at);
            }
        }
    });
    found
}

/// The ranges of the markup that ask for a family by this office name.
pub(in super::super) fn family(rendered: &Rendered, family: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    walk(rendered, &mut |node| {
        let fonts = node.attributes.iter().filter(|(name, _)| FONTS.contains(name));
        if fonts.into_iter().any(|(_, value)| styles::family_of(value) == family) {
            found.push(node.at.clone());
        }
    });
    found
}

/// A character in an attribute, or the whole tag where it is written as a reference.
fn in_tag(rendered: &Rendered, node: &MarkupNode, attribute: &str, ch: char) -> Range<usize> {
    let tag = rendered.text.get(node.at.clone()).unwrap_or_default();
    let value = tag.find(attribute).unwrap_or(0);
    let found = tag.get(value..).and_then(|rest| rest.find(ch));
    found.map_or(node.at.clone(), |offset| {
        let start = node.at.start + value + offset;
        start..start + ch.len_utf8()
    })
}

/// Hands over every element; none of markup that is wrong in itself.
fn walk(rendered: &Rendered, take: &mut impl FnMut(&MarkupNode)) {
    fn down(node: &MarkupNode, take: &mut impl FnMut(&MarkupNode)) {
        take(node);
        node.nodes().for_each(|child| down(child, take));
    }
    let tree = parse::parse(rendered).unwrap_or_default();
    for node in &tree {
        down(node, take);
    }
}
