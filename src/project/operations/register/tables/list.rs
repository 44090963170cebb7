//! Several things in one cell, parted by semicolons.

/// Writes things into one cell: `Small; Medium; Large`. One that holds a semicolon or begins with a quotation mark stands in
/// quotation marks, those in it doubled.
pub(super) fn in_one_cell<'a>(things: impl IntoIterator<Item = &'a str>) -> String {
    let written = things.into_iter().map(|thing| match thing {
        plain if !plain.contains(';') && !plain.starts_with('"') => plain.to_owned(),
        other => format!("\"{}\"", other.replace('"', "\"\"")),
    });
    written.collect::<Vec<_>>().join("; ")
}

/// Reads what [`in_one_cell`] writes; blanks around things and empty places are left out.
pub(super) fn of_one_cell(cell: &str) -> Vec<String> {
    let mut things = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = cell.chars().peekable();
    while let Some(c) = characters.next() {
        let at = things.len() - 1;
        let thing = &mut things[at];
        match c {
            '"' if is_quoted && characters.peek() == Some(&'"') => {
                thing.push('"');
                characters.next();
            }
            '"' if is_quoted => is_quoted = false,
            '"' if thing.trim().is_empty() => {
                thing.clear();
                is_quoted = true;
            }
            ';' if !is_quoted => things.push(String::new()),
            c => thing.push(c),
        }
    }
    let things = things.iter().map(|thing| thing.trim().to_owned());
    things.filter(|thing| !thing.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn things_are_parted_by_semicolons() {
        assert_eq!(of_one_cell("Small; Medium ;;Large"), ["Small", "Medium", "Large"]);
        assert_eq!(of_one_cell("\"a; b\"; a \"quoted\" word"), ["a; b", "a \"quoted\" word"]);
        assert!(of_one_cell(" ").is_empty());
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(things in prop::collection::vec("[a-z\";, ]{0,3}[a-z\"]", 0..5)) {
            let things: Vec<String> = things.iter().map(|thing| thing.trim().to_owned()).collect();
            let cell = in_one_cell(things.iter().map(String::as_str));
            prop_assert_eq!(of_one_cell(&cell), things);
        }
    }
}
