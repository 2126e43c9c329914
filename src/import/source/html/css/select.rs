//! Selectors of a style sheet: elements, classes, ids, attributes, first and last children and what they are not,
//! inside each other or not. One that asks for more may be meant or not; one for a moment, or for what stands before
//! or behind an element, never is.

use super::DomNode;
use std::cell::Cell;

/// What an element must be.
#[derive(Debug, Default)]
pub(super) struct Compound {
    pub tag: Option<String>,
    pub id: Option<String>,
    pub classes: Vec<String>,
    pub checks: Vec<CssCheck>,
    /// Whether it asks for more than is known here.
    pub is_maybe: bool,
    /// Whether it is what a rule puts before or behind an element.
    pub is_drawn: bool,
}

/// What else it must be.
#[derive(Debug)]
pub(super) enum CssCheck {
    /// An attribute, and how its value must be.
    Attribute(String, char, String),
    /// The first of the elements around it.
    First,
    /// The last of them.
    Last,
    /// Of a number among them, from 1: how many between each, and the first.
    Nth(i64, i64),
    /// Not so.
    Not(Compound),
}

/// States that an element has only for a while, or not in a page that was saved.
const MOMENTS: [&str; 14] = [
    "hover",
    "focus",
    "active",
    "visited",
    "target",
    "checked",
    "disabled",
    "enabled",
    "selection",
    "placeholder",
    "invalid",
    "valid",
    "focus-within",
    "focus-visible",
];

impl Compound {
    pub fn matches(&self, nodes: &[DomNode], index: usize, steps: &Cell<usize>) -> bool {
        let Some(node) = nodes.get(index) else { return false };
        let has_class = |wanted: &String| {
            let classes = node.attribute("class").unwrap_or_default();
            classes.split_ascii_whitespace().any(|class| class == wanted)
        };
        !node.name().is_empty()
            && self.tag.as_ref().is_none_or(|tag| tag == node.name())
            && self.id.as_ref().is_none_or(|id| node.attribute("id") == Some(id))
            && self.classes.iter().all(has_class)
            && self.checks.iter().all(|check| check.holds(nodes, index, steps))
    }
}

impl CssCheck {
    fn holds(&self, nodes: &[DomNode], index: usize, steps: &Cell<usize>) -> bool {
        let Some(node) = nodes.get(index) else { return false };
        let is_element = |at: &&usize| nodes.get(**at).is_some_and(|node| !node.name().is_empty());
        let around = node.parent().and_then(|at| nodes.get(at)).map(|node| &node.children[..]);
        let around = around.unwrap_or_default();
        match self {
            Self::Attribute(name, how, value) => {
                node.attribute(name).is_some_and(|found| match how {
                    '=' => found == value,
                    '^' => !value.is_empty() && found.starts_with(value),
                    '$' => !value.is_empty() && found.ends_with(value),
                    '*' => !value.is_empty() && found.contains(value),
                    '~' => found.split_ascii_whitespace().any(|word| word == value),
                    '|' => found == value || found.starts_with(&format!("{value}-")),
                    _ => true,
                })
            }
            Self::First => around.iter().find(is_element) == Some(&index),
            Self::Last => around.iter().rfind(is_element) == Some(&index),
            Self::Nth(step, first) => {
                let before = around.iter().take_while(|at| **at != index);
                let place = before.filter(is_element).count();
                steps.set(steps.get() + place);
                let past = i64::try_from(place).unwrap_or(i64::MAX) + 1 - first;
                if *step == 0 { past == 0 } else { past % step == 0 && past / step >= 0 }
            }
            Self::Not(of) => !of.matches(nodes, index, steps),
        }
    }
}

/// A text cut at a mark that stands in no brackets and no quotes.
pub(super) fn parted(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) => quote = quote.filter(|_| c != open),
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, c) if c == mark && depth == 0 => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// From the inside out, and whether each is right around; nothing for one that is never meant.
pub(super) fn selector(text: &str) -> Option<Vec<(Compound, bool)>> {
    let mut parts: Vec<(Compound, bool)> = Vec::new();
    let (mut is_child, mut is_beside) = (false, false);
    for word in words(&unescaped(text)) {
        match word.as_str() {
            ">" => is_child = true,
            // What stands beside it is no element around it.
            "+" | "~" => {
                parts.pop();
                is_beside = true;
            }
            word => {
                // Whether what is around it must be right around is said at that.
                if let Some((_, before)) = parts.last_mut() {
                    *before = is_child && !is_beside;
                }
                let mut of = compound(word)?;
                of.is_maybe |= is_beside;
                parts.push((of, false));
                (is_child, is_beside) = (false, false);
            }
        }
    }
    parts.reverse();
    (!parts.is_empty()).then_some(parts)
}

