//! How a run looks, as far as it tells that its text is not read as one with what stands beside it, by its own
//! marks and by styles (ECMA-376 Part 1 §17.7).

use super::super::{
    book::{
        colour::Colour,
        xml::{XmlStep, attribute, number, walk},
    },
    odd::OddKind,
};
use crate::extract::{Read, Trouble};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Styles of styles of styles; Word itself allows fewer.
const BASES: usize = 32;
/// No report has more styles.
const STYLES: usize = 20_000;
/// Bytes of the name of a style that others are based on; Word allows 253 characters.
const NAME: usize = 256;
/// A run lifted or lowered by so many half points is one raised; less is how signs are set right in a line.
const LIFTED: i32 = 4;
/// Nobody reads characters of so many hundredths of their width.
const NARROW: u32 = 10;
/// Nobody reads characters of so many half points.
const TINY: u32 = 4;

/// What is behind text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DocxGround {
    /// Paper, or a pattern.
    Plain,
    Of(Colour),
}

/// What is said of the look of text; nothing where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DocxLook {
    hidden: Option<bool>,
    struck: Option<bool>,
    struck_twice: Option<bool>,
    raised: Option<bool>,
    lifted: Option<bool>,
    pale: Option<bool>,
    tiny: Option<bool>,
    /// Whether it is squeezed to nothing, or drawn without ink.
    inkless: Option<bool>,
    ink: Option<Colour>,
    ground: Option<DocxGround>,
}

impl DocxLook {
    /// Takes in a property of a run, if it is one that matters.
    pub fn set(&mut self, name: &str, start: &BytesStart<'_>) {
        let value = || attribute(start, "val").unwrap_or_default();
        match name {
            "vanish" | "webHidden" => self.hidden = Some(is_on(start)),
            "strike" => self.struck = Some(is_on(start)),
            "dstrike" => self.struck_twice = Some(is_on(start)),
            "vertAlign" => {
                self.raised = Some(matches!(value().as_str(), "superscript" | "subscript"));
            }
            "position" => {
                let lift: i32 = value().trim().trim_end_matches("pt").parse().unwrap_or(0);
                self.lifted = Some(lift.saturating_abs() >= LIFTED);
            }
            "w" => {
                let share = value().trim().trim_end_matches('%').parse::<u32>();
                self.inkless = Some(share.is_ok_and(|share| share <= NARROW));
            }
            // How letters are filled in (MS-DOCX §2.6.4): what is in it says whether they are.
            "textFill" => self.inkless = self.inkless.or(Some(false)),
            "noFill" if self.inkless.is_some() => self.inkless = Some(true),
            "sz" => self.tiny = Some(number(start, "val").is_some_and(|size| size <= TINY)),
            "color" => {
                let theme = attribute(start, "themeColor").unwrap_or_default();
                let is_ground = matches!(theme.as_str(), "background1" | "light1");
                self.pale = Some(value().eq_ignore_ascii_case("ffffff") || is_ground);
                self.ink = Colour::parse(&value()).filter(|_| theme.is_empty());
            }
            "highlight" => self.ground = Some(ground(highlight(&value()))),
            "shd" => self.shade(start),
            _ => {}
        }
    }

    /// What is behind text (§17.3.2.32): of one colour, or of several, which are none of these.
    pub fn shade(&mut self, start: &BytesStart<'_>) {
        let pattern = attribute(start, "val").unwrap_or_default();
        let name = if pattern == "solid" { "color" } else { "fill" };
        let is_plain = matches!(pattern.as_str(), "clear" | "nil" | "solid");
        let colour = attribute(start, name).and_then(|colour| Colour::parse(&colour));
        // A marker lies over it.
        self.ground = self.ground.or(Some(ground(colour.filter(|_| is_plain))));
    }

    /// Whether nothing is said of what is behind the text.
    pub fn on(self, ground: Self) -> Self {
        Self { ground: self.ground.or(ground.ground), ..self }
    }

    /// What is said nearer to the text counts before what is said further off.
    pub fn or(self, further: Self) -> Self {
        Self {
            hidden: self.hidden.or(further.hidden),
            struck: self.struck.or(further.struck),
            struck_twice: self.struck_twice.or(further.struck_twice),
            raised: self.raised.or(further.raised),
            lifted: self.lifted.or(further.lifted),
            pale: self.pale.or(further.pale),
            tiny: self.tiny.or(further.tiny),
            inkless: self.inkless.or(further.inkless),
            ink: self.ink.or(further.ink),
            ground: self.ground.or(further.ground),
        }
    }

    /// A style of characters over one of paragraphs, or of tables: of properties that are on or off, two that
    /// are on are off (§17.7.3).
    pub fn over(self, other: Self) -> Self {
        let both = |a: Option<bool>, b: Option<bool>| match (a, b) {
            (Some(a), Some(b)) => Some(a != b),
            (a, b) => a.or(b),
        };
        Self {
            hidden: both(self.hidden, other.hidden),
            struck: both(self.struck, other.struck),
            struck_twice: both(self.struck_twice, other.struck_twice),
            ..self.or(other)
        }
    }

