//! Who is let in.

use super::client::{Answer, Serving, command, folder_of, names, serve};
use serde_json::json;
use std::{collections::BTreeMap, fs, path::Path};

/// Words that stand in the reports and in no refusal.
const SECRET: &str = "生态铜厂";

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |name: String| fs::read(folder.join(&name)).ok().map(|bytes| (name, bytes));
    names(folder).into_iter().filter_map(read).collect()
}

struct Tried {
    count: usize,
}

impl Tried {
    #[track_caller]
    fn refused(&mut self, answer: &Answer, what: &str) {
        self.count += 1;
        assert!((400..600).contains(&answer.status), "{what}: {} {}", answer.status, answer.text());
        assert_ne!(answer.status, 500, "{what}");
        assert!(!String::from_utf8_lossy(&answer.body).contains(SECRET), "{what}");
    }
}

fn hosts_and_origins(serving: &Serving, tried: &mut Tried) {
    let (port, token) = (serving.port, &serving.token);
    let ours = serving.host();
    let asked = json!({ "file": "铜厂彝族乡.yaml" }).to_string();
    let media = ("Content-Type", "application/json");
    let hosts = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".into(),
        "localhost".into(),
        format!("127.0.0.1:{}", port ^ 1),
        format!("127.0.0.2:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::1]:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("127.0.0.1:{port}.evil.example"),
        format!("127.0.0.1:{port}@evil.example"),
        format!("LOCALHOST:{port}"),
        String::new(),
    ];
    for host in &hosts {
        let origin = format!("http://{ours}");
        for (first, body) in [("GET", ""), ("POST", asked.as_str())] {
            let path = if first == "GET" { "report" } else { "api/report" };
            let lines = [("Host", host.as_str()), ("Origin", &origin), media];
            let answer =
                serving.request(&format!("{first} /{token}/{path}"), &lines, body.as_bytes());
            tried.refused(&answer, &format!("host {host}"));
        }
    }
    let twice = [("Host", ours.as_str()), ("Host", "evil.example")];
    tried.refused(&serving.request(&format!("GET /{token}/"), &twice, b""), "two hosts");
    tried.refused(&serving.request(&format!("GET /{token}/"), &[], b""), "no host");
    let origins = [
        "null".to_owned(),
        "http://evil.example".into(),
        format!("http://evil.example:{port}"),
        format!("https://127.0.0.1:{port}"),
        "http://127.0.0.1".into(),
        format!("http://127.0.0.1:{}", port ^ 1),
        format!("http://127.0.0.1:{port}.evil.example"),
        format!("http://127.0.0.1:{port}/"),
        format!("http://[::1]:{port}"),
        "file://".into(),
        String::new(),
    ];
    for origin in &origins {
        for (first, path) in
            [("GET", ""), ("POST", "api/report"), ("POST", "api/edit"), ("POST", "api/county")]
        {
            let lines = [("Host", ours.as_str()), ("Origin", origin), media];
            let answer =
                serving.request(&format!("{first} /{token}/{path}"), &lines, asked.as_bytes());
            tried.refused(&answer, &format!("origin {origin}"));
        }
    }
    for call in ["report", "edit", "county", "render", "summarize", "new"] {
        let lines = [("Host", ours.as_str()), media];
        let answer =
            serving.request(&format!("POST /{token}/api/{call}"), &lines, asked.as_bytes());
        tried.refused(&answer, "a change without an origin");
        let origin = format!("http://{ours}");
        let lines =
            [("Host", ours.as_str()), ("Origin", &origin), media, ("Sec-Fetch-Site", "cross-site")];
        let answer =
            serving.request(&format!("POST /{token}/api/{call}"), &lines, asked.as_bytes());
        tried.refused(&answer, "a change from another site");
    }
}

fn tokens_and_methods(serving: &Serving, tried: &mut Tried) {
    let token = &serving.token;
    let (host, origin) = (serving.host(), format!("http://{}", serving.host()));
    let ours = [
        ("Host", host.as_str()),
        ("Origin", origin.as_str()),
        ("Content-Type", "application/json"),
    ];
    let short = &token[1..];
    let upper = token.to_uppercase();
    let zeros = "0".repeat(token.len());
    let long = format!("{token}0");
    for word in [short, &upper, &zeros, &long, "", "x", "..", "%00", "token"] {
        let word = if word == upper && upper == *token { "X" } else { word };
        for path in ["", "report", "assets/report.js"] {
            tried.refused(&serving.request(&format!("GET /{word}/{path}"), &ours, b""), word);
        }
        tried.refused(&serving.request(&format!("POST /{word}/api/county"), &ours, b"{}"), word);
    }
    for path in ["/", "/report", "/assets/report.js", "/favicon.ico", "*", "//"] {
        tried.refused(&serving.request(&format!("GET {path}"), &ours, b""), path);
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "HEAD", "BREW"] {
        tried.refused(&serving.request(&format!("{method} /{token}/"), &ours, b""), method);
        tried.refused(
            &serving.request(&format!("{method} /{token}/api/county"), &ours, b"{}"),
            method,
        );
    }
    for path in ["api/county", "api/", "api/nothing", "send/import"] {
        tried.refused(&serving.get(path), path);
    }
    for name in ["..%2f..%2fCargo.toml", "%2e%2e", "nothing.js", "", "report.js%00", "mod.rs"] {
        tried.refused(&serving.get(&format!("assets/{name}")), name);
    }
}

