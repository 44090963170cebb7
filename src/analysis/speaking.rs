//! Who speaks in what is quoted, by name; and who speaks in the texts and stands in no register.

use std::collections::{HashMap, HashSet};

use super::speakers::{is_nobody, speakers};
use super::table::Study;
use crate::domain::{Person, Speaker};
use crate::text::turns::is_interviewer;

/// What is quoted of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// How many quotations they speak in.
    pub quotations: usize,
    /// Their name as the texts write it, in upper and lower case.
    pub names: Vec<Speaker>,
}

/// In how many quotations each speaker speaks, by the name in lower case.
pub fn spoken(study: &Study<'_>) -> HashMap<String, Spoken> {
    let mut lower: HashMap<Speaker, String> = HashMap::new();
    let mut all: HashMap<String, Spoken> = HashMap::new();
    let mut seen: Vec<String> = Vec::new();
    for (_, on) in &study.sources {
        for quotation in &on.quotations {
            seen.clear();
            for speaker in speakers(on, quotation.span) {
                let name = lower.entry(speaker.clone()).or_insert_with(|| speaker.to_lowercase());
                if seen.contains(name) {
                    continue;
                }
                seen.push(name.clone());
                let spoken = all.entry(name.clone()).or_default();
                spoken.quotations += 1;
                if !spoken.names.contains(speaker) {
                    spoken.names.push(speaker.clone());
                }
            }
        }
    }
    all
}

/// The speakers whom the register does not know by name, as they are given. Interviewers and letters that name nobody are left
/// out.
pub fn not_registered<'a>(speakers: &'a [Speaker], people: &[Person]) -> Vec<&'a Speaker> {
    let mut known: HashSet<String> = people.iter().map(|one| one.name.to_lowercase()).collect();
    let all = speakers.iter().filter(|name| !is_interviewer(name) && !is_nobody(name));
    all.filter(|name| known.insert(name.to_lowercase())).collect()
}
