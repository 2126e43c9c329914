//! What can be asked.

use super::{county, desk, door, edit, outputs, page, reply::Reply, site::Site, sum, take, view};
use crate::{batch, import};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::Arc;

/// The largest request that is no file: every text of a report, several times.
const LARGEST: usize = 4 << 20;

/// The header in which the parameters of a file stand that is sent.
const PARAMETERS: &str = "x-nianbao";

/// Everything that is answered.
pub(super) fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/{token}/", get(home))
        .route("/{token}/report", get(report))
        .route("/{token}/assets/{name}", get(asset))
        .route("/{token}/api/{call}", post(call))
        .route("/{token}/send/{call}", post(send))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), door::guard))
        .with_state(site)
}

async fn home(State(site): State<Arc<Site>>) -> Response {
    page::home(&site)
}

async fn report(State(site): State<Arc<Site>>) -> Response {
    page::report(&site)
}

async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    page::asset(&name)
}

/// A question with its parameters as JSON.
async fn call(
    State(site): State<Arc<Site>>,
    Path((_, call)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if headers.get(header::CONTENT_TYPE).is_none_or(|media| media != "application/json") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return Reply::TooLarge.response(site.folder());
    };
    worked(site, move |site| answer(site, &call, &body)).await
}

/// A file, with its parameters in a header.
async fn send(
    State(site): State<Arc<Site>>,
    Path((_, call)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if headers.get(header::CONTENT_TYPE).is_none_or(|media| media != "application/octet-stream") {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let parameters = headers.get(PARAMETERS).map(|said| unescaped(said.as_bytes()));
    let Some(parameters) = parameters else {
        return Reply::Bad.response(site.folder());
    };
    let Ok(body) = to_bytes(body, import::source::LIMIT).await else {
        return Reply::TooLarge.response(site.folder());
    };
    worked(site, move |site| sent(site, &call, &parameters, &body)).await
}

/// Does work on a thread of its own: other tabs go on meanwhile.
async fn worked(site: Arc<Site>, work: impl FnOnce(&Site) -> Reply + Send + 'static) -> Response {
    let guarded = move || {
        let reply = batch::guarded(|| Ok(work(&site))).unwrap_or_else(Reply::Refused);
        reply.response(site.folder())
    };
    match tokio::task::spawn_blocking(guarded).await {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn answer(site: &Site, call: &str, body: &Bytes) -> Reply {
    match call {
        "county" => with(body, |Nothing {}| county::folder(site).into()),
        "report" => with(body, |asked| view::open(site, &asked).into()),
        "state" => with(body, |asked| view::state(site, &asked).into()),
        "edit" => with(body, |asked| edit::edit(site, &asked)),
        "mend" => with(body, |asked| edit::mend(site, &asked).into()),
        "read" => with(body, |asked| take::read(site, &asked).into()),
        "new" => with(body, |asked| take::new(site, &asked, &[]).into()),
        "render" => with(body, |asked| outputs::render(site, &asked).into()),
        "download" => with(body, |asked| outputs::download(site, &asked)),
        "review" => with(body, |Nothing {}| desk::review(site).into()),
        "summarize" => with(body, |Nothing {}| sum::summarize(site).into()),
        _ => Reply::Bad,
    }
}

fn sent(site: &Site, call: &str, parameters: &[u8], body: &[u8]) -> Reply {
    match call {
        "import" => with(parameters, |asked| take::import(site, &asked, body).into()),
        "new" => with(parameters, |asked| take::new(site, &asked, body).into()),
        "year" => with(parameters, |asked| take::year_of(site, &asked, body).into()),
        _ => Reply::Bad,
    }
}

/// A question without parameters.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// What is asked, if it can be understood: an object of known names; a list is none.
fn with<T: DeserializeOwned>(asked: &[u8], reply: impl FnOnce(T) -> Reply) -> Reply {
    let is_object = asked.trim_ascii_start().starts_with(b"{");
    let asked = is_object.then(|| serde_json::from_slice(asked).ok()).flatten();
    asked.map_or(Reply::Bad, reply)
}

/// The bytes behind `%E5%B9%B4`; a header holds ASCII only.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let coded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%');
        out.push(coded.unwrap_or(byte));
        rest = if coded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    out
}
