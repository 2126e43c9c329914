//! Painting the pages of a file one after the other: what their contents need of the file, each read once.

use super::{
    content::TextPen,
    font::{self, PdfFont},
    matrix::Matrix,
    tree::Leaf,
};
use crate::{
    extract::{
        Read, Trouble,
        file::PdfFile,
        syntax::{Dict, Object},
    },
    import::source::page::{ALL_STROKES, GLYPHS, Paper},
};
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// Largest content of a page in bytes, and how many pieces it may be in.
const CONTENT: usize = 24 << 20;
const PIECES: usize = 4096;
/// How many operators all pages together may have.
const OPERATORS: usize = 4_000_000;
/// Notes on a page that are looked at.
const NOTES: usize = 1000;

/// A file being drawn.
pub(super) struct PagePainting<'f, 'b> {
    pub file: &'f mut PdfFile<'b>,
    fonts: HashMap<u32, Rc<PdfFont>>,
    /// Layers that are not shown.
    hidden: HashSet<u32>,
    /// How many operators and glyphs may still come.
    pub operators: usize,
    pub glyphs: usize,
    pub papers: Vec<Paper>,
}

impl<'f, 'b> PagePainting<'f, 'b> {
    pub fn new(file: &'f mut PdfFile<'b>) -> Read<Self> {
        let hidden = hidden_layers(file)?;
        Ok(Self {
            file,
            fonts: HashMap::new(),
            hidden,
            operators: OPERATORS,
            glyphs: GLYPHS,
            papers: Vec::new(),
        })
    }

    /// Draws a page.
    pub fn page(&mut self, leaf: &Leaf) -> Read<()> {
        let area = self.area(&leaf.dict)?;
        let turn = self.file.follow_key(&leaf.dict, "Rotate")?;
        let (base, width, height) = area.upright(turn.number().unwrap_or_default());
        let content = self.content(&leaf.dict)?;
        let resources = self.resources(&leaf.dict)?;
        let mut pen = TextPen::new(self, base, (width, height));
        pen.run(&content, &Rc::new(resources), 0)?;
        let mut paper = pen.finish();
        paper.notes = self.notes(&leaf.dict)?;
        let strokes: usize = self.papers.iter().map(|paper| paper.strokes.len()).sum();
        if strokes + paper.strokes.len() > ALL_STROKES {
            return Err(Trouble::TooLarge);
        }
        self.papers.push(paper);
        Ok(())
    }

    /// The part of a page that is shown (§14.11.2).
    fn area(&mut self, page: &Dict) -> Read<PaintedArea> {
        for key in ["CropBox", "MediaBox"] {
            let found = self.file.follow_key(page, key)?;
            let mut numbers = Vec::new();
            for number in found.array().iter().take(4) {
                numbers.extend(self.file.follow(number)?.number());
            }
            if let [a, b, c, d] = numbers[..] {
                let area = PaintedArea {
                    left: a.min(c),
                    bottom: b.min(d),
                    right: a.max(c),
                    top: b.max(d),
                };
                if area.right - area.left > 1.0 && area.top - area.bottom > 1.0 && d.abs() < 1e6 {
                    return Ok(area);
                }
            }
        }
        Ok(PaintedArea { left: 0.0, bottom: 0.0, right: 595.0, top: 842.0 })
    }

    fn content(&mut self, page: &Dict) -> Read<Vec<u8>> {
        let mut whole = Vec::new();
        let contents = self.file.follow_key(page, "Contents")?;
        let pieces = match contents {
            Object::Array(pieces) => pieces,
            Object::Null => Vec::new(),
            one => vec![one],
        };
        if pieces.len() > PIECES {
            return Err(Trouble::TooLarge);
        }
        for piece in &pieces {
            let piece = self.file.follow(piece)?;
            if matches!(piece, Object::Stream(..)) {
                whole.extend(self.file.content(&piece, CONTENT)?);
                // Pieces are cut between words.
                whole.push(b'\n');
            }
            if whole.len() > CONTENT {
                return Err(Trouble::TooLarge);
            }
        }
        Ok(whole)
    }

    /// The resources of a page or a form.
    pub fn resources(&mut self, of: &Dict) -> Read<Dict> {
        Ok(self.file.follow_key(of, "Resources")?.dict().cloned().unwrap_or_default())
    }

    /// A resource by its kind and its name, as it stands there: mostly a reference.
    pub fn resource(&mut self, resources: &Dict, kind: &str, name: &[u8]) -> Read<Option<Object>> {
        let all = self.file.follow_key(resources, kind)?;
        Ok(all.dict().and_then(|all| all.get(name)).cloned())
    }

