//! The code framework: codes in a tree.

use std::collections::HashMap;

use thiserror::Error;

use super::{Code, CodeId, Colour};

/// Stands between the names of a path where one is printed.
pub const PATH_SEPARATOR: &str = " > ";

/// All codes of a project, in the order of the tree (each code before its sub-codes).
#[derive(Debug, Clone, Default)]
pub struct CodeTree {
    codes: Vec<Code>,
    depths: Vec<u32>,
    /// For each code, the index after its last descendant.
    ends: Vec<usize>,
    /// For each code, whether another one bears the same name, capital letters aside.
    shared: Vec<bool>,
    index: HashMap<CodeId, usize>,
}

impl CodeTree {
    /// Orders codes into their tree. A code whose parent is missing, or that hangs in a circle, is taken as a top
    /// code, so that none is ever lost from sight.
    pub fn new(codes: Vec<Code>) -> Self {
        let known: HashMap<CodeId, usize> =
            codes.iter().enumerate().map(|(i, code)| (code.id, i)).collect();
        let mut children: HashMap<Option<CodeId>, Vec<usize>> = HashMap::new();
        for (i, code) in codes.iter().enumerate() {
            let parent = code.parent.filter(|parent| known.contains_key(parent));
            children.entry(parent).or_default().push(i);
        }
        for siblings in children.values_mut() {
            siblings.sort_by(|&a, &b| {
                (codes[a].position, &codes[a].name, codes[a].id).cmp(&(
                    codes[b].position,
                    &codes[b].name,
                    codes[b].id,
                ))
            });
        }
        let mut order = Vec::with_capacity(codes.len());
        let mut depths = Vec::with_capacity(codes.len());
        let mut placed = vec![false; codes.len()];
        let mut stack: Vec<(usize, u32)> = children
            .get(&None)
            .map(|tops| tops.iter().rev().map(|&i| (i, 0)).collect())
            .unwrap_or_default();
        let mut next_stray = 0;
        loop {
            let Some((i, depth)) = stack.pop() else {
                // Only codes in a circle are left: let the first of them stand at the top.
                match (next_stray..codes.len()).find(|&i| !placed[i]) {
                    Some(stray) => {
                        next_stray = stray;
                        stack.push((stray, 0));
                        continue;
                    }
                    None => break,
                }
            };
            if std::mem::replace(&mut placed[i], true) {
                continue;
            }
            order.push(i);
            depths.push(depth);
            if let Some(below) = children.get(&Some(codes[i].id)) {
                stack.extend(below.iter().rev().map(|&child| (child, depth + 1)));
            }
        }
        let mut slots: Vec<Option<Code>> = codes.into_iter().map(Some).collect();
        let codes: Vec<Code> = order.into_iter().filter_map(|i| slots[i].take()).collect();
        let mut ends = vec![codes.len(); codes.len()];
        for i in 0..codes.len() {
            ends[i] = (i + 1..codes.len()).find(|&j| depths[j] <= depths[i]).unwrap_or(codes.len());
        }
        let index = codes.iter().enumerate().map(|(i, code)| (code.id, i)).collect();
        let lower: Vec<String> = codes.iter().map(|code| code.name.to_lowercase()).collect();
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        for name in &lower {
            *bearers.entry(name).or_default() += 1;
        }
        let shared = lower.iter().map(|name| bearers[name.as_str()] > 1).collect();
        Self { codes, depths, ends, shared, index }
    }

    /// All codes, each before its sub-codes.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// How many codes there are.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no code yet.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The code with this key.
    pub fn get(&self, id: CodeId) -> Option<&Code> {
        self.index.get(&id).map(|&i| &self.codes[i])
    }

