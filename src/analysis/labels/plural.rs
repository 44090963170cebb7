//! How several are named: `Managers`, `514, 518 and 520`.

/// Names one after the other: `a`, `a and b`, `a, b and c`.
pub fn listed(names: &[impl AsRef<str>]) -> String {
    let mut list = String::new();
    for (at, name) in names.iter().enumerate() {
        list.push_str(match at {
            0 => "",
            _ if at + 1 == names.len() => " and ",
            _ => ", ",
        });
        list.push_str(name.as_ref());
    }
    list
}

/// What several people in a role are called, by the rules of English: the word before `of`, `for`, `in`, `on`, `at`, `to` or
/// `with`, or a comma or bracket, takes the ending, otherwise the last one. The register may say otherwise for any role.
pub fn plural(role: &str) -> String {
    const BEHIND: [&str; 10] =
        [" of ", " for ", " in ", " on ", " at ", " to ", " with ", " without ", ",", " ("];
    let head = BEHIND.iter().filter_map(|sign| role.find(sign)).min().unwrap_or(role.len());
    let (head, rest) = role.split_at(head);
    let last = head.rfind([' ', '-', '/']).map_or(0, |at| at + 1);
    format!("{}{}{rest}", &head[..last], plural_word(&head[last..]))
}

fn plural_word(word: &str) -> String {
    let small = word.to_lowercase();
    // An abbreviation keeps its letters: `GPs`.
    let is_abbreviation = word.chars().all(|c| !c.is_lowercase());
    let ends = |endings: &[&str]| endings.iter().any(|ending| small.ends_with(ending));
    let without = |count: usize| word[..word.len() - count].to_owned();
    if word.is_empty() || ["staff", "personnel", "police"].contains(&&*small) {
        word.to_owned()
    } else if is_abbreviation {
        format!("{word}s")
    } else if word.ends_with("man") && !word.ends_with("human") {
        format!("{}men", without(3))
    } else if word.ends_with("person") && small != "person" {
        format!("{}people", without(6))
    } else if word.ends_with('y') && !ends(&["ay", "ey", "oy", "uy"]) {
        format!("{}ies", without(1))
    } else if ends(&["s", "x", "z", "ch", "sh"]) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_are_named_by_the_rules_of_english() {
        for (one, several) in [
            ("Manager", "Managers"),
            ("GP", "GPs"),
            ("GP Locality Lead", "GP Locality Leads"),
            ("Lay member", "Lay members"),
            ("Director of nursing", "Directors of nursing"),
            ("Head of finance, acting", "Heads of finance, acting"),
            ("Secretary", "Secretaries"),
            ("Attorney", "Attorneys"),
            ("Coach", "Coaches"),
            ("Chairman", "Chairmen"),
            ("Lay chairperson", "Lay chairpeople"),
            ("Person", "Persons"),
            ("Nursing staff", "Nursing staff"),
            ("Ex-Non-executive director", "Ex-Non-executive directors"),
            ("", ""),
        ] {
            assert_eq!(plural(one), several);
        }
        assert_eq!(listed(&["1"]), "1");
        assert_eq!(listed(&["1", "2"]), "1 and 2");
        assert_eq!(listed(&["1", "2", "3"]), "1, 2 and 3");
        assert_eq!(listed(&[""; 0]), "");
    }
}
