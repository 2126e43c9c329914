//! A page's content, run operator by operator (ISO 32000-1 §8, §9): where characters, rules and areas come to
//! be. Only what decides where something is and whether it is seen is kept.

use super::{
    draw::{PagePainting, text_string},
    font::PdfFont,
    matrix::Matrix,
};
use crate::{
    extract::{
        Read, Trouble,
        syntax::{ContentItem, Dict, Lexer, Object},
    },
    import::source::{
        odd::OddKind,
        page::{Paper, PaperGlyph, Patch, STROKES, Stroke},
    },
};
use std::rc::Rc;

/// States that are kept for later, and spans inside each other.
const SAVED: usize = 512;
/// Forms inside each other.
const FORMS: usize = 12;
/// Largest content of a form in bytes.
const FORM: usize = 8 << 20;
/// Operands of one operator.
const OPERANDS: usize = 64;
/// Places that cannot be read in one content.
const ERRORS: usize = 16;
/// Points of one path.
const POINTS: usize = 40_000;
/// What is no thicker is a rule.
const THIN: f64 = 2.5;
/// A picture that covers so much of the page hides what was below it.
const WHOLE: f64 = 0.5;

/// Kinds of colours, by how white is said in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColorKind {
    /// By how many parts there are: grey, red green blue, or four inks.
    Device,
    /// An ink of its own.
    Tint,
    /// A pattern, a table.
    Other,
}

#[derive(Clone, Debug)]
struct GraphicsState {
    to_page: Matrix,
    /// The area that is painted on: left, top, right, bottom.
    clip: [f64; 4],
    fill_kind: ColorKind,
    is_fill_pale: bool,
    stroke_kind: ColorKind,
    is_stroke_pale: bool,
    is_clear: bool,
    font: Option<Rc<PdfFont>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: usize,
}

/// Marked content that has begun.
struct Span {
    is_hidden: bool,
    is_aside: bool,
    /// What its glyphs stand for, and the first of them.
    actual: Option<(String, usize)>,
}

/// Runs contents.
pub(super) struct TextPen<'d, 'f, 'b> {
    drawing: &'d mut PagePainting<'f, 'b>,
    paper: Paper,
    state: GraphicsState,
    saved: Vec<GraphicsState>,
    spans: Vec<Span>,
    line: Matrix,
    text: Matrix,
    path: Vec<Vec<(f64, f64)>>,
    points: usize,
    /// Whether the path is of more than straight lines.
    is_curved: bool,
    is_clipping: bool,
    order: u32,
}

