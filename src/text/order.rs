//! The order of names as people expect it.

/// What names are sorted by; see [`natural_key`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NaturalKey(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// How many digits without leading zeros, and these: the longer number is the greater one.
    Number(usize, String),
    Word(String),
}

/// Sorts names as people do: without regard to case, `Interview 2` before `Interview 10`. Names that differ in case or
/// leading zeros alone have the same key.
pub fn natural_key(name: &str) -> NaturalKey {
    let lower = name.to_lowercase();
    let mut parts = Vec::new();
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(if digit {
            let digits = part.trim_start_matches('0');
            Part::Number(digits.len(), digits.to_owned())
        } else {
            Part::Word(part.to_owned())
        });
        rest = after;
    }
    NaturalKey(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_by_value() {
        let mut names = ["b10", "B2", "a", "b02x", "b", "B1.txt", "é", "b99999999999999999999"];
        names.sort_by_cached_key(|name| natural_key(name));
        assert_eq!(names, ["a", "b", "B1.txt", "B2", "b02x", "b10", "b99999999999999999999", "é"]);
    }
}
