//! How an element looks: in a page by classes of its style sheet, in a fragment on the element itself.

use crate::document::Color;
use std::fmt::Write as _;

/// What the classes come to in a fragment, as far as it must hold there.
const IN_FRAGMENT: [(&str, &str); 16] = [
    ("draft", "color:#c00000;text-align:center"),
    ("indent", "text-indent:2em"),
    ("center", "text-align:center"),
    ("left", "text-align:left"),
    ("right", "text-align:right"),
    ("letterhead", "text-align:center;font-size:2em"),
    ("frame", "overflow-x:auto"),
    ("wide", ""),
    ("grid", "border-collapse:collapse;width:100%"),
    ("middle", "text-align:center"),
    ("cell", "border:1px solid;padding:.2em .4em"),
    ("top", "vertical-align:top"),
    ("upright", "writing-mode:vertical-rl"),
    ("picture", "max-width:100%;height:auto"),
    ("signature", "text-align:right"),
    ("imprint", "border-top:1px solid;border-bottom:1px solid"),
];

/// What the style sheet of a page says of the elements themselves.
const USUAL: [&str; 4] = ["grid", "cell", "middle", "picture"];

/// Classes and styles of an element.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    classes: Vec<&'static str>,
    /// Colours: of the ink, of the ground.
    ink: Option<Color>,
    ground: Option<Color>,
    style: Vec<String>,
}

impl Look {
    /// A look of one class.
    pub fn of(class: &'static str) -> Self {
        Self::default().and(class)
    }

    /// With a class.
    pub fn and(mut self, class: &'static str) -> Self {
        self.classes.push(class);
        self
    }

    /// With a class, if there is one.
    pub fn and_maybe(self, class: Option<&'static str>) -> Self {
        match class {
            Some(class) => self.and(class),
            None => self,
        }
    }

    /// With a declaration of CSS.
    pub fn style(mut self, declaration: String) -> Self {
        self.style.push(declaration);
        self
    }

    /// In ink of a colour.
    pub fn ink(mut self, color: Color) -> Self {
        self.ink = Some(color);
        self
    }

    /// On a ground of a colour.
    pub fn ground(mut self, color: Color) -> Self {
        self.ground = Some(color);
        self
    }

    /// The attributes, a blank before each.
    pub fn attributes(&self, fragment: bool) -> String {
        let mut classes = self.classes.clone();
        let mut styles = Vec::new();
        if fragment {
            let known = |class: &&str| IN_FRAGMENT.into_iter().find(|(name, _)| name == class);
            styles.extend(classes.iter().filter_map(known).map(|(_, style)| style.to_owned()));
            styles.extend(self.ink.map(|color| format!("color:{}", hex(color))));
            styles.extend(self.ground.map(|color| format!("background:{}", hex(color))));
            classes.clear();
        } else {
            classes.retain(|class| !USUAL.contains(class));
            // In the dark the paper is dark and ink is light: both colours are told.
            for (class, color, dark) in
                [("ink", self.ink, lighter as fn(Color) -> Color), ("ground", self.ground, darker)]
            {
                let Some(color) = color else { continue };
                classes.push(class);
                styles.push(format!(
                    "--{class}:{};--{class}-dark:{}",
                    hex(color),
                    hex(dark(color))
                ));
            }
        }
        styles.extend(self.style.iter().cloned());
        styles.retain(|style| !style.is_empty());
        let mut out = String::new();
        for (name, value) in [("class", classes.join(" ")), ("style", styles.join(";"))] {
            if !value.is_empty() {
                // Writing to a string does not fail.
                let _ = write!(out, " {name}=\"{value}\"");
            }
        }
        out
    }
}

fn hex(Color { r, g, b }: Color) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Half way to white: readable on a dark ground.
fn lighter(Color { r, g, b }: Color) -> Color {
    let [r, g, b] = [r, g, b].map(|part| 255 - (255 - part) / 2);
    Color { r, g, b }
}

/// A fifth of it: light ink is readable on it.
fn darker(Color { r, g, b }: Color) -> Color {
    let [r, g, b] = [r, g, b].map(|part| part / 5);
    Color { r, g, b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_classes_and_a_fragment_their_styles() {
        let red = Color { r: 0xC0, g: 0, b: 0 };
        let look = Look::of("center").and("grid").ink(red);
        insta::assert_snapshot!(look.attributes(false), @r#" class="center ink" style="--ink:#c00000;--ink-dark:#e08080""#);
        insta::assert_snapshot!(look.attributes(true), @r#" style="text-align:center;border-collapse:collapse;width:100%;color:#c00000""#);
        assert_eq!(Look::default().attributes(false), "");
        assert_eq!(Look::of("wide").attributes(true), "");
    }
}
