//! What tells a text from every other.

use sha2::{Digest, Sha256};

/// SHA-256 of the text's UTF-8 bytes, as 64 lower-case hex digits.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_empty_text_has_the_sum_that_is_known() {
        // FIPS 180-4, of no bytes at all.
        let known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(super::sha256(""), known);
    }
}
