//! The pages of an OFD (GB/T 33190-2016) that this program has made → what is printed where.

use super::{
    Reading, damaged,
    page::{self, ALL_STROKES, GLYPHS, Paper, PaperGlyph, STROKES, Stroke},
    refused, too_large,
};
use crate::{
    diagnostic::Result,
    extract::{
        Trouble,
        ofd::{OfdElement, elements, named, resolved},
        zip::ZipReader,
    },
};

type Found<T> = std::result::Result<T, Trouble>;

/// Largest part that is read.
const PART: usize = 8 << 20;
/// No report has more pages.
const PAGES: usize = 2000;
/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// Reads an OFD.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    match papers(bytes) {
        Ok(Some(papers)) => page::read(name, "OFD", papers),
        Ok(None) => {
            let todo =
                "别的程序做的 OFD，请打开后把文字全部复制到一个 .txt 文件，或者用它的 DOCX、网页";
            Err(refused(name, "别的程序做的 OFD 文件", todo))
        }
        Err(Trouble::Encrypted) => Err(damaged(name, "它加了密，请先去掉密码")),
        Err(Trouble::Damaged(why)) => Err(damaged(name, why)),
        Err(Trouble::Nothing) => Err(damaged(name, "里面没有页")),
        Err(Trouble::TooLarge) => Err(too_large(name)),
    }
}

/// The pages; `None` if another program has made them.
fn papers(bytes: &[u8]) -> Found<Option<Vec<Paper>>> {
    let mut archive = ZipReader::open(bytes)?;
    let entry = archive.read("OFD.xml", PART)?.ok_or(Trouble::Damaged("里面没有 OFD.xml"))?;
    let entry = elements(&entry)?;
    let is_ours = named(&entry, "Creator").any(|by| by.text.trim() == env!("CARGO_PKG_NAME"));
    if !is_ours {
        return Ok(None);
    }
    let root = named(&entry, "DocRoot").next().ok_or(Trouble::Nothing)?;
    let root = resolved("OFD.xml", &root.text);
    let document = archive.read(&root, PART)?.ok_or(Trouble::Nothing)?;
    let document = elements(&document)?;
    let usual = named(&document, "PhysicalBox").next().map(|area| numbers(&area.text));
    let (mut papers, mut glyphs, mut strokes) = (Vec::new(), 0, 0);
    for page in named(&document, "Page") {
        let Some(place) = page.attributes.get("BaseLoc") else { continue };
        let place = resolved(&root, place);
        let content = archive.read(&place, PART)?.ok_or(Trouble::Damaged("有一页不在里面"))?;
        let paper = paper(&elements(&content)?, usual.as_deref(), GLYPHS - glyphs)?;
        glyphs += paper.glyphs.len();
        strokes += paper.strokes.len();
        if papers.len() >= PAGES || strokes > ALL_STROKES {
            return Err(Trouble::TooLarge);
        }
        papers.push(paper);
    }
    if papers.is_empty() { Err(Trouble::Nothing) } else { Ok(Some(papers)) }
}

/// A page; `room` is how many characters it may have.
fn paper(content: &[OfdElement], usual: Option<&[f64]>, room: usize) -> Found<Paper> {
    let own = named(content, "PhysicalBox").next().map(|area| numbers(&area.text));
    let area = own.as_deref().or(usual).unwrap_or_default();
    let [width, height] = match area {
        [_, _, width, height] => [*width * MM, *height * MM],
        _ => [595.0, 842.0],
    };
    let mut paper = Paper { width, height, ..Paper::default() };
    let mut object: Option<&OfdElement> = None;
    for (order, element) in content.iter().enumerate() {
        match (element.name.as_str(), object) {
            ("TextObject" | "PathObject", _) => object = Some(element),
            ("TextCode", Some(object)) => {
                if element.text.len() / 4 > room.saturating_sub(paper.glyphs.len()) {
                    return Err(Trouble::TooLarge);
                }
                text(&mut paper, object, element, order);
            }
            ("AbbreviatedData", Some(object)) => path(&mut paper, object, &element.text),
            _ => {}
        }
        if paper.glyphs.len() > room {
            return Err(Trouble::TooLarge);
        }
    }
    Ok(paper)
}

