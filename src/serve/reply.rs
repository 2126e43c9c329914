//! What is answered.

use super::spots;
use crate::diagnostic::{Code, Diagnostics};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use std::{fmt::Write as _, path::Path};

/// An answer, before it is written out.
#[derive(Debug)]
pub(super) enum Reply {
    /// As asked.
    Done(Value),
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        media: &'static str,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// Not done, and why.
    Refused(Diagnostics),
    /// Not done: the file is another than the browser knows. How it is now.
    Changed(Value),
    /// No request of ours.
    Bad,
    /// Too large a request.
    TooLarge,
}

impl From<Result<Value, Diagnostics>> for Reply {
    fn from(done: Result<Value, Diagnostics>) -> Self {
        done.map_or_else(Self::Refused, Self::Done)
    }
}

impl Reply {
    /// As it is sent; `folder` is the one whose files are spoken of.
    pub(super) fn response(self, folder: &Path) -> Response {
        match self {
            Self::Done(value) => json_of(StatusCode::OK, &value),
            Self::Refused(findings) => {
                let told = spots::findings(folder, &findings, None);
                let refused = json!({ "findings": told, "isPassing": is_passing(&findings) });
                json_of(StatusCode::UNPROCESSABLE_ENTITY, &refused)
            }
            Self::Changed(value) => json_of(StatusCode::CONFLICT, &value),
            Self::Bad => plain(StatusCode::BAD_REQUEST, "看不懂这个请求"),
            Self::TooLarge => plain(StatusCode::PAYLOAD_TOO_LARGE, "太大"),
            Self::File { name, media, bytes } => file(&name, media, bytes),
        }
    }
}

/// Whether the same may be done in a moment: the file could not be written, or was being saved by somebody.
fn is_passing(findings: &Diagnostics) -> bool {
    findings.iter().any(|f| matches!(f.code, Code::Unreadable | Code::Unwritable | Code::Exists))
}

/// A line for who came the wrong way.
pub(super) fn plain(status: StatusCode, text: &'static str) -> Response {
    with_type(status, "text/plain; charset=utf-8", text.into())
}

/// A body of a type.
pub(super) fn with_type(status: StatusCode, media: &'static str, body: Body) -> Response {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static(media))], body).into_response()
}

fn json_of(status: StatusCode, value: &Value) -> Response {
    with_type(status, "application/json", value.to_string().into())
}

/// A file to keep; its name in the way of RFC 6266.
fn file(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let mut coded = String::from("attachment; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            coded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(coded, "%{byte:02X}");
        }
    }
    let mut response = with_type(StatusCode::OK, media, bytes.into());
    if let Ok(value) = HeaderValue::from_str(&coded) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
