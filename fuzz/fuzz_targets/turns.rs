//! Any text: its turns lie in order within it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use marginalia::text::{Text, normalise, turns};

fuzz_target!(|string: &str| {
    let text = Text::new(normalise(string).text);
    let mut at = 0;
    for turn in turns::recognise(&text) {
        assert!(turn.span.start >= at && turn.span.end <= text.length());
        assert!(turn.marker <= turn.span.len());
        at = turn.span.end;
    }
});