    /// The place of a code in [`Self::codes`].
    pub fn position(&self, id: CodeId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// How many codes stand above this one; 0 at the top and for unknown codes.
    pub fn depth(&self, id: CodeId) -> u32 {
        self.position(id).map_or(0, |i| self.depths[i])
    }

    /// The code and everything below it, in order; empty for an unknown code.
    pub fn with_sub_codes(&self, id: CodeId) -> &[Code] {
        self.position(id).map_or(&[], |i| &self.codes[i..self.ends[i]])
    }

    /// The codes directly below `parent`, or the top codes, in order.
    pub fn children(&self, parent: Option<CodeId>) -> Vec<&Code> {
        let (from, to, depth) = match parent {
            None => (0, self.codes.len(), 0),
            Some(id) => match self.position(id) {
                Some(i) => (i + 1, self.ends[i], self.depths[i] + 1),
                None => return Vec::new(),
            },
        };
        (from..to).filter(|&i| self.depths[i] == depth).map(|i| &self.codes[i]).collect()
    }

    /// Whether `below` is `above` or stands somewhere under it.
    pub fn is_within(&self, below: CodeId, above: CodeId) -> bool {
        match (self.position(below), self.position(above)) {
            (Some(b), Some(a)) => a <= b && b < self.ends[a],
            _ => false,
        }
    }

    /// Whether a code was put away, itself or with one above it.
    pub fn is_archived(&self, id: CodeId) -> bool {
        let mut at = self.position(id);
        let mut steps = 0;
        while let Some(i) = at {
            if self.codes[i].is_archived {
                return true;
            }
            steps += 1;
            // A code that hangs in a circle stands at the top.
            at = match self.depths[i] {
                0 => None,
                _ if steps > self.codes.len() => None,
                _ => self.codes[i].parent.and_then(|parent| self.position(parent)),
            };
        }
        false
    }

    /// The names from the top down to this code; empty for an unknown code.
    pub fn path(&self, id: CodeId) -> Vec<&str> {
        let Some(i) = self.position(id) else { return Vec::new() };
        let mut names = vec![self.codes[i].name.as_str()];
        let mut depth = self.depths[i];
        for j in (0..i).rev() {
            if depth == 0 {
                break;
            }
            if self.depths[j] < depth {
                depth = self.depths[j];
                names.push(&self.codes[j].name);
            }
        }
        names.reverse();
        names
    }

    /// The path as it is printed, its names joined by [`PATH_SEPARATOR`].
    pub fn path_text(&self, id: CodeId) -> String {
        self.path(id).join(PATH_SEPARATOR)
    }

    /// The name as it is shown away from the tree: followed by its parent's in brackets where another code bears the
    /// same name, so that the two can be told apart; empty for an unknown code.
    pub fn telling_name(&self, id: CodeId) -> String {
        let Some(i) = self.position(id) else { return String::new() };
        let name = &self.codes[i].name;
        match self.path(id).iter().rev().nth(1) {
            Some(parent) if self.shared[i] => format!("{name} ({parent})"),
            _ => name.clone(),
        }
    }

    /// The code at a path of names: compared exactly first, then without regard to case.
    pub fn find(&self, path: &[impl AsRef<str>]) -> Option<&Code> {
        let mut at: Option<&Code> = None;
        for name in path {
            let name = name.as_ref();
            let lower = name.to_lowercase();
            let siblings = self.children(at.map(|code| code.id));
            let exact = siblings.iter().find(|code| code.name == name);
            let found = exact.or_else(|| siblings.iter().find(|c| c.name.to_lowercase() == lower));
            at = Some(*found?);
        }
        at
    }

    /// The code that a person names: by its printed path, by a path with `/`, or by its bare name where only one
    /// code bears it. Names may hold `/` and `>` themselves, so printed paths are compared first.
    pub fn resolve(&self, text: &str) -> Result<&Code, PathError> {
        let exact = text.trim();
        let wanted = exact.to_lowercase();
        let paths: Vec<String> = self.codes.iter().map(|code| self.path_text(code.id)).collect();
        let printed = paths
            .iter()
            .position(|path| path == exact)
            .or_else(|| paths.iter().position(|path| path.to_lowercase() == wanted))
            .map(|place| &self.codes[place]);
        if let Some(code) = printed.or_else(|| self.find(&parse_path(text))) {
            return Ok(code);
        }
        let mut named = self.codes.iter().filter(|code| code.name.to_lowercase() == wanted);
        match (named.next(), named.next()) {
            (Some(code), None) => Ok(code),
            (Some(code), Some(_)) => {
                Err(PathError::Ambiguous(text.to_owned(), self.path_text(code.id)))
            }
            _ => Err(PathError::Unknown(text.to_owned())),
        }
    }

    /// The colour a code is drawn in: its own, or the one it inherits.
    pub fn colour(&self, id: CodeId) -> Colour {
        self.get(id).and_then(|code| code.colour).unwrap_or_else(|| self.colour_above(id))
    }

    /// The colour a code is drawn in when it has none of its own: a shade of its parent's that its siblings on either
    /// side do not have, or at the top one of [`super::HUES`] by its position.
    pub fn colour_above(&self, id: CodeId) -> Colour {
        let Some(code) = self.get(id) else { return super::HUES[0] };
        match code.parent.filter(|&parent| self.position(parent) < self.position(id)) {
            Some(parent) => self.colour(parent).shade(code.position),
            None => super::HUES[code.position as usize % super::HUES.len()],
        }
    }
}

/// A path of codes that leads to no one code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PathError {
    /// There is no such code.
    #[error("there is no code “{0}”")]
    Unknown(String),
    /// A bare name that several codes bear.
    #[error("several codes are called “{0}”; write its path, for example {1}")]
    Ambiguous(String, String),
}

