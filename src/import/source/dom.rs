//! The tree that a browser makes of a page (`html5ever` builds it), in one list of nodes: no pointers to
//! follow, no recursion to run out of.

mod feed;

use super::room::TEXT;
use html5ever::{
    Attribute, QualName, expanded_name, local_name, ns,
    tendril::StrTendril,
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink},
};
use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
    sync::LazyLock,
};

/// More elements inside each other than any page has; what is deeper costs time that grows with its square.
const DEPTH: usize = 400;
/// More nodes than any page has.
const NODES: usize = 300_000;

/// What a node is.
#[derive(Debug)]
pub(super) enum DomKind {
    /// The page itself.
    Page,
    /// An element with its name and its attributes.
    Element(QualName, Vec<Attribute>),
    /// Text.
    Text(String),
    /// A comment or the like.
    Other,
}

/// A node of the tree.
#[derive(Debug)]
pub(super) struct DomNode {
    pub kind: DomKind,
    pub children: Vec<usize>,
    /// The line of the file that it stands on, from 1.
    pub line: usize,
    parent: Option<usize>,
    depth: usize,
}

impl DomNode {
    /// The node that it stands in.
    pub fn parent(&self) -> Option<usize> {
        self.parent
    }

    /// The name of an element.
    pub fn name(&self) -> &str {
        match &self.kind {
            DomKind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, wanted: &str) -> Option<&str> {
        let DomKind::Element(_, attributes) = &self.kind else {
            return None;
        };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
        found.map(|attribute| &*attribute.value)
    }
}

/// The tree of a page; `None` for one that is larger or deeper than any.
pub(super) fn parse(text: &str) -> Option<Vec<DomNode>> {
    let builder = TreeBuilder::new(DomSink::new(), TreeBuilderOpts::default());
    let builder = feed::feed(text, builder, |builder| builder.sink.is_too_much.get())?;
    Some(builder.sink.nodes.into_inner())
}

/// The name of what is no element.
static NAMELESS: LazyLock<QualName> = LazyLock::new(|| QualName::new(None, ns!(), local_name!("")));

struct DomSink {
    nodes: RefCell<Vec<DomNode>>,
    line: Cell<usize>,
    /// Bytes of text.
    text: Cell<usize>,
    is_too_much: Cell<bool>,
}

impl DomSink {
    fn new() -> Self {
        let sink = Self {
            nodes: RefCell::default(),
            line: Cell::new(1),
            text: Cell::new(0),
            is_too_much: Cell::new(false),
        };
        sink.node(DomKind::Page);
        sink
    }

    fn node(&self, kind: DomKind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        let line = self.line.get();
        nodes.push(DomNode { kind, children: Vec::new(), line, parent: None, depth: 0 });
        if nodes.len() > NODES {
            self.is_too_much.set(true);
        }
        nodes.len() - 1
    }

    fn detach(&self, child: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get_mut(child).and_then(|node| node.parent.take());
        if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
            // It is mostly one of the last.
            if let Some(at) = parent.children.iter().rposition(|other| *other == child) {
                parent.children.remove(at);
            }
        }
    }

    /// Puts a node among the children of another: at the end, or before one of them.
    fn place(&self, parent: usize, before: Option<usize>, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child);
                child
            }
            // Nobody reads a script.
            NodeOrText::AppendText(_) if self.is_script(parent) => return,
            NodeOrText::AppendText(text) => {
                self.text.set(self.text.get() + text.len());
                if self.text.get() > TEXT {
                    self.is_too_much.set(true);
                    return;
                }
                if before.is_none() && self.joined(parent, &text) {
                    return;
                }
                self.node(DomKind::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes.get(parent).map_or(0, |node| node.depth + 1);
        if depth > DEPTH {
            self.is_too_much.set(true);
        }
        if let Some(node) = nodes.get_mut(child) {
            (node.parent, node.depth) = (Some(parent), depth);
        }
        if let Some(node) = nodes.get_mut(parent) {
            let at = before.and_then(|before| node.children.iter().rposition(|c| *c == before));
            node.children.insert(at.unwrap_or(node.children.len()), child);
        }
    }

    /// Adds text to the text that stands last in a node, if it does.
    fn joined(&self, parent: usize, text: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let last = nodes.get(parent).and_then(|node| node.children.last().copied());
        match last.and_then(|last| nodes.get_mut(last)).map(|node| &mut node.kind) {
            Some(DomKind::Text(before)) => {
                before.push_str(text);
                true
            }
            _ => false,
        }
    }

    fn is_script(&self, node: usize) -> bool {
        self.nodes.borrow().get(node).is_some_and(|node| node.name() == "script")
    }

    fn parent(&self, of: usize) -> Option<usize> {
        self.nodes.borrow().get(of).and_then(|node| node.parent)
    }
}

impl TreeSink for DomSink {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match nodes.get(*target).map(|node| &node.kind) {
            Some(DomKind::Element(name, _)) => name,
            // The parser asks elements alone.
            _ => &NAMELESS,
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> usize {
        let is_template = name.expanded() == expanded_name!(html "template");
        let element = self.node(DomKind::Element(name, attrs));
        if is_template {
            // Its content, right behind it.
            self.node(DomKind::Other);
        }
        element
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.node(DomKind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.node(DomKind::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.place(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        prev_element: &usize,
        child: NodeOrText<usize>,
    ) {
        match self.parent(*element) {
            Some(parent) => self.place(parent, Some(*element), child),
            None => self.place(*prev_element, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        target + 1
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let Some(parent) = self.parent(*sibling) {
            self.place(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(DomKind::Element(_, own)) = nodes.get_mut(*target).map(|node| &mut node.kind) {
            let missing: Vec<_> = (attrs.into_iter())
                .filter(|new| own.iter().all(|old| old.name != new.name))
                .collect();
            own.extend(missing);
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes.get_mut(*node).map(|node| std::mem::take(&mut node.children));
        let children = children.unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(*new_parent);
            }
        }
        if let Some(parent) = nodes.get_mut(*new_parent) {
            parent.children.extend(children);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }
}
