//! Work that takes longer than a moment: it has a name, tells how far it has come, and can be cancelled.
//!
//! A job knows neither window nor project. Whoever works looks whether it was cancelled; whoever waits looks how far it
//! has come.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};

use super::owner::Answer;

/// How far a job has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Things that are done.
    pub done: usize,
    /// Things that are to be done; 0 while that is not known.
    pub total: usize,
    /// What is being worked on.
    pub item: String,
}

/// A piece of work as those see it who do it and those who wait for it.
#[derive(Debug)]
pub struct Job {
    name: String,
    progress: Mutex<Progress>,
    cancelled: AtomicBool,
}

impl Job {
    /// A job that has not begun. The name says what it does (“Importing”).
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), progress: Mutex::default(), cancelled: AtomicBool::new(false) }
    }

    /// What it does.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says how many things are to be done; none of them is done yet.
    pub fn begin(&self, total: usize) {
        self.change(|progress| *progress = Progress { done: 0, total, item: String::new() });
    }

    /// Says what is worked on now.
    pub fn work_on(&self, item: impl Into<String>) {
        let item = item.into();
        self.change(|progress| progress.item = item);
    }

    /// Says that one thing more is done.
    pub fn one_done(&self) {
        self.change(|progress| progress.done += 1);
    }

    fn change(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.progress.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Asks those who work to stop at the next opportunity.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Does a job on a thread of its own. `wake` is called there when it has ended, to have the window drawn. The answer never
/// comes when the work panics or the system has no thread to give.
pub fn start<T: Send + 'static>(
    job: &Arc<Job>,
    wake: impl FnOnce() + Send + 'static,
    work: impl FnOnce(&Job) -> T + Send + 'static,
) -> Answer<T> {
    /// Wakes at the end, also at that of a panic.
    struct Wake<F: FnOnce()>(Option<F>);
    impl<F: FnOnce()> Drop for Wake<F> {
        fn drop(&mut self) {
            if let Some(wake) = self.0.take() {
                wake();
            }
        }
    }
    let (sender, receiver) = mpsc::channel();
    let job = Arc::clone(job);
    let name = job.name.clone();
    // Without a thread the closure, and the sender with it, is dropped: the answer says that it will never come.
    let _ = std::thread::Builder::new().name(name).spawn(move || {
        // Dropped last: when the window wakes, the answer is there or the sender is gone.
        let _wake = Wake(Some(wake));
        let sender = sender;
        let _ = sender.send(work(&job));
    });
    Answer::new(receiver)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_far_it_is_and_gives_its_answer() {
        let job = Arc::new(Job::new("Counting"));
        let (woken, wakes) = mpsc::channel();
        let answer = start(
            &job,
            move || woken.send(()).expect("somebody waits"),
            |job| {
                job.begin(2);
                job.work_on("one");
                job.one_done();
                job.is_cancelled()
            },
        );
        assert_eq!(answer.wait(), Some(false));
        assert!(wakes.recv().is_ok());
        assert_eq!(job.progress(), Progress { done: 1, total: 2, item: "one".to_owned() });
        job.cancel();
        assert!(job.is_cancelled());
    }

    #[test]
    fn a_panic_wakes_and_leaves_no_answer() {
        let (woken, wakes) = mpsc::channel();
        let job = Arc::new(Job::new("Failing"));
        let answer: Answer<()> = start(
            &job,
            move || woken.send(()).expect("somebody waits"),
            |_| std::panic::panic_any("on purpose"),
        );
        assert_eq!(answer.wait(), None);
        assert!(wakes.recv().is_ok());
    }
}
