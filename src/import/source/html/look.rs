//! What the style of an element says of its text: whether it is shown, struck out, raised, white.

use super::{
    super::{book::colour::Colour, odd::OddKind},
    css::CssValues,
};

/// So far outside of a page nobody looks, in pixels.
const FAR: f64 = -100.0;
/// Nobody reads characters of less, in pixels.
const TINY: f64 = 2.0;
/// Text lifted by less, in pixels, is one set right in its line.
const LIFTED: f64 = 2.0;

/// Whether an element is not shown.
pub(super) fn is_hidden(values: &CssValues) -> bool {
    let get = |property: &str| values.get(property);
    let is = |property: &str, value: &str| get(property) == value;
    let below = |property: &str, bound: f64| length(get(property)).is_some_and(|at| at < bound);
    let is_placed = is("position", "absolute") || is("position", "fixed");
    let is_cut = get("overflow").starts_with("hidden") || get("overflow").starts_with("clip");
    is("display", "none")
        || is("visibility", "hidden")
        || is("visibility", "collapse")
        || share(get("opacity")).is_some_and(|share| share < 0.1)
        || below("font-size", TINY)
        || is("content-visibility", "hidden")
        || is("mso-hide", "all")
        || is("color", "transparent")
        || (is_placed && ["left", "top", "right", "bottom"].iter().any(|side| below(side, FAR)))
        || below("text-indent", FAR)
        || below("margin-left", 4.0 * FAR)
        || below("margin-top", 4.0 * FAR)
        || (is_cut
            && ["width", "height", "max-width", "max-height"].iter().any(|size| below(size, TINY)))
        || (is_placed && is_clipped(get("clip")))
        || ["inset(50%", "inset(100%", "circle(0"]
            .iter()
            .any(|cut| get("clip-path").starts_with(cut))
        || is_moved(get("transform"))
}

/// What is odd about the text of an element that is shown; `is_inline` whether it stands in a line.
pub(super) fn odd(values: &CssValues, is_inline: bool, is_ground: bool) -> Option<OddKind> {
    let get = |property: &str| values.get(property);
    if get("text-decoration-line").contains("line-through") {
        return Some(OddKind::Struck);
    }
    let lift = |property: &str| length(get(property)).is_some_and(|at| at.abs() >= LIFTED);
    let is_raised = matches!(get("vertical-align"), "super" | "sub")
        || lift("vertical-align")
        || (get("position") == "relative" && (lift("top") || lift("bottom")));
    if is_inline && is_raised {
        return Some(OddKind::Raised);
    }
    if get("unicode-bidi").contains("override") {
        return Some(OddKind::Disputed);
    }
    if is_unknown_function(get("color")) {
        return Some(OddKind::Doubted);
    }
    (!is_ground && is_white(get("color"))).then_some(OddKind::Pale)
}

/// Digits that a rule puts beside a text; `is_cell` in a cell, where a count stands for a number.
pub(super) fn drawn(
    content: &str,
    attribute: impl Fn(&str) -> Option<String>,
    is_cell: bool,
) -> Option<String> {
    let mut shown = String::new();
    for (index, piece) in content.split(['"', '\'']).enumerate() {
        if index % 2 == 1 {
            shown.push_str(piece);
            continue;
        }
        for name in piece.split("attr(").skip(1) {
            let name = name.split([')', ' ', ',']).next().unwrap_or_default();
            shown.extend(attribute(name));
        }
        if is_cell && piece.contains("counter") {
            shown.push('1');
        }
    }
    shown.contains(|c: char| c.is_ascii_digit()).then_some(shown)
}

/// Whether a colour is written in a way that is not looked into.
fn is_unknown_function(colour: &str) -> bool {
    ["lab(", "lch(", "oklab(", "oklch(", "color(", "color-mix(", "light-dark(", "device-cmyk("]
        .iter()
        .any(|head| colour.starts_with(head))
}

