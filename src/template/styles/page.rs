//! 版式: profiles, and what a style file changes of them.

use super::{
    units::{self, Length, pt},
    word::Entry,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    document::{MM, PageNumber, PageNumberPlace, PageStyle, Pt, Punctuation, TextStyle},
    text,
};

/// A named set of measures of the page (版式).
#[derive(Debug)]
pub struct Profile {
    /// What a user writes to have it.
    pub name: &'static str,
    /// A few words on it, for a list of all.
    pub about: &'static str,
    /// 上 下 左 右, in millimetres.
    margins: [f64; 4],
    pitch: Pt,
    /// From the lower edge of the type area to the middle of the page number's dash, millimetres.
    number_below: f64,
}

const PROFILES: [Profile; 3] = [
    // GB/T 9704-2012 §5.2.1: 天头 37, 订口 28, 版心 156 × 225 mm, hence 35 below and 26 right;
    // §5.2.3: 22 lines. 28.95 pt (579 twips) is the largest pitch that sets 22 in 225 mm.
    // §7.5: the number stands 7 mm below the type area.
    Profile {
        name: "gb9704",
        about: "默认",
        margins: [37.0, 35.0, 28.0, 26.0],
        pitch: 28.95,
        number_below: 7.0,
    },
    // GB/T 33476.2-2016: the same ink, measured from the line box, whose white is 2.42 mm on each
    // side: 37 − 2.42, 35 − 2.42, 7 − 2.42; a line is 10.39 mm.
    Profile {
        name: "gb33476",
        about: "",
        margins: [34.58, 32.58, 28.0, 26.0],
        pitch: 29.45,
        number_below: 4.58,
    },
    // The round number most offices type into Word; in no standard.
    Profile {
        name: "office28",
        about: "行距 28 磅",
        margins: [37.0, 35.0, 28.0, 26.0],
        pitch: 28.0,
        number_below: 7.0,
    },
];

/// All profiles, the standard one first.
pub fn profiles() -> impl Iterator<Item = &'static Profile> + Clone {
    PROFILES.iter()
}

/// The profile of a name.
///
/// # Errors
/// `NB224` when there is none of that name.
pub fn profile(name: &str) -> Result<&'static Profile> {
    profiles().find(|profile| profile.name == name).ok_or_else(|| {
        Diagnostic::error(Code::Profile, format!("没有“{name}”这种版式"))
            .help(text::suggestion(name, profiles().map(|profile| profile.name)))
            .into()
    })
}

/// A4 (GB/T 9704-2012 §5.1) as Word holds it: 11906 × 16838 twips.
const PAPER: (Pt, Pt) = (595.3, 841.9);

/// The least side of a type area that can hold a report.
const LEAST_SIDE: Pt = 50.0 * MM;

/// Page and page number before the number's style is known.
pub(super) struct RawPage {
    /// Everything but the number.
    pub style: PageStyle,
    number: Number,
}

struct Number {
    shown: bool,
    place: PageNumberPlace,
    before: String,
    after: String,
    below: Pt,
    inset: Pt,
}

/// The page of the profile asked for, or else of the last one named, with all that the sheets change of it.
pub(super) fn resolve<'a>(
    page: impl Iterator<Item = &'a Entry> + Clone,
    number: impl Iterator<Item = &'a Entry>,
    asked: Option<&'static Profile>,
) -> Result<RawPage> {
    let written = page.clone().filter(|(key, _)| key.text == "版式").last();
    let mut findings = Diagnostics::default();
    let profile = match (asked, written) {
        (None, Some((_, name))) => {
            findings.take(profile(&name.text).map_err(|unknown| unknown.or_at(&name.at)))
        }
        _ => asked,
    };
    let mut resolved = RawPage::new(profile.unwrap_or(&PROFILES[0]));
    for entry in page {
        findings.take(resolved.set(entry));
    }
    for entry in number {
        findings.take(resolved.number.set(entry));
        findings.take(resolved.number_is_on_the_page(entry));
    }
    findings.finish(resolved)
}

/// A margin as Word's page dialog keeps it, to a tenth of a point: 28 mm become 79.4 pt = 1588
/// twips, and 156 mm remain between 28 and 26.
fn margin(millimetres: Pt) -> Pt {
    (millimetres * 10.0).round() / 10.0
}

