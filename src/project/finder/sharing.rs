//! Shares work on many texts out among threads.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use crate::project::ProjectError;

/// Lets as many threads as the machine has work on what this one hands out; each takes the next piece when it is done with
/// one. Gives what each of them comes to.
///
/// `hand_out` gets a function that takes a piece, and waits where many wait already; false says that no thread takes any
/// more. It stays on this thread, as reading the project's file must.
///
/// # Errors
/// Those of `hand_out`, and when a thread ends without a result.
pub(super) fn share_out<T: Send, R: Send>(
    hand_out: impl FnOnce(&dyn Fn(T) -> bool) -> Result<(), ProjectError>,
    work: impl Fn(&mut dyn Iterator<Item = T>) -> R + Sync,
) -> Result<Vec<R>, ProjectError> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (send, receive) = mpsc::sync_channel(2 * threads);
    // It goes with the last worker, so that nobody waits for workers that are gone.
    let receive = Arc::new(Mutex::new(receive));
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (receive, work) = (Arc::clone(&receive), &work);
                scope.spawn(move || {
                    let next = || receive.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    work(&mut std::iter::from_fn(|| next().ok()))
                })
            })
            .collect();
        drop(receive);
        let handed_out = hand_out(&|piece| send.send(piece).is_ok());
        drop(send);
        let results: Result<Vec<R>, _> = workers.into_iter().map(|worker| worker.join()).collect();
        handed_out.and(results.map_err(|_| ProjectError::Interrupted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_worked_on_once() {
        let hand_out = |give: &dyn Fn(u64) -> bool| {
            assert!((0..1_000).all(give));
            Ok(())
        };
        let sums = share_out(hand_out, |pieces| pieces.sum::<u64>()).unwrap();
        assert_eq!(sums.iter().sum::<u64>(), 499_500);
    }

    #[test]
    fn nobody_waits_for_threads_that_have_given_up() {
        let hand_out = |give: &dyn Fn(u64) -> bool| {
            while give(1) {}
            Ok(())
        };
        let taken = share_out(hand_out, |pieces| pieces.take(3).count()).unwrap();
        assert!(taken.iter().all(|&count| count == 3));
    }

    #[test]
    fn what_stops_the_handing_out_is_told() {
        let hand_out = |_: &dyn Fn(u64) -> bool| Err(ProjectError::Interrupted);
        assert!(share_out(hand_out, |pieces| pieces.count()).is_err());
    }
}
