//! A server that is started for a test, and a browser that says what it likes.

use serde_json::Value;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// Ends with the test, however that ends.
pub struct Serving {
    child: Child,
    pub port: u16,
    pub token: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A folder with a copy of an example's folder in it.
pub fn folder_of(example: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for file in fs::read_dir(Path::new("examples").join(example)).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            fs::copy(file.path(), home.path().join(file.file_name())).unwrap();
        }
    }
    home
}

pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.arg("serve").arg(folder).arg("--no-open").stdin(Stdio::null());
    command
}

pub fn serve(folder: &Path) -> Serving {
    let mut child = command(folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let rest = line.trim().strip_prefix("http://127.0.0.1:").expect(&line);
    let (port, token) = rest.trim_end_matches('/').split_once('/').unwrap();
    Serving { port: port.parse().unwrap(), token: token.to_owned(), child }
}

impl Serving {
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// Whatever is sent, and what comes back.
    pub fn raw(&self, request: &[u8]) -> std::io::Result<Answer> {
        let mut line = TcpStream::connect(("127.0.0.1", self.port))?;
        line.set_read_timeout(Some(Duration::from_secs(60)))?;
        // Who is refused early may not take the rest.
        let _ = line.write_all(request);
        let mut all = Vec::new();
        let read = line.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            read?;
            return Ok(Answer { status: 400, head: String::new(), body: Vec::new() });
        };
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Answer { status, head, body: all[end + 4..].to_vec() })
    }

    /// A request with these lines in its head and this body.
    pub fn request(&self, first: &str, lines: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{first} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in lines {
            request.extend([name, ": ", value, "\r\n"]);
        }
        if !body.is_empty() {
            request.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        request += "\r\n";
        self.raw(&[request.as_bytes(), body].concat()).unwrap()
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request(&format!("GET /{}/{path}", self.token), &[("Host", &self.host())], b"")
    }

    pub fn post(&self, path: &str, media: &str, more: &[(&str, &str)], body: &[u8]) -> Answer {
        let origin = format!("http://{}", self.host());
        let host = self.host();
        let lines = [("Host", host.as_str()), ("Origin", &origin), ("Content-Type", media)];
        let first = format!("POST /{}/{path}", self.token);
        self.request(&first, &[&lines, more].concat(), body)
    }

    pub fn ask(&self, call: &str, asked: &Value) -> Answer {
        self.post(&format!("api/{call}"), "application/json", &[], asked.to_string().as_bytes())
    }

    /// What is answered when all is well.
    #[track_caller]
    pub fn done(&self, call: &str, asked: &Value) -> Value {
        let answer = self.ask(call, asked);
        assert_eq!(answer.status, 200, "{call}: {}", answer.text());
        answer.json()
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).chars().take(600).collect()
    }
}

/// The plain names in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(name).collect();
    names.retain(|name| !name.starts_with(".nianbao-serve"));
    names.sort();
    names
}

/// An edit sent to a server that may be gone at any moment; nothing then.
pub fn quietly(port: u16, token: &str, asked: &Value) -> Option<Value> {
    let mut line = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let body = asked.to_string();
    let host = format!("127.0.0.1:{port}");
    let head = format!(
        "POST /{token}/api/edit HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
         Content-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    line.write_all(head.as_bytes()).ok()?;
    line.write_all(body.as_bytes()).ok()?;
    let mut all = Vec::new();
    line.read_to_end(&mut all).ok()?;
    let end = all.windows(4).position(|four| four == b"\r\n\r\n")?;
    serde_json::from_slice(all.get(end + 4..)?).ok()
}