/// The compounds of a selector and the marks between them.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut depth, mut quote) = (0_usize, None);
    for c in text.chars() {
        let is_free = depth == 0 && quote.is_none();
        match c {
            c if is_free && c.is_ascii_whitespace() => words.push(String::new()),
            '>' | '+' | '~' if is_free => words.extend([c.to_string(), String::new()]),
            c => {
                match (quote, c) {
                    (Some(open), c) if c == open => quote = None,
                    (None, '"' | '\'') => quote = Some(c),
                    (None, '(' | '[') => depth += 1,
                    (None, ')' | ']') => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Letters and digits that are written by their numbers, `\68`.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let hex = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let code = after.get(..hex).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let behind = after.get(hex..).unwrap_or_default();
        match code.and_then(char::from_u32) {
            Some(c) if c.is_alphanumeric() => {
                plain.push(c);
                rest = behind.strip_prefix(|c: char| c.is_ascii_whitespace()).unwrap_or(behind);
            }
            _ => {
                plain.push('\\');
                rest = after;
            }
        }
    }
    plain + rest
}

/// `td.a.b#c[d=e]:first-child`; nothing for one that is never meant.
fn compound(word: &str) -> Option<Compound> {
    let mut of = Compound::default();
    let mut rest = word;
    while let Some(mark) = rest.chars().next() {
        match mark {
            '[' => {
                let end = rest.find(']')?;
                of.checks.push(attribute(rest.get(1..end)?));
                rest = rest.get(end + 1..)?;
            }
            ':' => {
                let (name, inner, behind) = pseudo(rest.trim_start_matches(':'));
                if matches!(name, "before" | "after") {
                    of.is_drawn = true;
                    rest = behind;
                    continue;
                }
                if rest.starts_with("::") || name.starts_with('-') || MOMENTS.contains(&name) {
                    return None;
                }
                of.state(name, inner);
                rest = behind;
            }
            '.' | '#' => {
                let (name, behind) = name_of(rest.get(1..)?);
                rest = behind;
                match (name.is_empty(), mark) {
                    (true, _) => return None,
                    (_, '.') => of.classes.push(name),
                    _ => of.id = Some(name),
                }
            }
            '*' => rest = rest.get(1..)?,
            _ => {
                let (name, behind) = name_of(rest);
                // A mark that is none of a selector.
                if name.is_empty() || !of.is_bare() {
                    return None;
                }
                (of.tag, rest) = (Some(name.to_ascii_lowercase()), behind);
            }
        }
    }
    Some(of)
}

impl Compound {
    fn is_bare(&self) -> bool {
        self.tag.is_none() && self.id.is_none() && self.classes.is_empty() && self.checks.is_empty()
    }

    /// Takes in what stands behind a colon.
    fn state(&mut self, name: &str, inner: &str) {
        match (name, nth(inner)) {
            ("link" | "root", _) => {}
            ("first-child", _) => self.checks.push(CssCheck::First),
            ("last-child", _) => self.checks.push(CssCheck::Last),
            ("only-child", _) => self.checks.extend([CssCheck::First, CssCheck::Last]),
            ("nth-child", Some((step, first))) => self.checks.push(CssCheck::Nth(step, first)),
            ("not", _) => {
                for one in parted(inner, ',') {
                    // What never is so is always not so.
                    let Some(of) = compound(one.trim()).filter(|of| !of.is_drawn) else { continue };
                    self.is_maybe |= of.is_maybe || one.trim().contains([' ', '>', '+', '~']);
                    self.checks.push(CssCheck::Not(of));
                }
            }
            _ => self.is_maybe = true,
        }
    }
}

/// A name, whose marks may be written behind strokes, and what is behind it.
fn name_of(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => name.extend(chars.next().map(|(_, c)| c)),
            '.' | '#' | '[' | ':' | '*' | '(' | ')' | ']' | '&' | '|' => {
                return (name, text.get(at..).unwrap_or_default());
            }
            c => name.push(c),
        }
    }
    (name, "")
}

/// The name of a state, what stands in brackets behind it, and what is behind that.
fn pseudo(text: &str) -> (&str, &str, &str) {
    let end = text.find(['(', '.', '#', '[', ':']).unwrap_or(text.len());
    let (name, behind) = text.split_at(end);
    let Some(open) = behind.strip_prefix('(') else { return (name, "", behind) };
    let mut depth = 0_usize;
    let end = open.find(|c| {
        depth += usize::from(c == '(');
        let is_end = c == ')' && depth == 0;
        depth -= usize::from(c == ')' && depth > 0);
        is_end
    });
    let end = end.unwrap_or(open.len());
    (name, open.get(..end).unwrap_or_default(), open.get(end + 1..).unwrap_or_default())
}

/// `name`, `name="value"`, `name^=value`.
fn attribute(text: &str) -> CssCheck {
    let Some((name, value)) = text.split_once('=') else {
        return CssCheck::Attribute(text.trim().to_ascii_lowercase(), ' ', String::new());
    };
    let name = name.trim();
    let how = name.chars().next_back().filter(|c| "^$*~|".contains(*c));
    let name = name.trim_end_matches(['^', '$', '*', '~', '|']).trim().to_ascii_lowercase();
    let value = value.trim();
    let value =
        value.strip_suffix([' ', 'i', 's']).filter(|v| v.ends_with(['"', '\''])).unwrap_or(value);
    let value = value.trim().trim_matches(['"', '\'']).to_owned();
    CssCheck::Attribute(name, how.unwrap_or('='), value)
}

/// `3`, `odd`, `2n+1`: how many between each, and the first.
fn nth(text: &str) -> Option<(i64, i64)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let Some((step, first)) = text.split_once('n') else {
        return text.parse().ok().map(|first| (0, first));
    };
    let step = match step {
        "" | "+" => 1,
        "-" => -1,
        step => step.parse().ok()?,
    };
    let first = if first.is_empty() { 0 } else { first.parse().ok()? };
    Some((step, first))
}
