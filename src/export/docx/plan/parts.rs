//! Rules, and where sections end.

use super::{
    super::{
        props, section,
        units::{border_eighths, hex},
        xml::{Element, el},
    },
    PlanItem, Planner, least,
};
use crate::document::{PageStyle, Separator};

impl<'a> Planner<'a> {
    /// A rule as the lower border of a paragraph that is as low as programs allow.
    pub(super) fn separator(&mut self, separator: &Separator, page_break: bool) {
        let mut para = least(page_break);
        self.names.paragraph_id(separator.style.0).clone_into(&mut para.style);
        let line = el("w:bottom")
            .attr("w:val", "single")
            .attr("w:sz", border_eighths(separator.width))
            .attr("w:space", 0)
            .attr("w:color", hex(separator.color));
        para.props.retain(|element| element.name != "w:spacing");
        para.props.extend([
            el("w:pBdr").child(line),
            props::spacing(separator.before, separator.after, Separator::LINE),
        ]);
        self.push(para);
    }

    /// `w:sectPr` of the section that holds here.
    pub(super) fn section(&self) -> Element {
        section::section(self.page, self.edges, self.numbered, self.letter)
    }

    /// Ends the section in its last paragraph and begins one of other pages.
    pub(in super::super) fn begin_section(&mut self, page: &'a PageStyle, numbered: bool) {
        // A section without content has no paragraph to end in, and no page.
        if !self.at_start {
            if matches!(self.plan.items.last(), Some(PlanItem::Table(_))) {
                self.spacer(false);
            }
            let ended = self.section();
            self.letter = false;
            if let Some(PlanItem::Para(last)) = self.plan.items.last()
                && let Some(para) = self.plan.paras.get_mut(*last)
            {
                para.props.push(ended);
            }
        }
        (self.page, self.numbered, self.at_start) = (page, numbered, true);
    }

    /// Whether nothing stands in this section yet.
    pub(in super::super) fn at_start(&self) -> bool {
        self.at_start
    }

    /// The page style that holds here.
    pub(in super::super) fn page(&self) -> &'a PageStyle {
        self.page
    }
}