    /// What is odd about text that looks so.
    pub fn odd(self) -> Option<OddKind> {
        let is = |property: Option<bool>| property == Some(true);
        let ground = match self.ground {
            Some(DocxGround::Of(colour)) => Some(colour),
            Some(DocxGround::Plain) | None => None,
        };
        let is_lost = matches!((self.ink, ground), (Some(ink), Some(on)) if !ink.is_seen_on(on));
        let is_seen = matches!((self.ink, ground), (Some(ink), Some(on)) if ink.is_seen_on(on));
        let kinds = [
            (is(self.hidden) || is(self.tiny) || is(self.inkless), OddKind::Hidden),
            (is(self.struck) || is(self.struck_twice), OddKind::Struck),
            (is(self.raised) || is(self.lifted), OddKind::Raised),
            (is_lost || (is(self.pale) && !is_seen), OddKind::Pale),
        ];
        kinds.into_iter().find(|(is_it, _)| *is_it).map(|(_, kind)| kind)
    }
}

fn ground(colour: Option<Colour>) -> DocxGround {
    colour.map_or(DocxGround::Plain, DocxGround::Of)
}

/// The colour of a marker (§17.18.40).
fn highlight(name: &str) -> Option<Colour> {
    let [dark, light] = [0x80, 0xFF];
    Some(Colour(match name {
        "black" => [0, 0, 0],
        "white" => [light; 3],
        "red" => [light, 0, 0],
        "green" => [0, light, 0],
        "blue" => [0, 0, light],
        "yellow" => [light, light, 0],
        "cyan" => [0, light, light],
        "magenta" => [light, 0, light],
        "darkRed" => [dark, 0, 0],
        "darkGreen" => [0, dark, 0],
        "darkBlue" => [0, 0, dark],
        "darkYellow" => [dark, dark, 0],
        "darkCyan" => [0, dark, dark],
        "darkMagenta" => [dark, 0, dark],
        "darkGray" => [dark; 3],
        "lightGray" => [0xC0; 3],
        _ => return None,
    }))
}

/// Whether a property that is there says yes (§17.17.4).
pub(super) fn is_on(start: &BytesStart<'_>) -> bool {
    let value = attribute(start, "val");
    !value.is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// A style, as far as it matters here.
#[derive(Debug, Default)]
struct DocxStyle {
    base: Option<String>,
    look: DocxLook,
    /// The list and the level in it that its paragraphs are numbered by.
    list: (Option<u32>, Option<u32>),
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct DocxStyles {
    styles: HashMap<String, DocxStyle>,
    /// What all text looks like.
    all: DocxLook,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
}

impl DocxStyles {
    /// Those of `styles.xml`.
    pub fn of(part: &[u8]) -> Read<Self> {
        let mut styles = Self::default();
        let mut open: Option<String> = None;
        let (mut is_run, mut is_all) = (false, false);
        walk(part, |step| {
            match step {
                XmlStep::Begin("style", start) => {
                    let id = attribute(start, "styleId").unwrap_or_default();
                    let is_paragraph = attribute(start, "type").as_deref() == Some("paragraph");
                    let is_default = attribute(start, "default")
                        .is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"));
                    if is_paragraph && is_default && id.len() <= NAME {
                        styles.paragraph = Some(id.clone());
                    }
                    styles.styles.insert(id.clone(), DocxStyle::default());
                    if styles.styles.len() > STYLES {
                        return Err(Trouble::TooLarge);
                    }
                    open = Some(id);
                }
                XmlStep::End("style") => open = None,
                XmlStep::Begin("rPrDefault", _) => is_all = true,
                XmlStep::End("rPrDefault") => is_all = false,
                XmlStep::Begin("rPr", _) => is_run = true,
                XmlStep::End("rPr") => is_run = false,
                XmlStep::Begin(name, start) => {
                    let style = open.as_ref().and_then(|id| styles.styles.get_mut(id));
                    match (name, style) {
                        ("basedOn", Some(style)) => {
                            style.base = attribute(start, "val").filter(|id| id.len() <= NAME);
                        }
                        ("numId", Some(style)) => style.list.0 = number(start, "val"),
                        ("ilvl", Some(style)) => style.list.1 = number(start, "val"),
                        (_, Some(style)) if is_run => style.look.set(name, start),
                        (_, None) if is_all && is_run => styles.all.set(name, start),
                        _ => {}
                    }
                }
                XmlStep::End(_) | XmlStep::Text(_) => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// A style and those that it is based on, from the nearest on.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &DocxStyle> {
        let first = id.and_then(|id| self.styles.get(id));
        let base = |style: &&DocxStyle| style.base.as_ref().and_then(|id| self.styles.get(id));
        std::iter::successors(first, base).take(BASES)
    }

    /// What a style says of the look of text.
    pub fn look(&self, id: Option<&str>) -> DocxLook {
        self.chain(id).fold(DocxLook::default(), |look, style| look.or(style.look))
    }

    /// What the style of a paragraph says; that of those without one, if it names none.
    pub fn paragraph_look(&self, id: Option<&str>) -> DocxLook {
        self.look(id.or(self.paragraph.as_deref()))
    }

    /// What all text looks like.
    pub fn all(&self) -> DocxLook {
        self.all
    }

    /// The list and the level that the style of a paragraph numbers it by.
    pub fn list(&self, id: Option<&str>) -> (Option<u32>, Option<u32>) {
        let id = id.or(self.paragraph.as_deref());
        let list = self.chain(id).find_map(|style| style.list.0);
        (list, self.chain(id).find_map(|style| style.list.1))
    }
}
