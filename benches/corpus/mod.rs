//! A study of any size that is the same in every run, for benches.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % limit.max(1)
    }
}

/// Words that every text is full of.
pub const COMMON: [&str; 30] = [
    "the",
    "and",
    "we",
    "to",
    "of",
    "that",
    "it",
    "they",
    "was",
    "in",
    "people",
    "board",
    "money",
    "trust",
    "merger",
    "patients",
    "safeguarding",
    "continuity",
    "care",
    "waiting",
    "manager",
    "meeting",
    "decision",
    "really",
    "because",
    "nobody",
    "asked",
    "don't",
    "naïve",
    "£400",
];

/// One transcript of about `length` bytes.
fn transcript(dice: &mut Dice, number: usize, length: usize) -> String {
    let mut text = String::with_capacity(length + 400);
    let mut asks = true;
    while text.len() < length {
        let _ = if asks { write!(text, "INT: ") } else { write!(text, "GP ID {}: ", 100 + number) };
        for word in 0..if asks { 12 } else { 40 + dice.below(80) } {
            if word > 0 {
                text.push(' ');
            }
            match dice.below(3) {
                0 => {
                    let _ = write!(text, "w{:x}", dice.below(5_000));
                }
                _ => text.push_str(COMMON[dice.below(30) as usize]),
            }
        }
        text.push_str(".\n");
        asks = !asks;
    }
    text
}

/// Writes a study's files: 242 × `times` texts, 120 codes, 12,000 × `times` codings.
pub fn write_study(folder: &Path, times: usize) {
    let mut dice = Dice(11);
    fs::create_dir_all(folder.join("texts")).expect("a folder");
    let mut codes = String::from("path,name,definition,colour\n");
    let mut paths = Vec::new();
    for theme in 0..8 {
        for path in (0..15).map(|code| match code {
            0 => format!("Theme {theme}"),
            1..=4 => format!("Theme {theme} / Topic {code}"),
            _ => format!("Theme {theme} / Topic {} / Code {code}", code % 4 + 1),
        }) {
            let name = path.rsplit(" / ").next().unwrap_or_default();
            let _ = writeln!(codes, "{path},{name},When somebody speaks of {name},");
            paths.push(path.replace(" / ", " > "));
        }
    }
    fs::write(folder.join("codes.csv"), codes).expect("a table");
    let mut codings = String::from("document,start,end,code,coder\n");
    let sources = 242 * times;
    for number in 0..sources {
        let text = transcript(&mut dice, number, 29_000);
        let length = text.chars().count() as u32;
        let per = 12_000 * times / sources + usize::from(number % 242 < 12_000 % 242);
        for _ in 0..per {
            let start = dice.below(length - 700);
            let end = start + 20 + dice.below(600);
            let code = &paths[dice.below(120) as usize];
            let coder = ["Ada", "Ben", "Kim", "Zoë"][dice.below(4) as usize];
            let _ = writeln!(codings, "Interview {number:04},{start},{end},{code},{coder}");
        }
        fs::write(folder.join(format!("texts/Interview {number:04}.txt")), text).expect("a text");
    }
    fs::write(folder.join("codings.csv"), codings).expect("a table");
}
