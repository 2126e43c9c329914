//! Pictures in `DrawingML` (ECMA-376-1 §20.4, §20.2): on a line of their own, or behind the text of a
//! signature; and the files they show.
//!
//! docx-rs numbers pictures by a counter of the whole process; here they are numbered by their place
//! in the document.

use super::{
    NAMESPACE_R,
    xml::{Element, el, val},
};
use crate::document::{Image, Pt};
use std::sync::Arc;

const WORD_DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The files of all pictures, each once.
#[derive(Debug, Default)]
pub(super) struct Media(Vec<Arc<Image>>);

impl Media {
    /// The place of a picture among the files, where it is put if it is new.
    fn place(&mut self, image: &Arc<Image>) -> usize {
        let is_same = |known: &Arc<Image>| Arc::ptr_eq(known, image) || known.bytes == image.bytes;
        let known = self.0.iter().position(is_same);
        known.unwrap_or_else(|| {
            self.0.push(Arc::clone(image));
            self.0.len() - 1
        })
    }

    /// The files: relation, name within `word/`, content type, content.
    pub(super) fn files(&self) -> impl Iterator<Item = MediaFile<'_>> {
        self.0.iter().enumerate().map(|(place, image)| {
            let extension = image.coding.kind();
            MediaFile {
                relation: relation(place),
                name: format!("media/image{}.{extension}", place + 1),
                extension,
                bytes: &image.bytes,
            }
        })
    }
}

/// A picture's file in the package. Its content type is `image/` and its extension.
#[derive(Debug)]
pub(super) struct MediaFile<'a> {
    pub(super) relation: String,
    /// Within `word/`.
    pub(super) name: String,
    pub(super) extension: &'static str,
    pub(super) bytes: &'a [u8],
}

fn relation(place: usize) -> String {
    format!("rIdImage{}", place + 1)
}

/// A showing of a picture.
#[derive(Debug)]
pub(super) struct Drawing {
    /// Unique in the document, from 1.
    number: usize,
    /// Index into the media.
    file: usize,
    name: String,
    alt: String,
    width: Pt,
    height: Pt,
    place: DrawingPlace,
}

/// Where a picture stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum DrawingPlace {
    /// In its line.
    Inline,
    /// Behind the text, from the left edge of the column and the upper edge of its paragraph: it
    /// goes where the paragraph goes.
    Behind { left: Pt, top: Pt },
}

/// The showings of pictures in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    pub(super) media: Media,
    shown: usize,
}

impl Drawings {
    pub(super) fn show(
        &mut self,
        image: &Arc<Image>,
        (width, height): (Pt, Pt),
        alt: &str,
        place: DrawingPlace,
    ) -> Drawing {
        self.shown += 1;
        Drawing {
            number: self.shown,
            file: self.media.place(image),
            name: format!("图片 {}", self.shown),
            alt: alt.to_owned(),
            width,
            height,
            place,
        }
    }
}

/// The run that holds a picture. Its type is as small as can be, so that the line is no higher than
/// the picture.
pub(super) fn run(drawing: &Drawing) -> Element {
    let content = match drawing.place {
        DrawingPlace::Inline => inline(drawing),
        DrawingPlace::Behind { left, top } => anchor(drawing, left, top),
    };
    let small = el("w:rPr").child(val("w:sz", 2)).child(val("w:szCs", 2));
    el("w:r").child(small).child(el("w:drawing").child(content))
}

fn inline(drawing: &Drawing) -> Element {
    let [extent, effect, properties, frame, graphic] = shown(drawing);
    distances(el("wp:inline").attr("xmlns:wp", WORD_DRAWING))
        .children([extent, effect, properties, frame, graphic])
}

fn anchor(drawing: &Drawing, left: Pt, top: Pt) -> Element {
    let [extent, effect, properties, frame, graphic] = shown(drawing);
    let offset = |name: &str, from: &str, by: Pt| {
        el(name).attr("relativeFrom", from).child(el("wp:posOffset").text(emu(by).to_string()))
    };
    distances(el("wp:anchor").attr("xmlns:wp", WORD_DRAWING))
        .attr("simplePos", 0)
        .attr("relativeHeight", drawing.number)
        .attr("behindDoc", 1)
        .attr("locked", 0)
        .attr("layoutInCell", 1)
        .attr("allowOverlap", 1)
        .children([
            el("wp:simplePos").attr("x", 0).attr("y", 0),
            offset("wp:positionH", "column", left),
            offset("wp:positionV", "paragraph", top),
            extent,
            effect,
            el("wp:wrapNone"),
            properties,
            frame,
            graphic,
        ])
}

fn distances(element: Element) -> Element {
    let sides = ["distT", "distB", "distL", "distR"];
    sides.iter().fold(element, |element, side| element.attr(side, 0))
}

/// What inline and floating pictures have in common: size, margins for effects, words for people,
/// locks, the picture.
fn shown(drawing: &Drawing) -> [Element; 5] {
    let (width, height) = (emu(drawing.width), emu(drawing.height));
    let size = |name: &str| el(name).attr("cx", width).attr("cy", height);
    let corner = ["l", "t", "r", "b"];
    let effect = corner.iter().fold(el("wp:effectExtent"), |e, side| e.attr(side, 0));
    let locks = el("a:graphicFrameLocks").attr("xmlns:a", DRAWING).attr("noChangeAspect", 1);
    let blip = el("a:blip").attr("xmlns:r", NAMESPACE_R).attr("r:embed", relation(drawing.file));
    let fill = el("pic:blipFill").child(blip).child(el("a:stretch").child(el("a:fillRect")));
    let frame = el("a:xfrm").child(el("a:off").attr("x", 0).attr("y", 0)).child(size("a:ext"));
    let shape = el("pic:spPr")
        .child(frame)
        .child(el("a:prstGeom").attr("prst", "rect").child(el("a:avLst")));
    let not_visual = el("pic:nvPicPr")
        .child(named(drawing, "pic:cNvPr"))
        .child(el("pic:cNvPicPr").child(el("a:picLocks").attr("noChangeAspect", 1)));
    let picture = el("pic:pic").attr("xmlns:pic", PICTURE).children([not_visual, fill, shape]);
    let graphic = el("a:graphic")
        .attr("xmlns:a", DRAWING)
        .child(el("a:graphicData").attr("uri", PICTURE).child(picture));
    [
        size("wp:extent"),
        effect,
        named(drawing, "wp:docPr"),
        el("wp:cNvGraphicFramePr").child(locks),
        graphic,
    ]
}

/// Number, name and words of a picture.
fn named(drawing: &Drawing, name: &str) -> Element {
    let out = el(name).attr("id", drawing.number).attr("name", &drawing.name);
    if !drawing.alt.is_empty() {
        return out.attr("descr", &drawing.alt);
    }
    if name != "wp:docPr" {
        return out;
    }
    // Word's “标记为装饰”: readers pass over it.
    let decorative = el("adec:decorative")
        .attr("xmlns:adec", "http://schemas.microsoft.com/office/drawing/2017/decorative")
        .attr("val", 1);
    let extension =
        el("a:ext").attr("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}").child(decorative);
    out.child(el("a:extLst").attr("xmlns:a", DRAWING).child(extension))
}

/// English metric units: 12700 to the point (ECMA-376-1 §20.1.2.1).
fn emu(length: Pt) -> i64 {
    (length * 12_700.0).round() as i64
}
