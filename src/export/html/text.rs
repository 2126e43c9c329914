//! What stands in a paragraph: everything escaped, addresses of the web as links.

use super::{link::address, look::Look};
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
}