fn names_of_files(serving: &Serving, tried: &mut Tried) {
    let long = "长".repeat(200) + ".yaml";
    let bad = [
        "",
        ".",
        "..",
        "../a.yaml",
        "../../etc/passwd",
        "/etc/passwd",
        "a/b.yaml",
        "深/乡.yaml",
        "./铜厂彝族乡.yaml",
        "汇总/../铜厂彝族乡.yaml",
        "汇总/a.yaml",
        "..\\a.yaml",
        "C:\\a.yaml",
        "C:a.yaml",
        ".隐.yaml",
        "没有.yaml",
        "外.yaml",
        "夹.yaml",
        "铜厂彝族乡.yaml\0",
        "铜厂彝族乡.yaml\n",
        "铜厂彝族乡.yaml/",
        "%2e%2e%2fa.yaml",
        &long,
    ];
    for name in bad {
        for call in ["report", "state", "read"] {
            tried.refused(&serving.ask(call, &json!({ "file": name })), &format!("{call} {name}"));
        }
        let edit = json!({ "file": name, "digest": "", "form": "2021", "edits": [] });
        tried.refused(&serving.ask("edit", &edit), name);
        let wanted = json!({ "file": name, "format": "pdf" });
        tried.refused(&serving.ask("download", &wanted), name);
    }
    for format in ["exe", "svg", "", "../pdf", "yaml"] {
        let wanted = json!({ "file": "铜厂彝族乡.yaml", "format": format });
        tried.refused(&serving.ask("download", &wanted), format);
    }
    let told = |name: &str| format!("%7B%22name%22:%22{name}%22%7D");
    for name in ["../x.docx", "..", "", ".x.yaml", "a%2Fb.docx"] {
        let more = [("X-Nianbao", told(name))];
        let more = [(more[0].0, more[0].1.as_str())];
        let answer = serving.post("send/import", "application/octet-stream", &more, b"text");
        tried.refused(&answer, name);
    }
}

