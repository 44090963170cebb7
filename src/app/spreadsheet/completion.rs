//! Words that are offered while a cell is written: the rest of the first that begins so stands behind the caret, selected, and
//! typing on replaces it.

use super::{Column, Kind};

/// So many words are listed.
const LISTED: usize = 8;

const YES_NO: [&str; 2] = ["yes", "no"];

/// The words of a column to choose from.
pub(super) fn choices(column: &Column) -> Vec<&str> {
    match &column.kind {
        Kind::Choice(words) | Kind::Offered(words) | Kind::Several(words) => {
            words.iter().map(String::as_str).collect()
        }
        Kind::YesNo => YES_NO.to_vec(),
        _ => Vec::new(),
    }
}

/// Where the word begins that is being written, in bytes: behind the last separator where several may stand.
fn start(column: &Column, text: &str) -> usize {
    if !matches!(column.kind, Kind::Several(_)) {
        return 0;
    }
    let after = text.rfind([';', ',']).map_or(0, |at| at + 1);
    after + (text[after..].len() - text[after..].trim_start().len())
}

/// The words that fit what is being written: those that begin so first, then those in which a word does, then those that hold it.
pub(super) fn offered<'a>(column: &'a Column, text: &str) -> Vec<&'a str> {
    let typed = text[start(column, text)..].trim_end().to_lowercase();
    let mut ranked: Vec<(usize, &str)> = choices(column)
        .into_iter()
        .filter_map(|choice| {
            let lower = choice.to_lowercase();
            let rank = match () {
                () if lower.starts_with(&typed) => 0,
                () if lower.split([' ', '-']).any(|word| word.starts_with(&typed)) => 1,
                () if lower.contains(&typed) => 2,
                () => return None,
            };
            Some((rank, choice))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(LISTED).map(|(_, choice)| choice).collect()
}

/// The text with the word that is being written replaced by another.
pub(super) fn with(column: &Column, text: &str, choice: &str) -> String {
    format!("{}{choice}", &text[..start(column, text)])
}

/// The text completed by the first word that begins as what was typed; nothing where none does, or nothing is missing.
pub(super) fn completed(column: &Column, text: &str) -> Option<String> {
    let from = start(column, text);
    let typed = text[from..].to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let choices = choices(column);
    let begins = |choice: &&&str| choice.to_lowercase().starts_with(&typed);
    if choices.iter().any(|choice| choice.to_lowercase() == typed) {
        return None;
    }
    choices.iter().find(begins).map(|choice| format!("{}{choice}", &text[..from]))
}

/// The word that follows in a cell at which a key is pressed: a blank goes to the next one, a letter to the next that begins so.
/// None where no word does.
pub(super) fn next(column: &Column, now: &str, key: &str) -> Option<String> {
    let is_closed = matches!(column.kind, Kind::Choice(_) | Kind::YesNo);
    let choices = choices(column);
    if !is_closed || choices.is_empty() {
        return None;
    }
    let lower = key.to_lowercase();
    let fits = |choice: &&str| key == " " || choice.to_lowercase().starts_with(&lower);
    let at = choices.iter().position(|choice| choice.eq_ignore_ascii_case(now));
    if key == " " && at == Some(choices.len() - 1) {
        return Some(String::new());
    }
    let from = at.map_or(0, |at| at + 1);
    let next = (0..choices.len()).map(|step| choices[(from + step) % choices.len()]).find(fits);
    next.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: fn(std::sync::Arc<[String]>) -> Kind, words: &[&str]) -> Column {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Column::new("Role", kind(words.into()))
    }

    #[test]
    fn what_is_typed_is_completed() {
        let roles = column(Kind::Offered, &["Manager", "Practice manager", "GP"]);
        assert_eq!(completed(&roles, "man").as_deref(), Some("Manager"));
        assert_eq!(completed(&roles, "GP"), None);
        assert_eq!(completed(&roles, "x"), None);
        assert_eq!(offered(&roles, "man"), ["Manager", "Practice manager"]);
        let people = column(Kind::Several, &["GP ID 12", "GP ID 161"]);
        assert_eq!(completed(&people, "GP ID 12; gp").as_deref(), Some("GP ID 12; GP ID 12"));
        assert_eq!(with(&people, "GP ID 12; gp", "GP ID 161"), "GP ID 12; GP ID 161");
    }

    #[test]
    fn a_blank_or_a_letter_goes_on_to_the_next_word() {
        let yes_no = Column::new("Recorded", Kind::YesNo);
        let at = |now| next(&yes_no, now, " ");
        assert_eq!([at(""), at("yes"), at("no")].map(Option::unwrap_or_default), ["yes", "no", ""]);
        assert_eq!(next(&yes_no, "yes", "N").as_deref(), Some("no"));
        let sizes = column(Kind::Choice, &["Small", "Several", "Large"]);
        assert_eq!(next(&sizes, "Small", "s").as_deref(), Some("Several"));
        assert_eq!(next(&sizes, "Several", "s").as_deref(), Some("Small"));
        assert_eq!(next(&sizes, "Small", "x"), None);
        assert_eq!(next(&column(Kind::Offered, &["GP"]), "", "g"), None);
    }
}
