//! `<image>` → a picture of a size that fits the page.

use super::{
    super::styles::{self, name},
    build::Builder,
    parse::MarkupNode,
};
use crate::document::{FIGURE_DEPTH, Figure, Image, MM, PageStyle, Pt};
use crate::{diagnostic::Code, text};
use std::{ops::RangeInclusive, sync::Arc};

/// Sides that make sense, in points; whether they fit the page is proved of the whole picture.
pub(super) const LENGTHS: RangeInclusive<Pt> = 1.0..=2000.0;

impl Builder<'_> {
    pub(super) fn figure(&mut self, node: &MarkupNode) -> Option<Figure> {
        let style = self.style(node, node.attribute("style").unwrap_or(name::FIGURE));
        let align = self.align(node);
        let given = ["width", "height"].map(|side| self.length(node, side, LENGTHS));
        let image = self.picture(node, "src");
        let Some(alt) = node.attribute("alt").map(str::to_owned) else {
            let help = "用一句话写图里是什么，给看不见图的人；只是装饰就写 alt=\"\"";
            self.wrong(node, "alt", help);
            return None;
        };
        let (style, image) = (style?, image?);
        let (width, height) = self.figure_size(node, &image, given);
        let mut format = Arc::clone(&self.styles.named[style.0].format);
        if let Some(align) = align {
            Arc::make_mut(&mut format).align = align;
        }
        Some(Figure { image, width, height, alt, style, format })
    }

    /// As given, the missing side by the picture's shape; without any, its natural size, or as
    /// large as the type area lets it be.
    fn figure_size(
        &mut self,
        node: &MarkupNode,
        image: &Image,
        given: [Option<Pt>; 2],
    ) -> (Pt, Pt) {
        let aspect = image.aspect();
        let (width, height) = match given {
            [Some(width), Some(height)] => (width, height),
            [Some(width), None] => (width, width * aspect),
            [None, Some(height)] => (height / aspect, height),
            [None, None] => {
                let (width, height) = image.natural_size();
                let (most_width, most_height) = room(&self.page);
                let fit = (most_width / width).min(most_height / height).min(1.0);
                // Rounded down, so that rounding does not make it too wide.
                let twips = |length: Pt| (length * fit * 20.0).floor().max(1.0) / 20.0;
                return (twips(width), twips(height));
            }
        };
        self.prove_size(node, width, height);
        (styles::pt(width), styles::pt(height))
    }

    /// A size that was asked for is on the page, or is refused: nothing is shrunk in silence.
    pub(super) fn prove_size(&mut self, node: &MarkupNode, width: Pt, height: Pt) {
        let (most_width, most_height) = room(&self.page);
        // Half a twip: lengths are rounded to it.
        if width > most_width + 0.025 || height > most_height + 0.025 {
            let size = |width: Pt, height: Pt| format!("{:.1}×{:.1} 毫米", width / MM, height / MM);
            let message = format!(
                "图片宽高 {}，超出了版心的 {}",
                size(width, height),
                size(most_width, most_height)
            );
            let help = "减小 width 或 height；只写一个，另一个会按图片的形状算";
            self.report(Code::Attribute, message, &node.at, help);
        }
    }

    /// The picture that an attribute names, or a finding.
    pub(super) fn picture(&mut self, node: &MarkupNode, attribute: &str) -> Option<Arc<Image>> {
        let Some(name) = node.attribute(attribute) else {
            self.wrong(node, attribute, "写模板文件夹里图片的文件名，如 章.png");
            return None;
        };
        let errors = match self.album.find(name) {
            Some(Ok(image)) => return Some(image),
            Some(Err(errors)) => errors,
            None => {
                let help = self.no_picture(name);
                self.report(Code::TemplateFile, format!("没有图片“{name}”"), &node.at, &help);
                return None;
            }
        };
        for error in errors {
            let help = error.help.unwrap_or_default();
            self.report(error.code, error.message, &node.at, &help);
        }
        None
    }

    fn no_picture(&self, name: &str) -> String {
        let outside = name.starts_with('/') || name.contains("..") || name.contains(':');
        if outside {
            return "只能用模板文件夹里的图片，写它在文件夹里的名字，如 章.png".to_owned();
        }
        if self.album.names().next().is_none() {
            return "模板文件夹里没有图片：把 PNG 或 JPEG 放进去".to_owned();
        }
        text::suggestion(name, self.album.names())
    }
}

/// The largest picture that a page holds.
fn room(page: &PageStyle) -> (Pt, Pt) {
    (page.text_width(), page.text_height() - FIGURE_DEPTH)
}
