//! The pictures that one document can show.

use super::{Picture, beside};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Location, Result},
    document::Image,
    report::Report,
    template::Template,
};
use std::{cell::RefCell, collections::BTreeMap, path::Path, sync::Arc};

/// Before the name of a picture that lies beside the input. No file in a template folder can be
/// mistaken for it: Windows has no `:` in names.
pub(in super::super) const OWN: &str = "报告:";

/// The template's pictures by name, and those beside the input.
pub(in super::super) struct Album<'a> {
    template: &'a BTreeMap<String, Picture>,
    folder: Option<&'a Path>,
    /// Those beside the input that were read already.
    own: RefCell<BTreeMap<String, Arc<Image>>>,
}

impl<'a> Album<'a> {
    /// The pictures at hand for an input that lies in `folder`.
    pub(in super::super) fn of(template: &'a Template, folder: Option<&'a Path>) -> Self {
        Self { template: template.pictures(), folder, own: RefCell::default() }
    }

    /// The same for a report, whose own pictures are read now.
    ///
    /// # Errors
    /// `NB201` and `NB207` for each picture that the report names and that cannot be shown.
    pub(in super::super) fn of_report(
        template: &'a Template,
        report: &Report,
        folder: Option<&'a Path>,
    ) -> Result<Self> {
        let album = Self::of(template, folder);
        let mut findings = Diagnostics::default();
        for name in report.signature.iter().flat_map(|s| &s.seals) {
            let image = album.beside(&name.value);
            findings.take(image.map_err(|errors| match &name.at {
                Some(at) => errors.or_at(&Location::new(&report.source, at)),
                None => errors,
            }));
        }
        findings.finish(album)
    }

    /// A picture by the name that markup gives it, if there is one.
    pub(in super::super) fn find(&self, name: &str) -> Option<Result<Arc<Image>>> {
        let Some(own) = name.strip_prefix(OWN) else {
            return self.template.get(name).map(|picture| picture.image(name));
        };
        Some(self.beside(own))
    }

    /// The names of all pictures of the template.
    pub(in super::super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.template.keys().map(String::as_str)
    }

    fn beside(&self, name: &str) -> Result<Arc<Image>> {
        if let Some(image) = self.own.borrow().get(name) {
            return Ok(Arc::clone(image));
        }
        let image = match self.folder {
            Some(folder) => beside(folder, name)?,
            None => return Err(nowhere(name).into()),
        };
        let mut own = self.own.borrow_mut();
        own.insert(name.to_owned(), Arc::clone(&image));
        Ok(image)
    }
}

fn nowhere(name: &str) -> Diagnostic {
    let message = format!("找不到图片“{name}”：这份报告不在任何文件夹里");
    Diagnostic::error(Code::TemplateFile, message).help("把报告存成文件，图片放在它旁边")
}
