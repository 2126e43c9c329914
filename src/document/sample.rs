//! The plainest documents, for tests to fill: nothing is in them that no test looks at.

use super::{
    Align, Block, Color, Document, MM, Meta, NamedStyle, PageStyle, ParagraphFormat, Pt,
    Punctuation, Role, TextStyle,
};
use std::sync::Arc;

/// The page of GB/T 9704-2012 §5, without a number.
pub fn page() -> PageStyle {
    PageStyle {
        width: 210.0 * MM,
        height: 297.0 * MM,
        top: 37.0 * MM,
        bottom: 35.0 * MM,
        left: 28.0 * MM,
        right: 26.0 * MM,
        lines: 22,
        chars: 28,
        line_pitch: 28.95,
        number: None,
        mark: None,
        punctuation: Punctuation::default(),
    }
}

/// Black 仿宋.
pub fn text_style(size: Pt, tracking: Pt) -> TextStyle {
    TextStyle {
        family: "仿宋_GB2312".into(),
        latin: "Times New Roman".into(),
        size,
        tracking,
        bold: false,
        underline: false,
        color: Color::BLACK,
    }
}

/// Justified lines on the grid of the page.
pub fn body() -> ParagraphFormat {
    ParagraphFormat::new(Align::Justify, page().line_pitch)
}

/// What the example says of itself.
pub fn meta() -> Meta {
    Meta {
        title: "铜厂乡2022年政府信息公开工作年度报告".into(),
        author: "铜厂彝族乡人民政府".into(),
        subject: "政府信息公开工作年度报告".into(),
        lang: "zh-CN".into(),
        created: 1_673_913_600, // 2023-01-17
    }
}

/// These blocks on such pages, with one style, 正文.
pub fn document(blocks: Vec<Block>) -> Document {
    let style = NamedStyle {
        name: "正文".to_owned(),
        role: Some(Role::Body),
        format: Arc::new(body()),
        text: Arc::new(text_style(16.0, -0.25)),
    };
    Document {
        meta: Meta::default(),
        page: page(),
        styles: vec![style],
        char_styles: Vec::new(),
        blocks,
    }
}
