//! The record in sentences, by what they are about.

pub(super) mod analysis;
pub(super) mod findings;
pub(super) mod study;
pub(super) mod work;

use crate::text::counted;

/// Things in a sentence: `a, b and c`.
fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// Words with how often each: `3 Executive, 2 Governing body`.
fn tallied(times: &[(String, usize)]) -> String {
    let said: Vec<String> = times.iter().map(|(word, count)| format!("{count} {word}")).collect();
    listed(&said)
}

/// From when to when, where that is known: ` between 1 March 2012 and 3 May 2013`, ` on 1 March 2012`.
fn between(first: &str, last: &str) -> String {
    match (first, last) {
        ("", _) | (_, "") => String::new(),
        (first, last) if first == last => format!(" on {first}"),
        (first, last) => format!(" between {first} and {last}"),
    }
}

/// A number of things with the verb that goes with it: `1 source was`, `3 sources were`.
fn were(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", counted(count, one, many), if count == 1 { "was" } else { "were" })
}
