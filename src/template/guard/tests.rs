use super::*;

fn syntax() -> SyntaxConfig {
    SyntaxConfig::default()
}

/// A source as the engine gets it, with short names for the filters.
fn weighed(source: &str) -> String {
    let (text, _) = Guard::of(source, &syntax()).unwrap();
    text.replace("|__w", "ʷ").replace("|__n", "ⁿ").replace("|__p", "ᵖ")
}

#[test]
fn operands_are_weighed_and_names_that_are_defined_are_not() {
    for (given, expected) in [
        ("{{ a }} b {{ a.b }}", "{{ a }} b {{ a.b }}"),
        ("{{ a == b.c }}", "{{ aʷ == b.cʷ }}"),
        ("{{ a|join(b) }}", "{{ aʷ|join(bʷ) }}"),
        ("{{ a|default(1) }}{{ a is defined }}", "{{ a|default(1) }}{{ a is defined }}"),
        ("{{ a|length + b|first }}", "{{ a|lengthʷ + b|firstʷ }}"),
        ("{{ a is not none }}{{ a is odd }}", "{{ a is not none }}{{ aʷ is odd }}"),
        ("{{ a is eq b }}", "{{ aʷ is eq (bʷ) }}"),
        ("{{ a is eq b.c and d }}", "{{ aʷ is eq (b.cʷ) and d }}"),
        ("{{ a is divisibleby 3 }}", "{{ aʷ is divisibleby 3 }}"),
        ("{{ a * 3 + -b }}{{ f(*a) }}", "{{ (aⁿ * 3)ᵖ + -bʷ }}{{ f(*aʷ) }}"),
        ("{{ 3 * (a + b) }}", "{{ (3 * (aʷ + bʷ)ⁿ)ᵖ }}"),
        ("{{ 3 * -a }}", "{{ (3 * -aⁿ)ᵖ }}"),
        ("{{ [1] * 3 }}", "{{ ([1]ⁿ * 3)ᵖ }}"),
        ("{{ [0]*3+[1] }}", "{{ ([0]ⁿ*3)ᵖ+[1]ʷ }}"),
        ("{{ 1 - -[0] * 3 / 2 - 1 }}", "{{ 1 - (-[0]ⁿ * 3 / 2)ᵖ - 1 }}"),
        (
            "{{ 2 * a.b[1](c * 2)|d(e) ** 2 if f else g }}",
            "{{ (2 * a.b[1]((cⁿ * 2)ᵖ)|d(eʷ)ⁿ ** 2)ᵖ if f else g }}",
        ),
        ("{{ a * b is odd }}{{ f(1, *a) }}", "{{ aⁿ * bⁿ is odd }}{{ f(1, *aʷ) }}"),
        ("{{ a not in b }}", "{{ aʷ not in bʷ }}"),
        ("{% set a, b = c %}{% set n.a = [n.a] %}", "{% set a, b = c %}{% set n.a = [n.aʷ]ʷ %}"),
        ("{% set a | upper %}{% endset %}", "{% set a | upper %}{% endset %}"),
        ("{% for a, (b, c) in d if a == b %}", "{% for a, (b, c) in d if aʷ == bʷ %}"),
        ("{% for a in b if a in b recursive %}", "{% for a in b if aʷ in bʷ recursive %}"),
        ("{% macro f(a, b=a~a) %}{% endmacro f %}", "{% macro f(a, b=aʷ~aʷ) %}{% endmacro f %}"),
        ("{% call(a, b) f(a) %}{% endcall %}", "{% call(a, b) f(aʷ) %}{% endcall %}"),
        ("{% filter join(a) %}{% endfilter %}", "{% filter join(aʷ) %}{% endfilter %}"),
        ("{% with (a, b) = (c, d), e = f ~ g %}", "{% with (a, b) = (cʷ, dʷ), e = fʷ ~ gʷ %}"),
        ("{% include a ~ b ignore missing %}", "{% include aʷ ~ bʷ ignore missing %}"),
        ("{% from a import b as c, d %}", "{% from a import b as c, d %}"),
        ("{% block a %}{% endblock a %}", "{% block a %}{% endblock a %}"),
        ("{% raw %}{{ a == b }}{% endraw %}", "{% raw %}{{ a == b }}{% endraw %}"),
        ("{{ {a: b}|items }}", "{{ {aʷ: bʷ}ʷ|items }}"),
        ("{{ a[b:c] }}", "{{ a[bʷ:cʷ]ʷ }}"),
        ("{% set a = b, c %}{% set n.a = n.a, %}", "{% set a = bʷ, cʷ %}{% set n.a = n.aʷ, %}"),
    ] {
        assert_eq!(weighed(given), expected);
    }
}

#[test]
fn places_lead_back_to_what_was_typed() {
    let typed = "{{ aa == bb.c }}";
    let (text, guard) = Guard::of(typed, &syntax()).unwrap();
    let back = |part: &str| {
        let at = text.find(part).unwrap();
        &typed[guard.typed(&(at..at + part.len()))]
    };
    assert_eq!(back("aa"), "aa");
    assert_eq!(back("__w =="), "aa");
    assert_eq!(back("=="), "==");
    assert_eq!(back("bb.c"), "bb.c");
    assert_eq!(back("aa|__w == bb.c"), "aa == bb.c");
    assert_eq!(back("__w }}"), "bb.c");
}

#[test]
fn what_is_too_deep_for_the_engine_is_refused_at_its_tag() {
    let refused = |source: &str| Guard::of(source, &syntax()).unwrap_err().0.message;
    for (part, count) in [("-", 1), ("not ", 1), ("1+", 1), (".b", 1), ("|abs", 1), ("()", 2)] {
        let source = format!("{{{{ a {} 1 }}}}", part.repeat(1001));
        let message = format!("一处里有 {} 个运算符和括号，最多 1000 个", 1001 * count);
        assert_eq!(refused(&source), message);
    }
    assert!(refused(&format!("{{{{ {}", "-".repeat(1001))).starts_with("一处里有"));
    let chain = format!("{{% if a %}}{}", "{% elif b %}".repeat(201));
    assert_eq!(refused(&chain), "一个 if 后面的 elif 超过 200 个");
    let pairs = "{% if a %}{% elif b %}{% endif %}".repeat(500);
    assert!(Guard::of(&pairs, &syntax()).is_ok());
    let list = format!("{{{{ [{}] }}}}", "1, ".repeat(5000));
    assert!(Guard::of(&list, &syntax()).is_ok());
}
