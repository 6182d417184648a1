//! Several pieces of work at a time, as many as there are cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// No more at a time: each holds a file and its pictures.
const MOST_AT_A_TIME: usize = 4;

/// Does each piece of work; what comes out is in their order, however long each
/// takes. A panic in one is a panic here.
pub(super) fn each<T: Sync, R: Send>(pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let hands = cores.min(MOST_AT_A_TIME).min(pieces.len());
    let next = AtomicUsize::new(0);
    let one_after_another = || {
        let mut done = Vec::new();
        while let Some((at, piece)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            pieces.get(at).map(|piece| (at, piece))
        } {
            done.push((at, work(piece)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..hands).map(|_| scope.spawn(one_after_another)).collect();
        let mut done = one_after_another();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
