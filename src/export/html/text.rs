//! What stands in a paragraph: everything escaped, addresses of the web as links.

use super::look::Look;
use crate::{
    diagnostic::Result,
    document::{Color, Inline, Paragraph, Run, TextStyle},
    export::xml,
};
use quick_xml::escape::escape;

/// A text as it stands in an element or in an attribute between double quotes.
///
/// # Errors
/// `NB215` when it holds a control character.
pub(super) fn escaped(text: &str) -> Result<String> {
    xml::check(text)?;
    Ok(escape(text).into_owned())
}

/// The runs of a paragraph in a style. What a heading says is heavy as a whole.
pub(super) fn inlines(
    paragraph: &Paragraph,
    style: &TextStyle,
    heading: bool,
    fragment: bool,
) -> Result<String> {
    let mut out = String::new();
    for inline in &paragraph.inlines {
        match inline {
            Inline::Break => out.push_str("<br>"),
            Inline::Tab(_) => out.push('\u{2003}'),
            Inline::Text(run) => self::run(&mut out, run, style, heading, fragment)?,
        }
    }
    Ok(out)
}

fn run(
    out: &mut String,
    run: &Run,
    style: &TextStyle,
    heading: bool,
    fragment: bool,
) -> Result<()> {
    // Official writing sets apart by another face where others write bold: the head of a paragraph.
    let heavy = !heading && (run.style.bold || run.style.family != style.family);
    let colored = run.style.color != Color::BLACK;
    let mut ends = Vec::new();
    for (holds, element) in [(heavy, "b"), (run.style.underline, "u")] {
        if holds {
            out.extend(["<", element, ">"]);
            ends.push(element);
        }
    }
    if colored {
        let look = Look::default().ink(run.style.color);
        out.extend(["<span", &look.attributes(fragment), ">"]);
        ends.push("span");
    }
    linked(out, &run.text)?;
    for element in ends.into_iter().rev() {
        out.extend(["</", element, ">"]);
    }
    Ok(())
}

/// A text with the addresses in it as links.
fn linked(out: &mut String, text: &str) -> Result<()> {
    let mut rest = text;
    while let Some((before, address, after)) = address(rest) {
        out.push_str(&escaped(before)?);
        let shown = escaped(address)?;
        out.extend(["<a href=\"", &shown, "\">", &shown, "</a>"]);
        rest = after;
    }
    out.push_str(&escaped(rest)?);
    Ok(())
}

/// The first address of the web in a text, with what stands before and after it. Other addresses
/// (`javascript:`) are mere text.
fn address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        let found = text.get(start..)?;
        let before = text.get(..start)?;
        let within = before.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        let length = if within { 0 } else { address_length(found) };
        if length > 0 {
            let (address, after) = found.split_at_checked(length)?;
            return Some((before, address, after));
        }
        from = start + "http".len();
    }
}

/// How many bytes at the beginning of a text are an address; 0 if it is none (RFC 3986 §3).
fn address_length(text: &str) -> usize {
    let Some(authority) = ["https://", "http://"].iter().find_map(|s| text.strip_prefix(s)) else {
        return 0;
    };
    let scheme = text.len() - authority.len();
    let host = run_of(authority, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let host = authority.get(..host).unwrap_or_default().trim_end_matches(['.', '-']);
    let labels_are_sound = host
        .split('.')
        .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    if host.is_empty() || !labels_are_sound {
        return 0;
    }
    let mut length = scheme + host.len();
    let rest = text.get(length..).unwrap_or_default();
    if let Some(port) = rest.strip_prefix(':') {
        let digits = run_of(port, |c| c.is_ascii_digit());
        if (1..=4).contains(&digits) {
            length += 1 + digits;
        }
    }
    let rest = text.get(length..).unwrap_or_default();
    if rest.starts_with(['/', '?', '#']) {
        length += path_length(rest);
    }
    length
}

/// Path, query and fragment, without marks at their end that belong to the sentence.
fn path_length(text: &str) -> usize {
    let mut fragment = false;
    let mut length = 0;
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let is_part = match c {
            '#' => !std::mem::replace(&mut fragment, true),
            '%' => (1..=2).all(|i| bytes.get(at + i).is_some_and(u8::is_ascii_hexdigit)),
            c => c.is_ascii_alphanumeric() || "-._~!$&*+,;=:@/?".contains(c),
        };
        if !is_part {
            break;
        }
        length = at + 1;
    }
    let path = text.get(..length).unwrap_or_default();
    path.trim_end_matches(['.', ',', ';', ':', '!', '?']).len()
}

/// How many bytes at the beginning of a text are characters of a kind.
fn run_of(text: &str, is: fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let mut out = String::new();
        linked(&mut out, text).unwrap();
        out
    }

    #[test]
    fn addresses_of_the_web_are_links_and_nothing_else_is() {
        insta::assert_snapshot!(
            html("见https://www.ym.gov.cn/zfxxgk/?a=1&b=%E5#x，或 http://ym.gov.cn:8080/."),
            @r##"见<a href="https://www.ym.gov.cn/zfxxgk/?a=1&amp;b=%E5#x">https://www.ym.gov.cn/zfxxgk/?a=1&amp;b=%E5#x</a>，或 <a href="http://ym.gov.cn:8080/">http://ym.gov.cn:8080/</a>."##
        );
        for text in [
            "javascript:alert(1)",
            "http://",
            "https://，",
            "xhttp://a.cn",
            "ftp://a.cn",
            "http:a.cn",
            "https://a..b",
            "https://-a.cn",
        ] {
            assert_eq!(html(text), text);
        }
    }

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        insta::assert_snapshot!(
            html("<script>&\"'https://a.cn/\"onclick=\"x"),
            @r#"&lt;script&gt;&amp;&quot;&apos;<a href="https://a.cn/">https://a.cn/</a>&quot;onclick=&quot;x"#
        );
        assert!(escaped("\u{8}").is_err());
    }

    #[test]
    fn marks_of_the_sentence_are_no_part_of_an_address() {
        assert_eq!(address("到http://a.cn/b.html.").unwrap().1, "http://a.cn/b.html");
        assert_eq!(address("（https://a.cn）").unwrap().1, "https://a.cn");
        assert_eq!(address("https://a.cn/50%").unwrap().1, "https://a.cn/50");
        assert_eq!(address("https://a.cn/#a#b").unwrap().1, "https://a.cn/#a");
        assert_eq!(address("https://a.cn:/x").unwrap().1, "https://a.cn");
    }
}
