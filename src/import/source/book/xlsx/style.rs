//! The styles of cells of an XLSX, and texts whose runs look each in its own way (ECMA-376 Part 1 §18.4, §18.8).

use super::super::{
    dress::{CellLook, RichText},
    format::NumberFormat,
    xml::{XmlStep, attribute, number, walk},
};
use crate::extract::Read;
use quick_xml::events::BytesStart;
use std::collections::{HashMap, HashSet};

/// How a cell shows what it holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct XlsxStyle {
    pub format: NumberFormat,
    pub look: CellLook,
    /// Whether its format shows nothing of a number.
    hides: bool,
}

impl XlsxStyle {
    /// The look of a number in it.
    pub fn number_look(self) -> CellLook {
        CellLook { is_hidden: self.hides, ..self.look }
    }
}

/// The styles of cells, in their order.
pub(super) fn styles(part: &[u8]) -> Read<Vec<XlsxStyle>> {
    let mut written: HashMap<u32, NumberFormat> = HashMap::new();
    let mut hiding: HashSet<u32> = HashSet::new();
    let (mut fonts, mut fills): (Vec<CellLook>, Vec<bool>) = (Vec::new(), Vec::new());
    let mut styles = Vec::new();
    let mut room = String::new();
    walk(part, |step| {
        let XmlStep::Begin(name, start) = step else {
            if let XmlStep::End(name) = step
                && name == room
            {
                room.clear();
            }
            return Ok(());
        };
        match (room.as_str(), name) {
            ("", "fonts" | "fills" | "cellXfs" | "dxfs") => name.clone_into(&mut room),
            (_, "numFmt") if room.is_empty() => {
                let code = attribute(start, "formatCode").unwrap_or_default();
                if let Some(id) = number(start, "numFmtId") {
                    written.insert(id, NumberFormat::parse(&code));
                    hiding.extend(NumberFormat::hides(&code).then_some(id));
                }
            }
            ("fonts", "font") => fonts.push(CellLook::default()),
            ("fonts", name) => {
                if let Some(font) = fonts.last_mut() {
                    set(font, name, start);
                }
            }
            ("fills", "fill") => fills.push(false),
            ("fills", "fgColor") => {
                if let Some(fill) = fills.last_mut() {
                    *fill = !is_white(start);
                }
            }
            ("fills", "patternFill")
                if attribute(start, "patternType").as_deref() == Some("none") => {}
            ("cellXfs", "xf") => {
                let id = number(start, "numFmtId").unwrap_or(0);
                let known = written.get(&id).copied();
                let at = |name| number(start, name).unwrap_or(0) as usize;
                let mut look = fonts.get(at("fontId")).copied().unwrap_or_default();
                look.is_pale &= fills.get(at("fillId")) != Some(&true);
                styles.push(XlsxStyle {
                    format: known.unwrap_or_else(|| NumberFormat::built_in(id)),
                    look,
                    hides: hiding.contains(&id),
                });
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Takes in a property of a font.
fn set(look: &mut CellLook, name: &str, start: &BytesStart<'_>) {
    let value = || attribute(start, "val").unwrap_or_default();
    match name {
        "strike" => look.is_struck = !matches!(value().as_str(), "0" | "false"),
        "vertAlign" => look.is_raised = value() != "baseline",
        "color" => look.is_pale = is_white(start),
        _ => {}
    }
}

/// Whether a colour is white: by its parts, by its number in the old palette, by the ground of the theme.
fn is_white(start: &BytesStart<'_>) -> bool {
    let is = |name: &str, values: &[&str]| {
        attribute(start, name)
            .is_some_and(|value| values.contains(&value.to_ascii_uppercase().as_str()))
    };
    is("rgb", &["FFFFFFFF", "00FFFFFF", "FFFFFF"])
        || is("indexed", &["1", "9"])
        || (is("theme", &["0"]) && attribute(start, "tint").is_none())
}

/// Reads a text that may have runs.
#[derive(Default)]
pub(super) struct RichWalk {
    pub text: RichText,
    /// How the open run looks; as its cell does as long as it says nothing.
    look: Option<CellLook>,
    is_text: bool,
    /// Whether what is read is how the text is read aloud.
    is_aloud: bool,
    is_look: bool,
}

impl RichWalk {
    pub fn step(&mut self, step: &XmlStep<'_>) {
        match step {
            XmlStep::Begin("rPh", _) => self.is_aloud = true,
            XmlStep::End("rPh") => self.is_aloud = false,
            XmlStep::Begin("r", _) | XmlStep::End("r") => self.look = None,
            XmlStep::Begin("rPr", _) => {
                (self.look, self.is_look) = (Some(CellLook::default()), true);
            }
            XmlStep::End("rPr") => self.is_look = false,
            XmlStep::Begin("t", _) => self.is_text = !self.is_aloud,
            XmlStep::End("t") => self.is_text = false,
            XmlStep::Begin(name, start) if self.is_look => {
                if let Some(look) = &mut self.look {
                    set(look, name, start);
                }
            }
            XmlStep::Text(text) if self.is_text => self.text.push(self.look, text),
            _ => {}
        }
    }
}
