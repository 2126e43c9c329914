//! The styles of cells of an XLSX, and texts whose runs look each in its own way (ECMA-376 Part 1 §18.4, §18.8).

use super::super::{
    colour::Colour,
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
    let (mut fonts, mut fills): (Vec<CellLook>, Vec<CellFill>) = (Vec::new(), Vec::new());
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
            ("fills", "fill") => fills.push(CellFill::default()),
            ("fills", name) => {
                if let Some(fill) = fills.last_mut() {
                    fill.set(name, start);
                }
            }
            ("cellXfs", "xf") => {
                let id = number(start, "numFmtId").unwrap_or(0);
                let known = written.get(&id).copied();
                let at = |name| number(start, name).unwrap_or(0) as usize;
                let mut look = fonts.get(at("fontId")).copied().unwrap_or_default();
                look.ground = fills.get(at("fillId")).and_then(|fill| fill.ground());
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
        "color" => look.colour = colour(start),
        _ => {}
    }
}

/// What is behind a cell (§18.8.20, §18.8.32).
#[derive(Clone, Copy, Debug, Default)]
struct CellFill {
    /// Whether there is something, and whether it is of one colour.
    is_filled: bool,
    is_plain: bool,
    colour: Option<Colour>,
}

impl CellFill {
    fn set(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "patternFill" => {
                let kind = attribute(start, "patternType").unwrap_or_default();
                self.is_plain = kind == "solid";
                self.is_filled = !matches!(kind.as_str(), "" | "none" | "gray125");
            }
            "gradientFill" => self.is_filled = true,
            "fgColor" => self.colour = colour(start),
            _ => {}
        }
    }

    fn ground(self) -> Option<Colour> {
        let of_one = self.colour.filter(|_| self.is_plain);
        self.is_filled.then(|| of_one.unwrap_or(Colour::UNKNOWN))
    }
}

/// A colour by its parts, by its number in the old palette, or by the theme, of which only paper and ink are the
/// same in all; `None` for that of the window.
fn colour(start: &BytesStart<'_>) -> Option<Colour> {
    if let Some(parts) = attribute(start, "rgb") {
        return Colour::parse(&parts);
    }
    let plain = match (number(start, "indexed"), number(start, "theme")) {
        (Some(indexed), _) => Colour::numbered(indexed, &[])?,
        (None, Some(0)) => Colour::WHITE,
        (None, Some(1)) => Colour::BLACK,
        (None, Some(_)) => Colour::UNKNOWN,
        (None, None) => return None,
    };
    let tint = attribute(start, "tint").and_then(|tint| tint.parse().ok());
    Some(plain.tinted(tint.unwrap_or(0.0)))
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
