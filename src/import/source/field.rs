//! Fields of a DOCX (ECMA-376 Part 1 §17.16): what they show stands between two of their marks; a form field that
//! shows nothing there shows what it was set to.

/// More entries than any list to choose from has.
const ENTRIES: usize = 200;

/// The fields that are open, one in another.
#[derive(Debug, Default)]
pub(super) struct DocxFields {
    open: Vec<DocxField>,
    /// How many of them show something now.
    shown: usize,
    /// How many of these do so in the instruction of another. Counted, since fields may stand in each other without end.
    asked: usize,
    /// How many bytes were written so far.
    written: usize,
}

#[derive(Debug, Default)]
struct DocxField {
    /// How many bytes had been written where it begins.
    from: usize,
    /// Whether what it shows has begun.
    is_shown: bool,
    /// Whether that is in the instruction of another.
    is_asked: bool,
    entries: Vec<String>,
    chosen: Option<String>,
    default: Option<String>,
    is_checked: Option<bool>,
    is_box: bool,
}

impl DocxFields {
    /// Counts what is written.
    pub fn wrote(&mut self, text: &str) {
        self.written += text.len();
    }

    /// Whether what is written now is what a field shows.
    pub fn is_shown(&self) -> bool {
        self.shown > 0
    }

    /// Whether what is written now is what a field shows in the instruction of another, `{ IF { MERGEFIELD n } = "" … }`:
    /// it is asked about there, and not seen. `is_simple` where it stands in an element of its own.
    pub fn is_asked(&self, is_simple: bool) -> bool {
        self.asked > 0 || (is_simple && self.asks())
    }

    /// Whether a field is open of which the instruction goes on.
    fn asks(&self) -> bool {
        self.open.len() > self.shown
    }

    /// A mark of a field. At the end of one that shows no text of its own: what it shows, or nothing.
    pub fn mark(&mut self, kind: Option<&str>) -> Option<String> {
        match kind {
            Some("begin") => {
                self.open.push(DocxField { from: self.written, ..DocxField::default() });
                None
            }
            Some("separate") => {
                // Of the others, besides its own, one goes on.
                let is_asked = self.open.len() > self.shown + 1;
                if let Some(field) = self.open.last_mut().filter(|field| !field.is_shown) {
                    field.is_shown = true;
                    field.is_asked = is_asked;
                    self.shown += 1;
                    self.asked += usize::from(is_asked);
                }
                None
            }
            Some("end") => {
                let field = self.open.pop()?;
                self.shown -= usize::from(field.is_shown);
                self.asked -= usize::from(field.is_asked);
                (field.from == self.written && !self.asks()).then(|| field.shown())
            }
            _ => None,
        }
    }

    /// An element of what a form field may hold.
    pub fn data(&mut self, name: &str, value: Option<String>) {
        let Some(field) = self.open.last_mut() else {
            return;
        };
        match name {
            "listEntry" if field.entries.len() < ENTRIES => field.entries.extend(value),
            "result" => field.chosen = value,
            "default" => field.default = value,
            "checkBox" => field.is_box = true,
            "checked" => field.is_checked = Some(value.is_none_or(|v| v != "0" && v != "false")),
            _ => {}
        }
    }
}

impl DocxField {
    fn shown(self) -> String {
        if self.is_box {
            let is_set = self.default.is_some_and(|v| v != "0" && v != "false");
            let mark = if self.is_checked.unwrap_or(is_set) { "☑" } else { "☐" };
            return mark.to_owned();
        }
        if self.entries.is_empty() {
            return self.default.unwrap_or_default();
        }
        let chosen = self.chosen.or(self.default).and_then(|index| index.parse::<usize>().ok());
        self.entries.into_iter().nth(chosen.unwrap_or(0)).unwrap_or_default()
    }
}
