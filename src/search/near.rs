//! Which stretches of words stand near others.

/// A stretch of words: the places of its first word and of the one after its last.
pub(super) type Stretch = (u32, u32);

/// The stretches of one text that something may stand near to.
#[derive(Default)]
pub(super) struct Neighbours {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Neighbours {
    pub(super) fn new(stretches: impl IntoIterator<Item = Stretch>) -> Self {
        let (mut starts, mut ends): (Vec<u32>, Vec<u32>) = stretches.into_iter().unzip();
        starts.sort_unstable();
        ends.sort_unstable();
        Self { starts, ends }
    }

    /// Whether one of them stands before or behind a stretch with at most `apart` words between; not one that shares a
    /// word with it.
    pub(super) fn of(&self, (start, end): Stretch, apart: u32) -> bool {
        let next = self.starts.partition_point(|&next| next < end);
        let follows = self.starts.get(next).is_some_and(|&next| next - end <= apart);
        let before = self.ends.partition_point(|&before| before <= start);
        follows || before > 0 && start - self.ends[before - 1] <= apart
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn neighbours_are_those_of_the_definition(
            all in prop::collection::vec((0u32..30, 1u32..4), 0..12),
            start in 0u32..30,
            length in 1u32..4,
            apart in 0u32..6,
        ) {
            let all: Vec<Stretch> = all.into_iter().map(|(start, length)| (start, start + length)).collect();
            let end = start + length;
            let expected = all.iter().any(|&(a, b)| {
                (a >= end && a - end <= apart) || (b <= start && start - b <= apart)
            });
            prop_assert_eq!(Neighbours::new(all).of((start, end), apart), expected);
        }
    }
}