/// Splits a path as people write it: by `>` where one stands in it, by `/` otherwise; blanks around
/// names are dropped, empty names too.
pub fn parse_path(text: &str) -> Vec<String> {
    let separator = if text.contains('>') { '>' } else { '/' };
    text.split(separator)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(n))
    }

    fn code(n: u128, parent: Option<u128>, name: &str, position: u32) -> Code {
        Code::new(id(n), parent.map(id), name, position)
    }

    fn tree() -> CodeTree {
        CodeTree::new(vec![
            code(4, Some(2), "Time", 0),
            code(1, None, "Access", 0),
            code(3, None, "Work", 1),
            code(2, Some(1), "Waiting", 0),
            code(5, Some(3), "Time", 0),
            code(6, Some(1), "A/B > C", 1),
        ])
    }

    #[test]
    fn orders_codes_as_a_tree() {
        let tree = tree();
        let names: Vec<_> = tree.codes().iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Access", "Waiting", "Time", "A/B > C", "Work", "Time"]);
        assert_eq!(tree.with_sub_codes(id(1)).len(), 4);
        assert_eq!(tree.path(id(4)), ["Access", "Waiting", "Time"]);
        assert_eq!(tree.children(Some(id(1))).len(), 2);
        assert!(tree.is_within(id(4), id(1)) && !tree.is_within(id(5), id(1)));
    }

    #[test]
    fn finds_codes_by_path_and_by_name() {
        let tree = tree();
        assert_eq!(tree.resolve("access > waiting > time").map(|c| c.id), Ok(id(4)));
        assert_eq!(tree.resolve("Work/Time").map(|c| c.id), Ok(id(5)));
        assert_eq!(tree.resolve("Access > A/B > C").map(|c| c.id), Ok(id(6)));
        assert_eq!(tree.resolve("Waiting").map(|c| c.id), Ok(id(2)));
        assert!(matches!(tree.resolve("Time"), Err(PathError::Ambiguous(..))));
        assert!(matches!(tree.resolve("Tim"), Err(PathError::Unknown(_))));
        assert!(matches!(tree.resolve(""), Err(PathError::Unknown(_))));
    }

    #[test]
    fn codes_of_one_name_can_be_told_apart() {
        let tree = tree();
        assert_eq!(tree.telling_name(id(4)), "Time (Waiting)");
        assert_eq!(tree.telling_name(id(5)), "Time (Work)");
        assert_eq!(tree.telling_name(id(2)), "Waiting");
        assert_eq!(tree.telling_name(id(9)), "");
    }

    #[test]
    fn loses_no_code_that_hangs_in_a_circle() {
        let tree = CodeTree::new(vec![code(1, Some(2), "a", 0), code(2, Some(1), "b", 0)]);
        assert_eq!(tree.len(), 2);
        assert_eq!(tree.path(id(2)), ["a", "b"]);
    }
}
