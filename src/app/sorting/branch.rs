//! The codes of a branch with the keys that apply them.

use crate::domain::{CodeId, CodeTree};

/// The keys in the order in which codes get them. None of them moves in the queue.
const KEYS: &str = "123456789abcdefghijklmnopqrstuvwxyz";

/// A code of the branch as it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) code: CodeId,
    /// Its key; none for a code that only holds others, and where there are more codes than keys.
    pub(super) key: Option<char>,
    /// Whether it may be applied.
    pub(super) is_applicable: bool,
    /// How far it stands below the head of the branch, 0 for the first level.
    pub(super) level: u32,
}

/// The codes below the head of a branch in the order of the framework, without those that were put away and without
/// `without`. A head with nothing below it stands for itself.
pub(super) fn listed(tree: &CodeTree, head: CodeId, without: Option<CodeId>) -> Vec<Listed> {
    let below = tree.with_sub_codes(head).iter().skip(1);
    let offered = |id: CodeId| !tree.is_archived(id) && Some(id) != without;
    let mut codes: Vec<_> = below.filter(|code| offered(code.id)).collect();
    if codes.is_empty() {
        codes.extend(tree.get(head).filter(|code| offered(code.id)));
    }
    let first = codes.iter().map(|code| tree.depth(code.id)).min().unwrap_or_default();
    let mut keys = KEYS.chars();
    codes
        .into_iter()
        .map(|code| Listed {
            code: code.id,
            key: if code.is_applicable { keys.next() } else { None },
            is_applicable: code.is_applicable,
            level: tree.depth(code.id) - first,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::Code;

    fn id(n: u128) -> CodeId {
        CodeId::new(Uuid::from_u128(n))
    }

    fn code(n: u128, parent: Option<u128>) -> Code {
        Code::new(id(n), parent.map(id), format!("Code {n}"), n as u32)
    }

    #[test]
    fn sub_codes_get_keys_and_those_that_only_hold_get_none() {
        let mut holder = code(2, Some(1));
        holder.is_applicable = false;
        let mut away = code(5, Some(1));
        away.is_archived = true;
        let tree = CodeTree::new(vec![
            code(1, None),
            holder,
            code(3, Some(2)),
            code(4, Some(1)),
            away,
            code(6, None),
        ]);
        let all: Vec<_> = listed(&tree, id(1), None)
            .iter()
            .map(|listed| (listed.code, listed.key, listed.level))
            .collect();
        assert_eq!(all, [(id(2), None, 0), (id(3), Some('1'), 1), (id(4), Some('2'), 0)]);
        assert_eq!(listed(&tree, id(6), None)[0].code, id(6));
        // A code is never sent to itself.
        assert_eq!(listed(&tree, id(6), Some(id(6))), []);
    }

    #[test]
    fn more_codes_than_keys_are_listed_all_the_same() {
        let codes = std::iter::once(code(1, None)).chain((2..42).map(|n| code(n, Some(1))));
        let tree = CodeTree::new(codes.collect());
        let all = listed(&tree, id(1), None);
        assert_eq!(all.len(), 40);
        assert_eq!(all.iter().filter(|listed| listed.key.is_some()).count(), KEYS.len());
        assert_eq!((all[8].key, all[9].key), (Some('9'), Some('a')));
    }
}