/// `hsl(0, 0%, 100%)`, `hwb(0 100% 0%)` (CSS Color 4 §7, §8): red, green and blue up to 255, and how opaque.
fn by_hue(text: &str) -> Option<([f64; 3], f64)> {
    let (name, inner) = text.split_once('(')?;
    let inner = inner.strip_suffix(')')?;
    let parts: Vec<f64> = inner
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| match part.strip_suffix('%') {
            Some(share) => share.parse::<f64>().map(|share| share / 100.0),
            None => part.trim_end_matches("deg").parse(),
        })
        .collect::<Result<_, _>>()
        .ok()?;
    let [hue, a, b, alpha @ ..] = &parts[..] else { return None };
    // A pure colour, made paler or darker.
    let pure = [0.0, 8.0, 4.0].map(|n| {
        let k = (n + hue.rem_euclid(360.0) / 30.0) % 12.0;
        0.5 - 0.5 * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    });
    let rgb = match name {
        "hsl" | "hsla" => {
            let reach = a * b.min(1.0 - b);
            pure.map(|part| b + reach * (2.0 * part - 1.0))
        }
        "hwb" if a + b >= 1.0 => [a / (a + b); 3],
        "hwb" => pure.map(|part| part * (1.0 - a - b) + a),
        _ => return None,
    };
    Some((rgb.map(|part| part.clamp(0.0, 1.0) * 255.0), alpha.first().copied().unwrap_or(1.0)))
}

/// Whether what stands behind the text of an element has a colour, or a picture; nothing where nothing is said.
pub(super) fn ground(values: &CssValues, bgcolor: Option<&str>) -> Option<bool> {
    let ground = match values.get("background-color") {
        "" => bgcolor?.trim(),
        ground => ground,
    };
    let first = ground.split_ascii_whitespace().next().unwrap_or_default();
    match first {
        "" | "transparent" | "none" | "inherit" | "initial" | "unset" => None,
        _ => Some(!is_white(ground) && !is_white(first)),
    }
}

/// Colours that have a name (CSS Color 4 §6.1), those that people type.
const NAMED: [(&str, u32); 28] = [
    ("black", 0x00_00_00),
    ("white", 0xFF_FF_FF),
    ("red", 0xFF_00_00),
    ("lime", 0x00_FF_00),
    ("blue", 0x00_00_FF),
    ("yellow", 0xFF_FF_00),
    ("aqua", 0x00_FF_FF),
    ("cyan", 0x00_FF_FF),
    ("fuchsia", 0xFF_00_FF),
    ("magenta", 0xFF_00_FF),
    ("maroon", 0x80_00_00),
    ("green", 0x00_80_00),
    ("navy", 0x00_00_80),
    ("olive", 0x80_80_00),
    ("teal", 0x00_80_80),
    ("purple", 0x80_00_80),
    ("gray", 0x80_80_80),
    ("grey", 0x80_80_80),
    ("silver", 0xC0_C0_C0),
    ("orange", 0xFF_A5_00),
    ("pink", 0xFF_C0_CB),
    ("gold", 0xFF_D7_00),
    ("lightyellow", 0xFF_FF_E0),
    ("lightblue", 0xAD_D8_E6),
    ("lightgreen", 0x90_EE_90),
    ("lightgray", 0xD3_D3_D3),
    ("lightgrey", 0xD3_D3_D3),
    ("whitesmoke", 0xF5_F5_F5),
];

/// A colour, of the first word that is one; nothing for those that are not known.
pub(super) fn colour(text: &str) -> Option<Colour> {
    // Most elements say none.
    if text.is_empty() {
        return None;
    }
    let text = text.trim().to_ascii_lowercase();
    if let Some(inner) = ["rgb(", "rgba("].iter().find_map(|head| text.strip_prefix(head)) {
        let inner = inner.split(')').next().unwrap_or_default();
        let parts = inner.split([',', ' ', '/']).filter(|part| !part.is_empty());
        let parts: Vec<f64> = parts.map(str::parse).collect::<Result<_, _>>().ok()?;
        let [red, green, blue, alpha @ ..] = &parts[..] else { return None };
        // What can be seen through is none of its own.
        let is_full = alpha.first().is_none_or(|alpha| *alpha >= 1.0);
        return is_full
            .then(|| Colour([red, green, blue].map(|part| part.clamp(0.0, 255.0) as u8)));
    }
    if let Some((rgb, alpha)) = by_hue(&text) {
        return (alpha >= 1.0).then(|| Colour(rgb.map(|part| part as u8)));
    }
    let word = text.split_ascii_whitespace().next()?;
    if let Some((_, number)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Colour::parse(&format!("{number:06x}"));
    }
    let hex = word.strip_prefix('#').unwrap_or(word);
    match hex.len() {
        3 => Colour::parse(&hex.chars().flat_map(|c| [c, c]).collect::<String>()),
        6 => Colour::parse(hex),
        _ => None,
    }
}