fn numbers(text: &str) -> Vec<f64> {
    let words = text.split_ascii_whitespace();
    words.filter_map(|word| word.parse().ok()).filter(|n: &f64| n.abs() < 1e6).take(16).collect()
}

fn number(of: &OfdElement, key: &str) -> Option<f64> {
    of.attributes.get(key)?.trim().parse().ok().filter(|n: &f64| n.abs() < 1e6)
}

/// Where an object begins.
fn corner(object: &OfdElement) -> (f64, f64) {
    let area = object.attributes.get("Boundary").map(|area| numbers(area)).unwrap_or_default();
    match area[..] {
        [x, y, ..] => (x, y),
        _ => (0.0, 0.0),
    }
}

/// The characters of a text, each moved from the one before as it says (§11.3).
fn text(paper: &mut Paper, object: &OfdElement, code: &OfdElement, order: usize) {
    let (left, top) = corner(object);
    let size = number(object, "Size").unwrap_or_default();
    let scale = number(object, "HScale").unwrap_or(1.0);
    let mut x = left + number(code, "X").unwrap_or_default();
    let y = top + number(code, "Y").unwrap_or_default();
    let chars: Vec<char> = code.text.chars().filter(|c| !c.is_control()).collect();
    let count = chars.len();
    let steps = code.attributes.get("DeltaX").map(|steps| deltas(steps, count));
    let steps = steps.unwrap_or_default();
    for (index, ch) in chars.into_iter().enumerate() {
        let step = steps.get(index).copied();
        // How wide a glyph is the file does not say; blanks stand in it as they are.
        let usual = if ch.is_ascii() { 0.5 * size } else { size } * scale;
        let width = step.filter(|_| index + 1 < count).unwrap_or(usual);
        paper.glyphs.push(PaperGlyph {
            ch,
            x: x * MM,
            y: y * MM,
            width: width * MM,
            size: size * MM,
            turn: Some(0),
            order: u32::try_from(order).unwrap_or(u32::MAX),
            look: None,
            is_aside: false,
        });
        x += step.unwrap_or(usual);
    }
}

/// `1 g 3 2.5`: 1, and 2.5 three times; no more than there are characters to move.
fn deltas(text: &str, most: usize) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut words = text.split_ascii_whitespace();
    while let Some(word) = words.next().filter(|_| steps.len() < most) {
        let (count, step) = if word == "g" {
            (words.next().and_then(|n| n.parse().ok()).unwrap_or(0), words.next())
        } else {
            (1, Some(word))
        };
        let step: f64 = step.and_then(|step| step.parse().ok()).unwrap_or_default();
        let room = most.saturating_sub(steps.len());
        steps.extend(std::iter::repeat_n(step.clamp(-1e6, 1e6), room.min(count)));
    }
    steps
}

/// The straight lines of a path (§9.3).
fn path(paper: &mut Paper, object: &OfdElement, data: &str) {
    let is_stroked = object.attributes.get("Stroke").is_none_or(|stroke| stroke != "false");
    if !is_stroked {
        return;
    }
    let (left, top) = corner(object);
    let mut at: Option<(f64, f64)> = None;
    let mut words = data.split_ascii_whitespace();
    while let Some(word) = words.next() {
        if !matches!(word, "M" | "L") {
            continue;
        }
        let mut next = || words.next().and_then(|n| n.parse::<f64>().ok()).unwrap_or_default();
        let point = ((left + next()) * MM, (top + next()) * MM);
        if let Some((x, y)) = at.filter(|_| word == "L") {
            let (width, height) = ((point.0 - x).abs(), (point.1 - y).abs());
            if paper.strokes.len() >= STROKES {
                paper.is_crowded = true;
                return;
            }
            if width <= 0.5 && height > 1.0 {
                let (from, to) = (y.min(point.1), y.max(point.1));
                paper.strokes.push(Stroke { is_upright: true, at: x, from, to });
            } else if height <= 0.5 && width > 1.0 {
                let (from, to) = (x.min(point.0), x.max(point.0));
                paper.strokes.push(Stroke { is_upright: false, at: y, from, to });
            }
        }
        at = Some(point);
    }
}
