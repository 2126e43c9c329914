//! The templates inside the program, `templates/`.

/// The one that draws when none is chosen, and from which the others take what they lack.
pub(super) const DEFAULT: &str = "annual-report";
/// Files of a built-in template are included and extended under this name:
/// `builtin/report.html` is that of the template inherited from, `builtin/notice/report.html` that of
/// another one.
pub(super) const PREFIX: &str = "builtin/";

/// A template inside the program.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// Its name on the command line, which is that of its folder.
    pub name: &'static str,
    /// Its own files by name; what it lacks it takes from the template that its `template.yaml`
    /// names.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($folder:literal: $($file:literal),+) => {
        &[$(($file, include_str!(concat!("../../templates/", $folder, "/", $file)))),+]
    };
}

/// All of them, the standard one first.
pub(super) const ALL: [Builtin; 8] = [
    Builtin {
        name: DEFAULT,
        files: files!("annual-report":
            "narrative.html", "report.html", "styles.yaml", "table.html", "template.yaml"),
    },
    Builtin {
        name: "annual-report-redhead",
        files: files!("annual-report-redhead": "redhead.html", "report.html", "styles.yaml", "template.yaml"),
    },
    Builtin { name: "plain-2019", files: files!("plain-2019": "styles.yaml", "template.yaml") },
    Builtin { name: "notice", files: files!("notice": "report.html", "template.yaml") },
    Builtin {
        name: "request",
        files: files!("request": "report.html", "styles.yaml", "template.yaml"),
    },
    Builtin {
        name: "letter",
        files: files!("letter": "report.html", "styles.yaml", "template.yaml"),
    },
    Builtin {
        name: "minutes",
        files: files!("minutes": "report.html", "styles.yaml", "template.yaml"),
    },
    Builtin {
        name: "problem-list",
        files: files!("problem-list": "report.html", "styles.yaml", "template.yaml"),
    },
];

/// A built-in template by its name.
pub(super) fn find(name: &str) -> Option<Builtin> {
    ALL.into_iter().find(|builtin| builtin.name == name)
}

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> + Clone {
    ALL.into_iter().map(|builtin| builtin.name)
}
