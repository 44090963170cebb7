//! Which codes are meant by a few typed letters.

use std::cmp::Reverse;
use std::collections::HashMap;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{CodeId, CodeTree, PATH_SEPARATOR};

/// What a match in the name counts beside one that needs the path.
const NAME_WEIGHT: u32 = 2;
/// What a name that begins with what was typed has ahead of one that only holds its letters.
const BEGINS: u32 = 120;
/// What a name has ahead that is what was typed.
const IS: u32 = 240;
/// What the likeliest code has ahead; each one after it has a little less.
const LIKELIEST: u32 = 24;

/// What a word counts that stands in what is said of a code, and neither in its name nor in its path.
const SAID: u32 = 4;

/// What is known beside the names when codes are ranked.
#[derive(Debug, Default)]
pub struct Hints {
    /// Codes that are likely, the likeliest first: those that stand often with the codes of the passage, those used last.
    pub likely: Vec<CodeId>,
    /// What is said of each code, in small letters: its definition and when to use it.
    said: HashMap<CodeId, String>,
}

impl Hints {
    /// Notes what is said of the codes.
    pub fn read(&mut self, tree: &CodeTree) {
        let said = tree.codes().iter().map(|code| {
            let said = [code.definition.as_str(), code.include.as_str()].join("\n");
            (code.id, said.to_lowercase())
        });
        self.said = said.filter(|(_, said)| said.len() > 1).collect();
    }
}