impl<'d, 'f, 'b> TextPen<'d, 'f, 'b> {
    pub fn new(
        drawing: &'d mut PagePainting<'f, 'b>,
        base: Matrix,
        (width, height): (f64, f64),
    ) -> Self {
        let state = GraphicsState {
            to_page: base,
            clip: [0.0, 0.0, width, height],
            fill_kind: ColorKind::Device,
            is_fill_pale: false,
            stroke_kind: ColorKind::Device,
            is_stroke_pale: false,
            is_clear: false,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        Self {
            drawing,
            paper: Paper { width, height, ..Paper::default() },
            state,
            saved: Vec::new(),
            spans: Vec::new(),
            line: Matrix::ONE,
            text: Matrix::ONE,
            path: Vec::new(),
            points: 0,
            is_curved: false,
            is_clipping: false,
            order: 0,
        }
    }

    pub fn finish(self) -> Paper {
        self.paper
    }

    /// Runs a content.
    pub fn run(&mut self, content: &[u8], resources: &Rc<Dict>, depth: usize) -> Read<()> {
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        let mut errors = 0;
        while let Some(item) = lexer.content_item() {
            self.drawing.operators =
                self.drawing.operators.checked_sub(1).ok_or(Trouble::TooLarge)?;
            match item {
                Ok(ContentItem::Operand(operand)) => {
                    if operands.len() < OPERANDS {
                        operands.push(operand);
                    }
                }
                Ok(ContentItem::Operator(b"BI")) => {
                    skip_picture(content, &mut lexer);
                    operands.clear();
                }
                Ok(ContentItem::Operator(b"Do")) => {
                    self.paint(operands.first(), resources, depth)?;
                    operands.clear();
                }
                Ok(ContentItem::Operator(word)) => {
                    self.operator(word, &operands, resources)?;
                    operands.clear();
                }
                Err(_) => {
                    errors += 1;
                    if errors > ERRORS {
                        return Err(Trouble::Damaged("有一页的内容读不出来"));
                    }
                    lexer.at += 1;
                    operands.clear();
                }
            }
        }
        Ok(())
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], resources: &Rc<Dict>) -> Read<()> {
        match word {
            b"q" | b"Q" | b"cm" | b"gs" => self.graphics(word, operands, resources)?,
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.draw(word, operands),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                self.paint_path(word);
            }
            b"W" | b"W*" => self.is_clipping = true,
            b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K" | b"cs" | b"CS" | b"sc" | b"SC" | b"scn"
            | b"SCN" => self.color(word, operands, resources)?,
            b"Tf" => {
                let name = operands.first().and_then(Object::name).unwrap_or_default();
                self.state.font = self.drawing.font(resources, name)?;
                self.state.size = number(operands, 1);
            }
            b"BMC" | b"BDC" | b"EMC" => self.mark(word, operands, resources)?,
            _ => self.text_operator(word, operands)?,
        }
        Ok(())
    }

    fn graphics(&mut self, word: &[u8], operands: &[Object], resources: &Dict) -> Read<()> {
        match word {
            b"q" => {
                if self.saved.len() >= SAVED {
                    return Err(Trouble::TooLarge);
                }
                self.saved.push(self.state.clone());
            }
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                let moved = Matrix::of(operands).map(|matrix| matrix.then(self.state.to_page));
                if let Some(moved) = moved.filter(|moved| moved.is_finite()) {
                    self.state.to_page = moved;
                }
            }
            _ => {
                let name = operands.first().and_then(Object::name).unwrap_or_default();
                let Some(found) = self.drawing.resource(resources, "ExtGState", name)? else {
                    return Ok(());
                };
                let found = self.drawing.file.follow(&found)?;
                let Some(set) = found.dict() else { return Ok(()) };
                if let Some(opacity) = self.drawing.file.follow_key(set, "ca")?.number() {
                    self.state.is_clear = opacity < 0.05;
                }
                let font = self.drawing.file.follow_key(set, "Font")?;
                if let [_, size] = font.array() {
                    self.state.size = size.number().unwrap_or(self.state.size);
                }
            }
        }
        Ok(())
    }

    fn color(&mut self, word: &[u8], operands: &[Object], resources: &Dict) -> Read<()> {
        let is_stroke = word.first().is_some_and(u8::is_ascii_uppercase);
        if matches!(word, b"cs" | b"CS") {
            let name = operands.first().and_then(Object::name).unwrap_or_default();
            let kind = match self.drawing.resource(resources, "ColorSpace", name)? {
                None => ColorKind::Device,
                Some(space) => {
                    let space = self.drawing.file.follow(&space)?;
                    match space.array().first().and_then(Object::name) {
                        Some(b"Separation" | b"DeviceN") => ColorKind::Tint,
                        Some(b"Lab" | b"Indexed" | b"Pattern") => ColorKind::Other,
                        _ => ColorKind::Device,
                    }
                }
            };
            let kind = if name == b"Pattern" { ColorKind::Other } else { kind };
            // A space begins with black, or with all of its ink.
            if is_stroke {
                (self.state.stroke_kind, self.state.is_stroke_pale) = (kind, false);
            } else {
                (self.state.fill_kind, self.state.is_fill_pale) = (kind, false);
            }
            return Ok(());
        }
        let is_device = !matches!(word, b"sc" | b"SC" | b"scn" | b"SCN");
        let known = if is_stroke { self.state.stroke_kind } else { self.state.fill_kind };
        let kind = if is_device { ColorKind::Device } else { known };
        let is_pale = is_pale(kind, operands);
        if is_stroke {
            (self.state.stroke_kind, self.state.is_stroke_pale) = (kind, is_pale);
        } else {
            (self.state.fill_kind, self.state.is_fill_pale) = (kind, is_pale);
        }
        Ok(())
    }

    fn mark(&mut self, word: &[u8], operands: &[Object], resources: &Dict) -> Read<()> {
        if word == b"EMC" {
            if let Some(Span { actual: Some((text, first)), .. }) = self.spans.pop() {
                replace(&mut self.paper.glyphs, first, &text);
            }
            return Ok(());
        }
        if self.spans.len() >= SAVED {
            return Err(Trouble::TooLarge);
        }
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        let (mut is_hidden, mut is_aside) =
            self.spans.last().map_or((false, false), |span| (span.is_hidden, span.is_aside));
        let mut actual = None;
        let stated = match operands.get(1) {
            Some(Object::Name(name)) => self.drawing.resource(resources, "Properties", name)?,
            Some(stated) => Some(stated.clone()),
            None => None,
        };
        if let Some(stated) = stated {
            if tag == b"OC" {
                is_hidden |= self.drawing.is_hidden(&stated)?;
            }
            let stated = self.drawing.file.follow(&stated)?;
            if let Some(stated) = stated.dict() {
                if let Object::String(text) = self.drawing.file.follow_key(stated, "ActualText")? {
                    actual = Some((text_string(&text), self.paper.glyphs.len()));
                }
                let kind = self.drawing.file.follow_key(stated, "Type")?;
                is_aside |= tag == b"Artifact" && kind.name() == Some(b"Pagination");
            }
        }
        self.spans.push(Span { is_hidden, is_aside, actual });
        Ok(())
    }

    /// Paints a picture or a form.
    fn paint(&mut self, name: Option<&Object>, resources: &Rc<Dict>, depth: usize) -> Read<()> {
        let name = name.and_then(Object::name).unwrap_or_default();
        let Some(found) = self.drawing.resource(resources, "XObject", name)? else { return Ok(()) };
        let found = self.drawing.file.follow(&found)?;
        let Object::Stream(dict, _) = &found else { return Ok(()) };
        let is_hidden = match dict.get(&b"OC"[..]) {
            Some(layer) => self.drawing.is_hidden(layer)?,
            None => false,
        };
        let kind = self.drawing.file.follow_key(dict, "Subtype")?;
        match kind.name() {
            Some(b"Image") if !is_hidden => self.picture(),
            Some(b"Form") => self.form(&found, dict, resources, depth, is_hidden)?,
            _ => {}
        }
        Ok(())
    }

    fn picture(&mut self) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let corners = corners.map(|(x, y)| self.state.to_page.point(x, y));
        let Some([left, top, right, bottom]) = self.clipped(bounds(&corners)) else { return };
        let share = (right - left) * (bottom - top) / (self.paper.width * self.paper.height);
        self.paper.pictured = self.paper.pictured.max(share);
        if share >= WHOLE {
            self.order += 1;
            let order = self.order;
            self.paper.patches.push(Patch { left, top, right, bottom, order, is_pale: false });
        }
    }

    fn form(
        &mut self,
        stream: &Object,
        dict: &Dict,
        resources: &Rc<Dict>,
        depth: usize,
        is_hidden: bool,
    ) -> Read<()> {
        if depth >= FORMS {
            return Err(Trouble::Damaged("图形套得没有尽头"));
        }
        let content = self.drawing.file.content(stream, FORM)?;
        let own = match dict.get(&b"Resources"[..]) {
            Some(_) => Rc::new(self.drawing.resources(dict)?),
            None => Rc::clone(resources),
        };
        let matrix = self.drawing.file.follow_key(dict, "Matrix")?;
        let area = self.drawing.file.follow_key(dict, "BBox")?;
        let kept = (self.state.clone(), std::mem::take(&mut self.saved), self.spans.len());
        if let Some(matrix) = Matrix::of(matrix.array()) {
            let moved = matrix.then(self.state.to_page);
            if moved.is_finite() {
                self.state.to_page = moved;
            }
        }
        let area: Vec<f64> = area.array().iter().filter_map(Object::number).collect();
        if let [a, b, c, d] = area[..] {
            let corners = [(a, b), (c, b), (c, d), (a, d)];
            let corners = corners.map(|(x, y)| self.state.to_page.point(x, y));
            self.clip_to(bounds(&corners));
        }
        let is_aside = self.spans.last().is_some_and(|span| span.is_aside);
        let above = self.spans.last().is_some_and(|span| span.is_hidden);
        self.spans.push(Span { is_hidden: is_hidden || above, is_aside, actual: None });
        self.path.clear();
        let done = self.run(&content, &own, depth + 1);
        (self.state, self.saved) = (kept.0, kept.1);
        self.spans.truncate(kept.2);
        done
    }

    fn draw(&mut self, word: &[u8], operands: &[Object]) {
        let point =
            |at: usize| self.state.to_page.point(number(operands, at), number(operands, at + 1));
        self.points += 1;
        if self.points > POINTS {
            self.paper.is_crowded = true;
            return;
        }
        match word {
            b"m" => {
                let point = point(0);
                self.path.push(vec![point]);
            }
            b"re" => {
                let [x, y, width, height] = [0, 1, 2, 3].map(|at| number(operands, at));
                let corners =
                    [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
                self.path.push(corners.map(|(x, y)| self.state.to_page.point(x, y)).to_vec());
            }
            b"h" => {
                if let Some(path) = self.path.last_mut()
                    && let Some(first) = path.first().copied()
                {
                    path.push(first);
                }
            }
            _ => {
                let at = match word {
                    b"l" => 0,
                    b"c" => 4,
                    _ => 2,
                };
                self.is_curved |= at > 0;
                let point = point(at);
                match self.path.last_mut() {
                    Some(path) => path.push(point),
                    None => self.path.push(vec![point]),
                }
            }
        }
    }

    fn paint_path(&mut self, word: &[u8]) {
        let path = std::mem::take(&mut self.path);
        let is_filled = matches!(word, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*");
        let is_stroked = matches!(word, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*");
        let is_closed = matches!(word, b"s" | b"b" | b"b*");
        let is_hidden = self.spans.last().is_some_and(|span| span.is_hidden);
        self.order += 1;
        for part in &path {
            if is_filled && !self.state.is_clear && !is_hidden {
                self.fill(part);
            }
            if is_stroked && !self.state.is_stroke_pale && !is_hidden {
                let closing = part.last().zip(part.first()).filter(|_| is_closed);
                let pairs = part.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
                for (from, to) in pairs.chain(closing) {
                    self.stroke(*from, *to);
                }
            }
        }
        if self.is_clipping {
            let points: Vec<(f64, f64)> = path.concat();
            if !points.is_empty() {
                self.clip_to(bounds(&points));
            }
        }
        (self.is_clipping, self.is_curved, self.points) = (false, false, 0);
    }

    fn stroke(&mut self, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) {
        let Some([left, top, right, bottom]) = self.clipped(bounds(&[(x0, y0), (x1, y1)])) else {
            return;
        };
        let (width, height) = (right - left, bottom - top);
        if width <= 0.5 && height > 1.0 {
            self.rule(Stroke { is_upright: true, at: x0.midpoint(x1), from: top, to: bottom });
        } else if height <= 0.5 && width > 1.0 {
            self.rule(Stroke { is_upright: false, at: y0.midpoint(y1), from: left, to: right });
        }
    }

    fn rule(&mut self, stroke: Stroke) {
        if self.paper.strokes.len() >= STROKES {
            self.paper.is_crowded = true;
            return;
        }
        self.paper.strokes.push(stroke);
    }

    fn fill(&mut self, part: &[(f64, f64)]) {
        let Some([left, top, right, bottom]) = self.clipped(bounds(part)) else { return };
        let (width, height) = (right - left, bottom - top);
        let is_thin = width <= THIN || height <= THIN;
        if is_thin {
            if self.state.is_fill_pale {
                return;
            }
            if width <= THIN && height > THIN {
                self.rule(Stroke {
                    is_upright: true,
                    at: left.midpoint(right),
                    from: top,
                    to: bottom,
                });
            } else if height <= THIN && width > THIN {
                let at = top.midpoint(bottom);
                self.rule(Stroke { is_upright: false, at, from: left, to: right });
            }
            return;
        }
        let is_edge = |pair: &[(f64, f64)]| matches!(pair, [(x0, y0), (x1, y1)] if (x0 - x1).abs() < 0.5 || (y0 - y1).abs() < 0.5);
        let is_box =
            !self.is_curved && (4..=5).contains(&part.len()) && part.windows(2).all(is_edge);
        if is_box && self.paper.patches.len() < STROKES {
            let (order, is_pale) = (self.order, self.state.is_fill_pale);
            self.paper.patches.push(Patch { left, top, right, bottom, order, is_pale });
        }
    }

    fn clip_to(&mut self, [left, top, right, bottom]: [f64; 4]) {
        let clip = &mut self.state.clip;
        *clip = [clip[0].max(left), clip[1].max(top), clip[2].min(right), clip[3].min(bottom)];
    }

    /// What of an area is seen.
    fn clipped(&self, [left, top, right, bottom]: [f64; 4]) -> Option<[f64; 4]> {
        let clip = self.state.clip;
        let seen = [left.max(clip[0]), top.max(clip[1]), right.min(clip[2]), bottom.min(clip[3])];
        (seen[0] <= seen[2] && seen[1] <= seen[3]).then_some(seen)
    }

    fn text_operator(&mut self, word: &[u8], operands: &[Object]) -> Read<()> {
        let value = number(operands, 0);
        match word {
            b"BT" => (self.line, self.text) = (Matrix::ONE, Matrix::ONE),
            b"Tc" => self.state.char_space = value,
            b"Tw" => self.state.word_space = value,
            b"Tz" => self.state.scale = value / 100.0,
            b"TL" => self.state.leading = value,
            b"Ts" => self.state.rise = value,
            b"Tr" => self.state.mode = operands.first().and_then(Object::index).unwrap_or(0),
            b"Td" | b"TD" => {
                let down = number(operands, 1);
                if word == b"TD" {
                    self.state.leading = -down;
                }
                self.next_line(value, down);
            }
            b"Tm" => {
                if let Some(matrix) = Matrix::of(operands).filter(|matrix| matrix.is_finite()) {
                    (self.line, self.text) = (matrix, matrix);
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => self.show(operands.first())?,
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first())?;
            }
            b"\"" => {
                (self.state.word_space, self.state.char_space) = (value, number(operands, 1));
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2))?;
            }
            b"TJ" => {
                for piece in operands.first().map(Object::array).unwrap_or_default() {
                    match piece.number() {
                        Some(back) => {
                            self.advance(-back / 1000.0 * self.state.size * self.state.scale);
                        }
                        None => self.show(Some(piece))?,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        let moved = Matrix::shift(x, y).then(self.line);
        if moved.is_finite() {
            (self.line, self.text) = (moved, moved);
        }
    }

    fn advance(&mut self, by: f64) {
        let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
        let moved = if is_vertical { Matrix::shift(0.0, by) } else { Matrix::shift(by, 0.0) };
        let moved = moved.then(self.text);
        if moved.is_finite() {
            self.text = moved;
        }
    }

    /// Shows a text.
    fn show(&mut self, text: Option<&Object>) -> Read<()> {
        let Some(Object::String(bytes)) = text else { return Ok(()) };
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        let codes = font.codes(bytes, self.drawing.glyphs + 1);
        self.drawing.glyphs =
            self.drawing.glyphs.checked_sub(codes.len()).ok_or(Trouble::TooLarge)?;
        for code in codes {
            self.glyph(&code.text, code.width, font.is_vertical);
            let spaces =
                self.state.char_space + if code.is_space { self.state.word_space } else { 0.0 };
            if font.is_vertical {
                self.advance(-self.state.size - spaces);
            } else {
                self.advance((code.width * self.state.size + spaces) * self.state.scale);
            }
        }
        Ok(())
    }

    /// Whether more than a sliver of a glyph is within what is painted on.
    fn is_seen(&self, glyph: &PaperGlyph) -> bool {
        let [left, top, right, bottom] = self.state.clip;
        let (high, low) = (glyph.y - 0.8 * glyph.size, glyph.y + 0.1 * glyph.size);
        let width = glyph.end().min(right) - glyph.x.max(left);
        let height = low.min(bottom) - high.max(top);
        width > 0.2 * glyph.width && height > 0.2 * (low - high)
    }

    fn glyph(&mut self, text: &str, width: f64, is_vertical: bool) {
        let GraphicsState { size, scale, rise, .. } = self.state;
        let drawn = Matrix([size * scale, 0.0, 0.0, size, 0.0, rise]);
        let drawn = drawn.then(self.text).then(self.state.to_page);
        if !drawn.is_finite() {
            return;
        }
        let ((x, y), (right, down), up) =
            (drawn.point(0.0, 0.0), drawn.direction(1.0, 0.0), drawn.direction(0.0, 1.0));
        let (length, size) = (right.hypot(down), up.0.hypot(up.1));
        let quarters = down.atan2(right) / std::f64::consts::FRAC_PI_2;
        let is_straight = (quarters - quarters.round()).abs() < 0.04 && !is_vertical;
        let turn = is_straight.then(|| quarters.round().rem_euclid(4.0) as u8);
        let span = self.spans.last();
        let is_hidden = span.is_some_and(|span| span.is_hidden);
        let is_aside = span.is_some_and(|span| span.is_aside);
        let count = text.chars().count().max(1) as f64;
        for (index, ch) in text.chars().enumerate() {
            let share = width * length / count;
            let along = if length > 0.0 { share * index as f64 / length } else { 0.0 };
            let mut glyph = PaperGlyph {
                ch,
                x: x + right * along,
                y: y + down * along,
                width: share,
                size,
                turn,
                order: self.order,
                look: None,
                is_aside,
            };
            let is_outside = turn == Some(0) && !self.is_seen(&glyph);
            if is_hidden || is_outside || self.state.is_clear || matches!(self.state.mode, 3 | 7) {
                glyph.look = Some(OddKind::Hidden);
            } else if self.state.is_fill_pale && self.state.mode == 0 {
                glyph.look = Some(OddKind::Pale);
            } else if ch == '\u{FFFD}' {
                glyph.look = Some(OddKind::Unclear);
            }
            self.paper.glyphs.push(glyph);
        }
    }
}

fn number(operands: &[Object], at: usize) -> f64 {
    operands.get(at).and_then(Object::number).unwrap_or_default()
}

/// Left, top, right and bottom of points.
fn bounds(points: &[(f64, f64)]) -> [f64; 4] {
    points.iter().fold(
        [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY],
        |[left, top, right, bottom], (x, y)| {
            [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
        },
    )
}

fn is_pale(kind: ColorKind, operands: &[Object]) -> bool {
    let parts: Vec<f64> = operands.iter().filter_map(Object::number).collect();
    match (kind, &parts[..]) {
        (ColorKind::Other, _) | (_, []) => false,
        (ColorKind::Tint, parts) => parts.iter().all(|part| *part < 0.02),
        (ColorKind::Device, [c, m, y, k]) => c.max(*m).max(*y).max(*k) < 0.02,
        (ColorKind::Device, parts) => parts.iter().all(|part| *part > 0.97),
    }
}

/// Passes over a picture that stands in a content (§8.9.7).
fn skip_picture(content: &[u8], lexer: &mut Lexer<'_>) {
    let rest = content.get(lexer.at..).unwrap_or_default();
    let is_end = |window: &[u8]| {
        matches!(window, [before, b'E', b'I', after]
            if before.is_ascii_whitespace() && after.is_ascii_whitespace())
    };
    let end = rest.windows(4).position(is_end).map_or(rest.len(), |at| at + 3);
    lexer.at += end;
}

/// Gives glyphs the text that they stand for (§14.9.4), as far as it can be said which is which.
fn replace(glyphs: &mut Vec<PaperGlyph>, first: usize, text: &str) {
    let text: Vec<char> = text.chars().filter(|c| !c.is_control()).collect();
    let Some(own) = glyphs.get(first..).filter(|own| !own.is_empty()) else { return };
    let Some((start, end)) = own.first().zip(own.last()) else { return };
    let is_one_line = own.iter().all(|glyph| (glyph.y - start.y).abs() < 0.1 * start.size);
    if text.is_empty() || !is_one_line || text.len() > 4 * own.len() {
        return;
    }
    let digits = |c: &char| c.is_ascii_digit();
    let shown: Vec<char> = own.iter().map(|glyph| glyph.ch).filter(digits).collect();
    let said: Vec<char> = text.iter().copied().filter(digits).collect();
    if shown != said && !shown.is_empty() && !own.iter().any(|glyph| glyph.ch == '\u{FFFD}') {
        for glyph in glyphs.iter_mut().skip(first) {
            glyph.look = Some(OddKind::Disputed);
        }
        return;
    }
    let clear = |glyph: &PaperGlyph| glyph.look.filter(|look| *look != OddKind::Unclear);
    if text.len() == own.len() {
        for (glyph, ch) in glyphs.iter_mut().skip(first).zip(text) {
            (glyph.ch, glyph.look) = (ch, clear(glyph));
        }
        return;
    }
    let width = (end.end() - start.x) / text.len() as f64;
    let look = clear(start);
    let placed = text.iter().enumerate().map(|(index, ch)| PaperGlyph {
        ch: *ch,
        x: start.x + width * index as f64,
        width,
        look,
        ..start.clone()
    });
    let placed: Vec<PaperGlyph> = placed.collect();
    glyphs.truncate(first);
    glyphs.extend(placed);
}
