//! The workbook as a file, as small as it gets: it goes to every unit, and comes back by mail.

use rust_xlsxwriter::XlsxError;
use std::{
    borrow::Cow,
    io::{Cursor, Read, Write},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Parts that nothing in the form refers to: it names its colours and fonts, and what programs count about a
/// file they count anew.
const NEEDLESS: [&str; 2] = ["xl/theme/theme1.xml", "docProps/app.xml"];
/// What the styles say by the theme: black, and a font that has been named before.
const BY_THEME: [&str; 2] = ["<color theme=\"1\"/>", "<scheme val=\"minor\"/>"];

/// Packs a workbook of so many sheets again, with rows in the last of them.
pub(super) fn packed(package: &[u8], sheets: usize, last_rows: &str) -> Result<Vec<u8>, XlsxError> {
    let mut from = ZipArchive::new(Cursor::new(package))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9));
    let last = format!("xl/worksheets/sheet{sheets}.xml");
    for index in 0..from.len() {
        let mut part = from.by_index(index)?;
        let name = part.name()?.into_owned();
        if NEEDLESS.contains(&name.as_str()) {
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let text = match name.as_str() {
            "[Content_Types].xml" => NEEDLESS.iter().fold(text, |text, part| without(&text, part)),
            "_rels/.rels" | "xl/_rels/workbook.xml.rels" => {
                let targets = NEEDLESS.iter().map(|part| part.trim_start_matches("xl/"));
                targets.fold(text, |text, part| without(&text, part))
            }
            "xl/styles.xml" => BY_THEME.iter().fold(text, |text, said| text.replace(said, "")),
            _ if name == last => filled(&text, last_rows)?,
            _ => text,
        };
        to.start_file(name, options)?;
        to.write_all(text.as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

/// A text of XML without the empty element that names a part.
fn without(text: &str, part: &str) -> String {
    let element = text.find(part).and_then(|at| {
        let start = text.get(..at)?.rfind('<')?;
        let end = at + text.get(at..)?.find("/>")? + 2;
        Some([text.get(..start)?, text.get(end..)?].concat())
    });
    element.unwrap_or_else(|| text.to_owned())
}

/// An empty sheet with rows in it; how far they reach nobody needs to know before they are read.
fn filled(empty: &str, rows: &str) -> Result<String, XlsxError> {
    let no_place = || XlsxError::ParameterError("a sheet without a place for rows".to_owned());
    let (before, after) = empty.split_once("<sheetData/>").ok_or_else(no_place)?;
    let before: Cow<'_, str> = match before.split_once("<dimension ").and_then(|(head, tail)| {
        let (_, tail) = tail.split_once("/>")?;
        Some([head, tail].concat())
    }) {
        Some(bare) => bare.into(),
        None => before.into(),
    };
    Ok([&before, rows, after].concat())
}