impl RawPage {
    fn new(profile: &Profile) -> Self {
        let [top, bottom, left, right] = profile.margins.map(|mm| margin(mm * MM));
        Self {
            style: PageStyle {
                width: PAPER.0,
                height: PAPER.1,
                top,
                bottom,
                left,
                right,
                // GB/T 9704-2012 §5.2.3.
                lines: 22,
                chars: 28,
                line_pitch: profile.pitch,
                number: None,
                mark: None,
                punctuation: Punctuation::default(),
            },
            number: Number {
                shown: true,
                place: PageNumberPlace::Outside,
                // §7.5: 一字线 on each side.
                before: "— ".to_owned(),
                after: " —".to_owned(),
                below: pt(profile.number_below * MM),
                // §7.5: one 4号 character in.
                inset: 14.0,
            },
        }
    }

    fn set(&mut self, (key, value): &Entry) -> Result<()> {
        let style = &mut self.style;
        match key.text.as_str() {
            "页边距" => {
                let sides = units::margins(value)?.map(margin);
                [style.top, style.bottom, style.left, style.right] = sides;
                if style.text_width() < LEAST_SIDE || style.text_height() < LEAST_SIDE {
                    let message = "页边距太大，版心剩得太小";
                    return Err(value
                        .error(Code::StyleValue, message)
                        .help("A4 纸宽 210毫米、高 297毫米，版心至少留 50毫米")
                        .into());
                }
            }
            "行距" => {
                if let Length::Pt(pitch) = units::pitch(value, &[])? {
                    style.line_pitch = pitch;
                }
            }
            "每行字数" => style.chars = units::count(value, 5, 100)?,
            "每页行数" => style.lines = units::count(value, 5, 100)?,
            "标点压缩" => style.punctuation.compress = units::switch(value)?,
            "标点溢出" => style.punctuation.hang = units::switch(value)?,
            // 版式 itself, chosen before; `load` lets no other key through.
            _ => {}
        }
        Ok(())
    }

    /// Refuses a distance that would put the number beside the paper.
    fn number_is_on_the_page(&self, (key, value): &Entry) -> Result<()> {
        let (style, number) = (&self.style, &self.number);
        let most = match key.text.as_str() {
            "距版心" if number.below > style.bottom => style.bottom,
            "缩进" if number.inset > style.text_width() => style.text_width(),
            _ => return Ok(()),
        };
        let message = format!("页码的{}太大，页码到了纸外面", key.text);
        let help = format!("这里最多 {most}磅");
        Err(value.error(Code::StyleValue, message).help(help).into())
    }

    /// The page with its number set in the given style, and the number, shown or not: a section may
    /// show what the other pages do not.
    pub(super) fn finish(self, text: &TextStyle) -> (PageStyle, PageNumber) {
        let number = PageNumber {
            text: text.clone(),
            before: self.number.before,
            after: self.number.after,
            below: self.number.below,
            inset: self.number.inset,
            place: self.number.place,
        };
        let page = PageStyle { number: self.number.shown.then(|| number.clone()), ..self.style };
        (page, number)
    }
}

impl Number {
    const KEYS: [&str; 5] = ["位置", "前面", "后面", "距版心", "缩进"];

    fn set(&mut self, (key, value): &Entry) -> Result<()> {
        match key.text.as_str() {
            "位置" => {
                self.shown = value.text != "无";
                match value.text.as_str() {
                    "外侧" => self.place = PageNumberPlace::Outside,
                    "居中" => self.place = PageNumberPlace::Center,
                    "无" => {}
                    _ => {
                        return Err(value.wrong("页码的位置", "可以用的有：外侧、居中、无").into());
                    }
                }
            }
            // The trimmed blanks are put back: the number never touches what stands beside it.
            "前面" => self.before = spaced(&value.text, |word| format!("{word} ")),
            "后面" => self.after = spaced(&value.text, |word| format!(" {word}")),
            "距版心" => self.below = units::points(value)?,
            "缩进" => self.inset = units::points(value)?,
            _ => return Err(key.unknown(Self::KEYS).into()),
        }
        Ok(())
    }
}

fn spaced(word: &str, place: impl Fn(&str) -> String) -> String {
    match word {
        "无" | "" => String::new(),
        word => place(word),
    }
}
