//! What MiniJinja found wrong, in the user's words.

mod names;
mod syntax;
mod values;

use super::{
    builtin,
    filters::{self, Refusal},
};
use crate::text;
use minijinja::{Error, ErrorKind, Value};

/// Filters that come with the engine, for suggestions; a test proves that each exists.
const FILTERS: [&str; 36] = [
    "abs",
    "attr",
    "batch",
    "bool",
    "capitalize",
    "count",
    "default",
    "first",
    "float",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "last",
    "length",
    "lines",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "replace",
    "reverse",
    "round",
    "select",
    "slice",
    "sort",
    "split",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "zip",
];

/// Tests (`is …`) that come with the engine, for suggestions.
const TESTS: [&str; 12] = [
    "defined",
    "undefined",
    "none",
    "number",
    "integer",
    "string",
    "sequence",
    "mapping",
    "odd",
    "even",
    "startingwith",
    "endingwith",
];

/// Functions that come with the engine, for suggestions.
const FUNCTIONS: [&str; 3] = ["range", "dict", "namespace"];

/// An error, told.
pub(super) struct Explanation {
    /// What is wrong.
    pub message: String,
    /// Beside the place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
}

/// Where names may come from, and what the failing place says.
#[derive(Clone, Copy, Debug)]
pub(super) struct TroubleScene<'a> {
    /// The data that the template saw; none while it is compiled.
    pub context: Option<&'a Value>,
    /// The template files.
    pub files: &'a [&'a str],
    /// The text at the place of the error.
    pub written: &'a str,
}

/// Tells an error.
pub(super) fn explain(error: &Error, scene: TroubleScene<'_>) -> Explanation {
    if let Some(refusal) = refusal(error) {
        return told(&refusal.message, Some(refusal.help.clone())).with_values(error, scene);
    }
    let detail = error.detail().unwrap_or_default();
    let name = words(detail);
    match error.kind() {
        ErrorKind::UndefinedError => names::undefined(quoted(detail), scene.context),
        ErrorKind::SyntaxError => syntax::explain(detail),
        ErrorKind::BadEscape => {
            let help = "反斜杠后面只能是 n、t、引号、反斜杠；要别的字就直接写那个字";
            told("模板语句写得不对：引号里的反斜杠后面写得不对", Some(help.to_owned()))
        }
        ErrorKind::TemplateNotFound => missing_file(quoted(detail), scene.files),
        ErrorKind::NonPrimitive => names::unprintable(detail, scene),
        kind => {
            let (message, help) = running(kind, detail, name, scene);
            told(&message, help)
        }
    }
    .with_values(error, scene)
}

/// What went wrong in a running template, and what to do.
fn running(
    kind: ErrorKind,
    detail: &str,
    name: impl Fn(usize) -> String,
    scene: TroubleScene<'_>,
) -> (String, Option<String>) {
    let help = |text: &str| Some(text.to_owned());
    match kind {
        ErrorKind::OutOfFuel => (
            "模板运行得太久，或做出的文字太长，已经停下".to_owned(),
            help("多半是循环写得没有尽头、文件互相 include，或把文字一再相接、重复"),
        ),
        ErrorKind::UnknownFilter => {
            let known = filters::names().chain(FILTERS);
            let help = text::suggestion(&name(1), known);
            (format!("没有“{}”这个过滤器", name(1)), Some(help))
        }
        ErrorKind::UnknownTest => {
            let help = text::suggestion(&name(1), TESTS);
            (format!("没有“is {}”这种判断", name(1)), Some(help))
        }
        ErrorKind::UnknownFunction => {
            let help = text::suggestion(&name(0), FUNCTIONS);
            (format!("没有“{}”这个函数", name(0)), Some(help))
        }
        ErrorKind::UnknownMethod => (
            format!("这个值后面不能写“.{}()”", name(usize::MAX)),
            help("值后面只写它的一项（如 part.heading）；要加工它，用过滤器（如 机关 | 简称）"),
        ),
        ErrorKind::MissingArgument => arguments("少了", scene),
        ErrorKind::TooManyArguments => arguments("多了", scene),
        ErrorKind::CannotUnpack => (
            "这一组值的个数和 for、set 里写的名字不一样多".to_owned(),
            help("一次取一项就只写一个名字，如 {% for part in parts %}"),
        ),
        ErrorKind::UnknownBlock => {
            (format!("没有“{}”这一块", quoted(detail)), help("block 的名字要和上一级模板里的一样"))
        }
        ErrorKind::InvalidOperation => operation(detail),
        _ => (unexplained(detail), None),
    }
}

/// An operation that the values do not bear.
fn operation(detail: &str) -> (String, Option<String>) {
    // Part of the engine's remark, our message and our advice.
    const REMARKS: [(&str, &str, &str); 15] = [
        (
            "can only sum numbers",
            "sum 只能加数，这里面有文字",
            "用“合计”过滤器，它认得写成文字的数（如“98.40”“22（其中修订16件）”）",
        ),
        (
            "cycle in template inheritance",
            "模板文件的 extends 绕成了圈",
            "一个文件不能直接或间接地 extends 自己",
        ),
        (
            "unsupported types",
            "这两个值不能这样算",
            "加减乘除只能用在数上，文字相接用 ~；写成文字的数（如“22（其中修订16件）”）不能参加计算",
        ),
        ("unable to calculate", "这个算式算不出来，可能是除数为 0", "先用 if 判断除数是不是 0"),
        ("recursion limit", "模板文件套得太深，已经停下", "看 include 和宏是不是绕成了圈"),
        (
            "is not callable",
            "这不是函数，后面不能写括号",
            "去掉括号；要加工这个值，用过滤器（如 机关 | 简称）",
        ),
        (
            "is not iterable",
            "这不是一组值，不能一项一项地取",
            "for 后面写一组值，如 parts、title、signature.bodies",
        ),
        ("range has too many", "range 的范围太大", "一份文件用不到这么多，最多 100000"),
        ("too large", "做出的文字太长，已经停下", "看重复的次数写对了没有"),
        ("range with step of 0", "range 的间隔是 0，没有尽头", "间隔写 1 或别的数，或者不写"),
        ("overflow", "数太大，算不下去", "看是不是多写了几位，或多乘了几次"),
        ("cannot convert", "这个值不是这里要的那种数", "看这里要的是不是整数，数是不是太大"),
        ("cannot be sliced", "这个值不能只取一段", "只有文字和一组值能写 [起:止]"),
        ("cannot calculate length", "这个值没有长度", "length 用在文字或一组值上"),
        ("tried to use + operator", "这两个值不能相加", "数和数才能相加；文字相接用 ~"),
    ];
    let known = REMARKS.iter().find(|(remark, ..)| detail.contains(remark));
    known.map_or_else(
        || (unexplained(detail), None),
        |(_, message, help)| ((*message).to_owned(), Some((*help).to_owned())),
    )
}