/// The codes that match what was typed, the best first. A name counts more than its path, that more than the words of a
/// definition, and likely codes a little more than others. For nothing typed: the likely ones, then all others in the
/// order of the tree.
pub fn ranked(tree: &CodeTree, typed: &str, hints: &Hints) -> Vec<CodeId> {
    let typed = typed.trim();
    let likely = &hints.likely;
    if typed.is_empty() {
        let known = likely.iter().copied().filter(|&code| tree.get(code).is_some());
        let others = tree.codes().iter().map(|code| code.id).filter(|code| !likely.contains(code));
        return known.chain(others).collect();
    }
    let wanted = typed.to_lowercase();
    // Each word may stand anywhere: “tru gov” finds Governance > Trust. No sign has a meaning of its own.
    let pattern =
        |kind| Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, kind).atoms;
    // In a name letters may be left out; a long path would so hold nearly anything, and a new name that is typed
    // would find codes that nobody meant.
    let words: Vec<_> = pattern(AtomKind::Fuzzy)
        .into_iter()
        .zip(pattern(AtomKind::Substring))
        .zip(wanted.split_whitespace())
        .collect();
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut buffer = Vec::new();
    let mut path = String::new();
    // Where the path ends above each depth, so that no path is put together twice.
    let mut ends: Vec<usize> = Vec::new();
    let mut found: Vec<(u32, CodeId)> = Vec::new();
    for code in tree.codes() {
        let depth = tree.depth(code.id) as usize;
        ends.truncate(depth);
        path.truncate(ends.last().copied().unwrap_or(0));
        if !path.is_empty() {
            path.push_str(PATH_SEPARATOR);
        }
        path.push_str(&code.name);
        ends.push(path.len());
        // Each word counts where it stands: in the name, or else in the path.
        let score = words.iter().try_fold(0, |sum, ((letters, whole), word)| {
            let in_name = letters.score(Utf32Str::new(&code.name, &mut buffer), &mut matcher);
            if let Some(score) = in_name {
                return Some(sum + u32::from(score) * NAME_WEIGHT);
            }
            let in_path = whole.score(Utf32Str::new(&path, &mut buffer), &mut matcher);
            match in_path {
                Some(score) => Some(sum + u32::from(score)),
                None => {
                    let is_said = hints.said.get(&code.id).is_some_and(|said| said.contains(word));
                    is_said.then_some(sum + SAID)
                }
            }
        });
        let Some(score) = score else { continue };
        let name = code.name.to_lowercase();
        let ahead = match name.strip_prefix(&wanted) {
            Some("") => IS,
            Some(_) => BEGINS,
            None => 0,
        };
        let used = likely.iter().position(|&other| other == code.id);
        let used = used.map_or(0, |place| LIKELIEST.saturating_sub(place as u32));
        found.push((score + ahead + used, code.id));
    }
    // Stable, so that equals stay in the order of the tree.
    found.sort_by_key(|&(score, _)| Reverse(score));
    found.into_iter().map(|(_, code)| code).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use uuid::Uuid;

    use super::*;
    use crate::domain::Code;

    fn code(n: u128, parent: Option<u128>, name: &str, position: u32) -> Code {
        let id = |n| CodeId::new(Uuid::from_u128(n));
        Code::new(id(n), parent.map(id), name, position)
    }

    fn names<'a>(tree: &'a CodeTree, typed: &str, likely: &[CodeId]) -> Vec<&'a str> {
        let mut hints = Hints { likely: likely.to_vec(), ..Hints::default() };
        hints.read(tree);
        ranked(tree, typed, &hints)
            .into_iter()
            .filter_map(|id| tree.get(id))
            .map(|code| code.name.as_str())
            .collect()
    }

    fn tree() -> CodeTree {
        CodeTree::new(vec![
            code(1, None, "Governance", 0),
            code(2, Some(1), "Trust in the board", 0),
            code(3, Some(1), "Board", 1),
            code(4, None, "Distrust", 1),
            code(5, None, "Trust", 2),
            code(6, Some(5), "Lost (again)", 0),
        ])
    }

    #[test]
    fn whole_names_stand_before_beginnings_and_these_before_the_rest() {
        let tree = tree();
        assert_eq!(
            names(&tree, "trust", &[]),
            ["Trust", "Trust in the board", "Distrust", "Lost (again)"]
        );
        assert_eq!(names(&tree, "BOARD", &[])[0], "Board");
    }

    #[test]
    fn words_may_stand_anywhere_in_the_path_and_signs_mean_themselves() {
        let tree = tree();
        assert_eq!(names(&tree, "gov boa", &[])[0], "Board");
        assert_eq!(names(&tree, "(again", &[]), ["Lost (again)"]);
        assert_eq!(names(&tree, "!trust", &[]), [""; 0]);
        assert_eq!(names(&tree, "zzz", &[]), [""; 0]);
        // Letters that lie scattered over a path are no match.
        assert_eq!(names(&tree, "gob", &[]), [""; 0]);
        assert_eq!(names(&tree, "tbd", &[]), ["Trust in the board"]);
    }

    #[test]
    fn words_of_a_definition_find_a_code_behind_those_that_bear_them() {
        let mut codes = tree().codes().to_vec();
        let governance = codes.iter_mut().find(|code| code.name == "Governance").expect("a code");
        governance.definition = "Who decides, and whom they TRUST".to_owned();
        let tree = CodeTree::new(codes);
        assert_eq!(names(&tree, "decides", &[]), ["Governance"]);
        assert_eq!(names(&tree, "trust", &[]).last(), Some(&"Governance"));
        assert_eq!(names(&tree, "gov whom", &[]), ["Governance"]);
    }

    #[test]
    fn recent_codes_lead_where_nothing_else_decides() {
        let tree = tree();
        let id = |n| CodeId::new(Uuid::from_u128(n));
        assert_eq!(
            names(&tree, " ", &[id(5), id(99), id(3)])[..3],
            ["Trust", "Board", "Governance"]
        );
        assert_eq!(names(&tree, "", &[]).len(), 6);
    }

    #[test]
    fn a_thousand_codes_are_ranked_while_one_types() {
        let codes = (0..1_000)
            .map(|n| {
                code(
                    n + 1,
                    (n % 10 != 0).then_some(n - n % 10 + 1),
                    &format!("Theme {n} about work"),
                    n as u32,
                )
            })
            .collect();
        let tree = CodeTree::new(codes);
        let since = Instant::now();
        assert_eq!(ranked(&tree, "the wor", &Hints::default()).len(), 1_000);
        // The bound holds for a build without optimisation on a busy machine; a real one takes a tenth.
        assert!(since.elapsed() < Duration::from_millis(100), "{:?}", since.elapsed());
    }
}