/// Whether a colour is white, or next to it.
pub(super) fn is_white(colour: &str) -> bool {
    if colour.eq_ignore_ascii_case("white") {
        return true;
    }
    if let Some(hex) = colour.strip_prefix('#') {
        let is_short = matches!(hex.len(), 3 | 4);
        let width = if is_short { 1 } else { 2 };
        let part = |at: usize| {
            let digits = hex.get(at * width..(at + 1) * width)?;
            let value = u32::from_str_radix(digits, 16).ok()?;
            Some(if is_short { value * 17 } else { value })
        };
        return (0..3).all(|at| part(at).is_some_and(|value| value >= 0xF8));
    }
    if let Some((rgb, alpha)) = by_hue(colour) {
        return alpha < 0.1 || rgb.iter().all(|part| *part >= 248.0);
    }
    let inner = ["rgb(", "rgba("].iter().find_map(|head| colour.strip_prefix(head));
    let Some(inner) = inner.and_then(|inner| inner.strip_suffix(')')) else {
        return false;
    };
    let parts: Vec<f64> = inner
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .filter_map(|part| match part.strip_suffix('%') {
            Some(share) => share.parse::<f64>().ok().map(|share| share * 2.55),
            None => part.parse().ok(),
        })
        .collect();
    let is_clear = parts.get(3).is_some_and(|alpha| *alpha < 0.1);
    is_clear || (parts.len() >= 3 && parts.iter().take(3).all(|part| *part >= 248.0))
}

/// A length in pixels, near enough.
fn length(value: &str) -> Option<f64> {
    let end = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+'));
    let (number, unit) = value.split_at(end.unwrap_or(value.len()));
    let number: f64 = number.parse().ok()?;
    let size = match unit.trim() {
        "" if number == 0.0 => 1.0,
        "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" | "em" | "rem" | "ex" | "ch" => 16.0,
        "%" => 0.16,
        "vw" | "vh" => 10.0,
        "in" => 96.0,
        "cm" => 38.0,
        "mm" => 3.8,
        _ => return None,
    };
    Some(number * size)
}

/// A part of one, `0.5` or `50%`.
fn share(value: &str) -> Option<f64> {
    match value.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
        None => value.parse().ok(),
    }
}

/// `rect(0 0 0 0)`, `rect(1px, 1px, 1px, 1px)`.
fn is_clipped(clip: &str) -> bool {
    let inner = clip.strip_prefix("rect(").and_then(|inner| inner.strip_suffix(')'));
    let sides = inner.map(|inner| inner.split([',', ' ']).filter(|side| !side.is_empty()));
    sides.is_some_and(|mut sides| sides.all(|side| length(side).is_some_and(|at| at.abs() < TINY)))
}

/// Whether a text is made nothing, or moved away.
fn is_moved(transform: &str) -> bool {
    if transform.starts_with("scale(0)") || transform.starts_with("scale(0,") {
        return true;
    }
    let inner = transform.split_once('(').filter(|(name, _)| name.starts_with("translate"));
    let sides = inner.map(|(_, inner)| inner.trim_end_matches(')').split([',', ' ']));
    sides.is_some_and(|mut sides| sides.any(|side| length(side).is_some_and(|at| at < FAR)))
}

#[cfg(test)]
mod tests {
    use super::{drawn, is_white};

    #[test]
    fn white_is_white_however_it_is_written() {
        for white in [
            "white",
            "#fff",
            "rgb(255,255,255)",
            "hsl(0,0%,100%)",
            "hsl(120 50% 99%)",
            "hwb(0 100% 0%)",
        ] {
            assert!(is_white(white), "{white}");
        }
        for other in ["black", "hsl(0,100%,50%)", "hwb(0 0% 0%)", "hsl(0,0%,20%)", "hwb(0 20% 60%)"]
        {
            assert!(!is_white(other), "{other}");
        }
    }

    #[test]
    fn digits_that_a_rule_puts_in_are_seen() {
        let attribute = |name: &str| (name == "data-n").then(|| "7".to_owned());
        for (content, shown) in [
            ("\"1\"", Some("1")),
            ("attr(data-n)", Some("7")),
            ("attr(title)", None),
            ("\"»\"", None),
            ("none", None),
            ("counter(row)", Some("1")),
        ] {
            assert_eq!(drawn(content, attribute, true).as_deref(), shown, "{content}");
        }
        assert_eq!(drawn("counter(row)", attribute, false), None);
    }
}
