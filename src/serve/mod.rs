//! The form in the browser: a folder of reports, their pages and their findings, for this machine alone.
//!
//! A request does what a command does, with the same kits and the same refusals; the files on the disk are the
//! only store. Who may ask is decided at the door (`door`), what can be asked is listed in `routes`.

mod county;
mod desk;
mod door;
mod edit;
mod form;
mod lock;
mod names;
mod outputs;
mod page;
mod reply;
mod routes;
mod site;
mod spots;
mod sum;
mod take;
mod values;
mod versions;
mod view;
mod words;

pub use self::{
    lock::{Address, left},
    site::{Setup, Site},
};

use std::{io, net::TcpListener, sync::Arc, time::Duration};

/// How long answers that are under way are waited for at the end.
const LAST: Duration = Duration::from_secs(2);

/// Answers until it is interrupted.
///
/// # Errors
/// What the system says of the listener.
pub fn run(site: Site, listener: TcpListener) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(answer(Arc::new(site), listener));
    runtime.shutdown_timeout(LAST);
    ended
}

async fn answer(site: Arc<Site>, listener: TcpListener) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (told, is_over) = tokio::sync::watch::channel(false);
    let stop = async move {
        interrupted().await;
        let _ = told.send(true);
    };
    let mut over = is_over.clone();
    let late = async move {
        let _ = over.wait_for(|over| *over).await;
        // A browser may hold its line open for ever.
        tokio::time::sleep(LAST).await;
    };
    let serving = axum::serve(listener, routes::router(site)).with_graceful_shutdown(stop);
    tokio::select! {
        ended = serving.into_future() => ended,
        () = late => Ok(()),
    }
}

/// Ctrl+C, the window closed, or the system's request to end.
#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let asked =
        signal(SignalKind::terminate()).and_then(|t| Ok((t, signal(SignalKind::hangup())?)));
    let Ok((mut asked, mut closed)) = asked else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = asked.recv() => {}
        _ = closed.recv() => {}
    }
}

/// Ctrl+C, the window closed, or the system's request to end.
#[cfg(windows)]
async fn interrupted() {
    use tokio::signal::windows::{ctrl_close, ctrl_shutdown};
    let asked = ctrl_close().and_then(|closed| Ok((closed, ctrl_shutdown()?)));
    let Ok((mut closed, mut asked)) = asked else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = asked.recv() => {}
        _ = closed.recv() => {}
    }
}
