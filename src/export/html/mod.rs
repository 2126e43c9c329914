//! The web page: to publish on a site, to paste into its editor, to read on a phone.
//!
//! One file that loads nothing and runs nothing: `body` writes the blocks, `table` the tables with
//! the heads of every cell, `text` what stands in paragraphs, `picture` the pictures; `style.css` says
//! how it looks on a screen, in the dark, on paper. A fragment is the body alone: a site has a style
//! sheet of its own, so what must hold whatever that says stands on the elements (`look`).

mod body;
mod link;
mod look;
mod picture;
mod table;
mod text;

use super::{Asks, Comment, Format, Write};
use crate::{
    date::Moment,
    diagnostic::Result,
    document::{Document, Meta},
};
use std::hash::Hash as _;

/// How the page looks.
const STYLE: &str = include_str!("style.css");

/// Nothing is loaded, whatever a site does with the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

impl Format {
    /// For the web.
    pub const HTML: &'static Self = &Self {
        extension: "html",
        shown: "网页",
        media_type: "text/html",
        usual: false,
        whole: true,
        embeds: false,
        asks: Asks::Nothing,
        write: Write::Document(|document, _, options| write(document, options.fragment)),
        collect: |options, from| options.fragment.hash(from),
        comment: COMMENT,
    };
}

/// A comment behind everything else.
pub(super) const COMMENT: Comment = Comment {
    put: |file, comment| file.extend([HEAD, comment.as_bytes(), TAIL].concat()),
    take: |file, length| {
        let (before, comment) = {
            let rest = file.strip_suffix(TAIL)?;
            rest.split_at_checked(rest.len().checked_sub(length)?)?
        };
        Some((comment, before.strip_suffix(HEAD)?.to_vec()))
    },
};

const HEAD: &[u8] = b"<!-- ";
const TAIL: &[u8] = b" -->\n";

/// Writes the page, or its body alone. The same document gives the same bytes.
///
/// # Errors
/// `NB215` when a text holds a control character.
pub fn write(document: &Document, fragment: bool) -> Result<Vec<u8>> {
    let body = body::write(document, fragment)?;
    if fragment {
        return Ok(body.into_bytes());
    }
    let mut out = head(&document.meta)?;
    out.extend(["<body>\n<main>\n", &body, "</main>\n</body>\n</html>\n"]);
    Ok(out.into_bytes())
}

/// Everything before the body.
fn head(meta: &Meta) -> Result<String> {
    let lang = meta.language();
    // A page must have a title.
    let names = [&meta.title, &meta.subject, &meta.author];
    let title = names.into_iter().find(|name| !name.trim().is_empty()).map_or("公文", |n| n);
    let mut out = format!("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n", text::escaped(lang)?);
    out.push_str("<meta charset=\"utf-8\">\n");
    out.extend(["<meta http-equiv=\"Content-Security-Policy\" content=\"", POLICY, "\">\n"]);
    out.extend(["<title>", &text::escaped(title)?, "</title>\n"]);
    let created = Moment::after_epoch(meta.created).map(|moment| moment.to_string());
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        ("format-detection", "telephone=no"),
        ("author", &meta.author),
        ("description", &meta.subject),
        ("dcterms.created", created.as_deref().unwrap_or_default()),
        ("generator", env!("CARGO_PKG_NAME")),
    ] {
        if !content.is_empty() {
            let content = text::escaped(content)?;
            out.extend(["<meta name=\"", name, "\" content=\"", &content, "\">\n"]);
        }
    }
    out.extend(["<style>\n", STYLE, "</style>\n</head>\n"]);
    Ok(out)
}