fn types_and_sizes(serving: &Serving, tried: &mut Tried) {
    for media in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "",
        "application/octet-stream",
    ] {
        let answer =
            serving.post("api/report", media, &[], r#"{"file":"铜厂彝族乡.yaml"}"#.as_bytes());
        tried.refused(&answer, media);
    }
    for body in [
        "",
        "{",
        "[]",
        "null",
        "7",
        r#"{"file":7}"#,
        r#"{"file":["a"]}"#,
        "\u{0}",
        r#"{"name":"a"}"#,
    ] {
        for call in ["report", "edit", "download"] {
            tried.refused(
                &serving.post(&format!("api/{call}"), "application/json", &[], body.as_bytes()),
                body,
            );
        }
    }
    for (call, body) in [
        ("render", "{}"),
        ("render", "[]"),
        ("render", r#"{"file":1}"#),
        ("render", r#"{"files":"铜厂彝族乡.yaml"}"#),
        ("render", r#"{"files":[],"more":1}"#),
        ("county", "[]"),
        ("review", "null"),
        ("summarize", r#"{"folder":"/tmp"}"#),
        ("report", r#"{"file":"county.yaml"}"#),
        ("download", r#"{"file":"county.yaml","format":"pdf"}"#),
        ("mend", r#"{"file":"county.yaml","digest":""}"#),
    ] {
        let answer = serving.post(&format!("api/{call}"), "application/json", &[], body.as_bytes());
        tried.refused(&answer, body);
    }
    let large = format!(r#"{{"file":"{}"}}"#, "a".repeat(5 << 20));
    tried.refused(&serving.post("api/report", "application/json", &[], large.as_bytes()), "5 MB");
    let deep = "[".repeat(200_000);
    tried.refused(&serving.post("api/edit", "application/json", &[], deep.as_bytes()), "deep");
    let digest = serving.done("state", &json!({ "file": "铜厂彝族乡.yaml" }))["digest"].clone();
    for key in ["没有这一项", "requests.nothing", "正文.99.内容", "正文.x.内容", "a.b.c.d", "", "."]
    {
        let edits = json!([{ "key": key, "value": "1" }]);
        let asked =
            json!({ "file": "铜厂彝族乡.yaml", "digest": digest, "form": "2021", "edits": edits });
        tried.refused(&serving.ask("edit", &asked), key);
    }
    for request in ["GET\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}", "GET / HTTP/9.9\r\n\r\n"] {
        tried.refused(&serving.raw(format!("{request}\r\n\r\n").as_bytes()).unwrap(), request);
    }
}

#[test]
fn two_hundred_bad_requests_are_refused_and_change_nothing() {
    let home = folder_of("yimen");
    fs::write(home.path().join(".隐.yaml"), SECRET).unwrap();
    fs::create_dir(home.path().join("夹.yaml")).unwrap();
    fs::create_dir(home.path().join("深")).unwrap();
    fs::write(home.path().join("深/乡.yaml"), SECRET).unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("外.yaml"), SECRET).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("外.yaml"), home.path().join("外.yaml"))
        .unwrap();
    let before = contents(home.path());
    let serving = serve(home.path());
    let mut tried = Tried { count: 0 };
    hosts_and_origins(&serving, &mut tried);
    tokens_and_methods(&serving, &mut tried);
    names_of_files(&serving, &mut tried);
    types_and_sizes(&serving, &mut tried);
    assert!(tried.count >= 200, "{}", tried.count);
    assert_eq!(contents(home.path()), before);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(serving.get("").status, 200, "and it still answers");
}

#[test]
fn what_is_answered_may_run_nothing_but_our_own_scripts() {
    let home = folder_of("yimen");
    let serving = serve(home.path());
    for path in ["", "report?file=a", "assets/report.js", "assets/nianbao.css"] {
        let answer = serving.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let head = answer.head.to_lowercase();
        for line in [
            "content-security-policy: default-src 'none'; script-src 'self'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(head.contains(line), "{path}: no {line} in {head}");
        }
        let page = answer.text();
        assert!(!page.contains("onclick") && !page.contains("style="), "{page}");
    }
    let page = String::from_utf8(serving.get("report").body).unwrap();
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("http://") && !page.contains("https://"), "{page}");
}

#[test]
fn a_second_server_on_the_folder_says_where_the_first_one_is() {
    let home = folder_of("yimen");
    let first = serve(home.path());
    let second = command(home.path()).output().unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(2), "{said}");
    assert!(said.contains("[NB412]") && said.contains("已经打开着"), "{said}");
    assert!(said.contains(&format!("http://127.0.0.1:{}/{}/", first.port, first.token)), "{said}");
    // Another folder is another matter, and one that was killed leaves none locked.
    let other = folder_of("plain-2019");
    drop(serve(other.path()));
    drop(serve(other.path()));
    let taken = command(other.path()).args(["--port", &first.port.to_string()]).output().unwrap();
    let said = String::from_utf8(taken.stderr).unwrap();
    assert!(said.contains("[NB413]") && said.contains("别的程序正用着"), "{said}");
}

#[test]
fn what_was_killed_is_found_again_at_its_address_and_what_ended_is_not() {
    let home = folder_of("yimen");
    let first = serve(home.path());
    let (port, token) = (first.port, first.token.clone());
    drop(first);
    let again = serve(home.path());
    assert_eq!((again.port, &again.token), (port, &token));
    drop(again);
    // An address that others could have written is none.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let lock = home.path().join(".nianbao-serve.lock");
        fs::set_permissions(&lock, fs::Permissions::from_mode(0o644)).unwrap();
        assert_ne!(serve(home.path()).token, token);
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly_and_at_once() {
    ["-INT", "-TERM", "-HUP"].into_iter().for_each(ends_cleanly);
}

#[cfg(unix)]
fn ends_cleanly(signal: &str) {
    let home = folder_of("yimen");
    let mut serving = serve(home.path());
    // A browser holds its line open.
    let _line = std::net::TcpStream::connect(("127.0.0.1", serving.port)).unwrap();
    assert_eq!(serving.get("").status, 200);
    let begin = std::time::Instant::now();
    let killed =
        std::process::Command::new("kill").args([signal, &serving.id().to_string()]).status();
    assert!(killed.unwrap().success());
    assert_eq!(serving.wait(), Some(0));
    assert!(begin.elapsed() < std::time::Duration::from_secs(10), "{:?}", begin.elapsed());
    assert!(!home.path().join(".nianbao-serve.lock").exists());
}
