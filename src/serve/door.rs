//! Who is let in: a browser on this machine, on a page of ours, that knows the word in the address.
//!
//! Another page in the same browser can send requests here, and can give our address a name of its own (DNS
//! rebinding): so the host must be ours by its number or as `localhost`, the origin must be ours wherever one is
//! said, and every address begins with a word that nobody can guess.

use super::{reply, site::Site};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// Scripts and styles are ours alone, nothing is framed, no form goes elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request in or not.
pub(super) async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&site, &request) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(site: &Site, request: &Request) -> Option<Response> {
    let forbidden = |why| Some(reply::plain(StatusCode::FORBIDDEN, why));
    let headers = request.headers();
    if !is_our_host(headers, site.setup.port) {
        return forbidden("只回答本机的浏览器");
    }
    if !is_our_page(headers, site.setup.port, request.method()) {
        return forbidden("只回答本程序自己的网页");
    }
    let word = request.uri().path().split('/').nth(1).unwrap_or_default();
    if !is_same(word.as_bytes(), site.setup.token.as_bytes()) {
        return forbidden("地址不对：请用程序窗口里显示的完整地址打开");
    }
    if !matches!(*request.method(), Method::GET | Method::POST) {
        return Some(reply::plain(StatusCode::METHOD_NOT_ALLOWED, "没有这种请求"));
    }
    None
}

fn is_our_host(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    ours(port).iter().any(|ours| host.as_bytes() == ours.as_bytes())
}

/// Browsers say the origin of every request that changes something.
fn is_our_page(headers: &HeaderMap, port: u16, method: &Method) -> bool {
    let is_ours = |origin: &HeaderValue| {
        ours(port).iter().any(|ours| origin.as_bytes() == format!("http://{ours}").as_bytes())
    };
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let is_said = headers.contains_key(header::ORIGIN);
    let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    // A page that was typed in, opened from a window of the program, or is ours.
    let is_near = match from {
        None | Some(b"same-origin" | b"none") => true,
        // The browser that another program opens a link in may say so; it may only look.
        Some(_) => {
            method == Method::GET && headers.get("sec-fetch-mode").is_some_and(|m| m == "navigate")
        }
    };
    is_near && origins.all(is_ours) && (is_said || method == Method::GET)
}

fn ours(port: u16) -> [String; 2] {
    [format!("127.0.0.1:{port}"), format!("localhost:{port}")]
}

/// Takes as long for any word of one length.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