/// A filter or function was given too few or too many arguments.
fn arguments(how: &str, scene: TroubleScene<'_>) -> (String, Option<String>) {
    let name = scene.written.split('(').next().unwrap_or_default().trim();
    let takes = filters::takes(name).map(|takes| format!("它要{takes}"));
    (format!("“{name}”括号里的参数{how}"), takes)
}

/// Words of the engine that nobody has put into Chinese help nobody.
fn unexplained(detail: &str) -> String {
    if detail.chars().any(text::is_hanzi) {
        format!("模板这里出了错：{detail}")
    } else {
        "模板这里出了错，这里的值不能这样用".to_owned()
    }
}

fn told(message: &str, help: Option<String>) -> Explanation {
    Explanation { message: message.to_owned(), label: String::new(), help }
}

impl Explanation {
    /// With the values of the variables involved.
    fn with_values(mut self, error: &Error, scene: TroubleScene<'_>) -> Self {
        if self.label.is_empty() {
            self.label = values::involved(error, scene);
        }
        self
    }
}

/// What a filter of ours says itself.
fn refusal(error: &Error) -> Option<&Refusal> {
    std::error::Error::source(error)?.downcast_ref()
}

/// The name that a remark puts in quotes.
fn quoted(detail: &str) -> &str {
    detail.split(['`', '"', '\'']).nth(1).unwrap_or_default()
}

/// The words of a remark by their places, from 0; past the end, the last.
fn words(detail: &str) -> impl Fn(usize) -> String {
    let words: Vec<String> = detail.split_whitespace().map(str::to_owned).collect();
    move |at| {
        let word = words.get(at).or(words.last());
        word.cloned().unwrap_or_default()
    }
}

fn missing_file(name: &str, files: &[&str]) -> Explanation {
    let outside = name.contains("..") || name.contains('\\') || name.starts_with('/');
    let help = if outside {
        "模板只能用本文件夹里的文件，不能写上级文件夹和绝对路径".to_owned()
    } else {
        // An office's own files and the built-in ones are not offered in place of each other.
        let is_builtin = |file: &str| file.starts_with(builtin::PREFIX);
        let alike = files.iter().copied();
        text::suggestion(name, alike.filter(|file| is_builtin(file) == is_builtin(name)))
    };
    told(&format!("没有“{name}”这个模板文件"), Some(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_engine_are_told_in_chinese_or_not_at_all() {
        let env = minijinja::Environment::new();
        let deep = "{% if 1 %}".repeat(3000) + &"{% endif %}".repeat(3000);
        for text in [
            "{{ (-170141183460469231731687303715884105727-1)|abs }}",
            "{{ 1.5|round(-99999999999) }}",
            "{{ range(1,5,0) }}",
            "{{ 99999999999999999999999999999999999999999999999 }}",
            "{{ \"\\ud800\" }}",
            "{{ 170141183460469231731687303715884105727 * 2 }}",
            "{{ 1|batch(0) }}",
            "{{ 'a'|indent('b') }}",
            "{{ [1]|join(1, 2, 3) }}",
            "{{ 1|int('x') }}",
            "{{ 'a'|float }}",
            "{{ {}|dictsort(by='x') }}",
            "{{ [1, 'a']|sort(attribute=1)|max }}",
            &deep,
        ] {
            let Err(error) = env.render_str(text, ()) else { continue };
            let error = crate::template::engine::innermost(&error);
            let scene = TroubleScene { context: None, files: &[], written: "" };
            let told = explain(error, scene).message.replace("range", "").replace("sum", "");
            let given = text.get(..60.min(text.len())).unwrap_or_default();
            assert!(!told.chars().any(|c| c.is_ascii_alphabetic()), "{given}: {told}");
            assert!(!told.ends_with('：'), "{given}: {told}");
        }
    }

    #[test]
    fn whatever_is_suggested_exists() {
        let env = minijinja::Environment::new();
        let kind = |text: String| env.render_str(&text, ()).err().map(|e| e.kind());
        for name in FILTERS {
            let kind = kind(format!("{{{{ 1|{name} }}}}"));
            assert_ne!(kind, Some(ErrorKind::UnknownFilter), "{name}");
        }
        for name in TESTS {
            let kind = kind(format!("{{{{ 1 is {name} }}}}"));
            assert_ne!(kind, Some(ErrorKind::UnknownTest), "{name}");
        }
        for name in FUNCTIONS {
            let kind = kind(format!("{{{{ {name}() }}}}"));
            assert_ne!(kind, Some(ErrorKind::UnknownFunction), "{name}");
        }
    }
}
