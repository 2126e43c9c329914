//! `styles.yaml` → page, named styles and table styles in points.
//!
//! Style files are laid over one another: the built-in one first, an office's own above it, so that
//! an own file holds only what differs. Then styles inherit by name, and last units are resolved.

use crate::document::Role;

mod load;
mod page;
mod resolve;
mod sheet;
mod units;
mod word;

pub(super) use load::load;
pub use page::{Profile, profile, profiles};
pub(super) use resolve::{Styles, TableStyle, resolve};
pub(super) use sheet::StyleSheet;
pub(super) use units::{color, family_of, length_of, pt, size_help, size_of};
pub(super) use word::Word;

/// What paragraphs are in the style that an element stands for. Headings have their level from the
/// style itself.
pub(super) fn role(name: &str) -> Option<Role> {
    Some(match name {
        name::TITLE => Role::Title,
        name::BODY => Role::Body,
        name::LETTERHEAD | name::LETTER_HEAD => Role::Letterhead,
        name::DOCUMENT_NUMBER => Role::DocumentNumber,
        name::ADDRESSEE => Role::Addressee,
        name::LIST => Role::ListItem,
        name::ATTACHMENTS => Role::Attachment,
        name::ANNEX => Role::AttachmentMark,
        name::NOTE => Role::Note,
        name::IMPRINT => Role::Imprint,
        name::FIGURE => Role::Figure,
        _ => return None,
    })
}

/// Names of the styles that the markup's elements stand for.
pub(super) mod name {
    /// `<title>`.
    pub const TITLE: &str = "标题";
    /// `<p>`.
    pub const BODY: &str = "正文";
    /// `<h1>` to `<h4>`, and the run-in heads of the same levels.
    pub const HEADINGS: [&str; 4] = ["一级标题", "二级标题", "三级标题", "四级标题"];
    /// `<td>`.
    pub const CELL: &str = "表格文字";
    /// `<th scope="row">`.
    pub const ROW_HEAD: &str = "表格栏目";
    /// `<th scope="col">`.
    pub const COLUMN_HEAD: &str = "表头";
    /// `<image>`.
    pub const FIGURE: &str = "图片";
    /// `<signature>`.
    pub const SIGNATURE: &str = "署名";
    /// `<copy-number>`.
    pub const COPY_NUMBER: &str = "份号";
    /// `<secrecy>`.
    pub const SECRECY: &str = "密级";
    /// `<urgency>`.
    pub const URGENCY: &str = "紧急程度";
    /// `<signers>`.
    pub const SIGNERS: &str = "签发人";
    /// The names in `<signers>`.
    pub const SIGNER: &str = "签发人姓名";
    /// `<letter-head>`.
    pub const LETTER_HEAD: &str = "信函标志";
    /// The number in `<marks>`.
    pub const LETTER_NUMBER: &str = "信函字号";
    /// `<attendance>`.
    pub const ATTENDANCE: &str = "出席";
    /// The word before the names of an `<attendance>`.
    pub const ATTENDANCE_LABEL: &str = "出席标签";
    /// `<letterhead>`.
    pub const LETTERHEAD: &str = "红头";
    /// `<doc-number>`.
    pub const DOCUMENT_NUMBER: &str = "发文字号";
    /// `<rule>`.
    pub const RULE: &str = "分隔线";
    /// `<addressee>`.
    pub const ADDRESSEE: &str = "主送机关";
    /// `<ul>` and `<ol>`.
    pub const LIST: &str = "列表";
    /// `<attachments>`.
    pub const ATTACHMENTS: &str = "附件说明";
    /// `<note>`.
    pub const NOTE: &str = "附注";
    /// The mark at the head of an `<annex>`.
    pub const ANNEX: &str = "附件";
    /// The title of an `<annex>`.
    pub const ANNEX_TITLE: &str = "附件标题";
    /// `<imprint>`.
    pub const IMPRINT: &str = "版记";
    /// The page number.
    pub const PAGE_NUMBER: &str = "页码";
    /// `<table>`.
    pub const TABLE: &str = "标准表格";
}
