//! The names of formats as `--format` takes them: parted by commas of either width, or whatever else people
//! put between words, and in words that they know the files by.

use clap::{
    Arg, Command,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use nianbao::{
    export::{ALL, FORMATS, Format},
    text::listed,
};
use std::ffi::OsStr;

/// The formats of one `--format`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFormats(pub Vec<&'static Format>);

/// Reads them.
#[derive(Clone, Debug)]
pub struct FormatNames(PossibleValuesParser);

impl Default for FormatNames {
    fn default() -> Self {
        let names = FORMATS.into_iter().map(|format| format.extension).chain([ALL]);
        Self(PossibleValuesParser::new(names.collect::<Vec<_>>()))
    }
}

impl TypedValueParser for FormatNames {
    type Value = NamedFormats;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<NamedFormats, Error> {
        let text = value.to_str().ok_or_else(|| Error::new(ErrorKind::InvalidUtf8))?;
        let names = listed(text);
        if names.is_empty() {
            // Says that a value is wanted, and which there are.
            self.0.parse_ref(command, argument, OsStr::new(""))?;
        }
        let mut formats = Vec::new();
        for name in names {
            let name = name.strip_prefix('.').unwrap_or(&name);
            let known = self.0.parse_ref(command, argument, OsStr::new(name));
            known.map_err(|error| suggesting(error, name))?;
            formats.extend(Format::named(name));
        }
        Ok(NamedFormats(formats))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// A word that people know a kind of file by leads to its name, not to the word that looks most like it.
fn suggesting(mut error: Error, name: &str) -> Error {
    if let Some(meant) = Format::meant(name) {
        let meant = ContextValue::String(meant.to_owned());
        error.insert(ContextKind::SuggestedValue, meant);
    }
    error
}
