//! Time stamps as transcripts write them: `00:12:31`, `[0:03]`, `(00:01:02.5)`, `#00:12:31-5#`.

/// A time stamp that some text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its length in bytes, with the brackets around it.
    pub length: usize,
    /// What it says, in milliseconds.
    pub time: u32,
}

/// The time stamp that a text begins with: minutes and seconds, hours before them or not, with a decimal fraction after a
/// point, a comma or (as f4 writes it) a dash; bare or within brackets of any kind or `#`. None when it is something else.
pub fn stamp(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let closing = match bytes.first()? {
        b'[' => Some(b']'),
        b'(' => Some(b')'),
        b'{' => Some(b'}'),
        b'<' => Some(b'>'),
        b'#' => Some(b'#'),
        _ => None,
    };
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let number = |from: usize, count: usize| {
        bytes[from..from + count].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let mut at = usize::from(closing.is_some());
    let first = digits(at);
    if !(1..=3).contains(&first) {
        return None;
    }
    let mut seconds = number(at, first);
    at += first;
    let mut groups = 0;
    while groups < 3 && bytes.get(at) == Some(&b':') && digits(at + 1) == 2 {
        seconds = seconds * 60 + number(at + 1, 2);
        at += 3;
        groups += 1;
    }
    if !(1..=2).contains(&groups) {
        return None;
    }
    // The largest, 999:99:99.999, is still below 2^32 milliseconds.
    let mut time = seconds * 1000;
    if matches!(bytes.get(at), Some(b'.' | b',' | b'-')) {
        let decimals = digits(at + 1);
        let known = decimals.min(3);
        // What a colon follows is the other end of a range: `10:30-11:30`.
        if (1..=9).contains(&decimals) && bytes.get(at + 1 + decimals) != Some(&b':') {
            time += number(at + 1, known) * [0, 100, 10, 1][known];
            at += 1 + decimals;
        }
    }
    let length = match closing {
        Some(closing) => (bytes.get(at) == Some(&closing)).then_some(at + 1),
        None => (!text[at..].starts_with(char::is_alphanumeric)).then_some(at),
    }?;
    Some(Stamp { length, time })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stamps_say() {
        for (text, length, time) in [
            ("00:12:31", 8, 751_000),
            ("0:03 so", 4, 3_000),
            ("[00:01:02] INT", 10, 62_000),
            ("(00:01:02.5)", 12, 62_500),
            ("#00:01:02-5#", 12, 62_500),
            ("00:00:01,250 --> ", 12, 1_250),
            ("0:01.05", 7, 1_050),
            ("0:01.123456", 11, 1_123),
            ("90:00", 5, 5_400_000),
            ("10:30-11:30", 5, 630_000),
            ("999:99:99.999", 13, 3_602_439_999),
        ] {
            assert_eq!(stamp(text), Some(Stamp { length, time }), "{text}");
        }
    }

    #[test]
    fn what_is_no_stamp() {
        for text in ["", "12", "12:3", "1:2:3", "12:345", "1234:00", "[0:03", "0:03am", "(0:03]"] {
            assert_eq!(stamp(text), None, "{text}");
        }
        assert_eq!(stamp("1:00:00:00"), None, "a timecode with frames");
    }
}
