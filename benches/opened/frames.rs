//! How benches time the frames of a window, and say what they found.

use std::time::{Duration, Instant};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use marginalia::app::Window;

/// Presses a key so many times, and says how long the frames took.
pub fn press(
    harness: &mut Harness<'static, Window>,
    what: &str,
    modifiers: Modifiers,
    key: Key,
    times: usize,
) {
    let mut all = Vec::new();
    for _ in 0..times {
        harness.key_press_modifiers(modifiers, key);
        all.extend(frames(harness, 2));
    }
    spread(what, all);
}

/// How long so many frames take, without the work of the graphics card.
pub fn frames(harness: &mut Harness<'static, Window>, count: usize) -> Vec<Duration> {
    (0..count)
        .map(|_| {
            let since = Instant::now();
            harness.step();
            since.elapsed()
        })
        .collect()
}

/// How long something takes.
pub fn timed(work: impl FnOnce()) -> Duration {
    let since = Instant::now();
    work();
    since.elapsed()
}

/// Says how long something took, and what was asked.
pub fn say(what: &str, time: Duration, goal: &str) {
    println!("{what:<52} {:>12}   {goal}", milliseconds(time));
}

/// Says how long frames took.
pub fn spread(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let worst = times.last().copied().unwrap_or_default();
    let figures = format!("{} / {}", milliseconds(median), milliseconds(worst));
    println!("{what:<52} {figures:>18}   median / worst frame; a frame has 16.7 ms");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