    pub fn font(&mut self, resources: &Dict, name: &[u8]) -> Read<Option<Rc<PdfFont>>> {
        let Some(found) = self.resource(resources, "Font", name)? else { return Ok(None) };
        if let Object::Reference(number) = found
            && let Some(font) = self.fonts.get(&number)
        {
            return Ok(Some(Rc::clone(font)));
        }
        let dict = self.file.follow(&found)?;
        let Some(dict) = dict.dict() else { return Ok(None) };
        let font = Rc::new(font::font(self.file, dict)?);
        if let Object::Reference(number) = found {
            self.fonts.insert(number, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    /// Whether what belongs to a layer is not shown.
    pub fn is_hidden(&mut self, layer: &Object) -> Read<bool> {
        if let Object::Reference(number) = layer
            && self.hidden.contains(number)
        {
            return Ok(true);
        }
        if self.hidden.is_empty() {
            return Ok(false);
        }
        // A group of layers is shown as long as one of them is (§8.11.2.2).
        let group = self.file.follow(layer)?;
        let Some(group) = group.dict() else { return Ok(false) };
        let layers = match group.get(&b"OCGs"[..]) {
            Some(Object::Array(layers)) => layers.clone(),
            Some(one) => vec![one.clone()],
            None => return Ok(false),
        };
        let is_off = |layer: &Object| matches!(layer, Object::Reference(number) if self.hidden.contains(number));
        Ok(!layers.is_empty() && layers.iter().all(is_off))
    }

    /// What stands on a page in notes and in fields to fill in, which is no part of its content.
    fn notes(&mut self, page: &Dict) -> Read<Vec<String>> {
        let mut notes = Vec::new();
        let all = self.file.follow_key(page, "Annots")?;
        for note in all.array().iter().take(NOTES) {
            let note = self.file.follow(note)?;
            let Some(note) = note.dict() else { continue };
            let kind = self.file.follow_key(note, "Subtype")?;
            let (key, what) = match kind.name() {
                Some(b"FreeText") => ("Contents", "加在页上的文字"),
                Some(b"Widget") => ("V", "表单里填的"),
                Some(b"Stamp") => ("Contents", "图章"),
                _ => continue,
            };
            if let Object::String(text) = self.file.follow_key(note, key)? {
                let shown: String = text_string(&text).trim().chars().take(24).collect();
                if !shown.is_empty() {
                    notes.push(format!("{what}“{shown}”"));
                }
            }
        }
        Ok(notes)
    }
}

/// The layers that are switched off when the file is opened (§8.11.4.3).
fn hidden_layers(file: &mut PdfFile<'_>) -> Read<HashSet<u32>> {
    let catalog = file.catalog()?;
    let layers = file.follow_key(&catalog, "OCProperties")?;
    let Some(layers) = layers.dict() else { return Ok(HashSet::new()) };
    let usual = file.follow_key(layers, "D")?;
    let Some(usual) = usual.dict() else { return Ok(HashSet::new()) };
    let off = file.follow_key(usual, "OFF")?;
    let number = |layer: &Object| match layer {
        Object::Reference(number) => Some(*number),
        _ => None,
    };
    Ok(off.array().iter().filter_map(number).collect())
}

/// A text of a dictionary (§7.9.2.2).
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(units) => {
            let units: Vec<u16> = units
                .chunks_exact(2)
                .take(4096)
                .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The shown part of a page.
#[derive(Clone, Copy, Debug)]
struct PaintedArea {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl PaintedArea {
    /// How it comes to lie upright with its upper left corner at 0 and y downwards, and how wide and high it is
    /// then.
    fn upright(self, turn: f64) -> (Matrix, f64, f64) {
        let (width, height) = (self.right - self.left, self.top - self.bottom);
        let moved = Matrix::shift(-self.left, -self.bottom);
        let quarters = (turn / 90.0).round().rem_euclid(4.0) as u8;
        let (turned, width, height) = match quarters {
            1 => (Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]), height, width),
            2 => (Matrix([-1.0, 0.0, 0.0, 1.0, width, 0.0]), width, height),
            3 => (Matrix([0.0, -1.0, -1.0, 0.0, height, width]), height, width),
            _ => (Matrix([1.0, 0.0, 0.0, -1.0, 0.0, height]), width, height),
        };
        (moved.then(turned), width, height)
    }
}
