//! `<signature>` → name and date, and the seals on them.

use super::{
    super::styles::{self, name},
    build::Builder,
    figure::LENGTHS,
    parse::MarkupNode,
    schema::Tag,
};
use crate::diagnostic::Code;
use crate::document::{Seal, Signature, TOWNSHIP_SEAL};

impl Builder<'_> {
    pub(super) fn signature(&mut self, node: &MarkupNode) -> Option<Signature> {
        let style = node.attribute("style").unwrap_or(name::SIGNATURE);
        let style = self.style(node, style)?;
        let mut bodies = Vec::new();
        let mut dates = Vec::new();
        for line in node.nodes() {
            match line.element.tag {
                Tag::Date => dates.push(self.plain(line)),
                // Several lines are as many units.
                _ => bodies.extend(self.plain_lines(line).into_iter().map(|text| (line, text))),
            }
        }
        if bodies.is_empty() || dates.len() != 1 {
            let help = "写成 <signature><body>单位</body><date>日期</date></signature>";
            let message = "署名要有至少一个 <body> 和正好一个 <date>".to_owned();
            self.report(Code::Nesting, message, &node.at, help);
        }
        let seals = self.seals(node, &bodies);
        let sealed = self.switch(node, "sealed");
        if sealed == Some(false) && !seals.is_empty() {
            let message = "署名写了 sealed=\"no\"，又有印章图片".to_owned();
            let help = "盖章写 sealed=\"yes\"；不盖章就删去 seal";
            self.report(Code::Attribute, message, &node.at, help);
        }
        Some(Signature {
            style,
            bodies: bodies.into_iter().map(|(_, text)| text).collect(),
            date: dates.pop()?,
            sealed: sealed.unwrap_or(!seals.is_empty()),
            seals,
        })
    }

    /// The pictures of the seals: each body's own, or the only body's on the signature itself.
    fn seals(&mut self, node: &MarkupNode, bodies: &[(&MarkupNode, String)]) -> Vec<Seal> {
        let width = self.length(node, "seal-width", LENGTHS).unwrap_or(TOWNSHIP_SEAL);
        let width = styles::pt(width);
        if node.attribute("seal").is_some() && bodies.len() > 1 {
            let message = "有几个单位署名时，印章要分别写".to_owned();
            let help = "写在各自的 <body seal=\"…\"> 上";
            self.report(Code::Attribute, message, &node.at, help);
            return Vec::new();
        }
        let mut seals = Vec::new();
        for (body, (line, name)) in bodies.iter().enumerate() {
            let bearer = if line.attribute("seal").is_some() { line } else { node };
            if bearer.attribute("seal").is_none() {
                continue;
            }
            let Some(image) = self.picture(bearer, "seal") else {
                continue;
            };
            let height = styles::pt(width * image.aspect());
            self.prove_size(bearer, width, height);
            seals.push(Seal { body, image, width, height, alt: format!("{name}印章") });
        }
        seals
    }
}
