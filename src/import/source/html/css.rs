//! The rules of the style sheets in a page, as far as they may hide, strike out or raise text.

mod select;

use self::select::Compound;
use super::{super::dom::DomNode, look};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, cell::Cell, collections::HashMap, rc::Rc};

/// More rules that matter than any page has.
const RULES: usize = 20_000;
/// Steps of comparing elements with rules, all together.
const STEPS: usize = 20_000_000;

/// The properties that are kept.
const PROPERTIES: [&str; 29] = [
    "display",
    "visibility",
    "opacity",
    "font-size",
    "text-decoration-line",
    "vertical-align",
    "position",
    "left",
    "top",
    "right",
    "bottom",
    "text-indent",
    "margin-left",
    "margin-top",
    "color",
    "background-color",
    "width",
    "height",
    "max-width",
    "max-height",
    "overflow",
    "clip",
    "clip-path",
    "transform",
    "list-style-type",
    "mso-hide",
    "content",
    "content-visibility",
    "unicode-bidi",
];

/// Property, value, and whether it is said to be important.
type Declaration = (&'static str, String, bool);

/// What is said of one element, by all that say something.
#[derive(Debug, Default)]
pub(super) struct CssValues {
    said: FxHashMap<&'static str, (String, bool)>,
    /// Whether it may be hidden by a rule of which nobody here knows whether it is meant.
    pub may_be_hidden: bool,
}

impl CssValues {
    /// A value, in lower case and without blanks around it.
    pub fn get(&self, property: &str) -> &str {
        self.said.get(property).map_or("", |(value, _)| value)
    }

    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    fn add(&mut self, declarations: &[Declaration]) {
        for (property, value, is_important) in declarations {
            let is_over =
                self.said.get(property).is_some_and(|(_, before)| *before && !is_important);
            if !is_over {
                self.said.insert(property, (value.clone(), *is_important));
            }
        }
    }
}

/// What an element and those around it must be: from the inside out, and whether each is right around.
#[derive(Debug)]
struct CssRule {
    selector: Vec<(Compound, bool)>,
    weight: (usize, usize, usize),
    order: usize,
    declarations: Rc<Vec<Declaration>>,
    /// Whether it asks for more than is known here, and would hide.
    may_hide: bool,
}

/// All rules that matter, by what the element itself must be.
#[derive(Debug, Default)]
pub(super) struct CssSheet {
    rules: Vec<CssRule>,
    by_key: HashMap<String, Vec<usize>>,
    steps: Cell<usize>,
}

impl CssSheet {
    /// Adds the rules of a style sheet.
    pub fn add(&mut self, text: &str) {
        let text = uncommented(text);
        self.block(&text, 0);
    }

    /// Whether there were more steps than a page takes.
    pub fn is_too_much(&self) -> bool {
        self.steps.get() > STEPS
    }

    fn block(&mut self, text: &str, depth: usize) {
        let mut rest = text;
        while let Some(at) = rest.find(['{', ';', '}']) {
            let (prelude, after) = rest.split_at(at);
            let mark = after.chars().next();
            rest = after.get(1..).unwrap_or_default();
            if mark != Some('{') {
                continue;
            }
            let end = closing(rest);
            let inner = rest.get(..end).unwrap_or_default();
            rest = rest.get(end + 1..).unwrap_or_default();
            let prelude = prelude.trim();
            match prelude.strip_prefix('@') {
                None => self.rule(prelude, inner),
                Some(rule) if depth < 8 && holds(rule) => self.block(inner, depth + 1),
                Some(_) => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, inner: &str) {
        // What is put in stands before or behind an element, and is said of nothing else.
        let (drawn, declarations): (Vec<_>, Vec<_>) =
            declarations(inner).into_iter().partition(|(property, ..)| *property == "content");
        if (declarations.is_empty() && drawn.is_empty()) || self.rules.len() > RULES {
            return;
        }
        let (drawn, declarations) = (Rc::new(drawn), Rc::new(declarations));
        let mut hiding = CssValues::default();
        hiding.add(&declarations);
        let hides = look::is_hidden(&hiding) || look::is_white(hiding.get("color"));
        for selector in select::parted(selectors, ',').into_iter().filter_map(select::selector) {
            let is_maybe = selector.iter().any(|(of, _)| of.is_maybe);
            let is_drawn = selector.iter().any(|(of, _)| of.is_drawn);
            let declarations = if is_drawn { &drawn } else { &declarations };
            if declarations.is_empty() || (is_maybe && (is_drawn || !hides)) {
                continue;
            }
            let weight = selector.iter().fold((0, 0, 0), |(ids, classes, tags), (of, _)| {
                let id = usize::from(of.id.is_some());
                (
                    ids + id,
                    classes + of.classes.len() + of.checks.len(),
                    tags + usize::from(of.tag.is_some()),
                )
            });
            let Some((of, _)) = selector.first() else { continue };
            let key = match (&of.id, of.classes.first(), &of.tag) {
                (Some(id), ..) => format!("#{id}"),
                (_, Some(class), _) => format!(".{class}"),
                (.., Some(tag)) => tag.clone(),
                _ => "*".to_owned(),
            };
            let order = self.rules.len();
            self.by_key.entry(key).or_default().push(order);
            let declarations = Rc::clone(declarations);
            let may_hide = is_maybe;
            self.rules.push(CssRule { selector, weight, order, declarations, may_hide });
        }
    }

    /// What is said of an element: by rules, the weightier over the lighter, and by itself.
    pub fn values(&self, nodes: &[DomNode], index: usize) -> CssValues {
        let mut values = CssValues::default();
        let Some(node) = nodes.get(index) else { return values };
        if !self.rules.is_empty() {
            let mut rules: Vec<&CssRule> = self
                .candidates(node)
                .filter_map(|rule| self.rules.get(rule))
                .filter(|rule| self.matches(nodes, index, rule))
                .collect();
            rules.sort_by_key(|rule| (rule.weight, rule.order));
            for rule in rules {
                if rule.may_hide {
                    values.may_be_hidden = true;
                } else {
                    values.add(&rule.declarations);
                }
            }
        }
        if let Some(style) = node.attribute("style") {
            let said = declarations(&uncommented(style)).into_iter();
            // The article of a 公众号 is hidden in its source; a script shows it once the page is there.
            let is_article = node.attribute("id") == Some("js_content");
            let waits = |name: &str| is_article && matches!(name, "visibility" | "opacity");
            let said: Vec<Declaration> =
                said.filter(|(name, ..)| *name != "content" && !waits(name)).collect();
            values.add(&said);
        }
        values
    }

    fn candidates<'s>(&'s self, node: &'s DomNode) -> impl Iterator<Item = usize> + 's {
        let id = node.attribute("id").map(|id| format!("#{id}"));
        let classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace();
        let classes = classes.take(32).map(|class| format!(".{class}"));
        let keys = id.into_iter().chain(classes).chain([node.name().to_owned(), "*".to_owned()]);
        keys.filter_map(|key| self.by_key.get(&key)).flatten().copied()
    }

    fn matches(&self, nodes: &[DomNode], index: usize, rule: &CssRule) -> bool {
        let mut at = Some(index);
        for (position, (of, is_right_around)) in rule.selector.iter().enumerate() {
            loop {
                self.steps.set(self.steps.get() + 1);
                let Some(here) = at else { return false };
                let Some(node) = nodes.get(here) else { return false };
                if self.is_too_much() {
                    return false;
                }
                at = node.parent();
                if of.matches(nodes, here, &self.steps) {
                    break;
                }
                if position == 0 || *is_right_around {
                    return false;
                }
            }
        }
        true
    }
}

/// A style sheet without its comments.
fn uncommented(text: &str) -> Cow<'_, str> {
    // Most styles of an element have none.
    if !["/*", "<!--", "-->"].iter().any(|mark| text.contains(mark)) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.replace("<!--", " ").replace("-->", " ").into()
}

/// Where the block ends that has begun: at its brace, or with the text.
fn closing(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether the rules in a block hold where a page is shown: of widths of windows nothing is known.
fn holds(rule: &str) -> bool {
    let (name, condition) = rule.split_once(char::is_whitespace).unwrap_or((rule, ""));
    match name {
        "supports" | "layer" => true,
        "media" => condition.split(',').any(|medium| {
            matches!(medium.trim().trim_start_matches("only ").trim(), "" | "all" | "screen")
        }),
        _ => false,
    }
}

/// The declarations of a block that matter; of short forms that part of them.
fn declarations(inner: &str) -> Vec<Declaration> {
    let mut kept = Vec::new();
    for one in inner.split(';') {
        let Some((property, value)) = one.split_once(':') else { continue };
        let short = property.trim().to_ascii_lowercase();
        let property = match short.as_str() {
            "text-decoration" => "text-decoration-line",
            "background" => "background-color",
            "list-style" => "list-style-type",
            "overflow-x" | "overflow-y" => "overflow",
            "font" => "font-size",
            property => property,
        };
        let Some(property) = PROPERTIES.iter().find(|known| **known == property) else { continue };
        let value = value.trim().to_ascii_lowercase();
        let value = if property == &"content" { select::unescaped(&value) } else { value };
        let (value, is_important) = match value.split_once('!') {
            Some((value, _)) => (value.trim().to_owned(), true),
            None => (value, false),
        };
        let value = match short.as_str() {
            "font" => font_size(&value).map(str::to_owned),
            _ => Some(value),
        };
        kept.extend(value.map(|value| (*property, value, is_important)));
    }
    kept
}

/// The size in `bold 12px/1.5 宋体`.
fn font_size(font: &str) -> Option<&str> {
    let word = font.split_ascii_whitespace().find(|word| {
        // A weight has no unit.
        let is_weight = word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit());
        word.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !is_weight
    })?;
    word.split('/').next()
}
