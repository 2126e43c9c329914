//! The outline (bookmarks) from the headings (ISO 32000-1 §12.3.3).

use crate::layout::OutlineEntry;
use lopdf::{
    Dictionary, Document,
    Object::{self, Null, Reference},
    ObjectId, dictionary, text_string,
};

/// A place in the tree, by index into the list of nodes; 0 is the root.
struct OutlineNode<'a> {
    id: ObjectId,
    entry: Option<&'a OutlineEntry>,
    depth: usize,
    parent: usize,
    children: Vec<usize>,
}

/// Adds the outline and returns its root, or nothing when there are no headings.
///
/// The first level is open, what is below it closed. Entries that point at no page are left out.
pub(super) fn add(
    file: &mut Document,
    entries: &[OutlineEntry],
    pages: &[(ObjectId, f64)],
) -> Option<ObjectId> {
    let entries: Vec<&OutlineEntry> = entries.iter().filter(|e| e.page < pages.len()).collect();
    if entries.is_empty() {
        return None;
    }
    let nodes = nest(file, &entries);
    for (index, node) in nodes.iter().enumerate() {
        let mut dict = node
            .entry
            .map_or_else(|| dictionary! { "Type" => "Outlines" }, |entry| item(entry, pages));
        link(&mut dict, &nodes, index);
        file.set_object(node.id, dict);
    }
    nodes.first().map(|root| root.id)
}

/// Headings under the nearest earlier heading of a higher rank.
fn nest<'a>(file: &mut Document, entries: &[&'a OutlineEntry]) -> Vec<OutlineNode<'a>> {
    let mut nodes = vec![OutlineNode {
        id: file.new_object_id(),
        entry: None,
        depth: 0,
        parent: 0,
        children: Vec::new(),
    }];
    // Levels and indices of the headings that are still open, outermost first.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for &entry in entries {
        while open.last().is_some_and(|(level, _)| *level >= entry.level) {
            open.pop();
        }
        let parent = open.last().map_or(0, |(_, index)| *index);
        let index = nodes.len();
        nodes.push(OutlineNode {
            id: file.new_object_id(),
            entry: Some(entry),
            depth: open.len() + 1,
            parent,
            children: Vec::new(),
        });
        nodes[parent].children.push(index);
        open.push((entry.level, index));
    }
    nodes
}

fn item(entry: &OutlineEntry, pages: &[(ObjectId, f64)]) -> Dictionary {
    let mut dict = dictionary! { "Title" => text_string(&entry.text) };
    if let Some(&(page, height)) = pages.get(entry.page) {
        let top = ((height - entry.y) * 100.0).round() / 100.0;
        let place: Vec<Object> = vec![Reference(page), "XYZ".into(), Null, top.into(), Null];
        dict.set("Dest", place);
    }
    dict
}

/// `/Parent`, `/Prev`, `/Next`, `/First`, `/Last` and `/Count`.
fn link(dict: &mut Dictionary, nodes: &[OutlineNode<'_>], index: usize) {
    let id = |index: usize| nodes.get(index).map(|node| Reference(node.id));
    let Some(node) = nodes.get(index) else { return };
    if index > 0 {
        let siblings = nodes.get(node.parent).map_or(&[][..], |p| &p.children[..]);
        let place = siblings.iter().position(|sibling| *sibling == index);
        let before = place.and_then(|i| siblings.get(i.checked_sub(1)?));
        let after = place.and_then(|i| siblings.get(i + 1));
        let links = [("Parent", Some(&node.parent)), ("Prev", before), ("Next", after)];
        for (key, target) in links {
            if let Some(target) = target.and_then(|target| id(*target)) {
                dict.set(key, target);
            }
        }
    }
    let (first, last) = (node.children.first(), node.children.last());
    for (key, target) in [("First", first), ("Last", last)] {
        if let Some(target) = target.and_then(|target| id(*target)) {
            dict.set(key, target);
        }
    }
    if !node.children.is_empty() {
        dict.set("Count", count(nodes, node));
    }
}

/// How many entries show below this one, negative when it is closed (ISO 32000-1 Table 153).
fn count(nodes: &[OutlineNode<'_>], node: &OutlineNode<'_>) -> i64 {
    let below = |index: &usize| nodes.get(*index).map_or(0, |child| child.children.len());
    let mut shown = node.children.len();
    if node.depth == 0 {
        shown += node.children.iter().map(below).sum::<usize>();
    }
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    if node.depth > 1 { -shown } else { shown }
}
