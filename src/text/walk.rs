//! Goes through a text from place to place, where making the tables of a [`Text`](super::Text) would take longer.

/// A place in a text that moves forward: code points to bytes and back, in time proportional to the way.
#[derive(Debug, Clone)]
pub struct Walk<'t> {
    text: &'t str,
    byte: usize,
    at: u32,
}

impl<'t> Walk<'t> {
    /// Begins at the start of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, at: 0 }
    }

    /// Goes to a code point and gives its byte; the end of the text for one behind it. One before this place is gone to from
    /// the start.
    pub fn to_code_point(&mut self, at: u32) -> usize {
        /// Bytes whose characters are counted in one go.
        const STRIDE: usize = 256;
        if at < self.at {
            *self = Self::new(self.text);
        }
        loop {
            let end = self.text.floor_char_boundary(self.byte + STRIDE);
            let count = self.text[self.byte..end].chars().count() as u32;
            if count == 0 || self.at + count > at {
                break;
            }
            (self.byte, self.at) = (end, self.at + count);
        }
        for c in self.text[self.byte..].chars().take((at - self.at) as usize) {
            (self.byte, self.at) = (self.byte + c.len_utf8(), self.at + 1);
        }
        self.byte
    }

    /// Goes to a byte, which starts a character or is the end of the text, and gives its code point. One before this place is
    /// gone to from the start.
    pub fn to_byte(&mut self, byte: usize) -> u32 {
        if byte < self.byte {
            *self = Self::new(self.text);
        }
        self.at += self.text[self.byte..byte].chars().count() as u32;
        self.byte = byte;
        self.at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Text;

    proptest! {
        #[test]
        fn comes_where_the_tables_lead(
            parts in prop::collection::vec("(\\PC|\n|👩‍👧|é|שלום|名|[a-z]{90}){0,40}", 0..12),
            places in prop::collection::vec(0u32..2_000, 0..12),
        ) {
            let string = parts.concat();
            let text = Text::new(string.clone());
            let mut walk = Walk::new(&string);
            for at in places {
                let byte = text.byte(at);
                prop_assert_eq!(walk.to_code_point(at), byte);
                prop_assert_eq!(walk.to_byte(byte), at.min(text.length()));
            }
        }
    }
}
