//! The thread that owns an open project, so that no frame of the window waits for the disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::{Project, ProjectError, Snapshot};

/// Does something with the project; gives what hands the answer over, once the new state can be seen.
type Task = Box<dyn FnOnce(&mut Project) -> Handover + Send>;
type Handover = Box<dyn FnOnce()>;

/// Holds an open project on its own thread. Tasks are done in the order they are asked; dropping the owner finishes
/// what was asked and closes the file.
pub struct Owner {
    tasks: Option<Sender<Task>>,
    latest: Arc<Mutex<Arc<Snapshot>>>,
    thread: Option<JoinHandle<()>>,
}

/// An answer that is still to come.
pub struct Answer<T> {
    receiver: Receiver<T>,
}

/// What has come of an [`Answer`] so far.
#[derive(Debug)]
pub enum Waiting<T> {
    /// It is here. It is given once.
    Here(T),
    /// Not yet.
    Yet,
    /// It will never come.
    Never,
}

impl Owner {
    /// Takes a project to a thread of its own. `wake` is called there after each task, to have the window drawn.
    pub fn new(project: Project, wake: impl Fn() + Send + 'static) -> Result<Self, ProjectError> {
        let (tasks, todo) = mpsc::channel::<Task>();
        let latest = Arc::new(Mutex::new(Arc::clone(project.snapshot())));
        let shared = Arc::clone(&latest);
        let thread = std::thread::Builder::new()
            .name("project".to_owned())
            .spawn(move || {
                let mut project = project;
                while let Ok(task) = todo.recv() {
                    // A fault in one task must not take the project down with it: its step was not committed, and
                    // whoever asked is told that no answer will come.
                    let done = catch_unwind(AssertUnwindSafe(|| task(&mut project)));
                    *shared.lock().unwrap_or_else(PoisonError::into_inner) =
                        Arc::clone(project.snapshot());
                    if let Ok(hand_over) = done {
                        hand_over();
                    }
                    wake();
                }
                let _ = project.set_opened_by("");
            })
            .map_err(|_| ProjectError::Interrupted)?;
        Ok(Self { tasks: Some(tasks), latest, thread: Some(thread) })
    }

    /// The project as it stood after the latest task that is done.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.latest.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Has something done with the project, after everything asked before. When the answer comes, [`Self::snapshot`]
    /// holds what the task did.
    pub fn ask<T: Send + 'static>(
        &self,
        task: impl FnOnce(&mut Project) -> T + Send + 'static,
    ) -> Answer<T> {
        let (sender, receiver) = mpsc::channel();
        if let Some(tasks) = &self.tasks {
            // Without the thread the sender is dropped here, and the answer says that it will never come.
            let _ = tasks.send(Box::new(move |project| {
                let answer = task(project);
                Box::new(move || {
                    // Whoever asked may have gone.
                    let _ = sender.send(answer);
                })
            }));
        }
        Answer { receiver }
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl<T> Answer<T> {
    /// An answer that comes through a channel.
    pub(super) fn new(receiver: Receiver<T>) -> Self {
        Self { receiver }
    }

    /// Looks whether the answer has come; never waits.
    pub fn poll(&self) -> Waiting<T> {
        match self.receiver.try_recv() {
            Ok(answer) => Waiting::Here(answer),
            Err(TryRecvError::Empty) => Waiting::Yet,
            Err(TryRecvError::Disconnected) => Waiting::Never,
        }
    }

    /// Waits for the answer; `None` when it will never come.
    pub fn wait(self) -> Option<T> {
        self.receiver.recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::NewCode;

    fn owner() -> (tempfile::TempDir, Owner) {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Project::create(&folder.path().join("Study.marginalia")).expect("a project");
        (folder, Owner::new(project, || ()).expect("a thread"))
    }

    #[test]
    fn an_answer_never_comes_before_what_it_speaks_of() {
        let (_folder, owner) = owner();
        for number in 0..50 {
            let new = NewCode { name: format!("Code {number}"), ..NewCode::default() };
            let code = owner.ask(move |project| project.make_code(&new)).wait();
            let code = code.expect("an answer").expect("a code");
            assert!(owner.snapshot().codes.get(code).is_some(), "{number}");
        }
    }

    #[test]
    fn a_panic_in_one_task_leaves_the_project_at_work() {
        let (_folder, owner) = owner();
        let never: Answer<()> = owner.ask(|_| std::panic::panic_any("on purpose"));
        assert_eq!(never.wait(), None);
        let new = NewCode { name: "Trust".to_owned(), ..NewCode::default() };
        let made = owner.ask(move |project| project.make_code(&new)).wait();
        assert!(made.is_some_and(|made| made.is_ok()));
    }
}
