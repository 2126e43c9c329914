//! The styles of text and of cells of an ODS (`OpenDocument` 1.3 Part 3 §16): only what tells that a text is not
//! read as one with what stands beside it.

use super::super::{colour::Colour, dress::CellLook, xml::attribute};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Bytes of the name of a style; that of each cell is looked up.
const NAME: usize = 256;
/// Styles of styles of styles.
const PARENTS: usize = 32;

#[derive(Clone, Debug, Default)]
struct OdsStyle {
    parent: Option<String>,
    struck: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
    colour: Option<Colour>,
    /// Behind its text; what can be seen through is paper.
    ground: Option<Colour>,
}

/// All of them, by their names.
#[derive(Debug, Default)]
pub(super) struct OdsStyles {
    styles: HashMap<String, OdsStyle>,
    open: String,
}

impl OdsStyles {
    /// A style begins.
    pub fn begin(&mut self, start: &BytesStart<'_>) {
        let name = |key| attribute(start, key).filter(|name| name.len() <= NAME);
        self.open = name("name").unwrap_or_default();
        let parent = name("parent-style-name");
        self.styles.insert(self.open.clone(), OdsStyle { parent, ..OdsStyle::default() });
    }

    /// The name of the style that is open.
    pub fn open(&self) -> &str {
        &self.open
    }

    /// Takes in the properties of the open style.
    pub fn set(&mut self, start: &BytesStart<'_>) {
        let Some(style) = self.styles.get_mut(&self.open) else { return };
        let of = |name| attribute(start, name);
        if let Some(line) = of("text-line-through-style").or_else(|| of("text-line-through-type")) {
            style.struck = Some(line != "none");
        }
        if let Some(position) = of("text-position") {
            let first = position.split_whitespace().next().unwrap_or_default();
            style.raised = Some(first.trim_end_matches('%').parse::<f64>() != Ok(0.0));
        }
        if let Some(colour) = of("color") {
            style.colour = Colour::parse(&colour);
        }
        if let Some(ground) = of("background-color") {
            style.ground = Some(Colour::parse(&ground).unwrap_or(Colour::WHITE));
        }
        if let Some(display) = of("display") {
            style.hidden = Some(display == "none");
        }
    }

    /// How text in a style looks.
    pub fn look(&self, name: &str) -> CellLook {
        if name.len() > NAME {
            return CellLook::default();
        }
        let parent =
            |style: &&OdsStyle| style.parent.as_ref().and_then(|name| self.styles.get(name));
        let chain = || std::iter::successors(self.styles.get(name), parent).take(PARENTS);
        let says = |of: fn(&OdsStyle) -> Option<bool>| chain().find_map(of).unwrap_or(false);
        CellLook {
            is_hidden: says(|style| style.hidden),
            is_struck: says(|style| style.struck),
            is_raised: says(|style| style.raised),
            colour: chain().find_map(|style| style.colour),
            ground: chain().find_map(|style| style.ground),
        }
    }
}
