//! Many pieces of work on a few threads, handed back in order.
//!
//! Each worker takes the next piece when it is done with one, so pieces end nearly in order and
//! what waits for an earlier one stays small; a library that splits the range in halves would hold
//! half of a country back.

use std::{
    collections::BTreeMap,
    num::NonZero,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// As much as the main thread of common systems has; a thread would get a quarter.
const STACK: usize = 8 << 20;

/// Does the pieces `0..count` on at most `jobs` threads and hands each result over in the order of
/// the pieces, as soon as it and those before it are there.
pub(crate) fn in_order<T: Send>(
    count: usize,
    jobs: NonZero<usize>,
    work: impl Fn(usize) -> T + Sync,
    mut done: impl FnMut(T),
) {
    // One piece needs no thread, which would have memory of its own to touch for the first time; but on
    // Windows the main thread has a stack of 1 MB.
    if count == 1 && cfg!(unix) {
        done(work(0));
        return;
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let toil = |sender: mpsc::Sender<(usize, T)>| {
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= count || sender.send((piece, work(piece))).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let mut begun = 0;
        for _ in 0..jobs.get().min(count) {
            let sender = sender.clone();
            let toil = &toil;
            let thread = thread::Builder::new().stack_size(STACK);
            begun += usize::from(thread.spawn_scoped(scope, move || toil(sender)).is_ok());
        }
        // A system that gives no thread at all still has this one.
        if begun == 0 {
            toil(sender.clone());
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (piece, result) in receiver {
            waiting.insert(piece, result);
            while let Some(result) = waiting.remove(&turn) {
                done(result);
                turn += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        for jobs in [1, 2, 7, 64] {
            let mut seen = Vec::new();
            let jobs = NonZero::new(jobs).unwrap();
            let work = |i: usize| {
                thread::sleep(Duration::from_micros((i as u64 * 37) % 400));
                i
            };
            in_order(50, jobs, work, |i| seen.push(i));
            assert_eq!(seen, (0..50).collect::<Vec<_>>());
        }
        in_order(0, NonZero::<usize>::MIN, |i| i, |_| unreachable!());
    }
}
