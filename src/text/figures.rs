//! Numbers and sentences as people read them.

/// A number of things in words and figures: `1 quote`, `1,055 quotes`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with a comma between its thousands.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The same words with a capital at the start.
pub fn capital(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_one_stands_alone() {
        let written = [0, 7, 999, 1_000, 12_345, 1_234_567].map(grouped);
        assert_eq!(written, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(counted(1, "quote", "quotes"), "1 quote");
        assert_eq!(["", "écart", "ßa", "GP"].map(capital), ["", "Écart", "SSa", "GP"]);
        assert_eq!(counted(1_055, "quote", "quotes"), "1,055 quotes");
    }
}
