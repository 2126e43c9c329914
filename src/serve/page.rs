//! The pages, and what they load: all of it stands in the program.

use super::{reply, site::Site};
use crate::file;
use axum::{http::StatusCode, response::Response};
use minijinja::{Environment, context};

const BASE: &str = include_str!("assets/base.html");
const HOME: &str = include_str!("assets/county.html");
const REPORT: &str = include_str!("assets/report.html");

macro_rules! assets {
    ($($name:literal: $media:literal,)*) => {
        &[$(($name, $media, include_str!(concat!("assets/", $name))),)*]
    };
}

/// Name, media type, content.
const ASSETS: &[(&str, &str, &str)] = assets! {
    "nianbao.css": "text/css; charset=utf-8",
    "ask.js": "text/javascript; charset=utf-8",
    "county.js": "text/javascript; charset=utf-8",
    "fields.js": "text/javascript; charset=utf-8",
    "findings.js": "text/javascript; charset=utf-8",
    "grid.js": "text/javascript; charset=utf-8",
    "history.js": "text/javascript; charset=utf-8",
    "make.js": "text/javascript; charset=utf-8",
    "pages.js": "text/javascript; charset=utf-8",
    "paste.js": "text/javascript; charset=utf-8",
    "report.js": "text/javascript; charset=utf-8",
    "save.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
};

/// The units.
pub(super) fn home(site: &Site) -> Response {
    drawn("county.html", site)
}

/// One report.
pub(super) fn report(site: &Site) -> Response {
    drawn("report.html", site)
}

/// A script, a style or a picture.
pub(super) fn asset(name: &str) -> Response {
    match ASSETS.iter().find(|(known, ..)| *known == name) {
        Some((_, media, content)) => reply::with_type(StatusCode::OK, media, (*content).into()),
        None => reply::plain(StatusCode::NOT_FOUND, "没有这一页"),
    }
}

fn drawn(name: &str, site: &Site) -> Response {
    let folder = site.folder();
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let folder = file::shown(folder.file_name().map_or(folder.as_path(), AsRef::as_ref));
    match page(name, &folder) {
        Ok(page) => reply::with_type(StatusCode::OK, "text/html; charset=utf-8", page.into()),
        Err(_) => reply::plain(StatusCode::INTERNAL_SERVER_ERROR, "程序内部出错"),
    }
}

fn page(name: &str, folder: &str) -> Result<String, minijinja::Error> {
    let mut pages = Environment::new();
    pages.add_template("base.html", BASE)?;
    pages.add_template("county.html", HOME)?;
    pages.add_template("report.html", REPORT)?;
    pages.get_template(name)?.render(context! { folder, version => env!("CARGO_PKG_VERSION") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_any_name_is_shown_as_it_is_called() {
        for name in ["county.html", "report.html"] {
            let page = page(name, "<b>&\"乡镇").unwrap();
            assert!(page.contains("&lt;b&gt;&amp;&quot;乡镇"), "{page}");
            assert!(
                !page.contains("<b>") && !page.contains(" style=") && !page.contains("onclick")
            );
        }
    }
}
